package input

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The library that reads workbooks takes a part that breaks off for one that ends,
// a text that is not there for a blank, and puts cells out of order into the wrong
// columns. So every part is read once before it, to see that it is whole, and what
// the library does not tell of cells is noted.

// The most that a workbook may hold: a form that people fill in is far smaller, and
// memory is bounded by it.
const (
	unpackedLimit = 128 << 20 // bytes of all parts
	textLimit     = 1 << 20   // texts that cells share
	nestingLimit  = 100       // elements within each other; sheets have fewer than 10
)

// parts is what is known of a workbook's parts.
type parts struct {
	texts  int                  // that cells share; -1: none yet
	sheets map[string]*facts    // by the path of the part
	reader map[string]*zip.File // by path, in small letters
}

// facts are what the cells of a sheet are that their text does not show.
type facts struct {
	numbers  map[string]bool // cells such as B2 that hold a number like 6.118
	booleans map[string]bool // cells that hold TRUE or FALSE
	undone   map[string]bool // cells of formulas without a result
	merged   []string        // ranges of cells merged downwards
}

var errTooLarge = errors.New("too large")

// checkParts reads every part of a workbook that holds cells or texts.
func checkParts(files *zip.Reader) (*parts, error) {
	p := &parts{texts: -1, sheets: map[string]*facts{}, reader: map[string]*zip.File{}}
	var size uint64
	var inside []*zip.File
	for _, f := range files.File {
		if size += f.UncompressedSize64; size > unpackedLimit {
			return nil, errTooLarge
		}
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		p.reader[name] = f
		if strings.HasSuffix(name, ".xml") && strings.HasPrefix(name, "xl/") {
			inside = append(inside, f)
		}
	}
	for _, root := range []string{"sst", "worksheet"} { // the texts first: cells refer to them
		for _, f := range inside {
			if err := p.check(f, root); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			}
		}
	}
	return p, nil
}

// check reads a part to its end, if its outermost element is the one asked for.
func (p *parts) check(f *zip.File, root string) error {
	part, err := f.Open()
	if err != nil {
		return err
	}
	defer part.Close()
	r := &partReader{Decoder: xml.NewDecoder(io.LimitReader(part, unpackedLimit)), parts: p}
	for {
		token, err := r.RawToken()
		switch t := token.(type) {
		case xml.StartElement:
			if len(r.open) == 0 && t.Name.Local != root && r.facts == nil {
				return nil // another kind of part
			}
			if len(r.open) == 0 {
				r.begin(strings.ToLower(f.Name), root)
			}
			err = r.start(t)
		case xml.EndElement:
			err = r.end(t.Name.Local)
		case xml.CharData:
			if r.inValue {
				r.value = append(r.value, t...)
			}
		}
		if errors.Is(err, io.EOF) {
			return r.whole()
		}
		if err != nil {
			return err
		}
	}
}

// partReader reads one part, element by element.
type partReader struct {
	*xml.Decoder
	*parts
	facts        *facts
	open         []string // the elements that are open
	row, column  int
	ref, kind    string // of the cell at hand
	value        []byte
	values       int
	inValue, had bool
	formula      bool // in the cell at hand
}

// begin notes what kind of part it is.
func (r *partReader) begin(name, root string) {
	r.had, r.facts = true, &facts{numbers: map[string]bool{}, booleans: map[string]bool{}, undone: map[string]bool{}}
	if root == "worksheet" {
		r.sheets[name] = r.facts
	} else {
		r.texts = 0
	}
}

// whole wants every element closed.
func (r *partReader) whole() error {
	if len(r.open) > 0 || !r.had {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// start opens an element.
func (r *partReader) start(t xml.StartElement) error {
	name := t.Name.Local
	if r.open = append(r.open, name); len(r.open) > nestingLimit {
		return fmt.Errorf("elements within more than %d others", nestingLimit)
	}
	switch name {
	case "si":
		if r.texts++; r.texts > textLimit {
			return errTooLarge
		}
	case "row":
		return r.startRow(t.Attr)
	case "c":
		return r.startCell(t.Attr)
	case "f":
		r.formula = true
	case "mergeCell":
		from, to, _ := strings.Cut(attr(t.Attr, "ref"), ":")
		_, top, err1 := excelize.CellNameToCoordinates(from)
		_, bottom, err2 := excelize.CellNameToCoordinates(to)
		if err1 == nil && err2 == nil && bottom > top {
			r.facts.merged = append(r.facts.merged, from+":"+to)
		}
	case "v":
		r.inValue = true
		if r.values++; r.values > 1 {
			return fmt.Errorf("cell %s has two values", r.ref)
		}
	}
	return nil
}

// startRow wants rows in order.
func (r *partReader) startRow(attrs []xml.Attr) error {
	before := r.row
	r.row, r.column = before+1, 0
	if text := attr(attrs, "r"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n <= before {
			return fmt.Errorf("row %q after row %d", text, before)
		}
		r.row = n
	}
	return nil
}

// startCell wants cells in the order of their columns, in their row.
func (r *partReader) startCell(attrs []xml.Attr) error {
	before := r.column
	r.column, r.kind, r.value, r.values, r.formula = before+1, attr(attrs, "t"), r.value[:0], 0, false
	if ref := attr(attrs, "r"); ref != "" {
		column, row, err := excelize.CellNameToCoordinates(ref)
		if err != nil || row != r.row || column <= before {
			return fmt.Errorf("cell %q out of order in row %d", ref, r.row)
		}
		r.column = column
	}
	ref, err := excelize.CoordinatesToCellName(r.column, max(r.row, 1))
	r.ref = ref
	return err
}

// end closes an element.
func (r *partReader) end(name string) error {
	n := len(r.open) - 1
	if n < 0 || r.open[n] != name {
		return fmt.Errorf("element %s ends where it is not open", name)
	}
	r.open = r.open[:n]
	switch name {
	case "v":
		r.inValue = false
	case "c":
		return r.endCell()
	}
	return nil
}

// endCell notes a cell that is not what its text shows, and wants its text there.
func (r *partReader) endCell() error {
	value := string(bytes.TrimSpace(r.value))
	if r.formula && value == "" && (r.kind == "" || r.kind == "n") {
		r.facts.undone[r.ref] = true
	}
	switch r.kind {
	case "", "n":
		if _, mark, grouped := groups([]byte(value)); grouped && mark == '.' {
			r.facts.numbers[r.ref] = true
		}
	case "s":
		if n, err := strconv.Atoi(value); r.values > 0 && (err != nil || n < 0 || n >= r.texts) {
			return fmt.Errorf("cell %s refers to text %q, which is not there", r.ref, value)
		}
	case "b":
		r.facts.booleans[r.ref] = true
	case "str", "inlineStr", "e", "d":
	default:
		return fmt.Errorf("cell %s is of the unknown kind %q", r.ref, r.kind)
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

// factsOf returns what is known of the cells of a sheet by its name.
func (p *parts) factsOf(name string) (*facts, error) {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := errors.Join(p.decode("xl/workbook.xml", &book), p.decode("xl/_rels/workbook.xml.rels", &links)); err != nil {
		return nil, err
	}
	for _, s := range book.Sheets {
		for _, link := range links.All {
			if s.Name != name || s.ID != link.ID {
				continue
			}
			target := strings.TrimPrefix(path.Join("/xl", link.Target), "/")
			if strings.HasPrefix(link.Target, "/") {
				target = strings.TrimPrefix(path.Clean(link.Target), "/")
			}
			if f, ok := p.sheets[strings.ToLower(target)]; ok {
				return f, nil
			}
		}
	}
	return nil, fmt.Errorf("no part holds the sheet %q", name)
}

// decode reads a small part.
func (p *parts) decode(name string, into any) error {
	f, ok := p.reader[name]
	if !ok {
		return fmt.Errorf("%s is missing", name)
	}
	part, err := f.Open()
	if err != nil {
		return err
	}
	defer part.Close()
	return xml.NewDecoder(io.LimitReader(part, unpackedLimit)).Decode(into)
}
