// Package render writes a [report.Result] in a format, whatever command it is of. A renderer
// computes nothing: it writes what the result has. Results are rendered in memory and written
// at once. Workbooks, pages and pictures are packages of their own.
package render

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/render/letter"
	"cchc/kpi/render/page"
	"cchc/kpi/render/parquet"
	"cchc/kpi/render/picture"
	"cchc/kpi/render/workbook"
	"cchc/kpi/report"
)

// Format is a way to write a result.
type Format struct {
	Name       string
	Extensions []string // of files that are written in this format unless another is given
	Lang       kpi.Lang // of its texts unless another is asked for; "" is that of the locale
	Notes      bool     // the notes are part of what is written
	Binary     bool     // nothing for a terminal
	Wants      Wants
	Render     func(w io.Writer, result report.Result) error
}

// Wants is what a format takes of a result.
type Wants struct {
	Hashes bool // of the files
	Months bool // figures by month
	Totals bool // the total by month, where the rows are of periods
	Data   bool // what was read
	Parts  bool // several tables
	Brief  bool // below tables only what makes figures doubtful
	Opens  bool // what is behind figures, which can be opened
	Letter bool // the figures as a text, and the answers to the fields of a document

	Records bool // the records alone: no rows of tables
}

// Formats returns the formats of some names, in their order. The screen is for those that
// people read. Only documents have pages, workbooks and pictures; tidy tables have
// workbooks too, and only they have Parquet.
func Formats(screen Screen, names ...string) []Format {
	all := []Format{
		{Name: "table", Extensions: []string{".txt"}, Notes: true, Wants: Wants{Parts: true, Brief: true}, Render: onScreen(screen)},
		{Name: "text", Extensions: []string{".txt"}, Render: onScreen(screen)},
		{Name: "csv", Extensions: []string{".csv"}, Lang: kpi.English, Wants: Wants{Records: true}, Render: asCSV(false)},
		{Name: "csv-vi", Lang: kpi.Vietnamese, Wants: Wants{Records: true}, Render: asCSV(true)},
		{Name: "json", Extensions: []string{".json"}, Lang: kpi.English, Notes: true, Wants: Wants{Hashes: true, Records: true}, Render: asJSON},
		{Name: "markdown", Extensions: []string{".md"}, Notes: true, Wants: Wants{Parts: true, Brief: true}, Render: asMarkdown},
		{Name: "html", Extensions: []string{".html", ".htm"}, Notes: true, Wants: Wants{Hashes: true, Months: true, Parts: true, Opens: true}, Render: page.Write},
		{Name: "xlsx", Extensions: []string{".xlsx"}, Notes: true, Binary: true, Wants: Wants{Hashes: true, Months: true, Data: true, Parts: true}, Render: workbook.Write},
		{Name: "docx", Extensions: []string{".docx"}, Notes: true, Binary: true, Wants: Wants{Hashes: true, Letter: true}, Render: letter.Write},
		{Name: "svg", Extensions: []string{".svg"}, Wants: Wants{Totals: true}, Render: picture.SVG},
		{Name: "png", Extensions: []string{".png"}, Binary: true, Wants: Wants{Totals: true}, Render: picture.PNG},
		{Name: "parquet", Extensions: []string{".parquet"}, Lang: kpi.English, Binary: true, Wants: Wants{Hashes: true}, Render: parquet.Write},
	}
	formats := make([]Format, len(names))
	for i, name := range names {
		formats[i], _ = Find(all, name)
	}
	return formats
}

// Names returns the names of some formats.
func Names(formats []Format) []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return names
}

// Find returns the format of a name.
func Find(formats []Format, name string) (Format, bool) {
	return find(formats, func(f Format) bool { return f.Name == name })
}

// ForFile returns the format that a file's extension means.
func ForFile(formats []Format, path string) (Format, bool) {
	extension := strings.ToLower(filepath.Ext(path))
	return find(formats, func(f Format) bool { return slices.Contains(f.Extensions, extension) })
}

func find(formats []Format, match func(Format) bool) (Format, bool) {
	if i := slices.IndexFunc(formats, match); i >= 0 {
		return formats[i], true
	}
	return Format{}, false
}
