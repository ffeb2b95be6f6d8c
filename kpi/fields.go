package kpi

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Field is a field of work (lĩnh vực) as exports name it, or none.
type Field struct {
	Name string // "" where a row names none
	None bool   // of exports that do not divide their counts by field
}

// FieldTally is the sums of the rows of one field.
type FieldTally struct {
	Field Field
	Tally Tally
}

// key is the same for spellings that differ in capitals alone.
func (f Field) key() Field { return Field{strings.ToLower(f.Name), f.None} }

// Compare orders fields by their names, those without one last.
func (f Field) Compare(o Field) int {
	last := func(f Field) int {
		switch {
		case f.None:
			return 2
		case f.Name == "":
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(last(f), last(o)), cmp.Compare(f.Name, o.Name))
}

// betterSpelled returns the one of two spellings of a field that is shown: with a capital at its
// beginning and as few others as there are, so that the order of files does not matter.
func betterSpelled(a, b Field) Field {
	rank := func(f Field) (n int) {
		for i, r := range f.Name {
			if unicode.IsUpper(r) == (i > 0) {
				n++
			}
		}
		return n
	}
	if c := cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Name, b.Name)); c <= 0 {
		return a
	}
	return b
}

// FieldLedger is a ledger of the counts of one field.
type FieldLedger struct {
	Field  Field
	Ledger *Ledger
}

// ByField divides a ledger whose entries keep their fields, as far as exports count any of some
// measures. The sums of all fields are those of the ledger: a field without a row in an export
// that divides its counts adds 0 to them, and what is not divided is by itself. Each has the
// first and the last months of the whole.
func (l *Ledger) ByField(measures []int) ([]FieldLedger, error) {
	spelled := map[Field]Field{}
	counts := func(sums []FieldTally) bool {
		return slices.ContainsFunc(sums, func(s FieldTally) bool { return slices.ContainsFunc(measures, s.Tally.Touched) })
	}
	for _, e := range l.Entries {
		for _, sums := range e.Fields {
			for _, s := range sums {
				if k := s.Field.key(); counts(sums) {
					if known, ok := spelled[k]; ok {
						s.Field = betterSpelled(known, s.Field)
					}
					spelled[k] = s.Field
				}
			}
		}
	}
	var all []FieldLedger
	for key, field := range spelled {
		part := &Ledger{Measures: l.Measures, Files: l.Files, Others: l.edges()}
		for _, e := range l.Entries {
			own := *e
			own.Fields, own.Tally = nil, NewTally(0)
			for _, sums := range e.Fields {
				if err := own.Tally.joinField(key, sums); err != nil {
					return nil, err
				}
			}
			if !own.Tally.Empty() {
				part.Entries = append(part.Entries, &own)
			}
		}
		all = append(all, FieldLedger{field, part})
	}
	slices.SortFunc(all, func(a, b FieldLedger) int { return a.Field.Compare(b.Field) })
	return all, nil
}

// joinField adds the sums of a field in an export, which are 0 where it has no row of it.
func (t *Tally) joinField(key Field, sums []FieldTally) error {
	if i := slices.IndexFunc(sums, func(s FieldTally) bool { return s.Field.key() == key }); i >= 0 {
		return t.Join(sums[i].Tally)
	}
	for _, s := range sums {
		for i, m := range s.Tally.marks {
			if m != 0 && !s.Field.None {
				if err := t.Give(i, 0); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Within returns a ledger whose first and last months are those of another, of which it is a
// part.
func (l *Ledger) Within(whole *Ledger) *Ledger {
	part := *l
	part.Others = whole.edges()
	return &part
}
