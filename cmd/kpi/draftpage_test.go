package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// page is a table as it is written, and the lines that are about its hazards.
type page struct {
	rows    [][]string
	hazards []int // lines
	must    []int // lines with a warning or an error; 0 is the whole file
	head    []int // lines of the header
}

// page sets a draft out.
func (d *draft) page() page {
	var p page
	width := len(d.keys) + len(d.columns)
	for _, row := range d.titles {
		p.add(padded(row.text, width), row)
	}
	depth := 1
	for _, c := range d.columns {
		depth = max(depth, len(c.path))
	}
	for level := range depth {
		p.head = append(p.head, len(p.rows)+1)
		p.add(d.headRow(level), draftRow{hazard: slices.ContainsFunc(d.columns, func(c column) bool { return c.hazard })})
	}
	if d.numbers != nil {
		p.add(d.numbers[:width], draftRow{})
	}
	for _, row := range d.body {
		switch {
		case len(row.text) == 1 && row.text[0] == "header":
			for level := range depth {
				p.add(d.headRow(level), row)
			}
		case row.text != nil:
			p.add(padded(row.text, width), row)
		default:
			p.add(d.bodyRow(row), row)
		}
	}
	for _, row := range d.foot {
		p.add(padded(row.text, width), row)
	}
	if d.tell {
		p.must = append(p.must, 0)
	}
	return p
}

// add adds a row.
func (p *page) add(cells []string, row draftRow) {
	p.rows = append(p.rows, cells)
	if row.hazard {
		p.hazards = append(p.hazards, len(p.rows))
	}
	if row.must {
		p.must = append(p.must, len(p.rows))
	}
}

// padded are cells, with blanks up to a width.
func padded(cells []string, width int) []string {
	return append(slices.Clone(cells), make([]string, max(0, width-len(cells)))...)
}

// headRow is a row of the header: of merged cells the first has the text.
func (d *draft) headRow(level int) []string {
	var cells []string
	for _, key := range d.keys {
		text := map[string]string{"ordinal": "STT", "period": "Kỳ báo cáo", "district": "Huyện", "commune": "Xã", "unit": "Đơn vị", "field": "Lĩnh vực", "item": "Nội dung", "province": "Tỉnh"}[key]
		if level > 0 {
			text = ""
		}
		cells = append(cells, text)
	}
	for i, c := range d.columns {
		text := ""
		if level < len(c.path) && (i == 0 || level == len(c.path)-1 || !slices.Equal(c.path[:level+1], d.columns[i-1].path[:min(level+1, len(d.columns[i-1].path))])) {
			text = c.path[level]
		}
		cells = append(cells, text)
	}
	return cells
}

// bodyRow is a row of the table. A row without counts is a heading.
func (d *draft) bodyRow(row draftRow) []string {
	var cells []string
	for _, key := range d.keys {
		cells = append(cells, row.keys[key])
	}
	for i, c := range d.columns {
		text, written := row.cells[i]
		switch {
		case written:
		case i >= len(row.counts) || row.counts[i] < 0:
		case c.percent:
			text = fmt.Sprintf("%d,%d%%", 50+row.counts[i]%50, row.counts[i]%10)
		default:
			text = strconv.FormatInt(row.counts[i], 10)
		}
		cells = append(cells, text)
	}
	return cells
}

// text writes a page as CSV.
func (p page) text(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(p.rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bookPlan is what a workbook has that text has not.
type bookPlan struct {
	formats map[[2]int]int               // number formats by line and column, from 1 on
	values  map[[2]int]any               // of cells
	formula map[[2]int]string            // without a computed value
	merged  [][3]int                     // column, first and last line
	second  *page                        // another sheet
	change  func(d *draft, p *page) bool // which fills the plan, once lines are known
}

// bytes writes a page as a workbook.
func (b *bookPlan) bytes(t testing.TB, p page) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	b.sheet(t, book, "Sheet1", p)
	if b.second != nil {
		_, err := book.NewSheet("Sheet2")
		must(t, err)
		b.sheet(t, book, "Sheet2", *b.second)
	}
	var out bytes.Buffer
	must(t, book.Write(&out))
	return out.Bytes()
}

// sheet writes a page as a sheet.
func (b *bookPlan) sheet(t testing.TB, book *excelize.File, name string, p page) {
	for i, row := range p.rows {
		for c, text := range row {
			at, err := excelize.CoordinatesToCellName(c+1, i+1)
			must(t, err)
			place := [2]int{i + 1, c + 1}
			var value any = text
			if v, err := strconv.ParseInt(text, 10, 64); err == nil {
				value = v
			}
			if v, ok := b.values[place]; ok {
				value = v
			}
			if value != "" {
				must(t, book.SetCellValue(name, at, value))
			}
			if f, ok := b.formula[place]; ok {
				must(t, book.SetCellFormula(name, at, f))
			}
			if format, ok := b.formats[place]; ok {
				style, err := book.NewStyle(&excelize.Style{NumFmt: format})
				must(t, err)
				must(t, book.SetCellStyle(name, at, at, style))
			}
		}
	}
	for _, m := range b.merged {
		from, err := excelize.CoordinatesToCellName(m[0], m[1])
		must(t, err)
		to, err := excelize.CoordinatesToCellName(m[0], m[2])
		must(t, err)
		must(t, book.MergeCell(name, from, to))
	}
}
