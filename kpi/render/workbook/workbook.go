// Package workbook writes reports, trends, comparisons, checks and tidy tables as workbooks for
// people. Every figure is the number of the result, shown as people read it; nothing is
// computed. The same result has the same bytes. More rows than a sheet can hold, or a
// text that no cell can, is an error.
package workbook

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Write writes a document, a check, codes, a reconciliation, a form or a tidy table. A report has the table with its fractions, targets
// and verdicts, one sheet more for each part, the figures by month, charts and what was read;
// a trend or a comparison has its tables, charts of them and its records. Both have findings,
// definitions and sources. A check is the form of a reply to those who sent the files.
func Write(w io.Writer, result report.Result) error {
	switch r := result.(type) {
	case *report.Tidy:
		return writeTidy(w, r)
	case *report.Check:
		return writeCheck(w, r)
	case *report.Codes:
		return writeCodes(w, r)
	case *report.Reconciliation:
		return writeReconciliation(w, r)
	case *report.Form:
		return writeForm(w, r)
	case *report.Document:
		return write(w, r.Name(), func(f *excelize.File) error {
			sheets := []func(*book) error{studies}
			if r.IsReport() {
				sheets = []func(*book) error{tables, beside, months, charts, data}
			}
			return newBook(f, r).write(append(sheets, findings, definitions, sources)...)
		})
	}
	return fmt.Errorf("%T has no workbook", result)
}

// write makes a workbook, fills it and writes it at once. Its large sheets are in temporary
// files until it is whole, all else in memory. Nothing in it depends on when and by what
// library it was made. A title may be "".
func write(w io.Writer, title string, fill func(*excelize.File) error) (err error) {
	f := excelize.NewFile()
	defer func() { err = cmp.Or(err, f.Close()) }()
	// Not to the buffer that the library gives: a workbook is not in memory twice.
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &orderedZip{w: w} })
	f.Pkg.Store("docProps/core.xml", properties(title))
	if err := fill(f); err != nil {
		return err
	}
	// With a chart the library adds the types of all pictures, in any order.
	if types := f.ContentTypes; types != nil {
		sort.Slice(types.Defaults, func(i, j int) bool { return types.Defaults[i].Extension < types.Defaults[j].Extension })
	}
	if _, err := f.WriteToBuffer(); err != nil {
		return fmt.Errorf("packing the workbook: %w", err)
	}
	return nil
}

// properties are a workbook's title and the program that made it. Those of the library have a name
// without the prefix by which other libraries know it, and cannot be read by them.
func properties(title string) []byte {
	const time = `xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z<`
	var b bytes.Buffer
	b.WriteString(xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>`)
	_ = xml.EscapeText(&b, []byte(title)) // a buffer takes all
	b.WriteString(`</dc:title><dc:creator>kpi</dc:creator><cp:lastModifiedBy>kpi</cp:lastModifiedBy>` +
		`<dcterms:created ` + time + `/dcterms:created><dcterms:modified ` + time + `/dcterms:modified></cp:coreProperties>`)
	return b.Bytes()
}

// book is a workbook while it is written.
type book struct {
	f       *excelize.File
	r       *report.Document
	styles  map[look]int
	names   []string // of sheets: first the fixed ones
	summary []string // the names of those of the first table
	sheets  int      // that are written
	charts  int      // likewise
}

// The fixed sheets by their place in [book.names].
const (
	summarySheet = iota
	monthsSheet
	chartsSheet
	dataSheet
	findingsSheet
	definitionsSheet
	sourcesSheet
)

func newBook(f *excelize.File, r *report.Document) *book {
	b := &book{f: f, r: r, styles: map[look]int{}}
	for _, name := range []string{"summary", "sheet.months", "sheet.charts", "sheet.data", "sheet.checks", "definitions", "source"} {
		b.names = append(b.names, sheetName(r.Texts.Say(name), nil))
	}
	return b
}

// write writes sheets in turn, up to the first that fails.
func (b *book) write(sheets ...func(*book) error) error {
	for _, write := range sheets {
		if err := write(b); err != nil {
			return err
		}
	}
	return nil
}

// named gives a sheet a name that no other has.
func (b *book) named(text string) string {
	b.names = append(b.names, sheetName(text, b.names))
	return b.names[len(b.names)-1]
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
		name = cutName(clean, fmt.Sprintf(" (%d)", n))
	}
	return name
}

// cutName joins a name and a suffix, and cuts the name to what a sheet takes.
func cutName(name, suffix string) string {
	runes := []rune(name)
	for len(utf16.Encode(runes))+len(suffix) > excelize.MaxSheetNameLength {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + suffix
}

// style makes a look a style of the workbook, once.
func (b *book) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	id, err := b.f.NewStyle(l.style())
	b.styles[l] = id
	return id, err
}
