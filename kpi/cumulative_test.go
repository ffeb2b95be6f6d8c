package kpi_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cchc/kpi"
)

// entriesText writes entries with some counts, one a line.
func entriesText(t *testing.T, l *kpi.Ledger, ids ...string) string {
	t.Helper()
	var b strings.Builder
	for _, e := range l.Entries {
		fmt.Fprintf(&b, "%s %s:", e.Unit.Name(), e.Period)
		for _, id := range ids {
			if e.Tally.Touched(index(t, l.Measures, id)) {
				b.WriteString(" " + id + " " + figure(t, l.Measures, e.Tally, id))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestDifferences(t *testing.T) {
	ms := sampleMeasures(t)
	file := kpi.File{Name: "a.csv", Header: 1, Columns: []kpi.Column{{Measure: index(t, ms, "resolved_late"), Number: 4, Header: "Quá hạn"}}}
	at := func(line int, e *kpi.Entry) *kpi.Entry {
		e.Origins = []kpi.Origin{{Line: line, Rows: 1}}
		return e
	}
	l, err := kpi.NewLedger(ms, []kpi.File{file}, []*kpi.Entry{
		at(2, entry(t, ms, "An", "2024-01", "resolved_late 5, received 10, carried_over 3, pending 4")),
		at(3, entry(t, ms, "An", "2024-01..2024-02", "resolved_late 9, received_online 20, received_offline 5, carried_over 3, pending 7")),
		at(4, entry(t, ms, "An", "2024-Q1", "resolved_late 8, received 25, carried_over 3, pending 6")),
		at(5, entry(t, ms, "An", "2024-H1", "resolved_late ?, received 40, pending 1, tasks_assigned 7")),
		at(6, entry(t, ms, "An", "2025-01", "resolved_late 2, received 1")),
		at(7, entry(t, ms, "Bình", "2024-02", "resolved_late 1")),
	})
	if err != nil {
		t.Fatal(err)
	}
	apart, findings, err := kpi.Differences(l)
	if err != nil {
		t.Fatal(err)
	}
	want := `An 2024-01: resolved_late 5 received 10 carried_over 3 pending 4
An 2024-H1: tasks_assigned 7
An 2024-02: resolved_late 4 received 15 received_online ? carried_over ? pending 7
An 2024-03: resolved_late ? received 0 carried_over ? pending 6
An 2024-Q2: resolved_late ? received 15 pending 1
An 2025-01: resolved_late 2 received 1
`
	if got := entriesText(t, apart, "resolved_late", "received", "received_online", "carried_over", "pending", "tasks_assigned"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	var said []string
	for _, f := range findings {
		said = append(said, fmt.Sprint(f.Place, " ", f.Code, " ", argsText(f.Args)))
	}
	wantSaid := "a.csv:4:4 cumulative-falls measure resolved_late unit An period 2024-Q1 count 8 before 2024-01..2024-02 other 9\n" +
		"a.csv:7 cumulative-start period 2024-02"
	if got := strings.Join(said, "\n"); got != wantSaid {
		t.Errorf("got\n%s\nwant\n%s", got, wantSaid)
	}
	if got := apart.Entries[2].Origins; len(got) != 1 || got[0].Line != 3 {
		t.Errorf("the second month is told at %v", got)
	}
}

// A new year begins anew: no count of it falls below the year before, also none that is derived.
func TestDifferencesOfTwoYears(t *testing.T) {
	ms := sampleMeasures(t)
	apart, findings, err := kpi.Differences(ledger(t, ms,
		entry(t, ms, "An", "2023", "resolved 10, resolved_late 1, pending 4"), entry(t, ms, "An", "2024-01", "resolved 3, resolved_late 2, pending 1"),
		entry(t, ms, "An", "2024-01..2024-02", "resolved 5, resolved_late 2, pending 1")))
	if err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
	want := "An 2023: resolved 10 resolved_late 1 pending 4\nAn 2024-01: resolved 3 resolved_late 2 pending 1\nAn 2024-02: resolved 2 resolved_late 0 pending 1\n"
	if got := entriesText(t, apart, "resolved", "resolved_in_time", "resolved_late", "pending"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// The differences between sums of months are the months again.
func TestDifferencesOfSums(t *testing.T) {
	ms := sampleMeasures(t)
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 6))
		months := gathered(t, ms, randomCounts(ms, r, chances{}))
		var sums []*kpi.Entry
		for _, e := range months {
			sum := &kpi.Entry{Unit: e.Unit, Period: e.Period.ToDate(), Tally: kpi.NewTally(ms.Len())}
			for i := range ms.Len() {
				switch v, known := e.Tally.Value(i); {
				case !known:
				case ms.At(i).Kind == kpi.Closing, ms.At(i).Kind == kpi.Distinct:
					sum.Tally.Set(i, v)
				case ms.At(i).Kind == kpi.Flow:
					for _, before := range months {
						if before.Unit == e.Unit && before.Period.From <= e.Period.From {
							if count, complete := before.Tally.Value(i); complete {
								if err := sum.Tally.Give(i, count); err != nil {
									t.Fatal(err)
								}
							}
						}
					}
				}
			}
			sums = append(sums, sum)
		}
		apart, findings, err := kpi.Differences(ledger(t, ms, sums...))
		if err != nil || len(findings) > 0 {
			t.Fatal(err, findings)
		}
		ids := []string{"received_online", "received_offline", "resolved_in_time", "resolved_late", "pending", "statutory_days", "tasks_on_time"}
		if got, want := entriesText(t, apart, ids...), entriesText(t, ledger(t, ms, months...), ids...); got != want {
			t.Fatalf("seed %d: got\n%swant\n%s", seed, got, want)
		}
	}
}
