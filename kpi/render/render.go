// Package render writes a report in a format. A renderer computes nothing: what
// it writes stands in the report. Reports are rendered in memory; the caller
// writes the bytes once.
package render

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"cchc/kpi/report"
)

// Renderer writes a report.
type Renderer func(w io.Writer, r *report.Report) error

// Format is a way to write a report.
type Format struct {
	Name       string
	Extensions []string // of files that are written so unless a format is given
	Machine    bool     // read by programs: no language, and notes go elsewhere
	Notes      bool     // the notes stand in the result
	Render     Renderer
}

// Formats returns all formats, the default first.
func Formats() []Format {
	return []Format{
		{Name: "table", Extensions: []string{".txt"}, Notes: true, Render: Table},
		{Name: "csv", Extensions: []string{".csv"}, Machine: true, Render: CSV},
		{Name: "json", Extensions: []string{".json"}, Machine: true, Notes: true, Render: JSON},
	}
}

// Names returns the names of all formats.
func Names() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// Find returns the format of a name.
func Find(name string) (Format, bool) {
	return find(func(f Format) bool { return f.Name == name })
}

// ForFile returns the format that a file's extension means.
func ForFile(path string) (Format, bool) {
	extension := strings.ToLower(filepath.Ext(path))
	return find(func(f Format) bool { return slices.Contains(f.Extensions, extension) })
}

func find(match func(Format) bool) (Format, bool) {
	formats := Formats()
	if i := slices.IndexFunc(formats, match); i >= 0 {
		return formats[i], true
	}
	return Format{}, false
}
