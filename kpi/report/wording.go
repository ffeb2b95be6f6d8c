package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Words gives the texts for people: those of the report itself, the message of a finding, and
// the labels of measures and indicators.
type Words interface {
	Text(name string, lang kpi.Lang) string
	Message(f kpi.Finding, lang kpi.Lang) (message, remedy string)
	MeasureLabel(id string, lang kpi.Lang) string
	IndicatorLabel(id string, lang kpi.Lang) string
	Short(code string, lang kpi.Lang) string // what a code is of, in two or three words
}

// wording puts parts of results into the words of one language.
type wording struct {
	words    Words
	lang     kpi.Lang
	decimals int               // of percentages
	names    map[string]string // of districts, where people read another than that of the data
}

// newWording returns the wording of options.
func newWording(words Words, opts Options) wording {
	return wording{words, opts.Lang, opts.Decimals, opts.Heading.Names}
}

// text returns a fixed text.
func (w wording) text(name string) string { return w.words.Text(name, w.lang) }

// fill returns a fixed text with values, which follow their names, in place of these.
func (w wording) fill(name string, args ...string) string { return Fill(w.text(name), args...) }

// Fill puts values, which follow their names, into a text that has the names in braces.
func Fill(text string, args ...string) string { return kpi.Fill(text, kpi.Args(args).Value) }

// label returns a label of the catalogue or of a user's table.
func (w wording) label(labels kpi.Labels) string { return kpi.Printable(labels.In(w.lang)) }

// resolved puts keys, as in the arguments of findings, into words.
func (w wording) resolved(keys string) string { return kpi.Resolve(keys, w.lang, w.words) }

// unknown returns why a figure of a scorecard is not known: there is nothing to divide by, its
// group has no rows, or the counts that it lacks.
func (w wording) unknown(card *kpi.Scorecard, indicator int, r kpi.Result) string {
	switch {
	case r.Known:
		return w.text("beside.undefined")
	case len(r.Gaps) == 0:
		return w.text("beside.absent")
	}
	return w.resolved(strings.TrimPrefix(gapNames(card, indicator, r.Gaps), ": "))
}

// period writes a period for people.
func (w wording) period(p kpi.Period) string { return p.In(w.lang) }

// periodKey makes a key of a period. blank names the text for the zero Period.
func (w wording) periodKey(p kpi.Period, blank string) Key {
	if p.IsZero() {
		return Key{"", w.text(blank)}
	}
	return Key{p.String(), w.period(p)}
}

// title names the places that figures are of, a period and how many files there are.
func (w wording) title(p kpi.Period, files int, places ...string) string {
	parts := append(places, w.text("period")+" "+w.periodKey(p, "no-period").Label, w.fill("files", "n", strconv.Itoa(files)))
	return joinedTitle(parts...)
}

// joinedTitle joins the parts of a title that are not blank.
func joinedTitle(parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), isBlank), " · ")
}

// key makes a key cell of a group.
func (w wording) key(g kpi.Group, d kpi.Dimension) Key {
	switch d {
	case kpi.ByProvince:
		return w.named(g.Province, "blank.province")
	case kpi.ByDistrict:
		k := w.named(g.District, "blank.district")
		k.Label = cmp.Or(w.names[g.District], k.Label)
		return k
	case kpi.ByCommune:
		switch {
		case g.Commune == "" && g.Level == kpi.Commune:
			return w.named("", "communes")
		case g.Commune == "" && g.District != "":
			return w.named("", "agency")
		}
		return w.named(g.Commune, "blank.commune")
	case kpi.ByLevel:
		return Key{g.Level.String(), w.text("level." + g.Level.String())}
	}
	return w.periodKey(g.Period, "undated")
}

// named makes a key of a name. blank names the text for one that is blank.
func (w wording) named(name, blank string) Key {
	if name == "" {
		return Key{"", w.text(blank)}
	}
	return Key{name, name}
}

// keys makes the key cells of a group.
func (w wording) keys(g kpi.Group, by []kpi.Dimension) (keys []Key) {
	for _, d := range by {
		keys = append(keys, w.key(g, d))
	}
	return keys
}

// figure makes the cell of an indicator.
func (w wording) figure(r kpi.Result) Figure {
	f := Figure{Defined: r.Defined(), Ratio: r.Ratio, NA: w.text("na"), Verdict: r.Verdict}
	if r.Target != nil {
		f.Target = r.Target.Threshold
	}
	if r.Verdict != kpi.Unjudged {
		f.Judgment = w.text(r.Verdict.String())
	}
	switch {
	case !f.Defined:
	case r.Ratio.Plain:
		f.Shown = kpi.FormatCount(r.Ratio.Num, r.Ratio.Scale)
	default:
		f.Shown = r.Shown(w.decimals)
	}
	return f
}

// percentDecimals are the decimals of percentages for machines.
const percentDecimals = 6

// change returns the difference of two results of an indicator, or nil where one has no figure.
func (w wording) change(old, now kpi.Result, better kpi.Better) *Change {
	if !old.Defined() || !now.Defined() {
		return nil
	}
	c := now.Ratio.Since(old.Ratio)
	shown, sign := c.Shown(w.decimals), c.Sign()
	switch {
	case strings.Trim(shown, "0.") == "": // people read that nothing changed
		sign = 0
	case better == kpi.Lower:
		sign = -sign
	}
	return &Change{c.Text(percentDecimals), shown, c.Number(), sign}
}

// definition makes the definition of an indicator.
func (w wording) definition(d kpi.Indicator, measures *kpi.Measures) Definition {
	id := func(i int) string { return measures.At(i).ID }
	label := func(i int) string { return w.label(measures.At(i).Labels) }
	return Definition{
		ID: d.ID, Label: w.label(d.Labels), Formula: d.Text(measures), Words: kpi.Printable(d.Words(measures, w.lang)),
		Numerator: d.Numerator.Text(id), NumeratorWords: d.Numerator.Text(label),
		Denominator: d.Denominator.Text(id), DenominatorWords: d.Denominator.Text(label),
		Better: w.text("better." + d.Better.String()), Source: w.label(d.Source),
	}
}

// definitions makes the definitions of some indicators, by their index.
func (w wording) definitions(card *kpi.Scorecard, chosen []int) (all []Definition) {
	for _, i := range chosen {
		all = append(all, w.definition(card.Indicators[i], card.Measures))
	}
	return all
}

// who returns the name of a unit, with the level if its names do not imply it.
func (w wording) who(u kpi.Unit) string {
	name := kpi.Printable(u.Name())
	if u.Level == 0 || name != "" && u.Level == u.NamedLevel() {
		return name
	}
	return strings.TrimPrefix(name+" · "+w.text("level."+u.Level.String()), " · ")
}
