// Package report arranges a scorecard as a table of typed cells with its notes,
// in a language but in no format. A renderer only writes what stands here.
package report

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Words gives the texts for people: those of the report itself, and what a
// finding says.
type Words interface {
	Text(name string, lang kpi.Lang) string
	Message(f kpi.Finding, lang kpi.Lang) (message, remedy string)
}

// Options are how a scorecard is arranged.
type Options struct {
	Lang     kpi.Lang
	Decimals int    // of percentages as people read them
	Sort     string // "" or an indicator id: best first; with - before it: worst first
}

// Report is the result of `kpi report`.
type Report struct {
	Lang       kpi.Lang
	By         []kpi.Dimension
	Period     kpi.Period
	Title      string
	Keys       []string // headers of the key columns
	Columns    []Column
	Measures   []string // ids of the measures given or derived, in the order of the catalogue
	Rows       []Row
	Total      Row
	TotalLabel string
	Legend     string
	Sections   []Section // below the table
	Inputs     []kpi.File
	Findings   iter.Seq[Message]
	Definition []Definition
}

// Column is an indicator of the table. Field is its name in a flat table, where
// measures stand beside it: the id, or where a measure has the same id, the id
// with _percent.
type Column struct{ ID, Field, Label string }

// Row is one group.
type Row struct {
	Keys    []Key
	Counts  []Count  // by Report.Measures
	Figures []Figure // by Report.Columns
}

// Key is a cell of a key column: the value for machines, and the text that
// people read.
type Key struct{ Value, Label string }

// Count is the sum of a measure. One that is not known has no value, which is
// not 0.
type Count struct {
	Known bool
	Value int64
	Scale int64
}

// Figure is an indicator of a group. Percent has six decimals and Shown what
// people read, both with a decimal point; a plain count has only Shown.
type Figure struct {
	Defined  bool
	Ratio    kpi.Ratio
	Percent  string
	Shown    string
	NA       string // what people read where there is no figure
	Target   string // the threshold, or ""
	Verdict  kpi.Verdict
	Judgment string // the verdict in words
}

// Definition is how an indicator of the table is computed, by measure ids.
type Definition struct {
	ID, Label, Numerator, Denominator, Source string
}

// Section is a titled list below the table.
type Section struct {
	Title string
	Lines []string
}

// builder is what the parts of a report are made from.
type builder struct {
	card   *kpi.Scorecard
	chosen []int // indicators of the table
	words  Words
	opts   Options
}

func (b *builder) text(name string) string { return b.words.Text(name, b.opts.Lang) }

// Build arranges a scorecard. The chosen indicators are those of the table;
// files and findings are shown as they are.
func Build(card *kpi.Scorecard, chosen []int, files []kpi.File, findings []kpi.Finding, words Words, opts Options) *Report {
	b := &builder{card, chosen, words, opts}
	r := &Report{Lang: opts.Lang, By: keyDimensions(card), Period: card.Period, Inputs: files}
	for _, d := range r.By {
		r.Keys = append(r.Keys, b.text(d.String()))
	}
	measures := b.measures()
	r.Measures = card.Measures.IDs(measures)
	for _, i := range chosen {
		d := card.Indicators[i]
		r.Columns = append(r.Columns, Column{d.ID, b.field(d.ID), kpi.Printable(d.Labels.In(opts.Lang))})
	}
	for _, s := range b.sorted() {
		r.Rows = append(r.Rows, b.row(s, r.By, measures))
	}
	r.Total = b.row(card.Total, nil, measures)
	r.Findings = Messages(findings, words, opts.Lang)
	r.Title = b.title(len(files))
	r.Legend, r.TotalLabel = b.text("reading"), b.text("total")
	if slices.ContainsFunc(append(r.Rows, r.Total), func(row Row) bool {
		return slices.ContainsFunc(row.Figures, func(f Figure) bool { return f.Verdict != kpi.Unjudged })
	}) {
		r.Legend += " " + b.text("verdicts")
	}
	b.sections(r, findings)
	return r
}

// field returns the name of an indicator in a flat table: it is none of a measure
// or of another indicator.
func (b *builder) field(id string) string {
	field := id
	for {
		_, measure := b.card.Measures.Index(field)
		other := field != id && slices.ContainsFunc(b.card.Indicators, func(d kpi.Indicator) bool { return d.ID == field })
		if !measure && !other {
			return field
		}
		field += "_percent"
	}
}

// keyDimensions returns the dimensions of the rows in their fixed order. A
// commune is nothing without its district, where there are districts, and
// neither is without its province where there are several; the level stands
// there where it alone tells rows apart.
func keyDimensions(card *kpi.Scorecard) []kpi.Dimension {
	var by []kpi.Dimension
	for _, d := range kpi.Dimensions() {
		implied := d == kpi.ByDistrict && slices.Contains(card.By, kpi.ByCommune) && hasDistricts(card) ||
			d == kpi.ByProvince && severalProvinces(card)
		if d == kpi.ByLevel {
			implied = slices.Contains(card.By, kpi.ByCommune) && severalLevels(card)
		}
		if slices.Contains(card.By, d) || implied {
			by = append(by, d)
		}
	}
	return by
}

// severalLevels reports whether two rows differ in nothing but their level: a
// district's own agency, and all communes of the district in one row.
func severalLevels(card *kpi.Scorecard) bool {
	seen := map[kpi.Group]bool{}
	for _, s := range card.Rows {
		g := s.Group
		g.Level = 0
		if seen[g] {
			return true
		}
		seen[g] = true
	}
	return false
}

func hasDistricts(card *kpi.Scorecard) bool {
	return slices.ContainsFunc(card.Rows, func(s kpi.Score) bool { return s.Group.District != "" })
}

func severalProvinces(card *kpi.Scorecard) bool {
	return slices.ContainsFunc(card.Rows, func(s kpi.Score) bool { return s.Group.Province != card.Rows[0].Group.Province })
}

// measures returns the measures that the files say anything of.
func (b *builder) measures() []int {
	var measures []int
	for i, given := range b.card.Given {
		if given {
			measures = append(measures, i)
		}
	}
	return measures
}

func (b *builder) title(files int) string {
	period := b.text("no-period")
	if p := b.card.Period; !p.IsZero() {
		period = b.period(p)
	}
	return b.text("period") + " " + period + " · " + strings.Replace(b.text("files"), "{n}", strconv.Itoa(files), 1)
}

// period writes a period for people.
func (b *builder) period(p kpi.Period) string {
	name := func(m kpi.Month) string {
		text := m.String()
		if b.opts.Lang == kpi.Vietnamese {
			return text[5:] + "/" + text[:4]
		}
		return text
	}
	if p.From == p.To {
		return name(p.From)
	}
	return name(p.From) + " – " + name(p.To)
}

// row makes one row; the total has no keys.
func (b *builder) row(s kpi.Score, by []kpi.Dimension, measures []int) Row {
	var row Row
	for _, d := range by {
		row.Keys = append(row.Keys, b.key(s.Group, d))
	}
	for _, i := range measures {
		v, known := s.Tally.Value(i)
		row.Counts = append(row.Counts, Count{known, v, b.card.Measures.At(i).Scale()})
	}
	for _, i := range b.chosen {
		row.Figures = append(row.Figures, b.figure(s.Results[i]))
	}
	return row
}

// key makes a key cell.
func (b *builder) key(g kpi.Group, d kpi.Dimension) Key {
	switch d {
	case kpi.ByProvince:
		return b.named(g.Province, "blank.province")
	case kpi.ByDistrict:
		return b.named(g.District, "blank.district")
	case kpi.ByCommune:
		switch {
		case g.Commune != "":
			return Key{g.Commune, g.Commune}
		case g.Level == kpi.Commune:
			return Key{"", b.text("communes")}
		case g.District == "":
			return Key{"", b.text("blank.commune")}
		}
		return Key{"", b.text("agency")}
	case kpi.ByLevel:
		return Key{g.Level.String(), b.text("level." + g.Level.String())}
	}
	if g.Period.IsZero() {
		return Key{"", b.text("undated")}
	}
	return Key{g.Period.String(), b.period(g.Period)}
}

// named is the key of a name, with a text for a blank one.
func (b *builder) named(name, blank string) Key {
	if name == "" {
		return Key{"", b.text(blank)}
	}
	return Key{name, name}
}

// figure makes an indicator cell.
func (b *builder) figure(r kpi.Result) Figure {
	f := Figure{Defined: r.Defined(), Ratio: r.Ratio, NA: b.text("na"), Verdict: r.Verdict}
	if r.Target != nil {
		f.Target = r.Target.Threshold()
	}
	if r.Verdict != kpi.Unjudged {
		f.Judgment = b.text(r.Verdict.String())
	}
	switch {
	case !f.Defined:
	case r.Ratio.Plain:
		f.Shown = kpi.FormatCount(r.Ratio.Num, r.Ratio.Scale)
	default:
		f.Percent, f.Shown = r.Ratio.Percent(percentDecimals), r.Ratio.Shown(b.opts.Decimals)
	}
	return f
}

// percentDecimals are the decimals of percentages for machines.
const percentDecimals = 6
