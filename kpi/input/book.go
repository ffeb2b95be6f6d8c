package input

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// book is the sheets of all files, with the names and texts of all of them.
type book struct {
	cat    *catalog.Catalog
	opts   Options
	names  *registry
	apart  *grainList
	sheets []*sheet
	full   bool // they have more units or procedures than there can be
}

func newBook(cat *catalog.Catalog, opts Options, names *registry) *book {
	return &book{cat: cat, opts: opts, names: names, apart: newGrainList()}
}

// add takes the sheet of the next file. Where files have more units or procedures together
// than there can be, there will be no figures: the counts of those that follow are dropped.
func (b *book) add(s *sheet) {
	b.sheets = append(b.sheets, s)
	if b.full {
		s.slots = nil
	} else {
		b.adopt(s)
	}
	s.units, s.apart, s.slotsOf = nil, nil, nil // of no use any more
}

// adopt makes the numbers of a sheet those of the book, and tells where there are too many.
func (b *book) adopt(s *sheet) {
	units := b.names.adopt(s.units)
	grains := make([]int, len(s.apart.list))
	same := true
	for i, text := range s.apart.list {
		grains[i] = b.apart.add(text)
		same = same && grains[i] == i
	}
	for _, slot := range s.slots {
		slot.unit = units[slot.unit]
		if !same {
			slot.seen = slot.seen.renumbered(grains)
		}
	}
	code, limit := kpi.UnitsTooMany, unitsLimit
	if b.apart.isFull() {
		code, limit = kpi.ProceduresTooMany, grainsLimit
	}
	b.full = b.apart.isFull() || b.names.isFull()
	if b.full && s.counts[code] == 0 {
		s.add(code, kpi.Place{}, "limit", strconv.Itoa(limit), "where", kpi.TextKey("limit.files"))
	}
}

// result joins the sheets to one ledger. The units are those of the registry, and named
// is what was found about their names.
func (b *book) result(units []kpi.Unit, named []kpi.Finding) Result {
	var findings []kpi.Finding
	for _, s := range b.sheets {
		findings = append(findings, s.findings...)
	}
	findings = append(findings, named...)
	slots, outside := b.dated()
	findings = append(findings, outside...)
	ranks := ranked(units)
	slices.SortStableFunc(slots, func(a, b *slot) int {
		if c := ranks[a.unit] - ranks[b.unit]; c != 0 {
			return c
		}
		return cmp.Or(a.period.Compare(b.period), cmp.Compare(a.sheet.name, b.sheet.name), cmp.Compare(a.line, b.line))
	})
	j := &joiner{book: b, units: units}
	for _, s := range slots {
		j.checkDistrict(s)
	}
	for _, same := range runs(slots, func(a, b *slot) bool { return units[a.unit] == units[b.unit] }) {
		j.overlaps(same)
		for _, joined := range runs(same, func(a, b *slot) bool { return a.period == b.period }) {
			j.conflicts(joined)
			j.coverage(joined)
		}
	}
	j.wholes(slots)
	j.homeless(slots)
	j.dayKinds()
	ledger, err := kpi.NewLedger(b.cat.Measures, b.files(), b.entries(slots, units))
	if err != nil {
		j.add(kpi.SumOverflow, kpi.Place{}, "what", strings.TrimSuffix(err.Error(), ": "+kpi.ErrOverflow.Error()))
		ledger, _ = kpi.NewLedger(b.cat.Measures, b.files(), nil)
	}
	if len(slots) == 0 && len(outside) > 0 {
		j.add(kpi.NoData, kpi.Place{})
	}
	return Result{ledger, append(findings, j.findings...)}
}

// ranked returns the place of every unit in the order of units, by number. Numbers that
// mean the same unit have the same.
func ranked(units []kpi.Unit) []int {
	order := make([]int, len(units))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return units[a].Compare(units[b]) })
	ranks := make([]int, len(units))
	for place, i := range order {
		ranks[i] = place
		if place > 0 && units[order[place-1]].Compare(units[i]) == 0 {
			ranks[i] = ranks[order[place-1]]
		}
	}
	return ranks
}

// dated returns the slots within the period asked for, with the whole period of
// the run given to those of lists without one. Rows left out are noted.
func (b *book) dated() ([]*slot, []kpi.Finding) {
	whole := b.opts.Period
	if whole.IsZero() {
		for _, s := range b.sheets {
			for _, slot := range s.slots {
				whole = whole.Span(slot.period)
			}
		}
	}
	var kept []*slot
	var findings []kpi.Finding
	for _, s := range b.sheets {
		left := 0
		for _, slot := range s.slots {
			if slot.period.IsZero() {
				slot.period = whole
			}
			if b.opts.keeps(slot.period) {
				kept = append(kept, slot)
			} else {
				left += slot.rows
			}
		}
		if left > 0 {
			findings = append(findings, kpi.NewFinding(kpi.PeriodOutside, kpi.Place{File: s.name},
				"rows", kpi.FormatCount(int64(left), 1), "period", b.opts.periods()))
		}
	}
	return kept, findings
}

// keeps reports whether rows of a period are to be read.
func (o Options) keeps(p kpi.Period) bool {
	within := func(q kpi.Period) bool { return q.Contains(p) }
	return (o.Period.IsZero() || within(o.Period)) && (o.Among == nil || slices.ContainsFunc(o.Among, within))
}

// periods names the periods outside which rows are left out.
func (o Options) periods() string {
	if o.Among == nil {
		return o.Period.String()
	}
	var texts []string
	for _, p := range o.Among {
		texts = append(texts, p.String())
	}
	return strings.Join(texts, ", ")
}

// runs cuts a sorted list into runs of equal elements.
func runs[T any](list []T, equal func(a, b T) bool) [][]T {
	var all [][]T
	for len(list) > 0 {
		n := 1
		for n < len(list) && equal(list[0], list[n]) {
			n++
		}
		all = append(all, list[:n])
		list = list[n:]
	}
	return all
}

// files describes the sheets for the ledger.
func (b *book) files() []kpi.File {
	files := make([]kpi.File, len(b.sheets))
	for i, s := range b.sheets {
		files[i] = kpi.File{Name: s.name, Lines: s.lines, Header: s.header, SHA256: s.sha256, Columns: s.columns}
		if s.counts[kpi.DaysMixed] == 0 && s.dayKind != unsaid {
			files[i].DayKind = s.dayKind
		}
	}
	return files
}

func (b *book) entries(slots []*slot, units []kpi.Unit) []*kpi.Entry {
	index := map[*sheet]int{}
	for i, s := range b.sheets {
		index[s] = i
	}
	entries, origins := make([]*kpi.Entry, len(slots)), make([]kpi.Origin, len(slots))
	for i, s := range slots {
		origins[i] = kpi.Origin{File: index[s.sheet], Line: s.line, Rows: s.rows}
		entries[i] = &kpi.Entry{Unit: units[s.unit], Period: s.period, Tally: s.tally, Origins: origins[i : i+1 : i+1]}
	}
	return entries
}
