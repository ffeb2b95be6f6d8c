package kpi_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/kpi"
)

// count is one cell of an export: a count of a measure, or a blank.
type count struct {
	unit    kpi.Unit
	period  kpi.Period
	measure int
	n       int64
	blank   bool
}

// chances are how often a random cell is left blank or is not there, and how
// often a whole is given beside its parts.
type chances struct{ blank, absent, whole float64 }

// randomUnits has three districts with some communes, of which two share a
// name, with or without the district's own agency.
func randomUnits(r *rand.Rand) []kpi.Unit {
	var units []kpi.Unit
	for _, district := range []string{"Tràng Định", "Chi Lăng", "Văn Lãng"} {
		for _, commune := range []string{"/Chi Lăng", "/Tri Phương", "/Thanh Long"}[:1+r.IntN(3)] {
			units = append(units, unit(district+commune))
		}
		if r.IntN(2) == 0 {
			units = append(units, unit(district))
		}
	}
	return units
}

// randomCounts is the cells of several units over up to four months. Some
// units speak of tasks only or of dossiers only, and some lack a month.
func randomCounts(ms *kpi.Measures, r *rand.Rand, c chances) []count {
	var counts []count
	months := 1 + r.IntN(4)
	for _, u := range randomUnits(r) {
		silent := map[string]bool{kpi.Dossiers: r.IntN(6) == 0, kpi.Days: r.IntN(2) == 0, "tasks": r.IntN(2) == 0, "people": r.IntN(2) == 0}
		for m := range months {
			if r.Float64() < c.absent {
				continue
			}
			month := kpi.NewMonth(2024, 1+m)
			for i := range ms.Len() {
				absent := c.absent
				if len(ms.Parts(i)) > 0 {
					absent = 1 - c.whole
				}
				if silent[ms.At(i).Of] || r.Float64() < absent {
					continue
				}
				cell := count{unit: u, period: kpi.Period{From: month, To: month}, measure: i, n: r.Int64N(100)}
				if ms.At(i).Kind == kpi.Distinct && r.IntN(4) > 0 {
					cell.n = 7 // often the same in every month
				}
				cell.blank = r.Float64() < c.blank
				counts = append(counts, cell)
			}
		}
	}
	return counts
}

// give puts a cell in a tally.
func (c count) give(t *testing.T, sums *kpi.Tally) {
	t.Helper()
	if c.blank {
		sums.Lack(c.measure)
		return
	}
	if err := sums.Give(c.measure, c.n); err != nil {
		t.Fatal(err)
	}
}

// entriesOf makes one entry of every cell.
func entriesOf(t *testing.T, ms *kpi.Measures, counts []count) []*kpi.Entry {
	t.Helper()
	entries := make([]*kpi.Entry, len(counts))
	for n, c := range counts {
		entries[n] = &kpi.Entry{Unit: c.unit, Period: c.period, Tally: kpi.NewTally(ms.Len())}
		c.give(t, &entries[n].Tally)
	}
	return entries
}

// gathered makes one entry of all cells of a unit and period.
func gathered(t *testing.T, ms *kpi.Measures, counts []count) []*kpi.Entry {
	t.Helper()
	var entries []*kpi.Entry
	for _, c := range counts {
		i := slices.IndexFunc(entries, func(e *kpi.Entry) bool { return e.Unit == c.unit && e.Period == c.period })
		if i < 0 {
			i = len(entries)
			entries = append(entries, &kpi.Entry{Unit: c.unit, Period: c.period, Tally: kpi.NewTally(ms.Len())})
		}
		c.give(t, &entries[i].Tally)
	}
	return entries
}

// model computes figures from single cells, by the definitions and without
// tallies: the slow way, to compare with.
type model struct {
	ms     *kpi.Measures
	counts []count
}

// only returns the model of the cells that keep holds for.
func (m model) only(keep func(count) bool) model {
	var kept []count
	for _, c := range m.counts {
		if keep(c) {
			kept = append(kept, c)
		}
	}
	return model{m.ms, kept}
}

// thing returns the model of the cells that count what a measure counts.
func (m model) thing(measure int) model {
	return m.only(func(c count) bool { return m.ms.At(c.measure).Of == m.ms.At(measure).Of })
}

// span returns the months of all cells.
func (m model) span() (p kpi.Period) {
	for _, c := range m.counts {
		p = p.Span(c.period)
	}
	return p
}

// month sums one measure of one unit and month: as given, else from its parts, else as
// its whole without the other parts. Each is a part of one whole at most.
func (m model) month(i int) (sum int64, known bool) {
	if sum, known = m.below(i); known || m.ms.Whole(i) < 0 {
		return sum, known
	}
	sum, known = m.month(m.ms.Whole(i))
	others, all := int64(0), true
	for _, p := range m.ms.Beside(i) {
		v, ok := m.below(p)
		others, all = others+v, all && ok
	}
	if !known || !all || others > sum {
		return 0, false
	}
	return sum - others, true
}

// below sums a measure as given, else from its parts.
func (m model) below(i int) (sum int64, known bool) {
	var cells, blanks int
	for _, c := range m.counts {
		if c.measure != i {
			continue
		}
		cells++
		sum += c.n
		if c.blank {
			blanks++
		}
	}
	if cells > 0 && blanks == 0 {
		return sum, true
	}
	return m.sum(m.ms.Parts(i), model.below)
}

// sum adds some measures, each by a rule.
func (m model) sum(measures []int, rule func(model, int) (int64, bool)) (sum int64, known bool) {
	for _, i := range measures {
		v, ok := rule(m, i)
		if !ok {
			return 0, false
		}
		sum += v
	}
	return sum, len(measures) > 0
}

// unit computes a measure of one unit over the months of a report.
func (m model) unit(i int, span kpi.Period) (int64, bool) {
	m = m.thing(i)
	switch kind := m.ms.At(i).Kind; {
	case kind == kpi.Opening:
		return m.only(func(c count) bool { return c.period.From == span.From }).month(i)
	case kind == kpi.Closing:
		return m.only(func(c count) bool { return c.period.To == span.To }).month(i)
	case kind == kpi.Distinct:
		return m.same(i, span)
	case kind == kpi.Mixed && span.From != span.To:
		return m.sum(m.ms.Parts(i), func(m model, p int) (int64, bool) { return m.unit(p, span) })
	}
	var sum int64
	for month := span.From; month <= span.To; month++ {
		now := m.only(func(c count) bool { return c.period.From == month })
		v, ok := now.month(i)
		if len(now.counts) > 0 && !ok {
			return 0, false
		}
		sum += v
	}
	return sum, len(m.counts) > 0
}

// same computes a distinct measure of one unit: the count that every month has, also the
// last of the report.
func (m model) same(i int, span kpi.Period) (sum int64, known bool) {
	for month := span.From; month <= span.To; month++ {
		now := m.only(func(c count) bool { return c.period.From == month })
		v, ok := now.month(i)
		switch {
		case len(now.counts) == 0 && month < span.To:
			continue
		case !ok || known && v != sum:
			return 0, false
		}
		sum, known = v, true
	}
	return sum, known
}

// group computes a measure of all units that speak of its thing.
func (m model) group(i int, span kpi.Period) (sum int64, known bool) {
	m = m.thing(i)
	var units []kpi.Unit
	for _, c := range m.counts {
		if !slices.Contains(units, c.unit) {
			units = append(units, c.unit)
		}
	}
	for _, u := range units {
		v, ok := m.only(func(c count) bool { return c.unit == u }).unit(i, span)
		if !ok {
			return 0, false
		}
		sum += v
	}
	return sum, len(units) > 0
}

// row returns the model of a row of a scorecard.
func (m model) row(by []kpi.Dimension, g kpi.Group) model {
	return m.only(func(c count) bool {
		for _, d := range by {
			switch d {
			case kpi.ByDistrict:
				if g.District != c.unit.District {
					return false
				}
			case kpi.ByCommune:
				if g.District != c.unit.District || g.Commune != c.unit.Commune {
					return false
				}
			case kpi.ByLevel:
				if g.Level != c.unit.Level {
					return false
				}
			case kpi.ByPeriod:
				if g.Period != c.period {
					return false
				}
			}
		}
		return true
	})
}

// compare reports the first measure of a row that differs from the model.
func (m model) compare(got kpi.Tally, spans func(measure int) kpi.Period) error {
	for i := range m.ms.Len() {
		want, known := m.group(i, spans(i))
		v, complete := got.Value(i)
		if complete != known || known && v != want {
			return fmt.Errorf("%s is %d, known %t; want %d, %t", m.ms.At(i).ID, v, complete, want, known)
		}
		if speaks := len(m.thing(i).counts) > 0; got.Touched(i) != speaks {
			return fmt.Errorf("%s: touched %t, want %t", m.ms.At(i).ID, got.Touched(i), speaks)
		}
	}
	return nil
}
