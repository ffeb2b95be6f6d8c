package lists

import (
	"fmt"
	"hash/maphash"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// testColumns are the columns of the rows of these tests, in order, behind the unit.
func testColumns() []catalog.ListColumn {
	return []catalog.ListColumn{catalog.ListCode, catalog.ListReceived, catalog.ListDue, catalog.ListResult, catalog.ListReturned, catalog.ListAsked, catalog.ListSupplied,
		catalog.ListState, catalog.ListChannel, catalog.ListFee, catalog.ListPaid}
}

// testOptions are those of a list of 30 September 2025 with these columns.
func testOptions(t *testing.T) Options {
	t.Helper()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	list := &header.List{}
	for c := range list.Cells {
		list.Cells[c] = -1
	}
	for i, c := range testColumns() {
		list.Cells[c] = i + 1
	}
	layout := &header.Layout{Headers: make([]string, len(testColumns())+1), List: list}
	for k := range layout.Keys {
		layout.Keys[k] = -1
	}
	layout.Keys[header.Unit] = 0
	return Options{Layout: layout, Words: cat.Lists, AsOf: day(t, "30/09/2025"), Seed: maphash.MakeSeed(), Other: -1}
}

// day reads a day that must be one.
func day(t *testing.T, text string) kpi.Moment {
	t.Helper()
	m, fault := dates.Moment([]byte(text))
	if fault != dates.NoFault {
		t.Fatalf("no day: %s", text)
	}
	return m
}

// cellsOf returns the cells of a row as CSV without quotes.
func cellsOf(text string) (cells [][]byte) {
	for cell := range strings.SplitSeq(text, ",") {
		cells = append(cells, []byte(cell))
	}
	return cells
}

// faultNames writes faults in order.
func faultNames(f Faults) string {
	names := map[Faults]string{NoReceipt: "no receipt", NoDue: "no due", NoCode: "no code", DueBefore: "due before", SuppliedBefore: "supplied before",
		Contradicts: "contradicts", Undated: "undated", CodeDay: "code day", NoState: "no state"}
	for _, c := range testColumns() {
		names[Unread(c)] = fmt.Sprint("unread ", c-catalog.ListCode)
		if c >= catalog.ListReceived && c <= catalog.ListSupplied {
			names[Before(c)], names[Future(c)] = fmt.Sprint("before ", c-catalog.ListCode), fmt.Sprint("future ", c-catalog.ListCode)
		}
	}
	var list []string
	for bit := Faults(1); bit != 0; bit <<= 1 {
		if f&bit != 0 {
			list = append(list, names[bit])
		}
	}
	return strings.Join(list, ", ")
}

// Each fault of a row by itself, and whether the row is counted.
func TestFaults(t *testing.T) {
	unread := func(c catalog.ListColumn) string { return fmt.Sprint("unread ", c-catalog.ListCode) }
	for _, tt := range []struct {
		name, row, want string
		isCounted       bool
	}{
		{"nothing", "A,H37.20-250901-0001,01/09/2025,05/09/2025,04/09/2025,,,,Đã xử lý xong,Trực tuyến,0,", "", true},
		{"open", "A,1,01/09/2025,05/10/2025,,,,,Đang xử lý,,,", "", true},
		{"no receipt", "A,1,,05/09/2025,04/09/2025,,,,Đã xử lý xong,,,", "no receipt", false},
		{"registered", "A,1,,,,,,,Mới đăng ký,,,", "", true},
		{"no appointment", "A,1,01/09/2025,,04/09/2025,,,,Đã xử lý xong,,,", "no due", true},
		{"no code", "A, ,01/09/2025,05/09/2025,04/09/2025,,,,Đã xử lý xong,,,", "no code", true},
		{"ended the day before", "A,1,02/09/2025,05/09/2025,01/09/2025,,,,Đã xử lý xong,,,", "before result_on", false},
		{"ended the minute before", "A,1,02/09/2025 08:01,05/09/2025,02/09/2025 08:00,,,,Đã xử lý xong,,,", "before result_on", false},
		{"ended that day, no minute", "A,1,02/09/2025 08:01,05/09/2025,02/09/2025,,,,Đã xử lý xong,,,", "", true},
		{"returned before", "A,1,02/09/2025,05/09/2025,,01/09/2025,,,Rút hồ sơ,,,", "before returned_on", false},
		{"due before", "A,1,06/09/2025,05/09/2025,07/09/2025,,,,Đã xử lý xong,,,", "due before", true},
		{"received tomorrow", "A,1,01/10/2025,05/10/2025,,,,,Đang xử lý,,,", "future received_on", false},
		{"ended tomorrow", "A,1,01/09/2025,05/10/2025,01/10/2025,,,,Đã xử lý xong,,,", "future result_on", true},
		{"asked and returned tomorrow", "A,1,01/09/2025,05/10/2025,,01/10/2025,02/10/2025,,Rút hồ sơ,,,", "future returned_on, future asked_on", true},
		{"due tomorrow", "A,1,01/09/2025,01/10/2025,,,,,Đang xử lý,,,", "", true},
		{"done without a day", "A,1,01/09/2025,05/09/2025,,,,,Đã xử lý xong,,,", "contradicts", true},
		{"open with a day", "A,1,01/09/2025,05/09/2025,04/09/2025,,,,Đang xử lý,,,", "contradicts", true},
		{"supplied before it was asked to", "A,1,01/09/2025,05/09/2025,,,04/09/2025,03/09/2025,Đang xử lý,,,", "supplied before", true},
		{"stopped without a day", "A,1,01/09/2025,05/09/2025,,,,,Dừng xử lý,,,", "undated", true},
		{"waiting without a day", "A,1,01/09/2025,05/09/2025,,,,,Chờ bổ sung,,,", "undated", true},
		{"waiting since a day", "A,1,01/09/2025,05/09/2025,,,02/09/2025,,Chờ bổ sung,,,", "", true},
		{"a code of another day", "A,H37.20-250831-0001,01/09/2025,05/09/2025,04/09/2025,,,,Đã xử lý xong,,,", "code day", true},
		{"a blank state", "A,1,01/09/2025,05/09/2025,04/09/2025,,,, ,,,", "no state", true},
		{"an unknown state", "A,1,01/09/2025,05/09/2025,04/09/2025,,,,9,,,", unread(catalog.ListState), true},
		{"an unknown channel", "A,1,01/09/2025,05/09/2025,04/09/2025,,,,Đã xử lý xong,Zalo,,", unread(catalog.ListChannel), true},
		{"no fee", "A,1,01/09/2025,05/09/2025,04/09/2025,,,,Đã xử lý xong,,xx,", unread(catalog.ListFee), true},
		{"no payment", "A,1,01/09/2025,05/09/2025,04/09/2025,,,,Đã xử lý xong,,1,2", unread(catalog.ListPaid), true},
		{"a name for a day", "A,1,01/09/2025,Nông,04/09/2025,,,,Đã xử lý xong,,,", unread(catalog.ListDue), false},
		{"31 September", "A,1,31/09/2025,05/10/2025,,,,,Đang xử lý,,,", unread(catalog.ListReceived), false},
		{"done on no day", "A,1,01/09/2025,05/09/2025,xong,,,,Đã xử lý xong,,,", unread(catalog.ListResult), false},
		{"waiting since no day", "A,1,01/09/2025,05/09/2025,,,hôm qua,,Chờ bổ sung,,,", unread(catalog.ListAsked), false},
	} {
		p := NewParser(testOptions(t))
		r := p.Parse(cellsOf(tt.row))
		if got := faultNames(r.Faults); got != tt.want || r.Faults.IsCounted() != tt.isCounted {
			t.Errorf("%s: %q, counted %t; want %q, %t", tt.name, got, r.Faults.IsCounted(), tt.want, tt.isCounted)
		}
	}
}

func TestDossierOfARow(t *testing.T) {
	p := NewParser(testOptions(t))
	r := p.Parse(cellsOf("A,1,01/09/2025 08:00,05/09/2025,,07/09/2025,02/09/2025,03/09/2025,Rút hồ sơ,Bưu điện,1.200.000,Có"))
	want := dossiers.Dossier{Received: day(t, "01/09/2025 08:00"), Due: day(t, "05/09/2025"), Returned: day(t, "07/09/2025"), Asked: day(t, "02/09/2025"), Supplied: day(t, "03/09/2025"),
		State: dossiers.Withdrawn, Channel: dossiers.Postal, Fee: dossiers.Yes, Paid: dossiers.Yes}
	if r.Dossier != want || r.Code == 0 || r.Kept != -1 || r.Other != Left {
		t.Errorf("%+v\nwant %+v", r, want)
	}
	for fee, want := range map[string]dossiers.Flag{"": dossiers.Blank, "0": dossiers.No, "-": dossiers.No, "50.000": dossiers.Yes, "Miễn phí": dossiers.No, "Có thu": dossiers.Yes} {
		if got := p.Parse(cellsOf("A,1,01/09/2025,05/09/2025,,,,,Đang xử lý,," + fee + ",")).Dossier.Fee; got != want {
			t.Errorf("fee %q: %d, want %d", fee, got, want)
		}
	}
}

func TestCodeDay(t *testing.T) {
	for code, want := range map[string]string{
		"H37.20-250901-0001": "2025-09-01", "000.20.37.H37-250805-0001": "2025-08-05", "G01.899.101-260301-AB0001": "2026-03-01",
		"H37.20-250931-0001": "", "H37.20-251301-0001": "", "H37-1": "", "250901-1": "", "-250901-": "2025-09-01", "H37.20-25090A-1": "", "H37.20-2509010-1": "", "H37.20-250901": "", "": "",
	} {
		if got := codeDay([]byte(code)).String(); got != want && !(want == "" && codeDay([]byte(code)).IsZero()) {
			t.Errorf("%q: %s, want %s", code, got, want)
		}
	}
}

// What rows are is known by the day of receipt, or by the number of cells that are filled.
func TestIsRow(t *testing.T) {
	p := NewParser(testOptions(t))
	for row, want := range map[string]bool{
		",,01/09/2025": true, ",H37.20-250901-0001": true, "A,,,05/09/2025": true, ",,,05/09/2025": false, "I,Xã 1 tháng 5": false, "A,1,x,y,,,,,,,,": true, "I,Xã Quốc Khánh": false, "Tổng cộng: 3 hồ sơ,,,,,,,,,,,": false, ",,,,,,,,,,,": false, "A,B,,,,,,,,,,": false, "A,B,,,,,,,Đang xử lý": true,
	} {
		if got := p.IsRow(cellsOf(row)); got != want {
			t.Errorf("%q: %t", row, got)
		}
	}
}

// The text of one unit has one number, and that of a row before is not taken for another.
func TestUnitsOfRows(t *testing.T) {
	p := NewParser(testOptions(t))
	var numbers []int
	for _, unit := range []string{"A", "A", "", "B", "A", "", "AB"} {
		numbers = append(numbers, int(p.Parse(cellsOf(unit+",1,01/09/2025,05/09/2025,,,,,Đang xử lý,,,")).Unit))
	}
	if got := fmt.Sprint(numbers, len(p.Units().Texts)); got != "[0 0 1 2 0 1 3] 4" {
		t.Error(got)
	}
}

// A code has one hash, however it is written: in any letters, with any dashes, with spaces or
// an apostrophe that a spreadsheet wants.
func TestCodesThatDifferInForm(t *testing.T) {
	p := NewParser(testOptions(t))
	hash := func(code string) uint64 {
		return p.Parse(cellsOf("A," + code + ",01/09/2025,05/09/2025,,,,,Đang xử lý,,,")).Code
	}
	want := hash("H37.20-250901-0001")
	for _, code := range []string{"h37.20-250901-0001", "H37.20 -250901-0001", "H37.20-250901-0001\u00a0", "\u00a0H37.20\u00a0-250901-0001", "'H37.20-250901-0001", "’H37.20-250901-0001", "H37.20–250901—0001", "H37.20\u2011250901−0001",
		"\ufeffH37.20-250901-0001", " H37.20-250901-\n0001 "} {
		if hash(code) != want {
			t.Errorf("%q is another code", code)
		}
	}
	for _, code := range []string{"H37.20-250901-0002", "H3720-250901-0001", "H37.20-250901-0001'", "H37.20_250901-0001", "Đ37.20-250901-0001"} {
		if hash(code) == want {
			t.Errorf("%q is the same code", code)
		}
	}
	if hash("đ1") == hash("Đ1") || hash("'") != 0 || hash("\u00a0") != 0 { // letters that are not ASCII may be of another system
		t.Error("letters with marks are folded, or a blank code has a hash")
	}
	if r := p.Parse(cellsOf("A,h37.20–250831–0001,01/09/2025,05/09/2025,,,,,Đang xử lý,,,")); r.Faults != CodeDay {
		t.Errorf("the day of a code is not read: %s", faultNames(r.Faults))
	}
}

// Each day that cannot be read has its own reason.
func TestReasons(t *testing.T) {
	r := NewParser(testOptions(t)).Parse(cellsOf("A,1,31/09/2025,09/13/2025,xong,14/09/25,03/09/2025,,Đang xử lý,,,"))
	for c, want := range map[catalog.ListColumn]dates.MomentFault{catalog.ListReceived: dates.NoSuchDay, catalog.ListDue: dates.MonthBeforeDay, catalog.ListResult: dates.NotADay, catalog.ListReturned: dates.TwoDigitYear,
		catalog.ListAsked: dates.NoFault, catalog.ListSupplied: dates.NoFault} {
		if got := r.Reason(c); got != want {
			t.Errorf("%s: %d, want %d", c, got, want)
		}
	}
}

// Two hashes are equal where what is read of the rows is, whatever the other cells hold.
func TestKept(t *testing.T) {
	o := testOptions(t)
	o.Layout.Headers = append(o.Layout.Headers, "Chủ hồ sơ")
	o.Keeps = func(uint64) bool { return true }
	p := NewParser(o)
	var k []Kept
	for _, row := range []string{"A,1,01/09/2025,,,,,,,,,,Hoa", "A,1,01/09/2025,,,,,,,,,,Lan", "A,1,02/09/2025,,,,,,,,,,Hoa", "B,1,01/09/2025,,,,,,,,,,Hoa", "A1,,01/09/2025,,,,,,,,,,Hoa",
		"A,' 1\u00a0,01/09/2025 ,,,,,,,,,,Hoa"} {
		p.Parse(cellsOf(row))
		if k = append(k, p.Kept()...); len(p.Kept()) != 1 {
			t.Errorf("%d are kept of one row", len(p.Kept()))
		}
	}
	if k[0] != k[5] || k[0] != k[1] || k[0].Whole == k[2].Whole || k[0].Whole == k[3].Whole || k[0].Whole == k[4].Whole || k[0].Code != "1" || k[4].Code != "" {
		t.Errorf("%+v", k)
	}
}

// Rows of a block that are whole and have a day of receipt are parsed; all others are left, in
// order, on their lines.
func TestBlock(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.csv")
	const text = "A,1,01/09/2025,,,,,,,,,\n" + // parsed
		"I. Xã B,,,,,,,,,,,\n" + // words
		"A,2,01/09/2025,,,,,,,,\n" + // cut
		"A,3,01/09/2025,,,,,,,,,,\n" + // long
		"\"A\n\",4,01/09/2025,,,,,,,,,\n" + // parsed, of two lines
		"A,5,Nông,,,,,,,,,\n" + // no day
		"\n" + // blank
		"\"A\",6,02/09/2025,,,,,,,,,\n" // parsed
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	findings := kpi.NewFileFindings(name)
	f := rows.Open(rows.Path(name), rows.Options{Choose: func([]byte, func(byte) [][]string) byte { return ',' }}, findings)
	defer f.Close()
	b := &Block{}
	if b.Data, b.Fault = f.Text.Block(nil); b.Fault != nil {
		t.Fatal(b.Fault)
	}
	for range 2 { // the second time over what is there
		NewParser(testOptions(t)).Block(f.Text, b)
		var got []string
		for _, r := range b.Rows {
			got = append(got, fmt.Sprintf("%d:%d:%d", r.Line, r.Lines, r.Unit))
		}
		var left []int
		for _, row := range b.Rest {
			left = append(left, len(row.Cells))
		}
		if got := fmt.Sprint(got, left, b.IsRead, b.IsText, len(b.Units.Texts)); got != "[0:1:0 1:0:-1 2:0:-1 3:0:-1 4:2:2 6:0:-1 7:0:-1 8:1:0] [12 11 13 12 1] true true 3" {
			t.Error(got)
		}
	}
	for data, want := range map[string]string{"A,1,01/09/2025,\"\n": "false true", "\xff,1,01/09/2025,,,,,,,,,\n": "true false", "A,1,01/09/2025\x00,,,,,,,,,\n": "true false"} {
		b.Data = []byte(data)
		NewParser(testOptions(t)).Block(f.Text, b)
		if got := fmt.Sprint(b.IsRead, b.IsText); got != want {
			t.Errorf("%q: %s, want %s", data, got, want)
		}
	}
}
