package header

import (
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// columnReader reads the header of one table column by column.
type columnReader struct {
	cat      *catalog.Catalog
	findings *kpi.FileFindings
	row      rows.Row   // the first of the header
	paths    [][]string // by column: the texts over it
	layout   Layout
	taken    map[catalog.Meaning]int // the first column of each meaning
	near     neighbours
	doubts   doubts
	shown    map[int]kpi.Proof // what shows the meaning of a column, where it is not its header
	rates    []int             // columns of percentages that show no known indicator
}

// doubts is the columns whose headers do not decide what they hold, and the titles that may
// be what they are of.
type doubts struct {
	open   []question
	titles []string
	closed bool // the titles make columns something that is no measure: no sum shows what the others are
}

// neighbours is what the columns to the left of one hold.
type neighbours struct {
	group   string // the header of the whole that they are of
	inGroup []int  // the measures of that whole
	last    int    // the measure of the nearest column, or -1
	left    int    // the measure of the nearest column that counts something: none, or unknown
}

const (
	noCounts      = -1 // no column to the left counts anything
	unknownCounts = -2 // nothing is known of what that to the left counts
)

// Read reads the header of a table; first is its first row. What makes the file unusable
// is an error among the findings, and ok is false.
func (h Head) Read(cat *catalog.Catalog, first rows.Row, findings *kpi.FileFindings) (l *Layout, ok bool) {
	r := &columnReader{cat: cat, findings: findings, row: first, paths: slices.Clone(h.texts), taken: map[catalog.Meaning]int{}, near: neighbours{last: -1, left: noCounts}, shown: map[int]kpi.Proof{}, doubts: doubts{titles: h.titles}}
	r.layout = Layout{Paths: h.texts, Measures: make([]Measure, 0, len(h.texts)), Cells: Cells{Things: -1, DayKind: -1}, Own: owned(cat, h.texts)}
	for key := range r.layout.Keys {
		r.layout.Keys[key] = -1
	}
	if h.kind == listTable {
		ok = r.list()
		return r.read(), ok
	}
	ok = true
	for i, path := range r.paths {
		r.layout.Headers = append(r.layout.Headers, joined(path))
		if len(path) > 1 && cat.Headers.IsFiller(path[0]) {
			r.paths[i] = path[1:] // the group is that of the column to the left
		}
		rows := below{figures: true}
		if h.first.below != nil {
			rows = h.first.below[i]
		}
		if h.kind == longCounts { // no count is beside another
			r.near = neighbours{last: -1, left: unknownCounts}
		}
		ok = r.column(i, rows) && ok
	}
	ok = r.decide(h.first.rows) && ok
	r.needed(h.first.below)
	r.wholes()
	r.deadline()
	r.checkAlone()
	r.layout.Uses = r.uses(h.first.rows)
	ok = ok && !r.beside(h.first.below)
	return r.read(), ok
}

// read returns the layout without the rest of the reader, which nobody needs any more: that of
// each file is kept to the end of a run.
func (r *columnReader) read() *Layout {
	l := r.layout
	return &l
}

// needed notes how many cells a row must have. Columns of which nothing is known are not
// needed where the first rows hold no figures in them.
func (r *columnReader) needed(rows []below) {
	cells := &r.layout.Cells
	for i := range r.paths {
		isWords := slices.Contains(cells.Unknown, i) && rows != nil && !rows[i].figures
		if !isWords && !slices.Contains(cells.Ignored, i) && !slices.Contains(cells.Nameless, i) {
			cells.Needed = i + 1
		}
	}
}

// column finds out what one column holds, by its header and the first rows. Units below a
// header that is not known are those of the rows, if no other column has them.
func (r *columnReader) column(i int, rows below) bool {
	text := headerText(r.paths[i])
	place := r.place(i)
	if text == "" {
		r.layout.Cells.Nameless = append(r.layout.Cells.Nameless, i)
		return true
	}
	if len(r.paths[i]) > 1 {
		r.near.group, r.near.inGroup, r.near.last = "", nil, -1 // merged cells name their group
	}
	m, kind, ok := r.meaning(i)
	isOwn := r.layout.Own[i] >= 0 // which is no question
	if ok && !isOwn && r.doubtful(text, m) {
		ok = false
	}
	if among := r.readings(text); !isOwn && len(r.paths[i]) == 1 && len(among) > 0 {
		switch {
		case !ok && len(among) > 1:
			r.doubts.open = append(r.doubts.open, question{cell: i, among: among, code: kpi.HeaderAmbiguous})
		case ok && !r.isPlaced(text, m):
			if !slices.Contains(among, m.Measure) {
				among = append(among, m.Measure)
			}
			titled, _ := r.titled(text)
			r.doubts.closed = r.doubts.closed || titled.Key == catalog.KeyIgnored
			r.doubts.open = append(r.doubts.open, question{cell: i, among: among, code: kpi.ColumnUnplaced})
		default:
			among = nil
		}
		if among != nil {
			r.near = neighbours{last: -1, left: unknownCounts}
			return true
		}
	}
	if keys := r.layout.Keys; !ok && rows.areNames() && len(r.layout.Measures) == 0 && keys[Unit] < 0 && keys[Commune] < 0 {
		m, ok, r.shown[i] = catalog.Meaning{Key: catalog.KeyUnit}, true, kpi.ProofNames
		if rows.districts == rows.units && keys[District] < 0 && r.namesFollow(i) {
			m.Key = catalog.KeyDistrict
		}
	}
	if !ok {
		code := kpi.ColumnUnknown
		if rows.figures {
			code = kpi.ColumnUnused
		}
		r.findings.Add(code, place, "lines", csvCell(r.layout.Headers[i])+",?")
		r.unknown(i, rows.figures)
		return true
	}
	if m.Key != "" {
		r.near.last = -1
		return r.key(i, m, place)
	}
	return r.measure(i, m, kind)
}

// measure notes a column of a measure.
func (r *columnReader) measure(i int, m catalog.Meaning, kind string) bool {
	place, text := r.place(i), headerText(r.paths[i])
	alone := m.Alone
	isWide := m.Wide
	m.Alone, m.Wide = false, false
	first, ok := r.first(m)
	if m.Adds && !ok {
		first, ok = r.again(i)
	}
	if ok {
		id := r.cat.Measures.At(m.Measure).ID
		r.findings.Add(kpi.ColumnDuplicate, place, "measure", kpi.MeasureKey(id), "other", strconv.Itoa(first+1), "lines", r.rowsFor(first, i, id))
		return false
	}
	switch ms := r.cat.Measures; {
	case len(r.paths[i]) > 1:
	case len(ms.Parts(m.Measure)) > 0 && !slices.Contains(r.near.inGroup, m.Measure):
		r.near.group, r.near.inGroup = text, ms.Family(m.Measure)
	case !slices.Contains(r.near.inGroup, m.Measure):
		r.near.group, r.near.inGroup = "", nil
	}
	r.near.last, r.near.left = m.Measure, m.Measure
	if _, ok := r.taken[m]; !ok {
		r.taken[m] = i
	}
	switch ms := r.cat.Measures; {
	case isWide:
		r.doubts.open = append(r.doubts.open, question{cell: i, among: []int{m.Measure, ms.Whole(m.Measure)}, given: true, code: kpi.HeaderDoubtful})
	case r.layout.Own[i] < 0 && len(r.paths[i]) == 1 && ms.Whole(m.Measure) >= 0:
		isNoRival := func(o int) bool { return ms.Whole(o) < 0 || ms.Whole(o) == ms.Whole(m.Measure) || o == m.Measure }
		rivals := slices.DeleteFunc(r.readings(text), isNoRival)
		r.doubts.open = append(r.doubts.open, question{cell: i, among: append([]int{m.Measure}, rivals...), given: true, code: kpi.HeaderDoubtful, rival: true})
	}
	days := r.cat.Measures.At(m.Measure).Of == kpi.Days
	r.layout.Measures = append(r.layout.Measures, Measure{i, place.Column, m.Measure, days, kind, alone})
	return true
}

// unknown notes a column of which nothing is known. Figures in it may be of a whole whose
// parts are behind it.
func (r *columnReader) unknown(i int, isCount bool) {
	r.layout.Cells.Unknown = append(r.layout.Cells.Unknown, i)
	r.near.last = -1
	if isCount {
		r.near.left, r.near.group, r.near.inGroup = unknownCounts, "", nil
	}
}

// again returns the first column that has the header of another, or the row of the user
// that names it, unless that names them by their order.
func (r *columnReader) again(i int) (first int, ok bool) {
	text, row := vietnamese.Fold(headerText(r.paths[i])), r.layout.Own[i]
	if row >= 0 && !r.cat.Headers.Own()[row].IsPrefix() {
		first = slices.Index(r.layout.Own[:i], row)
		return first, first >= 0
	}
	first = slices.IndexFunc(r.paths[:i], func(path []string) bool { return vietnamese.Fold(headerText(path)) == text })
	return first, first >= 0
}

// namesFollow reports whether a column behind one is known to hold communes.
func (r *columnReader) namesFollow(i int) bool {
	return slices.ContainsFunc(r.paths[i+1:], func(path []string) bool {
		m, ok := meaningOf(r.cat, path...)
		return ok && m.Key == catalog.KeyCommune
	})
}

// beside finds a second table at the right of the first: names of units between measures,
// where others are before them all, and a column of all units is one of the two, or its
// header is not known; or any names behind an empty column.
func (r *columnReader) beside(rows []below) bool {
	keys, cells := r.layout.Keys, r.layout.Cells
	names := slices.DeleteFunc(slices.Concat(keys[:Level], cells.Field, cells.Procedure), func(i int) bool { return i < 0 })
	measure := func(i int) bool {
		return slices.ContainsFunc(r.layout.Measures, func(c Measure) bool { return c.Cell == i })
	}
	isNamed := func(i int) bool { return rows != nil && rows[i].areNames() }
	for _, begins := range slices.Concat(names, cells.Unknown) {
		isKnown := slices.Contains(names, begins)
		behind := func(c Measure) bool { return c.Cell > begins }
		isInside := !measure(begins) && slices.ContainsFunc(r.layout.Measures, behind) && measure(begins-1)
		isUnit := keys[Unit] >= 0 && slices.Contains(keys[:Level], begins) && slices.ContainsFunc(keys[:Level], func(i int) bool {
			return i >= 0 && i < begins && (i == keys[Unit] || begins == keys[Unit]) && slices.ContainsFunc(r.layout.Measures, func(c Measure) bool { return c.Cell > i && c.Cell < begins })
		})
		isApart := slices.Contains(cells.Nameless, begins-1) && slices.Contains(names, 0) && measure(begins-2) && slices.ContainsFunc(r.layout.Measures, behind)
		if isInside && (isUnit || !isKnown && isNamed(begins)) || isApart && isKnown {
			r.findings.Add(kpi.TablesBeside, r.place(begins))
			return true
		}
	}
	return false
}

// first returns the column that has the meaning already. Columns that add up to one
// measure may be in one table, but not with that measure itself.
func (r *columnReader) first(m catalog.Meaning) (int, bool) {
	whole, adds := m, m
	whole.Adds, adds.Adds = false, true
	if first, ok := r.taken[whole]; ok {
		return first, true
	}
	first, ok := r.taken[adds]
	return first, ok && !m.Adds
}

// key notes a key column.
func (r *columnReader) key(i int, m catalog.Meaning, place kpi.Place) bool {
	switch m.Key {
	case catalog.KeyIgnored:
		r.layout.Cells.Ignored = append(r.layout.Cells.Ignored, i)
		return true
	case catalog.KeyOrdinal:
		r.layout.Cells.Ordinal = append(r.layout.Cells.Ordinal, i)
		return true
	case catalog.KeyPercent:
		r.percent(i, m, place)
		return true
	case catalog.KeyProcedure:
		r.layout.Cells.Procedure = append(r.layout.Cells.Procedure, i)
		return true
	case catalog.KeyField:
		r.layout.Cells.Field = append(r.layout.Cells.Field, i)
		return true
	}
	if _, isOfLists := catalog.ListColumnOf(m.Key); isOfLists { // which this table is none of
		r.layout.Cells.Ignored = append(r.layout.Cells.Ignored, i)
		return true
	}
	first, ok := r.taken[m]
	for _, same := range [2]string{catalog.KeyPeriod, catalog.KeyMonth} {
		if other, isTaken := r.taken[catalog.Meaning{Key: same}]; isTaken && (m.Key == catalog.KeyPeriod || m.Key == catalog.KeyMonth) {
			first, ok = other, true
		}
	}
	if ok {
		r.findings.Add(kpi.ColumnDuplicate, place, "measure", kpi.MeasureKey(m.Key), "other", strconv.Itoa(first+1), "lines", r.rowsFor(first, i, m.Key))
		return false
	}
	r.taken[m] = i
	switch m.Key {
	case catalog.KeyDayKind:
		r.layout.Cells.DayKind = i
		return true
	case catalog.KeyThings:
		r.layout.Cells.Things = i
		return true
	}
	r.layout.Keys[slices.Index(keyNames(), m.Key)] = i
	return true
}

// place returns the place of a header cell.
func (r *columnReader) place(i int) kpi.Place {
	place := kpi.Place{Line: r.row.Line, Column: i + 1}
	if r.row.Spots != nil {
		place.Line, place.Column = r.row.Spots[i].Line, r.row.Spots[i].Column
	}
	place.Header, place.Text = r.layout.Headers[i], r.layout.Headers[i]
	return place
}

// percent notes a column of percentages. One that shows no known indicator can only be
// left out.
func (r *columnReader) percent(i int, m catalog.Meaning, place kpi.Place) {
	if m.Percent == "" {
		r.findings.Add(kpi.ColumnPercent, place)
		r.rates = append(r.rates, i)
		return
	}
	r.layout.Percents = append(r.layout.Percents, Percent{i, r.cat.Family(m.Percent)})
}
