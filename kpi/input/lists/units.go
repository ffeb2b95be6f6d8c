package lists

import (
	"hash/maphash"
	"math/bits"

	"cchc/kpi/input/rows"
)

// Units number the texts of the key cells of rows, each cell with rows.CellEnd after it.
// They are looked up once a row by the cells where these are, which takes half of the time
// of a map by the text.
type Units struct {
	Texts []string

	seed  maphash.Seed
	table []unitSlot // of a power of two
}

// unitSlot is a text by its hash; the zero value is none.
type unitSlot struct {
	hash   uint64
	number int // of the text, from 1 on
}

func newUnits(seed maphash.Seed) *Units { return &Units{seed: seed, table: make([]unitSlot, 64)} }

// number returns the number of the text of some cells, a new one for the first row that has
// it.
func (u *Units) number(keys []int, cells [][]byte) int {
	hash := uint64(1)
	for _, i := range keys {
		hash = bits.RotateLeft64(hash, 29) ^ maphash.Bytes(u.seed, cells[i])
	}
	mask := uint64(len(u.table) - 1)
	at := hash & mask
	for ; u.table[at].number > 0; at = (at + 1) & mask {
		if s := u.table[at]; s.hash == hash && isText(u.Texts[s.number-1], keys, cells) {
			return s.number - 1
		}
	}
	if len(u.Texts) >= TextsLimit {
		return TooMany
	}
	var text []byte
	for _, i := range keys {
		text = append(append(text, cells[i]...), rows.CellEnd)
	}
	u.Texts = append(u.Texts, string(text))
	u.table[at] = unitSlot{hash, len(u.Texts)}
	if 2*len(u.Texts) > len(u.table) {
		u.grow()
	}
	return len(u.Texts) - 1
}

// isText reports whether a text is that of some cells.
func isText(text string, keys []int, cells [][]byte) bool {
	for _, i := range keys {
		cell := cells[i]
		if len(text) <= len(cell) || text[:len(cell)] != string(cell) || text[len(cell)] != rows.CellEnd {
			return false
		}
		text = text[len(cell)+1:]
	}
	return text == ""
}

// grow makes room for twice as many texts.
func (u *Units) grow() {
	old, mask := u.table, uint64(2*len(u.table)-1)
	u.table = make([]unitSlot, mask+1)
	for _, s := range old {
		at := s.hash & mask
		for s.number > 0 && u.table[at].number > 0 {
			at = (at + 1) & mask
		}
		if s.number > 0 {
			u.table[at] = s
		}
	}
}
