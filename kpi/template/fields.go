package template

import (
	"strings"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// What a field is between.
const (
	opening = "{{"
	closing = "}}"
)

// object is what pictures, notes and the like are in the text of a paragraph.
const object = "\ufffc"

// part is a part with texts.
type part struct {
	path       string
	data       []byte
	paragraphs []*paragraph // with fields
}

// kind is how the text of a paragraph is written.
type kind int

const (
	wordText    kind = iota // w:p
	drawingText             // a:p
	cellText                // si, is and text: runs without line breaks of their own
	plainText               // an element with nothing but text
	headerText              // of a sheet: & begins a code
)

// paragraph is a text in which fields are looked for.
type paragraph struct {
	kind   kind
	text   string // of all pieces, when it has ended
	raw    []byte // the text while it is read
	pieces []piece
	spans  []span
	block  *block // of Word: the whole paragraph; nil where no blocks can be
}

// piece is a text of a run, or an element that is one character or none, such as a tab.
type piece struct {
	start, end int // of the bytes
	from       int // offset of its text in that of the paragraph
	text       string
	tag        [2]int // the tag of the element with the text; none of an element
	keepsSpace bool
	props      [2]int   // properties of the run
	isComputed bool     // by the program, such as a date: it is no run
	bindings   [][2]int // of the content controls around it: Word would put other texts for the value
}

// span is a field in the text of a paragraph, and the number of the field.
type span struct{ from, to, field int }

// add puts a piece at the end of a paragraph.
func (g *paragraph) add(p piece) {
	p.from = len(g.raw)
	g.raw = append(g.raw, p.text...)
	g.pieces = append(g.pieces, p)
}

// end makes the text of a paragraph that has all its pieces.
func (g *paragraph) end() { g.text, g.raw = string(g.raw), nil }

// isAlone reports whether a paragraph is one field and nothing else.
func (g *paragraph) isAlone() bool {
	return len(g.spans) == 1 && vietnamese.Clean(g.text[:g.spans[0].from]+g.text[g.spans[0].to:]) == ""
}

// typed undoes what Word puts for characters while they are typed.
var typed = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‘", "'", "’", "'", "–", "-", "‑", "-", "‐", "-", "−", "-", "—", "--", "…", "...")

// find finds the fields of a text, and what is wrong with its braces.
func find(text string) (spans []span, names []string, faults []*kpi.Fault) {
	at := 0
	for len(faults) < maxFaults { // to look for more would take long in a text of braces
		open, closed := index(text, opening, at), index(text, closing, at)
		switch {
		case open < 0 && closed < 0:
			return spans, names, faults
		case open < 0 || closed >= 0 && closed < open:
			faults = append(faults, kpi.NewFault("{reason}: {close} closes no field", "close", closing))
			at = closed + len(closing)
			continue
		case closed < 0:
			return spans, names, append(faults, kpi.NewFault("{reason}: a field begins with {open} and has no {close} in its paragraph",
				"open", opening, "close", closing))
		}
		if next := index(text, opening, open+1); next >= 0 && next < closed {
			faults = append(faults, kpi.NewFault("{reason}: a field begins with {open} and another begins before {close}",
				"open", opening, "close", closing))
			at = closed + len(closing)
			continue
		}
		inner := text[open+len(opening) : closed]
		at = closed + len(closing)
		name := vietnamese.Clean(typed.Replace(inner))
		switch {
		case strings.Contains(inner, object):
			faults = append(faults, kpi.NewFault("{reason}: a picture, a note or a formula is within a field"))
		case name == "" || strings.HasPrefix(text[at:], "}"):
			faults = append(faults, kpi.NewFault("{reason}: a field needs a name between {open} and {close}", "open", opening, "close", closing))
		default:
			spans = append(spans, span{from: open, to: at})
			names = append(names, name)
		}
	}
	return spans, names, faults
}

// index is the offset of a text in another, from an offset on.
func index(text, of string, from int) int {
	if from > len(text) {
		return -1
	}
	if i := strings.Index(text[from:], of); i >= 0 {
		return from + i
	}
	return -1
}
