package kpi

import (
	"cmp"
	"fmt"
	"slices"
)

// File is an export that was read: its lines and its columns.
type File struct {
	Name    string
	Lines   Lines
	Header  int    // the line of the header
	SHA256  string // hex; "" where it was not asked for
	DayKind string // the kind of days that it counts; "" if it is not known, or not one kind
	Columns []Column
	Uses    []Use // of all columns of its first table
	List    *List // of a list of single dossiers; nil of any other
}

// List is how a list of single dossiers was counted.
type List struct {
	AsOf  Day      // the day that it is of
	Scope string   // which dossiers it holds: caseload, received, ended, open or late
	Rules []string // the answers to all switches: due=day, no-due=unknown
}

// Column is a column of an export that holds a measure.
type Column struct {
	Measure int
	Number  int    // 1-based
	Header  string // as written in the export
	Line    int    // the first of its table's header: a file may have several
}

// HeaderAbove returns the line of the header above a row.
func (f File) HeaderAbove(line int) int { return cmp.Or(f.top(line), f.Header) }

// top returns the line of the columns above a row, as far as it is known.
func (f File) top(line int) (top int) {
	for _, c := range f.Columns {
		if c.Line <= line {
			top = max(top, c.Line)
		}
	}
	return top
}

// ColumnsOf returns the columns of the table that a row is in.
func (f File) ColumnsOf(line int) []Column {
	top := f.top(line)
	return slices.DeleteFunc(slices.Clone(f.Columns), func(c Column) bool { return c.Line != top })
}

// Column returns the column of a measure in the table that a row is in.
func (f File) Column(measure, line int) (Column, bool) {
	for _, c := range f.ColumnsOf(line) {
		if c.Measure == measure {
			return c, true
		}
	}
	return Column{}, false
}

// Lines accounts for every physical line of an export: Total is the sum of
// the others. A record that runs over several lines counts them all.
type Lines struct {
	Total, Title, Header, Data, Section, Sum, Blank, Footer int
}

// LinesOf is the number of lines of one kind in an export.
type LinesOf struct {
	Kind  string
	Lines int
}

// Kinds returns the lines of every kind, in the order in which they are reported.
func (l Lines) Kinds() []LinesOf {
	return []LinesOf{
		{"title", l.Title}, {"header", l.Header}, {"data", l.Data}, {"section", l.Section}, {"total", l.Sum}, {"blank", l.Blank}, {"footer", l.Footer},
	}
}

// Origin is the rows of a file that give the counts of an entry.
type Origin struct {
	File   int // index into the files of the ledger
	Line   int // the first row
	Rows   int
	Number int  // of the entry in its file, from 0 on, in the order of first rows
	Blank  bool // a row has no commune where others of the file have one
}

// Compare orders origins by file, line and number.
func (o Origin) Compare(p Origin) int {
	return cmp.Or(cmp.Compare(o.File, p.File), cmp.Compare(o.Line, p.Line), cmp.Compare(o.Number, p.Number))
}

// Entry is the tally of one unit in one period, and the rows that it was read from.
type Entry struct {
	Unit    Unit
	Period  Period
	Tally   Tally
	Origins []Origin       // by file and line
	Members []*Entry       // of a unit that took in others: the entries of the files that it was added up from
	Fields  [][]FieldTally // of every file, by field; nil where reading does not keep them
}

// Compare orders entries by unit, then period.
func (e *Entry) Compare(o *Entry) int {
	return cmp.Or(e.Unit.Compare(o.Unit), e.Period.Compare(o.Period))
}

// Ledger is the tallies by unit and period.
type Ledger struct {
	Measures *Measures
	Files    []File
	Entries  []*Entry // ordered by unit, then period
	Others   []*Entry // of units that were not asked for: the first and the last month are those of all
	Outside  []*Entry // one of each unit that has dossiers, but none in the period asked for
}

// NewLedger makes a ledger of entries in any order, and joins those of the same
// unit and period. The entries belong to it then. A sum that does not fit is an
// error that names the unit and the period and wraps [ErrOverflow].
func NewLedger(ms *Measures, files []File, entries []*Entry) (*Ledger, error) {
	l := &Ledger{Measures: ms, Files: files}
	slices.SortStableFunc(entries, (*Entry).Compare)
	for _, e := range entries {
		last := len(l.Entries) - 1
		if last < 0 || l.Entries[last].Compare(e) != 0 {
			l.Entries = append(l.Entries, e)
			continue
		}
		if err := l.Entries[last].Tally.Join(e.Tally); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", e.Unit.Name(), PeriodKey(e.Period), err)
		}
		l.Entries[last].Origins = append(l.Entries[last].Origins, e.Origins...)
		l.Entries[last].Fields = append(l.Entries[last].Fields, e.Fields...)
	}
	for _, e := range l.Entries {
		slices.SortFunc(e.Origins, Origin.Compare)
	}
	return l, nil
}

// Span returns the shortest period that contains those of all entries and of the others.
func (l *Ledger) Span() Period {
	var p Period
	for _, e := range slices.Concat(l.Entries, l.Others) {
		p = p.Span(e.Period)
	}
	return p
}

// Periods returns every period of the ledger once, in the order of time.
func (l *Ledger) Periods() []Period {
	var periods []Period
	for _, e := range l.Entries {
		if !e.Period.IsZero() {
			periods = append(periods, e.Period)
		}
	}
	slices.SortFunc(periods, Period.Compare)
	return slices.Compact(periods)
}

// Units returns every unit of the ledger once, in order.
func (l *Ledger) Units() []Unit {
	var units []Unit
	for _, e := range l.Entries {
		units = append(units, e.Unit)
	}
	return slices.Compact(units)
}

// Select returns a ledger of the entries for which keep is true, and of such others;
// files and entries are shared.
func (l *Ledger) Select(keep func(*Entry) bool) *Ledger {
	kept := func(entries []*Entry) []*Entry {
		return slices.DeleteFunc(slices.Clone(entries), func(e *Entry) bool { return !keep(e) })
	}
	return &Ledger{Measures: l.Measures, Files: l.Files, Entries: kept(l.Entries), Others: kept(l.Others)}
}

// About returns a ledger of the entries that mention a thing that an indicator counts, as
// [Ledger.Select] does.
func (l *Ledger) About(d Indicator) *Ledger {
	return l.Select(func(e *Entry) bool { return l.Measures.IsAbout(e.Tally, d) })
}

// During returns a ledger of the entries of a period, as [Ledger.Select] does.
func (l *Ledger) During(p Period) *Ledger {
	return l.Select(func(e *Entry) bool { return p.Contains(e.Period) })
}

// In returns the ledger of [Ledger.During] as if only the rows of the period had been read. A
// unit that has others only is one that has none in it.
func (l *Ledger) In(p Period) *Ledger {
	part := l.During(p)
	part.Outside = slices.Clone(l.Outside)
	has := map[Unit]bool{}
	for _, e := range slices.Concat(part.Entries, part.Outside) {
		has[e.Unit] = true
	}
	for _, e := range l.Entries {
		if !has[e.Unit] && slices.Contains(l.Measures.Things(e.Tally), Dossiers) {
			has[e.Unit], part.Outside = true, append(part.Outside, e)
		}
	}
	return part
}

// OfUnits returns a ledger of the units for which keep is true. The entries of all others
// stay as such, so that a unit has the figures that it has among them.
func (l *Ledger) OfUnits(keep func(Unit) bool) *Ledger {
	part := &Ledger{Measures: l.Measures, Files: l.Files, Others: slices.Clone(l.Others)}
	for _, e := range l.Entries {
		if keep(e.Unit) {
			part.Entries = append(part.Entries, e)
		} else {
			part.Others = append(part.Others, e)
		}
	}
	return part
}

// IsListed reports whether the counts of an entry are those of single dossiers, which are no
// sum of others.
func (l *Ledger) IsListed(e *Entry) bool {
	return len(e.Origins) > 0 && !slices.ContainsFunc(e.Origins, func(o Origin) bool { return l.Files[o.File].List == nil })
}

// Place returns where the counts of an entry begin.
func (l *Ledger) Place(e *Entry) Place {
	if len(e.Origins) == 0 {
		return Place{}
	}
	return Place{File: l.Files[e.Origins[0].File].Name, Line: e.Origins[0].Line}
}

// PlaceOf returns the place of a measure of an entry: in the first row of the file that
// has its column.
func (l *Ledger) PlaceOf(e *Entry, measure int) Place {
	for _, o := range e.Origins {
		if c, ok := l.Files[o.File].Column(measure, o.Line); ok {
			return Place{File: l.Files[o.File].Name, Line: o.Line, Column: c.Number, Header: c.Header}
		}
	}
	return l.Place(e)
}
