package sums

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// tableOf makes a table of lines such as "A b 12 5": texts in capital or small letters are
// names, - is a blank name, . a missing count.
func tableOf(names int, lines string) *Table {
	var t *Table
	ids := map[string]uint32{"-": 0}
	for line := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		cells := strings.Fields(line)
		if t == nil {
			t = NewTable(len(cells)-names, names)
		}
		counts, texts := t.Add(cells[0] == "TOTAL")
		for i, cell := range cells {
			switch {
			case i < names && cell != "-" && ids[cell] == 0:
				ids[cell] = uint32(len(ids))
				fallthrough
			case i < names:
				texts[i] = ids[cell]
			case cell != ".":
				_, _ = fmt.Sscan(cell, &counts[i-names])
			}
		}
	}
	return t
}

// foundIn writes the sums of a table: "3:0-2 sure".
func foundIn(t *Table) string {
	var list []string
	for _, s := range t.Find() {
		list = append(list, fmt.Sprintf("%d:%d-%d %s", s.Row, s.From, s.To, [...]string{"", "agrees", "likely", "sure"}[s.Proof]))
	}
	return strings.Join(list, "; ")
}

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		name  string
		names int
		lines string
		want  string
	}{
		{"of all above", 1, "a 4312 117\nb 2118 531\nc 6430 648", "2:0-2 sure"},
		{"of all below", 1, "c 6430 648\na 4312 117\nb 2118 531", "0:1-3 sure"},
		{"by few counts", 1, "a 51 50\nb 20 19\nc 71 69\nd 90 88\ne 12 12", "2:0-2 likely"},
		{"by a single small count", 1, "a 4\nb 5\nc 9", "2:0-2 agrees"},
		{"of rows amid others", 1, "y 7 7\nx 9000 300\na 4312 117\nb 2118 531\nc 6430 648", ""},
		{"of the rows of a name", 2, "X x 9000 300\nY a 4312 117\nY b 2118 531\nY c 6430 648\nZ d 1 1", "3:1-3 sure"},
		{"under another name", 2, "X x 9000 300\nY a 4312 117\nY b 2118 531\nYs - 6430 648\nZ d 1 1", "3:1-3 sure"},
		{"below a name that is merged", 2, "X x 9000 300\nY - 6430 648\n- a 4312 117\n- b 2118 531\nZ d 1 1", "1:2-4 sure"},
		{"of sums", 1, "a 4312 117\nb 2118 531\nA 6430 648\nc 111 222\nd 444 555\nB 555 777\nC 6985 1425", "2:0-2 sure; 5:3-5 sure; 6:0-6 sure"},
		{"of sums that are on top", 1, "C 6985 1425\nA 6430 648\na 4312 117\nb 2118 531\nB 555 777\nc 111 222\nd 444 555", "0:1-7 sure; 1:2-4 sure; 4:5-7 sure"},
		{"on top, and of all below", 1, "A 6430 648\na 4312 117\nb 2118 531\nB 555 777\nc 111 222\nd 444 555\nC 6985 1425", "0:1-3 sure; 3:4-6 sure; 6:0-6 sure"},
		{"of one kind prove each other", 1, "A 44 43\na 31 31\na 13 12\nA 207 207\na 190 190\na 17 17", "0:1-3 sure; 3:4-6 sure"},
		{"of one kind, one of a single row", 1, "A 440 431\na 310 311\na 130 120\nA 77 30\na 77 30\nA 207 207\na 190 190\na 17 17", "0:1-3 sure; 3:4-5 sure; 5:6-8 sure"},
		{"proved by a total", 1, "A 44 43\nb 31 31\nc 13 12\nB 207 207\nd 190 190\ne 17 17\nTOTAL 251 250", "0:1-3 sure; 3:4-6 sure; 6:0-6 sure"},
		{"disproved by a total", 1, "a 51 50\nb 20 19\nc 71 69\nd 90 88\nTOTAL 232 226", "4:0-4 sure"},
		{"of a part of the rows of another", 1, "x 71 69\nS 8000 7000\na 51 50\nb 20 19\nc 7929 6931", "1:2-5 sure"},
		{"with missing counts", 1, "a 4312 .\nb 2118 531\nc 6430 648\nd . 4", "2:0-2 likely"},
		{"by the counts that there are", 1, "a 4312 117 .\nb 2118 531 7\nc 6430 648 9", "2:0-2 sure"},
		{"below words", 1, "x 9000 300\nw . .\na 4312 117\nb 2118 531\nc 6430 648", "4:1-4 sure"},
		{"of one row and zeros", 1, "a 4312 117\nb 0 0\nc 4312 117", ""},
		{"zeros", 1, "a 0 0\nb 0 0\nc 0 0", ""},
		{"wholes beside their parts", 1, "a 51 51 0 51\nb 20 20 0 20\nc 71 71 0 71\nd 9 9 0 9", "2:0-2 likely"},
		{"round figures", 1, "a 1000 2000\nb 2000 1000\nc 3000 3000", "2:0-2 agrees"},
	} {
		if got := foundIn(tableOf(tt.names, tt.lines)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// How often a row of random counts seems to be a sum without doubt: below one row in
// 100,000, whatever the counts are like, and seldom enough for a question.
func TestChance(t *testing.T) {
	kinds := map[string]func(r *rand.Rand, counts []uint32){
		"10 to 99":   func(r *rand.Rand, c []uint32) { fill(c, func() uint32 { return 10 + r.Uint32N(90) }) },
		"10 to 1000": func(r *rand.Rand, c []uint32) { fill(c, func() uint32 { return 10 + r.Uint32N(991) }) },
		"many zeros": func(r *rand.Rand, c []uint32) { fill(c, func() uint32 { return r.Uint32N(2) * r.Uint32N(60) }) },
		"few values": func(r *rand.Rand, c []uint32) { fill(c, func() uint32 { return 10 * (1 + r.Uint32N(9)) }) },
		"correlated": func(r *rand.Rand, c []uint32) {
			all := 10 + r.Uint32N(200)
			fill(c, func() uint32 { return all - r.Uint32N(3) })
		},
		"parts": func(r *rand.Rand, c []uint32) {
			c[0] = 10 + r.Uint32N(500)
			left := c[0]
			for i := range c[1:] {
				c[i+1] = r.Uint32N(left + 1)
				left -= c[i+1]
			}
			c[len(c)-1] += left
		},
	}
	for kind, random := range kinds {
		for _, most := range []int{8, 500} { // rows of a table
			for _, shape := range []struct{ names, columns int }{{1, 2}, {2, 2}, {1, 3}, {2, 6}} {
				c := chanceOf(random, most, shape.names, shape.columns)
				what := fmt.Sprintf("%s, up to %d rows, %d names, %d columns", kind, most, shape.names, shape.columns)
				t.Logf("%s: %d of %d rows sure, %d likely; %d of %d tables", what, c.sure, c.rows, c.likely, c.asked, c.tables)
				if c.sure*100_000 > c.rows {
					t.Errorf("%s: %d of %d rows", what, c.sure, c.rows)
				}
				if c.asked*50 > c.tables {
					t.Errorf("%s: %d of %d tables are asked about", what, c.asked, c.tables)
				}
			}
		}
	}
}

// chances are how many rows of some tables are sums by chance.
type chances struct{ rows, sure, likely, tables, asked int }

func chanceOf(random func(*rand.Rand, []uint32), most, names, columns int) (c chances) {
	const want = 100_000
	r := rand.New(rand.NewPCG(1, uint64(most+names+10*columns)))
	for c.rows < want {
		size, group := 5+r.IntN(most-4), uint32(1)
		tab := NewTable(columns, names)
		for i := range size {
			counts, texts := tab.Add(false)
			random(r, counts)
			if texts[names-1] = uint32(i + 1); names > 1 {
				group += uint32(1 - min(r.IntN(6), 1))
				texts[0] = group
			}
		}
		before := c.likely + c.sure
		for _, s := range tab.Find() {
			switch s.Proof {
			case Sure:
				c.sure++
			case Likely:
				c.likely++
			}
		}
		c.rows, c.tables = c.rows+size, c.tables+1
		if c.likely+c.sure > before {
			c.asked++
		}
	}
	return c
}

func fill(counts []uint32, value func() uint32) {
	for i := range counts {
		counts[i] = value()
	}
}
