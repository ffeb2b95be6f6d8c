package input

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// listSection is what the last heading among the rows of a list names, where these have no
// column of units, and how many rows are below it.
type listSection struct {
	keys      *keyReader // of a column of units, in which the heading is
	unit      string     // the heading; "" where rows are of the unit of the titles
	isUnknown bool       // the heading is not understood: rows are of no unit that is known

	rows int // of dossiers in the list so far
	from int // of these, those above the heading or the last total
}

// sectionKeys returns a reader of keys by which a heading is read as the cell of a column of
// units: in that of receipt, which each list has.
func sectionKeys(keys *keyReader) *keyReader {
	own, layout := *keys, *keys.layout
	layout.Keys[header.Unit] = layout.List.Cells[catalog.ListReceived]
	own.layout, own.keys, own.namings = &layout, map[string]*rowKey{}, map[namingKey]*naming{}
	return &own
}

// find finds out which unit a heading names in a month.
func (s *listSection) find(l *listTable, month kpi.Period) unitIn {
	if s.isUnknown {
		return unitIn{steady: month}
	}
	row := rows.Row{Cells: make([][]byte, len(l.layout.Headers))}
	row.Cells[s.keys.layout.Keys[header.Unit]] = []byte(s.unit)
	return l.proved(s.keys.resolveIn(row, dating{period: month}, &l.ctx), month, true)
}

// words takes a row that is none of a dossier: a total, a note, or the heading of the rows
// of a unit. No text of it is quoted, which may be the name of a person.
func (l *listTable) words(row rows.Row, texts []header.CellText) {
	lines, findings := &l.export.file.Lines, l.export.findings
	named := l.withoutNumber(texts)
	hasFigures := slices.ContainsFunc(named, func(c header.CellText) bool { return header.IsFigure([]byte(c.Text)) })
	switch {
	case l.isTotal(texts):
		lines.Sum += row.Lines
		l.total(row.Line, named)
	case all(texts, l.run.isFooter), l.ctx.state == belowTable:
		lines.Footer += row.Lines
		if l.ctx.state = belowTable; hasFigures {
			findings.Add(kpi.RowOutside, kpi.Place{Line: row.Line})
		}
	case hasFigures:
		lines.Section += row.Lines
		findings.Add(kpi.RowOutside, kpi.Place{Line: row.Line})
	default:
		lines.Section += row.Lines
		if !l.heading(row.Line, named) {
			findings.Add(kpi.ListWords, kpi.Place{Line: row.Line})
		}
	}
}

// isTotal reports whether a text of a row names it a total.
func (l *listTable) isTotal(texts []header.CellText) bool {
	return slices.ContainsFunc(texts, func(c header.CellText) bool { return l.run.cat.Words.IsTotal(c.Text) })
}

// withoutNumber returns the texts of a row without the number that it begins with.
func (l *listTable) withoutNumber(texts []header.CellText) []header.CellText {
	isNumber := func(text string) bool {
		return numeral([]byte(text)) > 0 || header.IsFigure([]byte(strings.TrimRight(text, ".)")))
	}
	if len(texts) > 1 && isNumber(texts[0].Text) && (!isNumber(texts[1].Text) || slices.Contains(l.layout.Cells.Ordinal, texts[0].Cell)) {
		return texts[1:]
	}
	return texts
}

// total takes the row of a total, and compares the only number in it with how many rows are
// above it, in the list or in its section.
func (l *listTable) total(line int, texts []header.CellText) {
	s, findings := &l.section, l.export.findings
	defer func() { s.from = s.rows }()
	var numbers []int
	for _, c := range texts {
		for word := range strings.FieldsFuncSeq(c.Text, func(r rune) bool { return strings.ContainsRune(" :()=", r) }) {
			if n, form, _ := rows.Count([]byte(word)); form < rows.Blank {
				numbers = append(numbers, int(n))
			}
		}
	}
	if len(numbers) != 1 {
		findings.Add(kpi.ListWords, kpi.Place{Line: line})
		return
	}
	n, own := numbers[0], s.rows-s.from
	switch {
	case n == s.rows, n == own:
		findings.Count(kpi.RowTotal, kpi.Place{Line: line})
	case own > 0 && max(n, own)-min(n, own) < max(n, s.rows)-min(n, s.rows):
		findings.Add(kpi.ListTotal, kpi.Place{Line: line}, "total", strconv.Itoa(n), "rows", strconv.Itoa(own))
	default:
		findings.Add(kpi.ListTotal, kpi.Place{Line: line}, "total", strconv.Itoa(n), "rows", strconv.Itoa(s.rows))
	}
}

// heading takes the heading of the rows of a unit, or of a field, and reports whether it is
// one. Where rows have no column of units, those below one that is not understood are of no
// unit that is known, unless the user named that of all.
func (l *listTable) heading(line int, texts []header.CellText) bool {
	words, s := l.run.cat.Words, &l.section
	isField := func(c header.CellText) bool {
		text := vietnamese.Clean(c.Text)
		if mark, after, ok := strings.Cut(text, ". "); ok && (numeral([]byte(mark)) > 0 || header.IsFigure([]byte(mark))) {
			text = after
		}
		_, item := words.Heading(text)
		return item != "" || words.Field(text) != text
	}
	if slices.ContainsFunc(texts, isField) {
		return true
	}
	keys := &l.layout.Keys
	if keys[header.Unit] >= 0 || keys[header.Commune] >= 0 || keys[header.District] >= 0 {
		return l.headsUnits(line, texts)
	}
	unit, ok := l.unitIn(texts)
	if !ok && l.run.opts.In != "" {
		return false
	}
	s.unit, s.isUnknown, s.from = unit, !ok, s.rows
	clear(l.known)
	return ok
}

// unitIn returns the unit that a heading names: one of its texts as a cell of a column of
// units would be read, or else the only commune or the only district that the list of units
// has in one. The district of a heading is that of the headings below it.
func (l *listTable) unitIn(texts []header.CellText) (unit string, ok bool) {
	var candidates []string
	for _, c := range texts {
		candidates = append(candidates, c.Text)
	}
	for _, level := range [...]kpi.Level{kpi.Commune, kpi.District} {
		var found []string
		for _, c := range texts {
			for _, n := range l.run.unitsIn(c.Text) {
				if n.Level == level && !slices.Contains(found, n.String()) {
					found = append(found, n.String())
				}
			}
		}
		if len(found) == 1 {
			candidates = append(candidates, found[0])
		}
		if len(found) > 0 {
			break
		}
	}
	for _, text := range candidates {
		s := listSection{keys: l.section.keys, unit: text}
		for _, m := range [...]kpi.Month{l.list.counter.Last(), l.list.own.From, l.run.opts.Period.From} {
			if m == 0 {
				continue
			}
			if in := s.find(l, m.Period()); in.names != nil {
				if u := &in.names.Unit; u.Commune.Key == "" && u.District.Key != "" {
					above := *l.ctx.titles
					above.unit.District, above.reported = u.District, true
					l.ctx.titles = &above
					clear(l.section.keys.namings)
				}
				return text, true
			}
		}
	}
	return "", false
}

// headsUnits takes the heading of rows that name their units: the district or the province
// that these are in.
func (l *listTable) headsUnits(line int, texts []header.CellText) bool {
	var cells []titleCell
	for _, c := range texts {
		cells = append(cells, titleCell{text: c.Text, place: kpi.Place{Line: line, Column: c.Cell + 1}})
	}
	unit, at, ok := newTitleReader(l.run, l.export, l.layout, cells).unit()
	if !ok || unit.Named() == 0 {
		return false
	}
	above := *l.ctx.titles
	if unit.Province.Key == "" {
		unit.Province = above.unit.Province
	}
	if unit.District.Key == "" {
		unit.District = above.unit.District
	}
	above.unit, above.at, above.reported = unit, at, true
	l.ctx.titles = &above
	l.section.from = l.section.rows
	clear(l.keys.namings)
	clear(l.known)
	return true
}
