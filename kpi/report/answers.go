package report

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Scorer computes the figures that a document asks for, and those of the periods beside them,
// by some dimensions. The indicators are those of the report, then others.
type Scorer func(by []kpi.Dimension) (*kpi.Scorecard, Besides, error)

// Answer is what a field of a document becomes: a text in a line, and its number where a
// sheet is to have one, or what takes a paragraph of its own.
type Answer struct {
	Text     string
	Number   string    // exact, with a decimal point: of a rate and its change the fraction of 1; "" for none
	Passages []Passage // headings, paragraphs and items
	Tables   []*Table  // below each other
	Chart    *Document // of one indicator, to be drawn
	IsUsual  bool      // the picture is that of a report whose query names nothing
	Reading  []string  // what the marks in the tables mean
	Why      string    // why there is no figure, or of whom it is, for the one who fills the document
	IsDoubt  bool      // there is a figure, of other units than that of the report
}

// Answers answers what the fields of a document ask for.
type Answers struct {
	doc    *Document
	text   []Passage // the figures of the report
	chosen int       // how many of the indicators are those of the report
	score  Scorer
	unit   func(name string) (kpi.Unit, error) // of a name
	opts   Options
	w      wording
	views  map[string]*view
}

// view is figures by some dimensions.
type view struct {
	card *kpi.Scorecard
	m    *besider
	rows []placed
}

// NewAnswers returns the answers to the fields of a document, with the figures of the report as
// a text. So many of the first indicators of the scorer are those of the report; unit finds
// the unit of a name.
func NewAnswers(doc *Document, text []Passage, chosen int, score Scorer, unit func(name string) (kpi.Unit, error), opts Options) *Answers {
	opts.Sort, opts.Top, opts.Profile = "", 0, nil
	return &Answers{doc: doc, text: text, chosen: chosen, score: score, unit: unit, opts: opts, w: newWording(doc.Texts.Words, opts), views: map[string]*view{}}
}

// Of answers a query. The error is that of one which cannot be answered: there is no such
// indicator or unit, or it has no such part.
func (a *Answers) Of(q Query) (Answer, error) {
	switch q.Name {
	case querySentences:
		return Answer{Passages: a.text}, nil
	case queryDefinitions:
		return Answer{Passages: a.definitions()}, nil
	case queryNotes:
		return a.notes(), nil
	case queryPeriod:
		return a.period(q)
	case queryOffice:
		return a.named(a.doc.Heading.Office, "field.dots", "field.no-office"), nil
	case queryTitle:
		return Answer{Text: a.doc.Name()}, nil
	case queryProvince:
		return a.named(a.doc.Heading.Province, "na", "field.no-province"), nil
	case queryScope:
		return a.scope()
	case queryFiles:
		n := strconv.Itoa(len(a.doc.Evidence.Inputs))
		return Answer{Text: Localise(n, a.w.lang), Number: n}, nil
	case queryTable:
		return a.table(q)
	case queryChart:
		return a.chart(q)
	}
	return a.figure(q)
}

// named answers a name; blank is the text in the place of one that is not known.
func (a *Answers) named(name, blank, why string) Answer {
	if name == "" {
		return Answer{Text: a.w.text(blank), Why: a.w.text(why)}
	}
	return Answer{Text: kpi.Printable(name)}
}

// scope answers whom the report is of: the province, and its rows if these are few, else how
// many they are.
func (a *Answers) scope() (Answer, error) {
	const few = 5
	v, err := a.view()
	if err != nil {
		return Answer{}, err
	}
	rows := a.w.fill("scope.units", "n", Integer(len(v.rows), a.w.lang))
	if len(v.rows) <= few {
		var names []string
		for _, p := range v.rows {
			names = append(names, Row{Keys: a.w.keys(p.Group, keyDimensions(v.card))}.Name())
		}
		rows = strings.Join(names, ", ")
	}
	if province := kpi.Printable(a.doc.Heading.Province); province != "" {
		return Answer{Text: province + ": " + rows}, nil
	}
	return Answer{Text: rows}, nil
}

// view returns the figures of all indicators by some dimensions.
func (a *Answers) view(by ...kpi.Dimension) (*view, error) {
	key := strings.Join(dimensionIDs(by), ",")
	if v := a.views[key]; v != nil {
		return v, nil
	}
	card, besides, err := a.score(by)
	if err != nil {
		return nil, err
	}
	all := make([]int, len(card.Indicators))
	for i := range all {
		all[i] = i
	}
	rows := kept(card, a.opts)
	a.views[key] = &view{card, newBesider(besides, card, all, rows, a.w), rows}
	return a.views[key], nil
}

// period answers the period of the report, or one beside it.
func (a *Answers) period(q Query) (Answer, error) {
	v, err := a.view()
	if err != nil {
		return Answer{}, err
	}
	if q.Beside == "" {
		if v.m.Period.IsZero() {
			return a.named("", "no-period", "no-period"), nil
		}
		return Answer{Text: a.periodName(v.m.Period)}, nil
	}
	for _, s := range v.m.Asides {
		if s.Is.String() == q.Beside && !s.Period.IsZero() {
			return Answer{Text: a.periodName(s.Period)}, nil
		}
	}
	return a.named("", "na", "beside.none"), nil
}

// periodName writes a period as a document does: in English it is written as in tables.
func (a *Answers) periodName(p kpi.Period) string {
	if a.w.lang == kpi.Vietnamese {
		return a.w.periodName(p)
	}
	return a.w.period(p)
}

// named returns the index of what the name of a figure means: an indicator, or the count of a
// measure. Where both have one name, it is the measure that has a count.
func named(card *kpi.Scorecard, q Query) (int, error) {
	indicator, measure := indicatorIndex(card, q.Name), indicatorIndex(card, kpi.CountID(q.Name))
	switch {
	case indicator < 0 && measure < 0:
		return 0, kpi.NewFault("there is no indicator and no measure {id}", "id", strconv.Quote(q.Name))
	case indicator < 0, measure >= 0 && q.Part == partCount:
		return measure, nil
	case q.Part == partCount && !card.Indicators[indicator].Plain():
		return 0, kpi.NewFault("{id} is a rate: it has numerator, denominator and fraction, but no count", "id", q.Name)
	}
	return indicator, nil
}

// viewFigure is a figure of all units together, or of one, and what is beside it.
type viewFigure struct {
	view      *view
	indicator int // in the scorecard of the view
	result    kpi.Result
	beside    []asideFigure // by the asides of the view; nil where the unit has no rows
}

// find returns the figure that a query asks for. A unit without rows has no result.
func (a *Answers) find(q Query) (l viewFigure, err error) {
	by, is := []kpi.Dimension(nil), func(kpi.Group) bool { return false }
	if q.Unit != "" {
		unit, err := a.unit(q.Unit)
		if err != nil {
			return l, err
		}
		by, is = rowOf(unit)
	}
	if l.view, err = a.view(by...); err != nil {
		return l, err
	}
	if l.indicator, err = named(l.view.card, q); err != nil {
		return l, err
	}
	n, s := len(l.view.rows), l.view.card.Total
	if q.Unit != "" {
		if n = slices.IndexFunc(l.view.rows, func(p placed) bool { return is(p.Group) }); n < 0 {
			l.beside = l.view.absent(l.indicator, is)
			return l, nil
		}
		s = l.view.rows[n].Score
	}
	l.result, l.beside = s.Results[l.indicator], l.view.m.lines[l.indicator][n]
	return l, nil
}

// absent returns what other periods have of a unit without rows in that of the report; nil
// where none has any.
func (v *view) absent(indicator int, is func(kpi.Group) bool) []asideFigure {
	for _, a := range v.m.Asides {
		if a.Card == nil {
			continue
		}
		if i := slices.IndexFunc(a.Card.Rows, func(s kpi.Score) bool { return is(s.Group) }); i >= 0 {
			row := placed{Score: kpi.Score{Group: a.Card.Rows[i].Group, Results: make([]kpi.Result, len(v.card.Indicators))}}
			return newBesider(v.m.Besides, v.card, []int{indicator}, []placed{row}, v.m.w).lines[0][0]
		}
	}
	return nil
}

// rowOf returns the grouping in which a unit is a row, and whether a group is that row.
func rowOf(u kpi.Unit) ([]kpi.Dimension, func(kpi.Group) bool) {
	switch {
	case u.Commune != "":
		return []kpi.Dimension{kpi.ByCommune}, func(g kpi.Group) bool {
			return g.Province == u.Province && g.District == u.District && g.Commune == u.Commune
		}
	case u.District != "":
		return []kpi.Dimension{kpi.ByDistrict}, func(g kpi.Group) bool { return g.Province == u.Province && g.District == u.District }
	}
	return []kpi.Dimension{kpi.ByProvince}, func(g kpi.Group) bool { return g.Province == u.Province }
}

// figure answers a figure or a part of it, of the report or of a period beside it.
func (a *Answers) figure(q Query) (Answer, error) {
	l, err := a.find(q)
	if err != nil {
		return Answer{}, err
	}
	d := l.view.card.Indicators[l.indicator]
	if q.Part == partLabel {
		return Answer{Text: a.w.label(d.Labels)}, nil
	}
	if q.Part == partDenominator && d.Plain() || q.Part == partFraction && d.Plain() {
		return Answer{}, kpi.NewFault("{id} is a count: it has no {part}", "id", q.Name, "part", q.Part)
	}
	if q.Beside == "" {
		if !l.result.Defined() && q.Part != partTarget {
			return Answer{Text: a.w.text("na"), Why: a.w.unknown(l.view.card, l.indicator, l.result)}, nil
		}
		return a.part(q.Part, d, l.result), nil
	}
	n := slices.IndexFunc(l.view.m.Asides, func(s Aside) bool { return s.Is.String() == q.Beside })
	if n < 0 || l.beside == nil {
		return Answer{Text: a.w.text("na"), Why: a.w.text("beside.absent")}, nil
	}
	return a.beside(q, d, l.result, l.beside[n]), nil
}

// beside answers a figure of another period, or the change from it. What is not of the whole
// period, or not comparable, is none: a line of a document has no room to say that.
func (a *Answers) beside(q Query, d kpi.Indicator, now kpi.Result, b asideFigure) Answer {
	isFigure := b.Defined() && b.isWhole
	doubt := ""
	if b.standing == besideOthers {
		doubt = b.reason
	}
	switch {
	case q.Change && b.change != nil:
		number := exact(new(big.Rat).Sub(now.Ratio.Exact(), b.Ratio.Exact()))
		return Answer{Text: Localise(b.change.Shown, a.w.lang), Number: number, Why: doubt, IsDoubt: doubt != ""}
	case q.Change && isFigure && !now.Defined():
		return Answer{Text: a.w.text("na"), Why: a.w.text("field.not-now")}
	case q.Change && isFigure:
		return Answer{Text: a.w.text("na"), Why: a.w.text("field.no-change")}
	case q.Change || !isFigure && q.Part != partTarget:
		return Answer{Text: a.w.text("na"), Why: b.reason}
	}
	out := a.part(q.Part, d, b.Result)
	out.Why, out.IsDoubt = doubt, doubt != ""
	return out
}

// part answers a part of a figure that is known.
func (a *Answers) part(part string, d kpi.Indicator, r kpi.Result) Answer {
	f := a.w.figure(r)
	num, den := f.Sums()
	switch part {
	case partNumerator:
		return Answer{Text: num.In(a.w.lang), Number: num.String()}
	case partDenominator:
		return Answer{Text: den.In(a.w.lang), Number: den.String()}
	case partFraction:
		return Answer{Text: f.Fraction(a.w.lang)}
	case partTarget:
		if r.Target == nil {
			return Answer{Text: a.w.text("field.no-target"), Why: a.w.text("field.no-target")}
		}
		return Answer{Text: Percent(f.Target, d.Plain(), a.w.lang), Number: threshold(f.Target, d.Plain())}
	case partVerdict:
		if r.Verdict == kpi.Unjudged {
			return Answer{Text: a.w.text("field.no-target"), Why: a.w.text("field.no-target")}
		}
		return Answer{Text: f.Judgment}
	}
	if d.Plain() {
		return Answer{Text: f.In(a.w.lang), Number: f.Shown}
	}
	return Answer{Text: f.Percentage(a.w.lang), Number: exact(r.Ratio.Exact())}
}

// exact writes a fraction with as many decimals as a sheet keeps.
func exact(value *big.Rat) string {
	const digits = 12
	text := value.FloatString(digits)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// threshold writes a target as a sheet has it: of a rate the fraction of 1.
func threshold(target string, plain bool) string {
	value, ok := new(big.Rat).SetString(strings.TrimSuffix(target, "."))
	switch {
	case !ok:
		return ""
	case !plain:
		value.Quo(value, big.NewRat(100, 1))
	}
	return exact(value)
}
