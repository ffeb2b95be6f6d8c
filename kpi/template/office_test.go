package template_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/template"
)

// Documents that LibreOffice wrote are filled, and nothing else in them changes.
func TestDocumentsOfLibreOffice(t *testing.T) {
	values := map[string]template.Value{"sentences": paragraphs("Một.", "Hai."), "table": table(), "chart": picture(t), "on_time": {Text: "99,3%", Number: "0.993158"}}
	for _, c := range []struct {
		file    string
		fields  int
		changed []string
		shown   map[string]string
	}{
		{"report.docx", 13, []string{"word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"}, map[string]string{
			"word/document.xml": "<title>¶Trong kỳ <period>, tỷ lệ đúng hạn là <on_time | Tràng Định>, chú thích.¶Một.¶Hai.¶<best>;¶<worst>.¶Đơn vị¶]Số liệu¶]<unit>¶]" +
				"Đơn vị¶]Hồ sơ¶]Bắc Sơn¶]12¶]Tổng¶]12¶]¶]▭¶<box>¶<box>¶Hết.¶",
			"word/header1.xml": "<office> – trang 1¶", "word/footer1.xml": "<note>¶", "word/footnotes.xml": "¶¶Nguồn: <source>.¶"}},
		{"letter.docx", 6, []string{"word/document.xml"}, map[string]string{
			"word/document.xml": "<title>¶Kính gửi: <to>¶<a> và <b>¶Chỉ số¶]Kết quả¶]Đúng hạn¶]99,3%¶]Một.¶Hai.¶"}},
		{"counts.xlsx", 6, []string{"xl/worksheets/sheet1.xml"}, map[string]string{
			"xl/worksheets/sheet1.xml": "<title>¶12340.993158<note>¶7<online>¶Kỳ <period>, toàn tỉnh¶100.993158&C&\"Times New Roman,Regular\"&12&A"}},
		{"sheets.xlsx", 6, []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/workbook.xml"}, map[string]string{
			"xl/worksheets/sheet1.xml": `Báo cáo <period>¶10.993158IF(ISNUMBER(B2),1-B2,0)3'Trang 2'!A1&"!"&C<office>`, "xl/worksheets/sheet2.xml": "0.993158&C<office>", "xl/comments1.xml": "<remark>"}},
	} {
		t.Run(c.file, func(t *testing.T) {
			data, err := os.ReadFile("../../testdata/templates/" + c.file)
			if err != nil {
				t.Fatal(err)
			}
			tpl := read(t, data)
			if n := len(tpl.Fields()); n != c.fields {
				t.Errorf("%d fields, want %d:\n%s", n, c.fields, listed(tpl))
			}
			filled := fill(t, tpl, values)
			wantSame(t, data, filled, c.changed...)
			parts, _ := unzipped(t, filled)
			for name, want := range c.shown {
				got := strings.ReplaceAll(shown(t, parts[name]), "  ", " ")
				if strings.TrimSpace(got) != want {
					t.Errorf("%s:\n%q\nwant\n%q", name, got, want)
				}
			}
		})
	}
}

// The built-in templates have their fields, can be filled, and are the same from run to run.
func TestExamples(t *testing.T) {
	for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
		var words []string
		data := template.Example(".docx", lang)
		tpl := read(t, data)
		for _, f := range tpl.Fields() {
			words = append(words, f.Text)
		}
		if want := []string{"office", "title", "scope", "period", "sentences", "chart", "table", "period", "table units", "definitions"}; !slices.Equal(words, want) {
			t.Errorf("%s: fields %q, want %q", lang, words, want)
		}
		filled := fill(t, tpl, map[string]template.Value{"sentences": paragraphs("a", "b"), "chart": picture(t), "table": table(), "definitions": paragraphs("c")})
		wantSame(t, data, filled, "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")
		parts, _ := unzipped(t, filled)
		if text := parts["word/document.xml"]; strings.Contains(text, "{{") || !strings.Contains(text, `<w:tblW w:w="14570" w:type="dxa"/>`) {
			t.Errorf("%s: a field is left, or the table is not as wide as the page across", lang)
		}
		book := template.Example(".xlsx", lang)
		tpl = read(t, book)
		if n := len(tpl.Fields()); n != 12 {
			t.Errorf("%s: %d fields", lang, n)
		}
		filled = fill(t, tpl, map[string]template.Value{"on_time": {Number: "0.5"}})
		wantSame(t, book, filled, "xl/worksheets/sheet1.xml", "xl/workbook.xml")
		parts, _ = unzipped(t, filled)
		if text := parts["xl/worksheets/sheet1.xml"]; strings.Contains(text, "{{") || !strings.Contains(text, `<c r="B5" s="4"><v>0.5</v></c>`) {
			t.Errorf("%s: a field is left, or has no number", lang)
		}
		if string(data) != string(template.Example(".docx", lang)) {
			t.Errorf("%s: the bytes differ from run to run", lang)
		}
	}
}

// Macros stay, and the file keeps its kind.
func TestMacros(t *testing.T) {
	for contentType, want := range map[string]string{
		wordType: ".docx", "application/vnd.ms-word.document.macroEnabled.main+xml": ".docm",
	} {
		data := packed(t, "word/document.xml", contentType, "word/document.xml", "<w:document "+wordNamespaces+"><w:body>"+p(r("{{x}}"))+"</w:body></w:document>",
			"word/vbaProject.bin", "macro {{x}}")
		tpl := read(t, data)
		if got := tpl.Extension(); got != want {
			t.Errorf("%s: %s, want %s", contentType, got, want)
		}
		wantSame(t, data, fill(t, tpl, nil), "word/document.xml")
	}
}
