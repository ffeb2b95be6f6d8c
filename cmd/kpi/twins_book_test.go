package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// progress766 is the sheet of the workbook among the forms: cells by |, numbers as
// numbers.
const progress766 = `UBND TỈNH LẠNG SƠN
VĂN PHÒNG
TIẾN ĐỘ GIẢI QUYẾT HỒ SƠ THEO QUYẾT ĐỊNH SỐ 766/QĐ-TTg
Tháng 6/2024
STT|Đơn vị|Tiếp nhận||||||Đã xử lý||||Đang xử lý|||Tạm dừng xử lý
||Tổng số|Kỳ trước chuyển sang|Trong kỳ||||Tổng số|Trước hạn|Trong hạn|Quá hạn|Tổng số|Trong hạn|Quá hạn|
||||Tổng số|Trực tuyến|Trực tiếp|BCCI||||||||
1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16
I|Huyện, thị xã, thành phố||||||||||||||
1|Thành phố Lạng Sơn|2060|60|2000|1800|180|20|1990|1500|470|20|60|55|5|10
2|Huyện Tràng Định|1057|57|1000|900|95|5|1020|800|210|10|32|30|2|5
3|Huyện Chi Lăng|824|24|800|700|98|2|800|600|192|8|20|19|1|4
II|Xã, phường, thị trấn||||||||||||||
1|Phường Chi Lăng - Thành phố Lạng Sơn|412|12|400|390|10|0|400|350|48|2|11|10|1|1
2|Xã Chi Lăng - Huyện Tràng Định|103|3|100|80|18|2|100|80|19|1|2|2|0|1
3|Xã Chi Lăng - Huyện Chi Lăng|155|5|150|120|29|1|150|110|40|0|5|4|1|0
|Tổng cộng|4611|161|4450|3990|430|30|4460|3440|979|41|130|120|10|21
|Người lập biểu||||||||||Chánh Văn phòng|||`

// progress766Merged are the merged cells of the sheet.
const progress766Merged = `A1:H1 A2:H2 A3:P3 A4:P4 A5:A7 B5:B7 C5:H5 I5:L5 M5:O5 P5:P7
C6:C7 D6:D7 E6:H6 I6:I7 J6:J7 K6:K7 L6:L7 M6:M7 N6:N7 O6:O7 B9:P9 B13:P13 B18:E18 L18:P18`

// writeBook makes the workbook among the forms.
func writeBook(t *testing.T, path string) {
	t.Helper()
	book := excelize.NewFile()
	sheet := "Tiến độ"
	wantDone(t, book.SetSheetName("Sheet1", sheet))
	for r, row := range strings.Split(progress766, "\n") {
		for c, text := range strings.Split(row, "|") {
			wantDone(t, setCell(book, sheet, c+1, r+1, text))
		}
	}
	for _, cells := range strings.Fields(progress766Merged) {
		first, last, _ := strings.Cut(cells, ":")
		wantDone(t, book.MergeCell(sheet, first, last))
	}
	_, err := book.NewSheet("Hướng dẫn")
	wantDone(t, err)
	wantDone(t, book.SetCellValue("Hướng dẫn", "A1", "Tháng tính từ ngày đầu đến ngày cuối tháng."))
	wantDone(t, book.SaveAs(path))
}

func setCell(book *excelize.File, sheet string, column, row int, text string) error {
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil || text == "" {
		return err
	}
	if n, err := strconv.Atoi(text); err == nil {
		return book.SetCellValue(sheet, cell, n)
	}
	return book.SetCellValue(sheet, cell, text)
}

func wantDone(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
