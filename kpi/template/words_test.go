package template_test

import (
	"strings"
	"testing"
)

// Every way in which Word and people write a field in a document.
func TestFieldsOfWords(t *testing.T) {
	const choice = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="3600000" cy="900000"/><a:graphic><a:graphicData>` +
		`<wps:wsp><wps:txbx><w:txbxContent>TEXT</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>` +
		`<mc:Fallback><w:pict><v:shape style="width:283.5pt;height:70pt"><v:textbox><w:txbxContent>TEXT</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>` +
		`</mc:AlternateContent></w:r>`
	for _, c := range []struct{ name, body, shown, fields string }{
		{"in one run", p(r("Tỷ lệ: {{ on_time }}, xong")), "Tỷ lệ: <on_time>, xong¶", `on_time @ paragraph 1: "Tỷ lệ: {{ on_time }}, xong"`},
		{"several in a paragraph", p(r("{{a}}{{b}} và {{ c }}.")), "<a><b> và <c>.¶", "a @ paragraph 1: \"{{a}}{{b}} và {{ c }}.\"\n" +
			"b @ paragraph 1: \"{{a}}{{b}} và {{ c }}.\"\nc @ paragraph 1: \"{{a}}{{b}} và {{ c }}.\""},
		{"split by marks of the spelling", p(r("A {"), `<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="x"/>`,
			`<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>{ on_</w:t></w:r>`, `<w:bookmarkEnd w:id="0"/>`, `<w:r><w:lastRenderedPageBreak/><w:t>time }</w:t></w:r>`, r("} B")),
			"A <on_time> B¶", `on_time @ paragraph 1: "A {{ on_time }} B"`},
		{"tabs, breaks and hyphens within", p("<w:r><w:t>{{on</w:t><w:softHyphen/><w:t>_time |</w:t><w:tab/><w:t>Tràng</w:t><w:br/><w:t>Định 2024</w:t><w:noBreakHyphen/><w:t>06}}</w:t></w:r>"),
			"<on_time | Tràng Định 2024-06>¶", `on_time | Tràng Định 2024-06 @ paragraph 1: "{{on_time | Tràng Định 2024-06}}"`},
		{"quotes and dashes that Word puts", p(r("{{ a | “Xã B” 2024–06 ‘c’ x—y … }}")), `<a | "Xã B" 2024-06 'c' x--y ...>¶`,
			`a | "Xã B" 2024-06 'c' x--y ... @ paragraph 1: "{{ a | “Xã B” 2024–06 ‘c’ x—y … }}"`},
		{"marks of their own, and no-break spaces", p(r("{{\u00a0a |\u00a0Tra\u0300ng Đi\u0323nh\u00a0}}")), "<a | Tràng Định>¶", `a | Tràng Định @ paragraph 1: "{{ a | Tràng Định }}"`},
		{"a link and inserted text", p(`<w:hyperlink r:id="x"><w:r><w:t>{{ a</w:t></w:r></w:hyperlink><w:ins w:id="1"><w:r><w:t xml:space="preserve"> | b</w:t></w:r></w:ins>`, r(" }}")),
			"<a | b>¶", `a | b @ paragraph 1: "{{ a | b }}"`},
		{"deleted text is no text", p(r("{{ a"), `<w:del w:id="1"><w:r><w:delText>{{ old</w:delText><w:tab/></w:r></w:del><w:moveFrom w:id="2"><w:r><w:t>}} moved</w:t></w:r></w:moveFrom>`, r(" }}")),
			"<a>}} moved¶", `a @ paragraph 1: "{{ a }}"`},
		{"a content control", `<w:sdt><w:sdtPr><w:alias w:val="{{ a }}"/></w:sdtPr><w:sdtContent>` + p(r("x {{ a }}")) + `</w:sdtContent></w:sdt>` +
			p(`<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>`+r("{{ b }}")+`</w:sdtContent></w:sdt>`), "x <a>¶<b>¶",
			"a @ paragraph 1: \"x {{ a }}\"\nb @ paragraph 2: \"{{ b }}\""},
		{"a list", `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>` + r("{{ a }};") + "</w:p>", "<a>;¶", `a @ paragraph 1: "{{ a }};"`},
		{"paragraphs are counted as people do", p(r("Một")) + p() + p(r(" ")) + p(r("{{ a }}")), "Một¶¶ ¶<a>¶", `a @ paragraph 2: "{{ a }}"`},
		{"a table, with one within", "<w:tbl><w:tr><w:tc>" + p(r("x")) + "</w:tc></w:tr><w:tr><w:tc>" + p(r("x")) + "</w:tc><w:tc>" + p(r("{{ a }}")) +
			"<w:tbl><w:tr><w:tc>" + p(r("{{ b }}")) + "</w:tc></w:tr></w:tbl>" + p() + "</w:tc></w:tr></w:tbl>", "x¶]x¶]<a>¶<b>¶]¶]",
			"a @ table 1, row 2, cell 2, paragraph 1: \"{{ a }}\"\nb @ table 1, row 2, cell 2, table 1, row 1, cell 1, paragraph 1: \"{{ b }}\""},
		{"a text box, twice in the file", p(r("{{ a }}"), strings.ReplaceAll(choice, "TEXT", p(r("{{ b }} {{ b }}")))), "<a><b> <b>¶<b> <b>¶¶",
			"b @ text box 1, paragraph 1: \"{{ b }} {{ b }}\"\nb @ text box 1, paragraph 1: \"{{ b }} {{ b }}\"\na @ paragraph 1: \"{{ a }}\""},
		{"spaces that Word does not show", p("<w:r><w:t> {{ a }} b </w:t></w:r>"), "<a> b¶", `a @ paragraph 1: "{{ a }} b"`},
		{"characters that XML escapes", p(r("{{ a &lt; &amp; &quot; }} &amp; <![CDATA[<&]]>")), `<a < & "> & <&¶`, `a < & " @ paragraph 1: "{{ a < & \" }} & <&"`},
		{"braces that XML escapes", p(r("&#123;&#x7B; a }}")), "<a>¶", `a @ paragraph 1: "{{ a }}"`},
		{"single braces", p(r("{a} } {")), "{a} } {¶", ""},
		{"none", p(r("x")), "x¶", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := word(t, c.body)
			tpl := read(t, data)
			if got := listed(tpl); got != strings.ReplaceAll(c.fields, `\"`, `"`) {
				t.Errorf("fields:\n%s\nwant:\n%s", got, c.fields)
			}
			filled := fill(t, tpl, nil)
			parts, _ := unzipped(t, filled)
			if got := shown(t, parts["word/document.xml"]); got != c.shown {
				t.Errorf("shown: %s\nwant:  %s", got, c.shown)
			}
			if c.fields == "" {
				wantSame(t, data, filled)
			} else {
				wantSame(t, data, filled, "word/document.xml")
			}
		})
	}
}
