package input

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
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
	run    *run
	export *exportResult
	layout *header.Layout
	list   *listResult
	keys   *keyReader
	ctx    context
	known  map[*lists.Units][][]unitIn // by the number of a text of key cells, in the open section
	parser *lists.Parser               // of rows that workers leave
	take   func(listRow)

	bySection bool // a heading named the unit of rows
}

// listRow is a row of a dossier with its unit, on its line.
type listRow struct {
	*lists.Row
	unit  *listUnit
	other *names.Spelling // of the unit that it is not counted for; nil: none is wanted, or proved
	kept  *lists.Kept     // nil: nothing is kept of it
}

// unitIn is what a text of key cells means in some months.
type unitIn struct {
	steady kpi.Period
	names  *names.Spelling // nil: no unit is proved
	unit   *listUnit       // nil as long as no dossier is counted for it
}

// newListTable returns the machine for the rows below the header of a list.
func newListTable(r *run, e *exportResult, f *rows.File, t *titles) *listTable {
	l := &listTable{run: r, export: e, layout: e.layout, list: e.dossiers, keys: newKeyReader(r, e, f), known: map[*lists.Units][][]unitIn{}}
	l.ctx.titles, l.ctx.blanks = t, newBlanks()
	l.parser = lists.NewParser(l.options())
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
// [rows.ErrStop] behind a finding.
func (l *listTable) read(f *rows.File, next header.Next) error {
	for f.Text == nil || l.run.opts.rowByRow {
		row, err := next()
		if err != nil {
			return err
		}
		if f.IsSheet() { // whose rows do not show where their blank cells end
			row = l.layout.Pad(row)
		}
		l.row(row)
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
			l.row(row)
			return nil
		}
		return errors.Join(text.Scan(whole, take), rows.ErrStop)
	}
	rest := b.Rest
	for i := range b.Rows {
		r := &b.Rows[i]
		if r.Line += whole.Line; r.Unit != lists.Left {
			lines.Total++
			lines.Data++
			l.dossier(r, b.Units, b.Kept)
			continue
		}
		row := rest[0]
		rest = rest[1:]
		row.Line = r.Line
		l.row(row)
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
	case !l.parser.IsRow(padded.Cells):
		l.words(row, texts)
	default:
		lines.Data += row.Lines
		if l.layout.IsCut(row) {
			row = padded
		}
		if header.Fits(false, row, l.layout.Headers, l.export.findings) {
			r := l.parser.Parse(l.layout.Pad(row).Cells)
			r.Line = row.Line
			l.dossier(&r, l.parser.Units(), l.parser.Kept())
		}
	}
}

// textsOf returns the cells of a row that are not blank.
func textsOf(row rows.Row) (texts []header.CellText) {
	for i, text := range row.Clean() {
		if text != "" {
			texts = append(texts, header.CellText{Cell: i, Text: text})
		}
	}
	return texts
}

// words takes a row that is none of a dossier: a total, a note, or the heading of the rows
// of a unit. No text of it is quoted, which may be the name of a person.
func (l *listTable) words(row rows.Row, texts []header.CellText) {
	lines, words := &l.export.file.Lines, l.run.cat.Words
	isFooter := func(c header.CellText) bool { return words.IsFooter(c.Text) || dates.IsSigning(c.Text) }
	switch {
	case slices.ContainsFunc(texts, func(c header.CellText) bool { return words.IsTotal(c.Text) }):
		lines.Sum += row.Lines
		l.export.findings.Count(kpi.RowTotal, kpi.Place{Line: row.Line})
	case all(texts, isFooter), l.ctx.state == belowTable:
		lines.Footer += row.Lines
		l.ctx.state = belowTable
	default:
		lines.Section += row.Lines
		if !l.heading(row.Line, texts) {
			l.export.findings.Add(kpi.ListWords, kpi.Place{Line: row.Line})
			if l.bySection { // it may be the unit of the rows below
				l.openSection(names.Unit{}, kpi.Place{Line: row.Line})
			}
		}
	}
}

// heading takes the heading of the rows of a unit, or of a field, and reports whether it is
// one.
func (l *listTable) heading(line int, texts []header.CellText) bool {
	var cells []titleCell
	for _, c := range texts {
		cells = append(cells, titleCell{text: c.Text, place: kpi.Place{Line: line, Column: c.Cell + 1}})
	}
	unit, at, ok := newTitleReader(l.run, l.export, l.layout, cells).unit()
	if !ok || unit.Named() == 0 {
		words := l.run.cat.Words
		return slices.ContainsFunc(texts, func(c header.CellText) bool {
			text := c.Text
			if mark, after, ok := strings.Cut(text, ". "); ok && numeral([]byte(mark)) > 0 {
				text = after
			}
			_, item := words.Heading(text)
			return item != "" || words.Field(text) != text
		})
	}
	above := &l.ctx.titles.unit
	if unit.Province.Key == "" {
		unit.Province = above.Province
	}
	if unit.District.Key == "" {
		unit.District = above.District
	}
	l.openSection(unit, at)
	l.bySection = true
	return true
}

// openSection makes a unit that of the rows that do not name theirs.
func (l *listTable) openSection(unit names.Unit, at kpi.Place) {
	titles := *l.ctx.titles
	titles.unit, titles.at, titles.reported = unit, at, true
	l.ctx.titles = &titles
	clear(l.keys.namings)
	clear(l.known)
}

// dossier takes a row of a dossier.
func (l *listTable) dossier(r *lists.Row, texts *lists.Units, kept []lists.Kept) {
	if l.run.again.look != nil {
		l.run.again.look(r)
		return
	}
	if l.ctx.state == belowTable {
		l.export.findings.Add(kpi.RowOutside, kpi.Place{Line: r.Line})
	}
	if r.Faults != 0 {
		l.report(r)
	}
	switch {
	case r.Dossier.State == dossiers.New:
		l.list.unreceived.add(1, r.Line, r.Line)
		return
	case !r.Faults.IsCounted():
		return
	}
	month := l.list.counter.Until(&r.Dossier)
	row := listRow{Row: r, unit: l.unitOf(texts, r.Unit, month, r.Line)}
	if r.Other != lists.Left {
		row.other = l.meaning(texts, r.Other, month, r.Line).names
	}
	if row.unit == nil {
		l.export.findings.Add(kpi.ListUnit, l.place(r.Line, slices.Max(append(l.layout.Keys.Cells(), -1))))
		return
	}
	if r.Kept >= 0 {
		row.kept = &kept[r.Kept]
	}
	l.take(row)
}

// place returns the place of a cell; cell -1 is the whole row.
func (l *listTable) place(line, cell int) kpi.Place {
	if cell < 0 {
		return kpi.Place{Line: line}
	}
	return kpi.Place{Line: line, Column: cell + 1, Header: l.layout.Headers[cell]}
}

// meaning returns what a text of key cells means in a month, where it first is on a line.
func (l *listTable) meaning(texts *lists.Units, number int, m kpi.Month, line int) *unitIn {
	month := kpi.Period{From: m, To: m}
	if known := l.known[texts]; number < len(known) {
		for i := range known[number] {
			if in := &known[number][i]; in.steady.Contains(month) {
				return in
			}
		}
	}
	row := rows.Row{Cells: make([][]byte, len(l.layout.Headers)), Line: line}
	left := []byte(texts.Texts[number])
	for _, i := range l.layout.Keys.Cells() {
		row.Cells[i], left, _ = bytes.Cut(left, []byte{batch.CellEnd})
	}
	in := unitIn{steady: month}
	key := l.keys.resolveIn(row, dating{period: month}, &l.ctx)
	u := &key.spelling.Unit
	isOfAll := u.Named() == 0 && len(l.layout.Keys.Cells()) == 0 && !l.bySection // nothing names one
	isNamed := u.Commune.Type != "" || u.Commune.Key == "" && u.District.Type != ""
	if l.run.opts.Units != nil { // else a name without its type may be that of a person
		isNamed = u.Named() != 0 || !l.bySection
	}
	if !key.total && key.fault == nil && key.unproved == nil && (isNamed || isOfAll) {
		in.steady, in.names = key.steady, key.spelling
	}
	for len(l.known[texts]) < len(texts.Texts) {
		l.known[texts] = append(l.known[texts], nil)
	}
	l.known[texts][number] = append(l.known[texts][number], in)
	return &l.known[texts][number][len(l.known[texts][number])-1]
}

// unitOf returns the unit that a text of key cells means in a month; nil where none is
// proved.
func (l *listTable) unitOf(texts *lists.Units, number int, m kpi.Month, line int) *listUnit {
	in := l.meaning(texts, number, m, line)
	if in.unit == nil && in.names != nil {
		in.unit = l.list.unitOf(l.export.account.units.ID(in.names), in.steady)
	}
	return in.unit
}
