package render

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// figureCell is a rate as a number of which 1 is 100 percent, or a count; where
// there is none, what people read instead.
func figureCell(f report.Figure, lang kpi.Lang, l look) cell {
	switch {
	case !f.Defined:
		l.grey, l.align = true, "right"
		return cell{f.NA, l}
	case f.Earned.Most != "":
		l.format, l.align = pointsFormat(f, lang), "right"
		return cell{f.Number(), l}
	case f.Ratio.Plain:
		return countCell(f.Ratio.Num, f.Ratio.Scale, l)
	}
	l.format, l.align = percentFormat(f.Shown, lang), "right"
	return cell{f.Number(), l}
}

// countCell is a count as a number. One with more digits than numbers of sheets
// have is a text.
func countCell(n, scale int64, l look) cell {
	value, format := sheetNumber(n, scale, wholeFormat, halfFormat)
	l.align, l.format = "right", format
	return cell{value, l}
}

// target is the target of a figure with the decimals that it was given with.
func (t *sheetTable) target(f report.Figure, g group, l look) cell {
	f.Ratio.Plain = g.Plain // also where there is no figure
	value, ok := f.Threshold()
	if !ok {
		return cell{nil, l}
	}
	l.format, l.align = percentFormat(f.Target, t.r.Lang), "right"
	if g.Plain {
		l.format = "#,##" + strings.TrimSuffix(l.format, "%")
	}
	return cell{value, l}
}

// colour shows verdicts by colours, which follow the words beside the figures.
func (t *sheetTable) colour(p *sheetPage, top, bottom int) {
	for _, g := range t.groups {
		if !g.judged {
			continue
		}
		rules := []excelize.ConditionalFormatOptions{
			t.rule(p, g, top, "met", excelize.Style{Font: &excelize.Font{Color: metText}, Fill: ground(metGround)}),
			t.rule(p, g, top, "missed", excelize.Style{Font: &excelize.Font{Color: missedText, Bold: true}, Fill: ground(missedGround)}),
		}
		cells := area(g.first, top, g.first, bottom) + "," + area(g.verdict(), top, g.verdict(), bottom)
		p.try(func() error { return t.f.SetConditionalFormat(p.name, cells, rules) })
	}
}

// rule is how the figures of a verdict look.
func (t *sheetTable) rule(p *sheetPage, g group, top int, verdict string, s excelize.Style) excelize.ConditionalFormatOptions {
	var style int
	p.try(func() (err error) {
		style, err = t.f.NewConditionalStyle(&s)
		return err
	})
	word := strings.ReplaceAll(t.r.Say(verdict), `"`, `""`)
	return excelize.ConditionalFormatOptions{Type: "formula", Criteria: "$" + at(g.verdict(), top) + `="` + word + `"`, Format: &style}
}

// note is a text below the table.
type note struct {
	text string
	look look
}

// below is what stands below the table: how to read it, and the notes.
func (t *sheetTable) below() []note {
	if len(t.groups) > 0 && t.groups[0].Points {
		return []note{{t.report.Legend, look{grey: true}}}
	}
	notes := []note{{strings.Replace(t.r.Say("sheet.legend"), "{na}", t.r.Say("na"), 1), look{grey: true}}}
	for _, g := range t.groups {
		if g.judged {
			notes = append(notes, note{t.r.Say("sheet.legend.verdicts"), look{grey: true}})
			break
		}
	}
	for _, s := range t.report.Sections {
		if s.ID != report.NoteSection {
			continue
		}
		notes = append(notes, note{s.Title, look{bold: true}})
		for _, line := range s.Lines {
			notes = append(notes, note{"• " + line, look{}})
		}
	}
	return notes
}
