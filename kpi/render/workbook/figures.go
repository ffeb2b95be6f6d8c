package workbook

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// figureCell returns a rate as a number of which 1 is 100 percent, or a count; where
// there is none, what people read instead.
func figureCell(f report.Figure, lang kpi.Lang, l look) cell {
	l.align = "right"
	switch {
	case !f.Defined:
		l.grey = true
		l.wrap = true
		return cell{f.NA, l}
	case f.Earned != nil:
		l.format = decimalFormat(f.Shown) + `"/` + report.Localise(f.Earned.Most, lang) + `"` // with what can be earned
	case f.Ratio.Plain:
		num, _ := f.Sums()
		return countCell(num, l)
	default:
		l.format = percentFormat(f.Shown, lang)
	}
	return cell{f.Number(), l}
}

// countCell returns a count as a number, or a blank cell.
func countCell(c report.Count, l look) cell {
	if !c.Known {
		return cell{nil, l}
	}
	l.align = "right"
	var value any
	value, l.format = sheetNumber(c, wholeFormat, halfFormat)
	return cell{value, l}
}

// exact is the least count that a sheet does not keep with all its digits: it keeps 15.
const exact = 1_000_000_000_000_000

// sheetNumber returns a count as a cell holds it, with the look of whole or of half counts.
// A count with more digits than a sheet keeps is a text without a look.
func sheetNumber[T any](c report.Count, whole, half T) (value any, look T) {
	switch n, scale := c.Value, max(c.Scale, 1); {
	case n >= exact || n <= -exact:
		return c.String(), look
	case n%scale == 0:
		return n / scale, whole
	default:
		return float64(n) / float64(scale), half // a half is exact in binary too
	}
}

// targetCell returns the target of a figure with the decimals that it was given with.
func targetCell(f report.Figure, plain bool, lang kpi.Lang, l look) cell {
	f.Ratio.Plain = plain // also where there is no figure
	value, ok := f.Threshold()
	if !ok {
		return cell{nil, l}
	}
	l.format, l.align = percentFormat(f.Target, lang), "right"
	if plain {
		l.format = "#,##" + strings.TrimSuffix(l.format, "%")
	}
	return cell{value, l}
}

// labelCells returns the labels of keys, with blank cells up to a number.
func labelCells(keys []report.Key, n int, l look) []cell {
	l.align = "left"
	cells := make([]cell, n)
	for i := range cells {
		cells[i] = cell{"", l}
		if i < len(keys) {
			cells[i].value = keys[i].Label
		}
	}
	return cells
}

// headerCells returns the headers of keys, with blank cells up to a number.
func headerCells(headers []string, n int, l look) []cell {
	keys := make([]report.Key, len(headers))
	for i, text := range headers {
		keys[i].Label = text
	}
	return labelCells(keys, n, l)
}

// colourVerdicts gives figures and verdicts colours that follow the words of the verdicts.
func (t *unitTable) colourVerdicts(s *sheet, groups []group, top, bottom int) {
	for _, g := range groups {
		if !g.judged {
			continue
		}
		rule := func(verdict string, style excelize.Style) excelize.ConditionalFormatOptions {
			id, err := s.book.f.NewConditionalStyle(&style)
			s.keep(err)
			word := strings.ReplaceAll(t.r.Texts.Say(verdict), `"`, `""`)
			return excelize.ConditionalFormatOptions{Type: "formula", Criteria: "$" + at(g.last, top) + `="` + word + `"`, Format: &id}
		}
		cells := area(g.first, top, g.first, bottom) + "," + area(g.last, top, g.last, bottom)
		s.keep(s.book.f.SetConditionalFormat(s.name, cells, []excelize.ConditionalFormatOptions{
			rule("met", excelize.Style{Font: &excelize.Font{Color: metText}, Fill: ground(metGround)}),
			rule("missed", excelize.Style{Font: &excelize.Font{Color: missedText, Bold: true}, Fill: ground(missedGround)}),
		}))
	}
}

// below returns what is written below the table: how to read it and, if they are wanted, the
// notes.
func (t *unitTable) below(wanted bool) []cell {
	if t.of.IsPoints() {
		return []cell{{t.of.Legend, look{grey: true}}}
	}
	notes := []cell{{report.Fill(t.r.Texts.Say("sheet.legend"), "na", t.r.Texts.Say("na")), look{grey: true}}}
	if slices.ContainsFunc(t.groups, func(g group) bool { return g.judged }) {
		notes = append(notes, cell{t.r.Texts.Say("sheet.legend.verdicts"), look{grey: true}})
	}
	lines := t.r.Texts.Marks(t.of)
	if t.r.Reading.Targets != "" {
		lines = append(lines, t.r.Reading.Targets)
	}
	for _, text := range lines {
		notes = append(notes, cell{text, look{grey: true}})
	}
	for _, s := range t.r.Sections {
		if t.of.Part > 0 || s.ID != report.NoteSection || !wanted {
			continue
		}
		notes = append(notes, cell{s.Title, look{bold: true}})
		for _, line := range s.Lines {
			notes = append(notes, cell{"• " + line, look{}})
		}
	}
	return notes
}
