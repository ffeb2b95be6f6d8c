package input

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"strconv"
	"strings"
	"sync/atomic"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/vietnamese"
)

// repeated notes a row that says the same unit, period and procedure again.
func (r *rowReader) repeated(rec record, s *slot) {
	unit := unitPeriod(r.unitName(s.unit), s.period)
	if len(r.layout.unknown) > 0 && !r.same {
		var columns []string
		for _, i := range r.layout.unknown {
			columns = append(columns, r.layout.headers[i])
		}
		r.count(kpi.RowIndistinct, kpi.Place{Line: rec.line}, "unit", unit, "columns", excerpts(columns))
		return
	}
	r.add(kpi.RowDuplicate, kpi.Place{Line: rec.line}, "unit", unit,
		"what", r.what(rec), "line", strconv.Itoa(s.line))
}

// rowLimit is how many rows of a file are told apart by all their cells. It
// bounds memory: a larger file is no form that people fill in.
const rowLimit = 1 << 17

// rowsBefore is the rows of a file up to the limit, by the hash of what tells them
// apart. They are looked for only once a row may stand twice.
type rowsBefore struct {
	list []uint64
	set  map[uint64]bool
	full atomic.Bool // no further row is noted; readers of plain rows look at it
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
	if max(len(b.list), len(b.set)) >= rowLimit {
		b.full.Store(true)
	}
}

// has reports whether a row was noted.
func (b *rowsBefore) has(hash uint64) bool {
	if b.set == nil {
		b.set = make(map[uint64]bool, len(b.list))
		for _, h := range b.list {
			b.set[h] = true
		}
		b.list = nil
	}
	return b.set[hash]
}

// sameAsBefore reports whether a row that stands again at its slot equals an earlier
// one in every cell that is no count, columns that are not known among them.
func (r *rowReader) sameAsBefore(rec record, s *slot, grain int, again bool) bool {
	switch {
	case len(r.layout.unknown) == 0:
		return again
	case !again && r.before.full.Load():
		return false
	}
	hash := r.hashIn(s, grain, hashOf(r.seed, r.layout.unknown, rec.cells))
	same := again && r.before.has(hash)
	r.before.add(hash)
	return same
}

// hashOf returns the hash of some cells of a row.
func hashOf(seed maphash.Seed, cells []int, of [][]byte) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, i := range cells {
		h.WriteByte(cellEnd)
		h.Write(bytes.TrimSpace(of[i]))
	}
	return h.Sum64()
}

// hashIn returns the hash of a row of a slot by that of its cells that are not known.
func (r *rowReader) hashIn(s *slot, grain int, unknown uint64) uint64 {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], uint64(s.unit))
	binary.LittleEndian.PutUint64(key[8:], uint64(s.period.From)<<32|uint64(s.period.To))
	binary.LittleEndian.PutUint64(key[16:], uint64(grain))
	binary.LittleEndian.PutUint64(key[24:], unknown)
	return maphash.Bytes(r.seed, key[:])
}

// fineness is what rows of one unit and period are told apart by.
type fineness uint8

const (
	byUnit fineness = iota
	byField
	byProcedure

	// Added to one of the others:
	byOffice fineness = 1 << 6
	byDay    fineness = 1 << 7
)

// String names the fineness for a message.
func (f fineness) String() string {
	switch {
	case f&byDay != 0:
		return "day"
	case f&byOffice != 0:
		return "office"
	}
	return [...]string{"unit", "field", "procedure"}[f]
}

// what names the procedure or field of a row for a message: " (Đất đai)". The
// line of the row before it is not kept, only that where the unit begins.
func (r *rowReader) what(rec record) string {
	var texts []string
	for _, cells := range [2][]int{r.layout.procedure, r.layout.field} {
		for _, i := range cells {
			if text := vietnamese.Clean(string(rec.cells[i])); text != "" {
				texts = append(texts, text)
			}
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return " (" + strings.Join(texts, ", ") + ")"
}

func (r *rowReader) mixed(rec record, s *slot, fine fineness) {
	r.add(kpi.RowMixed, kpi.Place{Line: rec.line}, "unit", unitPeriod(r.unitName(s.unit), s.period),
		"grain", kpi.TextKey("by."+fine.String()), "other", kpi.TextKey("by."+s.fine.String()), "line", strconv.Itoa(s.line))
}

// grainList numbers the texts that tell rows of one unit and period apart. The
// number 0 is that of rows that nothing tells apart.
type grainList struct {
	ids  map[string]int // by the folded text
	list []grainText
	wide int // how many of them are not narrowed to a day or an office
}

// grainText is a text as it was first written, and folded.
type grainText struct {
	text, folded string
	narrow       bool // to a day or an office
	nth          int  // how many texts there are up to it that are not narrowed
}

// grainsLimit is far above the number of procedures of the whole country, as all its
// systems write them, and bounds the memory that they take.
const grainsLimit = 200_000

// isFull reports whether there are more procedures and fields than there can be.
func (g *grainList) isFull() bool { return g.wide > grainsLimit }

func newGrainList() *grainList {
	g := &grainList{ids: map[string]int{}}
	g.id("", false)
	return g
}

// id returns the number of a text, which is that of a procedure or a field, or narrowed
// to a day or an office.
func (g *grainList) id(key string, narrow bool) int {
	text := strings.Join(strings.FieldsFunc(key, func(c rune) bool { return c == 0x1f }), ", ")
	return g.add(grainText{text: text, folded: vietnamese.Fold(strings.ReplaceAll(key, "\x1f", "|")), narrow: narrow})
}

func (g *grainList) add(t grainText) int {
	id, ok := g.ids[t.folded]
	if !ok {
		id = len(g.list)
		g.ids[t.folded] = id
		if !t.narrow {
			g.wide++
		}
		t.nth = g.wide
		g.list = append(g.list, t)
	}
	return id
}

// grain is what the procedure and field cells of a row say: a number that tells
// it apart from others of its unit and period, what that is by, and whether it
// is a total or a part of another row.
type grain struct {
	id    int
	nth   int // how many procedures and fields the file has up to it
	fine  fineness
	total bool
	part  bool
}

// grainOf returns the grain of a row. Texts are looked at once for each distinct one
// that is remembered.
func (r *rowReader) grainOf(rec record) grain {
	if len(r.layout.procedure)+len(r.layout.field) == 0 && len(r.open) == 0 {
		return grain{} // the first number is that of nothing
	}
	key := r.scratch[:0]
	for _, cells := range [2][]int{r.layout.procedure, r.layout.field} {
		for _, i := range cells {
			key = append(append(key, rec.cells[i]...), 0x1f)
		}
	}
	r.scratch = key
	g, ok := r.grains[string(key)]
	if !ok {
		g = r.newGrain(rec)
		remember(r.grains, string(key), g)
	}
	return g
}

// isPart reports whether the text of a procedure or a field may be that of a part or
// a sum of others: "Trong đó", "Cấp huyện", "1.1. Cấp mới", an indented name, and in
// a column of fields a period too.
func (r *rowReader) isPart(text string, field bool) bool {
	cat := r.run.cat
	level, _ := cat.Words.Level(text)
	indent := len(text) - len(strings.TrimLeft(text, " \t\u00a0"))
	if level != 0 || cat.Words.IsPart(text) || indent >= partIndent || isPartNumber(text) {
		return true
	}
	if !field || cat.Words.IsTotal(text) {
		return false
	}
	periods, err := dates.Find(text, r.run.opts.Calendar)
	_, _, whole := dates.Parse(vietnamese.Clean(text)+" năm 2024", r.run.opts.Calendar) // a month or a quarter without its year
	return cat.Words.IsSumWord(text) || len(periods) > 0 || err != nil || whole == nil
}

// partIndent is how many blanks before a name make it a part of the one above.
const partIndent = 2

// isPartNumber reports whether a text begins with the number of a part: 1.1 or 1.1.2.
func isPartNumber(text string) bool {
	number, _, ok := strings.Cut(strings.TrimSpace(text), " ")
	number = strings.TrimRight(number, ".)")
	head, tail, divided := strings.Cut(number, ".")
	return ok && divided && len(head) < 3 && len(tail) < 4 && strings.Trim(head+tail, "0123456789.") == ""
}

// grainText returns what tells the row apart: its section where that does, its
// procedure and its field, without the words and numbers that only some write.
func (r *rowReader) grainText(rec record) string {
	var texts []string
	for _, s := range r.open {
		if s.apart != "" {
			texts = append(texts, s.apart)
		}
	}
	for _, i := range r.layout.procedure {
		texts = append(texts, string(rec.cells[i]))
	}
	for _, i := range r.layout.field {
		texts = append(texts, r.run.cat.Words.Field(string(rec.cells[i])))
	}
	return strings.TrimRight(strings.Join(texts, "\x1f"), "\x1f")
}

// newGrain looks at the procedure and field cells of a row. A row without a
// procedure beside rows with one may be their total.
func (r *rowReader) newGrain(rec record) grain {
	g := grain{id: r.apart.id(r.grainText(rec), false)}
	g.nth = r.apart.list[g.id].nth
	for fine, cells := range map[fineness][]int{byProcedure: r.layout.procedure, byField: r.layout.field} {
		for _, i := range cells {
			text := string(rec.cells[i])
			if strings.TrimSpace(text) != "" {
				g.fine = max(g.fine, fine)
			}
			g.total = g.total || r.run.cat.Words.IsTotal(text)
			g.part = g.part || r.isPart(text, fine == byField)
		}
	}
	return g
}
