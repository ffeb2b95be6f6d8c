package picture

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// timeline is the figures of a report over periods.
type timeline struct {
	lines  []line
	times  []kpi.Period
	labels map[kpi.Period]string // what people read of periods
	aside  []string              // figures of periods that are no points of a line
	common string                // of the names of all lines
}

// line is the figures of a group, by the periods of the timeline. A period in which it has
// none is a point that is not known.
type line struct {
	name   string
	points []point
}

// newest returns the figure of the last period.
func (l line) newest() point { return l.points[len(l.points)-1] }

// timeline returns the figures of the report over periods. Periods that hold others, or
// none, are no points of a line.
func (c *chart) timeline() timeline {
	t := timeline{labels: map[kpi.Period]string{}}
	var keys [][]report.Key // of the groups
	var figures []map[kpi.Period]report.Cell
	var wide []report.Row
	at := map[string]int{}
	isWide := widePeriods(c.t.Rows)
	for _, row := range c.t.Rows {
		last := len(row.Keys) - 1
		p, id := row.Group.Period, ""
		for _, k := range row.Keys[:last] {
			id += k.Value + "\x00"
		}
		if isWide[p] {
			wide = append(wide, row)
			continue
		}
		i, ok := at[id]
		if !ok {
			i, at[id] = len(keys), len(keys)
			keys, figures = append(keys, row.Keys[:last]), append(figures, map[kpi.Period]report.Cell{})
		}
		figures[i][p], t.labels[p] = row.Cells[0], lettered(row.Keys[last].Label)
	}
	t.times = between(t.labels)
	for _, p := range t.times { // also those without rows
		month := slices.IndexFunc(c.t.Months, func(k report.Key) bool { return k.Value == p.String() })
		if t.labels[p] == "" && month >= 0 {
			t.labels[p] = lettered(c.t.Months[month].Label)
		}
	}
	names, common := c.names(keys)
	t.common = common
	for i, name := range names {
		l := line{name: name}
		for _, p := range t.times {
			of, ok := figures[i][p]
			if !ok {
				of.Figure = &report.Figure{NA: c.r.Texts.Say("na")}
			}
			l.points = append(l.points, c.point(name, of))
		}
		if of, ok := anyTarget(l.points); ok { // periods without a row have it, too
			for n := range l.points {
				l.points[n].target, l.points[n].threshold = of.target, of.threshold
			}
		}
		t.lines = append(t.lines, l)
	}
	for _, row := range wide {
		if p := c.point(rowLabel(row.Keys), row.Cells[0]); p.known {
			t.aside = append(t.aside, p.name+": "+p.text)
		}
	}
	return t
}

// rowLabel returns the whole name of a row.
func rowLabel(keys []report.Key) string {
	var names []string
	for _, k := range keys {
		names = append(names, lettered(k.Label))
	}
	return strings.Join(names, " · ")
}

// widePeriods returns those of rows that hold others, and that of rows without one.
func widePeriods(rows []report.Row) map[kpi.Period]bool {
	periods := map[kpi.Period]bool{}
	for _, row := range rows {
		periods[row.Group.Period] = true
	}
	wide := map[kpi.Period]bool{{}: true}
	for p := range periods {
		for q := range periods {
			wide[p] = wide[p] || !q.IsZero() && q != p && p.Contains(q)
		}
	}
	return wide
}

// anyTarget returns the first point with a target.
func anyTarget(points []point) (p point, ok bool) {
	for _, p := range points {
		if p.target != "" {
			return p, true
		}
	}
	return point{}, false
}

// points returns all figures.
func (t timeline) points() []point {
	var points []point
	for _, l := range t.lines {
		points = append(points, l.points...)
	}
	return points
}

// between returns periods in the order of time, with those that are missing
// between them: lines are broken there.
func between(labels map[kpi.Period]string) []kpi.Period {
	var known, times []kpi.Period
	for p := range labels {
		known = append(known, p)
	}
	slices.SortFunc(known, kpi.Period.Compare)
	for i, p := range known {
		if i > 0 {
			last := known[i-1]
			for length := last.To - last.From; len(times) <= maxPeriods && last.To+1+length < p.From; {
				last = kpi.Period{From: last.To + 1, To: last.To + 1 + length}
				times = append(times, last)
			}
		}
		times = append(times, p)
	}
	return times
}
