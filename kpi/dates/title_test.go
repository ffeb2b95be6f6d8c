package dates_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/dates"
)

// names writes periods as one text.
func names(periods []kpi.Period) string {
	var texts []string
	for _, p := range periods {
		texts = append(texts, p.String())
	}
	return strings.Join(texts, " ")
}

// forms returns a text as it is, decomposed, and in capitals of both.
func forms(text string) []string {
	return []string{text, norm.NFD.String(text), strings.ToUpper(text), norm.NFD.String(strings.ToUpper(text))}
}

func TestFind(t *testing.T) {
	tests := []struct{ line, want string }{
		{"BÁO CÁO TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC THÁNG 6 NĂM 2024", "2024-06"},
		{"Kết quả giải quyết thủ tục hành chính tháng 06/2024", "2024-06"},
		{"Tháng 6, năm 2024", "2024-06"},
		{"Tháng: 06; Năm: 2024", "2024-06"},
		{"(Số liệu tháng 6/2024)", "2024-06"},
		{"Báo cáo T6/2024", "2024-06"},
		{"Tháng sáu năm 2024", "2024-06"},
		{"Tháng năm năm 2024", "2024-05"},
		{"Biểu số II.06a/VPCP/KSTT - Tháng 6/2024", "2024-06"},
		{"UBND HUYỆN TRÀNG ĐỊNH - BÁO CÁO THÁNG 12/2024.", "2024-12"},
		{"Thực hiện Thông tư số 01/2020/TT-VPCP, tháng 6 năm 2024", "2024-06"},
		{"Kỳ báo cáo: 06/2024", "2024-06"},
		{"Tháng báo cáo: 6/2024", "2024-06"},
		{"Kỳ: 2024-06", "2024-06"},
		{"06/2024", "2024-06"},
		{"BÁO CÁO THÁNG 6/24", "2024-06"},
		{"Số liệu T6-24 của huyện", "2024-06"},
		{"Tháng 6/24: 12/24 xã", "2024-06"},
		{"(Đến tháng 6/2024)", "2024-H1"},
		{"Đến hết quý II/24", "2024-H1"},
		{"UBND HUYỆN BẮC SƠN ; (Đến tháng 6/2024) ; Đơn vị tính: hồ sơ", "2024-H1"},
		{"Tháng 6/2024 ; Đến tháng 6/2024", "2024-06 2024-H1"},
		// Without marks.
		{"BAO CAO THANG 6/2024", "2024-06"},
		{"Ket qua giai quyet TTHC thang 6 nam 2024 (tu ngay 15/05/2024 den ngay 14/06/2024)", "2024-06"},
		{"UBND huyện Bắc Sơn ; Quy II/2024", "2024-Q2"},
		{"Luy ke den thang 5/2024", "2024-01..2024-05"},
		{"So lieu nam 2024", "2024"},
		{"(6/2024)", "2024-06"},
		{"Kỳ báo cáo: Quý II/2024", "2024-Q2"},
		{"Kỳ báo cáo: Quý II. Năm 2024", "2024-Q2"},
		{"Kỳ báo cáo: Quý 2 - Năm 2024", "2024-Q2"},
		{"Quí IV năm 2024", "2024-Q4"},
		{"BÁO CÁO QUÝ I/2024 VỀ KIỂM SOÁT TTHC", "2024-Q1"},
		{"6 tháng đầu năm 2024", "2024-H1"},
		{"KẾT QUẢ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH SÁU THÁNG ĐẦU NĂM 2024", "2024-H1"},
		{"Báo cáo 06 tháng cuối năm 2024", "2024-H2"},
		{"Báo cáo kết quả 9 tháng năm 2024", "2024-01..2024-09"},
		{"BÁO CÁO CÔNG TÁC CCHC NĂM 2024", "2024"},
		{"Số liệu cả năm 2024", "2024"},
		{"(Từ ngày 01/06/2024 đến ngày 30/06/2024)", "2024-06"},
		{"Từ ngày 01 tháng 6 năm 2024 đến hết ngày 30 tháng 6 năm 2024", "2024-06"},
		{"(từ ngày 01 đến ngày 30/6/2024)", "2024-06"},
		{"Kỳ báo cáo: 01/04/2024 - 30/06/2024", "2024-Q2"},
		{"từ 01/04 đến 30/06/2024", "2024-Q2"},
		{"Từ tháng 1 đến tháng 6 năm 2024", "2024-H1"},
		{"Kỳ báo cáo từ tháng 01/2024 đến tháng 05/2024", "2024-01..2024-05"},
		// The days of a named period, where months end before the calendar's.
		{"(Tháng 6/2024, từ ngày 15/05/2024 đến ngày 14/06/2024)", "2024-06"},
		{"Tháng 01/2025 (từ ngày 15/12/2024 đến ngày 14/01/2025)", "2025-01"},
		{"Tháng 8/2024 (từ 21/7 đến 20/8/2024)", "2024-08"},
		{"Tháng 6/2024 (từ ngày 15/05/2024 Ðến ngày 14/06/2024)", "2024-06"},
		{"Quý I năm 2023 (tính từ ngày 15/12/2022 đến 14/3/2023)", "2023-Q1"},
		{"Tháng 6 (từ ngày 15/05/2024 đến ngày 14/06/2024)", "2024-06"},
		{"6 tháng đầu năm 2024 (từ 15/12/2023 đến 14/06/2024)", "2024-H1"},
		{"Tháng 6/2024 (từ ngày 01/06/2024 đến ngày 30/06/2024)", "2024-06"},
		// The year so far.
		{"Lũy kế đến tháng 6/2024", "2024-H1"},
		{"Luỹ kế từ đầu năm đến tháng 5 năm 2024", "2024-01..2024-05"},
		{"Số liệu lũy kế từ đầu năm 2024 đến hết tháng 5", "2024-01..2024-05"},
		{"Lũy kế quý III/2024", "2024-01..2024-09"},
		{"LŨY KẾ KẾT QUẢ GIẢI QUYẾT TTHC ĐẾN THÁNG 5/2024", "2024-01..2024-05"},
		{"Lũy kế đến ngày 31/05/2024", "2024-01..2024-05"},
		{"Lũy kế số hồ sơ đến hết ngày 31/05/2024", "2024-01..2024-05"},
		{"6 tháng đầu năm 2024, lũy kế đến ngày 14/06/2024", "2024-H1"},
		{"Kết quả từ đầu năm đến tháng 5/2024", "2024-01..2024-05"},
		{"Cộng dồn đến tháng 5/2024", "2024-01..2024-05"},
		{"Lũy tiến từ đầu năm đến tháng 5/2024", "2024-01..2024-05"},
		// More than one.
		{"Báo cáo quý II và 6 tháng đầu năm 2024", "2024-H1 2024-Q2"},
		{"Kết quả tháng 6/2024 và lũy kế đến tháng 6/2024", "2024-06 2024-H1"},
		{"Tháng 6/2024 (số liệu lũy kế)", "2024-06 2024-H1"},
		{"THÁNG 9/2024 (số liệu cộng dồn từ đầu năm)", "2024-09 2024-01..2024-09"},
		{"Tháng 9/2024 (số liệu lũy tiến)", "2024-09 2024-01..2024-09"},
		{"Tháng 9/2024 (tính từ đầu năm đến nay)", "2024-09 2024-01..2024-09"},
		{"Quý III/2024, tính từ đầu năm", "2024-Q3 2024-01..2024-09"},
		{"Năm 2024 so sánh năm 2023", "2024 2023"},
		{"Báo cáo tháng 6 thực hiện kế hoạch năm 2024", "2024 2024-06"},
		{"Tháng 6/2024 (từ ngày 01/05/2024 đến ngày 31/05/2024)", "2024-06 2024-05"},
		{"Quý I năm 2020 (từ ngày 01/12/2019 đến ngày 29/02/2020)", "2020-Q1 2019-12..2020-02"},
		{"Lũy kế từ tháng 3 đến tháng 6/2024", "2024-03..2024-06 2024-H1"},
		{"Tháng 6/2024, 7/2024", "2024-06 2024-07"},
		{"Tháng 5 và tháng 6/2024", "2024-06 2024-05"},
		{"Năm 2023 và 2024", "2023 2024"},
		{"Báo cáo Quý II/2024-6 tháng đầu năm 2024", "2024-Q2 2024-H1"},
		{"Năm 2024 (số liệu tính đến tháng 6/2024)", "2024 2024-06"},
		{"Tháng 6/2024 (số liệu tính đến hết tháng 6/2024)", "2024-06"},
		{"Tháng 6/2024 - 11 huyện, thành phố", "2024-06"},
		{"Kỳ báo cáo: 6 tháng. Năm 2024", "2024-H1"},
		// What is only compared with, run up to, or begun at.
		{"Tháng 6/2024 so với tháng 5/2024", "2024-06"},
		{"Quý II/2024 (cùng kỳ năm 2023)", "2024-Q2"},
		{"Tháng 6/2024 (số liệu tính đến ngày 05/07/2024)", "2024-06"},
		{"Tháng 6/2024, giai đoạn từ năm 2021 đến năm 2025", "2024-06"},
	}
	for _, tt := range tests {
		for _, line := range forms(tt.line) {
			got, err := dates.Find(line, kpi.Calendar{})
			if err != nil || names(got) != tt.want {
				t.Errorf("Find(%q) = %s, %v; want %s", line, names(got), err, tt.want)
			}
		}
	}
}

func TestFindNothing(t *testing.T) {
	for _, text := range []string{
		"", "   ", "Lạng Sơn, ngày 05 tháng 7 năm 2024", "Lạng Sơn, ngày   tháng 7 năm 2024", "Lạng Sơn, ngày … tháng … năm 2024",
		"Lạng Sơn, 05 tháng 7 năm 2024", "Tràng Định, ngày 05/7/2024", "Hà Nội, 05-07-2024", "ngày 30 tháng sáu năm 2024",
		"(Ban hành kèm theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020 của Văn phòng Chính phủ)",
		"Quyết định 766/QĐ-TTg", "Quyết định số 766/QĐ-TTg ngày 23 tháng 6 năm 2022", "Nghị định số 61/2018/NĐ-CP",
		"Quyết định số 766/QĐ-TTg năm 2022", "Luật Tổ chức chính quyền địa phương năm 2015", "Kế hoạch số 06/2024/KH-UBND",
		"Số: 06/2024", "Số: 12/BC-UBND", "Kế hoạch 2024", "2024", "202406", "Kỳ báo cáo: 2024", "ĐT: 0205.3812.024", "0912 345 678",
		"Điện thoại: 02053812024", "Biểu số II.06a/VPCP/KSTT", "Đơn vị tính: Số hồ sơ", "Kỳ báo cáo: Quý ..... Năm .....", "Kỳ báo cáo: Quý ...../Năm 2024",
		"Tháng ... năm 2024", "Tháng 5,6 năm 2024", "Quý 1,2/2024", "Tháng năm 2024", "THÁNG 13 NĂM 2024", "Quý V năm 2024", "Quý II năm 24", "Tháng 6", "Báo cáo 6 tháng đầu năm",
		"Giai đoạn 2021 - 2025", "Năm 2021 - 2025", "giai đoạn từ năm 2021 đến năm 2030", "chương trình từ 2021 đến 2030",
		"Tính đến tháng 6/2024", "Từ tháng 6/2024", "So với cùng kỳ năm 2023",
		"Báo cáo ngày 15/06/2024", "T6/2024/BC", "06/24", "Đạt 12/24 chỉ tiêu", "Số liệu (đến tháng 6/2024)", "đến tháng 6/2024 của huyện", "Tháng 6 2024", "Số 6/24/BC", "Tháng 6/24/BC", "Tháng 6 năm 2100",
		"Xã Tháng Năm", "Tháng 6/2024x", "Kỳ báo cáo: 31/06/2024", "Kỳ báo cáo: 2024-06-31", "từ ngày …/…/2024 đến ngày …/…/2024",
	} {
		for _, line := range forms(text) {
			if got, err := dates.Find(line, kpi.Calendar{}); err != nil || len(got) > 0 {
				t.Errorf("Find(%q) = %s, %v; want nothing", line, names(got), err)
			}
		}
	}
}

// What is of less or more than the period that it names is never read as that period.
func TestUntil(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"Tính đến ngày 30/09/2025", "2025-09-30"},
		{"(Số liệu tính đến 17 giờ 00 ngày 30 tháng 9 năm 2025)", "2025-09-30"},
		{"Tháng 9/2025 ; số liệu đến ngày 05/10/2025", "2025-10-05"},
		{"Đến ngày 30/09/2025 ; tính đến hết ngày 02/10/2025", "2025-10-02"},
		{"Lạng Sơn, ngày 30 tháng 9 năm 2025", ""},
		{"Danh sách hồ sơ tháng 9/2025", ""},
		{"", ""},
	} {
		for _, line := range forms(test.line) {
			if got := kpi.On(dates.Until(line)).String(); got != test.want {
				t.Errorf("%q: %s, want %s", line, got, test.want)
			}
		}
	}
}

func TestFindPart(t *testing.T) {
	for _, text := range []string{
		"BÁO CÁO KỲ I THÁNG 8 NĂM 2024", "Kỳ 1 tháng 8/2024", "Tháng 8/2024 (kỳ 2)", "Học kỳ II năm 2024", "Nửa đầu tháng 8/2024", "Nửa tháng 8/2024",
		"15 ngày đầu tháng 8 năm 2024", "Tháng 8/2024 (10 ngày cuối)", "Đầu tháng 6/2024", "Cuối tháng 6/2024", "Tuần 2 tháng 6 năm 2024", "Tuần II tháng 6/2024",
		"Tháng 6/2024 - tuần 3", "Tuần đầu tháng 6/2024", "Đợt 1 tháng 5/2024", "Tháng 5/2024 đợt II",
		"Tháng 6/2024 (đến ngày 15)", "Tháng 6/2024 (đến hết ngày 20)", "Tháng 6/2024 (số liệu đến 15/6)",
		"Tháng 5/2024 (đến 16h30 ngày 25/5)", "Tháng 5/2024 (tính đến 16 giờ 30, ngày 25/5)", "Tháng 5/2024 (đến 17h ngày 25/5/2024)", "Tháng 5/2024 (đến 17:00 ngày 25)", "thang 5/2024 (den 16 gio 30 phut ngay 25/5)", "Tháng 5/2024 (đến hết 16 giờ 30 phút ngày 25/5/2024)", "Kể từ ngày 01/07/2025 đến nay", "Tháng 6/2024 đến nay", "Ước tháng 9/2024", "Số liệu ước thực hiện năm 2024",
		"Dự kiến tháng 9/2024", "Tháng 9/2024 (ước tính)", "bao cao tuan 2 thang 6 nam 2024",
	} {
		for _, line := range forms(text) {
			if got, err := dates.Find(line, kpi.Calendar{}); !errors.Is(err, dates.ErrPart) {
				t.Errorf("Find(%q) = %s, %v; want %v", line, names(got), err, dates.ErrPart)
			}
		}
	}
	for line, want := range map[string]string{
		"Kỳ báo cáo: Tháng 6/2024": "2024-06", "Kỳ 06/2024": "2024-06", "Kỳ tháng 6/2024": "2024-06", "Kỳ 6 tháng đầu năm 2024": "2024-H1", "Tháng 6/2024 (đến hết 30/6)": "2024-06", "Tháng 6/2024 (đến 17h00 ngày 30/6)": "2024-06", "Tháng 6/2024 (đến 17h ngày 30/6/2024)": "2024-06", "Cùng kỳ 2 năm, tháng 6/2024": "2024-06",
		"UBND huyện Tuần Giáo, tháng 6/2024": "2024-06", "Xã Phú Ước tháng 6/2024": "2024-06", "Từ đầu năm đến cuối tháng 5/2024": "2024-01..2024-05", "Báo cáo lần 2, tháng 6/2024": "2024-06", "Hỗ trợ đợt 2": "", "Từ 2 ngày đầu đến nay": "",
	} {
		if got, err := dates.Find(line, kpi.Calendar{}); err != nil || names(got) != want {
			t.Errorf("Find(%q) = %s, %v; want %s", line, names(got), err, want)
		}
	}
}

func TestFindByCalendar(t *testing.T) {
	tests := []struct {
		ends       int
		line, want string
	}{
		{14, "(Từ ngày 15/05/2024 đến ngày 14/06/2024)", "2024-06"},
		{14, "từ ngày 15/12/2023 đến ngày 14/06/2024", "2024-H1"},
		{14, "từ ngày 15/12/2023 đến ngày 14/12/2024", "2024"},
		{20, "từ 21/7 đến 20/8/2021", "2021-08"},
		{14, "Lũy kế đến ngày 14/05/2024", "2024-01..2024-05"},
		{14, "Tháng 6/2024 (từ ngày 01/06/2024 đến ngày 30/06/2024)", "2024-06"},
	}
	for _, tt := range tests {
		got, err := dates.Find(tt.line, kpi.Calendar{MonthEnds: tt.ends})
		if err != nil || names(got) != tt.want {
			t.Errorf("months to day %d: Find(%q) = %s, %v; want %s", tt.ends, tt.line, names(got), err, tt.want)
		}
	}
}

// Days that are no months come with the calendar that they fit; a period beside them that
// they are not the days of is returned too.
func TestFindOtherDays(t *testing.T) {
	tests := []struct {
		ends             int
		line, want, text string
	}{
		{0, "(Từ ngày 15/05/2024 đến ngày 14/06/2024)", "", "not whole months: 2024-05-15..2024-06-14; they are where a month ends on day 14"},
		{14, "(Từ ngày 01/05/2024 đến ngày 31/05/2024)", "", "not whole months: 2024-05-01..2024-05-31; they are calendar months"},
		{0, "Tuần 24 (từ ngày 10/06/2024 đến ngày 16/06/2024)", "", "not whole months: 2024-06-10..2024-06-16"},
		{0, "Tháng 6/2024 (từ ngày 01/06/2024 đến ngày 15/06/2024)", "2024-06", "not whole months: 2024-06-01..2024-06-15"},
		{0, "từ ngày 1 đến ngày 10 tháng 5; Năm 2024", "", "not whole months: 2024-05-01..2024-05-10"},
		{0, "Tháng 9/2024 (tính đến ngày 20/9/2024)", "2024-09", "not whole months: ..2024-09-20; they are where a month ends on day 20"},
		{0, "Năm 2024 (tính đến hết ngày 15/12/2024)", "2024", "not whole months: ..2024-12-15; they are where a month ends on day 15"},
		{0, "Tháng 6/2024 (lũy kế đến ngày 14/06/2024)", "2024-06", "not whole months: ..2024-06-14; they are where a month ends on day 14"},
		{0, "Lũy kế đến ngày 14/06/2024", "", "not whole months: ..2024-06-14; they are where a month ends on day 14"},
	}
	for _, tt := range tests {
		got, err := dates.Find(tt.line, kpi.Calendar{MonthEnds: tt.ends})
		var days *dates.DaysError
		if !errors.As(err, &days) || err.Error() != tt.text || names(got) != tt.want {
			t.Errorf("months to day %d: Find(%q) = %s, %v; want %s, %s", tt.ends, tt.line, names(got), err, tt.want, tt.text)
		}
	}
}
