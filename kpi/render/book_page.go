package render

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The paper: A4.
const (
	paperA4   = 9
	landscape = "landscape"
)

// A sheet is printed as wide as one page up to some letters. One that is wider would
// be too small to read: it takes several pages at a scale in percent, each with the
// columns of the keys.
const (
	mostOnPage = 300
	wideScale  = 60
	widePage   = 240 // letters on a page at that scale
)

// setPage sets how a sheet is shown and printed: A4 landscape, as wide as one page
// if it can be read so, the header on each page, the pages numbered.
func (b *book) setPage(l layout) error {
	props := &excelize.SheetPropsOptions{FitToPage: new(l.scale == 0)}
	if err := b.f.SetSheetProps(l.name, props); err != nil {
		return err
	}
	if err := b.f.SetSheetDimension(l.name, area(1, 1, len(l.widths), l.lines)); err != nil {
		return err
	}
	if err := b.f.SetSheetView(l.name, 0, &excelize.ViewOptions{ShowGridLines: new(false)}); err != nil {
		return err
	}
	if err := b.setPaper(l); err != nil {
		return err
	}
	if l.header == 0 {
		return nil
	}
	titles := quoted(l.name) + "$" + strconv.Itoa(l.header-l.headers+1) + ":$" + strconv.Itoa(l.header)
	if l.scale > 0 && l.keys > 0 {
		last, _ := excelize.ColumnNumberToName(l.keys)
		titles = quoted(l.name) + "$A:$" + last + "," + titles
	}
	return b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: l.name, RefersTo: titles})
}

func (b *book) setPaper(l layout) error {
	size, orientation, wide, high := paperA4, landscape, 1, 0
	paper := &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}
	if l.scale > 0 {
		paper = &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, AdjustTo: new(uint(l.scale)), PageOrder: new("overThenDown")}
	}
	if err := b.f.SetPageLayout(l.name, paper); err != nil {
		return err
	}
	side, top, bottom, foot := 0.4, 0.4, 0.6, 0.3 // inches
	margins := &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &bottom, Header: &foot, Footer: &foot}
	if err := b.f.SetPageMargins(l.name, margins); err != nil {
		return err
	}
	return b.f.SetHeaderFooter(l.name, &excelize.HeaderFooterOptions{OddFooter: b.footer()})
}

// footer is the lower edge of a printed page. An & begins a code there.
func (b *book) footer() string {
	plain := func(text string) string { return strings.ReplaceAll(text, "&", "&&") }
	return "&L" + plain(b.r.Title) + "&C&A&R" + plain(b.r.Say("sheet.page")) + " &P/&N"
}

// quoted is the name of a sheet in a reference.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'!" }

// heading writes the title of a sheet and what stands below it, and leaves a line.
func (p *sheetPage) heading(title string, lines ...string) {
	p.row(21, cell{title, look{size: 15, bold: true, middle: true}})
	for _, line := range lines {
		p.row(0, cell{line, look{grey: true}})
	}
}

// paragraph writes a text over several columns, as high as it needs.
func (p *sheetPage) paragraph(text string, l look, columns int, width float64) {
	l.wrap = true
	p.row(heightOf(text, width), cell{text, l})
	p.merge(1, columns, p.line)
}
