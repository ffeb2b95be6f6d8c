package render

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// ExplainCSV writes one row per cell for programs: side (numerator, denominator or
// missing), the term of its formula and its sign, and what the cell is. The cells of a
// measure that are not listed are one row without a place, which says how many they are.
// The values of a side, times their signs, add up to it. What is missing has a reason and
// no value. Comma, decimal point, no byte-order mark, LF.
func ExplainCSV(w io.Writer, e *report.Explanation) error {
	c := explainCSV{csv.NewWriter(w)}
	c.row("side", "term", "sign", "measure", "province", "district", "commune", "level", "period",
		"file", "line", "column", "header", "text", "cells", "value", "reason")
	for _, side := range e.Sides {
		for _, t := range side.Terms {
			sign := "1"
			if t.Minus {
				sign = "-1"
			}
			c.sum([]string{side.ID, t.ID, sign}, t.Sum)
		}
	}
	for _, m := range e.Missing {
		c.missing(m)
	}
	c.Flush()
	return c.Error()
}

// explainCSV writes the rows of an explanation. What goes wrong is kept by the writer.
type explainCSV struct{ *csv.Writer }

func (c explainCSV) row(cells ...string) { _ = c.Write(cells) }

// sum writes the rows of a measure and its parts.
func (c explainCSV) sum(lead []string, s *report.Sum) {
	of := append(lead[:3:3], s.ID)
	for _, cell := range s.Cells {
		c.row(cellRow(of, cell, 1, "")...)
	}
	if s.Others.Cells > 0 {
		c.row(cellRow(of, report.SourceCell{Count: s.Others.Count}, s.Others.Cells, "")...)
	}
	for _, p := range s.Parts {
		c.sum(lead, p)
	}
}

// missing writes the rows of what is missing: the cells without a count, or one with the
// place where the counts of the unit begin.
func (c explainCSV) missing(m report.Missing) {
	of := []string{"missing", "", "", m.ID}
	for _, cell := range m.Cells {
		c.row(cellRow(of, cell, 1, m.Reason)...)
	}
	switch {
	case len(m.Cells) == 0:
		c.row(cellRow(of, report.SourceCell{Unit: m.Unit, When: m.When, Place: m.Place}, 0, m.Reason)...)
	case m.Others > 0:
		c.row(cellRow(of, report.SourceCell{Unit: m.Unit, When: m.When}, m.Others, m.Reason)...)
	}
}

// cellRow is the row of a cell, or of several, with the reason why it has no count.
func cellRow(lead []string, c report.SourceCell, cells int, reason string) []string {
	u, p := c.Unit, c.Place
	return append(lead[:4:4], report.Neutral(u.Province), report.Neutral(u.District), report.Neutral(u.Commune), u.Level.String(), c.When.Value,
		report.Neutral(p.File), known(p.Line), known(p.Column), report.Neutral(p.Header), report.Neutral(p.Text), strconv.Itoa(cells), c.Count.String(), reason)
}

// explainSchema names the form of the JSON explanation. It changes with the form.
const explainSchema = "kpi.explain/1"

type jsonExplanation struct {
	Schema      string        `json:"schema"`
	Indicator   jsonExplained `json:"indicator"`
	Unit        *jsonUnit     `json:"unit"`
	Level       *string       `json:"level"`
	Period      *jsonPeriod   `json:"period"`
	Figure      *jsonFigure   `json:"figure"`
	Numerator   *jsonSide     `json:"numerator"`
	Denominator *jsonSide     `json:"denominator"`
	Siblings    []jsonSibling `json:"siblings"`
	Missing     []jsonMissing `json:"missing"`
	Inputs      []jsonInput   `json:"inputs"`
	Findings    []jsonFinding `json:"findings"`
}

type jsonExplained struct {
	ID          string `json:"id"`
	Label       string `json:"label"`
	Numerator   string `json:"numerator"`
	Denominator string `json:"denominator"`
	Words       string `json:"words"`
	Source      string `json:"source"`
}

type jsonUnit struct {
	Province *string `json:"province"`
	District *string `json:"district"`
	Commune  *string `json:"commune"`
	Level    *string `json:"level"`
}

type jsonSide struct {
	Sum   *json.Number `json:"sum"`
	Terms []jsonTerm   `json:"terms"`
}

type jsonTerm struct {
	Sign int `json:"sign"`
	jsonSum
}

type jsonSum struct {
	Measure string       `json:"measure"`
	Kind    string       `json:"kind"`
	Sum     *json.Number `json:"sum"`
	Cells   []jsonCell   `json:"cells"`
	Others  *jsonOthers  `json:"others"`
	Parts   []jsonSum    `json:"parts"`
}

type jsonOthers struct {
	Cells int          `json:"cells"`
	Sum   *json.Number `json:"sum"`
}

type jsonCell struct {
	Unit   jsonUnit     `json:"unit"`
	Period *string      `json:"period"`
	File   string       `json:"file"`
	Line   int          `json:"line"`
	Column int          `json:"column"`
	Header string       `json:"header"`
	Text   string       `json:"text"`
	Value  *json.Number `json:"value"`
}

type jsonSibling struct {
	jsonExplained
	Figure *jsonFigure `json:"figure"`
}

type jsonMissing struct {
	Measure string     `json:"measure"`
	Reason  string     `json:"reason"`
	Unit    *jsonUnit  `json:"unit"`
	Period  *string    `json:"period"`
	File    string     `json:"file"`
	Line    int        `json:"line"`
	Cells   []jsonCell `json:"cells"`
	Others  int        `json:"others"`
}

// ExplainJSON writes an explanation whole for programs. Column 0 is a whole row, which
// counts itself.
func ExplainJSON(w io.Writer, e *report.Explanation) error {
	out := jsonExplanation{Schema: explainSchema, Indicator: explainedJSON(e.Definition), Level: orNull(e.Level.String()), Figure: figureJSON(e.Figure),
		Siblings: []jsonSibling{}, Missing: []jsonMissing{}, Inputs: jsonInputs(e.Inputs), Findings: []jsonFinding{}}
	if e.Unit != (kpi.Unit{}) {
		out.Unit = unitJSON(e.Unit)
	}
	if !e.Period.IsZero() {
		out.Period = &jsonPeriod{e.Period.From.String(), e.Period.To.String()}
	}
	out.Numerator = sideJSON(e.Sides[0])
	if len(e.Sides) > 1 {
		out.Denominator = sideJSON(e.Sides[1])
	}
	for _, s := range e.Siblings {
		out.Siblings = append(out.Siblings, jsonSibling{explainedJSON(s.Definition), figureJSON(s.Figure)})
	}
	for _, m := range e.Missing {
		out.Missing = append(out.Missing, missingJSON(m))
	}
	for f := range e.Findings {
		out.Findings = append(out.Findings, findingJSON(f))
	}
	return Encode(w, out)
}

func explainedJSON(d report.Definition) jsonExplained {
	return jsonExplained{d.ID, d.Label, d.Numerator, d.Denominator, d.Words, d.Source}
}

func unitJSON(u kpi.Unit) *jsonUnit {
	return &jsonUnit{orNull(u.Province), orNull(u.District), orNull(u.Commune), orNull(u.Level.String())}
}

func sideJSON(side report.Side) *jsonSide {
	out := &jsonSide{jsonCount(side.Count), []jsonTerm{}}
	for _, t := range side.Terms {
		sign := 1
		if t.Minus {
			sign = -1
		}
		out.Terms = append(out.Terms, jsonTerm{sign, sumJSON(t.Sum)})
	}
	return out
}

func sumJSON(s *report.Sum) jsonSum {
	out := jsonSum{Measure: s.ID, Kind: s.Kind, Sum: jsonCount(s.Count), Cells: cellsJSON(s.Cells), Parts: []jsonSum{}}
	if s.Others.Cells > 0 {
		out.Others = &jsonOthers{s.Others.Cells, jsonCount(s.Others.Count)}
	}
	for _, p := range s.Parts {
		out.Parts = append(out.Parts, sumJSON(p))
	}
	return out
}

func cellsJSON(cells []report.SourceCell) []jsonCell {
	out := []jsonCell{}
	for _, c := range cells {
		p := c.Place
		out = append(out, jsonCell{*unitJSON(c.Unit), orNull(c.When.Value), p.File, p.Line, p.Column, p.Header, p.Text, jsonCount(c.Count)})
	}
	return out
}

func missingJSON(m report.Missing) jsonMissing {
	out := jsonMissing{Measure: m.ID, Reason: m.Reason, Period: orNull(m.When.Value), File: m.Place.File, Line: m.Place.Line, Cells: cellsJSON(m.Cells), Others: m.Others}
	if m.Unit != (kpi.Unit{}) {
		out.Unit = unitJSON(m.Unit)
	}
	return out
}
