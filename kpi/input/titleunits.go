package input

import (
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// unitsOf returns the units that a title names, the longest names of the list of units
// behind each type word, or else what looks like a name; and the title without the former.
func (r *run) unitsOf(title string) (found []catalog.Name, rest string) {
	var others []string
	words := r.cat.Words
	if r.opts.Units != nil && !words.IsMotto(title) {
		tokens := strings.Fields(strings.NewReplacer(",", " , ", ";", " ; ", "(", " ( ", ")", " ) ", ":", " : ", " – ", " - ", " — ", " - ").Replace(title))
		for i := 0; i < len(tokens); {
			name, size := r.longest(tokens[i:])
			if size == 0 && i > 0 && vietnamese.FoldName(tokens[i-1]) == "và" && len(found) > 0 {
				name, size = r.longest(append([]string{found[len(found)-1].Type}, tokens[i:]...)) // "huyện A và B"
				size = max(size-1, 0)
			}
			if size > 0 {
				found, others = append(found, name), append(others, ";")
			} else {
				others = append(others, tokens[i])
			}
			i += max(size, 1)
		}
	}
	if found == nil {
		return words.UnitsOf(title), title
	}
	return found, strings.Join(others, " ")
}

// longest returns the longest name of the list that some words begin with, which has a type
// word, and of how many words it is; none where there is no such name.
func (r *run) longest(tokens []string) (name catalog.Name, size int) {
	const most = 12 // words of a name with its type and "Ủy ban nhân dân"
	words := r.cat.Words
	for k := 2; k <= min(most, len(tokens)); k++ {
		if strings.Contains(",;():", tokens[k-1]) {
			break
		}
		n := words.Name(strings.Join(tokens[:k], " "), kpi.Levels()...)
		if n.Type == "" && !n.Agency && k > 4 {
			break
		}
		if n.Type != "" && len(r.opts.Units.Find(units.Query{Name: n, Exact: true})) > 0 {
			name, size = n, k
		}
	}
	return name, size
}

// unitsIn returns the units that a title names.
func (r *run) unitsIn(title string) []catalog.Name {
	found, _ := r.unitsOf(title)
	return found
}
