package input

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// book packs parts of a workbook; sheets are the rows of sheets by name, in the form
// "A|B;2|3", where =X is a formula with the stored result X, and 5@1 is 5 in style 1.
func book(t *testing.T, settings string, sheets ...[2]string) string {
	t.Helper()
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	list, links := "", ""
	var data bytes.Buffer
	w := zip.NewWriter(&data)
	add := func(name, text string) {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, s := range sheets {
		name, state, _ := strings.Cut(s[0], "!")
		list += fmt.Sprintf(`<sheet name="%s" sheetId="%d" state="%s" r:id="r%d"/>`, name, i+1, state, i)
		links += fmt.Sprintf(`<Relationship Id="r%d" Target="worksheets/sheet%d.xml"/>`, i, i)
		body, after, _ := strings.Cut(s[1], "!")
		before := ""
		if strings.HasPrefix(after, "<cols>") {
			before, after = after, ""
		}
		add(fmt.Sprintf("xl/worksheets/sheet%d.xml", i), "<worksheet "+ns+">"+before+"<sheetData>"+sheetRows(body)+"</sheetData>"+after+"</worksheet>")
	}
	add("xl/workbook.xml", "<workbook "+ns+"><sheets>"+strings.ReplaceAll(list, ` state=""`, "")+"</sheets>"+settings+"</workbook>")
	add("xl/_rels/workbook.xml.rels", "<Relationships>"+links+"</Relationships>")
	add("xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d\-mmm"/><numFmt numFmtId="165" formatCode="mm/yyyy"/></numFmts>`+
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return data.String()
}

// sheetRows writes the rows of a sheet.
func sheetRows(body string) string {
	var b strings.Builder
	for _, row := range strings.Split(body, ";") {
		b.WriteString("<row>")
		for _, cell := range strings.Split(row, "|") {
			value, style, styled := strings.Cut(cell, "@")
			if styled {
				style = ` s="` + style + `"`
			}
			result, isFormula := strings.CutPrefix(value, "=")
			switch {
			case isFormula && result == "":
				fmt.Fprintf(&b, "<c%s><f>1</f></c>", style)
			case isFormula:
				fmt.Fprintf(&b, "<c%s><f>1</f><v>%s</v></c>", style, result)
			case strings.HasPrefix(value, "d:"):
				fmt.Fprintf(&b, `<c%s t="d"><v>%s</v></c>`, style, value[2:])
			case strings.Trim(value, "0123456789.") == "" && value != "":
				fmt.Fprintf(&b, "<c%s><v>%s</v></c>", style, value)
			default:
				fmt.Fprintf(&b, `<c%s t="inlineStr"><is><t>%s</t></is></c>`, style, value)
			}
		}
		b.WriteString("</row>")
	}
	return b.String()
}

// Cells of a workbook are what they show, and formulas what somebody computed.
func TestShownCells(t *testing.T) {
	const head, five = "period|district|received;", "Tràng Định 2024-06: received 5"
	const stale = `<calcPr fullCalcOnLoad="1"/>`
	row := func(count string) string { return head + "2024-06|Tràng Định|" + count }
	for _, c := range []struct{ name, settings, rows, findings, ledger string }{
		{"a number", "", row("5@0"), "", five},
		{"a percentage", "", row("1@1"), "count-percent 2:3", "-"},
		{"a date", "", row("45419@2"), "count-date 2:3", "-"},
		{"a month", "", row("45419@3"), "count-date 2:3", "-"},
		{"a style that is not there", "", row("5@9"), "", five},
		{"a month in the column of periods", "", head + "45444@3|Tràng Định|5", "", five},
		{"a day in it", "", head + "45450@2|Tràng Định|5", "days-added 1", five},
		{"an ISO date", "", head + "d:2024-06-01T00:00:00.000Z|Tràng Định|5", "days-added 1", five},
		{"an ISO date as a count", "", row("d:2024-06-01T00:00:00"), "count-date 2:3", "-"},
		{"a formula", "", row("=5"), "", five},
		{"one with the result 0", "", row("=0"), "formula-stale 2:3 cells=1", "-"},
		{"one of two with the result 0", "", row("=0") + ";2024-06|Văn Lãng|=5", "", "Tràng Định 2024-06: received 0; Văn Lãng 2024-06: received 5"},
		{"one beside a count of 0", "", head + "2024-06|=Tràng Định|0", "", "Tràng Định 2024-06: received 0"},
		{"one without a result", "", row("="), "formula-empty 2:3", "-"},
		{"one that is to be computed", stale, row("=5"), "formula-stale 2:3 cells=1", "-"},
		{"one that was not", `<calcPr calcCompleted="0"/>`, row("=5"), "formula-stale 2:3 cells=1", "-"},
		{"none to be computed", stale, row("5"), "", five},
		{"one of a total to be computed", stale, row("5") + ";|Tổng cộng|=", "row-total 3 rows=1", five},
		{"a hidden column", "", row("5") + `!<cols><col min="2" max="16384" hidden="1"/></cols>`, "columns-hidden 1:2", five},
		{"a hidden column that is empty", "", row("5") + `!<cols><col min="4" max="9" hidden="1"/></cols>`, "", five},
		{"a value below a merge", "", row("5") + `!<mergeCells><mergeCell ref="B2:C2"/></mergeCells>`, "cell-covered 2:3 cells=B2:C2", five},
		{"merged cells beside it", "", row("5") + `!<mergeCells><mergeCell ref="C2:D2"/><mergeCell ref="A5:B9"/></mergeCells>`, "cells-merged 5:1 cells=A5:B9", five},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(book(t, c.settings, [2]string{"T6", c.rows})), Options{})
			if text := strings.ReplaceAll(found(got.Findings), "-:", ""); text != c.findings {
				t.Errorf("findings %s, want %s", text, c.findings)
			}
			if text := dump(got.Ledger); c.ledger != "-" && text != c.ledger {
				t.Errorf("ledger %s, want %s", text, c.ledger)
			}
		})
	}
}

// All sheets with the header of the first that has one are read; the others are named.
func TestSheets(t *testing.T) {
	const head = "period|district|received;"
	june, july := head+"2024-06|Tràng Định|5", head+"2024-07|Tràng Định|6"
	other := "period|district|resolved;2024-07|Tràng Định|6"
	for _, c := range []struct {
		name            string
		sheets          [][2]string
		sheet           string
		findings, files string
	}{
		{"two of one header", [][2]string{{"T6", june}, {"T7", july}}, "", "", "a.xlsx#T6 a.xlsx#T7"},
		{"one is asked for", [][2]string{{"T6", june}, {"T7", july}}, "T7", "", "a.xlsx"},
		{"the same counts twice", [][2]string{{"T6", june}, {"Bản sao", june}}, "", "key-conflict a.xlsx#T6:2:3 where=a.xlsx: 'Bản sao'!A2", "a.xlsx#T6 a.xlsx#Bản sao"},
		{"another header", [][2]string{{"T6", june}, {"T7", other}}, "", "", "a.xlsx#T6 a.xlsx#T7"},
		{"another header without a period", [][2]string{{"T6", june}, {"T7", "district|resolved;Tràng Định|6"}}, "", "sheet-others a.xlsx", "a.xlsx"},
		{"words alone", [][2]string{{"Bìa", "Báo cáo"}, {"T6", june}}, "", "sheets-left a.xlsx", "a.xlsx"},
		{"a blank one", [][2]string{{"T6", june}, {"Sheet2", ""}}, "", "", "a.xlsx"},
		{"a hidden one", [][2]string{{"T6", june}, {"T7!hidden", july}}, "", "sheets-left a.xlsx", "a.xlsx"},
		{"a hidden one that is asked for", [][2]string{{"T6", june}, {"T7!hidden", july}}, "T7", "", "a.xlsx"},
		{"no table", [][2]string{{"Bìa", "Báo cáo"}, {"Nguồn", "Hệ thống"}}, "", "sheets-left a.xlsx; header-not-found a.xlsx:1", "a.xlsx"},
	} {
		t.Run(c.name, func(t *testing.T) {
			write(t, files{"a.xlsx": book(t, "", c.sheets...)})
			got := Read(definitions(t), []string{"a.xlsx"}, nil, Options{Rows: rows.Options{Sheet: c.sheet}})
			if text := found(got.Findings); text != c.findings {
				t.Errorf("findings %s, want %s", text, c.findings)
			}
			if text := strings.Join(fileNames(got), " "); text != c.files {
				t.Errorf("files %s, want %s", text, c.files)
			}
		})
	}
}

// The sheets that are left are named: those that are hidden, and those without a table where
// another is read.
func TestSheetsThatAreLeft(t *testing.T) {
	june := [2]string{"T6", "period|district|received;2024-06|Tràng Định|5"}
	cover, source := [2]string{"Bìa", "Báo cáo"}, [2]string{"Nguồn", "Hệ thống"}
	for _, c := range []struct {
		name   string
		sheets [][2]string
		want   string
	}{
		{"behind the table", [][2]string{june, source, cover}, "a.xlsx Nguồn, Bìa"},
		{"around the table", [][2]string{cover, june, source}, "a.xlsx Bìa, Nguồn"},
		{"no table", [][2]string{cover, source, {"Ghi chú", "x"}}, "a.xlsx Nguồn, Ghi chú"},
		{"a hidden one", [][2]string{june, {"T7!hidden", june[1]}}, "a.xlsx T7"},
	} {
		write(t, files{"a.xlsx": book(t, "", c.sheets...)})
		got := Read(definitions(t), []string{"a.xlsx"}, nil, Options{}).Findings
		if left := argsOf(got, kpi.SheetsLeft, "sheets"); left != c.want {
			t.Errorf("%s: left %q, want %q", c.name, left, c.want)
		}
	}
}

// Rows outside the periods that are asked for are left out, and the finding names these.
func TestPeriodsAskedFor(t *testing.T) {
	const rows = "period,district,received\n2024-04,A,3\n2024-05,A,4\n2024-06,A,5\n"
	for _, c := range []struct {
		name          string
		opts          Options
		outside, want string
	}{
		{"one", Options{Period: period(t, "2024-06")}, " 2 2024-06", "A 2024-06: received 5"},
		{"some", Options{Period: period(t, "2024-Q2"), Among: []kpi.Period{period(t, "2024-04"), period(t, "2024-06")}}, " 1 2024-04, 2024-06", "A 2024-04: received 3; A 2024-06: received 5"},
		{"all", Options{Period: period(t, "2024-Q2")}, "", "A 2024-04: received 3; A 2024-05: received 4; A 2024-06: received 5"},
	} {
		got := read(t, files{"a.csv": rows}, c.opts)
		if outside := argsOf(got.Findings, kpi.PeriodOutside, "rows", "period"); outside != c.outside {
			t.Errorf("%s: outside %q, want %q", c.name, outside, c.outside)
		}
		if text := dump(got.Ledger); text != c.want {
			t.Errorf("%s: ledger %s, want %s", c.name, text, c.want)
		}
	}
}

// A folder is all its exports, and what else is in it is named.
func TestFolders(t *testing.T) {
	july := strings.ReplaceAll(oneRow, "2024-06", "2024-07")
	august := strings.ReplaceAll(oneRow, "2024-06", "2024-08")
	for _, c := range []struct {
		name            string
		in              files
		recursive       bool
		findings, files string
	}{
		{"all kinds", files{"in/a.CSV": oneRow, "in/b.tsv": strings.ReplaceAll(july, ",", "\t"), "in/c.Txt": august}, false, "", "in/a.CSV in/b.tsv in/c.Txt"},
		{"another kind", files{"in/a.csv": oneRow, "in/b.pdf": ""}, false, "folder-left in", "in/a.csv"},
		{"a sub-folder", files{"in/a.csv": oneRow, "in/b/c.csv": july}, false, "folder-left in", "in/a.csv"},
		{"a sub-folder that is read", files{"in/a.csv": oneRow, "in/b/c.csv": july, "in/b/d.doc": ""}, true, "folder-left " + filepath.FromSlash("in/b"), "in/a.csv in/b/c.csv"},
		{"hidden and locked", files{"in/a.csv": oneRow, "in/.b.csv": july, "in/~$c.xlsx": "x", "in/kpi.toml": ""}, false, "folder-passed in", "in/a.csv"},
		{"words about it", files{"in/a.csv": oneRow, "in/README.md": ""}, false, "", "in/a.csv"},
		{"a table of kpi", files{"in/a.csv": oneRow, "in/b.csv": "indicator,level,unit,target\nlate,,,1\n"}, false, "folder-passed in/b.csv", "in/a.csv"},
		{"a result of kpi", files{"in/a.csv": oneRow, "in/b.csv": "district,period,resolved,resolved_late,late\nTràng Định,2024-06,1,1,1\n"}, false, "folder-passed in/b.csv", "in/a.csv"},
		{"nothing but a table of kpi", files{"in/b.csv": "header,column\nA,received\n"}, false, "folder-empty in; folder-passed in/b.csv", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			write(t, c.in)
			got := Read(definitions(t), []string{"in"}, nil, Options{Rows: rows.Options{Recursive: c.recursive}})
			if text := found(got.Findings); text != c.findings {
				t.Errorf("findings %s, want %s", text, c.findings)
			}
			if text := strings.Join(fileNames(got), " "); text != c.files {
				t.Errorf("files %s, want %s", text, c.files)
			}
		})
	}
}

// Shells leave names with a point out of patterns, and a name in another Unicode form is
// not found, but named.
func TestPatterns(t *testing.T) {
	write(t, files{"a.csv": oneRow, ".b.csv": otherRow, "L\u1ed9c.csv": otherRow, ".d/e.csv": oneRow})
	for _, c := range []struct{ pattern, findings, files string }{
		{"*.csv", "", "L\u1ed9c.csv a.csv"},
		{".*.csv", "", ".b.csv"},
		{"*/e.csv", "file-not-found */e.csv", ""},
		{".d/*.csv", "", ".d/e.csv"},
		{"Lo\u0323\u0302*.csv", "name-form Lo\u0323\u0302*.csv", ""},
	} {
		got := Read(definitions(t), []string{filepath.FromSlash(c.pattern)}, nil, Options{})
		if text := filepath.ToSlash(found(got.Findings)); text != c.findings {
			t.Errorf("%s: findings %s, want %s", c.pattern, text, c.findings)
		}
		if text := strings.Join(fileNames(got), " "); text != c.files {
			t.Errorf("%s: files %s, want %s", c.pattern, text, c.files)
		}
	}
}

// A sign at the end of a file of an old system is no row.
func TestEndOfText(t *testing.T) {
	for _, size := range []int{0, 1, 7} {
		got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(oneRow+"\x1a"), Options{Rows: rows.Options{BlockSize: size}})
		if text := found(got.Findings); text != "" || got.Ledger.Files[0].Lines.Total != 2 {
			t.Errorf("in blocks of %d: findings %s, %d lines", size, text, got.Ledger.Files[0].Lines.Total)
		}
	}
}

// Days with the month first, and counts of the year so far under single days, are asked
// about; so is a file whose marked counts may have three decimals.
func TestDoubtfulFiles(t *testing.T) {
	const head = "period,district,received,resolved\n"
	try(t, []readCase{
		one("month first", head+"09/02/2024,A,1,1\n09/03/2024,A,1,1\n", "days-added 1; days-month-first 2:1", "-"),
		one("day first", head+"09/02/2024,A,1,1\n13/02/2024,A,1,1\n", "days-added 1", "-"),
		one("one month by either", head+"09/02/2024,A,1,1\n10/02/2024,A,1,1\n", "days-added 1", "-"),
		one("several months by either", head+"09/02/2024,A,1,1\n10/03/2024,A,1,1\n", "days-added 1", "-"),
		one("year first", head+"2024-02-09,A,1,1\n2024-03-09,A,1,1\n", "days-added 1", "-"),
		one("the year so far", head+"13/06/2024,A,100,80\n14/06/2024,A,110,85\n15/06/2024,A,115,84\n16/06/2024,A,121,90\n17/06/2024,A,130,91\n",
			"days-added 1; days-cumulative 2", "-"),
		one("the year so far, backwards", head+"17/06/2024,A,130,91\n16/06/2024,A,121,90\n15/06/2024,A,115,84\n14/06/2024,A,110,85\n13/06/2024,A,100,80\n",
			"days-added 1; days-cumulative 2", "-"),
		one("the year so far at two days", head+"03/06/2024,A,100,80\n12/06/2024,A,110,85\n", "days-added 1; days-cumulative 2", "-"),
		one("the year so far at two days of two months", head+"31/05/2024,A,100,80\n12/06/2024,A,110,85\n", "days-added 1; days-cumulative 2", "-"),
		one("two days beside each other", head+"03/06/2024,A,100,80\n04/06/2024,A,110,85\n", "days-added 1", "A 2024-06: received 210, resolved 165"),
		one("days that fall", head+"13/06/2024,A,100,80\n14/06/2024,A,110,85\n15/06/2024,A,115,60\n16/06/2024,A,121,90\n17/06/2024,A,130,91\n",
			"days-added 1", "A 2024-06: received 576, resolved 406"),
		one("days that stay", head+"13/06/2024,A,100,80\n14/06/2024,A,100,80\n15/06/2024,A,100,80\n16/06/2024,A,100,80\n17/06/2024,A,100,80\n",
			"days-added 1", "A 2024-06: received 500, resolved 400"),
		one("three decimals", head+"2024-06,A,88.000,12.000\n", "count-thousands 2:3 cells=2", "-"),
		one("one count in thousands", head+"2024-06,A,88.000,12\n", "", "A 2024-06: received 88000, resolved 12"),
		one("hundreds among them", head+"2024-06,A,88.000,12.000\n2024-06,B,8.100,1.000\n", "", "A 2024-06: received 88000, resolved 12000; B 2024-06: received 8100, resolved 1000"),
		one("a million among them", head+"2024-06,A,1.000.000,12.000\n", "", "A 2024-06: received 1000000, resolved 12000"),
		one("thousands below it", head+"2024-06,A,999.000,12.000\n", "count-thousands 2:3 cells=2", "-"),
		one("millions among them", head+"2024-06,A,1.088.000,12.000\n", "", "A 2024-06: received 1088000, resolved 12000"),
		one("JSON", "{\n  \"a\": [1]\n}\n", "file-not-text", "-"),
		one("a list of JSON", "[{\"a\": 1}]\n", "header-not-found 1", "-"),
		one("a web archive", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n", "file-not-text", "-"),
	})
}
