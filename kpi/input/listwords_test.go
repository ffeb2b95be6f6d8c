package input

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/units"
)

// pendingOf writes how many dossiers of each unit were in process at the end of June 2024, but for those with
// none.
func pendingOf(t *testing.T, l *kpi.Ledger) string {
	t.Helper()
	i, _ := l.Measures.Index("pending_in_time")
	var list []string
	for _, e := range l.Entries {
		if v, _ := e.Tally.Value(i); v > 0 && e.Period == period(t, "2024-06") {
			list = append(list, fmt.Sprintf("%s %d", e.Unit.Name(), v))
		}
	}
	slices.Sort(list)
	return strings.Join(list, "; ")
}

// ofCountry are options with the units of the country.
func ofCountry(t *testing.T) Options {
	t.Helper()
	return Options{Units: units.Vietnam(definitions(t).Words)}
}

// dossiersOn returns rows of dossiers with some numbers, received in June 2024.
func dossiersOn(numbers ...int) (text string) {
	for _, n := range numbers {
		text += fmt.Sprintf("H37.20-240603-%04d,03/06/2024,10/07/2024,,Đang xử lý\n", n)
	}
	return text
}

// Rows below a heading are of the unit that it names, as a cell of a column of units names it;
// below one that is not understood they are of none, and below that of a field of the same.
func TestHeadingsOfLists(t *testing.T) {
	const below = "; list-unit 10:0; list-unit 11:0"
	for heading, want := range map[string]string{
		"Xã Kim Đồng":                "Tràng Định / Xã Hùng Sơn 2; Tràng Định / Xã Kim Đồng 2",
		"II. Xã Kim Đồng":            "Tràng Định / Xã Hùng Sơn 2; Tràng Định / Xã Kim Đồng 2",
		"Xã Kim Đồng: 2 hồ sơ":       "Tràng Định / Xã Hùng Sơn 2; Tràng Định / Xã Kim Đồng 2",
		"TTPVHCC xã Kim Đồng":        "Tràng Định / Xã Hùng Sơn 2; Tràng Định / Xã Kim Đồng 2",
		"Phòng Tư pháp":              "Tràng Định / Xã Hùng Sơn 2; Tràng Định 2",
		"Sở Xây dựng":                "Lạng Sơn 2; Tràng Định / Xã Hùng Sơn 2",
		"Lĩnh vực: Hộ tịch":          "Tràng Định / Xã Hùng Sơn 4",
		"Lĩnh vực Đất đai":           "Tràng Định / Xã Hùng Sơn 4",
		"1. Lĩnh vực Đất đai":        "Tràng Định / Xã Hùng Sơn 4",
		"II. Đơn vị khác":            "Tràng Định / Xã Hùng Sơn 2 list-words 9:0" + below,
		"Xã Không Tồn":               "Tràng Định / Xã Hùng Sơn 2 list-words 9:0" + below,
		"Nguyễn Bí Mật":              "Tràng Định / Xã Hùng Sơn 2 list-words 9:0" + below,
		"Xã Kim Đồng và Xã Chi Lăng": "Tràng Định / Xã Hùng Sơn 2 list-words 9:0" + below,
	} {
		text := "UBND tỉnh Lạng Sơn\n" + juneList + dossierHead + "I. Xã Hùng Sơn\n" + "H37.20-240521-0001,21/05/2024,10/06/2024,07/06/2024,Đã trả kết quả\n" + dossiersOn(1, 2) + heading + "\n" + dossiersOn(3, 4)
		got := read(t, files{"a.csv": text}, ofCountry(t))
		if found := strings.TrimSpace(pendingOf(t, got.Ledger) + " " + placesOf(got.Findings, kpi.ListWords, kpi.ListUnit, kpi.UnitAmbiguous)); found != want {
			t.Errorf("%s: %s, want %s", heading, found, want)
		}
	}
}

// A total is compared with how many rows are above it, in the list or in its section.
func TestTotalsOfLists(t *testing.T) {
	head, rows := juneList+dossierHead+"Xã Hùng Sơn\n"+juneDossiers, dossiersOn(3)
	for below, want := range map[string]string{
		"Tổng cộng,3":         "row-total 8:0 rows 1",
		"Tổng số: 3 hồ sơ":    "row-total 8:0 rows 1",
		",Tổng số hồ sơ: 3":   "row-total 8:0 rows 1",
		"Tổng cộng (3 hồ sơ)": "row-total 8:0 rows 1",
		"Tổng cộng,25":        "list-total 8:0 total 25 rows 3",
		"Tổng số: 25 hồ sơ":   "list-total 8:0 total 25 rows 3",
		"Tổng cộng":           "list-words 8:0",
		"Tổng cộng: 3 và 5":   "list-words 8:0",
		"Cộng: 3\nXã Kim Đồng\n" + dossiersOn(4, 5) + "Cộng: 2\nTổng cộng: 5": "row-total 8:0 rows 3",
		"Cộng: 3\nXã Kim Đồng\n" + dossiersOn(4, 5) + "Cộng: 1\nTổng cộng: 5": "row-total 8:0 rows 2; list-total 12:0 total 1 rows 2",
		"Xã Kim Đồng,5":                   "row-outside 8:0",
		"Đơn vị,Tiếp nhận\nXã Kim Đồng,5": "list-words 8:0; row-outside 9:0",
		"Người lập biểu\nNông Thị A\n,,5": "row-outside 10:0",
	} {
		got := placesOf(read(t, files{"a.csv": head + rows + below + "\n"}, ofCountry(t)).Findings, kpi.RowTotal, kpi.ListTotal, kpi.ListWords, kpi.RowOutside)
		if got != want {
			t.Errorf("%s: %s, want %s", below, got, want)
		}
	}
}

// A list below a table of counts is refused at its header: no cell of it is quoted.
func TestListsBelowCounts(t *testing.T) {
	const counts = "UBND huyện Tràng Định\nTháng 6 năm 2024\nĐơn vị,Tiếp nhận,Đã giải quyết\nXã Hùng Sơn,2,1\nXã Kim Đồng,3,1\n"
	for _, between := range []string{"", "\nDanh sách hồ sơ\n", "Tổng cộng,5,2\nNgười lập biểu\n"} {
		text := counts + between + "STT,Mã hồ sơ,Chủ hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả\n1,H37.20-240521-0001,Nông Zimzam,21/05/2024,10/06/2024,07/06/2024\n,Nông Zimzam,,,,\n"
		got := read(t, files{"a.csv": text}, ofCountry(t))
		if n := strings.Count(placesOf(got.Findings, kpi.ListBelow), kpi.ListBelow); n != 1 {
			t.Errorf("%q between: %d findings", between, n)
		}
		if all := fmt.Sprint(got.Findings); strings.Contains(all, "Zimzam") || strings.Contains(all, "H37") {
			t.Errorf("%q between: %s", between, all)
		}
	}
}
