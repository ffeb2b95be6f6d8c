package input

import "testing"

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
