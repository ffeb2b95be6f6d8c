package render

import (
	"bytes"
	"io"
	"slices"
	"strings"
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
	if widths := t.widths(); !s.exceeds(widths) {
		draw(&b, t, false)
	} else if width := s.cellWidth(widths); width >= narrow {
		draw(&b, t.each(func(row []string) []string { return wrapCells(row, width) }), true)
	} else {
		s.rowBlocks(&b, t.header, t.rows)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// grid writes a table. One that is wider than the screen becomes several below each
// other, each with the keys of the rows.
func (s Screen) grid(w *bytes.Buffer, t texts) {
	parts, between := []texts{t}, t.hasLines()
	if widths := t.widths(); s.exceeds(widths) && len(t.header) > t.keys {
		parts = s.parts(t, widths)
	}
	for i, part := range parts {
		if i > 0 {
			w.WriteByte('\n')
		}
		draw(w, part, between)
	}
}

// hasLines reports whether figures take several lines: then there are frames between the
// rows.
func (t texts) hasLines() bool {
	for _, row := range t.rows {
		if slices.ContainsFunc(row[t.keys:len(row)-t.notes], func(cell string) bool { return strings.Contains(cell, "\n") }) {
			return true
		}
	}
	return false
}

// exceeds reports whether a table with columns of some widths is wider than the screen.
func (s Screen) exceeds(widths []int) bool { return s.Width > 0 && tableWidth(widths) > s.Width }

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

// tableWidth returns the width of a table with columns of some widths, with its frames.
func tableWidth(widths []int) int {
	sum := len(widths) + 1
	for _, w := range widths {
		sum += w
	}
	return sum
}

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
