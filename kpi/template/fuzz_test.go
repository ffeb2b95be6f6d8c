package template_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"strings"
	"testing"

	"cchc/kpi/template"
)

// FuzzRead: whatever the parts of a document are, reading does not panic, and what is filled
// is an archive whose XML can be read; without fields it has the bytes of the template.
func FuzzRead(f *testing.F) {
	for _, body := range []string{p(r("{{x}} a")), p(r("{{x}}")) + "<w:tbl><w:tr><w:tc>" + p(r("{{y}}")) + "</w:tc></w:tr></w:tbl>", p(r("{"), r("{x}}")), p(r("{{x")),
		`<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>` + p(r("{{x}}")) + `</w:sdtContent></w:sdt>`} {
		f.Add("<w:document "+wordNamespaces+"><w:body>"+body+pageA4+"</w:body></w:document>", "", true)
	}
	f.Add("<worksheet "+bookNamespaces+`><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1</f><v>1</v></c></row></sheetData></worksheet>`,
		"<sst "+bookNamespaces+"><si><r><t>{{x}}</t></r></si></sst>", false)
	f.Fuzz(func(t *testing.T, main, texts string, isWord bool) {
		data := packed(t, "word/document.xml", wordType, "word/document.xml", main)
		if !isWord {
			data = packed(t, "xl/workbook.xml", bookType, "xl/workbook.xml", "<workbook "+bookNamespaces+`><sheets><sheet name="a" r:id="rsheet1"/></sheets></workbook>`,
				"xl/worksheets/sheet1.xml", main, "xl/sharedStrings.xml", texts)
		}
		wantReadable(t, data)
	})
}

// FuzzReadBytes: whatever the bytes are, reading does not panic.
func FuzzReadBytes(f *testing.F) {
	for _, file := range []string{"report.docx", "sheets.xlsx"} {
		data, err := os.ReadFile("../../testdata/templates/" + file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(old("EncryptedPackage"))
	f.Fuzz(func(t *testing.T, data []byte) { wantReadable(t, data) })
}

// wantReadable fills a template, if it is one, and reads all of it.
func wantReadable(t *testing.T, data []byte) {
	t.Helper()
	tpl, err := template.Read("a", data)
	if err != nil {
		return
	}
	value := template.Value{Text: "<&\n\x00\"", Number: "1.5", Blocks: append(table().Blocks, picture(t).Blocks...)}
	for _, v := range []template.Value{value, {Text: value.Text}, {Blocks: value.Blocks}} {
		filled, err := tpl.Fill(func(template.Field) template.Value { return v })
		if err != nil {
			continue
		}
		z, err := zip.NewReader(bytes.NewReader(filled), int64(len(filled)))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range z.File {
			if !strings.HasSuffix(part.Name, ".xml") && !strings.HasSuffix(part.Name, ".rels") {
				continue
			}
			if err := readXML(part); err != nil && len(tpl.Fields()) > 0 && !isBroken(data, part.Name) {
				t.Fatalf("%s: %v", part.Name, err)
			}
		}
		if len(tpl.Fields()) == 0 {
			was, _ := raw(t, data)
			if now, _ := raw(t, filled); !maps.Equal(was, now) {
				t.Error("the bytes of a part differ")
			}
		}
	}
}

// isBroken reports whether a part could not be read in the template either.
func isBroken(data []byte, name string) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return true
	}
	for _, part := range z.File {
		if part.Name == name {
			return readXML(part) != nil
		}
	}
	return false
}

func readXML(part *zip.File) error {
	r, err := part.Open()
	if err != nil {
		return err
	}
	d := xml.NewDecoder(r)
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// BenchmarkFill fills a document of twenty pages with two hundred fields.
func BenchmarkFill(b *testing.B) {
	var body strings.Builder
	for i := range 200 {
		fmt.Fprintf(&body, `<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">%s {{ on_</w:t></w:r>`+
			`<w:proofErr w:type="spellStart"/><w:r><w:t>time | đơn vị %d }}.</w:t></w:r></w:p>`, strings.Repeat("Trong kỳ, toàn tỉnh đã giải quyết hồ sơ đúng hạn. ", 6), i)
	}
	data := word(b, body.String())
	for b.Loop() {
		tpl := read(b, data)
		if _, err := tpl.Fill(func(f template.Field) template.Value { return template.Value{Text: f.Text} }); err != nil || len(tpl.Fields()) != 200 {
			b.Fatal(err, len(tpl.Fields()))
		}
	}
}
