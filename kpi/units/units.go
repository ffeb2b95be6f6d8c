// Package units knows which units exist when, and what became of them: those of Viet Nam
// are built in, or a user gives a list. It finds the units that a name may mean, compares
// a ledger with the list, and carries the counts of units that ended over to their
// successors.
package units

import (
	"slices"
	"sync"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/table"
	"cchc/kpi/vietnamese"
)

type unitRow struct {
	Code      string `csv:"code"`
	Name      string `csv:"name"`
	Level     string `csv:"level"`
	Parent    string `csv:"parent"`
	ValidFrom string `csv:"valid_from"`
	ValidTo   string `csv:"valid_to"`
}

// List is the units that exist, such as all of a province, in the order of their codes.
type List struct {
	words *catalog.Words
	book  book
	exact bool               // whether the dates are exact; else they are but the reform's
	bare  func() []string    // the names of the book without marks
	turns func() []kpi.Month // in which units begin or have ended, in order
	known *knownMeanings
}

// newList returns the list of a book.
func newList(words *catalog.Words, text string) *List {
	l := &List{words: words, book: openBook(text), exact: true, known: &knownMeanings{}}
	l.bare = sync.OnceValue(func() []string {
		bare := make([]string, l.book.names.len()-1)
		for i := range bare {
			bare[i] = vietnamese.Bare(l.book.text(i))
		}
		return bare
	})
	l.turns = sync.OnceValue(func() []kpi.Month {
		var turns []kpi.Month
		for state := range l.book.states.len() {
			valid := l.book.validState(state)
			turns = append(turns, valid.From, valid.To+1)
		}
		slices.Sort(turns)
		return slices.Compact(turns)
	})
	return l
}

// Era returns the months around a period in which no unit of the list begins or ends: for
// all periods of an era [List.Nearest] returns the same, but not [List.Find], which finds
// units that are near in time. A period that is of several eras is its own.
func (l *List) Era(p kpi.Period) kpi.Period {
	turns := l.turns()
	next, _ := slices.BinarySearch(turns, p.From+1)
	if p.IsZero() || next == 0 || next == len(turns) || turns[next] <= p.To {
		return p
	}
	return kpi.Period{From: turns[next-1], To: turns[next] - 1}
}

// Read reads and checks a list of units.
func Read(words *catalog.Words, name string, data []byte) (*List, error) {
	entries, err := readEntries(words, name, data)
	if err != nil {
		return nil, err
	}
	return newList(words, bind(entries, nil)), nil
}

// readEntries reads the units of a table, in the order of a book.
func readEntries(words *catalog.Words, name string, data []byte) ([]entry, error) {
	t, err := table.Read[unitRow](name, data, "valid_from", "valid_to")
	if err != nil {
		return nil, err
	}
	entries := make([]entry, len(t.Rows))
	for i, r := range t.Rows {
		n := words.Name(r.Name, kpi.Levels()...)
		e := entry{code: r.Code, parent: r.Parent, text: n.Text, word: n.Type}
		from, _, fromErr := readDays(r.ValidFrom)
		_, to, toErr := readDays(r.ValidTo)
		e.from, e.to = from, to
		switch err := e.level.UnmarshalText([]byte(r.Level)); {
		case err != nil || e.level == 0:
			return nil, t.Fault(i, "level", kpi.NewFault("want province, district or commune"))
		case r.Code == "":
			return nil, t.Fault(i, "code", kpi.NewFault("the cell is blank"))
		case n.Key == "":
			return nil, t.Fault(i, "name", kpi.NewFault("the cell is blank"))
		case fromErr != nil:
			return nil, t.Fault(i, "valid_from", fromErr)
		case toErr != nil:
			return nil, t.Fault(i, "valid_to", toErr)
		case to != 0 && to < from:
			return nil, t.Fault(i, "valid_to", kpi.NewFault("the unit ends before it begins"))
		}
		entries[i] = e
	}
	slices.SortStableFunc(entries, compareEntries)
	return entries, nil
}

// describe adds the units above in a period to a unit; without one the last that it had.
func (l *List) describe(u unit, p kpi.Period) Listed {
	found := Listed{Code: l.book.code(u), Name: l.book.full(u), Level: l.book.level(u), Parent: l.book.parent(u), Valid: l.book.valid(u), unit: u}
	found.days[0], found.days[1] = l.book.days(u)
	for above, ok := l.book.above(u, p); ok; above, ok = l.book.above(above, p) {
		switch l.book.level(above) {
		case kpi.District:
			found.District = l.book.full(above)
		case kpi.Province:
			found.Province = l.book.full(above)
		}
	}
	return found
}

// Successors returns what became of the units of the list, if that is built in.
func (l *List) Successors() *Successors { return &Successors{list: l, changes: l.book.changes} }

// label names a unit and the district that it had.
func (l *List) label(u unit) string { return l.describe(u, kpi.Period{}).String() }

// labels names units with their districts.
func (l *List) labels(units []unit) []string {
	var labels []string
	for _, u := range units {
		labels = append(labels, l.label(u))
	}
	return labels
}

// descriptions names units with all units above them and their dates.
func (l *List) descriptions(units []unit) []string {
	var texts []string
	for _, u := range units {
		texts = append(texts, l.describe(u, kpi.Period{}).Describe())
	}
	return texts
}
