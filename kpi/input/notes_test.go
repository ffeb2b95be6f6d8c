package input

import "testing"

// A note below a table is read as a title is: it may say that counts are others than they seem.
func TestNotes(t *testing.T) {
	const table = "Kỳ,Huyện,Tiếp nhận\n2024-05,Văn Lãng,5\n"
	for note, want := range map[string]string{
		"Ghi chú: số liệu lũy kế từ đầu năm":              "note-differs 3:1",
		"Ghi chú: số liệu tính đến ngày 20/5/2024":        "note-differs 3:1",
		"Ghi chú: lũy kế đến ngày 20/5/2024":              "note-differs 3:1",
		"Ghi chú: lũy kế đến ngày 31/5/2024":              "note-differs 3:1",
		"Ghi chú: số liệu đến 16h30 ngày 25/5":            "note-differs 3:1",
		"Nguồn số liệu: Cổng dịch vụ công tháng 4/2024":   "note-differs 3:1",
		"Ghi chú: chưa bao gồm các xã biên giới":          "note-differs 3:1",
		"Lưu ý: số liệu của xã Tân Lang":                  "note-differs 3:1",
		"Ghi chú: (nghìn hồ sơ)":                          "note-differs 3:1",
		"Tổng,,5\nĐơn vị tính: nghìn hồ sơ":               "row-total 3 rows=1; note-differs 4:1",
		"Người lập biểu\nĐơn vị tính: nghìn hồ sơ":        "note-differs 4:1",
		"Ghi chú: số liệu tháng 5/2024":                   "",
		"Ghi chú: số liệu tính đến ngày 31/5/2024":        "",
		"Ghi chú: so với tháng 4/2024 tăng":               "",
		"Nguồn: Cổng dịch vụ công ngày 03/6/2024":         "",
		"Người lập biểu,TM. UBND HUYỆN BẮC SƠN":           "",
		"\"Văn Lãng, ngày 03 tháng 6 năm 2024\",Chủ tịch": "",
		"Ghi chú: đơn vị tính: hồ sơ":                     "",
		"Nơi nhận: UBND xã Tân Lang; Phòng Nội vụ huyện":  "",
	} {
		got := found(read(t, files{"a.csv": table + note + "\n"}, Options{}).Findings)
		if got != want {
			t.Errorf("%q: %s, want %s", note, got, want)
		}
	}
}
