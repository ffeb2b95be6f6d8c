package catalog

import (
	"strings"
	"sync"

	"cchc/kpi"
)

// helps is the table of the texts of help and completion, by the English ones, which the
// commands have in their code. No other run needs it: it is read when a text is asked for.
var helps = sync.OnceValue(func() map[string]string {
	t, err := builtIn[faultRow]("help")
	if err != nil {
		panic(err) // the built-in table has a fault, which the tests would show
	}
	texts := make(map[string]string, len(t.Rows))
	for _, r := range t.Rows {
		texts[r.EN] = r.VI
	}
	return texts
})

// HelpText returns a text of help or completion in a language; one that the table does not
// have stays English, such as the lines of examples.
func HelpText(text string, lang kpi.Lang) string {
	if lang != kpi.Vietnamese {
		return text
	}
	if vi := helps()[strings.TrimSpace(text)]; vi != "" {
		return vi
	}
	return text
}
