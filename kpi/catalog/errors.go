package catalog

import (
	"errors"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/table"
)

// faultRow is a line of the table of faults: a text with its twin. Both hold the
// names of arguments in braces.
type faultRow struct {
	EN string `csv:"en"`
	VI string `csv:"vi"`
}

// faultTexts reads the table of faults. It needs nothing of a catalogue, which a
// fault may have kept from being read.
func faultTexts() ([]faultRow, error) {
	var rows []faultRow
	err := embedded("faults.csv", func(name string, data []byte) error {
		t, err := table.Read[faultRow](name, data)
		if err == nil {
			rows = t.Rows
		}
		return err
	})
	return rows, err
}

// ErrorText returns what an error says in a language: the fault in it is put in
// words, everything around it stays. A fault without a twin stays as well.
func ErrorText(err error, lang kpi.Lang) string {
	text := err.Error()
	var f *kpi.Fault
	if lang == kpi.English || !errors.As(err, &f) {
		return text
	}
	rows, err := faultTexts()
	if err != nil {
		return text
	}
	i := slices.IndexFunc(rows, func(r faultRow) bool { return r.EN == f.Text })
	if i < 0 {
		return text
	}
	before, after, _ := strings.Cut(text, f.Error())
	return before + f.In(rows[i].VI) + after
}
