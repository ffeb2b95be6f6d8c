package units

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// notes are what is reported of carrying over.
type notes struct {
	findings  []kpi.Finding
	reported  map[string]bool // by code, unit and period
	uncarried []Uncarried
}

// add adds a finding, if it is the first with its code of the unit and period.
func (n *notes) add(f kpi.Finding) {
	key := strings.Join([]string{f.Code, f.Args.Value("unit"), f.Args.Value("period")}, "\x00")
	if !n.reported[key] {
		n.reported[key] = true
		n.findings = append(n.findings, f)
	}
}

// exclude adds reasons why nothing is carried over to a unit.
func (n *notes) exclude(u kpi.Unit, why []kpi.Finding) {
	i := slices.IndexFunc(n.uncarried, func(o Uncarried) bool { return o.Unit == u })
	if i < 0 {
		i = len(n.uncarried)
		n.uncarried = append(n.uncarried, Uncarried{Unit: u})
	}
	for _, f := range why {
		same := func(o kpi.Finding) bool { return o.Code == f.Code && slices.Equal(o.Args, f.Args) }
		if !slices.ContainsFunc(n.uncarried[i].Why, same) {
			n.uncarried[i].Why = append(n.uncarried[i].Why, f)
		}
	}
}

// note adds a finding about a unit of the list and a month, and returns it.
func (c *carrier) note(code string, place kpi.Place, u *listed, month kpi.Month, args ...string) kpi.Finding {
	f := kpi.NewFinding(code, place, append([]string{"unit", c.successors.list.label(u), "period", month.String()}, args...)...)
	c.notes.add(f)
	return f
}

// noteCrossing adds a finding if an entry is of a period in which its unit began or
// ended.
func (c *carrier) noteCrossing(e *kpi.Entry) {
	for _, u := range c.named(e.Unit) {
		ended := u.valid.To < e.Period.To && len(c.successors.into[u]) > 0
		began := u.valid.From > e.Period.From && len(c.successors.from[u]) > 0
		if u.valid.Overlaps(e.Period) && (ended || began) {
			c.notes.add(kpi.NewFinding(kpi.UnitCrosses, c.ledger.Place(e), "unit", e.Unit.Name(), "period", e.Period.String()))
			return
		}
	}
}

// noteIncomplete adds a finding of the measures that some units of a sum lack and others
// have.
func (c *carrier) noteIncomplete(s *sum, e *kpi.Entry, units []*listed, lacks [][]int) {
	var lacking []*listed
	var missing []int
	for n, measures := range lacks {
		measures = slices.DeleteFunc(measures, func(i int) bool { return c.needs != nil && !c.needs(i) })
		if len(measures) > 0 && units[n] != nil {
			lacking, missing = append(lacking, units[n]), append(missing, measures...)
		}
	}
	if len(lacking) == 0 {
		return
	}
	slices.Sort(missing)
	var ids []string
	for _, i := range slices.Compact(missing) {
		ids = append(ids, c.ledger.Measures.At(i).ID)
	}
	c.notes.add(kpi.NewFinding(kpi.UnitIncomplete, c.ledger.Place(e), "unit", s.at.unit.Name(), "period", s.at.period.String(),
		"units", strings.Join(c.successors.list.labels(lacking), ", "), "measures", kpi.Few(ids)))
}
