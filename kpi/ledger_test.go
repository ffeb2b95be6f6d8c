package kpi_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// keys lists the entries of a ledger as "unit period".
func keys(l *kpi.Ledger) []string {
	var names []string
	for _, e := range l.Entries {
		names = append(names, e.Unit.Name()+" "+e.Period.String())
	}
	return names
}

func TestNewLedgerJoinsAndOrders(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms,
		entry(t, ms, "Văn Lãng", "2024-06", "received 1"),
		entry(t, ms, "Tràng Định/Tri Phương", "2024-06", "received 2"),
		entry(t, ms, "Tràng Định/Chi Lăng", "2024-06", "received 3, resolved 2"),
		entry(t, ms, "Tràng Định", "2024-06", "received 4"),
		entry(t, ms, "Tràng Định/Chi Lăng", "2024-05", "received 5"),
		entry(t, ms, "Tràng Định/Chi Lăng", "2024-Q2", "received 6"),
		entry(t, ms, "Tràng Định/Chi Lăng", "2024-06", "received 7, pending ?"),
	)
	want := []string{
		"Tràng Định 2024-06", "Tràng Định / Chi Lăng 2024-Q2", "Tràng Định / Chi Lăng 2024-05",
		"Tràng Định / Chi Lăng 2024-06", "Tràng Định / Tri Phương 2024-06", "Văn Lãng 2024-06",
	}
	if got := keys(l); !slices.Equal(got, want) {
		t.Errorf("entries\n got %q\nwant %q", got, want)
	}
	wantFigures(t, ms, l.Entries[3].Tally, "received 10, resolved 2, pending ?")
	wantFigures(t, ms, l.Entries[2].Tally, "received 5, resolved ?")
	if got := l.Span().String(); got != "2024-Q2" {
		t.Errorf("span %s, want 2024-Q2", got)
	}
	if got, want := l.Units(), []kpi.Unit{unit("Tràng Định"), unit("Tràng Định/Chi Lăng"), unit("Tràng Định/Tri Phương"), unit("Văn Lãng")}; !slices.Equal(got, want) {
		t.Errorf("units %v, want %v", got, want)
	}
}

// Units that differ in one part of their key only are different units.
func TestNewLedgerKeepsUnitsApart(t *testing.T) {
	ms := sampleMeasures(t)
	units := []kpi.Unit{
		{Province: "Lạng Sơn", District: "Tràng Định", Commune: "Chi Lăng", Level: kpi.Commune},
		{Province: "Lạng Sơn", District: "Chi Lăng", Commune: "Chi Lăng", Level: kpi.Commune},
		{Province: "Lạng Sơn", District: "Chi Lăng", Level: kpi.District},
		{Province: "Lạng Sơn", District: "Chi Lăng", Level: kpi.Commune},
		{Province: "Cao Bằng", District: "Chi Lăng", Level: kpi.District},
		{Province: "Lạng Sơn", Level: kpi.Province},
	}
	var entries []*kpi.Entry
	for _, u := range units {
		for range 2 {
			entries = append(entries, &kpi.Entry{Unit: u, Period: period(t, "2024-06"), Tally: tally(t, ms, "received 1")})
		}
	}
	l := ledger(t, ms, entries...)
	if len(l.Entries) != len(units) || len(l.Units()) != len(units) {
		t.Fatalf("%d entries of %d units, want %d", len(l.Entries), len(l.Units()), len(units))
	}
	for _, e := range l.Entries {
		wantFigures(t, ms, e.Tally, "received 2")
	}
}

func TestNewLedgerOverflow(t *testing.T) {
	ms := sampleMeasures(t)
	_, err := kpi.NewLedger(ms, nil, []*kpi.Entry{
		entry(t, ms, "Tràng Định/Chi Lăng", "2024-06", "received 1"),
		entry(t, ms, "Tràng Định/Chi Lăng", "2024-06", "received 9223372036854775807"),
	})
	if !errors.Is(err, kpi.ErrOverflow) {
		t.Fatalf("error %v, want ErrOverflow", err)
	}
	if !strings.Contains(err.Error(), "Tràng Định / Chi Lăng") || !strings.Contains(err.Error(), "2024-06") {
		t.Errorf("error %q names neither unit nor period", err)
	}
}

func TestLedgerOfNothing(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms)
	if len(l.Units()) != 0 || !l.Span().IsZero() {
		t.Errorf("units %v, span %v", l.Units(), l.Span())
	}
	s := score(t, l, []kpi.Dimension{kpi.ByDistrict})
	if len(s.Rows) != 0 {
		t.Errorf("%d rows", len(s.Rows))
	}
	for n, r := range s.Total.Results {
		if r.Known || r.Defined() {
			t.Errorf("%s is known: %+v", s.Indicators[n].ID, r)
		}
	}
}

func TestLedgerSelect(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-05", "received 1"),
		entry(t, ms, "Bắc Sơn", "2024-06", "received 2"),
		entry(t, ms, "Văn Lãng", "2024-06", "received 3"),
	)
	june := l.Select(func(e *kpi.Entry) bool { return e.Period == period(t, "2024-06") })
	if got, want := keys(june), []string{"Bắc Sơn 2024-06", "Văn Lãng 2024-06"}; !slices.Equal(got, want) {
		t.Errorf("selected %q, want %q", got, want)
	}
	wantFigures(t, ms, score(t, june, nil).Total.Tally, "received 5")
	wantFigures(t, ms, score(t, l, nil).Total.Tally, "received 6")
}

func TestLedgerPlace(t *testing.T) {
	ms := sampleMeasures(t)
	from := func(origins ...kpi.Origin) *kpi.Entry {
		e := entry(t, ms, "Bắc Sơn", "2024-06", "received 1")
		e.Origins = origins
		return e
	}
	l, err := kpi.NewLedger(ms, []kpi.File{{Name: "a.csv"}, {Name: "b.csv"}, {Name: "c.csv"}}, []*kpi.Entry{
		from(kpi.Origin{File: 2, Line: 3, Rows: 1}), from(kpi.Origin{File: 1, Line: 9, Rows: 4}), from(kpi.Origin{File: 2, Line: 7, Rows: 2}),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Entries) != 1 || len(l.Entries[0].Origins) != 3 {
		t.Fatalf("entries %v", keys(l))
	}
	if got, want := l.Place(l.Entries[0]), (kpi.Place{File: "b.csv", Line: 9}); got != want {
		t.Errorf("place %+v, want %+v", got, want)
	}
	if got := l.Place(&kpi.Entry{}); got != (kpi.Place{}) {
		t.Errorf("place of an entry from nowhere: %+v", got)
	}
}

// The place of an entry does not depend on the order in which its rows came.
func TestLedgerPlaceIsTheFirstRowInAnyOrder(t *testing.T) {
	ms := sampleMeasures(t)
	for _, lines := range [][]int{{3, 7}, {7, 3}} {
		var entries []*kpi.Entry
		for _, line := range lines {
			e := entry(t, ms, "Bắc Sơn", "2024-06", "received 1")
			e.Origins = []kpi.Origin{{File: 0, Line: line, Rows: 1}}
			entries = append(entries, e)
		}
		l, err := kpi.NewLedger(ms, []kpi.File{{Name: "a.csv"}}, entries)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Place(l.Entries[0]).Line; got != 3 {
			t.Errorf("rows on lines %v: the entry begins on line %d, want 3", lines, got)
		}
	}
}

func TestFileColumn(t *testing.T) {
	f := kpi.File{Columns: []kpi.Column{{Measure: 4, Number: 2, Header: "Trực tuyến"}, {Measure: 1, Number: 3, Header: "Tổng số"}}}
	if c, ok := f.Column(1, 9); !ok || c.Number != 3 || c.Header != "Tổng số" {
		t.Errorf("column of measure 1: %+v, %t", c, ok)
	}
	if c, ok := f.Column(2, 9); ok || c != (kpi.Column{}) {
		t.Errorf("column of measure 2: %+v, %t", c, ok)
	}
}

// A file with tables below each other has the columns of each.
func TestFileColumnOfTable(t *testing.T) {
	f := kpi.File{Header: 2, Columns: []kpi.Column{{1, 2, "Tiếp nhận", 2}, {4, 3, "Trực tuyến", 2}, {4, 2, "Trực tuyến", 7}}}
	for line, want := range map[int]string{3: "2:[{1 2 Tiếp nhận 2} {4 3 Trực tuyến 2}]", 6: "2:[{1 2 Tiếp nhận 2} {4 3 Trực tuyến 2}]", 7: "7:[{4 2 Trực tuyến 7}]", 8: "7:[{4 2 Trực tuyến 7}]"} {
		if got := fmt.Sprintf("%d:%v", f.HeaderAbove(line), f.ColumnsOf(line)); got != want {
			t.Errorf("line %d: %s, want %s", line, got, want)
		}
	}
	if _, ok := f.Column(1, 8); ok {
		t.Error("the second table has a column of the first")
	}
}

// Sums that fit in every entry may not fit over units, over time, or in a
// whole or formula.
func TestScoreOverflow(t *testing.T) {
	ms := sampleMeasures(t)
	most := "9223372036854775807"
	tests := []struct {
		name    string
		entries []*kpi.Entry
	}{
		{"over units", []*kpi.Entry{entry(t, ms, "Bắc Sơn", "2024-06", "pending "+most), entry(t, ms, "Văn Lãng", "2024-06", "pending 1")}},
		{"over time", []*kpi.Entry{entry(t, ms, "Bắc Sơn", "2024-05", "received "+most), entry(t, ms, "Bắc Sơn", "2024-06", "received 1")}},
		{"in a whole", []*kpi.Entry{entry(t, ms, "Bắc Sơn", "2024-06", "received "+most+", carried_over 1")}},
		{"in a whole over time", []*kpi.Entry{entry(t, ms, "Bắc Sơn", "2024-05", "received 1, carried_over 1"),
			entry(t, ms, "Bắc Sơn", "2024-06", "received 9223372036854775806, carried_over 0")}},
		{"in a numerator", []*kpi.Entry{entry(t, ms, "Bắc Sơn", "2024-06", "resolved_in_time "+most+", pending 1")}},
	}
	for _, tt := range tests {
		s, err := ledger(t, ms, tt.entries...).Score([]kpi.Dimension{kpi.ByDistrict}, sampleIndicators(t, ms), nil)
		if !errors.Is(err, kpi.ErrOverflow) || s != nil {
			t.Errorf("%s: error %v, want ErrOverflow and no scorecard", tt.name, err)
		}
	}
	s := score(t, ledger(t, ms, entry(t, ms, "Bắc Sơn", "2024-05", "pending "+most), entry(t, ms, "Bắc Sơn", "2024-06", "pending "+most)), nil)
	if v, complete := s.Total.Tally.Value(index(t, ms, "pending")); v != math.MaxInt64 || !complete {
		t.Errorf("the largest closing count, twice over time: %d, %t", v, complete)
	}
}

// Every period is there once, in the order of time; the zero Period is none.
func TestLedgerPeriods(t *testing.T) {
	ms := sampleMeasures(t)
	undated := entry(t, ms, "Bắc Sơn", "2024", "received 1")
	undated.Period = kpi.Period{}
	l := ledger(t, ms,
		entry(t, ms, "Văn Lãng", "2024-06", "received 1"), entry(t, ms, "Văn Lãng", "2024-Q2", "received 1"),
		entry(t, ms, "Bắc Sơn", "2024-06", "received 1"), entry(t, ms, "Bắc Sơn", "2024-05", "received 1"), undated,
	)
	var got []string
	for _, p := range l.Periods() {
		got = append(got, p.String())
	}
	if want := []string{"2024-Q2", "2024-05", "2024-06"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A ledger of a period has the units with dossiers that are outside it, each once, before or
// after those that were outside already.
func TestLedgerIn(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms,
		entry(t, ms, "Bắc Sơn", "2024-05", "received 1"), entry(t, ms, "Bắc Sơn", "2024-06", "received 2"),
		entry(t, ms, "Chi Lăng", "2024-04", "received 3"), entry(t, ms, "Chi Lăng", "2024-05", "received 4"),
		entry(t, ms, "Văn Lãng", "2024-05", "tasks_assigned 5"), entry(t, ms, "Tràng Định", "2024-05", "received 6"))
	l.Outside = []*kpi.Entry{entry(t, ms, "Tràng Định", "2023-01", "received 7")}
	june := l.In(period(t, "2024-06"))
	var outside []string
	for _, e := range june.Outside {
		outside = append(outside, e.Unit.Name()+" "+e.Period.String())
	}
	if got, want := fmt.Sprint(keys(june), outside), "[Bắc Sơn 2024-06] [Tràng Định 2023-01 Chi Lăng 2024-04]"; got != want || len(l.Outside) != 1 {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The counts of an entry are those of dossiers if each of its files is a list.
func TestLedgerIsListed(t *testing.T) {
	ms := sampleMeasures(t)
	l, err := kpi.NewLedger(ms, []kpi.File{{Name: "a.csv", List: &kpi.List{}}, {Name: "b.csv"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for want, files := range map[string][]int{"true": {0}, "true again": {0, 0}, "false": {1}, "false of both": {0, 1}, "false of none": {}} {
		e := &kpi.Entry{}
		for _, file := range files {
			e.Origins = append(e.Origins, kpi.Origin{File: file})
		}
		if got := l.IsListed(e); got != strings.HasPrefix(want, "true") {
			t.Errorf("of files %v: %t", files, got)
		}
	}
}

// What the months of a group are of several units: each unit that lacks one is named, unless
// there was none then, or it has months from before its beginning.
func TestCovered(t *testing.T) {
	ms := sampleMeasures(t)
	undated := entry(t, ms, "Tràng Định/Tri Phương", "2024", "received 1")
	undated.Period = kpi.Period{}
	l := ledger(t, ms,
		entry(t, ms, "Tràng Định", "2024-Q2", "received 1"), entry(t, ms, "Tràng Định", "2024-07", "received 1"),
		entry(t, ms, "Tràng Định/Chi Lăng", "2024-05", "received 1"), entry(t, ms, "Tràng Định/Chi Lăng", "2024-06", "received 1"),
		entry(t, ms, "Tràng Định/Đề Thám", "2024-04", "received 1"), entry(t, ms, "Tràng Định/Đề Thám", "2024-06", "received 1"),
		entry(t, ms, "Văn Lãng", "2024-05..2024-07", "received 1"))
	from := func(first map[string]int) func(kpi.Unit, kpi.Month) bool {
		return func(u kpi.Unit, m kpi.Month) bool { return m >= kpi.NewMonth(2024, first[u.Name()]) }
	}
	until := func(u kpi.Unit, m kpi.Month) bool { return u.Commune == "" || m <= kpi.NewMonth(2024, 6) }
	for _, tt := range []struct {
		name            string
		exists          func(kpi.Unit, kpi.Month) bool
		district, whole string
	}{
		{"always", nil, "4 3 [Tràng Định / Chi Lăng Tràng Định / Đề Thám]", "4 4 [Tràng Định / Chi Lăng Tràng Định / Đề Thám Văn Lãng]"},
		{"to June", until, "4 3 [Tràng Định / Chi Lăng Tràng Định / Đề Thám]", "4 4 [Tràng Định / Chi Lăng Tràng Định / Đề Thám Văn Lãng]"},
		{"begun later", from(map[string]int{"Tràng Định / Chi Lăng": 5, "Văn Lãng": 5}), "4 3 [Tràng Định / Chi Lăng Tràng Định / Đề Thám]", "4 4 [Tràng Định / Chi Lăng Tràng Định / Đề Thám]"},
		{"takes over", from(map[string]int{"Văn Lãng": 6}), "4 3 [Tràng Định / Chi Lăng Tràng Định / Đề Thám]", "4 4 [Tràng Định / Chi Lăng Tràng Định / Đề Thám Văn Lãng]"},
		{"none in July and April", func(u kpi.Unit, m kpi.Month) bool {
			return u.Commune == "" || m == kpi.NewMonth(2024, 5) || m == kpi.NewMonth(2024, 6)
		},
			"4 3 [Tràng Định / Đề Thám]", "4 4 [Tràng Định / Đề Thám Văn Lãng]"},
	} {
		covered := l.Covered([]kpi.Dimension{kpi.ByDistrict}, tt.exists)
		text := func(g kpi.Group) string {
			var short []string
			for _, u := range covered[g].Short {
				short = append(short, u.Name())
			}
			return fmt.Sprint(covered[g].Months, " ", len(covered[g].Units), " ", short)
		}
		if got := text(kpi.Group{Province: "Lạng Sơn", District: "Tràng Định"}); got != tt.district {
			t.Errorf("%s: the district has %s, want %s", tt.name, got, tt.district)
		}
		if got := text(kpi.Group{}); got != tt.whole || len(covered) != 3 {
			t.Errorf("%s: all have %s, want %s", tt.name, got, tt.whole)
		}
	}
	empty := ledger(t, ms, undated).Covered(nil, func(kpi.Unit, kpi.Month) bool { return false })
	if got := fmt.Sprint(len(empty), empty[kpi.Group{}].Months, len(empty[kpi.Group{}].Short)); got != "1 1 0" {
		t.Errorf("without a period: %s", got)
	}
}

// Entries of one unit and period keep the fields of each file.
func TestNewLedgerKeepsFields(t *testing.T) {
	ms := sampleMeasures(t)
	a, b := entry(t, ms, "An", "2024-06", "received 1"), entry(t, ms, "An", "2024-06", "received 2")
	a.Fields, b.Fields = [][]kpi.FieldTally{{{Field: kpi.Field{Name: "a"}}}}, [][]kpi.FieldTally{{{Field: kpi.Field{Name: "b"}}}}
	if got := fmt.Sprint(len(ledger(t, ms, a, b).Entries[0].Fields)); got != "2" {
		t.Errorf("%s files", got)
	}
}
