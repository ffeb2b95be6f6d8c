package sums

import "slices"

// How near the counts of a row are to the sums of others, where a count was corrected later.
const (
	nearPart  = 50 // of a sum: 2 %
	nearLeast = 2
	nearSeen  = 10 // counts that matter, of which there are two or more
)

// nearSums finds the rows that are nearly the sums of all others of their group, and its first or
// its last row. The rows of a group have the same first texts, of a number of keys. Sums that
// were found, and rows without counts, are no rows of it.
func nearSums(t *Table, keys int, found []Sum) (near []Sum) {
	texts, rows := t.carried(), []int{}
	isSum := make([]bool, t.Len())
	for _, s := range found {
		isSum[s.Row] = true
	}
	key := func(i int) []uint32 { return texts[i*t.names : i*t.names+keys] }
	end := func() {
		if n := len(rows) - 1; n >= 2 && isNear(t, rows[n], rows[:n]) {
			near = append(near, Sum{Row: rows[n], From: rows[0], To: rows[n-1] + 1})
		} else if n >= 2 && isNear(t, rows[0], rows[1:]) {
			near = append(near, Sum{Row: rows[0], From: rows[1], To: rows[n] + 1})
		}
		rows = rows[:0]
	}
	for i := range t.Len() {
		if len(rows) > 0 && !slices.Equal(key(rows[0]), key(i)) {
			end()
		}
		if !isSum[i] && slices.ContainsFunc(t.row(i), func(v uint32) bool { return v != Missing }) {
			rows = append(rows, i)
		}
	}
	end()
	slices.SortFunc(near, func(a, b Sum) int { return a.Row - b.Row })
	return near
}

// isNear reports whether each count of a row is nearly the sum of those of others, and no
// less than any of them. Columns that lack counts do not matter.
func isNear(t *Table, row int, others []int) bool {
	seen := 0
	for j, v := range t.row(row) {
		sum, most, lacks := int64(0), uint32(0), v == Missing
		for _, i := range others {
			o := t.row(i)[j]
			sum, most, lacks = sum+int64(o), max(most, o), lacks || o == Missing
		}
		if lacks {
			continue
		}
		if off := max(sum-int64(v), int64(v)-sum); v < most || off > max(nearLeast, sum/nearPart) {
			return false
		}
		if v >= nearSeen {
			seen++
		}
	}
	return seen >= 2
}
