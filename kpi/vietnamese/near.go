package vietnamese

import (
	"slices"
	"unicode"
)

// Letters returns the letters and digits of a text without marks: "trangdinh" of
// "Tràng Định".
func Letters(text string) []rune {
	return slices.DeleteFunc([]rune(Bare(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Distance counts the letters to leave out, add, change or swap with the next to get from
// a to b.
func Distance(a, b []rune) int {
	var before, above []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, above, row = above, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			changed := above[j]
			if a[i] != b[j] {
				changed++
			}
			row[j+1] = min(changed, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
