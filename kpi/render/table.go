package render

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Table writes a report for a terminal: a table with the percentage of each
// indicator over the fraction that it comes from, then definitions and notes.
func (s Screen) Table(w io.Writer, r *report.Report) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\n", s.title(r.Title))
	if len(r.Columns) > 0 {
		if err := s.grid(&b, s.textsOf(r)); err != nil {
			return err
		}
	}
	if err := s.points(&b, r); err != nil {
		return err
	}
	for _, p := range r.Parts {
		if err := s.partTables(&b, p); err != nil {
			return err
		}
	}
	s.legends(&b, r)
	s.sections(&b, r.Sections)
	_, err := w.Write(b.Bytes())
	return err
}

// textsOf are the cells of the table of a report.
func (s Screen) textsOf(r *report.Report) texts {
	fractions := hasFractions(r)
	t := texts{header: headers(r), total: s.cells(r, r.Total, withRank(r, totalKeys(r), ""), fractions), keys: len(keyHeaders(r))}
	for _, row := range r.Rows {
		t.rows = append(t.rows, s.cells(r, row, withRank(r, row.Labels(), row.RankText()), fractions))
	}
	return t
}

// List writes a plain table for people, with text at the left, in some other way
// where it is wider than the screen. Rows have at least one cell.
func (s Screen) List(w io.Writer, header []string, rows [][]string) error {
	var b bytes.Buffer
	if err := draw(&b, header, rows, nil, len(header), 0, tw.Off); err != nil {
		return err
	}
	if columns := columnWidths(b.Bytes()); s.Width > 0 && tableWidth(columns) > s.Width {
		b.Reset()
		if err := s.narrowList(&b, header, rows, columns); err != nil {
			return err
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// draw writes a table whose first columns are text, and so are the last ones, and the others
// numbers, with or without frames between the rows. It writes into memory, because tablewriter drops
// the errors of a writer.
func draw(w *bytes.Buffer, header []string, rows [][]string, footer []string, first, last int, between tw.State) error {
	align := slices.Concat(slices.Repeat(tw.Alignment{tw.AlignLeft}, first),
		slices.Repeat(tw.Alignment{tw.AlignRight}, len(header)-first-last), slices.Repeat(tw.Alignment{tw.AlignLeft}, last))
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
	t.Header(header)
	if err := t.Bulk(rows); err != nil {
		return fmt.Errorf("adding rows: %w", err)
	}
	if footer != nil {
		t.Footer(footer)
	}
	if err := t.Render(); err != nil {
		return fmt.Errorf("drawing the table: %w", err)
	}
	return nil
}

// keyHeaders returns the headers of the key columns, of which there is one for the
// total at least.
func keyHeaders(r *report.Report) []string {
	if len(r.Keys) == 0 {
		return []string{""}
	}
	return slices.Clone(r.Keys)
}

// totalKeys returns the key cells of the total.
func totalKeys(r *report.Report) []string {
	keys := make([]string, len(keyHeaders(r)))
	keys[0] = r.TotalLabel
	return keys
}

// headers returns the column headers, indicators broken over two lines.
func headers(r *report.Report) []string {
	cells := withRank(r, keyHeaders(r), r.RankLabel)
	for _, c := range r.Columns {
		cells = append(cells, halved(kpi.Printable(c.Label)))
	}
	return cells
}

// halved breaks a label at the space nearest to its middle.
func halved(label string) string {
	runes := []rune(label)
	const short = 12
	if len(runes) <= short {
		return label
	}
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

func abs(n int) int { return max(n, -n) }

// cells adds the figures of a row to its keys.
func (s Screen) cells(r *report.Report, row report.Row, keys []string, fractions bool) []string {
	for _, f := range row.Figures {
		text := s.figure(f, r.Lang)
		if !fractions {
			text = strings.TrimSuffix(text, "\n")
		}
		keys = append(keys, text)
	}
	return keys
}

// hasFractions reports whether any figure is a fraction; where none is, a row is
// one line.
func hasFractions(r *report.Report) bool {
	in := func(row report.Row) bool {
		return slices.ContainsFunc(row.Figures, func(f report.Figure) bool { return f.Defined && !f.Ratio.Plain })
	}
	return in(r.Total) || slices.ContainsFunc(r.Rows, in)
}

// figure writes the percentage over its fraction, with the mark of a verdict.
func (s Screen) figure(f report.Figure, lang kpi.Lang) string {
	if !f.Defined {
		return f.NA + "\n"
	}
	text := f.In(lang)
	if f.Target != "" {
		text = s.verdict(f.Verdict, f.Mark()+" "+text)
	}
	return text + "\n" + f.Fraction(lang)
}
