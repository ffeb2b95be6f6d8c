package units

import (
	"hash/fnv"
	"iter"
	"sort"
	"strings"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// book is a list of units, and what became of them, in one text that needs no decoding:
// tables with rows of fixed size, and all names behind them. It has the units in the
// order of their codes, then of their beginnings.
type book struct {
	codeSize int
	states   rows // level, type word, first and last day
	units    rows // code, code of the unit above, name, state
	names    rows // hash of the loose spelling, start of the text, first row of byName
	byName   rows // a unit: those of each name in the order of the list
	changes  changes
	pool     string
}

// unit is the number of a unit in a book: a name and a level that a code has for a time.
// A unit that is renamed is two of the book.
type unit int

// none is no unit.
const none unit = -1

// The sizes of the rows, but that of units, which begin with two codes.
const (
	number    = 3 // bytes of a number, the lowest first
	dayBytes  = 4
	stateSize = 1 + number + 2*dayBytes
	nameSize  = 3 * number
	headSize  = 6 * number
)

// openBook returns the book in a text: first the size of codes and the numbers of rows.
func openBook(text string) book {
	counts := rows{text, number}
	at := headSize
	cut := func(i, size int) string {
		from := at
		at += counts.number(i, 0, number) * size
		return text[from:at]
	}
	b := book{codeSize: counts.number(0, 0, number)}
	unitSize := 2*b.codeSize + 2*number
	b.states = rows{cut(1, stateSize), stateSize}
	b.units, b.byName = rows{cut(2, unitSize), unitSize}, rows{cut(5, number), number}
	b.names = rows{cut(3, nameSize), nameSize}
	b.changes = openChanges(cut(4, changeSize), cut(4, number))
	b.pool = text[at:]
	return b
}

// rows is a table with rows of fixed size.
type rows struct {
	text string
	size int
}

func (r rows) len() int { return len(r.text) / r.size }

// number returns the number of some bytes at a place of a row.
func (r rows) number(row, at, bytes int) int {
	n := 0
	for i := row*r.size + at + bytes - 1; i >= row*r.size+at; i-- {
		n = n<<8 | int(r.text[i])
	}
	return n
}

// code returns the code of a unit, and parent that of the unit above.
func (b *book) code(u unit) string { return b.codeAt(u, 0) }

func (b *book) parent(u unit) string { return b.codeAt(u, b.codeSize) }

func (b *book) codeAt(u unit, at int) string {
	at += int(u) * b.units.size
	return strings.TrimRight(b.units.text[at:at+b.codeSize], "\x00")
}

// coded returns the units that have a code at some time.
func (b *book) coded(code string) (from, to unit) {
	first := sort.Search(b.units.len(), func(i int) bool { return b.units.text[i*b.units.size:][:b.codeSize] >= code })
	last := first
	for last < b.units.len() && b.code(unit(last)) == code {
		last++
	}
	return unit(first), unit(last)
}

// text returns the text of a name of the book, without a type word.
func (b *book) text(name int) string {
	return b.pool[b.names.number(name, number, number):b.names.number(name+1, number, number)]
}

// name returns the number of the name of a unit.
func (b *book) name(u unit) int { return b.units.number(int(u), 2*b.codeSize, number) }

// state returns the number of the state of a unit.
func (b *book) state(u unit) int { return b.units.number(int(u), 2*b.codeSize+number, number) }

func (b *book) level(u unit) kpi.Level { return kpi.Level(b.states.number(b.state(u), 0, 1)) }

// typeWord returns the type word of a unit, or "".
func (b *book) typeWord(u unit) string { return b.text(b.states.number(b.state(u), 1, number)) }

// days returns the first and the last day of a unit; 0: open.
func (b *book) days(u unit) (from, to day) { return b.daysOf(b.state(u)) }

// daysOf returns the first and the last day of a state.
func (b *book) daysOf(state int) (from, to day) {
	return day(b.states.number(state, 1+number, dayBytes)), day(b.states.number(state, 1+number+dayBytes, dayBytes))
}

// valid returns the months of a unit.
func (b *book) valid(u unit) kpi.Period { return b.validState(b.state(u)) }

// validState returns the months of a state.
func (b *book) validState(state int) kpi.Period {
	from, to := b.daysOf(state)
	return kpi.Period{From: from.month(firstMonth), To: to.month(lastMonth)}
}

// named returns the units of a name.
func (b *book) named(name int) iter.Seq[unit] {
	return func(yield func(unit) bool) {
		for i := b.names.number(name, 2*number, number); i < b.names.number(name+1, 2*number, number); i++ {
			if !yield(unit(b.byName.number(i, 0, number))) {
				return
			}
		}
	}
}

// hashed returns the names whose loose spellings have a hash.
func (b *book) hashed(hash int) []int {
	var names []int
	first := sort.Search(b.names.len(), func(n int) bool { return b.names.number(n, 0, number) >= hash })
	for n := first; n < b.names.len()-1 && b.names.number(n, 0, number) == hash; n++ {
		names = append(names, n)
	}
	return names
}

// looseOf makes the spellings of one name equal which are not equal as names: "Quý" and
// "Quí", "D'Ran" and "Dran", "01" and "1".
func looseOf(name string) string {
	if i := strings.IndexByte(name, '0'); i >= 0 {
		words := strings.Fields(name)
		for i, w := range words {
			if rest := strings.TrimLeft(w, "0"); rest != "" && rest[0]-'0' <= 9 {
				words[i] = rest
			}
		}
		name = strings.Join(words, " ")
	}
	return vietnamese.Loose(name)
}

// hashOf returns the hash of a text in one number.
func hashOf(text string) int {
	h := fnv.New32a()
	h.Write([]byte(text)) // never fails
	return int(h.Sum32() & (1<<(8*number) - 1))
}
