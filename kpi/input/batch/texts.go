package batch

import (
	"bytes"

	"cchc/kpi/input/header"

	"cchc/kpi/input/rows"
)

// Texts number the texts of the keys and items of the rows of some blocks.
type Texts struct{ keys, items cellTexts }

// How many keys and items a parser remembers at a time. Where there are more items, each
// may be of one row, and every worker would keep them.
const (
	textsLimit = 1 << 16
	itemsLimit = 1 << 14
)

func newTexts(l *header.Layout) *Texts {
	t := &Texts{cellTexts{cells: l.Keys.Cells(), ids: map[string]int{}}, cellTexts{cells: l.Cells.Items(), ids: map[string]int{}}}
	for _, texts := range []*cellTexts{&t.keys, &t.items} {
		if len(texts.cells) == 0 {
			texts.number(nil) // all rows have it
		}
	}
	return t
}

// cellTexts number the texts that some cells of rows hold together.
type cellTexts struct {
	cells   []int
	ids     map[string]int // by the cells, each with rows.CellEnd after it
	list    []string
	scratch []byte
}

// number returns the number of what the cells of a row hold, or -1 where it may not be
// that of a plain row.
func (t *cellTexts) number(of *looks) int {
	key := t.scratch[:0]
	for _, i := range t.cells {
		key = append(append(key, of.cells[i]...), rows.CellEnd)
	}
	t.scratch = key
	id, ok := t.ids[string(key)]
	if ok {
		return id
	}
	for _, i := range t.cells {
		if !of.isName(of.cells[i]) || bytes.IndexByte(of.cells[i], rows.CellEnd) >= 0 {
			return -1
		}
	}
	id = len(t.list)
	t.list = append(t.list, string(key))
	t.ids[t.list[id]] = id
	return id
}
