package render

import (
	"bytes"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// draw writes a table with its keys and notes at the left and its figures at the right, with
// or without frames between the rows.
func draw(w *bytes.Buffer, t texts, between bool) {
	widths := t.widths()
	frame := func(left, cross, right string) {
		for i, width := range widths {
			if i > 0 {
				left = cross
			}
			w.WriteString(left + strings.Repeat("─", width))
		}
		w.WriteString(right + "\n")
	}
	frame("┌", "┬", "┐")
	t.line(w, t.header, widths)
	for i, row := range t.rows {
		if i == 0 || between {
			frame("├", "┼", "┤")
		}
		t.line(w, row, widths)
	}
	if t.total != nil {
		frame("├", "┼", "┤")
		t.line(w, t.total, widths)
	}
	frame("└", "┴", "┘")
}

// line writes a row, with a line for each line of its cells.
func (t texts) line(w *bytes.Buffer, row []string, widths []int) {
	for isLast := false; !isLast; {
		isLast = true
		rest := make([]string, len(row))
		for i, cell := range row {
			first, more, isMore := strings.Cut(cell, "\n")
			rest[i], isLast = more, isLast && !isMore
			gap := strings.Repeat(" ", widths[i]-beside-displayWidth(first))
			if w.WriteString("│ "); t.isFigure(i) {
				w.WriteString(gap + first + " ")
			} else {
				w.WriteString(first + gap + " ")
			}
		}
		w.WriteString("│\n")
		row = rest
	}
}

// isFigure reports whether a column has figures.
func (t texts) isFigure(column int) bool { return column >= t.keys && column < len(t.header)-t.notes }

// beside is the room for the spaces beside a text.
const beside = 2

// widths returns the widths of the columns of a table, with the spaces beside them.
func (t texts) widths() []int {
	widths := make([]int, len(t.header))
	take := func(row []string) {
		for i, cell := range row {
			for line := range strings.SplitSeq(cell, "\n") {
				widths[i] = max(widths[i], displayWidth(line)+beside)
			}
		}
	}
	take(t.header)
	take(t.total)
	for _, row := range t.rows {
		take(row)
	}
	return widths
}

// displayWidth returns how many columns of a screen a line takes, with colours or without.
// The width of ambiguous characters does not follow the locale.
func displayWidth(line string) int { return displaywidth.Options{ControlSequences: true}.String(line) }
