package input

import (
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
)

// The name of a sheet is read with that of its workbook, which is of no account beside names
// of several sheets that are periods of one length.
func TestPeriodOfSheetName(t *testing.T) {
	for _, test := range []struct {
		book     string
		sheets   []string
		findings string
		ledger   string
	}{
		{"so-lieu.xlsx", []string{"T5-2024", "T6-2024"}, "key-from-sheet so-lieu.xlsx#T5-2024; key-from-sheet so-lieu.xlsx#T6-2024", "A 2024-05: received 5; A 2024-06: received 6"},
		{"bc-T6-2024.xlsx", []string{"Huyện"}, "period-from-name bc-T6-2024.xlsx", "A 2024-06: received 5"},
		{"bc-T6-2024.xlsx", []string{"T5-2024", "T6-2024"}, "key-from-sheet bc-T6-2024.xlsx#T5-2024; key-from-sheet bc-T6-2024.xlsx#T6-2024", "A 2024-05: received 5; A 2024-06: received 6"},
		{"bc-T6-2024.xlsx", []string{"T5-2024", "Huyện"}, "period-from-name bc-T6-2024.xlsx#Huyện; period-missing bc-T6-2024.xlsx#T5-2024:1", "A 2024-06: received 6"},
		{"bc-T6-2024.xlsx", []string{"Tháng 5", "Tháng 6"}, "period-missing bc-T6-2024.xlsx#Tháng 5:1; period-from-name bc-T6-2024.xlsx#Tháng 6", "A 2024-06: received 6"},
		{"bc.xlsx", []string{"Tháng 5", "Tháng 6"}, "period-missing bc.xlsx#Tháng 5:1; period-missing bc.xlsx#Tháng 6:1", ""},
	} {
		write(t, files{"empty.csv": ""})
		f := excelize.NewFile()
		for i, sheet := range test.sheets {
			if i == 0 {
				_ = f.SetSheetName("Sheet1", sheet)
			} else if _, err := f.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
			for cell, v := range map[string]any{"A1": "district", "B1": "received", "A2": "A", "B2": 5 + i} {
				_ = f.SetCellValue(sheet, cell, v)
			}
		}
		if err := f.SaveAs(test.book); err != nil {
			t.Fatal(err)
		}
		got := Read(definitions(t), []string{test.book}, nil, Options{Calendar: kpi.Calendar{}})
		if text := found(got.Findings); text != test.findings {
			t.Errorf("%v: %s, want %s", test.sheets, text, test.findings)
		}
		if text := dump(got.Ledger); text != test.ledger {
			t.Errorf("%v: %s, want %s", test.sheets, text, test.ledger)
		}
	}
}
