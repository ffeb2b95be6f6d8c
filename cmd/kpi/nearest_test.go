package main

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// TestDidYouMean: the nearest words, whatever diacritics, capitals and marks between
// letters there are; and no word that is another one.
func TestDidYouMean(t *testing.T) {
	words := []string{"on_time", "on_time_received", "late", "digitised", "digitised_received", "table", "csv", "json", "Đồng Ý"}
	for text, want := range map[string]string{
		"ontime": ": did you mean on_time?", "On-Time": ": did you mean on_time?", "on_tmie": ": did you mean on_time?",
		"lat": ": did you mean late?", "latte": ": did you mean late?", "cvs": ": did you mean csv?", "jason": ": did you mean json?",
		"digit": ": did you mean digitised or digitised_received?", "dong y": ": did you mean Đồng Ý?",
		"tab": ": did you mean table?", "ta": "", "xls": "", "": "", "_": "", "nonsense": "", "s": "",
	} {
		if got := strings.TrimPrefix(didYouMean(errors.New("-"), text, words).Error(), "-"); got != want {
			t.Errorf("%q%s, want %q", text, got, want)
		}
	}
	if got := didYouMean(errors.New("-"), "aab", []string{"aac", "aad", "aac", "aae", "aaf"}).Error(); got != "-: did you mean aac, aad or aae?" {
		t.Error(got)
	}
}

// TestUnitNames: a name alone is enough, but for communes that share it with another or
// with a district; each name finds one unit.
func TestUnitNames(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	unit := func(district, commune string) kpi.Unit {
		return kpi.Unit{Province: "Lạng Sơn", District: district, Commune: commune, Level: kpi.Commune}
	}
	units := []kpi.Unit{
		unit("Tràng Định", ""), unit("Tràng Định", "Xã Chi Lăng"), unit("Chi Lăng", "Xã Chi Lăng"), unit("Chi Lăng", "Thị trấn Đồng Mỏ"),
		unit("Bắc Sơn", "Thị trấn Bắc Sơn"), unit("Bắc Sơn", "Bắc Sơn"), unit("", "Phường Tam Thanh"), {Province: "Lạng Sơn"},
	}
	names := unitNames(cat, units)
	want := []string{"Bắc Sơn", "Bắc Sơn/Bắc Sơn", "Chi Lăng", "Chi Lăng/Xã Chi Lăng", "Phường Tam Thanh", "Thị trấn Bắc Sơn",
		"Thị trấn Đồng Mỏ", "Tràng Định", "Tràng Định/Xã Chi Lăng"}
	if !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	for text, want := range map[string]string{
		"Trang Dinh": "Tràng Định", "huyen trang dinh": "Tràng Định", "tràng đinh": "Tràng Định", "Tràng Địng": "Tràng Định", "Trang": "Tràng Định, Tràng Định/Xã Chi Lăng",
		"thi tran dong mo": "Thị trấn Đồng Mỏ", "dong mo": "Thị trấn Đồng Mỏ", "chi lamg": "Chi Lăng, Chi Lăng/Xã Chi Lăng, Tràng Định/Xã Chi Lăng",
		"trang dinh/chi lang": "Tràng Định/Xã Chi Lăng", "trang dinh / xa chi lang": "Tràng Định/Xã Chi Lăng", "tam than": "Phường Tam Thanh", "Hà Nội": "",
	} {
		if got := strings.Join(nearest(text, names, unitSlips), ", "); got != want {
			t.Errorf("%q is near to %q, want %q", text, got, want)
		}
	}
}

// TestSuggestions: one wording, wherever a word of the command line is not known.
func TestSuggestions(t *testing.T) {
	good := write(t, t.TempDir(), "good.csv", small)
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"reprot"}, `kpi: no command "reprot": did you mean report?`},
		{[]string{"indicator"}, `kpi: no command "indicator": did you mean indicators?`},
		{[]string{"xyz"}, `kpi: no command "xyz": want check, clean, compare, explain, indicators, init, reconcile, report, sql, template, trend, units, version`},
		{[]string{"report", good, "--frmat", "csv"}, "kpi: unknown flag: --frmat: did you mean --format?"},
		{[]string{"report", good, "--colour", "never"}, "kpi: unknown flag: --colour: did you mean --color?"},
		{[]string{"report", good, "--xyz"}, "kpi: unknown flag: --xyz\n"},
		{[]string{"report", good, "-f", "cvs"}, "want table, csv, csv-vi, json, markdown, html, xlsx, docx, svg, png"},
		{[]string{"report", good, "-f", "cvs"}, ": did you mean csv?"},
		{[]string{"report", good, "--encoding", "utf16"}, ": did you mean utf-16"},
		{[]string{"report", good, "--color", "alway"}, "want auto, always, never: did you mean always?"},
		{[]string{"report", good, "--by", "distrct"}, `--by: "distrct" is not something to group by: want province, district, commune, level or period: did you mean district?`},
		{[]string{"report", good, "-k", "ontime"}, `kpi: no indicator "ontime": did you mean on_time?`},
		{[]string{"report", good, "-k", "al"}, `kpi: no indicator "al": 'kpi indicators' lists them`},
		{[]string{"report", good, "-k", "alll"}, `kpi: no indicator "alll": did you mean all?`},
		{[]string{"report", good, "--sort", "-ontime"}, `kpi: no indicator "ontime": did you mean on_time?`},
		{[]string{"indicators", "ontime"}, `kpi: no indicator "ontime": did you mean on_time?`},
		{[]string{"report", good, "--allow", "count-mising"}, `kpi: --allow: no finding code "count-mising": did you mean count-missing?`},
		{[]string{"report", good, "--unit", "trang dinh"}, "kpi: --unit trang dinh: no district or commune of that name in these files: did you mean Tràng Định?"},
		{[]string{"report", good, "--unit", "tri phuonh"}, ": did you mean Xã Tri Phương?"},
		{[]string{"explain", "ontime", good}, `kpi: no indicator "ontime": did you mean on_time?`},
		{[]string{"explain", "on_time", good, "--unit", "trang dinh"}, "kpi: --unit trang dinh: no district or commune of that name in these files: did you mean Tràng Định?"},
		{[]string{"explain", "on_time", good, "--level", "comune"}, "want province, district, commune: did you mean commune?"},
		{[]string{"sql", "--dialect", "postgre", "--table", "t"}, ": did you mean postgres?"},
		{[]string{"sql", "--dialect", "duckdb", "--table", "t", "--columns", "distrct"}, ": did you mean district?"},
	} {
		code, _, errs := runKPI(t, tt.args...)
		if code != exitTrouble || !strings.Contains(errs, tt.want) {
			t.Errorf("%q: code %d, %q, want %q", tt.args, code, errs, tt.want)
		}
	}
}
