package render

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// asJSON writes the data of a result.
func asJSON(w io.Writer, r report.Result) error { return Encode(w, r.Data()) }

// Encode writes a value as indented JSON. What a terminal would obey is escaped, which
// changes nothing for a program.
func Encode(w io.Writer, value any) error {
	e := &encoder{w: w}
	e.library = json.NewEncoder(&e.leaf)
	e.library.SetEscapeHTML(false)
	if err := e.encode(value, ""); err != nil {
		return err
	}
	e.out.WriteByte('\n')
	_, err := w.Write(e.out.Bytes())
	return err
}

// encoder writes values as indented JSON. The library encodes what is neither a
// report.Object nor report.Objects.
type encoder struct {
	w         io.Writer
	out, leaf bytes.Buffer
	library   *json.Encoder // writes to leaf
}

// encode writes a value. All its lines but the first have an indent at least.
func (e *encoder) encode(value any, indent string) error {
	const step = "  "
	switch v := value.(type) {
	case report.Object:
		for i, f := range v {
			e.begin("{", i, indent+step)
			if err := e.encode(f.Name, ""); err != nil {
				return err
			}
			e.out.WriteString(": ")
			if err := e.encode(f.Value, indent+step); err != nil {
				return err
			}
		}
		e.end("{", len(v), indent, "}")
		return nil
	case report.Objects:
		n := 0
		for o := range v {
			e.begin("[", n, indent+step)
			if err := e.encode(o, indent+step); err != nil {
				return err
			}
			if n++; e.out.Len() > heldBytes {
				if _, err := e.out.WriteTo(e.w); err != nil {
					return err
				}
			}
		}
		e.end("[", n, indent, "]")
		return nil
	}
	e.leaf.Reset()
	if err := e.library.Encode(value); err != nil {
		return err
	}
	text := kpi.Inert(strings.TrimSuffix(e.leaf.String(), "\n")) // only strings can hold any
	return json.Indent(&e.out, []byte(text), indent, step)
}

// begin begins an element on a line of its own: the first one behind the opening bracket,
// others behind a comma.
func (e *encoder) begin(bracket string, n int, indent string) {
	if n > 0 {
		bracket = ","
	}
	e.out.WriteString(bracket + "\n" + indent)
}

// end closes a bracket behind some elements.
func (e *encoder) end(opening string, n int, indent, closing string) {
	if n == 0 {
		e.out.WriteString(opening + closing)
		return
	}
	e.out.WriteString("\n" + indent + closing)
}
