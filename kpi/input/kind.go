package input

import (
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// late takes a record with figures that stands below a footer, where there must
// be none, or below a header that stands again: that may number its columns.
func (r *rowReader) late(rec record) {
	switch {
	case r.closed:
		r.lines.Footer += rec.lines
		r.add(kpi.RowOutside, kpi.Place{Line: rec.line})
	case numbered(cleaned(rec), func(i int) bool { return i < len(r.texts) && holdsNames(r.run.cat, r.texts[i]) }):
		r.lines.Header += rec.lines
		r.again = false
	default:
		r.again = false
		r.figures(rec)
	}
}

// noFigures takes a record without a figure: the header again, a heading, a note
// or a signature below the table, or a row whose counts are missing.
func (r *rowReader) noFigures(rec record) {
	row := r.padded(rec)
	switch {
	case r.isHeader(rec):
		r.again = true
		r.lines.Header += rec.lines
	case r.closed || !r.isDated(row) && r.isFooter(rec):
		r.settle(record{})
		r.closed = true
		r.lines.Footer += rec.lines
	case r.saysTotal(rec):
		r.total(row)
	case r.isNumbered(row) || r.isDated(row):
		r.figures(rec)
	case r.rank(row) > 0:
		r.settle(row)
		r.openSection(row, r.rank(row), false)
	case r.isHeading(row):
		r.settle(row)
		r.openSection(row, rankNone, false)
	case r.namesUnit(row):
		r.settle(row)
		waiting := row.clone()
		r.pending = &waiting
	case r.resolves(row):
		r.figures(rec)
	default:
		r.unknownText(rec)
	}
}

// unknownText takes a record of words that nothing is known of. Below the totals
// it is a note; elsewhere it may be a heading, or a name whose counts are missing.
func (r *rowReader) unknownText(rec record) {
	if len(r.sums.totals) > 0 {
		r.closed = true
		r.lines.Footer += rec.lines
		return
	}
	r.lines.Section += rec.lines
	r.add(kpi.RowHeading, kpi.Place{Line: rec.line}, "text", excerpts(texts(rec)))
}

// padded returns a record with blank cells for those that it lacks.
func (r *rowReader) padded(rec record) record {
	for len(rec.cells) < len(r.layout.headers) {
		rec.cells = append(rec.cells, nil)
	}
	return rec
}

// texts returns the cells of a record that are not blank, cleaned.
func texts(rec record) []string {
	var all []string
	for _, text := range cleaned(rec) {
		if text != "" {
			all = append(all, text)
		}
	}
	return all
}

// isHeader reports whether every cell of a record stands in the header above it.
func (r *rowReader) isHeader(rec record) bool {
	for i, text := range cleaned(rec) {
		if text != "" && (i >= len(r.texts) || !contains(r.texts[i], text)) {
			return false
		}
	}
	return true
}

// contains reports whether one of some texts is the same but for its form.
func contains(texts []string, text string) bool {
	for _, t := range texts {
		if t == text || catalog.Fold(t) == catalog.Fold(text) {
			return true
		}
	}
	return false
}

// isFooter reports whether a record begins what stands below a table: notes, the
// date of signing, signatures.
func (r *rowReader) isFooter(rec record) bool {
	for _, text := range texts(rec) {
		if r.run.cat.IsFooter(text) || isSigning(text) {
			return true
		}
	}
	return false
}

// isSigning reports whether a text holds the date of a signature: "Tràng Định,
// ngày 30 tháng 6 năm 2024", also with the figures left out.
func isSigning(text string) bool {
	text = strings.ToLower(text)
	day := strings.Index(text, "ngày ")
	month := strings.Index(text, "tháng ")
	return day >= 0 && month > day && strings.Contains(text[month:], "năm")
}

// saysTotal reports whether any cell of a record says that it is a total.
func (r *rowReader) saysTotal(rec record) bool {
	for _, cell := range rec.cells {
		if r.words.look(cell).total {
			return true
		}
	}
	return false
}

// isNumbered reports whether a row has a number as rows of figures have.
func (r *rowReader) isNumbered(rec record) bool {
	for _, i := range r.layout.ordinal {
		if isNumber(trim(rec.cells[i])) {
			return true
		}
	}
	return false
}

// isDated reports whether a row says which period it is of.
func (r *rowReader) isDated(rec record) bool {
	text := catalog.Clean(r.layout.named(rec, keyPeriod))
	_, _, err := r.run.opts.Calendar.Parse(text)
	return text != "" && err == nil
}

// isHeading reports whether the text of a row is that of a known section: "Cấp
// huyện", "Xã, phường, thị trấn".
func (r *rowReader) isHeading(rec record) bool {
	for _, text := range texts(rec) {
		if level, apart := r.run.cat.Heading(text); level != 0 || apart != "" {
			return true
		}
	}
	return false
}

// namesUnit reports whether a row names a district in a column of units: it may
// head its communes.
func (r *rowReader) namesUnit(rec record) bool {
	text := r.layout.named(rec, keyUnit)
	return text != "" && r.run.cat.Name(text, kpi.District).Type != ""
}

// resolves reports whether a row names its unit.
func (r *rowReader) resolves(rec record) bool {
	for key := range r.layout.keys {
		if strings.TrimSpace(r.layout.named(rec, key)) != "" {
			t := r.find(rec)
			return !t.total && !t.skip && t.code == ""
		}
	}
	return false
}

// settle decides what a waiting row without figures is, now that the next row is
// there: above a commune it is the heading of a district, elsewhere a row of its
// own.
func (r *rowReader) settle(next record) {
	if r.pending == nil {
		return
	}
	rec := *r.pending
	r.pending = nil
	if len(next.cells) > 0 && r.run.cat.Name(r.layout.named(next, keyUnit), kpi.Commune).Type != "" {
		r.openSection(rec, rankNone, false)
		return
	}
	r.figures(rec)
}
