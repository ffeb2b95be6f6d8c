package units

import (
	"cmp"
	"slices"
	"strings"

	"cchc/kpi"
)

// entry is a unit of which a book is made.
type entry struct {
	code, parent string
	text, word   string // the name, and its type word
	spelling     string // of the name in other lists, or ""
	level        kpi.Level
	from, to     day // 0: open
}

// compareEntries is the order of a book.
func compareEntries(a, b entry) int {
	return cmp.Or(strings.Compare(a.code, b.code), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
}

// binder makes a book.
type binder struct {
	codeSize int
	texts    []string // the names and the type words, in the order of the book
	index    map[string]int
}

// bind makes a book of units in their order, and of what became of them.
func bind(entries []entry, changed []change) string {
	b := &binder{index: map[string]int{}}
	b.sortNames(entries)
	states, units := b.units(entries)
	names, byName := b.names(entries)
	byOld, byNew := bindChanges(changed)
	text := put(nil, b.codeSize, number)
	for _, count := range []int{len(states) / stateSize, len(entries), len(names) / nameSize, len(changed), len(byName) / number} {
		text = put(text, count, number)
	}
	return string(slices.Concat(text, states, units, byName, names, byOld, byNew)) + strings.Join(b.texts, "")
}

// sortNames puts the names of units and their type words in the order of the hashes of
// their loose spellings.
func (b *binder) sortNames(entries []entry) {
	hashes := map[string]int{}
	for _, e := range entries {
		b.codeSize = max(b.codeSize, len(e.code), len(e.parent))
		for _, text := range []string{e.text, e.word, e.spelling} {
			if _, ok := hashes[text]; !ok {
				hashes[text] = hashOf(looseOf(text))
				b.texts = append(b.texts, text)
			}
		}
	}
	slices.SortFunc(b.texts, func(x, y string) int { return cmp.Or(cmp.Compare(hashes[x], hashes[y]), strings.Compare(x, y)) })
	for i, text := range b.texts {
		b.index[text] = i
	}
}

// units makes the tables of states and of units.
func (b *binder) units(entries []entry) (states, units []byte) {
	stateOf := map[entry]int{}
	for _, e := range entries {
		state := entry{word: e.word, level: e.level, from: e.from, to: e.to}
		if _, ok := stateOf[state]; !ok {
			stateOf[state] = len(stateOf)
			states = put(append(states, byte(e.level)), b.index[e.word], number)
			states = put(put(states, int(e.from), dayBytes), int(e.to), dayBytes)
		}
		for _, code := range []string{e.code, e.parent} {
			units = append(units, code...)
			units = append(units, make([]byte, b.codeSize-len(code))...)
		}
		units = put(put(units, b.index[e.text], number), stateOf[state], number)
	}
	return states, units
}

// names makes the tables of names and of the units of each.
func (b *binder) names(entries []entry) (names, byName []byte) {
	ofName := make([][]int, len(b.texts))
	for i, e := range entries {
		ofName[b.index[e.text]] = append(ofName[b.index[e.text]], i)
		if e.spelling != "" {
			ofName[b.index[e.spelling]] = append(ofName[b.index[e.spelling]], i)
		}
	}
	start := 0
	for n, text := range b.texts {
		names = put(names, hashOf(looseOf(text)), number)
		names = put(put(names, start, number), len(byName)/number, number)
		start += len(text)
		for _, i := range ofName[n] {
			byName = put(byName, i, number)
		}
	}
	const last = 1<<(8*number) - 1 // is behind all hashes
	return put(put(put(names, last, number), start, number), len(byName)/number, number), byName
}

// put adds a number of some bytes, the lowest first.
func put(text []byte, n, bytes int) []byte {
	for range bytes {
		text = append(text, byte(n))
		n >>= 8
	}
	return text
}
