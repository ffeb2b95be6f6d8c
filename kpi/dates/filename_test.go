package dates_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dates"
)

// A name of a file names a period only where it cannot be something else.
func TestFindInName(t *testing.T) {
	tests := map[string]string{ // names by the period, with | between them
		"2025-07": "2025-07|bao_cao_2025-07|bao-cao-2025-07|2025-07_bao_cao|2025-07-bao-cao|Báo cáo 2025-07|2025-07 (1)|2025-07(1)|xa.dong.thai.2025.07|" +
			"T7-2025|t7.2025|T7_2025|t7 2025|T07-2025|kq-T7-2025|T7-2025-v2|Tháng 7-2025|thang_7_2025|thang-7-2025|thang-07-nam-2025|Báo cáo tháng 7 năm 2025|" +
			"Bao cao thang 7 nam 2025|BAO CAO THANG 7.2025|bao_cao_tthc_2025-07-01_to_2025-07-31|2025-07-01..2025-07-31|2025-07-01 - 2025-07-31|" +
			"2025-07-01_2025-07-31|01.07.2025-31.07.2025|tu ngay 01-07-2025 den ngay 31-07-2025|export_2025-07_20250805|KSTT_v2_2025-07_20250815|" +
			"07-2025|7.2025|2025_07|bao_cao_2025_07|2025_07_v2|xa_2025_07_bc|BC_thang7_2025|BC T7.2025 (1)|Bao cao thang 07-2025 UBND xa A|tu_01-07_den_31-07-2025|2025_07_01_to_2025_07_31|" +
			"bao_cao_07-2025|Báo cáo 7.2025|bao_cao_2025-07_v2.1|2025-07 2025-07-31|v3 T7-2025|2025-07 T7-2025|(2025-07)|[2025-07] xã A",
		"2024-06":          "T6-2024|Bao cao thang 6 nam 2024|Báo cáo tháng sáu năm 2024|thang 6_2024_xa A",
		"2024-Q2":          "quy2_2024|Q2-2024|q2_2024|2024-Q2|2024Q2|2024_q2|Quy II 2024|quy-ii-2024|Quý 2 năm 2024|bao_cao_quy_2_nam_2024|2024-04-01_to_2024-06-30",
		"2024-H1":          "6 tháng đầu năm 2024|6_thang_dau_nam_2024|H1-2024|2024-H1|bc-6-thang-dau-nam-2024|2024-01_to_2024-06|luy ke den thang 6 nam 2024|tu thang 1 den thang 6 nam 2024",
		"2024":             "Năm 2024|ca nam 2024|Cả năm 2024|báo cáo năm 2024",
		"2024-01..2024-09": "9 thang nam 2024|9 tháng đầu năm 2024|2024-01 to 2024-09",
		"": "KSTT_v2_20250815|20250815|bao_cao_20250815|20250701-20250731|20250701_20250731|202507|bc_202507|072025|export (3)|data|a|b.csv|2025-08-15|bao_cao_15-08-2025|" +
			"15.08.2025|2025|2024|bao cao 2024|nam 2024|Ha Nam 2024|tinh Quang Nam 2024|Hà Nam 2024|2024-v2|QD 06-2022|TT 01-2018|01-2018-TT-BVNTW|bieu 6-2024|Bieu 06_2024|mau 2 2024|" +
			"766-2022|61-2018-ND-CP|xa-01-2025-07|2025-07-1|2025-13|13-2025|T13-2025|Q5-2024|v2025-07|a2025-07|2025-07b|TT7-2025|thang 7|T7|quy 2|6 thang dau nam|H06-2024|" +
			"1.2.3-2024|2024-2025|so voi thang 6 nam 2024|12 2024|H23.14.2_06-2024|khoa 2020-2025|2025-07-15T08-30|12.000 2024|1-2 2024|2025_07_15|bc_2025_07_15|2025_13|v2025_07|2025_07_20250801|2025_7",
		"2024-05 2024-06": "2024-05_2024-06|T5-2024 T6-2024|thang 5 nam 2024 thang 6 nam 2024",
		"2024-06 2024-Q2": "2024-06 Q2-2024|2024-06 quý 2",
		"2024-06 2024-05": "2024-06 tháng 5|bc_T6-2024 ; T5|bc_2024-06 thang 5",
	}
	for want, names := range tests {
		for name := range strings.SplitSeq(names, "|") {
			found, err := dates.FindInName(name, kpi.Calendar{})
			if got := strings.Trim(fmt.Sprint(found), "[]"); got != want || err != nil {
				t.Errorf("%q: %v, %v, want %q", name, found, err, want)
			}
		}
	}
}

// A part of a period is an error: days that are no whole months, and words that say so.
func TestFindPartInName(t *testing.T) {
	for name := range strings.SplitSeq("2025-07-01_to_2025-07-15|bao_cao_2025-06-28_to_2025-07-27|01-07-2025 den 15-07-2025", "|") {
		var days *dates.DaysError
		if found, err := dates.FindInName(name, kpi.Calendar{}); !errors.As(err, &days) || len(found) > 0 {
			t.Errorf("%q: %v, %v", name, found, err)
		}
	}
	for name := range strings.SplitSeq("tuan 2 thang 6 nam 2024|Tuần 2 tháng 6 năm 2024|uoc thang 6 nam 2024|dau thang 6 nam 2024|ky_1_thang_6_nam_2024", "|") {
		if found, err := dates.FindInName(name, kpi.Calendar{}); !errors.Is(err, dates.ErrPart) {
			t.Errorf("%q: %v, %v", name, found, err)
		}
	}
	shifted := kpi.Calendar{MonthEnds: 14}
	if found, err := dates.FindInName("2025-06-15_to_2025-07-14", shifted); err != nil || fmt.Sprint(found) != "[2025-07]" {
		t.Errorf("months to day 14: %v, %v", found, err)
	}
}
