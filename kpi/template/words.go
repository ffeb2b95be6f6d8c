package template

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// wordState is what is known of an open element of Word.
type wordState struct {
	double  int    // of an element with a text twice: its number
	binding [2]int // of a content control: where its text is kept
	isPlain bool   // a content control without paragraphs
	before  string // the name of the last element within
	last    *block // the last paragraph within, while nothing follows
	grid    []int  // widths of the columns of a table
	rows    int    // of a table
	cells   int    // of a row
	span    int    // of a cell: columns
}

// block is a paragraph of Word that blocks can take the place of.
type block struct {
	start, end int
	tag        int // end of its tag
	props      [2]int
	hasSection bool     // a section ends in it
	marks      [][2]int // of bookmarks and comments
	before     string   // the elements around it
	after      string
	container  *container
	hasObjects bool // such as parts of a field of Word, which would be lost
}

// page is the area of a section for texts, in twentieths of a point.
type page struct {
	end           int // offset in the document where the section ends
	width, height int
	margins       [4]int // left, right, top, bottom
	columns       int
}

// pages are the sections of a document.
type pages struct {
	all    []page
	strict bool
	used   map[int]bool // ids of pictures
	fonts  *fonts
}

// readWords reads the parts of a Word file in the order in which people read them.
func (f *finder) readWords() error {
	a := f.t.archive
	links, err := a.links(a.main)
	if err != nil {
		return err
	}
	body, err := f.read(a.main, whole, nil)
	if err != nil {
		return err
	}
	f.t.pages.all, f.t.pages.strict = body.pages, strings.Contains(string(body.part.data[:min(len(body.part.data), 4096)]), "purl.oclc.org/ooxml")
	for _, kind := range []string{"header", "footer", "footnotes", "endnotes", "comments"} {
		n := 0
		for _, l := range links {
			if l.kind != kind || f.done[l.target] {
				continue
			}
			n++
			if _, err := f.read(l.target, inPart(kind, n), nil); err != nil {
				return err
			}
		}
	}
	f.t.pages.fonts, err = readFonts(a, links)
	return err
}

// inPart returns what makes a place one of a part; notes have places of their own.
func inPart(kind string, n int) func(*kpi.Fault) *kpi.Fault {
	return func(in *kpi.Fault) *kpi.Fault {
		switch kind {
		case "header":
			return kpi.NewFault("header {n}, {reason}", "n", strconv.Itoa(n)).Because(in)
		case "footer":
			return kpi.NewFault("footer {n}, {reason}", "n", strconv.Itoa(n)).Because(in)
		case "footnotes", "footnote":
			return kpi.NewFault("footnote {n}, {reason}", "n", strconv.Itoa(n)).Because(in)
		case "endnotes", "endnote":
			return kpi.NewFault("endnote {n}, {reason}", "n", strconv.Itoa(n)).Because(in)
		}
		return kpi.NewFault("comment {n}, {reason}", "n", strconv.Itoa(n)).Because(in)
	}
}

// rangeMarks are the elements that mark a range of a text, and can be between paragraphs.
var rangeMarks = []string{"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd"}

// beginWord follows an element of Word.
func (r *reader) beginWord(e, parent *element) {
	if parent.word.last != nil && !slices.Contains(rangeMarks, e.name) && e.name != "proofErr" {
		parent.word.last.after, parent.word.last = e.name, nil
	}
	switch e.name {
	case "p":
		e.paragraph = &paragraph{kind: wordText}
		c := r.container()
		control := r.around(func(e *element) bool { return e.container != nil || e.word.isPlain })
		if control.container != nil && r.f.t.book == nil {
			e.paragraph.block = &block{start: e.start, tag: e.end, before: parent.word.before, container: c}
			parent.word.last = e.paragraph.block
		}
	case "r":
		r.props = [2]int{}
	case "tbl":
		r.container().tables++
	case "tr":
		if t := r.around(func(e *element) bool { return e.name == "tbl" || e.container != nil }); t.name == "tbl" {
			t.word.rows++
		}
	case "tc":
		r.beginCell(e)
	case "txbxContent", "footnote", "endnote", "comment":
		r.beginBox(e)
	case "sectPr":
		if parent.name != "sectPrChange" {
			r.page = page{columns: 1}
		}
	default:
		r.beginMark(e, parent)
	}
}

// beginCell makes the container of a cell of a table.
func (r *reader) beginCell(e *element) {
	table := r.around(func(e *element) bool { return e.name == "tbl" })
	row := r.around(func(e *element) bool { return e.name == "tr" })
	outer := r.container()
	e.container = &container{place: outer.place}
	if table == nil || row == nil {
		return
	}
	row.word.cells++
	n, y, x := strconv.Itoa(outer.tables), strconv.Itoa(table.word.rows), strconv.Itoa(row.word.cells)
	e.container.place = func(in *kpi.Fault) *kpi.Fault {
		return outer.place(kpi.NewFault("table {n}, row {row}, cell {cell}, {reason}", "n", n, "row", y, "cell", x).Because(in))
	}
	if at := row.word.span; at < len(table.word.grid) {
		e.container.width = table.word.grid[at]
	}
	row.word.span++
}

// beginBox makes the container of a text box or a note. A text box for older programs is the one
// before it.
func (r *reader) beginBox(e *element) {
	outer := r.container()
	e.container = &container{place: outer.place}
	if e.name != "txbxContent" {
		switch value(e.attributes, "type") {
		case "separator", "continuationSeparator", "continuationNotice":
		default:
			r.boxes++
		}
		e.container.place = inPart(e.name, r.boxes)
		return
	}
	if !r.isOlder() || r.boxes == 0 {
		r.boxes++
	}
	n := strconv.Itoa(r.boxes)
	e.container.place = func(in *kpi.Fault) *kpi.Fault {
		return outer.place(kpi.NewFault("text box {n}, {reason}", "n", n).Because(in))
	}
	e.container.width = max(r.wide-300, 0) // the box keeps a distance to its frame
}

// beginMark follows an element that is a character, or a property of what is around it.
func (r *reader) beginMark(e, parent *element) {
	switch e.name {
	case "drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym", "oMath":
		r.mark(object, e, e.end)
	case "commentReference", "fldChar", "del", "moveFrom":
		if g := r.paragraph(); g != nil && g.block != nil && parent.name != "rPr" && parent.name != "trPr" {
			g.block.hasObjects = true
		}
	case "docPr":
		if id, err := strconv.Atoi(value(e.attributes, "id")); err == nil {
			r.f.images[id] = true
		}
	case "extent":
		cx, _ := strconv.Atoi(value(e.attributes, "cx"))
		r.wide = cx / emuPerTwentieth
	case "shape":
		r.wide = shapeWidth(value(e.attributes, "style"))
	case "gridCol":
		if t := r.around(func(e *element) bool { return e.name == "tbl" }); t != nil {
			w, _ := strconv.Atoi(value(e.attributes, "w"))
			t.word.grid = append(t.word.grid, w)
		}
	case "gridSpan", "tcW":
		if parent.name == "tcPr" {
			r.beginWidth(e)
		}
	case "pgSz", "pgMar", "cols":
		if parent.name == "sectPr" {
			r.beginPage(e)
		}
	case "text", "dataBinding":
		if parent.name == "sdtPr" {
			parent.word.isPlain = parent.word.isPlain || e.name == "text"
		}
	}
}

// beginWidth notes the width of a cell.
func (r *reader) beginWidth(e *element) {
	cell := r.around(func(e *element) bool { return e.container != nil })
	row := r.around(func(e *element) bool { return e.name == "tr" })
	table := r.around(func(e *element) bool { return e.name == "tbl" })
	if row == nil || table == nil {
		return
	}
	if e.name == "tcW" {
		if w, err := strconv.Atoi(value(e.attributes, "w")); err == nil && w > 0 && value(e.attributes, "type") == "dxa" {
			cell.container.width = w
		}
		return
	}
	n, _ := strconv.Atoi(value(e.attributes, "val"))
	first := row.word.span - 1
	if n < 1 || n > 1000 || first < 0 || cell.container.width > 0 && first < len(table.word.grid) && cell.container.width != table.word.grid[first] {
		return
	}
	row.word.span += n - 1
	cell.container.width = 0
	for _, w := range table.word.grid[min(first, len(table.word.grid)):min(first+n, len(table.word.grid))] {
		cell.container.width += w
	}
}

// beginPage notes the size of a page or its margins.
func (r *reader) beginPage(e *element) {
	number := func(name string) int {
		n, _ := strconv.Atoi(value(e.attributes, name))
		return min(max(n, 0), 1<<20)
	}
	switch e.name {
	case "pgSz":
		r.page.width, r.page.height = number("w"), number("h")
	case "pgMar":
		r.page.margins = [4]int{number("left") + number("start") + number("gutter"), number("right") + number("end"), number("top"), number("bottom")}
	case "cols":
		r.page.columns = max(number("num"), 1)
	}
}

// shapeWidth returns the width of a shape for older programs.
func shapeWidth(style string) int {
	for rule := range strings.SplitSeq(style, ";") {
		name, v, _ := strings.Cut(rule, ":")
		points, isPoints := strings.CutSuffix(strings.TrimSpace(v), "pt")
		if n, err := strconv.ParseFloat(points, 64); strings.TrimSpace(name) == "width" && isPoints && err == nil && n > 0 && n < 1e5 {
			return int(n * 20)
		}
	}
	return 0
}

// closeWord follows the end of an element of Word.
func (r *reader) closeWord(e, parent *element, end int) {
	g := r.paragraph()
	switch e.name {
	case "p":
		if b := e.paragraph.block; b != nil {
			b.end = end
		}
		r.endParagraph(e.paragraph)
	case "pPr":
		if parent.paragraph != nil && parent.paragraph.block != nil {
			parent.paragraph.block.props = [2]int{e.start, end}
		}
	case "rPr":
		if parent.name == "r" {
			r.props = [2]int{e.start, end}
		}
	case "tab", "ptab", "cr":
		if parent.name == "r" {
			r.mark(" ", e, end)
		}
	case "br":
		text := " "
		if kind := value(e.attributes, "type"); kind == "page" || kind == "column" {
			text = object
		}
		r.mark(text, e, end)
	case "noBreakHyphen":
		r.mark("-", e, end)
	case "softHyphen":
		r.mark("", e, end)
	case "sectPr":
		r.closeSection(parent, end)
	case "sdtPr":
		parent.word.isPlain, parent.word.binding = e.word.isPlain, e.word.binding
	case "dataBinding":
		parent.word.binding = [2]int{e.start, end}
	}
	if g != nil && g.block != nil && slices.Contains(rangeMarks, e.name) {
		g.block.marks = append(g.block.marks, [2]int{e.start, end})
	}
	if !slices.Contains(rangeMarks, e.name) {
		parent.word.before = e.name
	}
}

// closeSection keeps the page of a section.
func (r *reader) closeSection(parent *element, end int) {
	if parent.name == "sectPrChange" {
		return
	}
	r.page.end = end
	r.pages = append(r.pages, r.page)
	if g := r.paragraph(); g != nil && g.block != nil {
		g.block.hasSection = true
	}
}

// bindings returns where the content controls around a text keep it elsewhere in the file.
func (r *reader) bindings() (all [][2]int) {
	for _, e := range r.open {
		if e.word.binding[1] > 0 && e.name == "sdt" {
			all = append(all, e.word.binding)
		}
	}
	return all
}
