package input

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
)

// oneEntry is what oneRow comes to.
const oneEntry = "Tràng Định/Xã Chi Lăng 2024-06: received 5"

// The same table in every dialect is the same ledger, and its lines are those
// that an editor shows.
func TestDialects(t *testing.T) {
	const want = "Tràng Định/Xã Chi Lăng 2024-06: received 5; Văn Lãng 2024-06: received 7"
	comma := exportHead + "2024-06,Tràng Định,Xã Chi Lăng,5\n2024-06,Văn Lãng,,7\n"
	by := func(delimiter string) string { return strings.ReplaceAll(comma, ",", delimiter) }
	quoted := "\"" + strings.NewReplacer(",", "\",\"", "\n", "\"\n\"").Replace(strings.TrimSuffix(comma, "\n")) + "\"\n"
	try(t, []readCase{
		one("comma", comma, "", want),
		one("semicolon", by(";"), "", want),
		one("tab", by("\t"), "", want),
		one("CRLF", strings.ReplaceAll(comma, "\n", "\r\n"), "", want),
		one("byte-order mark", "\ufeff"+by(";"), "", want),
		one("byte-order mark and quotes", "\ufeff"+quoted, "", want),
		one("no line break at the end", strings.TrimSuffix(comma, "\n"), "", want),
		one("CR at the end", strings.TrimSuffix(comma, "\n")+"\r", "", want),
		one("CR after quotes at the end", strings.TrimSuffix(quoted, "\n")+"\r", "", want),
		one("all in quotes", quoted, "", want),
		one("blank lines in quotes", strings.ReplaceAll(comma, "\n2", "\n\"\n\n\",,,\n2"), "", want),
		one("blank lines", "\n\n"+strings.ReplaceAll(comma, "\n", "\n\n,,,\n\r\n"), "", want),
		one("decomposed", norm.NFD.String(comma), "", want),
		one("spaces around", strings.ReplaceAll(comma, ",", " ,\u00a0"), "", want),
		one("empty cells too many", strings.ReplaceAll(comma, "\n2", ",,,\n2"), "", want),
		one("empty columns", strings.ReplaceAll(comma, "\n", ",,\n"), "", want),
		one("commas in a header by semicolons", "Kỳ;Huyện, thành phố;Xã, phường, thị trấn;received\n2024-06;Tràng Định;Xã Chi Lăng;5\n2024-06;Văn Lãng;;7\n", "", want),
		one("line break in the first header", "\"Kỳ\nbáo cáo\";Huyện;Xã;received\n2024-06;Tràng Định;Xã Chi Lăng;5\n2024-06;Văn Lãng;;7\n", "", want),
		{name: "delimiter asked for", in: files{"a.csv": "Kỳ;Huyện, thành phố;Xã, phường, thị trấn;received\n2024-06;Tràng Định;Xã Chi Lăng;5\n" +
			"2024-06;Văn Lãng;;7\n"}, opts: Options{Rows: rows.Options{Delimiter: ';'}}, ledger: want},
		one("columns in any order", "received;commune;period;district\n5;Xã Chi Lăng;2024-06;Tràng Định\n7;;2024-06;Văn Lãng\n", "", want),
	})
}

func TestQuotedCells(t *testing.T) {
	try(t, []readCase{
		one("line numbers after line breaks", "period,district,\"com\nmune\",received,Xã\n\n2024-06,\"Tràng\nĐịnh\",,x\n",
			"column-unknown 1:3; row-too-short 4:4 cells=4", "-"),
		one("place of a cell on later lines", exportHead+"2024-06,\"Tràng\n\nĐịnh\",\"Chi Lăng\r\n\",\"x\"\n2024-06,Văn Lãng,,y\n",
			"count-not-a-number 2:4; count-not-a-number 6:4", "-"),
		one("line breaks in a name are spaces", exportHead+"2024-06,\"Tràng\nĐịnh\",\"Xã\r\nChi Lăng\",5\n2024-06,Tràng Định,Xã Tri Phương,7\n",
			"", oneEntry+"; Tràng Định/Xã Tri Phương 2024-06: received 7"),
		one("delimiter and quotes in cells", "period,district,Mã TTHC,received\n2024-06,Tràng Định,\"1,\"\"a\"\"\",5\n2024-06,Tràng Định,\"1,\"\"b\"\"\",7\n",
			"", "Tràng Định 2024-06: received 12"),
		one("group mark in quotes", exportHead+"2024-06,Tràng Định,Xã Chi Lăng,\"1,057\"\n", "", "Tràng Định/Xã Chi Lăng 2024-06: received 1057"),
		one("group mark without quotes", exportHead+"2024-06,Tràng Định,Xã Chi Lăng,1,057\n", "row-too-long 2:5 cells=5", "-"),
		one("unclosed", exportHead+"2024-06,\"Tràng Định,,5\n2024-06,Văn Lãng,,7\n", "quote-unclosed 2:2", "-"),
		one("unclosed on the last line", exportHead+"2024-06,Tràng Định,,5\n2024-06,Văn Lãng,,\"7\n", "quote-unclosed 3:4", "-"),
		one("unclosed in the header", "period,\"district,commune\n", "quote-unclosed 1:2", "-"),
		one("stray", exportHead+"2024-06,Tràng \"Định,,5\n", "quote-stray 2:2", "-"),
		one("stray after a cell of lines", exportHead+"2024-06,\"Tràng\nĐịnh\" ,,5\n", "quote-stray 3:2", "-"),
		one("stray after findings", exportHead+"2024-06,Tràng Định,,x\n2024-06,Tràng Định,,5\"\n", "count-not-a-number 2:4; quote-stray 3:4", "-"),
	})
}

// A cell of a count column is a count or a finding at its place.
func TestCountCells(t *testing.T) {
	cell := func(name, cell, finding string) readCase {
		return one(name, exportHead+"2024-06,Tràng Định,Xã Chi Lăng,5\n\n2024-06,Văn Lãng,,\""+cell+"\"\n", finding+" 4:4", "-")
	}
	try(t, []readCase{
		cell("negative", "-5", kpi.CountNegative),
		cell("fraction", "4,5", kpi.CountFraction),
		cell("two marks", "1.234,5", kpi.CountFraction),
		cell("percent", "99,4%", kpi.CountPercent),
		cell("text", "5 hồ sơ", kpi.CountNotANumber),
		cell("text of one letter", "O", kpi.CountNotANumber),
		cell("other digits", "१२", kpi.CountNotANumber),
		cell("a date", "2024-06-30", kpi.CountNotANumber),
		cell("exponent", "1e3", kpi.CountNotANumber),
		cell("too large", "9223372036854775808", kpi.CountTooLarge),
		cell("too large, grouped", "9.223.372.036.854.775.808", kpi.CountTooLarge),
	})
}

func TestCountNotes(t *testing.T) {
	text := "period,district,received,carried_over\n2024-06,A,-,1057.0\n2024-06,B,–,5\n2024-06,C,7,-\n2024-06,D,1.057,3.0\n"
	blanks := "period,district,received,carried_over\n2024-06,A,,1\n2024-06,B,…,2\n2024-06,C,3,\n2024-06,D,4,...\n2024-06,E,5,6\n"
	try(t, []readCase{
		one("dashes and 1057.0", text, "count-dash 2:3 cells=3; count-decimal 2:4 cells=2", "A 2024-06: received 0, carried_over 1057; "+
			"B 2024-06: received 0, carried_over 5; C 2024-06: received 7, carried_over 0; D 2024-06: received 1057, carried_over 3"),
		one("blanks are missing", blanks, "count-missing 2:3; count-missing 3:3; count-missing 4:4; count-missing 5:4",
			"A 2024-06: received ?, carried_over 1; B 2024-06: received ?, carried_over 2; C 2024-06: received 3, carried_over ?; "+
				"D 2024-06: received 4, carried_over ?; E 2024-06: received 5, carried_over 6"),
		{name: "blanks are zero", in: files{"a.csv": blanks}, opts: Options{BlankZero: true},
			findings: "count-blank-zero 2:3 cells=2; count-missing 3:3; count-missing 5:4",
			ledger: "A 2024-06: received 0, carried_over 1; B 2024-06: received ?, carried_over 2; C 2024-06: received 3, carried_over 0; " +
				"D 2024-06: received 4, carried_over ?; E 2024-06: received 5, carried_over 6"},
		{name: "blanks that nothing needs", in: files{"a.csv": blanks}, opts: Options{Needs: func(i int) bool { return i == indexOf(t, "received") }},
			findings: "count-missing 2:3; count-missing 3:3",
			ledger: "A 2024-06: received ?, carried_over 1; B 2024-06: received ?, carried_over 2; C 2024-06: received 3, carried_over ?; " +
				"D 2024-06: received 4, carried_over ?; E 2024-06: received 5, carried_over 6"},
		one("a blank in one of two rows", "period,district,procedure,received\n2024-06,A,1,5\n2024-06,A,2,\n", "count-missing 3:4", "A 2024-06: received 5 ?"),
		one("group marks", "period;district;received\n2024-06;A;1.057\n2024-06;B;1.234.567\n2024-06;C;1057\n",
			"", "A 2024-06: received 1057; B 2024-06: received 1234567; C 2024-06: received 1057"),
		one("two group marks", "period;district;received\n2024-06;A;1.057\n2024-06;B;1,234\n2024-06;C;1 234\n",
			"count-ambiguous 3:3 line=2 other=\".\"; count-ambiguous 4:3 line=2 other=\".\"", "-"),
		one("two group marks in two columns", "period;district;received;carried_over\n2024-06;A;1.057;1,234\n", "count-ambiguous 2:4 line=2 other=\".\"", "-"),
		one("no-break spaces and spaces are one mark", "period;district;received\n2024-06;A;1 057\n2024-06;B;1\u00a0057\n2024-06;C;1\u202f057\n",
			"", "A 2024-06: received 1057; B 2024-06: received 1057; C 2024-06: received 1057"),
		{name: "two files may have two marks", in: files{"a.csv": "period;district;received\n2024-06;A;1.057\n", "b.csv": "period;district;received\n2024-06;B;1,057\n"},
			ledger: "A 2024-06: received 1057; B 2024-06: received 1057"},
	})
}

func indexOf(t *testing.T, id string) int {
	t.Helper()
	i, ok := definitions(t).Measures.Index(id)
	if !ok {
		t.Fatalf("no measure %q", id)
	}
	return i
}

func TestOverflow(t *testing.T) {
	const most = "999999999999999999"
	rows := func(from, to int) string {
		var b strings.Builder
		b.WriteString("period,district,procedure,received\n")
		for n := from; n <= to; n++ {
			b.WriteString("2024-06,Tràng Định,P" + string(rune('a'+n)) + "," + most + "\n")
		}
		return b.String()
	}
	try(t, []readCase{
		one("nine fit", rows(1, 9), "", "Tràng Định 2024-06: received 8999999999999999991"),
		one("ten do not", rows(1, 10), "sum-overflow 11", "-"),
		one("of columns of one measure", "period,district,Trực tuyến toàn trình,Trực tuyến một phần\n2024-06,Tràng Định,"+
			"\"9.223.372.036.854.775.000\",\"1.000\"\n", "count-too-large 2:4", "-"),
	})
}

// A sum over files that does not fit is an error, and nothing else breaks.
func TestOverflowOfFiles(t *testing.T) {
	row := func(procedure string) string {
		return "period;district;procedure;received\n2024-06;Tràng Định;" + procedure + ";9.223.372.036.854.775.000\n"
	}
	write(t, files{"a.csv": row("1"), "b.csv": row("2")})
	got := Read(definitions(t), []string{"a.csv", "b.csv"}, nil, Options{})
	if len(got.Findings) != 1 || got.Findings[0].Code != kpi.SumOverflow {
		t.Errorf("findings %s", found(got.Findings))
	}
	wantMessage(t, got.Findings[0])
}

func TestRowLengths(t *testing.T) {
	try(t, []readCase{
		one("short", oneRow+"2024-06,Văn Lãng,\n2024-06\n", "row-too-short 3:3 cells=3; row-too-short 4:1 cells=1", "-"),
		one("long", oneRow+"2024-06,Văn Lãng,,7,,8\n", "row-too-long 3:6 cells=6", "-"),
		one("long by spaces", oneRow+"2024-06,Văn Lãng,,7, ,\u00a0\n", "", oneEntry+"; Văn Lãng 2024-06: received 7"),
		one("a footer", oneRow+"\nNgười lập biểu\n", "", oneEntry),
		one("a header again", oneRow+exportHead, "", oneEntry),
	})
}

// Parts and wholes of a row are compared in the row.
// A row of a sheet ends at its last cell that is not blank.
func TestRowsOfSheets(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range [][]any{{"period", "district", "resolved", "received", "Ghi chú"}, {"2024-06", "A", 3, 5}, {"2024-06", "B", 1}, {}, {"2024-06", "C", 2, 4, "x"}} {
		if err := book.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := Read(definitions(t), []string{rows.Stdin}, &b, Options{})
	if text := found(got.Findings); text != "count-missing -:3:4" {
		t.Errorf("findings %s", text)
	}
	if text := dump(got.Ledger); text != "A 2024-06: received 5, resolved 3; B 2024-06: received ?, resolved 1; C 2024-06: received 4, resolved 2" {
		t.Errorf("ledger %s", text)
	}
	if n := got.Ledger.Files[0].Lines; n != (kpi.Lines{Total: 5, Header: 1, Data: 3, Blank: 1}) {
		t.Errorf("lines %+v", n)
	}
}

func TestRules(t *testing.T) {
	try(t, []readCase{
		one("parts make the whole", "period,district,received,received_online,received_offline\n2024-06,A,5,3,2\n2024-06,B,5,3,3\n2024-06,C,5,3,1\n",
			"parts-disagree 3:3; parts-disagree 4:3", "-"),
		one("parts of parts", "period,district,resolved,resolved_early,resolved_on_time,resolved_late\n2024-06,A,10,5,3,2\n2024-06,B,10,5,3,1\n",
			"parts-disagree 3:3", "-"),
		one("one part of two", "period,district,received_online,received\n2024-06,A,5,5\n2024-06,B,6,5\n", "part-exceeds-whole 3:4", "-"),
		one("within", "period,district,digitised,digitised_eligible\n2024-06,A,5,5\n2024-06,B,6,5\n", "part-exceeds-whole 3:4", "-"),
		one("within a whole that its parts make", "period,district,on_system,received_online,received_offline\n2024-06,A,5,3,2\n2024-06,B,6,3,2\n",
			"part-exceeds-whole 3:4", "-"),
		one("a part is missing", "period,district,received,received_online,received_offline\n2024-06,A,5,3,\n2024-06,B,5,6,\n",
			"count-missing 2:5; part-exceeds-whole 3:3; count-missing 3:5", "-"),
		one("the whole is missing", "period,district,received,received_online,received_offline\n2024-06,A,,3,2\n", "count-missing 2:3",
			"A 2024-06: received_online 3, received_offline 2, received ?"),
		one("rows are compared, not sums", "period,district,procedure,received,received_online,received_offline\n2024-06,A,1,5,3,1\n2024-06,A,2,5,3,3\n",
			"parts-disagree 2:4; parts-disagree 3:4", "-"),
	})
}

// Total rows are left out with a note, wherever the word stands.
func TestTotalRows(t *testing.T) {
	const counted = "Tràng Định/Xã Chi Lăng 2024-06: received 3; Tràng Định/Xã Tri Phương 2024-06: received 4"
	rows := exportHead + "2024-06,Tràng Định,Xã Chi Lăng,3\n2024-06,Tràng Định,Xã Tri Phương,4\n"
	total := func(name, row string) readCase { return one(name, rows+row+"\n", "row-total 4 rows=1", counted) }
	byField := "period,district,commune,Lĩnh vực,received\n2024-06,Tràng Định,Xã Chi Lăng,Đất đai,3\n2024-06,Tràng Định,Xã Tri Phương,Hộ tịch,4\n"
	numbered := "STT,period,district,commune,received\n1,2024-06,Tràng Định,Xã Chi Lăng,3\n2,2024-06,Tràng Định,Xã Tri Phương,4\n"
	described := "period,district,commune,Nội dung,received\n2024-06,Tràng Định,Xã Chi Lăng,Đất đai,3\n2024-06,Tràng Định,Xã Tri Phương,Hộ tịch,4\n"
	try(t, []readCase{
		total("in the commune", "2024-06,Tràng Định,Tổng cộng,7"),
		total("in the district", "2024-06,Tổng số,,7"),
		total("in the period", "Tổng,,,7"),
		total("in upper case", "2024-06,TỔNG CỘNG,,7"),
		total("decomposed", norm.NFD.String("2024-06,Tổng cộng,,7")),
		total("with a colon", "2024-06,Cộng :,,7"),
		total("the whole district", "2024-06,Tràng Định,Toàn huyện,7"),
		total("in English", "2024-06,Grand total,,7"),
		total("of a named district", "2024-06,Tràng Định,Tổng cộng huyện Tràng Định,7"),
		total("of the whole district", "2024-06,Tràng Định,Tổng số toàn huyện,7"),
		total("the whole district by name", "2024-06,Tràng Định,Toàn huyện Tràng Định,7"),
		one("several", exportHead+"2024-06,Tổng cộng,,x\n2024-06,Tràng Định,Xã Chi Lăng,3\n2024-06,Tràng Định,Cộng,9\n",
			"row-total 2 rows=2; total-disagrees 2:4 rows=1; total-disagrees 4:4 rows=1", "Tràng Định/Xã Chi Lăng 2024-06: received 3"),
		one("in the field", byField+"2024-06,Tràng Định,Xã Tri Phương,Tổng số,4\n", "row-total 4 rows=1", counted),
		one("in the field of a district", byField+"2024-06,Tràng Định,,Tổng cộng,7\n", "row-total 4 rows=1", counted),
		one("in the procedure", strings.Replace(byField, "Lĩnh vực", "Tên TTHC", 1)+"2024-06,Tràng Định,Xã Tri Phương,TỔNG CỘNG,4\n", "row-total 4 rows=1", counted),
		one("in the number", numbered+"Tổng cộng,2024-06,Tràng Định,,7\n", "row-total 4 rows=1", counted),
		one("in a column that is not known", described+"2024-06,Tràng Định,Xã Tri Phương,Tổng số,4\n", "column-unknown 1:4; row-total 4 rows=1", counted),
		one("no total: a name like one", exportHead+"2024-06,Văn Lãng,Xã Cộng Hòa,3\n2024-06,Văn Lãng,Xã Tổng Cọt,4\n", "",
			"Văn Lãng/Xã Cộng Hòa 2024-06: received 3; Văn Lãng/Xã Tổng Cọt 2024-06: received 4"),
	})
}

// A column without a header is not left out in silence where it holds something.
func TestColumnsWithoutHeader(t *testing.T) {
	const both = "Tràng Định 2024-06: received 5; Văn Lãng 2024-06: received 7"
	try(t, []readCase{
		one("empty", "period,district,,received,,\n2024-06,Tràng Định,,5,,\n2024-06,Văn Lãng, ,7,\n", "", both),
		one("filled", "period,district,received,,\n2024-06,Tràng Định,5,,\n2024-06,Văn Lãng,7,99,\n2024-07,Văn Lãng,7,98,\n", "column-unknown 3:4",
			both+"; Văn Lãng 2024-07: received 7"),
		one("filled in the middle", "period,,district,received\n2024-06,Đất đai,Tràng Định,5\n2024-06,,Văn Lãng,7\n", "column-unknown 2:2", both),
		one("rows without the empty columns", "period,district,received,,\n2024-06,Tràng Định,5\n2024-06,Văn Lãng,7,\n", "", both),
		one("a row without a named column too", "period,district,received,,\n2024-06,Tràng Định,5\n2024-06,Văn Lãng\n", "row-too-short 3:2 cells=2", "-"),
	})
}

// Of a file without hope some findings are kept, and the others counted.
func TestManyFindings(t *testing.T) {
	const kept, more = 10_000, 3
	text := exportHead + strings.Repeat("2024-06,Tràng Định,Xã Chi Lăng\n", kept+more)
	got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{})
	counts := map[string]int{}
	for _, f := range got.Findings {
		counts[f.Code]++
		if f.Code == kpi.FindingsMore && f.Args.Value("more") != "3" {
			t.Errorf("%s more, want %d", f.Args.Value("more"), more)
		}
	}
	if len(counts) != 2 || counts[kpi.RowTooShort] != kept || counts[kpi.FindingsMore] != 1 {
		t.Errorf("findings by code: %v", counts)
	}
	got = Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text[:len(text)-more*len("2024-06,Tràng Định,Xã Chi Lăng\n")]), Options{})
	if n := len(got.Findings); n != kept {
		t.Errorf("%d findings of as many as are kept, want %d", n, kept)
	}
}

// Nothing is read below a header that cannot be understood.
func TestBadHeaderEndsTheFile(t *testing.T) {
	try(t, []readCase{
		one("ambiguous", "period,district,Quá hạn,received\n2024-06,A,x,y\n", "header-ambiguous 1:3", ""),
		one("duplicate", "period,Huyện,Quận/Huyện,received\n2024-13,A,x,y\n", "column-duplicate 1:3 other=2", ""),
	})
}
