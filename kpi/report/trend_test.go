package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// cellText writes what a cell holds.
func cellText(c report.Cell) string {
	var texts []string
	if c.Key != nil {
		texts = append(texts, c.Key.Label)
	}
	if c.Number != nil {
		texts = append(texts, fmt.Sprint(*c.Number))
	}
	if f := c.Figure; f != nil {
		switch {
		case !f.Defined:
			texts = append(texts, f.NA)
		case f.Ratio.Plain:
			texts = append(texts, f.Shown+c.Mark)
		default:
			texts = append(texts, fmt.Sprintf("%s%s=%d/%d", f.Shown, c.Mark, f.Ratio.Num, f.Ratio.Den))
		}
	}
	if c.Change != nil {
		texts = append(texts, c.Change.Shown+c.ChangeMark)
	}
	return strings.Join(texts, " ")
}

// wantTable compares a table, cells with bars between them.
func wantTable(t *testing.T, table *report.Table, want string) {
	t.Helper()
	header := slices.Clone(table.Keys)
	for _, c := range table.Columns {
		header = append(header, c.Label)
	}
	lines := []string{strings.Join(header, " | ")}
	for i, row := range table.All() {
		cells := row.Labels()
		if i == len(table.Rows) {
			cells = append([]string{table.TotalLabel}, make([]string, len(table.Keys)-1)...)
		}
		for _, c := range row.Cells {
			cells = append(cells, cellText(c))
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// trend follows an indicator over a ledger, of which all is about it.
func trend(t *testing.T, l *kpi.Ledger, id string, every kpi.Length, cumulative bool) *report.Document {
	t.Helper()
	c := load(t)
	d, ok := c.Indicator(id)
	if !ok {
		t.Fatal(id)
	}
	steps, err := report.Steps(l, every, cumulative, byDistrict, d, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := l.Score(byDistrict, append([]kpi.Indicator{d}, c.Indicators...), nil)
	if err != nil {
		t.Fatal(err)
	}
	tr := report.Trend{Every: every, Cumulative: cumulative, Courses: []report.Course{{Whole: whole, Steps: steps}}}
	notes := report.TrendNotes(tr, english())
	c.Messages.Judge(notes, nil, false)
	return report.BuildTrend(tr, nil, notes, c.Messages, english())
}

// fourMonths has a month without any rows, one of which one district has none, and a blank.
func fourMonths(t *testing.T) *kpi.Ledger {
	return ledger(t, load(t),
		"2024-03 | An | received 10, resolved_in_time 9, resolved_late 1, carried_over 5, pending_in_time 6, pending_overdue 0",
		"2024-04 | An | received 20, resolved_in_time ?, resolved_late 2, carried_over 6, pending_in_time 4, pending_overdue 0",
		"2024-06 | An | received 40, resolved_in_time 36, resolved_late 4, carried_over 4, pending_in_time 8, pending_overdue 0",
		"2024-03 | Bình | received 10, resolved_in_time 10, resolved_late 0, carried_over 0, pending_in_time 0, pending_overdue 0",
		"2024-04 | Bình | received 30, resolved_in_time 0, resolved_late 0, carried_over 0, pending_in_time 30, pending_overdue 0",
	)
}

func TestTrendByMonth(t *testing.T) {
	s := trend(t, fourMonths(t), "on_time", kpi.Monthly, false)
	wantTable(t, s.Tables[0], `District | Trend | 2024-06 | 2024-05 | 2024-04 | 2024-03 | Change, first to last
An | ▁··▁ | 90.0=36/40 |  | n/a | 90.0°=9/10 | 0.0
Bình | █··· |  |  | n/a | 100.0°=10/10 | 
Total | ▅··▁ | 90.0=36/40 |  | n/a | 95.0°=19/20 | -5.0†`)
	if c := s.Tables[0].Columns[1]; c.Lower || c.Plain {
		t.Errorf("column %+v", c)
	}
	if s.Tables[0].Legend != "Trend: from 90.0 (▁) to 100.0 (█); · no figure." {
		t.Error(s.Tables[0].Legend)
	}
	notes := strings.Join(s.Sections[0].Lines, "\n")
	if strings.Contains(notes, "2024-05") {
		t.Error("the month without rows is told again: " + notes)
	}
	for _, want := range []string{`"On time of resolved" is n/a for An (2024-04), so that there is no total: it lacks "Resolved early or on time" (An, 2024-04), "Resolved" (An, 2024-04)`,
		`"On time of resolved" is n/a for Bình (2024-04): nothing to divide by (0/0)`} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in\n%s", want, notes)
		}
	}
	s = trend(t, fourMonths(t), "late", kpi.Monthly, false)
	if c := s.Tables[0].Columns[1]; !c.Lower || !c.Plain {
		t.Errorf("column %+v", c)
	}
	wantTable(t, s.Tables[0], `District | Trend | 2024-06 | 2024-05 | 2024-04 | 2024-03 | Change, first to last
An | ▃▅·█ | 4 |  | 2 +1 | 1 | +3
Bình | ▁▁·· |  |  | 0 0 | 0 | 
Total | ▁▃·█ | 4 |  | 2 +1 | 1 | +3†`)
}

// The change overall is from the first period to the last: without a figure in one of these
// there is none.
func TestChangeOverallIsFromFirstToLast(t *testing.T) {
	wantTable(t, trend(t, ledger(t, load(t),
		"2024-01 | An | resolved_in_time 90, resolved_late 10",
		"2024-02 | An | resolved_in_time 95, resolved_late 5",
		"2024-03 | An | resolved_in_time ?, resolved_late ?",
		"2024-01 | Bình | resolved_in_time 90, resolved_late 10",
		"2024-02 | Bình | resolved_in_time ?, resolved_late 5",
		"2024-03 | Bình | resolved_in_time 70, resolved_late 30",
		"2024-02 | Chi | resolved_in_time 90, resolved_late 10",
		"2024-03 | Chi | resolved_in_time 80, resolved_late 20",
	), "on_time", kpi.Monthly, false).Tables[0], `District | Trend | 2024-03 | 2024-02 | 2024-01 | Change, first to last
An | ▇█· | n/a | 95.0=95/100 +5.0 | 90.0=90/100 | 
Bình | ▇·▁ | 70.0=70/100 | n/a | 90.0=90/100 | -20.0
Chi | ·▇▄ | 80.0=80/100 -10.0 | 90.0=90/100 |  | 
Total | ▇·· | n/a | n/a | 90.0=180/200 | `)
}

// What was carried over counts from the first month of a quarter, what is pending from
// the last; a quarter without all of its months is marked, and compared with none.
func TestTrendByQuarter(t *testing.T) {
	wantTable(t, trend(t, fourMonths(t), "on_time_766", kpi.Quarterly, false).Tables[0], `District | Trend | 2024-04 – 2024-06 | 2024-01 – 2024-03 | Change, first to last
An | ▁· | n/a | 100.0*°=15/15 | 
Bình | ▁· | n/a | 100.0*°=10/10 | 
Total | ▁· | n/a | 100.0*°=25/25 | `)
	wantTable(t, trend(t, fourMonths(t), "late", kpi.Quarterly, false).Tables[0], `District | Trend | 2024-04 – 2024-06 | 2024-01 – 2024-03 | Change, first to last
An | ▂█ | 6* | 1* | 
Bình | ▁▁ | 0* | 0* | 
Total | ▁█ | 6* | 1* | `)
	l := ledger(t, load(t), "2023-12 | An | received 1, carried_over 9, resolved_in_time 1, resolved_late 0, pending_in_time 9, pending_overdue 0",
		"2024-01 | An | received 10, carried_over 9, resolved_in_time 10, resolved_late 1, pending_in_time 8, pending_overdue 0",
		"2024-02 | An | received 10, carried_over 8, resolved_in_time 10, resolved_late 1, pending_in_time 7, pending_overdue 0",
		"2024-03 | An | received 10, carried_over 7, resolved_in_time 10, resolved_late 1, pending_in_time 6, pending_overdue 0",
		"2024-Q2 | An | received 30, carried_over 6, resolved_in_time 33, resolved_late 0, pending_in_time 3, pending_overdue 0")
	s := trend(t, l, "on_time_766", kpi.Quarterly, false)
	wantTable(t, s.Tables[0], `District | Trend | 2024-04 – 2024-06 | 2024-01 – 2024-03 | 2023-10 – 2023-12 | Change, first to last
An | █▁█ | 100.0=36/36 +7.7 | 92.3=36/39 | 100.0*°=10/10 | 
Total | █▁█ | 100.0=36/36 +7.7 | 92.3=36/39 | 100.0*°=10/10 | `)
	if got := strings.Join(s.Reading.Marks, "\n"); !strings.Contains(got, "* Counts of only some months") {
		t.Error(got)
	}
}

// The year to date begins anew in January, where nothing is compared with December.
func TestTrendToDate(t *testing.T) {
	l := ledger(t, load(t), "2023-12 | An | resolved_in_time 1, resolved_late 1", "2024-01 | An | resolved_in_time 3, resolved_late 1", "2024-02 | An | resolved_in_time 4, resolved_late 0")
	wantTable(t, trend(t, l, "on_time", kpi.Monthly, true).Tables[0], `District | Trend | 2 months 2024 | 1 month 2024 | 12 months 2023 | Change, first to last
An | ▁▆█ | 87.5°=7/8 +12.5 | 75.0°=3/4 | 50.0*°=1/2 | +12.5
Total | ▁▆█ | 87.5°=7/8 +12.5 | 75.0°=3/4 | 50.0*°=1/2 | +12.5`)
	l = ledger(t, load(t), "2024-H1 | An | resolved_in_time 3, resolved_late 9", "2024-H2 | An | resolved_in_time 3, resolved_late 9", "2025-H1 | An | resolved_in_time 4, resolved_late 1")
	wantTable(t, trend(t, l, "late", kpi.HalfYearly, true).Tables[0], `District | Trend | 6 months 2025 | 12 months 2024 | 6 months 2024 | Change, first to last
An | ▄█▁ | 1 | 18 +9 | 9 | 
Total | ▄█▁ | 1 | 18 +9 | 9 | `)
}

// A trend of one period has no change; of counts of one row there is one line of bars, of more
// the total has bars of its own.
func TestTrendOfOnePeriod(t *testing.T) {
	c := load(t)
	one := trend(t, ledger(t, c, "2024-03 | An | received 40, received_online 10"), "online", kpi.Monthly, false)
	wantTable(t, one.Tables[0], `District | Trend | 2024-03
An | ▁ | 25.0=10/40
Total | ▁ | 25.0=10/40`)
	for n, want := range map[int]string{1: "Trend: from 4 (▁) to 9 (█); · no figure.", 2: "Trend: from 4 (▁) to 9 (█); · no figure. Total: from 8 (▁) to 18 (█)."} {
		var rows []string
		for _, name := range []string{"An", "Bình"}[:n] {
			rows = append(rows, "2024-03 | "+name+" | resolved_late 4", "2024-04 | "+name+" | resolved_late 9")
		}
		if got := trend(t, ledger(t, c, rows...), "late", kpi.Monthly, false).Tables[0].Legend; got != want {
			t.Errorf("%d rows: %s", n, got)
		}
	}
}

// Marks are explained where a cell has them: of some months of a period, and of other units.
func TestReadingOfTrend(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		name  string
		rows  []string
		every kpi.Length
		want  string
	}{
		{"whole", []string{"2024-03 | An | received 40, received_online 10", "2024-04 | An | received 40, received_online 20"}, kpi.Monthly, ""},
		{"other units", []string{"2024-03 | An | received 40, received_online 10", "2024-04 | An | received 40, received_online 20", "2024-04 | Bình | received 40, received_online 20"}, kpi.Monthly, "†"},
		{"other units between", []string{"2024-03 | An | received 40, received_online 10", "2024-04 | An | received 40, received_online 20", "2024-04 | Bình | received 40, received_online 20",
			"2024-05 | An | received 40, received_online 20"}, kpi.Monthly, "†"},
		{"other units behind a gap", []string{"2024-03 | An | received 40, received_online 10", "2024-05 | An | received 40, received_online 20", "2024-05 | Bình | received 40, received_online 20"}, kpi.Monthly, "†"},
		{"some months", []string{"2024-Q1 | An | received 40, received_online 10", "2024-04 | An | received 40, received_online 20"}, kpi.Quarterly, "*"},
		{"some months without a figure", []string{"2024-Q1 | An | received 40, received_online 10", "2024-04 | An | received 0, received_online 0"}, kpi.Quarterly, ""},
		{"other units without a figure", []string{"2024-03 | An | received 0, received_online 0", "2024-04 | An | received 40, received_online 20", "2024-04 | Bình | received 40, received_online 20"}, kpi.Monthly, ""},
	} {
		var got string
		reading := strings.Join(trend(t, ledger(t, c, tt.rows...), "online", tt.every, false).Reading.Marks, "\n")
		for _, mark := range []string{"*", "†"} {
			if strings.Contains(reading, mark) {
				got += mark
			}
		}
		if got != tt.want {
			t.Errorf("%s: marks %q, want %q in %s", tt.name, got, tt.want, reading)
		}
	}
}
