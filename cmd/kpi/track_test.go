package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// hundred writes twelve months of four districts, one of which is small and one of which has
// a rate above 100 percent in the last month.
func hundred(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("period,district,received,received_online,resolved_in_time,resolved_late\n")
	for month := 1; month <= 12; month++ {
		for n, unit := range []string{"Bắc Sơn", "Bình Gia", "Chi Lăng", "Văn Lãng"} {
			received, online, resolved := 100+month, 30+5*n+month, 100+month
			switch {
			case n == 1:
				received, online, resolved = 20, 7, 20
			case n == 3 && month == 12:
				received = 60
			}
			late := (month*7+n*5)%11 + n
			fmt.Fprintf(&b, "2024-%02d,%s,%d,%d,%d,%d\n", month, unit, received, online, resolved-late, late)
		}
	}
	return write(t, t.TempDir(), "nam.csv", b.String())
}

// The figures of every period of a trend are those of the report of that period.
func TestTrendIsTheReportOfEachPeriod(t *testing.T) {
	files := []string{hundred(t), "../../testdata/exports/bac-son.csv"}
	const ids = "on_time,online,late,on_time_received"
	for n, file := range files {
		for _, every := range []string{"month", "quarter", "half", "year"} {
			compared, reports := 0, map[string][]map[string]string{}
			for _, row := range flat(t, "trend", file, "-k", ids, "--every", every, "-b", "district") {
				period, id := row["period"], row["indicator"]
				if reports[period] == nil {
					reports[period] = flat(t, "report", file, "-k", ids, "--period", period, "-b", "district")
				}
				i := slices.IndexFunc(reports[period], func(r map[string]string) bool { return r["district"] == row["district"] })
				want, isRate := reports[period][i][id], true
				got := row["percent"]
				if id == "late" {
					got, isRate = row["numerator"], false
				}
				if got != want || got == "" || isRate != (row["denominator"] != "") {
					t.Errorf("%s of %s in %s: %q, the report has %q", id, row["district"], period, got, want)
				}
				compared++
			}
			want := map[string]int{"month": 12, "quarter": 4, "half": 2, "year": 1}[every] * 4 * 4
			if n == 1 {
				want = map[string]int{"month": 6, "quarter": 2, "half": 1, "year": 1}[every] * 4
			}
			if compared != want && !(n == 1 && every == "year") {
				t.Errorf("%s: %d figures were compared, want %d", every, compared, want)
			}
		}
	}
}

// Several indicators in one run are those of a run each; without -k a run has the headline
// indicators that the files give.
func TestTrendOfSeveralIndicators(t *testing.T) {
	file := hundred(t)
	for _, more := range [][]string{nil, {"--sort", "on_time", "--top", "2"}, {"--cumulative"}, {"--every", "quarter"}} {
		run := func(k string) string {
			args := append([]string{"trend", file, "-q", "-f", "csv"}, more...)
			if k != "" {
				args = append(args, "-k", k)
			}
			code, out, errs := runKPI(t, args...)
			if code != exitDone {
				t.Fatalf("%q: %s", args, errs)
			}
			return out
		}
		want := run("on_time")
		for _, id := range []string{"online"} {
			_, rows, _ := strings.Cut(run(id), "\n")
			want += rows
		}
		if got := run("on_time,online"); got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", more, got, want)
		}
		if got := run(""); got != want {
			t.Errorf("%q: without -k\n%s\nwant\n%s", more, got, want)
		}
	}
	_, out, _ := runKPI(t, "trend", file, "-f", "json", "--lang", "en")
	if n := strings.Count(out, "\"code\": \"definitions-differ\""); n != 1 {
		t.Errorf("%d notes on one family of definitions", n)
	}
	_, table, _ := runKPI(t, "trend", file, "--lang", "en")
	if n := strings.Count(table, " – Trend: from "); n != 2 {
		t.Errorf("%d lines on bars of two tables", n)
	}
	for _, want := range []string{"\"schema\": \"kpi.trend/2\"", "\"indicators\": [\n    \"on_time\",\n    \"online\"\n  ]"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in %.400s", want, out)
		}
	}
}

// headerOf returns the header of the first table of Markdown.
func headerOf(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := runKPI(t, append(args, "-f", "markdown", "-q")...)
	if code != exitDone {
		t.Fatal(errs)
	}
	i := strings.Index(out, "\n| ")
	line, _, _ := strings.Cut(out[i+1:], "\n")
	return line
}

// For people the latest period is first; for programs the first is.
func TestOrderOfPeriods(t *testing.T) {
	file := hundred(t)
	for _, tt := range []struct{ args, want string }{
		{"trend -k late --every quarter --lang vi", "| Huyện | Diễn biến | 10/2024 – 12/2024 | 07/2024 – 09/2024 | 04/2024 – 06/2024 | 01/2024 – 03/2024 |"},
		{"trend -k late --every quarter --cumulative --lang vi", "| Huyện | Diễn biến | cả năm | 9 tháng | 6 tháng | 3 tháng |"},
		{"trend -k late --every half --cumulative --lang en", "| District | Trend | 12 months | 6 months |"},
		{"trend -k late --cumulative --period 2024-Q1 --lang vi", "| Huyện | Diễn biến | 3 tháng | 2 tháng | tháng 1 |"},
		{"compare -k late --period 2024-11 --with 2024-12 --lang vi", "| Huyện | 12/2024 | 11/2024 | Thay đổi | Hạng 12/2024 | Hạng 11/2024 |"},
	} {
		if got := headerOf(t, append(strings.Fields(tt.args), file)...); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %s, want %s", tt.args, got, tt.want)
		}
	}
	var periods []string
	for _, row := range flat(t, "trend", file, "-k", "late", "--unit", "Bắc Sơn", "--every", "half") {
		periods = append(periods, row["period"])
	}
	if got := strings.Join(periods, " "); got != "2024-H1 2024-H2" {
		t.Errorf("periods %s", got)
	}
}

// Rows are sorted by the latest period. A rate above 100 percent is marked and has no rank, a
// small denominator is marked.
func TestTrendSorted(t *testing.T) {
	file := hundred(t)
	rows := func(args ...string) string {
		_, out, errs := runKPI(t, append(append([]string{"trend", file, "-k", "on_time_received", "-f", "markdown", "-q", "--lang", "en"}, args...), "--period", "2024-12")...)
		lines := strings.Split(out, "\n")
		if len(lines) < 8 {
			t.Fatal(errs)
		}
		return strings.Join(lines[6:slices.Index(lines[4:], "")+4], "\n")
	}
	if got, want := rows("--sort", "on_time_received"), `| Bắc Sơn | 1 | ▁ | 93.8% (105/112) |
| Chi Lăng | 2 | ▁ | 92.9% (104/112) |
| Bình Gia | 3 | ▁ | 90.0%° (18/20) |
| Văn Lãng |  | █ | 181.7%! (109/60) |
| Total |  | ▂ | 110.5%! (336/304) |`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := rows("--sort", "-on_time_received", "--top", "1"), `| Bình Gia | 3 | ▁ | 90.0%° (18/20) |
| Total |  | █ | 110.5%! (336/304) |`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := headerOf(t, "trend", file, "-k", "late", "--sort", "online", "--every", "year"); got != "| District | Rank by Submitted online | Trend | 2024-01 – 2024-12 |" {
		t.Error(got)
	}
	_, _, errs := runKPI(t, "trend", file, "-k", "late", "--sort", "late", "--top", "1", "-f", "csv", "--lang", "en")
	if !strings.Contains(errs, "1 of 4 rows are shown, the first by \"Resolved late\"") {
		t.Error(errs)
	}
}

// A comparison is sorted by the newer period; its ranks are those among all rows.
func TestComparisonSorted(t *testing.T) {
	file := hundred(t)
	rows := flat(t, "compare", file, "-k", "on_time,online", "--period", "2024-11", "--with", "2024-12", "--sort", "on_time", "--top", "2")
	var got []string
	for _, row := range rows {
		got = append(got, fmt.Sprintf("%s %s %s→%s", row["district"], row["indicator"], row["old_rank"], row["new_rank"]))
	}
	if want := "Văn Lãng on_time 2→1, Bắc Sơn on_time 1→2, Văn Lãng online 1→1, Bắc Sơn online 3→3"; strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}

// Targets are judged in every period; a run fails by the latest only.
func TestTargetsOverTime(t *testing.T) {
	file := hundred(t)
	dir := t.TempDir()
	targets := write(t, dir, "targets.csv", "indicator,level,unit,target\non_time,,,95\n")
	low := write(t, dir, "low.csv", "indicator,level,unit,target\non_time,,Chi Lăng,80\n")
	code, out, errs := runKPI(t, "trend", file, "-k", "on_time", "--every", "half", "--targets", targets, "--fail-on", "target", "-f", "markdown", "-q", "--lang", "en")
	if code != exitFellShort || !strings.Contains(out, "✓") || !strings.Contains(out, "✗") || !strings.Contains(out, "✓ target met, ✗ target missed.") {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
	for _, args := range [][]string{{"trend", file, "--every", "half"}, {"compare", file, "--period", "2024-11", "--with", "2024-12"}} {
		if code, _, errs := runKPI(t, append(args, "-k", "on_time", "--targets", low, "--fail-on", "target", "-f", "csv", "-q")...); code != exitDone {
			t.Errorf("%q: code %d: %s", args, code, errs)
		}
		if code, _, errs := runKPI(t, append(args, "-k", "on_time", "--targets", targets, "--fail-on", "target", "-f", "csv", "-q")...); code != exitFellShort {
			t.Errorf("%q: code %d: %s", args, code, errs)
		}
		if _, _, errs := runKPI(t, append(args, "-k", "on_time", "--targets", write(t, dir, "none.csv", "indicator,level,unit,target\non_time,commune,,80\n"), "-f", "csv", "-q", "--lang", "en")...); !strings.Contains(errs, "warning target-idle") {
			t.Errorf("%q: %s", args, errs)
		}
	}
	for _, row := range flat(t, "trend", file, "-k", "on_time", "--every", "year", "--targets", targets) {
		want := flat(t, "report", file, "-k", "on_time", "--targets", targets)
		i := slices.IndexFunc(want, func(r map[string]string) bool { return r["district"] == row["district"] })
		if want[i]["on_time"] != row["percent"] {
			t.Errorf("%s: %s, the report has %s", row["district"], row["percent"], want[i]["on_time"])
		}
	}
}
