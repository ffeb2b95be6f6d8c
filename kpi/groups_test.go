package kpi_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"cchc/kpi"
)

// A group as a ledger of its own has the figures of its row, and each is explained as the
// row is.
func TestParts(t *testing.T) {
	rows := 0
	eachLedger(t, func(ms *kpi.Measures, _ *rand.Rand, counts []count) {
		l := ledger(t, ms, gathered(t, ms, counts)...)
		for _, by := range groupings() {
			card, parts := score(t, l, by), l.Parts(by)
			if len(parts) != len(card.Rows) {
				t.Errorf("by %v: %d parts of %d rows", by, len(parts), len(card.Rows))
			}
			for _, r := range card.Rows {
				for n, d := range card.Indicators {
					trace := explain(t, parts[r.Group], d, everything)
					if fmt.Sprint(trace.Result.Ratio, trace.Result.Known) != fmt.Sprint(r.Results[n].Ratio, r.Results[n].Known) {
						t.Errorf("%s of %+v by %v is %+v, explained %+v", d.ID, r.Group, by, r.Results[n], trace.Result)
					}
				}
				rows++
			}
		}
	})
	if rows < 500 {
		t.Errorf("%d rows", rows)
	}
}
