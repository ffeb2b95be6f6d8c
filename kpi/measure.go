package kpi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Kind is the way in which a measure adds up over time. Over units every measure adds.
type Kind uint8

// The kinds. Mixed is that of a whole whose parts are of several kinds
// (caseload = received + carried over): over several periods it is known only
// from its parts.
const (
	Flow     Kind = iota + 1 // adds over time
	Opening                  // the first period counts: dossiers carried over
	Closing                  // the last period counts: dossiers pending
	Distinct                 // the same things in every period, such as procedures: known if all have one count
	Mixed
)

// ParseKind reads the word that a measures table uses for a kind.
func ParseKind(text string) (Kind, error) {
	i := slices.Index(kindWords[1:], text)
	if i < 0 {
		return 0, NewFault("{text} is not a kind: want flow, opening, closing, distinct or mixed", "text", strconv.Quote(text))
	}
	return Kind(i + 1), nil
}

// String returns the word that [ParseKind] reads.
func (k Kind) String() string {
	if int(k) >= len(kindWords) {
		return ""
	}
	return kindWords[k]
}

var kindWords = [...]string{"", "flow", "opening", "closing", "distinct", "mixed"}

// The things that the code knows, of all that a measure may count (tasks, people).
const (
	Dossiers   = "dossiers"   // counted by most measures
	Days       = "days"       // counted in halves; all others are whole
	Procedures = "procedures" // counted beside days by a list of time limits
)

// Labels are the texts for people in the two languages of reports.
type Labels struct{ VI, EN string }

// Lang is a language of reports.
type Lang string

// The languages.
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// Number writes a number that has a decimal point in the language.
func (l Lang) Number(number string) string {
	if l == Vietnamese {
		return strings.Replace(number, ".", ",", 1)
	}
	return number
}

// In returns the label in a language.
func (l Labels) In(lang Lang) string {
	if lang == Vietnamese {
		return l.VI
	}
	return l.EN
}

// Measure is one additive count of an export.
type Measure struct {
	ID     string
	Kind   Kind
	Of     string   // the thing that is counted: dossiers, days, procedures, services, fee-procedures, tasks, people
	Parts  []string // ids whose sum it is, if any
	Within string   // id of the measure that it cannot exceed, if any
	Labels Labels
}

// Scale returns the stored value of one thing: 2 for days, which are stored as half
// days so that sums stay integers, and 1 for all others.
func (m Measure) Scale() int64 {
	if m.Of == Days {
		return 2
	}
	return 1
}

// Measures is a closed set of measures, each known by its index. It never changes.
type Measures struct {
	list   []Measure
	index  map[string]int
	parts  [][]int
	within []int // -1: none
	order  []int // indexes with every part before its whole
	wholes []int // those of them that have parts
	class  []int // by measure: the index of its thing
	things []string

	derivations []Derivation // in the order in which they are tried
	rounds      int          // how often they are
}

// DefinitionError is the fault of one definition in a table, with its column: the
// reader of the table can find the line.
type DefinitionError struct {
	ID     string
	Column string
	Fault  *Fault
}

// Error returns the fault with the id that has it.
func (e *DefinitionError) Error() string { return fmt.Sprintf("%s of %q: %s", e.Column, e.ID, e.Fault) }

// NewMeasures makes a set. A repeated id, an unknown part or bound, a cycle of
// parts, a part counted twice, or a whole that counts another thing than its parts is a
// [*DefinitionError].
func NewMeasures(list []Measure) (*Measures, error) {
	ms := &Measures{list: list, index: make(map[string]int, len(list))}
	for i, m := range list {
		if _, ok := ms.index[m.ID]; ok {
			return nil, &DefinitionError{m.ID, "id", NewFault("is there twice")}
		}
		ms.index[m.ID] = i
		class := slices.Index(ms.things, m.Of)
		if class < 0 {
			class = len(ms.things)
			ms.things = append(ms.things, m.Of)
		}
		ms.class = append(ms.class, class)
	}
	for i, m := range list {
		if err := ms.resolve(i, m); err != nil {
			return nil, err
		}
	}
	if err := ms.sort(); err != nil {
		return nil, err
	}
	ms.plan()
	for i, m := range list {
		bases := ms.Bases(i)
		slices.Sort(bases)
		if len(slices.Compact(bases)) < len(ms.Bases(i)) {
			return nil, &DefinitionError{m.ID, "parts", NewFault("a part is counted twice")}
		}
	}
	return ms, nil
}

// resolve turns the ids of one measure into indexes.
func (ms *Measures) resolve(i int, m Measure) error {
	var parts []int
	for _, id := range m.Parts {
		p, ok := ms.index[id]
		if !ok {
			return &DefinitionError{m.ID, "parts", NewFault("no measure {id}", "id", strconv.Quote(id))}
		}
		if slices.Contains(parts, p) {
			return &DefinitionError{m.ID, "parts", NewFault("measure {id} is there twice", "id", strconv.Quote(id))}
		}
		if ms.class[p] != ms.class[i] {
			return &DefinitionError{m.ID, "parts", NewFault("{id} counts {things}, not {other}", "id", strconv.Quote(id), "things", ms.list[p].Of, "other", m.Of)}
		}
		if m.Kind != Mixed && ms.list[p].Kind != m.Kind {
			return &DefinitionError{m.ID, "kind", NewFault("part {id} is {kind}: make the whole mixed", "id", strconv.Quote(id), "kind", ms.list[p].Kind.String())}
		}
		parts = append(parts, p)
	}
	if m.Kind == Mixed && len(parts) == 0 {
		return &DefinitionError{m.ID, "kind", NewFault("only a whole with parts can be mixed")}
	}
	ms.parts = append(ms.parts, parts)
	within := -1
	if m.Within != "" {
		w, ok := ms.index[m.Within]
		if !ok {
			return &DefinitionError{m.ID, "within", NewFault("no measure {id}", "id", strconv.Quote(m.Within))}
		}
		if ms.class[w] != ms.class[i] || w == i {
			return &DefinitionError{m.ID, "within", NewFault("{id} cannot bound it", "id", strconv.Quote(m.Within))}
		}
		within = w
	}
	ms.within = append(ms.within, within)
	return nil
}

// sort finds an order in which parts come before their wholes.
func (ms *Measures) sort() error {
	sorted := map[int]bool{} // false as long as the parts of a measure are visited
	var visit func(i int) error
	visit = func(i int) error {
		if done, begun := sorted[i]; done {
			return nil
		} else if begun {
			return &DefinitionError{ms.list[i].ID, "parts", NewFault("the measure is a part of itself")}
		}
		sorted[i] = false
		for _, p := range ms.parts[i] {
			if err := visit(p); err != nil {
				return err
			}
		}
		sorted[i] = true
		ms.order = append(ms.order, i)
		if len(ms.parts[i]) > 0 {
			ms.wholes = append(ms.wholes, i)
		}
		return nil
	}
	for i := range ms.list {
		if err := visit(i); err != nil {
			return err
		}
	}
	return nil
}

// Len returns the number of measures.
func (ms *Measures) Len() int { return len(ms.list) }

// At returns the measure of an index from 0 to Len-1.
func (ms *Measures) At(i int) Measure { return ms.list[i] }

// Index returns the index of an id.
func (ms *Measures) Index(id string) (int, bool) {
	i, ok := ms.index[id]
	return i, ok
}

// Parts returns the indexes of the measures whose sum is measure i, if any.
func (ms *Measures) Parts(i int) []int { return ms.parts[i] }

// Whole returns the index of the first measure that measure i is a part of, or -1.
func (ms *Measures) Whole(i int) int {
	return slices.IndexFunc(ms.parts, func(parts []int) bool { return slices.Contains(parts, i) })
}

// Beside returns the other parts of the whole of measure i.
func (ms *Measures) Beside(i int) []int {
	whole := ms.Whole(i)
	if whole < 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(ms.parts[whole]), func(part int) bool { return part == i })
}

// Within returns the index of the measure that measure i cannot exceed, or -1.
func (ms *Measures) Within(i int) int { return ms.within[i] }

// Bases returns the parts of measure i that have no parts themselves, or i if it
// has none.
func (ms *Measures) Bases(i int) []int {
	if len(ms.parts[i]) == 0 {
		return []int{i}
	}
	var bases []int
	for _, p := range ms.parts[i] {
		bases = append(bases, ms.Bases(p)...)
	}
	return bases
}

// Family returns measure i, its parts, their parts and so on, each once.
func (ms *Measures) Family(i int) []int {
	all := []int{i}
	for n := 0; n < len(all); n++ {
		for _, p := range ms.parts[all[n]] {
			if !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	return all
}

// IDs returns the ids of some measures.
func (ms *Measures) IDs(indexes []int) []string {
	ids := make([]string, len(indexes))
	for n, i := range indexes {
		ids[n] = ms.list[i].ID
	}
	return ids
}
