// Package render writes results in formats: reports, trends and comparisons, checks, the
// codes of findings, tidy tables and explanations. A renderer computes nothing: it writes
// what the result has. Results are rendered in memory and written at once. Workbooks,
// pages and pictures are packages of their own.
package render

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/render/page"
	"cchc/kpi/render/picture"
	"cchc/kpi/render/workbook"
	"cchc/kpi/report"
)

// Format is a way to write a result of some type.
type Format[T any] struct {
	Name       string
	Extensions []string // of files that are written in this format unless another is given
	Lang       kpi.Lang // of its texts unless another is asked for; "" is that of the locale
	Notes      bool     // the notes are part of what is written
	Binary     bool     // nothing for a terminal
	Hashes     bool     // the hashes of the files are
	Months     bool     // figures by month are
	Totals     bool     // the total by month is, where the rows are of periods
	Data       bool     // what was read is
	Parts      bool     // several tables can be written
	Render     func(w io.Writer, result T) error
}

// Formats returns all formats of reports, the default first. The screen is for those that
// people read, here and below.
func Formats(screen Screen) []Format[*report.Report] {
	return []Format[*report.Report]{
		{Name: "table", Extensions: []string{".txt"}, Notes: true, Parts: true, Render: onScreen(screen, reportText)},
		{Name: "csv", Extensions: []string{".csv"}, Lang: kpi.English, Render: asCSV(false, reportCSV)},
		{Name: "csv-vi", Lang: kpi.Vietnamese, Render: asCSV(true, reportCSV)},
		{Name: "json", Extensions: []string{".json"}, Lang: kpi.English, Notes: true, Hashes: true, Render: reportJSON},
		{Name: "markdown", Extensions: []string{".md"}, Notes: true, Parts: true, Render: onScreen(Screen{}, reportMarkdown)},
		{Name: "html", Extensions: []string{".html", ".htm"}, Notes: true, Hashes: true, Months: true, Parts: true, Render: page.Report},
		{Name: "xlsx", Extensions: []string{".xlsx"}, Notes: true, Binary: true, Hashes: true, Months: true, Data: true, Parts: true, Render: workbook.Report},
		{Name: "svg", Extensions: []string{".svg"}, Totals: true, Render: picture.SVG},
		{Name: "png", Extensions: []string{".png"}, Binary: true, Totals: true, Render: picture.PNG},
	}
}

// StudyFormats returns all formats of trends and comparisons, the default first: by name
// those of reports.
func StudyFormats(screen Screen) []Format[*report.Study] {
	return []Format[*report.Study]{
		{Name: "table", Extensions: []string{".txt"}, Notes: true, Render: onScreen(screen, studyText)},
		{Name: "csv", Extensions: []string{".csv"}, Lang: kpi.English, Render: asCSV(false, studyCSV)},
		{Name: "csv-vi", Lang: kpi.Vietnamese, Render: asCSV(true, studyCSV)},
		{Name: "json", Extensions: []string{".json"}, Lang: kpi.English, Notes: true, Hashes: true, Render: studyJSON},
		{Name: "markdown", Extensions: []string{".md"}, Notes: true, Render: onScreen(Screen{}, studyMarkdown)},
		{Name: "html", Extensions: []string{".html", ".htm"}, Notes: true, Hashes: true, Render: page.Study},
		{Name: "xlsx", Extensions: []string{".xlsx"}, Notes: true, Binary: true, Hashes: true, Render: workbook.Study},
	}
}

// CheckFormats returns all formats of checks, the default first.
func CheckFormats(screen Screen) []Format[*report.Check] {
	return []Format[*report.Check]{
		{Name: "text", Extensions: []string{".txt"}, Notes: true, Render: onScreen(screen, checkText)},
		{Name: "csv", Extensions: []string{".csv"}, Lang: kpi.English, Notes: true, Render: asCSV(false, checkCSV)},
		{Name: "json", Extensions: []string{".json"}, Lang: kpi.English, Notes: true, Hashes: true, Render: checkJSON},
		{Name: "markdown", Extensions: []string{".md"}, Notes: true, Render: onScreen(Screen{}, checkMarkdown)},
	}
}

// ExplainFormats returns all formats of explanations, the default first.
func ExplainFormats(screen Screen) []Format[*report.Explanation] {
	return []Format[*report.Explanation]{
		{Name: "text", Extensions: []string{".txt"}, Render: onScreen(screen, explainText)},
		{Name: "csv", Extensions: []string{".csv"}, Lang: kpi.English, Render: asCSV(false, explainCSV)},
		{Name: "json", Extensions: []string{".json"}, Lang: kpi.English, Notes: true, Hashes: true, Render: explainJSON},
	}
}

// CodeFormats returns all formats of the codes of findings, the default first:
// by name those of checks.
func CodeFormats(screen Screen) []Format[*report.Codes] {
	return []Format[*report.Codes]{
		{Name: "text", Extensions: []string{".txt"}, Render: onScreen(screen, codesText)},
		{Name: "csv", Extensions: []string{".csv"}, Lang: kpi.English, Render: asCSV(false, codesCSV)},
		{Name: "json", Extensions: []string{".json"}, Lang: kpi.English, Render: codesJSON},
		{Name: "markdown", Extensions: []string{".md"}, Render: onScreen(Screen{}, codesMarkdown)},
	}
}

// TidyFormats returns all formats of tidy tables, the default first.
func TidyFormats() []Format[*report.Tidy] {
	return []Format[*report.Tidy]{
		{Name: "csv", Extensions: []string{".csv"}, Lang: kpi.English, Render: asCSV(false, tidyCSV)},
		{Name: "json", Extensions: []string{".json"}, Lang: kpi.English, Hashes: true, Render: tidyJSON},
		{Name: "xlsx", Extensions: []string{".xlsx"}, Lang: kpi.English, Binary: true, Render: workbook.Tidy},
	}
}

// Names returns the names of some formats.
func Names[T any](formats []Format[T]) []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return names
}

// Find returns the format of a name.
func Find[T any](formats []Format[T], name string) (Format[T], bool) {
	return find(formats, func(f Format[T]) bool { return f.Name == name })
}

// ForFile returns the format that a file's extension means.
func ForFile[T any](formats []Format[T], path string) (Format[T], bool) {
	extension := strings.ToLower(filepath.Ext(path))
	return find(formats, func(f Format[T]) bool { return slices.Contains(f.Extensions, extension) })
}

func find[T any](formats []Format[T], match func(Format[T]) bool) (Format[T], bool) {
	if i := slices.IndexFunc(formats, match); i >= 0 {
		return formats[i], true
	}
	return Format[T]{}, false
}
