package render

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/report"
)

// onScreen makes the format of what people read on a screen. A result is written at once, or
// not at all.
func onScreen(s Screen) func(io.Writer, report.Result) error {
	return func(w io.Writer, r report.Result) error {
		var b bytes.Buffer
		if err := s.blocks(&b, r); err != nil {
			return err
		}
		_, err := w.Write(b.Bytes())
		return err
	}
}

// blocks writes what people read of a result, with blank lines between the blocks. How to
// read a table is right below it.
func (s Screen) blocks(b *bytes.Buffer, r report.Result) error {
	below := false // a table
	for _, block := range r.Blocks(report.Terminal) {
		lines, isLines := block.(report.Lines)
		if isLines && lines.Title == "" && len(lines.Lines) == 0 {
			continue
		}
		if b.Len() > 0 && !(below && isLines && lines.Title == "") {
			b.WriteByte('\n')
		}
		below = false
		switch block := block.(type) {
		case *report.Table:
			below = true
			if block.Name != "" {
				b.WriteString(s.title(kpi.Printable(block.Name)) + "\n")
			}
			if err := s.table(b, block, r.Language()); err != nil {
				return err
			}
		case report.Grid:
			if block.Title != "" {
				b.WriteString(s.title(block.Title) + "\n")
			}
			if err := s.list(b, block.Header, slices.Collect(block.Rows)); err != nil {
				return err
			}
		case report.Listing:
			if err := s.Findings(b, block); err != nil {
				return err
			}
		case report.Lines:
			s.text(b, block)
		}
	}
	return nil
}

// text writes lines below their title.
func (s Screen) text(b *bytes.Buffer, block report.Lines) {
	if block.Title != "" {
		b.WriteString(s.title(strings.TrimSuffix(s.Wrap(block.Title+"\n"), "\n")) + "\n")
	}
	for _, line := range block.Lines {
		text, indent := "", strings.Repeat("  ", line.Depth)
		for _, span := range line.Spans {
			text += s.look(span)
		}
		switch {
		case block.Prose && len(line.Spans) == 1:
			b.WriteString(s.wrapped(text, indent))
		case len(line.Items) > 0:
			b.WriteString(s.items(indent, text, line.Items))
		default:
			b.WriteString(s.Wrap(indent + text + "\n"))
		}
	}
}

// items writes a list behind a text in lines of a readable width, which end behind an item.
func (s Screen) items(indent, text string, items []string) string {
	width := 100
	if s.Width > 0 {
		width = min(width, s.Width)
	}
	var b strings.Builder
	line := indent + text
	for n, item := range items {
		if n > 0 {
			line += "; "
		}
		if n > 0 && utf8.RuneCountInString(line)+utf8.RuneCountInString(item) > width {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = indent + "  "
		}
		line += item
	}
	return s.Wrap(b.String() + line + "\n")
}

// table writes a table: a figure over the fraction that it comes from, over its change. If no
// figure is a fraction, a row is one line.
func (s Screen) table(b *bytes.Buffer, t *report.Table, lang kpi.Lang) error {
	const noteWidth = 34
	cells := textsOf(t, lang, func(c report.Cell, column report.Column) string {
		lines := s.lines(c, lang)
		if column.Kind == report.NoteColumn && len(lines) > 0 {
			lines = broken(lines[0], noteWidth)
		}
		return strings.Join(lines, "\n")
	})
	for i := len(cells.header) - len(t.Columns); i < len(cells.header); i++ {
		cells.header[i] = halved(cells.header[i])
	}
	return s.grid(b, cells)
}

// textsOf returns the cells of a table as a format has them. There is a column for the label
// of the total at least.
func textsOf(t *report.Table, lang kpi.Lang, cell func(report.Cell, report.Column) string) texts {
	keys := slices.Clone(t.Keys)
	if len(keys) == 0 {
		keys = []string{""}
	}
	made := texts{keys: len(keys), header: withRank(t, keys, t.RankLabel)}
	for _, c := range t.Columns {
		made.header = append(made.header, kpi.Printable(c.Label))
		if c.Kind == report.NoteColumn {
			made.notes++
		}
	}
	cells := func(keys []string, row report.Row) []string {
		all := withRank(t, keys, row.RankText())
		for i, c := range row.Cells {
			all = append(all, cell(c, t.Columns[i]))
		}
		return all
	}
	for _, row := range t.Rows {
		made.rows = append(made.rows, cells(row.Labels(), row))
	}
	total := make([]string, made.keys)
	total[0] = t.TotalLabel
	made.total = cells(total, t.Total)
	return made
}

// withRank adds the cell of the rank to those of the keys, where rows have ranks.
func withRank(t *report.Table, keys []string, rank string) []string {
	if t.RankLabel == "" {
		return keys
	}
	return append(keys, rank)
}

// gridTexts returns a table of texts whose cells are all at the left.
func gridTexts(g report.Grid) texts {
	return texts{header: g.Header, rows: slices.Collect(g.Rows), keys: len(g.Header)}
}

// halved returns a label broken at the space nearest to its middle.
func halved(label string) string {
	runes := []rune(label)
	const short = 12
	if len(runes) <= short {
		return label
	}
	abs := func(n int) int { return max(n, -n) }
	best := -1
	for i, c := range runes {
		if c == ' ' && (best < 0 || abs(2*i-len(runes)) < abs(2*best-len(runes))) {
			best = i
		}
	}
	if best < 0 {
		return label
	}
	return string(runes[:best]) + "\n" + string(runes[best+1:])
}

// lines returns the lines of a cell: the figure with the mark of its verdict, the fraction
// that it comes from, and its change.
func (s Screen) lines(c report.Cell, lang kpi.Lang) []string {
	var lines []string
	if c.Key != nil {
		lines = append(lines, kpi.Printable(c.Key.Label))
	}
	if c.Number != nil {
		lines = append(lines, report.Integer(*c.Number, lang))
	}
	if f := c.Figure; f != nil && !f.Defined {
		lines = append(lines, f.NA+c.Mark)
	} else if f != nil {
		text := f.In(lang)
		if f.Target != "" {
			text = s.verdict(f.Verdict, f.Mark()+" "+text)
		}
		lines = append(lines, text+c.Mark)
		if fraction := f.Fraction(lang); fraction != "" {
			lines = append(lines, fraction)
		}
	}
	if c.Change != nil {
		ways := map[int]kpi.Verdict{1: kpi.Met, -1: kpi.Missed}
		lines = append(lines, s.verdict(ways[c.Change.Better], report.Localise(c.Change.Shown, lang))+c.ChangeMark)
	}
	return lines
}
