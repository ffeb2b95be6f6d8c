package report_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// compared compares two ledgers by district.
func compared(t *testing.T, old, now *kpi.Ledger, reason func(kpi.Group, kpi.Indicator) string, ids ...string) *report.Document {
	t.Helper()
	c := load(t)
	m := report.Comparison{Old: score(t, c, old, byDistrict), New: score(t, c, now, byDistrict), Reason: reason}
	m.Chosen, _ = report.Choose(m.New, ids, m.Old)
	notes := report.ComparisonNotes(m, english())
	c.Messages.Judge(notes, nil, false)
	return report.BuildComparison(m, nil, notes, c.Messages, english())
}

func TestComparison(t *testing.T) {
	c := load(t)
	old := ledger(t, c,
		"2025-05 | An | received 100, resolved_in_time 90, resolved_late 10",
		"2025-05 | Bình | received 100, resolved_in_time 45, resolved_late 5",
		"2025-05 | Chi | received 100, resolved_in_time 29, resolved_late 0",
		"2025-05 | Dân | received 100, resolved_in_time 40, resolved_late 10",
		"2025-05 | Hải | received 1, resolved_in_time ?, resolved_late 0",
		"2025-05 | Kỳ | received 9, resolved_in_time 9, resolved_late 0")
	now := ledger(t, c,
		"2025-08 | An | received 100, resolved_in_time 95, resolved_late 5",
		"2025-08 | Bình | received 100, resolved_in_time 49, resolved_late 1",
		"2025-08 | Chi | received 100, resolved_in_time 30, resolved_late 0",
		"2025-08 | Dân | received 100, resolved_in_time 50, resolved_late 0",
		"2025-08 | Hải | received 1, resolved_in_time 4, resolved_late 0",
		"2025-08 | Lộc | received 50, resolved_in_time 50, resolved_late 0",
		"2025-08 | Mai | received 50, resolved_in_time 1, resolved_late 1")
	reason := func(g kpi.Group, d kpi.Indicator) string {
		if g.District == "Mai" || g.District == "Dân" && d.ID == "late" {
			return "Mai Cũ was divided among Mai, Lộc"
		}
		return ""
	}
	s := compared(t, old, now, reason, "on_time", "late")
	wantTable(t, s.Tables[0], `District | 2025-08 | 2025-05 | Change | Rank 2025-08 | Rank 2025-05 | Change of rank | Note
An | 95.0=95/100 | 90.0=90/100 | +5.0 | 4 | 2 | -2 | 
Bình | 98.0=49/50 | 90.0=45/50 | +8.0 | 3 | 2 | -1 | 
Chi | 100.0=30/30 | 100.0°=29/29 | 0.0 | 1 | 1 | 0 | 
Dân | 100.0=50/50 | 80.0=40/50 | +20.0 | 1 | 4 | +3 | 
Hải | 100.0°=4/4 | n/a |  |  |  |  | 
Kỳ | – | 100.0°=9/9 |  |  |  |  | only in 2025-05
Lộc | 100.0=50/50 | – |  |  |  |  | only in 2025-08
Mai | 50.0°=1/2 | – |  |  |  |  | not comparable: Mai Cũ was divided among Mai, Lộc
Total | 97.6=279/286 | n/a |  |  |  |  | not comparable: some rows are not`)
	wantTable(t, s.Tables[1], `District | 2025-08 | 2025-05 | Change | Rank 2025-08 | Rank 2025-05 | Change of rank | Note
An | 5 | 10 | -5 | 4 | 4 | 0 | 
Bình | 1 | 5 | -4 | 3 | 3 | 0 | 
Chi | 0 | 0 | 0 | 1 | 1 | 0 | 
Dân | 0 | 10 |  |  |  |  | not comparable: Mai Cũ was divided among Mai, Lộc
Hải | 0 | 0 | 0 | 1 | 1 | 0 | 
Kỳ | – | 0 |  |  |  |  | only in 2025-05
Lộc | 0 | – |  |  |  |  | only in 2025-08
Mai | 1 | – |  |  |  |  | not comparable: Mai Cũ was divided among Mai, Lộc
Total | 7 | 25 |  |  |  |  | not comparable: some rows are not`)
	if !strings.Contains(strings.Join(s.Reading.Marks, "\n"), "° Denominator below 30") {
		t.Error(s.Reading.Marks)
	}
	var statuses []string
	for _, record := range slices.Collect(s.Machine.Records.Rows)[:8] {
		statuses = append(statuses, record[0].Key.Value+" "+record[9].Key.Value+" "+record[8].Key.Value)
	}
	if got, want := strings.Join(statuses, ", "), "An both , Bình both , Chi both old, Dân both , Hải both new, Kỳ old old, Lộc new , Mai not-comparable new"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := strings.Join(s.Sections[0].Lines, "\n"); !strings.Contains(got, `"On time of resolved" is n/a for Hải (2025-05), so that there is no total: it lacks "Resolved early or on time" (Hải, 2025-05), "Resolved" (Hải, 2025-05)`) {
		t.Error(got)
	}
}
