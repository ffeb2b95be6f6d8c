package catalog

import (
	"errors"
	"slices"
	"strings"

	"cchc/kpi"
)

// faultRow is a row of the table of faults: a text in two languages, with the names of
// arguments in braces.
type faultRow struct {
	EN string `csv:"en"`
	VI string `csv:"vi"`
}

// ErrorText returns the text of an error in a language. Only the fault in it is
// translated, if the table has it. The table is read here, as a fault may be the reason
// that there is no catalogue.
func ErrorText(err error, lang kpi.Lang) string {
	text := err.Error()
	var f *kpi.Fault
	if lang == kpi.English || !errors.As(err, &f) {
		return text
	}
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
