package report

import (
	"cmp"
	"slices"
	"strconv"

	"cchc/kpi"
)

// Step is a period of a trend.
type Step struct {
	Period  kpi.Period
	Card    *kpi.Scorecard  // of its entries: figures alone, no tallies of rows
	Covered []*kpi.Coverage // of the rows of the scorecard, and last of all entries
}

// Course is an indicator over the periods of the entries that are about it.
type Course struct {
	Whole *kpi.Scorecard // of all periods together; the indicator is its first, its family follows
	Steps []Step
}

// Trend is some indicators over time.
type Trend struct {
	Every      kpi.Length
	Cumulative bool // every period begins with its year
	Courses    []Course
	Sorted     *Course // by whose last period the rows are sorted; nil: by their names
}

// Steps divides a ledger into the periods of a trend and scores an indicator in each;
// where cumulative holds, each with those before it in its year. exists is that of
// [kpi.Ledger.Covered].
func Steps(l *kpi.Ledger, every kpi.Length, cumulative bool, by []kpi.Dimension, d kpi.Indicator, targets []kpi.Target, exists func(kpi.Unit, kpi.Month) bool) ([]Step, error) {
	var steps []Step
	last := map[kpi.Group]*kpi.Coverage{} // of the steps before: most are alike
	for _, p := range every.Divide(l.Span()) {
		if cumulative {
			p = p.ToDate()
		}
		part := l.During(p)
		card, err := part.Score(by, []kpi.Indicator{d}, targets)
		if err != nil {
			return nil, err
		}
		covered, step := part.Covered(by, exists), Step{Period: p, Card: card}
		step.Covered = make([]*kpi.Coverage, 0, len(card.Rows)+1)
		for i, s := range card.Rows {
			c := covered[s.Group]
			if before := last[s.Group]; before == nil || !before.Equal(c) {
				last[s.Group] = &c
			}
			step.Covered = append(step.Covered, last[s.Group])
			card.Rows[i].Tally = kpi.Tally{} // counts of as many scorecards as periods take much memory
		}
		all := covered[kpi.Group{}]
		step.Covered = append(step.Covered, &all)
		steps = append(steps, step)
	}
	return steps, nil
}

// Latest returns the scorecard of the last period.
func (c Course) Latest() *kpi.Scorecard { return c.Steps[len(c.Steps)-1].Card }

// standing returns the rows of a course with the figures that they are sorted by.
func (t Trend) standing(c Course) *kpi.Scorecard {
	if t.Sorted == nil {
		return c.Whole
	}
	last := map[kpi.Group]kpi.Result{}
	for _, s := range t.Sorted.Latest().Rows {
		last[s.Group] = s.Results[0]
	}
	return standing(c.Whole, t.Sorted.Whole.Indicators[0], func(g kpi.Group) kpi.Result { return last[g] })
}

// groups returns the groups of all courses, in order, each once.
func (t Trend) groups() (groups []kpi.Group) {
	has := map[kpi.Group]bool{}
	for _, c := range t.Courses {
		for _, s := range c.Whole.Rows {
			if !has[s.Group] {
				has[s.Group], groups = true, append(groups, s.Group)
			}
		}
	}
	return groups
}

// absent returns notes on the groups that other courses have and a course has not: its table
// has no rows of them, and its total is not of them.
func (t Trend) absent(c Course) []kpi.Finding {
	d, all := c.Whole.Indicators[0], *c.Whole
	lacking := kpi.Result{}
	for _, m := range d.Needs() {
		lacking.Gaps = append(lacking.Gaps, kpi.Gap{Measure: m})
	}
	all.Rows = slices.Clone(all.Rows)
	has := map[kpi.Group]bool{}
	for _, s := range c.Whole.Rows {
		has[s.Group] = true
	}
	for _, g := range t.groups() {
		if !has[g] {
			all.Rows = append(all.Rows, kpi.Score{Group: g, Results: []kpi.Result{lacking}})
		}
	}
	if len(all.Rows) == len(c.Whole.Rows) {
		return nil
	}
	only := all
	only.Rows = all.Rows[len(c.Whole.Rows):]
	only.Total.Results = []kpi.Result{{Known: true, Ratio: kpi.Ratio{Den: 1, Plain: d.Plain()}}} // it has notes of its own
	return append(unknown(&only, 0), totalPartial(&all, 0, len(c.Whole.Rows)))
}

// TrendNotes returns notes on the figures of a trend: which are not known and why, which
// targets cannot be judged, of which units an indicator has no rows, where definitions differ,
// and how many rows are left out.
func TrendNotes(t Trend, opts Options) []kpi.Finding {
	var notes []kpi.Finding
	families := map[string]bool{}
	for _, c := range t.Courses {
		if family := c.Whole.Indicators[0].Family; !families[family] {
			families[family] = true
			notes = append(notes, differing(c.Whole, []int{0})...)
		}
		notes = append(notes, t.absent(c)...)
		for _, step := range c.Steps {
			if len(step.Card.Rows) == 0 {
				continue // a gap is blank, and a finding of its own
			}
			card := dated(step.Card, step.Period)
			notes = append(append(notes, unknown(card, 0)...), unjudged(card, 0)...)
		}
	}
	return append(notes, t.leftOut(opts)...)
}

// leftOut returns notes on the rows that the tables leave out: one where all leave out as
// many of as many.
func (t Trend) leftOut(opts Options) (notes []kpi.Finding) {
	isSame := true
	for _, c := range t.Courses {
		of := RowsLeftOut(t.standing(c), kpi.Printable(c.Whole.Indicators[0].Labels.In(opts.Lang)), opts)
		notes = append(notes, of...)
		isSame = isSame && len(of) == 1 && of[0].Args.Value("count") == notes[0].Args.Value("count") && of[0].Args.Value("rows") == notes[0].Args.Value("rows")
	}
	if isSame {
		return RowsLeftOut(t.standing(t.Courses[0]), "", opts)
	}
	return notes
}

// BuildTrend makes the document of a trend: a table for every indicator, with its series
// from the first period to the last.
func BuildTrend(trend Trend, files []kpi.File, findings []kpi.Finding, words Words, opts Options) *Document {
	w := newWording(words, opts)
	all := trend.Courses[0].Whole
	var definitions []Definition
	for _, c := range trend.Courses {
		all = union(c.Whole, all)
		definitions = append(definitions, w.definitions(c.Whole, []int{0})...)
	}
	by := keyDimensions(all)
	d := w.study("kpi.trend/2", definitions, files, findings, opts)
	pace := w.text("pace." + trend.Every.String())
	if trend.Cumulative {
		pace += " · " + w.text("to-date")
	}
	span := kpi.Period{}
	for _, c := range trend.Courses {
		span = span.Span(c.Whole.Period)
	}
	figure := w.text("page.value")
	if len(definitions) == 1 {
		figure = definitions[0].Label
	}
	d.Machine.Facts = trend.facts(by, definitions)
	d.Machine.Records.Fields = trendFields(w, by, figure, opts.Sort != "")
	var records []func() [][]Cell
	var reading []string
	for _, c := range trend.Courses {
		t := newTrender(trend, c, by, w)
		total := t.build(trend.standing(c), w.label(c.Whole.Indicators[0].Labels), opts)
		records, d.Machine.Records.Totals = append(records, t.flat...), append(d.Machine.Records.Totals, total...)
		d.Tables = append(d.Tables, t.table)
		if cell := t.cellReading(); !slices.Contains(d.Reading.Cells, cell) {
			d.Reading.Cells = append(d.Reading.Cells, cell)
		}
		for _, line := range t.reading() {
			if !slices.Contains(reading, line) {
				reading = append(reading, line)
			}
		}
	}
	d.Machine.Records.Rows = made(records)
	places := append([]string{opts.Heading.Province}, w.arrangedStudy(d.Tables, all)...)
	d.Title = pace + " · " + w.title(span, len(files), places...)
	d.Reading.Marks, d.Reading.Targets = append(reading, w.judgedReading(d.Tables)...), w.targetLine(trend.cards(), []int{0})
	return d
}

// cards returns the scorecards of all periods of all courses.
func (t Trend) cards() (cards []*kpi.Scorecard) {
	for _, c := range t.Courses {
		for _, step := range c.Steps {
			cards = append(cards, step.Card)
		}
	}
	return cards
}

// facts returns what a trend is about, for programs.
func (t Trend) facts(by []kpi.Dimension, definitions []Definition) []Fact {
	var ids, names []string
	var periods []kpi.Period
	for n, c := range t.Courses {
		ids = append(ids, definitions[n].ID)
		for _, step := range c.Steps {
			if !slices.Contains(periods, step.Period) {
				periods = append(periods, step.Period)
			}
		}
	}
	slices.SortFunc(periods, func(a, b kpi.Period) int { return cmp.Or(cmp.Compare(a.To, b.To), a.Compare(b)) })
	for _, p := range periods {
		names = append(names, p.String())
	}
	return []Fact{{"indicators", ids}, {"every", t.Every.String()}, {"cumulative", t.Cumulative}, {"by", dimensionIDs(by)}, {"periods", names}}
}

// trendFields returns the fields of the records of a trend.
func trendFields(w wording, by []kpi.Dimension, figure string, ranked bool) []Field {
	period := w.periodField()
	period.IsKey = false // totals have periods too
	fields := w.keyFields(by)
	if ranked {
		rank := simple("rank", w.text("rank"), NumberField)
		rank.IsKey = true
		fields = append(fields, rank)
	}
	return append(fields, simple("indicator", w.text("indicator"), TextField), period, simple("months", w.text("months"), NumberField),
		simple("units", w.text("units"), NumberField), w.figureField("", figure), simple("change", w.text("change"), ChangeField))
}

// periodLabel returns the header of a period. A year to date is named by its months, with
// the year where there are several.
func (t *trender) periodLabel(p kpi.Period) string {
	if !t.Cumulative {
		return t.w.period(p)
	}
	name, ofYear := "to-date.months", "to-date.months-of"
	switch p.Months() {
	case 1:
		name, ofYear = "to-date.month", "to-date.month-of"
	case 12:
		name, ofYear = "to-date.year", "to-date.year-of"
	}
	if first, last := t.course.Steps[0].Period.To, t.course.Steps[len(t.course.Steps)-1].Period.To; first.Year() != last.Year() {
		name = ofYear
	}
	return t.w.fill(name, "n", strconv.Itoa(p.Months()), "year", strconv.Itoa(p.To.Year()))
}
