package kpi

import "slices"

// Differences returns the ledger of the periods between cumulative exports, each of
// which covers the year up to some month. A flow is the difference to the export before;
// a closing measure is that of the later one. An opening or distinct measure is known for
// the first period of a year only. A flow that is less than in the export before is a finding and
// not known; so is a period that does not begin with the year.
func Differences(l *Ledger) (*Ledger, []Finding, error) {
	d := &differ{Ledger: l}
	for from := 0; from < len(l.Entries); {
		to := from
		for to < len(l.Entries) && l.Entries[to].Unit == l.Entries[from].Unit {
			to++
		}
		for class := range l.Measures.things {
			if err := d.chain(l.Entries[from:to], class); err != nil {
				return nil, nil, err
			}
		}
		from = to
	}
	ledger, err := NewLedger(l.Measures, l.Files, d.entries)
	return ledger, d.findings, err
}

// differ collects the entries of the periods between cumulative exports, and findings.
type differ struct {
	*Ledger
	entries  []*Entry
	findings []Finding
}

// chain adds the differences of a unit's entries, which are in the order of time, for
// the measures of one thing. Entries that do not mention it are left out.
func (d *differ) chain(entries []*Entry, class int) error {
	var before *Entry
	old, now := NewTally(d.Measures.Len()), NewTally(d.Measures.Len())
	for _, e := range entries {
		if d.Measures.touched(e.Tally)&(1<<class) == 0 {
			continue
		}
		if !e.Period.BeginsYear() {
			d.findings = append(d.findings, NewFinding(CumulativeStart, d.Place(e), "period", PeriodKey(e.Period)))
			continue
		}
		if err := d.Measures.DeriveInto(&now, e.Tally); err != nil {
			return err
		}
		if before != nil && before.Period.From != e.Period.From {
			before = nil
		}
		d.entries = append(d.entries, d.between(before, e, old, now, class))
		before = e
		old, now = now, old
	}
	return nil
}

// between makes the entry of the difference between an export and the one before it, if
// any. Its place is that of the later one, which must be right for every difference up
// to it.
func (d *differ) between(before, e *Entry, old, now Tally, class int) *Entry {
	b := &Entry{Unit: e.Unit, Period: e.Period, Tally: NewTally(d.Measures.Len()), Origins: slices.Clone(e.Origins)}
	if before != nil {
		b.Period.From = before.Period.To + 1
	}
	fallen, derived := []int(nil), []int(nil)
	for i, m := range d.Measures.list {
		v, known := now.Value(i)
		was, wasKnown := old.Value(i)
		given := e.Tally.Touched(i) || before != nil && before.Tally.Touched(i)
		switch falls := before != nil && m.Kind == Flow && known && wasKnown && v < was; {
		case d.Measures.class[i] != class || !now.Touched(i):
		case !given && falls:
			derived = append(derived, i)
		case !given: // it is derived again
		case !known:
			b.Tally.Lack(i)
		case before == nil || m.Kind == Closing:
			b.Tally.Set(i, v)
		case m.Kind != Flow || !wasKnown:
			b.Tally.Lack(i)
		case falls:
			b.Tally.Lack(i)
			fallen = append(fallen, i)
		default:
			b.Tally.Set(i, v-was)
		}
	}
	if len(fallen) == 0 && len(derived) > 0 { // a whole grew by less than its other parts
		fallen = derived[:1]
	}
	for _, i := range fallen {
		m := d.Measures.list[i]
		v, _ := now.Value(i)
		was, _ := old.Value(i)
		d.findings = append(d.findings, NewFinding(CumulativeFalls, d.PlaceOf(e, i), "measure", MeasureKey(m.ID), "unit", e.Unit.Name(),
			"period", PeriodKey(e.Period), "count", FormatCount(v, m.Scale()),
			"before", PeriodKey(before.Period), "other", FormatCount(was, m.Scale())))
	}
	return b
}
