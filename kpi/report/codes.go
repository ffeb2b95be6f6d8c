package report

import "cchc/kpi"

// Codes is the closed list of the kinds of findings.
type Codes struct {
	Headers []string // code, severity, allow, meaning, remedy
	Legend  string   // what the signs in the list mean
	Rows    []Code
	// Say gives a fixed text of the catalogue in the language of the list.
	Say func(name string) string
}

// Code is a kind of finding. Allow is whether --allow can make it a warning.
// Meaning and Remedy have words for what completes them in angle brackets.
type Code struct {
	Code            string
	Severity        kpi.Severity
	Allow           bool
	Meaning, Remedy string
}

// BuildCodes arranges the codes of findings.
func BuildCodes(rows []Code, words Words, lang kpi.Lang) *Codes {
	w := wording{words: words, lang: lang}
	c := &Codes{Rows: rows, Legend: w.text("codes.legend"), Say: w.text}
	for _, name := range []string{"code", "severity", "allow", "meaning", "remedy"} {
		c.Headers = append(c.Headers, w.text("finding."+name))
	}
	return c
}

// Allowed returns whether a code can be allowed, in words.
func (c *Codes) Allowed(r Code) string {
	if r.Allow {
		return c.Say("yes")
	}
	return c.Say("no")
}
