package report

import "cchc/kpi"

// Codes is the closed list of what findings there are.
type Codes struct {
	Headers []string // code, severity, allow, meaning, remedy
	Legend  string   // what the signs in the list mean
	Yes, No string
	Rows    []Code
}

// Code is a kind of finding. Allow says whether --allow can make it a warning.
// Meaning and Remedy have words for what completes them in angle brackets.
type Code struct {
	Code            string
	Severity        kpi.Severity
	Allow           bool
	Meaning, Remedy string
}

// BuildCodes arranges the codes of findings.
func BuildCodes(rows []Code, words Words, lang kpi.Lang) *Codes {
	c := &Codes{Rows: rows, Legend: words.Text("codes.legend", lang), Yes: words.Text("yes", lang), No: words.Text("no", lang)}
	for _, name := range []string{"code", "severity", "allow", "meaning", "remedy"} {
		c.Headers = append(c.Headers, words.Text("finding."+name, lang))
	}
	return c
}

// Allowed writes whether a code can be allowed.
func (c *Codes) Allowed(r Code) string {
	if r.Allow {
		return c.Yes
	}
	return c.No
}
