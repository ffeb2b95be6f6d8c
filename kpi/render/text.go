package render

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// onScreen makes a format of a function that writes a result for people. A result is
// written at once, or not at all.
func onScreen[T any](s Screen, write func(s Screen, b *bytes.Buffer, result T) error) func(io.Writer, T) error {
	return func(w io.Writer, result T) error {
		var b bytes.Buffer
		if err := write(s, &b, result); err != nil {
			return err
		}
		_, err := w.Write(b.Bytes())
		return err
	}
}

// reportText writes a report for a terminal: tables with the percentage of each
// indicator over the fraction that it comes from, then definitions and notes.
func reportText(s Screen, b *bytes.Buffer, r *report.Report) error {
	b.WriteString(s.title(r.Title) + "\n\n")
	for _, t := range tablesOf(r) {
		if t.Name != "" {
			b.WriteString("\n" + s.title(kpi.Printable(t.Name)) + "\n")
		}
		// If no figure is a fraction, a row is one line.
		fractions := slices.ContainsFunc(t.Report.All(), func(row report.Row) bool {
			return slices.ContainsFunc(row.Figures, func(f report.Figure) bool { return f.Defined && !f.Ratio.Plain })
		})
		cells := textsOf(t.Report, func(f report.Figure) string {
			text := s.figure(f, r.Lang)
			if !fractions {
				return strings.TrimSuffix(text, "\n")
			}
			return text
		})
		for i := len(cells.header) - len(t.Report.Columns); i < len(cells.header); i++ {
			cells.header[i] = halved(cells.header[i])
		}
		if err := s.grid(b, cells); err != nil {
			return err
		}
	}
	for _, line := range legends(r) {
		b.WriteString(s.Wrap(line + "\n"))
	}
	s.sections(b, r.Sections)
	return nil
}

// tablesOf returns the tables of a report that have columns.
func tablesOf(r *report.Report) []report.Part {
	return slices.DeleteFunc(r.Tables(), func(t report.Part) bool { return len(t.Report.Columns) == 0 })
}

// legends returns how to read the tables of a report.
func legends(r *report.Report) (lines []string) {
	if len(r.Columns) > 0 {
		lines = append(lines, r.Legend)
	}
	if r.Targets != "" {
		lines = append(lines, r.Targets)
	}
	if r.Points != nil {
		lines = append(lines, r.Points.Legend)
	}
	return lines
}

// textsOf returns the cells of the table of a report, with its figures as a format has
// them. There is a column for the label of the total at least.
func textsOf(r *report.Report, figure func(report.Figure) string) texts {
	keys := slices.Clone(r.Keys)
	if len(keys) == 0 {
		keys = []string{""}
	}
	t := texts{keys: len(keys), header: withRank(r, keys, r.RankLabel)}
	for _, c := range r.Columns {
		t.header = append(t.header, kpi.Printable(c.Label))
	}
	cells := func(keys []string, row report.Row) []string {
		all := withRank(r, keys, row.RankText())
		for _, f := range row.Figures {
			all = append(all, figure(f))
		}
		return all
	}
	for _, row := range r.Rows {
		t.rows = append(t.rows, cells(row.Labels(), row))
	}
	total := make([]string, t.keys)
	total[0] = r.TotalLabel
	t.total = cells(total, r.Total)
	return t
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

// figure returns the percentage over its fraction, with the mark of a verdict.
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

// sections writes what is below tables.
func (s Screen) sections(b *bytes.Buffer, sections []report.Section) {
	for _, part := range sections {
		if len(part.Lines) == 0 {
			continue
		}
		b.WriteString("\n" + s.title(part.Title) + "\n")
		for _, line := range part.Lines {
			b.WriteString(s.Wrap("  " + line + "\n"))
		}
	}
}

// studyText writes a trend or a comparison for a terminal: its tables, each figure over
// its fraction and its change, then definitions and notes.
func studyText(s Screen, b *bytes.Buffer, r *report.Study) error {
	b.WriteString(s.title(r.Title) + "\n")
	for _, t := range r.Tables {
		b.WriteByte('\n')
		if t.Title != "" {
			b.WriteString(s.title(t.Title) + "\n")
		}
		const noteWidth = 34
		cells := studyTexts(t, func(c report.Cell, note bool) string {
			lines := s.lines(c, r.Lang)
			if note && len(lines) > 0 {
				lines = broken(lines[0], noteWidth)
			}
			return strings.Join(lines, "\n")
		})
		for i := t.Keys; i < len(cells.header); i++ {
			cells.header[i] = halved(cells.header[i])
		}
		if err := s.grid(b, cells); err != nil {
			return err
		}
	}
	for _, line := range r.Reading() {
		b.WriteString(s.Wrap(line + "\n"))
	}
	s.sections(b, r.Sections)
	return nil
}

// studyTexts returns the cells of a table of a study as a format has them, the last ones
// being notes.
func studyTexts(t report.Table, cell func(c report.Cell, note bool) string) texts {
	cells := func(row []report.Cell) []string {
		all := make([]string, len(t.Header))
		for i, c := range row {
			all[i] = cell(c, i >= len(t.Header)-t.Notes)
		}
		return all
	}
	made := texts{keys: t.Keys, notes: t.Notes}
	for _, label := range t.Header {
		made.header = append(made.header, kpi.Printable(label))
	}
	for _, row := range t.Rows {
		made.rows = append(made.rows, cells(row))
	}
	if t.Total != nil {
		made.total = cells(t.Total)
	}
	return made
}

// lines returns the lines of a cell.
func (s Screen) lines(c report.Cell, lang kpi.Lang) []string {
	var lines []string
	if c.Key != nil {
		lines = append(lines, kpi.Printable(c.Key.Label))
	}
	if c.Number != nil {
		lines = append(lines, report.Integer(*c.Number, lang))
	}
	if c.Figure != nil {
		figure, fraction, _ := strings.Cut(s.figure(*c.Figure, lang), "\n")
		lines = append(lines, figure+c.Mark)
		if fraction != "" {
			lines = append(lines, fraction)
		}
	}
	if c.Change != nil {
		ways := map[int]kpi.Verdict{1: kpi.Met, -1: kpi.Missed}
		lines = append(lines, s.verdict(ways[c.Change.Better], report.Localise(c.Change.Shown, lang))+c.ChangeMark)
	}
	return lines
}
