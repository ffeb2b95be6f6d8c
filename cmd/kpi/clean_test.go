package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input"
	"cchc/kpi/units"
)

// exports are files by name.
type exports map[string]string

// into writes the exports to a folder of their own and goes there.
func (e exports) into(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range e {
		write(t, ".", name, text)
	}
}

// figures writes a ledger: every unit and period with its level, what it counts,
// and the counts that are known. List is that of --units.
func figures(t *testing.T, list string, paths ...string) string {
	t.Helper()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	var options input.Options
	if list == vietnamUnits {
		options.Units = units.Vietnam(cat.Words)
	}
	got := input.Read(cat, paths, strings.NewReader(""), options)
	cat.Messages.Judge(got.Findings, nil, false)
	if kpi.Worst(got.Findings) == kpi.Error {
		t.Fatalf("%v: findings %+v", paths, got.Findings)
	}
	var b strings.Builder
	for _, e := range got.Ledger.Entries {
		fmt.Fprintf(&b, "%+q %s %s %v:", []string{e.Unit.Province, e.Unit.District, e.Unit.Commune}, e.Unit.Level, e.Period, got.Ledger.Measures.Things(e.Tally))
		for i := range cat.Measures.Len() {
			if v, complete := e.Tally.Value(i); complete {
				fmt.Fprintf(&b, " %s %d", cat.Measures.At(i).ID, v)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// output runs a command that must succeed.
func output(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := runKPI(t, args...)
	if code != exitDone {
		t.Fatalf("kpi %s: exit code %d\n%s", strings.Join(args, " "), code, errs)
	}
	return out
}

// wantRoundTrip wants the clean table of exports to give the same ledger, the same
// clean table and the same reports, with a list of --units. It returns the table.
func wantRoundTrip(t *testing.T, list string, paths ...string) string {
	t.Helper()
	table := output(t, append([]string{"clean", "--units", list}, paths...)...)
	cleaned := write(t, t.TempDir(), "clean.csv", table)
	if got, want := figures(t, list, cleaned), figures(t, list, paths...); got != want {
		t.Errorf("ledger\n got\n%s\nwant\n%s\nof\n%s", got, want, table)
	}
	if again := output(t, "clean", "--units", list, cleaned); again != table {
		t.Errorf("cleaned again\n got\n%s\nwant\n%s", again, table)
	}
	cat, err := catalog.Load()
	must(t, err)
	var ids []string
	for _, d := range cat.Indicators {
		ids = append(ids, d.ID)
	}
	every := strings.Join(ids, ",")
	for _, by := range []string{"district,level", "province,commune", "district,period"} {
		report := func(paths ...string) string {
			return output(t, append([]string{"report", "--units", list, "-f", "csv", "-k", every, "--by", by}, paths...)...)
		}
		if got, want := report(cleaned), report(paths...); got != want {
			t.Errorf("report by %s\n got\n%s\nwant\n%s", by, got, want)
		}
	}
	return table
}

// modelUnits are units that are taken as they are written, with names that must be quoted,
// or units of the built-in list. Some differ in a mark, a type or the district only.
func modelUnits(list string) []string {
	all := []string{"Huyện Tràng Định,", "Tràng Định,Xã Chi Lăng", "Tràng Định,TT. Thất Khê", "H. Chi Lăng,Xã Chi Lăng", "Chi Lăng,",
		"Đình Lập,Thị trấn Đình Lập", "Đình Lập,Xã Đình Lập"}
	if list == noUnits {
		return append(all, "Cao Lộc,Xã Tân Thanh", "Cao Lộc,Xã Tân Thành", `Cao Lộc,"Xã A, ""b"""`, "Cao Lộc,=Bản+1", "=Lộc,@Bắc")
	}
	return append(all, "Cao Lộc,X. Thuỵ Hùng", "Cao Lộc,Xã Tân Thành", "Văn Lãng,Xã Tân Thanh", "Văn Lãng,Xã Thụy Hùng", "TP. Lạng Sơn,P. Chi Lăng")
}

// modelExports makes well-formed exports from a seed: dossiers by procedure and
// month in several files, some with blanks; and lists of every kind.
func modelExports(r *rand.Rand, units []string) exports {
	e := exports{}
	maybe := func() bool { return r.IntN(2) == 0 }
	received := []string{"received"}
	if maybe() {
		received = []string{"received_online", "received_direct", "received_postal"}
	}
	sets := [][]string{append(received, "carried_over"), {"resolved_early", "resolved_on_time", "resolved_late", "pending"}, {"fee_bearing", "returned"}}
	for n, set := range sets {
		header := strings.Join(append([]string{"period", "district", "commune", "procedure"}, set...), ",") + "\n"
		for _, period := range []string{"2024-05", "2024-06", "2024-Q1"} {
			name := fmt.Sprintf("dossiers-%d-%s.csv", n, period)
			if r.IntN(4) == 0 {
				continue
			}
			e[name] = header
			for _, unit := range units {
				for procedure := range r.IntN(3) {
					e[name] += fmt.Sprintf("%s,%s,1.00%d%s\n", period, unit, procedure, cells(r, set))
				}
			}
			if strings.Count(e[name], "\n") == 1 {
				delete(e, name)
			}
		}
	}
	if r.IntN(3) == 0 {
		return e
	}
	if maybe() {
		e["tasks.csv"] = "Huyện,Nhiệm vụ được giao,Hoàn thành đúng hạn\nTràng Định,38,14\nCao Lộc,17,\n"
	}
	if maybe() {
		e["officials.csv"] = "officials,officials_qualified\n520,435\n"
	}
	if maybe() {
		e["levels.csv"] = "Kỳ;Tỉnh;Huyện;Cấp;Tiếp nhận\n2024-06;Lạng Sơn;Hữu Lũng;Cấp huyện;5\n2024-06;Lạng Sơn;Hữu Lũng;Cấp xã;7\n"
	}
	if maybe() {
		e["services.csv"] = "period,Huyện,Số thủ tục trực tuyến\n2024,Chi Lăng,48\n2024-06,Đình Lập,50\n"
	}
	kind := []string{"", " (ngày làm việc)", " (ngày)", " (giờ)"}[r.IntN(4)]
	switch r.IntN(3) {
	case 0:
		e["deadlines.csv"] = fmt.Sprintf("Huyện;Cấp;Mã TTHC;Thời hạn quy định%s;Thời hạn sau cắt giảm%[1]s\n", kind)
		for i := range 1 + r.IntN(5) {
			e["deadlines.csv"] += fmt.Sprintf("Tràng Định;%s;1.00%d;%d;%d,5\n", []string{"Cấp huyện", "Cấp xã"}[r.IntN(2)], i, 1+r.IntN(30), r.IntN(30))
		}
	case 1: // days without procedures
		e["statutory.csv"] = "Huyện;Mã TTHC;Thời hạn quy định" + kind + "\nTràng Định;1;10\nCao Lộc;1;7,5\n"
		e["assigned.csv"] = "Huyện;Mã TTHC;Thời hạn sau cắt giảm" + kind + "\nTràng Định;1;4,5\n"
	}
	return e
}

// cells writes counts, some of them blank.
func cells(r *rand.Rand, set []string) string {
	text := ""
	for range set {
		if text += ","; r.IntN(12) > 0 {
			text += fmt.Sprint(r.Int64N(2_000_000))
		}
	}
	return text
}

// TestCleanRoundTrip: whatever exports are read, their clean table gives the same
// ledger.
func TestCleanRoundTrip(t *testing.T) {
	columns := map[string]int{}
	for seed := range uint64(32) {
		list := noUnits
		if seed >= 24 {
			list = vietnamUnits
		}
		e := modelExports(rand.New(rand.NewPCG(seed, 7)), modelUnits(list))
		if len(e) == 0 {
			continue
		}
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			e.into(t)
			table := wantRoundTrip(t, list, slices.Sorted(maps.Keys(e))...)
			header, _, _ := strings.Cut(table, "\n")
			for column := range strings.SplitSeq(header, ",") {
				columns[column]++
			}
			if t.Failed() {
				t.Logf("files: %q", e)
			}
		})
	}
	for _, column := range []string{"province", "level", "things", "day_kind"} {
		if n := columns[column]; n < 4 || n > 26 {
			t.Errorf("%d of 32 tables have %s: the model is one-sided", n, column)
		}
	}
}

// TestCleanExamples: so do the example exports and the published cases.
func TestCleanExamples(t *testing.T) {
	t.Chdir("../..")
	for _, path := range []string{"testdata/exports", "testdata/article", "testdata/cases/decision-881.csv", "testdata/cases/dak-glong-2020.csv"} {
		wantRoundTrip(t, vietnamUnits, path)
	}
}

// TestCleanColumns: a table has a column only if it is needed.
func TestCleanColumns(t *testing.T) {
	const dossiers = "period,district,commune,received,resolved\n2024-06,Bắc Sơn,,5,4\n2024-06,Bắc Sơn,Xã Tân Tri,3,\n"
	for _, test := range []struct {
		name string
		in   exports
		want string
	}{
		{"plain", exports{"a.csv": dossiers}, dossiers},
		{"spellings, periods, columns of no use", exports{"a.csv": "Kỳ;STT;Quận/Huyện;Xã;Ghi chú;Tiếp nhận;Đã giải quyết\n06/2024;1;HUYỆN BẮC SƠN;;x;1.005;4\nTháng 6/2024;2;h. Bắc Sơn;X. Tân Tri;;3;-\n;;Tổng cộng;;;1.008;4\n"},
			"period,district,commune,received,resolved\n2024-06,Bắc Sơn,,1005,4\n2024-06,Bắc Sơn,Xã Tân Tri,3,0\n"},
		{"procedures and files are added", exports{"a.csv": "period,district,procedure,received\n2024-06,Bắc Sơn,1,5\n2024-06,Bắc Sơn,2,6\n", "b.csv": "period,district,procedure,received\n2024-06,Bắc Sơn,3,7\n"},
			"period,district,commune,received\n2024-06,Bắc Sơn,,18\n"},
		{"a sum that a blank makes unknown", exports{"a.csv": "period,district,procedure,received,resolved\n2024-06,Bắc Sơn,1,5,4\n2024-06,Bắc Sơn,2,,3\n"},
			"period,district,commune,received,resolved\n2024-06,Bắc Sơn,,,7\n"},
		{"a column of blanks", exports{"a.csv": "period,district,received,resolved\n2024-06,Bắc Sơn,5,\n"}, "period,district,commune,received,resolved\n2024-06,Bắc Sơn,,5,\n"},
		{"another thing", exports{"a.csv": dossiers, "b.csv": "district,tasks_assigned\nBắc Sơn,9\n"},
			"period,district,commune,things,received,resolved,tasks_assigned\n2024-06,Bắc Sơn,,dossiers; tasks,5,4,9\n2024-06,Bắc Sơn,Xã Tân Tri,dossiers,3,,\n"},
		{"the same things in all rows", exports{"a.csv": "period,district,received\n2024-06,Bắc Sơn,5\n", "b.csv": "district,tasks_assigned\nBắc Sơn,9\n"},
			"period,district,commune,received,tasks_assigned\n2024-06,Bắc Sơn,,5,9\n"},
		{"all communes together", exports{"a.csv": "period,district,level,received\n2024-06,Bắc Sơn,district,5\n2024-06,Bắc Sơn,commune,7\n"},
			"period,district,commune,level,received\n2024-06,Bắc Sơn,,district,5\n2024-06,Bắc Sơn,,commune,7\n"},
		{"levels that go without saying", exports{"a.csv": "period,district,commune,level,received\n2024-06,Bắc Sơn,,district,5\n2024-06,Bắc Sơn,Xã Tân Tri,commune,7\n"},
			"period,district,commune,received\n2024-06,Bắc Sơn,,5\n2024-06,Bắc Sơn,Xã Tân Tri,7\n"},
		{"a whole province", exports{"a.csv": "period,province,received\n2024-06,Tỉnh Lạng Sơn,5\n"}, "period,province,district,commune,level,received\n2024-06,Lạng Sơn,,,province,5\n"},
		{"communes without districts", exports{"a.csv": "period,Tỉnh,commune,received\n2025-07,Lạng Sơn,Xã Bắc Sơn,5\n"}, "period,province,district,commune,received\n2025-07,Lạng Sơn,,Xã Bắc Sơn,5\n"},
		{"two types of one name", exports{"a.csv": "period,district,received\n2024-06,Huyện Kỳ Anh,5\n2024-06,TX. Kỳ Anh,7\n"},
			"period,district,commune,received\n2024-06,Huyện Kỳ Anh,,5\n2024-06,Thị xã Kỳ Anh,,7\n"},
		{"two marks on one name", exports{"a.csv": "period,district,commune,received\n2024-06,Trấn Yên,Xã Minh Quán,5\n2024-06,Trấn Yên,Xã Minh Quân,7\n"},
			"period,district,commune,received\n2024-06,Trấn Yên,Xã Minh Quán,5\n2024-06,Trấn Yên,Xã Minh Quân,7\n"},
		{"procedures of a list", exports{"a.csv": "Huyện;Mã TTHC;Thời hạn quy định (ngày làm việc);Thời hạn sau cắt giảm (ngày làm việc)\nBắc Sơn;1;10;4,5\nBắc Sơn;2;3;3\n"},
			"period,district,commune,day_kind,statutory_days,assigned_days,procedures,procedures_cut\n,Bắc Sơn,,working,13,7.5,2,1\n"},
		{"days that are no procedures", exports{"a.csv": "Huyện;Thời hạn quy định\nBắc Sơn;10\n", "b.csv": "Huyện;Thời hạn sau cắt giảm\nBắc Sơn;4,5\n"},
			"period,district,commune,things,statutory_days,assigned_days\n,Bắc Sơn,,days,10,4.5\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.in.into(t)
			if got := wantRoundTrip(t, vietnamUnits, slices.Sorted(maps.Keys(test.in))...); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// TestCleanFormulas: a name that a spreadsheet would run is a text.
func TestCleanFormulas(t *testing.T) {
	exports{"a.csv": "period,district,commune,received\n2024-06,=A,@B,5\n2024-06,=A,'@c,5\n"}.into(t)
	if got, want := wantRoundTrip(t, noUnits, "a.csv"), "period,district,commune,received\n2024-06,'=A,'@B,5\n2024-06,'=A,'@c,5\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestCleanExitCodes: no table without a result, and a result without an error.
func TestCleanExitCodes(t *testing.T) {
	exports{
		"good.csv": small, "bad.csv": "period,district,received\n2024-06,Bắc Sơn,x\n", "blank.csv": "period,district,received,returned\n2024-06,Bắc Sơn,5,\n",
	}.into(t)
	for _, test := range []struct {
		args []string
		code int
		errs string
	}{
		{[]string{"good.csv"}, exitDone, ""},
		{[]string{"good.csv", "-f", "json", "--source"}, exitDone, ""},
		{[]string{"good.csv", "-f", "xlsx"}, exitDone, ""}, // no terminal
		{[]string{"blank.csv"}, exitDone, "blank.csv:2:4: warning count-missing"},
		{[]string{"blank.csv", "--lang", "vi"}, exitDone, "ô trống"},
		{[]string{"blank.csv", "--strict"}, exitUntrusted, "error count-missing"},
		{[]string{"bad.csv"}, exitUntrusted, "bad.csv:2:3: error count-not-a-number"},
		{[]string{"good.csv", "-f", "parquet"}, exitDone, ""},
		{[]string{"bad.csv", "-f", "parquet"}, exitUntrusted, "error count-not-a-number"},
		{[]string{"bad.csv", "-f", "xlsx"}, exitUntrusted, "error count-not-a-number"},
		{[]string{"none.csv"}, exitTrouble, "file-not-found"},
		{nil, exitTrouble, "kpi clean needs at least one FILE"},
		{[]string{"good.csv", "-f", "table"}, exitTrouble, "want csv, json, xlsx, parquet"},
		{[]string{"good.csv", "-o", "x.txt"}, exitTrouble, "the extension names no format"},
		{[]string{"good.csv", "-o", "good.csv"}, exitTrouble, "would overwrite what was read"},
		{[]string{"good.csv", "--by", "level"}, exitTrouble, "unknown flag: --by"},
	} {
		code, out, errs := runKPI(t, append([]string{"clean"}, test.args...)...)
		if code != test.code || !strings.Contains(errs, test.errs) || (out != "") != (code == exitDone) {
			t.Errorf("%v: exit code %d, want %d; output %q; %s", test.args, code, test.code, out, errs)
		}
	}
	if data, err := os.ReadFile("good.csv"); err != nil || string(data) != small {
		t.Errorf("%v: the file that was read holds %q", err, data)
	}
}

// TestCleanBinaryToTerminal: a workbook is nothing for a screen, nor is Parquet.
func TestCleanBinaryToTerminal(t *testing.T) {
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil || runtime.GOOS == "windows" { // where wine shows those of Linux
		t.Skip("this system has no /dev/ptmx")
	}
	defer screen.Close()
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	exports{"good.csv": small}.into(t)
	for _, format := range []string{"xlsx", "parquet"} {
		var errs strings.Builder
		code := run([]string{"clean", "good.csv", "-f", format}, strings.NewReader(""), screen, &errs)
		if code != exitTrouble || !strings.Contains(errs.String(), format+" is nothing for a terminal") {
			t.Errorf("exit code %d: %s", code, errs.String())
		}
		if code := run([]string{"clean", "good.csv", "-f", format}, strings.NewReader(""), null, &errs); code != exitDone {
			t.Errorf("exit code %d: %s", code, errs.String())
		}
	}
}
