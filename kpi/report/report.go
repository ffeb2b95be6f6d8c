// Package report makes results of what commands have found: reports, trends, comparisons,
// checks, explanations, tidy tables and lists. A [Result] has tables of typed cells and lines
// for people, records for spreadsheets and data for programs, in a language but in no format.
package report

import (
	"cmp"
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
	Heading  Heading
	Below    Below
	Behind   *Behind // what is behind the figures; nil where they cannot be opened
	Records  bool    // records alone: tables have no rows
}

// Month is the scorecard of one month, which has the grouping of that of the report and the
// indicators of its tables at least.
type Month struct {
	Period kpi.Period
	Card   *kpi.Scorecard
}

// builder makes a report of a scorecard.
type builder struct {
	card     *kpi.Scorecard
	chosen   []int // indicators of the table
	measures []int // with counts or blanks in any file
	opts     Options
	w        wording
}

// Build makes the report of a scorecard. The chosen indicators are those of the table;
// files and findings are shown as they are. Every part has a table of its own.
func Build(card *kpi.Scorecard, chosen []int, parts []Slice, files []kpi.File, findings []kpi.Finding, words Words, opts Options) *Document {
	w := newWording(words, opts)
	b := &builder{card: card, chosen: chosen, opts: opts, w: w}
	for i, given := range card.Given {
		if given {
			b.measures = append(b.measures, i)
		}
	}
	d := &Document{Machine: Machine{Schema: reportSchema}, Heading: opts.Heading, Texts: Texts{words, opts.Lang}}
	d.Evidence = Evidence{Definitions: w.definitions(card, chosen), Profile: opts.Profile, Inputs: files, Findings: Messages(findings, words, opts.Lang)}
	d.Machine.Facts = []Fact{{"by", dimensionIDs(keyDimensions(card))}, {"period", periodData(card.Period)}}
	scores := kept(card, opts)
	d.Tables = append(d.Tables, b.tables(scores, "", 0)...)
	b.series(d.Tables[0])
	d.Machine.Records = b.records(d.Tables[0], scores)
	cards := []*kpi.Scorecard{card}
	for n, part := range parts {
		cards = append(cards, part.Card)
		of := *b
		of.card = part.Card
		d.Tables = append(d.Tables, of.tables(kept(part.Card, opts), part.Name, n+1)...)
	}
	shared, blank := w.arranged(d.Tables, cards)
	if opts.Behind != nil {
		d.Evidence.Districts = b.open(d.Tables, parts, findings)
		b.opts.Behind = nil // the records do not need it
	}
	d.Title = w.title(card.Period, len(files), append([]string{opts.Heading.Province}, shared...)...)
	d.Reading.Marks, d.Reading.Targets = w.judgedReading(d.Tables), w.targetLine([]*kpi.Scorecard{card}, chosen)
	b.sections(d, findings, blank)
	return d
}

// tables makes the table of a scorecard and, where rows earn points, that of their points.
func (b *builder) tables(scores []placed, name string, part int) []*Table {
	t := b.w.keyed(name, keyDimensions(b.card), b.card.Period)
	t.Part, t.IsWhole = part, isWhole(b.card)
	for _, i := range b.chosen {
		d := b.card.Indicators[i]
		t.Columns = append(t.Columns, figureColumn(d, b.w.label(d.Labels)))
	}
	t.RankLabel = rankLabel(b.w, b.opts.Sort, b.card)
	if b.opts.Records {
		scores = nil
	}
	for _, p := range scores {
		t.Rows = append(t.Rows, Row{Rank: p.rank, Group: p.Score.Group, Keys: b.w.keys(p.Score.Group, t.By), Cells: b.figures(p.Score)})
	}
	t.Total = Row{Group: b.card.Total.Group, Cells: b.figures(b.card.Total)}
	if b.opts.Profile == nil {
		return []*Table{t}
	}
	points := *t
	points.Name, points.Columns = b.w.text("points"), b.pointColumns()
	points.Legend = b.w.fill("points.legend", "file", kpi.Printable(b.opts.Profile.Name))
	if name != "" {
		points.Name = name + " – " + points.Name
	}
	points.Rows = slices.Clone(t.Rows)
	for i, p := range scores {
		points.Rows[i].Cells = b.earned(p.Score)
	}
	points.Total.Cells = b.earned(b.card.Total)
	return []*Table{t, &points}
}

// figures returns the figures of a row.
func (b *builder) figures(s kpi.Score) []Cell {
	cells := make([]Cell, len(b.chosen))
	for n, i := range b.chosen {
		cells[n] = b.w.cell(s.Results[i])
	}
	return cells
}

// records makes the flat table of a report: the keys, the period, every measure, and each
// indicator in percent with six decimals, then points. For programs rows have the sums of
// their figures too.
func (b *builder) records(t *Table, scores []placed) Records {
	r := Records{Fields: b.w.keyFields(t.By)}
	dated, ranked := slices.Contains(t.By, kpi.ByPeriod), t.RankLabel != ""
	if !dated {
		f := b.w.periodField()
		f.Name = "" // it is that of the report
		r.Fields = append(r.Fields, f)
	}
	if ranked {
		f := simple("rank", t.RankLabel, NumberField)
		if f.IsKey = true; len(t.By) == 0 {
			f.Name = ""
		}
		r.Fields = append(r.Fields, f)
	}
	for _, i := range b.measures {
		m := b.card.Measures.At(i)
		f := simple(m.ID, b.w.label(m.Labels), CountField)
		f.In = measuresObject
		r.Fields = append(r.Fields, f)
	}
	for _, c := range t.Columns {
		f := Field{Name: c.ID, In: indicatorsObject, Columns: []string{b.field(c.ID)}, Labels: []string{c.Label}, Kind: RateField}
		if !c.Plain {
			f.Labels[0] += " (%)"
		}
		r.Fields = append(r.Fields, f)
	}
	if b.opts.Profile != nil {
		r.Fields = append(r.Fields, b.pointFields(r.Fields)...)
	}
	period, by := b.w.periodKey(b.card.Period, "no-period"), t.By // all: later the table may leave out some
	r.Rows = func(yield func([]Cell) bool) {
		for _, p := range scores {
			record := keyCells(b.w.keys(p.Score.Group, by))
			if !dated {
				record = append(record, Cell{Key: &period})
			}
			if ranked {
				record = append(record, positive(p.rank))
			}
			if !yield(append(record, b.counted(p.Score)...)) {
				return
			}
		}
	}
	r.Totals = [][]Cell{b.counted(b.card.Total)}
	return r
}

// counted returns the part of a record behind its keys.
func (b *builder) counted(s kpi.Score) (record []Cell) {
	for _, i := range b.measures {
		v, known := s.Tally.Value(i)
		record = append(record, count(Count{known, v, b.card.Measures.At(i).Scale()}))
	}
	record = append(record, b.figures(s)...)
	if b.opts.Profile == nil {
		return record
	}
	points := b.earned(s)
	return append(append(record, points...), Cell{Data: scoreData(*b.opts.Profile, points)})
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

// shownTargets is the number of targets that are listed; the others are counted.
const shownTargets = 6

// targetLine returns a line of the targets that figures of some scorecards are judged by; ""
// where no figure has one.
func (w wording) targetLine(cards []*kpi.Scorecard, chosen []int) string {
	targets := w.targets(cards, chosen)
	if len(targets) == 0 {
		return ""
	}
	if more := len(targets) - shownTargets; more > 0 {
		targets = append(targets[:shownTargets], "… +"+strconv.Itoa(more))
	}
	return w.text("targets") + ": " + strings.Join(targets, "; ")
}

// targets returns the targets of some scorecards in words, each once, in the order of their
// table: "On time of resolved ≥ 98 (Văn Lãng)".
func (w wording) targets(cards []*kpi.Scorecard, chosen []int) (texts []string) {
	seen := map[*kpi.Target]kpi.Indicator{}
	for _, card := range cards {
		for _, s := range card.All() {
			for _, i := range chosen {
				if t := s.Results[i].Target; t != nil {
					seen[t] = card.Indicators[i]
				}
			}
		}
	}
	for _, t := range slices.SortedFunc(maps.Keys(seen), func(a, b *kpi.Target) int { return cmp.Compare(a.Place.Line, b.Place.Line) }) {
		d := seen[t]
		var of []string
		if t.Unit != nil {
			of = append(of, kpi.Printable(t.Unit.Name()))
		}
		if t.Level != 0 {
			of = append(of, w.text("level."+t.Level.String()))
		}
		text := w.label(d.Labels) + " " + sign(d) + " " + Localise(t.Threshold, w.lang)
		if len(of) > 0 {
			text += " (" + strings.Join(of, ", ") + ")"
		}
		texts = append(texts, text)
	}
	return texts
}

// sections writes what is below the tables: the definitions where they are wanted, and the
// notes, before them the rows that no table has.
func (b *builder) sections(d *Document, findings []kpi.Finding, blank []string) {
	var first, last []string
	if len(blank) > 0 {
		names := kpi.Few(blank)
		if b.opts.Below.Notes == AllNotes {
			names = strings.Join(blank, ", ")
		}
		first = append(first, b.w.fill("rows-blank", "rows", names))
	}
	if len(b.opts.Months) > 0 && len(b.opts.Longer) > 0 {
		var names []string
		for _, p := range b.opts.Longer {
			names = append(names, b.w.period(p))
		}
		last = append(last, b.w.fill("longer", "periods", kpi.Few(names)))
	}
	d.Sections = b.w.below(b.opts.Below, d.Evidence.Definitions, findings, first, last)
}
