package reconcile

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// sample is nine dossiers of a commune in September: received, due, result, handed, as days
// of it, and what else they have.
func sample(t testing.TB) []dossiers.Row {
	unit, counter := commune("Chi Lăng"), dossiers.NewCounter(rules(t, "channel=direct"), kpi.Calendar{}, september())
	var rows []dossiers.Row
	for i, d := range []dossiers.Dossier{
		{Received: on(-4), Due: on(5), Result: on(3), Handed: on(5), Channel: dossiers.Online},
		{Received: on(1), Due: on(5), Result: on(5), Handed: on(5), Channel: dossiers.Online},
		{Received: on(1), Due: on(5), Result: on(5), Handed: on(8), Channel: dossiers.Direct},
		{Received: on(2), Due: on(5), Result: on(9), Handed: on(9), Channel: dossiers.Direct},
		{Received: on(3), Due: on(20), Returned: on(10), State: dossiers.Withdrawn},
		{Received: on(3), Result: on(12)},
		{Received: on(20), Due: on(30), Channel: dossiers.Direct},
		{Received: on(20), Due: on(25), Asked: on(22), State: dossiers.Waiting, Channel: dossiers.Direct},
		{Received: on(20), Due: on(25), State: dossiers.Open, Channel: dossiers.Postal},
	} {
		rows = append(rows, dossiers.Row{File: "list.csv", Line: i + 2, Code: fmt.Sprintf("H%d", i+1), Unit: unit, Other: unit, Dossier: d, Counter: counter, Holds: caseload()})
	}
	return rows
}

// text writes a result in lines.
func text(ms *kpi.Measures, r *Result) string {
	var b strings.Builder
	number := func(f Figure) string {
		if !f.Known {
			return "n/a"
		}
		return fmt.Sprint(f.Value)
	}
	for _, l := range r.Lines {
		if !l.IsEqual() {
			fmt.Fprintf(&b, "%s %s %s: %s %s %s, left %s\n", l.Unit.Name(), l.Period, ms.At(l.Measure).ID, number(l.Counts), number(l.List), number(l.Difference()), number(l.Remaining()))
		}
	}
	for _, s := range r.Ranked[:min(3, len(r.Ranked))] {
		fmt.Fprintf(&b, "%d by %d: %s\n", s.Sum, s.Switches, strings.Join(s.Rules.Changed(), " "))
	}
	fmt.Fprintf(&b, "%d of %d tried, idle %v\n", len(r.Ranked), r.Tried, r.Idle)
	for _, c := range r.Changes {
		var first []string
		for _, d := range c.First {
			first = append(first, fmt.Sprintf("%s:%d %s", d.File, d.Line, d.Code))
		}
		fmt.Fprintf(&b, "%s %s %d>%d: %d (%s)\n", c.Unit.Name(), c.Month, c.From, c.To, c.Count, strings.Join(first, ", "))
	}
	return b.String()
}

// notGiven writes the measures that are not compared, by period.
func notGiven(ms *kpi.Measures, r *Result) string {
	var lines []string
	for _, n := range r.NotCompared.Measures {
		lines = append(lines, n.Period.String()+" "+strings.Join(ms.IDs(n.Measures), " "))
	}
	return strings.Join(lines, "; ")
}

// task makes a task of rows and counts.
func task(t testing.TB, counts *kpi.Ledger, rows []dossiers.Row) Task {
	t.Helper()
	m := kpi.NewMonth(2025, 9)
	list := ledger(t, counts.Measures, &kpi.Entry{Unit: commune("Chi Lăng"), Period: kpi.Period{From: m, To: m}, Tally: kpi.NewTally(counts.Measures.Len())})
	return Task{Counts: counts, List: list, Rows: given(rows), Most: 1}
}

// reconcile runs a task that can be run.
func reconcile(t testing.TB, task Task) *Result {
	t.Helper()
	r, err := task.Run()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func want(t *testing.T, got, want string) {
	t.Helper()
	if want = strings.TrimPrefix(want, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The counts put the dossier without an appointment into on time, withdrawn ones among the
// resolved, and are one short of those received by post.
func TestRun(t *testing.T) {
	ms := measures(t)
	c := ledger(t, ms, counts(t, ms, commune("Chi Lăng"), 9, map[string]int64{
		"received_online": 1, "received_direct": 6, "received_postal": 0, "carried_over": 1, "resolved_early": 2, "resolved_on_time": 3, "resolved_late": 1, "resolved": 6,
		"pending_in_time": 1, "pending_overdue": 1, "paused": 1, "services_online": 7,
	}))
	r := reconcile(t, task(t, c, sample(t)))
	want(t, text(ms, r), `
Chi Lăng 2025-09 received_postal: 0 1 1, left 1
Chi Lăng 2025-09 resolved_early: 2 n/a n/a, left 0
Chi Lăng 2025-09 resolved_on_time: 3 n/a n/a, left 0
Chi Lăng 2025-09 resolved_late: 1 n/a n/a, left 0
Chi Lăng 2025-09 resolved: 6 5 -1, left 0
1 by 2: no-due=on-time channel=direct returned=resolved
2 by 1: channel=direct returned=resolved
2 by 1: no-due=on-time channel=direct
120 of 384 tried, idle [0 7]
Chi Lăng 2025-09 8>6: 1 (list.csv:7 H6)
Chi Lăng 2025-09 9>5: 1 (list.csv:6 H5)
`)
	if !r.Differs() || r.Dossiers != 9 || notGiven(ms, r) != "2025-09 services_online" {
		t.Errorf("%t, %d dossiers, apart %v", r.Differs(), r.Dossiers, notGiven(ms, r))
	}
}

// Where all is equal, the rules of the run are the nearest, and no dossier changes.
func TestEqual(t *testing.T) {
	ms := measures(t)
	c := ledger(t, ms, counts(t, ms, commune("Chi Lăng"), 9, map[string]int64{"received": 8, "resolved": 5, "carried_over": 1}))
	r := reconcile(t, task(t, c, sample(t)))
	if r.Differs() || len(r.Lines) != 3 || len(r.Changes) > 0 || r.Best() != (Ruleset{r.Rules, 0, 0}) {
		t.Error(text(ms, r))
	}
}

// Of the same dossiers as counts by any rules these rules, or others with the same figures
// and no more switches, leave no difference.
func TestFindsTheRules(t *testing.T) {
	random, ms := rand.New(rand.NewPCG(5, 6)), measures(t)
	all := vary(dossiers.Rules{}, 0, 1, 2, 3, 4, 5, 6, 7, 8)
	units := []kpi.Unit{commune("Chi Lăng"), commune("Đề Thám"), commune("Hùng Sơn")}
	counter := dossiers.NewCounter(dossiers.Rules{}, kpi.Calendar{}, september())
	isUsed := map[dossiers.Rules]bool{}
	for range 40 {
		var rows []dossiers.Row
		for range 300 {
			rows = append(rows, dossiers.Row{Unit: units[random.IntN(3)], Other: units[random.IntN(3)], Dossier: anyDossier(random), Counter: counter, Holds: caseload()})
		}
		by := all[random.IntN(len(all))]
		c := ledgerOf(t, ms, rows, by, 8, 9)
		task := Task{Counts: c, List: c, Rows: given(rows)}
		r := reconcile(t, task)
		best := r.Best()
		if best.Sum != 0 || best.Switches > len(by.Changed()) {
			t.Errorf("%v: found %d by %v", by.Changed(), best.Sum, best.Rules.Changed())
		}
		isUsed[best.Rules] = true
		for _, l := range r.Lines {
			if l.Counts.Known && l.Remaining() != (Figure{Known: true}) {
				t.Errorf("%v: %v is left", by.Changed(), l)
			}
		}
	}
	if len(isUsed) < 30 {
		t.Errorf("only %d sets of rules were found", len(isUsed))
	}
}

// What only one side has is no 0: it is named, and the figures are not known.
func TestNotCompared(t *testing.T) {
	ms, rows := measures(t), sample(t)
	rows[8].Unit, rows[8].Other = commune("Đề Thám"), commune("Đề Thám")
	rows[7].Unit.Level, rows[7].Other.Level = 0, 0 // its level is that of the counts
	c := ledger(t, ms,
		counts(t, ms, commune("Chi Lăng"), 8, map[string]int64{"received": 1}),
		counts(t, ms, commune("Chi Lăng"), 9, map[string]int64{"received": 7}),
		counts(t, ms, commune("Hùng Sơn"), 9, map[string]int64{"received": 0}))
	r := reconcile(t, task(t, c, rows))
	want(t, text(ms, r), `
Đề Thám 2025-09 received: n/a 1 n/a, left n/a
0 by 0: channel=direct
1 of 384 tried, idle [0 1 2 3 4 5 6 7 8]
`)
	a := r.NotCompared
	august := kpi.Period{From: kpi.NewMonth(2025, 8), To: kpi.NewMonth(2025, 8)}
	if !slices.Equal(a.CountsUnits, []kpi.Unit{commune("Hùng Sơn")}) || !slices.Equal(a.ListUnits,
		[]kpi.Unit{commune("Đề Thám")}) || !slices.Equal(a.Periods, []kpi.Period{august}) {
		t.Error(a)
	}
}

// A list of what was received says nothing of what was resolved; a list without channels
// knows the whole alone.
func TestScope(t *testing.T) {
	ms, rows := measures(t), sample(t)
	for i := range rows {
		rows[i].Holds = dossiers.Holds{Scope: dossiers.ReceivedOnly}
	}
	c := ledger(t, ms, counts(t, ms, commune("Chi Lăng"), 9, map[string]int64{
		"received_online": 1, "received_direct": 5, "received_postal": 1, "resolved": 99, "carried_over": 99}))
	r := reconcile(t, task(t, c, rows))
	if got := text(ms, r); !strings.HasPrefix(got, "Chi Lăng 2025-09 received: 7 8 1, left 1\n1 by 0: channel=direct\n1 of ") || len(r.Lines) != 1 {
		t.Error(got)
	}
	if got := notGiven(ms, r); got != "2025-09 received_online received_direct received_postal carried_over resolved" {
		t.Error(got)
	}
}

// The counts of a quarter are the months of the list as each measure adds up: carried over
// from the first, pending at the end of the last.
func TestQuarter(t *testing.T) {
	ms, rows := measures(t), sample(t)
	c := ledger(t, ms, counts(t, ms, commune("Chi Lăng"), 9, map[string]int64{"received": 9, "carried_over": 0, "resolved": 5, "pending": 2, "caseload": 9}))
	c.Entries[0].Period.From = kpi.NewMonth(2025, 7)
	list := ledgerOf(t, ms, rows, dossiers.Rules{}, 7, 8, 9)
	r := reconcile(t, Task{Counts: c, List: list, Rows: given(rows)})
	if r.Differs() || len(r.Lines) != 5 {
		t.Error(text(ms, r))
	}
}

// Lists of several units give the months that each is of: of another there is no figure of
// the list, though it has dossiers then. A unit of the lists without dossiers is none.
func TestMonthsOfUnits(t *testing.T) {
	ms, rows := measures(t), sample(t)
	rows[8].Unit, rows[8].Other, rows[8].Dossier.Received = commune("Đề Thám"), commune("Đề Thám"), on(-2)
	c := ledger(t, ms,
		counts(t, ms, commune("Chi Lăng"), 8, map[string]int64{"received": 1}), counts(t, ms, commune("Chi Lăng"), 9, map[string]int64{"received": 7}),
		counts(t, ms, commune("Đề Thám"), 8, map[string]int64{"received": 5}), counts(t, ms, commune("Đề Thám"), 9, map[string]int64{"received": 0}))
	none := map[string]int64{}
	list := ledger(t, ms, counts(t, ms, commune("Chi Lăng"), 8, none), counts(t, ms, commune("Chi Lăng"), 9, none),
		counts(t, ms, commune("Đề Thám"), 9, none), counts(t, ms, commune("Hùng Sơn"), 9, none))
	r := reconcile(t, Task{Counts: c, List: list, Rows: given(rows)})
	august := kpi.Period{From: kpi.NewMonth(2025, 8), To: kpi.NewMonth(2025, 8)}
	if len(r.Lines) != 3 || slices.ContainsFunc(r.Lines, func(l Line) bool { return !l.IsEqual() }) {
		t.Error(r.Lines)
	}
	if a := r.NotCompared; !slices.Equal(a.Periods, []kpi.Period{august}) || len(a.CountsUnits)+len(a.ListUnits) > 0 || !r.Differs() {
		t.Error(a)
	}
}

// Where the lists give nothing of what is counted in a month, nothing is equal: what is not
// compared is named, month by month.
func TestNothingCompared(t *testing.T) {
	ms, rows := measures(t), sample(t)
	for i := range rows {
		rows[i].Holds = dossiers.Holds{Scope: dossiers.OpenOnly}
	}
	for _, tt := range []struct {
		august, september map[string]int64
		lines             int
		differs           bool
		left              string
	}{
		{nil, map[string]int64{"received": 8, "resolved": 5}, 0, true, "2025-09 received resolved"},
		{nil, map[string]int64{"received": 8, "paused": 1}, 1, false, "2025-09 received"},
		{map[string]int64{"paused": 0}, map[string]int64{"paused": 1}, 1, true, "2025-08 paused"},
	} {
		entries := []*kpi.Entry{counts(t, ms, commune("Chi Lăng"), 9, tt.september)}
		if tt.august != nil {
			entries = append(entries, counts(t, ms, commune("Chi Lăng"), 8, tt.august))
		}
		c := ledger(t, ms, entries...)
		r := reconcile(t, Task{Counts: c, List: c, Rows: given(rows)})
		if got := notGiven(ms, r); len(r.Lines) != tt.lines || r.Differs() != tt.differs || got != tt.left || len(r.NotCompared.Periods) > 0 {
			t.Errorf("%d lines, differs %t, %s: want %d, %t, %s", len(r.Lines), r.Differs(), got, tt.lines, tt.differs, tt.left)
		}
	}
	r := &Result{}
	if !r.Differs() {
		t.Error("no figure is compared, and all is equal")
	}
}

// A blank count that the list gives is compared with nothing, and is not known to be equal.
func TestBlankCount(t *testing.T) {
	ms := measures(t)
	e := counts(t, ms, commune("Chi Lăng"), 9, map[string]int64{"received": 8})
	paused, _ := ms.Index("paused")
	e.Tally.Lack(paused)
	r := reconcile(t, task(t, ledger(t, ms, e), sample(t)))
	want(t, text(ms, r), `
Chi Lăng 2025-09 paused: n/a 1 n/a, left n/a
0 by 0: channel=direct
1 of 384 tried, idle [0 1 2 3 4 5 6 7 8]
`)
}

// Counts by district are compared with the sum of the communes of the list, where it has
// nothing of the district itself, and all communes have the month.
func TestSums(t *testing.T) {
	ms := measures(t)
	district := kpi.Unit{District: "Tràng Định", Level: kpi.District}
	in := func(name string) kpi.Unit {
		return kpi.Unit{District: "Tràng Định", Commune: name, Level: kpi.Commune}
	}
	august := kpi.Period{From: kpi.NewMonth(2025, 8), To: kpi.NewMonth(2025, 8)}
	for name, tt := range map[string]struct {
		counts, list    []*kpi.Entry
		units           [3]kpi.Unit // of three dossiers each
		lines           string
		sums, onlyLists []kpi.Unit
		periods         []kpi.Period
	}{
		"communes": {
			[]*kpi.Entry{counts(t, ms, district, 8, map[string]int64{"paused": 0}), counts(t, ms, district, 9, map[string]int64{"received": 8})},
			[]*kpi.Entry{counts(t, ms, in("Chi Lăng"), 9, nil), counts(t, ms, in("Đề Thám"), 8, nil), counts(t, ms, in("Đề Thám"), 9, nil)},
			[3]kpi.Unit{in("Chi Lăng"), in("Đề Thám"), in("Đề Thám")}, "Tràng Định received 8 8 false", []kpi.Unit{district}, nil, []kpi.Period{august},
		},
		"the district itself": {
			[]*kpi.Entry{counts(t, ms, district, 9, map[string]int64{"received": 3})},
			[]*kpi.Entry{counts(t, ms, in("Chi Lăng"), 9, nil), counts(t, ms, district, 9, nil)},
			[3]kpi.Unit{in("Chi Lăng"), in("Chi Lăng"), district},
			"Tràng Định received 3 3 false; Tràng Định / Chi Lăng received n/a 5 true", nil, []kpi.Unit{in("Chi Lăng")}, nil,
		},
		"counts of both": {
			[]*kpi.Entry{counts(t, ms, in("Chi Lăng"), 9, map[string]int64{"received": 5}), counts(t, ms, district, 9, map[string]int64{"received": 3})},
			[]*kpi.Entry{counts(t, ms, in("Chi Lăng"), 9, nil), counts(t, ms, in("Đề Thám"), 9, nil)},
			[3]kpi.Unit{in("Chi Lăng"), in("Chi Lăng"), in("Đề Thám")},
			"Tràng Định / Chi Lăng received 5 5 false; Tràng Định / Đề Thám received n/a 3 true", nil, []kpi.Unit{in("Đề Thám")}, nil,
		},
	} {
		rows := sample(t)
		for i := range rows {
			rows[i].Unit, rows[i].Other = tt.units[i/3], tt.units[i/3]
		}
		r := reconcile(t, Task{Counts: ledger(t, ms, tt.counts...), List: ledger(t, ms, tt.list...), Rows: given(rows)})
		var lines []string
		for _, l := range r.Lines {
			number := map[bool]string{true: fmt.Sprint(l.Counts.Value), false: "n/a"}[l.Counts.Known]
			lines = append(lines, fmt.Sprintln(l.Unit.Name(), ms.At(l.Measure).ID, number, l.List.Value, l.OnlyList))
		}
		if got := strings.ReplaceAll(strings.TrimSuffix(strings.Join(lines, "; "), "\n"), "\n", ""); got != tt.lines {
			t.Errorf("%s: %s, want %s", name, got, tt.lines)
		}
		a := r.NotCompared
		if !slices.Equal(r.Sums, tt.sums) || !slices.Equal(a.ListUnits, tt.onlyLists) || !slices.Equal(a.Periods, tt.periods) {
			t.Errorf("%s: sums %v, apart %v", name, r.Sums, a)
		}
	}
}
