package catalog

import (
	"strconv"
	"time"

	"cchc/kpi"
	"cchc/kpi/table"
)

type profileRow struct {
	Group     string `csv:"group"`
	Indicator string `csv:"indicator"`
	Points    string `csv:"points"`
	Rule      string `csv:"rule"`
	Zero      string `csv:"zero"`
	ValidFrom string `csv:"valid_from"`
}

// ReadProfile reads and checks a table of the points that indicators earn: group,
// indicator, points, rule, zero, valid_from. Group, zero and valid_from may be blank.
func (c *Catalog) ReadProfile(name string, data []byte) (*kpi.Profile, error) {
	t, err := table.Read[profileRow](name, data, "group", "zero", "valid_from")
	if err != nil {
		return nil, err
	}
	if len(t.Rows) == 0 {
		return nil, t.Reject(kpi.NewFault("the table is empty"))
	}
	p := &kpi.Profile{Name: name}
	type version struct {
		indicator string
		from      kpi.Day
	}
	first := map[version]int{}
	for i, r := range t.Rows {
		component, column, err := c.readComponent(r)
		if err != nil {
			return nil, t.Fault(i, column, err)
		}
		component.Place = kpi.Place{File: name, Line: t.Lines[i]}
		key := version{r.Indicator, component.From}
		if line, ok := first[key]; ok {
			return nil, t.Fault(i, "indicator", kpi.NewFault("the same indicator and date are on line {line}", "line", strconv.Itoa(line)))
		}
		first[key] = t.Lines[i]
		p.Components = append(p.Components, component)
	}
	return p, nil
}

// readComponent reads a row. With an error it names the column at fault.
func (c *Catalog) readComponent(r profileRow) (component kpi.Component, column string, err error) {
	component.Group, component.Indicator = r.Group, r.Indicator
	d, ok := c.Indicator(r.Indicator)
	switch {
	case !ok:
		return component, "indicator", noIndicator(r.Indicator)
	case d.Plain():
		return component, "indicator", kpi.NewFault("{id} is a count, not a rate: it cannot be scored", "id", d.ID)
	case d.Better == kpi.Lower:
		return component, "indicator", kpi.NewFault("{id} is better the lower it is, and points grow with the rate: it cannot be scored", "id", d.ID)
	}
	if component.Most, err = kpi.ParsePoints(r.Points); err != nil {
		return component, "points", err
	}
	if component.Most.Exact().Sign() == 0 {
		return component, "points", kpi.NewFault("no points can be earned: want more than 0")
	}
	if err := component.SetRule(r.Rule); err != nil {
		return component, "rule", err
	}
	if r.Zero != "" { // or the points of a denominator of 0 are not known
		if component.Zero, err = kpi.ParsePoints(r.Zero); err != nil {
			return component, "zero", err
		}
		if component.Zero.Exact().Cmp(component.Most.Exact()) > 0 {
			return component, "zero", kpi.NewFault("{zero} is more than {points}, the most that the row earns",
				"zero", component.Zero.String(), "points", component.Most.String())
		}
	}
	if r.ValidFrom != "" { // or the row holds always
		d, err := time.Parse(time.DateOnly, r.ValidFrom)
		if err != nil {
			return component, "valid_from", kpi.NewFault("{text} is not a date: want 2024-12-31", "text", strconv.Quote(r.ValidFrom))
		}
		component.From, _ = kpi.NewDay(d.Year(), int(d.Month()), d.Day())
	}
	return component, "", nil
}
