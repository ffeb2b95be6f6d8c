package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/report"
)

// explained explains an indicator of a district, or of all, with cells that are made up:
// one of each count, in line 2 of the entry's place and the column of the measure.
func explained(t *testing.T, c *catalog.Catalog, l *kpi.Ledger, id, district string, most int, lang kpi.Lang) *report.Explanation {
	t.Helper()
	d, ok := c.Indicator(id)
	if !ok {
		t.Fatalf("no indicator %s", id)
	}
	trace, err := l.Explain(d, nil, func(e *kpi.Entry) bool { return district == "" || e.Unit.District == district })
	if err != nil {
		t.Fatal(err)
	}
	cells := map[kpi.Want]*kpi.Cells{}
	for w := range trace.Wants(most) {
		place := kpi.Place{File: "a.csv", Line: int(w.Entry.Period.To%12) + 1, Column: w.Measure + 1, Header: l.Measures.At(w.Measure).ID}
		if v, complete := w.Entry.Tally.Value(w.Measure); complete {
			cells[w] = &kpi.Cells{Given: []kpi.Cell{{Place: place, Value: v, Known: true}}, Count: 1, Sum: v}
		} else {
			cells[w] = &kpi.Cells{Missing: []kpi.Cell{{Place: place}}, Lacking: 3}
		}
	}
	return report.Explain(report.Subject{Unit: kpi.Unit{District: district}, Trace: trace, Cells: cells, Most: most, Ledger: l}, nil, c.Messages,
		report.Options{Lang: lang, Decimals: 1})
}

// sumOf writes a sum with its cells and parts.
func sumOf(s *report.Sum) string {
	count := func(c report.Count) string {
		if !c.Known {
			return "?"
		}
		return kpi.FormatCount(c.Value, c.Scale)
	}
	text := s.ID + " " + count(s.Count)
	for _, c := range s.Cells {
		text += fmt.Sprintf(" %d:%d=%s", c.Place.Line, c.Place.Column, count(c.Count))
	}
	if s.Others.Cells > 0 {
		text += fmt.Sprintf(" +%d=%s", s.Others.Cells, count(s.Others.Count))
	}
	if s.Again {
		text += " again"
	}
	for _, p := range s.Parts {
		sign := ""
		if p.Minus {
			sign = "-"
		}
		text += " " + sign + "(" + sumOf(p.Sum) + ")"
	}
	return text
}

// sidesOf writes both sides.
func sidesOf(e *report.Explanation) string {
	var texts []string
	for _, side := range e.Sides {
		var terms []string
		for _, term := range side.Terms {
			sign := ""
			if term.Minus {
				sign = "-"
			}
			terms = append(terms, sign+sumOf(term.Sum))
		}
		texts = append(texts, fmt.Sprintf("%s %t %s: %s", side.ID, side.Count.Known, kpi.FormatCount(side.Count.Value, side.Count.Scale), strings.Join(terms, "; ")))
	}
	return strings.Join(texts, " | ")
}

func TestExplainSides(t *testing.T) {
	c := load(t)
	l := ledger(t, c,
		"2024-04 | Bắc Sơn | resolved_in_time 10, resolved_late 1, received 20, carried_over 4",
		"2024-05 | Bắc Sơn | resolved_in_time 20, resolved_late 2, received 30, carried_over 5",
		"2024-06 | Bắc Sơn | resolved 33, resolved_in_time 30, received 40, carried_over 6, pending_in_time 7",
		"2024-06 | Bắc Sơn | statutory_days 19, assigned_days 10",
		"2024-06 | Văn Lãng | resolved_in_time 1000",
	)
	for _, tt := range []struct {
		id   string
		most int
		want string
	}{
		{"on_time", kpi.EveryCell,
			"numerator true 60: resolved_in_time 60 4:8=10 5:8=20 6:8=30 | denominator true 66: resolved 66 6:10=33 (resolved_in_time 30 4:8=10 5:8=20) (resolved_late 3 4:9=1 5:9=2)"},
		{"on_time", 1, "numerator true 60: resolved_in_time 60 4:8=10 +2=50 | denominator true 66: resolved 66 6:10=33 (resolved_in_time 30 4:8=10 +1=20) (resolved_late 3 4:9=1 +1=2)"},
		{"deadline_cut", 10, "numerator true 4.5: statutory_days 9.5 6:17=9.5; -assigned_days 5 6:18=5 | denominator true 9.5: statutory_days 9.5 6:17=9.5 again"},
		{"on_time_766", 10, "numerator true 67: resolved_in_time 60 4:8=10 5:8=20 6:8=30; pending_in_time 7 6:11=7 | " +
			"denominator true 94: caseload 94 (received 90 4:3=20 5:3=30 6:3=40) (carried_over 4 4:4=4)"},
		{"late", 10, "numerator true 6: resolved_late 6 4:9=1 5:9=2 (resolved 33 6:10=33) -(resolved_in_time 30 6:8=30)"},
		{"online", 10, "numerator false 0: received_online ? | denominator true 90: received 90 4:3=20 5:3=30 6:3=40"},
	} {
		got := sidesOf(explained(t, c, l, tt.id, "Bắc Sơn", tt.most, kpi.English))
		if got != tt.want {
			t.Errorf("%s, %d cells:\n got %s\nwant %s", tt.id, tt.most, got, tt.want)
		}
	}
}

func TestExplainMissing(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-05 | Bắc Sơn | resolved_late 1, carried_over 5", "2024-06 | Bắc Sơn | resolved_late ?, carried_over 6",
		"2024-06 | Văn Lãng | received 3, carried_over 1")
	missing := func(id, district string, lang kpi.Lang) string {
		var texts []string
		for _, m := range explained(t, c, l, id, district, 10, lang).Missing {
			texts = append(texts, fmt.Sprintf("%s %s %s %s: %s, %d cells", m.ID, m.Who, m.When.Label, m.Reason, m.Text, len(m.Cells)+m.Others))
		}
		return strings.Join(texts, "; ")
	}
	wantTexts(t, []string{missing("late", "", kpi.English), missing("late", "Bắc Sơn", kpi.Vietnamese), missing("tasks_on_time", "", kpi.English),
		missing("on_time_766", "Văn Lãng", kpi.English)},
		"resolved_late Bắc Sơn 2024-06 blank: cells without a count: 3, 3 cells; resolved_late Văn Lãng 2024-06 column: no column gives it, 0 cells",
		"resolved_late Bắc Sơn 06/2024 blank: số ô chưa có số liệu: 3, 3 cells",
		"tasks_on_time   column: no row of these units says anything of it, 0 cells; tasks_assigned   column: no row of these units says anything of it, 0 cells",
		"resolved_in_time Văn Lãng 2024-06 column: no column gives it, 0 cells; pending_in_time Văn Lãng 2024-06 column: no column gives it, 0 cells; "+
			"carried_over Văn Lãng 2024-06 edge: no row of the month 2024-05, 0 cells")
}

func TestExplainTitle(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-05 | Bắc Sơn | resolved_late 1", "2024-06 | Bắc Sơn | resolved_late 2")
	e := explained(t, c, l, "late", "Bắc Sơn", 10, kpi.English)
	all := explained(t, c, l, "late", "", 10, kpi.Vietnamese)
	wantTexts(t, []string{e.Title, all.Title, e.Figure.Shown, e.Sides[0].Terms[0].How, all.Sides[0].Terms[0].How},
		"Bắc Sơn · Period 2024-05 – 2024-06 · files: "+fmt.Sprint(len(l.Files)),
		"Tổng cộng · Kỳ báo cáo 05/2024 – 06/2024 · số tệp: "+fmt.Sprint(len(l.Files)), "3", "all periods add up", "cộng các kỳ")
}

// The unit of a cell has the level where the names do not imply it.
func TestExplainNamesTheLevel(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-06 | Bắc Sơn | resolved_late 1", "2024-06 | Bắc Sơn// | resolved_late 2", "2024-06 | Bắc Sơn/Long Đống | resolved_late 3",
		"2024-06 | | resolved_late 4")
	var who []string
	for _, cell := range explained(t, c, l, "late", "", 10, kpi.English).Sides[0].Terms[0].Cells {
		who = append(who, cell.Who+" "+kpi.FormatCount(cell.Count.Value, 1))
	}
	slices.Sort(who)
	wantTexts(t, who, "Bắc Sơn / Long Đống 3", "Bắc Sơn 1", "Bắc Sơn · Commune level 2", "Province level 4")
}

// The counts of lists have no cells: their dossiers are shown, or their counts are a part of what
// is given.
func TestExplainListed(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-04 | An | resolved_late 1", "2024-05 | An | resolved_late 2", "2024-06 | An | resolved_late 4", "2024-07 | An | resolved_late 8")
	late, _ := c.Indicator("late")
	trace, err := l.Explain(late, nil, func(*kpi.Entry) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	want := func(n int) kpi.Want { return kpi.Want{Entry: l.Entries[n], Measure: late.Needs()[0]} }
	x := report.Subject{Unit: kpi.Unit{District: "An"}, Trace: trace, Ledger: l, Most: 1,
		Cells:    map[kpi.Want]*kpi.Cells{want(0): {Given: []kpi.Cell{{Value: 1, Known: true}}, Count: 1, Sum: 1}, want(1): {Given: []kpi.Cell{{Value: 2, Known: true}}, Count: 1, Sum: 2}},
		Dossiers: map[kpi.Want][]dossiers.Group{want(2): {{Count: 4}}}}
	s := report.Explain(x, nil, c.Messages, english()).Sides[0].Terms[0].Sum
	if got := fmt.Sprint(s.Count.Value, s.Given.Value, len(s.Cells), s.Others.Cells, s.Others.Count.Value, len(s.Dossiers)); got != "15 15 1 1 2 1" {
		t.Errorf("sum, given, cells, others, their count, groups: %s", got)
	}
}
