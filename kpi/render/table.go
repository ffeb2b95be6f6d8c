package render

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/fatih/color"

	"cchc/kpi"
	"cchc/kpi/report"
)

// The ways to write the fraction that a rate comes from.
const (
	FractionsBeside = "beside" // the rate, in the same line
	FractionsBelow  = "below"  // the rate, in a line of its own
	FractionsNone   = "none"
)

// table writes a table with a line for each row. Fractions are beside their rates, unless the
// screen has another wish or is too narrow: then they are left out, and a line has the flag
// for them.
func (s Screen) table(b *bytes.Buffer, t *report.Table, r report.Result) error {
	way, hint := cmp.Or(s.Fractions, FractionsBeside), ""
	cells, hasFractions := s.cells(t, way, usualHeader, r.Language())
	if s.Fractions == "" && hasFractions && s.tooWide(cells) {
		way, hint = FractionsNone, report.TextIn(r, "screen.fractions")
		cells, _ = s.cells(t, way, usualHeader, r.Language())
	}
	if way != FractionsBeside && s.tooWide(cells) {
		cells, _ = s.cells(t, way, narrowHeader, r.Language())
	}
	if err := s.grid(b, cells); err != nil {
		return err
	}
	if hint != "" {
		b.WriteString(s.Wrap(hint + "\n"))
	}
	return nil
}

// The least width that a header is broken to: most labels have words that fit the first, most
// words fit the second.
const (
	usualHeader  = 14
	narrowHeader = 9
)

// cells returns the texts of a table, and whether a figure of it is a fraction. The total of
// a single row is that row, and is left out.
func (s Screen) cells(t *report.Table, way string, header int, lang kpi.Lang) (made texts, hasFractions bool) {
	const noteWidth = 34
	all := t.All()
	if t.IsWhole {
		all = t.Rows
	}
	columns := make([][]string, len(t.Columns))
	for i, column := range t.Columns {
		cells := make([]parted, len(all))
		for n, row := range all {
			cells[n] = s.divide(row.Cells[i], lang)
			hasFractions = hasFractions || cells[n].fraction != ""
		}
		switch {
		case column.Kind == report.NoteColumn:
			for _, c := range cells {
				columns[i] = append(columns[i], strings.Join(broken(c.value, noteWidth), "\n"))
			}
		case way == FractionsBelow:
			for _, c := range cells {
				columns[i] = append(columns[i], strings.Join(c.lines(), "\n"))
			}
		default:
			columns[i] = aligned(cells, way == FractionsBeside, s)
		}
	}
	made = textsOf(t, columns)
	if t.IsWhole {
		made.total = nil
	}
	if t.RankLabel != "" {
		rank := &made.header[made.keys]
		*rank = headed(*rank, nil, header)
	}
	for i := range t.Columns {
		label := &made.header[len(made.header)-len(t.Columns)+i]
		*label = headed(*label, columns[i], header)
	}
	return made, hasFractions
}

// parted is a cell in its parts: a value, its marks, the fraction that it comes from, and its
// change with its mark. One without a figure has the reason as its value.
type parted struct {
	value, mark, fraction, change string
	isReason                      bool
}

// divide returns the parts of a cell.
func (s Screen) divide(c report.Cell, lang kpi.Lang) (p parted) {
	switch f := c.Figure; {
	case c.Key != nil:
		p.value = kpi.Printable(c.Key.Label)
	case c.Number != nil:
		p.value = report.Integer(*c.Number, lang)
	case f != nil && !f.Defined:
		p.value, p.mark, p.isReason = s.paint(f.NA, color.Faint), c.Mark, c.Change == nil
	case f != nil:
		p.value, p.fraction = f.Percentage(lang), f.Fraction(lang)
		if f.Target != "" {
			p.value = s.verdict(f.Verdict, f.Mark()+" "+p.value)
		}
		p.mark = c.Mark
	}
	if c.Change != nil {
		ways := map[int]kpi.Verdict{1: kpi.Met, -1: kpi.Missed}
		p.change = s.verdict(ways[c.Change.Better], report.Localise(c.Change.Shown, lang)) + c.ChangeMark
	}
	return p
}

// lines returns the parts that a cell has.
func (p parted) lines() []string {
	return slices.DeleteFunc([]string{p.value + p.mark, p.fraction, p.change}, func(text string) bool { return text == "" })
}

// aligned returns the cells of a column with their parts beside each other, each as wide as
// the widest of the column. The reason why there is no figure takes the place of all parts.
func aligned(cells []parted, fractions bool, s Screen) []string {
	var widths [4]int
	for _, c := range cells {
		if c.isReason {
			continue
		}
		for i, text := range [...]string{c.value, c.mark, c.fraction, c.change} {
			widths[i] = max(widths[i], visible(text))
		}
	}
	if !fractions {
		widths[2] = 0
	}
	right := func(text string, width int) string { return strings.Repeat(" ", width-visible(text)) + text }
	texts := make([]string, len(cells))
	for i, c := range cells {
		if texts[i] = c.value + c.mark; c.isReason {
			continue // the column is at the right
		}
		texts[i] = right(c.value, widths[0]) + c.mark + strings.Repeat(" ", widths[1]-visible(c.mark))
		if widths[2] > 0 {
			texts[i] += "  " + right(s.paint(c.fraction, color.Faint), widths[2])
		}
		if widths[3] > 0 {
			texts[i] += strings.Repeat(" ", 2*min(widths[0], 1)) + right(c.change, widths[3])
		}
	}
	return texts
}

// visible returns the width of a figure or a label without the signs of its colours. It does
// not follow the locale, in some of which marks are two columns wide.
func visible(text string) int {
	n, isColour := 0, false
	for _, r := range text {
		switch {
		case r == '\x1b':
			isColour = true
		case isColour:
			isColour = r != 'm'
		case !unicode.Is(unicode.Mn, r):
			n++
		}
	}
	return n
}

// textsOf returns a table of texts from the cells of its columns, by row and last of the
// total. There is a column for the label of the total at least.
func textsOf(t *report.Table, columns [][]string) texts {
	keys := t.Headers()
	made := texts{keys: len(keys), header: withRank(t, keys, t.RankLabel)}
	for _, c := range t.Columns {
		made.header = append(made.header, kpi.Printable(c.Label))
		if c.Kind == report.NoteColumn {
			made.notes++
		}
	}
	cells := func(n int, keys []string, row report.Row) []string {
		all := withRank(t, keys, row.RankText())
		for _, column := range columns {
			if n < len(column) {
				all = append(all, column[n])
			}
		}
		return all
	}
	for n, row := range t.Rows {
		made.rows = append(made.rows, cells(n, t.LabelsOf(row), row))
	}
	made.total = cells(len(t.Rows), t.LabelsOf(t.Total), t.Total)
	return made
}

// withRank adds the cell of the rank to those of the keys, where rows have ranks.
func withRank(t *report.Table, keys []string, rank string) []string {
	if t.RankLabel == "" {
		return keys
	}
	return append(keys, rank)
}

// gridTexts returns a table of texts.
func gridTexts(g report.Grid) texts {
	return texts{header: g.Header, rows: slices.Collect(g.Rows), keys: len(g.Header) - g.Figures}
}

// headed returns a header in as many lines as it needs to be about as wide as its column, or
// as a least width.
func headed(label string, column []string, least int) string {
	width := least
	for _, cell := range column {
		for line := range strings.SplitSeq(cell, "\n") {
			width = max(width, visible(line))
		}
	}
	longest := 0
	for _, word := range strings.Fields(label) {
		longest = max(longest, visible(word))
	}
	lines := broken(label, width)
	for less := width - 1; less >= longest; less-- { // in lines of about one length
		even := broken(label, less)
		if len(even) > len(lines) {
			break
		}
		lines = even
	}
	return strings.Join(lines, "\n")
}
