package input

import (
	"fmt"
	"testing"

	"cchc/kpi"
)

// A list of which nobody says what it holds is one of all dossiers, where its rows prove that;
// where they only do not speak against it, a finding says why it is doubtful.
func TestScopeOfLists(t *testing.T) {
	const (
		oldEnded = "1,Xã A,20/08/2025,10/09/2025,09/09/2025\n"
		oldOpen  = "1,Xã A,20/08/2025,10/10/2025,\n"
		oldLate  = "1,Xã A,20/08/2025,10/09/2025,\n"
		ended    = "2,Xã A,02/09/2025,10/09/2025,09/09/2025\n"
		open     = "3,Xã A,03/09/2025,10/10/2025,\n"
		late     = "4,Xã A,04/09/2025,10/09/2025,12/09/2025\n"
		overdue  = "5,Xã A,05/09/2025,10/09/2025,\n"
	)
	sums := func(received, carried, early, late, inTime, overdue string) string {
		return "received " + received + ", carried_over " + carried + ", resolved_early " + early + ", resolved_on_time 0, resolved_late " + late +
			", pending_in_time " + inTime + ", pending_overdue " + overdue + ", returned 0, paused 0"
	}
	asOf := kpi.Day{Month: kpi.NewMonth(2025, 9), Date: 30}
	for _, c := range []struct{ name, period, rows, findings, doubt, ledger string }{
		{"all", "2025-09", oldEnded + ended + open + late, "dossier-list 1", "", "Xã A 2025-09: " + sums("3", "1", "2", "1", "1", "0")},
		{"some late", "2025-09", oldEnded + overdue, "dossier-list 1", "", "Xã A 2025-09: " + sums("1", "1", "1", "0", "0", "1")},
		{"none open", "2025-09", oldEnded + ended + late, "dossier-list 1; list-doubtful 1", "1 doubt.none-open", "Xã A 2025-09: " + sums("2", "1", "2", "1", "0", "0")},
		{"none ended", "2025-09", oldOpen + open, "dossier-list 1; list-doubtful 1", "1 doubt.none-ended", "Xã A 2025-09: " + sums("1", "1", "0", "0", "2", "0")},
		{"all late", "2025-09", oldLate + late + overdue, "dossier-list 1; list-doubtful 1", "1 doubt.all-late", "Xã A 2025-09: " + sums("2", "1", "0", "1", "0", "2")},
		{"none older", "2025-09", ended + open, "list-scope 1", "", "-"},
		{"none older, in the last of two months", "2025-08..2025-09", ended + open, "list-scope 1", "", "-"},
		{"none older than two months", "2025-08..2025-09", oldEnded + ended + open, "dossier-list 1; list-start 1", "",
			"Xã A 2025-08: " + sums("1", "0", "0", "0", "1", "0") + "; Xã A 2025-09: " + sums("2", "1", "2", "0", "1", "0")},
		{"no rows", "2025-09", "", "no-data 1", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "Mã hồ sơ,Xã,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả\n" + c.rows
			got := read(t, files{"a.csv": text}, Options{Period: period(t, c.period), Lists: ListOptions{AsOf: asOf}})
			if text := found(got.Findings); text != c.findings {
				t.Errorf("findings %s, want %s", text, c.findings)
			}
			if doubt := argsOf(got.Findings, kpi.ListDoubtful, "doubt"); doubt != c.doubt {
				t.Errorf("doubt %q, want %q", doubt, c.doubt)
			}
			if text := dump(got.Ledger); c.ledger != "-" && text != c.ledger {
				t.Errorf("ledger %s\nwant %s", text, c.ledger)
			}
		})
	}
}

// Counts of a month of a unit are of its rows; where there are none, of the first of the list.
func TestLinesOfMonthsOfLists(t *testing.T) {
	text := "Mã hồ sơ,Xã,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả\n" +
		"1,Xã B,06/06/2025,20/06/2025,10/09/2025\n2,Xã A,01/07/2025,10/07/2025,09/07/2025\n3,Xã A,02/09/2025,10/09/2025,09/09/2025\n4,Xã A,02/09/2025,10/10/2025,\n"
	asOf := kpi.Day{Month: kpi.NewMonth(2025, 9), Date: 30}
	got := ""
	for _, e := range read(t, files{"a.csv": text}, Options{Period: period(t, "2025-07..2025-09"), Lists: ListOptions{AsOf: asOf}}).Ledger.Entries {
		got += fmt.Sprintf("%s %s: %d from line %d; ", e.Unit.Commune, e.Period, e.Origins[0].Rows, e.Origins[0].Line)
	}
	const want = "Xã A 2025-07: 1 from line 3; Xã A 2025-08: 0 from line 2; Xã A 2025-09: 2 from line 4; Xã B 2025-07: 1 from line 2; Xã B 2025-08: 1 from line 2; Xã B 2025-09: 1 from line 2; "
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
