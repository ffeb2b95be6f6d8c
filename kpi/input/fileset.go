package input

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/names"
)

// fileSet is the results of some files, with the names and items of all of them.
type fileSet struct {
	cat     *catalog.Catalog
	opts    Options
	names   *names.Registry
	items   *itemList
	exports []*exportResult
	found   foundIn
	full    bool // they have more units or procedures than there can be
}

// add takes the result of the next file, and makes its numbers of units and items those
// of the set. Where files have more together than there can be, there will be no figures:
// that is reported once, and the counts of those that follow are dropped.
func (fs *fileSet) add(e *exportResult) {
	fs.exports = append(fs.exports, e)
	own := e.account
	fs.opts.Places.add(e.file.Name, own.places)
	e.account = &account{} // the rest is of no use any more
	if fs.full {
		return
	}
	e.account.slots = own.slots
	fs.found.take(own.found)
	units := fs.names.Adopt(own.units)
	if e.dossiers != nil {
		e.dossiers.ids = units
	}
	items := make([]int, len(own.items.list))
	same := true
	for i, text := range own.items.list {
		items[i] = fs.items.add(text)
		same = same && items[i] == i
	}
	for _, slot := range own.slots {
		slot.unit = units[slot.unit]
		if !same {
			slot.seen = slot.seen.renumbered(items)
		}
	}
	fs.full = fs.items.isFull() || fs.names.IsFull()
	code, limit := kpi.UnitsTooMany, names.Limit
	if fs.items.isFull() {
		code, limit = kpi.ProceduresTooMany, itemsLimit
	}
	if fs.full && e.findings.Number(code) == 0 {
		e.list = append(e.list, kpi.NewFinding(code, kpi.Place{File: e.file.Name},
			"limit", strconv.Itoa(limit), "where", kpi.TextKey("limit.files")))
	}
}

// result joins the files to one ledger. The units are those of the registry, and named
// are the findings about their names.
func (fs *fileSet) result(units []kpi.Unit, named []kpi.Finding) Result {
	var findings []kpi.Finding
	for _, e := range fs.exports {
		findings = append(findings, e.list...)
	}
	fs.name(findings, units)
	findings = append(findings, named...)
	slots, outside, left := fs.dated()
	findings = append(append(findings, left...), mixed(slots)...)
	sorted := slices.SortedFunc(slices.Values(units), kpi.Unit.Compare)
	ranks := make([]int, len(units)) // of the units by number
	for i, u := range units {
		ranks[i], _ = slices.BinarySearchFunc(sorted, u, kpi.Unit.Compare)
	}
	slices.SortStableFunc(slots, func(a, b *slot) int {
		if c := ranks[a.unit] - ranks[b.unit]; c != 0 {
			return c
		}
		return cmp.Or(a.period.Compare(b.period), cmp.Compare(a.export.file.Name, b.export.file.Name), cmp.Compare(a.rows.first, b.rows.first))
	})
	j := &joiner{files: fs, units: units, twice: map[[2]*exportResult]bool{}}
	for _, s := range slots {
		j.checkDistrict(s)
	}
	for _, same := range neighbours(slots, func(a, b *slot) bool { return units[a.unit] == units[b.unit] }) {
		j.overlaps(same)
		for _, joined := range neighbours(same, func(a, b *slot) bool { return a.period == b.period }) {
			j.conflicts(joined)
			j.coverage(joined)
		}
	}
	j.unitsThatContainOthers(slots)
	j.communesWithAndWithoutDistrict(slots)
	j.dayKinds(slots)
	ledger, err := fs.ledger(slots, units)
	if err != nil {
		j.add(kpi.SumOverflow, kpi.Place{}, "what", strings.TrimSuffix(err.Error(), ": "+kpi.ErrOverflow.Error()))
		ledger, _ = fs.ledger(nil, units)
	}
	ledger.Outside = fs.entries(fs.absent(slots, outside), units)
	if len(slots) == 0 && len(left) > 0 {
		j.add(kpi.NoData, kpi.Place{})
	}
	return Result{Ledger: ledger, Findings: append(findings, j.findings...)}
}

// dated returns the slots within the period asked for, with the whole period of
// the run given to those of lists without one, and the others. Rows left out are noted.
func (fs *fileSet) dated() (kept, outside []*slot, findings []kpi.Finding) {
	whole := fs.opts.Period
	if whole.IsZero() {
		for _, e := range fs.exports {
			for _, slot := range e.account.slots {
				whole = whole.Span(slot.period)
			}
		}
	}
	periods := kpi.PeriodKey(fs.opts.Period)
	if fs.opts.Among != nil {
		periods = kpi.Keys(kpi.PeriodKey, fs.opts.Among)
	}
	left := 0 // rows of the tables of a file
	for i, e := range fs.exports {
		own := fs.opts.of(e.file.Name)
		for _, slot := range e.account.slots {
			if slot.period.IsZero() {
				slot.period = whole
			}
			if fs.opts.keeps(slot.period) && (own.Period == fs.opts.Period || own.Period.Contains(slot.period)) {
				kept = append(kept, slot)
			} else {
				outside = append(outside, slot)
				left += slot.rows.count
			}
		}
		if i+1 < len(fs.exports) && fs.exports[i+1].file == e.file {
			continue // another table of the file
		}
		periods := periods
		if own.Period != fs.opts.Period {
			periods = kpi.PeriodKey(own.Period)
		}
		if left > 0 {
			findings = append(findings, kpi.NewFinding(kpi.PeriodOutside, kpi.Place{File: e.file.Name},
				"rows", strconv.Itoa(left), "period", periods))
		}
		left = 0
	}
	return kept, outside, findings
}

// mixed reports the first rows of another period than those of days that are not whole
// months: the two cannot be added.
func mixed(slots []*slot) (findings []kpi.Finding) {
	i := slices.IndexFunc(slots, func(s *slot) bool { return s.period.IsDated() })
	if i < 0 {
		return nil
	}
	other := slices.IndexFunc(slots, func(s *slot) bool { return s.period != slots[i].period })
	if other < 0 {
		return nil
	}
	place := kpi.Place{File: slots[other].export.file.Name, Line: slots[other].rows.first}
	return []kpi.Finding{kpi.NewFinding(kpi.PeriodMixed, place, "period", kpi.PeriodKey(slots[other].period), "other", kpi.PeriodKey(slots[i].period))}
}

// absent returns a slot of each unit that has dossiers outside the period asked for alone.
func (fs *fileSet) absent(kept, outside []*slot) (absent []*slot) {
	seen := map[int]bool{}
	for _, s := range kept {
		seen[s.unit] = true
	}
	for _, s := range outside {
		if !seen[s.unit] && slices.Contains(fs.cat.Measures.Things(s.tally), kpi.Dossiers) {
			seen[s.unit] = true
			absent = append(absent, s)
		}
	}
	return absent
}

// keeps reports whether rows of a period are to be read.
func (o Options) keeps(p kpi.Period) bool {
	if o.Among == nil {
		return o.Period.IsZero() || o.Period.Contains(p)
	}
	return slices.ContainsFunc(o.Among, func(q kpi.Period) bool { return q.Contains(p) })
}

// neighbours cuts a list into pieces of neighbouring elements that are equal.
func neighbours[T any](list []T, equal func(a, b T) bool) [][]T {
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

// ledger makes a ledger of the files and some of their slots.
func (fs *fileSet) ledger(slots []*slot, units []kpi.Unit) (*kpi.Ledger, error) {
	numbers := fs.numbers()
	files := make([]kpi.File, len(numbers))
	for _, e := range fs.exports {
		f := &files[numbers[e.file]]
		kind := f.DayKind
		if *f = *e.file; e.findings.Number(kpi.DaysMixed) == 0 && e.days.kind != dayKindUnknown {
			f.DayKind = cmp.Or(kind, e.days.kind)
		}
	}
	return kpi.NewLedger(fs.cat.Measures, files, fs.entries(slots, units))
}

// numbers numbers the files: several results may be of one.
func (fs *fileSet) numbers() map[*kpi.File]int {
	numbers := map[*kpi.File]int{}
	for _, e := range fs.exports {
		if _, ok := numbers[e.file]; !ok {
			numbers[e.file] = len(numbers)
		}
	}
	return numbers
}

// entries makes the entries of slots.
func (fs *fileSet) entries(slots []*slot, units []kpi.Unit) []*kpi.Entry {
	numbers := fs.numbers()
	entries, origins := make([]*kpi.Entry, len(slots)), make([]kpi.Origin, len(slots))
	for i, s := range slots {
		origins[i] = kpi.Origin{File: numbers[s.export.file], Line: s.rows.first, Rows: s.rows.count, Number: s.number, Blank: s.blank}
		entries[i] = &kpi.Entry{Unit: units[s.unit], Period: s.period, Tally: s.tally, Origins: origins[i : i+1 : i+1]}
		if fs.opts.Fields {
			entries[i].Fields = [][]kpi.FieldTally{s.byField()}
		}
	}
	return entries
}
