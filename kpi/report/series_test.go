package report_test

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// monthly is two districts over four months, of which one has no row and one is
// blank for one of them; a half-year and an undated row are of no month.
func monthly() []string {
	return []string{
		"2024-03 | Bắc Sơn | received 10, resolved_in_time 9",
		"2024-04 | Bắc Sơn | received 20, resolved_in_time ?",
		"2024-06 | Bắc Sơn | received 40, resolved_in_time 36",
		"2024-03 | Văn Lãng | received 10, resolved_in_time 10",
		"2024-04 | Văn Lãng | received 0, resolved_in_time 0",
		"2024-H1 | Văn Lãng | tasks_assigned 3, tasks_on_time 1",
		"| Văn Lãng | officials 4, officials_qualified 3",
	}
}

// over writes the series of one column of a row.
func over(row report.Row, column int) string {
	var texts []string
	for _, f := range row.Series[column] {
		if f.Defined {
			texts = append(texts, f.Shown)
			continue
		}
		texts = append(texts, f.NA)
	}
	return strings.Join(texts, " ")
}

func TestSeries(t *testing.T) {
	c := load(t)
	l := ledger(t, c, monthly()...)
	months, err := report.Months(l, func(l *kpi.Ledger) (*kpi.Scorecard, error) { return l.Score(byDistrict, c.Indicators, nil) })
	if err != nil {
		t.Fatal(err)
	}
	options := english()
	options.Months = months
	r := build(c, score(t, c, l, byDistrict), "on_time_received tasks_on_time", options)
	var names []string
	for _, m := range r.Tables[0].Months {
		names = append(names, m.Value)
	}
	wantTexts(t, []string{strings.Join(names, " "), over(r.Tables[0].Rows[0], 0), over(r.Tables[0].Rows[1], 0), over(r.Tables[0].Total, 0), over(r.Tables[0].Rows[1], 1)},
		"2024-03 2024-04 2024-05 2024-06",
		"90.0 n/a n/a 90.0",
		"100.0 n/a n/a n/a",
		"95.0 n/a n/a 90.0",
		"n/a n/a n/a n/a")
	options.Longer = report.Longer(l)
	notes := build(c, score(t, c, l, byDistrict), "online", options).Sections
	if last := notes[len(notes)-1].Lines[0]; last != "Figures by month are without the rows of longer periods: 2024-01 – 2024-06" {
		t.Errorf("the note is %q", last)
	}
	if !r.Tables[0].HasSeries(0) || r.Tables[0].HasSeries(1) {
		t.Error("the tasks of a half-year have no months")
	}
}

// Where all rows are of one month, or of longer periods, there is no series.
func TestNoSeries(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-06 | Bắc Sơn | received 1", "2024-H1 | Văn Lãng | tasks_assigned 3", "| Văn Lãng | officials 4")
	months, err := report.Months(l, func(*kpi.Ledger) (*kpi.Scorecard, error) { panic("a month is scored") })
	if months != nil || err != nil {
		t.Errorf("%d months, %v", len(months), err)
	}
	r := build(c, score(t, c, l, byDistrict), "online", english())
	if r.Tables[0].Months != nil || r.Tables[0].Rows[0].Series != nil || r.Tables[0].HasSeries(0) {
		t.Errorf("%+v", r)
	}
}

// Rows of no month are named below tables with months, and only there.
func TestLongerThanAMonth(t *testing.T) {
	c := load(t)
	l := ledger(t, c, monthly()...)
	months, err := report.Months(l, func(l *kpi.Ledger) (*kpi.Scorecard, error) { return l.Score(byDistrict, c.Indicators, nil) })
	if err != nil {
		t.Fatal(err)
	}
	const blank = "Not in the table, for they have none of its figures: Bắc Sơn"
	half := kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 6)}
	for _, tt := range []struct {
		months []report.Month
		longer []kpi.Period
		want   string
	}{{months, []kpi.Period{half}, blank + "\nFigures by month are without the rows of longer periods: 2024-01 – 2024-06"}, {months, nil, blank}, {nil, []kpi.Period{half}, blank}} {
		opts := english()
		opts.Months, opts.Longer, opts.Below.Notes = tt.months, tt.longer, report.AllNotes
		var lines []string
		for _, s := range build(c, score(t, c, l, byDistrict), "tasks_on_time", opts).Sections {
			lines = append(lines, s.Lines...)
		}
		if got := strings.Join(lines, "\n"); got != tt.want {
			t.Errorf("%d months, %v: %s", len(tt.months), tt.longer, got)
		}
	}
}

// Figures by month are of the total alone where there are more rows than a number, or where rows
// have no months.
func TestTotalAlone(t *testing.T) {
	c := load(t)
	l := ledger(t, c, monthly()...)
	months, err := report.Months(l, func(l *kpi.Ledger) (*kpi.Scorecard, error) { return l.Score(byDistrict, c.Indicators, nil) })
	if err != nil {
		t.Fatal(err)
	}
	for most, alone := range map[int]bool{1: true, 2: false, 3: false} {
		opts := english()
		opts.Months = months
		if got := build(c, score(t, c, l, byDistrict), "on_time_received", opts).TotalAlone(most); (got != "") != alone {
			t.Errorf("of %d rows at most: %q", most, got)
		}
		if build(c, score(t, c, l, byDistrict), "on_time_received", english()).TotalAlone(most) == "" {
			t.Errorf("of %d rows at most without months: nothing", most)
		}
	}
}
