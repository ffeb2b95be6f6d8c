package input

import (
	"strings"
	"testing"

	"cchc/kpi/input/rows"
	"cchc/kpi/units"
)

// sheetUnits is a list in which Bắc Sơn is a district and a town.
const sheetUnits = `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
180,Huyện Tràng Định,district,20,,2025-06-30
185,Huyện Bắc Sơn,district,20,,2025-06-30
06325,Thị trấn Bắc Sơn,commune,185,,2025-06-30
06328,Xã Tân Lập,commune,185,,2025-06-30
06331,Xã Vũ Lễ,commune,185,,2025-06-30
06034,Xã Chi Lăng,commune,180,,2025-06-30
`

// bookCase is the sheets of a workbook and what reading them gives.
type bookCase struct {
	name     string
	sheets   [][2]string
	opts     Options
	findings string
	ledger   string // "-" where it must not be used
	lines    string // of the last file
}

func tryBooks(t *testing.T, cases []bookCase) {
	t.Helper()
	list, err := units.Read(definitions(t).Words, "units.csv", []byte(sheetUnits))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			write(t, files{"a.xlsx": book(t, "", c.sheets...)})
			c.opts.Units = list
			got := Read(definitions(t), []string{"a.xlsx"}, nil, c.opts)
			if text := strings.ReplaceAll(found(got.Findings), "a.xlsx", ""); text != c.findings {
				t.Errorf("findings\n got %s\nwant %s", text, c.findings)
			}
			if text := dump(got.Ledger); c.ledger != "-" && text != c.ledger {
				t.Errorf("ledger\n got %s\nwant %s", text, c.ledger)
			}
			if text := linesText(got.Ledger.Files[len(got.Ledger.Files)-1].Lines); text != c.lines {
				t.Errorf("lines %s, want %s", text, c.lines)
			}
			if c.ledger != "-" {
				wantCells(t, got, c.opts)
			}
		})
	}
}

const (
	communes = "Xã/Phường|Tiếp nhận|Đã giải quyết"
	fields   = "Lĩnh vực|Tiếp nhận|Đã giải quyết"
	ofB      = "UBND huyện Bắc Sơn;"
	mayRows  = communes + ";Xã Tân Lập|12|11;Xã Vũ Lễ|5|5"
	juneRows = communes + ";Xã Tân Lập|10|9;Xã Vũ Lễ|7|6"
	sumRows  = communes + ";Xã Tân Lập|22|20;Xã Vũ Lễ|12|11"
	inMonths = "Bắc Sơn/Xã Tân Lập 2024-05: received 12, resolved 11; Bắc Sơn/Xã Tân Lập 2024-06: received 10, resolved 9; " +
		"Bắc Sơn/Xã Vũ Lễ 2024-05: received 5, resolved 5; Bắc Sơn/Xã Vũ Lễ 2024-06: received 7, resolved 6"
)

// The name of a sheet gives the period that neither titles nor rows name, if it is a whole
// one and its year is known.
func TestSheetsOfMonths(t *testing.T) {
	unit := func(sheet string) string { return "key-from-title #" + sheet + ":1:1" }
	may2024, june2024 := period(t, "2024-05"), period(t, "2024-06")
	tryBooks(t, []bookCase{
		{"with their years", [][2]string{{"T5-2024", ofB + mayRows}, {"Tháng 6.2024", ofB + juneRows}}, Options{},
			"key-from-sheet #T5-2024; " + unit("T5-2024") + "; key-from-sheet #Tháng 6.2024; " + unit("Tháng 6.2024"), inMonths, "4 = 1 title + 1 header + 2 data"},
		{"the year is in a title of another", [][2]string{{"Tháng 5", ofB + "Tháng 5 năm 2024;" + mayRows}, {"Tháng 6", ofB + juneRows}}, Options{},
			unit("Tháng 5") + "; key-from-title #Tháng 5:2:1; key-from-sheet #Tháng 6; " + unit("Tháng 6"), inMonths, "4 = 1 title + 1 header + 2 data"},
		{"the titles name the year alone", [][2]string{{"Tháng 5", ofB + "Năm 2024;" + mayRows}, {"Tháng 6", ofB + "Năm 2024;" + juneRows}}, Options{},
			"key-from-sheet #Tháng 5; " + unit("Tháng 5") + "; key-from-sheet #Tháng 6; " + unit("Tháng 6"), inMonths, "5 = 2 title + 1 header + 2 data"},
		{"the year is that of --period", [][2]string{{"T5", ofB + mayRows}, {"T6", ofB + juneRows}}, Options{Period: june2024},
			"key-from-sheet #T5; period-outside #T5 rows=2; " + unit("T5") + "; key-from-sheet #T6; " + unit("T6"),
			"Bắc Sơn/Xã Tân Lập 2024-06: received 10, resolved 9; Bắc Sơn/Xã Vũ Lễ 2024-06: received 7, resolved 6", "4 = 1 title + 1 header + 2 data"},
		{"one is asked for", [][2]string{{"T5-2024", ofB + mayRows}, {"T6-2024", ofB + juneRows}}, Options{Rows: rows.Options{Sheet: "T6-2024"}},
			"key-from-sheet ; key-from-title :1:1", "Bắc Sơn/Xã Tân Lập 2024-06: received 10, resolved 9; Bắc Sơn/Xã Vũ Lễ 2024-06: received 7, resolved 6", "4 = 1 title + 1 header + 2 data"},
		{"no year", [][2]string{{"T5", ofB + mayRows}, {"T6", ofB + juneRows}}, Options{}, "period-missing #T5:2; period-missing #T6:2", "-", "2 = 1 title + 1 header"},
		{"two years", [][2]string{{"T5", ofB + "Tháng 5/2024;" + mayRows}, {"T6", ofB + "Tháng 6/2025;" + juneRows}, {"T7", ofB + juneRows}}, Options{},
			unit("T5") + "; key-from-title #T5:2:1; " + unit("T6") + "; key-from-title #T6:2:1; period-missing #T7:2", "-", "2 = 1 title + 1 header"},
		{"a number", [][2]string{{"5", ofB + "Tháng 5/2024;" + mayRows}, {"6", ofB + juneRows}}, Options{},
			unit("5") + "; key-from-title #5:2:1; period-missing #6:2", "-", "2 = 1 title + 1 header"},
		{"more than a period", [][2]string{{"T5", ofB + "Tháng 5/2024;" + mayRows}, {"T6 (sửa)", ofB + juneRows}}, Options{},
			unit("T5") + "; key-from-title #T5:2:1; period-missing #T6 (sửa):2", "-", "2 = 1 title + 1 header"},
		{"of the year before", [][2]string{{"T5", ofB + "Tháng 5/2024;" + mayRows}, {"Cùng kỳ", ofB + juneRows}}, Options{Period: may2024},
			"period-part #Cùng kỳ; " + unit("T5") + "; key-from-title #T5:2:1", "-", "2 = 1 title + 1 header"},
		{"of the year so far", [][2]string{{"T5", ofB + "Tháng 5/2024;" + mayRows}, {"T6", ofB + "Lũy kế từ đầu năm;" + juneRows}}, Options{},
			unit("T5") + "; key-from-title #T5:2:1; period-missing #T6:3", "-", "3 = 2 title + 1 header"},
	})
}

// The name of a sheet gives the unit of rows that name none, if the list has one of the
// name.
func TestSheetsOfUnits(t *testing.T) {
	june := "Tháng 6/2024;" + fields
	of := func(sheet string) string { return "key-from-sheet #" + sheet + "; key-from-title #" + sheet + ":1:1" }
	two := "Bắc Sơn 2024-06: received 7, resolved 6; Tràng Định 2024-06: received 5, resolved 4"
	tryBooks(t, []bookCase{
		{"districts", [][2]string{{"Tràng Định", june + ";Đất đai|5|4"}, {"H. Bắc Sơn", june + ";Đất đai|7|6"}}, Options{}, of("H. Bắc Sơn") + "; " + of("Tràng Định"), two,
			"3 = 1 title + 1 header + 1 data"},
		{"a name of two units", [][2]string{{"Tràng Định", june + ";Đất đai|5|4"}, {"Bắc Sơn", june + ";Đất đai|7|6"}}, Options{},
			"key-from-title #Bắc Sơn:1:1; key-missing #Bắc Sơn:2; " + of("Tràng Định"), "-", "3 = 1 title + 1 header + 1 data"},
		{"a name of one district above communes", [][2]string{{"Tràng Định", "Tháng 6/2024;" + communes + ";Xã Chi Lăng|5|4"}, {"Bắc Sơn", "Tháng 6/2024;" + communes + ";Xã Tân Lập|7|6"}}, Options{},
			of("Bắc Sơn") + "; " + of("Tràng Định"), "Bắc Sơn/Xã Tân Lập 2024-06: received 7, resolved 6; Tràng Định/Xã Chi Lăng 2024-06: received 5, resolved 4", "3 = 1 title + 1 header + 1 data"},
		{"a unit that titles name", [][2]string{{"Tràng Định", "UBND huyện Bắc Sơn;" + june + ";Đất đai|7|6"}, {"Sheet2", "UBND huyện Tràng Định;" + june + ";Đất đai|5|4"}}, Options{},
			"key-from-title #Sheet2:1:1; key-from-title #Sheet2:2:1; key-from-title #Tràng Định:1:1; key-from-title #Tràng Định:2:1", two, "4 = 2 title + 1 header + 1 data"},
		{"no unit", [][2]string{{"Tràng Định", june + ";Đất đai|5|4"}, {"Khác", june + ";Đất đai|7|6"}}, Options{},
			"key-from-title #Khác:1:1; key-missing #Khác:2; " + of("Tràng Định"), "-", "3 = 1 title + 1 header + 1 data"},
	})
}

// A sheet that sums the others is compared, and not added.
func TestSheetsOfSums(t *testing.T) {
	months := [][2]string{{"T5-2024", ofB + mayRows}, {"T6-2024", ofB + juneRows}}
	notes := "key-from-sheet #T5-2024; key-from-title #T5-2024:1:1; key-from-sheet #T6-2024; key-from-title #T6-2024:1:1; "
	with := func(name, rows string) [][2]string { return append(months[:2:2], [2]string{name, rows}) }
	june := "Tháng 6/2024;"
	districts := [][2]string{{"Tràng Định", june + fields + ";Đất đai|5|4;Hộ tịch|1|1"}, {"H. Bắc Sơn", june + fields + ";Đất đai|7|6"}}
	ofDistricts := "key-from-sheet #H. Bắc Sơn; key-from-title #H. Bắc Sơn:1:1; key-from-sheet #Tràng Định; key-from-title #Tràng Định:1:1; "
	tryBooks(t, []bookCase{
		{"of months", with("Tổng hợp", ofB+"Từ tháng 5 đến tháng 6 năm 2024;"+sumRows), Options{},
			notes + "sheet-sums #Tổng hợp; key-from-title #Tổng hợp:1:1; key-from-title #Tổng hợp:2:1", inMonths, "5 = 2 title + 1 header + 2 sum"},
		{"of months without a period", with("Tổng hợp", ofB+sumRows), Options{}, notes + "sheet-sums #Tổng hợp; key-from-title #Tổng hợp:1:1", inMonths, "4 = 1 title + 1 header + 2 sum"},
		{"of months without a period, by name", with("Kế hoạch", ofB+sumRows), Options{}, "sheet-sums #Kế hoạch; key-from-title #Kế hoạch:1:1; " + strings.TrimSuffix(notes, "; "), inMonths,
			"4 = 1 title + 1 header + 2 sum"},
		{"of other counts", with("Tổng hợp", ofB+"Từ tháng 5 đến tháng 6 năm 2024;"+strings.Replace(sumRows, "|20", "|21", 1)), Options{},
			notes + "period-overlap #T6-2024:3:2 where=: 'Tổng hợp'!A4 other=2024-05..2024-06; period-overlap #T6-2024:4:2 where=: 'Tổng hợp'!A5 other=2024-05..2024-06; " +
				"key-from-title #Tổng hợp:1:1; key-from-title #Tổng hợp:2:1; period-overlap #Tổng hợp:4:2 where=: 'T5-2024'!A3 other=2024-05; " +
				"period-overlap #Tổng hợp:5:2 where=: 'T5-2024'!A4 other=2024-05", "-", "5 = 2 title + 1 header + 2 data"},
		{"of other counts without a period", with("Tổng hợp", ofB+strings.Replace(sumRows, "|20", "|21", 1)), Options{}, notes + "period-missing #Tổng hợp:2", "-", "2 = 1 title + 1 header"},
		{"without a unit", with("Tổng hợp", ofB+"Từ tháng 5 đến tháng 6 năm 2024;"+communes+";Xã Tân Lập|22|20"), Options{},
			notes + "period-overlap #T6-2024:3:2 where=: 'Tổng hợp'!A4 other=2024-05..2024-06; " +
				"key-from-title #Tổng hợp:1:1; key-from-title #Tổng hợp:2:1; period-overlap #Tổng hợp:4:2 where=: 'T5-2024'!A3 other=2024-05", "-", "4 = 2 title + 1 header + 1 data"},
		{"a month that is the sum of the two before", append(months[:2:2], [2]string{"T7-2024", ofB + sumRows}), Options{},
			notes + "key-from-sheet #T7-2024; key-from-title #T7-2024:1:1",
			"Bắc Sơn/Xã Tân Lập 2024-05: received 12, resolved 11; Bắc Sơn/Xã Tân Lập 2024-06: received 10, resolved 9; Bắc Sơn/Xã Tân Lập 2024-07: received 22, resolved 20; " +
				"Bắc Sơn/Xã Vũ Lễ 2024-05: received 5, resolved 5; Bắc Sơn/Xã Vũ Lễ 2024-06: received 7, resolved 6; Bắc Sơn/Xã Vũ Lễ 2024-07: received 12, resolved 11", "4 = 1 title + 1 header + 2 data"},
		{"of districts", append(districts[:2:2], [2]string{"Tổng hợp", june + "Đơn vị|Tiếp nhận|Đã giải quyết;Huyện Tràng Định|6|5;Huyện Bắc Sơn|7|6"}), Options{},
			ofDistricts + "sheet-sums #Tổng hợp; key-from-title #Tổng hợp:1:1", "Bắc Sơn 2024-06: received 7, resolved 6; Tràng Định 2024-06: received 6, resolved 5",
			"4 = 1 title + 1 header + 2 sum"},
		{"two of them", append(districts[:2:2], [2]string{"Tổng hợp", june + "Đơn vị|Tiếp nhận|Đã giải quyết;Huyện Tràng Định|6|5;Huyện Bắc Sơn|7|6"},
			[2]string{"Bản sao", june + "Đơn vị|Tiếp nhận|Đã giải quyết;Huyện Tràng Định|6|5;Huyện Bắc Sơn|7|6"}), Options{},
			"key-from-title #Bản sao:1:1; key-from-sheet #H. Bắc Sơn; key-from-title #H. Bắc Sơn:1:1; key-conflict #H. Bắc Sơn:3:2 where=: 'Bản sao'!A4; " +
				"key-from-sheet #Tràng Định; key-from-title #Tràng Định:1:1; key-conflict #Tràng Định:3:2 where=: 'Bản sao'!A3; key-from-title #Tổng hợp:1:1; " +
				"key-conflict #Tổng hợp:3:2 where=: 'Bản sao'!A3; key-conflict #Tổng hợp:4:2 where=: 'Bản sao'!A4", "-", "4 = 1 title + 1 header + 2 data"},
	})
}

// Sheets with other measures are read where their rows name units, and their period is
// known.
func TestSheetsOfOtherMeasures(t *testing.T) {
	june := "Tháng 6/2024;"
	digital := "Đơn vị|Hồ sơ phải số hóa|Hồ sơ đã số hóa"
	first := [2]string{"Hồ sơ", june + "Đơn vị|Tiếp nhận|Đã giải quyết;Huyện Tràng Định|6|5"}
	alone := "Tràng Định 2024-06: received 6, resolved 5"
	tryBooks(t, []bookCase{
		{"of the same units", [][2]string{first, {"Số hóa", june + digital + ";Huyện Tràng Định|5|4"}}, Options{},
			"key-from-title #Hồ sơ:1:1; key-from-title #Số hóa:1:1", "Tràng Định 2024-06: received 6, resolved 5, digitised_eligible 5, digitised 4", "3 = 1 title + 1 header + 1 data"},
		{"without a period", [][2]string{first, {"Số hóa", digital + ";Huyện Tràng Định|5|4"}}, Options{}, "sheet-others ; key-from-title :1:1", alone, "3 = 1 title + 1 header + 1 data"},
		{"of a plan", [][2]string{first, {"Kế hoạch", digital + ";Huyện Tràng Định|5|4"}}, Options{Period: period(t, "2024-06")}, "sheet-others ; key-from-title :1:1", alone, "3 = 1 title + 1 header + 1 data"},
		{"of the period asked for", [][2]string{first, {"Số hóa", digital + ";Huyện Tràng Định|5|4"}}, Options{Period: period(t, "2024-06")},
			"key-from-title #Hồ sơ:1:1", "Tràng Định 2024-06: received 6, resolved 5, digitised_eligible 5, digitised 4", "2 = 1 header + 1 data"},
		{"of fields", [][2]string{first, {"Số hóa", "UBND huyện Tràng Định;" + june + "Lĩnh vực|Hồ sơ phải số hóa|Hồ sơ đã số hóa;Đất đai|5|4"}}, Options{},
			"sheet-others ; key-from-title :1:1", alone, "3 = 1 title + 1 header + 1 data"},
		{"of units that are not known", [][2]string{first, {"Số hóa", june + digital + ";Phòng Tư pháp huyện|5|4;Huyện Xa|1|1"}}, Options{},
			"sheet-others ; key-from-title :1:1", alone, "3 = 1 title + 1 header + 1 data"},
		{"of the same measure", [][2]string{first, {"Khác", june + "Đơn vị|Tiếp nhận|Hồ sơ đã số hóa;Huyện Tràng Định|6|4"}}, Options{},
			"key-from-title #Hồ sơ:1:1; key-from-title #Khác:1:1; key-conflict #Khác:3:2 where=: 'Hồ sơ'!A3", "-", "3 = 1 title + 1 header + 1 data"},
		{"and a cover", [][2]string{{"Bìa", "Báo cáo"}, first, {"Số hóa", june + digital + ";Huyện Tràng Định|5|4"}}, Options{},
			"sheets-left ; key-from-title #Hồ sơ:1:1; key-from-title #Số hóa:1:1", "Tràng Định 2024-06: received 6, resolved 5, digitised_eligible 5, digitised 4",
			"3 = 1 title + 1 header + 1 data"},
	})
}
