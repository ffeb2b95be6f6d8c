package dossiers

import (
	"fmt"
	"testing"

	"cchc/kpi"
)

// Why a dossier counts is how far its end, or the end of the month, is from its appointment.
func TestWhy(t *testing.T) {
	september, month := kpi.Day{Month: kpi.NewMonth(2025, 9), Date: 30}, kpi.NewMonth(2025, 9)
	for _, tt := range []struct {
		due, result string
		part        Part
		want        Why
	}{
		{"2025-09-10", "2025-09-07", ResolvedEarly, Why{Early, 3}},
		{"2025-09-10", "2025-09-10", ResolvedOnTime, Why{OnTheDay, 0}},
		{"2025-09-10", "2025-09-11", ResolvedLate, Why{Late, 1}},
		{"", "2025-09-11", ResolvedUnknown, Why{NoAppointment, 0}},
		{"2025-10-04", "", PendingInTime, Why{NotDue, 4}},
		{"2025-09-30", "", PendingInTime, Why{DueThen, 0}},
		{"2025-08-31", "", PendingOverdue, Why{Overdue, 30}},
		{"", "", PendingUnknown, Why{NoAppointment, 0}},
		{"2025-09-10", "2025-09-07", ReceivedOnline, Why{}},
		{"2025-09-10", "", Paused, Why{}},
	} {
		d := Dossier{Received: moment(t, "2025-08-01"), Due: moment(t, tt.due), Result: moment(t, tt.result)}
		if got := NewCounter(Rules{}, kpi.Calendar{}, september).Why(&d, month, tt.part); got != tt.want {
			t.Errorf("due %s, result %s: %v, want %v", tt.due, tt.result, got, tt.want)
		}
	}
	if got := fmt.Sprint(NoReason, Early, OnTheDay, Late, NotDue, DueThen, Overdue, NoAppointment); got != " early on-the-day late not-due due-then overdue no-appointment" {
		t.Error(got)
	}
}

// What is behind a count is the dossiers of its unit and month, by reason; only the first
// places are kept, and a whole has those of which no more is known.
func TestFinder(t *testing.T) {
	measures, err := kpi.NewMeasures([]kpi.Measure{
		{ID: "received_online"}, {ID: "received_direct"}, {ID: "received_postal"}, {ID: "received", Parts: []string{"received_online", "received_direct", "received_postal"}},
		{ID: "resolved_early"}, {ID: "resolved_on_time"}, {ID: "resolved_late"}, {ID: "resolved", Parts: []string{"resolved_early", "resolved_on_time", "resolved_late"}},
		{ID: "pending_overdue"},
	})
	if err != nil {
		t.Fatal(err)
	}
	september, august := kpi.NewMonth(2025, 9), kpi.NewMonth(2025, 8)
	a, b := kpi.Unit{Commune: "A"}, kpi.Unit{Commune: "B"}
	counter := NewCounter(Rules{UnitBy: 1}, kpi.Calendar{}, kpi.Day{Month: september, Date: 30})
	finder := NewFinder(NewMeasures(measures), 2)
	want := func(unit kpi.Unit, m kpi.Month, id string, isMissing bool) func() []Group {
		i, _ := measures.Index(id)
		return finder.Want(unit, m, i, isMissing)
	}
	late, resolved, missing := want(a, september, "resolved_late", false), want(a, september, "resolved", false), want(a, september, "resolved_late", true)
	pending, received, other := want(a, august, "pending_overdue", false), want(a, august, "received", false), want(b, september, "resolved_late", false)
	for i, days := range [][3]string{
		{"2025-08-20", "2025-08-29", "2025-09-01"}, {"2025-09-01", "2025-09-05", "2025-09-08"}, {"2025-09-01", "2025-09-05", "2025-09-08"}, {"2025-09-01", "2025-09-05", "2025-09-08"},
		{"2025-09-01", "2025-09-05", "2025-09-06"}, {"2025-09-01", "2025-09-09", "2025-09-08"}, {"2025-09-01", "", "2025-09-08"},
	} {
		d := Dossier{Received: moment(t, days[0]), Due: moment(t, days[1]), Result: moment(t, days[2])}
		finder.Add(&Row{File: "l.csv", Line: i + 2, Unit: b, Other: a, Dossier: d, Counter: counter})
	}
	for name, tt := range map[string]struct {
		groups func() []Group
		want   string
	}{
		"late":     {late, "[{{late 1} 1 [{l.csv 6 }]} {{late 3} 4 [{l.csv 2 } {l.csv 3 }]}]"},
		"resolved": {resolved, "[{{early 1} 1 [{l.csv 7 }]} {{late 1} 1 [{l.csv 6 }]} {{late 3} 4 [{l.csv 2 } {l.csv 3 }]} {{no-appointment 0} 1 [{l.csv 8 }]}]"},
		"missing":  {missing, "[{{no-appointment 0} 1 [{l.csv 8 }]}]"},
		"pending":  {pending, "[{{overdue 2} 1 [{l.csv 2 }]}]"},
		"received": {received, "[{{ 0} 1 [{l.csv 2 }]}]"},
		"other":    {other, "[]"},
	} {
		if got := fmt.Sprint(tt.groups()); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}
