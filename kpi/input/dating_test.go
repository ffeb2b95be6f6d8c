package input

import (
	"strings"
	"testing"

	"cchc/kpi"
)

// The year of a month is in a column of its own, in a title or what was asked for; a month
// whose year nothing proves is an error.
func TestMonthsAndYearsInColumns(t *testing.T) {
	const both = "4,2021,A,7\n05,Năm 2021,A,8\n"
	const want = "A 2021-04: received 7; A 2021-05: received 8"
	try(t, []readCase{
		one("month and year", "Tháng,Năm,Huyện,Tiếp nhận\n"+both, "", want),
		one("by their ids", "month,year,district,received\n"+both, "", want),
		one("the year first", "Năm,Tháng,Huyện,Tiếp nhận\n2021,Tháng 4,A,7\n2021,T5,A,8\n", "", want),
		one("in words", "Năm,Tháng,Huyện,Tiếp nhận\n2021,tư,A,7\n2021,tháng năm,A,8\n", "", want),
		one("quarter and year", "Quý,Năm,Huyện,Tiếp nhận\n1,2021,A,7\nII,2021,A,8\nQuý 3,2021,A,9\nIV,2022,A,9\n", "",
			"A 2021-Q1: received 7; A 2021-Q2: received 8; A 2021-Q3: received 9; A 2022-Q4: received 9"),
		one("quarter, month and year", "Năm,Quý,Tháng,Huyện,Tiếp nhận\n2021,2,4,A,7\n2021,II,5,A,8\n", "", want),
		one("a month in another quarter", "Năm,Quý,Tháng,Huyện,Tiếp nhận\n2021,1,4,A,7\n2021,II,5,A,8\n", "period-disagrees 2:3 other=2021-Q1", "-"),
		one("whole beside its year", "Kỳ,Năm,Huyện,Tiếp nhận\n2021-04,2021,A,7\n05/2021,2021,A,8\n", "", want),
		one("whole beside another year", "Tháng,Năm,Huyện,Tiếp nhận\n04/2021,2022,A,7\n5/2021,2021,A,8\n", "period-disagrees 2:1 other=2022", "-"),
		one("whole, and a blank year", "Kỳ,Năm,Huyện,Tiếp nhận\n2021-04,,A,7\n2021-05,2021,A,8\n", "", want),
		one("no months", "Tháng,Năm,Huyện,Tiếp nhận\n13,2021,A,7\n0,2021,A,7\nx,2021,A,7\n2021,2021,A,7\nCả năm,2021,A,7\n4.5,2021,A,7\n",
			"period-unknown 2:1; period-unknown 3:1; period-unknown 4:1; period-unknown 5:1; period-unknown 6:1; period-unknown 7:1", "-"),
		one("no years", "Tháng,Năm,Huyện,Tiếp nhận\n4,21,A,7\n4,Năm nay,A,7\n4,2021-04,A,7\n4,4,A,7\n",
			"period-unknown 2:2; period-unknown 3:2; period-unknown 4:2; period-unknown 5:2", "-"),
		one("blank", "Tháng,Năm,Huyện,Tiếp nhận\n,2021,A,7\n4,,A,7\n,,A,7\n", "period-missing 2:1; period-unknown 3:1; period-missing 4:1", "-"),
		one("no quarters", "Quý,Năm,Huyện,Tiếp nhận\n5,2021,A,7\nTháng 4,2021,A,7\nV,2021,A,7\n", "period-unknown 2:1; period-unknown 3:1; period-unknown 4:1", "-"),
		one("numbers of nothing", "Kỳ,Năm,Huyện,Tiếp nhận\n4,2021,A,7\n", "period-unknown 2:1", "-"),
		one("a total of a month", "Tháng,Năm,Huyện,Tiếp nhận\n4,2021,A,7\n4,2021,B,8\n4,2021,Tổng cộng,15\n5,2021,A,1\n5,2021,B,2\n5,2021,Tổng cộng,4\n",
			"row-total 4 rows=2; total-disagrees 7:4 rows=2",
			"A 2021-04: received 7; A 2021-05: received 1; B 2021-04: received 8; B 2021-05: received 2"),
		one("a month and a period", "Tháng,Kỳ,Huyện,Tiếp nhận\n4,2021,A,7\n", "column-duplicate 1:2 other=1", "-"),
	})
}

// What names only the year or the quarter of rows leaves the month to the titles.
func TestYearsAlone(t *testing.T) {
	const year, quarter = "Năm,Huyện,Tiếp nhận\n2021,A,7\n", "Quý,Huyện,Tiếp nhận\nII,A,7\n"
	titled := "key-from-title 1:1"
	try(t, []readCase{
		one("a year", year, "", "A 2021: received 7"),
		one("a year, and a month in the title", "Tháng 4 năm 2021,,\n"+year, titled, "A 2021-04: received 7"),
		one("a year, and a month of another", "Tháng 4 năm 2022,,\n"+year, "key-from-title 1:1; period-disagrees 3:1 other=2022-04", "-"),
		{name: "a year, and a month that was asked for", in: files{"a.csv": year}, opts: Options{Period: period(t, "2021-04")}, ledger: "A 2021-04: received 7"},
		{name: "a year that was not asked for", in: files{"a.csv": year}, opts: Options{Period: period(t, "2022-04")}, findings: "no-data; period-outside rows=1", ledger: "-"},
		one("a quarter", quarter, "period-unknown 2:1", "-"),
		one("a quarter, and a year in the title", "Năm 2021,,\n"+quarter, "key-from-title 1:1", "A 2021-Q2: received 7"),
		one("a quarter, and a month in the title", "Tháng 4 năm 2021,,\n"+quarter, titled, "A 2021-04: received 7"),
		one("a quarter, and a month of another", "Tháng 7 năm 2021,,\n"+quarter, "key-from-title 1:1; period-disagrees 3:1 other=2021-07", "-"),
	})
}

func TestYearsOfTitles(t *testing.T) {
	const months = "Tháng,Huyện,Tiếp nhận\nTháng 5,A,7\n6,A,8\n"
	const want = "A 2021-05: received 7; A 2021-06: received 8"
	try(t, []readCase{
		one("no year", months, "period-unknown 2:1; period-unknown 3:1", "-"),
		one("the year", "Năm 2021,,\n"+months, "key-from-title 1:1", want),
		one("a quarter", "Quý II/2021,,\n"+months, "key-from-title 1:1", want),
		one("the last of the months", "Tháng 6 năm 2021,,\n"+months, "key-from-title 1:1", want),
		one("a month before: it may be of the year before", "Tháng 5 năm 2021,,\n"+months, "key-from-title 1:1; period-unknown 4:1", "-"),
		one("two years", "So sánh các năm 2021 và năm 2022,,\n"+months, "period-unknown 3:1; period-unknown 4:1", "-"),
		one("the date of signing", "\"A, ngày 30 tháng 6 năm 2021\",,\n"+months, "period-unknown 3:1; period-unknown 4:1", "-"),
		{name: "as asked", in: files{"a.csv": months}, opts: Options{Period: period(t, "2021")}, ledger: want},
		{name: "a month as asked", in: files{"a.csv": months}, opts: Options{Period: period(t, "2021-06")}, findings: "period-outside rows=1", ledger: "A 2021-06: received 8"},
		{name: "another year than asked", in: files{"a.csv": "Năm 2021,,\n" + months}, opts: Options{Period: period(t, "2022")},
			findings: "no-data; period-outside rows=2; key-from-title 1:1", ledger: "-"},
		{name: "several years as asked", in: files{"a.csv": months}, opts: Options{Period: period(t, "2021-12..2022-06")},
			findings: "period-unknown 2:1; period-unknown 3:1", ledger: "-"},
		one("whole", "Năm 2022,,\nTháng,Huyện,Tiếp nhận\n2021-05,A,7\n06/2021,A,8\n", "", want),
	})
}

// Days that are not whole months are a period of their own where they are asked to be, and
// no other period is beside it.
func TestDatedPeriods(t *testing.T) {
	const rows = "district,received\nA,7\nB,8\n"
	const title = "\"(Từ ngày 01/7/2024 đến ngày 23/9/2024)\",\n"
	const want = "A 2024-07-01..2024-09-23: received 7; B 2024-07-01..2024-09-23: received 8"
	dated := func(name, text, findings, ledger string, asked string) readCase {
		opts := Options{Calendar: kpi.Calendar{AsDated: true}}
		if asked != "" {
			opts.Period = period(t, asked)
		}
		return readCase{name: name, in: files{"a.csv": text}, opts: opts, findings: findings, ledger: ledger}
	}
	try(t, []readCase{
		one("not asked to be", title+rows, "period-dates 1:1", "-"),
		dated("in a title", title+rows, "key-from-title 1:1", want, ""),
		dated("in cells", "period,"+rows[:18]+"01/07/2024 - 23/09/2024,A,7\n2024-07-01..2024-09-23,B,8\n", "", want, ""),
		dated("whole months", "\"Từ ngày 01/7/2024 đến ngày 30/9/2024\",\n"+rows, "key-from-title 1:1", "A 2024-Q3: received 7; B 2024-Q3: received 8", ""),
		dated("two of them", title+"\"Từ ngày 01/7/2024 đến ngày 24/9/2024\",\n"+rows, "period-ambiguous 2:1", "-", ""),
		dated("two, one of whole months", title+"\"Từ ngày 01/7/2024 đến ngày 30/9/2024\",\n"+rows, "period-ambiguous 1:1", "-", ""),
		dated("beside the quarter", "Quý III/2024\n"+title+rows, "period-ambiguous 2:1", "-", ""),
		dated("beside a month of another unit", "period,"+rows[:18]+"01/07/2024 - 23/09/2024,A,7\n2024-05,B,8\n", "period-mixed 3 other=2024-07-01..2024-09-23", "-", ""),
		dated("beside other days", "period,"+rows[:18]+"01/07/2024 - 23/09/2024,A,7\n01/07/2024 - 24/09/2024,B,8\n", "period-mixed 3 other=2024-07-01..2024-09-23", "-", ""),
		dated("the last day first", "\"Từ ngày 23/9/2024 đến ngày 01/7/2024\",\n"+rows, "period-dates 1:1", "-", ""),
		dated("months asked for", title+rows, "no-data; period-outside rows=2; key-from-title 1:1", "-", "2024-Q3"),
		dated("a year up to a day", "\"Lũy kế đến ngày 23/9/2024\",\n"+rows, "period-dates 1:1", "-", ""),
		dated("a note of these days", title+rows+"Ghi chú: số liệu từ ngày 01/7/2024 đến ngày 23/9/2024,\n", "key-from-title 1:1", want, ""),
		dated("a note of others", title+rows+"Ghi chú: số liệu từ ngày 01/7/2024 đến ngày 30/9/2024,\n", "key-from-title 1:1; note-differs 5:1", want, ""),
		dated("within a month", "\"Từ ngày 01/7/2024 đến ngày 23/7/2024\",\n"+rows, "key-from-title 1:1", strings.ReplaceAll(want, "09-23", "07-23"), ""),
	})
}
