package render

import (
	"io"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// explainCSV writes one row per cell: side (numerator, denominator or missing), the term
// of its formula, the sign of its values, and what the cell is. The cells of a measure that are not
// listed are one row without a place, with their number. The values of a side, times
// their signs, add up to it. What is missing has a reason and no value.
func explainCSV(t csvTable, e *report.Explanation) {
	t.row("side", "term", "sign", "measure", "province", "district", "commune", "level", "period",
		"file", "line", "column", "header", "text", "cells", "value", "reason")
	for _, side := range e.Sides {
		for _, term := range side.Terms {
			t.sum([]string{side.ID, term.ID}, signOf(term), term.Sum)
		}
	}
	for _, m := range e.Missing {
		of := []string{"missing", "", "", m.ID}
		for _, cell := range m.Cells {
			t.cell(of, cell, 1, m.Reason)
		}
		switch unit := (report.SourceCell{Unit: m.Unit, When: m.When}); {
		case len(m.Cells) == 0:
			unit.Place = m.Place // where the counts of the unit begin
			t.cell(of, unit, 0, m.Reason)
		case m.Others > 0:
			t.cell(of, unit, m.Others, m.Reason)
		}
	}
}

// signOf returns what a term is multiplied by.
func signOf(t report.Term) int {
	if t.Minus {
		return -1
	}
	return 1
}

// sum writes the rows of a measure and its parts, which are multiplied by a sign.
func (t csvTable) sum(lead []string, sign int, s *report.Sum) {
	of := append(slices.Clone(lead), strconv.Itoa(sign), s.ID)
	for _, cell := range s.Cells {
		t.cell(of, cell, 1, "")
	}
	if s.Others.Cells > 0 {
		t.cell(of, report.SourceCell{Count: s.Others.Count}, s.Others.Cells, "")
	}
	for _, p := range s.Parts {
		t.sum(lead, sign*signOf(p), p.Sum)
	}
}

// cell writes the row of a cell, or of several, with the reason why it has no count.
func (t csvTable) cell(lead []string, c report.SourceCell, cells int, reason string) {
	u, p := c.Unit, c.Place
	t.row(append(slices.Clone(lead), report.Neutral(u.Province), report.Neutral(u.District), report.Neutral(u.Commune), u.Level.String(), c.When.Value,
		report.Neutral(p.File), known(p.Line), known(p.Column), report.Neutral(p.Header), report.Neutral(p.Text), strconv.Itoa(cells), c.Count.String(), reason)...)
}

// explainJSON writes an explanation whole for programs. Column 0 is a whole row, which
// counts itself.
func explainJSON(w io.Writer, e *report.Explanation) error {
	var denominator any
	if len(e.Sides) > 1 {
		denominator = sideJSON(e.Sides[1])
	}
	return Encode(w, object{
		{"schema", "kpi.explain/1"}, {"indicator", explainedJSON(e.Definition)}, {"unit", unitOrNull(e.Unit)},
		{"level", orNull(e.Level.String())}, {"period", periodJSON(e.Period)}, {"figure", figureJSON(e.Figure)},
		{"numerator", sideJSON(e.Sides[0])}, {"denominator", denominator},
		{"siblings", each(e.Siblings, func(s report.Sibling) object {
			return append(explainedJSON(s.Definition), field{"figure", figureJSON(s.Figure)})
		})},
		{"missing", each(e.Missing, func(m report.Missing) object {
			return object{{"measure", m.ID}, {"reason", m.Reason}, {"unit", unitOrNull(m.Unit)}, {"period", orNull(m.When.Value)},
				{"file", m.Place.File}, {"line", m.Place.Line}, {"cells", cellsJSON(m.Cells)}, {"others", m.Others}}
		})},
		{"inputs", inputsJSON(e.Inputs)}, {"findings", eachOf(e.Findings, findingJSON)},
	})
}

func explainedJSON(d report.Definition) object {
	return object{{"id", d.ID}, {"label", d.Label}, {"numerator", d.Numerator}, {"denominator", d.Denominator}, {"words", d.Words}, {"source", d.Source}}
}

func unitJSON(u kpi.Unit) object {
	return object{{"province", orNull(u.Province)}, {"district", orNull(u.District)}, {"commune", orNull(u.Commune)}, {"level", orNull(u.Level.String())}}
}

// unitOrNull returns the object of a unit, or null for all of them.
func unitOrNull(u kpi.Unit) any {
	if u == (kpi.Unit{}) {
		return nil
	}
	return unitJSON(u)
}

func sideJSON(side report.Side) object {
	return object{{"sum", number(side.Count.String())}, {"terms", each(side.Terms, termJSON)}}
}

// termJSON writes a measure of a formula, a part, or the whole that parts are taken away from.
func termJSON(t report.Term) object { return append(object{{"sign", signOf(t)}}, sumJSON(t.Sum)...) }

func sumJSON(s *report.Sum) object {
	var others any
	if s.Others.Cells > 0 {
		others = object{{"cells", s.Others.Cells}, {"sum", number(s.Others.Count.String())}}
	}
	return object{{"measure", s.ID}, {"kind", s.Kind}, {"sum", number(s.Count.String())}, {"cells", cellsJSON(s.Cells)},
		{"others", others}, {"parts", each(s.Parts, termJSON)}}
}

func cellsJSON(cells []report.SourceCell) objects {
	return each(cells, func(c report.SourceCell) object {
		p := c.Place
		return object{{"unit", unitJSON(c.Unit)}, {"period", orNull(c.When.Value)}, {"file", p.File}, {"line", p.Line}, {"column", p.Column},
			{"header", p.Header}, {"text", p.Text}, {"value", number(c.Count.String())}}
	})
}
