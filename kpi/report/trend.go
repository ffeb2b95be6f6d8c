package report

import (
	"slices"

	"cchc/kpi"
)

// Step is a period of a trend.
type Step struct {
	Period  kpi.Period
	Card    *kpi.Scorecard // of its entries
	Covered map[kpi.Group]kpi.Coverage
}

// Trend is the first indicator of the scorecards over some periods.
type Trend struct {
	Every      kpi.Length
	Cumulative bool // every period begins with its year
	Steps      []Step
}

// Steps divides a ledger into the periods of a trend and scores an indicator in each;
// where cumulative holds, each with those before it in its year.
func Steps(l *kpi.Ledger, every kpi.Length, cumulative bool, by []kpi.Dimension, d kpi.Indicator) ([]Step, error) {
	var steps []Step
	for _, p := range every.Divide(l.Span()) {
		if cumulative {
			p = p.ToDate()
		}
		part := l.Select(func(e *kpi.Entry) bool { return p.Contains(e.Period) })
		card, err := part.Score(by, []kpi.Indicator{d}, nil)
		if err != nil {
			return nil, err
		}
		steps = append(steps, Step{p, card, part.Covered(by)})
	}
	return steps, nil
}

// TrendNotes returns notes on the figures of a trend: which are not known and why, and
// where definitions differ.
func TrendNotes(whole *kpi.Scorecard, t Trend) []kpi.Finding {
	notes := differing(whole, []int{0})
	for _, step := range t.Steps {
		if len(step.Card.Rows) == 0 {
			continue // a gap is blank, and a finding of its own
		}
		notes = append(notes, unknown(dated(step.Card, step.Period), 0)...)
	}
	return notes
}

// trender makes a study of a trend.
type trender struct {
	Trend
	w      wording
	by     []kpi.Dimension
	better kpi.Better
	groups []map[kpi.Group]kpi.Score // by step
}

// BuildTrend makes the study of a trend. The scorecard is that of all periods together,
// which has every row, and the family of the indicator.
func BuildTrend(whole *kpi.Scorecard, trend Trend, files []kpi.File, findings []kpi.Finding, words Words, opts Options) *Document {
	d, w := whole.Indicators[0], newWording(words, opts)
	t := &trender{Trend: trend, w: w, by: keyDimensions(whole), better: d.Better}
	for _, step := range trend.Steps {
		scores := map[kpi.Group]kpi.Score{}
		for _, s := range step.Card.Rows {
			scores[s.Group] = s
		}
		t.groups = append(t.groups, scores)
	}
	s := w.study("kpi.trend/1", whole, []int{0}, files, findings, opts)
	label, id := s.Evidence.Definitions[0].Label, s.Evidence.Definitions[0].ID
	pace := w.text("pace." + t.Every.String())
	if t.Cumulative {
		pace += " · " + w.text("to-date")
	}
	s.Title = label + " · " + pace + " · " + w.title(whole.Period, len(files), opts.Heading.Province)
	table, periods := t.table(whole.Period)
	s.Facts = []Fact{{"indicator", id}, {"every", t.Every.String()}, {"cumulative", t.Cumulative}, {"by", dimensionIDs(t.by)}, {"periods", periods}}
	s.Flat.Fields = append(w.keyFields(t.by), w.periodField())
	s.Flat.Fields[len(t.by)].IsKey = false // totals have periods too
	s.Flat.Fields = append(s.Flat.Fields, simple("months", w.text("months"), NumberField), simple("units", w.text("units"), NumberField),
		w.figureField("", label), simple("change", w.text("change"), ChangeField))
	var lines []line
	var records [][]Cell
	for _, score := range sorted(whole, opts) {
		l := t.follow(score.Group, func(step int) (kpi.Score, bool) { s, ok := t.groups[step][score.Group]; return s, ok })
		lines = append(lines, l)
		keys := w.keys(score.Group, t.by)
		records = append(records, t.records(l, keyCells(keys))...)
		table.Rows = append(table.Rows, Row{Keys: keys, Cells: t.cells(l), Group: score.Group})
	}
	total := t.follow(kpi.Group{}, func(step int) (kpi.Score, bool) { return t.Steps[step].Card.Total, true })
	s.Flat.Rows, s.Flat.Totals = slices.Values(records), t.records(total, nil)
	table.Total.Cells = t.cells(total)
	axis := axisOf(lines)
	for i, l := range lines {
		table.Rows[i].Cells = append(table.Rows[i].Cells, word("", l.spark(axis)))
	}
	own := axis
	if d.Plain() {
		own = axisOf([]line{total}) // a sum is larger than its terms
	}
	table.Total.Cells = append(table.Total.Cells, word("", total.spark(own)))
	if axis.low != nil {
		number := func(f *Figure) string { return opts.Lang.Number(f.Shown) }
		table.Legend = w.fill("trend.bars", "low", number(axis.low), "high", number(axis.high))
	}
	s.Tables, s.Reading = []*Table{table}, t.reading(append(lines, total), d.Plain())
	return s
}

// reading returns how to read the figures: what a cell has, and its marks.
func (t *trender) reading(lines []line, plain bool) []string {
	reading := []string{t.w.text("trend.rate")}
	if plain {
		reading = []string{t.w.text("trend.count")}
	}
	if slices.ContainsFunc(lines, func(l line) bool {
		return slices.ContainsFunc(l.points, func(p point) bool { return p.part && p.Defined() })
	}) {
		reading = append(reading, t.w.text("trend.part"))
	}
	if slices.ContainsFunc(lines, func(l line) bool {
		return l.others && l.change != nil || slices.ContainsFunc(l.points, func(p point) bool { return p.others && p.change != nil })
	}) {
		reading = append(reading, t.w.text("trend.others"))
	}
	return reading
}

// table returns the table for people without its rows, and the periods: a column for every
// period, the change over all of them, and a line of bars.
func (t *trender) table(whole kpi.Period) (table *Table, periods []string) {
	table = t.w.keyed("", t.by, whole)
	for _, step := range t.Steps {
		table.Columns = append(table.Columns, Column{Label: t.w.period(step.Period)})
		periods = append(periods, step.Period.String())
	}
	table.Columns = append(table.Columns, Column{Label: t.w.text("change-overall"), Kind: ChangeColumn}, Column{Label: t.w.text("trend"), Kind: BarsColumn})
	return table, periods
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

// follow makes the line of a row. A figure of only some months of its period is not
// compared with others. Where each year begins anew, figures of different years are not
// compared either, and the change overall is that of the last year.
func (t *trender) follow(g kpi.Group, at func(step int) (kpi.Score, bool)) line {
	l := line{points: make([]point, len(t.Steps))}
	var compared []int // the points of the change overall
	since := func(old, now point) (change *Change, others bool) {
		return t.w.change(old.Result, now.Result, t.better), !slices.Equal(old.Units, now.Units)
	}
	from := func(i int) kpi.Month { return t.Steps[i].Period.From }
	for i, step := range t.Steps {
		p := &l.points[i]
		p.Coverage = step.Covered[g]
		if score, has := at(i); has {
			p.Result = score.Results[0]
		}
		p.figure = t.w.figure(p.Result)
		p.part = p.Months < step.Period.Months()
		if p.part {
			continue
		}
		anew := i > 0 && t.Cumulative && step.Period.BeginsYear() && from(i) != from(i-1)
		if i > 0 && !anew && !l.points[i-1].part {
			p.change, p.others = since(l.points[i-1], *p)
		}
		if !p.Defined() {
			continue
		}
		if len(compared) > 0 && t.Cumulative && from(compared[0]) != from(i) {
			compared = nil
		}
		compared = append(compared, i)
	}
	if n := len(compared); n > 1 {
		l.change, l.others = since(l.points[compared[0]], l.points[compared[n-1]])
	}
	return l
}

// records returns a row for programs: one record for each period.
func (t *trender) records(l line, keys []Cell) (records [][]Cell) {
	for i, p := range l.points {
		period := t.Steps[i].Period
		records = append(records, slices.Concat(keys, []Cell{
			word(period.String(), t.w.period(period)), integer(p.Months), integer(len(p.Units)), {Figure: &p.figure}, {Change: p.change},
		}))
	}
	return records
}

// cells returns a row for people without its line of bars.
func (t *trender) cells(l line) (cells []Cell) {
	marks := map[bool]string{true: "†"} // of a change between periods that have rows of other units
	for _, p := range l.points {
		c := Cell{Figure: &p.figure, Change: p.change, ChangeMark: marks[p.others]}
		if p.part && p.Defined() {
			c.Mark = "*" // of a figure of only some months of its period
		}
		if p.Months == 0 {
			c = Cell{}
		}
		cells = append(cells, c)
	}
	return append(cells, Cell{Change: l.change, ChangeMark: marks[l.others]})
}
