package template

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
)

// Excel calls a file damaged that has longer texts.
const (
	cellLimit   = 32_767
	headerLimit = 255
)

// sheetName is a sheet as the workbook lists it.
type sheetName struct {
	Name string `xml:"name,attr"`
	ID   string `xml:"id,attr"`
}

func sheetNames(a *archive) ([]sheetName, error) {
	var w struct {
		Sheets []sheetName `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal(a.texts[a.main], &w); err != nil {
		return nil, damaged(fmt.Errorf("%s: %w", a.main, err))
	}
	return w.Sheets, nil
}

// areaOf returns the cells of a reference such as B4:C7.
func areaOf(ref string) (a area, ok bool) {
	from, to, isRange := strings.Cut(ref, ":")
	if !isRange {
		to = from
	}
	left, top, ok := position(from)
	right, bottom, ok2 := position(to)
	return area{top, left, bottom, right}, ok && ok2
}

// fillBook fills cells. What formulas gave for the template is taken out, and the workbook
// notes that all is to be computed when it is opened: a result of before would look like one of
// the figures. A program that only shows files has nothing to show for a formula then, which is better
// than a wrong figure.
func (f *filling) fillBook() {
	hasFormulas := false
	for _, s := range f.t.book.sheets {
		for _, c := range s.cells {
			f.fillCell(s, c)
		}
		for _, c := range s.formulas {
			hasFormulas = true
			if c.valueAt[1] == 0 {
				continue
			}
			f.edit(s.part, c.valueAt[0], c.valueAt[1], "")
			f.edit(s.part, c.start, c.tag, withAttribute(string(s.part.data[c.start:c.tag]), "t", ""))
		}
	}
	if hasFormulas {
		f.computeOnOpening()
	}
}

// fillCell writes a cell anew, with its style: as a number, or as a text with the runs that it had.
func (f *filling) fillCell(s *sheet, c *cell) {
	data, g := s.part.data, c.own
	x := prefixOf(data, c.start)
	tag := withAttribute(string(data[c.start:c.tag]), "t", "")
	if v := f.values[g.spans[0].field]; g.isAlone() && isDecimal(v.Number) {
		f.edit(s.part, c.start, c.end, tag+"<"+x+"v>"+v.Number+"</"+x+"v></"+x+"c>")
		return
	}
	f.useLines(g)
	text := func(field int) string { return f.values[field].Text }
	if n := g.length(text); n > cellLimit {
		f.tooLong(g, cellLimit)
	}
	tag = withAttribute(tag, "t", "inlineStr")
	start, end := "<"+x+"is>", "</"+x+"is></"+x+"c>"
	switch {
	case c.shared >= 0:
		shared := f.t.book.texts[c.shared]
		edits := g.write(shared.part.data, text)
		for i := range edits {
			edits[i].start, edits[i].end = edits[i].start-shared.from, edits[i].end-shared.from
		}
		if shared.prefix != x {
			name := strings.TrimSuffix("xmlns:"+strings.TrimSuffix(shared.prefix, ":"), ":")
			start = withAttribute(start, name, shared.part.namespace())
		}
		f.edit(s.part, c.start, c.end, tag+start+string(apply(shared.part.data[shared.from:shared.to], edits))+end)
	case c.kind == "str":
		var b strings.Builder
		at := 0
		for _, o := range g.spans {
			b.WriteString(g.text[at:o.from] + text(o.field))
			at = o.to
		}
		f.edit(s.part, c.start, c.end, tag+start+"<"+x+`t xml:space="preserve">`+escape(b.String()+g.text[at:])+"</"+x+"t>"+end)
	default:
		for _, e := range g.write(data, text) {
			f.edit(s.part, e.start, e.end, e.text)
		}
	}
}

// namespace returns the namespace of the elements of a part.
func (p *part) namespace() string {
	if strings.Contains(string(p.data[:min(len(p.data), 4096)]), "purl.oclc.org/ooxml") {
		return "http://purl.oclc.org/ooxml/spreadsheetml/main"
	}
	return "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
}

// isDecimal reports whether a text is a number as files have it.
func isDecimal(text string) bool {
	whole, fraction, hasPoint := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	isDigits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return isDigits(whole) && (!hasPoint || isDigits(fraction))
}

// length returns how many characters a text has with its values.
func (g *paragraph) length(value func(field int) string) int {
	n := utf8.RuneCountInString(g.text)
	for _, s := range g.spans {
		n += utf8.RuneCountInString(value(s.field)) - utf8.RuneCountInString(g.text[s.from:s.to])
	}
	return n
}

func (f *filling) tooLong(g *paragraph, limit int) {
	f.refuse(g.spans[0].field, kpi.NewFault("{reason}: the text would have more than {limit} characters", "limit", strconv.Itoa(limit)))
}

// computeOnOpening notes in the workbook that programs compute all formulas when they open it.
func (f *filling) computeOnOpening() {
	a := f.t.archive
	data, depth, after := a.texts[a.main], 0, 0
	var e edit
	x := ""
	_ = tokens(data, func(t xml.Token, start, end int) error { // it was read before
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth == 2 && t.Name.Local == "calcPr" {
				e = edit{start, end, withAttribute(string(data[start:end]), "fullCalcOnLoad", "1")}
			}
			if depth == 2 && t.Name.Local == "sheets" {
				x = prefixOf(data, start)
			}
		case xml.EndElement:
			if depth--; depth == 1 && slices.Contains([]string{"sheets", "functionGroups", "externalReferences", "definedNames"}, t.Name.Local) {
				after = end
			}
		}
		return nil
	})
	if e.end == 0 {
		e = edit{after, after, "<" + x + `calcPr fullCalcOnLoad="1"/>`}
	}
	f.edits[a.main] = append(f.edits[a.main], e)
}
