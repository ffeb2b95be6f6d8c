package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// besideIDs are the indicators that are compared: rates, a count, days, and what is carried
// over and pending.
const besideIDs = "on_time,on_time_766,late,online,deadline_cut"

// besideFigure is what is beside a figure: numerator, denominator, percent and change.
func besideFigure(row map[string]string, id, side string) [4]string {
	at := func(part string) string { return row[id+"_"+side+"_"+part] }
	return [4]string{at("numerator"), at("denominator"), at("percent"), at("change")}
}

// What is beside the figures of a report is what a comparison and a trend have: figures,
// changes, and whether they are comparable.
func TestBesideEqualsCompareAndTrend(t *testing.T) {
	dir := t.TempDir()
	seed := rand.New(rand.NewPCG(20, 24))
	compared := 0
	for n := range 5 {
		file := write(t, dir, fmt.Sprintf("r%d.csv", n), monthsWithGaps(seed))
		for _, by := range []string{"district", "commune", "level"} {
			compared += equalsCompare(t, file, by)
		}
	}
	compared += equalsCompare(t, "../../testdata/exports", "district")
	if compared < 900 {
		t.Errorf("only %d figures were compared", compared)
	}
}

// monthsWithGaps is an export of some units over two years in which rows and counts are missing.
func monthsWithGaps(seed *rand.Rand) string {
	var b strings.Builder
	b.WriteString("period,district,commune,received_online,received_offline,carried_over,resolved_in_time,resolved_late,pending_in_time,pending_overdue\n")
	gaps := seed.IntN(3) // none, few, many
	for month := range 18 {
		for _, unit := range []string{"Bắc Sơn,", "Bắc Sơn,Xã Tân Hương", "Tràng Định,Xã Đại Đồng", "Văn Lãng,Xã Tân Mỹ"} {
			if seed.IntN(20) < gaps*2 {
				continue
			}
			fmt.Fprintf(&b, "%d-%02d,%s", 2023+month/12, month%12+1, unit)
			for range 7 {
				count := strconv.Itoa(seed.IntN(90))
				if seed.IntN(40) < gaps {
					count = ""
				}
				b.WriteString("," + count)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// equalsCompare compares what is beside the figures of a month, a quarter and a half, and
// returns how many figures there were.
func equalsCompare(t *testing.T, file, by string) (n int) {
	t.Helper()
	for _, periods := range [][4]string{
		{"2024-06", "2024-05", "2023-06", "2024-H1"}, {"2024-Q2", "2024-Q1", "2023-Q2", "2024-H1"}, {"2024-H1", "2023-H2", "2023-H1", "2024-H1"},
	} {
		period, sides := periods[0], map[string]string{"previous": periods[1], "last_year": periods[2]}
		args := []string{"report", file, "--beside", "previous,last-year,to-date", "--period", period, "-k", besideIDs, "-b", by, "-q"}
		code, _, _ := runKPI(t, args...)
		if code != exitDone {
			continue // the month has no rows at all
		}
		rows := flat(t, args...)
		for side, old := range sides {
			for _, id := range strings.Split(besideIDs, ",") {
				n += sameAsCompare(t, rows, file, by, id, side, old, period)
			}
		}
		n += sameAsTrend(t, rows, file, by, period)
	}
	return n
}

// sameAsCompare compares the figures of one side with a comparison of both periods, unless
// that refuses them because months are missing.
func sameAsCompare(t *testing.T, rows []map[string]string, file, by, id, side, old, period string) (n int) {
	t.Helper()
	args := []string{"compare", file, "--period", old, "--with", period, "-k", id, "-b", by, "-q", "-f", "csv"}
	if code, _, _ := runKPI(t, args...); code != exitDone {
		return 0
	}
	for _, c := range flat(t, args[:len(args)-2]...) {
		i := slices.IndexFunc(rows, func(row map[string]string) bool {
			return row["district"] == c["district"] && row["commune"] == c["commune"] && row["level"] == c["level"]
		})
		if i < 0 {
			continue // a unit of the older period only: a note
		}
		n++
		got, standing := besideFigure(rows[i], id, side), rows[i][id+"_"+side+"_status"]
		want := [4]string{c["old_numerator"], c["old_denominator"], c["old_percent"], c["change"]}
		if standing == "partial" || standing == "missing" { // compare does not look at the months of a row
			want[3] = ""
		}
		if got != want {
			t.Errorf("%s %s %s by %s, %s/%s: %v (%s), compare has %v", file, period, id, by, c["district"], c["commune"], got, standing, want)
		}
	}
	return n
}

// sameAsTrend compares the year to date with that of a trend.
func sameAsTrend(t *testing.T, rows []map[string]string, file, by, period string) (n int) {
	t.Helper()
	for _, id := range []string{"on_time", "on_time_766", "late"} {
		args := []string{"trend", file, "--cumulative", "--period", "2024-H1", "-k", id, "-b", by, "-q"}
		if code, _, _ := runKPI(t, append(args, "-f", "csv")...); code != exitDone {
			continue
		}
		for _, c := range flat(t, args...) {
			if c["period"] != "2024-H1" {
				continue
			}
			for _, row := range rows {
				if row["district"] != c["district"] || row["commune"] != c["commune"] || row["level"] != c["level"] {
					continue
				}
				n++
				got, want := besideFigure(row, id, "to_date"), [4]string{c["numerator"], c["denominator"], c["percent"]}
				if got[3] = ""; got != want {
					t.Errorf("%s %s %s by %s, %s/%s: %v, trend has %v", file, period, id, by, c["district"], c["commune"], got, want)
				}
				if part := c["months"] != "6" && c["months"] != "0"; part && row[id+"_to_date_status"] != "partial" && got[0] != "" {
					t.Errorf("%s %s: %s months, but %s", file, id, c["months"], row[id+"_to_date_status"])
				}
			}
		}
	}
	return n
}

// Each standing of a figure of another period, with the reason for people, as the cell of a
// table or the note of its row has it.
func TestBesideStandings(t *testing.T) {
	dir := t.TempDir()
	const header = "period,district,resolved_in_time,resolved_late\n"
	file := write(t, dir, "a.csv", header+"2024-04,Bắc Sơn,1,1\n2024-05,Bắc Sơn,8,2\n2024-06,Bắc Sơn,9,1\n"+
		"2024-06,Văn Lãng,4,1\n2024-05,Tràng Định,3,1\n2023-06,Bắc Sơn,,1\n")
	cases := []struct {
		name, args      string
		district, field string
		want            [5]string // numerator, denominator, change, standing, reason
	}{
		{"comparable", "2024-06", "Bắc Sơn", "previous", [5]string{"8", "10", "10.000000", "comparable", ""}},
		{"absent", "2024-06", "Văn Lãng", "previous", [5]string{"", "", "", "missing", "no rows of this unit"}},
		{"others", "2024-06", "", "previous", [5]string{"11", "14", "8.095238", "others", "rows of other units in the two periods"}},
		{"a blank count", "2024-06", "Bắc Sơn", "last_year", [5]string{"", "", "", "unknown", `it lacks "Resolved early or on time" (Bắc Sơn, 2023-06), "Resolved" (Bắc Sơn, 2023-06)`}},
		{"months", "2024-06", "Bắc Sơn", "to_date", [5]string{"18", "22", "", "partial", "2024-H1 has rows of 3 of 6 months"}},
		{"months of the report", "2024-Q2", "Tràng Định", "previous", [5]string{"", "", "", "missing", "no rows"}},
		{"no rows", "2024-04", "Bắc Sơn", "previous", [5]string{"", "", "", "missing", "no rows"}},
	}
	for _, c := range cases {
		_, out, errs := runKPI(t, "report", file, "--beside", "previous,last-year,to-date", "--period", c.args, "-k", "on_time", "-f", "json", "-q")
		var r struct {
			Rows  []besideRow
			Total besideRow
		}
		decode(t, out, &r)
		row := r.Total
		if c.district != "" {
			i := slices.IndexFunc(r.Rows, func(row besideRow) bool { return row.District == c.district })
			if i < 0 {
				t.Fatalf("%s: no %s\n%s%s", c.name, c.district, out, errs)
			}
			row = r.Rows[i]
		}
		got := row.Beside["on_time"][c.field].texts()
		if strings.HasPrefix(c.want[4], "2024-H1") {
			c.want[4] = strings.Replace(c.want[4], "2024-H1", "2024-01 – 2024-06", 1)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	_, _, errs := runKPI(t, "report", file, "--beside", "previous", "--period", "2024-06", "-f", "csv")
	if want := "note beside-absent: 2024-05 has rows of Tràng Định, which the period of the report has not: only the total of 2024-05 has them\n"; !strings.Contains(errs, want) {
		t.Errorf("no %q in\n%s", want, errs)
	}
}

// besideRow is a row of JSON with what is beside its figures.
type besideRow struct {
	District string
	Beside   map[string]map[string]besideValue
}

// besideValue is a figure of another period in JSON.
type besideValue struct {
	Figure         *jsonIndicator
	Change         *json.Number
	Status, Reason string
}

// texts returns the sums, the change, the standing and the reason.
func (v besideValue) texts() (texts [5]string) {
	if v.Figure != nil {
		if texts[0] = v.Figure.Numerator.String(); v.Figure.Denominator != nil {
			texts[1] = v.Figure.Denominator.String()
		}
	}
	if v.Change != nil {
		texts[2] = string(*v.Change)
	}
	texts[3], texts[4] = v.Status, v.Reason
	return texts
}

// Units that became others are followed, or have the reason why they cannot be; a list that
// was made before a month was over is named; days of two kinds are not compared.
func TestBesideNotComparable(t *testing.T) {
	args := reformed(t)
	dir := t.TempDir()
	before := write(t, dir, "before.csv", "period,district,commune,resolved_in_time,resolved_late\n2025-06,An,Xã Một,8,2\n2025-06,An,Xã Hai,9,1\n2025-06,An,Xã Năm,7,3\n")
	after := write(t, dir, "after.csv", "period,commune,resolved_in_time,resolved_late\n2025-07,Xã Một,18,2\n2025-07,Xã Nửa,5,5\n2025-07,Xã Nửa Kia,5,5\n")
	list := write(t, dir, "list.csv", "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả\nH1,Huyện Bắc Sơn,20/04/2024,10/05/2024,08/05/2024\n"+
		"H2,Huyện Bắc Sơn,10/05/2024,20/05/2024,25/05/2024\nH3,Huyện Bắc Sơn,03/06/2024,10/06/2024,07/06/2024\nH4,Huyện Bắc Sơn,05/06/2024,30/06/2024,\n")
	days := "Huyện,Thời hạn theo quy định (%s),Thời hạn sau cắt giảm (%s)\nBắc Sơn,10,%d\n"
	old := write(t, dir, "05.csv", fmt.Sprintf(days, "ngày", "ngày", 8))
	now := write(t, dir, "06.csv", fmt.Sprintf(days, "ngày làm việc", "ngày làm việc", 7))
	cases := []struct {
		name string
		args []string
		want []string
	}{
		{"the reform", append([]string{"report", before, after, "--period", "2025-07", "--beside", "previous", "-k", "on_time"}, args[3:]...), []string{
			"\nXã Một,2025-07,18,2,20,90.000000,,,17,20,85.000000,5.000000,,comparable,\n",
			"\nXã Nửa,2025-07,5,5,10,50.000000,,,,,,,,not-comparable,\"took in a part of Xã Năm, Huyện An\"\n",
		}},
		{"kinds of days", []string{"report", "2024-05=" + old, "2024-06=" + now, "--period", "2024-06", "--beside", "previous", "-k", "deadline_cut"}, []string{"days of two kinds"}},
		{"a list", []string{"report", list, "--list-of", "caseload", "--as-of", "2024-06-20", "--period", "2024-06", "--beside", "previous", "-k", "on_time"},
			[]string{"2024-06 was not over: the list is of 2024-06-20"}},
	}
	for _, c := range cases {
		code, out, errs := runKPI(t, append(c.args, "-f", "csv", "-q")...)
		for _, want := range c.want {
			if code != exitDone || !strings.Contains(out, want) {
				t.Errorf("%s: code %d, no %q in\n%s%s", c.name, code, want, out, errs)
			}
		}
	}
}

// Without --period the report is of the latest period; a stream has none before it is read.
func TestBesideWithoutPeriod(t *testing.T) {
	code, out, errs := runKPI(t, "report", "../../testdata/exports", "--beside", "previous", "-k", "on_time", "-f", "csv")
	if want := "note beside-latest: the report is of 2024-06, the latest period of the exports"; code != exitDone || !strings.Contains(errs, want) || !strings.Contains(out, "\nBắc Sơn,2024-06,") {
		t.Errorf("code %d, %s%s", code, out, errs)
	}
	for want, args := range map[string]string{
		"- can be read only once": "report - --beside previous",
		"did you mean last-year?": "report x.csv --beside last_year",
		"leave out --by period":   "report x.csv --beside previous --by period",
		"leave out --split":       "report x.csv --beside previous --split district",
	} {
		if code, out, errs := runKPI(t, strings.Fields(args)...); code != exitTrouble || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: code %d, %s%s", args, code, out, errs)
		}
	}
}

// A unit that lacks months makes no change of the sums of which it is a part, and the fields of
// a document have none either; the period of the report itself may have only some months.
func TestBesideOfMonthsThatAreMissing(t *testing.T) {
	dir := t.TempDir()
	var gap, short strings.Builder
	for _, b := range []*strings.Builder{&gap, &short} {
		b.WriteString("period,district,resolved_in_time,resolved_late\n")
	}
	for month := 1; month <= 6; month++ {
		for _, unit := range []string{"Bắc Sơn", "Tràng Định"} {
			row := fmt.Sprintf("2024-%02d,%s,%d,1\n", month, unit, 90+month)
			if unit == "Bắc Sơn" || month != 2 {
				gap.WriteString(row)
			}
			if month < 6 {
				short.WriteString(row)
			}
		}
	}
	hole, part := write(t, dir, "gap.csv", gap.String()), write(t, dir, "short.csv", short.String())
	const flags = "--period 2024-Q2 --beside previous,to-date -k late -q -f json"
	var r struct {
		Rows  []besideRow
		Total besideRow
	}
	_, out, _ := runKPI(t, append([]string{"report", hole}, strings.Fields(flags)...)...)
	decode(t, out, &r)
	for name, want := range map[string][5]string{"previous": {"5", "", "", "partial", "2024-01 – 2024-03 lacks rows of some months of Tràng Định"},
		"to_date": {"11", "", "", "partial", "2024-01 – 2024-06 lacks rows of some months of Tràng Định"}} {
		if got := r.Total.Beside["late"][name].texts(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	_, out, _ = runKPI(t, append([]string{"report", part}, strings.Fields(flags)...)...)
	decode(t, out, &r)
	if got, want := r.Total.Beside["late"]["previous"].texts(), [5]string{"6", "", "", "partial", "2024-04 – 2024-06 has rows of 2 of 3 months"}; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	path, made := wordFile(t, dir, "mau.docx", "{{late.previous}} {{late.change.previous}} {{late.to-date}}"), dir+"/r.docx"
	if code, _, errs := runKPI(t, "report", hole, "--period", "2024-Q2", "--template", path, "-o", made); code != exitDone || strings.Count(errs, "note field-blank") != 3 {
		t.Errorf("code %d, %s", code, errs)
	}
	if got, want := readWord(t, made).paragraphs, []string{"n/a n/a n/a"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if code, out, _ := runKPI(t, "report", part, "--period", "2024-06", "--beside", "previous", "-o", dir+"/none.docx"); code != exitUntrusted || out != "" {
		t.Errorf("a period without rows: code %d, %s", code, out)
	}
	_, out, _ = runKPI(t, "compare", hole, "--period", "2024-Q1", "--with", "2024-Q2", "-k", "late", "-q", "-f", "csv")
	if !strings.Contains(out, "or a unit lacks months") {
		t.Errorf("compare has no mark of missing months:\n%s", out)
	}
}
