package dossiers

import (
	"fmt"
	"testing"
)

// Every part has an id of its own, and one that is not known names the parts that it may be.
func TestMeanings(t *testing.T) {
	seen, unknown := map[string]bool{}, ""
	for p := range Parts {
		id := p.ID()
		if id == "" || seen[id] {
			t.Errorf("part %d has the id %q", p, id)
		}
		seen[id] = true
		if !p.IsUnknown() {
			continue
		}
		unknown += id + ":"
		for _, of := range Meanings()[p].MayBe.list() {
			unknown += " " + of.ID()
		}
		unknown += "\n"
	}
	want := `received_unknown: received_online received_direct received_postal
resolved_unknown: resolved_early resolved_on_time resolved_late
pending_unknown: pending_in_time pending_overdue
open_unknown: pending_in_time pending_overdue paused
fee_unknown: fee_bearing paid_online
paid_unknown: paid_online
reused_unknown: reused
results_electronic_unknown: results_electronic
`
	if unknown != want {
		t.Errorf("got\n%swant\n%s", unknown, want)
	}
}

// What a list gives, what each measure is the sum of, and what keeps it from being known.
func TestGives(t *testing.T) {
	all := Holds{Scope: Caseload, Channel: true, Fee: true, Paid: true, Digitised: true, Reused: true, Electronic: true}
	text := func(h Holds, isLast bool) (lines string) {
		for _, g := range h.Gives(isLast) {
			lines += fmt.Sprintln(g.Measure, g.Of, g.Unknown, g.IsWhole)
		}
		return lines
	}
	for _, tt := range []struct {
		holds  Holds
		isLast bool
		want   string
	}{
		{all, false, `received_online [0] [3] false
received_direct [1] [3] false
received_postal [2] [3] false
received [3 0 1 2] [] true
carried_over [4] [] false
resolved_early [5] [8] false
resolved_on_time [6] [8] false
resolved_late [7] [8] false
resolved [8 5 6 7] [] true
returned [9] [] false
pending_in_time [10] [12 14] false
pending_overdue [11] [12 14] false
pending [12 10 11] [14] true
paused [13] [14] false
fee_bearing [15] [16] false
paid_online [17] [16 18] false
digitised_eligible [19] [] false
digitised [20] [] false
reused [21] [22] false
results_electronic [23] [24] false
`},
		{Holds{Scope: ReceivedOnly}, true, "received [3 0 1 2] [] false\n"},
		{Holds{Scope: LateOnly}, true, "resolved_late [7] [8] false\npending_overdue [11] [12 14] false\n"},
		{Holds{Scope: LateOnly}, false, "resolved_late [7] [8] false\n"},
		{Holds{Scope: OpenOnly}, false, ""},
	} {
		if got := text(tt.holds, tt.isLast); got != tt.want {
			t.Errorf("%v, last %t: got\n%swant\n%s", tt.holds, tt.isLast, got, tt.want)
		}
	}
}
