package kpi_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// byField is an entry of a unit in a month whose counts of one or two files are by field:
// "Đất đai" -> received, pending.
func byField(t *testing.T, ms *kpi.Measures, unit string, m kpi.Month, files ...[]kpi.FieldTally) *kpi.Entry {
	t.Helper()
	e := &kpi.Entry{Unit: kpi.Unit{District: unit, Level: kpi.District}, Period: m.Period(), Tally: kpi.NewTally(ms.Len()), Fields: files}
	for _, sums := range files {
		for _, s := range sums {
			if err := e.Tally.Join(s.Tally); err != nil {
				t.Fatal(err)
			}
		}
	}
	return e
}

// Whatever units, months and files there are, and whatever is missing: what is known of every
// field adds up to what is known of all, also of measures that do not add up over time.
func TestFieldsAddUp(t *testing.T) {
	ms := sampleMeasures(t)
	names := []kpi.Field{{Name: "Đất đai"}, {Name: "Hộ tịch"}, {Name: "Chứng thực"}, {}}
	random := rand.New(rand.NewSource(1))
	known := 0
	for range 400 {
		var entries []*kpi.Entry
		for u := range 1 + random.Intn(3) {
			for m := range 1 + random.Intn(3) {
				sums := []kpi.FieldTally{}
				for _, f := range names {
					if random.Intn(3) == 0 {
						continue
					}
					s := kpi.FieldTally{f, kpi.NewTally(ms.Len())}
					counts := map[string]int64{}
					for _, id := range []string{"received_online", "received_offline", "received", "carried_over", "resolved_in_time", "resolved_late", "resolved", "pending"} {
						counts[id] = random.Int63n(100)
						switch id {
						case "received":
							counts[id] = counts["received_online"] + counts["received_offline"]
						case "resolved":
							counts[id] = counts["resolved_in_time"] + counts["resolved_late"]
						}
						if i := index(t, ms, id); random.Intn(30) == 0 {
							s.Tally.Lack(i)
						} else if err := s.Tally.Give(i, counts[id]); err != nil {
							t.Fatal(err)
						}
					}
					sums = append(sums, s)
				}
				if len(sums) == 0 {
					continue
				}
				if random.Intn(5) == 0 { // a file without fields
					whole := kpi.FieldTally{kpi.Field{None: true}, kpi.NewTally(0)}
					for _, s := range sums {
						_ = whole.Tally.Join(s.Tally)
					}
					sums = []kpi.FieldTally{whole}
				}
				entries = append(entries, byField(t, ms, fmt.Sprint("Huyện ", u), kpi.NewMonth(2024, m+1), sums))
			}
		}
		if len(entries) == 0 {
			continue
		}
		known += wantFieldsAddUp(t, ms, entries)
	}
	if known < 500 {
		t.Errorf("only %d sums were compared", known)
	}
}

// wantFieldsAddUp compares the sums of the fields of entries with those of all, and returns how
// many were known of all fields.
func wantFieldsAddUp(t *testing.T, ms *kpi.Measures, entries []*kpi.Entry) (known int) {
	t.Helper()
	l, err := kpi.NewLedger(ms, nil, entries)
	if err != nil {
		t.Fatal(err)
	}
	all, err := l.Score(nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	everything := make([]int, ms.Len())
	for i := range everything {
		everything[i] = i
	}
	fields, err := l.ByField(everything)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(fields, func(a, b kpi.FieldLedger) int { return a.Field.Compare(b.Field) }) {
		t.Errorf("fields are not in order: %v", fields)
	}
	cards := make([]*kpi.Scorecard, len(fields))
	for n, f := range fields {
		if cards[n], err = f.Ledger.Score(nil, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	for i := range ms.Len() {
		want, ok := all.Total.Tally.Value(i)
		got, areKnown := int64(0), true
		for _, card := range cards {
			v, isKnown := card.Total.Tally.Value(i)
			got, areKnown = got+v, areKnown && isKnown
		}
		if !ok || !areKnown { // a part of all may be known of each field by its whole
			continue
		}
		if known++; got != want {
			t.Errorf("%s: the fields make %d, all of them %d", ms.At(i).ID, got, want)
		}
	}
	return known
}

// A field without a row in a file that divides its counts adds 0; in one that does not, it is
// not known. Spellings that differ in capitals are one, also in one file, and the one with the
// fewest is shown.
func TestFieldsThatAreNotThere(t *testing.T) {
	ms := sampleMeasures(t)
	i := 0
	one := func(f kpi.Field, n int64) kpi.FieldTally {
		s := kpi.FieldTally{f, kpi.NewTally(0)}
		if err := s.Tally.Give(i, n); err != nil {
			t.Fatal(err)
		}
		return s
	}
	l, err := kpi.NewLedger(ms, nil, []*kpi.Entry{
		byField(t, ms, "A", kpi.NewMonth(2024, 1), []kpi.FieldTally{one(kpi.Field{Name: "HỘ TỊCH"}, 1), one(kpi.Field{Name: "Đất đai"}, 2)}),
		byField(t, ms, "A", kpi.NewMonth(2024, 2), []kpi.FieldTally{one(kpi.Field{Name: "Hộ tịch"}, 3)}),
		byField(t, ms, "A", kpi.NewMonth(2024, 3), []kpi.FieldTally{one(kpi.Field{Name: "Hộ tịch"}, 5), one(kpi.Field{Name: "HỘ TỊCH"}, 6)}),
		byField(t, ms, "B", kpi.NewMonth(2024, 1), []kpi.FieldTally{one(kpi.Field{None: true}, 4)}),
	})
	if err != nil {
		t.Fatal(err)
	}
	fields, err := l.ByField([]int{i})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range fields {
		for _, e := range f.Ledger.Entries {
			v, known := e.Tally.Value(i)
			got = append(got, fmt.Sprint(f.Field.Name, " ", e.Unit.District, " ", e.Period, " ", v, " ", known))
		}
	}
	want := []string{"Hộ tịch A 2024-01 1 true", "Hộ tịch A 2024-02 3 true", "Hộ tịch A 2024-03 11 true", "Đất đai A 2024-01 2 true", "Đất đai A 2024-02 0 true",
		"Đất đai A 2024-03 0 true", " A 2024-01 0 true", " A 2024-02 0 true", " A 2024-03 0 true", " B 2024-01 4 true"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if both, err := l.ByField([]int{i, i + 1, i + 2}); err != nil || len(both) != 3 {
		t.Errorf("fields of three measures: %v, %v", both, err)
	}
	if none, err := l.ByField([]int{i + 1}); err != nil || len(none) != 0 {
		t.Errorf("fields of a measure that nothing counts: %v, %v", none, err)
	}
}

// A field without a row adds 0 to every measure that another field has. Of two spellings the one
// with a capital at its beginning is shown. What names no field is behind the named ones, and
// what is not divided is last.
func TestFieldsOfSeveralMeasures(t *testing.T) {
	ms := sampleMeasures(t)
	fields := func(lines ...string) (sums []kpi.FieldTally) {
		for _, line := range lines {
			name, counts, _ := strings.Cut(line, ": ")
			f := kpi.Field{Name: name, None: name == "none"}
			if f.None {
				f.Name = ""
			}
			sums = append(sums, kpi.FieldTally{f, tally(t, ms, counts)})
		}
		return sums
	}
	l, err := kpi.NewLedger(ms, nil, []*kpi.Entry{
		byField(t, ms, "A", kpi.NewMonth(2024, 1), fields("hộ tịch: received 1, resolved 2", ": received 4, resolved 5"), fields("none: tasks_assigned 7, received 0")),
		byField(t, ms, "A", kpi.NewMonth(2024, 1), fields("Hộ tịch: received 10")),
		byField(t, ms, "A", kpi.NewMonth(2024, 2), fields("hộ tịch: received 1, resolved 2")),
	})
	if err != nil {
		t.Fatal(err)
	}
	parts, err := l.ByField([]int{index(t, ms, "received")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range parts {
		got = append(got, fmt.Sprintf("%s %t:", f.Field.Name, f.Field.None))
		for _, e := range f.Ledger.Entries {
			for _, id := range []string{"received", "resolved", "tasks_assigned"} {
				if e.Tally.Touched(index(t, ms, id)) {
					got = append(got, fmt.Sprint(e.Period, " ", id, " ", figure(t, ms, e.Tally, id)))
				}
			}
		}
	}
	want := []string{"Hộ tịch false:", "2024-01 received 11", "2024-01 resolved 2", "2024-02 received 1", "2024-02 resolved 2",
		" false:", "2024-01 received 4", "2024-01 resolved 5", "2024-02 received 0", "2024-02 resolved 0",
		" true:", "2024-01 received 0", "2024-01 resolved 0", "2024-01 tasks_assigned 7", "2024-02 received 0", "2024-02 resolved 0"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	january := l.During(kpi.NewMonth(2024, 1).Period())
	if within := january.Within(l); within.Span().String() != "2024-01..2024-02" || january.Span().String() != "2024-01" {
		t.Errorf("within %s, by itself %s", within.Span(), january.Span())
	}
}
