package template_test

import (
	"strings"
	"testing"

	"cchc/kpi/template"
)

// Cells are filled as numbers or texts, and nothing else of a sheet changes.
func TestFieldsOfSheets(t *testing.T) {
	const a1 = `<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>`
	number := map[string]template.Value{"x": {Text: "99,3%", Number: "0.993158"}}
	for _, c := range []struct {
		name, rows string
		texts      []string
		values     map[string]template.Value
		fields     string
		has        []string
	}{
		{"a number has the style of its cell", a1, []string{"<t>{{ x }}</t>", "<t>a</t>"}, number, "x @ sheet Bảng 1, cell A1",
			[]string{`<row r="1"><c r="A1" s="3"><v>0.993158</v></c><c r="B1" t="s"><v>1</v></c></row>`}},
		{"a number with other text is a text", a1, []string{"<t>Tỷ lệ {{ x }}</t>", "<t>a</t>"}, number, "x @ sheet Bảng 1, cell A1",
			[]string{`<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">Tỷ lệ 99,3%</t></is></c>`}},
		{"no decimal is a text", a1, []string{"<t>{{ x }}</t>", "<t>a</t>"}, map[string]template.Value{"x": {Text: "–", Number: "1e5"}}, "x @ sheet Bảng 1, cell A1",
			[]string{`<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">–</t></is></c>`}},
		{"cells that share a text", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>0</v></c></row>`, []string{"<t>{{x}}</t>"}, number,
			"x @ sheet Bảng 1, cell A1\nx @ sheet Bảng 1, cell C1", []string{`<c r="A1"><v>0.993158</v></c><c r="C1"><v>0.993158</v></c>`}},
		{"letters of several kinds", a1, []string{`<r><rPr><b/></rPr><t>Kỳ {{ pe</t></r><r><t xml:space="preserve">riod }} </t></r><rPh sb="0" eb="1"><t>{{</t></rPh>`, "<t>a</t>"}, nil,
			"period @ sheet Bảng 1, cell A1", []string{`<is><r><rPr><b/></rPr><t xml:space="preserve">Kỳ &lt;period&gt;</t></r><r><t xml:space="preserve"> </t></r><rPh sb="0" eb="1"><t>{{</t></rPh></is>`}},
		{"a text of the cell itself", `<row r="2"><c r="B2" s="1" t="inlineStr"><is><t>a {{x}}</t></is></c></row>`, nil, number, "x @ sheet Bảng 1, cell B2",
			[]string{`<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">a 99,3%</t></is></c>`}},
		{"a text as other programs write it", `<row><c t="str"><v>a {{x}}</v></c></row>`, nil, number, "x @ sheet Bảng 1, cell A1",
			[]string{`<c t="inlineStr"><is><t xml:space="preserve">a 99,3%</t></is></c>`}},
		{"sentences are lines", a1, []string{"<t>{{ x }}</t>", "<t>a</t>"}, map[string]template.Value{"x": {Blocks: []template.Block{{Paragraph: "Một."}, {Bullet: "hai"}}}},
			"x @ sheet Bảng 1, cell A1", []string{"<t xml:space=\"preserve\">Một.\n- hai</t>"}},
		{"results of formulas are taken out", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="2" t="str"><f>A1&amp;""</f><v>{{x}}</v></c><c r="C1"><f>A1</f></c>` +
			`<c r="D1"><f t="array" ref="D1:E1">A1:B1</f><v>1</v></c><c r="E1"><v>7</v></c><c r="F1"><v>8</v></c></row>`, []string{"<t>{{x}}</t>"}, number, "x @ sheet Bảng 1, cell A1",
			[]string{`<c r="B1" s="2"><f>A1&amp;""</f></c><c r="C1"><f>A1</f></c><c r="D1"><f t="array" ref="D1:E1">A1:B1</f></c><c r="E1"></c><c r="F1"><v>8</v></c></row>`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := workbook(t, c.rows, c.texts)
			tpl := read(t, data)
			if got := listed(tpl); got != c.fields {
				t.Errorf("fields:\n%s\nwant:\n%s", got, c.fields)
			}
			filled := fill(t, tpl, c.values)
			parts, _ := unzipped(t, filled)
			changed := []string{"xl/worksheets/sheet1.xml"}
			for _, want := range c.has {
				if !strings.Contains(parts[changed[0]], want) {
					t.Errorf("no %s\nin %s", want, parts[changed[0]])
				}
			}
			if strings.Contains(c.rows, "<f>") {
				changed = append(changed, "xl/workbook.xml")
				if want := `</sheets><calcPr fullCalcOnLoad="1"/></workbook>`; !strings.HasSuffix(parts["xl/workbook.xml"], want) {
					t.Errorf("no %s in %s", want, parts["xl/workbook.xml"])
				}
			}
			wantSame(t, data, filled, changed...)
		})
	}
}

// Headers of sheets, comments, text boxes and titles of charts; elements with a prefix; a note on
// computing that is there.
func TestAroundSheets(t *testing.T) {
	const drawing = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`
	shared := declaration + `<x:sst xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:si><x:r><x:t>{{ a }}!</x:t></x:r></x:si></x:sst>`
	data := packed(t, "xl/workbook.xml", bookType,
		"xl/workbook.xml", declaration+"<workbook "+bookNamespaces+`><sheets><sheet name="A" sheetId="1" r:id="rsheet1"/></sheets><calcPr calcId="1" fullCalcOnLoad="0"/></workbook>`,
		"xl/sharedStrings.xml", shared,
		"xl/worksheets/sheet1.xml", declaration+"<worksheet "+bookNamespaces+`><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData>`+
			`<headerFooter><oddHeader>&amp;C&amp;14{{ year }} {{ b }}</oddHeader></headerFooter></worksheet>`,
		"xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="a" Type="x/comments" Target="../comments1.xml"/><Relationship Id="b" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>`,
		"xl/comments1.xml", "<comments "+bookNamespaces+`><commentList><comment ref="B4"><text><r><t>{{ c }}</t></r></text></comment></commentList></comments>`,
		"xl/drawings/drawing1.xml", "<d "+drawing+"><a:p><a:r><a:t>{{ d }}</a:t></a:r></a:p></d>",
		"xl/charts/chart1.xml", "<c "+drawing+"><a:p><a:r><a:t>{{ e }}</a:t></a:r></a:p></c>")
	tpl := read(t, data)
	want := `a @ sheet A, cell A1
year @ sheet A, text "&C&14{{ year }} {{ b }}"
b @ sheet A, text "&C&14{{ year }} {{ b }}"
c @ sheet A, comment at B4, text "{{ c }}"
d @ sheet A, text "{{ d }}"
e @ xl/charts/chart1.xml, text "{{ e }}"`
	if got := listed(tpl); got != want {
		t.Errorf("fields:\n%s\nwant:\n%s", got, want)
	}
	filled := fill(t, tpl, map[string]template.Value{"year": {Text: "2024"}, "b": {Text: "A & B"}})
	wantSame(t, data, filled, "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/drawing1.xml", "xl/charts/chart1.xml")
	parts, _ := unzipped(t, filled)
	for name, want := range map[string]string{
		"xl/workbook.xml":          `<calcPr calcId="1" fullCalcOnLoad="1"/>`,
		"xl/worksheets/sheet1.xml": `<c r="A1" t="inlineStr"><is xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:r><x:t xml:space="preserve">&lt;a&gt;!</x:t></x:r></is></c><c r="B1"><f>1+1</f></c>`,
		"xl/comments1.xml":         `<t xml:space="preserve">&lt;c&gt;</t>`,
		"xl/drawings/drawing1.xml": `<a:t>&lt;d&gt;</a:t>`,
		"xl/charts/chart1.xml":     `<a:t>&lt;e&gt;</a:t>`,
	} {
		if !strings.Contains(parts[name], want) {
			t.Errorf("no %s\nin %s", want, parts[name])
		}
	}
	if want := `<oddHeader>&amp;C&amp;14 2024 A &amp;&amp; B</oddHeader>`; !strings.Contains(parts["xl/worksheets/sheet1.xml"], want) {
		t.Errorf("no %s in %s", want, parts["xl/worksheets/sheet1.xml"])
	}
	_, err := tpl.Fill(func(template.Field) template.Value { return template.Value{Text: strings.Repeat("a", 250)} })
	if want := `mẫu.docx: sheet A, text "&C&14{{ year }} {{ b }}": the text would have more than 255 characters`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
