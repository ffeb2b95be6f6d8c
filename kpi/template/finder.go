package template

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// finder finds the fields of the parts of a document.
type finder struct {
	t       *Template
	faults  []error
	images  map[int]bool    // ids of pictures
	done    map[string]bool // parts that were read, by path
	doubles []double
	count   int // texts that are there twice, so far
}

// double is a field of a text that is there twice, for newer and for older programs.
type double struct {
	of    int // number of the text
	field int
	taken bool // its twin was found
}

// element is one that is open while a part is read.
type element struct {
	of         vocabulary
	name       string
	attributes []xml.Attr
	start, end int        // of its tag
	paragraph  *paragraph // that it begins
	container  *container // that it is
	word       wordState
}

// container counts what a reader of the document counts in a body, a cell, a text box or a note.
type container struct {
	paragraphs int // that are not blank
	tables     int
	place      func(in *kpi.Fault) *kpi.Fault
	width      int // of its texts in twentieths of a point; 0 is not known
}

// whole is the place of what is in no part of its own.
func whole(in *kpi.Fault) *kpi.Fault { return in }

// reader reads one part.
type reader struct {
	f     *finder
	part  *part
	open  []*element
	props [2]int // of the run
	boxes int    // text boxes so far
	wide  int    // of the drawing, in twentieths of a point
	pages []page // of sections that have ended, and the one that is being read
	page  page
	sheet *sheet // that the part is; one without a name is no sheet
}

// read reads a part once; place makes places in it from those within.
func (f *finder) read(path string, place func(*kpi.Fault) *kpi.Fault, s *sheet) (*reader, error) {
	data := f.t.archive.texts[path]
	if f.done == nil {
		f.done = map[string]bool{}
	}
	if data == nil || f.done[path] {
		return nil, nil
	}
	f.done[path] = true
	if s == nil {
		s = &sheet{}
	}
	r := &reader{f: f, part: &part{path: path, data: data}, sheet: s}
	r.open = []*element{{container: &container{place: place}}}
	if err := tokens(data, r.token); err != nil && !errors.Is(err, errEnough) {
		return nil, damaged(fmt.Errorf("%s: %w", path, err))
	}
	f.t.parts = append(f.t.parts, r.part)
	return r, nil
}

// errEnough stops reading where faults are enough to report.
var errEnough = errors.New("enough faults")

// token follows what is open.
func (r *reader) token(t xml.Token, start, end int) error {
	if len(r.f.faults) >= maxFaults {
		return errEnough
	}
	if len(r.f.t.fields) > fieldsLimit {
		return kpi.NewFault("the template has more than {n} fields", "n", strconv.Itoa(fieldsLimit))
	}
	switch t := t.(type) {
	case xml.StartElement:
		e := &element{of: vocabularies[t.Name.Space], name: t.Name.Local, attributes: t.Attr, start: start, end: end}
		r.checkAttributes(e)
		r.begin(e)
		r.open = append(r.open, e)
	case xml.EndElement:
		e := r.open[len(r.open)-1]
		r.open = r.open[:len(r.open)-1]
		r.close(e, end)
	case xml.CharData:
		if e := r.open[len(r.open)-1]; e.name != "" {
			r.text(e, string(t), start, end)
		}
		if g := r.paragraph(); g != nil && len(g.pieces) > piecesLimit {
			return kpi.NewFault("a paragraph of the template has more than {n} runs", "n", strconv.Itoa(piecesLimit))
		}
	}
	return nil
}

func (r *reader) begin(e *element) {
	parent := r.open[len(r.open)-1]
	switch {
	case e.of == wordElement || e.name == "docPr" || e.name == "extent" || e.name == "shape" || e.name == "oMath":
		r.beginWord(e, parent)
	case e.of == drawingElement && e.name == "p":
		e.paragraph = &paragraph{kind: drawingText}
	case e.of == drawingElement && e.name == "r":
		r.props = [2]int{}
	case e.of == drawingElement && e.name == "br":
		r.mark(" ", e, e.end)
	case e.of == sheetElement && r.f.t.book != nil:
		r.beginSheet(e)
	case e.of == doubleElement && e.name == "AlternateContent":
		r.f.count++
		e.word.double = r.f.count
	}
}

func (r *reader) close(e *element, end int) {
	parent := r.open[len(r.open)-1]
	switch {
	case e.of == wordElement:
		r.closeWord(e, parent, end)
	case e.of == drawingElement && e.name == "rPr" && parent.name == "r":
		r.props = [2]int{e.start, end}
	case e.of == drawingElement && e.name == "p":
		r.endParagraph(e.paragraph)
	case e.of == sheetElement && r.f.t.book != nil:
		r.closeSheet(e, end)
	}
}

// around returns the innermost open element that a function wants; nil is none.
func (r *reader) around(want func(e *element) bool) *element {
	for _, e := range slices.Backward(r.open) {
		if want(e) {
			return e
		}
	}
	return nil
}

// paragraph returns the paragraph that is being read; nil outside of one.
func (r *reader) paragraph() *paragraph {
	e := r.around(func(e *element) bool { return e.paragraph != nil || e.container != nil })
	return e.paragraph
}

func (r *reader) container() *container {
	return r.around(func(e *element) bool { return e.container != nil }).container
}

// isWithin reports whether an element of a name of Word is open within the paragraph.
func (r *reader) isWithin(names ...string) bool {
	e := r.around(func(e *element) bool {
		return e.paragraph != nil || e.container != nil || slices.Contains(names, e.name)
	})
	return e.paragraph == nil && e.container == nil
}

// text adds a text to its paragraph. One in no paragraph is a paragraph of its own.
func (r *reader) text(e *element, text string, start, end int) {
	g := r.paragraph()
	isRun := e.name == "t" && g != nil && e.of != otherElement
	switch {
	case e.name == "delText" || isRun && r.isWithin("del", "moveFrom", "rPh"):
		return
	case isRun:
		keeps := value(e.attributes, "space") == "preserve"
		if !keeps && g.kind != drawingText {
			text = strings.Trim(text, " \t\r\n")
		}
		parent := r.open[len(r.open)-2]
		g.add(piece{start: start, end: end, text: text, tag: [2]int{e.start, e.end}, keepsSpace: keeps, props: r.props,
			isComputed: g.kind == drawingText && parent.name != "r", bindings: r.bindings()})
	case e.of == sheetElement && e.name == "v" && r.sheet.cell != nil:
		r.sheet.cell.value += text
	case strings.Contains(text, opening):
		g := &paragraph{kind: plainText}
		g.add(piece{start: start, end: end, text: text, tag: [2]int{e.start, e.end}})
		if !r.canBeFilled(e, g) {
			r.refuse(text)
			return
		}
		r.endParagraph(g)
	}
}

// refuse notes a field where no value can be put.
func (r *reader) refuse(text string) {
	if _, names, faults := find(text); len(names)+len(faults) > 0 {
		r.f.note(kpi.NewFault("{reason}: no value can be put here: write it yourself"), func() *kpi.Fault {
			return r.container().place(kpi.NewFault("text {text}", "text", kpi.Excerpt(vietnamese.Clean(text))))
		})
	}
}

// canBeFilled reports whether the text of an element in no paragraph is shown as it is.
func (r *reader) canBeFilled(e *element, g *paragraph) bool {
	if r.sheet.name != "" {
		g.kind = headerText
		return slices.Contains([]string{"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}, e.name)
	}
	for _, shown := range []string{"docprops/", "customxml/item", "/charts/", "/threadedcomments/"} {
		if strings.Contains(r.part.path, shown) && (shown != "/charts/" || e.name == "v") {
			return true
		}
	}
	return false
}

// checkAttributes notes fields in attributes, but those that nobody sees.
func (r *reader) checkAttributes(e *element) {
	for _, a := range e.attributes {
		if strings.Contains(a.Value, opening) && !(e.of == wordElement && (e.name == "alias" || e.name == "tag")) {
			r.refuse(a.Value)
		}
	}
}

// mark adds an element to its paragraph that is a character or none.
func (r *reader) mark(text string, e *element, end int) {
	if g := r.paragraph(); g != nil && !r.isWithin("del", "moveFrom") {
		g.add(piece{start: e.start, end: end, text: text})
	}
}

// endParagraph finds the fields of a paragraph and keeps it, if it has some.
func (r *reader) endParagraph(g *paragraph) {
	g.end()
	c := r.container()
	text := vietnamese.Clean(strings.ReplaceAll(g.text, object, " "))
	if text != "" {
		c.paragraphs++
	}
	n := fmt.Sprint(c.paragraphs)
	shown := kpi.Excerpt(text)
	r.register(g, func() *kpi.Fault {
		if g.block == nil && g.kind != wordText {
			return c.place(kpi.NewFault("text {text}", "text", shown))
		}
		return c.place(kpi.NewFault("paragraph {n}: {text}", "n", n, "text", shown))
	})
	if len(g.spans) > 0 {
		r.part.paragraphs = append(r.part.paragraphs, g)
	}
}

// note keeps a fault with its place, if there are few.
func (f *finder) note(fault *kpi.Fault, place func() *kpi.Fault) {
	if len(f.faults) < maxFaults {
		f.faults = append(f.faults, fault.Because(place()))
	}
}

// register numbers the fields of a paragraph. A text that is there twice has the same fields
// twice.
func (r *reader) register(g *paragraph, place func() *kpi.Fault) {
	spans, names, faults := find(g.text)
	for _, f := range faults {
		r.f.note(f, place)
	}
	twice := r.around(func(e *element) bool { return e.word.double > 0 })
	isOlder := twice != nil && r.isOlder()
	for i, name := range names {
		at := -1
		if isOlder {
			at = slices.IndexFunc(r.f.doubles, func(d double) bool {
				return d.of == twice.word.double && !d.taken && r.f.t.fields[d.field].Text == name
			})
		}
		if at >= 0 {
			spans[i].field, r.f.doubles[at].taken = r.f.doubles[at].field, true
			continue
		}
		field := len(r.f.t.fields)
		if field > fieldsLimit {
			return // the template is refused
		}
		r.f.t.fields = append(r.f.t.fields, Field{name, place()})
		if twice != nil {
			r.f.doubles = append(r.f.doubles, double{of: twice.word.double, field: field})
		}
		spans[i].field = field
	}
	g.spans = spans
}

// isOlder reports whether what is read is there twice, and for older programs.
func (r *reader) isOlder() bool {
	return r.around(func(e *element) bool { return e.of == doubleElement && e.name == "Fallback" }) != nil
}

// readOthers reads the parts that are left, if they may have fields: charts, properties, comments.
// Links and types of parts have none that are seen; building blocks are not shown.
func (f *finder) readOthers() error {
	for _, z := range f.t.archive.files {
		path := partPath(z.Name)
		data := f.t.archive.texts[path]
		if f.done[path] || !bytes.ContainsRune(data, '{') && !bytes.Contains(data, []byte("&#")) || strings.HasPrefix(path, "word/glossary/") {
			continue
		}
		_, err := f.read(path, func(in *kpi.Fault) *kpi.Fault {
			return kpi.NewFault("{part}, {reason}", "part", kpi.Printable(z.Name)).Because(in)
		}, nil)
		if err != nil {
			return err
		}
	}
	return nil
}
