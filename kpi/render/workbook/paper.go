package workbook

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
)

// A sheet is printed as wide as one page where letters of 11 points are 8 points high then.
// One that is wider takes several pages at that scale in percent, each with the columns of
// the keys.
const (
	leastScale = 73
	paperWide  = 1045 // pixels between the margins, 96 an inch
	readable   = paperWide * 100 / (leastScale + 1)
)

// pixels returns how wide columns of some letters are at most. A letter of the font is 7
// pixels wide, but 9.4 in what a program takes that lacks the font and all of equal widths.
func pixels(widths ...float64) (all float64) {
	const letter, gap = 9.4, 5
	for _, w := range widths {
		all += letter*w + gap
	}
	return all
}

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
	margins := &excelize.PageLayoutMarginsOptions{Horizontally: new(l.scale == chartScale), Left: &edge, Right: &edge, Top: &edge, Bottom: &bottom, Header: &foot, Footer: &foot}
	plain := func(text string) string { return strings.ReplaceAll(text, "&", "&&") } // an & begins a code
	footer := "&L" + plain(b.foot()) + "&C&A&R" + plain(b.r.Texts.Say("sheet.page")) + " &P/&N"
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

// foot returns what the foot of a page has at the left: the places and the period, as far as
// there is room.
func (b *book) foot() string {
	const most = 62 // letters
	runes := []rune(kpi.Printable(b.r.Title))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}

// quoted returns the name of a sheet in a reference.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'!" }

// above returns the lines above what a sheet has: its title, whose it is, what the figures
// are of, and others.
func (b *book) above(title string, others ...string) []string {
	lines := []string{title}
	if b.r.Heading.Office != "" {
		lines = append(lines, b.r.Heading.Office)
	}
	return append(append(lines, b.r.Title), others...)
}

// heading writes the lines above what a sheet has, of which the first is its title.
func (s *sheet) heading(lines ...string) {
	for i, line := range lines {
		s.row([]float64{titleHeight, 0}[min(i, 1)], headingCell(i, line))
	}
}

// headingCell returns a line above what a sheet has, by its number from 0 on.
func headingCell(n int, text string) cell {
	if n == 0 {
		return cell{text, look{size: 15, bold: true, middle: true}}
	}
	return cell{text, look{grey: true}}
}

// paragraph writes a text over several columns, as high as it needs.
func (s *sheet) paragraph(c cell, columns int, width float64) {
	c.look.wrap = true
	s.row(heightOf(c.value.(string), width), c)
	s.merge(1, columns, s.line)
}
