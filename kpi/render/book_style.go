package render

import (
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// look is how a cell looks.
type look struct {
	size             float64 // of its letters; 0 is the usual one
	bold, grey, wrap bool
	header, sub      bool // of the header, and its lower line
	body, total      bool // of the rows, and of the total
	first            bool // with a line above: another indicator begins
	edge             bool // with a line at the left: likewise
	listed           bool // of what was read: rows without lines
	middle           bool // between the upper and the lower edge
	align            string
	format           string // of numbers
}

// The colours: dark text on light grounds, told apart also by those who do not see
// red and green as others do.
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

// style makes a look a style of the workbook, once.
func (b *book) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	size := l.size
	if size == 0 {
		size = 11
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: size, Bold: l.bold || l.total || l.header, Color: darkText},
		Alignment: &excelize.Alignment{Horizontal: l.align, Vertical: "top", WrapText: l.wrap || l.header},
		Border:    borders(l),
	}
	switch {
	case l.header && l.sub:
		s.Fill = ground(subGround)
	case l.header:
		s.Font.Color, s.Fill = headText, ground(headGround)
	case l.total:
		s.Fill = ground(totalGround)
	}
	if l.body || l.total || l.header || l.listed {
		s.Alignment.Indent = indent(l.align)
	}
	if l.header || l.middle || !l.wrap {
		s.Alignment.Vertical = "center"
	}
	if l.grey {
		s.Font.Color = greyText
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	id, err := b.f.NewStyle(s)
	b.styles[l] = id
	return id, err
}

// indent keeps texts off the lines between columns. Numbers have none: LibreOffice
// forgets it where a cell differs from the one before in nothing but its format.
func indent(align string) int {
	if align == "left" {
		return 1
	}
	return 0
}

func ground(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// The styles of lines by their numbers.
const (
	thinLine   = 1
	mediumLine = 2
)

// borders are the lines around a cell.
func borders(l look) []excelize.Border {
	var all []excelize.Border
	line := func(side, colour string, style int) {
		all = append(all, excelize.Border{Type: side, Color: colour, Style: style})
	}
	switch {
	case l.total:
		line("top", strongColour, mediumLine)
		line("bottom", strongColour, thinLine)
	case l.body || l.header:
		line("bottom", lineColour, thinLine)
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

// percentFormat is the format of a rate with as many decimals as a text has. A
// text with < or > or such is shown as it stands, for no format rounds so; a
// negative number would be given a sign before it.
func percentFormat(shown string, lang kpi.Lang) string {
	if strings.ContainsAny(shown, "<>") {
		literal := `"` + report.Localise(shown, lang) + `%"`
		return literal + ";" + literal
	}
	_, decimals, found := strings.Cut(shown, ".")
	if !found || decimals == "" {
		return "0%"
	}
	return "0." + strings.Repeat("0", len(decimals)) + "%"
}

// textWidth is how many letters wide a text is.
func textWidth(text string) int {
	n := 0
	for _, c := range text {
		if !unicode.In(c, unicode.Mn, unicode.Me) {
			n++
		}
	}
	return n
}

// The heights of a line of the usual size and of a row of a table, in points.
const (
	lineHeight = 15
	rowHeight  = 20
)

// heightOf is the height of a text in a cell some letters wide, where no program
// finds it: merged cells, and lines that must not be too low.
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

// headerLook is how the header of a table looks.
func headerLook(align string) look { return look{header: true, align: align} }
