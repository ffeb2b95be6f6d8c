package report

import (
	"iter"
	"slices"

	"cchc/kpi"
)

// Records returns one row per cell: side (numerator, denominator or missing), the term
// of its formula, the sign of its values, and what the cell is. The cells of a measure that
// are not listed are one row without a place, with their number. The values of a side, times
// their signs, add up to it. What is missing has a reason and no value. A dossier of a list
// is a row, too, whose reason is why it counts, with its days and its code.
func (e *Explanation) Records() Records {
	r := Records{Rows: e.rows()}
	ids := []string{"side", "term", "sign", "measure", "province", "district", "commune", "level", "period",
		"file", "line", "column", "header", "text", "cells", "value", "reason"}
	if e.isOfLists() {
		r.Rows, ids = widened(e.rows(), len(ids)+2), append(ids, "days", "code")
	}
	for _, id := range ids {
		kind := TextField
		switch id {
		case "sign", "line", "column", "cells", "days":
			kind = NumberField
		case "value":
			kind = CountField
		}
		r.Fields = append(r.Fields, simple(id, id, kind))
	}
	return r
}

// rows makes the records one by one: there may be hundreds of thousands.
func (e *Explanation) rows() iter.Seq[[]Cell] {
	return func(yield func([]Cell) bool) {
		for _, side := range e.Sides {
			for _, term := range side.Terms {
				if !sumRows([]Cell{textCell(side.ID), textCell(term.ID)}, signOf(term), term.Sum, yield) {
					return
				}
			}
		}
		for _, m := range e.Missing {
			lead := []Cell{textCell("missing"), textCell(""), {}, textCell(m.ID)}
			for _, c := range m.Cells {
				if !yield(cellRow(lead, c, 1, m.Reason)) {
					return
				}
			}
			if len(m.Dossiers) > 0 {
				if !dossierRows(lead, m.Dossiers, true, yield) {
					return
				}
				continue
			}
			unit, cells := SourceCell{Unit: m.Unit, When: m.When}, m.Others
			if len(m.Cells) == 0 {
				unit.Place = m.Place // where the counts of the unit begin
				cells = 0
			}
			if (len(m.Cells) == 0 || m.Others > 0) && !yield(cellRow(lead, unit, cells, m.Reason)) {
				return
			}
		}
	}
}

// widened fills records with blank cells up to a length.
func widened(records iter.Seq[[]Cell], length int) iter.Seq[[]Cell] {
	return func(yield func([]Cell) bool) {
		for r := range records {
			if !yield(append(r, make([]Cell, length-len(r))...)) {
				return
			}
		}
	}
}

// signOf returns what a term is multiplied by.
func signOf(t Term) int {
	if t.Minus {
		return -1
	}
	return 1
}

// sumRows makes the records of a measure and its parts, which are multiplied by a sign. It
// reports whether more are wanted.
func sumRows(lead []Cell, sign int, s *Sum, yield func([]Cell) bool) bool {
	of := []Cell{lead[0], lead[1], integer(sign), textCell(s.ID)}
	for c := range s.All() {
		if !yield(cellRow(of, c, 1, "")) {
			return false
		}
	}
	if s.Others.Cells > 0 && !yield(cellRow(of, SourceCell{Count: s.Others.Count}, s.Others.Cells, "")) {
		return false
	}
	if !dossierRows(of, s.Dossiers, false, yield) {
		return false
	}
	for _, p := range s.Parts {
		if !sumRows(lead, sign*signOf(p), p.Sum, yield) {
			return false
		}
	}
	return true
}

// cellRow makes the record of a cell, or of several, with the reason why it has no count.
func cellRow(lead []Cell, c SourceCell, cells int, reason string) []Cell {
	u, p := c.Unit, c.Place
	return append(lead[:len(lead):len(lead)], textCell(u.Province), textCell(u.District), textCell(u.Commune), textCell(u.Level.String()), textCell(c.When.Value),
		textCell(p.File), positive(p.Line), positive(p.Column), textCell(p.Header), textCell(p.Text), integer(cells), count(c.Count), textCell(reason))
}

// Data returns all of an explanation. Column 0 is a whole row, which counts itself.
func (e *Explanation) Data() any {
	var denominator any
	if len(e.Sides) > 1 {
		denominator = sideData(e.Sides[1])
	}
	return Object{
		{"schema", "kpi.explain/1"}, {"indicator", explainedData(e.Definition)}, {"unit", unitOrNull(e.Unit)},
		{"level", orNull(e.Level.String())}, {"period", periodData(e.Period)}, {"figure", figureData(e.Figure)},
		{"numerator", sideData(e.Sides[0])}, {"denominator", denominator},
		{"siblings", each(e.Siblings, func(s Sibling) Object {
			return append(explainedData(s.Definition), Member{"figure", figureData(s.Figure)})
		})},
		{"missing", each(e.Missing, func(m Missing) Object {
			out := Object{{"measure", m.ID}, {"reason", m.Reason}, {"unit", unitOrNull(m.Unit)}, {"period", orNull(m.When.Value)},
				{"file", m.Place.File}, {"line", m.Place.Line}, {"cells", cellsData(slices.Values(m.Cells))}, {"others", m.Others}}
			if len(m.Dossiers) > 0 {
				out.add("dossiers", dossiersData(m.Dossiers))
			}
			return out
		})},
		{"inputs", inputsData(e.Inputs)}, {"findings", eachOf(e.Findings, findingData)},
	}
}

func explainedData(d Definition) Object {
	return Object{{"id", d.ID}, {"label", d.Label}, {"numerator", d.Numerator}, {"denominator", d.Denominator}, {"words", d.Words}, {"source", d.Source}}
}

func unitData(u kpi.Unit) Object {
	return Object{{"province", orNull(u.Province)}, {"district", orNull(u.District)}, {"commune", orNull(u.Commune)}, {"level", orNull(u.Level.String())}}
}

// unitOrNull returns the object of a unit, or null for all of them.
func unitOrNull(u kpi.Unit) any {
	if u == (kpi.Unit{}) {
		return nil
	}
	return unitData(u)
}

func sideData(side Side) Object {
	return Object{{"sum", number(side.Count.String())}, {"terms", each(side.Terms, termData)}}
}

// termData returns the object of a measure of a formula, a part, or the whole that parts are taken away from.
func termData(t Term) Object { return append(Object{{"sign", signOf(t)}}, sumData(t.Sum)...) }

func sumData(s *Sum) Object {
	var others any
	if s.Others.Cells > 0 {
		others = Object{{"cells", s.Others.Cells}, {"sum", number(s.Others.Count.String())}}
	}
	out := Object{{"measure", s.ID}, {"kind", s.Kind}, {"sum", number(s.Count.String())}, {"cells", cellsData(s.All())}, {"others", others}}
	if len(s.Dossiers) > 0 {
		out.add("dossiers", dossiersData(s.Dossiers))
	}
	return append(out, Member{"parts", each(s.Parts, termData)})
}

func cellsData(cells iter.Seq[SourceCell]) Objects {
	return eachOf(cells, func(c SourceCell) Object {
		p := c.Place
		return Object{{"unit", unitData(c.Unit)}, {"period", orNull(c.When.Value)}, {"file", p.File}, {"line", p.Line}, {"column", p.Column},
			{"header", p.Header}, {"text", p.Text}, {"value", number(c.Count.String())}}
	})
}

// Language returns the language of what people read.
func (e *Explanation) Language() kpi.Lang { return e.Texts.Lang }
