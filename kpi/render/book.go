package render

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// XLSX writes a report as a workbook for people: the table with its fractions,
// targets and verdicts, one sheet more for each part, the figures by month,
// charts, what was read, findings, definitions and sources. Every figure is the
// number that stands in the report, shown as the report shows it. The same report
// has the same bytes. More rows than a sheet can hold, or a text that no cell can,
// is an error.
func XLSX(w io.Writer, r *report.Report) (err error) {
	f, err := newWorkbook(r.Say("title"))
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	b := &book{f: f, r: r, styles: map[look]int{}, reserved: fixedSheets(r)}
	for _, write := range []func() error{b.tables, b.months, b.charts, b.data, b.findings, b.definitions, b.sources} {
		if err := write(); err != nil {
			return err
		}
	}
	return finish(f, w)
}

// book is a workbook while it is written.
type book struct {
	f        *excelize.File
	r        *report.Report
	styles   map[look]int
	reserved []string // names of sheets, also of those to come
	written  int      // sheets
}

// fixedSheets are the names of the sheets that no part may take.
func fixedSheets(r *report.Report) []string {
	var names []string
	for _, name := range []string{"summary", "sheet.months", "sheet.charts", "sheet.data", "sheet.checks", "definitions", "source"} {
		names = append(names, sheetName(r.Say(name), nil))
	}
	return names
}

// sheetName makes a text the name of a sheet: what programs refuse in it is left
// out, it is cut to what they take, and none of the others is like it but for
// capitals.
func sheetName(text string, others []string) string {
	clean := strings.Map(func(c rune) rune {
		switch {
		case strings.ContainsRune(`[]:*?/\`, c):
			return ' '
		case c == '\'': // the mark of names in references
			return '’'
		}
		return c
	}, kpi.Printable(text))
	clean = strings.Join(strings.Fields(clean), " ")
	if clean == "" || strings.EqualFold(clean, "History") { // a name that Excel keeps for itself
		clean += "_"
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(others, func(o string) bool { return strings.EqualFold(o, name) })
	}
	name := cutName(clean, "")
	for n := 2; taken(name); n++ {
		name = cutName(clean, " ("+kpi.FormatCount(int64(n), 1)+")")
	}
	return name
}

// cutName is a name with what tells it from others, as long as a sheet takes.
func cutName(name, suffix string) string {
	runes := []rune(name)
	for len(utf16.Encode(runes))+len(suffix) > excelize.MaxSheetNameLength {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + suffix
}

// layout is what a sheet is before its rows are written.
type layout struct {
	name          string
	widths        []float64 // of the columns, in characters
	lines         int       // rows in all
	header        int       // the line of the header, where filters are; 0: there is none
	headers       int       // how many lines the header has
	keys          int       // columns that stay in sight
	filtered      int       // the last line that is filtered
	filterColumns int
	scale         int // percent, when printed; 0: as wide as one page
}

// sheetPage is a sheet while it is written, row by row. After a first error nothing
// more is written; close returns it.
type sheetPage struct {
	*book
	name string
	s    *excelize.StreamWriter
	line int // the last one written
	err  error
}

// open begins a sheet.
func (b *book) open(l layout) *sheetPage {
	p := &sheetPage{book: b, name: l.name}
	if l.scale == 0 && sum(l.widths) > mostOnPage {
		l.scale = wideScale
	}
	p.err = fits(l.name, l.lines)
	p.try(func() error { return b.addSheet(l.name) })
	// What a stream writes first, it writes when it is made; setting a filter takes
	// the other properties of a sheet away.
	if l.header > 0 && l.filtered > l.header {
		p.try(func() error { return b.f.AutoFilter(l.name, area(1, l.header, l.filterColumns, l.filtered), nil) })
	}
	p.try(func() error { return b.setPage(l) })
	p.try(func() (err error) {
		p.s, err = b.f.NewStreamWriter(l.name)
		return err
	})
	p.try(func() error { return setWidths(p.s, l.widths) })
	if l.header > 0 {
		p.try(func() error { return p.s.SetPanes(panes(l.keys, l.header)) })
	}
	return p
}

// fits is an error where a sheet cannot have so many lines.
func fits(name string, lines int) error {
	if lines > excelize.TotalRows {
		return fmt.Errorf("%s needs %d lines, and a sheet has no more than %d", name, lines, excelize.TotalRows)
	}
	return nil
}

// addSheet adds a sheet; the first of a workbook is there already.
func (b *book) addSheet(name string) error {
	b.written++
	if b.written == 1 {
		return b.f.SetSheetName(b.f.GetSheetName(0), name)
	}
	_, err := b.f.NewSheet(name)
	return err
}

// panes keep the first columns and lines in sight.
func panes(columns, lines int) *excelize.Panes {
	p := &excelize.Panes{Freeze: true, XSplit: columns, YSplit: lines, TopLeftCell: at(columns+1, lines+1), ActivePane: "bottomRight"}
	if columns == 0 {
		p.ActivePane = "bottomLeft"
	}
	return p
}

// try does a step unless one before it went wrong.
func (p *sheetPage) try(step func() error) {
	if p.err == nil {
		p.err = step()
	}
}

// close ends a sheet.
func (p *sheetPage) close() error {
	p.try(func() error { return p.s.Flush() })
	return p.err
}

// cell is a value and how it looks; a nil one is blank.
type cell struct {
	value any
	look  look
}

// skip leaves lines blank.
func (p *sheetPage) skip(lines int) { p.line += lines }

// highest is how high a line can be, in points.
const highest = 409

// row writes the next line. A height of 0 is the usual one.
func (p *sheetPage) row(height float64, cells ...cell) {
	p.line++
	values := make([]any, len(cells))
	for i, c := range cells {
		values[i] = p.value(c)
	}
	p.try(func() error {
		first, err := excelize.CoordinatesToCellName(1, p.line)
		if err != nil {
			return err
		}
		return p.s.SetRow(first, values, excelize.RowOpts{Height: min(height, highest)})
	})
}

// value is a cell as streams take it.
func (p *sheetPage) value(c cell) any {
	out := excelize.Cell{Value: c.value}
	p.try(func() (err error) {
		out.StyleID, err = p.style(c.look)
		return err
	})
	if text, ok := c.value.(string); ok {
		p.try(func() (err error) {
			out.Value, err = sheetText(p.name, text)
			return err
		})
		if text == "" {
			out.Value = nil
		}
	}
	return out
}

// merge makes one cell of several of a line.
func (p *sheetPage) merge(first, last, line int) {
	if last > first {
		p.try(func() error { return p.s.MergeCell(at(first, line), at(last, line)) })
	}
}

// at is the name of a cell. The columns of a report are fewer than those of a
// sheet, or writing their header says so.
func at(column, line int) string {
	name, _ := excelize.CoordinatesToCellName(max(column, 1), max(line, 1))
	return name
}

// area is the name of a range.
func area(left, top, right, bottom int) string {
	return at(left, top) + ":" + at(max(right, left), max(bottom, top))
}
