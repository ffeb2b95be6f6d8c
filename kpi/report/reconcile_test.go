package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/reconcile"
	"cchc/kpi/report"
)

// reconciled is a reconciliation of so many units, each with a figure that differs by 3, of which
// some are explained, and with so many changed dossiers of each unit, two of them named.
func reconciled(t *testing.T, units, explained, changed, most int) *report.Reconciliation {
	t.Helper()
	c := load(t)
	known := func(v int64) reconcile.Figure { return reconcile.Figure{Value: v, Known: true} }
	received, _ := c.Measures.Index("received")
	june := kpi.NewMonth(2024, 6)
	found := &reconcile.Result{Tried: 4, Dossiers: 100, Rules: dossiers.Rules{dossiers.BlankChannel: 1}}
	for n := range units {
		l := reconcile.Line{Unit: kpi.Unit{Commune: fmt.Sprintf("Xã %02d", n), Level: kpi.Commune}, Period: june.Period(), Measure: received, Counts: known(10), List: known(7), Best: known(7)}
		if n < explained {
			l.Best = known(10)
		}
		found.Lines = append(found.Lines, l)
		if changed > 0 {
			first := []dossiers.Place{{File: "list.csv", Line: 2 * n}, {File: "list.csv", Line: 2*n + 1}}
			found.Changes = append(found.Changes, reconcile.Change{Unit: l.Unit, Month: june, From: dossiers.Returned, To: dossiers.ResolvedEarly, Count: changed, First: first[:min(changed, 2)]})
		}
	}
	found.Ranked = []reconcile.Ruleset{{Rules: dossiers.Rules{dossiers.NoDue: 1}, Switches: 1, Sum: int64(3 * (units - explained))}, {Rules: found.Rules, Sum: int64(3 * units)}}
	l := &kpi.Ledger{Measures: c.Measures}
	return report.BuildReconciliation(found, l, l, most, nil, c.Messages, english())
}

// The first figures that differ are shown, and how many more there are; so are those that no rules
// explain, and the first changes.
func TestReconciliationOfMany(t *testing.T) {
	for _, tt := range []struct {
		units, explained, changed, most int
		want                            string
	}{
		{3, 0, 0, 2, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 3;  1; Which rules of counting explain the counts 3;  2; What no rules explain 3; 4 letters, 3 and 3 rows"},
		{200, 0, 0, 2, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 200;  1; Which rules of counting explain the counts 3;  2; What no rules explain 200; 60 letters, 200 and 59 rows"},
		{201, 0, 0, 2, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 200;  2 (1 more figures: add --all, or write csv or xlsx.); Which rules of counting explain the counts 3;  2; What no rules explain 200;  1 (1 more figures: add --all, or write csv or xlsx.); 60 letters, 201 and 59 rows"},
		{203, 1, 0, 2, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 200;  2 (3 more figures: add --all, or write csv or xlsx.); Which rules of counting explain the counts 3;  2; What no rules explain 200;  1 (2 more figures: add --all, or write csv or xlsx.); 60 letters, 203 and 59 rows"},
		{203, 1, 0, kpi.EveryCell, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 203;  1; Which rules of counting explain the counts 3;  2; What no rules explain 202; 60 letters, 203 and 59 rows"},
		{3, 3, 1, 2, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 3;  1; Which rules of counting explain the counts 3;  2; Dossiers that the nearest rules count otherwise 6;  1; 4 letters, 3 and 6 rows"},
		{3, 1, 2, 2, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 3;  1; Which rules of counting explain the counts 3;  2; Dossiers that the nearest rules count otherwise 6; What no rules explain 2; 4 letters, 3 and 9 rows"},
		{3, 1, 3, 2, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 3;  1; Which rules of counting explain the counts 3;  2; Dossiers that the nearest rules count otherwise 6 (and 1 more: add --all) (and 1 more: add --all) (and 1 more: add --all); What no rules explain 2; 4 letters, 3 and 12 rows"},
		{203, 2, 1, 2, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 200;  2 (3 more figures: add --all, or write csv or xlsx.); Which rules of counting explain the counts 3;  2; Dossiers that the nearest rules count otherwise 401 (3 more groups of dossiers: add --all.); What no rules explain 200;  1 (1 more figures: add --all, or write csv or xlsx.); 60 letters, 203 and 118 rows"},
		{203, 2, 1, kpi.EveryCell, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 203;  1; Which rules of counting explain the counts 3;  2; Dossiers that the nearest rules count otherwise 406; What no rules explain 201; 60 letters, 203 and 118 rows"},
		{59, 2, 1, 2, "Counts beside the list of dossiers · Period not known · files: 0 1; Where they differ 59;  1; Which rules of counting explain the counts 3;  2; Dossiers that the nearest rules count otherwise 118; What no rules explain 57; 60 letters, 59 and 118 rows"},
	} {
		r := reconciled(t, tt.units, tt.explained, tt.changed, tt.most)
		var got []string
		for _, b := range r.Blocks(report.Medium(0)) {
			switch b := b.(type) {
			case report.Grid:
				got = append(got, fmt.Sprint(b.Title, " ", len(slices.Collect(b.Rows))))
			case report.Lines:
				text := fmt.Sprint(b.Title, " ", len(b.Lines))
				for _, l := range b.Lines {
					parts := l.Items
					for _, span := range l.Spans {
						parts = append(parts, span.Text)
					}
					for _, part := range parts {
						if strings.Contains(part, " more") {
							text += " (" + part + ")"
						}
					}
				}
				got = append(got, text)
			}
		}
		letters, rows := r.Letters(), 0
		for _, l := range letters[1:] {
			rows += len(l.Rows)
		}
		got = append(got, fmt.Sprint(len(letters), " letters, ", len(letters[0].Rows), " and ", rows, " rows"))
		if text := strings.Join(got, "; "); text != tt.want {
			t.Errorf("%d units, %d explained, %d changed:\n got %s\nwant %s", tt.units, tt.explained, tt.changed, text, tt.want)
		}
	}
}
