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
	targets []kpi.Target  // by row, without their units
	asks    []kpi.Finding // of rates that are hardly percentages
}

// ReadTargets reads and checks a table of targets.
func (c *Catalog) ReadTargets(name string, data []byte) (*Targets, error) {
	t, err := table.ReadAs[targetRow](name, data, func(header []string) { targetColumns(c.Words, header) }, "level", "unit")
	if err != nil {
		return nil, err
	}
	ts := &Targets{table: t, words: c.Words}
	first := map[targetRow]int{}
	for i, r := range t.Rows {
		if strings.HasPrefix(r.Target, OpenMark) {
			continue
		}
		d, ok := c.named(r.Indicator)
		if !ok {
			return nil, t.Fault(i, "indicator", noIndicator(r.Indicator))
		}
		level, ok := c.Words.Level(r.Level)
		if err := level.UnmarshalText([]byte(r.Level)); err != nil && !ok {
			return nil, t.Fault(i, "level", err)
		}
		number, percent, err := d.Threshold(r.Target)
		if err != nil {
			return nil, t.Fault(i, "target", err)
		}
		target, err := kpi.ParseTarget(d.ID, level, nil, number)
		if err != nil {
			_, err = kpi.ParseTarget(d.ID, level, nil, r.Target) // which quotes the cell
			return nil, t.Fault(i, "target", err)
		}
		if !d.Plain() && !target.Likely(percent || d.Better == kpi.Lower && strings.Trim(number, "0.") == "") {
			place := kpi.Place{File: name, Line: t.Lines[i], Column: t.Column("target"), Header: "target", Text: r.Target}
			ts.asks = append(ts.asks, kpi.NewFinding(kpi.TargetScale, place, "indicator", kpi.IndicatorKey(d.ID)))
		}
		target.Place = kpi.Place{File: name, Line: t.Lines[i]}
		key := targetRow{Indicator: d.ID, Level: level.String(), Unit: vietnamese.FoldName(r.Unit)}
		if line, ok := first[key]; ok {
			return nil, t.Fault(i, "indicator", kpi.NewFault("the same indicator, level and unit are on line {line}", "line", strconv.Itoa(line)))
		}
		first[key] = t.Lines[i]
		ts.targets = append(ts.targets, target)
	}
	return ts, nil
}

// named returns the indicator of an id, or of a label that no other has.
func (c *Catalog) named(text string) (d kpi.Indicator, ok bool) {
	if d, ok = c.Indicator(text); ok {
		return d, true
	}
	n := 0
	for _, other := range c.Indicators {
		if name := vietnamese.FoldName(text); name == vietnamese.FoldName(other.Labels.VI) || name == vietnamese.FoldName(other.Labels.EN) {
			d, n = other, n+1
		}
	}
	return d, n == 1
}

// targetColumns gives the columns of a table of targets the names that the program knows.
// A word with several meanings has the first that no other column has.
func targetColumns(w *Words, header []string) {
	var several []int
	for i, text := range header {
		switch d, ok := w.known[kindText{"target", vietnamese.FoldName(text)}]; {
		case !ok:
		case strings.Contains(d.means, " "):
			several = append(several, i)
		default:
			header[i] = d.means
		}
	}
	for _, i := range several {
		means := strings.Fields(w.known[kindText{"target", vietnamese.FoldName(header[i])}].means)
		if n := slices.IndexFunc(means, func(name string) bool { return !slices.Contains(header, name) }); n >= 0 {
			header[i] = means[n]
		}
	}
}

// For returns the targets of some units. A target is a finding if its unit is none of
// them, may be several of them, or has a target above it in another spelling; so is one of
// a rate that is hardly a percentage.
func (ts *Targets) For(units []kpi.Unit) ([]kpi.Target, []kpi.Finding) {
	var targets []kpi.Target
	findings := slices.Clone(ts.asks)
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
		findings = append(findings, kpi.NewFinding(kpi.TargetUnused, place, "units", cmp.Or(strings.Join(names, ", "), kpi.TextKey("near.none"))))
	}
	return targets, findings
}
