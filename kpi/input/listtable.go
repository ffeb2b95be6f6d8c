package input

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/batch"
	"cchc/kpi/input/header"
	"cchc/kpi/input/lists"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
)

// listTable takes the rows of a list of single dossiers in order: it finds out which unit
// each is of, reports what is wrong with it, and gives it to take. Every row is counted in
// the line account of the file.
type listTable struct {
	run     *run
	export  *exportResult
	layout  *header.Layout
	list    *listResult
	keys    *keyReader
	ctx     context
	section listSection
	known   map[*lists.Units]*textMeanings
	parser  *lists.Parser // of rows that workers leave
	take    func(listRow)
}

// listRow is a row of a dossier with its unit, on its line.
type listRow struct {
	*lists.Row
	line  int        // in the file
	end   kpi.Moment // of the dossier; none of one that is open on the day of the list
	unit  *listUnit
	other *names.Spelling // of the unit that it is not counted for; nil: none is wanted, or proved
	kept  *lists.Kept     // nil: nothing is kept of it
}

// textMeanings is what the texts of key cells of a parser mean, by their numbers, in the open
// section. Most have one meaning in all months.
type textMeanings struct {
	texts  *lists.Units
	first  []unitIn
	others map[int][]unitIn
}

// unitIn is what a text of key cells means in some months.
type unitIn struct {
	steady kpi.Period
	names  *names.Spelling // nil: no unit is proved
	unit   *listUnit       // nil as long as no dossier is counted for it
}

// newListTable returns the machine for the rows below the header of a list.
func newListTable(r *run, e *exportResult, f *rows.File, t *titles) *listTable {
	l := &listTable{run: r, export: e, layout: e.layout, list: e.dossiers, keys: newKeyReader(r, e, f), known: map[*lists.Units]*textMeanings{}}
	l.ctx.titles, l.ctx.blanks = t, newBlanks()
	l.parser = lists.NewParser(l.options())
	l.section.keys = sectionKeys(l.keys)
	return l
}

// options returns what rows are parsed by.
func (l *listTable) options() lists.Options {
	o := lists.Options{Layout: l.layout, Words: l.run.cat.Lists, AsOf: l.list.counter.AsOf(), Seed: l.run.seed, Keeps: l.run.again.keeps, Other: -1}
	if l.run.again.withOthers {
		own := l.layout.Keys[header.Unit]
		for _, c := range [...]catalog.ListColumn{catalog.ListResolving, catalog.ListReceiving} {
			if at := l.layout.List.Cells[c]; at != own {
				o.Other = max(o.Other, at)
			}
		}
	}
	return o
}

// read reads all rows: those of a text by blocks, with workers. The error is io.EOF, or
// [rows.ErrStop] after a finding.
func (l *listTable) read(f *rows.File, next header.Next) error {
	for f.Text == nil || l.run.opts.rowByRow {
		row, err := next()
		if err != nil {
			return err
		}
		if f.IsSheet() { // whose rows do not show where their blank cells end
			row = l.layout.Pad(row)
		}
		if l.row(row); l.ctx.full {
			return l.tooMany(row.Line)
		}
	}
	text := f.Text
	first := &lists.Block{Data: text.Rest().Data}
	more := func(b *lists.Block) (isLast bool) {
		b.Data, b.Fault = text.Block(b.Data)
		return b.Fault != nil
	}
	parser := func() func(*lists.Block) {
		p := lists.NewParser(l.options())
		return func(b *lists.Block) { p.Block(text, b) }
	}
	return f.End(batch.Stream(batch.StreamOptions{Workers: l.run.workers(), Wait: f.IsRegular(), IsOver: text.IsOver}, first, more, parser,
		func(b *lists.Block) error { return l.block(text, b) }))
}

// block takes the rows of a block.
func (l *listTable) block(text *rows.Text, b *lists.Block) error {
	lines := &l.export.file.Lines
	whole := rows.Block{Data: b.Data, Line: lines.Total + 1}
	if !b.IsText && !text.CheckText(whole) {
		return rows.ErrStop
	}
	if !b.IsRead {
		take := func(row rows.Row) error {
			if l.row(row); l.ctx.full {
				return l.tooMany(row.Line)
			}
			return nil
		}
		return errors.Join(text.Scan(whole, take), rows.ErrStop)
	}
	rest, meanings := b.Rest, l.meaningsOf(b.Units)
	for i := range b.Rows {
		r := &b.Rows[i]
		line := whole.Line + int(r.Line)
		if r.Unit != lists.Left {
			lines.Total += int(r.Lines)
			lines.Data += int(r.Lines)
			l.section.rows++
			if l.dossier(r, line, meanings, b.Kept); l.ctx.full {
				return l.tooMany(line)
			}
			continue
		}
		row := rest[0]
		rest = rest[1:]
		row.Line = line
		if l.row(row); l.ctx.full {
			return l.tooMany(line)
		}
		meanings = l.meaningsOf(b.Units) // the row may head a section
	}
	return text.End(b.Fault, lines.Total+1)
}

// row takes a row that no worker has parsed.
func (l *listTable) row(row rows.Row) {
	lines := &l.export.file.Lines
	lines.Total += row.Lines
	if row.IsBlank() {
		lines.Blank += row.Lines
		return
	}
	padded := l.layout.Pad(row)
	texts := textsOf(padded)
	switch {
	case l.layout.IsRepeated(texts), l.layout.IsNumbers(l.run.cat, row):
		lines.Header += row.Lines
	case !l.parser.IsRow(padded.Cells), l.isTotal(texts) && !l.parser.IsReceived(padded.Cells):
		l.words(row, texts)
	default:
		lines.Data += row.Lines
		l.section.rows++
		if l.layout.IsCut(row) {
			row = padded
		}
		if header.Fits(false, row, l.layout.Headers, l.export.findings) {
			r := l.parser.Parse(l.layout.Pad(row).Cells)
			l.dossier(&r, row.Line, l.meaningsOf(l.parser.Units()), l.parser.Kept())
		}
	}
}

// dossier takes a row of a dossier.
func (l *listTable) dossier(r *lists.Row, line int, texts *textMeanings, kept []lists.Kept) {
	if l.run.again.look != nil {
		l.run.again.look(l.export.file.Name, r)
		return
	}
	if l.ctx.state == belowTable {
		l.export.findings.Add(kpi.RowOutside, kpi.Place{Line: line})
	}
	if r.Faults != 0 {
		l.report(r, line)
	}
	if r.Unit == lists.TooMany || r.Other == lists.TooMany {
		l.ctx.full = true
		return
	}
	switch {
	case r.Dossier.State == dossiers.New:
		l.list.unreceived.add(1, line, line)
		return
	case !r.Faults.IsCounted():
		return
	}
	end, month := l.list.counter.EndOf(&r.Dossier), l.list.counter.Last() // the last month that it counts in
	if end != 0 {
		month = l.list.counter.MonthOf(end)
	}
	row := listRow{Row: r, line: line, end: end, unit: l.unitOf(texts, int(r.Unit), month, line)}
	if r.Other != lists.Left {
		row.other = l.meaning(texts, int(r.Other), month, line).names
	}
	if row.unit == nil {
		l.export.findings.Add(kpi.ListUnit, l.place(line, slices.Max(append(l.layout.Keys.Cells(), -1))))
		return
	}
	if r.Kept >= 0 {
		row.kept = &kept[r.Kept]
	}
	l.take(row)
}

// tooMany reports a list whose column of units has more texts than there can be.
func (l *listTable) tooMany(line int) error {
	l.export.findings.Add(kpi.UnitsTooMany, kpi.Place{Line: line}, "limit", strconv.Itoa(lists.TextsLimit), "where", kpi.TextKey("limit.line"))
	return rows.ErrStop
}

// place returns the place of a cell; cell -1 is the whole row.
func (l *listTable) place(line, cell int) kpi.Place {
	if cell < 0 {
		return kpi.Place{Line: line}
	}
	return kpi.Place{Line: line, Column: cell + 1, Header: l.layout.Headers[cell]}
}

// meaningsOf returns what the texts of a parser mean in the open section, as far as that is
// known.
func (l *listTable) meaningsOf(texts *lists.Units) *textMeanings {
	m := l.known[texts]
	if m == nil {
		m = &textMeanings{texts: texts, others: map[int][]unitIn{}}
		l.known[texts] = m
	}
	return m
}

// meaning returns what a text of key cells means in a month, where it first is on a line.
func (l *listTable) meaning(t *textMeanings, number int, m kpi.Month, line int) *unitIn {
	month := m.Period()
	for number >= len(t.first) {
		t.first = append(t.first, unitIn{})
	}
	first := &t.first[number]
	if !first.steady.IsZero() && first.steady.Contains(month) {
		return first
	}
	for i := range t.others[number] {
		if in := &t.others[number][i]; in.steady.Contains(month) {
			return in
		}
	}
	in := l.find(t.texts.Texts[number], month, line)
	if first.steady.IsZero() {
		*first = in
		return first
	}
	t.others[number] = append(t.others[number], in)
	return &t.others[number][len(t.others[number])-1]
}

// find finds out what a text of key cells means in a month.
func (l *listTable) find(text string, month kpi.Period, line int) (in unitIn) {
	if l.section.unit != "" || l.section.isUnknown {
		return l.section.find(l, month)
	}
	cells := l.layout.Keys.Cells()
	if strings.Count(text, string(rune(rows.CellEnd))) != len(cells) {
		return unitIn{steady: month} // a cell holds that character
	}
	row := rows.Row{Cells: make([][]byte, len(l.layout.Headers)), Line: line}
	left := []byte(text)
	for _, i := range cells {
		row.Cells[i], left, _ = bytes.Cut(left, []byte{rows.CellEnd})
	}
	return l.proved(l.keys.resolveIn(row, dating{period: month}, &l.ctx), month, false)
}

// proved returns the unit of a key, if it is proved: that of a heading must be named, and where
// there is none, and nothing else that names units, rows may be of one without a name.
func (l *listTable) proved(key *rowKey, month kpi.Period, isHeading bool) unitIn {
	u := &key.spelling.Unit
	isOfAll := u.Named() == 0 && len(l.layout.Keys.Cells()) == 0 && !isHeading
	isNamed := u.Commune.Type != "" || u.Commune.Key == "" && u.District.Type != ""
	if l.run.opts.Units != nil { // else a name without its type may be that of a person
		isNamed = u.Named() != 0 || !isHeading
	}
	if key.total || key.fault != nil || key.unproved != nil || !isNamed && !isOfAll {
		return unitIn{steady: month}
	}
	return unitIn{steady: key.steady, names: key.spelling}
}

// unitOf returns the unit that a text of key cells means in a month; nil where none is
// proved.
func (l *listTable) unitOf(t *textMeanings, number int, m kpi.Month, line int) *listUnit {
	in := l.meaning(t, number, m, line)
	if in.unit == nil && in.names != nil {
		in.unit = l.list.unitOf(l.export.account.units.ID(in.names), in.steady)
	}
	return in.unit
}
