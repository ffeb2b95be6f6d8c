package rows

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// errOtherPart is the error of a part whose outermost element is not the one looked for.
var errOtherPart = errors.New("another kind of part")

// part reads a part of a workbook element by element: a sheet row by row, or the texts
// that cells share. What spreadsheets would pass over is an error: a part that breaks
// off, rows and cells out of order, a text that is not there.
type part struct {
	xml   *markup
	book  *archive
	root  string   // worksheet or sst
	begun bool     // the root was there
	open  []string // the elements that are open
	row   int
	cells rowCells
	cell  partCell
	view  view
	held  *heldRows // of a first reading, which are given; nil: the part is read
}

// rowCells are the cells of a row. The next row takes their memory.
type rowCells struct {
	list     [][]byte
	text     []byte // that they are in
	formulas []int  // those that hold one
}

// partCell is a cell that is open, as the elements in it give it.
type partCell struct {
	column  int
	kind    string // its attribute t
	shape   shape  // of its style
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
	return &part{xml: newMarkup(io.LimitReader(in, unpackedLimit)), book: a, root: root}, nil
}

// next reads to the end of the next row, or of the part: then it returns io.EOF.
func (p *part) next() error {
	if p.held != nil {
		return p.again()
	}
	for {
		read, err := p.piece()
		if err != nil {
			return err
		}
		switch read.kind {
		case startPiece:
			if err = p.start(read); err == nil && read.name == "c" {
				err = p.plainCell()
			}
		case textPiece:
			switch n := len(p.open); {
			case n > 0 && p.open[n-1] == "v":
				p.cell.value = append(p.cell.value, read.text...)
			case n > 1 && p.open[n-1] == "t" && p.open[n-2] != "rPh": // not how it is pronounced
				p.cell.text = append(p.cell.text, read.text...)
			}
		case endPiece:
			switch read.name {
			case "row":
				return nil
			case "si":
				if len(p.book.texts) == textLimit {
					return errTooLarge
				}
				p.book.texts = append(p.book.texts, string(unescape(p.cell.text)))
			case "c":
				err = p.endCell()
			}
		}
		if err != nil {
			return err
		}
	}
}

// plainCell ends a cell that has begun, where it holds nothing but a value or a text in place,
// as nearly all do.
func (p *part) plainCell() error {
	if len(p.open) > nestingLimit-2 {
		return nil
	}
	if value, ok := p.xml.within("<v>", "</v></c>"); ok {
		p.cell.value, p.cell.values = append(p.cell.value, value...), 1
	} else if text, ok := p.xml.within("<is><t>", "</t></is></c>"); ok {
		p.cell.text = append(p.cell.text, text...)
	} else {
		return nil
	}
	p.open = p.open[:len(p.open)-1]
	return p.endCell()
}

// piece reads the next piece of XML and keeps the elements that are open.
func (p *part) piece() (*piece, error) {
	read, err := p.xml.next()
	if errors.Is(err, io.EOF) && (len(p.open) > 0 || !p.begun) {
		return nil, io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	n := len(p.open) - 1
	switch read.kind {
	case startPiece:
		if n < 0 && read.name != p.root && !p.begun {
			return nil, errOtherPart
		}
		p.begun = true
		if p.open = append(p.open, read.name); len(p.open) > nestingLimit {
			return nil, fmt.Errorf("elements within more than %d others", nestingLimit)
		}
	case endPiece:
		if n < 0 || p.open[n] != read.name {
			return nil, fmt.Errorf("element %s ends where it is not open", read.name)
		}
		p.open = p.open[:n]
	}
	return read, nil
}

// start begins a row, or a cell, or what is in it. Rows must be in order, and cells in
// the order of their columns, in their row.
func (p *part) start(read *piece) (err error) {
	switch read.name {
	case "row":
		before := p.row
		p.row, p.cell.column = before+1, 0
		p.cells = rowCells{list: p.cells.list[:0], text: p.cells.text[:0]}
		p.view.rowHidden, _ = strconv.ParseBool(string(read.attr("hidden")))
		if ref := read.attr("r"); len(ref) > 0 {
			if p.row, err = strconv.Atoi(string(ref)); err != nil || p.row <= before || p.row > rowsLimit {
				return fmt.Errorf("row %q after row %d", ref, before)
			}
		}
		p.view.begin(p.row)
	case "c":
		return p.startCell(read)
	case "f":
		p.cell.formula = true
	case "v":
		if p.cell.values++; p.cell.values > 1 {
			return fmt.Errorf("cell %s has two values", p.cell.name(p.row))
		}
	case "si":
		p.cell.text = p.cell.text[:0]
	case "col":
		p.view.hide(string(read.attr("min")), string(read.attr("max")), string(read.attr("hidden")))
	case "mergeCell":
		p.view.merge(string(read.attr("ref")))
	}
	return err
}

// startCell begins a cell, in the column behind the one before or in that which it names.
func (p *part) startCell(read *piece) error {
	before := p.cell.column
	p.cell = partCell{column: before + 1, kind: kindOf(read.attr("t")), value: p.cell.value[:0], text: p.cell.text[:0]}
	if p.book.shapes != nil {
		p.cell.shape = p.book.shapeOf(read.attr("s"))
	}
	ref := read.attr("r")
	if len(ref) == 0 {
		_, err := excelize.CoordinatesToCellName(p.cell.column, max(p.row, 1))
		return err
	}
	column, row, err := coordinates(ref)
	if err != nil || row != p.row || column <= before {
		return fmt.Errorf("cell %q out of order in row %d", ref, p.row)
	}
	p.cell.column = column
	return nil
}

// coordinates returns the column and the row of a cell: 2 and 3 of B3.
func coordinates(ref []byte) (column, row int, err error) {
	i := 0
	for ; i < min(len(ref), 2) && 'A' <= ref[i] && ref[i] <= 'Z'; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	for n := i; i < min(len(ref), n+6) && '0' <= ref[i] && ref[i] <= '9'; i++ {
		row = row*10 + int(ref[i]-'0')
	}
	if i < len(ref) || column == 0 || row == 0 { // no such name, or a long one
		return excelize.CellNameToCoordinates(string(ref))
	}
	return column, row, nil
}

// kindOf returns the kind of a cell, without new memory where there is such a kind.
func kindOf(t []byte) string {
	for _, kind := range [...]string{"s", "n", "", "str", "inlineStr", "b", "d", "e"} {
		if string(t) == kind {
			return kind
		}
	}
	return string(t)
}

// name returns the name of a cell in a row: B2.
func (c *partCell) name(row int) string {
	name, _ := excelize.CoordinatesToCellName(c.column, max(row, 1)) // startCell has seen that there is one
	return name
}

// endCell adds a cell to the row.
func (p *part) endCell() error {
	c := &p.cell
	value := bytes.TrimSpace(c.value)
	text, err := p.cellText(value)
	if err != nil {
		return err
	}
	if c.formula {
		p.cells.formulas = append(p.cells.formulas, c.column-1)
		if len(value) == 0 && (c.kind != "str" || c.values == 0) {
			text = []byte("=")
		}
	}
	if len(text) > 0 || c.formula {
		p.view.see(p.row, c.column)
		for len(p.cells.list) < c.column-1 {
			p.cells.list = append(p.cells.list, nil)
		}
		n := len(p.cells.text)
		p.cells.text = append(p.cells.text, text...)
		p.cells.list = append(p.cells.list, p.cells.text[n:len(p.cells.text):len(p.cells.text)])
	}
	return nil
}

// cellText returns the text of a cell with a value. The number 6.118 of a workbook is no text
// that means 6118: a digit more keeps it from being read so. Nor is TRUE the count 1, or a
// formula without a result a blank that may be 0: it is written as =.
func (p *part) cellText(value []byte) (text []byte, err error) {
	c := &p.cell
	text = c.value
	switch c.kind {
	case "", "n":
		if _, mark, grouped := Groups(value); grouped && mark == '.' {
			text = append(slices.Clone(value), '0')
		}
		if c.shape != (shape{}) {
			text = c.shape.text(value, p.book.epoch)
		}
	case "s":
		n, err := strconv.Atoi(string(value))
		switch {
		case c.values == 0:
		case err != nil || n < 0 || n >= len(p.book.texts):
			return nil, fmt.Errorf("cell %s refers to text %q, which is not there", c.name(p.row), value)
		default:
			text = []byte(p.book.texts[n])
		}
	case "b":
		if is, err := strconv.ParseBool(string(value)); err == nil {
			text = []byte(strings.ToUpper(strconv.FormatBool(is)))
		}
	case "inlineStr":
		if len(c.text) > 0 {
			text = unescape(c.text)
		}
	case "d":
		if day, time, ok := bytes.Cut(text, []byte("T")); ok && len(bytes.Trim(time, "0:.Z")) == 0 {
			text = day
		}
	case "str", "e":
	default:
		return nil, fmt.Errorf("cell %s is of the unknown kind %q", c.name(p.row), c.kind)
	}
	return text, nil
}

// escaped are the texts for characters that XML cannot hold: _x000D_, and _x005F_ for the
// underscore before what looks so.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape returns a text of a workbook with the characters that it is escaped for.
func unescape(text []byte) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return text // as nearly all are
	}
	return escaped.ReplaceAllFunc(text, func(code []byte) []byte {
		n, _ := strconv.ParseUint(string(code[2:6]), 16, 16)
		return []byte(string(rune(n)))
	})
}
