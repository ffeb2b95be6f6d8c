package input

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// wantAll asks for the cells of every count of a ledger.
func wantAll(l *kpi.Ledger, most int) map[kpi.Want]int {
	wants := map[kpi.Want]int{}
	for _, e := range l.Entries {
		for i := range l.Measures.Len() {
			if e.Tally.Touched(i) {
				wants[kpi.Want{Entry: e, Measure: i}] = most
			}
		}
	}
	return wants
}

// cellsText writes the cells of all counts: "A 2024-06 received: 2:3 "1"=1, 3:3 "2"=2".
func cellsText(l *kpi.Ledger, found map[kpi.Want]*kpi.Cells) string {
	var texts []string
	for _, e := range l.Entries {
		for i := range l.Measures.Len() {
			c := found[kpi.Want{Entry: e, Measure: i}]
			if c == nil {
				continue
			}
			var cells []string
			for _, cell := range slices.Concat(c.Given, c.Missing) {
				text := fmt.Sprintf("%s %q", strings.TrimPrefix(placeText(cell.Place), "a.csv:"), cell.Place.Text)
				if cell.Known {
					text += "=" + kpi.FormatCount(cell.Value, l.Measures.At(i).Scale())
				}
				cells = append(cells, text)
			}
			if more := c.Count + c.Lacking - len(cells); more > 0 {
				cells = append(cells, fmt.Sprintf("%d more", more))
			}
			texts = append(texts, fmt.Sprintf("%s %s %s: %s", e.Unit.Name(), e.Period, l.Measures.At(i).ID, strings.Join(cells, ", ")))
		}
	}
	return strings.Join(texts, "; ")
}

// wantCells wants the cells of every count that is complete to add up to it. A sum that
// does not fit is the one that no cells add up to.
func wantCells(t *testing.T, r Result, opts Options) {
	t.Helper()
	if slices.ContainsFunc(r.Findings, func(f kpi.Finding) bool { return f.Code == kpi.SumOverflow }) {
		return
	}
	_, findings := Cells(definitions(t), r.Ledger, wantAll(r.Ledger, 1), opts)
	for _, f := range findings {
		t.Errorf("the cells of %s are not those of its counts", f.Place.File)
	}
}

// many is more cells than any test has.
const many = math.MaxInt

func TestCells(t *testing.T) {
	const head = "Kỳ,Huyện,Tiếp nhận\n"
	const daily = "Kỳ,Huyện,Tiếp nhận,Tồn kỳ trước,Đang giải quyết\n"
	for _, tt := range []struct {
		name string
		in   files
		opts Options
		most int
		want string
	}{
		{"rows by field", files{"a.csv": "Kỳ,Huyện,Lĩnh vực,Tiếp nhận\n2024-06,A,Đất đai,1\n2024-06,B,Đất đai,5\n2024-06,A,Hộ tịch,2\n"}, Options{}, many,
			`A 2024-06 received: 2:4 "1"=1, 4:4 "2"=2; B 2024-06 received: 3:4 "5"=5`},
		{"groups, dashes, blanks", files{"a.csv": "Kỳ,Huyện,Tiếp nhận,Tồn kỳ trước\n2024-06,A, 6.118 ,-\n2024-06,B,,…\n"}, Options{}, many,
			`A 2024-06 received: 2:3 " 6.118 "=6118; A 2024-06 carried_over: 2:4 "-"=0; B 2024-06 received: 3:3 ""; B 2024-06 carried_over: 3:4 "…"`},
		{"blanks are 0", files{"a.csv": "Kỳ,Huyện,Tiếp nhận,Tồn kỳ trước\n2024-06,B,,…\n"}, Options{BlankZero: true}, many,
			`B 2024-06 received: 2:3 ""=0; B 2024-06 carried_over: 2:4 "…"`},
		{"several columns of a measure", files{"a.csv": "Kỳ,Huyện,Trực tuyến toàn trình,Trực tuyến một phần\n2024-06,A,3,4\n2024-06,B,3,\n"}, Options{}, many,
			`A 2024-06 received_online: 2:3 "3"=3, 2:4 "4"=4; B 2024-06 received_online: 3:3 "3"=3, 3:4 ""`},
		{"a list of time limits", files{"a.csv": "Huyện,Mã TTHC,Thời hạn quy định,Thời hạn sau cắt giảm\nA,1.1,4.5,3\nA,1.2,10,10\nA,1.3,7,\n"},
			Options{Period: period(t, "2024-06")}, many,
			`A 2024-06 statutory_days: 2:3 "4.5"=4.5, 3:3 "10"=10, 4:3 "7"=7; A 2024-06 assigned_days: 2:4 "3"=3, 3:4 "10"=10, 4:4 ""; ` +
				`A 2024-06 procedures: 2 ""=1, 3 ""=1, 4 ""=1; A 2024-06 procedures_cut: 2 ""=1, 3 ""=0, 4 ""`},
		{"days: the first opens, the last closes", files{"a.csv": daily + "02/06/2024,A,2,11,21\n03/06/2024,A,4,12,22\n01/06/2024,A,1,10,20\n"}, Options{}, many,
			`A 2024-06 received: 2:3 "2"=2, 3:3 "4"=4, 4:3 "1"=1; A 2024-06 carried_over: 4:4 "10"=10; A 2024-06 pending: 3:5 "22"=22`},
		{"days of fields: states are not known", files{"a.csv": "Kỳ,Huyện,Lĩnh vực,Tiếp nhận,Đang giải quyết\n01/06/2024,A,Đất đai,1,20\n02/06/2024,A,Hộ tịch,2,21\n"}, Options{}, many,
			`A 2024-06 received: 2:4 "1"=1, 3:4 "2"=2; A 2024-06 pending: `},
		{"the first cells", files{"a.csv": daily + "02/06/2024,A,2,11,21\n03/06/2024,A,4,12,22\n01/06/2024,A,1,10,20\n"}, Options{}, 1,
			`A 2024-06 received: 2:3 "2"=2, 2 more; A 2024-06 carried_over: 4:4 "10"=10; A 2024-06 pending: 3:5 "22"=22`},
		{"no cells", files{"a.csv": head + "2024-06,A,1\n2024-06,B,\n"}, Options{}, 0, "A 2024-06 received: 1 more; B 2024-06 received: 1 more"},
		{"one count in two files", files{"a.csv": "Kỳ,Huyện,Mã TTHC,Tiếp nhận\n2024-06,A,1.1,1\n", "b.csv": "Kỳ,Huyện,Mã TTHC,Tiếp nhận\n2024-06,A,1.2,2\n"}, Options{}, many,
			`A 2024-06 received: 2:4 "1"=1, b.csv:2:4 "2"=2`},
		{"two spellings, one unit", files{"a.csv": "Kỳ,Huyện,Lĩnh vực,Tiếp nhận\n2024-06,Huyện A,Đất đai,1\n2024-06,A,Hộ tịch,2\n"}, Options{}, many,
			`A 2024-06 received: 2:4 "1"=1, 3:4 "2"=2`},
		{"lists of the whole run", files{"a.csv": head + "2024-05,A,1\n2024-06,A,2\n", "b.csv": "Huyện,Cán bộ công chức,Đạt chuẩn\nA,5,4\n"}, Options{}, many,
			`A 2024-05 received: 2:3 "1"=1; A 2024-05..2024-06 officials: b.csv:2:2 "5"=5; A 2024-05..2024-06 officials_qualified: b.csv:2:3 "4"=4; A 2024-06 received: 3:3 "2"=2`},
		{"below titles, with totals", files{"a.csv": "Báo cáo tháng 6 năm 2024,,\n,,\nHuyện,Tiếp nhận,\nA,1,\nB,\"2\",\nTổng,3,\n"}, Options{}, many,
			`A 2024-06 received: 4:2 "1"=1; B 2024-06 received: 5:2 "2"=2`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := read(t, tt.in, tt.opts).Ledger
			found, findings := Cells(definitions(t), l, wantAll(l, tt.most), tt.opts)
			if len(findings) > 0 {
				t.Errorf("findings %v", findings)
			}
			if got := cellsText(l, found); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// The number of a workbook is a cell with a row and a column, too.
func TestCellsOfWorkbook(t *testing.T) {
	cell := func(ref, text string) string {
		return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	rows := `<row r="1">` + cell("A1", "Kỳ") + cell("B1", "Huyện") + cell("C1", "Tiếp nhận") + `</row>` +
		`<row r="3">` + cell("A3", "2024-06") + cell("B3", "A") + `<c r="C3"><v>1057</v></c></row>`
	in := files{"a.xlsx": bookOf(t, "worksheets/sheet1.xml", rows, "")}
	names := write(t, in)
	l := Read(definitions(t), names, nil, Options{}).Ledger
	found, findings := Cells(definitions(t), l, wantAll(l, many), Options{})
	if got, want := cellsText(l, found), `A 2024-06 received: a.xlsx:3:3 "1057"=1057`; got != want || len(findings) > 0 {
		t.Errorf("got %s, want %s; findings %v", got, want, findings)
	}
}

// A file that is another one when it is read again is reported; its cells would not be those
// of the figure.
func TestCellsOfChangedFile(t *testing.T) {
	const head = "Kỳ,Huyện,Tiếp nhận\n"
	for name, text := range map[string]string{
		"another count": head + "2024-06,A,2\n2024-06,B,7\n", "a blank": head + "2024-06,A,\n2024-06,B,7\n", "a row more": head + "2024-06,A,1\n2024-06,B,7\n2024-06,C,1\n",
		"rows in another order": head + "2024-06,B,7\n2024-06,A,1\n", "a line above": "\n" + head + "2024-06,A,1\n2024-06,B,7\n", "empty": "",
		"another header": "Kỳ,Huyện,Tồn kỳ trước\n2024-06,A,1\n2024-06,B,7\n", "gone": "gone",
	} {
		l := read(t, files{"a.csv": head + "2024-06,A,1\n2024-06,B,7\n", "b.csv": head + "2024-06,Z,1\n"}, Options{}).Ledger
		err := os.WriteFile("a.csv", []byte(text), 0o644)
		if text == "gone" {
			err = os.Remove("a.csv")
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, findings := Cells(definitions(t), l, wantAll(l, many), Options{}); found(findings) != "file-changed" || findings[0].Place.File != "a.csv" {
			t.Errorf("%s: findings %v", name, findings)
		}
	}
}

// Of the example exports and of forms, the cells of every count add up to it.
func TestCellsAddUp(t *testing.T) {
	for pattern, opts := range map[string]Options{
		"exports/*.csv": {}, "article/*.csv": {}, "forms/clean/*.csv": {}, "forms/ii06a.csv": {}, "forms/quarterly-units.csv": {}, "forms/all-levels.csv": {},
		"forms/unit-summary.csv": {Rows: rows.Options{Encoding: "windows-1258"}}, "forms/progress-766.xlsx": {}, "forms/payment.csv": {Rows: rows.Options{Encoding: "tcvn3"}}, "forms/hue.csv": {},
		"forms/hn-periodic.csv": {}, "forms/receipts.csv": {Rows: rows.Options{Encoding: "vni"}}, "forms/epar.csv": {}, "forms/gia-lai.csv": {},
	} {
		paths, err := filepath.Glob(filepath.Join("..", "..", "testdata", filepath.FromSlash(pattern)))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		l := Read(definitions(t), paths, nil, opts).Ledger
		wants := wantAll(l, many)
		found, findings := Cells(definitions(t), l, wants, opts)
		if len(findings) > 0 || len(wants) < 3 {
			t.Errorf("%s: %d counts, findings %v", pattern, len(wants), findings)
		}
		for w, c := range found {
			if v, complete := w.Entry.Tally.Value(w.Measure); complete && (c.Sum != v || c.Count != len(c.Given)) || complete == (c.Lacking > 0) {
				t.Errorf("%s, %s of %s: %+v, want %d", pattern, l.Measures.At(w.Measure).ID, w.Entry.Unit.Name(), c, v)
			}
		}
	}
}
