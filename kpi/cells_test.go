package kpi_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// The cells of the first entries of every sum are kept, by where they begin, and none of
// the others; those of blanks always.
func TestWants(t *testing.T) {
	ms := sampleMeasures(t)
	at := func(e *kpi.Entry, file, line int) *kpi.Entry {
		e.Origins = []kpi.Origin{{File: file, Line: line, Rows: 1}}
		return e
	}
	l := ledger(t, ms,
		at(entry(t, ms, "Bắc Sơn", "2024-05", "resolved_late 1, resolved 5"), 1, 9),
		at(entry(t, ms, "Bắc Sơn", "2024-06", "resolved_late 2, resolved_in_time 7"), 1, 2),
		at(entry(t, ms, "Văn Lãng", "2024-06", "resolved_late 3, resolved_in_time 9, received_online ?"), 0, 70),
	)
	wants := func(numerator, denominator string, most int) string {
		var texts []string
		for w, n := range explain(t, l, indicator(t, ms, "x", numerator, denominator), everything).Wants(most) {
			text := fmt.Sprintf("%d:%d %s %d", w.Entry.Origins[0].File, w.Entry.Origins[0].Line, ms.At(w.Measure).ID, n)
			texts = append(texts, strings.ReplaceAll(text, fmt.Sprint(math.MaxInt), "all"))
		}
		slices.Sort(texts)
		return strings.Join(texts, ", ")
	}
	for got, want := range map[string]string{
		wants("resolved_late", "", 2):             "0:70 resolved_late 2, 1:2 resolved_late 2, 1:9 resolved_late 0",
		wants("resolved_late", "", kpi.EveryCell): "0:70 resolved_late all, 1:2 resolved_late all, 1:9 resolved_late all",
		wants("resolved_late", "resolved", 1):     "0:70 resolved_in_time 1, 0:70 resolved_late 1, 1:2 resolved_in_time 0, 1:2 resolved_late 0, 1:9 resolved 1, 1:9 resolved_late 0",
		wants("received_online", "", 3):           "0:70 received_online 3",
	} {
		if got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

// A count that no row gives is before all others.
func TestSharesWithoutOrigins(t *testing.T) {
	at := func(line int) kpi.Share {
		e := &kpi.Entry{}
		if line > 0 {
			e.Origins = []kpi.Origin{{Line: line}}
		}
		return kpi.Share{Entry: e, Value: int64(line)}
	}
	var got []int64
	for _, s := range (&kpi.Sum{Given: []kpi.Share{at(7), at(0), at(3)}}).InFiles() {
		got = append(got, s.Value)
	}
	if !slices.Equal(got, []int64{0, 3, 7}) {
		t.Errorf("got %d", got)
	}
}
