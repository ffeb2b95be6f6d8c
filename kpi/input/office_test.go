package input

import "testing"

// Agencies add up to the level of the unit that the titles name.
func TestOffices(t *testing.T) {
	const header = "Tháng 6/2024\nSTT,Đơn vị,Trước hạn,Đúng hạn,Trễ hạn\n"
	try(t, []readCase{
		one("of a province", "UBND TỈNH LẠNG SƠN\n"+header+"I,\"Sở, ban, ngành\",15,3,1\n1,Sở Nội vụ,10,2,1\n2,Sở Tư pháp,5,1,0\n"+
			"II,\"Huyện, thị xã, thành phố\",30,6,3\n1,Tràng Định,30,6,3\n",
			"key-from-title 2:1; row-total 4 rows=2",
			"Lạng Sơn 2024-06: resolved_early 15, resolved_on_time 3, resolved_late 1; "+
				"Lạng Sơn/Tràng Định 2024-06: resolved_early 30, resolved_on_time 6, resolved_late 3"),
		one("of a district", "UBND HUYỆN BÌNH GIA\n"+header+"I,Cấp huyện,,,\n1,Phòng Tư pháp,5,1,0\n2,Công an huyện,10,2,1\n"+
			"II,Cấp xã,,,\n1,Xã Hòa Bình,4,4,4\n",
			"key-from-title 1:1; key-from-title 2:1",
			"Bình Gia 2024-06: resolved_early 15, resolved_on_time 3, resolved_late 1; "+
				"Bình Gia/Xã Hòa Bình 2024-06: resolved_early 4, resolved_on_time 4, resolved_late 4"),
		one("twice", "UBND TỈNH LẠNG SƠN\n"+header+"I,\"Sở, ban, ngành\",,,\n1,Sở Nội vụ,10,2,1\n2,Sở Nội vụ,5,1,0\n",
			"key-from-title 2:1; row-duplicate 6 line=5",
			"Lạng Sơn 2024-06: resolved_early 15, resolved_on_time 3, resolved_late 1"),
	})
}
