package input

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/sums"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// nonBlank returns the cells of a row that are not blank; remarks are left out, and so
// are the numbers of sections.
func (t *table) nonBlank(row rows.Row) []header.CellText {
	cells := &t.layout.Cells
	return slices.DeleteFunc(textsOf(row), func(c header.CellText) bool {
		return slices.Contains(cells.Ignored, c.Cell) || slices.Contains(cells.Ordinal, c.Cell) && numeral([]byte(c.Text)) > 0
	})
}

// textsOf returns the cells of a row that are not blank.
func textsOf(row rows.Row) (texts []header.CellText) {
	for i, text := range row.Clean() {
		if text != "" {
			texts = append(texts, header.CellText{Cell: i, Text: text})
		}
	}
	return texts
}

// all reports whether a condition holds for all of some cells, and there are any.
func all(texts []header.CellText, holds func(header.CellText) bool) bool {
	return len(texts) > 0 && !slices.ContainsFunc(texts, func(c header.CellText) bool { return !holds(c) })
}

// isFooter reports whether a cell is such as are below a table: a note, the date of
// signing, a signature.
func (r *run) isFooter(c header.CellText) bool {
	return r.cat.Words.IsFooter(c.Text) || dates.IsSigning(c.Text)
}

// lacksFigures reports whether a row without a figure is one of the table whose counts
// are missing: it has a number as rows of figures have, names its period, or has words
// where all counts should be, more than the names that sign a form.
func (t *table) lacksFigures(row rows.Row, texts []header.CellText) bool {
	const names = 2
	if slices.ContainsFunc(t.layout.Cells.Ordinal, func(i int) bool { return isNumber(rows.Trim(row.Cells[i])) }) {
		return !t.ctx.numbers.heads[row.Line]
	}
	if !t.keys.datings.named(row, t.ctx.titles).IsZero() {
		return true
	}
	filled := len(t.layout.Measures) > names && !slices.ContainsFunc(t.layout.Measures, func(c header.Measure) bool {
		return len(rows.Trim(row.Cells[c.Cell])) == 0
	})
	return filled && !all(texts, t.run.isFooter)
}

// headingRank returns the rank of a row that is nothing but the text of a known section:
// "Cấp huyện", "Xã, phường, thị trấn". One that names a level is around all sections,
// unless it is in one that is numbered. ok is false of any other row.
func (t *table) headingRank(texts []header.CellText) (rank int, ok bool) {
	if len(texts) != 1 {
		return 0, false
	}
	level, item := t.run.cat.Words.Heading(texts[0].Text)
	open := t.ctx.sections.open
	if level != 0 && (len(open) == 0 || open[0].rank == rankLevel || open[0].rank == rankNone) {
		return rankLevel, true
	}
	return rankNone, level != 0 || item != ""
}

// headsUnits reports whether a row may head the communes of the district that it
// names in a column of units. The agency of a district, or the district that the
// titles name, has a row of its own.
func (t *table) headsUnits(row rows.Row) bool {
	name := t.run.cat.Words.Name(t.layout.Keys.Text(row, header.Unit), kpi.District)
	return name.Type != "" && !name.Agency && name.Key != t.ctx.titles.unit.District.Key
}

// namedBy returns the key of a row that names its unit, or nil.
func (t *table) namedBy(row rows.Row) *rowKey {
	if !slices.ContainsFunc(t.layout.Keys.Cells(), func(i int) bool { return len(bytes.TrimSpace(row.Cells[i])) > 0 }) {
		return nil
	}
	key := t.keys.of(row, &t.ctx)
	if key.total || key.fault != nil || key.unproved != nil {
		return nil
	}
	return key
}

// namesKnown reports whether a row names a unit with its type word, or one that
// has rows already: it is no signature.
func (t *table) namesKnown(row rows.Row) bool {
	key := t.namedBy(row)
	if key == nil {
		return false
	}
	unit, a := &key.spelling.Unit, t.export.account
	id, known := a.units.Find(unit)
	return unit.District.Type != "" || unit.Commune.Type != "" || known && len(a.byUnit[id]) > 0
}

// isOfOtherTime reports whether a row of words names another time than that of the titles:
// rows below it would be counted with those of this period.
func (t *table) isOfOtherTime(row rows.Row) bool {
	text, own := strings.Join(row.Texts(), " ; "), t.ctx.titles.period
	periods, err := dates.Find(text, t.run.opts.Calendar)
	if len(periods) == 0 && err == nil && !own.IsZero() && namesTime(t.run, text) {
		periods, err = dates.Find(text+" năm "+own.From.String()[:4], t.run.opts.Calendar)
		return err != nil || !slices.Contains(periods, own)
	}
	return len(periods) > 0 && !slices.Equal(periods, []kpi.Period{own})
}

// isOtherHeader reports whether a row of words is the header of another table.
func (t *table) isOtherHeader(row rows.Row, texts []header.CellText) bool {
	isList, _ := header.IsOfList(t.run.cat, row.Texts())
	return isList || header.IsOtherHeader(t.run.cat, row) || t.layout.HeadsOthers(t.run.cat, texts)
}

// otherHeader reports the header of another table. Below that of a list of single dossiers no
// row is read, for it would be quoted.
func (t *table) otherHeader(row rows.Row) {
	t.export.file.Lines.Header += row.Lines
	t.totals.incomplete = true
	if isList, _ := header.IsOfList(t.run.cat, row.Texts()); isList {
		t.export.findings.Add(kpi.ListBelow, kpi.Place{Line: row.Line})
		t.ctx.full = true
		return
	}
	t.export.findings.Add(kpi.HeaderSecond, kpi.Place{Line: row.Line}, "text", kpi.Excerpts(row.Texts()))
}

// tooMany ends the reading of the file at a row that has one more of something than there
// can be. Numbers are given in the order of rows, so that it is the same row however the
// rows before it were read.
func (t *table) tooMany(code string, limit int, row rows.Row) {
	if !t.ctx.full {
		t.export.findings.Add(code, kpi.Place{Line: row.Line}, "limit", strconv.Itoa(limit), "where", kpi.TextKey("limit.line"))
	}
	t.ctx.full = true
}

// mayBeTotal reports a row that may be the sum of others, and what it is taken for.
func (t *table) mayBeTotal(row rows.Row, sum sums.Sum, taken string) {
	first, last := t.sums.Lines(sum)
	how := "sum.exact"
	if sum.Proof == sums.None {
		how = "sum.near"
	}
	t.export.findings.Add(kpi.RowOrTotal, kpi.Place{Line: row.Line}, "how", kpi.TextKey(how), "first", strconv.Itoa(first), "last", strconv.Itoa(last), "taken", kpi.TextKey(taken))
}

// isProvedPart reports whether the row on a line is one of a sum that is not added, and so
// is the row that it is a part of by its number, if that is not the sum.
func (t *table) isProvedPart(line int) bool {
	whole, ok := t.ctx.numbers.parts[line]
	return t.sums.Covers(line) && (!ok || t.sums.Covers(whole))
}

// isCutTotal reports whether a row is called a total and lacks cells at its end only: none
// of its figures is where a name should be.
func (t *table) isCutTotal(row rows.Row) bool {
	in := func(i int) bool { return i >= 0 && i < len(row.Cells) }
	isTotal := func(i int) bool { return in(i) && t.items.marksAt(row.Cells[i]).total }
	isFigure := func(i int) bool { return in(i) && header.IsFigure(row.Cells[i]) }
	named := slices.Clone(t.layout.Cells.Items())
	for _, key := range header.OfNames() {
		named = append(named, t.layout.Keys[key])
	}
	return len(row.Cells) < len(t.layout.Headers) && slices.ContainsFunc(t.layout.OfNames(), isTotal) && !slices.ContainsFunc(named, isFigure)
}

// settle decides what a waiting row without figures is, now that the next row is there:
// above a commune it is the heading of a district, elsewhere a row of its own. It waits
// for the row below a total.
func (t *table) settle(next rows.Row) {
	text, words := t.layout.Keys.Text(next, header.Unit), t.run.cat.Words
	if t.ctx.waiting == nil || words.IsTotal(text) || t.sums.On(next.Line).Proof == sums.Sure {
		return
	}
	row := *t.ctx.waiting
	t.ctx.waiting = nil
	q := units.Query{District: words.Name(t.layout.Keys.Text(row, header.Unit), kpi.District), Level: kpi.Commune, Period: t.ctx.titles.period}
	isCommune := func(r names.Reading) bool {
		q.Name = words.Name(r.Text, kpi.Commune)
		return q.Name.Type != "" || t.run.opts.Units != nil && len(t.run.opts.Units.Find(q)) > 0
	}
	named, offices := names.Readings(words, vietnamese.Clean(text))
	if slices.ContainsFunc(slices.Concat(named, offices), isCommune) || words.OfficeLevel(text) == kpi.District {
		t.openSection(row, rankNone, false)
		return
	}
	t.figureRow(row)
}

// mergedFault returns the fault of a row whose commune may be that above: its cell may have
// been merged with that. In a table with districts it may as well be of the district's own;
// that is decided at the end.
func (t *table) mergedFault(row rows.Row, key *rowKey, it item) *keyFault {
	m, hasDistricts := &t.ctx.merges, t.layout.Keys[header.District] >= 0
	again := false
	if m.may(t.layout, key) && hasDistricts {
		above := t.export.account.slotOf(m.above)
		again = above != nil && above.seen.has(it.id)
	}
	if again || !m.may(t.layout, key) {
		m.note(key, t.export.account.slotOf(key) != nil)
		return nil
	}
	if !hasDistricts {
		return t.keys.fault(kpi.UnitMissing, header.Commune, "level", kpi.TextKey("district-or-commune"))
	}
	if m.place.Line == 0 {
		m.place = t.layout.Place(row, t.layout.Keys[header.Commune])
	}
	return nil
}
