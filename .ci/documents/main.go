// Command documents writes the built-in templates of package template, filled, and those of a
// folder, for an office program to open: documents TEMPLATES FOLDER.
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/template"
)

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(templates, folder string) error {
	files := map[string][]byte{}
	for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
		for _, extension := range []string{".docx", ".xlsx"} {
			files["example-"+string(lang)+extension] = template.Example(extension, lang)
		}
	}
	paths, err := filepath.Glob(filepath.Join(templates, "*.*x"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		if files[filepath.Base(path)], err = os.ReadFile(path); err != nil {
			return err
		}
	}
	for name, data := range files {
		t, err := template.Read(name, data)
		if err != nil {
			return err
		}
		filled, err := t.Fill(value)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), filled, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// value fills a field by its name: with blocks where they can be, with a number for rates.
func value(f template.Field) template.Value {
	switch f.Text {
	case "sentences", "definitions":
		return template.Value{Blocks: []template.Block{{Heading: "Chung"}, {Paragraph: "Đã điền " + f.Text + "."}, {Bullet: "một ý"}}}
	case "table":
		t := &template.Table{Keys: 1, Header: [][]string{{"Đơn vị"}}, Total: []string{"Tổng cộng"}}
		for row := range 12 {
			t.Rows = append(t.Rows, []string{"Đơn vị thứ " + strconv.Itoa(row+1)})
		}
		columns := 12
		if strings.Contains(f.Place.Error(), "cell 2") { // of a table of two columns
			columns = 4
		}
		for column := range columns {
			t.Header[0] = append(t.Header[0], "Chỉ số "+strconv.Itoa(column+1))
			for row := range t.Rows {
				t.Rows[row] = append(t.Rows[row], "12.345")
			}
			t.Total = append(t.Total, "148.140")
		}
		return template.Value{Blocks: []template.Block{{Table: t}}}
	case "chart":
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1600, 700))); err != nil {
			panic(err)
		}
		return template.Value{Blocks: []template.Block{{Picture: &template.Picture{PNG: b.Bytes(), PerInch: 200, Alt: "Biểu đồ"}}}}
	}
	if strings.HasPrefix(f.Text, "on_time") {
		return template.Value{Text: "đã điền " + f.Text, Number: "0.993158"}
	}
	return template.Value{Text: "đã điền " + f.Text}
}
