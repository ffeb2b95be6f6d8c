package input

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
)

// Of the titles of a list only words that the tables know, and units that the list of units
// has, are named; each finding is on the line that it is about.
func TestTitlesOfLists(t *testing.T) {
	codes := []string{kpi.TitleUnknown, kpi.SubjectOther, kpi.KeyFromTitle, kpi.UnitAmbiguous, kpi.PeriodDates, kpi.PeriodPart, kpi.PeriodAmbiguous, kpi.PeriodFromName}
	const head = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả\n"
	const rows = "1,Xã Kim Đồng,21/05/2024,10/06/2024,07/06/2024\n2,Xã Kim Đồng,03/06/2024,10/07/2024,\n"
	const unit = "key-from-title 2:1 key unit value Huyện Tràng Định"
	for _, tt := range []struct{ titles, want string }{
		{"Danh sách hồ sơ tháng 6/2024\nUBND huyện Tràng Định", unit},
		{"Công chức Nguyễn Bí Mật - UBND xã Kim Đồng\nUBND huyện Tràng Định\nTháng 6/2024", "subject-other 1:1 text \"Công chức\" cell title.hidden; key-from-title 2:1 key unit value Xã Kim Đồng, Huyện Tràng Định"},
		{"Công chức Nguyễn Bí Mật - UBND xã Kim Đồng\nUBND huyện Tràng Định\nDanh sách hồ sơ tháng 6/2024",
			"title-unknown 1:1 text \"Công chức\" cell title.hidden; key-from-title 2:1 key unit value Xã Kim Đồng, Huyện Tràng Định"},
		{"Xã Nguyễn Bí Mật\nUBND huyện Tràng Định\nTháng 6/2024", "key-from-title 2:1 key unit value title.unit, Huyện Tràng Định"},
		{"Danh sách hồ sơ\nUBND huyện Tràng Định\nTháng 5/2024\nTháng 6/2024", "period-ambiguous 4:1 periods @2024-05@05/2024, @2024-06@06/2024"},
		{"Danh sách hồ sơ\nTừ ngày 16/05/2024 đến ngày 14/06/2024", "period-dates 2:1"},
		{"Danh sách hồ sơ\nUBND huyện Tràng Định", "period-from-name 0:0 period @2024-06@06/2024; " + unit},
	} {
		got := placesOf(read(t, files{"2024-06.csv": tt.titles + "\n" + head + rows}, ofCountry(t)).Findings, codes...)
		if i := strings.Index(got, " dates "); i > 0 {
			got = got[:i]
		}
		if got != tt.want {
			t.Errorf("%s\n%s\nwant\n%s", tt.titles, got, tt.want)
		}
	}
	result := read(t, files{"a.csv": "Xã Nguyễn Bí Mật\nCông chức Nguyễn Bí Mật tháng 6/2024\n" + head + rows}, ofCountry(t))
	if all := fmt.Sprint(result.Findings); strings.Contains(all, "Bí Mật") {
		t.Error(all)
	}
}

// A name of a sheet gives the months and the day of its list; without it that is the last day
// in the rows of the sheet, not of the workbook.
func TestSheetsOfLists(t *testing.T) {
	for _, tt := range []struct{ first, second, want string }{
		{"Tháng 5-2024", "Tháng 6-2024", "2024-05-31 2024-06-30: key-from-sheet 0:0 key period value @2024-05@05/2024; key-from-sheet 0:0 key period value @2024-06@06/2024"},
		{"Một", "Hai", "2024-05-20 2024-06-12: list-as-of 1:0 day /2024-05-20/20/05/2024; list-as-of 1:0 day /2024-06-12/12/06/2024"},
	} {
		book := excelize.NewFile()
		for i, sheet := range []string{tt.first, tt.second} {
			if _, err := book.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
			days := [][]string{{"02/05/2024", "20/05/2024", "30/04/2024"}, {"03/06/2024", "12/06/2024", "30/05/2024"}}[i]
			for n, row := range [][]string{{"Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả"},
				{fmt.Sprint(10 * i), "Huyện Tràng Định", days[0], "10/07/2024", days[1]}, {fmt.Sprint(10*i + 1), "Huyện Tràng Định", days[2], "10/07/2024", ""}} {
				if err := book.SetSheetRow(sheet, fmt.Sprintf("A%d", n+1), &row); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := book.DeleteSheet("Sheet1"); err != nil {
			t.Fatal(err)
		}
		t.Chdir(t.TempDir())
		if err := book.SaveAs("a.xlsx"); err != nil {
			t.Fatal(err)
		}
		opts := ofCountry(t)
		opts.Lists.Scope = ofSeptember(t).Lists.Scope
		if tt.first == "Một" {
			opts.Period = period(t, "2024-05..2024-06")
		}
		got := Read(definitions(t), []string{"a.xlsx"}, nil, opts)
		var days []string
		for _, f := range got.Ledger.Files {
			if f.List != nil {
				days = append(days, f.List.AsOf.String())
			}
		}
		if all := strings.Join(days, " ") + ": " + placesOf(got.Findings, kpi.KeyFromSheet, kpi.ListAsOf); all != tt.want {
			t.Errorf("%s\nwant %s", all, tt.want)
		}
	}
}
