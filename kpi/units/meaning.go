package units

import (
	"slices"

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

// meanings returns what a name may mean. The type word of a name may be of another level
// than was looked for, and still be part of its text: cities are provinces or districts.
func (l *List) meanings(n catalog.Name) []meaning {
	if n.Key == "" {
		return nil
	}
	found := []meaning{l.meaning(n)}
	if n.Type == "" {
		if n = l.words.Name(n.Text, kpi.Levels()...); n.Type != "" {
			found = append(found, l.meaning(n))
		}
	}
	return found
}

// meaning returns what a name may mean by its type word and the rest.
func (l *List) meaning(n catalog.Name) meaning {
	m := meaning{word: n.Type}
	for _, name := range l.book.spelled(looseOf(n.Text)) {
		if vietnamese.FoldName(l.book.text(name)) == n.Key {
			m.equal = append(m.equal, name)
		} else {
			m.alike = append(m.alike, name)
		}
	}
	return m
}

// hasWord reports whether a unit may have the type word of a meaning.
func (m *meaning) hasWord(l *List, u unit) bool {
	word := l.book.typeWord(u)
	return m.word == "" || word == "" || m.word == word
}

// isCalled reports whether a name may mean a unit.
func (l *List) isCalled(u unit, meanings []meaning) bool {
	name := l.book.name(u)
	return slices.ContainsFunc(meanings, func(m meaning) bool {
		return (slices.Contains(m.equal, name) || slices.Contains(m.alike, name)) && m.hasWord(l, u)
	})
}

// isBelow reports whether a unit is below a district.
func (l *List) isBelow(u unit, district []meaning) bool {
	for above := range l.aboves(u) {
		if l.book.level(above) == kpi.District && l.isCalled(above, district) {
			return true
		}
	}
	return false
}
