package report

import (
	"iter"
	"slices"

	"cchc/kpi"
)

// Result is what a command has found, as values. A format is one function over it.
type Result interface {
	// Blocks returns what people read, from the top to the end.
	Blocks(Medium) []Block
	// Records returns the same as a flat table for spreadsheets.
	Records() Records
	// Data returns all of it for programs: an Object, or what encoding/json encodes.
	Data() any
	// Language returns the language of what people read.
	Language() kpi.Lang
}

// Medium is what people read a result on.
type Medium uint8

// The media: a terminal, where findings are lines that editors can jump to, and a document,
// where they are a table.
const (
	Terminal Medium = iota
	Paper
)

// Block is a part of what people read: a table, or lines.
type Block interface{ isBlock() }

func (*Table) isBlock()  {}
func (Lines) isBlock()   {}
func (Grid) isBlock()    {}
func (Listing) isBlock() {}

// Lines are lines below a title, which may be "". Prose is read in lines of a readable
// width; Bullets are items of a list where a format has lists; Close ones follow what is
// above them without a blank line.
type Lines struct {
	Title   string
	Lines   []Line
	Prose   bool
	Bullets bool
	Close   bool
}

// Line is a line for people at a depth, in parts that look different. Items are a list at its
// end, which continues on further lines. Lines are in its place, where there may be too many to
// hold.
type Line struct {
	Depth int
	Spans []Span
	Items []string
	Lines iter.Seq[Line]
}

// Span is a part of a line; one of fractions is left out where they are.
type Span struct {
	Text        string
	Look        Look
	OfFractions bool
}

// Look is how a text looks where there are colours.
type Look uint8

// The looks of texts.
const (
	Plain Look = iota
	Strong
	Good
	Bad
	Doubtful
	Faint
)

// Grid is a table of texts, which may be too wide for a screen, below a title or "". The
// last columns may be of figures.
type Grid struct {
	Title   string
	Header  []string
	Rows    iter.Seq[[]string]
	Figures int
}

// TextIn returns a fixed text of the catalogue in the language of a document, and "" for
// another result.
func TextIn(r Result, name string) string {
	if d, ok := r.(*Document); ok {
		return d.Texts.Say(name)
	}
	return ""
}

// PlainLines makes lines of texts at a depth.
func PlainLines(depth int, texts ...string) (lines []Line) {
	for _, text := range texts {
		lines = append(lines, Line{Depth: depth, Spans: []Span{{Text: text}}})
	}
	return lines
}

// SeverityWord returns the word for a severity as it looks.
func SeverityWord(s kpi.Severity, word string) Span {
	looks := map[kpi.Severity]Look{kpi.Error: Bad, kpi.Warning: Doubtful, kpi.Note: Faint}
	return Span{Text: word, Look: looks[s]}
}

// Object is an object of JSON with its members in order.
type Object []Member

// Member is a member of an object. Its value is an Object, Objects, or what encoding/json
// encodes.
type Member struct {
	Name  string
	Value any
}

// Objects are the elements of a JSON array, made while it is written.
type Objects iter.Seq[Object]

// add adds a member.
func (o *Object) add(name string, value any) { *o = append(*o, Member{name, value}) }

// each makes an object of every element of a list.
func each[T any](list []T, make func(T) Object) Objects { return eachOf(slices.Values(list), make) }

// eachOf makes an object of every element of a sequence; nil has none.
func eachOf[T any](list iter.Seq[T], make func(T) Object) Objects {
	return func(yield func(Object) bool) {
		if list == nil {
			return
		}
		for element := range list {
			if !yield(make(element)) {
				return
			}
		}
	}
}
