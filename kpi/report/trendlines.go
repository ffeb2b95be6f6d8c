package report

import (
	"iter"
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
	table  *Table
	flat   []func() [][]Cell // make the records of a row

	hasPart, hasOthers bool // marks of cells that the reading explains
}

// newTrender returns a trender of a course.
func newTrender(trend Trend, c Course, by []kpi.Dimension, w wording) *trender {
	return &trender{Trend: trend, course: c, w: w, by: by}
}

// indicator returns the indicator of the course.
func (t *trender) indicator() kpi.Indicator { return t.course.Whole.Indicators[0] }

// build makes the table with the rows of a scorecard in their order, and the records. It
// returns those of the total. Of rows that are in records alone no line is kept: each is made
// when its records are reached.
func (t *trender) build(rows *kpi.Scorecard, name string, opts Options) (totals [][]Cell) {
	t.table = t.header(name)
	t.table.IsWhole = len(t.Trend.groups()) == 1 // else its row is one of those that other tables have
	t.table.RankLabel = rankLabel(t.w, opts.Sort, rows)
	shown, total := kept(rows, opts), t.follow(nil)
	var axis axis
	if !opts.Records {
		axis = t.axis(shown)
	}
	for _, score := range shown {
		made := func() line { return t.follow(&score.Group) }
		if !opts.Records {
			l := made()
			made = func() line { return l }
			t.table.Rows = append(t.table.Rows, Row{Rank: score.rank, Keys: t.w.keys(score.Group, t.by), Group: score.Group,
				Cells: t.cells(l, axis), Series: [][]Figure{l.figures}})
		}
		t.flat = append(t.flat, func() [][]Cell {
			fixed := keyCells(t.w.keys(score.Group, t.by))
			if opts.Sort != "" {
				fixed = append(fixed, positive(score.rank))
			}
			return t.records(made(), fixed)
		})
	}
	if opts.Records {
		return t.records(total, nil)
	}
	number := func(r *kpi.Result) string { return opts.Lang.Number(t.w.figure(*r).Shown) }
	if axis.low != nil {
		t.table.Legend = t.w.fill("trend.bars", "low", number(axis.low), "high", number(axis.high))
	}
	if t.indicator().Plain() {
		axis = axisOf(total.results()) // a sum is larger than its terms
		if axis.low != nil && !t.table.IsWhole {
			t.table.Legend = strings.TrimSpace(t.table.Legend + " " + t.w.fill("trend.bars-total", "low", number(axis.low), "high", number(axis.high)))
		}
	}
	t.table.Total.Cells, t.table.Total.Series = t.cells(total, axis), [][]Figure{total.figures}
	return t.records(total, nil)
}

// axis returns the axis of the lines of some rows; that of rates holds the total too, which may
// be beyond the rows that are shown.
func (t *trender) axis(shown []placed) axis {
	return axisOf(func(yield func(*kpi.Result) bool) {
		for _, step := range t.course.Steps {
			for _, row := range shown {
				if s := step.Card.Row(row.Group); s != nil && !yield(&s.Results[0]) {
					return
				}
			}
			if !t.indicator().Plain() && !yield(&step.Card.Total.Results[0]) {
				return
			}
		}
	})
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
	if t.hasPart {
		reading = append(reading, t.w.text("trend.part"))
	}
	if t.hasOthers {
		reading = append(reading, t.w.text("trend.others"))
	}
	return reading
}

// point is the figure of a row in one period.
type point struct {
	*kpi.Result
	*kpi.Coverage
	part   bool
	change *Change // since the period before
	others bool    // the period before had rows of other units
}

// line is the points of a row with their figures, and the change from the first to the last.
type line struct {
	points  []point
	figures []Figure
	change  *Change
	others  bool // the first and the last have rows of different units
}

// results gives the results of a line.
func (l line) results() iter.Seq[*kpi.Result] {
	return func(yield func(*kpi.Result) bool) {
		for _, p := range l.points {
			if !yield(p.Result) {
				return
			}
		}
	}
}

// at returns the result of a row in a period and what it covers; of nil, those of the total.
func (s Step) at(g *kpi.Group) (*kpi.Result, *kpi.Coverage) {
	n := len(s.Card.Rows)
	if g == nil {
		return &s.Card.Total.Results[0], s.Covered[n]
	}
	n, ok := s.Card.RowIndex(*g)
	if !ok {
		return &kpi.Result{}, &kpi.Coverage{}
	}
	return &s.Card.Rows[n].Results[0], s.Covered[n]
}

// follow makes the line of a row, or of the total for nil. A figure of only some months of its
// period is not compared with others. Where each year begins anew, figures of different years
// are not compared either, and the change overall is that of the last year. It is from the
// first period to the last: where the row has no figure in one of these, there is none.
func (t *trender) follow(g *kpi.Group) line {
	steps := t.course.Steps
	l := line{points: make([]point, len(steps)), figures: make([]Figure, len(steps))}
	first := 0 // of the change overall
	since := func(old, now point) (change *Change, others bool) {
		return t.w.change(*old.Result, *now.Result, t.indicator().Better), !slices.Equal(old.Units, now.Units)
	}
	from := func(i int) kpi.Month { return steps[i].Period.From }
	for i, step := range steps {
		p := &l.points[i]
		p.Result, p.Coverage = step.at(g)
		l.figures[i] = t.w.figure(*p.Result)
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
			word(period.String(), t.w.period(period)), integer(p.Months), integer(len(p.Units)), {Figure: &l.figures[i]}, {Change: p.change},
		}))
	}
	return records
}

// cells returns a row for people, whose line of bars has an axis.
func (t *trender) cells(l line, a axis) []Cell {
	cells := make([]Cell, 0, len(l.points)+2)
	cells = append(cells, word("", l.spark(a)))
	for i, p := range slices.Backward(l.points) {
		t.hasPart = t.hasPart || p.part && p.Defined()
		t.hasOthers = t.hasOthers || p.others && p.change != nil
		c := Cell{Figure: &l.figures[i], Change: p.change, ChangeMark: othersMark(p.others), Mark: marks(*p.Result)}
		if p.part && p.Defined() {
			c.Mark = "*" + c.Mark // of a figure of only some months of its period
		}
		if p.Months == 0 {
			c = Cell{}
		}
		cells = append(cells, c)
	}
	t.hasOthers = t.hasOthers || l.others && l.change != nil
	if t.isOverTime() {
		cells = append(cells, Cell{Change: l.change, ChangeMark: othersMark(l.others)})
	}
	return cells
}

// isOverTime reports whether there are periods to compare: of a single one there is no change.
func (t *trender) isOverTime() bool { return len(t.course.Steps) > 1 }
