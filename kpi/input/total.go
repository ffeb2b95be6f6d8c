package input

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/vietnamese"
)

// sums are the sums of the rows read so far, kept from the first total or section
// on, and what they are to be compared with.
type sums struct {
	running kpi.Tally
	kept    bool
	rows    int // of the file so far
	first   int // the line of the first of them
	last    int // and of the last
	bounds  []bound
	totals  []totalRow
}

// bound is the sums of all rows above a line.
type bound struct {
	tally kpi.Tally
	rows  int
	line  int
	last  int // the line of the last row above it
}

// totalRow is a row of sums.
type totalRow struct {
	rec      record
	from, to int          // the bounds of a section; to is that of the row itself for a total
	section  bool         // its rows are known: those between the bounds
	period   kpi.Period   // of its rows, if it says so
	district catalog.Name // likewise
	commune  catalog.Name
}

// totalLimit is how many rows of sums of a file are compared. It bounds memory.
const totalLimit = 10_000

// bound notes where the rows of a total or a section end or begin, and returns
// its number.
func (s *sums) bound(r *rowReader, line int) int {
	if !s.kept {
		s.kept, s.running = true, kpi.NewTally(r.run.cat.Measures.Len())
		for _, slot := range r.slots {
			s.join(slot.tally)
		}
	}
	if len(s.bounds) > 2*totalLimit {
		return len(s.bounds) - 1
	}
	copied := kpi.NewTally(r.run.cat.Measures.Len())
	_ = copied.Join(s.running) // the sum of one tally fits
	s.bounds = append(s.bounds, bound{copied, s.rows, line, s.last})
	return len(s.bounds) - 1
}

// join adds a tally to the running sums. One that does not fit is told where the
// counts themselves are added.
func (s *sums) join(t kpi.Tally) { _ = s.running.Join(t) }

// give adds a count of a row to the running sums.
func (s *sums) give(measure int, v int64, given, complete bool) {
	if given {
		_ = s.running.Give(measure, v) // likewise
	}
	if !complete {
		s.running.Lack(measure)
	}
}

// between returns how many rows stand between two bounds.
func (s *sums) between(from, to int) int { return s.bounds[to].rows - s.bounds[from].rows }

// total takes a row of sums of other rows: it is not added.
func (r *rowReader) total(rec record) {
	r.lines.Sum += rec.lines
	r.count(kpi.RowTotal, kpi.Place{Line: rec.line})
	r.checkTotalPercents(rec)
	r.summed = r.sums.rows > 0
	if len(r.sums.totals) >= totalLimit {
		return
	}
	to := r.sums.bound(r, rec.line)
	r.sums.totals = append(r.sums.totals, r.totalRow(rec.clone(), to, to))
}

// checkTotalPercents compares the percentages of a row of sums with its figures.
func (r *rowReader) checkTotalPercents(rec record) {
	if len(r.layout.percents) == 0 {
		return
	}
	counts := kpi.NewTally(r.run.cat.Measures.Len())
	for i, v := range r.totalCounts(rec) {
		if v.known {
			counts.Set(i, v.count)
		}
	}
	r.checkPercents(rec, counts)
}

// totalRow finds out which rows a row of sums says it is of.
func (r *rowReader) totalRow(rec record, from, to int) totalRow {
	t := totalRow{rec: rec, from: from, to: to, section: from != to}
	if text := r.layout.named(rec, keyPeriod); text != "" {
		if p, _, err := dates.Parse(vietnamese.Clean(text), r.run.opts.Calendar); err == nil {
			t.period = p
		}
	}
	cat := r.run.cat
	if text := r.layout.named(rec, keyDistrict); !cat.Words.IsTotal(text) {
		t.district = cat.Words.Name(text, kpi.District)
	}
	if text := r.layout.named(rec, keyCommune); !cat.Words.IsTotal(text) {
		t.commune = cat.Words.Name(text, kpi.Commune)
	}
	return t
}

// isOf reports whether the rows of a slot are those that a total says it is of.
func (t totalRow) isOf(names unitNames, p kpi.Period) bool {
	same := func(said, name catalog.Name) bool { return said.Key == "" || said.Means(name) }
	return (t.period.IsZero() || t.period.Contains(p)) && same(t.district, names.district) && same(t.commune, names.commune)
}

// scope is rows that a total may be of, and their sums.
type scope struct {
	tally       kpi.Tally
	rows        int
	first, last int // lines
}

// checkTotals compares every row of sums with the rows that it may be of: those
// that its own cells name, all of the file, or those down to it or from it to the
// next. Where none agrees, it is told with the sums of the nearest.
func (r *rowReader) checkTotals() {
	if len(r.sums.totals) == 0 || r.refused {
		return // the sums would lack what is told already
	}
	end := r.sums.bound(r, r.lines.Total+1)
	for _, t := range r.sums.totals {
		counts, scopes := r.totalCounts(t.rec), r.scopes(t, end)
		best, most, open := scopes[0], -1, 0
		agreed := false
		for _, sc := range scopes {
			equal, compared := r.compare(t, counts, sc)
			agreed = agreed || compared > 0 && equal == compared
			open = max(open, compared)
			if equal > most || equal == most && sc.rows == best.rows { // the same rows, told by nearer lines
				best, most = sc, equal
			}
		}
		if !agreed && open > 0 {
			r.disagree(t, counts, best)
		}
	}
	r.sums = sums{}
}

// scopes returns what a total may be of, the likeliest first.
func (r *rowReader) scopes(t totalRow, end int) []scope {
	if t.section {
		return []scope{r.span(t.from, t.to)}
	}
	if !t.period.IsZero() || t.district.Key != "" || t.commune.Key != "" {
		return []scope{r.keyed(t)}
	}
	before, after := max(t.to-1, 0), min(t.to+1, end)
	scopes := []scope{r.span(-1, end), r.span(-1, t.to), r.span(before, t.to), r.span(t.to, after)}
	if scopes[0].rows == 0 {
		scopes[0].first, scopes[0].last = t.rec.line, t.rec.line
		return scopes[:1]
	}
	return slices.DeleteFunc(scopes, func(sc scope) bool { return sc.rows == 0 })
}

// span is the rows between two bounds; -1 is the top.
func (r *rowReader) span(from, to int) scope {
	upper := bound{tally: kpi.NewTally(r.run.cat.Measures.Len()), line: r.sums.first - 1}
	if from >= 0 {
		upper = r.sums.bounds[from]
	}
	lower := r.sums.bounds[to]
	sc := scope{kpi.NewTally(r.run.cat.Measures.Len()), lower.rows - upper.rows, upper.line + 1, lower.last}
	for i := range r.run.cat.Measures.Len() {
		v, complete := lower.tally.Value(i)
		above, _ := upper.tally.Value(i)
		if complete {
			sc.tally.Set(i, v-above)
		}
	}
	return sc
}

// keyed is the rows of the district or period that a total names.
func (r *rowReader) keyed(t totalRow) scope {
	sc := scope{tally: kpi.NewTally(r.run.cat.Measures.Len()), first: t.rec.line, last: t.rec.line}
	for _, s := range r.slots {
		if !t.isOf(r.units.spellings[s.unit].unitNames, s.period) {
			continue
		}
		_ = sc.tally.Join(s.tally) // one that does not fit is told when files are joined
		if sc.rows += s.rows; sc.rows == s.rows {
			sc.first, sc.last = s.line, s.last
		}
		sc.first, sc.last = min(sc.first, s.line), max(sc.last, s.last)
	}
	return sc
}

// compare counts the figures of a total that are the sums of a scope, among those
// that can be compared: sums of what is not complete cannot, nor can states such
// as pending dossiers over several months.
func (r *rowReader) compare(t totalRow, counts map[int]totalCount, sc scope) (equal, compared int) {
	for i, v := range counts {
		sum, complete := sc.value(i)
		if !complete || !v.known && !v.bad || v.count != sum && r.isState(t, i) {
			continue
		}
		compared++
		if v.known && v.count == sum {
			equal++
		}
	}
	return equal, compared
}

// value returns a sum of the rows, and whether it is complete. No rows make 0.
func (sc scope) value(measure int) (int64, bool) {
	if sc.rows == 0 {
		return 0, true
	}
	return sc.tally.Value(measure)
}

// isState reports whether a measure does not add up over the months of a total.
func (r *rowReader) isState(t totalRow, measure int) bool {
	if r.run.cat.Measures.At(measure).Kind == kpi.Flow || !t.period.IsZero() {
		return false
	}
	return slices.ContainsFunc(r.slots, func(s *slot) bool { return s.period != r.slots[0].period })
}

// totalCount is a figure of a row of sums.
type totalCount struct {
	count      int64
	known, bad bool
	cell       int
}

// totalCounts reads the figures of a row of sums by measure. Nothing is found
// fault with: they are no data.
func (r *rowReader) totalCounts(rec record) map[int]totalCount {
	counts := map[int]totalCount{}
	for _, c := range r.layout.measures {
		v, f := int64(0), blank
		if c.cell < len(rec.cells) {
			v, f, _ = count(rec.cells[c.cell])
			if c.days {
				d := days(rec.cells[c.cell])
				v, f = d.half, d.form
			}
		}
		was, ok := counts[c.measure]
		if !ok {
			was = totalCount{known: true, cell: c.cell}
		}
		sum, fits := kpi.Add(was.count, v)
		was.count, was.known = sum, was.known && fits && f < blank
		was.bad = was.bad || f.bad()
		counts[c.measure] = was
	}
	return counts
}

// disagree tells each figure of a row of sums that is not the sum of its rows. The
// row of a section may as well be a row of its own: then nothing can be trusted.
func (r *rowReader) disagree(t totalRow, counts map[int]totalCount, sc scope) {
	measures := slices.SortedFunc(maps.Keys(counts), func(a, b int) int { return cmp.Compare(counts[a].cell, counts[b].cell) })
	if t.section {
		r.add(kpi.RowSection, r.place(t.rec, r.markCell()))
	}
	for _, i := range measures {
		v, m := counts[i], r.run.cat.Measures.At(i)
		sum, complete := sc.value(i)
		if !complete || v.known && v.count == sum || !v.known && !v.bad || r.isState(t, i) {
			continue
		}
		shown, difference := string(t.rec.cells[v.cell]), "–"
		if v.known {
			shown, difference = kpi.FormatCount(v.count, m.Scale()), kpi.FormatCount(v.count-sum, m.Scale())
		}
		r.add(kpi.TotalDisagrees, r.place(t.rec, v.cell), "measure", m.ID, "total", shown, "sum", kpi.FormatCount(sum, m.Scale()),
			"difference", difference, "rows", strconv.Itoa(sc.rows), "first", strconv.Itoa(sc.first), "last", strconv.Itoa(sc.last))
	}
}
