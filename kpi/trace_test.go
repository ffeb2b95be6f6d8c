package kpi_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// everything keeps all entries.
func everything(*kpi.Entry) bool { return true }

// explain traces an indicator of all entries.
func explain(t *testing.T, l *kpi.Ledger, d kpi.Indicator, keep func(*kpi.Entry) bool) *kpi.Trace {
	t.Helper()
	trace, err := l.Explain(d, nil, keep)
	if err != nil {
		t.Fatal(err)
	}
	return trace
}

// sumText writes a sum with what it is added up from: "received 30 (2024-05 10, 2024-06 20)".
func sumText(ms *kpi.Measures, s *kpi.Sum) string {
	if !s.Known {
		return ms.At(s.Measure).ID + " ?"
	}
	var from []string
	for _, share := range s.Given {
		from = append(from, strings.TrimSpace(share.Entry.Unit.Name()+" "+share.Entry.Period.String())+" "+kpi.FormatCount(share.Value, 1))
	}
	for _, p := range s.Parts {
		text := sumText(ms, p)
		if p.Minus {
			text = "- " + text
		}
		from = append(from, text)
	}
	return fmt.Sprintf("%s %d (%s)", ms.At(s.Measure).ID, s.Value, strings.Join(from, ", "))
}

// traceText writes the terms of a trace and what they lack.
func traceText(ms *kpi.Measures, trace *kpi.Trace) string {
	var texts []string
	for _, s := range slices.Concat(trace.Numerator, trace.Denominator) {
		texts = append(texts, sumText(ms, s))
	}
	for _, l := range trace.Lacks {
		text := "lacks " + gapText(ms, kpi.Gap{Measure: l.Measure, Entry: l.Entry})
		texts = append(texts, text+" "+l.Reason.String())
	}
	return strings.Join(texts, "; ")
}

func TestExplain(t *testing.T) {
	ms := sampleMeasures(t)
	const a, b = "Bắc Sơn", "Văn Lãng"
	for _, tt := range []struct {
		name, numerator, denominator string
		entries                      []string // unit: period: counts
		want                         string
	}{
		{"flows add up", "received", "", []string{a + ":2024-05:received 10", a + ":2024-06:received 20", b + ":2024-06:received 3"},
			"received 33 (Bắc Sơn 2024-05 10, Bắc Sơn 2024-06 20, Văn Lãng 2024-06 3)"},
		{"the first month opens, the last closes", "carried_over", "pending", []string{a + ":2024-05:carried_over 5, pending 6", a + ":2024-06:carried_over 6, pending 7"},
			"carried_over 5 (Bắc Sơn 2024-05 5); pending 7 (Bắc Sơn 2024-06 7)"},
		{"a whole of both from its parts", "caseload", "", []string{a + ":2024-05:received 10, carried_over 5", a + ":2024-06:received_online 1, received_offline 2, carried_over 6"},
			"caseload 18 (received 13 (Bắc Sơn 2024-05 10, received_online 1 (Bắc Sơn 2024-06 1), received_offline 2 (Bắc Sơn 2024-06 2)), carried_over 5 (Bắc Sơn 2024-05 5))"},
		{"a whole of both, given for the only month", "caseload", "", []string{a + ":2024-06:caseload 15, received 10, carried_over 5"},
			"caseload 15 (Bắc Sơn 2024-06 15)"},
		{"a whole from what was given at the edge", "caseload", "", []string{a + ":2024-06:received 10, carried_over 5"},
			"caseload 15 (received 10 (Bắc Sơn 2024-06 10), carried_over 5 (Bắc Sơn 2024-06 5))"},
		{"a whole and its parts in one entry", "resolved", "", []string{a + ":2024-06:resolved 9, resolved_in_time 8, resolved_late 1"},
			"resolved 9 (Bắc Sơn 2024-06 9)"},
		{"one unit gives the whole, another the parts", "resolved_late", "resolved", []string{a + ":2024-06:resolved 9, resolved_late 1", b + ":2024-06:resolved_in_time 4, resolved_late 2"},
			"resolved_late 3 (Bắc Sơn 2024-06 1, Văn Lãng 2024-06 2); resolved 15 (Bắc Sơn 2024-06 9, resolved_in_time 4 (Văn Lãng 2024-06 4), resolved_late 2 (Văn Lãng 2024-06 2))"},
		{"a quarter instead of a month", "received", "", []string{a + ":2024-Q1:received_online 12, received_offline 5", a + ":2024-01:carried_over 3"},
			"received 17 (received_online 12 (Bắc Sơn 2024-Q1 12), received_offline 5 (Bắc Sơn 2024-Q1 5))"},
		{"a part is its whole without the others", "resolved_in_time", "resolved", []string{a + ":2024-05:resolved 9, resolved_late 1", a + ":2024-06:resolved_in_time 4, resolved_late 2"},
			"resolved_in_time 12 (Bắc Sơn 2024-06 4, resolved 9 (Bắc Sơn 2024-05 9), - resolved_late 1 (Bắc Sơn 2024-05 1)); resolved 15 (Bắc Sơn 2024-05 9, resolved_in_time 4 (Bắc Sơn 2024-06 4), resolved_late 2 (Bắc Sơn 2024-06 2))"},
		{"a part of a part", "received_offline", "", []string{a + ":2024-06:caseload 20, carried_over 5, received_online 6"},
			"received_offline 9 (received 15 (caseload 20 (Bắc Sơn 2024-06 20), - carried_over 5 (Bắc Sơn 2024-06 5)), - received_online 6 (Bắc Sơn 2024-06 6))"},
		{"what a whole of both leaves to the first month", "carried_over", "caseload", []string{a + ":2024-05:caseload 20, received 15", a + ":2024-06:caseload 9, received 2"},
			"carried_over 5 (caseload 20 (Bắc Sơn 2024-05 20), - received 15 (Bắc Sơn 2024-05 15)); " +
				"caseload 22 (received 17 (Bắc Sơn 2024-05 15, Bắc Sơn 2024-06 2), carried_over 5 (caseload 20 (Bắc Sơn 2024-05 20), - received 15 (Bắc Sơn 2024-05 15)))"},
		{"a whole of one period without a part of another", "received_offline", "", []string{a + ":2024-Q1:received 40", a + ":2024-01:received_online 1", a + ":2024-02:received_online 2", a + ":2024-03:received_online 3"},
			"received_offline ?; lacks received_offline Bắc Sơn 2024-01 column; lacks received_offline Bắc Sơn 2024-Q1 column; lacks received_offline Bắc Sơn 2024-02 column; lacks received_offline Bắc Sơn 2024-03 column"},
		{"a blank beside the part", "resolved_in_time", "", []string{a + ":2024-06:resolved 9, resolved_late ?"}, "resolved_in_time ?; lacks resolved_late Bắc Sơn 2024-06 blank"},
		{"a whole less than a part", "resolved_in_time", "", []string{a + ":2024-06:resolved 9, resolved_late 10"}, "resolved_in_time ?; lacks resolved_in_time Bắc Sơn 2024-06 column"},
		{"parts of different periods", "received", "", []string{a + ":2024-Q1:received_offline 40", a + ":2024-01:received_online 1", a + ":2024-02:received_online 2", a + ":2024-03:received_online 3"},
			"received 46 (received_online 6 (Bắc Sơn 2024-01 1, Bắc Sơn 2024-02 2, Bắc Sơn 2024-03 3), received_offline 40 (Bắc Sơn 2024-Q1 40))"},
		{"the same term twice", "statutory_days - assigned_days", "statutory_days", []string{a + ":2024-06:statutory_days 10, assigned_days 7"},
			"statutory_days 10 (Bắc Sơn 2024-06 10); assigned_days 7 (Bắc Sơn 2024-06 7); statutory_days 10 (Bắc Sơn 2024-06 10)"},
		{"a blank", "received_online", "received", []string{a + ":2024-05:received_online ?, received 9", a + ":2024-06:received_online 2, received 8"},
			"received_online ?; received 17 (Bắc Sơn 2024-05 9, Bắc Sơn 2024-06 8); lacks received_online Bắc Sơn 2024-05 blank"},
		{"two months lack it", "resolved_late", "", []string{a + ":2024-04:resolved_late 1", a + ":2024-05:resolved_late ?", a + ":2024-06:received 1", b + ":2024-06:resolved_late 1"},
			"resolved_late ?; lacks resolved_late Bắc Sơn 2024-05 blank; lacks resolved_late Bắc Sơn 2024-06 column"},
		{"a part is blank", "received", "", []string{a + ":2024-06:received_online 5, received_offline ?"}, "received ?; lacks received_offline Bắc Sơn 2024-06 blank"},
		{"a part has no column", "received", "", []string{a + ":2024-06:received_online 5"}, "received ?; lacks received_offline Bắc Sơn 2024-06 column"},
		{"the whole has no column", "resolved", "", []string{a + ":2024-06:received_online 5"}, "resolved ?; lacks resolved Bắc Sơn 2024-06 column"},
		{"nobody speaks of it", "tasks_on_time", "tasks_assigned", []string{a + ":2024-06:received 5"}, "tasks_on_time ?; tasks_assigned ?; lacks tasks_on_time column; lacks tasks_assigned column"},
		{"who says nothing of it lacks nothing", "tasks_on_time", "", []string{a + ":2024-06:received 5", b + ":2024-06:tasks_on_time 3"}, "tasks_on_time 3 (Văn Lãng 2024-06 3)"},
		{"no row of the first month", "carried_over", "", []string{a + ":2024-05:carried_over 5", b + ":2024-06:carried_over 5"}, "carried_over ?; lacks carried_over Văn Lãng 2024-06 edge"},
		{"the last month is blank", "pending", "", []string{a + ":2024-05:pending 5", a + ":2024-06:pending ?"}, "pending ?; lacks pending Bắc Sơn 2024-06 blank"},
		{"a blank that does not count", "pending", "", []string{a + ":2024-05:pending ?", a + ":2024-06:pending 5"}, "pending 5 (Bắc Sơn 2024-06 5)"},
		{"a distinct count is that of the last month", "officials", "", []string{a + ":2024-05:officials 5", a + ":2024-06:officials 5"}, "officials 5 (Bắc Sơn 2024-06 5)"},
		{"distinct counts differ", "officials", "", []string{a + ":2024-05:officials 5", a + ":2024-06:officials 6"}, "officials ?; lacks officials Bắc Sơn 2024-06 differs"},
		{"a distinct count is blank", "officials", "", []string{a + ":2024-05:officials ?", a + ":2024-06:officials 6"}, "officials ?; lacks officials Bắc Sơn 2024-05 blank"},
		{"a distinct count ended", "officials", "", []string{a + ":2024-05:officials 5", b + ":2024-06:officials 5"}, "officials ?; lacks officials Bắc Sơn 2024-05 edge"},
		{"wholes of months do not add up", "caseload", "", []string{a + ":2024-05:caseload 5", a + ":2024-06:caseload 6"}, "caseload ?; lacks caseload Bắc Sơn 2024-05 adding"},
		{"a part of a whole of both", "caseload", "", []string{a + ":2024-05:received 5, carried_over 1", a + ":2024-06:received ?, carried_over 6"}, "caseload ?; lacks received Bắc Sơn 2024-06 blank"},
		{"a part of a whole of both, of one month", "caseload", "", []string{a + ":2024-06:received_online 5, carried_over ?"},
			"caseload ?; lacks received_offline Bắc Sơn 2024-06 column; lacks carried_over Bắc Sơn 2024-06 blank"},
		{"a month that a quarter covers", "received", "", []string{a + ":2024-Q1:received_online 12", a + ":2024-01:received 10", a + ":2024-03:received 30"},
			"received ?; lacks received_offline Bắc Sơn 2024-Q1 column"},
	} {
		var entries []*kpi.Entry
		for _, text := range tt.entries {
			parts := strings.SplitN(text, ":", 3)
			entries = append(entries, entry(t, ms, parts[0], parts[1], parts[2]))
		}
		trace := explain(t, ledger(t, ms, entries...), indicator(t, ms, "x", tt.numerator, tt.denominator), everything)
		if got := traceText(ms, trace); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// The months that count are those of the ledger, not of the unit.
func TestExplainKeepsTheMonthsOfTheLedger(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms, entry(t, ms, "Bắc Sơn", "2024-05", "carried_over 5"), entry(t, ms, "Văn Lãng", "2024-06", "carried_over 7"))
	trace := explain(t, l, indicator(t, ms, "x", "carried_over", ""), func(e *kpi.Entry) bool { return e.Unit.District == "Văn Lãng" })
	if got, want := traceText(ms, trace), "carried_over ?; lacks carried_over Văn Lãng 2024-06 edge"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// lacksText writes what a trace lacks: "measure unit period reason".
func lacksText(ms *kpi.Measures, trace *kpi.Trace) string {
	var texts []string
	for _, l := range trace.Lacks {
		texts = append(texts, fmt.Sprint(ms.At(l.Measure).ID, " ", l.Entry.Unit.Name(), " ", l.Entry.Period, " ", l.Reason, " of ", l.Span))
	}
	return strings.Join(texts, ", ")
}

// The reason why a count is not known is that of its own cells, not of other columns.
func TestExplainLacks(t *testing.T) {
	ms := sampleMeasures(t)
	for _, tt := range []struct{ counts, numerator, want string }{
		{"pending 3", "caseload", "caseload An 2024-06 column of 2024-06"},
		{"received 3", "caseload", "carried_over An 2024-06 column of 2024-06"},
		{"caseload ?", "caseload", "caseload An 2024-06 blank of 2024-06"},
		{"resolved_in_time 5, received ?, received_offline 3", "resolved_late", "resolved_late An 2024-06 column of 2024-06"},
		{"resolved_in_time 5, resolved ?", "resolved_late", "resolved An 2024-06 blank of 2024-06"},
	} {
		l := ledger(t, ms, entry(t, ms, "An", "2024-06", tt.counts))
		if got := lacksText(ms, explain(t, l, indicator(t, ms, "x", tt.numerator, ""), everything)); got != tt.want {
			t.Errorf("%s: %s lacks %s, want %s", tt.counts, tt.numerator, got, tt.want)
		}
	}
}

// A part of two wholes that one of them is too small for lacks the blank of the other.
func TestExplainPartOfTwoWholes(t *testing.T) {
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		wholes := []kpi.Measure{flow("resolved", "in_time late"), flow("overdue", "late waiting")}
		ms, err := kpi.NewMeasures([]kpi.Measure{wholes[order[0]], wholes[order[1]], flow("in_time", ""), flow("late", ""), flow("waiting", "")})
		if err != nil {
			t.Fatal(err)
		}
		l := ledger(t, ms, entry(t, ms, "An", "2024-06", "resolved 5, in_time 9, overdue ?, waiting 1"))
		if got, want := lacksText(ms, explain(t, l, indicator(t, ms, "x", "late", ""), everything)), "overdue An 2024-06 blank of 2024-06"; got != want {
			t.Errorf("lacks %s, want %s", got, want)
		}
	}
}

// A unit that gives a whole does not give it for the next, whose months are added up from parts.
// Each sum has the months of its thing.
func TestExplainWholeBesideParts(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms, entry(t, ms, "An", "2024-05..2024-06", "caseload 20"), entry(t, ms, "Bình", "2024-05", "received 3, carried_over 2"),
		entry(t, ms, "Bình", "2024-06", "received 4, carried_over 1"))
	trace, err := l.Explain(indicator(t, ms, "x", "caseload", ""), []kpi.Indicator{indicator(t, ms, "late", "resolved_late", ""), indicator(t, ms, "all", "received", "")}, everything)
	if err != nil {
		t.Fatal(err)
	}
	const want = "caseload 29 (An 2024-05..2024-06 20, received 7 (Bình 2024-05 3, Bình 2024-06 4), carried_over 2 (Bình 2024-05 2))"
	if got := sumText(ms, trace.Numerator[0]); got != want || trace.Numerator[0].Span.String() != "2024-05..2024-06" || trace.Numerator[0].Parts[0].Span.String() != "2024-05..2024-06" {
		t.Errorf("%s of %s, want %s", got, trace.Numerator[0].Span, want)
	}
	if len(trace.Siblings) != 2 || trace.Siblings[1].Indicator.ID != "all" || trace.Siblings[0].Result.Known || trace.Siblings[1].Result.Known {
		t.Errorf("siblings %+v", trace.Siblings)
	}
}

// Sums are the same if all that they have is.
func TestSameSums(t *testing.T) {
	e, o := &kpi.Entry{}, &kpi.Entry{}
	sum := func() *kpi.Sum {
		return &kpi.Sum{Measure: 1, Known: true, Value: 5, Given: []kpi.Share{{e, 5}}, Parts: []*kpi.Sum{{Measure: 2, Known: true}}}
	}
	if !sum().Same(sum()) {
		t.Error("a sum is not the same as itself")
	}
	for n, change := range []func(s *kpi.Sum){
		func(s *kpi.Sum) { s.Measure = 2 }, func(s *kpi.Sum) { s.Known = false }, func(s *kpi.Sum) { s.Value = 6 }, func(s *kpi.Sum) { s.Given[0].Entry = o },
		func(s *kpi.Sum) { s.Given[0].Value = 6 }, func(s *kpi.Sum) { s.Parts = nil }, func(s *kpi.Sum) { s.Parts[0].Value = 1 },
	} {
		s := sum()
		if change(s); s.Same(sum()) || sum().Same(s) {
			t.Errorf("change %d makes no difference", n)
		}
	}
}

func TestExplainOverflow(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms, entry(t, ms, "Bắc Sơn", "2024-05", "received 9223372036854775807"), entry(t, ms, "Bắc Sơn", "2024-06", "received 1"))
	if _, err := l.Explain(indicator(t, ms, "x", "received", ""), nil, everything); !errors.Is(err, kpi.ErrOverflow) {
		t.Errorf("error %v", err)
	}
}

// Of every row of a scorecard and every indicator, a trace has the same result, and
// what was given adds up to its sums.
func TestExplainAddsUp(t *testing.T) {
	var shares, lacks int
	eachLedger(t, func(ms *kpi.Measures, _ *rand.Rand, counts []count) {
		l := ledger(t, ms, gathered(t, ms, counts)...)
		for _, by := range [][]kpi.Dimension{nil, {kpi.ByDistrict}, {kpi.ByCommune}, {kpi.ByDistrict, kpi.ByLevel}} {
			s := score(t, l, by)
			for _, r := range s.All() {
				for n, d := range s.Indicators {
					trace := explain(t, l, d, func(e *kpi.Entry) bool { return isOf(r.Group, e.Unit, by) })
					if fmt.Sprint(trace.Result) != fmt.Sprint(r.Results[n]) {
						t.Errorf("%s of %+v is %+v, want %+v", d.ID, r.Group, trace.Result, r.Results[n])
					}
					for _, sum := range slices.Concat(trace.Numerator, trace.Denominator) {
						shares += wantAddsUp(t, sum)
					}
					if lacks += len(trace.Lacks); trace.Result.Known != (len(trace.Lacks) == 0) {
						t.Errorf("%s of %+v is known: %t, but lacks %d counts", d.ID, r.Group, trace.Result.Known, len(trace.Lacks))
					}
				}
			}
		}
	})
	if shares < 1000 || lacks < 1000 {
		t.Errorf("%d shares and %d lacks: too few to prove something", shares, lacks)
	}
}

// isOf reports whether a unit is of the group of a row.
func isOf(g kpi.Group, u kpi.Unit, by []kpi.Dimension) bool {
	total := g == kpi.Group{}
	return total || u.District == g.District && (by[0] == kpi.ByDistrict || u.Commune == g.Commune) && (g.Level == 0 || u.Level == g.Level)
}

// wantAddsUp wants a sum to be that of what was given, each once.
func wantAddsUp(t *testing.T, s *kpi.Sum) int {
	t.Helper()
	if !s.Known {
		if s.Value != 0 || len(s.Given)+len(s.Parts) > 0 {
			t.Errorf("unknown, but %+v", s)
		}
		return 0
	}
	total, n := int64(0), len(s.Given)
	seen := map[*kpi.Entry]bool{}
	for _, share := range s.Given {
		if v, complete := share.Entry.Tally.Value(s.Measure); !complete || v != share.Value || seen[share.Entry] {
			t.Errorf("measure %d of %s: %d, want %d once", s.Measure, share.Entry.Unit.Name(), share.Value, v)
		}
		seen[share.Entry] = true
		total += share.Value
	}
	if len(s.Parts) > 0 {
		parts := int64(0)
		for _, p := range s.Parts {
			n += wantAddsUp(t, p)
			if p.Minus {
				parts -= p.Value
			} else {
				parts += p.Value
			}
		}
		total += parts
	}
	if total != s.Value {
		t.Errorf("measure %d is %d, what was given adds up to %d", s.Measure, s.Value, total)
	}
	return n
}

// A unit that took in others is traced to theirs: one gives a whole, one its parts.
func TestExplainMembers(t *testing.T) {
	ms := sampleMeasures(t)
	united := func(members ...*kpi.Entry) *kpi.Ledger {
		tallies := make([]kpi.Tally, len(members))
		for n, m := range members {
			tallies[n] = m.Tally
		}
		sum, _, err := ms.Unite(tallies)
		if err != nil {
			t.Fatal(err)
		}
		return ledger(t, ms, &kpi.Entry{Unit: unit("/New"), Period: period(t, "2025-05"), Tally: sum, Members: members})
	}
	whole := entry(t, ms, "An/Old", "2025-05", "received 10")
	parts := entry(t, ms, "An/Older", "2025-05", "received_online 3, received_offline 2")
	blank := entry(t, ms, "An/Oldest", "2025-05", "received ?")
	received := indicator(t, ms, "received_", "received", "")
	for _, tt := range []struct {
		l    *kpi.Ledger
		want string
	}{
		{united(whole, parts), "received 15 (An / Old 2025-05 10, received_online 3 (An / Older 2025-05 3), received_offline 2 (An / Older 2025-05 2))"},
		{united(whole, blank), "received ?; lacks received An / Oldest 2025-05 blank"},
	} {
		if got := traceText(ms, explain(t, tt.l, received, everything)); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}
