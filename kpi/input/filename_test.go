package input

import (
	"testing"

	"cchc/kpi"
)

// The name of a file names its period where nothing else does.
func TestPeriodOfFileName(t *testing.T) {
	const counts = "district,received\nA,5\n"
	named := func(name, file, text string, opts Options, findings, ledger string) readCase {
		return readCase{name, files{file: text}, opts, findings, ledger}
	}
	june, quarter := Options{Period: period(t, "2024-06")}, Options{Period: period(t, "2024-Q2")}
	ofFile := Options{Own: func(string) (kpi.Period, string) { return period(t, "2024-06"), "" }}
	try(t, []readCase{
		named("a month", "bc_2024-06.csv", counts, Options{}, "period-from-name bc_2024-06.csv", "A 2024-06: received 5"),
		named("days", "bc_2024-06-01_to_2024-06-30.csv", counts, Options{}, "period-from-name bc_2024-06-01_to_2024-06-30.csv", "A 2024-06: received 5"),
		named("none", "bc_20240630.csv", counts, Options{}, "period-missing bc_20240630.csv:1", "-"),
		named("two", "bc_2024-05_2024-06.csv", counts, Options{}, "period-missing bc_2024-05_2024-06.csv:1", "-"),
		named("days that are no months", "bc_2024-06-01_to_2024-06-15.csv", counts, Options{}, "period-missing bc_2024-06-01_to_2024-06-15.csv:1", "-"),
		named("the one asked for", "bc_2024-06.csv", counts, june, "period-from-name bc_2024-06.csv", "A 2024-06: received 5"),
		named("within the one asked for", "bc_2024-05.csv", counts, quarter, "period-from-name bc_2024-05.csv", "A 2024-05: received 5"),
		named("another than that asked for", "bc_2024-05.csv", counts, june, "no-data; period-from-name bc_2024-05.csv; period-outside bc_2024-05.csv rows=1", "-"),
		named("another than that of the file by itself", "bc_2024-05.csv", counts, ofFile, "period-name-differs bc_2024-05.csv", "A 2024-06: received 5"),
		named("a title says it", "bc_2024-06.csv", "Tháng 6/2024\n"+counts, Options{}, "key-from-title bc_2024-06.csv:1:1", "A 2024-06: received 5"),
		named("a title says another", "bc_2024-05.csv", "Tháng 6/2024\n"+counts, Options{}, "period-name-differs bc_2024-05.csv; key-from-title bc_2024-05.csv:1:1", "A 2024-06: received 5"),
		named("a title says half a year", "bc_2024-06.csv", "6 tháng đầu năm 2024\n"+counts, Options{}, "period-name-differs bc_2024-06.csv; key-from-title bc_2024-06.csv:1:1", "A 2024-H1: received 5"),
		named("a title says another month without a year", "bc_2024-05.csv", "Tháng 6\n"+counts, Options{}, "period-ambiguous bc_2024-05.csv:1:1", ""),
		named("a title says the month without a year", "bc_2024-06.csv", "Tháng 6\n"+counts, Options{}, "period-from-name bc_2024-06.csv", "A 2024-06: received 5"),
		named("a title says the year so far", "bc_2024-06.csv", "Lũy kế từ đầu năm\n"+counts, Options{}, "period-missing bc_2024-06.csv:2", ""),
		named("rows say it", "bc_2024-06.csv", "period,district,received\n2024-06,A,5\n", Options{}, "", "A 2024-06: received 5"),
		named("rows say another", "bc_2024-05.csv", "period,district,received\n2024-06,A,5\n", Options{}, "period-name-differs bc_2024-05.csv", "A 2024-06: received 5"),
		named("rows say the months of a quarter", "bc_Q2-2024.csv", "period,district,received\n2024-04,A,5\n2024-06,A,6\n", Options{}, "", "A 2024-04: received 5; A 2024-06: received 6"),
		named("rows begin before", "bc_2024-06.csv", "period,district,received\n2024-05,A,5\n2024-06,A,6\n", Options{}, "", "A 2024-05: received 5; A 2024-06: received 6"),
		named("a list", "bc_2024-06.csv", "district,tasks_assigned\nA,5\n", Options{}, "period-from-name bc_2024-06.csv", "A 2024-06: tasks_assigned 5"),
		{name: "a month each", in: files{"2024-05.csv": counts, "2024-06.csv": "district,received\nA,6\n"}, findings: "period-from-name 2024-05.csv; period-from-name 2024-06.csv",
			ledger: "A 2024-05: received 5; A 2024-06: received 6"},
		{name: "a month each, one asked for", in: files{"2024-05.csv": counts, "2024-06.csv": "district,received\nA,6\n"}, opts: june,
			findings: "period-from-name 2024-05.csv; period-outside 2024-05.csv rows=1; period-from-name 2024-06.csv", ledger: "A 2024-06: received 6"},
	})
}

// A file has its own period and unit, which are those of its rows that say none.
func TestOwnOfFiles(t *testing.T) {
	own := Options{In: "Huyện C", Own: func(file string) (p kpi.Period, in string) {
		switch file {
		case "a.csv":
			return period(t, "2024-05"), "Huyện A"
		case "b.csv":
			return period(t, "2024-06"), ""
		}
		return p, in
	}}
	const counts = "received\n5\n"
	try(t, []readCase{
		{name: "of each", in: files{"a.csv": counts, "b.csv": "received\n6\n"}, opts: own, ledger: "A 2024-05: received 5; C 2024-06: received 6"},
		{name: "rows of another period", in: files{"a.csv": "period,district,received\n2024-05,A,5\n2024-06,A,6\n"}, opts: own, findings: "period-outside rows=1", ledger: "A 2024-05: received 5"},
		{name: "a title of another period", in: files{"a.csv": "Tháng 6/2024\ndistrict,received\nA,5\n"}, opts: own, findings: "no-data; period-outside rows=1; key-from-title 1:1", ledger: "-"},
		{name: "none", in: files{"c.csv": counts}, opts: own, findings: "period-missing c.csv:1", ledger: "-"},
	})
	own.Period = period(t, "2024-06")
	try(t, []readCase{
		{name: "and one is asked for", in: files{"a.csv": counts, "b.csv": "received\n6\n"}, opts: own,
			findings: "period-outside rows=1", ledger: "C 2024-06: received 6"},
	})
}
