package kpi_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dates"
)

// sampleMeasures is a small set with every kind, wholes of wholes, and two
// more things than dossiers.
func sampleMeasures(t testing.TB) *kpi.Measures {
	t.Helper()
	ms, err := kpi.NewMeasures([]kpi.Measure{
		{ID: "caseload", Kind: kpi.Mixed, Of: kpi.Dossiers, Parts: []string{"received", "carried_over"}},
		{ID: "received", Kind: kpi.Flow, Of: kpi.Dossiers, Parts: []string{"received_online", "received_offline"}},
		{ID: "received_online", Kind: kpi.Flow, Of: kpi.Dossiers},
		{ID: "received_offline", Kind: kpi.Flow, Of: kpi.Dossiers},
		{ID: "carried_over", Kind: kpi.Opening, Of: kpi.Dossiers},
		{ID: "resolved", Kind: kpi.Flow, Of: kpi.Dossiers, Parts: []string{"resolved_in_time", "resolved_late"}},
		{ID: "resolved_in_time", Kind: kpi.Flow, Of: kpi.Dossiers},
		{ID: "resolved_late", Kind: kpi.Flow, Of: kpi.Dossiers},
		{ID: "pending", Kind: kpi.Closing, Of: kpi.Dossiers},
		{ID: "statutory_days", Kind: kpi.Flow, Of: kpi.Days},
		{ID: "assigned_days", Kind: kpi.Flow, Of: kpi.Days},
		{ID: "tasks_assigned", Kind: kpi.Flow, Of: "tasks"},
		{ID: "tasks_on_time", Kind: kpi.Flow, Of: "tasks", Within: "tasks_assigned"},
		{ID: "officials", Kind: kpi.Distinct, Of: "people"},
		{ID: "officials_qualified", Kind: kpi.Distinct, Of: "people", Within: "officials"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return ms
}

// index returns the index of a measure that must exist.
func index(t testing.TB, ms *kpi.Measures, id string) int {
	t.Helper()
	i, ok := ms.Index(id)
	if !ok {
		t.Fatalf("no measure %q in the sample", id)
	}
	return i
}

// indicator is a rate, or a count where the denominator is empty.
func indicator(t testing.TB, ms *kpi.Measures, id, numerator, denominator string) kpi.Indicator {
	t.Helper()
	d := kpi.Indicator{ID: id}
	for f, text := range map[*kpi.Formula]string{&d.Numerator: numerator, &d.Denominator: denominator} {
		if text == "" {
			continue
		}
		var err error
		if *f, err = kpi.ParseFormula(text, ms); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// sampleIndicators has rates of every thing and a count.
func sampleIndicators(t testing.TB, ms *kpi.Measures) []kpi.Indicator {
	t.Helper()
	return []kpi.Indicator{
		indicator(t, ms, "on_time", "resolved_in_time", "resolved"),
		indicator(t, ms, "online", "received_online", "received"),
		indicator(t, ms, "of_caseload", "resolved_in_time + pending", "caseload"),
		indicator(t, ms, "late", "resolved_late", ""),
		indicator(t, ms, "deadline_cut", "statutory_days - assigned_days", "statutory_days"),
		indicator(t, ms, "tasks_on_time", "tasks_on_time", "tasks_assigned"),
		indicator(t, ms, "officials_qualified", "officials_qualified", "officials"),
	}
}

// unit reads "district", the district's own agency, or "district/commune".
func unit(name string) kpi.Unit {
	district, commune, isCommune := strings.Cut(name, "/")
	u := kpi.Unit{Province: "Lạng Sơn", District: district, Commune: commune, Level: kpi.District}
	if isCommune {
		u.Level = kpi.Commune
	}
	return u
}

func period(t *testing.T, text string) kpi.Period {
	t.Helper()
	p, _, err := dates.Parse(text, kpi.Calendar{})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return p
}

// tally reads "received_online 10, received_offline ?": a count, or a blank.
func tally(t *testing.T, ms *kpi.Measures, counts string) kpi.Tally {
	t.Helper()
	sums := kpi.NewTally(ms.Len())
	for count := range strings.SplitSeq(counts, ", ") {
		id, text, _ := strings.Cut(count, " ")
		i := index(t, ms, id)
		if text == "?" {
			sums.Lack(i)
			continue
		}
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if err := sums.Give(i, n); err != nil {
			t.Fatal(err)
		}
	}
	return sums
}

func entry(t *testing.T, ms *kpi.Measures, name, when, counts string) *kpi.Entry {
	t.Helper()
	return &kpi.Entry{Unit: unit(name), Period: period(t, when), Tally: tally(t, ms, counts)}
}

func ledger(t *testing.T, ms *kpi.Measures, entries ...*kpi.Entry) *kpi.Ledger {
	t.Helper()
	l, err := kpi.NewLedger(ms, nil, entries)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// score groups a ledger, with the sample's indicators where none are given.
func score(t *testing.T, l *kpi.Ledger, by []kpi.Dimension, indicators ...kpi.Indicator) *kpi.Scorecard {
	t.Helper()
	if indicators == nil {
		indicators = sampleIndicators(t, l.Measures)
	}
	s, err := l.Score(by, indicators, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// figure writes the sum of a measure, or "?" where it is not complete.
func figure(t *testing.T, ms *kpi.Measures, sums kpi.Tally, id string) string {
	t.Helper()
	v, complete := sums.Value(index(t, ms, id))
	if !complete {
		return "?"
	}
	return strconv.FormatInt(v, 10)
}

// wantFigures compares "id figure, id figure, ..." with a tally.
func wantFigures(t *testing.T, ms *kpi.Measures, sums kpi.Tally, want string) {
	t.Helper()
	var got []string
	for pair := range strings.SplitSeq(want, ", ") {
		id, _, _ := strings.Cut(pair, " ")
		got = append(got, id+" "+figure(t, ms, sums, id))
	}
	if text := strings.Join(got, ", "); text != want {
		t.Errorf("\n got %s\nwant %s", text, want)
	}
}

// row finds the row of a group by district and commune.
func row(t *testing.T, s *kpi.Scorecard, name string) kpi.Score {
	t.Helper()
	district, commune, _ := strings.Cut(name, "/")
	i := slices.IndexFunc(s.Rows, func(r kpi.Score) bool {
		return r.Group.District == district && r.Group.Commune == commune
	})
	if i < 0 {
		t.Fatalf("no row %q", name)
	}
	return s.Rows[i]
}

// dump writes all that a scorecard holds, so that two can be compared.
func dump(s *kpi.Scorecard) string {
	var b strings.Builder
	fmt.Fprintln(&b, s.By, s.Period)
	for _, r := range append(slices.Clone(s.Rows), s.Total) {
		fmt.Fprintf(&b, "%+v:", r.Group)
		for i := range s.Measures.Len() {
			v, complete := r.Tally.Value(i)
			if complete {
				fmt.Fprintf(&b, " %s=%d", s.Measures.At(i).ID, v)
			} else {
				fmt.Fprintf(&b, " %s?%t", s.Measures.At(i).ID, r.Tally.Touched(i))
			}
		}
		for n, res := range r.Results {
			fmt.Fprintf(&b, "\n  %s %+v known=%t %s", s.Indicators[n].ID, res.Ratio, res.Known, res.Verdict)
			for _, g := range res.Gaps {
				fmt.Fprintf(&b, " [%s]", gapText(s.Measures, g))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// gapText writes the measure and the first entry that lacks it.
func gapText(ms *kpi.Measures, g kpi.Gap) string {
	text := ms.At(g.Measure).ID
	if g.Entry != nil {
		text += fmt.Sprintf(" %s %s", g.Entry.Unit.Name(), g.Entry.Period)
	}
	return text
}
