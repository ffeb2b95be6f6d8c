package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Besides is what is beside the figures of a report: those of other periods.
type Besides struct {
	Period kpi.Period // that was asked for, of which the report may have only some months
	Own    Covered    // of the rows of the report itself
	Open   kpi.Day    // the day of a list on which the period of the report was not over; zero: it was
	Asides []Aside
}

// Covered returns what the rows about an indicator cover, by their groups.
type Covered func(indicator int) map[kpi.Group]kpi.Coverage

// Aside is one of the other periods, with the figures of the same groups.
type Aside struct {
	Is      kpi.Beside
	Period  kpi.Period     // zero: the period of the report has no such
	Card    *kpi.Scorecard // nil where the period has no rows
	Covered Covered
	IsLike  func(kpi.Indicator) bool              // whether the days that it counts are of one kind in both
	Reason  func(kpi.Group, kpi.Indicator) string // why it is not comparable for a group: the unit became another; "" if it is
	Open    kpi.Day                               // the day of a list on which this period was not over; zero: it was
}

// The standings of a figure that is beside another, for programs. One that is not known lacks
// counts, or there is nothing to divide by. A figure of only some months of its period, one of
// a period that was not over and one that is not comparable have no change; one of other
// units has.
const (
	besideBoth    = "comparable"
	besideUnknown = "unknown"
	besideOthers  = "others"
	besideUnlike  = notComparable
	besideOpen    = "open"
	besidePart    = "partial"
	besideMissing = "missing"
	besideNone    = "no-period"
)

// asideFigure is a figure of another period.
type asideFigure struct {
	kpi.Result
	figure   Figure
	change   *Change // from it to that of the report
	standing string
	reason   string // why there is no figure or no change, or of whom it is
	isWhole  bool   // the figure itself is of its whole period, and comparable
}

// besider puts figures of other periods beside those of a report.
type besider struct {
	Besides
	card   *kpi.Scorecard
	w      wording
	chosen []int
	rows   []placed
	lines  [][][]asideFigure // by chosen indicator, then by row and last of the total, then by aside
}

// newBesider returns a besider of the chosen indicators of some rows of a scorecard.
func newBesider(b Besides, card *kpi.Scorecard, chosen []int, rows []placed, w wording) *besider {
	m := &besider{Besides: b, card: card, w: w, chosen: chosen, rows: rows, lines: make([][][]asideFigure, len(chosen))}
	all := make([]kpi.Score, len(rows))
	for n, p := range rows {
		all[n] = p.Score
	}
	all = append(all, card.Total)
	for c := range chosen {
		m.lines[c] = make([][]asideFigure, len(all))
	}
	for _, a := range b.Asides {
		scores := map[kpi.Group]kpi.Score{}
		if a.Card != nil {
			for _, s := range a.Card.Rows {
				scores[s.Group] = s
			}
			scores[kpi.Group{}] = a.Card.Total
		}
		for c, i := range chosen {
			side := asideIndicator{Aside: a, indicator: i, scores: scores, own: b.Own(i)}
			if a.Card != nil {
				side.covered = a.Covered(i)
			}
			for n, s := range all {
				m.lines[c][n] = append(m.lines[c][n], m.of(side, s))
			}
		}
	}
	return m
}

// asideIndicator is an indicator in another period.
type asideIndicator struct {
	Aside
	indicator    int
	scores       map[kpi.Group]kpi.Score // with the total at the zero Group
	own, covered map[kpi.Group]kpi.Coverage
}

// of returns what is beside a figure of a row, or of the total, which has the zero Group.
func (m *besider) of(a asideIndicator, s kpi.Score) asideFigure {
	unlike := ""
	if a.Card != nil {
		unlike = m.unlike(a, s.Group)
	}
	if b, isNone := m.none(a, s.Group, unlike); isNone {
		return b
	}
	b := asideFigure{Result: a.scores[s.Group].Results[a.indicator], standing: besideBoth}
	b.figure = m.w.figure(b.Result)
	open := func(p kpi.Period, day kpi.Day) string {
		return m.w.fill("beside.open", "period", m.w.period(p), "day", m.w.resolved(kpi.DayKey(day)))
	}
	old, own := a.covered[s.Group], a.own[s.Group]
	isPart := m.part(old, a.Period)
	b.isWhole = isPart == "" && a.Open.IsZero() && unlike == ""
	switch ownPart := m.part(own, m.Period); {
	case isPart != "" || ownPart != "":
		b.standing, b.reason = besidePart, cmp.Or(isPart, ownPart)
	case !a.Open.IsZero():
		b.standing, b.reason = besideOpen, open(a.Period, a.Open)
	case !m.Open.IsZero():
		b.standing, b.reason = besideOpen, open(m.Period, m.Open)
	case unlike != "":
		b.standing, b.reason = besideUnlike, unlike
	case !slices.Equal(old.Units, own.Units):
		b.standing, b.reason = besideOthers, m.w.text("beside.others")
	}
	if m.isOtherCount(a) {
		b.Target, b.Verdict = nil, kpi.Unjudged // the target of a count is that of a period as long as the report's
		b.figure = m.w.figure(b.Result)
	}
	b.change = m.change(a, b, s.Results[a.indicator])
	if !b.Defined() && b.reason == "" {
		b.standing, b.reason = besideUnknown, m.w.unknown(a.Card, a.indicator, b.Result)
	}
	return b
}

// part returns what keeps the rows of a group from being of a whole period: months that no
// unit has, or that some lack; "" if nothing does.
func (m *besider) part(c kpi.Coverage, p kpi.Period) string {
	if c.Months < p.Months() {
		return m.w.fill("beside.part", "period", m.w.period(p), "n", strconv.Itoa(c.Months), "months", strconv.Itoa(p.Months()))
	}
	var names []string
	for _, u := range c.Short {
		names = append(names, u.Name())
	}
	if len(names) == 0 {
		return ""
	}
	return m.w.fill("beside.short", "period", m.w.period(p), "units", m.w.resolved(kpi.FewOf("units", names)))
}

// none returns what is beside a figure where there is no figure of the other period to
// compare with; isNone is false where there is one.
func (m *besider) none(a asideIndicator, g kpi.Group, unlike string) (b asideFigure, isNone bool) {
	out := func(standing, text, reason string) (asideFigure, bool) {
		f := m.w.figure(kpi.Result{})
		f.NA = m.w.text(text)
		return asideFigure{figure: f, standing: standing, reason: cmp.Or(reason, f.NA)}, true
	}
	_, has := a.scores[g]
	isCovered := a.covered[g].Months > 0
	switch {
	case a.Period.IsZero():
		return out(besideNone, "beside.none", "")
	case a.Card == nil:
		return out(besideMissing, "beside.missing", "")
	case !a.IsLike(m.card.Indicators[a.indicator]):
		return out(besideUnlike, "status."+notComparable, m.w.text("beside.days"))
	case !isCovered && unlike != "":
		return out(besideUnlike, "status."+notComparable, unlike)
	case !isCovered && has:
		return out(besideMissing, "beside.missing", "")
	case !isCovered:
		return out(besideMissing, "beside.absent", "")
	}
	return asideFigure{}, false
}

// unlike returns why an indicator of a group is not comparable with that of another period, or
// "" if it is. A total is not where one of its rows is not.
func (m *besider) unlike(a asideIndicator, g kpi.Group) string {
	d := m.card.Indicators[a.indicator]
	if g != (kpi.Group{}) {
		return kpi.Printable(a.Reason(g, d))
	}
	for _, s := range slices.Concat(m.card.Rows, a.Card.Rows) {
		if a.Reason(s.Group, d) != "" {
			return m.w.text("beside.apart")
		}
	}
	return ""
}

// change returns the change from a figure of another period to that of the report; nil where
// they are not comparable. A count of one month is none beside that of a year to date.
func (m *besider) change(a asideIndicator, b asideFigure, now kpi.Result) *Change {
	isLike := b.standing == besideBoth || b.standing == besideOthers
	if !isLike || m.isOtherCount(a) {
		return nil
	}
	return m.w.change(b.Result, now, m.card.Indicators[a.indicator].Better)
}

// isOtherCount reports whether a count is of a period of another length than that of the report.
func (m *besider) isOtherCount(a asideIndicator) bool {
	return m.card.Indicators[a.indicator].Plain() && a.Period.Months() != m.Period.Months()
}

// AddBeside adds the figures of other periods to a report of the same scorecard and options:
// a table for every chosen indicator, and fields of the records.
func (d *Document) AddBeside(b Besides, card *kpi.Scorecard, chosen []int, opts Options) {
	m := newBesider(b, card, chosen, kept(card, opts), newWording(d.Texts.Words, opts))
	for c := range chosen {
		d.Beside = append(d.Beside, m.table(c, d.Tables[0]))
	}
	if len(chosen) > 0 {
		dropBlank(d.Beside, 2)
		d.Reading.Marks = append(d.Reading.Marks, m.reading(d.Beside)...)
	}
	d.Machine.Records = m.records(d.Machine.Records, newCounts(card, b, m.rows, m.w).beside)
	periods := Object{}
	for _, a := range b.Asides {
		periods.add(a.Is.ID(), periodData(a.Period))
	}
	d.Machine.Facts = append(d.Machine.Facts, Fact{"beside", periods})
}

// table returns the table of an indicator: the figure of the report, those beside it, each
// with the change, and the targets. It has the keys of the table of the report.
func (m *besider) table(c int, of *Table) *Table {
	d := m.card.Indicators[m.chosen[c]]
	t := &Table{Name: m.w.label(d.Labels), By: of.By, Keys: of.Keys, RankLabel: of.RankLabel, TotalLabel: of.TotalLabel, IsWhole: of.IsWhole}
	t.Columns = []Column{figureColumn(d, m.w.periodKey(m.Period, "no-period").Label)}
	for _, a := range m.Asides {
		label := m.w.text("beside." + a.Is.String())
		if !a.Period.IsZero() {
			label += " (" + m.w.period(a.Period) + ")"
		}
		t.Columns = append(t.Columns, figureColumn(d, label), Column{Label: m.w.text("change"), Kind: ChangeColumn})
	}
	t.Columns = append(t.Columns, Column{Label: m.w.text("beside.target"), Kind: NumberColumn}, Column{Label: m.w.text("note"), Kind: NoteColumn})
	has := map[kpi.Group]bool{}
	for _, row := range of.Rows {
		has[row.Group] = true
	}
	for n, p := range m.rows {
		isDefined := func(b asideFigure) bool { return b.Defined() }
		if isLeftOut := len(has) > 0 && !has[p.Group]; isLeftOut && !p.Results[m.chosen[c]].Defined() && !slices.ContainsFunc(m.lines[c][n], isDefined) {
			continue
		}
		t.Rows = append(t.Rows, Row{Rank: p.rank, Group: p.Score.Group, Keys: m.w.keys(p.Score.Group, of.By), Cells: m.cells(c, p.Results, m.lines[c][n])})
	}
	t.Total = Row{Cells: m.cells(c, m.card.Total.Results, m.lines[c][len(m.rows)])}
	return t
}

// dropBlank leaves out of tables of the same columns the last ones, those of targets and of
// notes, where they are blank in all.
func dropBlank(tables []*Table, last int) {
	for c := len(tables[0].Columns) - 1; last > 0; c, last = c-1, last-1 {
		isBlank := func(r Row) bool { return r.Cells[c].Key.Label == "" }
		if slices.ContainsFunc(tables, func(t *Table) bool {
			return slices.ContainsFunc(t.All(), func(r Row) bool { return !isBlank(r) })
		}) {
			continue
		}
		for _, t := range tables {
			t.Columns = slices.Delete(t.Columns, c, c+1)
			for i := range t.Rows {
				t.Rows[i].Cells = slices.Delete(t.Rows[i].Cells, c, c+1)
			}
			t.Total.Cells = slices.Delete(t.Total.Cells, c, c+1)
		}
	}
}

// cells returns the cells of a row.
func (m *besider) cells(c int, results []kpi.Result, line []asideFigure) []Cell {
	d, now := m.card.Indicators[m.chosen[c]], results[m.chosen[c]]
	cells := []Cell{m.w.cell(now)}
	var notes []string
	for n, b := range line {
		figure := Cell{Figure: &b.figure, Mark: marks(b.Result)}
		if b.standing == besidePart && b.Defined() && !b.isWhole {
			figure.Mark = "*" + figure.Mark
		}
		change := Cell{Change: b.change, ChangeMark: othersMark(b.standing == besideOthers)}
		if b.standing == besideUnlike && b.figure.NA != m.w.text("status."+notComparable) {
			change = textCell(m.w.text("status." + notComparable))
		}
		cells = append(cells, figure, change)
		if isShown := b.figure.NA == b.reason || b.standing == besideOthers && b.change != nil; b.reason != "" && !isShown {
			notes = append(notes, m.w.text("beside."+m.Asides[n].Is.String())+": "+b.reason)
		}
	}
	target := ""
	if now.Target != nil {
		target = sign(d) + " " + Percent(now.Target.Threshold, d.Plain(), m.w.lang)
	}
	return append(cells, textCell(target), textCell(strings.Join(notes, "; ")))
}

// sign returns what a figure of an indicator is to be: at least, or at most, its target.
func sign(d kpi.Indicator) string {
	if d.Better == kpi.Lower {
		return "≤"
	}
	return "≥"
}

// reading explains the tables: what a change is, which period is which, and the marks.
func (m *besider) reading(tables []*Table) []string {
	lines := []string{m.w.text("beside.reading")}
	has := func(is func(Cell) bool) bool {
		return slices.ContainsFunc(tables, func(t *Table) bool {
			return slices.ContainsFunc(t.All(), func(r Row) bool { return slices.ContainsFunc(r.Cells, is) })
		})
	}
	if has(func(c Cell) bool { return strings.HasPrefix(c.Mark, "*") }) {
		lines = append(lines, m.w.text("trend.part"))
	}
	if has(func(c Cell) bool { return c.Change != nil && c.ChangeMark != "" }) {
		lines = append(lines, m.w.text("beside.marked"))
	}
	return lines
}
