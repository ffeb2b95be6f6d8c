package input

import (
	"encoding/binary"
	"hash/maphash"
	"strconv"
	"sync/atomic"

	"cchc/kpi"
	"cchc/kpi/input/batch"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// posting adds the counts of rows to the slots of a file, and to the running sums that
// totals are compared with. Rows that are there twice are findings.
type posting struct {
	measures *kpi.Measures
	export   *exportResult
	layout   *header.Layout
	given    []int // the measures of rows
	totals   *totals
	before   *rowsBefore
	wanted   wantedCells // nil: no cells are wanted, but counts
	fields   bool        // the counts of fields are kept
}

// rowsBefore is the rows of a file up to the limit, each by a hash of all its cells but
// the counts. They are looked for only once a row may be there twice.
type rowsBefore struct {
	seed maphash.Seed
	list []uint64
	set  map[uint64]bool // in the place of the list, once a row was looked for
	full atomic.Bool     // no further row is noted; parsers of rows look at it
}

// hashLimit is how many rows of a file are distinguished by all their cells. It bounds
// memory: a larger file is no form that people fill in.
const hashLimit = 1 << 17

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

// hashIn returns the hash of a row of a slot, by its item and the hash of its cells that
// are not known.
func (b *rowsBefore) hashIn(s *slot, item int, unknown uint64) uint64 {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], uint64(s.unit))
	binary.LittleEndian.PutUint64(key[8:], uint64(s.period.From)<<32|uint64(s.period.To))
	binary.LittleEndian.PutUint64(key[16:], uint64(item))
	binary.LittleEndian.PutUint64(key[24:], unknown)
	return maphash.Bytes(b.seed, key[:])
}

// slotOf returns where the rows of a key add up, a new slot for the first of them.
func (p *posting) slotOf(key *rowKey) *slot {
	if key.slot != nil {
		return key.slot
	}
	a, tiers, id := p.export.account, &p.export.tiers, p.export.account.units.ID(key.spelling)
	tiers.districts = tiers.districts || key.spelling.Unit.District.Key != ""
	tiers.communes = tiers.communes || key.spelling.Unit.Commune.Key != ""
	if key.slot = a.slotOf(key); key.slot == nil {
		number := a.before + len(a.slots)
		key.slot = &slot{number: number, unit: id, period: key.period, tally: kpi.NewTally(p.layout.Room()), export: p.export,
			blank: key.blank, wanted: p.wanted[number]}
		a.byUnit[id] = append(a.byUnit[id], key.slot)
		a.slots = append(a.slots, key.slot)
	}
	return key.slot
}

// add adds the counts of a row.
func (p *posting) add(row rows.Row, key *rowKey, it item, counts *rowCounts) {
	s, unknown := p.slotOf(key), p.layout.Cells.Unknown
	if s.rows.count == 0 {
		s.grain, s.rows.spots = it.grain, row.Spots
	}
	s.rows.add(1, row.Line, row.Line)
	p.totals.rows.add(1, row.Line, row.Line)
	p.export.account.places.row(s, row, key)
	again := s.seen.insert(it.id)
	equal := again // to a row before, in every cell that is no count
	if len(unknown) > 0 && (again || !p.before.full.Load()) {
		hash := p.before.hashIn(s, it.id, batch.Hash(p.before.seed, unknown, row.Cells))
		equal = again && p.before.has(hash)
		p.before.add(hash)
	}
	findings, place := p.export.findings, kpi.Place{Line: row.Line}
	switch {
	case it.grain != s.grain:
		findings.Add(kpi.RowMixed, place, "unit", s.name(), "grain", kpi.TextKey("by."+it.grain.String()),
			"other", kpi.TextKey("by."+s.grain.String()), "line", strconv.Itoa(s.rows.first))
	case !again || p.layout.Deadline != nil && it.grain == byUnit:
	case equal && findings.Skip(kpi.RowDuplicate):
	case equal:
		// The line of the equal row is not kept, only that where the unit begins.
		findings.Add(kpi.RowDuplicate, place, "unit", s.name(), "what", describeItem(p.layout, row), "line", strconv.Itoa(s.rows.first))
	default:
		var columns []string
		for _, i := range unknown {
			columns = append(columns, p.layout.Headers[i])
		}
		findings.Count(kpi.RowIndistinct, place, "unit", s.name(), "columns", kpi.Excerpts(columns))
	}
	if p.wanted != nil && s.wanted == nil {
		return
	}
	if it.grain == byUnit|byDay {
		p.addRunning(s, key.day, counts)
	}
	var field *kpi.Tally
	if p.fields {
		field = s.field(it.field)
	}
	for _, measure := range p.given {
		p.addMeasure(row, key, measure, counts, field)
	}
}

// addMeasure adds the count of a measure, also to the sums of a field, if there are any.
func (p *posting) addMeasure(row rows.Row, key *rowKey, measure int, counts *rowCounts, field *kpi.Tally) {
	s, m := key.slot, p.measures.At(measure)
	if !counts.tally.Touched(measure) {
		return
	}
	if m.Kind != kpi.Flow && !key.day.IsZero() {
		if s.keepDay(measure, m.Kind, key.day); s.days[measure] != key.day {
			return
		}
	}
	v, complete := counts.tally.Value(measure)
	if !complete {
		s.tally.Lack(measure)
	}
	if field != nil && !complete {
		field.Lack(measure)
	}
	if places := p.export.account.places; places != nil && !complete {
		places.lack(slotMeasure{s.number, measure}, p.layout, counts)
	}
	if list := s.wanted[measure]; list != nil {
		list.keep(p.layout, row, measure, counts, p.export.file.Name)
	}
	given := counts.tally.Given(measure)
	if given && field != nil {
		_ = field.Give(measure, v) // one that does not fit does not fit below either
	}
	p.totals.give(measure, v, given, complete)
	if given && s.tally.Give(measure, v) != nil {
		p.export.findings.Add(kpi.SumOverflow, kpi.Place{Line: row.Line}, "what", kpi.MeasureKey(m.ID)+", "+s.name())
	}
}

// addSums adds the sums of neighbouring rows of a slot, of items of one grain, which fit.
func (p *posting) addSums(s *slot, g grain, count, line int, sums []int64) {
	if s.rows.count == 0 {
		s.grain = g
	}
	s.rows.add(count, line, line+count-1)
	p.totals.rows.add(count, line, line+count-1)
	for i, measure := range p.given {
		_ = s.tally.Give(measure, sums[i])
		p.totals.give(measure, sums[i], true, true)
	}
}
