package rows

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Bounds on a part of a workbook.
const (
	nestingLimit = 100     // elements within each other; sheets have fewer than 10
	rowsLimit    = 1 << 20 // rows of a sheet
)

// errOtherPart is the error of a part whose outermost element is not the one looked for.
var errOtherPart = errors.New("another kind of part")

// part reads a part of a workbook element by element: a sheet row by row, or the texts
// that cells share. What spreadsheets would pass over is an error: a part that breaks
// off, rows and cells out of order, a text that is not there.
type part struct {
	xml    *xml.Decoder
	book   *archive
	root   string   // worksheet or sst
	begun  bool     // the root was there
	open   []string // the elements that are open
	row    int
	hidden bool     // the row
	cells  [][]byte // of the row
	cell   partCell // that is open
	merged []Merged
}

// partCell is a cell as the elements in it give it.
type partCell struct {
	column  int
	ref     string // B2
	kind    string // its attribute t
	value   []byte
	text    []byte // of a text in place, or of a shared one
	values  int
	formula bool
}

// open opens a part for reading.
func (a *archive) open(f *zip.File, root string) (*part, error) {
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &part{xml: xml.NewDecoder(io.LimitReader(in, unpackedLimit)), book: a, root: root}, nil
}

// next reads to the end of the next row, or of the part: then it returns io.EOF.
func (p *part) next() error {
	for {
		token, err := p.xml.RawToken()
		rowEnds := false
		switch t := token.(type) {
		case xml.StartElement:
			err = p.start(t)
		case xml.EndElement:
			rowEnds = t.Name.Local == "row"
			err = p.end(t.Name.Local)
		case xml.CharData:
			p.characters(t)
		}
		switch {
		case errors.Is(err, io.EOF) && (len(p.open) > 0 || !p.begun):
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		case rowEnds:
			return nil
		}
	}
}

// start opens an element.
func (p *part) start(t xml.StartElement) error {
	name := t.Name.Local
	if len(p.open) == 0 {
		if name != p.root && !p.begun {
			return errOtherPart
		}
		p.begun = true
	}
	if p.open = append(p.open, name); len(p.open) > nestingLimit {
		return fmt.Errorf("elements within more than %d others", nestingLimit)
	}
	switch name {
	case "si":
		p.cell.text = nil
	case "row":
		return p.startRow(t.Attr)
	case "c":
		return p.startCell(t.Attr)
	case "f":
		p.cell.formula = true
	case "mergeCell":
		from, to, _ := strings.Cut(attr(t.Attr, "ref"), ":")
		column, top, err1 := excelize.CellNameToCoordinates(from)
		_, bottom, err2 := excelize.CellNameToCoordinates(to)
		if err1 == nil && err2 == nil && bottom > top {
			p.merged = append(p.merged, Merged{from + ":" + to, top, column})
		}
	case "v":
		if p.cell.values++; p.cell.values > 1 {
			return fmt.Errorf("cell %s has two values", p.cell.ref)
		}
	}
	return nil
}

// characters takes the text of an element: a value, or a text; not what is written over
// it to be read aloud.
func (p *part) characters(text []byte) {
	switch n := len(p.open); {
	case n > 0 && p.open[n-1] == "v":
		p.cell.value = append(p.cell.value, text...)
	case n > 1 && p.open[n-1] == "t" && p.open[n-2] != "rPh":
		p.cell.text = append(p.cell.text, text...)
	}
}

// startRow wants rows in order.
func (p *part) startRow(attrs []xml.Attr) error {
	before := p.row
	p.row, p.cells, p.cell.column = before+1, nil, 0
	p.hidden, _ = strconv.ParseBool(attr(attrs, "hidden"))
	if text := attr(attrs, "r"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n <= before || n > rowsLimit {
			return fmt.Errorf("row %q after row %d", text, before)
		}
		p.row = n
	}
	return nil
}

// startCell wants cells in the order of their columns, in their row.
func (p *part) startCell(attrs []xml.Attr) error {
	before := p.cell.column
	p.cell = partCell{column: before + 1, kind: attr(attrs, "t")}
	if ref := attr(attrs, "r"); ref != "" {
		column, row, err := excelize.CellNameToCoordinates(ref)
		if err != nil || row != p.row || column <= before {
			return fmt.Errorf("cell %q out of order in row %d", ref, p.row)
		}
		p.cell.column = column
	}
	ref, err := excelize.CoordinatesToCellName(p.cell.column, max(p.row, 1))
	p.cell.ref = ref
	return err
}

// end closes an element.
func (p *part) end(name string) error {
	n := len(p.open) - 1
	if n < 0 || p.open[n] != name {
		return fmt.Errorf("element %s ends where it is not open", name)
	}
	p.open = p.open[:n]
	switch name {
	case "si":
		if len(p.book.texts) == textLimit {
			return errTooLarge
		}
		p.book.texts = append(p.book.texts, string(unescape(p.cell.text)))
	case "c":
		return p.endCell()
	}
	return nil
}

// endCell adds a cell to the row. The number 6.118 of a workbook is no text that means
// 6118: a digit more keeps it from being read so. Nor is TRUE the count 1, or a formula
// without a result a blank that may be 0.
func (p *part) endCell() error {
	c := &p.cell
	value := bytes.TrimSpace(c.value)
	text := c.value
	switch c.kind {
	case "", "n":
		if _, mark, grouped := Groups(value); grouped && mark == '.' {
			text = append(slices.Clone(value), '0')
		}
		if c.formula && len(value) == 0 {
			text = []byte("…")
		}
	case "s":
		n, err := strconv.Atoi(string(value))
		switch {
		case c.values == 0:
		case err != nil || n < 0 || n >= len(p.book.texts):
			return fmt.Errorf("cell %s refers to text %q, which is not there", c.ref, value)
		default:
			text = []byte(p.book.texts[n])
		}
	case "b":
		if is, err := strconv.ParseBool(string(value)); err == nil {
			text = []byte(strings.ToUpper(strconv.FormatBool(is)))
		}
	case "inlineStr":
		if c.text != nil {
			text = unescape(c.text)
		}
	case "str", "e", "d":
	default:
		return fmt.Errorf("cell %s is of the unknown kind %q", c.ref, c.kind)
	}
	if len(text) > 0 || c.formula {
		for len(p.cells) < c.column-1 {
			p.cells = append(p.cells, nil)
		}
		p.cells = append(p.cells, text)
	}
	return nil
}

// attr returns an attribute, "" without it.
func attr(attrs []xml.Attr, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
