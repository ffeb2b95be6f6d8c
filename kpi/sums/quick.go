package sums

// Quick is what a row shows by itself, so that most tables need not be looked at further:
// those whose counts are all known, and that have no sums.
type Quick struct {
	Hash  uint64   // of its counts
	Cells [2]int32 // the numbers of texts that it has together: of its unit, and of its item
	Other uint32   // any other text
}

// Hash returns the hash of counts: each is multiplied by a number of its column, and all
// are added. So the hash of a sum is the sum of those of its rows.
func Hash(counts []int64) (hash uint64) {
	const golden = 0x9e3779b97f4a7c15
	factor := uint64(1)
	for _, v := range counts {
		factor *= golden
		hash += factor * uint64(v)
	}
	return hash
}

// MayHave reports whether some rows, of which texts have cells by their numbers, may have
// sums among them.
func MayHave(rows []Quick, cells [2][][]uint32) bool {
	return mayHave(rows, cells, false) || mayHave(rows, cells, true)
}

// upTo is the sum of the hashes of the rows so far, and how many of them are not 0.
type upTo struct {
	sum  uint64
	rows int
}

// starts are where groups of rows of one text begin, by cell, and the texts.
type starts struct {
	at   []upTo
	last []uint32
}

// mayHave reports whether a row may be the sum of those above it, or below.
func mayHave(rows []Quick, cells [2][][]uint32, up bool) bool {
	var all upTo
	ends := make([]upTo, 3) // the end of the table, the row there, and where other texts change
	groups, last := [2]starts{}, Quick{Cells: [2]int32{-1, -1}}
	for k := range rows {
		row := &rows[k]
		if up {
			row = &rows[len(rows)-1-k]
		}
		if row.Hash != 0 && (all.isSum(row.Hash, ends) || all.isSum(row.Hash, groups[0].at) || all.isSum(row.Hash, groups[1].at)) {
			return true
		}
		for n, id := range row.Cells {
			if id != last.Cells[n] {
				groups[n].change(cells[n][id], all, up)
			}
		}
		if row.Other != last.Other {
			ends[2] = all
		}
		last = *row
		if row.Hash != 0 {
			all = upTo{all.sum + row.Hash, all.rows + 1}
		}
		if k == 0 {
			ends[1] = all
		}
	}
	return false
}

// isSum reports whether a hash is the sum of at least two rows since a start.
func (u upTo) isSum(hash uint64, starts []upTo) bool {
	for i := range starts {
		if from := &starts[i]; u.sum-from.sum == hash && u.rows-from.rows > 1 {
			return true
		}
	}
	return false
}

// change begins new groups where texts change; a blank is the text above it.
func (s *starts) change(texts []uint32, all upTo, up bool) {
	if s.at == nil {
		s.at, s.last = make([]upTo, len(texts)), make([]uint32, len(texts))
	}
	for i, text := range texts {
		if text != s.last[i] && (up && s.last[i] != 0 || !up && text != 0) {
			s.at[i] = all
		}
		if up || text != 0 {
			s.last[i] = text
		}
	}
}
