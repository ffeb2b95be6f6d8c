package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Passage is a part of the text of a report: paragraphs, a list of lines, and paragraphs
// after it. Any of them may be none.
type Passage struct {
	ID      string // one of the Passage constants, for the place of a table
	Heading string
	Text    []string
	Items   []string // each a sentence or more
	After   []string
}

// The passages of a text, in their order. One without anything to say is left out.
const (
	CountsPassage     = "counts"     // what was received and resolved
	IndicatorsPassage = "indicators" // the figures of all units together
	UnitsPassage      = "units"      // the best and the weakest, and who misses a target
	UnknownPassage    = "unknown"    // what cannot be computed, and why
	DoubtsPassage     = "doubts"     // what makes figures doubtful
)

// Sentences writes the figures of a report as a text. Its numbers are those of the tables of
// the same scorecard and options, and the counts of the periods beside; its words are whole
// sentences and phrases of the table of texts.
func Sentences(card *kpi.Scorecard, chosen []int, b Besides, findings []kpi.Finding, words Words, opts Options) []Passage {
	w := newWording(words, opts)
	counts := newCounts(card, b, nil, w)
	figures := newBesider(b, card, chosen, nil, w)
	counted := Passage{ID: CountsPassage, Text: counts.paragraphs()}
	indicators := Passage{ID: IndicatorsPassage}
	for c := range chosen {
		indicators.Items = append(indicators.Items, figures.sentences(c))
	}
	compared := slices.Concat(counts.beside.uncompared(kpi.MeasureKey), figures.uncompared(kpi.IndicatorKey))
	if after := figures.reasons(compared); len(chosen) > 0 {
		indicators.After = after
	} else {
		counted.After = after
	}
	if slices.ContainsFunc([]*besider{counts.beside, figures}, (*besider).isRounded) {
		indicators.After = append(indicators.After, w.text("say.rounded"))
	}
	all := []Passage{counted, indicators, unitSentences(card, chosen, w), unknownSentences(counts, findings, w), doubtSentences(counts, findings, w)}
	all = slices.DeleteFunc(all, func(p Passage) bool { return len(p.Text)+len(p.Items)+len(p.After) == 0 })
	for i := range all {
		all[i].Heading = w.text("say.title." + all[i].ID)
	}
	return all
}

// sentence makes a sentence of a text of the table, or of the message of a finding.
func sentence(text string) string {
	if strings.HasSuffix(text, ".") {
		return Capital(text)
	}
	return Capital(text) + "."
}

// thingOf returns the thing that an indicator counts.
func thingOf(card *kpi.Scorecard, d kpi.Indicator) string {
	return card.Measures.At(d.Numerator[0].Measure).Of
}

// amount writes a number, with a decimal point, of things or of percentage points.
func (w wording) amount(number, things string) string {
	id := "say.n." + things
	if number == "1" {
		id += ".one"
	}
	return w.fill(id, "n", Localise(number, w.lang))
}

// pointsOf is what changes of rates are counted in.
const pointsOf = "points"

// said writes a defined figure without its sums. What a table shows as above 99.9 percent is
// in words.
func (w wording) said(f Figure, things string) string {
	text := f.Percentage(w.lang)
	switch {
	case f.Ratio.Plain:
		return w.amount(f.Shown, things)
	case strings.HasPrefix(text, ">"):
		return w.fill("say.above", "rate", text[1:])
	case strings.HasPrefix(text, "<"):
		return w.fill("say.below", "rate", text[1:])
	}
	return text
}

// sums writes the two sums of a defined rate, and what is doubtful about them.
func (w wording) sums(r kpi.Result, f Figure, things string) string {
	parts := []string{w.fill("say.fraction", "fraction", f.Fraction(w.lang), "things", w.text("thing."+things))}
	if isOutside(r) {
		parts = append(parts, w.text("say.outside"))
	}
	if isSmall(r) {
		parts = append(parts, w.fill("say.small", "n", strconv.Itoa(smallest)))
	}
	return strings.Join(parts, "; ")
}

// full writes a defined figure with its sums, if it is a rate.
func (w wording) full(r kpi.Result, f Figure, things string) string {
	if f.Ratio.Plain {
		return w.said(f, things)
	}
	return w.fill("say.figure", "rate", w.said(f, things), "sums", w.sums(r, f, things))
}

// aim writes a target.
func (w wording) aim(t *kpi.Target, d kpi.Indicator, things string) string {
	threshold := Percent(t.Threshold, d.Plain(), w.lang)
	if d.Plain() {
		threshold = w.amount(t.Threshold, things)
	}
	return w.fill("say.target."+d.Better.String(), "target", threshold)
}
