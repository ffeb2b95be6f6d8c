package check_test

import (
	"fmt"
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/check"
)

// nation is a ledger of all communes of a country in every month of a year. Nowhere
// is what was carried over what had been pending.
func nation(t testing.TB, c *catalog.Catalog) *kpi.Ledger {
	t.Helper()
	given := []string{"received_online", "received_direct", "received_postal", "carried_over", "resolved_early", "resolved_on_time",
		"resolved_late", "pending_in_time", "pending_overdue", "fee_bearing", "paid_online", "digitised_eligible", "digitised"}
	file := kpi.File{Name: "a.csv", Header: 1}
	for i, id := range given {
		measure, _ := c.Measures.Index(id)
		file.Columns = append(file.Columns, kpi.Column{Measure: measure, Number: i + 4, Header: id})
	}
	var entries []*kpi.Entry
	for commune := range 3321 {
		unit := kpi.Unit{District: fmt.Sprint("Huyện ", commune/10), Commune: fmt.Sprint("Xã ", commune), Level: kpi.Commune}
		for month := range kpi.Month(12) {
			at := kpi.NewMonth(2025, 1) + month
			e := &kpi.Entry{Unit: unit, Period: kpi.Period{From: at, To: at}, Tally: kpi.NewTally(c.Measures.Len()),
				Origins: []kpi.Origin{{Line: len(entries) + 2, Rows: 1}}}
			for _, column := range file.Columns {
				e.Tally.Set(column.Measure, 0)
			}
			for _, id := range []string{"carried_over", "pending_in_time"} {
				measure, _ := c.Measures.Index(id)
				e.Tally.Set(measure, int64(commune)+int64(month)%2)
			}
			entries = append(entries, e)
		}
	}
	ledger, err := kpi.NewLedger(c.Measures, []kpi.File{file}, entries)
	if err != nil {
		t.Fatal(err)
	}
	return ledger
}

// BenchmarkLedger applies every rule to a country and a year.
func BenchmarkLedger(b *testing.B) {
	c := load(b)
	ledger := nation(b, c)
	headline := slices.DeleteFunc(slices.Clone(c.Indicators), func(d kpi.Indicator) bool { return !d.Headline })
	b.ReportAllocs()
	for b.Loop() {
		check.Ledger(ledger, headline, kpi.Period{}, nil)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(len(ledger.Entries))/float64(b.N), "ns/entry")
}
