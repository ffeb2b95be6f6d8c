package template_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"cchc/kpi/template"
)

// old makes a file of old Office, with the name of a stream.
func old(stream string) []byte {
	b := []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for _, u := range utf16.Encode([]rune(stream)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// bomb makes an archive of parts of zeros.
func bomb(t testing.TB, parts, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range parts {
		p, err := w.Create(fmt.Sprintf("word/%d.xml", i))
		if err == nil {
			_, err = p.Write(make([]byte, size))
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

// What is no template is refused, and what to do is said.
func TestRefusedFiles(t *testing.T) {
	const neither = "the template is neither a Word file (.docx, .docm) nor a spreadsheet (.xlsx, .xlsm): save it as one of them"
	good := word(t, p(r("{{x}}")))
	deep := declaration + "<w:document " + wordNamespaces + "><w:body>" + strings.Repeat("<w:p>", 1200) + strings.Repeat("</w:p>", 1200) + "</w:body></w:document>"
	main := func(text string) []byte { return packed(t, "word/document.xml", wordType, "word/document.xml", text) }
	utf16 := []byte{0xFE, 0xFF, 0, '<'}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, neither},
		{"PDF", []byte("%PDF-1.7"), neither},
		{"old Word", old("WordDocument"), "the template is a file of old Word (.doc): save it as .docx"},
		{"old Excel", old("Workbook"), "the template is a file of old Excel (.xls): save it as .xlsx"},
		{"a password", old("EncryptedPackage"), "the template is locked with a password: save it without one"},
		{"old, of something", old("PowerPoint Document"), neither},
		{"OpenDocument", zipped(t, "mimetype", "application/vnd.oasis.opendocument.text"), "the template is an OpenDocument file: save it as .docx or .xlsx"},
		{"an archive", zipped(t, "a.txt", "a"), neither},
		{"a template of Word", packed(t, "word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "word/document.xml", "<a/>"), neither},
		{"a binary workbook", packed(t, "xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin", "x"), neither},
		{"cut off", good[:len(good)/2], "the template is damaged: zip: not a valid zip file"},
		{"without links", zipped(t, "[Content_Types].xml", "<Types/>"), "the template is damaged: _rels/.rels is missing"},
		{"without a document", zipped(t, "[Content_Types].xml", "<Types/>", "_rels/.rels", "<Relationships/>"), "the template is damaged: it has no main part"},
		{"signed", word(t, p(), "_xmlsignatures/origin.sigs", ""),
			"the template is signed, and filled in it would have a wrong signature: remove the signature in Word or Excel"},
		{"a part twice", word(t, p(), "word/Document.xml", "<a/>"), "the template is damaged: word/Document.xml is there twice"},
		{"UTF-16", main(string(utf16)), "word/document.xml is in UTF-16: open the template in Word or Excel and save it again"},
		{"broken XML", main("<w:document><w:body></w:document>"), "the template is damaged: word/document.xml: XML syntax error on line 1: element <body> closed by </document>"},
		{"XML without an end", main("<w:document><w:body>"), "the template is damaged: word/document.xml: XML syntax error on line 1: unexpected EOF"},
		{"elements within elements", main(deep), "the template has elements within more than 200 others"},
		{"many fields", main("<w:document " + wordNamespaces + "><w:body>" + p(r(strings.Repeat("{{a}}", 10_002))) + "</w:body></w:document>"),
			"the template has more than 10000 fields"},
		{"many runs", main("<w:document " + wordNamespaces + "><w:body>" + p(strings.Repeat(r("a"), 100_001)) + "</w:body></w:document>"),
			"a paragraph of the template has more than 100000 runs"},
		{"large when it is unpacked", bomb(t, 3, 50<<20), "the template has more than 128 MiB"},
		{"many parts", bomb(t, 10_001, 0), "the template has more than 10000 parts"},
		{"a large file", append([]byte("PK"), make([]byte, 32<<20)...), "the template has more than 32 MiB"},
		{"a sheet without a part", packed(t, "xl/workbook.xml", bookType, "xl/workbook.xml", "<workbook "+bookNamespaces+`><sheets><sheet name="a" r:id="x"/></sheets></workbook>`),
			`the template is damaged: no part holds the sheet "a"`},
	} {
		if _, err := template.Read("mẫu.docx", c.data); err == nil || err.Error() != "mẫu.docx: "+c.want {
			t.Errorf("%s: %v\nwant %s", c.name, err, c.want)
		}
	}
}

// A field that is not whole, or is where no value can be, is named with its place.
func TestRefusedFields(t *testing.T) {
	sheets := func(rows string, more ...string) []byte { return workbook(t, rows, nil, more...) }
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"not closed", word(t, p(r("Tỷ lệ {{ on_time }"))+p(r("}"))), `paragraph 1: "Tỷ lệ {{ on_time }": a field begins with {{ and has no }} in its paragraph`},
		{"not opened", word(t, p(r("a }} b"))), `paragraph 1: "a }} b": }} closes no field`},
		{"opened twice", word(t, p(r("{{ a {{ b }}"))), `paragraph 1: "{{ a {{ b }}": a field begins with {{ and another begins before }}`},
		{"three braces", word(t, p(r("{{{a}}}"))), `paragraph 1: "{{{a}}}": a field begins with {{ and another begins before }}`},
		{"three braces behind", word(t, p(r("{{a}}}"))), `paragraph 1: "{{a}}}": a field needs a name between {{ and }}`},
		{"no name", word(t, p(r("{{ }}"))), `paragraph 1: "{{ }}": a field needs a name between {{ and }}`},
		{"a picture within", word(t, p(r("{{ a"), "<w:r><w:drawing/></w:r>", r("}}"))), `paragraph 1: "{{ a }}": a picture, a note or a formula is within a field`},
		{"in a field of Word", word(t, p("<w:r><w:instrText>IF {{ a }}</w:instrText></w:r>")), `text "IF {{ a }}": no value can be put here: write it yourself`},
		{"in a formula", word(t, p("<m:oMath><m:r><m:t>{{ a }}</m:t></m:r></m:oMath>")), `text "{{ a }}": no value can be put here: write it yourself`},
		{"in the text for a picture", word(t, p(`<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{{ a }}"/></wp:inline></w:drawing></w:r>`)),
			`text "{{ a }}": no value can be put here: write it yourself`},
		{"in the name of a sheet", packed(t, "xl/workbook.xml", bookType, "xl/workbook.xml", "<workbook "+bookNamespaces+
			`><sheets><sheet name="{{ a }}" r:id="rsheet1"/></sheets></workbook>`, "xl/worksheets/sheet1.xml", "<worksheet "+bookNamespaces+"/>"),
			`text "{{ a }}": no value can be put here: write it yourself`},
		{"in a formula of a sheet", sheets(`<row r="1"><c r="A1"><f>"{{ a }}"&amp;B1</f><v>1</v></c></row>`),
			`sheet Bảng 1, text ""{{ a }}"&B1": no value can be put here: write it yourself`},
		{"in the header of a table", sheets("", "xl/tables/table1.xml", `<table `+bookNamespaces+`><tableColumn name="{{ a }}"/></table>`),
			`xl/tables/table1.xml, text "{{ a }}": no value can be put here: write it yourself`},
		{"in a defined name", packed(t, "xl/workbook.xml", bookType, "xl/workbook.xml", "<workbook "+bookNamespaces+
			`><sheets/><definedNames><definedName name="a">"{{ a }}"</definedName></definedNames></workbook>`),
			`text ""{{ a }}"": no value can be put here: write it yourself`},
		{"not closed in a cell", sheets(`<row r="2"><c r="B2" t="inlineStr"><is><t>{{ a</t></is></c></row>`),
			`sheet Bảng 1, cell B2: a field begins with {{ and has no }} in its paragraph`},
		{"two", word(t, p(r("{{ a"))+p(r("b }}"))), "paragraph 1: \"{{ a\": a field begins with {{ and has no }} in its paragraph\n" + `paragraph 2: "b }}": }} closes no field`},
	} {
		if _, err := template.Read("m", c.data); err == nil || err.Error() != "m: "+c.want {
			t.Errorf("%s: %v\nwant m: %s", c.name, err, c.want)
		}
	}
}

// A value that a place cannot hold is refused with the place.
func TestRefusedValues(t *testing.T) {
	wide := template.Value{Blocks: []template.Block{{Table: &template.Table{Rows: [][]string{make([]string, 64)}}}}}
	figures := template.Value{Blocks: []template.Block{{Table: &template.Table{Rows: [][]string{slices.Repeat([]string{"1.234.567"}, 14)}}}}}
	noPicture := template.Value{Blocks: []template.Block{{Picture: &template.Picture{PNG: []byte("GIF89a")}}}}
	cell := workbook(t, `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, []string{"<t>{{x}}</t>"})
	for _, c := range []struct {
		name  string
		data  []byte
		value template.Value
		want  string
	}{
		{"blocks within a text", word(t, p(r("A {{x}}"))), table(), `paragraph 1: "A {{x}}": the value of "x" is more than a line: put the field in a paragraph of its own`},
		{"blocks beside a picture", word(t, p(r("{{x}}"), "<w:r><w:drawing/></w:r>")), table(),
			`paragraph 1: "{{x}}": the value of "x" is more than a line: put the field in a paragraph of its own`},
		{"blocks beside a page break", word(t, p(r("{{x}}"), `<w:r><w:br w:type="page"/></w:r>`)), table(),
			`paragraph 1: "{{x}}": the value of "x" is more than a line: put the field in a paragraph of its own`},
		{"blocks in the result of a field of Word", word(t, p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, r("{{x}}"))), table(),
			`paragraph 1: "{{x}}": the value of "x" is more than a line: put the field in a paragraph of its own`},
		{"blocks beside deleted text", word(t, p(`<w:del w:id="1"><w:r><w:delText>a</w:delText></w:r></w:del>`, r("{{x}}"))), table(),
			`paragraph 1: "{{x}}": the value of "x" is more than a line: put the field in a paragraph of its own`},
		{"blocks in a control for text", word(t, `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>`+p(r("{{x}}"))+`</w:sdtContent></w:sdt>`), table(),
			`paragraph 1: "{{x}}": only a text can be put here, and "x" is more`},
		{"a table in a property", word(t, p(), "docProps/core.xml", `<a><title>{{x}}</title></a>`), table(),
			`docProps/core.xml, text "{{x}}": only a text can be put here, and "x" is more`},
		{"many columns", word(t, p(r("{{x}}"))), wide, `paragraph 1: "{{x}}": the table has 64 columns, too many for the width here: put its field on a page across, or choose fewer`},
		{"a figure that would be broken", word(t, p(r("{{x}}"))), figures, `paragraph 1: "{{x}}": the table has 14 columns, too many for the width here: put its field on a page across, or choose fewer`},
		{"no picture", word(t, p(r("{{x}}"))), noPicture, `paragraph 1: "{{x}}": the picture is no PNG`},
		{"a table in a cell", cell, table(), `sheet Bảng 1, cell A1: "x" is a table or a picture, which only a Word file can have`},
		{"a long text in a cell", cell, template.Value{Text: strings.Repeat("a", 32_768)}, `sheet Bảng 1, cell A1: the text would have more than 32767 characters`},
	} {
		tpl := read(t, c.data)
		data, err := tpl.Fill(func(template.Field) template.Value { return c.value })
		if err == nil || err.Error() != "mẫu.docx: "+c.want || data != nil {
			t.Errorf("%s: %v\nwant mẫu.docx: %s", c.name, err, c.want)
		}
	}
}
