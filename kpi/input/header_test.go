package input

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"

	"golang.org/x/text/unicode/norm"
)

// example returns a header text of a row of the table: a * is any text.
func example(r catalog.HeaderRow) string { return strings.ReplaceAll(r.Header, "*", "quá hạn") }

// byItself returns an export with a header text of a column by itself, and its
// ledger.
func byItself(t *testing.T, column, header string) (text, want string) {
	t.Helper()
	quoted := `"` + header + `"`
	row := func(head, body string) string { return head + "\n" + body + "\n" }
	switch column {
	case catalog.KeyPeriod:
		return row(quoted+";district;received", "2024-06;Tràng Định;7"), "Tràng Định 2024-06: received 7"
	case catalog.KeyMonth:
		return row("Năm;"+quoted+";district;received", "2024;6;Tràng Định;7"), "Tràng Định 2024-06: received 7"
	case catalog.KeyQuarter:
		return row("Năm;"+quoted+";district;received", "2024;II;Tràng Định;7"), "Tràng Định 2024-Q2: received 7"
	case catalog.KeyYear:
		return row(quoted+";Tháng;district;received", "2024;6;Tràng Định;7"), "Tràng Định 2024-06: received 7"
	case catalog.KeyProvince:
		return row("period;"+quoted+";district;received", "2024-06;Lạng Sơn;Tràng Định;7"), "Lạng Sơn/Tràng Định 2024-06: received 7"
	case catalog.KeyCode:
		return row("period;district;"+quoted+";received", "2024-06;Tràng Định;180;7"), "Tràng Định 2024-06: received 7"
	case catalog.KeyDistrict:
		return row("period;"+quoted+";received", "2024-06;Tràng Định;7"), "Tràng Định 2024-06: received 7"
	case catalog.KeyCommune:
		return row("period;district;"+quoted+";received", "2024-06;Tràng Định;Xã Chi Lăng;7"), "Tràng Định/Xã Chi Lăng 2024-06: received 7"
	case catalog.KeyUnit:
		return row("period;"+quoted+";received", "2024-06;Huyện Tràng Định;7"), "Tràng Định 2024-06: received 7"
	case catalog.KeyLevel:
		return row("period;district;"+quoted+";received", "2024-06;Tràng Định;Cấp xã;7"), "Tràng Định [commune] 2024-06: received 7"
	case catalog.KeyProcedure, catalog.KeyField:
		return row("period;district;"+quoted+";received", "2024-06;Tràng Định;A;7\n2024-06;Tràng Định;B;8"), "Tràng Định 2024-06: received 15"
	case catalog.KeyCount:
		return row("period;district;Chỉ tiêu;"+quoted, "2024-06;Tràng Định;Tiếp nhận;7"), "Tràng Định 2024-06: received 7"
	case catalog.KeyOrdinal:
		return row("period;district;"+quoted+";received", "2024-06;Tràng Định;12.;7"), "Tràng Định 2024-06: received 7"
	case catalog.KeyIgnored, catalog.KeyPercent:
		return row("period;district;"+quoted+";received", "2024-06;Tràng Định;99,5;7"), "Tràng Định 2024-06: received 7"
	}
	if strings.HasPrefix(column, "%") {
		return row("period;district;"+quoted+";received", "2024-06;Tràng Định;99,5;7"), "Tràng Định 2024-06: received 7"
	}
	i, ok := definitions(t).Measures.Index(strings.Trim(strings.Split(column, "|")[0], "+?"))
	if !ok {
		t.Fatalf("no test for the column %q", column)
	}
	id := definitions(t).Measures.At(i).ID
	return row("period;district;"+quoted, "2024-06;Tràng Định;7"), "Tràng Định 2024-06: " + id + " 7"
}

// Merged cells that only announce parts leave these to the whole at their
// left.
func TestPartsBelowFiller(t *testing.T) {
	try(t, []readCase{
		one("filler", "Tháng 6/2024\nSTT,Huyện,Tổng số hồ sơ tiếp nhận,Trong đó,,,Tổng số hồ sơ đã giải quyết,Trong đó,,\n"+
			",,,Trực tuyến,Trực tiếp,Từ kỳ trước,,Trước hạn,Đúng hạn,Quá hạn\n1,Bắc Sơn,10,5,4,1,9,5,3,1\n", "key-from-title 1:1",
			"Bắc Sơn 2024-06: received_online 5, received_direct 4, carried_over 1, caseload 10, resolved_early 5, resolved_on_time 3, resolved_late 1, resolved 9"),
		one("filler of another whole", "Tháng 6/2024\nSTT,Huyện,Hồ sơ thu phí,Trong đó,\n,,,Trực tuyến,Quá hạn\n1,Bắc Sơn,10,5,1\n",
			"header-ambiguous 2:4; header-ambiguous 2:5", ""),
	})
}

// Every header text of the table, by itself, means what it means in the table.
func TestEveryHeader(t *testing.T) {
	all, ok := definitions(t).Rows(catalog.HeaderTable).([]catalog.HeaderRow)
	if !ok || len(all) < 200 {
		t.Fatalf("%d rows of header texts", len(all))
	}
	for _, r := range all {
		for _, header := range []string{example(r), strings.ToUpper(example(r)), norm.NFD.String(example(r)), "  " + example(r) + " (12)"} {
			text, want := byItself(t, r.Column, header)
			got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{Rows: rows.Options{Delimiter: ';'}})
			if text := dump(got.Ledger); text != want {
				t.Errorf("%s: %q: ledger %s, want %s", r.Column, header, text, want)
			}
			findings := found(got.Findings)
			switch {
			case r.Column == catalog.KeyPercent:
				want = "column-percent -:1:3"
			case strings.HasPrefix(r.Column, "+"):
				want = "column-alone -:1:3"
			case strings.Contains(r.Column, "|"):
				want = "header-doubtful -:1:3"
			default:
				want = ""
			}
			if findings != want {
				t.Errorf("%s: %q: findings %s, want %s", r.Column, header, findings, want)
			}
		}
	}
}

// Every measure id and every key is a header text by itself.
func TestEveryID(t *testing.T) {
	ms := definitions(t).Measures
	ids := slices.DeleteFunc(catalog.Keys(), func(key string) bool {
		return slices.Contains([]string{catalog.KeyPercent, catalog.KeyDayKind, catalog.KeyThings}, key)
	})
	for i := range ms.Len() {
		ids = append(ids, ms.At(i).ID)
	}
	for _, id := range ids {
		text, want := byItself(t, id, id)
		got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{Rows: rows.Options{Delimiter: ';'}})
		if text := dump(got.Ledger); text != want {
			t.Errorf("%s: ledger %s, want %s", id, text, want)
		}
		if text := found(got.Findings); text != "" {
			t.Errorf("%s: findings %s", id, text)
		}
	}
}

// The figures of the official form, flat, are added to the measures that they are of.
func TestFlatFormFigures(t *testing.T) {
	try(t, []readCase{{
		name: "flat form",
		in: files{"a.csv": "TT;Lĩnh vực;Huyện;Tổng số hồ sơ tiếp nhận (3);Trực tuyến (4);Trực tiếp, dịch vụ bưu chính (5);Từ kỳ trước (6);" +
			"Tổng số hồ sơ đã giải quyết (7);Trước hạn (8);Đúng hạn (9);Quá hạn (10);Tổng số hồ sơ đang giải quyết (11);Trong hạn (12);Quá hạn (13)\n" +
			"1;Đất đai;Tràng Định;60;30;20;10;45;15;25;5;15;12;3\n" +
			"2;Hộ tịch;Tràng Định;6;3;2;1;5;2;2;1;1;0;1\n"},
		opts: Options{Period: period(t, "2024-06")},
		ledger: "Tràng Định 2024-06: received_online 33, received_offline 22, carried_over 11, caseload 66, resolved_early 17, " +
			"resolved_on_time 27, resolved_late 6, resolved 50, pending_in_time 12, pending_overdue 4, pending 16",
	}, {
		name: "addends add up",
		in: files{"a.csv": "period;district;Trực tuyến toàn trình;Trực tuyến một phần;Trực tuyến hình thức khác;Hồ sơ rút;Từ chối\n" +
			"2024-06;Tràng Định;100;20;3;4;5\n2024-06;Văn Lãng;1;;3;4;5\n"},
		findings: "count-missing 3:4",
		ledger:   "Tràng Định 2024-06: received_online 123, returned 9; Văn Lãng 2024-06: received_online 4 ?, returned 9",
	}})
}

// What was merged may be written in each cell: then too it is a group, and its rows
// are one header.
func TestUnmergedHeaders(t *testing.T) {
	try(t, []readCase{
		one("two rows", "Kỳ,Huyện,Đã giải quyết,Đã giải quyết,Đang giải quyết,Đang giải quyết\n,,Đúng hạn,Quá hạn,Trong hạn,Quá hạn\n2024-06,A,5,1,3,2\n",
			"header-doubtful 1:3", "A 2024-06: resolved_on_time 5, resolved_late 1, pending_in_time 3, pending_overdue 2"),
		one("three rows", "Kỳ,Huyện,Tiếp nhận,Tiếp nhận,Tiếp nhận\nKỳ,Huyện,Trong kỳ,Trong kỳ,Từ kỳ trước\nKỳ,Huyện,Trực tuyến,Trực tiếp,Từ kỳ trước\n2024-06,A,5,1,3\n",
			"", "A 2024-06: received_online 5, received_direct 1, carried_over 3"),
		one("what the columns count", "Kỳ,Huyện,Tiếp nhận,Trả lại\n,,(hồ sơ),(hồ sơ)\n2024-06,A,5,1\n", "", "A 2024-06: received 5, returned 1"),
		one("thousands of what the columns count", "Kỳ,Huyện,Tiếp nhận,Trả lại\n,,(nghìn hồ sơ),(nghìn hồ sơ)\n2024-06,A,5,1\n", "header-not-found 1", "-"),
		one("the same column twice is no group", "Kỳ,Huyện,Tiếp nhận,Tiếp nhận\n2024-06,A,5,5\n", "column-duplicate 1:4 other=3", ""),
	})
}

// A row above a header that may name groups of its columns is not passed over.
func TestWhatMayBeGroups(t *testing.T) {
	const header = "Kỳ,Huyện,Đúng hạn,Tiếp nhận\n2024-06,A,1,2\n"
	const counted = "A 2024-06: received 2, resolved_on_time 1"
	for name, tt := range map[string]struct{ above, want string }{
		"a group that is not known":          {",,Chờ tiếp nhận,\n", `"Chờ tiếp nhận"`},
		"with a blank row between":           {",,Chờ tiếp nhận,\n,,,\n\n", `"Chờ tiếp nhận"`},
		"two groups":                         {"Hồ sơ A,,Hồ sơ B,\n", `"Hồ sơ A", "Hồ sơ B"`},
		"below a title":                      {"UBND huyện A\n,,Chờ tiếp nhận,\n", `"Chờ tiếp nhận"`},
		"one cell over all columns":          {"Hồ sơ chờ,,,\n", ""},
		"nothing":                            {"", ""},
		"only blank rows":                    {",,,\n\n", ""},
		"a title in the middle":              {",,Tháng 6/2024,\n", ""},
		"figures":                            {",,5,\n", ""},
		"a title between it and the header":  {",,Chờ tiếp nhận,\nTháng 6/2024,,,\n", ""},
		"a known title beside another title": {"UBND huyện A,,Biểu số 1,\n", ""},
		"two reports over the columns":       {",,Báo cáo tháng,Báo cáo từ đầu năm\n", `"Báo cáo tháng", "Báo cáo từ đầu năm"`},
		"two reports from the first column":  {"Báo cáo tháng,,Báo cáo từ đầu năm,\n", `"Báo cáo tháng", "Báo cáo từ đầu năm"`},
		"two periods over the columns":       {",,Quý II/2024,Năm 2024\n", `"Quý II/2024", "Năm 2024"`},
		"two units over the columns":         {",,Huyện A,Huyện B\n", `"Huyện A", "Huyện B"`},
		"a report and its number":            {"Báo cáo,,Biểu số 1,\n", ""},
		"a motto over the columns":           {",UBND huyện A,,Độc lập - Tự do - Hạnh phúc\n", ""},
	} {
		got := read(t, files{"a.csv": tt.above + header}, Options{})
		above := ""
		for _, f := range got.Findings {
			if f.Code == kpi.HeaderAbove {
				above = f.Args.Value("text")
			}
		}
		if above != tt.want {
			t.Errorf("%s: %q, want %q", name, above, tt.want)
		}
		if text := dump(got.Ledger); tt.want == "" && text != counted || tt.want != "" && text != "" {
			t.Errorf("%s: ledger %s", name, text)
		}
	}
}

// Names of units between counts begin another table where other names are before them.
func TestTablesBeside(t *testing.T) {
	try(t, []readCase{
		one("unit columns of two headers", "Đơn vị,Tiếp nhận,Tên xã,Đã giải quyết\nXã A,4,Xã B,3\n", "tables-beside 1:3", "-"),
		one("the column of all units behind", "Tên xã,Tiếp nhận,Đơn vị,Đã giải quyết\nXã A,4,Xã B,3\n", "tables-beside 1:3", "-"),
		one("behind an empty column", "Huyện,Tiếp nhận,,Xã,Đã giải quyết\nA,4,,Xã B,3\n", "tables-beside 1:4", "-"),
		one("names of one unit in any order", "Kỳ,Huyện,Tiếp nhận,Xã,Đã giải quyết\n2024-06,A,4,Xã B,3\n", "", "A/Xã B 2024-06: received 4, resolved 3"),
		one("names behind all counts", "Kỳ,Tiếp nhận,Đã giải quyết,Huyện\n2024-06,4,3,A\n", "", "A 2024-06: received 4, resolved 3"),
	})
}
