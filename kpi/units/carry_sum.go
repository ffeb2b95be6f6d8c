package units

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// part is an entry of a sum, and the unit of the list that it is of.
type part struct {
	old   int
	entry *kpi.Entry
}

// sum is what a unit has in a period after carrying over.
type sum struct {
	cell
	now   int // the unit of the list that others became; stays where nothing is carried over
	parts []part
}

// add puts an entry to the sum of a unit and period.
func (r *carrier) add(at cell, now int, p part) {
	s := r.sumOf[at]
	if s == nil {
		s = &sum{cell: at, now: now}
		r.sumOf[at] = s
		r.sums = append(r.sums, s)
	}
	s.now = max(s.now, now)
	s.parts = append(s.parts, p)
}

// unit returns what a unit of the list is called where old becomes it.
func (r *carrier) unit(now int, old kpi.Unit) kpi.Unit {
	u, ok := r.rows[now]
	if !ok {
		in := kpi.Period{From: r.at, To: r.at}
		listed := r.list.listed(r.list.all[now], in)
		u = kpi.Unit{Province: old.Province, Commune: listed.Name.String()}
		if d := listed.District; d.Key != "" {
			u.District = d.String()
			if d.Means(r.list.words.Name(old.District, kpi.District)) {
				u.District = old.District
			}
		}
	}
	u.Level = old.Level
	return u
}

// carried returns the ledger of the sums. Where one does not fit, its entries stay
// as they are.
func (r *carrier) carried() *kpi.Ledger {
	var entries []*kpi.Entry
	for _, s := range r.sums {
		if s.now == stays {
			entries = append(entries, s.parts[0].entry) // a ledger has one of a unit and period
			continue
		}
		made, err := r.entries(s)
		if err != nil {
			r.tell(kpi.NewFinding(kpi.SumOverflow, r.ledger.Place(s.parts[0].entry), "what", s.unit.Name()+", "+s.period.String(), "unit", s.unit.Name(), "period", s.period.String()))
			made = nil
			for _, p := range s.parts {
				made = append(made, p.entry)
			}
		}
		entries = append(entries, made...)
	}
	slices.SortFunc(entries, (*kpi.Entry).Compare)
	return &kpi.Ledger{Measures: r.ledger.Measures, Files: r.ledger.Files, Entries: entries}
}

// entries adds up a sum. What not all of its units have rows of stays with the old
// ones: a sum without one of them would look like that of all.
func (r *carrier) entries(s *sum) ([]*kpi.Entry, error) {
	ms, units := r.ledger.Measures, r.units(s)
	tallies := make([]kpi.Tally, len(units))
	for _, p := range s.parts {
		if err := tallies[slices.Index(units, p.old)].Join(p.entry.Tally); err != nil {
			return nil, err
		}
	}
	shared := r.shared(s, units, tallies)
	var entries []*kpi.Entry
	e := &kpi.Entry{Unit: s.unit, Period: s.period}
	for _, p := range s.parts {
		carried, rest := ms.Part(p.entry.Tally, shared)
		if !rest.Empty() {
			left := *p.entry
			left.Tally = rest
			entries = append(entries, &left)
		}
		if !carried.Empty() {
			member := *p.entry
			member.Tally = carried
			e.Members = append(e.Members, &member)
			e.Origins = append(e.Origins, p.entry.Origins...)
		}
	}
	for n := range tallies {
		tallies[n], _ = ms.Part(tallies[n], shared)
	}
	if len(shared) == 0 {
		return entries, nil
	}
	slices.SortFunc(e.Origins, kpi.Origin.Compare)
	var lacks [][]int
	var err error
	if e.Tally, lacks, err = ms.Unite(tallies); err != nil {
		return nil, err
	}
	r.incomplete(s, e, units, lacks)
	return append(entries, e), nil
}

// shared returns the things that all units of a sum have rows of, and tells who lacks
// the others.
func (r *carrier) shared(s *sum, units []int, tallies []kpi.Tally) (shared []string) {
	var all []string
	for _, t := range tallies {
		all = append(all, r.ledger.Measures.Things(t)...)
	}
	slices.Sort(all)
	for _, thing := range slices.Compact(all) {
		var without []string
		for n, t := range tallies {
			if units[n] != stays && !slices.Contains(r.ledger.Measures.Things(t), thing) {
				u := r.list.all[units[n]]
				without = append(without, r.list.listed(u, u.period).String())
			}
		}
		if len(without) == 0 {
			shared = append(shared, thing)
			continue
		}
		f := kpi.NewFinding(kpi.UnitPartial, r.placeOf(s, thing), "unit", s.unit.Name(), "period", s.period.String(),
			"units", kpi.Few(without), "things", kpi.TextKey("thing."+thing))
		r.findings = append(r.findings, f)
		r.setApart(s.unit, []kpi.Finding{f})
	}
	return shared
}

// placeOf returns the row in which some unit of a sum has counts of a thing.
func (r *carrier) placeOf(s *sum, thing string) kpi.Place {
	for _, p := range s.parts {
		for i := range r.ledger.Measures.Len() {
			if r.ledger.Measures.At(i).Of == thing && p.entry.Tally.Touched(i) {
				place := r.ledger.PlaceOf(p.entry, i)
				return kpi.Place{File: place.File, Line: place.Line}
			}
		}
	}
	return r.ledger.Place(s.parts[0].entry)
}

// units returns the units of the list that a sum should have rows of, and stays where
// a row says that it is of the new unit before there was one.
func (r *carrier) units(s *sum) []int {
	units := slices.Clone(r.origins[origin{s.now, s.period}].units)
	for _, p := range s.parts {
		if !slices.Contains(units, p.old) {
			units = append(units, p.old)
		}
	}
	return units
}

// incomplete tells which of the units that became one lack what others have.
func (r *carrier) incomplete(s *sum, e *kpi.Entry, units []int, lacks [][]int) {
	var names []string
	lacking := map[int]bool{}
	for n, measures := range lacks {
		measures = slices.DeleteFunc(measures, func(i int) bool { return r.needs != nil && !r.needs(i) })
		if len(measures) == 0 || units[n] == stays {
			continue
		}
		u := r.list.all[units[n]]
		names = append(names, r.list.listed(u, u.period).String())
		for _, i := range measures {
			lacking[i] = true
		}
	}
	if len(names) == 0 {
		return
	}
	var ids []string
	for i := range r.ledger.Measures.Len() {
		if lacking[i] {
			ids = append(ids, r.ledger.Measures.At(i).ID)
		}
	}
	r.tell(kpi.NewFinding(kpi.UnitIncomplete, r.ledger.Place(e), "unit", s.unit.Name(), "period", s.period.String(),
		"units", strings.Join(names, ", "), "measures", kpi.Few(ids)))
}

// crosses tells that an entry is of a period in which its unit began or ended.
func (r *carrier) crosses(e *kpi.Entry) {
	for _, u := range r.named(e.Unit) {
		ended := u.period.To < e.Period.To && len(r.into[u.index]) > 0
		began := u.period.From > e.Period.From && len(r.from[u.index]) > 0
		if u.period.Overlaps(e.Period) && (ended || began) {
			r.tell(kpi.NewFinding(kpi.UnitCrosses, r.ledger.Place(e), "unit", e.Unit.Name(), "period", e.Period.String()))
			return
		}
	}
}

// ambiguous tells that an entry may be of several units.
func (r *carrier) ambiguous(e *kpi.Entry, found []listed) {
	var names []string
	for _, u := range found {
		names = append(names, r.list.listed(u, u.period).String())
	}
	place := r.ledger.Place(e)
	place.Text = e.Unit.Commune
	r.tell(kpi.NewFinding(kpi.UnitAmbiguous, place, "units", strings.Join(names, "; "), "unit", e.Unit.Name()))
}
