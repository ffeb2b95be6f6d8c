package picture

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// distinct returns as much of some texts as fits a width, so that no two are the same:
// texts that are cut to the same one are cut before the place where they differ, and
// numbered if they do not differ.
func (c *canvas) distinct(texts []string, points float64, room int) []string {
	cut := make([]string, len(texts))
	for i, text := range texts {
		cut[i] = c.fitted(text, points, room)
	}
	const rounds = 9 // a cut text may be another's
	for round, changed := 0, true; changed && round < rounds; round++ {
		changed = false
		for _, alike := range groups(cut) {
			start := shared(texts, alike)
			for _, i := range alike {
				text := c.fittedFrom([]rune(texts[i]), start, points, room)
				changed = changed || text != cut[i]
				cut[i] = text
			}
		}
	}
	taken := map[string]bool{} // of other groups
	for _, alike := range groups(cut) {
		n := 1
		for _, i := range alike {
			for cut[i] = ""; cut[i] == "" || taken[cut[i]] || slices.Contains(texts, cut[i]); n++ {
				number := " (" + strconv.Itoa(n) + ")"
				cut[i] = c.fitted(texts[i], points, room-c.measure(number, points)) + number
			}
			taken[cut[i]] = true
		}
	}
	return cut
}

// groups returns the indexes of texts that are the same, each group in order.
func groups(texts []string) (all [][]int) {
	at := map[string][]int{}
	for i, text := range texts {
		at[text] = append(at[text], i)
	}
	for i, text := range texts {
		if at[text][0] == i && len(at[text]) > 1 {
			all = append(all, at[text])
		}
	}
	return all
}

// shared returns how many letters some of the texts have in common at their beginning.
func shared(texts []string, which []int) int {
	first := []rune(texts[which[0]])
	n := len(first)
	for _, i := range which[1:] {
		letters := []rune(texts[i])
		n = min(n, len(letters))
		for k := range n {
			if letters[k] != first[k] {
				n = k
				break
			}
		}
	}
	return n
}

// fittedFrom returns as much of a text as fits a width, with its rest from a letter on:
// that has up to half of the width, and the beginning of the text the rest.
func (c *canvas) fittedFrom(letters []rune, start int, points float64, room int) string {
	half := room / 2
	letters = letters[:min(len(letters), start+room)] // no letter is narrower than a pixel
	tail := "…" + string(letters[start:])
	if c.measure(tail, points) > half {
		tail = c.fitted(tail, points, half)
	} else {
		from := sort.Search(start, func(n int) bool { return c.measure("…"+string(letters[n:]), points) <= half })
		if space := slices.Index(letters[from:start], ' '); space >= 0 {
			from += space // at the beginning of a word
		}
		start, tail = from, "…"+string(letters[from:])
	}
	start = min(start, room)
	start = sort.Search(start, func(n int) bool { return c.measure(string(letters[:n+1])+tail, points) > room })
	return strings.TrimSpace(string(letters[:start])) + tail
}
