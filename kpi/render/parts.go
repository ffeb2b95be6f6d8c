package render

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/olekukonko/tablewriter/tw"

	"cchc/kpi/report"
)

// grid writes the table of a report. Where it is wider than the screen, it is
// several tables below each other, each with the keys of the rows.
func (s Screen) grid(w *bytes.Buffer, r *report.Report) error {
	start := w.Len()
	if err := s.table(w, r, 0); err != nil {
		return err
	}
	widths := columnWidths(w.Bytes()[start:])
	if s.Width == 0 || tableWidth(widths) <= s.Width {
		return nil
	}
	w.Truncate(start)
	keyWidth := s.keyWidth(widths, len(widths)-len(r.Columns))
	for i, part := range s.parts(r, widths, keyWidth) {
		if i > 0 {
			w.WriteByte('\n')
		}
		if err := s.table(w, part, keyWidth); err != nil {
			return err
		}
	}
	return nil
}

// columnWidths reads the widths of the columns of a table, with the spaces beside them,
// from the frame above it: the library that draws it does not tell them.
func columnWidths(drawn []byte) []int {
	frame, _, _ := strings.Cut(string(drawn), "\n")
	var all []int
	for _, part := range strings.Split(strings.Trim(frame, "┌┐"), "┬") {
		all = append(all, utf8.RuneCountInString(part))
	}
	return all
}

// tableWidth is the width of a table with columns of some widths, with its frames.
func tableWidth(widths []int) int {
	sum := len(widths) + 1
	for _, w := range widths {
		sum += w
	}
	return sum
}

// beside is the room for the spaces beside a text.
const beside = 2

// keyWidth returns how wide the texts of keys may be for the widest indicator to fit
// beside them, or 0 where they may be as they are. Below what most words need they are
// not broken any further.
func (s Screen) keyWidth(widths []int, keys int) int {
	const word = 8
	room := s.Width - slices.Max(widths[keys:]) - 1
	if tableWidth(widths[:keys]) <= room {
		return 0
	}
	return max(Screen{Width: room}.cellWidth(widths[:keys]), word)
}

// parts divides a report into as many as are needed to fit the screen. Each has the
// keys, and at least one indicator.
func (s Screen) parts(r *report.Report, widths []int, keyWidth int) []*report.Report {
	keys := slices.Clone(widths[:len(widths)-len(r.Columns)])
	for i := range keys {
		if keyWidth > 0 {
			keys[i] = min(keys[i], keyWidth+beside)
		}
	}
	var parts []*report.Report
	from, used := 0, tableWidth(keys)
	for i, w := range widths[len(keys):] {
		if i > from && used+w+1 > s.Width {
			parts = append(parts, part(r, from, i))
			from, used = i, tableWidth(keys)
		}
		used += w + 1
	}
	return append(parts, part(r, from, len(r.Columns)))
}

// part is a report with some of its indicators.
func part(r *report.Report, from, to int) *report.Report {
	p := *r
	p.Columns = r.Columns[from:to]
	p.Rows = slices.Clone(r.Rows)
	for i := range p.Rows {
		p.Rows[i].Figures = r.Rows[i].Figures[from:to]
	}
	p.Total.Figures = r.Total.Figures[from:to]
	return &p
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

// narrowList writes a list that is wider than the screen: with texts broken over
// several lines, or where they would be broken to pieces, a block for each row.
func (s Screen) narrowList(w *bytes.Buffer, header []string, rows [][]string, widths []int) error {
	width := s.cellWidth(widths)
	if width < narrow {
		for i, row := range rows {
			if i > 0 {
				w.WriteByte('\n')
			}
			w.WriteString(s.title(row[0]) + "\n")
			for c, cell := range row[1:] {
				w.WriteString(s.Wrap("  " + header[c+1] + ": " + cell + "\n"))
			}
		}
		return nil
	}
	var wrapped [][]string
	for _, row := range rows {
		wrapped = append(wrapped, wrapCells(row, width))
	}
	return draw(w, wrapCells(header, width), wrapped, nil, len(header), tw.On)
}

// wrapCells breaks the texts of cells into lines of a width.
func wrapCells(cells []string, width int) []string {
	wrapped := make([]string, len(cells))
	for i, cell := range cells {
		wrapped[i] = strings.Join(broken(cell, width), "\n")
	}
	return wrapped
}
