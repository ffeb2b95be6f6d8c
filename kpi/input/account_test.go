package input

import (
	"strings"
	"testing"

	"cchc/kpi"
)

// Rows of single days add up to their month: flows of all days, openings of the
// first, closings of the last, in whatever order they are.
func TestRowsOfDays(t *testing.T) {
	const daily = "Kỳ,Huyện,Tiếp nhận,Tồn kỳ trước,Đang giải quyết\n"
	first, second, third := "01/06/2024,A,1,10,20\n", "02/06/2024,A,2,11,21\n", "03/06/2024,A,4,12,22\n"
	const all = "A 2024-06: received 7, carried_over 10, pending 22"
	by14 := Options{Calendar: kpi.Calendar{MonthEnds: 14}}
	field := "Kỳ,Huyện,Lĩnh vực,Tiếp nhận,Tồn kỳ trước,Đang giải quyết\n"
	try(t, []readCase{
		one("in order", daily+first+second+third, "days-added 1", all),
		one("backwards", daily+third+second+first, "days-added 1", all),
		one("mixed", daily+second+third+first, "days-added 1", all),
		one("one day", daily+first, "days-added 1", "A 2024-06: received 1, carried_over 10, pending 20"),
		one("two units", daily+first+strings.ReplaceAll(second, "A", "B"), "days-added 1",
			"A 2024-06: received 1, carried_over 10, pending 20; B 2024-06: received 2, carried_over 11, pending 21"),
		one("two months", daily+first+strings.ReplaceAll(second, "/06/", "/07/"), "days-added 1",
			"A 2024-06: received 1, carried_over 10, pending 20; A 2024-07: received 2, carried_over 11, pending 21"),
		one("the same day twice", daily+first+first, "days-added 1; row-duplicate 3 line=2", "-"),
		one("the same day in two spellings", daily+first+"2024-06-01,A,2,10,20\n", "days-added 1; row-duplicate 3 line=2", "-"),
		one("a day beside the month", daily+first+"2024-06,A,2,10,20\n", "days-added 1; row-mixed 3 line=2 other=by.day", "-"),
		one("the month beside a day", daily+"2024-06,A,2,10,20\n"+first, "days-added 1; row-mixed 3 line=2 other=by.unit", "-"),
		one("a blank flow", daily+first+"02/06/2024,A,,11,21\n", "days-added 1; count-missing 3:3", "A 2024-06: received 1 ?, carried_over 10, pending 21"),
		one("a blank closing of the last day", daily+first+"02/06/2024,A,2,11,\n", "days-added 1; count-missing 3:5", "A 2024-06: received 3, carried_over 10, pending ?"),
		one("a blank closing of another day", daily+"01/06/2024,A,1,10,\n"+second, "days-added 1; count-missing 2:5", "A 2024-06: received 3, carried_over 10, pending 21"),
		one("a whole of flow and state", "Kỳ,Huyện,Tiếp nhận,Tồn kỳ trước,Cần xử lý\n01/06/2024,A,1,10,11\n02/06/2024,A,2,9,11\n", "days-added 1",
			"A 2024-06: received 3, carried_over 10"),
		one("a whole of flow and state, of one day", "Kỳ,Huyện,Tiếp nhận,Tồn kỳ trước,Cần xử lý\n01/06/2024,A,1,10,11\n", "days-added 1",
			"A 2024-06: received 1, carried_over 10, caseload 11"),
		{name: "where a month ends on day 14", in: files{"a.csv": daily + "15/05/2024,A,1,10,20\n14/06/2024,A,2,11,21\n15/06/2024,A,4,12,22\n"}, opts: by14, findings: "days-added 1",
			ledger: "A 2024-06: received 3, carried_over 10, pending 21; A 2024-07: received 4, carried_over 12, pending 22"},
		one("by field, on one day", field+"01/06/2024,A,Đất đai,1,10,20\n01/06/2024,A,Hộ tịch,2,11,21\n", "days-added 1", "A 2024-06: received 3, carried_over 21, pending 41"),
		one("by field, on two days", field+"01/06/2024,A,Đất đai,1,10,20\n02/06/2024,A,Hộ tịch,2,11,21\n", "days-added 1", "A 2024-06: received 3, carried_over ?, pending ?"),
		one("by field, the same on one day", field+"01/06/2024,A,Đất đai,1,10,20\n01/06/2024,A,Đất đai,2,11,21\n", "days-added 1; row-duplicate 3 line=2", "-"),
		one("by field, the same on two days", field+"01/06/2024,A,Đất đai,1,10,20\n02/06/2024,A,Đất đai,2,11,21\n", "days-added 1", "A 2024-06: received 3, carried_over ?, pending ?"),
		one("a total of days", daily+first+second+"2024-06,Tổng,3,10,21\n", "days-added 1; row-total 4 rows=1", "A 2024-06: received 3, carried_over 10, pending 21"),
		one("a date in the titles is no day", "\"A, ngày 30 tháng 6 năm 2024\"\nKỳ,Huyện,Tiếp nhận\n2024-06,A,5\n", "", "A 2024-06: received 5"),
	})
}

// Days of one month may be in several files: flows add up, what is open at the
// end of the last day is not known to be that of the month.
func TestDaysInFiles(t *testing.T) {
	const head = "Kỳ,Huyện,Tiếp nhận\n"
	const states = "Kỳ,Huyện,Tiếp nhận,Đang giải quyết\n"
	try(t, []readCase{
		{name: "other days", in: files{"a.csv": head + "01/06/2024,A,1\n02/06/2024,A,2\n", "b.csv": head + "03/06/2024,A,4\n04/06/2024,A,8\n"},
			findings: "days-added 1; days-added b.csv:1", ledger: "A 2024-06: received 15"},
		{name: "states of other days", in: files{"a.csv": states + "01/06/2024,A,1,5\n02/06/2024,A,2,6\n", "b.csv": states + "03/06/2024,A,4,7\n04/06/2024,A,8,8\n"},
			findings: "days-added 1; days-added b.csv:1; key-conflict b.csv:2:4 where=a.csv:2", ledger: "-"},
		{name: "the same day", in: files{"a.csv": head + "01/06/2024,A,1\n02/06/2024,A,2\n", "b.csv": head + "02/06/2024,A,2\n03/06/2024,A,8\n"},
			findings: "days-added 1; days-added b.csv:1; key-conflict b.csv:2:3 where=a.csv:2", ledger: "-"},
		{name: "one day each", in: files{"a.csv": head + "01/06/2024,A,1\n", "b.csv": head + "02/06/2024,A,3\n"},
			findings: "days-added 1; days-added b.csv:1; key-conflict b.csv:2:3 where=a.csv:2", ledger: "-"},
		{name: "one day beside several", in: files{"a.csv": head + "01/06/2024,A,1\n02/06/2024,A,2\n", "b.csv": head + "03/06/2024,A,4\n"},
			findings: "days-added 1; days-added b.csv:1", ledger: "A 2024-06: received 7"},
		{name: "days beside their month", in: files{"a.csv": head + "01/06/2024,A,1\n02/06/2024,A,2\n", "b.csv": head + "2024-06,A,3\n"},
			findings: "days-added 1; key-conflict b.csv:2:3 where=a.csv:2", ledger: "-"},
		{name: "days of other months", in: files{"a.csv": head + "01/06/2024,A,1\n", "b.csv": head + "02/07/2024,A,3\n"},
			findings: "days-added 1; days-added b.csv:1", ledger: "A 2024-06: received 1; A 2024-07: received 3"},
		{name: "days of other units", in: files{"a.csv": head + "01/06/2024,A,1\n", "b.csv": head + "02/06/2024,B,3\n"},
			findings: "days-added 1; days-added b.csv:1", ledger: "A 2024-06: received 1; B 2024-06: received 3"},
	})
}

// Which days were added is reported: those that are not there are in no sum.
func TestDaysAreReported(t *testing.T) {
	for rows, want := range map[string]string{
		"01/06/2024,A,1\n": "1 1 2024-06-01 2024-06-01",
		"30/06/2024,A,1\n01/06/2024,A,1\n30/06/2024,B,1\n": "1 2 2024-06-01 2024-06-30",
		"01/07/2024,A,1\n30/06/2024,A,1\n2024-05-31,A,1\n": "1 3 2024-05-31 2024-07-01",
		"2024-06,A,1\n":                    "",
		"01/06/2024,A,1\n31/06/2024,A,1\n": "1 1 2024-06-01 2024-06-01",
		"\"ngày 01 tháng 6 năm 2024\",A,1\n02/06/2024,A,1\n\n": "1 2 2024-06-01 2024-06-02",
	} {
		got := read(t, files{"a.csv": "Kỳ,Huyện,Tiếp nhận\n" + rows}, Options{})
		if reported := argsOf(got.Findings, kpi.DaysAdded, "count", "first", "last"); reported != want {
			t.Errorf("%q: %q, want %q", rows, reported, want)
		}
	}
}

// Sets of numbers are of any size, and of different sizes.
func TestBitset(t *testing.T) {
	set := func(numbers ...int) (b bitset) {
		for _, n := range numbers {
			b.insert(n)
		}
		return b
	}
	for _, tt := range []struct {
		name   string
		a, b   bitset
		common int
		holds  bool // a every number of b
	}{
		{"nothing", nil, nil, -1, true},
		{"nothing of one", nil, set(0), -1, false},
		{"one of nothing", set(0), nil, -1, true},
		{"0", set(0), set(0), 0, true},
		{"another", set(0), set(1), -1, false},
		{"the first of two", set(3, 5), set(5, 3), 3, true},
		{"the last of a word", set(63), set(63, 64), 63, false},
		{"the first of the next word", set(64), set(64), 64, true},
		{"only in the next word", set(0, 64), set(1, 64), 64, false},
		{"a larger set", set(1, 130), set(1), 1, true},
		{"a smaller set", set(1), set(1, 130), 1, false},
		{"one number in several words", set(2), set(66), -1, false},
	} {
		if common, holds := tt.a.common(tt.b), tt.a.holds(tt.b); common != tt.common || holds != tt.holds {
			t.Errorf("%s: common %d, holds %t, want %d, %t", tt.name, common, holds, tt.common, tt.holds)
		}
		tt.a.merge(tt.b)
		if !tt.a.holds(tt.b) {
			t.Errorf("%s: not all there when added", tt.name)
		}
	}
	b := set(0, 64)
	for n, want := range map[int]bool{0: true, 1: false, 63: false, 64: true, 65: false, 127: false, 128: false} {
		if b.has(n) != want {
			t.Errorf("%d is there: %t", n, b.has(n))
		}
	}
	if again := b.insert(64); !again || b.insert(65) {
		t.Error("64 was there, and 65 was not")
	}
	b.remove(64)
	if b.has(64) || !b.has(65) || !b.has(0) {
		t.Error("only 64 is to be removed")
	}
	ids := make([]int, 66)
	ids[0], ids[65] = 7, 70
	if to := b.renumbered(ids); !to.has(7) || !to.has(70) || to.has(0) || to.has(65) {
		t.Errorf("renumbered: %b", to)
	}
	if short := append(set(1), 0); !set(1).holds(short) {
		t.Error("a set of more words holds no more")
	}
}
