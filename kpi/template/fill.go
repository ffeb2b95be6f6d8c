package template

import (
	"strings"

	"cchc/kpi"
)

// filling is a document that is being filled.
type filling struct {
	t      *Template
	values []Value
	edits  map[string][]edit // by the path of the part
	used   map[int]bool      // ids of pictures
	media  []media           // new pictures
	links  []link            // from parts to pictures
	faults []error
}

func (f *filling) edit(p *part, start, end int, text string) {
	f.edits[p.path] = append(f.edits[p.path], edit{start, end, text})
}

// refuse notes that a value cannot go to the place of a field.
func (f *filling) refuse(field int, fault *kpi.Fault) {
	f.faults = append(f.faults, fault.Because(f.t.fields[field].Place))
}

// fillParagraph writes the values of a paragraph: blocks in its place, or texts in its runs.
func (f *filling) fillParagraph(p *part, g *paragraph) {
	if v := f.values[g.spans[0].field]; len(v.Blocks) > 0 && g.block != nil && g.isAlone() && !g.block.hasObjects {
		f.fillBlocks(p, g, v.Blocks)
		return
	}
	f.useLines(g)
	text := func(field int) string { return f.values[field].Text }
	if g.kind == headerText && g.length(text) > headerLimit {
		f.tooLong(g, headerLimit)
	}
	for _, e := range g.write(p.data, text) {
		f.edit(p, e.start, e.end, e.text)
	}
}

// useLines makes texts of values with blocks, or refuses them.
func (f *filling) useLines(g *paragraph) {
	for _, s := range g.spans {
		v := f.values[s.field]
		if len(v.Blocks) == 0 || v.Text != "" {
			continue
		}
		name := kpi.Excerpt(f.t.fields[s.field].Text)
		lines, areLines := textLines(v.Blocks)
		switch {
		case g.kind == cellText && areLines:
			f.values[s.field].Text = lines
		case g.block != nil:
			f.refuse(s.field, kpi.NewFault("{reason}: the value of {text} is more than a line: put the field in a paragraph of its own", "text", name))
		case g.kind == cellText:
			f.refuse(s.field, kpi.NewFault("{reason}: {text} is a table or a picture, which only a Word file can have", "text", name))
		default:
			f.refuse(s.field, kpi.NewFault("{reason}: only a text can be put here, and {text} is more", "text", name))
		}
	}
}

// textLines returns blocks without tables and pictures as lines.
func textLines(blocks []Block) (string, bool) {
	var lines []string
	for _, b := range blocks {
		if b.Table != nil || b.Picture != nil {
			return "", false
		}
		line := b.Heading + b.Paragraph
		if b.Note != "" {
			line = b.Note
		}
		if b.Bullet != "" {
			line = bullet + b.Bullet
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n"), true
}

// write returns the edits that put values for the fields of a paragraph. The value goes to the
// piece in which the field begins, and what other pieces have of the field is taken out.
func (g *paragraph) write(data []byte, value func(field int) string) (edits []edit) {
	spans := g.spans
	for _, p := range g.pieces {
		var b strings.Builder
		at, touched := p.from, false
		for len(spans) > 0 && spans[0].to <= p.from {
			spans = spans[1:]
		}
		for _, s := range spans {
			if s.from > p.from+len(p.text) {
				break
			}
			from, to := max(s.from, p.from), min(s.to, p.from+len(p.text))
			if from >= to && !(p.text == "" && s.from < p.from && p.from < s.to) {
				continue
			}
			touched = true
			b.WriteString(escape(g.text[at:from]))
			if s.from >= p.from {
				b.WriteString(g.encode(data, p, s, value(s.field)))
			}
			at = to
		}
		if !touched {
			continue
		}
		for _, r := range p.bindings {
			edits = append(edits, edit{r[0], r[1], ""})
		}
		if p.tag[1] == 0 { // an element
			edits = append(edits, edit{p.start, p.end, ""})
			continue
		}
		b.WriteString(escape(g.text[at : p.from+len(p.text)]))
		edits = append(edits, edit{p.start, p.end, b.String()})
		if !p.keepsSpace && g.kind != plainText && g.kind != headerText && g.kind != drawingText {
			tag := string(data[p.tag[0]:p.tag[1]])
			edits = append(edits, edit{p.tag[0], p.tag[1], withAttribute(tag, "xml:space", "preserve")})
		}
	}
	return edits
}

// encode writes a value for the element of a piece; line breaks are elements in Word and in
// drawings.
func (g *paragraph) encode(data []byte, p piece, s span, text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	x := prefixOf(data, p.tag[0])
	switch g.kind {
	case headerText:
		return escape(headerCodes(g.text[:s.from], text))
	case wordText:
		again := `<` + x + `t xml:space="preserve">`
		text = strings.ReplaceAll(escape(text), "\n", "</"+x+"t><"+x+"br/>"+again)
		return strings.ReplaceAll(text, "\t", "</"+x+"t><"+x+"tab/>"+again)
	case drawingText:
		if p.isComputed {
			return strings.ReplaceAll(escape(text), "\n", " ")
		}
		run := "<" + x + "r>" + string(data[p.props[0]:p.props[1]]) + "<" + x + "t>"
		return strings.ReplaceAll(escape(text), "\n", "</"+x+"t></"+x+"r><"+x+"br/>"+run)
	}
	return escape(text)
}

// headerCodes writes a value for the header of a sheet, where & begins a code and digits behind
// a code would be a size of letters.
func headerCodes(before, text string) string {
	text = strings.ReplaceAll(text, "&", "&&")
	digits := len(before) - len(strings.TrimRight(before, "0123456789"))
	if rest := before[:len(before)-digits]; strings.HasSuffix(rest, "&") && text != "" && text[0] >= '0' && text[0] <= '9' {
		return " " + text
	}
	return text
}
