package input

import (
	"bytes"
	"maps"
	"sync"

	"cchc/kpi/input/batch"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
)

// takeBatches takes the rows of a text as batches, or one by one where another table may be
// below, which it returns if there is one.
func takeBatches(t *table, f *rows.File) (below *part, err error) {
	own := t.export.account
	own.places = newFilePlaces(t, f)
	whole, err := readBatches(t, f, newAdder(t, f.Text).add)
	if whole != nil {
		own.places = nil
		return takeAhead(t, f, whole)
	}
	own.places.end(t.figures.marks.group)
	return nil, f.End(err)
}

// readBatches parses the rows of a text into batches, and gives them to add in order. Where
// another table may be below it adds none, and returns all rows.
func readBatches(t *table, f *rows.File, add func(*batch.Batch) error) (whole *part, err error) {
	words, before := t.run.cat.Words, t.posting.before
	var look func([]*batch.Batch)
	if !f.IsLarger(batch.BytesSeen) {
		a, line := newAhead(t), t.export.file.Lines.Total+1
		look = func(list []*batch.Batch) {
			if whole = wholeOf(newCutter(t, f), f, list, line); whole == nil {
				a.batches(f.Text, line, list)
				t.sums = a.found(&t.ctx)
			}
		}
	}
	addOwn := func(b *batch.Batch) error {
		if whole != nil {
			return rows.ErrStop
		}
		return add(b)
	}
	err = batch.Read(batch.Options{
		Text: f.Text, Layout: t.layout, Rules: t.figures.rules.all, Workers: t.run.workers(), Wait: f.IsRegular(),
		IsName:  func(cell []byte) bool { return !words.IsTotal(string(cell)) && sectionRank(cell) == 0 },
		IsOther: func(cell []byte) bool { return !words.IsTotal(string(cell)) && !words.IsPart(string(cell)) },
		Seed:    before.seed, Full: &before.full, Look: look,
	}, addOwn)
	return whole, err
}

// adder adds the batches of a text to its table, in the order of their blocks, so that
// nothing depends on how many workers parse them.
type adder struct {
	table    *table
	text     *rows.Text
	meanings map[sectionMeanings]*meanings
	unfit    rowKey // of rows that are more than rows that are added
	lone     rows.Row
	scratch  []byte
}

// meanings are what the numbers of a parser mean, in sections of one sense.
type meanings struct {
	keys  []*rowKey
	items []runItem
}

// sectionMeanings is a parser, and the number of what its open sections mean.
type sectionMeanings struct {
	texts   *batch.Texts
	section int
}

// runItem is what the number of an item means: its item, or that it is not known yet, or
// that a row with it is more than a row that is added.
type runItem struct {
	id    int
	grain grain
	known bool
	unfit bool
}

func newAdder(t *table, text *rows.Text) *adder {
	lone := rows.Row{Cells: make([][]byte, len(t.layout.Headers)), Lines: 1}
	return &adder{table: t, text: text, meanings: map[sectionMeanings]*meanings{}, lone: lone}
}

// add adds the rows of a batch, each run at once or row by row, and returns what ends the
// reading behind them.
func (a *adder) add(b *batch.Batch) error {
	lines := &a.table.export.file.Lines
	block := rows.Block{Data: b.Data, Line: lines.Total + 1}
	check := sync.OnceValue(func() bool { return a.text.CheckText(block) })
	if !a.text.IsUTF8() && !check() {
		return rows.ErrStop
	}
	given, sums, places := a.table.posting.given, b.Sums, a.table.export.account.places
	places.block(len(b.Data))
	maps.DeleteFunc(a.meanings, func(of sectionMeanings, _ *meanings) bool { return of.texts == b.Stale })
	for i := range b.Runs {
		run := &b.Runs[i]
		if run.Key >= 0 {
			own := sums[:len(given)]
			sums = sums[len(given):]
			if a.addRun(b, run, own) {
				continue
			}
		}
		if !check() {
			return rows.ErrStop
		}
		part := rows.Block{Data: b.Data[run.From:run.To], Line: lines.Total + 1}
		places.begin(run, part.Line)
		if err := a.text.Scan(part, a.table.take); err != nil {
			return err
		}
	}
	return a.text.End(b.Fault, lines.Total+1)
}

// addRun adds the rows of a run at once, where that is the same as adding them one by one.
// done is false where it is not: then nothing is added.
func (a *adder) addRun(b *batch.Batch, run *batch.Run, sums []int64) (done bool) {
	t := a.table
	group := &t.figures.marks.group
	shown := &t.figures.shown
	uneven := shown.uneven || run.Uneven
	if run.Round && !uneven || t.posting.fields {
		return false // the places of such counts are wanted, or the fields of all
	}
	if t.ctx.state != inRows || t.ctx.waiting != nil || run.Mark != 0 && group.char != 0 && run.Mark != group.char {
		return false
	}
	lines := &t.export.file.Lines
	line, m := lines.Total+1, a.meaningsOf(b)
	key := a.keyOf(b, m, run.Key, line)
	if key == &a.unfit || t.ctx.leaves(key) || t.sums.Within(line, run.Count) || t.ctx.merges.may(t.layout, key) {
		return false
	}
	// Every row of a run is added, at once or one by one: the slot may be made before.
	s := t.posting.slotOf(key)
	own := b.Rows[run.First : run.First+run.Count]
	if s.unit >= names.Limit || s.wanted != nil || !a.fit(sums, s) {
		return false
	}
	grain := noGrain
	if s.rows.count > 0 {
		grain = s.grain
	}
	if grain = a.admitItems(b, m, own, &s.seen, grain); grain == noGrain {
		return false
	}
	if before := t.posting.before; len(t.layout.Cells.Unknown) > 0 && !before.full.Load() {
		for _, row := range own {
			before.add(before.hashIn(s, m.items[row.Item].id, row.Unknown))
		}
	}
	shown.uneven = uneven
	group.note(run.Mark, line+run.Marked)
	if key.district != "" {
		t.ctx.blanks.begin(key.district)
	}
	t.ctx.merges.note(key, s.rows.count+run.Count > 1)
	t.posting.addSums(s, grain, run.Count, line, sums)
	t.export.account.places.run(s, run, line)
	t.sums.Add(line, run.Count)
	t.ctx.summed = false
	t.ctx.numbers.seen = t.ctx.numbers.seen || len(t.layout.Cells.Ordinal) > 0
	lines.Total += run.Count
	lines.Data += run.Count
	return true
}

// meaningsOf returns what the numbers of a batch mean in the section that is open.
func (a *adder) meaningsOf(b *batch.Batch) *meanings {
	of := sectionMeanings{b.Texts, a.table.ctx.sections.number}
	m := a.meanings[of]
	if m == nil {
		if m = new(meanings); len(a.meanings) == sensesLimit {
			clear(a.meanings)
		}
		a.meanings[of] = m
	}
	if len(m.keys) < len(b.Keys) || len(m.items) < len(b.Items) {
		m.keys = append(m.keys, make([]*rowKey, len(b.Keys)-len(m.keys))...)
		m.items = append(m.items, make([]runItem, len(b.Items)-len(m.items))...)
	}
	return m
}

// keyOf returns what a key on a line means, or unfit where its rows are more than rows that
// are added: what is wrong with many keys is not remembered.
func (a *adder) keyOf(b *batch.Batch, m *meanings, number, line int) *rowKey {
	if m.keys[number] == nil {
		l := a.table.layout
		key := a.table.keys.resolve(a.row(l.Keys.Cells(), b.Keys[number], line), &a.table.ctx)
		if key.total || key.fault != nil || key.unproved != nil || key.office != "" || !key.day.IsZero() || a.table.ctx.merges.may(l, key) || key.mayTake(l) {
			key = &a.unfit
		}
		m.keys[number] = key
	}
	return m.keys[number]
}

// row returns a row that has nothing but some cells. It is valid until the next call.
func (a *adder) row(cells []int, text string, line int) rows.Row {
	clear(a.lone.Cells)
	a.scratch = append(a.scratch[:0], text...)
	left := a.scratch
	for _, i := range cells {
		a.lone.Cells[i], left, _ = bytes.Cut(left, []byte{rows.CellEnd})
	}
	a.lone.Line = line
	return a.lone
}

// admitItems adds the items of rows to those that a slot has seen, and returns their
// grain. Where one is there twice, or is of another grain, it adds none, and returns
// noGrain.
func (a *adder) admitItems(b *batch.Batch, m *meanings, own []batch.Row, seen *bitset, g grain) grain {
	for n := range own {
		it := &m.items[own[n].Item]
		if !it.known {
			found := a.table.items.of(a.row(a.table.layout.Cells.Items(), b.Items[own[n].Item], 0), &a.table.ctx.sections)
			*it = runItem{found.id, found.grain, true, found.total || found.part || found.other || found.nth > itemsLimit}
		}
		if g == noGrain {
			g = it.grain
		}
		if it.unfit || it.grain != g || seen.insert(it.id) {
			for _, row := range own[:n] {
				seen.remove(m.items[row.Item].id)
			}
			return noGrain
		}
	}
	return g
}

// fit reports whether sums fit with those of a slot, and with those of all rows.
func (a *adder) fit(sums []int64, s *slot) bool {
	totals := a.table.totals
	for i, measure := range a.table.posting.given {
		if !s.tally.Fits(measure, sums[i]) || totals.kept && !totals.running.Fits(measure, sums[i]) {
			return false
		}
	}
	return true
}
