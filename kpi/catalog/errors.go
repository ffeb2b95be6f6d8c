package catalog

import (
	"errors"
	"slices"
	"strings"

	"cchc/kpi"
)

// faultRow is a line of the table of faults: a text with its twin. Both hold the
// names of arguments in braces.
type faultRow struct {
	EN string `csv:"en"`
	VI string `csv:"vi"`
}

// ErrorText returns what an error says in a language: the fault in it is put in
// words, everything around it stays. A fault without a twin stays as well.
func ErrorText(err error, lang kpi.Lang) string {
	text := err.Error()
	var f *kpi.Fault
	if lang == kpi.English || !errors.As(err, &f) {
		return text
	}
	// The table of faults needs nothing of a catalogue, which a fault may have kept from
	// being read.
	t, err := builtIn[faultRow]("faults")
	if err != nil {
		return text
	}
	i := slices.IndexFunc(t.Rows, func(r faultRow) bool { return r.EN == f.Text })
	if i < 0 {
		return text
	}
	before, after, _ := strings.Cut(text, f.Error())
	return before + f.In(t.Rows[i].VI) + after
}
