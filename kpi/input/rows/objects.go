package rows

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"cchc/kpi"
)

// objects gives the objects of a text of JSON that are rows: those of the only array of
// objects in it, or all that are in no other.
type objects struct {
	dec     *json.Decoder
	in      *jsonBytes
	isLines bool        // the rows are in no array
	open    []container // around them
	seen    int         // values that are in no other
	isFound bool        // the array was found
	isOwn   bool        // the text is a result of kpi
	beside  []string    // the values beside the rows
	names   []string    // of these values
	keys    map[string]bool
	members []member // of the object given last
}

// container is an array or an object around the rows that is not closed yet.
type container struct {
	isArray bool
	isRows  bool
	path    string // the keys that lead to it
	key     string // of an object: the one whose value follows
	hasKey  bool
	items   int // of an array, so far
}

// object is an object that is a row. Its members are valid until the next one is read.
type object struct {
	line, end int // of its brackets
	members   []member
}

// member is a value of an object, with the keys that lead to it joined by points.
type member struct {
	key, text string
	line      int
	object    int // the number of the object
}

// jsonFault is what keeps a text of JSON from being read. The texts json.* have the reasons.
type jsonFault struct {
	reason string
	at     member
	before int // members of its object
}

// Error returns the place; the finding has the fault, too.
func (e *jsonFault) Error() string { return fmt.Sprintf("JSON in line %d: %s", e.at.line, e.reason) }

// errOtherObject is the error of an object behind another that holds no rows: both are rows.
var errOtherObject = errors.New("another object")

func newObjects(in io.Reader, text *Text, isLines bool) *objects {
	o := &objects{in: &jsonBytes{r: in, text: text}, isLines: isLines, keys: map[string]bool{}}
	o.dec = json.NewDecoder(o.in)
	o.dec.UseNumber()
	return o
}

// next returns the next object, or io.EOF.
func (o *objects) next() (object, error) {
	for {
		token, line, err := o.token()
		if err != nil {
			return object{}, err
		}
		var in *container
		if len(o.open) > 0 {
			in = &o.open[len(o.open)-1]
		}
		if in != nil && (token == json.Delim('}') || token == json.Delim(']')) {
			o.open = o.open[:len(o.open)-1]
			continue
		}
		if key, ok := token.(string); ok && in != nil && !in.isArray && !in.hasKey {
			in.key, in.hasKey = key, true
			continue
		}
		isRow, err := o.place(in, token, line)
		if err != nil {
			return object{}, err
		}
		if isRow {
			return o.object(line)
		}
	}
}

// place finds out what a value is that follows within a container, nil where it is in no
// other: a row, another container, or a text beside the rows.
func (o *objects) place(in *container, token json.Token, line int) (isRow bool, _ error) {
	fault := &jsonFault{reason: "item", at: member{line: line, text: textOf(token)}}
	delim, _ := token.(json.Delim)
	path := ""
	switch {
	case in == nil:
		o.seen++
		switch {
		case o.isLines && delim == '{':
			isRow = true
		case o.isLines:
			return false, fault
		case o.seen > 1 && !o.isFound && delim == '{':
			return false, errOtherObject
		case o.seen > 1:
			fault.reason = "syntax"
			return false, fault
		}
	case in.isArray:
		path = in.path
		in.items++
		switch {
		case in.isRows != (delim == '{') && in.items > 1:
			return false, fault
		case delim == '{' && !in.isRows && o.isFound:
			fault.reason, fault.at.text = "arrays", path
			return false, fault
		case delim == '{':
			in.isRows, o.isFound, isRow = true, true, true
		}
	default:
		path, in.hasKey = strings.TrimPrefix(in.path+"."+in.key, "."), false
	}
	if isRow {
		return true, nil
	}
	if delim == 0 {
		return false, o.note(path, token)
	}
	if len(o.open) >= nestingLimit {
		fault.reason = "syntax"
		return false, fault
	}
	o.open = append(o.open, container{isArray: delim == '[', path: path})
	return false, nil
}

// note notes a value beside the rows. The schema of a result of kpi ends the reading.
func (o *objects) note(path string, token json.Token) error {
	const most = 100
	text := textOf(token)
	if path == "schema" && strings.HasPrefix(text, "kpi.") {
		o.isOwn = true
		return io.EOF
	}
	if name := kpi.Printable(path); len(o.beside) < most {
		o.beside, o.names = append(o.beside, strings.TrimPrefix(name+": ", ": ")+kpi.Excerpt(text)), append(o.names, name)
	}
	return nil
}

// object reads the rest of an object that is a row.
func (o *objects) object(line int) (object, error) {
	clear(o.keys)
	o.members = o.members[:0]
	size, open := 0, []string{""} // what is before the keys of the open objects
	for {
		token, end, err := o.inner()
		if err != nil {
			return object{}, err
		}
		name, ok := token.(string)
		if !ok {
			if open = open[:len(open)-1]; len(open) == 0 {
				return object{line, end, o.members}, nil
			}
			continue
		}
		m := member{key: open[len(open)-1] + name, line: end}
		if o.keys[m.key] {
			return object{}, &jsonFault{"key-twice", m, len(o.members)}
		}
		o.keys[m.key] = true
		if token, m.line, err = o.inner(); err != nil {
			return object{}, err
		}
		switch m.text = textOf(token); token {
		case json.Delim('['):
			return object{}, &jsonFault{"array", m, len(o.members)}
		case json.Delim('{'):
			open = append(open, m.key+".")
		default:
			o.members = append(o.members, m)
		}
		if size += len(m.key) + len(m.text); size > Limit || len(o.keys) > cellsLimit {
			return object{}, errRowTooLarge
		}
	}
}

// textOf returns a value as its cell has it; null is blank.
func textOf(token json.Token) string {
	if token == nil {
		return ""
	}
	return fmt.Sprint(token)
}

// token returns the next token, and the line that it is on. It returns io.EOF only where a
// text may end.
func (o *objects) token() (json.Token, int, error) {
	token, err := o.dec.Token()
	o.in.used = o.dec.InputOffset()
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF) && len(o.open) == 0:
		return nil, 0, io.EOF
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, 0, o.ended()
	case errors.As(err, &syntax):
		rest, _ := io.ReadAll(io.LimitReader(o.dec.Buffered(), 1<<10))
		text := strings.TrimLeft(strings.ToValidUTF8(string(rest), "\ufffd"), " \t\r\n,:")
		at := o.in.used + int64(len(rest)-len(text))
		text, _, _ = strings.Cut(text, "\n")
		return nil, 0, &jsonFault{reason: "syntax", at: member{line: o.in.lineAt(at + 1), text: text}}
	case err != nil:
		return nil, 0, err
	}
	return token, o.in.lineAt(o.in.used), nil
}

// inner returns the next token within an object that is a row.
func (o *objects) inner() (json.Token, int, error) {
	token, line, err := o.token()
	if errors.Is(err, io.EOF) {
		err = o.ended()
	}
	return token, line, err
}

// ended returns the fault of a text that ends too early.
func (o *objects) ended() error { return &jsonFault{reason: "end", at: member{line: o.in.lines()}} }
