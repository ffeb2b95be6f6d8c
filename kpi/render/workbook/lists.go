package workbook

import (
	"iter"
	"slices"

	"cchc/kpi"
	"cchc/kpi/report"
)

// listColumn is a column of a sheet that lists something.
type listColumn struct {
	header string
	width  float64
	align  string
	isKey  bool // it stays in sight; such columns are the first
}

// list writes a sheet that lists rows below some lines, of which the first is its title, and
// a header with filters; other lines may be below. Long texts are wrapped.
func list(b *book, name string, above []string, columns []listColumn, rows [][]cell, below ...cell) error {
	return listOf(b, name, above, columns, len(rows), slices.Values(rows), below...)
}

// listOf is [list] of n rows, each of which is made when it is reached.
func listOf(b *book, name string, above []string, columns []listColumn, n int, rows iter.Seq[[]cell], below ...cell) error {
	high := 2.0 * lineHeight
	widths := make([]float64, len(columns))
	headers := make([]cell, len(columns))
	keys := 0
	for i, c := range columns {
		if c.isKey {
			keys++
		}
		widths[i], headers[i] = c.width, cell{c.header, look{kind: header, align: c.align}}
		high = max(high, heightOf(c.header, c.width-1))
	}
	top := len(above) + 2
	last := top + n
	lines := last
	if len(below) > 0 {
		lines += 1 + len(below)
	}
	s, err := b.open(layout{name: name, widths: widths, lines: lines, keys: keys, header: top, headers: 1, filtered: last, filterColumns: len(columns)})
	if err != nil {
		return err
	}
	for i, text := range above {
		if i == 0 || float64(textWidth(text)) < sum(widths)*0.9 {
			s.row([]float64{titleHeight, 0}[min(i, 1)], headingCell(i, text))
			continue
		}
		s.paragraph(headingCell(i, text), len(widths), sum(widths))
	}
	s.skip()
	s.row(high, headers...)
	for row := range rows {
		height := 0.0
		for i := range row {
			if text, ok := row[i].value.(string); ok {
				height = max(height, heightOf(kpi.Printable(text), columns[i].width-1))
			}
			l := &row[i].look
			if l.kind == noKind {
				l.kind = body
			}
			if l.wrap = true; l.align == "" {
				l.align = columns[i].align
			}
		}
		s.row(max(height+rowHeight-lineHeight, rowHeight), row...)
	}
	if len(below) > 0 {
		s.skip()
	}
	for _, c := range below {
		s.paragraph(c, len(widths), sum(widths))
	}
	return s.close()
}

// mostListed is how many findings of one code in one file are listed; the others are counted.
const mostListed = 2000

// findings writes what reading and the rules found. What an export has in a cell is a
// text here, whatever it begins with.
func findings(b *book) error {
	say := b.r.Texts.Say
	columns := []listColumn{
		{header: say("finding.severity"), width: 13, align: "left"}, {header: say("finding.code"), width: 18, align: "left"}, {header: say("file"), width: 24, align: "left"},
		{header: say("sheet.line"), width: 9, align: "right"}, {header: say("sheet.column"), width: 9, align: "right"}, {header: say("sheet.header"), width: 20, align: "left"},
		{header: say("sheet.cell"), width: 16, align: "left"}, {header: say("finding.message"), width: 46, align: "left"}, {header: say("finding.remedy"), width: 38, align: "left"},
	}
	number := func(n int) cell {
		if n == 0 {
			return cell{}
		}
		return cell{value: n}
	}
	var rows [][]cell
	type kind struct{ file, code string }
	count, order := map[kind]int{}, []kind(nil)
	if b.r.Evidence.Findings != nil {
		for m := range b.r.Evidence.Findings {
			p, k := m.Place, kind{m.Place.File, m.Code}
			if count[k]++; count[k] == 1 {
				order = append(order, k)
			}
			if count[k] > mostListed {
				continue
			}
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
	var below []cell
	for _, k := range order {
		if more := count[k] - mostListed; more > 0 {
			number := report.Integer(more, b.r.Texts.Lang)
			below = append(below, cell{report.Fill(say("sheet.findings-more"), "file", k.file, "code", k.code, "n", number), look{bold: true}})
		}
	}
	return list(b, b.names[findingsSheet], above, columns, rows, below...)
}

// definitions writes how each indicator is computed.
func definitions(b *book) error {
	say := b.r.Texts.Say
	columns := []listColumn{
		{header: say("finding.code"), width: 19, align: "left"}, {header: say("indicator"), width: 24, align: "left"}, {header: say("formula"), width: 32, align: "left"}, {header: say("numerator"), width: 31, align: "left"},
		{header: say("denominator"), width: 28, align: "left"}, {header: say("sheet.better"), width: 16, align: "left"}, {header: say("source"), width: 44, align: "left"},
	}
	var rows [][]cell
	for _, d := range b.r.Evidence.Definitions {
		rows = append(rows, []cell{
			{value: d.ID}, {d.Label, look{bold: true}}, {value: d.Formula}, {value: d.NumeratorWords}, {value: d.DenominatorWords},
			{value: d.Better}, {value: d.Source},
		})
	}
	return list(b, b.names[definitionsSheet], []string{say("definitions"), b.r.Name()}, columns, rows)
}

// sources writes the files, every line of which is accounted for, and by which
// program and of which period the figures are.
func sources(b *book) error {
	say := b.r.Texts.Say
	columns := []listColumn{{header: say("file"), width: 38, align: "left"}, {header: say("line-count"), width: 11, align: "right"}}
	for _, kind := range (kpi.Lines{}).Kinds() {
		columns = append(columns, listColumn{header: report.Capital(say("lines." + kind.Kind)), width: 11, align: "right"})
	}
	columns = append(columns, listColumn{header: "SHA-256", width: 66, align: "left"})
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
