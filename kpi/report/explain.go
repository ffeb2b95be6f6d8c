package report

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// Explanation is the result of `kpi explain`: one figure, and where it comes from, down
// to the cells.
type Explanation struct {
	Unit       kpi.Unit // the zero Unit is all of them
	Level      kpi.Level
	Period     kpi.Period
	Title      string // the unit, the period and how many files there are
	Definition Definition
	Figure     Figure
	Sides      []Side // the numerator and, unless it is a plain count, the denominator
	Siblings   []Sibling
	Missing    []Missing
	Most       int // how many people are shown of the cells of a measure, or of what is missing of it; kpi.EveryCell: all
	Inputs     []kpi.File
	Findings   iter.Seq[Message]
	Texts      Texts
}

// Side is the numerator or the denominator of a figure; ID is one of these words.
type Side struct {
	ID, Label string
	Count     Count
	Terms     []Term
}

// Term is a measure of a formula or of a sum, added or taken away.
type Term struct {
	Minus bool
	*Sum
}

// Sum is a measure with the cells and the parts that it is added up from, or the whole that
// its other parts are taken away from. Again marks one that is the same as one before.
type Sum struct {
	ID, Label string
	Kind      string // how it adds up over time: flow, opening, closing, distinct or mixed
	How       string // that in words
	Count     Count
	Given     Count // the sum of all cells, of which Cells are the first
	Cells     []SourceCell
	Others    Others
	Every     iter.Seq[SourceCell] // all cells, in the place of Cells, where they are read while they are written
	Dossiers  []DossierGroup       // of lists, which have no cells of counts
	Parts     []Term
	Again     bool
}

// DossierGroup is the dossiers of lists behind a sum for one reason: early by three days.
type DossierGroup struct {
	Group dossiers.Group
	Text  string // the reason in words; "" without one
}

// Others is the cells that are not shown, and their sum.
type Others struct {
	Cells int
	Count Count
}

// SourceCell is a cell of an export, with the unit and the period of its row. A row that
// counts itself has no column.
type SourceCell struct {
	Unit  kpi.Unit
	Who   string // the unit in words
	When  Key
	Place kpi.Place
	Count Count
}

// Sibling is the figure by another definition of the family.
type Sibling struct {
	Definition Definition
	Figure     Figure
	Known      bool // no count is missing, but there may be nothing to divide by
}

// Missing is a count that the figure lacks: the cells without one, or the reason why
// there are none. The zero Unit and a blank period are all.
type Missing struct {
	ID, Label    string
	Unit         kpi.Unit
	Who          string // the unit in words
	When         Key
	Place        kpi.Place // where the counts of the unit begin
	Reason, Text string    // the reason as a word, and in words
	Cells        []SourceCell
	Others       int
	Dossiers     []DossierGroup // of lists, of which it is not known what they count as
}

// Subject is what an explanation is about, and what was found for it.
type Subject struct {
	Unit  kpi.Unit // the zero Unit is all of them
	Level kpi.Level
	Trace *kpi.Trace
	Cells map[kpi.Want]*kpi.Cells

	// Every reads all cells of a measure in some entries, in the order of their places; nil: they
	// are among Cells.
	Every func(measure int, entries []*kpi.Entry) iter.Seq2[*kpi.Entry, kpi.Cell]

	// Dossiers has what is behind the counts of lists, which have no cells.
	Dossiers map[kpi.Want][]dossiers.Group

	Most   int // how many cells of a sum are shown; kpi.EveryCell: all
	Ledger *kpi.Ledger
}

// explainer makes an explanation.
type explainer struct {
	Subject
	w    wording
	sums []*kpi.Sum // that are arranged
}

// Explain makes the explanation of a trace. Findings are shown as they are.
func Explain(s Subject, findings []kpi.Finding, words Words, opts Options) *Explanation {
	w := newWording(words, opts)
	x := &explainer{Subject: s, w: w}
	d, measures, period := s.Trace.Indicator, s.Ledger.Measures, s.Ledger.Span()
	e := &Explanation{Unit: s.Unit, Level: s.Level, Period: period, Definition: w.definition(d, measures),
		Figure: w.figure(s.Trace.Result), Most: s.Most, Inputs: s.Ledger.Files, Findings: Messages(findings, words, opts.Lang), Texts: Texts{words, opts.Lang}}
	subject := kpi.Printable(s.Unit.Name())
	if s.Level != 0 {
		subject = strings.TrimPrefix(subject+" · "+w.text("level."+s.Level.String()), " · ")
	}
	e.Title = cmp.Or(subject, w.text("total")) + " · " + w.title(period, len(s.Ledger.Files))
	e.Sides = append(e.Sides, x.side("numerator", d.Numerator, s.Trace.Numerator))
	if !d.Plain() {
		e.Sides = append(e.Sides, x.side("denominator", d.Denominator, s.Trace.Denominator))
	}
	for _, other := range s.Trace.Siblings {
		e.Siblings = append(e.Siblings, Sibling{w.definition(other.Indicator, measures), w.figure(other.Result), other.Result.Known})
	}
	for _, l := range s.Trace.Lacks {
		e.Missing = append(e.Missing, x.missing(l))
	}
	return e
}

// side makes the side of a formula.
func (x *explainer) side(id string, f kpi.Formula, sums []*kpi.Sum) Side {
	side := Side{ID: id, Label: x.w.text(id), Count: Count{Known: true}}
	for n, term := range f {
		t := Term{term.Minus, x.sum(sums[n])}
		v := t.Count.Value
		if t.Minus {
			v = -v
		}
		side.Count.Known = side.Count.Known && t.Count.Known
		side.Count.Value += v // it fits: the figure has been computed
		side.Count.Scale = t.Count.Scale
		side.Terms = append(side.Terms, t)
	}
	return side
}

// sum makes the sum of a measure and of its parts, with the first of its cells and the sum
// of the others.
func (x *explainer) sum(s *kpi.Sum) *Sum {
	m := x.Ledger.Measures.At(s.Measure)
	out := &Sum{ID: m.ID, Label: x.w.label(m.Labels), Kind: m.Kind.String(),
		How:   x.w.fill("explain."+m.Kind.String(), "month", x.edge(m, s.Span)),
		Count: Count{s.Known, s.Value, m.Scale()}, Again: slices.ContainsFunc(x.sums, s.Same)}
	x.sums = append(x.sums, s)
	sum, count, listed := int64(0), 0, int64(0)
	var groups []dossiers.Group
	var entries []*kpi.Entry // with cells
	for n, share := range s.InFiles() {
		want := kpi.Want{Entry: share.Entry, Measure: s.Measure}
		if own, ok := x.Dossiers[want]; ok {
			groups, listed = append(groups, own...), listed+share.Value
			continue
		}
		cells := x.Cells[want]
		if cells == nil { // a list has none, and not every result has its dossiers
			listed += share.Value
			continue
		}
		sum, count, entries = sum+share.Value, count+cells.Count, append(entries, share.Entry)
		if x.Most == kpi.EveryCell || n < x.Most { // the cells of the others are not among the first
			out.Cells = append(out.Cells, x.cells(share.Entry, cells.Given, m.Scale())...)
		}
	}
	out.Given, out.Cells = Count{s.Known, sum + listed, m.Scale()}, x.first(out.Cells)
	out.Dossiers = x.grouped(groups)
	for _, c := range out.Cells {
		sum -= c.Count.Value
	}
	if out.Others = (Others{count - len(out.Cells), Count{s.Known, sum, m.Scale()}}); x.Every != nil && count > 0 {
		out.Others, out.Every = Others{Count: Count{s.Known, 0, m.Scale()}}, x.every(s.Measure, entries, m.Scale())
	}
	for _, p := range s.Parts {
		out.Parts = append(out.Parts, Term{p.Minus, x.sum(p)})
	}
	return out
}

// edge returns the month of a span whose count of a measure counts: the first of an opening
// one, the last of a closing or distinct one.
func (x *explainer) edge(m kpi.Measure, span kpi.Period) string {
	if span.IsDated() {
		return x.w.periodKey(span, "undated").Label
	}
	month := span.To
	if m.Kind == kpi.Opening {
		month = span.From
	}
	return x.w.periodKey(month.Period(), "undated").Label
}

// cells makes the cells of an entry.
func (x *explainer) cells(e *kpi.Entry, found []kpi.Cell, scale int64) []SourceCell {
	var cells []SourceCell
	for _, c := range found {
		cells = append(cells, x.cell(e, c, scale))
	}
	return cells
}

// cell makes a cell of an entry.
func (x *explainer) cell(e *kpi.Entry, c kpi.Cell, scale int64) SourceCell {
	return SourceCell{e.Unit, x.w.who(e.Unit), x.w.periodKey(e.Period, "undated"), c.Place, Count{c.Known, c.Value, scale}}
}

// every makes all cells of a measure in some entries, while they are read.
func (x *explainer) every(measure int, entries []*kpi.Entry, scale int64) iter.Seq[SourceCell] {
	return func(yield func(SourceCell) bool) {
		for e, c := range x.Every(measure, entries) {
			if !yield(x.cell(e, c, scale)) {
				return
			}
		}
	}
}

// All returns the cells that are shown.
func (s *Sum) All() iter.Seq[SourceCell] {
	if s.Every != nil {
		return s.Every
	}
	return slices.Values(s.Cells)
}

// first returns the first cells by their places, as many as are shown.
func (x *explainer) first(cells []SourceCell) []SourceCell {
	slices.SortStableFunc(cells, func(a, b SourceCell) int {
		return cmp.Or(cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Place.Column, b.Place.Column))
	})
	if x.Most == kpi.EveryCell {
		return cells
	}
	return cells[:min(len(cells), x.Most)]
}

// missing makes a count that the figure lacks.
func (x *explainer) missing(l kpi.Lack) Missing {
	m := x.Ledger.Measures.At(l.Measure)
	out := Missing{ID: m.ID, Label: x.w.label(m.Labels), Reason: l.Reason.String(), Text: x.w.text("explain.nothing")}
	if l.Entry == nil {
		return out
	}
	out.Unit, out.Who, out.When, out.Place = l.Entry.Unit, x.w.who(l.Entry.Unit), x.w.periodKey(l.Entry.Period, "undated"), x.Ledger.Place(l.Entry)
	want := kpi.Want{Entry: l.Entry, Measure: l.Measure}
	out.Dossiers = x.grouped(x.Dossiers[want])
	if found := x.Cells[want]; found != nil && l.Reason == kpi.LackBlank {
		out.Cells = x.first(x.cells(l.Entry, found.Missing, m.Scale()))
		out.Others = found.Lacking - len(out.Cells)
		if found.Lacking == 0 {
			// Every cell has a count, and the unit has none all the same: its cells do not cover all
			// that other counts cover, or are states of several days.
			out.Reason = "rows"
		}
	}
	n := len(out.Cells) + out.Others
	if len(out.Dossiers) > 0 {
		out.Reason = "dossiers"
		for _, g := range out.Dossiers {
			n += g.Group.Count
		}
	}
	out.Text = x.w.fill("explain.lacks-"+out.Reason, "month", x.edge(m, l.Span), "n", strconv.Itoa(n))
	return out
}
