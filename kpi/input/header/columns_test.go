package header

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"

	"golang.org/x/text/unicode/norm"
)

// columnsOf reads a header of measures, with the key columns before it and a row of zeros
// below it. It writes the first column of each measure as "number=measure", and the
// findings as "code line:column other=value"; the key columns are left out of the numbers.
func columnsOf(t *testing.T, cat *catalog.Catalog, header string) (columns, findings string) {
	t.Helper()
	text := "period;district;commune;" + header + "\n2024-06;Tràng Định;Chi Lăng" + strings.Repeat(";0", strings.Count(header, ";")+1) + "\n"
	sources, _ := rows.Expand([]string{rows.Stdin}, strings.NewReader(text))
	reported := kpi.NewFileFindings("")
	var head Head
	f := rows.Open(sources[0], rows.Options{Delimiter: ';', Choose: func(delimiters []byte, first func(byte) [][]string) (chosen byte) {
		head, chosen = Choose(cat, delimiters, first)
		return chosen
	}}, reported)
	defer f.Close()
	if !head.IsFound() {
		return "", "no header"
	}
	first, err := f.Next()
	if err != nil || head.Titles != 0 || head.Rows != 1 {
		t.Fatalf("head %+v, %v", head, err)
	}
	layout, ok := head.Read(cat, first, reported)
	var texts []string
	seen := map[int]bool{}
	for _, c := range layout.Measures {
		if ok && !seen[c.Measure] {
			texts = append(texts, fmt.Sprintf("%d=%s", c.Column-3, cat.Measures.At(c.Measure).ID))
		}
		seen[c.Measure] = true
	}
	var all []string
	for _, found := range reported.All() {
		found.Place.Column -= min(found.Place.Column, 3)
		all = append(all, strings.TrimSpace(found.Code+" "+strings.TrimPrefix(found.Place.String(), ":")))
		if other, ok := found.Args.Lookup("other"); ok {
			all[len(all)-1] += " other=" + other
		}
		for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
			if message, remedy := cat.Messages.Message(found, lang); message == "" || strings.ContainsAny(message+remedy, "{}") {
				t.Errorf("%s, %s: message %q, remedy %q", found.Code, lang, message, remedy)
			}
		}
	}
	return strings.Join(texts, " "), strings.Join(all, "; ")
}

// A header text means the same in every spelling, and with what is beside it.
func TestHeaders(t *testing.T) {
	cat := definitions(t)
	for _, tt := range []struct{ name, header, columns, findings string }{
		{"ids", "received;received_online;resolved_late;pending_overdue", "1=received 2=received_online 3=resolved_late 4=pending_overdue", ""},
		{"ids in any case", "RECEIVED;Received_Online", "1=received 2=received_online", ""},
		{"group by a slash", "Đã giải quyết / Quá hạn;Đang giải quyết / Quá hạn", "1=resolved_late 2=pending_overdue", ""},
		{"group by a dash", "Đã giải quyết - Quá hạn;Đang giải quyết - Quá hạn", "1=resolved_late 2=pending_overdue", ""},
		{"group by a long dash", "Đã giải quyết – Quá hạn;Đang giải quyết – Quá hạn", "1=resolved_late 2=pending_overdue", ""},
		{"group by a colon", "Đã giải quyết: Quá hạn;Đang giải quyết: Quá hạn", "1=resolved_late 2=pending_overdue", ""},
		{"group by another name", "Số lượng hồ sơ đã giải quyết: Quá hạn;Hồ sơ đang xử lý: Đúng hạn", "1=resolved_late 2=pending_in_time", ""},
		{"groups within groups", "Tiếp nhận / Trong kỳ / Tổng số;Tiếp nhận / Trong kỳ / Trực tuyến;Tiếp nhận / Tổng số",
			"1=received 2=received_online 3=caseload", ""},
		{"upper case", "TỪ KỲ TRƯỚC;ĐÃ GIẢI QUYẾT / QUÁ HẠN", "1=carried_over 2=resolved_late", ""},
		{"decomposed", norm.NFD.String("Từ kỳ trước;Đã giải quyết / Quá hạn"), "1=carried_over 2=resolved_late", ""},
		{"double spaces", "Từ  kỳ trước; Đã  giải   quyết /  Quá hạn ", "1=carried_over 2=resolved_late", ""},
		{"no-break spaces", "Từ\u00a0kỳ trước;Đã giải\u00a0quyết / Quá\u202fhạn", "1=carried_over 2=resolved_late", ""},
		{"invisible characters", "\u200bTừ kỳ\u00ad trước\ufeff", "1=carried_over", ""},
		{"line breaks", "\"Từ kỳ\r\ntrước\";\"Đã giải quyết\n/ Quá hạn\"", "1=carried_over 2=resolved_late", ""},
		{"column numbers", "Trực tuyến (4);Từ kỳ trước (6);Đã giải quyết / Quá hạn (10)", "1=received_online 2=carried_over 3=resolved_late", ""},
		{"kind of day", "Thời hạn quy định (ngày làm việc);Thời hạn sau cắt giảm (ngày làm việc)", "1=statutory_days 2=assigned_days", ""},
		{"kind of day, ids", "statutory_days (hours);assigned_days (giờ)", "1=statutory_days 2=assigned_days", ""},
		{"kind of day of a count", "Từ kỳ trước;Trực tuyến (ngày)", "1=carried_over", "column-unused 1:2"},

		{"the form, flat", "Tổng số hồ sơ tiếp nhận (3);Trực tuyến (4);Trực tiếp, dịch vụ bưu chính (5);Từ kỳ trước (6);" +
			"Tổng số hồ sơ đã giải quyết (7);Trước hạn (8);Đúng hạn (9);Quá hạn (10);Tổng số hồ sơ đang giải quyết (11);Trong hạn (12);Quá hạn (13)",
			"1=caseload 2=received_online 3=received_offline 4=carried_over 5=resolved 6=resolved_early 7=resolved_on_time 8=resolved_late " +
				"9=pending 10=pending_in_time 11=pending_overdue", ""},
		{"parts, flat", "Trước hạn;Đúng hạn;Quá hạn;Trong hạn;Quá hạn",
			"1=resolved_early 2=resolved_on_time 3=resolved_late 4=pending_in_time 5=pending_overdue", ""},
		{"pending first, flat", "Trong hạn;Quá hạn;Trước hạn;Đúng hạn;Quá hạn",
			"1=pending_in_time 2=pending_overdue 3=resolved_early 4=resolved_on_time 5=resolved_late", ""},
		{"pending called on time, flat", "Đã xử lý;Trước hạn;Đúng hạn;Quá hạn;Đang xử lý;Đúng hạn;Quá hạn",
			"1=resolved 2=resolved_early 3=resolved_on_time 4=resolved_late 5=pending 6=pending_in_time 7=pending_overdue", ""},
		{"early and on time in one, flat", "Đã giải quyết;Đúng và trước hạn;Quá hạn",
			"1=resolved 2=resolved_in_time 3=resolved_late", ""},
		{"resolved behind the total of pending, flat", "Đang xử lý;Trước hạn;Đúng hạn;Quá hạn",
			"1=pending 2=resolved_early 3=resolved_on_time 4=resolved_late", ""},
		{"remarks between", "Đã giải quyết;Trước hạn;Ghi chú;Đúng hạn;Quá hạn", "1=resolved 2=resolved_early 4=resolved_on_time 5=resolved_late", ""},

		{"channels behind what is resolved", "Tiếp nhận;Đã giải quyết;Trực tuyến;Trực tiếp", "1=received 2=resolved", "column-unplaced 1:3; column-unplaced 1:4"},
		{"channels behind what is not known", "Tiếp nhận;Số hồ sơ trả kết quả;Trực tuyến;Bưu chính", "1=received", "column-unused 1:2; column-unplaced 1:3; column-unplaced 1:4"},
		{"channels behind officials", "Cán bộ, công chức;Trực tuyến", "1=officials", "column-unplaced 1:2"},
		{"channels behind procedures", "Số thủ tục;Trực tuyến;Trực tiếp", "1=procedures", "column-unplaced 1:2; column-unplaced 1:3"},
		{"channels that name their group", "Đã giải quyết;Tiếp nhận / Trực tuyến;Trực tiếp", "1=resolved 2=received_online 3=received_direct", ""},
		{"channels first", "Trực tuyến;Trực tiếp;Đã giải quyết", "1=received_online 2=received_direct 3=resolved", ""},
		{"deadlines behind what is received", "Tiếp nhận;Trước hạn;Đúng hạn;Quá hạn", "1=received 2=resolved_early 3=resolved_on_time 4=resolved_late", ""},
		{"deadlines behind tasks", "Nhiệm vụ được giao;Trước hạn;Đúng hạn", "1=tasks_assigned", "column-unplaced 1:2; column-unplaced 1:3"},
		{"deadlines behind what is not known", "Số văn bản đến;Trước hạn;Đúng hạn;Tiếp nhận", "4=received", "column-unused 1:1; column-unplaced 1:2; column-unplaced 1:3"},
		{"a part behind a group and what is not known", "Đã giải quyết;Số lượt trả;Đúng hạn", "1=resolved", "column-unused 1:2; column-unplaced 1:3"},
		{"the last period behind what is resolved", "Tiếp nhận;Đã giải quyết;Kỳ trước", "1=received 2=resolved", "column-unplaced 1:3"},
		{"this and the last period behind what is resolved", "Đã giải quyết;Trong kỳ;Kỳ trước", "1=resolved", "column-unplaced 1:2; column-unplaced 1:3"},

		{"ambiguous", "Từ kỳ trước;Quá hạn", "", "header-ambiguous 1:2"},
		{"ambiguous alone", "Quá hạn", "", "header-ambiguous 1:1"},
		{"ambiguous after a remark", "Đúng hạn;Ghi chú;Quá hạn", "", "header-doubtful 1:1; header-ambiguous 1:3"},
		{"duplicate", "Từ kỳ trước;received;carried_over", "", "column-duplicate 1:3 other=4"},
		{"duplicates", "received;received;Tiếp nhận", "", "column-duplicate 1:2 other=4; column-duplicate 1:3 other=4"},
		{"duplicate key", "received;Huyện", "", "column-duplicate 1:2 other=2"},
		{"unknown", "received;Màu sắc;Người lập;Màu sắc", "1=received", "column-unused 1:2; column-unused 1:3; column-unused 1:4"},
		{"nothing known", "Màu sắc;Người lập", "", "no header"},
		{"keys only", "Ghi chú;Mã TTHC", "", "no header"},
		{"percent", "received;Tỷ lệ đúng hạn;% Quá hạn;Tỉ lệ trước hạn, đúng hạn", "1=received",
			"column-percent 1:3"},
		{"ignored", "STT;TT;received;Ghi chú;Mã định danh", "3=received", ""},
		{"percent sign at the end", "received;Tỷ lệ %", "1=received", "column-percent 1:2"},
		{"percent of a group is no count", "Đã giải quyết;Tỷ lệ đúng hạn;Đúng hạn (%)", "1=resolved", "column-percent 1:3"},

		{"early or on time", "Đã xử lý / Trễ;Đã xử lý / Sớm", "1=resolved_late 2=resolved_in_time", ""},
		{"early beside on time", "Đã xử lý / Sớm;Đã xử lý / Đúng hạn", "1=resolved_early 2=resolved_on_time", ""},
		{"early beside the whole", "Đã xử lý / Sớm;resolved_in_time", "1=resolved_early 2=resolved_in_time", ""},

		{"addends", "Trực tuyến toàn trình;Trực tuyến một phần", "1=received_online", ""},
		{"addends beside another column", "Trực tuyến toàn trình;carried_over;Trực tuyến một phần", "1=received_online 2=carried_over", ""},
		{"addends of a group", "Số hồ sơ tiếp nhận / Tiếp nhận trực tuyến toàn trình;Số hồ sơ tiếp nhận / Tiếp nhận trực tuyến một phần", "1=received_online", ""},
		{"addend alone", "Trực tuyến một phần", "1=received_online", "column-alone 1:1"},
		{"addend beside the whole", "Trực tuyến;Trực tuyến một phần", "", "column-duplicate 1:2 other=4"},
		{"whole beside an addend", "Trực tuyến một phần;Trực tuyến", "", "column-alone 1:1; column-duplicate 1:2 other=4"},
		{"two measures of addends", "Hồ sơ rút;Từ chối;Chờ bổ sung", "1=returned 3=paused", "column-alone 1:3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, findings := columnsOf(t, cat, tt.header)
			if findings != tt.findings {
				t.Errorf("findings\n got %s\nwant %s", findings, tt.findings)
			}
			if tt.columns != "" && got != tt.columns {
				t.Errorf("columns\n got %s\nwant %s", got, tt.columns)
			}
		})
	}
}

// Headers that name their group mean the same in any order of columns, beside
// wholes whose parts would have the same texts.
func TestQualifiedHeadersInAnyOrder(t *testing.T) {
	cat := definitions(t)
	meanings := map[string]string{
		"Tiếp nhận / Tổng số": "caseload", "Tiếp nhận / Trong kỳ / Tổng số": "received", "Trong kỳ / Trực tuyến": "received_online",
		"Tiếp nhận / Trực tiếp, dịch vụ bưu chính": "received_offline", "Tiếp nhận / Từ kỳ trước": "carried_over", "Đã giải quyết": "resolved",
		"Đã xử lý: Đúng và trước hạn": "resolved_in_time", "Đã giải quyết / Trước hạn": "resolved_early", "Đã giải quyết - Đúng hạn": "resolved_on_time",
		"Đã giải quyết / Quá hạn": "resolved_late", "Đang giải quyết": "pending", "Đang xử lý / Đúng hạn": "pending_in_time",
		"Đang giải quyết: Quá hạn": "pending_overdue", "Tạm dừng xử lý": "paused", "fee_bearing": "fee_bearing",
	}
	headers := slices.Sorted(maps.Keys(meanings))
	r := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		r.Shuffle(len(headers), func(i, j int) { headers[i], headers[j] = headers[j], headers[i] })
		var want []string
		for i, h := range headers {
			want = append(want, fmt.Sprintf("%d=%s", i+1, meanings[h]))
		}
		got, findings := columnsOf(t, cat, strings.Join(headers, ";"))
		if got != strings.Join(want, " ") || findings != "" {
			t.Errorf("%q:\n got %s\nwant %s\nfindings %s", headers, got, want, findings)
		}
	}
}

// A row of words is another header if a cell is the header of its column or of a key, and
// words are where figures should be.
func TestHeadsOthers(t *testing.T) {
	cat := definitions(t)
	l := &Layout{Paths: [][]string{{"Huyện"}, {"Tiếp nhận"}, {"Đã giải quyết"}}, Measures: []Measure{{Cell: 1}, {Cell: 2}}}
	for text, want := range map[string]bool{
		"Tên đơn vị,Số phiếu khảo sát,": true,
		"Huyện,,Số văn bản":             true,
		"Số phiếu,Tiếp nhận,Khảo sát":   true,
		"Tên đơn vị,,":                  false,
		"Xã Tân Tiến,không có,":         false,
		"Ghi chú,xem thêm,":             true,
		"Cấp huyện,,":                   false,
		",,":                            false,
	} {
		var texts []CellText
		for i, cell := range strings.Split(text, ",") {
			if cell != "" {
				texts = append(texts, CellText{i, cell})
			}
		}
		if got := l.HeadsOthers(cat, texts); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
