package input

import (
	"bytes"
	"iter"
	"maps"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"

	"cchc/kpi"
)

// findingLimit is how many findings of one code are kept of a file; the rest
// are counted. It bounds the memory that a hopeless file takes.
const findingLimit = 10_000

// sheet is what one export comes to: its line account, its findings and the
// sums of its rows by unit and period.
type sheet struct {
	name       string
	lines      kpi.Lines
	sha256     string
	regular    bool      // a file that ends, and can be read to its end
	whole      bool      // all of it was read
	decoded    bool      // from an encoding without a byte-order mark
	epoch      time.Time // the day 0 of a workbook; zero for text
	columns    []kpi.Column
	grain      string // what tells rows of one unit and period apart: the headers
	header     int    // its line
	numbered   bool   // rows have numbers
	unnumbered int    // the first line without one

	// It has a column of them, or rows of a column of units name some.
	districts, communes, levels bool
	dates                       []kpi.Day  // of rows of days
	units                       *registry  // of the file
	apart                       *grainList // what its rows are told apart by
	slots                       []*slot
	slotsOf                     map[int][]*slot // by unit
	findings                    []kpi.Finding
	counts                      map[string]int // findings by code
	dayKind                     string         // what days are counted in, where it is said
	daysAt                      kpi.Place      // and where it is said first
	trails                      trails         // of slots whose cells are wanted
}

func newSheet(name string) *sheet {
	return &sheet{name: name, units: newRegistry(), apart: newGrainList(), counts: map[string]int{}, slotsOf: map[int][]*slot{}}
}

// unitName returns the name of a unit for a message while reading.
func (s *sheet) unitName(id int) string {
	n := s.units.spellings[id]
	return kpi.Unit{Province: n.province.String(), District: n.district.String(), Commune: n.commune.String()}.Name()
}

// slot is the rows of one unit in one period in one file.
type slot struct {
	unit   int // in the registry of the file, then of the book
	period kpi.Period
	tally  kpi.Tally
	line   int // the first row
	last   int // the last
	rows   int
	seen   bitset      // what the rows are told apart by
	fine   fineness    // and what that is
	days   map[int]int // of rows of days: the day that a state is of, by measure
	sheet  *sheet
	turn   int   // the last stretch of rows that was added
	trail  trail // nil where no cell is wanted
}

// unitPeriod names the counts of a unit in a period, if it has one.
func unitPeriod(unit string, p kpi.Period) string {
	if p.IsZero() {
		return unit
	}
	return unit + ", " + p.String()
}

// add notes a finding of this file. Args are names and values in turn.
func (s *sheet) add(code string, place kpi.Place, args ...string) {
	s.counts[code]++
	if s.counts[code] > findingLimit {
		return
	}
	place.File = s.name
	place.Header, place.Text = shortened(place.Header), shortened(place.Text)
	for i, arg := range args {
		args[i] = shortened(arg)
	}
	s.findings = append(s.findings, kpi.NewFinding(code, place, args...))
}

// shortened returns what is kept of a text for a finding: all of it, but of one that
// nobody has written to be read.
func shortened(text string) string {
	const most = 1 << 12 // bytes
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(strings.Clone(text[:most]), "") + "…"
}

// count notes something harmless that may stand in many cells: one finding, at
// the first of them, that says how many there are.
func (s *sheet) count(code string, place kpi.Place, args ...string) {
	if s.counts[code] == 0 {
		s.add(code, place, args...)
		return
	}
	s.counts[code]++
}

// finish completes the findings with their counts.
func (s *sheet) finish() {
	if s.numbered && s.unnumbered > 0 {
		s.add(kpi.RowUnnumbered, kpi.Place{Line: s.unnumbered})
	}
	for i, f := range s.findings {
		if what := counted(f.Code); what != "" {
			s.findings[i].Args.Set(what, strconv.Itoa(s.counts[f.Code]))
		}
	}
	for _, code := range slices.Sorted(maps.Keys(s.counts)) {
		if n := s.counts[code]; n > findingLimit && counted(code) == "" {
			s.findings = append(s.findings, kpi.NewFinding(kpi.FindingsMore, kpi.Place{File: s.name},
				"code", code, "more", strconv.Itoa(n-findingLimit)))
		}
	}
	kpi.SortFindings(s.findings)
}

// counted returns what is counted of a code that is noted once with a count, as its
// argument is called; "" for all others.
func counted(code string) string {
	switch code {
	case kpi.RowTotal, kpi.RowIndistinct:
		return "rows"
	case kpi.CountDash, kpi.CountDecimal, kpi.CountBlankZero:
		return "cells"
	}
	return ""
}

// absorb adds what was found in rows below a line.
func (s *sheet) absorb(o *sheet, above int) {
	for _, f := range o.findings {
		if counted(f.Code) != "" && s.counts[f.Code] > 0 || s.counts[f.Code] >= findingLimit {
			continue
		}
		f.Place.File, f.Place.Line = s.name, f.Place.Line+above
		s.findings = append(s.findings, f)
		s.counts[f.Code]++
		o.counts[f.Code]--
	}
	for code, n := range o.counts {
		s.counts[code] += n
	}
	s.numbered = s.numbered || o.numbered
	if s.unnumbered == 0 && o.unnumbered > 0 {
		s.unnumbered = o.unnumbered + above
	}
}

// bitset is a set of small numbers.
type bitset []uint64

// insert adds a number and reports whether it was there already.
func (b *bitset) insert(n int) bool {
	word, bit := n/64, uint64(1)<<(n%64)
	for len(*b) <= word {
		*b = append(*b, 0)
	}
	was := (*b)[word]&bit != 0
	(*b)[word] |= bit
	return was
}

// all yields the numbers in order.
func (b bitset) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(i*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// meets reports whether two sets have a number in common.
func (b bitset) meets(o bitset) bool {
	for i := range min(len(b), len(o)) {
		if b[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// common returns the first number that two sets which meet have in common.
func (b bitset) common(o bitset) int {
	for i := range min(len(b), len(o)) {
		if both := b[i] & o[i]; both != 0 {
			return i*64 + bits.TrailingZeros64(both)
		}
	}
	return 0
}

// holds reports whether every number of o is in b.
func (b bitset) holds(o bitset) bool {
	for i, word := range o {
		if i >= len(b) && word != 0 || i < len(b) && word&^b[i] != 0 {
			return false
		}
	}
	return true
}

// renumbered returns the set with other numbers for its own.
func (b bitset) renumbered(ids []int) bitset {
	var to bitset
	for n := range b.all() {
		to.insert(ids[n])
	}
	return to
}

// merge adds every number of o.
func (b *bitset) merge(o bitset) {
	for len(*b) < len(o) {
		*b = append(*b, 0)
	}
	for i, word := range o {
		(*b)[i] |= word
	}
}

// kindZip is the kind of a file that is a workbook, or another archive of its form.
const kindZip = "zip"

// magic names the kinds of file that are not text, by their first bytes; the
// names are those of the texts file.*.
func magic(data []byte) string {
	for _, k := range []struct{ start, name string }{
		{"PK\x03\x04", kindZip},
		{"PK\x05\x06", kindZip},
		{"\xd0\xcf\x11\xe0", "old-workbook"},
		{"\x89PNG", "picture"},
		{"\xff\xd8\xff", "picture"},
		{"GIF8", "picture"},
		{"%PDF", "pdf"},
		{"\x1f\x8b", "archive"},
		{"BZh", "archive"},
		{"\xfd7zXZ", "archive"},
		{"7z\xbc\xaf", "archive"},
		{"Rar!", "archive"},
		{"\x28\xb5\x2f\xfd", "archive"},
	} {
		if bytes.HasPrefix(data, []byte(k.start)) {
			return k.name
		}
	}
	return ""
}

// isPage reports whether a text is HTML or XML, which systems write under the name
// of a workbook.
func isPage(start []byte) bool {
	start = bytes.ToLower(bytes.TrimSpace(start[:min(len(start), 1024)]))
	for _, tag := range []string{"<!doctype", "<html", "<head", "<meta", "<table", "<style", "<?xml", "<!--"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return false
}
