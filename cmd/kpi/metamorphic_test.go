package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"cchc/kpi/catalog"
)

// forms are ways to write the same counts, one at a time.
func forms(cat *catalog.Catalog) map[string]form {
	all := map[string]form{
		"rows in any order":      {rows: true},
		"columns in any order":   {columns: true},
		"two files":              {files: 2},
		"five files":             {files: 5},
		"CRLF":                   {newline: "\r\n"},
		"CR":                     {newline: "\r"},
		"mixed line ends":        {newline: "mixed"},
		"byte-order mark":        {mark: true},
		"UTF-16LE":               {encoding: "utf-16le", mark: true},
		"UTF-16BE":               {encoding: "utf-16be", mark: true},
		"UTF-16LE, no mark":      {encoding: "utf-16le", flag: true},
		"windows-1258":           {encoding: "windows-1258", flag: true},
		"TCVN3":                  {encoding: "tcvn3", flag: true, headers: inRows},
		"VNI":                    {encoding: "vni", flag: true, headers: inRows},
		"VNI, CR":                {encoding: "vni", flag: true, headers: inRows, depth: 2, newline: "\r"},
		"semicolons":             {delimiter: ";"},
		"tabs":                   {delimiter: "\t"},
		"some quotes":            {quotes: 3},
		"all quotes":             {quotes: 1},
		"dots":                   {group: "."},
		"commas":                 {group: ","},
		"spaces":                 {group: " "},
		"no-break spaces":        {group: "\u00a0"},
		"Vietnamese headers":     {headers: inRows},
		"synonyms":               {headers: synonyms(cat)},
		"synonyms in any order":  {headers: synonyms(cat), columns: true},
		"headers of two rows":    {headers: inRows, depth: 2},
		"headers of three rows":  {headers: inThreeRows, depth: 3},
		"unmerged headers":       {headers: inThreeRows, depth: 3, unmerged: true},
		"numbers of columns":     {headers: inRows, depth: 2, numbers: true},
		"total row":              {totals: true},
		"total row in any order": {totals: true, rows: true, columns: true, files: 3},
		"blank rows":             {blanks: true},
		"titles":                 {motto: true},
		"period in the title":    {titles: true, headers: inRows},
		"footers":                {footers: true},
		"footers below a total":  {footers: true, totals: true},
		"unknown column":         {unknown: true, warnings: []string{"column-unknown"}},
		"empty column":           {beyond: true},
		"percentages":            {percents: true},
		"percentages of totals":  {percents: true, totals: true, delimiter: ";"},
		"sections":               {sections: true, titles: true, headers: inRows},
		"printed form": {sections: true, titles: true, headers: inThreeRows, depth: 3, numbers: true, totals: true, footers: true, percents: true, group: ".",
			delimiter: ";", newline: "\r\n"},
		"workbook": {book: true},
		"workbook of the printed form": {book: true, sections: true, titles: true, headers: inThreeRows, depth: 3, numbers: true, totals: true, footers: true,
			percents: true, beyond: true},
	}
	for how, name := range namings() {
		all["names "+how] = form{name: name}
		all["names "+how+", in a workbook"] = form{name: name, book: true, headers: inRows, depth: 2}
	}
	return all
}

// namings are ways to write the names of a unit.
func namings() map[string]func(o office, district, commune string) (string, string) {
	each := func(write func(string) string) func(office, string, string) (string, string) {
		return func(_ office, district, commune string) (string, string) { return write(district), write(commune) }
	}
	return map[string]func(office, string, string) (string, string){
		"decomposed":           each(norm.NFD.String),
		"in capitals":          each(strings.ToUpper),
		"with the other D":     each(func(text string) string { return strings.ReplaceAll(text, "Đ", "Ð") }),
		"with no-break spaces": each(func(text string) string { return " " + strings.ReplaceAll(text, " ", "\u00a0 ") + "\u00a0" }),
		"with hidden signs":    each(func(text string) string { return strings.ReplaceAll(text, " ", " \u200b") }),
		// Of the spelling that is shown there must be one.
		"with tones elsewhere": func(o office, district, commune string) (string, string) {
			if o.period == "2024-06" {
				commune = strings.NewReplacer("Loà", "Lòa", "Thuỵ", "Thụy").Replace(commune)
			}
			return district, commune
		},
		"with type words": func(o office, district, commune string) (string, string) {
			n := len(o.counts) + int(o.counts[0]%4)
			words := strings.NewReplacer("Xã ", []string{"X. ", "xã ", "UBND xã ", "X."}[n%4], "Thị trấn ", []string{"TT. ", "TT ", "UBND thị trấn ", "thị trấn "}[n%4])
			if commune == "" && n%2 == 0 {
				commune = "UBND huyện " + district
			}
			return []string{"Huyện ", "H. ", "UBND huyện ", "H."}[n%4] + district, words.Replace(commune)
		},
	}
}

// inThreeRows are header texts in up to three rows of merged cells.
func inThreeRows(_ *rand.Rand, id string) []string {
	texts := map[string]string{"period": "Kỳ báo cáo", "district": "Huyện", "commune": "Xã", "ordinal": "STT", "unit": "Đơn vị",
		"received_online": "Tiếp nhận|Trong kỳ|Trực tuyến", "received_direct": "Tiếp nhận|Trong kỳ|Trực tiếp", "received_postal": "Tiếp nhận|Trong kỳ|Bưu chính",
		"carried_over": "Tiếp nhận|Từ kỳ trước", "resolved_early": "Đã giải quyết|Trước hạn", "resolved_on_time": "Đã giải quyết|Đúng hạn",
		"resolved_late": "Đã giải quyết|Quá hạn", "pending_in_time": "Đang giải quyết|Trong hạn", "pending_overdue": "Đang giải quyết|Quá hạn",
		"fee_bearing": "Hồ sơ có phí, lệ phí", "paid_online": "Hồ sơ thanh toán trực tuyến", "digitised_eligible": "Hồ sơ phải số hóa", "digitised": "Hồ sơ đã số hóa",
		"results_electronic": "Kết quả điện tử", "reused": "Khai thác, sử dụng lại", "on_system": "Hồ sơ cập nhật trên hệ thống"}
	if text, ok := texts[id]; ok {
		return strings.Split(text, "|")
	}
	return []string{id}
}

// inRows are header texts in up to two rows.
func inRows(r *rand.Rand, id string) []string {
	path := inThreeRows(r, id)
	if len(path) == 3 {
		path = slices.Delete(path, 1, 2)
	}
	return path
}

// synonyms chooses of all header texts that the catalogue has for a column, those
// within a group where there are such: others depend on their neighbours.
func synonyms(cat *catalog.Catalog) func(*rand.Rand, string) []string {
	rows, _ := cat.Rows(catalog.HeaderTable).([]catalog.HeaderRow)
	return func(r *rand.Rand, id string) []string {
		texts := map[bool][]string{}
		for _, row := range rows {
			if row.Column == id {
				within := strings.Contains(row.Header, " / ")
				texts[within] = append(texts[within], row.Header)
			}
		}
		of := texts[len(texts[true]) > 0]
		if len(of) == 0 {
			return []string{id}
		}
		return []string{of[r.IntN(len(of))]}
	}
}

// reports are the reports of exports that must not depend on their form.
type reports struct{ csv, json string }

// reportsOf runs the command on exports in a folder of their own. Nothing is wrong
// with them but what the form is known for.
func reportsOf(t *testing.T, f form, e exports) reports {
	t.Helper()
	e.into(t)
	args := []string{"report", "-k", "all", "-f", "csv", "--by", "district,commune,level,period"}
	if f.allow != "" {
		args = append(args, "--allow", f.allow)
	}
	if f.flag {
		args = append(args, "--encoding", f.encoding)
	}
	args = append(args, slices.Sorted(maps.Keys(e))...)
	code, table, errs := runKPI(t, args...)
	if code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	for line := range strings.Lines(errs) {
		_, warning, ok := strings.Cut(line, ": warning ")
		if code, _, _ := strings.Cut(warning, ":"); ok && !slices.Contains(f.warnings, code) {
			t.Errorf("finding %s", line)
		}
	}
	args[4], args[6] = "json", "district"
	var result map[string]json.RawMessage
	if err := json.Unmarshal([]byte(output(t, args...)), &result); err != nil {
		t.Fatal(err)
	}
	delete(result, "inputs")
	delete(result, "findings")
	data, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	return reports{table, string(data)}
}

// wantReports wants the same bytes.
func wantReports(t *testing.T, got, want reports, e exports) {
	t.Helper()
	if got.csv != want.csv {
		t.Errorf("CSV\n got\n%s\nwant\n%s", got.csv, want.csv)
	}
	if got.json != want.json {
		t.Errorf("JSON\n got\n%s\nwant\n%s", got.json, want.json)
	}
	for name, text := range e {
		if t.Failed() && !strings.HasSuffix(name, ".xlsx") {
			t.Logf("%s:\n%s", name, text)
		}
	}
}

// TestReportOfForms: in whatever form counts are written, the report has the same
// bytes.
func TestReportOfForms(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(2) {
		all := offices(rand.New(rand.NewPCG(seed, 2024)))
		want := reportsOf(t, form{}, form{}.in(t, nil, all))
		if n := strings.Count(want.csv, "\n"); n != 1+len(all) {
			t.Fatalf("%d lines of %d rows:\n%s", n, len(all), want.csv)
		}
		ways := forms(cat)
		for _, name := range slices.Sorted(maps.Keys(ways)) {
			t.Run(fmt.Sprint(seed, " ", name), func(t *testing.T) {
				f := ways[name]
				e := f.in(t, rand.New(rand.NewPCG(seed, 7)), all)
				wantReports(t, reportsOf(t, f, e), want, e)
			})
		}
	}
}

// TestReportOfMixedForms: nor do several ways at once change them.
func TestReportOfMixedForms(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	all := offices(rand.New(rand.NewPCG(1, 2024)))
	want := reportsOf(t, form{}, form{}.in(t, nil, all))
	for seed := range uint64(40) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 9))
			f := mixedForm(r, cat)
			e := f.in(t, r, all)
			wantReports(t, reportsOf(t, f, e), want, e)
			if t.Failed() {
				t.Logf("form %+v", f)
			}
		})
	}
}

// mixedForm is any form.
func mixedForm(r *rand.Rand, cat *catalog.Catalog) form {
	maybe := func() bool { return r.IntN(2) == 0 }
	f := form{files: r.IntN(4), rows: maybe(), columns: maybe(), delimiter: []string{",", ";", "\t"}[r.IntN(3)], newline: []string{"\n", "\r\n", "\r", "mixed"}[r.IntN(4)],
		mark: maybe(), quotes: r.IntN(4), group: []string{"", ".", ",", " ", "\u00a0", "\u202f"}[r.IntN(6)], numbers: maybe(), totals: maybe(), blanks: maybe(),
		titles: maybe(), motto: maybe(), footers: maybe(), beyond: maybe(), percents: maybe(), book: r.IntN(4) == 0}
	if names := namings(); maybe() {
		f.name = names[slices.Sorted(maps.Keys(names))[r.IntN(len(names))]]
	}
	if f.columns {
		f.headers = synonyms(cat)
	} else if f.depth = r.IntN(4); f.depth > 0 {
		f.headers, f.unmerged = []func(*rand.Rand, string) []string{inRows, inRows, inThreeRows}[f.depth-1], maybe()
	}
	if f.depth == 1 {
		f.depth = 0
	}
	if r.IntN(3) == 0 && f.mark {
		f.encoding = []string{"utf-16le", "utf-16be"}[r.IntN(2)]
	}
	return f
}

// TestReportOfOneCount: where one count grows, its sum grows by as much, and so do
// the sums that it is a part of; nothing else changes but percentages.
func TestReportOfOneCount(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 2024))
	all := offices(r)
	before := countsOf(t, all)
	for range 20 {
		row, measure, d := r.IntN(len(all)), r.IntN(len(counted())), 1+r.Int64N(1_000_000)
		all[row].counts[measure] += d
		after := countsOf(t, all)
		all[row].counts[measure] -= d
		moved := sumID{all[row].district, all[row].commune, all[row].period, counted()[measure]}
		if len(before) != len(after) || after[moved] != before[moved]+d {
			t.Errorf("%+v was %d, is %d, where it grew by %d", moved, before[moved], after[moved], d)
		}
		for id, v := range before {
			isPart := slices.Contains(counted(), id.measure)
			inRow := moved == sumID{id.district, id.commune, id.period, moved.measure}
			if grown := after[id] - v; grown != 0 && id != moved && (isPart || !inRow || grown != d) {
				t.Errorf("%+v grew by %d where %+v grew by %d", id, grown, moved, d)
			}
		}
	}
}

// sumID names a sum of a report.
type sumID struct{ district, commune, period, measure string }

// countsOf returns the sums of the report of rows.
func countsOf(t *testing.T, all []office) map[sumID]int64 {
	t.Helper()
	table := reportsOf(t, form{allow: "part-exceeds-whole", warnings: []string{"part-exceeds-whole", "balance", "carry-over-breaks"}}, form{}.in(t, nil, all)).csv
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	sums := map[sumID]int64{}
	for _, row := range rows[1:] {
		for i, text := range row[4:] {
			if v, err := strconv.ParseInt(text, 10, 64); err == nil {
				sums[sumID{row[0], row[1], row[3], rows[0][i+4]}] = v
			}
		}
	}
	return sums
}
