package rows

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
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

// comparePieces compares the pieces of a text with those of package xml, also where few fit
// into the buffer or a reader gives one byte at a time.
func comparePieces(t *testing.T, text string) {
	t.Helper()
	want := tokensOf(text)
	small := newMarkup(nil)
	small.in = bufio.NewReaderSize(iotest.OneByteReader(strings.NewReader(text)), 40)
	small.others = xml.NewDecoder(small.in)
	for name, m := range map[string]*markup{"large": newMarkup(strings.NewReader(text)), "small": small} {
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
	books := 0
	err := filepath.WalkDir("../../../testdata", func(path string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xlsx" {
			return err
		}
		books++
		for name, part := range partsOf(t, path) {
			if strings.HasSuffix(name, ".xml") {
				comparePieces(t, string(part))
			}
		}
		return nil
	})
	if err != nil || books < 10 {
		t.Errorf("%d workbooks: %v", books, err)
	}
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
