package report_test

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// A key has no column if it is the same in all rows of the scorecard, also in those that the
// table does not show; then the title names it.
func TestKeysOfAllRows(t *testing.T) {
	c := load(t)
	communes := []kpi.Dimension{kpi.ByCommune}
	counts := func(rows ...string) []string {
		for i := range rows {
			rows[i] += " | resolved 100, resolved_in_time " + []string{"99", "98", "70", "60"}[i]
		}
		return rows
	}
	for _, tt := range []struct {
		name string
		by   []kpi.Dimension
		top  int
		rows []string
		want string // title, then headers
	}{
		{"one district", communes, 0, counts("2024-05 | A/X", "2024-05 | A/Y"), "A · Period 2024-05 · files: 0; Commune"},
		{"two, the first rows of one", communes, 2, counts("2024-05 | A/X", "2024-05 | A/Y", "2024-05 | B/Z"), "Period 2024-05 · files: 0; District, Commune"},
		{"a period", []kpi.Dimension{kpi.ByDistrict, kpi.ByPeriod}, 0, counts("2024-05 | A", "2024-05 | B"), "Period 2024-05 · files: 0; District"},
		{"two, the first rows of one period", []kpi.Dimension{kpi.ByDistrict, kpi.ByPeriod}, 2, counts("2024-05 | A", "2024-05 | B", "2024-06 | A"), "Period 2024-05 – 2024-06 · files: 0; District, Period"},
		{"districts of one name", communes, 0, counts("2024-05 | P:A/X", "2024-05 | Q:A/Y"), "Period 2024-05 · files: 0; Province, District, Commune"},
	} {
		opts := english()
		opts.Sort, opts.Top = "on_time", tt.top
		d := build(c, score(t, c, ledger(t, c, tt.rows...), tt.by), "on_time", opts)
		if got := d.Title + "; " + strings.Join(d.Tables[0].Keys, ", "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// The total of one row is left out, unless only one of both meets its target.
func TestTotalOfOneRow(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, "2024-05 | A | resolved 100, resolved_in_time 98"), byDistrict)
	if d := build(c, card, "on_time", english()); !d.Tables[0].IsWhole {
		t.Error("the total is shown")
	}
	card = score(t, c, ledger(t, c, "2024-05 | A | resolved 100, resolved_in_time 98"), byDistrict,
		target(t, "on_time", nil, "90"), target(t, "on_time", &kpi.Unit{District: "A", Level: kpi.District}, "99"))
	if d := build(c, card, "on_time", english()); d.Tables[0].IsWhole {
		t.Error("the total, which meets its target, is left out")
	}
}

// Rows tie with the last that is shown within their class only.
func TestTiesAreWithinClasses(t *testing.T) {
	c := load(t)
	opts := english()
	opts.Sort, opts.Top = "on_time", 1
	l := ledger(t, c, "2024-05 | A/X | resolved 100, resolved_in_time 99", "2024-05 | A/Y | resolved 100, resolved_in_time 99",
		"2024-05 | A | resolved 100, resolved_in_time 97")
	d := build(c, score(t, c, l, []kpi.Dimension{kpi.ByCommune}), "on_time", opts)
	wantTexts(t, labels(d), "A | X", "A | Y")
}

// What a table lacks is below it however few notes are wanted; all are, where they are asked for.
func TestAmounts(t *testing.T) {
	c := load(t)
	rows := []string{"2024-05 | A/X | resolved 100, resolved_in_time 98"}
	for _, name := range strings.Fields("B C D E F G") {
		rows = append(rows, "2024-05 | A/"+name+" | resolved 0, resolved_in_time 0")
	}
	card := score(t, c, ledger(t, c, rows...), []kpi.Dimension{kpi.ByCommune})
	findings := []kpi.Finding{kpi.NewFinding(kpi.RowsTop, kpi.Place{}, "table", "T", "count", "1", "rows", "7", "indicator", "online")}
	for range 7 {
		findings = append(findings, kpi.NewFinding(kpi.CountDash, kpi.Place{}, "cells", "2"))
	}
	c.Messages.Judge(findings, nil, false)
	const lacks = "Not in the table, for they have none of its figures: A / "
	for amount, want := range map[report.Amount]struct {
		lines int
		first string
	}{
		report.WarningsOnly: {2, lacks + "B, A / C, A / D, A / E, … +2"},
		report.FewNotes:     {8, lacks + "B, A / C, A / D, A / E, … +2"},
		report.AllNotes:     {9, lacks + "B, A / C, A / D, A / E, A / F, A / G"},
	} {
		opts := english()
		opts.Below.Notes = amount
		chosen, _ := report.Choose(card, []string{"on_time"})
		lines := report.Build(card, chosen, nil, nil, findings, c.Messages, opts).Sections[0].Lines
		if len(lines) != want.lines || lines[0] != want.first {
			t.Errorf("amount %d: %d lines, the first %s", amount, len(lines), lines[0])
		}
	}
}

// A table has a column of keys, also where all keys are the same in all rows.
func TestOneKeyStays(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		by   []kpi.Dimension
		want string
	}{{[]kpi.Dimension{kpi.ByLevel, kpi.ByPeriod}, "Level, Period"}, {[]kpi.Dimension{kpi.ByLevel}, "Level"}, {[]kpi.Dimension{kpi.ByPeriod}, "Period"}} {
		d := build(c, score(t, c, ledger(t, c, "2024-05 | A | received 5, received_online 1"), tt.by), "online", english())
		if got := strings.Join(d.Tables[0].Keys, ", "); got != tt.want {
			t.Errorf("by %v: %q, want %q", tt.by, got, tt.want)
		}
	}
}
