package kpi_test

import (
	"fmt"
	"testing"

	"cchc/kpi"
)

// nation is a ledger of all communes of a country in every month of a year.
func nation(t testing.TB, ms *kpi.Measures) *kpi.Ledger {
	t.Helper()
	var entries []*kpi.Entry
	for commune := range 3321 {
		unit := kpi.Unit{District: fmt.Sprint("Huyện ", commune/10), Commune: fmt.Sprint("Xã ", commune), Level: kpi.Commune}
		for month := kpi.NewMonth(2025, 1); month <= kpi.NewMonth(2025, 12); month++ {
			e := &kpi.Entry{Unit: unit, Period: kpi.Period{From: month, To: month}, Tally: kpi.NewTally(ms.Len())}
			for _, id := range []string{"received_online", "received_offline", "carried_over", "resolved_in_time", "resolved_late", "pending"} {
				if err := e.Tally.Give(index(t, ms, id), int64(commune%100)); err != nil {
					t.Fatal(err)
				}
			}
			entries = append(entries, e)
		}
	}
	ledger, err := kpi.NewLedger(ms, nil, entries)
	if err != nil {
		t.Fatal(err)
	}
	return ledger
}

// BenchmarkScore rolls a country and a year up.
func BenchmarkScore(b *testing.B) {
	ms := sampleMeasures(b)
	ledger, indicators := nation(b, ms), sampleIndicators(b, ms)
	for _, by := range []kpi.Dimension{kpi.ByDistrict, kpi.ByCommune, kpi.ByPeriod} {
		b.Run(by.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ledger.Score([]kpi.Dimension{by}, indicators, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(len(ledger.Entries))/float64(b.N), "ns/entry")
		})
	}
}
