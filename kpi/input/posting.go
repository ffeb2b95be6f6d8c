package input

import (
	"slices"
	"strconv"

	"cchc/kpi"
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
}

// slotOf returns where the rows of a key add up.
func (p *posting) slotOf(key *rowKey) *slot {
	if key.slot == nil {
		tiers, a := &p.export.tiers, p.export.account
		tiers.districts = tiers.districts || key.spelling.Unit.District.Key != ""
		tiers.communes = tiers.communes || key.spelling.Unit.Commune.Key != ""
		key.slot = a.slot(a.units.ID(key.spelling), key.period, p.layout.Room(), p.export)
		key.slot.wanted = p.wanted[key.slot.number]
	}
	return key.slot
}

// add adds the counts of a row.
func (p *posting) add(row rows.Row, key *rowKey, it item, counts *rowCounts) {
	s := p.slotOf(key)
	if s.rows.count == 0 {
		s.grain, s.rows.spots = it.grain, row.Spots
	}
	s.rows.add(1, row.Line, row.Line)
	p.totals.rows.add(1, row.Line, row.Line)
	again := s.seen.insert(it.id)
	same := p.before.note(row, s, it.id, p.layout.Cells.Unknown, again)
	findings, unit := p.export.findings, func() string { return unitPeriod(p.export.unitName(s.unit), s.period) }
	switch {
	case it.grain != s.grain:
		findings.Add(kpi.RowMixed, kpi.Place{Line: row.Line}, "unit", unit(), "grain", kpi.TextKey("by."+it.grain.String()),
			"other", kpi.TextKey("by."+s.grain.String()), "line", strconv.Itoa(s.rows.first))
	case !again || p.layout.Deadline != nil && it.grain == byUnit:
	case same || len(p.layout.Cells.Unknown) == 0:
		// The line of the equal row is not kept, only that where the unit begins.
		findings.Add(kpi.RowDuplicate, kpi.Place{Line: row.Line}, "unit", unit(), "what", describeItem(p.layout, row), "line", strconv.Itoa(s.rows.first))
	default:
		var columns []string
		for _, i := range p.layout.Cells.Unknown {
			columns = append(columns, p.layout.Headers[i])
		}
		findings.Count(kpi.RowIndistinct, kpi.Place{Line: row.Line}, "unit", unit(), "columns", kpi.Excerpts(columns))
	}
	if p.wanted != nil && s.wanted == nil {
		return
	}
	for _, measure := range p.given {
		p.addMeasure(row, key, measure, counts)
	}
}

// addMeasure adds the count of a measure.
func (p *posting) addMeasure(row rows.Row, key *rowKey, measure int, counts *rowCounts) {
	s, m := key.slot, p.measures.At(measure)
	if !counts.tally.Touched(measure) || !key.day.IsZero() && !s.admitDay(measure, m.Kind, dayNumber(key.day)) {
		return
	}
	v, complete := counts.tally.Value(measure)
	if !complete {
		s.tally.Lack(measure)
	}
	if list := s.wanted[measure]; list != nil {
		list.keep(p.layout, row, measure, counts, p.export.file.Name)
	}
	given := counts.tally.Given(measure)
	p.totals.give(measure, v, given, complete)
	if given && s.tally.Give(measure, v) != nil {
		p.export.findings.Add(kpi.SumOverflow, kpi.Place{Line: row.Line}, "what", m.ID+", "+unitPeriod(p.export.unitName(s.unit), s.period))
	}
}

// addSums adds the sums of neighbouring rows of a slot, of some items, which fit.
func (p *posting) addSums(s *slot, g grain, count, line int, given []int, sums []int64) {
	if s.rows.count == 0 {
		s.grain = g
	}
	s.rows.add(count, line, line+count-1)
	p.totals.rows.add(count, line, line+count-1)
	for i, measure := range given {
		_ = s.tally.Give(measure, sums[i])
		p.totals.give(measure, sums[i], true, true)
	}
}

// dayNumber orders days.
func dayNumber(d kpi.Day) int { return int(d.Month)*32 + d.Date }

// noteDay notes the day of a row.
func (e *exportResult) noteDay(d kpi.Day) {
	if !d.IsZero() && !slices.Contains(e.dates, d) {
		e.dates = append(e.dates, d)
	}
}
