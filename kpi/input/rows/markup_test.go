package rows

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// piecesOf returns the pieces of XML as lines of text, the last of them the error.
func piecesOf(m *markup) (list []string) {
	for {
		p, err := m.next()
		if err != nil {
			return append(list, err.Error())
		}
		switch p.kind {
		case startPiece:
			line := "<" + p.name
			for _, a := range p.attrs {
				line += fmt.Sprintf(" %s=%q", a.name, a.value)
			}
			list = append(list, line)
		case endPiece:
			list = append(list, "</"+p.name)
		case textPiece:
			list = append(list, fmt.Sprintf("%q", p.text))
		case otherPiece:
			list = append(list, "other")
		}
	}
}

// tokensOf returns the same of package xml.
func tokensOf(text string) (list []string) {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.RawToken()
		if err != nil {
			return append(list, err.Error())
		}
		switch t := token.(type) {
		case xml.StartElement:
			line := "<" + t.Name.Local
			for _, a := range t.Attr {
				line += fmt.Sprintf(" %s=%q", a.Name.Local, a.Value)
			}
			list = append(list, line)
		case xml.EndElement:
			list = append(list, "</"+t.Name.Local)
		case xml.CharData:
			list = append(list, fmt.Sprintf("%q", []byte(t)))
		default:
			list = append(list, "other")
		}
	}
}

// smallMarkup returns a reader of XML with a buffer of some bytes.
func smallMarkup(text string, size int) *markup {
	in := bufio.NewReaderSize(iotest.OneByteReader(strings.NewReader(text)), size)
	return &markup{in: in, others: xml.NewDecoder(in)}
}

// comparePieces compares the pieces of a text with those of package xml, also where few fit
// into the buffer or a reader gives one byte at a time.
func comparePieces(t *testing.T, text string) {
	t.Helper()
	want := tokensOf(text)
	for name, m := range map[string]*markup{"large": newMarkup(strings.NewReader(text)), "small": smallMarkup(text, 40)} {
		got := piecesOf(m)
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("%s buffer: piece %d of %.200q:\n got %q\nwant %q", name, i, text, got[min(i, len(got)):], want[min(i, len(want)):])
			}
		}
	}
}

// oddMarkup are forms that other programs write, and such as are no XML.
func oddMarkup() []string {
	return []string{
		``, ` `, `a`, `<`, `<a`, `<a/`, `</`, `</a`, `<a>`, `</a>`, `<a/>`, `<a />`, `<a></a>`, `<a></a >`, `<a></ a>`, "<a\n/>", "<a\tb='1'/>",
		`<x:c x:r="A1" t='s'><x:v>0</x:v></x:c>`, `<:a/>`, `<a:/>`, `<a:b:c/>`, `<a:1/>`, `<1/>`, `<-a/>`, `<a.b-c_d1/>`, `<_a/>`, `<á/>`, `<aá/>`,
		`<a b="1"c="2"/>`, `<a b = "1"/>`, `<a b/>`, `<a b=1/>`, `<a "1"/>`, `<a b="1/>`, `<a b="<"/>`, `<a b=">]]>"/>`, `<a b="&lt;&#65;"/>`, `<a b="&no;"/>`, `<a b="á"/>`, "<a b=\"\n\"/>", `<a b="'" c='"'/>`, `<a / >`,
		`<v>1 &amp; 2</v>`, `<v>&#x41;&#0;</v>`, `<v>&nbsp;</v>`, `<v>&</v>`, `<v>]]></v>`, `<v>]]</v>`, `<v>]</v>`, `<v>></v>`, `<v>Xã Tân Lập</v>`, "<v>\xff</v>", "<v>\uFFFE</v>", "<v>\uFEFF</v>", "<v>\x01</v>", "<v>\r\n\r\t\n</v>", "\uFEFF<a/>",
		`<v><![CDATA[1<2]]></v>`, `<v>1<![CDATA[2]]>3</v><v>4</v>`, `<v>1<!-- 2 -->3</v>`, `<!-- -- -->`, `<!-- `, `<![CDATA[`, `<![CDATA[]]><a/>`, `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`,
		`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n<a/>", `<?xml version="1.1"?><a/>`, `<?xml version="1.0" encoding="latin1"?><a/>`, `<?a b?><c/>`, `<?`,
		"<a>\n<b>\n</b>\n<c d=e/>", "<a>\n<b>\n&no;", `<a>` + strings.Repeat("x", 100) + `</a>`, `<a b="` + strings.Repeat("x", 100) + `"><c/></a>`, `</a><b/></c>x`,
	}
}

// Pieces are those that package xml reads, and so are errors.
func TestMarkup(t *testing.T) {
	for _, text := range oddMarkup() {
		comparePieces(t, text)
		comparePieces(t, "<row r=\"1\"><c r=\"A1\"><v>12</v></c>\n"+text+`<c r="B1" s="1"/></row>`)
	}
	eachSheet(t, func(text string) { comparePieces(t, text) })
}

// sheetOf returns the rows of a sheet as lines of text, the last of them the error.
func sheetOf(m *markup) (list []string) {
	p := &part{xml: m, root: "worksheet", book: &archive{texts: slices.Repeat([]string{"Xã", "", "_x000D_"}, 100)}}
	for {
		err := p.next()
		list = append(list, fmt.Sprintf("%d %q %v %v %+v", p.row, p.cells.list, p.cells.formulas, err, p.view))
		if err != nil {
			return list
		}
	}
}

// compareSheets compares the rows of a sheet with those read through a buffer that holds no
// cell, so that package xml reads nearly all.
func compareSheets(t *testing.T, text string) {
	t.Helper()
	got, want := sheetOf(newMarkup(strings.NewReader(text))), sheetOf(smallMarkup(text, 16))
	if !slices.Equal(got, want) {
		t.Fatalf("%.200q:\n got %q\nwant %q", text, got, want)
	}
}

// cellForms are cells as programs write them, and such as they should not.
func cellForms() []string {
	return []string{
		`<c r="A1"><v>12</v></c>`, `<c r='A1' t='s'><v>0</v></c>`, `<c r="A1" t="s"><v>300</v></c>`, `<c r="A1" t="s"><v> 1 </v></c>`, `<c r="A1" t="s"/>`, `<c r="A1"/>`, `<c/><c><v>1</v></c>`, `<c><v/></c>`,
		`<c t="inlineStr"><is><t>Xã Tân Lập</t></is></c>`, `<c t="inlineStr"><is><t></t></is></c>`, `<c t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>`, `<c t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>`, `<c><is><t>a</t></is></c>`,
		`<c><v>1</v><v>2</v></c>`, `<c><f>A1+1</f><v>2</v></c>`, `<c><f/></c>`, `<c t="str"><f>""</f><v></v></c>`, `<c t="b"><v>1</v></c>`, `<c t="d"><v>2024-06-01T00:00:00</v></c>`, `<c t="e"><v>#REF!</v></c>`, `<c t="x"><v>1</v></c>`,
		`<c><v>6.118</v></c>`, `<c><v>1&amp;2</v></c>`, `<c><v><![CDATA[3]]></v></c>`, `<c><v>4<!-- 5 --></v></c>`, `<c><v>6</v ></c>`, `<c><v>7</v></c >`, `<c><v>8</v><extLst/></c>`, `<x:c r="B1"><x:v>9</x:v></x:c>`, `<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>`,
		`<c r="B2"><v>1</v></c>`, `<c><v>1</v></row>`, `<c><v>1</c></v>`, `<c><v>1`, `<c><v>]]></v></c>`, strings.Repeat("<a>", 96) + "<c><v>1</v></c>" + strings.Repeat("</a>", 96), strings.Repeat("<a>", 97) + "<c><v>1</v></c>", strings.Repeat("<a>", 97) + `<c><is><t>1</t></is></c>`,
	}
}

// Rows are the same however much of them package xml reads.
func TestSheetForms(t *testing.T) {
	for _, form := range cellForms() {
		compareSheets(t, `<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1">`+form+`</row><row hidden="1"><c r="A2"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`)
	}
	eachSheet(t, func(text string) { compareSheets(t, text) })
}

// eachSheet gives the parts of all workbooks in testdata.
func eachSheet(t *testing.T, do func(text string)) {
	t.Helper()
	books := 0
	err := filepath.WalkDir("../../../testdata", func(path string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xlsx" {
			return err
		}
		books++
		for name, part := range partsOf(t, path) {
			if strings.HasSuffix(name, ".xml") {
				do(string(part))
			}
		}
		return nil
	})
	if err != nil || books < 3 {
		t.Errorf("%d workbooks: %v", books, err)
	}
}

// FuzzSheet compares the rows of any sheet.
func FuzzSheet(f *testing.F) {
	for _, form := range cellForms() {
		f.Add(`<row>` + form + `</row>`)
	}
	f.Fuzz(func(t *testing.T, text string) { compareSheets(t, "<worksheet>"+text+"</worksheet>") })
}

// FuzzMarkup compares the pieces of any text.
func FuzzMarkup(f *testing.F) {
	for _, text := range oddMarkup() {
		f.Add("<row>" + text + "</row>")
	}
	f.Fuzz(func(t *testing.T, text string) { comparePieces(t, text) })
}

// Cells are named as spreadsheets name them, within their bounds.
func TestCoordinates(t *testing.T) {
	for _, c := range []struct {
		ref         string
		column, row int
	}{{"A1", 1, 1}, {"B3", 2, 3}, {"Z999999", 26, 999_999}, {"AA10", 27, 10}, {"ZZ1", 702, 1}, {"AAA1", 703, 1}, {"XFD1048576", 16_384, 1_048_576}, {"b3", 2, 3}} {
		if column, row, err := coordinates([]byte(c.ref)); column != c.column || row != c.row || err != nil {
			t.Errorf("%s is column %d of row %d, %v", c.ref, column, row, err)
		}
	}
	for _, ref := range []string{"", "A", "1", "A0", "XFE1", "A1048577", "1A", "A1B", "Á1", "A-1"} {
		if column, row, err := coordinates([]byte(ref)); err == nil {
			t.Errorf("%q is column %d of row %d", ref, column, row)
		}
	}
}
