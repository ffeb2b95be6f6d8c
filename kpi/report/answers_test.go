package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// answered returns the answers of a report of February with the periods beside it: the month
// before has one unit more and another less, the year before no rows.
func answered(t *testing.T, lang kpi.Lang, rows ...string) *report.Answers {
	t.Helper()
	return answeredBy(t, lang, true, rows)
}

// answeredBy is answered with the other periods, or without.
func answeredBy(t *testing.T, lang kpi.Lang, besides bool, rows []string) *report.Answers {
	t.Helper()
	c := shipped(t)
	for i := range c.Measures.Len() {
		c.Indicators = append(c.Indicators, c.Measures.CountOf(i))
	}
	slices.SortStableFunc(c.Indicators, func(a, b kpi.Indicator) int { // those of the report are the first
		rank := func(d kpi.Indicator) int { return slices.Index([]string{"late", "on_time"}, d.ID) }
		return rank(b) - rank(a)
	})
	before := []string{"2024-01 | An | received 80, resolved_in_time 60, resolved_late 20", "2024-01 | Chi | received 10, resolved_in_time 4, resolved_late 1",
		"2024-01 | Am | received 50, resolved_in_time 45, resolved_late 5"}
	x := prose{catalog: c, ids: "on_time late", rows: rows, targets: []kpi.Target{target(t, "on_time", nil, "90"), target(t, "late", nil, "9")},
		sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: before}, {is: kpi.YearEarlier, period: "2023-02"},
			{is: kpi.ToDate, period: "2024-01..2024-02", rows: slices.Concat(before, rows)}}}
	if !besides {
		x.sides = nil
	}
	opts := report.Options{Lang: lang, Decimals: 1, Heading: report.Heading{Province: "Tỉnh X"}}
	card, chosen, b, findings := x.parts(t)
	doc := report.Build(card, chosen, nil, nil, findings, c.Messages, opts)
	text := report.Sentences(card, chosen, b, findings, c.Messages, opts)
	score := func(by []kpi.Dimension) (*kpi.Scorecard, report.Besides, error) {
		x := x
		x.by = by
		card, _, b, _ := x.parts(t)
		return card, b, nil
	}
	units := func(name string) (kpi.Unit, error) {
		if name == "Lạ" {
			return kpi.Unit{}, kpi.NewFault("no unit {text}", "text", name)
		}
		return unit(name), nil
	}
	return report.NewAnswers(doc, text, len(chosen), score, units, opts)
}

// answerText writes an answer in a line.
func answerText(a report.Answer, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	text := a.Text
	if a.Number != "" {
		text += " [" + a.Number + "]"
	}
	if a.Why != "" {
		text += " (" + a.Why + ")"
	}
	if a.IsDoubt {
		text += " doubt"
	}
	for _, p := range a.Passages {
		text += fmt.Sprintf("; %s %d %d %d", p.Heading, len(p.Text), len(p.Items), len(p.After))
	}
	for _, table := range a.Tables {
		text += "; " + tableText(table)
	}
	if a.Chart != nil {
		text += fmt.Sprintf("chart of %s by %d, usual %t", a.Chart.Tables[0].Columns[0].Label, len(a.Chart.Tables[0].Rows), a.IsUsual)
	}
	return text
}

// tableText writes a table in a line: its header, its rows and its total.
func tableText(table *report.Table) string {
	header := slices.Clone(table.Keys)
	for _, c := range table.Columns {
		header = append(header, c.Label)
	}
	lines := []string{strings.Join(header, " | ")}
	for _, row := range table.All() {
		cells := row.Labels()
		for _, c := range row.Cells {
			cells = append(cells, cellText(c))
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	return strings.Join(lines, " / ")
}

// What a field asks for is answered by the figures of the report, and by those of the periods
// beside it; what there is not is said.
func TestAnswers(t *testing.T) {
	a := answered(t, kpi.English, "2024-02 | An | received 100, resolved_in_time 90, resolved_late 10", "2024-02 | Bình | received 40, resolved_in_time 37, resolved_late 3",
		"2024-02 | Chi | received 10, resolved_in_time ?, resolved_late 0")
	for _, tt := range [][2]string{
		{"on_time", `n/a (it lacks "Resolved early or on time" (Chi, 2024-02), "Resolved" (Chi, 2024-02))`}, {"on_time | An", "90.0% [0.9]"},
		{"on_time | Bình", "92.5% [0.925]"}, {"on_time.numerator | An", "90 [90]"}, {"on_time.denominator | An", "100 [100]"},
		{"on_time.fraction | An", "90/100"}, {"on_time.count", "error: on_time is a rate: it has numerator, denominator and fraction, but no count"},
		{"on_time.target", "90% [0.9]"}, {"on_time.target | An", "90% [0.9]"}, {"on_time.verdict | An", "met"}, {"on_time.verdict | Bình", "met"},
		{"on_time.label", "On time of resolved"}, {"on_time | Chi", `n/a (it lacks "Resolved early or on time" (Chi, 2024-02), "Resolved" (Chi, 2024-02))`},
		{"on_time.target | Chi", "90% [0.9]"},
		{"on_time.verdict | Chi", `n/a (it lacks "Resolved early or on time" (Chi, 2024-02), "Resolved" (Chi, 2024-02))`},
		{"on_time | Lạ", "error: no unit Lạ"}, {"on_time | Am", "n/a (no rows of this unit)"}, {"on_time.previous | Am", "90.0% [0.9]"},
		{"on_time.change.previous | Am", "n/a (the period of the report has no figure)"}, {"on_time.previous | Lai", "n/a (no rows of this unit)"},
		{"late", "13 [13]"}, {"late.count", "13 [13]"}, {"late.fraction", "error: late is a count: it has no fraction"},
		{"late.denominator", "error: late is a count: it has no denominator"}, {"late.numerator", "13 [13]"}, {"late.target", "no target (no target)"},
		{"late.verdict | An", "missed"}, {"late.verdict | Bình", "met"}, {"received", "150 [150]"}, {"received.count", "150 [150]"},
		{"received.fraction", "error: received is a count: it has no fraction"}, {"received | An", "100 [100]"},
		{"online", `n/a (it lacks "Received online" (An, 2024-02))`}, {"online.target", "no target (no target)"},
		{"nothing", `error: there is no indicator and no measure "nothing"`}, {"nothing.count", `error: there is no indicator and no measure "nothing"`},
		{"on_time.previous | An", "75.0% [0.75]"}, {"on_time.change.previous | An", "+15.0 [0.15]"}, {"late.change.previous | An", "-10 [-10]"},
		{"late.change.previous", "-13 [-13] (rows of other units in the two periods) doubt"},
		{"on_time.change.previous", "n/a (the period of the report has no figure)"},
		{"on_time.previous", "80.7% [0.807407407407] (rows of other units in the two periods) doubt"}, {"on_time.previous.target | An", "no target"},
		{"on_time.previous.verdict | An", "no target"}, {"on_time.previous.numerator | An", "60 [60]"},
		{"on_time.change.previous | Chi", "n/a (the period of the report has no figure)"}, {"on_time.change.previous | Bình", "n/a (no rows of this unit)"},
		{"on_time.previous | Bình", "n/a (no rows of this unit)"}, {"on_time.last_year | An", "n/a (no rows)"},
		{"on_time.change.last_year | An", "n/a (no rows)"}, {"on_time.to_date | An", "83.3% [0.833333333333]"},
		{"on_time.change.to_date | An", "+6.7 [0.066666666667]"}, {"received.to_date | An", "180 [180]"},
		{"received.change.to_date | An", "n/a (the period is of another length)"}, {"period", "2024-02"}, {"period.previous", "2024-01"},
		{"period.last_year", "2023-02"}, {"period.to_date", "2024-01 – 2024-02"}, {"title", "Administrative-reform indicators"},
		{"office", "…………… (the office is not named (--office))"}, {"province", "Tỉnh X"}, {"scope", "Tỉnh X: An, Bình, Chi"}, {"files", "0 [0]"},
		{"notes", ";  0 5 0"},
		{"sentences", "; Dossiers received and resolved 3 0 0; Indicators 0 2 3; Units 0 3 0; What cannot be computed 0 4 0; What to know about the figures 0 1 0"},
		{"definitions", "; On time of resolved 2 0 0; Resolved late 2 0 0"},
		{"table", "; Indicator | 2024-02 | Before (2024-01) | Change | A year earlier (2023-02) | Change | Year to date (2024-01 – 2024-02) | Change | Target | Note / On time of resolved | n/a | 80.7=109/135 |  | no rows |  | n/a |  | ≥ 90% |  / Resolved late | 13 | 26 | -13† | no rows |  | 39* |  |  |  /  |  |  |  |  |  |  |  |  | "},
		{"table late", "; Indicator | 2024-02 | Before (2024-01) | Change | A year earlier (2023-02) | Change | Year to date (2024-01 – 2024-02) | Change | Target | Note / Resolved late | 13 | 26 | -13† | no rows |  | 39* |  |  |  /  |  |  |  |  |  |  |  |  | "},
		{"table district", "; District | On time of resolved | Resolved late / An | 90.0=90/100 | 10 / Bình | 92.5=37/40 | 3 / Chi | n/a | 0 /  | n/a | 13"},
		{"table district late", "; District | 2024-02 | Before (2024-01) | Change | A year earlier (2023-02) | Change | Year to date (2024-01 – 2024-02) | Change | Target | Note / An | 10 | 20 | -10 | no rows |  | 30 |  | ≤ 9 |  / Bình | 3 | no rows of this unit |  | no rows |  | 3* |  | ≤ 9 | Year to date: 2024-01 – 2024-02 has rows of 1 of 2 months / Chi | 0 | 1 | -1 | no rows |  | 1 |  | ≤ 9 |  /  | 13 | 26 | -13† | no rows |  | 39* |  |  | Year to date: 2024-01 – 2024-02 lacks rows of some months of Am, Bình"},
		{"table period on_time", "; Period | On time of resolved / 2024-02 | n/a /  | n/a"},
		{"table units online", `; District | 2024-02 | Before (2024-01) | Change | A year earlier (2023-02) | Change | Year to date (2024-01 – 2024-02) | Change | Note / An | n/a | n/a |  | no rows |  | n/a |  | Before: it lacks "Received online" (An, 2024-01); Year to date: it lacks "Received online" (An, 2024-01) / Bình | n/a | no rows of this unit |  | no rows |  | n/a |  | Year to date: 2024-01 – 2024-02 has rows of 1 of 2 months / Chi | n/a | n/a |  | no rows |  | n/a |  | Before: it lacks "Received online" (Chi, 2024-01); Year to date: it lacks "Received online" (Chi, 2024-01) /  | n/a | n/a |  | no rows |  | n/a |  | Before: rows of other units in the two periods; Year to date: 2024-01 – 2024-02 lacks rows of some months of Am, Bình`},
		{"table nothing", `error: there is no indicator and no measure "nothing"`}, {"chart", "chart of On time of resolved by 2, usual true"},
		{"chart late", "chart of Resolved late by 3, usual false"}, {"chart district", "chart of On time of resolved by 2, usual false"},
		{"chart nothing", `error: there is no indicator and no measure "nothing"`},
	} {
		q, err := report.ParseQuery(tt[0])
		if err != nil {
			t.Fatal(tt[0], err)
		}
		if got := answerText(a.Of(q)); got != tt[1] {
			t.Errorf("%s\n got %s\nwant %s", tt[0], got, tt[1])
		}
	}
}

// Offices name a period by its months, or by the part of the year that it is.
func TestPeriodsInDocuments(t *testing.T) {
	for _, tt := range [][2]string{
		{"2024-02", "tháng 2 năm 2024"}, {"2024-12", "tháng 12 năm 2024"}, {"2024-Q1", "quý I năm 2024"}, {"2024-Q2", "quý II năm 2024"}, {"2024-Q4", "quý IV năm 2024"}, {"2024-02..2024-04", "từ tháng 2 năm 2024 đến tháng 4 năm 2024"}, {"2024-H1", "6 tháng đầu năm 2024"}, {"2024-H2", "6 tháng cuối năm 2024"}, {"2024-04..2024-09", "từ tháng 4 năm 2024 đến tháng 9 năm 2024"},
		{"2024-01..2024-09", "9 tháng đầu năm 2024"}, {"2024-02..2024-10", "từ tháng 2 năm 2024 đến tháng 10 năm 2024"}, {"2024", "năm 2024"}, {"2023-07..2024-06", "từ tháng 7 năm 2023 đến tháng 6 năm 2024"}, {"2024-01..2024-02", "từ tháng 1 năm 2024 đến tháng 2 năm 2024"}, {"2024-01..2024-05", "từ tháng 1 năm 2024 đến tháng 5 năm 2024"},
	} {
		a := answered(t, kpi.Vietnamese, tt[0]+" | An | received 100")
		if got := answerText(a.Of(report.Query{Name: "period"})); got != tt[1] {
			t.Errorf("%s\n got %s\nwant %s", tt[0], got, tt[1])
		}
	}
}

// A commune is told from those of its name by its district and province, and a report without
// other periods has no columns of them. Up to five units are named.
func TestAnswersOfUnits(t *testing.T) {
	rows := []string{"2024-02 | P: A/X | received 10, resolved_late 1", "2024-02 | P: A/Y | received 10, resolved_late 2", "2024-02 | P: B/X | received 10, resolved_late 3",
		"2024-02 | Q: A/X | received 10, resolved_late 4"}
	for _, tt := range [][2]string{
		{"late | P: A/X", "1 [1]"}, {"late | P: A/Y", "2 [2]"}, {"late | P: B/X", "3 [3]"}, {"late | Q: A/X", "4 [4]"}, {"late | P: A", "3 [3]"}, {"late | P: B", "3 [3]"}, {"late | Q: A", "4 [4]"},
		{"late | P:", "6 [6]"}, {"late | Q:", "4 [4]"}, {"late | Q: B", "n/a (no rows of this unit)"}, {"late.previous", "n/a (no rows of this unit)"}, {"period.previous", "n/a (the period of the report is of two years, or not of whole months)"},
		{"scope", "Tỉnh X: P / A, P / B, Q / A"},
		{"table district late", "; Province | District | Resolved late / P | A | 3 / P | B | 3 / Q | A | 4 /  | 10"},
		{"table", "; Indicator | 2024-02 | Target / On time of resolved | n/a | ≥ 90% / Resolved late | 10 |  /  |  | "},
	} {
		q, err := report.ParseQuery(tt[0])
		if err != nil {
			t.Fatal(tt[0], err)
		}
		if got := answerText(answeredBy(t, kpi.English, false, rows).Of(q)); got != tt[1] {
			t.Errorf("%s\n got %s\nwant %s", tt[0], got, tt[1])
		}
	}
	for n, want := range map[int]string{4: "Tỉnh X: A, B, C, D", 5: "Tỉnh X: A, B, C, D, E", 6: "Tỉnh X: 6 units"} {
		var rows []string
		for i := range n {
			rows = append(rows, "2024-02 | "+string(rune('A'+i))+" | received 10, resolved_late 1")
		}
		if got := answerText(answered(t, kpi.English, rows...).Of(report.Query{Name: "scope"})); got != want {
			t.Errorf("%d units: %s, want %s", n, got, want)
		}
	}
}
