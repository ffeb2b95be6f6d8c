package header

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi/catalog"
)

// ending is a text that a row of the user may name a column by: the texts over it from
// some row of the header down, with the numbers of columns in brackets or without.
type ending struct {
	catalog.Spelling
	isWhole bool // of all texts over the column
}

// endings returns the texts that a column may be named by, the most particular first.
func endings(cat *catalog.Catalog, path []string) (all []ending) {
	bare := make([]string, len(path))
	for i, text := range path {
		bare[i] = withoutNumber(text)
	}
	for from := range path {
		last := len(path) - 1
		for _, texts := range [][]string{path[from:], slices.Concat(bare[from:last], path[last:]), bare[from:]} {
			for _, s := range cat.Headers.Spellings(joined(texts)) {
				if !slices.ContainsFunc(all, func(e ending) bool { return e.Text == s.Text }) {
					all = append(all, ending{s, from == 0})
				}
			}
		}
	}
	return all
}

// named is the columns of a table by the texts that may name them.
type named struct {
	endings [][]ending       // by column
	columns map[string][]int // by folded text, from the left
	wholes  map[string]int   // how many columns a text is all of
}

func newNamed(cat *catalog.Catalog, paths [][]string) *named {
	n := &named{columns: map[string][]int{}, wholes: map[string]int{}}
	for i, path := range paths {
		all := endings(cat, path)
		n.endings = append(n.endings, all)
		for _, e := range all {
			n.columns[e.Text] = append(n.columns[e.Text], i)
			if e.isWhole {
				n.wholes[e.Text]++
			}
		}
	}
	return n
}

// order returns the number of a column among those of a text, from the left.
func (n *named) order(text string, column int) int { return slices.Index(n.columns[text], column) + 1 }

// owned returns the row of the user that names each column, by its number, or -1: one of
// his own files before one of a ready table, and the most particular text first. A text
// that is all of one column's names others by their order alone. Ready tables are of many
// layouts: their texts are all that is over a column.
func owned(cat *catalog.Catalog, paths [][]string) []int {
	rows := slices.Repeat([]int{-1}, len(paths))
	own := cat.Headers.Own()
	if len(own) == 0 {
		return rows
	}
	n := newNamed(cat, paths)
	for i := range paths {
		for _, isReady := range []bool{false, true} {
			for _, e := range n.endings[i] {
				row, ok := cat.Headers.OwnRow(e.Spelling, n.order(e.Text, i), isReady)
				isEnd := ok && !isReady && (n.wholes[e.Text] == 0 || own[row].IsOrdered())
				if ok && rows[i] < 0 && (e.isWhole || isEnd) {
					rows[i] = row
				}
			}
		}
	}
	return rows
}

// meaningOf returns what the texts over a column mean by themselves: by a row of the user, else
// by the table that is built in.
func meaningOf(cat *catalog.Catalog, path ...string) (catalog.Meaning, bool) {
	if own := cat.Headers.Own(); len(own) > 0 {
		for _, isReady := range []bool{false, true} {
			for _, e := range endings(cat, path) {
				if row, ok := cat.Headers.OwnRow(e.Spelling, catalog.AnyOrder, isReady); ok && (e.isWhole || !isReady) {
					return own[row].Meaning, own[row].Meaning.Key != catalog.KeyCount
				}
			}
		}
	}
	return cat.Headers.Meaning(headerText(path))
}

// rowText returns the header text of a row that names a column and no other: all that is
// over it, with its order where other columns have the same.
func (r *columnReader) rowText(column int) string {
	text := r.layout.Headers[column]
	n := newNamed(r.cat, r.layout.Paths)
	all := n.endings[column]
	if len(all) > 0 && (n.wholes[all[0].Text] > 1 || !all[0].isWhole) {
		text += "#" + strconv.Itoa(n.order(all[0].Text, column))
	}
	return csvCell(text)
}

// rowsFor returns rows of a table of headers that would name two columns which mean the
// same: the second as something else that its header may mean.
func (r *columnReader) rowsFor(first, second int, id string) string {
	other := catalog.KeyIgnored
	if m, ok := r.cat.Headers.Meaning(headerText(r.layout.Paths[second])); ok && m.Key == "" && r.cat.Measures.At(m.Measure).ID != id {
		other = r.cat.Measures.At(m.Measure).ID
	}
	for _, measure := range r.readings(withoutNumber(r.layout.Paths[second][len(r.layout.Paths[second])-1])) {
		if other == catalog.KeyIgnored && r.cat.Measures.At(measure).ID != id {
			other = r.cat.Measures.At(measure).ID
		}
	}
	return strings.Join([]string{r.rowText(first) + "," + id, r.rowText(second) + "," + other}, "  |  ")
}
