package input

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cchc/kpi"
)

const (
	stackHead = "Xã/Phường,Tiếp nhận,Đã giải quyết\n"
	digital   = "Xã/Phường,Hồ sơ phải số hóa,Hồ sơ đã số hóa\n"
	mayOfB    = "UBND huyện B,,\nTháng 5 năm 2024,,\n" + stackHead + "Xã A,12,11\nXã C,5,5\n"
	juneOfB   = "Xã A,10,9\nXã C,7,6\n"
	mayLedger = "B/Xã A 2024-05: received 12, resolved 11; B/Xã C 2024-05: received 5, resolved 5"
	twoMonths = "B/Xã A 2024-05: received 12, resolved 11; B/Xã A 2024-06: received 10, resolved 9; " +
		"B/Xã C 2024-05: received 5, resolved 5; B/Xã C 2024-06: received 7, resolved 6"
	august      = "Tháng 8/2025,,\n" + stackHead + "Xã A,12,11\nXã C,5,5\n"
	augustNotes = "key-from-title 1:1"
	mayNotes    = "key-from-title 1:1; key-from-title 2:1"
)

// Tables below each other with titles of their own are read as if each were a file.
func TestTablesBelow(t *testing.T) {
	tryRows(t, []rowCase{
		{"two months", mayOfB + "Tổng cộng,17,16\n,,\nUBND huyện B,,\nTháng 6 năm 2024,,\n" + stackHead + juneOfB + "Tổng cộng,17,15\n",
			mayNotes + "; row-total 6 rows=2; key-from-title 8:1; key-from-title 9:1", twoMonths, "13 = 4 title + 2 header + 4 data + 2 sum + 1 blank"},
		{"of the unit above", mayOfB + "Tháng 6 năm 2024,,\n" + stackHead + juneOfB, mayNotes + "; key-from-title 6:1", twoMonths, "9 = 3 title + 2 header + 4 data"},
		{"with signatures and the date of a letter between",
			mayOfB + "\"B, ngày 31 tháng 5 năm 2024\",,\nNgười lập biểu,,\n,,\n,,Trần Văn An\n,,\nUBND huyện B,,\n\"B, ngày 5 tháng 7 năm 2024\",,\nTháng 6 năm 2024,,\n" +
				stackHead + juneOfB, mayNotes + "; key-from-title 11:1; key-from-title 13:1", twoMonths, "16 = 5 title + 2 header + 4 data + 2 blank + 3 footer"},
		{"in another order of columns", mayOfB + "Tháng 6 năm 2024,,\nĐã giải quyết,Tiếp nhận,Xã/Phường\n9,10,Xã A\n6,7,Xã C\n", mayNotes + "; key-from-title 6:1", twoMonths,
			"9 = 3 title + 2 header + 4 data"},
		{"of another width", mayOfB + "Tháng 6 năm 2024\nSTT,Xã/Phường,Tiếp nhận,Ghi chú,Đã giải quyết\n1,Xã A,10,,9\n2,Xã C,7,,6\n", mayNotes + "; key-from-title 6:1", twoMonths,
			"9 = 3 title + 2 header + 4 data"},
		{"districts", "Tháng 6 năm 2024,,\nUBND huyện B,,\nLĩnh vực,Tiếp nhận,Đã giải quyết\nĐất đai,5,4\nHộ tịch,2,2\nTổng cộng,7,6\nUBND huyện D,,\n" +
			"Lĩnh vực,Tiếp nhận,Đã giải quyết\nĐất đai,3,3\n", "key-from-title 1:1; key-from-title 2:1; row-total 6 rows=1; key-from-title 7:1",
			"B 2024-06: received 7, resolved 6; D 2024-06: received 3, resolved 3", "9 = 3 title + 2 header + 3 data + 1 sum"},
		{"a district above communes, without a row between", mayOfB + "UBND huyện D,,\n" + stackHead + "Xã A,1,1\n", mayNotes + "; key-from-title 6:1",
			mayLedger + "; D/Xã A 2024-05: received 1, resolved 1", "8 = 3 title + 2 header + 3 data"},
		{"of an office of another unit", "Tháng 6 năm 2024,,\nUBND huyện B,,\nLĩnh vực,Tiếp nhận,Đã giải quyết\nĐất đai,5,4\nTổng cộng,5,4\nSở Tư pháp,,\n" +
			"Lĩnh vực,Hồ sơ phải số hóa,Hồ sơ đã số hóa\nĐất đai,3,3\n", "key-from-title 1:1; key-from-title 2:1; row-total 5 rows=1; key-missing 7", "-", "8 = 3 title + 2 header + 2 data + 1 sum"},
		{"of one level", "Tháng 6 năm 2024,,\nUBND huyện B,,\nLĩnh vực,Tiếp nhận,Đã giải quyết\nĐất đai,5,4\nTổng cộng,5,4\nCấp xã,,\n" +
			"Lĩnh vực,Hồ sơ phải số hóa,Hồ sơ đã số hóa\nĐất đai,3,3\n", "key-from-title 1:1; key-from-title 2:1; row-total 5 rows=1; title-unknown 6:1; key-missing 7", "-",
			"8 = 3 title + 2 header + 2 data + 1 sum"},
		{"with a column for each month below", mayOfB + "Năm 2024,,,\nXã/Phường,Tiếp nhận,,\n,Tháng 7,Tháng 8,Tháng 9\nXã A,1,2,3\n", mayNotes + "; key-from-title 6:1",
			"B/Xã A 2024-05: received 12, resolved 11; B/Xã A 2024-07: received 1; B/Xã A 2024-08: received 2; B/Xã A 2024-09: received 3; B/Xã C 2024-05: received 5, resolved 5",
			"9 = 3 title + 3 header + 3 data"},
		{"a total of all tables at the end", mayOfB + "Tháng 6 năm 2024,,\n" + stackHead + juneOfB + "Tổng cộng,34,31\n", mayNotes + "; key-from-title 6:1; row-total 10 rows=1",
			twoMonths, "10 = 3 title + 2 header + 4 data + 1 sum"},
		{"a total of nothing at the end", mayOfB + "Tháng 6 năm 2024,,\n" + stackHead + juneOfB + "Tổng cộng,34,30\n",
			mayNotes + "; key-from-title 6:1; row-total 10 rows=1; total-disagrees 10:2 rows=2; total-disagrees 10:3 rows=2", twoMonths, "10 = 3 title + 2 header + 4 data + 1 sum"},
		{"the titles on every page", mayOfB + "Tháng 5 năm 2024,,\n" + stackHead + "Xã E,1,1\n", "key-from-title 1:1; key-from-title 2:1; row-heading 6",
			mayLedger + "; B/Xã E 2024-05: received 1, resolved 1", "8 = 2 title + 2 header + 3 data + 1 section"},
	})
}

// A period alone in a row is that of the rows below, where the first rows have a title of
// the same kind. Other words between rows stay an error.
func TestPeriodsBetweenRows(t *testing.T) {
	under := "UBND huyện B,,\n" + stackHead + "Tháng 5 năm 2024,,\nXã A,12,11\nXã C,5,5\n"
	tryRows(t, []rowCase{
		{"below a title", mayOfB + "Tháng 6 năm 2024,,\n" + juneOfB, mayNotes + "; key-from-title 6:1", twoMonths, "8 = 3 title + 1 header + 4 data"},
		{"below the header", under + "Tổng cộng,17,16\nTháng 6 năm 2024,,\n" + juneOfB, "key-from-title 1:1; key-from-title 3:1; row-total 6 rows=1; key-from-title 7:1", twoMonths,
			"9 = 3 title + 1 header + 4 data + 1 sum"},
		{"with the header again above each", under + stackHead + "Tháng 6 năm 2024,,\n" + juneOfB, "key-from-title 1:1; key-from-title 3:1; key-from-title 7:1", twoMonths,
			"9 = 3 title + 2 header + 4 data"},
		{"a quarter between months", mayOfB + "Quý II năm 2024,,\n" + juneOfB, mayNotes + "; row-section 6; row-duplicate 7 line=4; row-duplicate 8 line=5", "-", "8 = 2 title + 1 header + 4 data + 1 section"},
		{"other words too", mayOfB + "Số liệu tháng 6 năm 2024,,\nXã E,1,1\n", mayNotes + "; row-section 6", "-", "7 = 2 title + 1 header + 3 data + 1 section"},
		{"a title with other words", "UBND huyện B,,\nBáo cáo tháng 5 năm 2024,,\n" + stackHead + "Xã A,12,11\nTháng 6 năm 2024,,\nXã E,1,1\n",
			mayNotes + "; row-section 5", "-", "6 = 2 title + 1 header + 2 data + 1 section"},
		{"a month without a year", mayOfB + ",,Tháng 6\nXã E,1,1\n", mayNotes + "; row-section 6", "-", "7 = 2 title + 1 header + 3 data + 1 section"},
		{"rows of other units", mayOfB + "Tháng 6 năm 2024,,\nXã E,1,1\nXã A,1,1\n", mayNotes + "; row-section 6; row-duplicate 8 line=4", "-", "8 = 2 title + 1 header + 4 data + 1 section"},
		{"nothing below", mayOfB + "Tháng 6 năm 2024,,\n", mayNotes + "; row-section 6", "-", "6 = 2 title + 1 header + 2 data + 1 section"},
		{"the month again", mayOfB + "Tháng 5 năm 2024,,\nXã E,1,1\n", mayNotes + "; row-heading 6", mayLedger + "; B/Xã E 2024-05: received 1, resolved 1",
			"7 = 2 title + 1 header + 3 data + 1 section"},
	})
}

// A table without titles has those of the table above it.
func TestMeasuresBelow(t *testing.T) {
	joined := "Xã A 2025-08: received 12, resolved 11, digitised_eligible 11, digitised 9; Xã C 2025-08: received 5, resolved 5"
	tryRows(t, []rowCase{
		{"other measures", august + digital + "Xã A,11,9\nXã C,5,4\n", augustNotes,
			"Xã A 2025-08: received 12, resolved 11, digitised_eligible 11, digitised 9; Xã C 2025-08: received 5, resolved 5, digitised_eligible 5, digitised 4",
			"7 = 1 title + 2 header + 4 data"},
		{"of some units", august + "Tổng cộng,17,16\n" + digital + "Xã A,11,9\nTổng cộng,11,9\n", augustNotes + "; row-total 5 rows=2", joined, "8 = 1 title + 2 header + 3 data + 2 sum"},
		{"below a note", august + "Ghi chú: số liệu tạm tính,,\n" + digital + "Xã A,11,9\n", augustNotes, joined, "7 = 1 title + 2 header + 3 data + 1 footer"},
		{"below a heading", august + "II. Kết quả số hóa hồ sơ,,\n" + digital + "Xã A,11,9\n", augustNotes, joined, "7 = 2 title + 2 header + 3 data"},
		{"below a row without counts", august + "Xã E,,\n" + digital + "Xã A,11,9\n", augustNotes + "; count-missing 5:2; count-missing 5:3",
			joined + "; Xã E 2025-08: received ?, resolved ?", "7 = 1 title + 2 header + 4 data"},
		{"a measure again", august + "Xã/Phường,Tiếp nhận,Hồ sơ đã số hóa\nXã A,12,9\n", augustNotes + "; row-duplicate 6:2 line=3", "-", "6 = 1 title + 2 header + 3 data"},
		{"all measures again", august + "Xã/Phường,Đã giải quyết,Tiếp nhận\nXã A,11,12\n", augustNotes + "; row-duplicate 6:3 line=3", "-", "6 = 1 title + 2 header + 3 data"},
		{"of the year so far", august + "Tổng cộng,17,16\nLũy kế từ đầu năm,,\n" + digital + "Xã A,110,90\n", augustNotes + "; row-total 5 rows=1; period-part 6:1", "-",
			"7 = 2 title + 2 header + 2 data + 1 sum"},
		{"of the year before", august + "Cùng kỳ năm trước,,\n" + digital + "Xã A,110,90\n", augustNotes + "; period-part 5:1", "-", "6 = 2 title + 2 header + 2 data"},
		{"of a month without a year", august + "Tháng 9,,\n" + digital + "Xã A,110,90\n", augustNotes + "; period-missing 6", "-", "6 = 2 title + 2 header + 2 data"},
		{"with words that are not known", august + "Tổng cộng,17,16\n,,Trong đó: hồ sơ mới\n" + digital + "Xã A,11,9\n", augustNotes + "; row-total 5 rows=1; title-unknown 6:3", joined,
			"8 = 2 title + 2 header + 3 data + 1 sum"},
	})
}

// What looks like a header by accident is none: it names no rows, has none below it, or
// nothing in it is known.
func TestNoTableBelow(t *testing.T) {
	tryRows(t, []rowCase{
		{"nothing known", august + "Xã/Phường,Số cuộc họp,Số cán bộ\nXã E,11,9\n", augustNotes + "; header-second 5", "-", "6 = 1 title + 2 header + 3 data"},
		{"a unit with words for counts", august + "Xã E,Tiếp nhận,Đã giải quyết\nXã F,11,9\n", augustNotes + "; header-second 5", "-", "6 = 1 title + 2 header + 3 data"},
		{"without rows", august + digital, augustNotes + "; header-second 5", "-", "5 = 1 title + 2 header + 2 data"},
		{"a header and another header", august + digital + "Xã/Phường,Số cuộc họp,Số cán bộ\nXã E,11,9\n", augustNotes + "; header-second 5; header-second 6", "-",
			"7 = 1 title + 3 header + 3 data"},
		{"a total without figures above it", august + "Toàn tỉnh,,\n" + digital + "Xã A,11,9\n", augustNotes + "; row-total 5 rows=1; header-second 6; row-duplicate 7 line=3", "-",
			"7 = 1 title + 2 header + 3 data + 1 sum"},
		{"a signature below the titles", august + "Tổng cộng,17,16\nUBND huyện D,,\nNgười lập biểu,,\n" + digital + "Xã A,11,9\n", augustNotes + "; row-total 5 rows=1; header-second 8; row-outside 9", "-", "9 = 1 title + 2 header + 2 data + 1 sum + 3 footer"},
	})
}

// A file has so many tables and no more: a header below the last of them is an error.
func TestTablesLimit(t *testing.T) {
	heads := [...]string{"Kỳ,Huyện,Tiếp nhận,Đã giải quyết", "Kỳ,Huyện,Đã giải quyết,Tiếp nhận"}
	for n, want := range map[int]string{tablesLimit: "", tablesLimit + 2: "header-second 2003"} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "%s\n2025-08,H%d,1,1\n", heads[i%2], i)
		}
		got := Read(definitions(t), write(t, files{"a.csv": b.String()}), nil, Options{})
		if text := found(got.Findings); text != want {
			t.Errorf("%d tables: %s, want %s", n, text, want)
		}
	}
}

// Tables below each other give what they give in files of their own, and every line once.
func TestTablesBelowAreFiles(t *testing.T) {
	columns := []string{"Tiếp nhận", "Đã giải quyết", "Hồ sơ phải số hóa", "Hồ sơ đã số hóa"}
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 17))
		in, all := files{}, ""
		for n := range 2 + rnd.IntN(4) {
			var b strings.Builder
			fmt.Fprintf(&b, "UBND huyện %c,,,,\nTháng %d năm 2024,,,,\n", 'B'+rnd.IntN(2), n+1)
			order := rnd.Perm(len(columns))[:2+rnd.IntN(2)]
			head := "STT,Xã/Phường"
			for _, c := range order {
				head += "," + columns[c]
			}
			b.WriteString(head + strings.Repeat(",", 3-len(order)) + "\n")
			sums := make([]int, len(order))
			for i := range 1 + rnd.IntN(4) {
				fmt.Fprintf(&b, "%d,Xã K%c", i+1, 'A'+i)
				for c := range order {
					count := 100 + rnd.IntN(900)
					sums[c] += count
					fmt.Fprintf(&b, ",%d", count)
				}
				b.WriteString(strings.Repeat(",", 3-len(order)) + "\n")
			}
			if rnd.IntN(2) > 0 {
				fmt.Fprintf(&b, ",Tổng cộng,%s%s\n", strings.ReplaceAll(strings.Trim(fmt.Sprint(sums), "[]"), " ", ","), strings.Repeat(",", 3-len(order)))
			}
			b.WriteString([]string{"", ",,,,\n", ",Người lập biểu,,,\n,,,,\n", "\"B, ngày 3 tháng 7 năm 2024\",,,,\n,Người lập biểu,,Chủ tịch,\n\n,,,Trần An,\n"}[rnd.IntN(4)])
			in[fmt.Sprintf("%d.csv", n)] = b.String()
			all += b.String()
		}
		want := Read(definitions(t), write(t, in), nil, Options{})
		got := read(t, files{"a.csv": all}, Options{})
		if g, w := dump(got.Ledger), dump(want.Ledger); g != w || len(got.Findings) == 0 {
			t.Errorf("seed %d: %s\nwant %s\nin %s", seed, g, w, all)
		}
		var lines kpi.Lines
		for _, f := range want.Ledger.Files {
			lines = kpi.Lines{Total: lines.Total + f.Lines.Total, Title: lines.Title + f.Lines.Title, Header: lines.Header + f.Lines.Header,
				Data: lines.Data + f.Lines.Data, Section: lines.Section + f.Lines.Section, Sum: lines.Sum + f.Lines.Sum,
				Blank: lines.Blank + f.Lines.Blank, Footer: lines.Footer + f.Lines.Footer}
		}
		if got.Ledger.Files[0].Lines != lines {
			t.Errorf("seed %d: lines %s, want %s\nin %s", seed, linesText(got.Ledger.Files[0].Lines), linesText(lines), all)
		}
	}
}
