package input

import (
	"slices"
	"testing"

	"cchc/kpi"
)

// What no unit, field or period of its own says is never added in silence. Each
// case names a code that must be among the findings.
func TestFormsThatCountTwice(t *testing.T) {
	const district, province = "UBND HUYỆN TRÀNG ĐỊNH\nTháng 6/2024\n", "UBND TỈNH LẠNG SƠN\nTháng 6/2024\n"
	const numbered, units, fields = "STT,Đơn vị,Tiếp nhận\n", "Đơn vị,Tiếp nhận\n", "Lĩnh vực,Tiếp nhận\n"
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
		{"a field of the year so far", files{"a.csv": own + "Lũy kế 6 tháng,700\n"}, kpi.RowSection},
		{"a field of last year", files{"a.csv": own + "Cùng kỳ năm 2023,70\n"}, kpi.RowSection},
		{"a field of a month", files{"a.csv": own + "Tháng 5,7\n"}, kpi.RowSection},
		{"a field that is a mean", files{"a.csv": own + "Trung bình,35\n"}, kpi.RowSection},
		{"a field of all", files{"a.csv": own + "Tất cả,80\n"}, kpi.TotalDisagrees},
		{"fields with numbers of parts", files{"a.csv": own + "1.1. Cấp mới,4\n"}, kpi.RowSection},
		{"indented fields", files{"a.csv": own + "    Cấp mới,4\n"}, kpi.RowSection},
		{"fields that are parts", files{"a.csv": own + "Riêng cấp mới,4\n"}, kpi.RowSection},
		{"a commune after another district", files{"a.csv": province + units + "Huyện Tràng Định,\nXã Tân Minh,10\nHuyện Văn Lãng,40\nXã Hoàng Văn Thụ,4\n"}, kpi.UnitMissing},
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

// A month without its year is no other month than that asked for.
func TestTitlesWithoutYear(t *testing.T) {
	const form = "Huyện,Tiếp nhận\nTràng Định,5\n"
	may, june := Options{Period: period(t, "2024-05")}, Options{Period: period(t, "2024-06")}
	try(t, []readCase{
		{name: "another month", in: files{"a.csv": "Tháng 6\n" + form}, opts: may, findings: "period-ambiguous 1:1", ledger: "-"},
		{name: "the month", in: files{"a.csv": "Tháng 6\n" + form}, opts: june, ledger: "Tràng Định 2024-06: received 5"},
		{name: "several months", in: files{"a.csv": "Báo cáo 6 tháng\n" + form}, opts: june, findings: "period-ambiguous 1:1", ledger: "-"},
		{name: "none", in: files{"a.csv": "Báo cáo\n" + form}, opts: june, ledger: "Tràng Định 2024-06: received 5"},
	})
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
