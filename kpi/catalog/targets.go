package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/table"
	"cchc/kpi/vietnamese"
)

type targetRow struct {
	Indicator string `csv:"indicator"`
	Level     string `csv:"level"`
	Unit      string `csv:"unit"`
	Target    string `csv:"target"`
}

// Targets is a user's table of targets: indicator, level, unit, target. Level and unit
// narrow a target and may be blank.
type Targets struct {
	table   *table.Table[targetRow]
	words   *Words
	targets []kpi.Target // by row, without their units
}

// ReadTargets reads and checks a table of targets.
func (c *Catalog) ReadTargets(name string, data []byte) (*Targets, error) {
	t, err := table.Read[targetRow](name, data, "level", "unit")
	if err != nil {
		return nil, err
	}
	ts := &Targets{table: t, words: c.Words}
	first := map[targetRow]int{}
	for i, r := range t.Rows {
		if _, ok := c.Indicator(r.Indicator); !ok {
			return nil, t.Fault(i, "indicator", noIndicator(r.Indicator))
		}
		var level kpi.Level
		if err := level.UnmarshalText([]byte(r.Level)); err != nil {
			return nil, t.Fault(i, "level", err)
		}
		target, err := kpi.ParseTarget(r.Indicator, level, nil, r.Target)
		if err != nil {
			return nil, t.Fault(i, "target", err)
		}
		target.Place = kpi.Place{File: name, Line: t.Lines[i]}
		key := targetRow{Indicator: r.Indicator, Level: r.Level, Unit: vietnamese.FoldName(r.Unit)}
		if line, ok := first[key]; ok {
			return nil, t.Fault(i, "indicator", kpi.NewFault("the same indicator, level and unit stand on line {line}", "line", strconv.Itoa(line)))
		}
		first[key] = t.Lines[i]
		ts.targets = append(ts.targets, target)
	}
	return ts, nil
}

// For returns the targets of some units. A target is a finding if its unit is none of
// them, may be several of them, or has a target above it in another spelling.
func (ts *Targets) For(units []kpi.Unit) ([]kpi.Target, []kpi.Finding) {
	var targets []kpi.Target
	var findings []kpi.Finding
	for i, t := range ts.targets {
		name := ts.table.Rows[i].Unit
		if name == "" {
			targets = append(targets, t)
			continue
		}
		found := ts.words.FindUnits(units, name)
		taken := len(found) == 1 && slices.ContainsFunc(targets, func(o kpi.Target) bool {
			return o.Unit != nil && *o.Unit == found[0] && o.Indicator == t.Indicator && o.Level == t.Level
		})
		if len(found) == 1 && !taken {
			t.Unit = &found[0]
			targets = append(targets, t)
			continue
		}
		names := make([]string, len(found))
		for k, u := range found {
			names[k] = u.Name()
		}
		place := kpi.Place{File: ts.table.Name, Line: ts.table.Lines[i], Column: ts.table.Column("unit"), Header: "unit", Text: name}
		findings = append(findings, kpi.NewFinding(kpi.TargetUnused, place, "units", cmp.Or(strings.Join(names, ", "), "–")))
	}
	return targets, findings
}
