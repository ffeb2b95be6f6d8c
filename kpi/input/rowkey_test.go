package input

import (
	"testing"
)

func TestPeriods(t *testing.T) {
	const noPeriod = "district,received\nTràng Định,5\n"
	month := Options{Period: period(t, "2024-06")}
	months := "period,district,received\n2024-05,A,1\n2024-06,A,2\n2024-06,B,3\n2024-Q2,C,4\n2024,D,5\n"
	try(t, []readCase{
		one("no column", noPeriod, "period-missing 1", "-"),
		one("no column, header further down", "\n\n"+noPeriod, "period-missing 3", "-"),
		{name: "no column, as asked", in: files{"a.csv": noPeriod}, opts: month, ledger: "Tràng Định 2024-06: received 5"},
		{name: "no column, a quarter as asked", in: files{"a.csv": noPeriod}, opts: Options{Period: period(t, "2024-Q2")}, ledger: "Tràng Định 2024-Q2: received 5"},
		one("ways to write a month", "period,district,received\n2024-06,A,1\n06/2024,B,1\n6/2024,C,1\nTháng 6/2024,D,1\nTHÁNG 06  năm 2024,E,1\n",
			"", "A 2024-06: received 1; B 2024-06: received 1; C 2024-06: received 1; D 2024-06: received 1; E 2024-06: received 1"),
		one("no periods", "period,district,received\n2024-13,A,1\n2024-00,A,1\n24-06,A,1\n06/30/2024,A,1\n2024-6,A,1\nQuý này,A,1\n2024-13,B,1\n",
			"period-unknown 2:1; period-unknown 3:1; period-unknown 4:1; period-unknown 5:1; period-unknown 6:1; period-unknown 7:1; period-unknown 8:1", "-"),
		one("blank", "district,period,received\nA,2024-06,1\nB,,1\nC, \u00a0,1\n", "period-missing 3:2; period-missing 4:2", "-"),
		{name: "rows outside are left out", in: files{"a.csv": months}, opts: month, findings: "period-outside rows=3", ledger: "A 2024-06: received 2; B 2024-06: received 3"},
		{name: "rows of a part are kept", in: files{"a.csv": months}, opts: Options{Period: period(t, "2024-Q2")}, findings: "period-outside rows=1",
			ledger: "A 2024-05: received 1; A 2024-06: received 2; B 2024-06: received 3; C 2024-Q2: received 4"},
		{name: "rows outside of two files", in: files{"a.csv": months, "b.csv": "period,district,carried_over\n2024-06,A,7\n2024-07,A,8\n"}, opts: month,
			findings: "period-outside rows=3; period-outside b.csv rows=1", ledger: "A 2024-06: received 2, carried_over 7; B 2024-06: received 3"},
		{name: "rows of procedures outside", in: files{"a.csv": "period,district,procedure,received\n2024-05,A,1,1\n2024-05,A,2,1\n2024-05,A,3,1\n2024-06,A,1,2\n"}, opts: month,
			findings: "period-outside rows=3", ledger: "A 2024-06: received 2"},
		{name: "a conflict outside is none", in: files{"a.csv": months, "b.csv": "period,district,received\n2024-05,A,1\n"}, opts: month,
			findings: "period-outside rows=3; period-outside b.csv rows=1", ledger: "A 2024-06: received 2; B 2024-06: received 3"},
		one("a month beside its quarter", "period,district,received\n2024-06,A,1\n2024-Q2,A,3\n2024-06,B,5\n", "period-overlap 2:3 where=a.csv:3 other=2024-Q2", "-"),
		one("a month beside another quarter", "period,district,received\n2024-07,A,1\n2024-Q2,A,3\n", "", "A 2024-Q2: received 3; A 2024-07: received 1"),
		{name: "a month beside its quarter in another file", in: files{"a.csv": "period,district,received\n2024-Q2,A,3\n", "b.csv": "period,district,received\n2024-04,A,1\n"},
			findings: "period-overlap 2:3 where=b.csv:2 other=2024-04", ledger: "-"},
		{name: "chosen by period", in: files{"a.csv": "period,district,received\n2024-Q2,A,3\n", "b.csv": "period,district,received\n2024-04,A,1\n"},
			opts: Options{Period: period(t, "2024-04")}, findings: "period-outside rows=1", ledger: "A 2024-04: received 1"},
		one("other measures of a quarter and a month", "period,district,procedure,received\n2024-Q2,A,1,3\n", "", "A 2024-Q2: received 3"),
		{name: "measures of a quarter beside those of a month", in: files{"a.csv": "period,district,received\n2024-Q2,A,3\n", "b.csv": "period,district,digitised\n2024-06,A,1\n"},
			ledger: "A 2024-Q2: received 3; A 2024-06: digitised 1"},
	})
}

// A period that no row is of is no empty table.
func TestPeriodOfNothing(t *testing.T) {
	write(t, files{"a.csv": oneRow})
	got := Read(definitions(t), []string{"a.csv"}, nil, Options{Period: period(t, "2030-01")})
	if text := found(got.Findings); text != "no-data; period-outside rows=1" {
		t.Errorf("findings %s", text)
	}
}

// Districts are asked for of periods that end before the reform.
func TestDistrictsAndTheReform(t *testing.T) {
	const head = "period,commune,received\n"
	before, after := head+"2025-06,Xã Chi Lăng,5\n2025-06,Xã Thất Khê,6\n", head+"2025-07,Xã Chi Lăng,5\n2025-07,Xã Thất Khê,6\n"
	blank := "period,district,commune,received\n"
	try(t, []readCase{
		one("no column before", before, "key-missing 1", "-"),
		one("no column before, header further down", "\n"+before, "key-missing 2", "-"),
		one("no column after", after, "", "Xã Chi Lăng 2025-07: received 5; Xã Thất Khê 2025-07: received 6"),
		one("no column, a year over it", head+"2025,Xã Chi Lăng,5\n", "", "Xã Chi Lăng 2025: received 5"),
		one("no column, half a year after", head+"2025-H2,Xã Chi Lăng,5\n", "", "Xã Chi Lăng 2025-H2: received 5"),
		{name: "no column, asked for before", in: files{"a.csv": "commune,received\nXã Chi Lăng,5\n"}, opts: Options{Period: period(t, "2025-06")}, findings: "key-missing 1", ledger: "-"},
		{name: "no column, asked for after", in: files{"a.csv": "commune,received\nXã Chi Lăng,5\n"}, opts: Options{Period: period(t, "2025-07")}, ledger: "Xã Chi Lăng 2025-07: received 5"},
		one("blank before", blank+"2025-06,Tràng Định,Xã Chi Lăng,5\n2025-06,,Xã Thất Khê,6\n", "unit-missing 3:2", "-"),
		one("blank after", blank+"2025-07,,Xã Thất Khê,6\n", "", "Xã Thất Khê 2025-07: received 6"),
		one("nothing but counts", blank+"2024-06,Tràng Định,,5\n2024-06,,,6\n2025-07,,,6\n", "unit-missing 3:2; unit-missing 4:2", "-"),
		one("no unit column", "period,received\n2024-06,5\n2024-07,6\n", "key-missing 1", "-"),
		one("only a commune column, blank", head+"2025-07,,6\n", "unit-missing 2:2", "-"),
		one("a blank district beside a level", "period,level,district,commune,received\n2024-06,xã,Tràng Định,Xã Chi Lăng,5\n2024-06,xã,,,6\n", "key-conflict 2:5 where=a.csv:3", "-"),
		one("a blank district beside a province", "period,province,district,commune,received\n2024-06,Lạng Sơn,Tràng Định,,5\n2024-06,Lạng Sơn,,,5\n", "unit-missing 3:3", "-"),
		one("a province by itself", "period,province,received\n2024-06,Lạng Sơn,5\n2024-06,Cao Bằng,6\n", "", "Cao Bằng 2024-06: received 6; Lạng Sơn 2024-06: received 5"),
		one("levels of a province by itself", "period,level,received\n2024-06,huyện,5\n2024-06,xã,6\n", "", "[district] 2024-06: received 5; [commune] 2024-06: received 6"),
	})
}
