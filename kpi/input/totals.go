package input

import (
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/sums"
)

// totals are the total rows of a file, with the sums of the rows that they may be of:
// kept from the first total or section on, and compared at the end.
type totals struct {
	run        *run
	export     *exportResult
	layout     *header.Layout
	running    kpi.Tally // the sums of the rows so far
	kept       bool
	rows       extent // of the file so far
	bounds     []bound
	list       []totalRow
	incomplete bool               // a row was left out for what is wrong with it: sums prove nothing
	above      *totals            // of the table above in the file; nil: none
	byDistrict map[string][]*slot // what rows were added to, when all are; nil: not yet
}

// bound is the sums of all rows above a line: where a section begins or ends, for one.
type bound struct {
	tally kpi.Tally
	rows  int
	line  int
	last  int // the line of the last row above it
}

// totalRow is a row of sums, such as ",Tổng cộng,17,5,17".
type totalRow struct {
	row      rows.Row
	from, to int          // the bounds of a section; to is that of the row itself for a total
	section  bool         // its rows are known: those between the bounds
	agrees   sums.Sum     // with rows beside it; without a proof it does not
	named    bool         // it is called a total, not found to be one
	period   kpi.Period   // of its rows, if it names one
	district catalog.Name // of its rows, if it names one
	commune  catalog.Name // of its rows, if it names one
	item     bool         // it names a procedure or a field: it is of some rows of its unit
}

// totalLimit is how many rows of sums of a file are compared. It bounds memory.
const totalLimit = 10_000

func (t *totals) newTally() kpi.Tally { return kpi.NewTally(t.run.cat.Measures.Len()) }

// bound notes where the rows of a total or a section end or begin, and returns its
// number. Sums that do not fit are reported where the counts themselves are added.
func (t *totals) bound(line int) int {
	if !t.kept {
		t.kept, t.running = true, t.newTally()
		for _, slot := range t.export.account.slots {
			_ = t.running.Join(slot.tally)
		}
	}
	if len(t.bounds) > 2*totalLimit {
		return len(t.bounds) - 1
	}
	copied := t.newTally()
	_ = copied.Join(t.running)
	t.bounds = append(t.bounds, bound{copied, t.rows.count, line, t.rows.last})
	return len(t.bounds) - 1
}

// give adds a count of a row to the running sums, where they are kept.
func (t *totals) give(measure int, v int64, given, complete bool) {
	if !t.kept {
		return
	}
	if given {
		_ = t.running.Give(measure, v)
	}
	if !complete {
		t.running.Lack(measure)
	}
}

// add takes a row of sums with its bounds and its period, if it names one, and finds out
// which rows it names.
func (t *totals) add(row rows.Row, from, to int, p kpi.Period, agrees sums.Sum) *totalRow {
	total := totalRow{row: row, from: from, to: to, section: from != to, period: p, agrees: agrees}
	keys, words := &t.layout.Keys, t.run.cat.Words
	if text := keys.Text(row, header.District); !words.IsTotal(text) {
		total.district = words.Name(text, kpi.District)
	}
	if text := keys.Text(row, header.Commune); !words.IsTotal(text) {
		total.commune = words.Name(text, kpi.Commune)
	}
	total.item = slices.ContainsFunc(t.layout.Cells.Items(), func(c int) bool {
		text := cellOf(row, c)
		return text != "" && !words.IsTotal(text)
	})
	t.list = append(t.list, total)
	return &t.list[len(t.list)-1]
}

// checkPercents compares the percentages of a row of sums with its figures.
func (t *totals) checkPercents(f *figures, row rows.Row) {
	if len(t.layout.Percents) == 0 {
		return
	}
	counts := t.newTally()
	for _, v := range t.counts(row) {
		if v.known {
			counts.Set(v.measure, v.count)
		}
	}
	f.checkPercents(row, counts)
}

// scope is rows that a total may be of, and their sums.
type scope struct {
	tally       kpi.Tally
	rows        int
	first, last int // lines
}

// check compares every row of sums with the rows that it may be of: those that its own
// cells name, all of the file, or those down to it or from it to the next. Where none
// agrees, it is reported with the sums of the nearest. One that is the sum of rows above it
// is not what it is called where it leaves out others that are added.
func (t *totals) check(found *sums.Found) {
	if len(t.list) == 0 || t.incomplete {
		return // the sums would lack a row that is reported already
	}
	end := t.bound(t.export.file.Lines.Total + 1)
	for _, total := range t.list {
		counts, scopes := t.counts(total.row), t.scopes(total, end)
		isSum := total.agrees.Proof != sums.None && !(total.named && found.LeavesOut(total.agrees))
		if isSum && !total.isOfOthers(scopes) && !slices.ContainsFunc(counts, func(c totalCount) bool { return c.bad }) {
			continue
		}
		best, most, open := scopes[0], -1, 0
		var bestWrong []totalCount
		agreed := false
		for _, sc := range scopes {
			equal, compared, wrong := t.compare(total, counts, sc)
			agreed = agreed || compared > 0 && equal == compared
			open = max(open, compared)
			if equal > most || equal == most && sc.rows == best.rows { // the same rows, named by nearer lines
				best, most, bestWrong = sc, equal, wrong
			}
		}
		if !agreed && open > 0 && !t.agreesWithAll(total, counts) {
			t.disagree(total, bestWrong, best)
		}
	}
}

// agreesWithAll reports whether a total without a name is that of all tables of the file so
// far. States such as pending dossiers do not add up over their months.
func (t *totals) agreesWithAll(total totalRow, counts []totalCount) bool {
	if t.above == nil || total.section || total.isNamed() {
		return false
	}
	all := t.newTally()
	for o := t; o != nil; o = o.above {
		if o.incomplete || !slices.Equal(o.layout.Given(), t.layout.Given()) {
			return false
		}
		for _, s := range o.export.account.slots {
			_ = all.Join(s.tally)
		}
	}
	return !slices.ContainsFunc(counts, func(c totalCount) bool {
		v, complete := all.Value(c.measure)
		isOther := c.bad || c.known && complete && c.count != v
		return isOther && t.run.cat.Measures.At(c.measure).Kind == kpi.Flow
	})
}

// isNamed reports whether a total names the period or the unit of its rows.
func (t *totalRow) isNamed() bool {
	return !t.period.IsZero() || t.district.Key != "" || t.commune.Key != ""
}

// isOfOthers reports whether a total that agrees with rows beside it names other ones. What
// seems to be the name of its unit is none where no rows are of it, unless it has a type.
func (t *totalRow) isOfOthers(scopes []scope) bool {
	return t.isNamed() && (scopes[0].rows > 0 || t.district.Type != "" || t.commune.Type != "")
}

// scopes returns what a total may be of, the likeliest first.
func (t *totals) scopes(total totalRow, end int) []scope {
	if total.section {
		return []scope{t.span(total.from, total.to)}
	}
	if total.isNamed() {
		named := t.keyed(total)
		if !total.item {
			return []scope{named}
		}
		beside := []scope{t.span(total.to-1, total.to), t.span(total.to, min(total.to+1, end))}
		isOther := func(sc scope) bool { return sc.rows == 0 || sc.first < named.first || sc.last > named.last }
		return append(slices.DeleteFunc(beside, isOther), named)
	}
	before, after := max(total.to-1, 0), min(total.to+1, end)
	scopes := []scope{t.span(-1, end), t.span(-1, total.to), t.span(before, total.to), t.span(total.to, after)}
	if scopes[0].rows == 0 {
		scopes[0].first, scopes[0].last = total.row.Line, total.row.Line
		return scopes[:1]
	}
	return slices.DeleteFunc(scopes, func(sc scope) bool { return sc.rows == 0 })
}

// span is the rows between two bounds; -1 is the top.
func (t *totals) span(from, to int) scope {
	upper := bound{tally: t.newTally(), line: t.rows.first - 1}
	if from >= 0 {
		upper = t.bounds[from]
	}
	lower := t.bounds[to]
	sc := scope{t.newTally(), lower.rows - upper.rows, upper.line + 1, lower.last}
	for i := range t.run.cat.Measures.Len() {
		v, complete := lower.tally.Value(i)
		above, _ := upper.tally.Value(i)
		if complete {
			sc.tally.Set(i, v-above)
		}
	}
	return sc
}

// keyed is the rows of the district or period that a total names.
func (t *totals) keyed(total totalRow) scope {
	sc := scope{tally: t.newTally(), first: total.row.Line, last: total.row.Line}
	same := func(own, name catalog.Name) bool { return own.Key == "" || own.Means(name) }
	for _, s := range t.slotsOf(total.district) {
		u := t.export.account.units.First(s.unit).Unit
		if !total.period.IsZero() && !total.period.Contains(s.period) || !same(total.district, u.District) || !same(total.commune, u.Commune) {
			continue
		}
		_ = sc.tally.Join(s.tally) // one that does not fit is reported when files are joined
		if sc.rows += s.rows.count; sc.rows == s.rows.count {
			sc.first, sc.last = s.rows.first, s.rows.last
		}
		sc.first, sc.last = min(sc.first, s.rows.first), max(sc.last, s.rows.last)
	}
	return sc
}

// slotsOf returns what rows of a district were added to, or all rows.
func (t *totals) slotsOf(district catalog.Name) []*slot {
	all := t.export.account.slots
	if district.Key == "" {
		return all
	}
	if t.byDistrict == nil {
		t.byDistrict = map[string][]*slot{}
		for _, s := range all {
			key := t.export.account.units.First(s.unit).Unit.District.Key
			t.byDistrict[key] = append(t.byDistrict[key], s)
		}
	}
	return t.byDistrict[district.Key]
}

// compare returns how many figures of a total are the sums of a scope, among how many that
// can be compared, and those that are wrong. Sums of what is not complete cannot be
// compared, nor can states such as pending dossiers over several months. No rows make 0.
func (t *totals) compare(total totalRow, counts []totalCount, sc scope) (equal, compared int, wrong []totalCount) {
	for _, v := range counts {
		complete := true
		if sc.rows > 0 {
			v.sum, complete = sc.tally.Value(v.measure)
		}
		isEqual := v.known && v.count == v.sum
		isState := !isEqual && t.isState(total, v.measure)
		if !complete || !v.known && !v.bad || v.count != v.sum && isState {
			continue
		}
		compared++
		if isEqual {
			equal++
		} else if !isState {
			wrong = append(wrong, v)
		}
	}
	return equal, compared, wrong
}

// ofSlot reports whether the figures of a row, as far as they are known, are those of all
// rows of a unit so far.
func (t *totals) ofSlot(row rows.Row, key *rowKey) bool {
	s := t.export.account.slotOf(key)
	if s == nil || s.rows.count == 0 {
		return false
	}
	return !slices.ContainsFunc(t.counts(row), func(c totalCount) bool {
		v, complete := s.tally.Value(c.measure)
		return c.known && complete && v != c.count
	})
}

// isState reports whether a measure does not add up over the months of a total.
func (t *totals) isState(total totalRow, measure int) bool {
	if t.run.cat.Measures.At(measure).Kind == kpi.Flow || !total.period.IsZero() {
		return false
	}
	slots := t.export.account.slots
	return slices.ContainsFunc(slots, func(s *slot) bool { return s.period != slots[0].period })
}

// disagree reports the figures of a row of sums that are not the sums of its rows. The row
// of a section may as well be a row of its own: then nothing can be trusted.
func (t *totals) disagree(total totalRow, wrong []totalCount, sc scope) {
	findings := t.export.findings
	if total.section {
		findings.Add(kpi.RowSection, t.layout.Place(total.row, numberCell(t.layout)))
	}
	for _, v := range wrong {
		if findings.Skip(kpi.TotalDisagrees) {
			continue
		}
		m := t.run.cat.Measures.At(v.measure)
		shown, difference := string(total.row.Cells[v.cell]), "–"
		if v.known {
			shown, difference = kpi.FormatCount(v.count, m.Scale()), kpi.FormatCount(v.count-v.sum, m.Scale())
		}
		findings.Add(kpi.TotalDisagrees, t.layout.Place(total.row, v.cell),
			"measure", kpi.MeasureKey(m.ID), "total", shown, "sum", kpi.FormatCount(v.sum, m.Scale()), "difference", difference,
			"rows", strconv.Itoa(sc.rows), "first", strconv.Itoa(sc.first), "last", strconv.Itoa(sc.last))
	}
}
