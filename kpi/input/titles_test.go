package input

import (
	"strings"
	"testing"

	"cchc/kpi/units"

	"cchc/kpi"
)

// argsOf writes the findings of a code, one after another: the line, the
// column, and the values of some arguments.
func argsOf(fs []kpi.Finding, code string, args ...string) string {
	var all []string
	for _, f := range fs {
		if f.Code != code {
			continue
		}
		reported := []string{strings.TrimPrefix(strings.TrimPrefix(placeText(f.Place), "a.csv"), ":")}
		for _, arg := range args {
			reported = append(reported, plain(f.Args.Value(arg)))
		}
		all = append(all, strings.Join(reported, " "))
	}
	return strings.Join(all, "; ")
}

// The period of an export without a column of periods is that of its titles.
func TestPeriodOfTitles(t *testing.T) {
	june := Options{Period: kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 6)}}
	by14 := Options{Calendar: kpi.Calendar{MonthEnds: 14}}
	titled := func(name, titles string, opts Options, findings, ledger string) readCase {
		return readCase{name, files{"a.csv": titles + "\nHuyện,Tiếp nhận\nA,5\n"}, opts, findings, ledger}
	}
	quarter := june
	quarter.Period.From -= 2
	try(t, []readCase{
		titled("a month", "Tháng 6/2024", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("a quarter", "Quý II/2024", Options{}, "key-from-title 1:1", "A 2024-Q2: received 5"),
		titled("half a year", "6 tháng đầu năm 2024", Options{}, "key-from-title 1:1", "A 2024-H1: received 5"),
		titled("a year", "Năm 2024", Options{}, "key-from-title 1:1", "A 2024: received 5"),
		titled("a label and its value in two cells", "Kỳ báo cáo:,Tháng 6/2024", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("on a later line", "UBND huyện A\n\nBÁO CÁO\n(Tháng 6 năm 2024)", Options{}, "key-from-title 4:1", "A 2024-06: received 5"),
		titled("in a later cell", "Biểu số 1,Tháng 6/2024", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("the same twice", "Báo cáo tháng 6/2024\nKỳ báo cáo: 06/2024", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("a month, and the date of the letter", "\"A, ngày 3 tháng 7 năm 2024\"\nTháng 6/2024", Options{}, "key-from-title 2:1", "A 2024-06: received 5"),
		titled("its year on another line", "Tháng 6\nNăm 2024", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("the number of a form before it", "Biểu số 6,Tháng 5/2024", Options{}, "key-from-title 1:1", "A 2024-05: received 5"),
		titled("a word in each cell", "Tháng,6,năm,2024", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("a quarter and its year in two cells", "Quý 2,Năm 2024\nUBND huyện A", Options{}, "key-from-title 1:1", "A 2024-Q2: received 5"),
		titled("days in cells", "Từ ngày:,01/06/2024,đến ngày:,30/06/2024\nUBND huyện A", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("none", "UBND huyện A", Options{}, "period-missing 2", ""),
		titled("only the date of the letter", "\"A, ngày 3 tháng 7 năm 2024\"", Options{}, "period-missing 2", ""),
		titled("only what it is compared with", "So với tháng 5/2024", Options{}, "period-missing 2", ""),
		titled("none, and one is asked for", "UBND huyện A", june, "", "A 2024-06: received 5"),
		titled("that which is asked for", "Tháng 6/2024", june, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("another than that which is asked for", "Tháng 5/2024", june, "no-data; period-outside rows=1; key-from-title 1:1", ""),

		titled("two", "Tháng 5/2024\nTháng 6/2024", Options{}, "period-ambiguous 2:1", ""),
		titled("two, the later first", "Tháng 6/2024\nTháng 5/2024", Options{}, "period-ambiguous 1:1", ""),
		titled("two, and one of them is asked for", "Tháng 5/2024\nTháng 6/2024", june, "key-from-title 2:1", "A 2024-06: received 5"),
		titled("two, and another is asked for", "Tháng 5/2024\nTháng 6/2024", quarter, "period-ambiguous 2:1", ""),
		titled("a month and its quarter", "Báo cáo quý II/2024\nTháng 6/2024", Options{}, "period-ambiguous 2:1", ""),

		titled("the days of a calendar month", "Từ ngày 01/06/2024 đến ngày 30/06/2024", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("the days of another month", "Từ ngày 15/05/2024 đến ngày 14/06/2024", Options{}, "period-dates 1:1", ""),
		titled("the days of another month, and where it ends", "Từ ngày 15/05/2024 đến ngày 14/06/2024", by14, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("the days of a calendar month, where another is", "Từ ngày 01/06/2024 đến ngày 30/06/2024", by14, "period-dates 1:1", ""),
		titled("a month with its days", "Tháng 6/2024 (từ ngày 15/05/2024 đến ngày 14/06/2024)", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("a part of a month", "UBND huyện A\nBÁO CÁO KỲ I THÁNG 8 NĂM 2024", Options{}, "period-part 2:1", ""),
		titled("a part of a month, and the month is asked for", "Nửa đầu\nTháng 6/2024\n(Kỳ I)", june, "period-part 3:1", ""),
		titled("a day that cuts a month", "Tháng 9/2024\n(Số liệu tính đến ngày 20/9/2024)", Options{}, "period-dates 2:1", ""),
		titled("a month of which the counts are those of the year so far", "Tháng 9/2024\n(số liệu cộng dồn từ đầu năm)", Options{}, "period-part 2:1", ""),
		titled("a month below words for the year so far", "Lũy kế từ đầu năm đến nay\nTháng 9/2024", Options{}, "period-part 1:1", ""),
		titled("a month, and days from the beginning of the year", "Tháng 9/2024\nTừ ngày 01/01/2024 đến hết tháng báo cáo", Options{}, "period-part 2:1", ""),
		{name: "the year so far above a column of months", in: files{"a.csv": "(Cộng dồn từ đầu năm)\nKỳ,Huyện,Tiếp nhận\n2024-06,A,5\n"}, findings: "period-part 1:1", ledger: "-"},
		titled("without marks", "BAO CAO THANG 6/2024", Options{}, "key-from-title 1:1", "A 2024-06: received 5"),
		titled("days on the second line", "UBND huyện A\nTừ ngày 15/05/2024 đến ngày 20/06/2024", Options{}, "period-dates 2:1", ""),
		titled("days that are no month, and the month is asked for", "Từ ngày 15/05/2024 đến ngày 20/06/2024", june, "period-dates 1:1", "A 2024-06: received 5"),

		{name: "not beside a column of periods", in: files{"a.csv": "Tháng 5/2024 và tháng 6/2024\nKỳ,Huyện,Tiếp nhận\n2024-06,A,5\n"}, ledger: "A 2024-06: received 5"},
		{name: "a list of tasks needs none", in: files{"a.csv": "Huyện,Nhiệm vụ được giao\nA,5\n"}, ledger: "A: tasks_assigned 5"},
		{name: "a list of tasks may have one", in: files{"a.csv": "Tháng 6/2024\nHuyện,Nhiệm vụ được giao\nA,5\n"}, findings: "key-from-title 1:1", ledger: "A 2024-06: tasks_assigned 5"},
		{name: "a list of deadlines has none", in: files{"a.csv": "Năm 2024\nHuyện,Mã TTHC,Thời hạn quy định,Thời hạn sau cắt giảm\nA,1,10,7\n"},
			ledger: "A: statutory_days 10, assigned_days 7, procedures 1, procedures_cut 1"},
	})
}

// A month without its year is no other month than that asked for.
func TestTitlesWithoutYear(t *testing.T) {
	const form = "Huyện,Tiếp nhận\nTràng Định,5\n"
	may, june := Options{Period: period(t, "2024-05")}, Options{Period: period(t, "2024-06")}
	try(t, []readCase{
		{name: "another month", in: files{"a.csv": "Tháng 6\n" + form}, opts: may, findings: "period-ambiguous 1:1", ledger: "-"},
		{name: "the month", in: files{"a.csv": "Tháng 6\n" + form}, opts: june, ledger: "Tràng Định 2024-06: received 5"},
		{name: "several months", in: files{"a.csv": "Báo cáo 6 tháng\n" + form}, opts: june, findings: "period-ambiguous 1:1", ledger: "-"},
		{name: "none", in: files{"a.csv": "Báo cáo\n" + form}, opts: june, ledger: "Tràng Định 2024-06: received 5"},
	})
}

// What is wrong in the titles of an export is reported whole.
func TestFaultsOfTitles(t *testing.T) {
	for _, tt := range []struct {
		text, code, want string
		args             []string
	}{
		{"Tháng 6/2024\nTháng 5/2024\nHuyện,Tiếp nhận\nA,5\n", kpi.PeriodAmbiguous, "1:1 2024-05, 2024-06", []string{"periods"}},
		{"Từ ngày 15/05/2024 đến ngày 14/06/2024\nHuyện,Tiếp nhận\nA,5\n", kpi.PeriodDates, "1:1 2024-05-15 – 2024-06-14 14", []string{"dates", "fits"}},
		{"Từ ngày 15/05/2024 đến ngày 20/06/2024\nHuyện,Tiếp nhận\nA,5\n", kpi.PeriodDates, "1:1 2024-05-15 – 2024-06-20 near.none", []string{"dates", "fits"}},
		{"Từ ngày 01/06/2024 đến ngày 28/06/2024\nHuyện,Tiếp nhận\nA,5\n", kpi.PeriodDates, "1:1 2024-06-01 – 2024-06-28 near.none", []string{"dates", "fits"}},
		{"Từ ngày 01/02/2023 đến ngày 28/02/2023\nHuyện,Tiếp nhận\nA,5\n", kpi.KeyFromTitle, "1:1 2023-02", []string{"value"}},
		{"UBND huyện A\nUBND huyện B\nTháng 6/2024\nXã,Tiếp nhận\nX,5\n", kpi.UnitAmbiguous, "2:1 Huyện A, Huyện B", []string{"units"}},
		{"\"Xã X, huyện A\"\nTháng 6/2024\nLĩnh vực,Tiếp nhận\nĐất đai,5\n", kpi.KeyFromTitle, "1:1 Xã X, Huyện A; 2:1 2024-06", []string{"value"}},
		{"UBND huyện A\nTháng 6/2024\nXã,Tiếp nhận\nX,5\nY,6\n", kpi.KeyFromTitle, "1:1 Huyện A; 2:1 2024-06", []string{"value"}},
		{"UBND tỉnh T,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nUBND huyện A,Độc lập - Tự do - Hạnh phúc\nTháng 6/2024\nXã,Tiếp nhận\nX,5\n",
			kpi.KeyFromTitle, "2:1 Huyện A; 3:1 2024-06", []string{"value"}},
	} {
		if got := argsOf(read(t, files{"a.csv": tt.text}, Options{}).Findings, tt.code, tt.args...); got != tt.want {
			t.Errorf("%q: %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// Rows that do not name their unit, or the district of their communes, are of that
// which the titles name.
func TestUnitOfTitles(t *testing.T) {
	const (
		fields   = "\nKỳ,Lĩnh vực,Tiếp nhận\n2024-06,Đất đai,5\n"
		communes = "\nKỳ,Xã,Tiếp nhận\n2024-06,Xã X,5\n2024-06,Xã Y,6\n"
		units    = "\nKỳ,Đơn vị,Tiếp nhận\n2024-06,Xã X,5\n2024-06,Huyện B,6\n"
		of       = "key-from-title 1:1"
	)
	reform := func(text string) string { return strings.ReplaceAll(text, "2024-06", "2025-07") }
	try(t, []readCase{
		one("a district", "UBND huyện A"+fields, of, "A 2024-06: received 5"),
		one("its label", "Đơn vị: UBND huyện A"+fields, of, "A 2024-06: received 5"),
		one("its label in another cell", "Đơn vị:,Huyện A"+fields, "key-from-title 1:2", "A 2024-06: received 5"),
		one("within a sentence", "Kết quả giải quyết tại UBND huyện A tháng 6/2024"+fields, of, "A 2024-06: received 5"),
		one("a commune and its district", "\"Xã X, huyện A\""+fields, of, "A/Xã X 2024-06: received 5"),
		one("on two lines", "UBND huyện A\nUBND xã X"+fields, "key-from-title 2:1", "A/Xã X 2024-06: received 5"),
		one("a commune without district", "UBND xã X"+fields, of+"; key-missing 2", "-"),
		one("a commune without district, after the reform", "UBND xã X"+reform(fields), of, "Xã X 2025-07: received 5"),
		one("a province and a district", "UBND tỉnh T\nUBND huyện A"+fields, "key-from-title 2:1", "T/A 2024-06: received 5"),
		one("a province", "UBND tỉnh T"+fields, "", "T 2024-06: received 5"),
		one("nothing", "Biểu số 1"+fields, "key-missing 2", "-"),
		one("no proper name", "UBND huyện"+fields, "key-missing 2", "-"),
		one("the motto is none", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"+fields, "key-missing 2", "-"),
		one("the same unit twice", "UBND huyện A\nĐơn vị: Huyện A"+fields, of, "A 2024-06: received 5"),
		one("two districts", "UBND huyện A\nĐơn vị: Huyện B"+fields, "unit-ambiguous 2:1", ""),
		one("a town and a district of one name", "UBND huyện A\nThành phố A"+fields, "unit-ambiguous 2:1", ""),
		one("two communes", "\"Xã X, Xã Y, huyện A\""+fields, "unit-ambiguous 1:1", ""),
		one("not beside a column of districts", "UBND huyện A\nKỳ,Huyện,Tiếp nhận\n2024-06,B,5\n", "", "B 2024-06: received 5"),
		one("two, beside a column of districts", "UBND huyện A\nUBND huyện B\nKỳ,Huyện,Tiếp nhận\n2024-06,B,5\n", "", "B 2024-06: received 5"),

		one("the district of communes", "UBND huyện A"+communes, of, "A/Xã X 2024-06: received 5; A/Xã Y 2024-06: received 6"),
		one("no district of communes", "UBND tỉnh T"+communes, "key-missing 2", "-"),
		one("communes are not taken from there", "UBND xã Z\nUBND huyện A"+communes, "key-from-title 2:1", "A/Xã X 2024-06: received 5; A/Xã Y 2024-06: received 6"),
		one("two communes above others", "\"Xã Z, Xã W, huyện A\""+communes, of, "A/Xã X 2024-06: received 5; A/Xã Y 2024-06: received 6"),
		one("two districts of communes", "UBND huyện A\nUBND huyện B"+communes, "unit-ambiguous 2:1", ""),
		one("a province of communes, after the reform", "UBND tỉnh T"+reform(communes), "", "T/Xã X 2025-07: received 5; T/Xã Y 2025-07: received 6"),

		one("of communes in a column of units", "UBND huyện A"+units, of, "A/Xã X 2024-06: received 5; B 2024-06: received 6"),
		one("two of communes in a column of units", "UBND huyện A\nUBND huyện B"+units, "unit-missing 4", "-"),
		one("two, beside units that need none", "UBND huyện A\nUBND huyện B\nKỳ,Đơn vị,Tiếp nhận\n2024-06,Huyện C,5\n", "", "C 2024-06: received 5"),
		one("the type of a second commune behind a dash", "UBND xã X - huyện A"+fields, of, "A/Xã X 2024-06: received 5"),
		one("numbers", "\"UBND phường 14, quận 11\""+fields, of, "Quận 11/Phường 14 2024-06: received 5"),
		one("a number behind a name", "\"UBND xã B 2 tháng 6/2024, huyện A\""+fields, of, "A/Xã B 2 2024-06: received 5"),
		one("a number of months", "\"UBND xã B 6 tháng đầu năm 2024, huyện A\""+fields, of+"; title-unknown 1:1", "A/Xã B 2024-06: received 5"),
		one("a name that begins with a word for a period", "\"UBND xã Kỳ Tân, huyện A\""+fields, of, "A/Xã Kỳ Tân 2024-06: received 5"),
		one("a period behind a type word", "\"TẠI UBND XÃ QUÝ II, huyện A\""+fields, of, "A 2024-06: received 5"),
		one("a row names its own district", "UBND huyện A\nKỳ,Đơn vị,Tiếp nhận\n2024-06,\"Xã X, huyện B\",5\n", "", "B/Xã X 2024-06: received 5"),
	})
}

// The part behind a dash is of the name where the list of units has that name.
func TestTitlesWithDoubleNames(t *testing.T) {
	const list = "code,name,level,parent,valid_from,valid_to\n68,Tỉnh Lâm Đồng,province,,,\n1,Phường Xuân Hương - Đà Lạt,commune,68,2025-07-01,\n2,Phường Bảo Lộc,commune,68,2025-07-01,\n3,Xã Vinh Quý,commune,68,2025-07-01,\n79,Thành phố Hồ Chí Minh,province,,,\n"
	book, err := units.Read(definitions(t).Words, "units.csv", []byte(list))
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]string{
		"UBND phường Xuân Hương - Đà Lạt":                     "Phường Xuân Hương - Đà Lạt",
		"UBND phường Xuân Hương – Đà Lạt":                     "Phường Xuân Hương - Đà Lạt",
		"UBND phường Xuân Hương - Đà Lạt - Báo cáo":           "Phường Xuân Hương - Đà Lạt",
		"Kết quả tại UBND phường Xuân Hương - Đà Lạt năm nay": "Phường Xuân Hương - Đà Lạt",
		"UBND phường Bảo Lộc - Đà Lạt":                        "Phường Bảo Lộc",
		"UBND xã Vinh Quý":                                    "Xã Vinh Quý",
		"UBND xã Vinh Quý, tháng 8/2025":                      "Xã Vinh Quý",
		"UBND THÀNH PHỐ HỒ CHÍ MINH\nUBND phường Bảo Lộc":     "Hồ Chí Minh/Phường Bảo Lộc",
	} {
		got := read(t, files{"a.csv": title + "\nTháng 8/2025\nLĩnh vực,Tiếp nhận\nĐất đai,5\n"}, Options{Units: book})
		if text := dump(got.Ledger); !strings.HasSuffix(text, want+" 2025-08: received 5") {
			t.Errorf("%q: %s, findings %s", title, text, found(got.Findings))
		}
	}
}

// What titles name as the subject and the unit of count is understood, or is a finding.
func TestSubjectOfTitles(t *testing.T) {
	for title, want := range map[string]string{
		"BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ":            "",
		"TỔNG HỢP XỬ LÝ VĂN BẢN ĐẾN":                    "subject-other 1:1",
		"\"Kết quả giải quyết đơn thư, khiếu nại\"":     "subject-other 1:1",
		"Kết quả thực hiện nhiệm vụ UBND tỉnh giao":     "subject-other 1:1",
		"Kết quả giải quyết hồ sơ dự thầu":              "title-unknown 1:1",
		"Giải quyết hồ sơ\nTổng hợp văn bản đến":        "title-unknown 2:1",
		"Kế hoạch giao chỉ tiêu tiếp nhận hồ sơ":        "title-unknown 1:1",
		"Kế hoạch tháng 6/2024":                         "subject-other 1:1",
		"Thực hiện Kế hoạch số 15/KH-UBND":              "",
		"Phòng Tài chính - Kế hoạch huyện A":            "",
		"Phiếu khảo sát tháng 6/2024":                   "title-unknown 1:1",
		"Đơn vị tính: Số hồ sơ TTHC":                    "",
		"Đơn vị tính:,nghìn hồ sơ\nBáo cáo":             "count-scaled 1:1",
		"KẾT QUẢ GIẢI QUYẾT TTHC\n(Đơn vị: triệu đồng)": "count-scaled 2:1",
		"ĐVT: %": "count-scaled 1:1",
	} {
		got := read(t, files{"a.csv": title + "\nKỳ,Huyện,Tiếp nhận\n2024-06,A,5\n"}, Options{})
		if text := found(got.Findings); text != want {
			t.Errorf("%q: %s, want %s", title, text, want)
		}
	}
	got := read(t, files{"a.csv": "Kết quả thực hiện nhiệm vụ UBND tỉnh giao\nHuyện,Nhiệm vụ được giao\nA,5\n"}, Options{})
	if text := found(got.Findings); text != "" {
		t.Errorf("tasks: %s", text)
	}
}

// A column of units counts wherever it is: no title, and no unit that is given, takes its place.
func TestUnitsOfRowsBesideTitles(t *testing.T) {
	const agency = "UBND huyện Tràng Định,,\n"
	const communes = "UBND huyện Bắc Sơn,,\nXã Tân Lập,,\nXã Vũ Lễ,,\n"
	in := Options{In: "Huyện Tràng Định"}
	for _, tt := range []struct {
		name, text string
		opts       Options
		want       string
	}{
		{"a given unit", "district,period,received\nBắc Sơn,2024-06,5\n", in, "Bắc Sơn 2024-06: received 5"},
		{"a given unit, periods first", "period,district,received\n2024-06,Bắc Sơn,5\n", in, "Bắc Sơn 2024-06: received 5"},
		{"a title", agency + "district,period,received\nBắc Sơn,2024-06,5\n", Options{}, "Bắc Sơn 2024-06: received 5"},
		{"a title, periods first", agency + "period,district,received\n2024-06,Bắc Sơn,5\n", Options{}, "Bắc Sơn 2024-06: received 5"},
		{"communes in titles", communes + "Đơn vị,period,received\nXã Tân Lập,2024-06,5\n", Options{}, "Bắc Sơn/Xã Tân Lập 2024-06: received 5"},
		{"communes in titles, periods first", communes + "period,Đơn vị,received\n2024-06,Xã Tân Lập,5\n", Options{}, "Bắc Sơn/Xã Tân Lập 2024-06: received 5"},
		{"communes in titles, in a column of communes", communes + "commune,period,received\nXã Tân Lập,2024-06,5\n", Options{}, "Bắc Sơn/Xã Tân Lập 2024-06: received 5"},
	} {
		if got := dump(read(t, files{"a.csv": tt.text}, tt.opts).Ledger); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
