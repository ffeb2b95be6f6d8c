package reconcile

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// BenchmarkRun reconciles 100,000 dossiers of 65 communes over nine months with counts that
// were made by other rules, by 384 sets of rules: all of the switches but the unit.
func BenchmarkRun(b *testing.B) {
	random, ms := rand.New(rand.NewPCG(7, 8)), measures(b)
	counter := dossiers.NewCounter(dossiers.Rules{}, kpi.Calendar{}, september())
	first := at(1, 1, -1)
	var rows []dossiers.Row
	for range 100_000 {
		unit := commune(strconv.Itoa(random.IntN(65)))
		d := dossiers.Dossier{Received: first.Add(random.IntN(272)), Channel: dossiers.Channel(random.IntN(4))}
		d.Due = d.Received.Add(1 + random.IntN(20))
		if end := d.Received.Add(random.IntN(25)); random.IntN(20) > 0 {
			d.Result, d.Handed = end, end.Add(random.IntN(4))
		}
		if random.IntN(20) == 0 {
			d.Asked = d.Received.Add(1)
			d.Supplied = d.Asked.Add(random.IntN(9))
		}
		rows = append(rows, dossiers.Row{File: "list.csv", Line: 2, Unit: unit, Other: unit, Dossier: d, Counter: counter, Holds: caseload()})
	}
	c := ledgerOf(b, ms, rows, rules(b, "channel=direct", "end=handed", "last-day=overdue", "supplement=subtract"), 1, 2, 3, 4, 5, 6, 7, 8, 9)
	for b.Loop() {
		r, err := Task{Counts: c, List: c, Rows: given(rows), Most: 10}.Run()
		if err != nil || r.Best().Sum != 0 || r.Tried != 384 {
			b.Fatal(err, r.Best(), r.Tried)
		}
	}
	b.ReportMetric(float64(len(rows)), "dossiers")
}
