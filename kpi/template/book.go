package template

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// book is a workbook.
type book struct {
	sheets []*sheet
	texts  []sharedText
	shared string // the path of the part with the texts that cells share
}

// sharedText is a text that cells share. It stays as it is: each cell gets a text of its own.
type sharedText struct {
	part      *part
	paragraph *paragraph
	from, to  int    // what is in its element
	prefix    string // of its elements
	hasBraces bool
}

// sheet is a sheet of a workbook; without a name it is another part.
type sheet struct {
	name     string
	part     *part
	cells    []*cell // with fields
	formulas []*cell // whose values are computed
	spills   []area  // cells that formulas elsewhere compute
	cell     *cell   // that is being read
	row      int
	column   int
}

// cell is a cell as it is in the file.
type cell struct {
	start, end int
	tag        int // end of its tag
	ref        string
	kind       string
	value      string
	valueAt    [2]int
	isFormula  bool
	own        *paragraph // the text, with its fields
	shared     int        // number of the shared text; -1 is none
}

// area is a range of cells.
type area struct{ top, left, bottom, right int }

// readBook reads the sheets of a workbook in their order.
func (f *finder) readBook() error {
	a := f.t.archive
	f.t.book = &book{}
	links, err := a.links(a.main)
	if err != nil {
		return err
	}
	byID := map[string]string{}
	for _, l := range links {
		byID[l.id] = l.target
		if l.kind == "sharedStrings" {
			f.t.book.shared = l.target
			if _, err := f.read(l.target, whole, nil); err != nil {
				return err
			}
		}
	}
	names, err := sheetNames(a)
	if err != nil {
		return err
	}
	for _, n := range names {
		path := byID[n.ID]
		if a.texts[path] == nil {
			return damaged(errors.New("no part holds the sheet " + strconv.Quote(n.Name)))
		}
		if err := f.readSheet(n.Name, path); err != nil {
			return err
		}
	}
	_, err = f.read(a.main, whole, nil)
	return err
}

// readSheet reads a sheet, then its comments and text boxes.
func (f *finder) readSheet(name, path string) error {
	inSheet := func(in *kpi.Fault) *kpi.Fault {
		return kpi.NewFault("sheet {sheet}, {reason}", "sheet", kpi.Printable(name)).Because(in)
	}
	s := &sheet{name: name}
	r, err := f.read(path, inSheet, s)
	if err != nil || r == nil {
		return err
	}
	s.part = r.part
	f.t.book.sheets = append(f.t.book.sheets, s)
	links, err := f.t.archive.links(path)
	if err != nil {
		return err
	}
	for _, l := range links {
		if slices.Contains([]string{"comments", "threadedComment", "drawing"}, l.kind) {
			if _, err := f.read(l.target, inSheet, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// beginSheet follows an element of a workbook.
func (r *reader) beginSheet(e *element) {
	s := r.sheet
	switch e.name {
	case "si", "is", "text":
		e.paragraph = &paragraph{kind: cellText}
	case "comment":
		outer, ref := r.container(), value(e.attributes, "ref")
		e.container = &container{place: func(in *kpi.Fault) *kpi.Fault {
			return outer.place(kpi.NewFault("comment at {cell}, {reason}", "cell", kpi.Printable(ref)).Because(in))
		}}
	case "row":
		s.row, s.column = s.row+1, 0
		if n, err := strconv.Atoi(value(e.attributes, "r")); err == nil {
			s.row = n
		}
	case "c":
		s.column++
		s.cell = &cell{start: e.start, tag: e.end, ref: value(e.attributes, "r"), kind: value(e.attributes, "t"), shared: -1}
		if column, row, ok := position(s.cell.ref); ok {
			s.column, s.row = column, row
		} else {
			s.cell.ref = reference(s.column, s.row)
		}
	case "f":
		if s.cell != nil {
			s.cell.isFormula = true
			if a, ok := areaOf(value(e.attributes, "ref")); ok && slices.Contains([]string{"array", "dataTable"}, value(e.attributes, "t")) {
				s.spills = append(s.spills, a)
			}
		}
	}
}

// closeSheet follows the end of an element of a workbook.
func (r *reader) closeSheet(e *element, end int) {
	s := r.sheet
	switch e.name {
	case "si":
		b := r.f.t.book
		if b.shared != r.part.path {
			return
		}
		to := end - len("</"+prefixOf(r.part.data, e.start)+"si>")
		if e.end == end {
			to = e.end
		}
		e.paragraph.end()
		hasBraces := strings.Contains(e.paragraph.text, opening) || strings.Contains(e.paragraph.text, closing)
		b.texts = append(b.texts, sharedText{r.part, e.paragraph, e.end, max(to, e.end), prefixOf(r.part.data, e.start), hasBraces})
	case "is":
		if s.cell != nil {
			e.paragraph.end()
			s.cell.own = e.paragraph
		}
	case "text":
		r.endParagraph(e.paragraph)
	case "v":
		if s.cell != nil {
			s.cell.valueAt = [2]int{e.start, end}
		}
	case "c":
		s.cell.end = end
		r.endCell(s.cell)
		s.cell = nil
	}
}

// endCell keeps a cell that has fields, or a value that is computed.
func (r *reader) endCell(c *cell) {
	s, b := r.sheet, r.f.t.book
	isSpill := slices.ContainsFunc(s.spills, func(a area) bool {
		return s.row >= a.top && s.row <= a.bottom && s.column >= a.left && s.column <= a.right
	})
	if c.isFormula || isSpill {
		s.formulas = append(s.formulas, c)
		return
	}
	switch c.kind {
	case "s":
		n, err := strconv.Atoi(c.value)
		if err != nil || n < 0 || n >= len(b.texts) {
			return
		}
		if !b.texts[n].hasBraces {
			return // most cells
		}
		shared := *b.texts[n].paragraph
		c.own, c.shared = &shared, n
	case "str":
		c.own = &paragraph{kind: plainText}
		c.own.add(piece{text: c.value})
		c.own.end()
	}
	if c.own == nil {
		return
	}
	r.register(c.own, func() *kpi.Fault {
		return r.container().place(kpi.NewFault("cell {cell}", "cell", kpi.Printable(c.ref)))
	})
	if len(c.own.spans) > 0 {
		s.cells = append(s.cells, c)
	}
}

// The most columns and rows that a sheet has.
const (
	mostColumns = 16_384
	mostRows    = 1_048_576
)

// position returns the column and the row of a reference such as B4.
func position(ref string) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	return column, row, err == nil && i > 0 && column <= mostColumns && row > 0 && row <= mostRows
}

// reference is the inverse of position.
func reference(column, row int) string {
	letters := ""
	for ; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return letters + strconv.Itoa(row)
}
