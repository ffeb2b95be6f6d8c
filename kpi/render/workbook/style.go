package workbook

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// look is how a cell looks.
type look struct {
	kind             kind
	size             float64 // of its letters; 0 is the usual one
	bold, grey, wrap bool
	first            bool // with a line above: another indicator begins
	edge             bool // with a line at the left: another indicator begins
	middle           bool // between the upper and the lower edge
	align            string
	format           string // of numbers
}

// kind is the part of a table that a cell belongs to, such as the header.
type kind uint8

const (
	noKind     kind = iota // outside of tables
	header                 // the header, or its upper line
	subHeader              // the lower line of the header
	body                   // the rows
	total                  // the row of the total
	listed                 // the rows of what was read, without lines between them
	lacking                // a cell of a row in which something is missing
	prescribed             // a cell of a form, in a frame
)

// The colours: dark text on light grounds. Those who do not see red and green as others
// do can distinguish them.
const (
	headGround   = "1F4E78"
	subGround    = "DDE7F0"
	headText     = "FFFFFF"
	darkText     = "1F2933"
	greyText     = "6B7280"
	lineColour   = "C5CED8"
	strongColour = "1F4E78"
	totalGround  = "F1F5F9"
	metText      = "00563F"
	metGround    = "D8F0E6"
	missedText   = "8A2D00"
	missedGround = "FCE4D6"
)

// fontName is the font of the workbook, which every office has or replaces by one
// of equal widths.
const fontName = "Calibri"

// style returns a look in the terms of the library.
func (l look) style() *excelize.Style {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: cmp.Or(l.size, 11), Bold: l.bold, Color: darkText},
		Alignment: &excelize.Alignment{Horizontal: l.align, Vertical: "center", WrapText: l.wrap},
		Border:    borders(l),
	}
	if l.wrap && !l.middle {
		s.Alignment.Vertical = "top"
	}
	switch l.kind {
	case header:
		s.Font.Color, s.Fill = headText, ground(headGround)
	case subHeader:
		s.Fill, s.Alignment.Vertical = ground(subGround), "top" // beside the buttons of filters
	case total:
		s.Fill, s.Font.Bold = ground(totalGround), true
	case lacking:
		s.Fill, s.Font.Color, s.Font.Bold = ground(missedGround), missedText, true
	}
	if l.kind == header || l.kind == subHeader {
		s.Font.Bold, s.Alignment.WrapText = true, true
	}
	// Texts keep off the lines between columns. Numbers do not: LibreOffice forgets the
	// indent where a cell differs from the one before in nothing but its format.
	if l.kind != noKind && l.align == "left" {
		s.Alignment.Indent = 1
	}
	if l.grey {
		s.Font.Color = greyText
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	return s
}

func ground(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// The styles of lines by their numbers.
const (
	thinLine   = 1
	mediumLine = 2
)

// borders returns the lines around a cell.
func borders(l look) []excelize.Border {
	var all []excelize.Border
	line := func(side, colour string, style int) {
		all = append(all, excelize.Border{Type: side, Color: colour, Style: style})
	}
	switch l.kind {
	case total:
		line("top", strongColour, mediumLine)
		line("bottom", strongColour, thinLine)
	case body, lacking, header, subHeader:
		line("bottom", lineColour, thinLine)
	}
	if l.kind == prescribed {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			line(side, darkText, thinLine)
		}
	}
	if l.first {
		line("top", strongColour, thinLine)
	}
	if l.edge {
		line("left", lineColour, thinLine)
	}
	return all
}

// The formats of counts.
const (
	wholeFormat = "#,##0"
	halfFormat  = "#,##0.0"
)

// percentFormat returns the format of a rate with as many decimals as a text has. A text
// with < or > is the format itself, for no format rounds so. It has a second part for
// negative numbers, which would get another sign.
func percentFormat(shown string, lang kpi.Lang) string {
	if strings.ContainsAny(shown, "<>") {
		literal := `"` + report.Localise(shown, lang) + `%"`
		return literal + ";" + literal
	}
	return decimalFormat(shown) + "%"
}

// changeFormat returns the format of a change. One that is rounded to 0 has no sign.
func changeFormat(shown string) string {
	number := decimalFormat(shown)
	if strings.Trim(shown, "0.") == "" {
		return number + ";" + number
	}
	return "+" + number + ";-" + number + ";" + number
}

// decimalFormat returns the format of a number with as many decimals as a text has.
func decimalFormat(shown string) string {
	_, decimals, _ := strings.Cut(shown, ".")
	if decimals == "" {
		return "0"
	}
	return "0." + strings.Repeat("0", len(decimals))
}

// textWidth returns how many letters wide a text is.
func textWidth(text string) int {
	n := 0
	for _, c := range text {
		if !unicode.In(c, unicode.Mn, unicode.Me) {
			n++
		}
	}
	return n
}

// The heights of a line of the usual size, of a row of a table and of a title, in points.
const (
	lineHeight  = 15
	rowHeight   = 20
	titleHeight = 21
)

// heightOf returns the height of a text in a cell some letters wide. Programs do not find
// it for merged cells, and some lines must not be too low.
func heightOf(text string, width float64) float64 {
	const narrow = 1.12 // letters are narrower than the digits that columns are measured by
	width *= narrow
	lines, used := 1, 0
	for _, word := range strings.Fields(text) {
		n := textWidth(word)
		if used > 0 && float64(used+1+n) > width {
			lines, used = lines+1, 0
		}
		if used > 0 {
			used++
		}
		used += n
		for float64(used) > width && width >= 1 {
			lines, used = lines+1, used-int(width)
		}
	}
	return float64(lines) * lineHeight
}
