package kpi_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"cchc/kpi"
)

// A unit by itself has the figures that it has among all others, and so has each of its
// rows.
func TestOfUnits(t *testing.T) {
	rows, unknown := 0, 0
	eachLedger(t, func(ms *kpi.Measures, _ *rand.Rand, counts []count) {
		l := ledger(t, ms, gathered(t, ms, counts)...)
		all := score(t, l, []kpi.Dimension{kpi.ByDistrict})
		for _, r := range all.Rows {
			keep := func(u kpi.Unit) bool { return u.District == r.Group.District }
			part := l.OfUnits(keep)
			own := score(t, part, []kpi.Dimension{kpi.ByDistrict})
			if own.Period != all.Period || len(own.Rows) != 1 || scoreText(own.Rows[0]) != scoreText(r) {
				t.Errorf("of %+v alone:\n%v %+v\nwant\n%v %+v", r.Group, own.Period, own.Rows, all.Period, r)
			}
			for n, result := range own.Total.Results {
				trace := explain(t, l, own.Indicators[n], func(e *kpi.Entry) bool { return keep(e.Unit) })
				if fmt.Sprint(result) != fmt.Sprint(r.Results[n]) || fmt.Sprint(trace.Result) != fmt.Sprint(result) {
					t.Errorf("%s of %+v is %+v, its total %+v, explained %+v", own.Indicators[n].ID, r.Group, r.Results[n], result, trace.Result)
				}
				if rows++; !result.Known {
					unknown++
				}
			}
			month := kpi.Period{From: all.Period.To, To: all.Period.To}
			ofMonth := func(e *kpi.Entry) bool { return month.Contains(e.Period) }
			if got, want := scores(t, part.Select(ofMonth)), scores(t, l.Select(ofMonth)); want[r.Group] != got[r.Group] {
				t.Errorf("the last month of %+v alone:\n%s\nwant\n%s", r.Group, got[r.Group], want[r.Group])
			}
		}
	})
	if rows < 1000 || unknown < 100 {
		t.Errorf("%d figures, %d not known: too few to prove something", rows, unknown)
	}
}

// scoreText writes a row of a scorecard.
func scoreText(s kpi.Score) string { return fmt.Sprint(s.Group, s.Tally, s.Results) }

// scores writes the rows of a ledger by their groups.
func scores(t *testing.T, l *kpi.Ledger) map[kpi.Group]string {
	t.Helper()
	texts := map[kpi.Group]string{}
	for _, r := range score(t, l, []kpi.Dimension{kpi.ByDistrict}).Rows {
		texts[r.Group] = scoreText(r)
	}
	return texts
}
