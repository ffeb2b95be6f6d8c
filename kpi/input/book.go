package input

import (
	"cmp"
	"slices"
	"strings"

	"cchc/kpi"
)

// book joins the sheets of all files to one ledger.
func (r *run) book() Result {
	var findings []kpi.Finding
	for _, s := range r.sheets {
		findings = append(findings, s.findings...)
	}
	units, named := r.units.resolve()
	findings = append(findings, named...)
	slots, outside := r.dated()
	findings = append(findings, outside...)
	slices.SortStableFunc(slots, func(a, b *slot) int {
		return cmp.Or(units[a.unit].Compare(units[b.unit]), a.period.Compare(b.period),
			cmp.Compare(a.sheet.name, b.sheet.name), cmp.Compare(a.line, b.line))
	})
	j := &joiner{run: r, units: units}
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
	ledger, err := kpi.NewLedger(r.cat.Measures, r.files(), r.entries(slots, units))
	if err != nil {
		j.add(kpi.SumOverflow, kpi.Place{}, "what", strings.TrimSuffix(err.Error(), ": "+kpi.ErrOverflow.Error()))
		ledger, _ = kpi.NewLedger(r.cat.Measures, r.files(), nil)
	}
	if len(slots) == 0 && len(outside) > 0 {
		j.add(kpi.NoData, kpi.Place{})
	}
	return Result{ledger, append(findings, j.findings...)}
}

// dated returns the slots within the period asked for, with the whole period of
// the run given to those of lists without one. Rows left out are noted.
func (r *run) dated() ([]*slot, []kpi.Finding) {
	whole := r.opts.Period
	if whole.IsZero() {
		for _, s := range r.sheets {
			for _, slot := range s.slots {
				whole = whole.Span(slot.period)
			}
		}
	}
	var kept []*slot
	var findings []kpi.Finding
	for _, s := range r.sheets {
		left := 0
		for _, slot := range s.slots {
			if slot.period.IsZero() {
				slot.period = whole
			}
			if r.opts.Period.IsZero() || r.opts.Period.Contains(slot.period) {
				kept = append(kept, slot)
			} else {
				left += slot.rows
			}
		}
		if left > 0 {
			findings = append(findings, kpi.NewFinding(kpi.PeriodOutside, kpi.Place{File: s.name},
				"rows", kpi.FormatCount(int64(left), 1), "period", r.opts.Period.String()))
		}
	}
	return kept, findings
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
func (r *run) files() []kpi.File {
	files := make([]kpi.File, len(r.sheets))
	for i, s := range r.sheets {
		files[i] = kpi.File{Name: s.name, Lines: s.lines, Header: s.header, SHA256: s.sha256, Columns: s.columns}
		if s.counts[kpi.DaysMixed] == 0 && s.dayKind != unsaid {
			files[i].DayKind = s.dayKind
		}
	}
	return files
}

func (r *run) entries(slots []*slot, units []kpi.Unit) []*kpi.Entry {
	index := map[*sheet]int{}
	for i, s := range r.sheets {
		index[s] = i
	}
	entries := make([]*kpi.Entry, len(slots))
	for i, s := range slots {
		entries[i] = &kpi.Entry{Unit: units[s.unit], Period: s.period, Tally: s.tally,
			Origins: []kpi.Origin{{File: index[s.sheet], Line: s.line, Rows: s.rows}}}
	}
	return entries
}
