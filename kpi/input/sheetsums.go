package input

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/input/names"
)

// compare looks for the one sheet whose counts are all the sums of those of other sheets:
// of the same units or of those below them, in the same period or in the months of it. Its
// counts are compared so, and not added. Where several sheets are such, or where nothing
// shows it, the counts of both stay, and are the conflict that they are.
func (b *workbook) compare() {
	if len(b.list) < 3 || b.run.wanted != nil { // where cells are wanted, none of such a sheet is
		return
	}
	var sums []*sheet
	for _, s := range b.list {
		if b.isUndated(s) {
			s = b.dated(s)
		}
		if b.isSum(s) {
			sums = append(sums, s)
		}
	}
	if len(sums) != 1 {
		return
	}
	var others []string
	for i, s := range b.list {
		if s.name == sums[0].name {
			b.list[i] = sums[0]
		} else {
			others = append(others, s.name)
		}
	}
	for _, e := range sums[0].tables {
		e.account.slots, e.account.byUnit = nil, nil
		lines := &e.file.Lines
		lines.Sum, lines.Data = lines.Sum+lines.Data, 0
	}
	sums[0].tables[0].findings.Add(kpi.SheetSums, kpi.Place{}, "sheets", kpi.FewOf("sheets", others))
}

// isUndated reports whether a sheet was not read for want of a period.
func (b *workbook) isUndated(s *sheet) bool {
	e := s.tables[0]
	return len(s.tables) == 1 && len(e.account.slots) == 0 && e.findings.Number(kpi.PeriodMissing)+e.findings.Number(kpi.PeriodPart) > 0
}

// dated reads a sheet again as if it were of the whole period of the others.
func (b *workbook) dated(s *sheet) *sheet {
	r := *b.run
	for _, o := range b.list {
		for _, slot := range slotsOf(o.tables) {
			r.opts.Period = r.opts.Period.Span(slot.period)
		}
	}
	again := &sheet{name: s.name, head: s.head, isSpan: true}
	b.read(again, &r)
	return again
}

// isSum reports whether all counts of a sheet are the sums of those of at least two others,
// and none of theirs is in no sum.
func (b *workbook) isSum(s *sheet) bool {
	var below []*slot
	for _, o := range b.list {
		if o.name != s.name {
			below = append(below, slotsOf(o.tables)...)
		}
	}
	covered := map[*slot]bool{}
	some := false
	for _, whole := range slotsOf(s.tables) {
		parts := slices.DeleteFunc(slices.Clone(below), func(o *slot) bool { return !whole.isOver(o) })
		counted, ok := b.isSumOf(whole, parts)
		if !ok {
			return false
		}
		some = some || counted
		for _, part := range parts {
			covered[part] = true
		}
	}
	files := map[*kpi.File]bool{}
	for _, o := range below {
		if covered[o] {
			files[o.export.file] = true
		} else if len(s.tables) > 0 && slices.ContainsFunc(s.tables[0].layout.Given(), o.tally.Touched) {
			return false
		}
	}
	return some && len(files) > 1
}

// slotsOf returns the slots of several tables.
func slotsOf(tables []*exportResult) (all []*slot) {
	for _, e := range tables {
		all = append(all, e.account.slots...)
	}
	return all
}

// isOver reports whether the counts of a slot may be sums of those of another.
func (s *slot) isOver(o *slot) bool {
	u, v := &s.export.account.units.First(s.unit).Unit, &o.export.account.units.First(o.unit).Unit
	for tier := range names.Tiers {
		if name := u.In(tier); name.Key != "" && v.In(tier).Key != "" && !name.Means(v.In(tier)) || name.Key != "" && v.In(tier).Key == "" && tier != names.Province {
			return false
		}
	}
	return s.period.Contains(o.period)
}

// isSumOf reports whether the counts of a slot are the sums of those of others: of what is
// carried over those of the first period, of what is pending those of the last. counted is
// whether any is more than nothing.
func (b *workbook) isSumOf(whole *slot, parts []*slot) (counted, ok bool) {
	ms := b.run.cat.Measures
	for i := range ms.Len() {
		if !whole.tally.Touched(i) {
			continue
		}
		v, complete := whole.tally.Value(i)
		sum, given, isDerived := int64(0), 0, false
		for _, o := range parts {
			isFirst := !slices.ContainsFunc(parts, func(p *slot) bool { return p.period.From < o.period.From })
			isLast := !slices.ContainsFunc(parts, func(p *slot) bool { return p.period.To > o.period.To })
			switch kind := ms.At(i).Kind; {
			case kind == kpi.Opening && !isFirst, kind == kpi.Closing && !isLast:
				continue
			case kind == kpi.Mixed && !(isFirst && isLast):
				if parts := ms.Parts(i); len(parts) == 0 || slices.ContainsFunc(parts, func(p int) bool { return !whole.tally.Given(p) }) {
					return false, false
				}
				isDerived = true // its rows were compared with its parts
				continue
			}
			own, isComplete := o.tally.Value(i)
			if !isComplete {
				return false, false
			}
			next, fits := kpi.Add(sum, own)
			if !fits {
				return false, false
			}
			sum, given = next, given+1
		}
		if !isDerived && (!complete || given == 0 || sum != v) {
			return false, false
		}
		counted = counted || v > 0
	}
	return counted, true
}
