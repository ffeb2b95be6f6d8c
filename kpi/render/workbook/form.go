package workbook

import (
	"io"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// writeForm writes a form as one sheet, as its regulation has it: titles, a header with groups,
// the numbers of the columns, rows in frames, and the total. The header is on each page.
func writeForm(w io.Writer, f *report.Form) error {
	return write(w, f.Title(), func(file *excelize.File) error {
		b := newBook(file, &report.Document{Title: f.Title(), Texts: f.Texts})
		code := f.Of.Code.In(f.Texts.Lang)
		widths := formWidths(f)
		top := len(f.Above) + 2 // the first line of the header; above it is the unit of count
		last := top + f.Depth()
		s, err := b.open(layout{name: sheetName(code, nil), widths: widths, lines: last + len(f.All()) + len(f.Below),
			header: last, headers: f.Depth() + 1, keys: formKeys(f)})
		if err != nil {
			return err
		}
		s.formTitles(f, len(widths))
		s.formHeader(f, widths)
		for _, l := range f.All() {
			s.formLine(f, l, widths)
		}
		for _, text := range f.Below {
			s.paragraph(cell{text, look{grey: true}}, len(widths), sum(widths))
		}
		return s.close()
	})
}

// formKeys returns how many columns before the counts a form has.
func formKeys(f *report.Form) (keys int) {
	for _, c := range f.Columns {
		if c.Holds != kpi.FormCount {
			keys++
		}
	}
	return keys
}

// formWidths returns the widths of the columns of a form: names have what they need, within
// reason.
func formWidths(f *report.Form) (widths []float64) {
	const number, count, least, most = 5, 10, 22, 28 // which fit a page
	longest := least
	for _, l := range f.All() {
		longest = max(longest, textWidth(l.Name)+2)
	}
	for _, c := range f.Columns {
		widths = append(widths, map[kpi.FormHolds]float64{kpi.FormOrdinal: number, kpi.FormName: float64(min(longest, most)), kpi.FormCount: count}[c.Holds])
	}
	return widths
}

// formTitles writes the lines above a form: its number and its regulation at the left, its
// title and its period in the middle, and the unit of count at the right.
func (s *sheet) formTitles(f *report.Form, columns int) {
	title := len(f.Above)
	for i, text := range f.Above {
		if text == f.Title() {
			title = i
		}
	}
	for i, text := range f.Above {
		l, height := look{align: "left"}, 0.0
		switch {
		case i == title:
			l, height = look{size: 14, bold: true, align: "center", middle: true}, titleHeight
		case i > title:
			l = look{align: "center"}
		}
		s.row(height, cell{text, l})
		s.merge(1, columns, s.line)
	}
	s.row(0, cell{f.Counted(), look{align: "right"}})
	s.merge(1, columns, s.line)
}

// formHeader writes the header of a form and the numbers of its columns.
func (s *sheet) formHeader(f *report.Form, widths []float64) {
	headed := look{kind: prescribed, bold: true, wrap: true, middle: true, align: "center"}
	top := s.line + 1
	lines, heights := make([][]cell, f.Depth()), make([]float64, f.Depth())
	for i := range lines {
		for range f.Columns {
			lines[i] = append(lines[i], cell{look: headed})
		}
		heights[i] = lineHeight
	}
	for _, c := range f.Header() {
		lines[c.Line][c.Column].value = c.Text
		end := c.Line + c.Lines - 1
		if need := heightOf(c.Text, sum(widths[c.Column:c.Column+c.Across])-1) - float64(c.Lines-1)*lineHeight; need > heights[end] {
			heights[end] = need
		}
	}
	for i, line := range lines {
		s.row(heights[i]+rowHeight-lineHeight, line...)
	}
	for _, c := range f.Header() {
		if c.Lines > 1 || c.Across > 1 {
			s.keep(s.stream.MergeCell(at(c.Column+1, top+c.Line), at(c.Column+c.Across, top+c.Line+c.Lines-1)))
		}
	}
	var numbers []cell
	for _, c := range f.Columns {
		numbers = append(numbers, cell{report.NumberOf(c.Number), look{kind: prescribed, align: "center", grey: true}})
	}
	s.row(lineHeight, numbers...)
}

// formLine writes a row of a form, or its total.
func (s *sheet) formLine(f *report.Form, l report.FormLine, widths []float64) {
	framed := look{kind: prescribed, bold: l.Number == 0, middle: true}
	names, counts := f.Names(l), l.Counts
	var cells []cell
	height := float64(lineHeight)
	for i, c := range f.Columns {
		own := framed
		switch c.Holds {
		case kpi.FormCount:
			made := countCell(counts[0], own)
			if !counts[0].Known {
				own.align = "right"
				made = cell{report.Unknown, own}
			}
			cells, counts = append(cells, made), counts[1:]
			continue
		case kpi.FormOrdinal:
			own.align = "center"
			if l.Number > 0 {
				cells, names = append(cells, cell{l.Number, own}), names[1:]
				continue
			}
		case kpi.FormName:
			own.align, own.wrap = "left", true
			height = max(height, heightOf(names[0], widths[i]-2))
		}
		cells, names = append(cells, cell{names[0], own}), names[1:]
	}
	s.row(height+rowHeight-lineHeight, cells...)
}
