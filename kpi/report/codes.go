package report

import (
	"slices"

	"cchc/kpi"
)

// Codes is the closed list of the kinds of findings.
type Codes struct {
	Headers []string // code, severity, allow, meaning, remedy
	Legend  string   // what the signs in the list mean
	Rows    []Code
	Texts   Texts
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
	c := &Codes{Rows: rows, Legend: w.text("codes.legend"), Texts: Texts{words, lang}}
	for _, name := range []string{"code", "severity", "allow", "meaning", "remedy"} {
		c.Headers = append(c.Headers, w.text("finding."+name))
	}
	return c
}

// Blocks returns a block of lines for each code on a terminal, for which a table of them is
// too wide, and a table in a document.
func (c *Codes) Blocks(m Medium) []Block {
	if m == Paper {
		return []Block{Grid{Header: c.Headers, Rows: func(yield func([]string) bool) {
			for _, r := range c.Rows {
				allow := map[bool]string{true: "yes", false: "no"}[r.Allow]
				if !yield([]string{r.Code, c.Texts.Say("severity." + r.Severity.String()), c.Texts.Say(allow), r.Meaning, r.Remedy}) {
					return
				}
			}
		}}, Lines{Lines: PlainLines(0, c.Legend)}}
	}
	blocks := []Block{Lines{Lines: PlainLines(0, c.Legend), Prose: true}}
	for _, r := range c.Rows {
		head := Line{Spans: []Span{{Text: r.Code + ": "}, SeverityWord(r.Severity, c.Texts.Say("severity."+r.Severity.String()))}}
		if r.Allow {
			head.Spans = append(head.Spans, Span{Text: " (--allow)"})
		}
		lines := append([]Line{head}, PlainLines(1, r.Meaning)...)
		if r.Remedy != "" {
			lines = append(lines, PlainLines(1, c.Headers[len(c.Headers)-1]+": "+r.Remedy)...)
		}
		blocks = append(blocks, Lines{Lines: lines, Prose: true})
	}
	return blocks
}

// Records returns one row per code.
func (c *Codes) Records() Records {
	r := Records{}
	for i, id := range []string{"code", "severity", "allow", "meaning", "remedy"} {
		r.Fields = append(r.Fields, simple(id, c.Headers[i], TextField))
	}
	var rows [][]Cell
	for _, code := range c.Rows {
		allow := map[bool]string{true: "yes", false: "no"}[code.Allow]
		rows = append(rows, []Cell{textCell(code.Code), textCell(code.Severity.String()), textCell(allow), textCell(code.Meaning), textCell(code.Remedy)})
	}
	r.Rows = slices.Values(rows)
	return r
}

// Data returns the codes for programs.
func (c *Codes) Data() any {
	return Object{{"schema", "kpi.codes/1"}, {"codes", each(c.Rows, func(r Code) Object {
		return Object{{"code", r.Code}, {"severity", r.Severity.String()}, {"allow", r.Allow}, {"meaning", r.Meaning}, {"remedy", r.Remedy}}
	})}}
}

// Language returns the language of what people read.
func (c *Codes) Language() kpi.Lang { return c.Texts.Lang }
