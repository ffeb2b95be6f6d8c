package input

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"cchc/kpi/input/rows"
)

// bookOf packs a workbook of one sheet, whose rows and texts are given, with the
// sheet in a part of any name.
func bookOf(t *testing.T, part, rows, texts string) string {
	t.Helper()
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	files := [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + types + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + ns + ` xmlns:r="` + types + `"><sheets><sheet name="Tháng 6" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + types +
			`/worksheet" Target="` + part + `"/><Relationship Id="r2" Type="` + types + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/" + part, `<worksheet ` + ns + `><sheetData>` + rows + `</sheetData></worksheet>`},
	}
	if texts != "" {
		files = append(files, [2]string{"xl/sharedStrings.xml", `<sst ` + ns + `>` + texts + `</sst>`})
	}
	var data bytes.Buffer
	w := zip.NewWriter(&data)
	for _, f := range files {
		part, err := w.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return data.String()
}

// Faults of workbooks that the library passes over are reported.
func TestWorkbookCells(t *testing.T) {
	const sheet = "worksheets/sheet1.xml"
	const head = `<row r="1"><c r="A1" t="inlineStr"><is><t>period</t></is></c><c r="B1" t="inlineStr"><is><t>district</t></is></c>` +
		`<c r="C1" t="inlineStr"><is><t>received</t></is></c></row>`
	const period = `<c r="A2" t="inlineStr"><is><t>2024-06</t></is></c>`
	const unit = `<c r="B2" t="inlineStr"><is><t>Tràng Định</t></is></c>`
	row := func(cells string) string { return head + `<row r="2">` + cells + `</row>` }
	const five = "Tràng Định 2024-06: received 5"
	for _, c := range []struct{ name, part, rows, texts, findings, ledger string }{
		{"a number", sheet, row(period + unit + `<c r="C2"><v>5</v></c>`), "", "", five},
		{"a day for its month", sheet, row(`<c r="A2"><v>45463</v></c>` + unit + `<c r="C2"><v>5</v></c>`), "", "days-added -:1", five},
		{"a text for a number", sheet, row(period + unit + `<c r="C2" t="str"><v>6.118</v></c>`), "", "", "Tràng Định 2024-06: received 6118"},
		{"a number with three decimals", sheet, row(period + unit + `<c r="C2"><v>6.118</v></c>`), "", "count-fraction -:2:3", "-"},
		{"a boolean", sheet, row(period + unit + `<c r="C2" t="b"><v>1</v></c>`), "", "count-not-a-number -:2:3", "-"},
		{"a shared text", sheet, row(period + `<c r="B2" t="s"><v>0</v></c><c r="C2"><v>5</v></c>`), `<si><t>Tràng Định</t></si>`, "", five},
		{"a shared text that is not there", sheet, row(period + `<c r="B2" t="s"><v>1</v></c><c r="C2"><v>5</v></c>`), `<si><t>Tràng Định</t></si>`, "file-damaged -", "-"},
		{"shared texts that are not there", sheet, row(period + `<c r="B2" t="s"><v>0</v></c><c r="C2"><v>5</v></c>`), "", "file-damaged -", "-"},
		{"cells out of order", sheet, row(`<c r="C2"><v>5</v></c>` + period), "", "file-damaged -", "-"},
		{"a cell twice", sheet, row(period + unit + `<c r="C2"><v>5</v></c><c r="C2"><v>6</v></c>`), "", "file-damaged -", "-"},
		{"a cell of another row", sheet, row(period + unit + `<c r="C3"><v>5</v></c>`), "", "file-damaged -", "-"},
		{"rows out of order", sheet, head + `<row r="1"></row>`, "", "file-damaged -", "-"},
		{"two values", sheet, row(period + unit + `<c r="C2"><v>5</v><v>6</v></c>`), "", "file-damaged -", "-"},
		{"an unknown kind of cell", sheet, row(period + unit + `<c r="C2" t="x"><v>5</v></c>`), "", "file-damaged -", "-"},
		{"a sheet that breaks off", sheet, row(period + unit + `<c r="C2"><v>5</v></c><a>`), "", "file-damaged -", "-"},
		{"one of another name", "Data/S.xml", row(period + unit + `<c r="C2"><v>5</v></c><a>`), "", "file-damaged -", "-"},
		{"whole, of another name", "Data/S.xml", row(period + unit + `<c r="C2"><v>5</v></c>`), "", "", five},
		{"more texts than fit", sheet, row(period + unit + `<c r="C2"><v>5</v></c>`), strings.Repeat("<si/>", 1<<20+1), "file-too-large -", "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(bookOf(t, c.part, c.rows, c.texts)), Options{})
			if text := found(got.Findings); text != c.findings {
				t.Errorf("findings %s, want %s: %v", text, c.findings, got.Findings)
			}
			if text := dump(got.Ledger); c.ledger != "-" && text != c.ledger {
				t.Errorf("ledger %s, want %s", text, c.ledger)
			}
		})
	}
}
