package rows

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
)

// A text of JSON holds one array of objects, alone or within other objects, or objects one
// after the other:
//
//	{"data": [{"xa": "Chi Lăng", "tiep_nhan": {"truc_tuyen": 12}},
//	          {"xa": "Tân Lập", "nop": 3}]}
//
//	xa       | tiep_nhan.truc_tuyen | nop
//	Chi Lăng |                   12 |
//	Tân Lập  |                      |   3
//
// The header is the keys of all objects, in the order in which they appear. Where two objects
// begin on one line, lines do not show where a value is: there the line of an object is its
// number.

// jsonSeen is how many bytes are looked at for the keys of objects before the first row is
// given. An object behind them has no other.
const jsonSeen = 32 << 20

// jsonTable gives the rows of a text of JSON.
type jsonTable struct {
	objects    *objects
	keys       []member       // of all objects, where each is first
	columns    map[string]int // by key
	isNumbered bool           // the line of an object is its number
	number     int            // of the object given last
	last       int            // the line that it ends on
	isHeaded   bool           // the header was given
	isOver     bool           // all rows were given
	first      []Row          // that the header was looked for among, and are not given yet
	findings   *kpi.FileFindings
}

// json opens a text of JSON, and reads the keys. The text checks its characters.
func (f *File) json(in io.Reader, text *Text) error {
	start, err := io.ReadAll(io.LimitReader(in, jsonSeen))
	if err != nil {
		return err
	}
	t := &jsonTable{columns: map[string]int{}, findings: f.findings}
	o, err := t.look(start, text)
	switch {
	case err != nil:
		return t.end(err)
	case o.isOwn:
		return f.notText("own-json")
	case len(t.keys) == 0:
		return f.notText("json")
	}
	t.objects = newObjects(io.MultiReader(bytes.NewReader(start), in), text, o.isLines)
	var first [][]string
	for len(t.first) < HeadRows {
		row, err := t.read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		t.first = append(t.first, row.Clone())
		first = append(first, row.Clean())
	}
	f.table = t
	f.opts.Choose(nil, func(byte) [][]string { return first })
	return nil
}

// look reads the keys of the objects at the start of a text, and finds out whether lines show
// where an object is.
func (t *jsonTable) look(start []byte, text *Text) (*objects, error) {
	isCut := len(start) == jsonSeen
	if isCut {
		start = start[:wholeRunes(start)]
	}
	o := newObjects(bytes.NewReader(start), text, false)
	for before, number := 0, 1; ; number++ {
		one, err := o.next()
		var fault *jsonFault
		switch {
		case errors.Is(err, errOtherObject):
			o = newObjects(bytes.NewReader(start), text, true)
			if one, err = o.next(); err != nil {
				return o, err
			}
		case errors.Is(err, io.EOF), errors.As(err, &fault) && fault.reason == "end" && isCut:
			return o, nil
		case err != nil:
			return o, err
		}
		t.isNumbered = t.isNumbered || one.line == before
		before = one.line
		for _, m := range one.members {
			if _, ok := t.columns[m.key]; !ok {
				m.object = number
				t.columns[m.key] = len(t.keys)
				t.keys = append(t.keys, m)
			}
		}
		if number == 1 {
			t.last = one.line - 1 // what is above it is the header
		}
	}
}

// next returns the next row, or io.EOF, or [ErrStop].
func (t *jsonTable) next() (row Row, err error) {
	if len(t.first) > 0 {
		row, t.first = t.first[0], t.first[1:]
		return row, nil
	}
	return t.read()
}

// read reads a row: the header, one of each object, and a blank one of the lines behind them.
func (t *jsonTable) read() (Row, error) {
	if !t.isHeaded {
		t.isHeaded = true
		return t.header(), nil
	}
	if t.isOver {
		return Row{}, io.EOF
	}
	one, err := t.objects.next()
	if errors.Is(err, io.EOF) {
		t.isOver = true
		if len(t.objects.beside) > 0 {
			t.findings.Add(kpi.JSONBeside, kpi.Place{}, "values", kpi.FewOf("values", t.objects.beside), "names", kpi.FewOf("values", t.objects.names))
		}
		row := Row{Line: t.last + 1, Lines: t.objects.in.lines() - t.last}
		if t.isNumbered || row.Lines <= 0 {
			return Row{}, io.EOF
		}
		return row, nil
	}
	if err != nil {
		return Row{}, t.end(err)
	}
	return t.row(one)
}

// header returns the row of the keys.
func (t *jsonTable) header() Row {
	row := Row{Line: 1}
	for i, m := range t.keys {
		line := m.line
		if t.isNumbered {
			line = m.object
		}
		row.Cells = append(row.Cells, []byte(m.key))
		row.Spots = append(row.Spots, Spot{Line: line, Column: i + 1, Header: m.key})
	}
	if !t.isNumbered {
		row.Lines = t.last
	}
	return row
}

// row returns the row of an object.
func (t *jsonTable) row(one object) (Row, error) {
	t.number++
	row := Row{Line: one.line, Lines: one.end - t.last, Cells: make([][]byte, len(t.keys)), Spots: make([]Spot, len(t.keys))}
	t.last = one.end
	if t.isNumbered {
		row.Line, row.Lines = t.number, 1
	}
	for i, m := range t.keys {
		row.Spots[i] = Spot{Line: row.Line, Column: i + 1, Header: m.key}
	}
	for _, m := range one.members {
		i, ok := t.columns[m.key]
		if !ok {
			return row, t.end(&jsonFault{"key-late", m, 0})
		}
		if row.Cells[i] = []byte(m.text); !t.isNumbered {
			row.Spots[i].Line = m.line
		}
	}
	return row, nil
}

// end takes an error that ends the rows. A fault of the text is a finding, and [ErrStop]; any
// other error is returned.
func (t *jsonTable) end(err error) error {
	var fault *jsonFault
	switch {
	case errors.As(err, &fault):
		place := kpi.Place{Line: fault.at.line, Header: fault.at.key, Text: fault.at.text}
		if i, ok := t.columns[fault.at.key]; ok {
			place.Column = i + 1
		} else if fault.at.key != "" {
			place.Column = max(len(t.keys), fault.before) + 1
		}
		reason := kpi.TextKey("json." + fault.reason)
		if text, _, _ := strings.Cut(strings.TrimRight(place.Text, "{}[]"), "}"); place.Header == "" && text != "" {
			_, size := utf8.DecodeRuneInString(text) // more may be of a person
			reason += ": " + kpi.Excerpt(text[:size])
		}
		t.findings.Add(kpi.JSONFault, place, "reason", reason, "remedy", kpi.TextKey("remedy.json."+fault.reason))
	case errors.Is(err, errRowTooLarge):
		t.findings.Add(kpi.RowTooLarge, kpi.Place{Line: t.last + 1}, "limit", fmt.Sprintf("%d MiB", Limit>>20), "count", strconv.Itoa(cellsLimit))
	default:
		return err
	}
	return ErrStop
}

// jsonKind reports whether a file of JSON has rows, or is a result of kpi.
func jsonKind(path, encoding string) (hasRows, isOwn bool) {
	file, err := os.Open(filepath.FromSlash(path))
	if err != nil {
		return true, false // which is reported where it is read
	}
	defer file.Close()
	in, used, err := decode(file, encoding)
	if err != nil {
		return true, false
	}
	in, start, err := peek(in, headBytes)
	if err != nil || textKind(start) != "json" {
		return err != nil, false
	}
	o := newObjects(in, &Text{encoding: used, findings: kpi.NewFileFindings(path)}, false)
	_, err = o.next()
	return err == nil || errors.Is(err, errOtherObject), o.isOwn
}
