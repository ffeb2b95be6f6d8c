package units

import (
	"slices"

	"cchc/kpi"
)

// cell is a unit in a period.
type cell struct {
	unit   kpi.Unit
	period kpi.Period
}

// sum is the entries that a unit has in a period after carrying over.
type sum struct {
	at    cell
	now   unit // the unit that others became; none where nothing is carried over
	parts []part
}

// part is an entry of a sum and its unit of the list; none if its row is of the new unit
// already.
type part struct {
	old   unit
	entry *kpi.Entry
}

// unit returns the names and the level of a unit of the list that an old one becomes.
func (c *carrier) unit(now unit, old kpi.Unit) kpi.Unit {
	u, ok := c.inRows[now]
	if !ok {
		list := c.successors.list
		listed := list.describe(now, c.at.Period())
		u = kpi.Unit{Province: list.provinceNow(now, old.Province), Commune: listed.Name.String()}
		if d := listed.District; d.Key != "" {
			u.District = d.String()
			if d.Means(list.words.Name(old.District, kpi.District)) {
				u.District = old.District
			}
		}
	}
	if u.Level = old.Level; old.NamedLevel() == kpi.District && old.Level == kpi.District {
		u.Level = kpi.Commune // of an island, whose special zone does what its district did
	}
	return u
}

// carried returns the ledger of the sums. The entries of a sum that is too large stay as
// they are.
func (c *carrier) carried(sums []*sum) *kpi.Ledger {
	var entries []*kpi.Entry
	for _, s := range sums {
		if s.now == none {
			entries = append(entries, s.parts[0].entry) // a ledger has one of a unit and period
			continue
		}
		summed, err := c.entries(s)
		if err != nil {
			unit, period := s.at.unit.Name(), kpi.PeriodKey(s.at.period)
			c.notes.add(kpi.NewFinding(kpi.SumOverflow, c.ledger.Place(s.parts[0].entry), "what", unit+", "+period, "unit", unit, "period", period))
			for _, p := range s.parts {
				summed = append(summed, p.entry)
			}
		}
		entries = append(entries, summed...)
	}
	slices.SortFunc(entries, (*kpi.Entry).Compare)
	return &kpi.Ledger{Measures: c.ledger.Measures, Files: c.ledger.Files, Entries: entries}
}

// entries adds up a sum. Things that not all of its units have rows of stay with the old
// units: a sum without one of them would look like that of all.
func (c *carrier) entries(s *sum) ([]*kpi.Entry, error) {
	ms := c.ledger.Measures
	units := slices.Clone(c.origins[origin{s.now, s.at.period}].units)
	for _, p := range s.parts {
		if !slices.Contains(units, p.old) { // none of a row that names the new unit before it existed
			units = append(units, p.old)
		}
	}
	tallies := make([]kpi.Tally, len(units))
	for _, p := range s.parts {
		if err := tallies[slices.Index(units, p.old)].Join(p.entry.Tally); err != nil {
			return nil, err
		}
	}
	shared := c.shared(s, units, tallies)
	var entries []*kpi.Entry
	e := &kpi.Entry{Unit: s.at.unit, Period: s.at.period}
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
	if len(shared) == 0 {
		return entries, nil
	}
	for n := range tallies {
		tallies[n], _ = ms.Part(tallies[n], shared)
	}
	slices.SortFunc(e.Origins, kpi.Origin.Compare)
	var lacks [][]int
	var err error
	if e.Tally, lacks, err = ms.Unite(tallies); err != nil {
		return nil, err
	}
	c.noteIncomplete(s, e, units, lacks)
	return append(entries, e), nil
}

// shared returns the things that all units of a sum have rows of. It notes which units
// lack the others.
func (c *carrier) shared(s *sum, units []unit, tallies []kpi.Tally) (shared []string) {
	var all []string
	for _, t := range tallies {
		all = append(all, c.ledger.Measures.Things(t)...)
	}
	slices.Sort(all)
	for _, thing := range slices.Compact(all) {
		var without []unit
		for n, t := range tallies {
			if units[n] != none && !slices.Contains(c.ledger.Measures.Things(t), thing) {
				without = append(without, units[n])
			}
		}
		if len(without) == 0 {
			shared = append(shared, thing)
			continue
		}
		f := kpi.NewFinding(kpi.UnitPartial, c.placeOf(s, thing), "unit", s.at.unit.Name(), "period", kpi.PeriodKey(s.at.period),
			"units", kpi.FewOf("units", c.successors.list.labels(without)), "things", kpi.TextKey("thing."+thing))
		c.notes.findings = append(c.notes.findings, f)
		c.notes.exclude(s.at.unit, []kpi.Finding{f})
	}
	return shared
}

// placeOf returns the row in which some unit of a sum has counts of a thing.
func (c *carrier) placeOf(s *sum, thing string) kpi.Place {
	for _, p := range s.parts {
		for i := range c.ledger.Measures.Len() {
			if c.ledger.Measures.At(i).Of == thing && p.entry.Tally.Touched(i) {
				place := c.ledger.PlaceOf(p.entry, i)
				return kpi.Place{File: place.File, Line: place.Line}
			}
		}
	}
	return c.ledger.Place(s.parts[0].entry)
}
