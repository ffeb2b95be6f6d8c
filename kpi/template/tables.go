package template

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"cchc/kpi"
)

const (
	cellMargin    = 108 // of Word, in twentieths of a point
	narrowMargin  = 50  // of tables that are written
	columnsLimit  = 63  // of Word
	readableSize  = 22  // of letters, in half points
	leastSize     = 16
	longestFigure = 24 // bytes
)

// table writes a table that is as wide as the area.
func (x *blockWriter) table(t *Table) {
	columns := 0
	rows := slices.Concat(t.Header, t.Rows)
	if t.Total != nil {
		rows = append(rows, t.Total)
	}
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	if columns == 0 {
		x.paragraph(x.para, x.run, "")
		return
	}
	widths, size := fit(rows, columns, t.Keys, x.width, x.f.t.pages.fonts.size(x.para, x.run))
	if widths == nil || columns > columnsLimit {
		x.f.refuse(x.field, kpi.NewFault("{reason}: the table has {n} columns, too many for the width here: put its field on a page across, or choose fewer",
			"n", strconv.Itoa(columns)))
		return
	}
	run := x.run.without("b", "bCs").with("sz", x.tag("sz", "val", strconv.Itoa(size))).with("szCs", x.tag("szCs", "val", strconv.Itoa(size)))
	x.open("tbl")
	x.tableProperties(widths)
	for _, r := range t.Header {
		x.row(r, widths, run.with("b", x.tag("b")), true, func(int) string { return "center" })
	}
	align := func(column int) string {
		if column < t.Keys || column >= columns-t.Notes {
			return "left"
		}
		return "right"
	}
	for _, r := range t.Rows {
		x.row(r, widths, run, false, align)
	}
	if t.Total != nil {
		x.row(t.Total, widths, run.with("b", x.tag("b")), false, align)
	}
	x.close("tbl")
}

// tableProperties writes what holds for the whole table.
func (x *blockWriter) tableProperties(widths []int) {
	total := 0
	for _, w := range widths {
		total += w
	}
	o := &x.out
	o.WriteString("<" + x.w + "tblPr>" + x.tag("tblW", "w", strconv.Itoa(total), "type", "dxa") + x.tag("jc", "val", "center") + "<" + x.w + "tblBorders>")
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		o.WriteString(x.tag(side, "val", "single", "sz", "4", "space", "0", "color", "auto"))
	}
	o.WriteString("</" + x.w + "tblBorders>" + x.tag("tblLayout", "type", "fixed") + "<" + x.w + "tblCellMar>" +
		x.tag("left", "w", strconv.Itoa(narrowMargin), "type", "dxa") + x.tag("right", "w", strconv.Itoa(narrowMargin), "type", "dxa") +
		"</" + x.w + "tblCellMar></" + x.w + "tblPr><" + x.w + "tblGrid>")
	for _, w := range widths {
		o.WriteString(x.tag("gridCol", "w", strconv.Itoa(w)))
	}
	o.WriteString("</" + x.w + "tblGrid>")
}

// row writes a row, which is not divided between pages.
func (x *blockWriter) row(cells []string, widths []int, run properties, isHeader bool, align func(column int) string) {
	o := &x.out
	o.WriteString("<" + x.w + "tr><" + x.w + "trPr>" + x.tag("cantSplit"))
	if isHeader {
		o.WriteString(x.tag("tblHeader"))
	}
	o.WriteString("</" + x.w + "trPr>")
	para := properties{order: paragraphOrder}
	if style := x.para.val("pStyle"); style != nil {
		para = para.with("pStyle", style.raw).with("numPr", "<"+x.w+"numPr>"+x.tag("numId", "val", "0")+"</"+x.w+"numPr>").
			with("outlineLvl", x.tag("outlineLvl", "val", "9"))
	}
	if isHeader {
		para = para.with("keepNext", x.tag("keepNext"))
	}
	para = para.with("spacing", x.tag("spacing", "before", "20", "after", "20", "line", "240", "lineRule", "auto")).
		with("ind", x.tag("ind", "left", "0", "right", "0", "firstLine", "0"))
	for i, w := range widths {
		text := ""
		if i < len(cells) {
			text = cells[i]
		}
		o.WriteString("<" + x.w + "tc><" + x.w + "tcPr>" + x.tag("tcW", "w", strconv.Itoa(w), "type", "dxa") + x.tag("vAlign", "val", "center") +
			"</" + x.w + "tcPr><" + x.w + "p>" + para.with("jc", x.tag("jc", "val", align(i))).in(x.w+"pPr"))
		x.text(run, text)
		o.WriteString("</" + x.w + "p></" + x.w + "tc>")
	}
	o.WriteString("</" + x.w + "tr>")
}

// fit returns the widths of columns and the size of letters. They get smaller until the first
// columns have a line for each row, but not smaller than eleven points; where that is not
// enough, down to eight points, until no word and no figure is broken. The widths are nil
// where one would be: half a figure is read as another.
func fit(rows [][]string, columns, keys, width, size int) (widths []int, fitting int) {
	for s := size; s >= min(size, readableSize); s-- {
		if widths, fits := columnWidths(rows, columns, keys, width, s); fits {
			return widths, s
		}
	}
	for s := size; s >= min(size, leastSize); s-- {
		if widths, fits := columnWidths(rows, columns, 0, width, s); fits {
			return widths, s
		}
	}
	return nil, 0
}

// columnWidths divides a width between columns: each has that of its longest word, the first
// that of their longest line, and what is left goes to columns with longer texts. fits is false
// where words are broken.
func columnWidths(rows [][]string, columns, keys, width, size int) (widths []int, fits bool) {
	least, wanted := make([]int, columns), make([]int, columns)
	for i := range least {
		least[i] = 2 * size * 10
	}
	for _, r := range rows {
		for i, text := range r {
			for line := range strings.SplitSeq(text, "\n") {
				whole := min(textWidth(line, size), width/3)
				if wanted[i] = max(wanted[i], whole); i < keys {
					least[i] = max(least[i], whole)
				}
				for _, word := range wordsOf(line) {
					w := textWidth(word, size)
					if !strings.ContainsAny(word, "0123456789") || len(word) > longestFigure {
						w = min(w, width/8) // a word or an address may be broken
					}
					least[i] = max(least[i], w)
				}
			}
		}
	}
	sum, more := 0, 0
	for i := range least {
		least[i] += 2*narrowMargin + 20
		wanted[i] = max(wanted[i]+2*narrowMargin+20-least[i], 0)
		sum += least[i]
		more += wanted[i]
	}
	if sum > width {
		return nil, false
	}
	widths = make([]int, columns)
	given := 0
	for i := range widths {
		if left := width - sum; left < more {
			widths[i] = least[i] + left*wanted[i]/more
		} else {
			widths[i] = least[i] + wanted[i] + (left-more)*(least[i]+wanted[i])/(sum+more)
		}
		given += widths[i]
	}
	widths[0] += max(width-given, 0)
	return widths, true
}

// textWidth estimates the width of a text in bold letters, in twentieths of a point.
func textWidth(text string, size int) int {
	sum := 0 // in thousandths of the size
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			sum += 720
		case strings.ContainsRune(".,:;'|!()[]/ -ijltfr", r):
			sum += 320
		case strings.ContainsRune("mw%", r):
			sum += 850
		default:
			sum += 520
		}
	}
	return sum * size * 10 / 1000
}

// wordsOf returns the words of a line between which Word may break it: a space that joins its
// words is none.
func wordsOf(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return r != '\u00a0' && unicode.IsSpace(r) })
}
