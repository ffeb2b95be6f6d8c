package workbook

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A sheet is printed as wide as one page up to some letters. One that is wider would
// be too small to read: it takes several pages at a scale in percent, each with the
// columns of the keys.
const (
	mostOnPage = 300
	wideScale  = 60
	widePage   = 240 // letters on a page at that scale
)

// setPage sets how a sheet is shown and printed: A4 landscape, as wide as one page if it
// can be read so, the header on each page, the pages numbered.
func (b *book) setPage(l layout) error {
	paper := &excelize.PageLayoutOptions{Size: new(9), Orientation: new("landscape")} // 9 is A4
	if l.scale > 0 {
		paper.AdjustTo, paper.PageOrder = new(uint(l.scale)), new("overThenDown")
	} else {
		paper.FitToWidth, paper.FitToHeight = new(1), new(0)
	}
	edge, bottom, foot := 0.4, 0.6, 0.3 // inches
	margins := &excelize.PageLayoutMarginsOptions{Left: &edge, Right: &edge, Top: &edge, Bottom: &bottom, Header: &foot, Footer: &foot}
	plain := func(text string) string { return strings.ReplaceAll(text, "&", "&&") } // an & begins a code
	footer := "&L" + plain(b.r.Title) + "&C&A&R" + plain(b.r.Texts.Say("sheet.page")) + " &P/&N"
	err := cmp.Or(
		b.f.SetSheetProps(l.name, &excelize.SheetPropsOptions{FitToPage: new(l.scale == 0)}),
		b.f.SetSheetDimension(l.name, area(1, 1, len(l.widths), l.lines)),
		b.f.SetSheetView(l.name, 0, &excelize.ViewOptions{ShowGridLines: new(false)}),
		b.f.SetPageLayout(l.name, paper),
		b.f.SetPageMargins(l.name, margins),
		b.f.SetHeaderFooter(l.name, &excelize.HeaderFooterOptions{OddFooter: footer}),
	)
	if err != nil || l.header == 0 {
		return err
	}
	titles := quoted(l.name) + "$" + strconv.Itoa(l.header-l.headers+1) + ":$" + strconv.Itoa(l.header)
	if l.scale > 0 && l.keys > 0 {
		last, _ := excelize.ColumnNumberToName(l.keys)
		titles = quoted(l.name) + "$A:$" + last + "," + titles
	}
	return b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: l.name, RefersTo: titles})
}

// quoted returns the name of a sheet in a reference.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'!" }

// heading writes the title of a sheet and the lines below it.
func (s *sheet) heading(title string, lines ...string) {
	s.row(21, cell{title, look{size: 15, bold: true, middle: true}})
	for _, line := range lines {
		s.row(0, cell{line, look{grey: true}})
	}
}

// paragraph writes a text over several columns, as high as it needs.
func (s *sheet) paragraph(c cell, columns int, width float64) {
	c.look.wrap = true
	s.row(heightOf(c.value.(string), width), c)
	s.merge(1, columns, s.line)
}
