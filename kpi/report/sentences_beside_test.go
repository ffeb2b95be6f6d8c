package report_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// What other periods have, and why they are not compared.
func TestSentencesBeside(t *testing.T) {
	now := []string{"2024-02 | An | received 100, received_online 90", "2024-02 | Bình | received 10, received_online 10"}
	at := func(period string, counts ...string) (rows []string) {
		for i, name := range []string{"An", "Bình", "Chi"}[:len(counts)] {
			rows = append(rows, period+" | "+name+" | "+counts[i])
		}
		return rows
	}
	same := []string{"received 100, received_online 90", "received 10, received_online 10"}
	day := kpi.Day{Month: kpi.NewMonth(2024, 2), Date: 20}
	for _, tt := range []struct {
		name   string
		x      prose
		vi, en string
	}{
		{"unchanged", prose{rows: now, sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: at("2024-01", same...)}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ; không đổi so với kỳ trước (01/2024: 110 hồ sơ).\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ), không đổi so với kỳ trước (01/2024: 90,9%).",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10; unchanged from the period before (2024-01: 110 dossiers).\nSubmitted online: 90.9% (100/110 dossiers), unchanged from the period before (2024-01: 90.9%)."},
		{"hardly", prose{rows: now, sides: []besideRows{{is: kpi.YearEarlier, period: "2023-02", rows: at("2023-02", "received 100000, received_online 90910", "received 0, received_online 0")}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ; giảm 99.890 hồ sơ so với cùng kỳ năm trước (02/2023: 100.000 hồ sơ).\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ), hầu như không đổi so với cùng kỳ năm trước (02/2023: 90,9%).",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10; down 99,890 dossiers from a year earlier (2023-02: 100,000 dossiers).\nSubmitted online: 90.9% (100/110 dossiers), almost unchanged from a year earlier (2023-02: 90.9%)."},
		{"up", prose{rows: now, sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: at("2024-01", "received 1, received_online 0", "received 0, received_online 0")}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ; tăng 109 hồ sơ so với kỳ trước (01/2024: 1 hồ sơ).\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ), tăng 90,9 điểm phần trăm so với kỳ trước (01/2024: 0,0%).",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10; up 109 dossiers from the period before (2024-01: 1 dossier).\nSubmitted online: 90.9% (100/110 dossiers), up 90.9 percentage points from the period before (2024-01: 0.0%)."},
		{"to date", prose{rows: now, sides: []besideRows{{is: kpi.ToDate, period: "2024-01..2024-02", rows: slices.Concat(now, at("2024-01", "received 100, received_online 99", "received 0, received_online 0"))}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ. Lũy kế từ đầu năm (01/2024 – 02/2024) là 210 hồ sơ.\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ). Lũy kế từ đầu năm (01/2024 – 02/2024) là 94,8% (199/210 hồ sơ); kỳ báo cáo thấp hơn 3,9 điểm phần trăm.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10. Year to date (2024-01 – 2024-02): 210 dossiers.\nSubmitted online: 90.9% (100/110 dossiers). Year to date (2024-01 – 2024-02): 94.8% (199/210 dossiers); the period is 3.9 percentage points below it."},
		{"to date, the same period", prose{rows: at("2024-01", same...), sides: []besideRows{{is: kpi.ToDate, period: "2024-01", rows: at("2024-01", same...)}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ.\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ).\nKỳ báo cáo bắt đầu từ đầu năm nên số liệu của kỳ cũng là số lũy kế từ đầu năm.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10.\nSubmitted online: 90.9% (100/110 dossiers).\nThe period begins with the year, so that its figures are those of the year to date."},
		{"no period", prose{rows: now, sides: []besideRows{{is: kpi.ToDate}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ.\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ).\nVề lũy kế từ đầu năm: kỳ báo cáo thuộc hai năm, hoặc không trọn tháng.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10.\nSubmitted online: 90.9% (100/110 dossiers).\nAbout the year to date: the period of the report is of two years, or not of whole months."},
		{"no rows", prose{rows: now, sides: []besideRows{{is: kpi.Before, period: "2024-01"}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ.\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ).\nKhông so sánh với kỳ trước (01/2024): không có số liệu.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10.\nSubmitted online: 90.9% (100/110 dossiers).\nNot compared with the period before (2024-01): no rows."},
		{"other units", prose{rows: now, sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: at("2024-01", append(same, "received 5, received_online 0")...)}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ; giảm 5 hồ sơ so với kỳ trước (01/2024: 115 hồ sơ).\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ), tăng 4,0 điểm phần trăm so với kỳ trước (01/2024: 87,0%).\nKhi so với kỳ trước (01/2024): số liệu hai kỳ là của các đơn vị khác nhau.\nMức thay đổi tính từ số liệu chưa làm tròn nên có thể khác hiệu của hai tỷ lệ đã làm tròn.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10; down 5 dossiers from the period before (2024-01: 115 dossiers).\nSubmitted online: 90.9% (100/110 dossiers), up 4.0 percentage points from the period before (2024-01: 87.0%).\nCompared with the period before (2024-01): rows of other units in the two periods.\nChanges are of the exact figures, and may differ from the difference of two rounded rates."},
		{"a part", prose{rows: now, sides: []besideRows{{is: kpi.ToDate, period: "2024-01..2024-02", rows: now}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ.\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ).\nVề lũy kế từ đầu năm (01/2024 – 02/2024): kỳ 01/2024 – 02/2024 chỉ có số liệu 1 trong 2 tháng.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10.\nSubmitted online: 90.9% (100/110 dossiers).\nAbout the year to date (2024-01 – 2024-02): 2024-01 – 2024-02 has rows of 1 of 2 months."},
		{"open", prose{rows: now, open: day, sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: at("2024-01", same...)}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ.\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ).\nKhông so sánh với kỳ trước (01/2024): kỳ 02/2024 chưa kết thúc: danh sách chốt ngày 20/02/2024.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10.\nSubmitted online: 90.9% (100/110 dossiers).\nNot compared with the period before (2024-01): 2024-02 was not over: the list is of 2024-02-20."},
		{"open to date", prose{rows: now, open: day, sides: []besideRows{{is: kpi.ToDate, period: "2024-01..2024-02", open: day, rows: slices.Concat(now, at("2024-01", same...))}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ. Lũy kế từ đầu năm (01/2024 – 02/2024) là 220 hồ sơ.\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ). Lũy kế từ đầu năm (01/2024 – 02/2024) là 90,9% (200/220 hồ sơ).\nVề lũy kế từ đầu năm (01/2024 – 02/2024): kỳ 01/2024 – 02/2024 chưa kết thúc: danh sách chốt ngày 20/02/2024.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10. Year to date (2024-01 – 2024-02): 220 dossiers.\nSubmitted online: 90.9% (100/110 dossiers). Year to date (2024-01 – 2024-02): 90.9% (200/220 dossiers).\nAbout the year to date (2024-01 – 2024-02): 2024-01 – 2024-02 was not over: the list is of 2024-02-20."},
		{"not comparable", prose{rows: now, reason: "nhập đơn vị", sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: at("2024-01", same...)}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ.\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ).\nKhông so sánh với kỳ trước (01/2024): có đơn vị không so sánh được giữa hai kỳ.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10.\nSubmitted online: 90.9% (100/110 dossiers).\nNot compared with the period before (2024-01): some units are not comparable."},
		{"of another kind", prose{rows: now, unlike: "khác loại", sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: at("2024-01", same...)}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ.\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ).\nKhông so sánh với kỳ trước (01/2024): số ngày ở hai kỳ không cùng loại.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10.\nSubmitted online: 90.9% (100/110 dossiers).\nNot compared with the period before (2024-01): days of two kinds."},
		{"a blank", prose{rows: now, sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: at("2024-01", "received 100, received_online ?", "received 1, received_online 1")}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ; tăng 9 hồ sơ so với kỳ trước (01/2024: 101 hồ sơ).\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ).\nKhông so sánh với kỳ trước (01/2024) đối với \"Tỷ lệ hồ sơ nộp trực tuyến\": thiếu \"Tiếp nhận trực tuyến\" (An, 01/2024).",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10; up 9 dossiers from the period before (2024-01: 101 dossiers).\nSubmitted online: 90.9% (100/110 dossiers).\nNot compared with the period before (2024-01) for \"Submitted online\": it lacks \"Received online\" (An, 2024-01)."},
		{"nothing to divide by", prose{rows: now, sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: at("2024-01", "received 0, received_online 0", "received 0, received_online 0")}}},
			"Số hồ sơ tiếp nhận là 110 hồ sơ, trong đó: trực tuyến 100 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ; tăng 110 hồ sơ so với kỳ trước (01/2024: 0 hồ sơ).\nTỷ lệ hồ sơ nộp trực tuyến đạt 90,9% (100/110 hồ sơ).\nKhông so sánh với kỳ trước (01/2024) đối với \"Tỷ lệ hồ sơ nộp trực tuyến\": mẫu số bằng 0.",
			"The number of dossiers received was 110, of which: online 100, in person or by post 10; up 110 dossiers from the period before (2024-01: 0 dossiers).\nSubmitted online: 90.9% (100/110 dossiers).\nNot compared with the period before (2024-01) for \"Submitted online\": the denominator is 0."},
	} {
		x := tt.x
		x.catalog, x.ids = shipped(t), "online"
		for lang, want := range map[kpi.Lang]string{kpi.Vietnamese: tt.vi, kpi.English: tt.en} {
			if got := strings.Join(slices.Concat(x.passage(t, report.CountsPassage, lang)[1:], x.passage(t, report.IndicatorsPassage, lang)), "\n"); got != want {
				t.Errorf("%s:\n%s", tt.name, got)
			}
		}
	}
}
