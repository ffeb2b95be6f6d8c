package kpi_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// total rolls the entries up to one row.
func total(t *testing.T, ms *kpi.Measures, entries ...*kpi.Entry) kpi.Tally {
	t.Helper()
	return score(t, ledger(t, ms, entries...), nil).Total.Tally
}

// Flows add over time, the first month opens, the last month closes, and the
// caseload is made of the two.
func TestRollUpOverTime(t *testing.T) {
	ms := sampleMeasures(t)
	sums := total(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-06", "received 30, carried_over 7, pending 9, resolved 28"),
		entry(t, ms, "Bắc Sơn", "2024-04", "received 10, carried_over 5, pending 6, resolved 9"),
		entry(t, ms, "Bắc Sơn", "2024-05", "received 20, carried_over 6, pending 7, resolved 19"),
	)
	wantFigures(t, ms, sums, "received 60, carried_over 5, pending 9, resolved 56, caseload 65")
}

// A caseload that was given for every month is not added up over months, nor
// taken from one of them.
func TestRollUpMixedIsKnownOnlyFromParts(t *testing.T) {
	ms := sampleMeasures(t)
	april := entry(t, ms, "Bắc Sơn", "2024-04", "caseload 15, pending 6")
	wantFigures(t, ms, total(t, ms, april), "caseload 15")
	may := entry(t, ms, "Bắc Sơn", "2024-05", "caseload 26, pending 7")
	wantFigures(t, ms, total(t, ms, april, may), "caseload ?, pending 7")
	other := entry(t, ms, "Văn Lãng", "2024-04", "caseload 100, pending 1")
	wantFigures(t, ms, total(t, ms, april, other), "caseload 115, pending 7")
}

// A distinct measure does not add up over months: it is that of the last where all are
// equal. Over units it does.
func TestRollUpDistinct(t *testing.T) {
	ms := sampleMeasures(t)
	s := score(t, ledger(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-05", "officials 10, officials_qualified 8"),
		entry(t, ms, "Bắc Sơn", "2024-06", "officials 10, officials_qualified 9"),
		entry(t, ms, "Hữu Lũng", "2024-06", "officials 4, officials_qualified 4"),
		entry(t, ms, "Văn Lãng", "2024-05", "officials 5, officials_qualified ?"),
		entry(t, ms, "Văn Lãng", "2024-06", "officials 5, officials_qualified 5"),
		entry(t, ms, "Đình Lập", "2024-Q2", "officials 3, officials_qualified 3"),
		entry(t, ms, "Đình Lập", "2024-06", "officials 3"),
	), []kpi.Dimension{kpi.ByDistrict})
	wantFigures(t, ms, row(t, s, "Bắc Sơn").Tally, "officials 10, officials_qualified ?")
	wantFigures(t, ms, row(t, s, "Hữu Lũng").Tally, "officials 4, officials_qualified 4")
	wantFigures(t, ms, row(t, s, "Văn Lãng").Tally, "officials 5, officials_qualified ?")
	wantFigures(t, ms, row(t, s, "Đình Lập").Tally, "officials 3, officials_qualified 3")
	wantFigures(t, ms, s.Total.Tally, "officials 22, officials_qualified ?")
	gaps := row(t, s, "Bắc Sơn").Results[len(s.Indicators)-1].Gaps
	if len(gaps) != 1 || gaps[0].Entry.Period != period(t, "2024-06") || gaps[0].Before == nil || gaps[0].Before.Period != period(t, "2024-05") {
		t.Errorf("the months that differ: %+v", gaps)
	}
	if gaps = row(t, s, "Văn Lãng").Results[len(s.Indicators)-1].Gaps; len(gaps) != 1 || gaps[0].Before != nil {
		t.Errorf("a blank is no other count: %+v", gaps)
	}
}

// A unit that ended has no count of the last month.
func TestRollUpDistinctWithoutTheLastMonth(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms, entry(t, ms, "Bắc Sơn", "2024-05", "officials 10"), entry(t, ms, "Văn Lãng", "2024-06", "officials 5"))
	s := score(t, l, []kpi.Dimension{kpi.ByDistrict})
	wantFigures(t, ms, row(t, s, "Bắc Sơn").Tally, "officials ?")
	wantFigures(t, ms, s.Total.Tally, "officials ?")
}

func TestRollUpOverUnitsAddsEveryKind(t *testing.T) {
	ms := sampleMeasures(t)
	sums := total(t, ms,
		entry(t, ms, "Tràng Định", "2024-06", "received 1057, carried_over 40, pending 3"),
		entry(t, ms, "Tràng Định/Chi Lăng", "2024-06", "received 5061, carried_over 2, pending 4"),
	)
	wantFigures(t, ms, sums, "received 6118, carried_over 42, pending 7, caseload 6160")
}

// A unit that begins late or ends early has no opening or closing count for
// the months of the report.
func TestRollUpUnitWithoutFirstOrLastMonth(t *testing.T) {
	ms := sampleMeasures(t)
	s := score(t, ledger(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-05", "received 10, carried_over 5, pending 6"),
		entry(t, ms, "Bắc Sơn", "2024-06", "received 20, carried_over 6, pending 7"),
		entry(t, ms, "Hữu Lũng", "2024-06", "received 2, carried_over 3, pending 4"),
		entry(t, ms, "Văn Lãng", "2024-05", "received 5, carried_over 1, pending 2"),
	), []kpi.Dimension{kpi.ByDistrict})
	wantFigures(t, ms, row(t, s, "Bắc Sơn").Tally, "received 30, carried_over 5, pending 7, caseload 35")
	wantFigures(t, ms, row(t, s, "Hữu Lũng").Tally, "received 2, carried_over ?, pending 4")
	wantFigures(t, ms, row(t, s, "Văn Lãng").Tally, "received 5, carried_over 1, pending ?")
	wantFigures(t, ms, s.Total.Tally, "received 37, carried_over ?, pending ?")
}

// The caseload of the months is not known where its opening part is not: that
// of a unit's only month would be another figure.
func TestRollUpMixedIsUnknownWithoutFirstMonth(t *testing.T) {
	ms := sampleMeasures(t)
	s := score(t, ledger(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-05", "received 10, carried_over 5"),
		entry(t, ms, "Bắc Sơn", "2024-06", "received 20, carried_over 6"),
		entry(t, ms, "Hữu Lũng", "2024-06", "received 2, carried_over 3"),
	), []kpi.Dimension{kpi.ByDistrict})
	wantFigures(t, ms, row(t, s, "Bắc Sơn").Tally, "received 30, carried_over 5, caseload 35")
	wantFigures(t, ms, row(t, s, "Hữu Lũng").Tally, "received 2, carried_over ?, caseload ?")
	wantFigures(t, ms, s.Total.Tally, "received 32, carried_over ?, caseload ?")
}

// By month each month opens and closes itself.
func TestRollUpByMonth(t *testing.T) {
	ms := sampleMeasures(t)
	s := score(t, ledger(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-05", "received 10, carried_over 5, pending 6"),
		entry(t, ms, "Bắc Sơn", "2024-06", "received 20, carried_over 6, pending 7"),
		entry(t, ms, "Hữu Lũng", "2024-06", "received 2, carried_over 3, pending 4"),
	), []kpi.Dimension{kpi.ByPeriod})
	if len(s.Rows) != 2 || s.Rows[0].Group.Period != period(t, "2024-05") || s.Rows[1].Group.Period != period(t, "2024-06") {
		t.Fatalf("rows of %v", s.Rows)
	}
	wantFigures(t, ms, s.Rows[0].Tally, "received 10, carried_over 5, pending 6, caseload 15")
	wantFigures(t, ms, s.Rows[1].Tally, "received 22, carried_over 9, pending 11, caseload 31")
	wantFigures(t, ms, s.Total.Tally, "received 32, carried_over ?, pending 11")
}

func TestRollUpMissingIsNotZero(t *testing.T) {
	ms := sampleMeasures(t)
	s := score(t, ledger(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-05", "received 10, resolved_late ?"),
		entry(t, ms, "Bắc Sơn", "2024-06", "received 20, resolved_late 0"),
		entry(t, ms, "Hữu Lũng", "2024-05", "received 2"),
		entry(t, ms, "Hữu Lũng", "2024-06", "received 3, resolved_late 1"),
		entry(t, ms, "Văn Lãng", "2024-06", "received 5, resolved_late 0"),
	), []kpi.Dimension{kpi.ByDistrict})
	wantFigures(t, ms, row(t, s, "Bắc Sơn").Tally, "received 30, resolved_late ?")
	wantFigures(t, ms, row(t, s, "Hữu Lũng").Tally, "received 5, resolved_late ?")
	wantFigures(t, ms, row(t, s, "Văn Lãng").Tally, "received 5, resolved_late 0")
	wantFigures(t, ms, s.Total.Tally, "received 40, resolved_late ?")
}

// Tasks do not count for dossiers: not in their units, and not in their months.
func TestRollUpTasksDoNotSpeakOfDossiers(t *testing.T) {
	ms := sampleMeasures(t)
	s := score(t, ledger(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-05", "received 10, carried_over 5, pending 6"),
		entry(t, ms, "Bắc Sơn", "2024-04", "tasks_assigned 4, tasks_on_time 3"),
		entry(t, ms, "Bắc Sơn", "2024-06", "tasks_assigned 1, tasks_on_time ?"),
		entry(t, ms, "Văn Lãng", "2024-05", "tasks_assigned 17, tasks_on_time 15"),
	), []kpi.Dimension{kpi.ByDistrict})
	wantFigures(t, ms, s.Total.Tally, "received 10, carried_over 5, pending 6, caseload 15, tasks_assigned 22, tasks_on_time ?")
	wantFigures(t, ms, row(t, s, "Bắc Sơn").Tally, "received 10, carried_over 5, pending 6, tasks_assigned 5, tasks_on_time ?")
	wantFigures(t, ms, row(t, s, "Văn Lãng").Tally, "received ?, tasks_assigned 17, tasks_on_time 15")
	if row(t, s, "Văn Lãng").Tally.Touched(index(t, ms, "received")) {
		t.Error("a unit with tasks only lacks dossiers")
	}
}

// A rate of a quarter's count and of monthly counts is known for the quarter
// and for no month.
func TestRollUpQuarterAndMonths(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-Q1", "received_online 12, pending 8"),
		entry(t, ms, "Bắc Sơn", "2024-01", "received 10, carried_over 3"),
		entry(t, ms, "Bắc Sơn", "2024-02", "received 20, carried_over 4"),
		entry(t, ms, "Bắc Sơn", "2024-03", "received 30, carried_over 5"),
	)
	online := indicator(t, ms, "online", "received_online", "received")
	s := score(t, l, []kpi.Dimension{kpi.ByPeriod}, online)
	if r := s.Total.Results[0]; !r.Known || r.Ratio.Num != 12 || r.Ratio.Den != 60 {
		t.Errorf("online in the quarter: %+v, want 12/60", r)
	}
	wantFigures(t, ms, s.Total.Tally, "received_online 12, received 60, carried_over 3, caseload 63, pending 8")
	want := []string{"2024-01 ? 10", "2024-Q1 12 ?", "2024-02 ? 20", "2024-03 ? 30"}
	var got []string
	for _, r := range s.Rows {
		got = append(got, strings.Join([]string{r.Group.Period.String(), figure(t, ms, r.Tally, "received_online"), figure(t, ms, r.Tally, "received")}, " "))
		if r.Results[0].Known {
			t.Errorf("online of %s is known: %+v", r.Group.Period, r.Results[0].Ratio)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows %q, want %q", got, want)
	}
}

// A quarter without one of its months is not complete.
func TestRollUpQuarterWithoutAMonth(t *testing.T) {
	ms := sampleMeasures(t)
	sums := total(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-Q1", "received_online 12"),
		entry(t, ms, "Bắc Sơn", "2024-01", "received 10"),
		entry(t, ms, "Bắc Sơn", "2024-03", "received 30"),
	)
	wantFigures(t, ms, sums, "received_online 12, received ?")
}

// A part of the months and another of the quarter make the whole of the
// quarter: both are complete, and so is their sum.
func TestRollUpDerivesWholeOfQuarterAndMonths(t *testing.T) {
	ms := sampleMeasures(t)
	sums := total(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-Q1", "received_offline 40"),
		entry(t, ms, "Bắc Sơn", "2024-01", "received_online 1"),
		entry(t, ms, "Bắc Sơn", "2024-02", "received_online 2"),
		entry(t, ms, "Bắc Sơn", "2024-03", "received_online 3"),
	)
	wantFigures(t, ms, sums, "received_online 6, received_offline 40, received 46")
}

// gaps writes the gaps of an indicator of the total.
func gaps(t *testing.T, ms *kpi.Measures, d kpi.Indicator, entries ...*kpi.Entry) string {
	t.Helper()
	var texts []string
	for _, g := range score(t, ledger(t, ms, entries...), nil, d).Total.Results[0].Gaps {
		texts = append(texts, gapText(ms, g))
	}
	return strings.Join(texts, "; ")
}

func TestResultGaps(t *testing.T) {
	ms := sampleMeasures(t)
	online := indicator(t, ms, "online", "received_online", "received")
	cut := indicator(t, ms, "cut", "statutory_days - assigned_days", "statutory_days")
	known := entry(t, ms, "Bắc Sơn", "2024-06", "received_online 5, received 9")
	if got := gaps(t, ms, online, known); got != "" {
		t.Errorf("a known rate has gaps: %s", got)
	}
	if got, want := gaps(t, ms, cut, known), "statutory_days; assigned_days"; got != want {
		t.Errorf("nobody speaks of days: %s, want %s", got, want)
	}
	if got, want := gaps(t, ms, online, known,
		entry(t, ms, "Hữu Lũng", "2024-06", "received_online ?, received 3"),
		entry(t, ms, "Văn Lãng", "2024-06", "resolved 1")), "received_online Hữu Lũng 2024-06; received Văn Lãng 2024-06"; got != want {
		t.Errorf("two units lack it: %s, want %s", got, want)
	}
}

// A gap names the first of several entries that lack the measure.
func TestGapNamesTheFirstEntry(t *testing.T) {
	ms := sampleMeasures(t)
	late := indicator(t, ms, "late", "resolved_late", "")
	got := gaps(t, ms, late,
		entry(t, ms, "Bắc Sơn", "2024-04", "resolved_late 1"),
		entry(t, ms, "Bắc Sơn", "2024-05", "resolved_late ?"),
		entry(t, ms, "Bắc Sơn", "2024-06", "resolved_late ?"),
	)
	if want := "resolved_late Bắc Sơn 2024-05"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A gap names the first entry that lacks the measure, not one that has it.
func TestGapOfMixedNamesTheEntryThatLacksIt(t *testing.T) {
	ms := sampleMeasures(t)
	caseload := indicator(t, ms, "caseload", "caseload", "")
	got := gaps(t, ms, caseload,
		entry(t, ms, "Bắc Sơn", "2024-04", "received 10, carried_over 5"),
		entry(t, ms, "Bắc Sơn", "2024-05", "received ?, carried_over 6"),
	)
	if want := "caseload Bắc Sơn 2024-05"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
