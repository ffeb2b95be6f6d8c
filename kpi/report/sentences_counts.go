package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// counts are the sums of measures of all units together, with those of other periods.
type counts struct {
	card   *kpi.Scorecard
	w      wording
	beside *besider // of those that are compared, as plain counts
}

// wholeCounts are the measures of the two paragraphs about dossiers.
func wholeCounts() [][]string {
	return [][]string{{"received", "carried_over", "caseload"}, {"resolved", "pending", "returned", "paused"}}
}

// comparedCounts are those that are compared with other periods.
func comparedCounts() []string { return []string{"received", "resolved"} }

// isDivided reports whether a text has the parts of a measure. The caseload has its own
// sentences, and what is not in every form is written only if there are any.
func isDivided(id string) bool { return id == "received" || id == "resolved" || id == "pending" }
func isRare(id string) bool    { return id == "returned" || id == "paused" }

// newCounts returns the counts of a scorecard. They are compared with those of other periods
// by the rules of figures: as plain counts, which cover what an indicator of dossiers covers.
func newCounts(card *kpi.Scorecard, b Besides, rows []placed, w wording) counts {
	like := slices.IndexFunc(card.Indicators, func(d kpi.Indicator) bool {
		return !slices.ContainsFunc(d.Needs(), func(i int) bool { return card.Measures.At(i).Of != kpi.Dossiers })
	})
	if like < 0 {
		b.Asides = nil
	}
	covered := func(of Covered) Covered {
		return func(int) map[kpi.Group]kpi.Coverage { return of(like) }
	}
	b.Own, b.Asides = covered(b.Own), slices.Clone(b.Asides)
	for i := range b.Asides {
		a := &b.Asides[i]
		if a.Card != nil {
			a.Card, a.Covered = plainCard(a.Card, comparedCounts()), covered(a.Covered)
		}
	}
	own := plainCard(card, comparedCounts())
	chosen := make([]int, len(own.Indicators))
	for i := range chosen {
		chosen[i] = i
	}
	plain := map[kpi.Group]kpi.Score{}
	for _, s := range own.Rows {
		plain[s.Group] = s
	}
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Score = plain[rows[i].Group]
	}
	return counts{card, w, newBesider(b, own, chosen, rows, w)}
}

// plainCard returns a scorecard with some measures as plain counts.
func plainCard(card *kpi.Scorecard, ids []string) *kpi.Scorecard {
	c := *card
	c.Indicators, c.Rows = nil, slices.Clone(card.Rows)
	all := []*kpi.Score{&c.Total}
	for i := range c.Rows {
		all = append(all, &c.Rows[i])
	}
	for _, s := range all {
		s.Results = nil
	}
	for _, id := range ids {
		i, ok := card.Measures.Index(id)
		if !ok {
			continue
		}
		c.Indicators = append(c.Indicators, kpi.Indicator{ID: id, Numerator: kpi.Formula{{Measure: i}}, Labels: card.Measures.At(i).Labels})
		for _, s := range all {
			v, known := s.Tally.Value(i)
			s.Results = append(s.Results, kpi.Result{Ratio: kpi.Ratio{Num: v, Plain: true, Scale: card.Measures.At(i).Scale()}, Known: known})
		}
	}
	return &c
}

// paragraphs writes what was received and resolved, as far as it is known.
func (n counts) paragraphs() (paragraphs []string) {
	for _, ids := range wholeCounts() {
		var sentences []string
		for _, id := range ids {
			sentences = append(sentences, n.sentences(id)...)
		}
		if len(sentences) > 0 {
			paragraphs = append(paragraphs, strings.Join(sentences, " "))
		}
	}
	if len(paragraphs) == 0 {
		return nil
	}
	opening := n.w.text("say.opening.undated")
	if p := n.card.Period; !p.IsZero() {
		opening = n.w.fill("say.opening", "period", n.w.period(p))
	}
	return slices.Insert(paragraphs, 0, opening)
}

// sentences writes a measure with its parts and with its count of other periods.
func (n counts) sentences(id string) []string {
	i, ok := n.card.Measures.Index(id)
	if !ok {
		return nil
	}
	var parts []string
	if isDivided(id) {
		parts = n.parts(i)
	}
	v, known := n.card.Total.Tally.Value(i)
	of := strings.Join(parts, ", ")
	var text string
	switch {
	case !known && of == "", known && v == 0 && isRare(id):
		return nil
	case !known:
		return []string{n.w.fill("say."+id+".parts", "parts", of) + "."}
	case v == 0 || of == "":
		text = n.fill("say."+id, i)
	default:
		text = n.fill("say."+id+".of", i, "parts", of)
	}
	c := indicatorIndex(n.beside.card, id)
	if c < 0 {
		return []string{text + "."}
	}
	return append([]string{strings.Join(append([]string{text}, n.beside.since(c)...), "; ") + "."}, n.beside.toDate(c)...)
}

// fill returns a text with the sum of a measure, {n}.
func (n counts) fill(id string, i int, args ...string) string {
	v, _ := n.card.Total.Tally.Value(i)
	return n.w.fill(id, append(args, "n", Localise(kpi.FormatCount(v, n.card.Measures.At(i).Scale()), n.w.lang))...)
}

// parts writes the known parts of a measure, the smallest where these are all known.
func (n counts) parts(i int) (texts []string) {
	for _, p := range n.card.Measures.Parts(i) {
		_, known := n.card.Total.Tally.Value(p)
		smaller, all := n.parts(p), n.card.Measures.Parts(p)
		isUnknown := func(q int) bool { _, known := n.card.Total.Tally.Value(q); return !known }
		if known && (len(all) == 0 || slices.ContainsFunc(all, isUnknown)) {
			texts = append(texts, n.fill("say.part."+n.card.Measures.At(p).ID, p))
			continue
		}
		texts = append(texts, smaller...)
	}
	return texts
}

// lacks writes which measures of the text the files do not have, and which are not complete:
// of a measure and its parts only the parts.
func (n counts) lacks() (texts []string) {
	var absent, blank []string
	has := func(ids []string, i int) bool {
		return slices.ContainsFunc(n.card.Measures.Parts(i), func(p int) bool { return slices.Contains(ids, n.card.Measures.At(p).ID) })
	}
	for _, i := range n.measures() {
		id := n.card.Measures.At(i).ID
		_, known := n.card.Total.Tally.Value(i)
		switch isWhole := slices.Contains(slices.Concat(wholeCounts()...), id); {
		case known:
		case n.card.Given[i] && !has(blank, i):
			blank = append(blank, id)
		case !n.card.Given[i] && isWhole && !isRare(id) && !has(absent, i) && !has(blank, i):
			absent = append(absent, id)
		}
	}
	if len(absent) > 0 {
		texts = append(texts, n.w.fill("say.absent", "measures", n.w.resolved(kpi.Keys(kpi.MeasureKey, absent))))
	}
	if len(blank) > 0 {
		texts = append(texts, n.w.fill("say.blank", "measures", n.w.resolved(kpi.Keys(kpi.MeasureKey, blank))))
	}
	return texts
}

// partial returns notes on the sums that some rows only are part of.
func (n counts) partial() (notes []kpi.Finding) {
	for _, id := range slices.Concat(wholeCounts()...) {
		i, ok := n.card.Measures.Index(id)
		if !ok {
			continue
		}
		_, known := n.card.Total.Tally.Value(i)
		if of := n.rows(i); known && of > 0 && of < len(n.card.Rows) {
			f := note(kpi.TotalPartial, "indicator", kpi.MeasureKey(id), "known", strconv.Itoa(of), "rows", strconv.Itoa(len(n.card.Rows)))
			f.Severity = kpi.Note
			notes = append(notes, f)
		}
	}
	return notes
}

// rows returns how many rows have a measure.
func (n counts) rows(i int) (known int) {
	for _, s := range n.card.Rows {
		if _, ok := s.Tally.Value(i); ok {
			known++
		}
	}
	return known
}

// measures returns the indexes of the measures of the text, parts before their wholes; none
// where the files have none of them.
func (n counts) measures() (all []int) {
	var add func(i int)
	add = func(i int) {
		if slices.Contains(all, i) {
			return
		}
		for _, p := range n.card.Measures.Parts(i) {
			add(p)
		}
		all = append(all, i)
	}
	for _, id := range slices.Concat(wholeCounts()...) {
		if i, ok := n.card.Measures.Index(id); ok {
			add(i)
		}
	}
	if !slices.ContainsFunc(all, func(i int) bool { return n.card.Given[i] }) {
		return nil
	}
	return all
}
