package input

import (
	"slices"
	"strconv"
	"sync/atomic"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// export takes the records of one export in turn: titles and the header as far as
// its head says, then rows.
type export struct {
	*sheet
	run      *run
	encoding string
	head     head
	first    string // the cells of the first row, where there is no header
	taken    int    // records of the head
	at       []int  // the lines of the records of the header
	titles   []titleCell
	rows     *rowReader // nil until the header is read
	scan     scanner
	plain    *plainReader // nil where no row may be plain
	stretch  *stretch     // what it reads
	refusals int          // stretches in turn that were not what they seemed
	rowwise  atomic.Bool  // plain rows are not looked for any more; their readers look at it
}

// plainReader returns a reader of stretches of the rows.
func (t *export) plainReader() *plainReader {
	p := newPlainReader(t.rows, t.scan.delimiter)
	p.rowwise = &t.rowwise
	return p
}

// take takes the next record. After errStop nothing more of the file is wanted.
func (t *export) take(rec record) error {
	t.lines.Total += rec.lines
	if t.rows != nil {
		if !t.epoch.IsZero() {
			rec = t.rows.padded(rec) // a sheet does not say where its blank cells end
		}
		if t.rows.read(rec); t.rows.full {
			return errStop
		}
		return nil
	}
	if t.head.known == 0 {
		return t.headless(rec)
	}
	t.taken++
	switch {
	case t.taken > t.head.titles:
		t.lines.Header += rec.lines
		t.at = append(t.at, rec.line)
	case isBlank(rec):
		t.lines.Blank += rec.lines
	default:
		t.lines.Title += rec.lines
		t.title(rec)
	}
	if t.taken < t.head.size() {
		return nil
	}
	return t.begin()
}

// headless takes a record of an export in which no header was found: its letters
// may be garbled.
func (t *export) headless(rec record) error {
	if isBlank(rec) {
		t.lines.Blank += rec.lines
		return nil
	}
	t.lines.Title += rec.lines
	cells := cleaned(rec)
	for i, text := range cells {
		if was := vietnamese.Garbled(text); was != "" {
			t.add(kpi.TextGarbled, kpi.Place{Line: rec.line, Column: i + 1, Text: text}, garbledArgs(was)...)
			return errStop
		}
	}
	if t.header == 0 {
		t.header, t.first = rec.line, excerpts(cells)
	}
	if t.taken++; t.taken < headRecords {
		return nil
	}
	return t.unheaded()
}

// unheaded tells that an export has no header, with its first row.
func (t *export) unheaded() error {
	t.add(kpi.HeaderNotFound, kpi.Place{Line: t.header}, "text", t.first)
	return errStop
}

// garbledArgs says what letters were before they were mistaken for others, and
// what to do.
func garbledArgs(was string) []string {
	return []string{"was", kpi.TextKey("garbled." + was), "remedy", kpi.TextKey("remedy.garbled." + was)}
}

// begin reads the header when all of the head is there.
func (t *export) begin() error {
	t.header = t.at[0]
	if t.head.above != nil {
		t.add(kpi.HeaderAbove, kpi.Place{Line: t.header}, "text", excerpts(slices.DeleteFunc(t.head.above, func(text string) bool { return text == "" })))
		return errStop
	}
	for _, c := range t.titles {
		if t.run.cat.Words.IsScaled(c.text) {
			t.add(kpi.CountScaled, c.place)
			return errStop
		}
	}
	layout, ok := readLayout(t)
	if !ok {
		return errStop
	}
	t.rows = newRowReader(t.sheet, t.run, layout)
	t.rows.texts = t.head.texts
	if layout.isPlain() && t.epoch.IsZero() && !t.run.opts.rowwise {
		t.plain, t.stretch = t.plainReader(), &stretch{}
	}
	return t.fromTitles()
}

// end closes the table when all records are taken.
func (t *export) end() {
	switch {
	case t.rows != nil:
		t.rows.end()
	case t.head.known == 0 && t.header > 0:
		_ = t.unheaded() // which stops what has ended
		return
	}
	if t.rows == nil || len(t.slots) == 0 && t.lines.Data == 0 {
		t.add(kpi.NoData, kpi.Place{Line: max(t.header, 1)})
	}
}

// titleCell is a cell above the header, cleaned, and where it is.
type titleCell struct {
	text  string
	place kpi.Place
}

// titleFigures is how many cells of a row above the header may be figures: those
// of a date. A row with more holds counts that no header names.
const titleFigures = 2

// title keeps the cells of a record above the header.
func (t *export) title(rec record) {
	figures := 0
	for i, cell := range rec.cells {
		if text := vietnamese.Clean(string(cell)); text != "" {
			t.titles = append(t.titles, titleCell{text, kpi.Place{Line: rec.line, Column: i + 1, Text: text}})
		}
		if isFigure(cell) {
			figures++
		}
	}
	if figures > titleFigures {
		t.add(kpi.RowOutside, kpi.Place{Line: rec.line}, "figures", strconv.Itoa(figures))
	}
}
