package report_test

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// notesOf writes the notes below a report of one indicator and some findings.
func notesOf(t *testing.T, amount report.Amount, findings ...kpi.Finding) string {
	t.Helper()
	c := load(t)
	c.Messages.Judge(findings, nil, false)
	card := score(t, c, sample(t, c), byDistrict)
	opts := english()
	opts.Below.Notes = amount
	var lines []string
	for _, s := range report.Build(card, []int{1}, nil, nil, findings, c.Messages, opts).Sections {
		lines = append(lines, s.Title)
		lines = append(lines, s.Lines...)
	}
	return strings.Join(lines, "\n")
}

// There are three lines below a table at most: what makes a figure doubtful, the gravest
// first, how many notes more there are, and the warnings.
func TestDoubtfulNotes(t *testing.T) {
	finding := func(code string, args ...string) kpi.Finding { return kpi.NewFinding(code, kpi.Place{}, args...) }
	differ, outside := finding(kpi.DefinitionsDiffer, "groups", "A"), finding(kpi.FigureOutside, "indicator", "on_time", "groups", "B")
	dash, warning := finding(kpi.CountDash, "cells", "2"), finding(kpi.CountMissing, "measure", "late")
	bad := notesOf(t, report.AllNotes, outside)[len("Notes\n"):]
	apart := notesOf(t, report.AllNotes, differ)[len("Notes\n"):]
	third := finding(kpi.TotalPartial, "indicator", "late", "known", "1", "rows", "2")
	both := strings.Split(notesOf(t, report.AllNotes, differ, third), "\n")[1:]
	for _, tt := range []struct {
		name     string
		amount   report.Amount
		findings []kpi.Finding
		want     string
	}{
		{"nothing", report.DoubtfulNotes, nil, ""},
		{"what is not doubtful is counted", report.DoubtfulNotes, []kpi.Finding{dash}, "\n1 more note: add --notes"},
		{"the gravest first", report.DoubtfulNotes, []kpi.Finding{differ, outside}, "\n" + bad + "\n" + apart},
		{"three that are doubtful", report.DoubtfulNotes, []kpi.Finding{differ, third, outside}, "\n" + bad + "\n" + strings.Join(both, "\n")},
		{"four", report.DoubtfulNotes, []kpi.Finding{differ, third, outside, dash}, "\n" + bad + "\n" + both[0] + "\n2 more notes: add --notes"},
		{"and the others counted", report.DoubtfulNotes, []kpi.Finding{dash, differ, outside, dash}, "\n" + bad + "\n" + apart + "\n2 more notes: add --notes"},
		{"with warnings", report.DoubtfulNotes, []kpi.Finding{dash, warning, differ, outside}, "\n" + bad + "\n2 more notes: add --notes\n1 warning (blank cell); see \"kpi check\""},
		{"quiet", report.WarningsOnly, []kpi.Finding{dash, warning, differ}, "\n1 warning (blank cell); see \"kpi check\""},
		{"quiet without any", report.WarningsOnly, []kpi.Finding{dash, differ}, ""},
	} {
		if got := notesOf(t, tt.amount, tt.findings...); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// The rows outside the period are one note for all files.
func TestRowsOutsideThePeriod(t *testing.T) {
	outside := func(file, rows string) kpi.Finding {
		return kpi.NewFinding(kpi.PeriodOutside, kpi.Place{File: file}, "rows", rows, "period", "2024-06")
	}
	if got, want := notesOf(t, report.AllNotes, outside("a.csv", "95"), outside("b.csv", "5")), "Notes\n100 rows outside 2024-06 were left out"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Rows without any figure are left out of the table, and named; programs get them.
func TestBlankRows(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, "2024-06 | An | received 10, received_online 5", "2024-06 | Bình | received ?, received_online 1", "2024-06 | Chi | received 0, received_online 0"), byDistrict)
	r := build(c, card, "online", english())
	if got := r.Tables[0]; len(got.Rows) != 1 || got.Rows[0].Keys[0].Label != "An" {
		t.Errorf("rows %+v", got.Rows)
	}
	if got := r.Sections[0].Lines[0]; got != "Not in the table, for they have none of its figures: Bình, Chi" {
		t.Errorf("note %q", got)
	}
	wantTexts(t, labels(r), "An", "Bình", "Chi")
	if r = build(c, card, "deadline_cut", english()); len(r.Tables[0].Rows) != 3 || len(r.Sections) != 0 {
		t.Error("a table without any figure has all its rows")
	}
}

// A key that is the same in all rows is in the title and not in the table; that of the
// smallest units stays.
func TestSharedKeys(t *testing.T) {
	c := load(t)
	rows := []string{"2024-06 | An/Xã Một | received 10, received_online 5", "2024-06 | An/Xã Hai | received 10, received_online 5"}
	by := []kpi.Dimension{kpi.ByCommune, kpi.ByLevel}
	r := build(c, score(t, c, ledger(t, c, rows...), by), "online", english())
	if got := strings.Join(r.Tables[0].Keys, ", "); got != "Commune" || !strings.HasPrefix(r.Title, "An · Commune level · Period 2024-06") {
		t.Errorf("keys %s, title %s", got, r.Title)
	}
	wantTexts(t, labels(r), "An | Xã Hai | Commune level", "An | Xã Một | Commune level")
	r = build(c, score(t, c, ledger(t, c, rows[:1]...), by), "online", english())
	if got := strings.Join(r.Tables[0].Keys, ", "); got != "District, Commune, Level" {
		t.Errorf("the keys of one row: %s", got)
	}
}

// A rate that is no share is marked and has no rank; so is one of few dossiers, which has.
func TestMarks(t *testing.T) {
	c := load(t)
	opts := english()
	opts.Sort = "online"
	r := build(c, score(t, c, ledger(t, c, "2024-06 | An | received 100, received_online 120", "2024-06 | Bình | received 29, received_online 1",
		"2024-06 | Chi | received 30, received_online 29", "2024-06 | Dân | received 4, received_online 8"), byDistrict), "online", opts)
	var marks []string
	for _, row := range r.Tables[0].All() {
		marks = append(marks, row.Cells[0].Figure.Shown+row.Cells[0].Mark)
	}
	if got := strings.Join(marks, " "); got != "96.7 3.4° 120.0! 200.0!° 96.9" || ranks(r) != "1 Chi, 2 Bình, 0 An, 0 Dân" {
		t.Errorf("marks %s, ranks %s", got, ranks(r))
	}
	wantTexts(t, r.Reading.Marks, "! Outside 0 to 100%: what is counted is not a part of what it is divided by; not ranked.",
		"° Denominator below 30: one more or less moves the rate by more than three points.")
}

// Communes are ranked among communes, and behind them agencies among each other.
func TestRankClasses(t *testing.T) {
	c := load(t)
	opts := english()
	opts.Sort = "online"
	card := score(t, c, ledger(t, c, "2024-06 | An/Xã Một | received 10, received_online 5", "2024-06 | An/Xã Hai | received 10, received_online 9",
		"2024-06 | An | received 10, received_online 10", "2024-06 | Bình | received 10, received_online 1"), []kpi.Dimension{kpi.ByCommune})
	r := build(c, card, "online", opts)
	var got []string
	for _, row := range r.Tables[0].Rows {
		got = append(got, row.RankText()+" "+strings.Join(row.Labels(), "/"))
	}
	if want := "1 An/Xã Hai, 2 An/Xã Một, 1 An/(district agency), 2 Bình/(district agency)"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}

// Headers of communes name the types of units of their time, and the title the province.
func TestHeading(t *testing.T) {
	c := load(t)
	for _, tt := range []struct{ months, want string }{
		{"2025-06", "Xã, phường, thị trấn"}, {"2025-07", "Xã, phường, đặc khu"}, {"2025-06 2025-07", "Xã, phường, thị trấn, đặc khu"},
	} {
		var rows []string
		for month := range strings.FieldsSeq(tt.months) {
			rows = append(rows, month+" | /Xã Một | received 10, received_online 5", month+" | /Xã Hai | received 10, received_online 5")
		}
		opts := report.Options{Lang: kpi.Vietnamese, Decimals: 1, Heading: report.Heading{Province: "Tỉnh An Giang", Names: map[string]string{"An": "Thành phố An"}}}
		r := build(c, score(t, c, ledger(t, c, rows...), []kpi.Dimension{kpi.ByCommune}), "online", opts)
		if got := r.Tables[0].Keys[0]; got != tt.want || !strings.HasPrefix(r.Title, "Tỉnh An Giang · Kỳ báo cáo ") {
			t.Errorf("%s: header %s, title %s", tt.months, got, r.Title)
		}
		r = build(c, score(t, c, ledger(t, c, "2024-06 | An | received 10, received_online 5"), byDistrict), "online", opts)
		if got := r.Tables[0].Rows[0].Keys[0]; got != (report.Key{Value: "An", Label: "Thành phố An"}) {
			t.Errorf("the key %+v", got)
		}
	}
}
