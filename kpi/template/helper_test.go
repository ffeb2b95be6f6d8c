package template_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"cchc/kpi/template"
)

const (
	wordNamespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
	bookNamespaces = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relationships = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	declaration   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n"
	pageA4        = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/></w:sectPr>`
)

// zipped packs parts, paths and texts in turn.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		p, err := w.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(p, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// packed makes a document of its main part and others, which the main part links to; their
// kind is their name without digits.
func packed(t testing.TB, main, contentType string, parts ...string) []byte {
	t.Helper()
	types := declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/` + main + `" ContentType="` + contentType + `"/></Types>`
	links := declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	for i := 0; i < len(parts); i += 2 {
		name, isBeside := strings.CutPrefix(parts[i], path.Dir(main)+"/")
		if parts[i] == main || !isBeside {
			continue
		}
		kind := strings.TrimRight(strings.TrimSuffix(path.Base(name), ".xml"), "0123456789")
		kind = strings.Replace(kind, "sheet", "worksheet", 1)
		links += `<Relationship Id="r` + strings.TrimSuffix(path.Base(name), ".xml") + `" Type="` + relationships + kind + `" Target="` + name + `"/>`
	}
	all := []string{"[Content_Types].xml", types, "_rels/.rels", declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + relationships + `officeDocument" Target="` + main + `"/></Relationships>`}
	all = append(all, parts...)
	return zipped(t, append(all, path.Dir(main)+"/_rels/"+path.Base(main)+".rels", links+"</Relationships>")...)
}

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

// word makes a Word file of the content of its body.
func word(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	return packed(t, "word/document.xml", wordType, append([]string{"word/document.xml",
		declaration + "<w:document " + wordNamespaces + "><w:body>" + body + pageA4 + "</w:body></w:document>"}, more...)...)
}

const bookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

// workbook makes a spreadsheet with one sheet of the content of its rows; texts are shared.
func workbook(t testing.TB, rows string, texts []string, more ...string) []byte {
	t.Helper()
	shared := ""
	for _, s := range texts {
		shared += "<si>" + s + "</si>"
	}
	return packed(t, "xl/workbook.xml", bookType, append([]string{
		"xl/workbook.xml", declaration + "<workbook " + bookNamespaces + `><sheets><sheet name="Bảng 1" sheetId="1" r:id="rsheet1"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml", declaration + "<worksheet " + bookNamespaces + "><sheetData>" + rows + "</sheetData></worksheet>",
		"xl/sharedStrings.xml", declaration + "<sst " + bookNamespaces + ">" + shared + "</sst>"}, more...)...)
}

// p is a paragraph of runs; r a run.
func p(runs ...string) string { return "<w:p>" + strings.Join(runs, "") + "</w:p>" }
func r(text string) string    { return `<w:r><w:t xml:space="preserve">` + text + "</w:t></w:r>" }

// unzipped returns the texts of the parts of a file, and their names in order.
func unzipped(t testing.TB, data []byte) (texts map[string]string, names []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	texts = map[string]string{}
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		texts[f.Name], names = string(text), append(names, f.Name)
	}
	return texts, names
}

// shown returns the texts of a part as people see them: ¶ ends a paragraph, ] a cell, / is a new line,
// ▭ a picture.
func shown(t testing.TB, part string) string {
	t.Helper()
	var b strings.Builder
	var open []string
	d := xml.NewDecoder(strings.NewReader(part))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Local)
			switch token.Name.Local {
			case "br":
				b.WriteString("/")
			case "blip":
				b.WriteString("▭")
			}
		case xml.EndElement:
			open = open[:len(open)-1]
			switch token.Name.Local {
			case "p", "si", "is":
				b.WriteString("¶")
			case "tc":
				b.WriteString("]")
			}
		case xml.CharData:
			if name := open[max(len(open)-1, 0):]; len(name) > 0 && slices.Contains([]string{"t", "v", "f", "title", "oddHeader"}, name[0]) {
				b.WriteString(strings.ReplaceAll(string(token), "\n", "⏎"))
			}
		}
	}
}

// raw returns the header and the packed bytes of each part.
func raw(t testing.TB, data []byte) (all map[string]string, names []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all = map[string]string{}
	for _, f := range z.File {
		part, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name], names = f.Modified.String()+string(f.Extra)+string(b), append(names, f.Name)
	}
	return all, names
}

// wantSame compares a filled file with its template: but for some parts, and others that are new,
// each has its place and its bytes. All XML can be read.
func wantSame(t testing.TB, before, after []byte, changed ...string) {
	t.Helper()
	old, names := raw(t, before)
	now, all := raw(t, after)
	if len(all) < len(names) || !slices.Equal(names, all[:len(names)]) {
		t.Errorf("the parts are %q, want %q first", all, names)
	}
	for _, n := range names {
		if isChanged := old[n] != now[n]; isChanged != slices.Contains(changed, n) {
			t.Errorf("%s is changed: %t", n, isChanged)
		}
	}
	texts, _ := unzipped(t, after)
	for n, text := range texts {
		if strings.HasSuffix(n, ".xml") || strings.HasSuffix(n, ".rels") {
			if err := xml.Unmarshal([]byte(text), new(struct{})); err != nil {
				t.Errorf("%s: %v", n, err)
			}
		}
	}
}

// read reads a template that has no faults.
func read(t testing.TB, data []byte) *template.Template {
	t.Helper()
	got, err := template.Read("mẫu.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// fill fills a template twice, with texts where nothing is said of a field.
func fill(t testing.TB, tpl *template.Template, values map[string]template.Value) []byte {
	t.Helper()
	value := func(f template.Field) template.Value {
		if v, ok := values[f.Text]; ok {
			return v
		}
		return template.Value{Text: "<" + f.Text + ">"}
	}
	data, err := tpl.Fill(value)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := tpl.Fill(value); err != nil || !bytes.Equal(data, again) {
		t.Error("the bytes differ from run to run", err)
	}
	return data
}

// listed are the fields of a template with their places.
func listed(tpl *template.Template) string {
	var all []string
	for _, f := range tpl.Fields() {
		all = append(all, f.Text+" @ "+f.Place.Error())
	}
	return strings.Join(all, "\n")
}
