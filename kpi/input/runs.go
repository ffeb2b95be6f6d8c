package input

import (
	"bytes"

	"cchc/kpi/input/batch"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
)

// takeBlocks takes the rows of a text by blocks, to its end: they are parsed into batches,
// which are added in order.
func (t *table) takeBlocks(f *rows.File) error {
	return f.End(t.takeBatches(f, newAdder(t, f.Text).add))
}

// takeBatches parses the rows of a text into batches, and gives them to add in order.
func (t *table) takeBatches(f *rows.File, add func(*batch.Batch) error) error {
	words := t.run.cat.Words
	return batch.Read(batch.Options{
		Text: f.Text, Layout: t.layout, Rules: t.figures.rules, Seed: t.posting.before.seed, Full: &t.posting.before.full, Workers: t.run.workers(), Wait: f.IsRegular(),
		IsName:  func(cell []byte) bool { return !words.IsTotal(string(cell)) && sectionRank(cell) == 0 },
		IsOther: func(cell []byte) bool { return !words.IsTotal(string(cell)) && !words.IsPart(string(cell)) },
	}, add)
}

// adder adds the batches of a text to its table, in the order of their blocks, so that
// nothing depends on how many workers parse them.
type adder struct {
	table    *table
	text     *rows.Text
	given    []int // the measures of the figures
	meanings map[*batch.Texts]*meanings
	run      int   // how many were looked at
	seen     []int // by item: the last run that has it
	lone     rows.Row
	scratch  []byte
}

// meanings are what the numbers of a parser mean, within one section.
type meanings struct {
	section int
	keys    []*rowKey
	items   []*item
}

func newAdder(t *table, text *rows.Text) *adder {
	return &adder{table: t, text: text, given: t.layout.Given(), meanings: map[*batch.Texts]*meanings{}, lone: rows.Row{Cells: make([][]byte, len(t.layout.Headers)), Lines: 1}}
}

// add adds the rows of a batch, and returns what ends the reading behind them. A run is
// added at once where that is the same as adding its rows one by one.
func (a *adder) add(b *batch.Batch) error {
	lines := &a.table.export.file.Lines
	block := rows.Block{Data: b.Data, Line: lines.Total + 1}
	checked := false
	check := func() bool {
		ok := checked || a.text.CheckText(block)
		checked = true
		return ok
	}
	if !a.text.IsUTF8() && !check() {
		return rows.ErrStop
	}
	sums := b.Sums
	for i := range b.Runs {
		run := &b.Runs[i]
		if run.Key >= 0 {
			own := sums[:len(a.given)]
			sums = sums[len(a.given):]
			if a.addRun(b, run, own) {
				continue
			}
		}
		if !check() {
			return rows.ErrStop
		}
		part := rows.Block{Data: b.Data[run.From:run.To], Line: lines.Total + 1}
		if err := a.text.Scan(part, a.table.take); err != nil {
			return err
		}
	}
	return a.text.End(b.Fault, lines.Total+1)
}

// addRun adds the rows of a run at once. It reports false, and has added nothing, where
// one of them is more than a row that is added: then they are taken one by one.
func (a *adder) addRun(b *batch.Batch, run *batch.Run, sums []int64) bool {
	t := a.table
	group := t.figures.marks.group
	if t.state != inRows || t.ctx.waiting != nil || run.Mark != 0 && group != 0 && run.Mark != group {
		return false
	}
	line := t.export.file.Lines.Total + 1
	m := a.meaningsOf(b)
	key := a.keyOf(b, m, run.Key, line)
	if key.total || key.fault != nil || key.office != "" || !key.day.IsZero() || t.ctx.leaves(key) ||
		key.spelling.Unit.Commune.Key == "" && t.layout.MayMergeNames() {
		return false
	}
	s := key.slot
	if id, known := t.export.account.units.Find(&key.spelling.Unit); s == nil && known {
		s = t.export.account.find(id, key.period) // of another way to write the key
	}
	own := b.Rows[run.First : run.First+run.Count]
	grain, ok := a.admitItems(b, m, own, s)
	if !ok || !a.fit(sums, s) {
		return false
	}
	s = t.posting.slotOf(key)
	if s.unit >= names.Limit {
		return false
	}
	for _, row := range own {
		id := m.items[row.Item].id
		s.seen.insert(id)
		if before := t.posting.before; len(t.layout.Cells.Unknown) > 0 && !before.full.Load() {
			before.add(before.hashIn(s, id, row.Unknown))
		}
	}
	if group == 0 && run.Mark != 0 {
		t.figures.marks.group, t.figures.marks.groupLine = run.Mark, line+run.Marked
	}
	t.posting.addSums(s, grain, run.Count, line, a.given, sums)
	t.ctx.named = t.ctx.named || key.spelling.Unit.Commune.Key != ""
	t.ctx.summed = false
	t.ctx.numbers.seen = t.ctx.numbers.seen || len(t.layout.Cells.Ordinal) > 0
	lines := &t.export.file.Lines
	lines.Total += run.Count
	lines.Data += run.Count
	return true
}

// meaningsOf returns what the numbers of a batch mean in the section that is open.
func (a *adder) meaningsOf(b *batch.Batch) *meanings {
	m := a.meanings[b.Texts]
	if number := a.table.ctx.sections.number; m == nil || m.section != number {
		m = &meanings{section: number}
		a.meanings[b.Texts] = m
	}
	for len(m.keys) < len(b.Keys) {
		m.keys = append(m.keys, nil)
	}
	for len(m.items) < len(b.Items) {
		m.items = append(m.items, nil)
	}
	return m
}

// keyOf returns what a key means that is on a line.
func (a *adder) keyOf(b *batch.Batch, m *meanings, key, line int) *rowKey {
	if m.keys[key] == nil {
		m.keys[key] = a.table.keys.of(a.row(a.table.layout.Keys.Cells(), b.Keys[key], line), &a.table.ctx)
	}
	return m.keys[key]
}

// row returns a row that has nothing but some cells, until it is called again.
func (a *adder) row(cells []int, text string, line int) rows.Row {
	clear(a.lone.Cells)
	a.scratch = append(a.scratch[:0], text...)
	left := a.scratch
	for _, i := range cells {
		a.lone.Cells[i], left, _ = bytes.Cut(left, []byte{batch.CellEnd})
	}
	a.lone.Line = line
	return a.lone
}

// admitItems finds out what the items of rows mean, in the order of the rows: that is how
// they are numbered. It reports false where the rows are not told from each other, and
// from those of the slot before, by items of one grain, which it returns.
func (a *adder) admitItems(b *batch.Batch, m *meanings, own []batch.Row, s *slot) (g grain, ok bool) {
	a.run++
	ok = true
	for n, row := range own {
		it := m.items[row.Item]
		if it == nil {
			found := a.table.items.of(a.row(a.table.layout.Cells.Items(), b.Items[row.Item], 0), a.table.ctx.sections.open)
			it = &found
			m.items[row.Item] = it
		}
		if n == 0 {
			g = it.grain
			if s != nil && s.rows.count > 0 {
				g = s.grain
			}
		}
		for len(a.seen) <= it.id {
			a.seen = append(a.seen, 0)
		}
		if it.total || it.part || it.nth > itemsLimit || it.grain != g || a.seen[it.id] == a.run || s != nil && s.seen.has(it.id) {
			ok = false
		}
		a.seen[it.id] = a.run
	}
	return g, ok
}

// fit reports whether sums fit with those of a slot, which may not be there yet, and with
// those of all rows.
func (a *adder) fit(sums []int64, s *slot) bool {
	totals := a.table.totals
	for i, measure := range a.given {
		if s != nil && !s.tally.Fits(measure, sums[i]) || totals.kept && !totals.running.Fits(measure, sums[i]) {
			return false
		}
	}
	return true
}
