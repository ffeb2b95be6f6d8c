package workbook

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

// list writes a sheet that lists rows below some lines, of which the first is its title, and
// a header with filters. Long texts are wrapped.
func list(b *book, name string, above []string, columns []listColumn, rows [][]cell) error {
	high := 2.0 * lineHeight
	widths := make([]float64, len(columns))
	headers := make([]cell, len(columns))
	for i, c := range columns {
		widths[i], headers[i] = c.width, cell{c.header, look{kind: header, align: c.align}}
		high = max(high, heightOf(c.header, c.width-1))
	}
	top := len(above) + 2
	last := top + len(rows)
	s, err := b.open(layout{name: name, widths: widths, lines: last, header: top, headers: 1, filtered: last, filterColumns: len(columns)})
	if err != nil {
		return err
	}
	s.heading(above...)
	s.skip()
	s.row(high, headers...)
	for _, row := range rows {
		height := 0.0
		for i := range row {
			if text, ok := row[i].value.(string); ok {
				height = max(height, heightOf(kpi.Printable(text), columns[i].width-1))
			}
			l := &row[i].look
			if l.kind, l.wrap = body, true; l.align == "" {
				l.align = columns[i].align
			}
		}
		s.row(max(height+rowHeight-lineHeight, rowHeight), row...)
	}
	return s.close()
}

// findings writes what reading and the rules found. What an export has in a cell is a
// text here, whatever it begins with.
func findings(b *book) error {
	say := b.r.Texts.Say
	columns := []listColumn{
		{say("finding.severity"), 13, "left"}, {say("finding.code"), 18, "left"}, {say("file"), 24, "left"},
		{say("sheet.line"), 9, "right"}, {say("sheet.column"), 9, "right"}, {say("sheet.header"), 20, "left"},
		{say("sheet.cell"), 16, "left"}, {say("finding.message"), 46, "left"}, {say("finding.remedy"), 38, "left"},
	}
	number := func(n int) cell {
		if n == 0 {
			return cell{}
		}
		return cell{value: n}
	}
	var rows [][]cell
	if b.r.Evidence.Findings != nil {
		for m := range b.r.Evidence.Findings {
			p := m.Place
			rows = append(rows, []cell{
				{say("severity." + m.Severity.String()), look{bold: m.Severity != kpi.Note}}, {value: m.Code}, {value: p.File},
				number(p.Line), number(p.Column), {value: p.Header}, {value: p.Text}, {value: m.Text}, {value: m.Remedy},
			})
		}
	}
	above := b.above(say("checks.title"))
	if len(rows) == 0 {
		above = append(above, report.Capital(say("verdict.clean")))
	}
	return list(b, b.names[findingsSheet], above, columns, rows)
}

// definitions writes how each indicator is computed.
func definitions(b *book) error {
	say := b.r.Texts.Say
	columns := []listColumn{
		{say("finding.code"), 19, "left"}, {say("indicator"), 24, "left"}, {say("formula"), 32, "left"}, {say("numerator"), 31, "left"},
		{say("denominator"), 28, "left"}, {say("sheet.better"), 16, "left"}, {say("source"), 44, "left"},
	}
	var rows [][]cell
	for _, d := range b.r.Evidence.Definitions {
		rows = append(rows, []cell{
			{value: d.ID}, {d.Label, look{bold: true}}, {value: d.Formula}, {value: d.NumeratorWords}, {value: d.DenominatorWords},
			{value: d.Better}, {value: d.Source},
		})
	}
	return list(b, b.names[definitionsSheet], []string{say("definitions"), say("title")}, columns, rows)
}

// sources writes the files, every line of which is accounted for, and by which
// program and of which period the figures are.
func sources(b *book) error {
	say := b.r.Texts.Say
	columns := []listColumn{{say("file"), 38, "left"}, {say("line-count"), 11, "right"}}
	for _, kind := range (kpi.Lines{}).Kinds() {
		columns = append(columns, listColumn{report.Capital(say("lines." + kind.Kind)), 11, "right"})
	}
	columns = append(columns, listColumn{"SHA-256", 66, "left"})
	var rows [][]cell
	for _, f := range b.r.Evidence.Inputs {
		row := []cell{{value: f.Name}}
		for _, kind := range append([]kpi.LinesOf{{Lines: f.Lines.Total}}, f.Lines.Kinds()...) {
			row = append(row, cell{kind.Lines, look{format: wholeFormat}})
		}
		rows = append(rows, append(row, cell{value: f.SHA256}))
	}
	above := b.above(say("sources"), say("sheet.version")+": kpi "+b.r.Evidence.Version)
	return list(b, b.names[sourcesSheet], above, columns, rows)
}
