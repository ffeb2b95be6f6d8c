package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"cchc/kpi/catalog"
)

// meaning writes what a header text means as the headers table does, or "?".
func meaning(c *catalog.Catalog, text string) string {
	m, ok := c.Headers.Meaning(text)
	switch {
	case !ok:
		return "?"
	case m.Percent != "":
		return "%" + m.Percent
	case m.Key != "":
		return m.Key
	case m.Adds:
		return "+" + c.Measures.At(m.Measure).ID
	case m.Alone:
		return c.Measures.At(m.Measure).ID + "?"
	}
	return c.Measures.At(m.Measure).ID
}

// headerTexts is what offices write over a column: the column, then the texts.
const headerTexts = `
period: Kỳ báo cáo; Kỳ
month: Tháng; Tháng báo cáo
quarter: Quý; Quý báo cáo
year: Năm; Năm báo cáo
district: Huyện; Quận/Huyện; Huyện, thành phố; Tên huyện; Đơn vị cấp huyện; Tên huyện, thành phố; Đơn vị hành chính cấp huyện
commune: Xã; Xã/Phường; Xã, phường, thị trấn; Tên xã; Đơn vị cấp xã; Phường; Thị trấn; Tên xã/phường; Tên xã/phường/thị trấn; Tên xã, phường; Xã, phường, đặc khu; Xã/phường/đặc khu; Đơn vị hành chính cấp xã
level: Cấp; Cấp giải quyết; Cấp thực hiện; Cấp thực hiện (tỉnh, huyện, xã)
procedure: Mã TTHC; Tên TTHC; Thủ tục hành chính; Mã thủ tục; Tên thủ tục
field: Lĩnh vực
unit: Đơn vị; Tên đơn vị; Đơn vị giải quyết TTHC; Cơ quan, đơn vị; Lĩnh vực / Đơn vị thực hiện; Cơ quan; Tên cơ quan; Địa phương; Đơn vị tiếp nhận; Đơn vị giải quyết; Nơi tiếp nhận
ignored: Mã định danh; Mã huyện; departmentCode
unit_code: Mã đơn vị; Mã ĐVHC; Mã xã
percent: Tỷ lệ quá hạn; Tỉ lệ hài lòng; % Quá hạn
%on_time: Tỷ lệ đúng hạn; Tỷ lệ trước hạn, đúng hạn; % Đúng hạn
%online_payment: Tỷ lệ thanh toán trực tuyến
%digitised: Tỷ lệ số hóa; Tỷ lệ số hóa hồ sơ
received: Tiếp nhận; Số hồ sơ tiếp nhận; Số lượng hồ sơ tiếp nhận; Số HS tiếp nhận; Tiếp nhận (hồ sơ); Tiếp nhận (HS)
caseload: Tổng số; Số hồ sơ nhận giải quyết; Tổng số hồ sơ tiếp nhận; Cần xử lý
received_online: Trực tuyến; Qua mạng; Tiếp nhận trực tuyến
+received_online: Trực tuyến toàn trình; Trực tuyến một phần; Trực tuyến hình thức khác
received_direct: Trực tiếp; Tiếp nhận trực tiếp
received_offline: Trực tiếp, dịch vụ bưu chính; Trực tiếp / BC
received_postal: Bưu chính; BCCI; Qua BCCI; Qua dịch vụ bưu chính; Bưu chính / BCCI; bưu chính công ích
carried_over: Từ kỳ trước; Kỳ trước; Kỳ trước chuyển sang; Kỳ trước chuyển qua; Tồn kỳ trước
resolved: Đã giải quyết; Số hồ sơ đã giải quyết; Đã xử lý; Hồ sơ đã xử lý
resolved_early: Trước hạn; Sớm hạn; Trước hạn / Tổng
resolved_early?: Sớm; Đã xử lý / Sớm
resolved_on_time: Đúng hạn; Đúng hạn / Tổng
resolved_in_time: Đúng và trước hạn; Trước hạn, đúng hạn
resolved_late: Trễ hạn; Chậm hạn; Trễ hạn / Tổng
+resolved_late: Quá hạn (đã có thư xin lỗi); Quá hạn (chưa có thư xin lỗi)
pending: Đang giải quyết; Đang xử lý; Chưa xử lý; Hồ sơ đang xử lý
pending_in_time: Trong hạn; Chưa đến hạn; Chưa đến
paused: Tạm dừng xử lý; Dừng xử lý; Bổ sung
+paused: Chờ bổ sung; Thực hiện NVTC; Tạm dừng / Bổ sung HS; Tạm Dừng: Thực hiện NVTC
returned: Trả lại; Trả lại/ Rút HS
+returned: Hồ sơ rút; Công dân rút; Từ chối; Không được tiếp nhận; Hủy hồ sơ / Từ chối; Hủy hồ sơ / Công dân rút
fee_bearing: Hồ sơ có phí, lệ phí; Hồ sơ phát sinh nghĩa vụ tài chính; Hồ sơ thu phí
paid_in_person: Thanh toán hồ sơ / Trực tiếp
paid_online: Thanh toán hồ sơ / Trực tuyến; Thanh toán trực tuyến; Hồ sơ thanh toán trực tuyến
digitised_eligible: Hồ sơ phải số hóa
digitised: Hồ sơ đã số hóa; Có số hóa TPHS
results_electronic: Kết quả điện tử; Số hóa kết quả giải quyết / Đã số hóa
reused: Có tái sử dụng thành phần; Khai thác, sử dụng lại
on_system: Hồ sơ cập nhật trên hệ thống
services_online: Số thủ tục trực tuyến
services_online_used: Số thủ tục trực tuyến phát sinh hồ sơ
fee_procedures: Số thủ tục có phí, lệ phí; Số thủ tục phát sinh nghĩa vụ tài chính
fee_procedures_paid_online: Số thủ tục có phí, lệ phí phát sinh thanh toán trực tuyến; Số thủ tục có giao dịch thanh toán trực tuyến
fee_procedures_synced: Số thủ tục có phí, lệ phí đã đồng bộ dữ liệu; Số thủ tục đã đồng bộ dữ liệu phí, lệ phí
statutory_days: Thời hạn quy định; Thời hạn giải quyết theo quy định; Thời hạn theo quy định; Thời gian giải quyết theo quy định
assigned_days: Thời hạn sau cắt giảm; Thời hạn thực hiện; Thời gian giải quyết sau khi cắt giảm
tasks_assigned: Nhiệm vụ được giao
tasks_on_time: Hoàn thành đúng hạn
tasks_late: Hoàn thành quá hạn
tasks_in_progress: Đang thực hiện
tasks_overdue: Quá hạn chưa hoàn thành
officials: Cán bộ, công chức
officials_qualified: Đạt chuẩn
`

// eachHeader calls do for every text of the list.
func eachHeader(do func(text, column string)) {
	for line := range strings.Lines(strings.TrimSpace(headerTexts)) {
		column, texts, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for text := range strings.SplitSeq(texts, "; ") {
			do(text, column)
		}
	}
}

func TestHeaderTexts(t *testing.T) {
	c := load(t)
	eachHeader(func(text, column string) {
		if got := meaning(c, text); got != column {
			t.Errorf("%q means %s, want %s", text, got, column)
		}
	})
}

// What a user calls a period may be known as a month, a quarter or a year: its plain numbers
// are read as such.
func TestOwnPeriods(t *testing.T) {
	own := catalog.Table{Kind: catalog.HeaderTable, Name: "own.csv", Data: []byte("header,column\nmonth,period\nNĂM,period\nThg,period\nquarter,ignored\n")}
	c, err := catalog.Load(own)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"Month": "month", "Năm": "year", "thg": "period", "quarter": "ignored"} {
		if got := meaning(c, text); got != want {
			t.Errorf("%q means %s, want %s", text, got, want)
		}
	}
}

// A header is the same text in any Unicode form, case and spacing.
func TestHeaderForms(t *testing.T) {
	c := load(t)
	eachHeader(func(text, column string) {
		for _, form := range []string{
			norm.NFD.String(text), strings.ToUpper(text), strings.ReplaceAll(text, " ", "\u00a0"), "\ufeff " + text + "\u200b ",
			strings.ReplaceAll(text, " ", "\r\n"), strings.ReplaceAll(text, ",", " -") + " :",
		} {
			if got, want := meaning(c, form), meaning(c, text); got != want {
				t.Errorf("%q means %s, want %s as %q does", form, got, want, text)
			}
		}
	})
}

// A part may be joined to its group, under any name that the group has.
func TestHeaderGroups(t *testing.T) {
	c := load(t)
	groups := map[string]string{
		"received": "Tiếp nhận; Số hồ sơ tiếp nhận; Số lượng hồ sơ tiếp nhận; Số hồ sơ nhận giải quyết; Tổng số hồ sơ tiếp nhận",
		"resolved": "Đã giải quyết; Số hồ sơ đã giải quyết; Số lượng hồ sơ đã giải quyết; Đã xử lý; Hồ sơ đã xử lý",
		"pending":  "Đang giải quyết; Số lượng hồ sơ đang giải quyết; Hồ sơ đang xử lý; Đang xử lý; Chưa xử lý",
	}
	parts := map[string][][2]string{
		"received": {
			{"Tổng số", "caseload"}, {"Trong kỳ / Tổng số", "received"}, {"Trong kỳ", "received"},
			{"Trực tuyến", "received_online"}, {"Trong đó / Trực tuyến", "received_online"}, {"Qua mạng", "received_online"},
			{"Tiếp nhận trực tuyến một phần", "+received_online"}, {"Trực tiếp", "received_direct"},
			{"Trực tiếp, dịch vụ bưu chính", "received_offline"}, {"Trong kỳ / BCCI", "received_postal"}, {"Qua BCCI", "received_postal"},
			{"Từ kỳ trước", "carried_over"}, {"Kỳ trước chuyển sang", "carried_over"}, {"Kỳ trước chuyển qua", "carried_over"},
		},
		"resolved": {
			{"Tổng số", "resolved"}, {"Trước hạn", "resolved_early"}, {"Sớm hạn", "resolved_early"}, {"Đúng hạn", "resolved_on_time"},
			{"Trong hạn", "resolved_on_time"}, {"Đúng và trước hạn", "resolved_in_time"}, {"Quá hạn", "resolved_late"},
			{"Trễ", "resolved_late"}, {"Quá hạn (đã có thư xin lỗi)", "+resolved_late"},
			{"Đúng hạn (Bao gồm cả hồ sơ chờ Bổ sung và Trả lại / Xin rút)", "resolved_on_time"},
		},
		"pending": {
			{"Tổng số", "pending"}, {"Trong hạn", "pending_in_time"}, {"Đúng hạn", "pending_in_time"}, {"Chưa đến hạn", "pending_in_time"},
			{"Quá hạn", "pending_overdue"}, {"Trễ", "pending_overdue"}, {"Quá hạn (chưa có thư xin lỗi)", "+pending_overdue"},
			{"Sắp trễ", "+pending_in_time"}, {"Chưa đến", "+pending_in_time"},
			{"Trong hạn (Bao gồm cả hồ sơ chờ bổ sung và hồ sơ khác)", "pending_in_time"},
		},
	}
	for whole, names := range groups {
		for group := range strings.SplitSeq(names, "; ") {
			for _, p := range parts[whole] {
				for _, join := range []string{" / ", " - ", ": "} {
					if got := meaning(c, group+join+p[0]); got != p[1] {
						t.Errorf("%q means %s, want %s", group+join+p[0], got, p[1])
					}
				}
			}
		}
	}
}

// What a text means alone must not be guessed where two groups have it.
func TestAmbiguousHeaders(t *testing.T) {
	c := load(t)
	for _, text := range []string{"Quá hạn", "Trễ", "trễ:"} {
		if got := meaning(c, text); got != "?" {
			t.Errorf("%q alone means %s", text, got)
		}
		columns, examples := c.Headers.Readings(text)
		if want := []string{"resolved_late", "pending_overdue"}; !slices.Equal(columns, want) {
			t.Errorf("%q may mean %q, want %q", text, columns, want)
		}
		for i, example := range examples {
			if got := meaning(c, example); got != columns[i] {
				t.Errorf("the example %q means %s, want %s", example, got, columns[i])
			}
		}
	}
	if _, examples := c.Headers.Readings("Quá hạn"); !slices.Equal(examples, []string{"Trả kết quả / Quá hạn", "Đang giải quyết / Quá hạn"}) {
		t.Errorf("examples %q", examples)
	}
	for _, text := range []string{"", " ", "Phí (VNĐ)", "hạn", "Tỷ lệ", "%", "Trong đó", "*", "Số hóa"} {
		if got := meaning(c, text); got != "?" {
			t.Errorf("%q means %s", text, got)
		}
	}
	for _, text := range []string{"Quá hạn (hồ sơ)", "Số HS quá hạn", "SL hồ sơ trễ"} {
		if columns, _ := c.Headers.Readings(text); !slices.Equal(columns, []string{"resolved_late", "pending_overdue"}) {
			t.Errorf("%q may mean %q", text, columns)
		}
	}
	if columns, _ := c.Headers.Readings("Quá hạn (nhiệm vụ)"); columns != nil {
		t.Errorf("tasks may mean %q", columns)
	}
	if columns, _ := c.Headers.Readings(" : "); columns != nil {
		t.Errorf("nothing may mean %q", columns)
	}
}

// A unit of count in brackets must be what the measure counts.
func TestHeaderUnits(t *testing.T) {
	c := load(t)
	for text, want := range map[string]string{
		"Trực tuyến (hồ sơ)": "received_online", "Trực tuyến (HS TTHC)": "received_online", "Trực tuyến (số lượng)": "received_online",
		"Tiếp nhận (HS) / Trực tuyến (hồ sơ)": "received_online", "Số thủ tục trực tuyến (thủ tục)": "services_online",
		"Trực tuyến (thủ tục)": "?", "Trực tiếp (lượt)": "?", "Tiếp nhận (TTHC)": "?", "Tiếp nhận (nhiệm vụ)": "?",
		"Tiếp nhận (hồ sơ) / Trực tuyến (thủ tục)": "?", "Tiếp nhận / (lượt)": "?", "Số thủ tục trực tuyến (hồ sơ)": "?",
		"Số HS trực tuyến": "received_online", "Số hồ sơ trả lại": "returned", "SL hồ sơ trực tuyến": "received_online", "Số lượng HS tồn kỳ trước": "carried_over",
		"Nhận giải quyết (hồ sơ)": "caseload", "Số hồ sơ / Tiếp nhận": "received", "Tiếp nhận / Số lượng": "received", "Tiếp nhận / (HS)": "received",
		"Số HS đã giải quyết / Quá hạn (HS)": "resolved_late", "Số HS tiếp nhận (hồ sơ) / Trong đó / SL trực tuyến (ĐVT: hồ sơ)": "?",
		"Số HS tiếp nhận (hồ sơ) / Trong đó / Số HS trực tuyến (ĐVT: hồ sơ)": "received_online", "Tiếp nhận (Đơn vị: hồ sơ)": "received",
		"Tiếp nhận - ĐVT: hồ sơ": "received", "Trực tuyến / ĐVT: HS": "received_online", "Số nhiệm vụ hoàn thành đúng hạn": "tasks_on_time",
		"Số hồ sơ quá hạn": "?", "Số hồ sơ xã": "?", "Số hồ sơ / Xã": "?", "Số hồ sơ": "?", "Số hồ sơ hoàn thành đúng hạn": "?", "Số nhiệm vụ trực tuyến": "?",
		"Trực tuyến (ĐVT: nghìn hồ sơ)": "?", "Trực tuyến (nghìn hồ sơ)": "?", "Trực tuyến (%)": "?", "Trực tuyến (ĐVT: %)": "?", "Dịch vụ công / Trực tuyến": "?",
	} {
		if got := meaning(c, text); got != want {
			t.Errorf("%q means %s, want %s", text, got, want)
		}
	}
}

// No built-in row is hidden by another one.
func TestBuiltInHeadersMeanTheirColumn(t *testing.T) {
	c := load(t)
	for _, r := range c.Rows(catalog.HeaderTable).([]catalog.HeaderRow) {
		text := strings.Replace(r.Header, "*", "gì đó", 1)
		want, whole, wide := strings.Cut(r.Column, "|")
		if got := meaning(c, text); got != want && !(want == catalog.KeyCount && c.Headers.IsCount(text)) {
			t.Errorf("%q means %s, want %s", r.Header, got, want)
		}
		if m, _ := c.Headers.Meaning(text); m.Wide != wide || wide && c.Measures.At(c.Measures.Whole(m.Measure)).ID != whole {
			t.Errorf("%q: may be wider: %v, want %s", r.Header, m.Wide, r.Column)
		}
	}
}

func TestHeaderTextsOfMeasure(t *testing.T) {
	c := load(t)
	late, _ := c.Measures.Index("tasks_late")
	if got, want := c.Headers.Texts(late), []string{"tasks_late", "Hoàn thành quá hạn"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	paused, _ := c.Measures.Index("paused")
	if got := c.Headers.Texts(paused); !slices.Contains(got, "Chờ bổ sung") {
		t.Errorf("%q lacks one of several columns", got)
	}
	if got, want := c.Headers.GroupTexts("Đã giải quyết / Trước hạn"), []string{"Số hồ sơ đã giải quyết", "Số lượng hồ sơ đã giải quyết",
		"Tổng số hồ sơ đã giải quyết", "Đã xử lý", "Hồ sơ đã xử lý", "Hồ sơ đã giải quyết", "Kết quả giải quyết"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, text := range []string{"Trước hạn", "Trong kỳ / Trực tuyến"} {
		if got := c.Headers.GroupTexts(text); got != nil {
			t.Errorf("the group of %q has other names %q", text, got)
		}
	}
}

// The kind of day is in brackets behind a time limit, or in a column.
func TestKindOfDay(t *testing.T) {
	c := load(t)
	for text, want := range map[string]string{
		"ngày": "calendar", "ngày làm việc": "working", "Ngày  làm việc": "working", norm.NFD.String("giờ"): "hours",
		"ĐVT: ngày làm việc": "working", "GIỜ": "hours", "giờ làm việc": "working-hours", "tháng": "months", "working days": "working", "hours": "hours",
	} {
		if got, ok := c.Words.KindOfDay(text); !ok || got != want {
			t.Errorf("%q is %q, %t; want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "năm", "8", "ngay"} {
		if got, ok := c.Words.KindOfDay(text); ok {
			t.Errorf("%q is %q", text, got)
		}
	}
}
