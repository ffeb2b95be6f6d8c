package render

import (
	"cchc/kpi"
	"cchc/kpi/report"
)

// listColumn is a column of a sheet that lists something.
type listColumn struct {
	header string
	width  float64
	align  string
}

// list writes a sheet that lists rows under a header with filters. Long texts are
// wrapped.
func (b *book) list(name, title string, lines []string, columns []listColumn, rows [][]cell) error {
	high := 2.0 * lineHeight
	widths := make([]float64, len(columns))
	header := make([]cell, len(columns))
	for i, c := range columns {
		widths[i], header[i] = c.width, cell{c.header, headerLook(c.align)}
		high = max(high, heightOf(c.header, c.width-1))
	}
	top := len(lines) + 3
	last := top + len(rows)
	filtered := last
	if len(rows) > 0 && rows[len(rows)-1][0].look.total {
		filtered--
	}
	p := b.open(layout{name: name, widths: widths, lines: last, header: top, headers: 1, filtered: filtered, filterColumns: len(columns)})
	p.heading(title, lines...)
	p.skip(1)
	p.row(high, header...)
	for _, row := range rows {
		height := 0.0
		for i := range row {
			if text, ok := row[i].value.(string); ok {
				height = max(height, heightOf(kpi.Printable(text), columns[i].width-1))
			}
			row[i].look.body, row[i].look.wrap = !row[i].look.total, true
			if row[i].look.align == "" {
				row[i].look.align = columns[i].align
			}
		}
		p.row(max(height+rowHeight-lineHeight, rowHeight), row...)
	}
	return p.close()
}

// findings writes what reading and the rules found.
func (b *book) findings() error {
	say := b.r.Say
	columns := []listColumn{
		{say("finding.severity"), 14, "left"}, {say("finding.code"), 19, "left"}, {say("file"), 28, "left"},
		{say("sheet.line"), 11, "right"}, {say("sheet.column"), 11, "right"}, {say("sheet.header"), 24, "left"},
		{say("sheet.cell"), 18, "left"}, {say("finding.message"), 50, "left"}, {say("finding.remedy"), 42, "left"},
	}
	var rows [][]cell
	if b.r.Findings != nil {
		for m := range b.r.Findings {
			rows = append(rows, b.finding(m))
		}
	}
	lines := []string{b.r.Title}
	if len(rows) == 0 {
		lines = append(lines, report.Capital(say("verdict.clean")))
	}
	return b.list(b.reserved[4], say("checks.title"), lines, columns, rows)
}

// finding makes the row of a finding. What stood in an export is a text here,
// whatever it begins with.
func (b *book) finding(m report.Message) []cell {
	severity := cell{b.r.Say("severity." + m.Severity.String()), look{bold: m.Severity != kpi.Note}}
	number := func(n int) cell {
		if n == 0 {
			return cell{}
		}
		return cell{value: n}
	}
	return []cell{
		severity, {value: m.Code}, {value: m.Place.File}, number(m.Place.Line), number(m.Place.Column),
		{value: m.Place.Header}, {value: m.Place.Text}, {value: m.Text}, {value: m.Remedy},
	}
}

// definitions writes how each indicator is computed.
func (b *book) definitions() error {
	say := b.r.Say
	columns := []listColumn{
		{say("finding.code"), 20, "left"}, {say("indicator"), 26, "left"}, {say("formula"), 34, "left"}, {say("numerator"), 34, "left"},
		{say("denominator"), 30, "left"}, {say("sheet.better"), 18, "left"}, {say("source"), 48, "left"},
	}
	var rows [][]cell
	for _, d := range b.r.Definition {
		rows = append(rows, []cell{
			{value: d.ID}, {d.Label, look{bold: true}}, {value: d.Formula}, {value: d.NumeratorWords}, {value: d.DenominatorWords},
			{value: d.Better}, {value: d.Source},
		})
	}
	return b.list(b.reserved[5], say("definitions"), []string{say("title")}, columns, rows)
}

// sources writes the files, every line of which is accounted for, and by which
// program and of which period the figures are.
func (b *book) sources() error {
	say := b.r.Say
	columns := []listColumn{{say("file"), 44, "left"}, {say("line-count"), 12, "right"}}
	for _, kind := range (kpi.Lines{}).Kinds() {
		columns = append(columns, listColumn{report.Capital(say("lines." + kind.Kind)), 12, "right"})
	}
	columns = append(columns, listColumn{"SHA-256", 70, "left"})
	var rows [][]cell
	for _, f := range b.r.Inputs {
		row := []cell{{value: f.Name}}
		for _, kind := range append([]kpi.LinesOf{{Lines: f.Lines.Total}}, f.Lines.Kinds()...) {
			row = append(row, cell{kind.Lines, look{format: wholeFormat}})
		}
		rows = append(rows, append(row, cell{value: f.SHA256}))
	}
	lines := []string{b.r.Title, say("sheet.version") + ": kpi " + b.r.Version}
	return b.list(b.reserved[6], say("sources"), lines, columns, rows)
}
