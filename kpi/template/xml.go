package template

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// nestingLimit is how deep elements may be within each other: readers of XML remember each
// that is open. Documents have fewer than a hundred.
const nestingLimit = 200

// vocabulary is what an element is of.
type vocabulary byte

const (
	otherElement vocabulary = iota
	wordElement
	drawingElement
	sheetElement
	doubleElement // that has a text twice
)

// vocabularies have two namespaces each: of the files that programs write, and of strict ones.
var vocabularies = map[string]vocabulary{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": wordElement,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":             wordElement,
	"http://schemas.openxmlformats.org/drawingml/2006/main":        drawingElement,
	"http://purl.oclc.org/ooxml/drawingml/main":                    drawingElement,
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":    sheetElement,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                sheetElement,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":  doubleElement,
}

// edit replaces bytes of a part.
type edit struct {
	start, end int
	text       string
}

// apply returns the bytes with edits made. Edits are in any order and do not overlap; of two
// that are the same one is made.
func apply(data []byte, edits []edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return a.end - b.end
	})
	edits = slices.Compact(edits)
	var out []byte
	at := 0
	for _, e := range edits {
		if e.start < at {
			continue // within a paragraph that is replaced as a whole
		}
		out = append(append(out, data[at:e.start]...), e.text...)
		at = e.end
	}
	return append(out, data[at:]...)
}

// tokens calls a function for each token of an XML text with the bytes that it takes. An
// empty element has its end where it ends.
func tokens(data []byte, each func(t xml.Token, start, end int) error) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		start := int(d.InputOffset())
		t, err := d.Token()
		switch {
		case errors.Is(err, io.EOF) && depth == 0:
			return nil
		case err != nil:
			return err
		}
		switch t.(type) {
		case xml.StartElement:
			if depth++; depth > nestingLimit {
				return kpi.NewFault("the template has elements within more than {n} others", "n", strconv.Itoa(nestingLimit))
			}
		case xml.EndElement:
			depth--
		}
		if err := each(t, start, int(d.InputOffset())); err != nil {
			return err
		}
	}
}

// prefixOf returns the prefix of the element whose tag begins at an offset, with its colon;
// "" is none.
func prefixOf(data []byte, start int) string {
	for i, c := range data[start+1:] {
		switch c {
		case ':':
			return string(data[start+1 : start+2+i])
		case ' ', '\t', '\r', '\n', '/', '>':
			return ""
		}
	}
	return ""
}

// escape writes a text for XML, without the characters that XML does not have. Tabs and
// line breaks are kept.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\t' || r == '\n':
			b.WriteRune(r)
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == '\ufffe' || r == '\uffff':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// withAttribute returns a tag with an attribute that has no prefix or a fixed one; the value
// "" takes it out.
func withAttribute(tag, name, value string) string {
	added := ""
	if value != "" {
		added = " " + name + `="` + escape(value) + `"`
	}
	if start, end := attribute(tag, name); start >= 0 {
		return tag[:start] + added + tag[end:]
	}
	end := len(tag) - 1
	if strings.HasSuffix(tag, "/>") {
		end--
	}
	return strings.TrimRight(tag[:end], " \t\r\n") + added + tag[end:]
}

// attribute finds an attribute of a tag, with the space before it; -1 where it has none.
func attribute(tag, name string) (start, end int) {
	at := strings.IndexAny(tag, " \t\r\n")
	for at >= 0 && at < len(tag) {
		equals := strings.IndexByte(tag[at:], '=')
		if equals < 0 {
			return -1, -1
		}
		equals += at
		quote := strings.IndexAny(tag[equals:], `"'`)
		if quote < 0 {
			return -1, -1
		}
		quote += equals
		closed := strings.IndexByte(tag[quote+1:], tag[quote])
		if closed < 0 {
			return -1, -1
		}
		closed += quote + 2
		if strings.TrimSpace(tag[at:equals]) == name {
			return at, closed
		}
		at = closed
	}
	return -1, -1
}

// value returns an attribute by its local name.
func value(attributes []xml.Attr, name string) string {
	for _, a := range attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
