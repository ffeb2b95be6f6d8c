package render

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// texts is a table of texts: the first columns are keys, the last ones notes, and those
// between them figures.
type texts struct {
	header []string
	rows   [][]string
	total  []string // nil where there is none
	keys   int
	notes  int
}

// list writes a plain table for people. A table that is wider than
// the screen is written with texts broken into lines, or where these would be too short to
// read, as a block for each row. Rows have at least one cell.
func (s Screen) list(w io.Writer, t texts) error {
	var b bytes.Buffer
	if err := draw(&b, t, tw.Off); err != nil {
		return err
	}
	if widths := columnWidths(b.Bytes()); s.Width > 0 && tableWidth(widths) > s.Width {
		b.Reset()
		if width := s.cellWidth(widths); width >= narrow {
			if err := draw(&b, t.each(func(row []string) []string { return wrapCells(row, width) }), tw.On); err != nil {
				return err
			}
		} else {
			s.rowBlocks(&b, t.header, t.rows)
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// draw writes a table with its keys and notes at the left and its figures at the right,
// with or without frames between the rows. It writes into memory, because tablewriter
// drops the errors of a writer.
func draw(w *bytes.Buffer, table texts, between tw.State) error {
	align := slices.Repeat(tw.Alignment{tw.AlignRight}, len(table.header))
	for i := range align {
		if i < table.keys || i >= len(align)-table.notes {
			align[i] = tw.AlignLeft
		}
	}
	cell := tw.CellConfig{
		Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone, AutoFormat: tw.Off},
		Alignment:  tw.CellAlignment{PerColumn: align},
	}
	t := tablewriter.NewTable(w,
		// The width of ambiguous characters must not follow the locale.
		tablewriter.WithEastAsian(tw.Off),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithConfig(tablewriter.Config{Header: cell, Row: cell, Footer: cell}),
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Symbols:  tw.NewSymbols(tw.StyleLight),
			Settings: tw.Settings{Separators: tw.Separators{BetweenRows: between}},
		})),
	)
	t.Header(table.header)
	if err := t.Bulk(table.rows); err != nil {
		return fmt.Errorf("adding rows: %w", err)
	}
	if table.total != nil {
		t.Footer(table.total)
	}
	if err := t.Render(); err != nil {
		return fmt.Errorf("drawing the table: %w", err)
	}
	return nil
}

// grid writes a table. One that is wider than the screen becomes several below each
// other, each with the keys of the rows.
func (s Screen) grid(w *bytes.Buffer, t texts) error {
	start, between := w.Len(), t.between()
	if err := draw(w, t, between); err != nil {
		return err
	}
	widths := columnWidths(w.Bytes()[start:])
	if s.Width == 0 || tableWidth(widths) <= s.Width || len(t.header) == t.keys {
		return nil
	}
	w.Truncate(start)
	for i, part := range s.parts(t, widths) {
		if i > 0 {
			w.WriteByte('\n')
		}
		if err := draw(w, part, between); err != nil {
			return err
		}
	}
	return nil
}

// between returns whether there are frames between the rows: where figures take several
// lines.
func (t texts) between() tw.State {
	for _, row := range t.rows {
		if slices.ContainsFunc(row[t.keys:len(row)-t.notes], func(cell string) bool { return strings.Contains(cell, "\n") }) {
			return tw.On
		}
	}
	return tw.Off
}

// tooWide reports whether a table is wider than the screen.
func (s Screen) tooWide(t texts) bool {
	if s.Width == 0 {
		return false
	}
	var b bytes.Buffer
	if err := draw(&b, t, tw.Off); err != nil {
		return false // it is drawn again, and then the error is returned
	}
	return tableWidth(columnWidths(b.Bytes())) > s.Width
}

// each returns a table with other cells in every row.
func (t texts) each(cells func(row []string) []string) texts {
	made := texts{header: cells(t.header), keys: t.keys, notes: t.notes}
	for _, row := range t.rows {
		made.rows = append(made.rows, cells(row))
	}
	if t.total != nil {
		made.total = cells(t.total)
	}
	return made
}

// columnWidths returns the widths of the columns of a table, with the spaces beside them.
// It reads them from the frame above the table: the library that draws it gives none.
func columnWidths(drawn []byte) []int {
	frame, _, _ := strings.Cut(string(drawn), "\n")
	var all []int
	for _, part := range strings.Split(strings.Trim(frame, "┌┐"), "┬") {
		all = append(all, utf8.RuneCountInString(part))
	}
	return all
}

// tableWidth returns the width of a table with columns of some widths, with its frames.
func tableWidth(widths []int) int {
	sum := len(widths) + 1
	for _, w := range widths {
		sum += w
	}
	return sum
}

// beside is the room for the spaces beside a text.
const beside = 2

// parts divides a table into tables that fit the screen. Each has the keys and at least one
// column of figures. Keys are broken into lines for the widest indicator to fit beside them,
// but are never narrower than most words need.
func (s Screen) parts(t texts, widths []int) []texts {
	const word = 8
	keys := slices.Clone(widths[:t.keys])
	if room := s.Width - slices.Max(widths[t.keys:]) - 1; tableWidth(keys) > room {
		most := max(Screen{Width: room}.cellWidth(keys), word)
		t = t.each(func(row []string) []string { return slices.Concat(wrapCells(row[:t.keys], most), row[t.keys:]) })
		for i := range keys {
			keys[i] = min(keys[i], most+beside)
		}
	}
	var parts []texts
	from, used := t.keys, tableWidth(keys)
	add := func(to int) {
		part := t.each(func(row []string) []string { return slices.Concat(row[:t.keys], row[from:to]) })
		part.notes = max(to-max(from, len(t.header)-t.notes), 0)
		parts = append(parts, part)
	}
	for i := t.keys; i < len(widths); i++ {
		if i > from && used+widths[i]+1 > s.Width {
			add(i)
			from, used = i, tableWidth(keys)
		}
		used += widths[i] + 1
	}
	add(len(t.header))
	return parts
}

// cellWidth returns how wide cells may be for a table to fit the screen. Wide columns
// give way first.
func (s Screen) cellWidth(widths []int) int {
	for most := slices.Max(widths); most > beside; most-- {
		cut := slices.Clone(widths)
		for i := range cut {
			cut[i] = min(cut[i], most)
		}
		if tableWidth(cut) <= s.Width {
			return most - beside
		}
	}
	return 0
}

// rowBlocks writes a list as a block for each row.
func (s Screen) rowBlocks(w *bytes.Buffer, header []string, rows [][]string) {
	for i, row := range rows {
		if i > 0 {
			w.WriteByte('\n')
		}
		w.WriteString(s.title(row[0]) + "\n")
		for c, cell := range row[1:] {
			w.WriteString(s.Wrap("  " + header[c+1] + ": " + cell + "\n"))
		}
	}
}

// wrapCells breaks the texts of cells into lines of a width.
func wrapCells(cells []string, width int) []string {
	wrapped := make([]string, len(cells))
	for i, cell := range cells {
		wrapped[i] = strings.Join(broken(cell, width), "\n")
	}
	return wrapped
}
