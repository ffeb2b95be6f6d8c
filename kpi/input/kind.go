package input

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/vietnamese"
)

// kinds is what of the records before one tells what the next one is.
type kinds struct {
	texts   [][]string // over the columns, to know them where they stand again
	again   bool       // the header stands again in the record before
	closed  bool       // a footer has begun
	named   bool       // a row before names a commune
	summed  bool       // the row before is a total of rows above it
	waiting *record    // a unit without figures: a heading, or a row that lacks them
}

// late takes a record with figures that stands below a footer, where there must
// be none, or below a header that stands again: that may number its columns.
func (r *rowReader) late(rec record) {
	switch {
	case r.closed:
		r.outside(rec)
	case r.isNumbers(rec):
		r.lines.Header += rec.lines
		r.again = false
	default:
		r.again = false
		r.figures(rec)
	}
}

// outside notes a row that stands below the table but belongs into it.
func (r *rowReader) outside(rec record) {
	r.lines.Footer += rec.lines
	r.add(kpi.RowOutside, kpi.Place{Line: rec.line})
}

// noFigures takes a record without a figure: the header again, a row whose counts
// are missing, a heading, or a note or signature below the table. What may be a
// row of the table is never taken for words around it.
func (r *rowReader) noFigures(rec record) {
	row := r.padded(rec)
	said := r.said(row)
	switch {
	case r.isHeader(said), r.again && r.isNumbers(rec):
		r.again = true
		r.lines.Header += rec.lines
	case r.isOtherHeader(row):
		r.lines.Header += rec.lines
		r.refused = true
		r.add(kpi.HeaderSecond, kpi.Place{Line: rec.line}, "text", excerpts(texts(rec)))
	case r.isNumbered(row) || r.isDated(row) || r.isFilled(row) && !all(said, r.isFooter) || r.closed && r.namesKnown(row):
		if r.closed {
			r.outside(rec)
			return
		}
		r.figures(rec)
	case r.closed || all(said, r.isFooter):
		r.settle(record{})
		r.closed = true
		r.lines.Footer += rec.lines
	default:
		r.amid(rec, row, said)
	}
}

// amid takes a record of words within a table: a total without figures, a
// heading, or a row that lacks its counts.
func (r *rowReader) amid(rec, row record, said []saidCell) {
	switch {
	case len(said) > 0 && all(said[:1], func(c saidCell) bool { return r.run.cat.Words.IsTotal(c.text) }):
		r.total(row)
	case r.rank(row) > 0:
		r.settle(row)
		r.openSection(row, r.rank(row), false)
	case len(said) == 1 && all(said, r.isHeading):
		r.settle(row)
		r.openSection(row, r.headingRank(said[0]), false)
	case len(said) == 1 && r.headsUnits(row):
		r.settle(row)
		waiting := row.clone()
		r.waiting = &waiting
	case r.resolves(row):
		r.figures(rec)
	default:
		r.unknownText(rec)
	}
}

// unknownText takes a record of words that nothing is known of. Below a total of the
// rows it is a note; elsewhere it may be a heading, or a name whose counts are missing.
func (r *rowReader) unknownText(rec record) {
	if r.summed {
		r.closed = true
		r.lines.Footer += rec.lines
		return
	}
	r.lines.Section += rec.lines
	if periods, _ := dates.Find(strings.Join(texts(rec), " ; "), r.run.opts.Calendar); len(periods) > 0 && !slices.Equal(periods, []kpi.Period{r.titles.period}) {
		r.add(kpi.RowSection, kpi.Place{Line: rec.line, Text: strings.Join(texts(rec), " ")})
		return
	}
	r.add(kpi.RowHeading, kpi.Place{Line: rec.line}, "text", excerpts(texts(rec)))
}

// padded returns a record with blank cells for those that it lacks.
func (r *rowReader) padded(rec record) record {
	for len(rec.cells) < len(r.layout.headers) {
		rec.cells = append(rec.cells, nil)
	}
	return rec
}

// saidCell is a cell that is not blank, cleaned.
type saidCell struct {
	cell int
	text string
}

// said returns the cells of a record that are not blank; remarks are left out, and
// so are row numbers.
func (r *rowReader) said(rec record) []saidCell {
	var said []saidCell
	for i, text := range cleaned(rec) {
		if text != "" && !slices.Contains(r.layout.ignored, i) && !(slices.Contains(r.layout.ordinal, i) && numeral([]byte(text)) > 0) {
			said = append(said, saidCell{i, text})
		}
	}
	return said
}

// all reports whether a condition holds for all of some cells, and there are any.
func all(said []saidCell, holds func(saidCell) bool) bool {
	return len(said) > 0 && !slices.ContainsFunc(said, func(c saidCell) bool { return !holds(c) })
}

// texts returns the cells of a record that are not blank, cleaned.
func texts(rec record) []string {
	return slices.DeleteFunc(cleaned(rec), func(text string) bool { return text == "" })
}

// isHeader reports whether every cell of a record stands in the header above it.
func (r *rowReader) isHeader(said []saidCell) bool {
	return all(said, func(c saidCell) bool {
		return c.cell < len(r.texts) && slices.ContainsFunc(r.texts[c.cell], func(t string) bool {
			return vietnamese.Fold(t) == vietnamese.Fold(c.text)
		})
	})
}

// isNumbers reports whether a record numbers the columns.
func (r *rowReader) isNumbers(rec record) bool {
	return numbered(cleaned(rec), namesOf(r.run.cat, r.texts))
}

// isOtherHeader reports whether a record is the header of another table: cells of
// it are headers of measures.
func (r *rowReader) isOtherHeader(rec record) bool {
	measures := 0
	for _, text := range cleaned(rec) {
		if m, ok := r.run.cat.Headers.Meaning(withoutNumber(text)); ok && m.Key == "" && text != "" {
			measures++
		}
	}
	return measures >= 2
}

// isFooter reports whether a cell stands below a table: a note, the date of
// signing, a signature.
func (r *rowReader) isFooter(c saidCell) bool {
	return r.run.cat.Words.IsFooter(c.text) || isSigning(c.text)
}

// isSigning reports whether a text holds the date of a signature: "Tràng Định,
// ngày 30 tháng 6 năm 2024", also with the figures left out.
func isSigning(text string) bool {
	text = strings.ToLower(text)
	day := strings.Index(text, "ngày ")
	month := strings.Index(text, "tháng ")
	return day >= 0 && month > day && strings.Contains(text[month:], "năm")
}

// isNumbered reports whether a row has a number as rows of figures have.
func (r *rowReader) isNumbered(rec record) bool {
	return slices.ContainsFunc(r.layout.ordinal, func(i int) bool { return isNumber(trim(rec.cells[i])) })
}

// isDated reports whether a row says which period it is of.
func (r *rowReader) isDated(rec record) bool {
	text := vietnamese.Clean(r.layout.named(rec, keyPeriod))
	_, _, err := dates.Parse(text, r.run.opts.Calendar)
	return text != "" && err == nil
}

// isFilled reports whether something stands below the header of every measure, and
// there are more than the names that sign a form: words where counts should be.
func (r *rowReader) isFilled(rec record) bool {
	const names = 2
	return len(r.layout.measures) > names && !slices.ContainsFunc(r.layout.measures, func(c measureColumn) bool {
		return len(trim(rec.cells[c.cell])) == 0
	})
}

// isHeading reports whether a cell is the text of a known section: "Cấp huyện",
// "Xã, phường, thị trấn".
func (r *rowReader) isHeading(c saidCell) bool {
	level, apart := r.run.cat.Words.Heading(c.text)
	return level != 0 || apart != ""
}

// headingRank returns the rank of a heading by its text. One that says a level is
// around all sections, unless it stands in one that is numbered.
func (r *rowReader) headingRank(c saidCell) int {
	level, _ := r.run.cat.Words.Heading(c.text)
	if level != 0 && (len(r.open) == 0 || r.open[0].rank == rankLevel || r.open[0].rank == rankNone) {
		return rankLevel
	}
	return rankNone
}

// headsUnits reports whether a row may head the communes of the district that it
// names in a column of units. The agency of a district, or the district that the
// titles name, has a row of its own.
func (r *rowReader) headsUnits(rec record) bool {
	name := r.run.cat.Words.Name(r.layout.named(rec, keyUnit), kpi.District)
	return name.Type != "" && !name.Agency && name.Key != r.titles.unit.district.Key
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

// namesKnown reports whether a row names a unit with its type word, or one that
// has rows already: it is no signature.
func (r *rowReader) namesKnown(rec record) bool {
	if !r.resolves(rec) {
		return false
	}
	t := r.find(rec)
	id, known := r.units.ids[t.names.key()]
	return t.names.district.Type != "" || t.names.commune.Type != "" || known && len(r.slotsOf[id]) > 0
}

// settle decides what a waiting row without figures is, now that the next row is
// there: above a commune it is the heading of a district, elsewhere a row of its
// own.
func (r *rowReader) settle(next record) {
	if r.waiting == nil {
		return
	}
	rec := *r.waiting
	r.waiting = nil
	text := ""
	if len(next.cells) > 0 {
		text = r.layout.named(next, keyUnit)
	}
	if r.run.cat.Words.Name(text, kpi.Commune).Type != "" || r.run.cat.Words.OfficeLevel(text) == kpi.District {
		r.openSection(rec, rankNone, false)
		return
	}
	r.figures(rec)
}
