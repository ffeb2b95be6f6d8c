package template

import (
	"bytes"
	"image"
	_ "image/png" // pictures
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// bullet begins an item of a list, as in administrative documents.
const bullet = "- "

// noteSmaller is how much smaller the letters of a note are, in half points.
const noteSmaller = 6

// emuPerTwentieth is how many of the units of drawings a twentieth of a point has.
const emuPerTwentieth = 635

// blockWriter writes the blocks that take the place of a paragraph of Word.
type blockWriter struct {
	f       *filling
	part    *part
	field   int
	w       string     // prefix of elements
	declare string     // the declaration of the prefix, where it may have none
	para    properties // of the paragraph
	run     properties // of the run in which the field begins
	width   int        // of the area for texts
	height  int
	out     strings.Builder
}

// fillBlocks puts blocks in the place of a paragraph.
func (f *filling) fillBlocks(p *part, g *paragraph, blocks []Block) {
	b := g.block
	area := f.t.pages.area(f.t, p, b.start)
	x := &blockWriter{f: f, part: p, field: g.spans[0].field, w: prefixOf(p.data, b.start), width: area.width, height: area.height}
	if x.w == "" { // attributes need one
		x.w, x.declare = "w:", ` xmlns:w="`+f.t.pages.namespace()+`"`
	}
	if b.container.width > 0 {
		x.width = b.container.width - 2*cellMargin
	}
	x.width = max(x.width, 300)
	x.para = children(p.data[b.props[0]:b.props[1]], paragraphOrder)
	first := g.pieces[slices.IndexFunc(g.pieces, func(p piece) bool { return p.from+len(p.text) > g.spans[0].from })]
	x.run = children(p.data[first.props[0]:first.props[1]], runOrder)
	for _, m := range b.marks {
		x.out.Write(p.data[m[0]:m[1]])
	}
	hasBreak := x.para.has("pageBreakBefore")
	if isTable := blocks[0].Table != nil; isTable && (b.before == "tbl" || hasBreak) {
		x.spacer(hasBreak) // tables beside each other would be one
	}
	for i, block := range blocks {
		x.block(block)
		if block.Table != nil && (i < len(blocks)-1 && blocks[i+1].Table != nil || i == len(blocks)-1 && b.after != "p" && !b.hasSection) {
			x.spacer(false)
		}
		x.para = x.para.without("pageBreakBefore")
	}
	if b.hasSection {
		x.out.WriteString("<" + x.w + "p" + x.declare + ">" + string(p.data[b.props[0]:b.props[1]]) + "</" + x.w + "p>")
	}
	f.edit(p, b.start, b.end, x.out.String())
	for _, r := range first.bindings {
		if r[1] <= b.start {
			f.edit(p, r[0], r[1], "")
		}
	}
}

// block writes one block.
func (x *blockWriter) block(b Block) {
	switch {
	case b.Table != nil:
		x.table(b.Table)
	case b.Picture != nil:
		x.picture(b.Picture)
	case b.Heading != "":
		x.paragraph(x.para.with("keepNext", x.tag("keepNext")), x.run.with("b", x.tag("b")), b.Heading)
	case b.Bullet != "":
		x.paragraph(x.para, x.run, bullet+b.Bullet)
	case b.Note != "":
		size := strconv.Itoa(max(x.f.t.pages.fonts.size(x.para, x.run)-noteSmaller, leastSize))
		para := x.para.with("spacing", x.tag("spacing", "before", "40", "after", "0", "line", "240", "lineRule", "auto"))
		x.paragraph(para, x.run.with("i", x.tag("i")).with("sz", x.tag("sz", "val", size)).with("szCs", x.tag("szCs", "val", size)), b.Note)
	default:
		x.paragraph(x.para, x.run, b.Paragraph)
	}
}

// tag writes an empty element with attributes, names and values in turn.
func (x *blockWriter) tag(name string, attributes ...string) string {
	var b strings.Builder
	b.WriteString("<" + x.w + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		b.WriteString(" " + x.w + attributes[i] + `="` + escape(attributes[i+1]) + `"`)
	}
	return b.String() + "/>"
}

func (x *blockWriter) paragraph(para, run properties, text string) {
	x.open("p")
	x.out.WriteString(para.in(x.w + "pPr"))
	x.text(run, text)
	x.close("p")
}

func (x *blockWriter) open(name string)  { x.out.WriteString("<" + x.w + name + x.declare + ">") }
func (x *blockWriter) close(name string) { x.out.WriteString("</" + x.w + name + ">") }

// text writes a run.
func (x *blockWriter) text(run properties, text string) {
	start, end := "<"+x.w+`t xml:space="preserve">`, "</"+x.w+"t>"
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.ReplaceAll(escape(text), "\n", end+x.tag("br")+start)
	text = strings.ReplaceAll(text, "\t", end+x.tag("tab")+start)
	x.out.WriteString("<" + x.w + "r>" + run.in(x.w+"rPr") + start + text + end + "</" + x.w + "r>")
}

// spacer writes a paragraph that is as good as not seen.
func (x *blockWriter) spacer(breaksPage bool) {
	para := properties{order: paragraphOrder}
	if breaksPage {
		para = para.with("pageBreakBefore", x.tag("pageBreakBefore"))
	}
	para = para.with("spacing", x.tag("spacing", "before", "0", "after", "0", "line", "20", "lineRule", "exact"))
	x.open("p")
	x.out.WriteString(para.in(x.w + "pPr"))
	x.close("p")
}

// pictureLimit is how many pixels a side of a picture may have.
const pictureLimit = 20_000

// picture writes a paragraph with a picture, made smaller where it is wider or higher than the area.
func (x *blockWriter) picture(p *Picture) {
	shape, format, err := image.DecodeConfig(bytes.NewReader(p.PNG))
	if err != nil || format != "png" || shape.Width <= 0 || shape.Height <= 0 || shape.Width > pictureLimit || shape.Height > pictureLimit {
		x.f.refuse(x.field, kpi.NewFault("{reason}: the picture is no PNG"))
		return
	}
	perInch := p.PerInch
	if perInch <= 0 {
		perInch = 96
	}
	const inch = 1440
	width, height := shape.Width*inch/perInch, shape.Height*inch/perInch
	if width > x.width {
		width, height = x.width, height*x.width/width
	}
	if most := x.height * 9 / 10; most > 0 && height > most { // a line is higher than the picture
		width, height = width*most/height, most
	}
	id := 1
	for x.f.used[id] {
		id++
	}
	x.f.used[id] = true
	link := x.f.addPicture(x.part, p.PNG)
	cx, cy, n, alt := strconv.Itoa(max(width, 1)*emuPerTwentieth), strconv.Itoa(max(height, 1)*emuPerTwentieth), strconv.Itoa(id), escape(oneLine(p.Alt))
	drawing, links := "http://schemas.openxmlformats.org/drawingml/2006/", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	inline := drawing + "wordprocessingDrawing"
	if x.f.t.pages.strict {
		drawing, links = "http://purl.oclc.org/ooxml/drawingml/", "http://purl.oclc.org/ooxml/officeDocument/relationships"
		inline = drawing + "wordprocessingDrawing"
	}
	x.open("p")
	para := x.para.without("numPr").with("spacing", x.tag("spacing", "before", "120", "after", "120", "line", "240", "lineRule", "auto")).
		with("ind", x.tag("ind", "left", "0", "right", "0", "firstLine", "0")).with("jc", x.tag("jc", "val", "center"))
	x.out.WriteString(para.in(x.w + "pPr"))
	x.out.WriteString("<" + x.w + "r><" + x.w + `drawing><wp:inline xmlns:wp="` + inline + `" distT="0" distB="0" distL="0" distR="0">` +
		`<wp:extent cx="` + cx + `" cy="` + cy + `"/><wp:docPr id="` + n + `" name="kpi ` + n + `" descr="` + alt + `"/>` +
		`<a:graphic xmlns:a="` + drawing + `main"><a:graphicData uri="` + drawing + `picture">` +
		`<pic:pic xmlns:pic="` + drawing + `picture"><pic:nvPicPr><pic:cNvPr id="` + n + `" name="kpi ` + n + `" descr="` + alt + `"/><pic:cNvPicPr/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip xmlns:r="` + links + `" r:embed="` + link + `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="` + cx + `" cy="` + cy + `"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
		`</pic:pic></a:graphicData></a:graphic></wp:inline></` + x.w + `drawing></` + x.w + "r>")
	x.close("p")
}

// oneLine returns a text for an attribute, where line breaks would be spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// namespace returns the namespace of elements of Word.
func (s *pages) namespace() string {
	if s.strict {
		return "http://purl.oclc.org/ooxml/wordprocessingml/main"
	}
	return "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
}

// area returns the width and height for texts at an offset of a part: of its section of the body,
// or the narrowest where a header or a note may be in several.
func (s *pages) area(t *Template, p *part, at int) page {
	narrow := page{width: 9000, height: 13000} // of A4 with usual margins
	for i, o := range s.all {
		o.columns = max(o.columns, 1)
		o.width = (o.width-o.margins[0]-o.margins[1]+720)/o.columns - 720 // columns are half an inch from each other
		o.height -= o.margins[2] + o.margins[3]
		if o.width < 300 || o.height < 300 {
			continue
		}
		if p.path == t.archive.main && at < o.end {
			return o
		}
		if i == 0 || o.width < narrow.width {
			narrow = o
		}
	}
	return narrow
}
