package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// formed writes a form of exports to a file, and returns its path.
func formed(t *testing.T, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	args = append([]string{"report", "--form", "ii06", "--quiet", "-o", path}, args...)
	if strings.HasSuffix(name, "-vi.csv") {
		args = append(args, "-f", "csv-vi")
	}
	if code, out, errs := runKPI(t, args...); code != 0 || out != "" {
		t.Fatalf("%q: exit %d\n%s%s", args, code, out, errs)
	}
	return path
}

// ratesOf returns the sums of the indicators of a report by unit, "" for the total, as far as the
// form gives them.
func ratesOf(t *testing.T, args ...string) map[string]string {
	t.Helper()
	type figures map[string]*struct{ Numerator, Denominator *int64 }
	type row struct {
		Province, District, Commune, Level string
		Indicators                         figures
	}
	code, out, errs := runKPI(t, append([]string{"report", "-f", "json", "--quiet", "-k", "on_time,on_time_received,on_time_766,late,online"}, args...)...)
	var r struct {
		Rows  []row
		Total row
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil || code != 0 {
		t.Fatalf("%q: exit %d, %v\n%s", args, code, err, errs)
	}
	rates := map[string]string{}
	for i, row := range append(r.Rows, r.Total) {
		name, text, isKnown := row.District+"/"+row.Commune+"/"+row.Level, "", false
		if i == len(r.Rows) {
			name = ""
		}
		for _, id := range slices.Sorted(maps.Keys(row.Indicators)) {
			f := row.Indicators[id]
			text += " " + id
			for _, n := range [2]func() *int64{func() *int64 { return f.Numerator }, func() *int64 { return f.Denominator }} {
				if f == nil || n() == nil {
					text += " ?"
					continue
				}
				text, isKnown = text+" "+strconv.FormatInt(*n(), 10), true
			}
		}
		if isKnown {
			rates[name] = text
		}
	}
	return rates
}

const fieldHead = "period,province,district,commune,field,received_online,received_direct,received_postal,carried_over,resolved_early,resolved_on_time,resolved_late,pending_in_time,pending_overdue\n"

// twoProvinces is an export by field of three units in two months. One count is blank, and one
// unit has nothing in the first month.
const twoProvinces = fieldHead +
	"2024-05,Lạng Sơn,Bắc Sơn,Xã Tân Lập,Đất đai,10,2,0,1,5,4,1,3,0\n" +
	"2024-05,Lạng Sơn,Bắc Sơn,Xã Tân Lập,HỘ TỊCH,20,2,1,0,10,8,1,4,0\n" +
	"2024-06,Lạng Sơn,Bắc Sơn,Xã Tân Lập,hộ  tịch,5,2,0,7,5,4,1,4,0\n" +
	"2024-05,Quảng Ninh,Đầm Hà,,Đất đai,10,2,,1,5,4,1,3,0\n" +
	"2024-06,Quảng Ninh,Đầm Hà,,Hộ tịch,10,2,0,3,5,4,1,3,2\n" +
	"2024-06,Quảng Ninh,Bình Liêu,Xã Hoành Mô,Chứng thực,1010,2,0,3,505,504,1,3,2\n"

// Whatever kpi writes as a form it reads again: nothing is wrong with it, and the figures of every
// unit and of all are the same.
func TestFormsAreReadAgain(t *testing.T) {
	provinces := write(t, t.TempDir(), "a.csv", twoProvinces)
	const exports, reform = "../../testdata/exports", "../../testdata/reform/"
	for _, tt := range []struct {
		name       string
		args, back []string // back: of reading the form
		rows       int      // with figures, and the total
	}{
		{"by district", []string{exports}, nil, 4},
		{"by commune", []string{exports, "--by", "commune"}, []string{"--by", "commune"}, 61},
		{"by province", []string{exports, "--by", "province"}, []string{"--by", "province"}, 2},
		{"a month that ends on the 14th", []string{exports, "--period", "2024-06", "--month-ends", "14"}, []string{"--month-ends", "14"}, 4},
		{"a quarter", []string{exports, "--period", "2024-Q2"}, nil, 4},
		{"five months", []string{exports, "--period", "2024-01..2024-05"}, nil, 4},
		{"a district", []string{exports, "--unit", "Bắc Sơn"}, nil, 2},
		{"a commune", []string{exports, "--unit", "Tân Thanh"}, []string{"--by", "commune"}, 2},
		{"an office and a title", []string{exports, "--office", "VĂN PHÒNG UBND TỈNH LẠNG SƠN", "--title", "Báo cáo kiểm soát thủ tục hành chính"}, nil, 4},
		{"before the reform", []string{reform + "2025-05.csv", "--by", "commune"}, []string{"--by", "commune"}, 22},
		{"after the reform", []string{reform + "2025-08.csv"}, nil, 8},
		{"columns that are not there", []string{"../../testdata/months"}, nil, 3},
		{"two provinces", []string{provinces, "--period", "2024-06"}, nil, 4},
		{"two provinces with blanks", []string{provinces, "--by", "commune"}, []string{"--by", "commune"}, 4},
		{"a field of one unit", []string{provinces, "--rows", "field", "--unit", "Tân Lập"}, []string{"--by", "commune"}, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			own := slices.Clone(tt.args)
			if i := slices.Index(own, "--rows"); i >= 0 {
				own = slices.Delete(own, i, i+2)
			}
			want := ratesOf(t, own...)
			if tt.name != "two provinces with blanks" && len(want) != tt.rows {
				t.Fatalf("%d rows with figures, want %d: %v", len(want), tt.rows, want)
			}
			for _, name := range []string{"a.xlsx", "a.csv", "a-vi.csv"} {
				path := formed(t, name, tt.args...)
				monthEnds := tt.back
				if len(monthEnds) > 0 && monthEnds[0] == "--by" {
					monthEnds = nil
				}
				if code, out, errs := runKPI(t, append([]string{"check", path}, monthEnds...)...); code != 0 {
					t.Errorf("check %s: exit %d\n%s%s", name, code, out, errs)
				}
				if got := ratesOf(t, append([]string{path}, tt.back...)...); !maps.Equal(withoutLevels(got), withoutLevels(want)) {
					t.Errorf("%s:\n got %v\nwant %v", name, got, want)
				}
			}
		})
	}
}

// withoutLevels leaves the levels out of the names of rows: the form of a district's agency and
// its communes names them otherwise.
func withoutLevels(rates map[string]string) map[string]string {
	out := map[string]string{}
	for name, text := range rates {
		out[strings.TrimRight(strings.Join(strings.Split(name, "/")[:min(2, strings.Count(name, "/")+1)], "/"), "/")] += text
	}
	return out
}

// A blank count is … in its row and in the total, and so is what it is a part of; the totals are
// the same for rows of units and of fields.
func TestFormWithBlanks(t *testing.T) {
	file := write(t, t.TempDir(), "a.csv", twoProvinces)
	for rows, want := range map[string][]string{
		"unit": {
			"1,Huyện Bắc Sơn - Tỉnh Lạng Sơn,43,35,7,1,39,20,16,3,4,4,0",
			"2,Huyện Bình Liêu - Tỉnh Quảng Ninh,…,1010,2,…,1010,505,504,1,5,3,2",
			"3,Huyện Đầm Hà - Tỉnh Quảng Ninh,…,20,…,1,20,10,8,2,5,3,2",
			",Tổng cộng,…,1065,…,…,1069,535,528,6,14,10,4"},
		"field": {
			"1,Chứng thực,…,1010,2,…,1010,505,504,1,5,3,2",
			"2,Đất đai,…,20,…,…,20,10,8,2,0,0,0",
			"3,Hộ tịch,…,35,7,…,39,20,16,3,9,7,2",
			",Tổng cộng,…,1065,…,…,1069,535,528,6,14,10,4"},
	} {
		code, out, errs := runKPI(t, "report", file, "--form", "ii06", "--rows", rows, "-f", "csv", "--quiet")
		lines := strings.Split(out, "\n")
		if i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "(1)") }); code != 0 || i < 0 || !slices.Equal(lines[i+1:i+1+len(want)], want) {
			t.Errorf("--rows %s: exit %d, %s\n%s\nwant\n%s", rows, code, errs, out, strings.Join(want, "\n"))
		}
		if !strings.Contains(out, `"Dấu (…): chưa có thông tin, không phải là 0."`) {
			t.Errorf("--rows %s: what … means is not there:\n%s", rows, out)
		}
	}
}

// Whatever exports divide their counts by field and which do not: the counts of the rows add up
// to those of the total.
func TestFormFieldsAddUp(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "a.csv", strings.ReplaceAll(twoProvinces, ",,1,5", ",0,1,5"))
	write(t, folder, "b.csv", strings.ReplaceAll(fieldHead, "field,", "")+"2024-05,Lạng Sơn,Văn Lãng,,7,1,1,1,2,3,4,1,1\n2024-06,Lạng Sơn,Văn Lãng,,8,1,1,2,3,4,5,1,1\n")
	code, out, errs := runKPI(t, "report", folder, "--form", "ii06", "--rows", "field", "-f", "json", "--quiet")
	type row struct {
		Name     string
		Field    *string
		Measures map[string]*int64
	}
	var form struct {
		Rows  []row
		Total row
	}
	if err := json.Unmarshal([]byte(out), &form); err != nil || code != 0 {
		t.Fatalf("exit %d, %v\n%s", code, err, errs)
	}
	var names []string
	for _, row := range form.Rows {
		names = append(names, row.Name)
	}
	if want := []string{"Chứng thực", "Đất đai", "Hộ tịch", "(chưa tách theo lĩnh vực)"}; !slices.Equal(names, want) || form.Rows[3].Field != nil || *form.Rows[0].Field != "Chứng thực" {
		t.Errorf("rows %q, want %q", names, want)
	}
	known := 0
	for id, total := range form.Total.Measures {
		sum, isKnown := int64(0), total != nil
		for _, row := range form.Rows {
			if v := row.Measures[id]; v == nil {
				isKnown = false
			} else {
				sum += *v
			}
		}
		if !isKnown {
			continue
		}
		if known++; sum != *total {
			t.Errorf("%s: the rows make %d, the total is %d", id, sum, *total)
		}
	}
	if known < 9 {
		t.Errorf("%d counts of all rows are known", known)
	}
}

// Counts by field are carried over to the communes of now as those of units are: what is carried
// over from before the reform and what is pending after it are known of each field.
func TestFormFieldsAcrossTheReform(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "a.csv", fieldHead+"2025-06,Lạng Sơn,Bình Gia,Xã Hồng Phong,Đất đai,5,1,0,2,3,2,1,2,0\n2025-06,Lạng Sơn,Bình Gia,Xã Minh Khai,Hộ tịch,7,1,0,3,4,3,1,3,0\n")
	write(t, folder, "b.csv", fieldHead+"2025-07,Lạng Sơn,,Xã Hồng Phong,Đất đai,6,0,0,2,4,2,0,2,0\n2025-07,Lạng Sơn,,Xã Hồng Phong,Hộ tịch,8,0,0,3,4,4,0,2,1\n")
	_, out, errs := runKPI(t, "report", folder, "--form", "ii06", "--rows", "field", "-f", "csv", "--quiet", "--lang", "vi")
	for _, want := range []string{"\n1,Đất đai,14,11,1,2,12,7,4,1,2,2,0\n", "\n2,Hộ tịch,19,15,1,3,16,8,7,1,3,2,1\n", "\n,Tổng cộng,33,26,2,5,28,15,11,2,5,4,1\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s%s", want, out, errs)
		}
	}
}

// What a form has no place for, forms that there are not, and files without its counts are
// errors, and nothing is written.
func TestFormRefuses(t *testing.T) {
	counts := write(t, t.TempDir(), "a.csv", "period,district,received_online\n2024-06,Bắc Sơn,1\n")
	people := write(t, t.TempDir(), "a.csv", "period,district,officials,officials_qualified\n2024-06,Bắc Sơn,9,8\n")
	for want, args := range map[string][]string{
		`--form: no form "ii6": want ii06`:          {counts, "--form", "ii6"},
		"--rows needs --form ID":                    {counts, "--rows", "field"},
		"--form has no place for --indicator":       {counts, "--form", "ii06", "-k", "online"},
		"--form has no place for --sort":            {counts, "--form", "ii06", "--sort", "online"},
		"--form has no place for --fractions":       {counts, "--form", "ii06", "--fractions", "none"},
		"a form is written as table":                {counts, "--form", "ii06", "-f", "html"},
		"the extension names no format":             {counts, "--form", "ii06", "-o", "a.svg"},
		"the rows of a form are of units":           {counts, "--form", "ii06", "--by", "level"},
		"--rows field has no place for --by":        {counts, "--form", "ii06", "--rows", "field", "--by", "commune"},
		"no file divides its counts by field":       {counts, "--form", "ii06", "--rows", "field"},
		"the files have no count of form ii06":      {people, "--form", "ii06"},
		"no district or commune of that name in th": {counts, "--form", "ii06", "--unit", "Văn Lãng"},
	} {
		code, out, errs := runKPI(t, append([]string{"report", "--lang", "en"}, args...)...)
		if code != exitTrouble || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%q: exit %d, %s%s\nwant %s", args, code, out, errs, want)
		}
	}
}

// A project file asks for a form as a flag does. A form on the command line takes the exports of
// the file, but neither its targets nor its outputs, which are those of reports.
func TestFormOfProject(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", "a.csv", "period,district,received_online,received_offline\n2024-06,Bắc Sơn,1,2\n")
	write(t, ".", "targets.csv", "indicator,target\nonline,50\n")
	write(t, ".", "kpi.toml", "exports = [\"a.csv\"]\ntargets = \"targets.csv\"\noutputs = [\"report.html\"]\nquiet = true\n")
	code, out, errs := runKPI(t, "report", "--form", "ii06", "-f", "csv")
	if code != 0 || !strings.Contains(out, "1,Huyện Bắc Sơn,…,1,2,…") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	if _, err := os.Stat("report.html"); err == nil {
		t.Error("the output of reports was written")
	}
	write(t, ".", "kpi.toml", "exports = [\"a.csv\"]\n[report]\nform = \"ii06\"\noutputs = [\"form.xlsx\"]\nquiet = true\n")
	if code, out, errs := runKPI(t, "report"); code != 0 || !strings.Contains(out, "Biểu số II.06") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	if code, _, errs := runKPI(t, "check", "form.xlsx"); code != 0 {
		t.Errorf("check form.xlsx: exit %d\n%s", code, errs)
	}
	write(t, ".", "kpi.toml", "exports = [\"a.csv\"]\n[report]\nform = \"ii06\"\ntargets = \"targets.csv\"\n")
	if code, _, errs := runKPI(t, "report", "--lang", "en"); code != exitTrouble || !strings.Contains(errs, "--form has no place for --targets") {
		t.Errorf("exit %d\n%s", code, errs)
	}
}
