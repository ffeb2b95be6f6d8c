package template

import (
	"archive/zip"
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"cchc/kpi"
)

// The built-in templates as files: those with the name of a language in them are of that
// language.
//
//go:embed all:example
var examples embed.FS

// Example returns a built-in template, ".docx" or ".xlsx", in a language. The Word file has the
// layout of Decree 30/2020/NĐ-CP and the fields office, title, sentences, table, chart
// and definitions; the workbook has title and period, and on_time and online with their parts.
func Example(extension string, lang kpi.Lang) []byte {
	folder := "example/" + strings.TrimPrefix(extension, ".")
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	err := fs.WalkDir(examples, folder, func(path string, d fs.DirEntry, err error) error { // in the order of names
		if err != nil || d.IsDir() {
			return err
		}
		name := strings.TrimPrefix(path, folder+"/")
		if before, language, ok := strings.Cut(strings.TrimSuffix(name, ".xml"), "."); ok && len(language) == 2 {
			if language != string(lang) {
				return nil
			}
			name = before + ".xml"
		}
		data, err := examples.ReadFile(path)
		if err != nil {
			return err
		}
		return pack(w, &zip.FileHeader{Name: name, Method: zip.Deflate}, data)
	})
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("the template %s: %v", extension, err)) // the files are built in
	}
	return b.Bytes()
}
