package input

import (
	"slices"
	"testing"

	"cchc/kpi"
)

// What would be counted twice, or added to what it is not of, is never added in
// silence. Each case names the codes of which one must be among the findings;
// "" is any.
func TestNothingIsCountedTwiceInSilence(t *testing.T) {
	const rows = "period,district,Lĩnh vực,received\n"
	for _, tt := range []struct {
		name  string
		in    files
		codes []string
	}{
		{"a quarter, and a month of it by its parts", files{"a.csv": "period,district,received\n2024-Q2,A,10\n",
			"b.csv": "period,district,received_online,received_offline\n2024-04,A,4,6\n"}, []string{kpi.PeriodOverlap}},
		{"a quarter by parts, and a month of it by other parts", files{"a.csv": "period,district,resolved,resolved_in_time\n2024-Q2,A,10,7\n",
			"b.csv": "period,district,resolved_early,resolved_on_time,resolved_late\n2024-04,A,1,1,2\n"}, []string{kpi.PeriodOverlap}},
		{"all communes, and one of them by its parts", files{"a.csv": "period,level,district,received\n2024-04,xã,A,10\n",
			"b.csv": "period,district,commune,received_online,received_offline\n2024-04,A,Xã X,4,6\n"}, []string{kpi.KeyConflict}},
		{"a commune after the reform, with and without a district", files{"a.csv": "period,district,commune,received\n2025-07,Tràng Định,Xã Chi Lăng,10\n",
			"b.csv": "period,commune,received\n2025-07,Xã Chi Lăng,10\n"}, []string{kpi.KeyConflict, kpi.UnitAmbiguous}},
		{"a commune after the reform, with and without a district, in one file", files{"a.csv": "period,district,commune,received\n" +
			"2025-07,Tràng Định,Xã Chi Lăng,10\n2025-07,,Xã Chi Lăng,10\n"}, []string{kpi.RowDuplicate, kpi.UnitAmbiguous, kpi.KeyConflict}},
		{"a section and its rows, by number", files{"a.csv": "STT,period,district,Lĩnh vực,received\n" +
			"I,2024-06,A,Đất đai,7\n1,2024-06,A,Cấp giấy,3\n2,2024-06,A,Tách thửa,4\n"}, []string{""}},
		{"a section and its rows, without number", files{"a.csv": "STT,period,district,Lĩnh vực,received\n" +
			",2024-06,A,Lĩnh vực đất đai,7\n1,2024-06,A,Cấp giấy,3\n2,2024-06,A,Tách thửa,4\n"}, []string{""}},
		{"a row of what is in another", files{"a.csv": rows + "2024-06,A,Đất đai,10\n2024-06,A,Trong đó: cấp giấy,6\n"}, []string{""}},
		{"a province among its districts", files{"a.csv": exportHead + "2024-06,Tràng Định,,3\n2024-06,Văn Lãng,,4\n2024-06,Tỉnh Lạng Sơn,,7\n"}, []string{""}},
		{"a province among units", files{"a.csv": "period,Đơn vị,received\n2024-06,Huyện Tràng Định,3\n2024-06,Huyện Văn Lãng,4\n2024-06,Tỉnh Lạng Sơn,7\n"}, []string{""}},
		{"the same district under two names of its province", files{"a.csv": "period,province,district,received\n2024-06,Tỉnh Lạng Sơn,Tràng Định,5\n",
			"b.csv": "period,province,district,received\n2024-06,UBND tỉnh Lạng Sơn,Tràng Định,5\n"}, []string{kpi.KeyConflict}},
		{"the same district with its province behind it", files{"a.csv": exportHead + "2024-06,Huyện Tràng Định,,5\n",
			"b.csv": exportHead + "2024-06,Huyện Tràng Định - Tỉnh Lạng Sơn,,5\n"}, []string{""}},
		{"a province behind a comma", files{"a.csv": exportHead + "2024-06,Huyện Tràng Định,,5\n",
			"b.csv": exportHead + "2024-06,\"Huyện Tràng Định, tỉnh Lạng Sơn\",,5\n"}, []string{""}},
		{"a province behind a long dash", files{"a.csv": exportHead + "2024-06,Huyện Tràng Định,,5\n",
			"b.csv": exportHead + "2024-06,Huyện Tràng Định – Tỉnh Lạng Sơn,,5\n"}, []string{""}},
		{"a province in brackets", files{"a.csv": exportHead + "2024-06,Huyện Tràng Định,,5\n",
			"b.csv": exportHead + "2024-06,Huyện Tràng Định (tỉnh Lạng Sơn),,5\n"}, []string{""}},
		{"a province after the reform, and a commune of it", files{"a.csv": "period,province,received\n2025-07,Lạng Sơn,10\n",
			"b.csv": "period,province,commune,received\n2025-07,Lạng Sơn,Xã Chi Lăng,10\n"}, []string{kpi.KeyConflict}},
		{"a commune after the reform, bare with a district", files{"a.csv": "period,district,commune,received\n2025-07,Tràng Định,Chi Lăng,10\n",
			"b.csv": "period,commune,received\n2025-07,Xã Chi Lăng,10\n"}, []string{kpi.KeyConflict, kpi.UnitAmbiguous}},
		{"all communes in words, beside one", files{"a.csv": exportHead + "2024-06,A,Cấp xã,10\n2024-06,A,Xã X,4\n2024-06,A,Xã Y,6\n"}, []string{""}},
		{"numbers below numbers", files{"a.csv": "STT,period,district,Lĩnh vực,received\n1,2024-06,A,Đất đai,7\n1.1,2024-06,A,Cấp giấy,3\n1.2,2024-06,A,Tách thửa,4\n"}, []string{""}},
		{"letters below numbers", files{"a.csv": "STT,period,district,Lĩnh vực,received\n1,2024-06,A,Đất đai,7\na,2024-06,A,Cấp giấy,3\nb,2024-06,A,Tách thửa,4\n"}, []string{""}},
		{"a part, indented", files{"a.csv": rows + "2024-06,A,Đất đai,10\n2024-06,A,  Trong đó: cấp giấy,6\n"}, []string{""}},
		{"a part, behind a dash", files{"a.csv": rows + "2024-06,A,Đất đai,10\n2024-06,A,- Trong đó: cấp giấy,6\n"}, []string{""}},
		{"parts behind a dash", files{"a.csv": rows + "2024-06,A,Đất đai,10\n2024-06,A,- Cấp giấy,6\n2024-06,A,- Tách thửa,4\n"}, []string{""}},
		{"a total below no header", files{"a.csv": ",period,district,commune,received\n1,2024-06,A,Xã X,4\n2,2024-06,A,Xã Y,5\nTổng cộng,2024-06,A,,9\n"}, []string{kpi.RowTotal, kpi.RowSection}},
		{"a total of sections", files{"a.csv": exportHead + "2024-06,A,Xã X,4\n2024-06,A,Tổng (I+II),4\n"}, []string{""}},
		{"a total of a town", files{"a.csv": exportHead + "2024-06,TP. Lạng Sơn,Phường X,4\n2024-06,TP. Lạng Sơn,Toàn thành phố,4\n"}, []string{""}},
		{"a total behind a dash", files{"a.csv": exportHead + "2024-06,A,Xã X,4\n2024-06,A,- Tổng cộng,4\n"}, []string{""}},
		{"a sum in English", files{"a.csv": exportHead + "2024-06,A,Xã X,4\n2024-06,A,Subtotal,4\n"}, []string{""}},
		{"hours in one of two headers", files{"a.csv": "Huyện;Mã TTHC;Thời hạn quy định;Thời hạn sau cắt giảm (giờ)\nA;1;30;8\n"}, []string{kpi.DaysMixed}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, tt.in, Options{})
			if !slices.ContainsFunc(got.Findings, func(f kpi.Finding) bool { return tt.codes[0] == "" || slices.Contains(tt.codes, f.Code) }) {
				t.Errorf("findings %q, want %q; ledger %s", found(got.Findings), tt.codes, dump(got.Ledger))
			}
		})
	}
}

// What no unit, field or period of its own shows is never added in silence. Each
// case names a code that must be among the findings.
func TestFormsThatCountTwice(t *testing.T) {
	const district, province = "UBND HUYỆN TRÀNG ĐỊNH\nTháng 6/2024\n", "UBND TỈNH LẠNG SƠN\nTháng 6/2024\n"
	const numbered, fields = "STT,Đơn vị,Tiếp nhận\n", "Lĩnh vực,Tiếp nhận\n"
	const own = district + fields + "Đất đai,30\nHộ tịch,40\n"
	for _, tt := range []struct {
		name string
		in   files
		code string
	}{
		{"offices, and their district in another file", files{"a.csv": district + numbered + "1,Phòng Nội vụ,10\n2,Phòng Tài chính,10\n",
			"b.csv": province + numbered + "1,Huyện Tràng Định,20\n"}, kpi.KeyConflict},
		{"offices, and their district", files{"a.csv": district + numbered + "1,Phòng Nội vụ,10\n2,Phòng Tài chính,20\n3,UBND huyện Tràng Định,30\n"}, kpi.RowDuplicate},
		{"a commune whose cells are merged", files{"a.csv": district + "Xã,Lĩnh vực,Tiếp nhận\nTân Minh,Đất đai,10\n,Hộ tịch,3\n"}, kpi.UnitMissing},
		{"a field of the year so far", files{"a.csv": own + "Lũy kế 6 tháng,700\n"}, kpi.RowNotCounted},
		{"a field of last year", files{"a.csv": own + "Cùng kỳ năm 2023,70\n"}, kpi.RowNotCounted},
		{"a field of a month", files{"a.csv": own + "Tháng 5,7\n"}, kpi.RowSection},
		{"a field that is a mean", files{"a.csv": own + "Trung bình,35\n"}, kpi.RowNotCounted},
		{"a field of all", files{"a.csv": own + "Tất cả,80\n"}, kpi.TotalDisagrees},
		{"fields with numbers of parts", files{"a.csv": own + "1.1. Cấp mới,4\n"}, kpi.RowSection},
		{"indented fields", files{"a.csv": own + "    Cấp mới,4\n"}, kpi.RowSection},
		{"fields indented by two blanks", files{"a.csv": own + "  Cấp mới,4\n"}, kpi.RowSection},
		{"fields that are parts", files{"a.csv": own + "Riêng cấp mới,4\n"}, kpi.RowSection},
		{"a commune after another district", files{"a.csv": province + "Đơn vị,Tiếp nhận\nHuyện Tràng Định,\nXã Tân Minh,10\nHuyện Văn Lãng,40\nXã Hoàng Văn Thụ,4\n"}, kpi.UnitMissing},
		{"a row that lacks its counts below a total on top", files{"a.csv": district + fields + "Tổng cộng,10\nĐất đai,10\nHộ tịch,\n"}, kpi.RowHeading},
		{"a procedure called like a footer", files{"a.csv": district + "Thủ tục hành chính,Tiếp nhận\nKhai sinh,10\nXác nhận tình trạng hôn nhân,\n"}, kpi.RowHeading},
		{"thousands", files{"a.csv": "Đơn vị tính: nghìn hồ sơ,\n" + own}, kpi.CountScaled},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, tt.in, Options{})
			if !slices.ContainsFunc(got.Findings, func(f kpi.Finding) bool { return f.Code == tt.code }) {
				t.Errorf("findings %q, want %s; ledger %s", found(got.Findings), tt.code, dump(got.Ledger))
			}
		})
	}
}

// Agencies and sections of forms that are clear.
func TestFormsThatAreClear(t *testing.T) {
	const district = "UBND HUYỆN TRÀNG ĐỊNH\nTháng 6/2024\n"
	try(t, []readCase{
		one("the agency of the district of the titles", district+"Đơn vị,Tiếp nhận\nUBND huyện,10\nXã Tân Minh,4\n", "key-from-title 1:1; key-from-title 2:1",
			"Tràng Định 2024-06: received 10; Tràng Định/Xã Tân Minh 2024-06: received 4"),
		one("offices below their district", "UBND TỈNH LẠNG SƠN\nTháng 6/2024\nSTT,Đơn vị,Tiếp nhận\n,Huyện Tràng Định,\n1,Phòng Nội vụ,10\n2,Phòng Tài chính,4\n", "key-from-title 2:1",
			"Lạng Sơn/Tràng Định 2024-06: received 14"),
		one("offices of a ward", "UBND PHƯỜNG ĐÔNG KINH\nTháng 8/2025\nSTT,Đơn vị,Tiếp nhận\n1,Phòng Kinh tế,10\n2,Trung tâm Phục vụ hành chính công,4\n",
			"key-from-title 1:1; key-from-title 2:1", "Phường Đông Kinh 2025-08: received 14"),
		one("a numbered section within a level", district+"STT,Lĩnh vực,Tiếp nhận\n,Cấp huyện,\n1,Đất đai,10\n,Cấp xã,\nI,Lĩnh vực tư pháp,\n1,Hộ tịch,7\n",
			"key-from-title 1:1; key-from-title 2:1", "Tràng Định 2024-06: received 10; Tràng Định [commune] 2024-06: received 7"),
	})
}
