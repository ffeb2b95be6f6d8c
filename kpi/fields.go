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
// first and the last months of the whole. A sum that does not fit is [ErrOverflow].
func (l *Ledger) ByField(measures []int) ([]FieldLedger, error) {
	keys, spelled := map[Field]Field{}, map[Field]Field{} // by spelling, and the spelling by key
	for _, e := range l.Entries {
		for _, sums := range e.Fields {
			counts := slices.ContainsFunc(sums, func(s FieldTally) bool { return slices.ContainsFunc(measures, s.Tally.Touched) })
			for _, s := range sums {
				k, ok := keys[s.Field]
				if !ok {
					k = s.Field.key()
					keys[s.Field] = k
				}
				if known, ok := spelled[k]; ok {
					s.Field = betterSpelled(known, s.Field)
				}
				if counts {
					spelled[k] = s.Field
				}
			}
		}
	}
	var all []FieldLedger
	for _, field := range spelled {
		all = append(all, FieldLedger{field, &Ledger{Measures: l.Measures, Files: l.Files, Others: l.edges()}})
	}
	slices.SortFunc(all, func(a, b FieldLedger) int { return a.Field.Compare(b.Field) })
	for _, e := range l.Entries {
		files, err := e.byField(keys)
		if err != nil {
			return nil, err
		}
		for _, f := range all {
			own := *e
			own.Fields, own.Tally = nil, NewTally(0)
			for _, file := range files {
				if err := own.Tally.joinField(keys[f.Field], file); err != nil {
					return nil, err
				}
			}
			if !own.Tally.Empty() {
				f.Ledger.Entries = append(f.Ledger.Entries, &own)
			}
		}
	}
	return all, nil
}

// fileFields are the sums of an entry in one export by the keys of their fields, and the
// measures that any field has: those of the others are 0.
type fileFields struct {
	sums    map[Field]Tally
	divided []int
}

// byField returns the sums of an entry in every export. Fields that differ in capitals alone
// are one, also in one export.
func (e *Entry) byField(keys map[Field]Field) (files []fileFields, err error) {
	for _, sums := range e.Fields {
		file, divided := fileFields{sums: make(map[Field]Tally, len(sums))}, NewTally(0)
		for _, s := range sums {
			if !s.Field.None {
				err = cmp.Or(err, divided.Join(s.Tally))
			}
			k := keys[s.Field]
			if known, ok := file.sums[k]; ok {
				both := NewTally(0)
				err = cmp.Or(err, both.Join(known), both.Join(s.Tally))
				s.Tally = both
			}
			file.sums[k] = s.Tally
		}
		for i, m := range divided.marks {
			if m != 0 {
				file.divided = append(file.divided, i)
			}
		}
		files = append(files, file)
	}
	return files, err
}

// joinField adds the sums of a field in an export, which are 0 where it has no row of it.
func (t *Tally) joinField(key Field, file fileFields) error {
	if sums, ok := file.sums[key]; ok {
		return t.Join(sums)
	}
	for _, i := range file.divided {
		if err := t.Give(i, 0); err != nil {
			return err
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
