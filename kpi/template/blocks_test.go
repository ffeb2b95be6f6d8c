package template_test

import (
	"bytes"
	"image"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"cchc/kpi/template"
)

// dot is a picture of a size in pixels.
func dot(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func paragraphs(texts ...string) template.Value {
	var v template.Value
	for _, text := range texts {
		v.Blocks = append(v.Blocks, template.Block{Paragraph: text})
	}
	return v
}

func table() template.Value {
	return template.Value{Blocks: []template.Block{{Table: &template.Table{Keys: 1, Header: [][]string{{"Đơn vị", "Hồ sơ"}},
		Rows: [][]string{{"Bắc Sơn", "12"}}, Total: []string{"Tổng", "12"}}}}}
}

func picture(t testing.TB) template.Value {
	return template.Value{Blocks: []template.Block{{Picture: &template.Picture{PNG: dot(t, 960, 480), Alt: "a <b>"}}}}
}

// Values of several blocks take the place of the paragraph.
func TestBlocks(t *testing.T) {
	many := template.Value{Blocks: []template.Block{{Heading: "Chung"}, {Paragraph: "Một.\nHai\t3"}, {Bullet: "ý"}}}
	for _, c := range []struct {
		name, body string
		value      template.Value
		shown      string
		has        []string // in the XML
	}{
		{"paragraphs have the properties of theirs", `<w:p><w:pPr><w:pStyle w:val="A"/><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:i/><w:sz w:val="26"/></w:rPr><w:t>{{ x }}</w:t></w:r></w:p>`,
			many, "Chung¶Một./Hai3¶- ý¶", []string{
				`<w:p><w:pPr><w:pStyle w:val="A"/><w:keepNext/><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:b/><w:i/><w:sz w:val="26"/></w:rPr><w:t xml:space="preserve">Chung</w:t></w:r></w:p>` +
					`<w:p><w:pPr><w:pStyle w:val="A"/><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:i/><w:sz w:val="26"/></w:rPr>` +
					`<w:t xml:space="preserve">Một.</w:t><w:br/><w:t xml:space="preserve">Hai</w:t><w:tab/><w:t xml:space="preserve">3</w:t></w:r></w:p>`}},
		{"a table has its properties in the order that Word wants", p(r("a")) + `<w:p><w:r><w:rPr><w:rFonts w:ascii="Arial"/><w:b/><w:sz w:val="24"/></w:rPr><w:t>{{x}}</w:t></w:r></w:p>` + p(r("b")),
			table(), "a¶Đơn vị¶]Hồ sơ¶]Bắc Sơn¶]12¶]Tổng¶]12¶]b¶", []string{
				`<w:tblW w:w="9355" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`, `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc>`,
				`<w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t xml:space="preserve">12</w:t>`,
				`<w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Arial"/><w:b/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t xml:space="preserve">Tổng</w:t>`}},
		{"a table in a cell is followed by a paragraph, and fits", `<w:tbl><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="2000"/><w:gridCol w:w="1000"/></w:tblGrid><w:tr><w:tc>` + p(r("a")) +
			`</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p(r("{{x}}")) + `</w:tc></w:tr></w:tbl>` + p(), table(), "a¶]Đơn vị¶]Hồ sơ¶]Bắc Sơn¶]12¶]Tổng¶]12¶]¶]¶",
			[]string{`</w:tbl><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p></w:tc>`, `<w:tblW w:w="2784" w:type="dxa"/>`}},
		{"tables beside tables stay their own", `<w:tbl><w:tr><w:tc>` + p(r("a")) + `</w:tc></w:tr></w:tbl>` + p(r("{{x}}")) + `<w:tbl><w:tr><w:tc>` + p(r("b")) + `</w:tc></w:tr></w:tbl>`,
			table(), "a¶]¶Đơn vị¶]Hồ sơ¶]Bắc Sơn¶]12¶]Tổng¶]12¶]¶b¶]", nil},
		{"an address in a table may be broken", p(r("{{x}}")), template.Value{Blocks: []template.Block{{Table: &template.Table{Rows: [][]string{{strings.Repeat("a1/", 200), "7"}}}}}},
			strings.Repeat("a1/", 200) + "¶]7¶]¶", nil},
		{"a picture is as wide as the text", p(r("{{x}}")), picture(t), "▭¶", []string{`<wp:extent cx="5940425" cy="2969895"/>`, `descr="a &lt;b&gt;"`, `r:embed="rIdKpi1"`}},
		{"bookmarks stay", p(`<w:bookmarkStart w:id="7" w:name="k"/>`, r("{{x}}"), `<w:bookmarkEnd w:id="7"/>`), paragraphs("a", "b"), "a¶b¶",
			[]string{`<w:body><w:bookmarkStart w:id="7" w:name="k"/><w:bookmarkEnd w:id="7"/><w:p>`}},
		{"the end of a section stays", `<w:p><w:pPr><w:jc w:val="both"/><w:sectPr><w:pgSz w:w="5000" w:h="5000"/></w:sectPr></w:pPr>` + r("{{x}}") + "</w:p>" + p(r("z")), table(),
			"Đơn vị¶]Hồ sơ¶]Bắc Sơn¶]12¶]Tổng¶]12¶]¶z¶", []string{`</w:tbl><w:p><w:pPr><w:jc w:val="both"/><w:sectPr><w:pgSz w:w="5000" w:h="5000"/></w:sectPr></w:pPr></w:p>`, `<w:tblW w:w="5000"`}},
		{"a page break is before the first only", `<w:p><w:pPr><w:pageBreakBefore/></w:pPr>` + r("{{x}}") + "</w:p>", paragraphs("a", "b"), "a¶b¶",
			[]string{`<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r>`, `<w:p><w:r><w:t xml:space="preserve">b</w:t></w:r></w:p>`}},
		{"an inline text, where there is one", p(r("A {{x}} B")), template.Value{Text: "99", Blocks: paragraphs("a", "b").Blocks}, "A 99 B¶", nil},
		{"a bound control is bound no more", `<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{A}"/></w:sdtPr><w:sdtContent>` + p(r("{{x}}")) + `</w:sdtContent></w:sdt>`,
			template.Value{Text: "9"}, "9¶", []string{`<w:sdtPr></w:sdtPr>`}},
		{"lines and what XML does not have", p(r("{{x}}")), template.Value{Text: "a\r\nb\x01\x0b<&>\ufffe\t."}, "a/b<&>.¶", nil},
		{"the value has the run of the first brace", p(`<w:r><w:rPr><w:b/></w:rPr><w:t>{</w:t></w:r><w:r><w:t>{x}} b</w:t></w:r>`), template.Value{Text: "9"}, "9 b¶",
			[]string{`<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">9</w:t></w:r><w:r><w:t xml:space="preserve"> b</w:t></w:r>`}},
		{"no value", p(r("a{{x}}b")), template.Value{}, "ab¶", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := word(t, c.body)
			filled := fill(t, read(t, data), map[string]template.Value{"x": c.value})
			parts, _ := unzipped(t, filled)
			text := parts["word/document.xml"]
			if got := shown(t, text); got != c.shown {
				t.Errorf("shown: %s\nwant:  %s", got, c.shown)
			}
			for _, want := range c.has {
				if !strings.Contains(text, want) {
					t.Errorf("no %s\nin %s", want, text)
				}
			}
			if strings.Contains(text, "<pic:pic") {
				wantSame(t, data, filled, "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")
			} else {
				wantSame(t, data, filled, "word/document.xml")
			}
		})
	}
}

// Other prefixes, and the namespaces of strict files.
func TestOtherNamespaces(t *testing.T) {
	transitional := declaration + "<w:document " + wordNamespaces + "><w:body>" + p(r("{{a}} b")) + p(r("{{x}}")) + "</w:body></w:document>"
	for _, c := range []struct{ name, text, has string }{
		{"another prefix", regexp.MustCompile(`(</?)w:|\bw:|xmlns:w=`).ReplaceAllStringFunc(transitional, func(s string) string { return strings.Replace(s, "w", "ns0", 1) }),
			`<ns0:tbl><ns0:tblPr><ns0:tblW ns0:w="`},
		{"no prefix", strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(transitional, "<w:", "<"), "</w:", "</"), "xmlns:w=", "xmlns="),
			`<w:tbl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:tblPr>`},
		{"strict", strings.ReplaceAll(transitional, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"), "<w:tbl><w:tblPr>"},
		{"a byte-order mark", "\ufeff" + transitional, "<w:tbl><w:tblPr>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			filled := fill(t, read(t, packed(t, "word/document.xml", wordType, "word/document.xml", c.text)), map[string]template.Value{"x": table()})
			parts, _ := unzipped(t, filled)
			text := strings.TrimPrefix(parts["word/document.xml"], "\ufeff")
			if got, want := shown(t, text), "<a> b¶Đơn vị¶]Hồ sơ¶]Bắc Sơn¶]12¶]Tổng¶]12¶]¶"; got != want {
				t.Errorf("shown: %s\nwant:  %s", got, want)
			}
			if !strings.Contains(text, c.has) {
				t.Errorf("no %s in %s", c.has, text)
			}
		})
	}
}

// Headers, notes and properties, and a picture in a header.
func TestOtherParts(t *testing.T) {
	part := func(root, content string) string {
		return declaration + "<w:" + root + " " + wordNamespaces + ">" + content + "</w:" + root + ">"
	}
	data := word(t, p(r("{{ body }}")),
		"docProps/core.xml", declaration+`<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:title>{{ title }}</dc:title></cp:coreProperties>`,
		"word/footnotes.xml", part("footnotes", `<w:footnote w:type="separator" w:id="-1">`+p()+`</w:footnote><w:footnote w:id="1">`+p(r("{{ note }}"))+`</w:footnote>`),
		"word/header1.xml", part("hdr", p(r("{{ logo }}"))), "word/header2.xml", part("hdr", p(r("x"))),
		"word/footer1.xml", part("ftr", "<w:tbl><w:tr><w:tc>"+p(r("{{ foot }}"))+"</w:tc></w:tr></w:tbl>"+p()),
		"word/comments.xml", part("comments", `<w:comment w:id="0">`+p(r("{{ remark }}"))+`</w:comment>`),
		"word/charts/chart1.xml", declaration+`<c:chart xmlns:c="c" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:rPr b="1"/><a:t>{{ ch</a:t></a:r><a:r><a:t>art }} a</a:t></a:r></a:p><c:v>{{ series }}</c:v></c:chart>`,
		"word/media/kpi1.png", "taken", "word/vbaProject.bin", "{{ macro }}")
	tpl := read(t, data)
	want := `body @ paragraph 1: "{{ body }}"
logo @ header 1, paragraph 1: "{{ logo }}"
foot @ footer 1, table 1, row 1, cell 1, paragraph 1: "{{ foot }}"
note @ footnote 1, paragraph 1: "{{ note }}"
remark @ comment 1, paragraph 1: "{{ remark }}"
title @ docProps/core.xml, text "{{ title }}"
chart @ word/charts/chart1.xml, text "{{ chart }} a"
series @ word/charts/chart1.xml, text "{{ series }}"`
	if got := listed(tpl); got != want {
		t.Errorf("fields:\n%s\nwant:\n%s", got, want)
	}
	filled := fill(t, tpl, map[string]template.Value{"logo": picture(t), "body": picture(t), "chart": {Text: "1\n2"}})
	wantSame(t, data, filled, "word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footnotes.xml", "word/comments.xml", "docProps/core.xml",
		"word/charts/chart1.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")
	parts, names := unzipped(t, filled)
	for name, want := range map[string]string{"word/header1.xml": "▭¶", "word/footer1.xml": "<foot>¶]¶", "word/footnotes.xml": "¶<note>¶", "docProps/core.xml": "<title>",
		"word/charts/chart1.xml": "1/2 a¶<series>"} {
		if got := shown(t, parts[name]); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := strings.Join(names[len(names)-2:], " "); got != "word/media/kpi2.png word/_rels/header1.xml.rels" {
		t.Errorf("new parts: %s", got)
	}
	if got, want := parts["word/charts/chart1.xml"], `<a:r><a:rPr b="1"/><a:t>1</a:t></a:r><a:br/><a:r><a:rPr b="1"/><a:t>2</a:t></a:r><a:r><a:t> a</a:t></a:r>`; !strings.Contains(got, want) {
		t.Errorf("no %s in %s", want, got)
	}
	if !strings.Contains(parts["word/document.xml"], `docPr id="1"`) || !strings.Contains(parts["word/header1.xml"], `docPr id="2"`) {
		t.Error("the ids of pictures are not unique")
	}
}
