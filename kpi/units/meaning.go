package units

import (
	"slices"
	"sync"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/vietnamese"
)

// meaning is what a name may mean in a book: the names equal to it, those that are only
// spelled like it, and the type word that their units must have if they have one.
type meaning struct {
	equal, alike []int
	word         string
}

// knownMeanings are what names mean that were looked up before: the same districts are asked
// for with each of their communes, by several goroutines.
type knownMeanings struct {
	sync.Mutex
	byName map[[2]string][]meaning // by text and type word
	above  map[Query]answer        // districts and provinces
}

// knownLimit is how many names are remembered at a time.
const knownLimit = 1 << 12

// findAbove is [List.FindSteady] for districts and provinces.
func (l *List) findAbove(q Query) answer {
	l.known.Lock()
	found, ok := l.known.above[q]
	l.known.Unlock()
	if ok {
		return found
	}
	found = l.answer(q)
	l.known.Lock()
	defer l.known.Unlock()
	if len(l.known.above) >= knownLimit || l.known.above == nil {
		l.known.above = map[Query]answer{}
	}
	l.known.above[q] = found
	return found
}

// meanings returns what a name may mean.
func (l *List) meanings(n catalog.Name) []meaning {
	if n.Key == "" {
		return nil
	}
	key := [2]string{n.Text, n.Type}
	l.known.Lock()
	defer l.known.Unlock()
	found, ok := l.known.byName[key]
	if !ok {
		if len(l.known.byName) >= knownLimit || l.known.byName == nil {
			l.known.byName = map[[2]string][]meaning{}
		}
		found = l.book.meanings(l.words, n)
		l.known.byName[key] = found
	}
	return found
}

// meanings returns what a name may mean. The type word of a name may be of another level
// than was looked for, and still be part of its text: cities are provinces or districts.
func (b *book) meanings(words *catalog.Words, n catalog.Name) []meaning {
	if n.Key == "" {
		return nil
	}
	found := []meaning{b.meaning(n)}
	if n.Type == "" {
		if n = words.Name(n.Text, kpi.Levels()...); n.Type != "" {
			found = append(found, b.meaning(n))
		}
	}
	return found
}

// meaning returns what a name may mean by its type word and the rest.
func (b *book) meaning(n catalog.Name) meaning {
	m, loose := meaning{word: n.Type}, looseOf(n.Key)
	for _, name := range b.hashed(hashOf(loose)) {
		switch text := b.text(name); {
		case vietnamese.FoldName(text) == n.Key:
			m.equal = append(m.equal, name)
		case looseOf(text) == loose:
			m.alike = append(m.alike, name)
		}
	}
	return m
}

// hasWord reports whether a unit may have the type word of a meaning.
func (m *meaning) hasWord(b *book, u unit) bool {
	word := b.typeWord(u)
	return m.word == "" || word == "" || m.word == word
}

// isCalled reports whether a name may mean a unit.
func (b *book) isCalled(u unit, meanings []meaning) bool {
	name := b.name(u)
	return slices.ContainsFunc(meanings, func(m meaning) bool {
		return (slices.Contains(m.equal, name) || slices.Contains(m.alike, name)) && m.hasWord(b, u)
	})
}

// isBelow reports whether a unit is below a district.
func (b *book) isBelow(u unit, district []meaning) bool {
	for above := range b.aboves(u) {
		if b.level(above) == kpi.District && b.isCalled(above, district) {
			return true
		}
	}
	return false
}
