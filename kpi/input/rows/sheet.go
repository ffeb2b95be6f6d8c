package rows

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
)

// sheet gives the rows of a sheet of a workbook; their numbers are lines.
type sheet struct {
	part     *part
	line     int   // of the row given last
	first    []Row // that the header was looked for among, and are not given yet
	hidden   int   // rows
	hiddenAt int   // the first of them
	findings *kpi.FileFindings
}

// next returns the next row, or io.EOF.
func (s *sheet) next() (row Row, err error) {
	if len(s.first) > 0 {
		row, s.first = s.first[0], s.first[1:]
		return row, nil
	}
	if row, err = s.read(); errors.Is(err, io.EOF) && s.hidden > 0 {
		s.findings.Add(kpi.RowsHidden, kpi.Place{Line: s.hiddenAt}, "rows", strconv.Itoa(s.hidden))
	}
	return row, err
}

// read reads the next row; rows that the sheet leaves out are blank.
func (s *sheet) read() (Row, error) {
	if s.line == s.part.row {
		if err := s.part.next(); err != nil {
			return Row{}, err
		}
	}
	s.line++
	row := Row{Line: s.line, Lines: 1}
	if s.line == s.part.row {
		row.Cells, row.Formulas, row.Below = s.part.cells, s.part.formulas, s.part.view.under(s.line)
		if s.part.view.rowHidden {
			s.hidden, s.hiddenAt = s.hidden+1, cmp.Or(s.hiddenAt, s.line)
		}
	}
	return row, nil
}

// errOtherPart is the error of a part whose outermost element is not the one looked for.
var errOtherPart = errors.New("another kind of part")

// part reads a part of a workbook element by element: a sheet row by row, or the texts
// that cells share. What spreadsheets would pass over is an error: a part that breaks
// off, rows and cells out of order, a text that is not there.
type part struct {
	xml      *xml.Decoder
	book     *archive
	root     string   // worksheet or sst
	begun    bool     // the root was there
	open     []string // the elements that are open
	row      int
	cells    [][]byte // of the row
	formulas []int    // the cells of the row that hold one
	cell     partCell // that is open
	view     view
}

// partCell is a cell as the elements in it give it.
type partCell struct {
	column  int
	ref     string // B2
	kind    string // its attribute t
	style   string // its attribute s, where the book has number formats that matter
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
		token, err := p.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = p.start(t)
		case xml.CharData:
			switch n := len(p.open); {
			case n > 0 && p.open[n-1] == "v":
				p.cell.value = append(p.cell.value, t...)
			case n > 1 && p.open[n-1] == "t" && p.open[n-2] != "rPh": // not how it is pronounced
				p.cell.text = append(p.cell.text, t...)
			}
		case xml.EndElement:
			switch t.Name.Local {
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

// token reads the next piece of XML and keeps the elements that are open.
func (p *part) token() (xml.Token, error) {
	token, err := p.xml.RawToken()
	if errors.Is(err, io.EOF) && (len(p.open) > 0 || !p.begun) {
		return nil, io.ErrUnexpectedEOF
	}
	n := len(p.open) - 1
	switch t := token.(type) {
	case xml.StartElement:
		if n < 0 && t.Name.Local != p.root && !p.begun {
			return nil, errOtherPart
		}
		p.begun = true
		if p.open = append(p.open, t.Name.Local); len(p.open) > nestingLimit {
			return nil, fmt.Errorf("elements within more than %d others", nestingLimit)
		}
	case xml.EndElement:
		if n < 0 || p.open[n] != t.Name.Local {
			return nil, fmt.Errorf("element %s ends where it is not open", t.Name.Local)
		}
		p.open = p.open[:n]
	}
	return token, err
}

// start begins a row, or a cell, or what is in it. Rows must be in order, and cells in
// the order of their columns, in their row.
func (p *part) start(t xml.StartElement) (err error) {
	switch ref := attr(t, "r"); t.Name.Local {
	case "row":
		before := p.row
		p.row, p.cells, p.formulas, p.cell.column = before+1, nil, nil, 0
		p.view.rowHidden, _ = strconv.ParseBool(attr(t, "hidden"))
		if ref != "" {
			if p.row, err = strconv.Atoi(ref); err != nil || p.row <= before || p.row > rowsLimit {
				return fmt.Errorf("row %q after row %d", ref, before)
			}
		}
		p.view.begin(p.row)
	case "c":
		before := p.cell.column
		p.cell = partCell{column: before + 1, kind: attr(t, "t")}
		if p.book.shapes != nil {
			p.cell.style = attr(t, "s")
		}
		if ref != "" {
			column, row, err := excelize.CellNameToCoordinates(ref)
			if err != nil || row != p.row || column <= before {
				return fmt.Errorf("cell %q out of order in row %d", ref, p.row)
			}
			p.cell.column = column
		}
		p.cell.ref, err = excelize.CoordinatesToCellName(p.cell.column, max(p.row, 1))
	case "f":
		p.cell.formula = true
	case "v":
		if p.cell.values++; p.cell.values > 1 {
			return fmt.Errorf("cell %s has two values", p.cell.ref)
		}
	case "si":
		p.cell.text = nil
	case "col":
		p.view.hide(attr(t, "min"), attr(t, "max"), attr(t, "hidden"))
	case "mergeCell":
		p.view.merge(attr(t, "ref"))
	}
	return err
}

// endCell adds a cell to the row. The number 6.118 of a workbook is no text that means
// 6118: a digit more keeps it from being read so. Nor is TRUE the count 1, or a formula
// without a result a blank that may be 0: it is written as =.
func (p *part) endCell() error {
	c := &p.cell
	value := bytes.TrimSpace(c.value)
	text := c.value
	switch c.kind {
	case "", "n":
		if _, mark, grouped := Groups(value); grouped && mark == '.' {
			text = append(slices.Clone(value), '0')
		}
		if shown, ok := p.book.shown(c.style, value); ok {
			text = shown
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
	case "d":
		if day, time, ok := bytes.Cut(text, []byte("T")); ok && len(bytes.Trim(time, "0:.Z")) == 0 {
			text = day
		}
	case "str", "e":
	default:
		return fmt.Errorf("cell %s is of the unknown kind %q", c.ref, c.kind)
	}
	if c.formula {
		p.formulas = append(p.formulas, c.column-1)
		if len(value) == 0 && (c.kind != "str" || c.values == 0) {
			text = []byte("=")
		}
	}
	if len(text) > 0 || c.formula {
		p.view.see(p.row, c)
		for len(p.cells) < c.column-1 {
			p.cells = append(p.cells, nil)
		}
		p.cells = append(p.cells, text)
	}
	return nil
}

// attr returns an attribute, "" without it.
func attr(t xml.StartElement, name string) string {
	i := slices.IndexFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	return t.Attr[i].Value
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
