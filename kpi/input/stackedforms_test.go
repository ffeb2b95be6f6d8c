package input

import (
	"fmt"
	"testing"

	"cchc/kpi"
)

// Tables below each other have what tables of a file have: names that are written once,
// rows that are cut, months whose year is in the titles, rows for each count.
func TestFormsBelow(t *testing.T) {
	const may, june = "UBND huyện Bắc Sơn||;Tháng 5 năm 2024||;Xã/Phường|Lĩnh vực|Tiếp nhận;Xã Tân Lập|Đất đai|5;|Hộ tịch|3",
		";Tháng 6 năm 2024||;Xã/Phường|Lĩnh vực|Tiếp nhận;Xã Tân Lập|Đất đai|4;|Hộ tịch|2"
	const titles = "key-from-title :1:1; key-from-title :2:1; "
	merged := func(cells ...string) string {
		text := "!<mergeCells>"
		for _, c := range cells {
			text += `<mergeCell ref="` + c + `"/>`
		}
		return text + "</mergeCells>"
	}
	tryBooks(t, []bookCase{
		{"merged names", [][2]string{{"A", may + june + merged("A4:A5", "A8:A9")}}, Options{}, titles + "names-filled :5:1; key-from-title :6:1; names-filled :9:1",
			"Bắc Sơn/Xã Tân Lập 2024-05: received 8; Bắc Sơn/Xã Tân Lập 2024-06: received 6", "9 = 3 title + 2 header + 4 data"},
		{"names merged in the first alone", [][2]string{{"A", may + june + merged("A4:A5")}}, Options{}, titles + "names-filled :5:1; key-from-title :6:1; unit-missing :9:1", "-",
			"9 = 3 title + 2 header + 4 data"},
		{"merged counts in the second", [][2]string{{"A", may + ";Tháng 6 năm 2024||;Xã/Phường|Lĩnh vực|Tiếp nhận;Xã Tân Lập|Đất đai|4;Xã Tân Lập|Hộ tịch|" + merged("A4:A5", "C8:C9")}}, Options{},
			titles + "names-filled :5:1; key-from-title :6:1; cells-merged :8:3 cells=C8:C9; count-missing :9:3", "-", "9 = 3 title + 2 header + 4 data"},
	})
	const head = "Xã/Phường,Tiếp nhận,Đã giải quyết,Ghi chú\n"
	tryRows(t, []rowCase{
		{"rows cut before remarks", "UBND huyện B,,,\nTháng 5 năm 2024,,,\n" + head + "Xã A,12,11\nXã C,5,5\nTháng 6 năm 2024,,,\n" + head + "Xã A,10,9\nXã C,7,6\n",
			mayNotes + "; key-from-title 6:1", twoMonths, "9 = 3 title + 2 header + 4 data"},
		{"a year for both", "UBND huyện B,,\nNăm 2024,,\nXã/Phường,Tháng,Tiếp nhận\nXã A,5,12\nXã/Phường,Tháng,Hồ sơ phải số hóa\nXã A,Tháng 5,10\n",
			"key-from-title 1:1; key-from-title 2:1", "B/Xã A 2024-05: received 12, digitised_eligible 10", "6 = 2 title + 2 header + 2 data"},
		{"a row for each count below", mayOfB + "Tháng 6 năm 2024,,\nXã/Phường,Chỉ tiêu,Số lượng\nXã A,Tiếp nhận,10\nXã A,Đã giải quyết,9\nXã C,Tiếp nhận,7\nXã C,Đã giải quyết,6\n",
			mayNotes + "; key-from-title 6:1", twoMonths, "11 = 3 title + 2 header + 6 data"},
		{"a row for each count above", "UBND huyện B,,\nTháng 5 năm 2024,,\nXã/Phường,Chỉ tiêu,Số lượng\nXã A,Tiếp nhận,10\nXã A,Đã giải quyết,9\nTháng 6 năm 2024,,\n" + stackHead + "Xã A,12,11\n",
			mayNotes + "; header-second 6; header-second 7; column-unused 8:2", "-", "8 = 2 title + 2 header + 3 data + 1 blank"},
	})
}

// What a header means is shown by the rows of its own table.
func TestFiguresBelow(t *testing.T) {
	const head = "Xã/Phường,Đã giải quyết,Đúng hạn,Quá hạn\n"
	one := "UBND huyện B,,,\nTháng 5 năm 2024,,,\n" + head
	for n := range 6 {
		one += fmt.Sprintf("Xã A%d,%d,%d,%d\n", n, 20+n, 17, 3+n)
	}
	for name, other := range map[string]string{
		"rows of none":           "",
		"rows of other measures": "Tháng 5 năm 2024,,,\nXã/Phường,Tiếp nhận,Hồ sơ phải số hóa,Hồ sơ đã số hóa\nXã A1,99,50,3\nXã A2,80,7,7\n",
	} {
		got := read(t, files{"a.csv": one + other}, Options{}).Ledger.Files[0]
		for i, means := range []string{"commune", "resolved", "resolved_in_time", "resolved_late"} {
			if u := got.Uses[i]; u.Means != means {
				t.Errorf("%s: column %d is %s by %q, want %s", name, i+1, u.Means, u.By, means)
			}
		}
		if len(got.Uses) != 4 {
			t.Errorf("%s: %d columns", name, len(got.Uses))
		}
	}
}

// The period of a file by itself is that of all its tables, and its name is compared with
// the periods of all.
func TestPeriodsOfTables(t *testing.T) {
	const lists = "UBND huyện B,,\n" + stackHead + "Xã A,12,11\n,,\n" + digital + "Xã A,10,9\n"
	own := Options{Own: func(string) (kpi.Period, string) { return period(t, "2024-06"), "" }}
	for _, test := range []struct {
		name, file, text string
		opts             Options
		findings, ledger string
	}{
		{"own", "a.csv", lists, own, "key-from-title 1:1", "B/Xã A 2024-06: received 12, resolved 11, digitised_eligible 10, digitised 9"},
		{"own of one of them", "a.csv", mayOfB + "Tháng 6 năm 2024,,\n" + stackHead + juneOfB, own,
			"period-outside rows=2; key-from-title 1:1; key-from-title 2:1; key-from-title 6:1", "B/Xã A 2024-06: received 10, resolved 9; B/Xã C 2024-06: received 7, resolved 6"},
		{"by name", "T6-2024.csv", lists, Options{}, "period-from-name T6-2024.csv; key-from-title T6-2024.csv:1:1",
			"B/Xã A 2024-06: received 12, resolved 11, digitised_eligible 10, digitised 9"},
		{"a name of one of them", "T6-2024.csv", mayOfB + "Tháng 6 năm 2024,,\n" + stackHead + juneOfB, Options{},
			"key-from-title T6-2024.csv:1:1; key-from-title T6-2024.csv:2:1; key-from-title T6-2024.csv:6:1", twoMonths},
		{"a name of none", "T7-2024.csv", mayOfB + "Tháng 6 năm 2024,,\n" + stackHead + juneOfB, Options{},
			"period-name-differs T7-2024.csv; key-from-title T7-2024.csv:1:1; key-from-title T7-2024.csv:2:1; key-from-title T7-2024.csv:6:1", twoMonths},
	} {
		write(t, files{test.file: test.text})
		got := Read(definitions(t), []string{test.file}, nil, test.opts)
		if text := found(got.Findings); text != test.findings {
			t.Errorf("%s: %s, want %s", test.name, text, test.findings)
		}
		if text := dump(got.Ledger); text != test.ledger {
			t.Errorf("%s: %s, want %s", test.name, text, test.ledger)
		}
	}
}
