package report_test

import (
	"fmt"
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
	for n, want := range []string{"1 1 0 1", "1 1 0 0"} { // where less is better, so is a change below 0
		var better []string
		for _, row := range s.Tables[n].Rows {
			if change := row.Cells[2].Change; change != nil {
				better = append(better, fmt.Sprint(change.Better))
			}
		}
		if got := strings.Join(better, " "); got != want {
			t.Errorf("%s: changes are better %s, want %s", s.Tables[n].Name, got, want)
		}
		if c := s.Tables[n].Columns; c[0].Lower != (n == 1) || c[1].Lower != (n == 1) || c[0].Plain != (n == 1) {
			t.Errorf("%s: columns %+v", s.Tables[n].Name, c[:2])
		}
	}
	if a, d := slices.Collect(s.Machine.Records.Rows)[0], slices.Collect(s.Machine.Records.Rows)[3]; *a[5].Number != 2 || *a[6].Number != 4 || *a[7].Number != -2 || *d[7].Number != 3 {
		t.Errorf("ranks %d, %d, %d and %d", *a[5].Number, *a[6].Number, *a[7].Number, *d[7].Number)
	}
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

// A change between two periods has a mark where the rows are of other units, or of other months
// of the same, or lack some months on either side; a row without a change has none.
func TestComparisonOfOtherUnits(t *testing.T) {
	c := load(t)
	rows := func(months ...string) (list []string) {
		for _, month := range months {
			list = append(list, month+" | An/X | received 100, resolved_late 10", month+" | An/Y | received 100, resolved_late 5")
		}
		return list
	}
	for _, tt := range []struct {
		name     string
		old, now []string
		marked   bool
	}{
		{"the same", rows("2024-01", "2024-02"), rows("2024-03", "2024-04"), false},
		{"one more unit", rows("2024-01"), append(rows("2024-02"), "2024-02 | An/Z | received 1, resolved_late 0"), true},
		{"one month less", rows("2024-01", "2024-02"), rows("2024-03"), true},
		{"both lack a month of a unit", append(rows("2024-01"), "2024-02 | An/X | received 1, resolved_late 0"), append(rows("2024-03"), "2024-04 | An/X | received 1, resolved_late 0"), true},
		{"the old side does", append(rows("2024-01"), "2024-02 | An/X | received 1, resolved_late 0"), rows("2024-03", "2024-04"), true},
		{"the new side does", rows("2024-01", "2024-02"), append(rows("2024-03"), "2024-04 | An/X | received 1, resolved_late 0"), true},
	} {
		old, now := ledger(t, c, tt.old...), ledger(t, c, tt.now...)
		m := report.Comparison{Old: score(t, c, old, byDistrict), New: score(t, c, now, byDistrict)}
		m.Covered = func(int) (_, _ map[kpi.Group]kpi.Coverage) {
			return old.Covered(byDistrict, nil), now.Covered(byDistrict, nil)
		}
		m.Chosen, _ = report.Choose(m.New, []string{"late", "online"}, m.Old)
		d := report.BuildComparison(m, nil, nil, c.Messages, english())
		explained := strings.Contains(strings.Join(d.Reading.Marks, " "), "†")
		row, total, none := d.Tables[0].Rows[0].Cells[2], d.Tables[0].Total.Cells[2], d.Tables[1].Rows[0].Cells[2]
		for what, marked := range map[string]bool{"row": row.ChangeMark != "", "total": total.ChangeMark != "", "explanation": explained} {
			if marked != tt.marked {
				t.Errorf("%s: %s has a mark: %t", tt.name, what, marked)
			}
		}
		if none.Change != nil {
			t.Errorf("%s: a change of what is not known: %+v", tt.name, none)
		}
		reasons := map[string]bool{}
		for record := range d.Machine.Records.Rows {
			reasons[record[1].Key.Value+" "+record[10].Key.Value] = true
		}
		if got := len(reasons); got != 2 || reasons["online rows of other units in the two periods"] {
			t.Errorf("%s: notes %v", tt.name, reasons)
		}
	}
	// Without a change nothing is explained.
	old, now := ledger(t, c, rows("2024-01")...), ledger(t, c, "2024-02 | An/X | received 100, resolved_late ?", "2024-02 | An/Y | received 100, resolved_late ?")
	m := report.Comparison{Old: score(t, c, old, byDistrict), New: score(t, c, now, byDistrict)}
	m.Covered = func(int) (_, _ map[kpi.Group]kpi.Coverage) { return old.Covered(byDistrict, nil), nil }
	m.Chosen, _ = report.Choose(m.New, []string{"late"}, m.Old)
	if d := report.BuildComparison(m, nil, nil, c.Messages, english()); strings.Contains(strings.Join(d.Reading.Marks, " "), "†") {
		t.Errorf("marks %q", d.Reading.Marks)
	}
}

// Rows that are sorted by an indicator have those without its figure behind the others.
func TestComparisonSorted(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-01 | An | received 100, resolved_late 10", "2024-01 | Bình | received 100, resolved_late ?", "2024-01 | Chi | received 100, resolved_late 5")
	card := score(t, c, l, byDistrict)
	m := report.Comparison{Old: card, New: card}
	m.Chosen, _ = report.Choose(card, []string{"late"})
	m.Sorted = m.Chosen[0]
	for sort, want := range map[string]string{"late": "1 Chi, 2 An, 0 Bình", "-late": "2 An, 1 Chi, 0 Bình"} {
		opts := english()
		opts.Sort = sort
		var got []string
		for _, row := range report.BuildComparison(m, nil, nil, c.Messages, opts).Tables[0].Rows {
			got = append(got, fmt.Sprint(row.Rank, " ", row.Name()))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("sorted by %s: %q, want %s", sort, got, want)
		}
	}
}

// A total of which a row is on one side only says so.
func TestComparisonOfMoreRows(t *testing.T) {
	c := load(t)
	an := []string{"2024-01 | An | received 100, resolved_late 10"}
	for _, tt := range []struct {
		old, now []string
		noted    bool
	}{{an, an, false}, {append(an, "2024-01 | Bình | received 1, resolved_late 0"), an, true}, {an, append(an, "2024-01 | Bình | received 1, resolved_late 0"), true}} {
		d := compared(t, ledger(t, c, tt.old...), ledger(t, c, tt.now...), nil, "late")
		table := d.Tables[0]
		last := table.Columns[len(table.Columns)-1] // of notes, if there are any
		if isNoted := last.Kind == report.NoteColumn && table.Total.Cells[len(table.Columns)-1].Key.Label != ""; isNoted != tt.noted {
			t.Errorf("%q to %q: the total has a note: %t", tt.old, tt.now, isNoted)
		}
	}
}

// A change that is shown as 0 is neither better nor worse.
func TestChangeThatIsNotShown(t *testing.T) {
	c := load(t)
	for now, want := range map[string]string{"1001": "0.0 0", "999": "0.0 0", "1002": "+0.1 1", "998": "-0.1 -1"} {
		d := compared(t, ledger(t, c, "2024-01 | An | received 3000, received_online 1000"), ledger(t, c, "2024-02 | An | received 3000, received_online "+now), nil, "online")
		if change := d.Tables[0].Rows[0].Cells[2].Change; fmt.Sprint(change.Shown, " ", change.Better) != want {
			t.Errorf("%s: %s, %d, want %s", now, change.Shown, change.Better, want)
		}
	}
}
