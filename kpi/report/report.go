// Package report arranges a scorecard as a table of typed cells with its notes,
// in a language but in no format. A renderer only writes what it holds.
package report

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Options are how a scorecard is arranged.
type Options struct {
	Lang     kpi.Lang
	Decimals int          // of percentages as people read them
	Sort     string       // "" or an indicator id: best first; with - before it: worst first
	Profile  *kpi.Profile // what rows are scored by; nil: nothing
	Top      int          // of rows in that order, how many are kept, with those that tie with the last; 0: all
	Months   []Month      // what the pictures over months show; none where there are none
	Longer   []kpi.Period // those of rows that are of no month, and not in the pictures
}

// Month is the scorecard of one month, which has the grouping and the indicators
// of that of the report.
type Month struct {
	Period kpi.Period
	Card   *kpi.Scorecard
}

// Report is the result of `kpi report`.
type Report struct {
	Lang       kpi.Lang
	By         []kpi.Dimension
	Period     kpi.Period
	PeriodKey  Key // the period as a key
	Title      string
	Keys       []string // headers of the key columns
	Columns    []Column
	Measures   []Column // those given or derived, in the order of the catalogue
	RankLabel  string   // header of the ranks; "" where rows have none
	Points     *Points  // what the points of the rows are; nil: they have none
	Months     []Key    // of the series of every row: each month from the first to the last
	Rows       []Row
	Total      Row
	TotalLabel string
	Legend     string
	Targets    string    // those of the table in words; "" where it has none
	Sections   []Section // below the table
	Inputs     []kpi.File
	Findings   iter.Seq[Message]
	Definition []Definition
	Parts      []Part // reports of single districts or levels, where they were asked for
	Data       *Tidy  // what was read, where the format shows it
	Version    string // of the program
	// Say gives a fixed text of the catalogue in the language of the report.
	Say func(name string) string
}

// Part is a report with a name: that of a part of the units, such as a district, which has
// no parts, data or inputs of its own; or one of [Report.Tables].
type Part struct {
	Name   string
	Report *Report
}

// Column is an indicator of the table, or a measure. Field is its name in a flat table,
// which has both: the id, or the id with _percent for an indicator that shares its id with
// a measure.
type Column struct {
	ID, Field, Label string
	Plain            bool // counts, not rates
	Lower            bool // lower is better
	Points           bool // points, not an indicator
}

// Row is one group.
type Row struct {
	Rank    int // from the best, which is 1, by what rows are sorted by; 0: none
	Keys    []Key
	Counts  []Count    // by Report.Measures
	Figures []Figure   // by Report.Columns
	Points  []Figure   // by Report.Points.Columns
	Series  [][]Figure // by Report.Columns, then by Report.Months
	Group   kpi.Group  // named by Keys
}

// Labels returns the texts of the keys of a row, of which there is one at least.
func (r Row) Labels() []string {
	labels := make([]string, max(len(r.Keys), 1))
	for i, k := range r.Keys {
		labels[i] = kpi.Printable(k.Label)
	}
	return labels
}

// RankText returns the rank of a row, or "" where it has none.
func (r Row) RankText() string {
	if r.Rank == 0 {
		return ""
	}
	return strconv.Itoa(r.Rank)
}

// Definition is how an indicator of the table is computed. Formula, Numerator and
// Denominator name measures by their ids, the texts beside them by their labels.
type Definition struct {
	ID, Label, Formula, Words     string
	Numerator, NumeratorWords     string
	Denominator, DenominatorWords string
	Better, Source                string
}

// Section is a titled list below the table. ID is the name of its title among the
// fixed texts.
type Section struct {
	ID, Title string
	Lines     []string
}

// The names of the sections.
const (
	definitionsSection = "definitions"
	NoteSection        = "notes"
)

// builder makes a report of a scorecard.
type builder struct {
	card   *kpi.Scorecard
	chosen []int // indicators of the table
	opts   Options
	w      wording
}

// Build makes the report of a scorecard. The chosen indicators are those of the table;
// files and findings are shown as they are.
func Build(card *kpi.Scorecard, chosen []int, files []kpi.File, findings []kpi.Finding, words Words, opts Options) *Report {
	w := wording{words, opts.Lang, opts.Decimals}
	b := &builder{card, chosen, opts, w}
	r := &Report{Lang: opts.Lang, By: keyDimensions(card), Period: card.Period, PeriodKey: w.periodKey(card.Period, "no-period"), Inputs: files, Say: w.text}
	for _, d := range r.By {
		r.Keys = append(r.Keys, w.text(d.String()))
	}
	var measures []int // with counts or blanks in any file
	for i, given := range card.Given {
		if !given {
			continue
		}
		m := card.Measures.At(i)
		measures = append(measures, i)
		r.Measures = append(r.Measures, Column{ID: m.ID, Field: m.ID, Label: w.label(m.Labels), Plain: true})
	}
	for _, i := range chosen {
		d := card.Indicators[i]
		r.Columns = append(r.Columns, Column{ID: d.ID, Field: b.field(d.ID), Label: w.label(d.Labels), Plain: d.Plain(), Lower: d.Better == kpi.Lower})
	}
	b.points(r)
	r.RankLabel = rankLabel(w, opts.Sort, r.Columns)
	for _, p := range kept(card, opts) {
		row := b.row(p.Score, r.By, measures)
		row.Rank = p.rank
		r.Rows = append(r.Rows, row)
	}
	r.Total = b.row(card.Total, nil, measures)
	b.series(r)
	r.Findings = Messages(findings, words, opts.Lang)
	r.Title = w.title(card.Period, len(files))
	r.Legend, r.TotalLabel = w.text("reading"), w.text("total")
	if slices.ContainsFunc(r.All(), func(row Row) bool {
		return slices.ContainsFunc(row.Figures, func(f Figure) bool { return f.Verdict != kpi.Unjudged })
	}) {
		r.Legend += " " + w.text("verdicts")
	}
	if targets := b.targets(); len(targets) > 0 {
		if more := len(targets) - shownTargets; more > 0 {
			targets = append(targets[:shownTargets], "… +"+strconv.Itoa(more))
		}
		r.Targets = w.text("targets") + ": " + strings.Join(targets, "; ")
	}
	b.sections(r, findings)
	return r
}

// field returns the name of an indicator in a flat table. No measure and no other
// indicator has it.
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

// row makes one row; the total has no keys.
func (b *builder) row(s kpi.Score, by []kpi.Dimension, measures []int) Row {
	row := Row{Group: s.Group, Keys: b.w.keys(s.Group, by)}
	for _, i := range measures {
		v, known := s.Tally.Value(i)
		row.Counts = append(row.Counts, Count{known, v, b.card.Measures.At(i).Scale()})
	}
	for _, i := range b.chosen {
		row.Figures = append(row.Figures, b.w.figure(s.Results[i]))
	}
	row.Points = b.earned(s)
	return row
}

// shownTargets is the number of targets that are listed; the others are counted.
const shownTargets = 6

// targets returns the targets of the table in words, each once, in the order of their table:
// "On time of resolved ≥ 98 (Văn Lãng)".
func (b *builder) targets() (texts []string) {
	seen := map[*kpi.Target]kpi.Indicator{}
	for _, s := range b.card.All() {
		for _, i := range b.chosen {
			if t := s.Results[i].Target; t != nil {
				seen[t] = b.card.Indicators[i]
			}
		}
	}
	for _, t := range slices.SortedFunc(maps.Keys(seen), func(a, b *kpi.Target) int { return cmp.Compare(a.Place.Line, b.Place.Line) }) {
		d, sign := seen[t], "≥"
		if d.Better == kpi.Lower {
			sign = "≤"
		}
		var of []string
		if t.Unit != nil {
			of = append(of, kpi.Printable(t.Unit.Name()))
		}
		if t.Level != 0 {
			of = append(of, b.w.text("level."+t.Level.String()))
		}
		text := b.w.label(d.Labels) + " " + sign + " " + Localise(t.Threshold, b.w.lang)
		if len(of) > 0 {
			text += " (" + strings.Join(of, ", ") + ")"
		}
		texts = append(texts, text)
	}
	return texts
}

// sections writes what is below the table: the definitions, the notes and
// the indicators that could be asked for.
func (b *builder) sections(r *Report, findings []kpi.Finding) {
	r.Definition = b.w.definitions(b.card, b.chosen)
	r.Sections = append(r.Sections, b.w.definitionSection(r.Definition))
	notes := b.w.notes(findings)
	if len(b.opts.Months) > 0 && len(b.opts.Longer) > 0 {
		var names []string
		for _, p := range b.opts.Longer {
			names = append(names, b.w.period(p))
		}
		notes = append(notes, b.w.fill("longer", "periods", kpi.Few(names)))
	}
	var others []string // indicators outside the table that have a figure of the total
	for i, result := range b.card.Total.Results {
		if !slices.Contains(b.chosen, i) && result.Defined() {
			others = append(others, b.card.Indicators[i].ID)
		}
	}
	if len(others) > 0 {
		notes = append(notes, b.w.fill("others", "ids", strings.Join(others, ", ")))
	}
	if len(notes) > 0 {
		r.Sections = append(r.Sections, Section{NoteSection, b.w.text(NoteSection), notes})
	}
}
