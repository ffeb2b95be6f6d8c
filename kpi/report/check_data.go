package report

import (
	"iter"
	"strconv"

	"cchc/kpi"
)

// Blocks returns the findings, the lines of account, what the files give, the number of each
// code, and what all of it means.
func (c *Check) Blocks(m Medium) (blocks []Block) {
	if m == Paper {
		blocks = append(blocks, Grid{Header: c.Headers, Rows: c.table()})
	} else {
		blocks = append(blocks, c.Listing)
	}
	var codes []Line
	for _, n := range c.Summary.Codes {
		severity := SeverityWord(n.Severity, c.Texts.Say("severity."+n.Severity.String()))
		codes = append(codes, Line{Spans: []Span{severity, {Text: " " + n.Code + ": " + strconv.Itoa(n.Count)}}})
	}
	for _, lines := range [][]Line{PlainLines(0, c.Accounts...), PlainLines(0, c.Gives...), codes} {
		blocks = append(blocks, Lines{Lines: lines, Bullets: true})
	}
	return append(blocks, Lines{Lines: PlainLines(0, c.Summary.Verdict)})
}

// table returns the findings as a table of texts.
func (c *Check) table() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for f := range c.Findings {
			if !yield([]string{f.Place.String(), c.Texts.Say("severity." + f.Severity.String()), f.Code, f.Text + InColumn(f.Place), f.Remedy}) {
				return
			}
		}
	}
}

// Records returns one row per finding.
func (c *Check) Records() Records {
	r := Records{Rows: func(yield func([]Cell) bool) {
		for f := range c.Findings {
			p := f.Place
			if !yield([]Cell{textCell(f.Severity.String()), textCell(f.Code), textCell(p.File), positive(p.Line), positive(p.Column), textCell(p.Header), textCell(p.Text), textCell(f.Text), textCell(f.Remedy)}) {
				return
			}
		}
	}}
	for _, id := range []string{"severity", "code", "file", "line", "column", "header", "text", "message", "remedy"} {
		kind := TextField
		if id == "line" || id == "column" {
			kind = NumberField
		}
		r.Fields = append(r.Fields, simple(id, id, kind))
	}
	return r
}

// Data returns all of a check, with every finding.
func (c *Check) Data() any {
	codes := map[string]int{}
	for _, n := range c.Summary.Codes {
		codes[n.Code] = n.Count
	}
	return Object{
		{"schema", "kpi.check/1"}, {"inputs", inputsData(c.Inputs)},
		{"findings", eachOf(c.Findings, func(f Message) Object { return append(findingData(f), Member{"remedy", f.Remedy}) })},
		{"indicators", each(c.Coverage, func(v Coverage) Object {
			return Object{{"indicator", v.Indicator}, {"lacking", append([]string{}, v.Lacking...)}}
		})},
		{"summary", Object{{"errors", c.Summary.Errors}, {"warnings", c.Summary.Warnings}, {"notes", c.Summary.Notes}, {"by_code", codes}}},
	}
}

// Language returns the language of what people read.
func (c *Check) Language() kpi.Lang { return c.Texts.Lang }
