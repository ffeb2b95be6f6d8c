package input

import (
	"encoding/binary"
	"hash/maphash"
	"sync/atomic"

	"cchc/kpi/input/batch"
	"cchc/kpi/input/rows"
)

// hashLimit is how many rows of a file are told from each other by all their cells. It
// bounds memory: a larger file is no form that people fill in.
const hashLimit = 1 << 17

// rowsBefore is the rows of a file up to the limit, by the hash of what tells them from
// each other. They are looked for only once a row may be there twice.
type rowsBefore struct {
	seed maphash.Seed
	list []uint64
	set  map[uint64]bool
	full atomic.Bool // no further row is noted; parsers of rows look at it
}

// add notes a row.
func (b *rowsBefore) add(hash uint64) {
	switch {
	case b.full.Load():
	case b.set == nil:
		b.list = append(b.list, hash)
	default:
		b.set[hash] = true
	}
	if max(len(b.list), len(b.set)) >= hashLimit {
		b.full.Store(true)
	}
}

// index makes the rows so far ready to be looked for.
func (b *rowsBefore) index() {
	if b.set != nil {
		return
	}
	b.set = make(map[uint64]bool, len(b.list))
	for _, h := range b.list {
		b.set[h] = true
	}
	b.list = nil
}

// hashIn returns the hash of a row of a slot by that of its cells that are not known.
func (b *rowsBefore) hashIn(s *slot, item int, unknown uint64) uint64 {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], uint64(s.unit))
	binary.LittleEndian.PutUint64(key[8:], uint64(s.period.From)<<32|uint64(s.period.To))
	binary.LittleEndian.PutUint64(key[16:], uint64(item))
	binary.LittleEndian.PutUint64(key[24:], unknown)
	return maphash.Bytes(b.seed, key[:])
}

// note notes a row of a slot. again means that its item was seen in the slot: then it
// returns whether an earlier row of the slot equals it in every cell that is no count,
// columns that are not known among them.
func (b *rowsBefore) note(row rows.Row, s *slot, item int, unknown []int, again bool) (same bool) {
	switch {
	case len(unknown) == 0:
		return again
	case !again && b.full.Load():
		return false
	}
	hash := b.hashIn(s, item, batch.Hash(b.seed, unknown, row.Cells))
	if again {
		b.index()
		same = b.set[hash]
	}
	b.add(hash)
	return same
}
