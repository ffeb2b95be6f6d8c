package catalog_test

import (
	"testing"

	"cchc/kpi"
)

// Titles of tables of dossiers, and how much of them is understood.
func TestTitle(t *testing.T) {
	words := load(t).Words
	for title, want := range map[string]string{ // by the title: what it names that is something else; what is not understood
		"BÁO CÁO TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC THÁNG 6 NĂM 2024":                             "fits",
		"Kết quả tiếp nhận, giải quyết thủ tục hành chính cấp xã":                                 "fits",
		"TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT HỒ SƠ UBND HUYỆN THANH BA":                                 "fits",
		"TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT HỒ SƠ ĐƠN VỊ CẤP HUYỆN":                                    "fits",
		"BÁO CÁO TỔNG HỢP TÌNH HÌNH XỬ LÝ HỒ SƠ CỦA CÁC ĐƠN VỊ":                                   "fits",
		"BÁO CÁO HỒ SƠ THEO LĨNH VỰC":                                                             "fits",
		"THỐNG KÊ HỒ SƠ MỘT CỬA NĂM 2023":                                                         "fits",
		"Tình hình thanh toán trực tuyến phí, lệ phí giải quyết thủ tục hành chính":               "fits",
		"KẾT QUẢ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH SÁU THÁNG ĐẦU NĂM 2024":                             "fits",
		"BAO CAO KET QUA GIAI QUYET HO SO THANG 6/2024":                                           "fits",
		"TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI HUYỆN TRÀNG ĐỊNH":                   "fits",
		"Kết quả giải quyết tại UBND huyện Văn Lãng tháng 6/2024":                                 "",
		"UBND HUYỆN TRÀNG ĐỊNH - BÁO CÁO THÁNG 12/2024.":                                          "",
		"BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ":                                                        "",
		"VĂN PHÒNG HĐND VÀ UBND":                                                                  "",
		"Phòng Quản lý đô thị":                                                                    "",
		"Trung tâm Phục vụ hành chính công":                                                       "",
		"Kỳ báo cáo: Quý II/2024 (Từ ngày 15/3/2024 đến ngày 14/6/2024)":                          "",
		"6 tháng đầu năm 2024 (từ ngày 15/12/2023 đến ngày 14/6/2024)":                            "",
		"Biểu số II.06a/VPCP/KSTT":                                                                "",
		"Biểu số 06/VPCP/KSTT, ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020":         "",
		"(Ban hành kèm theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020 của Văn phòng Chính phủ)": "",
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM":                                                      "",
		"Tháng 6/2024 so với cùng kỳ năm 2023":                                                    "",
		"TỔNG HỢP XỬ LÝ VĂN BẢN ĐẾN TRÊN PHẦN MỀM QUẢN LÝ VĂN BẢN THÁNG 5/2024":                   "VĂN BẢN; VĂN BẢN",
		"Kết quả giải quyết phản ánh, kiến nghị tháng 5/2024":                                     "phản ánh kiến nghị; phản ánh kiến nghị",
		"SỔ THEO DÕI ĐƠN THƯ":                                                                     "ĐƠN THƯ; ĐƠN THƯ",
		"Báo cáo kết quả thực hiện nhiệm vụ UBND tỉnh giao":                                       "nhiệm vụ; ",
		"TỔNG HỢP PHIẾU KHẢO SÁT":                                                                 "PHIẾU; PHIẾU",
		"THỐNG KÊ THIẾT BỊ MỘT CỬA":                                                               "fits THIẾT BỊ; THIẾT BỊ",
		"Danh sách: Văn bản đến":                                                                  "Văn bản; Văn bản",
		"BAO CAO VAN BAN DEN":                                                                     "VAN; VAN",
		"Giải quyết hồ sơ dự thầu":                                                                "fits dự thầu; dự thầu",
		"VĂN BẢN ĐẾN THÁNG 5/2024":                                                                "; VĂN BẢN",
		"Kế hoạch tháng 6/2024":                                                                   "Kế hoạch; ",
		"Lạng Sơn, ngày 5 tháng 7 năm 2024":                                                       "; Lạng Sơn",
		"Thống kê giao dịch qua cổng dịch vụ công quốc gia":                                       "giao dịch; giao dịch",
	} {
		got := words.Title(title, func(thing string) bool { return thing == kpi.Dossiers })
		text := ""
		if got.Fits {
			text = "fits"
		}
		if got.Other != "" || got.Unknown != "" {
			if text != "" {
				text += " "
			}
			text += got.Other + "; " + got.Unknown
		}
		if text != want {
			t.Errorf("%q: %q, want %q", title, text, want)
		}
	}
	if got := words.Title("Kết quả thực hiện nhiệm vụ", func(thing string) bool { return thing == "tasks" }); !got.Fits || got.Other != "" {
		t.Errorf("tasks in a table of tasks: %+v", got)
	}
}

func TestIsScaled(t *testing.T) {
	words := load(t).Words
	of := func(thing string) func(string) bool { return func(other string) bool { return other == thing } }
	for _, cells := range [][2]string{{"Đơn vị tính: nghìn hồ sơ"}, {"(Đơn vị: nghìn hồ sơ)"}, {"Đơn vị tính:", "1.000 hồ sơ"}, {"ĐVT", "nghìn hồ sơ"}, {"(Đơn vị tính: %)"}, {"Đơn vị: %"},
		{"đơn vị: triệu đồng"}, {"ĐVT: 1.000 hồ sơ"}, {"Đơn vị tính: nghìn đồng"}, {"(nghìn hồ sơ)"}, {"KẾT QUẢ THÁNG 6/2024 (ĐVT: nghìn hồ sơ)"}, {"Đơn vị tính: văn bản"}, {"Đơn vị tính: %, đồng"}, {"Đơn vị tính: nhiệm vụ"},
		{"Báo cáo huyện Văn Lãng tháng 5/2024 (1.000 hồ sơ)"}, {"Báo cáo (1000 hồ sơ) tháng 5/2024"}, {"Báo cáo tháng 5/2024 [nghìn hồ sơ]"}, {"Báo cáo tháng 5/2024 ( % )"}, {"Báo cáo tháng 5/2024 (tỷ lệ %)"}} {
		if !words.IsScaled(cells[0], cells[1], of(kpi.Dossiers)) {
			t.Errorf("%q is taken for single dossiers", cells)
		}
	}
	for _, cells := range [][2]string{{"Đơn vị tính: Số hồ sơ TTHC"}, {"Đơn vị tính: hồ sơ"}, {"(ĐVT: TTHC)"}, {"Đơn vị tính: lượt"}, {"Đơn vị tính:", "Hồ sơ"}, {"Đơn vị tính: hồ sơ, %"}, {"Đơn vị tính: hồ sơ; đồng"}, {"Đơn vị tính:"},
		{"Đơn vị: Xã Chi Lăng, huyện Tràng Định"}, {"Đơn vị: Triệu Sơn"}, {"Đơn vị:", "UBND huyện Triệu Phong"}, {"Triệu Sơn"}, {"1000"}, {"Báo cáo theo đơn vị", "Biểu số 1"}, {"Đơn vị báo cáo: UBND huyện Bắc Sơn"},
		{"Báo cáo tháng 5/2024 (hồ sơ)"}, {"Báo cáo (1000)"}, {"Xã Chi Lăng (Triệu Sơn)"}, {"Báo cáo (huyện 2 cấp)"}, {"Báo cáo ("}} {
		if words.IsScaled(cells[0], cells[1], of(kpi.Dossiers)) {
			t.Errorf("%q is taken for a scale", cells)
		}
	}
	if words.IsScaled("Đơn vị tính: ngày làm việc", "", of(kpi.Days)) {
		t.Error("days in a table of days are taken for a scale")
	}
}
