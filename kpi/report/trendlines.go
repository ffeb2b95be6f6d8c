package report

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// trender makes the table and the records of one indicator of a trend.
type trender struct {
	Trend
	course Course
	w      wording
	by     []kpi.Dimension
	groups []map[kpi.Group]kpi.Score // by step
	table  *Table
	flat   []func() [][]Cell // make the records of a row
	lines  []line            // of the rows, and last that of the total
}

// newTrender returns a trender of a course.
func newTrender(trend Trend, c Course, by []kpi.Dimension, w wording) *trender {
	t := &trender{Trend: trend, course: c, w: w, by: by}
	for _, step := range c.Steps {
		scores := map[kpi.Group]kpi.Score{}
		for _, s := range step.Card.Rows {
			scores[s.Group] = s
		}
		t.groups = append(t.groups, scores)
	}
	return t
}

// indicator returns the indicator of the course.
func (t *trender) indicator() kpi.Indicator { return t.course.Whole.Indicators[0] }

// build makes the table with the rows of a scorecard in their order, and the records. It
// returns those of the total.
func (t *trender) build(rows *kpi.Scorecard, name string, opts Options) (totals [][]Cell) {
	t.table = t.header(name)
	t.table.IsWhole = len(t.Trend.groups()) == 1 // else its row is one of those that other tables have
	t.table.RankLabel = rankLabel(t.w, opts.Sort, rows)
	steps := t.course.Steps
	for _, score := range kept(rows, opts) {
		l := t.follow(score.Group, func(step int) (kpi.Score, bool) { s, ok := t.groups[step][score.Group]; return s, ok })
		keys := t.w.keys(score.Group, t.by)
		fixed := keyCells(keys)
		if opts.Sort != "" {
			fixed = append(fixed, positive(score.rank))
		}
		t.lines, t.flat = append(t.lines, l), append(t.flat, func() [][]Cell { return t.records(l, fixed) })
		t.table.Rows = append(t.table.Rows, Row{Rank: score.rank, Keys: keys, Group: score.Group, Series: [][]Figure{l.series()}})
	}
	total := t.follow(kpi.Group{}, func(step int) (kpi.Score, bool) { return steps[step].Card.Total, true })
	axis := axisOf(t.lines)
	if !t.indicator().Plain() {
		axis = axisOf(append(slices.Clone(t.lines), total)) // it may be beyond the rows that are shown
	}
	for i, l := range t.lines {
		t.table.Rows[i].Cells = t.cells(l, axis)
	}
	number := func(f *Figure) string { return opts.Lang.Number(f.Shown) }
	if axis.low != nil {
		t.table.Legend = t.w.fill("trend.bars", "low", number(axis.low), "high", number(axis.high))
	}
	if t.indicator().Plain() {
		axis = axisOf([]line{total}) // a sum is larger than its terms
		if axis.low != nil && !t.table.IsWhole {
			t.table.Legend = strings.TrimSpace(t.table.Legend + " " + t.w.fill("trend.bars-total", "low", number(axis.low), "high", number(axis.high)))
		}
	}
	t.table.Total.Cells, t.table.Total.Series = t.cells(total, axis), [][]Figure{total.series()}
	t.lines = append(t.lines, total)
	return t.records(total, nil)
}

// header returns the table for people without its rows: a line of bars, a column for every
// period, the latest first, and the change over all of them where there are several.
func (t *trender) header(name string) *Table {
	table := t.w.keyed(name, t.by, t.course.Whole.Period)
	table.Columns = []Column{{Label: t.w.text("trend"), Kind: BarsColumn}}
	for _, step := range slices.Backward(t.course.Steps) {
		table.Columns = append(table.Columns, Column{Label: t.periodLabel(step.Period), Plain: t.indicator().Plain(), Lower: t.indicator().Better == kpi.Lower})
	}
	for _, step := range t.course.Steps {
		table.Months = append(table.Months, Key{step.Period.String(), t.periodLabel(step.Period)})
	}
	if t.isOverTime() {
		table.Columns = append(table.Columns, Column{Label: t.w.text("change-overall"), Kind: ChangeColumn})
	}
	return table
}

// cellReading returns what a cell has, and where the latest period is.
func (t *trender) cellReading() CellReading {
	more := t.w.text("trend.blank") + " " + t.w.text("trend.latest")
	if t.indicator().Plain() {
		return CellReading{t.w.text("trend.count"), false, more}
	}
	return CellReading{t.w.text("trend.rate"), true, more}
}

// reading returns what the marks of figures and changes mean.
func (t *trender) reading() (reading []string) {
	if slices.ContainsFunc(t.lines, func(l line) bool {
		return slices.ContainsFunc(l.points, func(p point) bool { return p.part && p.Defined() })
	}) {
		reading = append(reading, t.w.text("trend.part"))
	}
	if slices.ContainsFunc(t.lines, func(l line) bool {
		return l.others && l.change != nil || slices.ContainsFunc(l.points, func(p point) bool { return p.others && p.change != nil })
	}) {
		reading = append(reading, t.w.text("trend.others"))
	}
	return reading
}

// point is the figure of a row in one period.
type point struct {
	kpi.Result
	kpi.Coverage
	figure Figure
	part   bool
	change *Change // since the period before
	others bool    // the period before had rows of other units
}

// line is the points of a row, and the change from the first to the last.
type line struct {
	points []point
	change *Change
	others bool // the first and the last have rows of different units
}

// series returns the figures of a line.
func (l line) series() (figures []Figure) {
	for _, p := range l.points {
		figures = append(figures, p.figure)
	}
	return figures
}

// follow makes the line of a row. A figure of only some months of its period is not
// compared with others. Where each year begins anew, figures of different years are not
// compared either, and the change overall is that of the last year. It is from the first
// period to the last: where the row has no figure in one of these, there is none.
func (t *trender) follow(g kpi.Group, at func(step int) (kpi.Score, bool)) line {
	steps := t.course.Steps
	l := line{points: make([]point, len(steps))}
	first := 0 // of the change overall
	since := func(old, now point) (change *Change, others bool) {
		return t.w.change(old.Result, now.Result, t.indicator().Better), !slices.Equal(old.Units, now.Units)
	}
	from := func(i int) kpi.Month { return steps[i].Period.From }
	for i, step := range steps {
		p := &l.points[i]
		p.Coverage = step.Covered[g]
		if score, has := at(i); has {
			p.Result = score.Results[0]
		}
		p.figure = t.w.figure(p.Result)
		p.part = p.Months < step.Period.Months() || len(p.Short) > 0
		if p.part {
			continue
		}
		anew := i > 0 && t.Cumulative && step.Period.BeginsYear() && from(i) != from(i-1)
		if i > 0 && !anew && !l.points[i-1].part {
			p.change, p.others = since(l.points[i-1], *p)
		}
	}
	last := len(steps) - 1
	for t.Cumulative && from(first) != from(last) {
		first++
	}
	if first < last && !l.points[first].part && !l.points[last].part {
		l.change, l.others = since(l.points[first], l.points[last])
	}
	return l
}

// records returns a row for programs: one record for each period, from the first to the
// last.
func (t *trender) records(l line, keys []Cell) (records [][]Cell) {
	d := t.indicator()
	for i, p := range l.points {
		period := t.course.Steps[i].Period
		records = append(records, slices.Concat(keys, []Cell{word(d.ID, t.w.label(d.Labels)),
			word(period.String(), t.w.period(period)), integer(p.Months), integer(len(p.Units)), {Figure: &p.figure}, {Change: p.change},
		}))
	}
	return records
}

// cells returns a row for people, whose line of bars has an axis.
func (t *trender) cells(l line, a axis) []Cell {
	cells := []Cell{word("", l.spark(a))}
	for _, p := range slices.Backward(l.points) {
		c := Cell{Figure: &p.figure, Change: p.change, ChangeMark: othersMark(p.others), Mark: marks(p.Result)}
		if p.part && p.Defined() {
			c.Mark = "*" + c.Mark // of a figure of only some months of its period
		}
		if p.Months == 0 {
			c = Cell{}
		}
		cells = append(cells, c)
	}
	if t.isOverTime() {
		cells = append(cells, Cell{Change: l.change, ChangeMark: othersMark(l.others)})
	}
	return cells
}

// isOverTime reports whether there are periods to compare: of a single one there is no change.
func (t *trender) isOverTime() bool { return len(t.course.Steps) > 1 }
