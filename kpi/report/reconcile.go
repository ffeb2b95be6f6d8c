package report

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/reconcile"
)

// Reconciliation is the result of `kpi reconcile`: counts beside the list of the same
// dossiers, and what makes them differ.
type Reconciliation struct {
	Found        *reconcile.Result
	Counts, List []kpi.File
	Measures     *kpi.Measures
	Most         int // how many dossiers of a change people are shown; kpi.EveryCell: all
	Findings     iter.Seq[Message]
	span         kpi.Period // of the counts
	hasCommunes  map[kpi.Unit]bool
	w            wording
}

// How many sets of rules, and how many figures that differ or changes, people are shown.
const (
	mostRules   = 5
	mostFigures = 200
)

// BuildReconciliation makes the result of a reconciliation of the files of counts and lists.
func BuildReconciliation(r *reconcile.Result, counts, list *kpi.Ledger, most int, findings []kpi.Finding, words Words, opts Options) *Reconciliation {
	return &Reconciliation{Found: arranged(*r), Counts: counts.Files, List: list.Files, Measures: counts.Measures, Most: most, span: counts.Span(), hasCommunes: communesOf(r),
		w: newWording(words, opts), Findings: Messages(findings, words, opts.Lang)}
}

// arranged returns what was found in the order of units in which people look them up.
func arranged(r reconcile.Result) *reconcile.Result {
	keys := newNameOrder()
	r.Lines, r.Changes = slices.Clone(r.Lines), slices.Clone(r.Changes)
	slices.SortStableFunc(r.Lines, func(a, b reconcile.Line) int { return keys.compare(a.Unit, b.Unit) })
	slices.SortStableFunc(r.Changes, func(a, b reconcile.Change) int { return keys.compare(a.Unit, b.Unit) })
	for _, units := range []*[]kpi.Unit{&r.NotCompared.CountsUnits, &r.NotCompared.ListUnits, &r.Sums} {
		*units = slices.SortedStableFunc(slices.Values(*units), keys.compare)
	}
	return &r
}

// who returns the name of a unit. That of a district is of its agency, where there are communes
// of it.
func (r *Reconciliation) who(u kpi.Unit) string {
	name := r.w.who(u)
	if u.Commune == "" && r.hasCommunes[kpi.Unit{Province: u.Province, District: u.District}] {
		name += " " + r.w.text("agency")
	}
	return name
}

// communesOf returns the districts, without their level, that communes are compared of.
func communesOf(r *reconcile.Result) map[kpi.Unit]bool {
	of := map[kpi.Unit]bool{}
	for _, l := range r.Lines {
		if l.Unit.Commune != "" && l.Unit.District != "" {
			of[kpi.Unit{Province: l.Unit.Province, District: l.Unit.District}] = true
		}
	}
	return of
}

// Texts returns the fixed texts in the language of the result.
func (r *Reconciliation) Texts() Texts { return Texts{r.w.words, r.w.lang} }

// Title returns what the result is of.
func (r *Reconciliation) Title() string {
	return r.w.text("reconcile.title") + " · " + r.w.title(r.span, len(r.Counts)+len(r.List))
}

// Blocks returns where both differ, by which rules they do not, which dossiers make the
// difference, and what is left.
func (r *Reconciliation) Blocks(Medium) []Block {
	w := r.w
	blocks := []Block{Lines{Title: r.Title(), Lines: PlainLines(0, r.summary()...)}}
	measured := func(l reconcile.Line) []string {
		return []string{r.who(l.Unit), w.periodKey(l.Period, "undated").Label, w.label(r.Measures.At(l.Measure).Labels)}
	}
	keys := []string{w.text("unit"), w.text("period"), w.text("reconcile.measure")}
	if rows, more := r.shown(r.differing()); len(rows) > 0 {
		grid := Grid{Title: w.text("reconcile.differences"), Figures: 3,
			Header: append(slices.Clone(keys), w.text("reconcile.counts"), w.text("reconcile.list"), w.text("reconcile.difference"))}
		grid.Rows = gridRows(rows, func(l reconcile.Line) []string {
			return append(measured(l), w.count(l.Counts), w.count(l.List), w.signed(l.Difference()))
		})
		blocks = append(blocks, grid, Lines{Lines: PlainLines(0, append(more, w.text("reconcile.sign"))...), Close: true})
	}
	if r.Found.Best().Sum == 0 && r.Found.Best().Rules == r.Found.Rules {
		return blocks
	}
	blocks = append(blocks, r.rules()...)
	if len(r.Found.Changes) > 0 {
		blocks = append(blocks, Lines{Title: w.text("reconcile.changes"), Lines: r.changes()})
	}
	left, more := r.shown(r.left())
	if len(left) == 0 {
		return append(blocks, Lines{Lines: PlainLines(0, w.text("reconcile.nothing-left"))})
	}
	blocks = append(blocks, Grid{Title: w.text("reconcile.remaining"), Figures: 3,
		Header: append(slices.Clone(keys), w.text("reconcile.counts"), w.text("reconcile.dossiers"), w.text("reconcile.difference")),
		Rows: gridRows(left, func(l reconcile.Line) []string {
			return append(measured(l), w.count(l.Counts), w.count(l.Best), w.signed(l.Remaining()))
		})})
	if len(more) > 0 {
		blocks = append(blocks, Lines{Lines: PlainLines(0, more...), Close: true})
	}
	return blocks
}

// shown returns the first of some figures, unless all are wanted, and how many more there are.
func (r *Reconciliation) shown(all []reconcile.Line) (first []reconcile.Line, more []string) {
	if r.Most == kpi.EveryCell || len(all) <= mostFigures {
		return all, nil
	}
	return all[:mostFigures], []string{r.w.fill("reconcile.more-figures", "n", Integer(len(all)-mostFigures, r.w.lang))}
}

// gridRows makes the rows of a grid.
func gridRows(lines []reconcile.Line, row func(reconcile.Line) []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, l := range lines {
			if !yield(row(l)) {
				return
			}
		}
	}
}

// summary returns how many figures are equal, and what is not compared.
func (r *Reconciliation) summary() []string {
	w, equal, all := r.w, 0, 0
	for _, l := range r.Found.Lines {
		if !l.OnlyList {
			all++
		}
		if l.IsEqual() {
			equal++
		}
	}
	integer := func(n int) string { return Integer(n, w.lang) }
	lines := []string{w.fill("reconcile.summary", "n", integer(all), "equal", integer(equal), "others", integer(all-equal), "dossiers", integer(r.Found.Dossiers))}
	units := func(list []kpi.Unit) string {
		names := make([]string, len(list))
		for i, u := range list {
			names[i] = r.who(u)
		}
		return w.resolved(kpi.FewOf("units", names))
	}
	left := r.Found.NotCompared
	if list := r.Found.Sums; len(list) > 0 {
		lines = append(lines, w.fill("reconcile.sums", "units", units(list)))
	}
	if list := left.CountsUnits; len(list) > 0 {
		lines = append(lines, w.fill("reconcile.only-counts", "units", units(list)))
	}
	if list := left.ListUnits; len(list) > 0 {
		lines = append(lines, w.fill("reconcile.only-list", "units", units(list)))
	}
	if list := left.Periods; len(list) > 0 {
		lines = append(lines, w.fill("reconcile.only-periods", "periods", w.resolved(kpi.Keys(kpi.PeriodKey, list))))
	}
	return append(lines, r.notGiven()...)
}

// notGiven returns which measures of the counts the lists do not give, with the periods where
// these are not all that are compared.
func (r *Reconciliation) notGiven() (lines []string) {
	of, order := map[string][]kpi.Period{}, []string{}
	all := map[kpi.Period]bool{}
	for _, l := range r.Found.Lines {
		all[l.Period] = true
	}
	for _, n := range r.Found.NotCompared.Measures {
		measures := r.w.resolved(kpi.Keys(kpi.MeasureKey, r.Measures.IDs(n.Measures)))
		if of[measures] == nil {
			order = append(order, measures)
		}
		of[measures] = append(of[measures], n.Period)
		all[n.Period] = true
	}
	for _, measures := range order {
		if len(of[measures]) == len(all) {
			lines = append(lines, r.w.fill("reconcile.left-out", "measures", measures))
			continue
		}
		lines = append(lines, r.w.fill("reconcile.left-out-of", "measures", measures, "periods", r.w.resolved(kpi.Keys(kpi.PeriodKey, of[measures]))))
	}
	return lines
}

// differing returns the lines of units of both that are not known to be equal.
func (r *Reconciliation) differing() []reconcile.Line {
	return slices.DeleteFunc(slices.Clone(r.Found.Lines), func(l reconcile.Line) bool { return l.IsEqual() || l.OnlyList })
}

// left returns the lines of units of both that are not known to be equal by the nearest
// rules.
func (r *Reconciliation) left() []reconcile.Line {
	return slices.DeleteFunc(slices.Clone(r.Found.Lines), func(l reconcile.Line) bool {
		return l.Remaining() == reconcile.Figure{Known: true} || l.OnlyList
	})
}

// rules returns by which rules the list comes nearest to the counts, and which are next.
func (r *Reconciliation) rules() []Block {
	w, usual, best := r.w, r.Found.Usual(), r.Found.Best()
	sum := func(s reconcile.Ruleset) string { return Integer(int(s.Sum), w.lang) }
	standard := cmp.Or(strings.Join(reconcile.Ruleset{Rules: r.Found.Rules}.Changed(dossiers.Rules{}), ", "), w.text("reconcile.standard"))
	lines := []string{w.fill("reconcile.by", "rules", standard, "sum", sum(usual))}
	if best.Rules == r.Found.Rules {
		lines = append(lines, w.text("reconcile.none-nearer"))
	} else {
		lines = append(lines, w.fill("reconcile.nearest", "rules", strings.Join(best.Changed(r.Found.Rules), ", "), "sum", sum(best)))
	}
	tried := w.fill("reconcile.tried", "n", Integer(r.Found.Tried, w.lang), "others", Integer(len(r.Found.Ranked), w.lang))
	if len(r.Found.Idle) > 0 {
		tried += " " + w.fill("reconcile.idle", "switches", strings.Join(idleNames(r.Found.Idle), ", "))
	}
	blocks := []Block{Lines{Title: w.text("reconcile.rules"), Lines: PlainLines(0, append(lines, tried)...)}}
	shown := r.Found.Ranked
	if r.Most != kpi.EveryCell {
		shown = shown[:min(len(shown), mostRules)]
	}
	if len(shown) == 1 {
		return blocks
	}
	return append(blocks, Grid{Figures: 2, Header: []string{w.text("reconcile.set"), w.text("reconcile.switches"), w.text("reconcile.sum")},
		Rows: func(yield func([]string) bool) {
			for _, s := range shown {
				name := cmp.Or(strings.Join(s.Changed(r.Found.Rules), ", "), w.text("reconcile.unchanged"))
				if !yield([]string{name, strconv.Itoa(s.Switches), sum(s)}) {
					return
				}
			}
		}})
}

// idleNames returns the ids of switches.
func idleNames(idle []int) (ids []string) {
	for _, i := range idle {
		ids = append(ids, dossiers.Switches()[i].ID)
	}
	return ids
}

// changes returns the dossiers that the nearest rules count otherwise, with where the first
// of them are.
func (r *Reconciliation) changes() (lines []Line) {
	for i, c := range r.Found.Changes {
		if r.Most != kpi.EveryCell && i == mostFigures {
			return append(lines, PlainLines(0, r.w.fill("reconcile.more-changes", "n", Integer(len(r.Found.Changes)-i, r.w.lang)))...)
		}
		lines = append(lines, PlainLines(0, r.change(c))...)
		items := r.places(c)
		if more := c.Count - len(c.First); more > 0 {
			items = append(items, r.w.fill("reconcile.more", "n", Integer(more, r.w.lang)))
		}
		lines = append(lines, Line{Depth: 1, Items: items})
	}
	return lines
}

// change returns a change in words.
func (r *Reconciliation) change(c reconcile.Change) string {
	when := r.w.period(c.Month.Period())
	return r.w.fill("reconcile.change", "unit", r.who(c.Unit), "period", when, "from", r.part(c.From), "to", r.part(c.To), "dossiers", r.w.number(c.Count, "dossiers"))
}

// places returns where the first dossiers of a change are.
func (r *Reconciliation) places(c reconcile.Change) (places []string) {
	for _, d := range c.First {
		places = append(places, placeOf(d))
	}
	return places
}

// part returns what a dossier is counted as, in words.
func (r *Reconciliation) part(p dossiers.Part) string {
	id := partID(p)
	if i, ok := r.Measures.Index(id); ok && p != reconcile.None && !p.IsUnknown() {
		return r.w.label(r.Measures.At(i).Labels)
	}
	return r.w.text("part." + id)
}

// partID returns the id of what a dossier is counted as: none where it is not counted.
func partID(p dossiers.Part) string {
	if p == reconcile.None {
		return "none"
	}
	return p.ID()
}

// count returns a figure for people.
func (w wording) count(f reconcile.Figure) string {
	if !f.Known {
		return w.text("na")
	}
	return Localise(strconv.FormatInt(f.Value, 10), w.lang)
}

// signed returns a difference for people, with its sign.
func (w wording) signed(f reconcile.Figure) string {
	if f.Value > 0 {
		return "+" + w.count(f)
	}
	return w.count(f)
}

// Language returns the language of what people read.
func (r *Reconciliation) Language() kpi.Lang { return r.w.lang }
