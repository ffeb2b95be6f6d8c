package input

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
)

// long writes a table with a row for each count.
func long(lines ...string) string {
	return "Kỳ,Huyện,Chỉ tiêu,Số lượng\n" + strings.Join(lines, "\n") + "\n"
}

// A table with a row for each count is the table with a column for each.
func TestLong(t *testing.T) {
	const (
		a   = "2024-06,Bắc Sơn,"
		b   = "2024-06,Tràng Định,"
		two = "Bắc Sơn 2024-06: received 10, resolved_late 2; Tràng Định 2024-06: received 20, resolved_late 3"
	)
	try(t, []readCase{
		one("by unit", long(a+"Tiếp nhận,10", a+"Đã giải quyết / Quá hạn,2", b+"Tiếp nhận,20", b+"Đã giải quyết / Quá hạn,3"), "", two),
		one("by measure", long(a+"Tiếp nhận,10", b+"Tiếp nhận,20", a+"Đã giải quyết quá hạn,2", b+"Đã giải quyết quá hạn,3"), "", two),
		one("ids", "period,district,indicator,value\n"+a+"received,10\n"+b+"received,20\n"+b+"resolved_late,3\n"+a+"resolved_late,2\n", "", two),
		one("bullets", long(a+"1. Tiếp nhận,10", a+"2. Đã giải quyết quá hạn,2", b+"1. Tiếp nhận,20", b+"2. Đã giải quyết quá hạn,3"), "", two),
		one("numbers of rows and columns", "TT,Kỳ,Huyện,Chỉ tiêu,Số lượng\n(1),(2),(3),(4),(5)\n1,"+a+"received,10\n2,"+b+"received,20\n3,"+b+"resolved_late,3\n4,"+a+"resolved_late,2\n", "", two),
		one("a total named beside numbers", "STT,Kỳ,Huyện,Chỉ tiêu,Số lượng\n1,"+a+"received,10\n2,"+b+"received,20\n3,"+b+"resolved_late,3\n4,"+a+"resolved_late,2\nTổng cộng,2024-06,,received,30\n",
			"row-total 6 rows=1", two),
		one("a header that is repeated", long(a+"Tiếp nhận,10", a+"resolved_late,2", "Kỳ,Huyện,Chỉ tiêu,Số lượng", b+"Tiếp nhận,20", b+"resolved_late,3"), "", two),
		one("a total", long(a+"received,10", a+"resolved_late,2", b+"received,20", b+"resolved_late,3", "2024-06,Tổng cộng,received,30", "2024-06,Tổng cộng,resolved_late,6"),
			"row-total 6 rows=1; total-disagrees 7:4 rows=2", two),
		one("a count that is not there", long(a+"received,10", a+"resolved_late,2", b+"received,20"), "count-missing 4:4",
			"Bắc Sơn 2024-06: received 10, resolved_late 2; Tràng Định 2024-06: received 20, resolved_late ?"),
		one("a blank count", long(a+"received,10", a+"resolved_late,2", b+"received,20", b+"resolved_late,"), "count-missing 5:4",
			"Bắc Sơn 2024-06: received 10, resolved_late 2; Tràng Định 2024-06: received 20, resolved_late ?"),
		one("a fraction", long(a+"received,10", a+`resolved_late,"2,5"`), "count-fraction 3:4", "-"),
		one("a count twice", long(a+"received,10", b+"received,20", a+"received,10"), "row-duplicate 4 line=2", "-"),
		one("a measure by two names", long(a+"received,10", a+"Tiếp nhận,10"), "column-duplicate 3:3 other=3", "-"),
		one("a measure that is not known", long(a+"received,10", a+"resolved_late,2", a+"Hồ sơ quý,7"), "column-unused 4:3", "Bắc Sơn 2024-06: received 10, resolved_late 2"),
		one("a percentage", long(a+"resolved,10", a+"resolved_in_time,8", a+"Tỷ lệ đúng hạn,90%"), "percent-disagrees 4:4", "Bắc Sơn 2024-06: resolved_in_time 8, resolved 10"),
		one("parts of no whole", long(a+"received,10", a+"Trực tuyến,2", a+"Quá hạn,2"), "column-unplaced 3:3; header-ambiguous 4:3", "-"),
		one("a count of nothing", long(a+"received,10", a+"resolved_late,2", a+",12"), "row-outside 4", "-"),
		one("another table below", long(a+"received,10", "Bảng 2,,,", a+"resolved_late,2"), "header-second 3", "-"),
		one("notes below", long(a+"received,10", "Người lập biểu,,,", ",,,"), "", "Bắc Sơn 2024-06: received 10"),
		one("names that were merged", "UBND HUYỆN BẮC SƠN,,\nTháng 6/2024,,\nXã,Chỉ tiêu,Số lượng\nXã Tân Lập,received,10\n,received_online,4\n",
			"key-from-title 1:1; key-from-title 2:1; count-missing 4:3; unit-missing 5:1; count-missing 5:3", "-"),
		one("counts of the district itself", "Kỳ,Huyện,Xã,Chỉ tiêu,Số lượng\n"+a+"Xã Tân Lập,received,10\n"+a+",received,4\n", "", "Bắc Sơn 2024-06: received 4; Bắc Sơn/Xã Tân Lập 2024-06: received 10"),
		one("a column that divides", "Kỳ,Huyện,Chỉ tiêu,Kênh,Số lượng\n"+a+"received,Zalo,1\n"+a+"received,VNeID,2\n", "column-divides 1:4; column-unknown 1:4; row-indistinct 3 rows=1", "-"),
		one("fields", "Kỳ,Huyện,Chỉ tiêu,Lĩnh vực,Số lượng\n"+a+"received,Đất đai,1\n"+a+"received,Hộ tịch,2\n", "", "Bắc Sơn 2024-06: received 3"),
		one("what counts are of", "Kỳ,Huyện,Chỉ tiêu,ĐVT,Số lượng\n"+a+"received,hồ sơ,1\n", "", "Bắc Sơn 2024-06: received 1"),
		one("thousands", "Kỳ,Huyện,Chỉ tiêu,ĐVT,Số lượng\n"+a+"received,nghìn hồ sơ,1\n", "count-scaled 2:4", "-"),
		one("a column that describes", "Kỳ,Huyện,Mã,Chỉ tiêu,Số lượng\n"+a+"C1,received,1\n", "column-unknown 1:3", "Bắc Sơn 2024-06: received 1"),
		one("units below an unknown header", "Kỳ,Nơi,Chỉ tiêu,Số lượng\n2024-06,Huyện Bắc Sơn,received,1\n2024-06,Huyện Tràng Định,received,2\n", "",
			"Bắc Sơn 2024-06: received 1; Tràng Định 2024-06: received 2"),
		one("groups", "Kỳ,Huyện,Nhóm,Chỉ tiêu,Số lượng\n"+a+"Tiếp nhận,Trực tuyến,7\n"+a+"Đã giải quyết,Quá hạn,2\n", "", "Bắc Sơn 2024-06: received_online 7, resolved_late 2"),
		one("counts of any measure beside measures", "Kỳ,Huyện,Tiếp nhận,Số lượng\n"+a+"1,2\n", "column-unused 1:4", "Bắc Sơn 2024-06: received 1"),
		one("two columns of counts", "Kỳ,Huyện,Chỉ tiêu,Số lượng,Giá trị\n"+a+"received,1,2\n", "header-not-found 1", "-"),
		one("no measures", "Kỳ,Huyện,Chỉ tiêu,Số lượng\n"+a+"Dân số,1\n", "header-not-found 1", "-"),
		one("JSON over lines", "[{\n\"period\": \"2024-06\",\n\"district\": \"Bắc Sơn\",\n\"indicator\": \"received\",\n\"value\": 1.5}]", "count-fraction 5:4", "-"),
		one("JSON", `[{"period": "2024-06", "district": "Bắc Sơn", "indicator": "received", "value": 1}, {"period": "2024-06", "district": "Bắc Sơn", "indicator": "resolved", "value": 1.5}]`, "count-fraction 2:4", "-"),
	})
}

// A sum without a word is found among the rows of a table with a row for each count, too.
func TestSumInLong(t *testing.T) {
	var lines []string
	for n, unit := range []string{"Bắc Sơn,Xã Tân Lập", "Bắc Sơn,Xã Vũ Lễ", "Bắc Sơn,"} {
		for m, measure := range []string{"received", "resolved"} {
			lines = append(lines, fmt.Sprintf("2024-06,%s,%s,%d", unit, measure, []int{7, 5, 12}[n]*(m+1)))
		}
	}
	head := "Kỳ,Huyện,Xã,Chỉ tiêu,Số lượng\n"
	wide := "Kỳ,Huyện,Xã,received,resolved\n2024-06,Bắc Sơn,Xã Tân Lập,7,14\n2024-06,Bắc Sơn,Xã Vũ Lễ,5,10\n2024-06,Bắc Sơn,,12,24\n"
	got, want := read(t, files{"a.csv": head + strings.Join(lines, "\n") + "\n"}, Options{}), read(t, files{"a.csv": wide}, Options{})
	if dump(got.Ledger) != dump(want.Ledger) || len(got.Findings) != 1 || got.Findings[0].Code != kpi.RowOrTotal || want.Findings[0].Code != kpi.RowOrTotal {
		t.Errorf("%s %s, as columns %s %s", dump(got.Ledger), found(got.Findings), dump(want.Ledger), found(want.Findings))
	}
}
