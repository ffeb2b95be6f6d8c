package input

import (
	"strings"
	"testing"

	"cchc/kpi"
)

// What one file gives twice is an error that names both rows.
func TestRepeatedRows(t *testing.T) {
	byProcedure := "period,district,Mã TTHC,received\n"
	try(t, []readCase{
		one("the same row", oneRow+"2024-06,Tràng Định,Xã Chi Lăng,5\n", "row-duplicate 3 line=2", "-"),
		one("the same unit, other counts", oneRow+"2024-06,Văn Lãng,,1\n2024-06,Tràng Định,Xã Chi Lăng,6\n", "row-duplicate 4 line=2", "-"),
		one("three times", oneRow+"2024-06,Tràng Định,Xã Chi Lăng,6\n2024-06,Tràng Định,Xã Chi Lăng,7\n", "row-duplicate 3 line=2; row-duplicate 4 line=2", "-"),
		one("by the first measure", "period,district,received_online\n2024-06,A,5\n2024-06,A,5\n", "row-duplicate 3 line=2", "-"),
		one("another month", oneRow+"2024-07,Tràng Định,Xã Chi Lăng,6\n", "", oneEntry+"; Tràng Định/Xã Chi Lăng 2024-07: received 6"),
		one("another way to write the month", oneRow+"Tháng 6/2024,Tràng Định,Xã Chi Lăng,6\n", "row-duplicate 3 line=2", "-"),
		one("another type word", exportHead+"2024-06,Tràng Định,,5\n2024-06,Văn Lãng,,1\n2024-06,Huyện Tràng Định,,6\n", "row-duplicate 4:4 line=2", "-"),
		one("another way to write the name", oneRow+"2024-06,TRÀNG ĐỊNH,xã chi lăng,6\n", "row-duplicate 3 line=2", "-"),
		one("the agency and a blank", exportHead+"2024-06,Tràng Định,,5\n2024-06,Tràng Định,UBND huyện Tràng Định,6\n", "row-duplicate 3 line=2", "-"),
		one("different procedures", byProcedure+"2024-06,Tràng Định,1.001,5\n2024-06,Tràng Định,1.002,6\n", "", "Tràng Định 2024-06: received 11"),
		one("the same procedure", byProcedure+"2024-06,Tràng Định,1.001,5\n2024-06,Tràng Định,1.001,6\n", "row-duplicate 3 line=2", "-"),
		one("the same procedure, written otherwise", byProcedure+"2024-06,Tràng Định,G1.001,5\n2024-06,Tràng Định, g1.001\u00a0,6\n", "row-duplicate 3 line=2", "-"),
		one("the same procedure of another unit", byProcedure+"2024-06,Tràng Định,1.001,5\n2024-06,Văn Lãng,1.001,6\n", "",
			"Tràng Định 2024-06: received 5; Văn Lãng 2024-06: received 6"),
		one("the same procedure of another field", "period,district,field,procedure,received\n2024-06,A,F1,P,5\n2024-06,A,F2,P,6\n", "", "A 2024-06: received 11"),
		one("rows that differ only in an unknown column", "period,district,Màu,received\n2024-06,A,đỏ,5\n2024-06,A,xanh,6\n2024-06,B,đỏ,7\n",
			"column-unknown 1:3; row-indistinct 3 rows=1", "A 2024-06: received 11; B 2024-06: received 7"),
		one("rows that differ in nothing, beside an unknown column", "period,district,Màu,received\n2024-06,A,đỏ,5\n2024-06,A,đỏ,5\n",
			"column-unknown 1:3; row-duplicate 3 line=2", "-"),
		one("rows that differ in remarks", "period,district,Ghi chú,received\n2024-06,A,một,5\n2024-06,A,hai,6\n", "row-duplicate 3 line=2", "-"),
		one("a row without a procedure beside rows with one", byProcedure+"2024-06,A,1.001,5\n2024-06,A,1.002,6\n2024-06,A,,11\n",
			"row-mixed 4 line=2 other=by.procedure; row-or-total 4", "-"),
		one("a row without a procedure before rows with one", byProcedure+"2024-06,A,,11\n2024-06,A,1.001,5\n", "row-mixed 3 line=2 other=by.unit", "-"),
		one("two rows without a procedure", byProcedure+"2024-06,A,,5\n2024-06,A,,6\n", "row-duplicate 3 line=2", "-"),
	})
}

// The row that is repeated is the one that is named, not another of its unit.
func TestRepeatedProcedureIsNamed(t *testing.T) {
	head := "period,district,Mã TTHC,received\n2024-06,A,1.001,5\n2024-06,A,1.002,6\n"
	try(t, []readCase{
		one("in a file", head+"2024-06,A,1.002,7\n", "row-duplicate 4 line=2", "-"),
		one("by another spelling", head+"2024-06,Huyện A,1.003,7\n2024-06,Huyện A,1.002,7\n", "row-duplicate 4:4 line=2", "-"),
		{name: "in two files", in: files{"a.csv": head, "b.csv": "period,district,Mã TTHC,received\n2024-06,A,1.003,5\n2024-06,A,1.002,5\n"},
			findings: "key-conflict b.csv:2:4 where=a.csv:2", ledger: "-"},
	})
}

// A finding names the procedure that is given twice, if that is known.
func TestWhatIsRepeated(t *testing.T) {
	const head = "period,district,procedure,received\n"
	const first = head + "2024-06,A,1.001,5\n2024-06,A,1.002,6\n"
	for _, c := range []struct {
		name              string
		in                files
		repeated, between string
	}{
		{"the first procedure", files{"a.csv": first + "2024-06,A,1.001,7\n"}, "4 A, 2024-06  (1.001)", ""},
		{"another procedure", files{"a.csv": first + "2024-06,A,1.002,7\n"}, "4 A, 2024-06  (1.002)", ""},
		{"by another spelling of the unit", files{"a.csv": first + "2024-06,Huyện A,1.003,7\n2024-06,Huyện A,1.002,7\n"}, "4:4 A, 2024-06  (1.002)", ""},
		{"a unit", files{"a.csv": oneRow + "2024-06,Tràng Định,Xã Chi Lăng,6\n"}, "3 Tràng Định / Xã Chi Lăng, 2024-06 ", ""},
		{"a unit in two files", files{"a.csv": oneRow, "b.csv": oneRow + "\n"}, "", "b.csv:2:4 Tràng Định / Xã Chi Lăng, 2024-06 received"},
		{"in two files", files{"a.csv": first, "b.csv": head + "2024-06,A,1.003,5\n2024-06,A,1.002,5\n"}, "", "b.csv:2:4 A, 2024-06 (1.002) received"},
		{"procedures beside a unit", files{"a.csv": first, "b.csv": "period,district,received\n2024-06,A,11\n"}, "", "b.csv:2:3 A, 2024-06 received"},
		{"a field and a procedure of one name", files{"a.csv": "period,district,field,received\n2024-06,A,Đất đai,5\n", "b.csv": head + "2024-06,A,Đất đai,5\n"}, "",
			"b.csv:2:4 A, 2024-06 received"},
	} {
		got := read(t, c.in, Options{}).Findings
		if repeated := argsOf(got, kpi.RowDuplicate, "unit", "what"); repeated != c.repeated {
			t.Errorf("%s: repeated %q, want %q", c.name, repeated, c.repeated)
		}
		if between := argsOf(got, kpi.KeyConflict, "unit", "measure"); between != c.between {
			t.Errorf("%s: between files %q, want %q", c.name, between, c.between)
		}
	}
}

// What two files give for the same unit and period is one count, or an error that
// names both places.
func TestFilesOfTheSameUnits(t *testing.T) {
	const (
		byProcedure = "period,district,procedure,received\n"
		byUnit      = "period,district,received\n"
	)
	two := func(name, a, b, findings, ledger string) readCase {
		return readCase{name: name, in: files{"a.csv": a, "b.csv": b}, findings: findings, ledger: ledger}
	}
	try(t, []readCase{
		two("other units", oneRow, otherRow, "", oneEntry+"; Văn Lãng 2024-06: received 7"),
		two("the same file", oneRow, oneRow, "file-twice b.csv other=a.csv", "-"),
		two("the same file but for its end", oneRow, oneRow+"\n", "key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("the same unit further down", otherRow+"2024-06,Tràng Định,Xã Chi Lăng,6\n", oneRow, "key-conflict b.csv:2:4 where=a.csv:3", "-"),
		two("the same unit and other columns", oneRow, "period,commune,district,carried_over,received\n2024-06,Chi Lăng,huyện Tràng Định,3,5\n",
			"key-conflict b.csv:2:5 where=a.csv:2", "-"),
		two("other measures join", oneRow, "period,district,commune,digitised,digitised_eligible\n2024-06,Tràng Định,Xã Chi Lăng,2,4\n",
			"", "Tràng Định/Xã Chi Lăng 2024-06: received 5, digitised_eligible 4, digitised 2"),
		two("a blank is no conflict, and not complete", oneRow, "period,district,commune,received,digitised\n2024-06,Tràng Định,Xã Chi Lăng,,2\n",
			"count-missing b.csv:2:4", "Tràng Định/Xã Chi Lăng 2024-06: received 5 ?, digitised 2"),
		two("different procedures", byProcedure+"2024-06,A,1,5\n2024-06,B,1,7\n", byProcedure+"2024-06,A,2,6\n2024-06,B,2,8\n",
			"", "A 2024-06: received 11; B 2024-06: received 15"),
		two("different procedures, header in other case", "Kỳ,Huyện,Mã TTHC,received\n2024-06,A,1,5\n", "KỲ,HUYỆN,MÃ  TTHC,received\n2024-06,A,2,6\n",
			"", "A 2024-06: received 11"),
		two("codes beside names of procedures", "period,district,Mã TTHC,received\n2024-06,A,1,5\n", "period,district,Tên TTHC,received\n2024-06,A,Khai sinh,5\n",
			"key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("different procedures, fields first", "period,district,field,procedure,received\n2024-06,A,F,1,5\n",
			"period,district,procedure,field,received\n2024-06,A,2,F,6\n", "", "A 2024-06: received 11"),
		two("the same procedure", byProcedure+"2024-06,A,1,5\n", byProcedure+"2024-06,A,1,6\n", "key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("one procedure of two", byProcedure+"2024-06,A,1,5\n2024-06,A,2,5\n", byProcedure+"2024-06,A,1,6\n2024-06,A,3,6\n", "key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("procedures beside units", byProcedure+"2024-06,A,1,5\n2024-06,A,2,6\n", byUnit+"2024-06,A,11\n", "key-conflict b.csv:2:3 where=a.csv:2", "-"),
		two("procedures beside fields", byProcedure+"2024-06,A,1,5\n", "period,district,field,received\n2024-06,A,Đất đai,5\n", "key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("counts by procedure and digitisation by unit", byProcedure+"2024-06,A,1,5\n2024-06,A,2,6\n",
			"period,district,digitised,digitised_eligible\n2024-06,A,9,10\n", "", "A 2024-06: received 11, digitised_eligible 10, digitised 9"),
		two("another measure of fewer procedures", byProcedure+"2024-06,A,1,5\n2024-06,A,2,6\n", "period,district,procedure,digitised\n2024-06,A,1,3\n",
			"", "A 2024-06: received 11, digitised 3 ?"),
		two("another measure of the same procedures", byProcedure+"2024-06,A,1,5\n2024-06,A,2,6\n",
			"period,district,procedure,digitised\n2024-06,A,2,3\n2024-06,A,1,3\n", "", "A 2024-06: received 11, digitised 6"),
		two("a province in one file only", "period,province,district,received\n2024-06,Lạng Sơn,Tràng Định,5\n", byUnit+"2024-06,Tràng Định,5\n",
			"key-conflict b.csv:2:3 where=a.csv:2", "-"),
		two("a province in one file, other measures", "period,province,district,received\n2024-06,Tỉnh Lạng Sơn,Tràng Định,5\n",
			"period,district,digitised\n2024-06,Tràng Định,4\n", "", "Lạng Sơn/Tràng Định 2024-06: received 5, digitised 4"),
		two("two provinces", "period,province,district,received\n2024-06,Lạng Sơn,Chi Lăng,5\n", "period,province,district,received\n2024-06,Cao Bằng,Chi Lăng,6\n",
			"", "Cao Bằng/Chi Lăng 2024-06: received 6; Lạng Sơn/Chi Lăng 2024-06: received 5"),
		two("a level in one file only", "period,district,level,received\n2024-06,A,huyện,5\n", byUnit+"2024-06,A,5\n", "key-conflict b.csv:2:3 where=a.csv:2", "-"),
		two("the first measure of all", "period,district,received_online\n2024-06,A,5\n", "period,district,received_online\n2024-06,A,6\n", "key-conflict b.csv:2:3 where=a.csv:2", "-"),
		two("all communes beside one, by the first measure", "period,district,level,received_online\n2024-06,Tràng Định,xã,5\n", "period,district,commune,received_online\n2024-06,Tràng Định,Xã Chi Lăng,5\n", "key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("a commune with its district and without", "period,district,commune,received\n2025-07,Tràng Định,Xã Thất Khê,5\n", "period,commune,received\n2025-07,Xã Thất Khê,5\n", "key-conflict b.csv:2:3 where=a.csv:2", "-"),
		two("by the first measure", "period,district,commune,received_online\n2025-07,Tràng Định,Xã Thất Khê,5\n", "period,commune,received_online\n2025-07,Xã Thất Khê,5\n", "key-conflict b.csv:2:3 where=a.csv:2", "-"),
		two("in two months", "period,district,commune,received\n2025-07,Tràng Định,Xã Thất Khê,5\n", "period,commune,received\n2025-08,Xã Thất Khê,6\n", "", "Xã Thất Khê 2025-08: received 6; Tràng Định/Xã Thất Khê 2025-07: received 5"),
		two("a month beside its quarter, by the first measure", "period,district,received_online\n2024-06,A,5\n", "period,district,received_online\n2024-Q2,A,5\n",
			"period-overlap 2:3 where=b.csv:2 other=2024-Q2", "-"),
		two("of other counts", "period,district,commune,received\n2025-07,Tràng Định,Xã Thất Khê,5\n", "period,commune,returned\n2025-07,Xã Thất Khê,6\n", "", "Xã Thất Khê 2025-07: returned 6; Tràng Định/Xã Thất Khê 2025-07: received 5"),
		two("the same content of two units", exportHead+"2024-06,A,,5\n2024-06,B,,6\n", exportHead+"2024-06,A,,5\n2024-06,B,,6\n", "file-twice b.csv other=a.csv", "-"),
		two("all communes beside one, by parts", "period,district,level,received\n2024-06,Tràng Định,xã,5\n",
			"period,district,commune,received_online,received_direct,received_postal\n2024-06,Tràng Định,Xã Chi Lăng,5,0,0\n", "key-conflict b.csv:2 where=a.csv:2", "-"),
		two("all communes beside one", "period,district,level,received\n2024-06,Tràng Định,xã,5\n", oneRow, "key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("all communes beside one of another month", "period,district,level,received\n2024-05,Tràng Định,xã,5\n", oneRow, "",
			"Tràng Định [commune] 2024-05: received 5; "+oneEntry),
		two("a district beside a commune, in a file without communes", "period,district,received\n2024-06,Tràng Định,5\n", oneRow, "key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("a district beside a commune, in a file with communes", exportHead+"2024-06,Tràng Định,,6\n2024-06,B,X,7\n", oneRow, "",
			"B/X 2024-06: received 7; Tràng Định 2024-06: received 6; "+oneEntry),
		two("a district by its level, in the first column", "level,period,district,received\nhuyện,2024-06,Tràng Định,6\n", oneRow, "", "Tràng Định 2024-06: received 6; "+oneEntry),
		two("a province beside a district", "period,province,received\n2024-06,Lạng Sơn,5\n", "period,province,district,received\n2024-06,Lạng Sơn,Tràng Định,5\n",
			"key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("a province beside a commune", "period,province,received\n2025-07,Lạng Sơn,5\n", "period,province,commune,received\n2025-07,Lạng Sơn,Xã Chi Lăng,5\n",
			"key-conflict b.csv:2:4 where=a.csv:2", "-"),
		two("a province by its level", "period,province,level,received\n2024-06,Lạng Sơn,tỉnh,5\n", "period,province,district,received\n2024-06,Lạng Sơn,Tràng Định,4\n", "",
			"Lạng Sơn 2024-06: received 5; Lạng Sơn/Tràng Định 2024-06: received 4"),
		two("all communes beside the agency", "period,district,level,received\n2024-06,A,xã,5\n", byUnit+"2024-06,A,6\n", "",
			"A 2024-06: received 6; A [commune] 2024-06: received 5"),
	})
}

// One export cut into files by procedure is the same ledger.
func TestSplitByProcedure(t *testing.T) {
	head := "period,district,commune,procedure,received,digitised\n"
	rows := []string{"2024-06,A,,1,5,1\n", "2024-06,A,,2,6,2\n", "2024-06,A,X,1,7,3\n", "2024-06,A,X,3,8,4\n", "2024-07,A,X,1,9,\n"}
	const want = "A 2024-06: received 11, digitised 3; A/X 2024-06: received 15, digitised 7; A/X 2024-07: received 9, digitised ?"
	try(t, []readCase{
		{name: "whole", in: files{"a.csv": head + strings.Join(rows, "")}, findings: "count-missing 6:6", ledger: want},
		{name: "by turns", in: files{"a.csv": head + rows[0] + rows[2] + rows[4], "b.csv": head + rows[1] + rows[3]}, findings: "count-missing 4:6", ledger: want},
		{name: "one row a file", in: files{"a.csv": head + rows[4], "b.csv": head + rows[3], "c.csv": head + rows[2], "d.csv": head + rows[1], "e.csv": head + rows[0]},
			findings: "count-missing 2:6", ledger: want},
	})
}

// Slots are apart as long as they are of one kind and share no item; days and lists never are.
func TestApart(t *testing.T) {
	of := func(e exportResult, g grain, items ...int) *slot {
		s := &slot{export: &e, grain: g}
		for _, n := range items {
			s.seen.insert(n)
		}
		return s
	}
	plain, first := exportResult{}, of(exportResult{}, byProcedure, 1, 2)
	for name, c := range map[string]struct {
		other *slot
		want  int
	}{
		"other items":      {of(plain, byProcedure, 3, 200), 3},
		"an item of both":  {of(plain, byProcedure, 2, 3), 1},
		"an item of third": {of(plain, byProcedure, 3, 70), 2},
		"another grain":    {of(plain, byField, 3), 1},
		"other columns":    {of(exportResult{itemBy: "procedure"}, byProcedure, 3), 1},
		"days":             {of(plain, byProcedure|byDay, 3), 1},
		"one day":          {of(exportResult{dates: make([]kpi.Day, 1)}, byProcedure, 3), 1},
		"a list":           {of(exportResult{dossiers: &listResult{}}, byProcedure, 3), 1},
	} {
		if n := apart([]*slot{first, c.other, of(plain, byProcedure, 70)}); n != c.want {
			t.Errorf("%s: %d are apart, want %d", name, n, c.want)
		}
	}
}
