package input

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/sums"
	"cchc/kpi/vietnamese"
)

// table takes the rows below a header in order: it knows what each of them is, a row of
// counts, a section, a total, the header again or a note, by what came before. The parts
// that it hands rows to know one thing each: their figures, their item, their names, the
// totals. Every row is counted in the line account of the file.
type table struct {
	run     *run
	export  *exportResult
	layout  *header.Layout
	figures *figures
	items   *items
	keys    *keyReader
	totals  *totals
	posting *posting
	sums    *sums.Found // nil where they are not looked for
	ctx     context
}

// state is what the rows so far make of the next one. Each has a method that takes it and
// returns the next state.
type state int

const (
	inRows      state = iota // the next row is a row of the table, or what may be among them
	headerAgain              // the row before repeats the header: the next one may number its columns
	belowTable               // a note or a signature was there: the next row is one, or in the wrong place
)

// newTable returns the machine for the rows below a header, and notes what the columns
// hold.
func newTable(e *exportResult, r *run, f *rows.File, titles *titles, above *table) *table {
	l := e.layout
	t := &table{run: r, export: e, layout: l, figures: newFigures(r, e), items: newItems(r, e), keys: newKeyReader(r, e, f)}
	t.ctx.titles, t.ctx.blanks = titles, newBlanks()
	t.totals = &totals{run: r, export: e, layout: l}
	if above != nil {
		t.totals.above = above.totals
	}
	before := &rowsBefore{seed: maphash.MakeSeed()}
	t.posting = &posting{measures: r.cat.Measures, export: e, layout: l, given: t.figures.given, totals: t.totals, before: before, fields: r.opts.Fields && len(l.Cells.Field) > 0}
	if r.wanted != nil {
		t.posting.wanted = r.wanted[e.file.Name]
	}
	e.tiers = tiers{l.Keys[header.District] >= 0, l.Keys[header.Commune] >= 0}
	for _, i := range l.Cells.Items() {
		e.itemBy += strings.ToLower(l.Headers[i]) + "\x1f"
	}
	for i, c := range l.Measures {
		h := l.Headers[c.Cell]
		if _, ok := e.file.Column(c.Measure, e.file.Header); !ok {
			e.file.Columns = append(e.file.Columns, kpi.Column{Measure: c.Measure, Number: c.Column, Header: h, Line: e.file.Header})
		}
		if c.Days && c.Kind != "" { // where headers name two kinds, that is reported here, and not again by every row
			e.days.note(c.Kind, kpi.Place{Line: e.file.Header, Column: c.Cell + 1, Header: h, Text: h}, e.findings)
			l.Measures[i].Kind = e.days.kind
		}
	}
	return t
}

// takeRows takes the rows of a table one by one, to their end.
func (t *table) takeRows(next header.Next) error {
	for {
		row, err := next()
		if err == nil {
			err = t.take(row)
		}
		if err != nil {
			return err
		}
	}
}

// take takes the next row. It returns [rows.ErrStop] where no other is wanted.
func (t *table) take(row rows.Row) error {
	lines := &t.export.file.Lines
	lines.Total += row.Lines
	if row.IsBlank() {
		lines.Blank += row.Lines
		return nil
	}
	row = t.ctx.blanks.fill(t, row)
	switch t.ctx.state {
	case inRows:
		t.ctx.state = t.amidRows(row)
	case headerAgain:
		t.ctx.state = t.belowHeader(row)
	case belowTable:
		t.ctx.state = t.belowNote(row)
	}
	if t.ctx.full {
		return rows.ErrStop
	}
	return nil
}

// amidRows takes a row of the table, or what may be among them. What may be a row of the
// table is never taken for words around it.
func (t *table) amidRows(row rows.Row) state {
	if t.figures.has(row) {
		t.figureRow(row)
		return inRows
	}
	padded := t.layout.Pad(row)
	texts := t.nonBlank(padded)
	switch {
	case t.layout.IsRepeated(texts):
		t.export.file.Lines.Header += row.Lines
		return headerAgain
	case t.isOtherHeader(padded, texts):
		t.otherHeader(row)
		return inRows
	case t.lacksFigures(padded, texts):
		t.figureRow(row)
		return inRows
	case all(texts, t.run.isFooter):
		t.settle(rows.Row{})
		return footer(t, row, texts)
	}
	return t.wordRow(row, padded, texts)
}

// belowHeader takes the row below a header that is repeated: it may number the columns.
func (t *table) belowHeader(row rows.Row) state {
	if t.layout.IsNumbers(t.run.cat, row) {
		t.export.file.Lines.Header += row.Lines
		return inRows
	}
	return t.amidRows(row)
}

// belowNote takes a row below a note or a signature: another one, or a row that belongs
// into the table.
func (t *table) belowNote(row rows.Row) state {
	padded := t.layout.Pad(row)
	texts := t.nonBlank(padded)
	lines, hasFigures := &t.export.file.Lines, t.figures.has(row)
	switch {
	case !hasFigures && t.layout.IsRepeated(texts):
		lines.Header += row.Lines
	case !hasFigures && t.isOtherHeader(padded, texts):
		t.otherHeader(row)
	default:
		footer(t, row, texts)
		if hasFigures || t.lacksFigures(padded, texts) || t.namesKnown(padded) {
			t.export.findings.Add(kpi.RowOutside, kpi.Place{Line: row.Line})
		}
	}
	return belowTable
}

// wordRow takes a row of words within a table: a total without figures, a heading, or a row
// that lacks its counts. Below a total of the rows other words are a note; elsewhere they
// may be a heading, or a name whose counts are missing.
func (t *table) wordRow(row, padded rows.Row, texts []header.CellText) state {
	rank := t.ctx.rankOf(t.layout, padded)
	isSection := rank > 0
	if !isSection {
		rank, isSection = t.headingRank(texts)
	}
	switch {
	case len(texts) > 0 && t.run.cat.Words.IsTotal(texts[0].Text) && len(row.Cells) < t.layout.Cells.Needed && slices.ContainsFunc(row.Cells, header.IsFigure):
		t.figureRow(row) // its figures are below other headers
	case len(texts) > 0 && t.run.cat.Words.IsTotal(texts[0].Text):
		t.total(padded)
	case isSection:
		t.settle(padded)
		t.openSection(padded, rank, false)
	case (len(texts) == 1 || t.ctx.numbers.heads[row.Line]) && t.headsUnits(padded):
		t.settle(padded)
		waiting := padded.Clone()
		t.ctx.waiting = &waiting
	case t.namedBy(padded) != nil:
		t.figureRow(row)
	case t.ctx.summed:
		return footer(t, row, texts)
	default:
		t.export.file.Lines.Section += row.Lines
		if t.isOfOtherTime(row) {
			t.export.findings.Add(kpi.RowSection, kpi.Place{Line: row.Line, Text: strings.Join(row.Texts(), " ")})
			break
		}
		t.export.findings.Add(kpi.RowHeading, kpi.Place{Line: row.Line}, "text", kpi.Excerpts(row.Texts()))
	}
	return inRows
}

// figureRow takes a row of figures: a section, a total, or counts of a unit.
func (t *table) figureRow(row rows.Row) {
	if t.layout.IsCut(row) || t.isCutTotal(row) {
		row = t.layout.Pad(row)
	}
	if !header.Fits(false, row, t.layout.Headers, t.export.findings) {
		t.export.file.Lines.Data += row.Lines
		t.totals.incomplete = true
		return
	}
	for _, i := range t.layout.Cells.Nameless { // each is reported once
		if i < len(row.Cells) && len(rows.Trim(row.Cells[i])) > 0 && !slices.Contains(t.ctx.reported, i) {
			t.ctx.reported = append(t.ctx.reported, i)
			t.export.findings.Add(kpi.ColumnUnknown, t.layout.Place(row, i))
		}
	}
	t.settle(row)
	rank, sum := t.ctx.rankOf(t.layout, row), t.sums.On(row.Line)
	if rank == 0 && sum.IsBelow() && sum.Proof != sums.None && t.headsUnits(row) {
		t.sums.Cover(sum)
		rank = rankNone
	}
	if rank > 0 {
		t.openSection(row, rank, true)
		t.distinguish(sum)
		return
	}
	t.addRow(row)
}

// addRow takes a row that is no section: a total, or counts that are added.
func (t *table) addRow(row rows.Row) {
	it := t.items.of(row, &t.ctx.sections)
	if it.nth > itemsLimit {
		t.tooMany(kpi.ProceduresTooMany, itemsLimit, row)
	}
	key, found, sum, marked := t.keys.of(row, &t.ctx), t.export.findings.Kept(), t.sums.On(row.Line), t.items.totalCell(row)
	switch {
	case key.total || t.items.isTotal(row, it) || sum.Proof == sums.Sure,
		marked >= 0 && (sum.Proof != sums.None || t.totals.ofSlot(row, key)):
		t.total(row)
		return
	case it.other || key.other:
		t.export.file.Lines.Sum += row.Lines
		t.export.findings.Add(kpi.RowNotCounted, kpi.Place{Line: row.Line}, "text", kpi.Excerpts(row.Texts()))
		return
	case sum.Proof != sums.None && (key.isUnproved() || it.blank):
		t.mayBeTotal(row, sum, "taken.total")
		t.total(row)
		return
	case sum.Proof == sums.Likely:
		t.mayBeTotal(row, sum, "taken.row")
	case sum.Proof == sums.None:
		if near, ok := t.sums.NearOn(row.Line); ok {
			t.mayBeTotal(row, near, "taken.row")
		}
	}
	t.export.file.Lines.Data += row.Lines
	t.ctx.summed = false
	if t.ctx.leaves(key) {
		t.closeSections(rankNone, row.Line)
	}
	fault := key.fault
	if fault == nil || fault.code == "" {
		fault = cmp.Or(t.mergedFault(row, key, it), fault)
	}
	if fault != nil {
		if fault.code != "" {
			t.totals.incomplete = true
			t.export.findings.Add(fault.code, t.layout.Place(row, fault.cell), fault.args...)
		}
		return
	}
	defer t.export.noteUnit(key, found)
	if u := key.unproved; u != nil {
		t.export.findings.Add(u.code, t.layout.Place(row, u.cell), u.args...)
	}
	it = t.items.narrow(it, key)
	if !key.day.IsZero() && !slices.Contains(t.export.dates, key.day) {
		t.export.dates = append(t.export.dates, key.day)
	}
	if cell, ok := t.items.partCell(row, it); ok && !t.isProvedPart(row.Line) {
		marked = cell
	}
	if marked >= 0 {
		t.export.findings.Add(kpi.RowSection, t.layout.Place(row, marked))
	}
	if !it.part {
		t.ctx.numbers.note(t.layout, row)
	}
	counts, ok := t.figures.read(row)
	if !ok {
		return
	}
	if t.posting.slotOf(key).unit >= names.Limit {
		t.tooMany(kpi.UnitsTooMany, names.Limit, row)
	}
	t.posting.add(row, key, it, counts)
	t.sums.Add(row.Line, 1)
}

// total takes a row of sums of other rows: it is not added.
func (t *table) total(row rows.Row) {
	t.export.file.Lines.Sum += row.Lines
	t.export.findings.Count(kpi.RowTotal, kpi.Place{Line: row.Line})
	t.totals.checkPercents(t.figures, row)
	t.ctx.summed = t.totals.rows.count > 0
	if vietnamese.Clean(t.layout.Keys.Text(row, header.District)) == "" {
		t.ctx.blanks.begin("") // what is below it has a name of its own
	}
	sum := t.sums.On(row.Line)
	if sum.Proof != sums.None {
		t.sums.Cover(sum)
	}
	if len(t.totals.list) < totalLimit {
		to := t.totals.bound(row.Line)
		total := t.totals.add(row.Clone(), to, to, t.keys.datings.named(row, t.ctx.titles), sum)
		total.named = t.keys.of(row, &t.ctx).total || t.items.isTotal(row, t.items.of(row, &t.ctx.sections))
	}
}

// end settles a row that waits for a next one, closes what is open, compares the totals,
// and reports which days the rows are of: those that are not there are not in the sums.
func (t *table) end() {
	t.settle(rows.Row{})
	t.closeSections(rankLevel, t.export.file.Lines.Total+1)
	findings := t.export.findings
	if childless := t.ctx.sections.childless; childless.Line > 0 && t.ctx.numbers.seen {
		findings.Add(kpi.RowSection, childless)
	}
	if m := &t.ctx.merges; m.place.Line > 0 && !m.never {
		findings.Add(kpi.UnitMissing, m.place, "level", kpi.TextKey("district-or-commune"))
	}
	t.ctx.blanks.report(findings)
	t.totals.check(t.sums)
	t.figures.checkMarks()
	t.keys.check.report(findings)
	if days := t.export.dates; len(days) > 0 {
		slices.SortFunc(days, kpi.Day.Compare)
		findings.Add(kpi.DaysAdded, kpi.Place{Line: t.export.file.Header}, "count", strconv.Itoa(len(days)),
			"first", kpi.DayKey(days[0]), "last", kpi.DayKey(days[len(days)-1]))
		if n := t.export.running.Units(); n > 0 {
			findings.Add(kpi.DaysCumulative, kpi.Place{Line: t.export.account.slots[0].rows.first},
				"first", kpi.DayKey(days[0]), "last", kpi.DayKey(days[len(days)-1]), "units", strconv.Itoa(n))
		}
	}
}
