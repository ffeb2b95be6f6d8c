package dossiers_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
)

// randomDossier has any days, states and answers, but no end before the receipt, which no
// list may have.
func randomDossier(r *rand.Rand) dossiers.Dossier {
	start := r.IntN(300)
	day := func(first int) kpi.Moment {
		at := (first + r.IntN(120)) * dayLong
		switch r.IntN(5) {
		case 0, 1:
			return 0
		case 2:
			return moment(at, false)
		}
		return moment(at+r.IntN(3)*60, true)
	}
	flag := func() dossiers.Flag { return dossiers.Flag(r.IntN(4)) }
	d := dossiers.Dossier{Received: moment(start*dayLong, r.IntN(2) == 0), Due: day(max(start-20, 0)), Result: day(start), Handed: day(start), Returned: day(start),
		Asked: day(max(start-20, 0)), Supplied: day(max(start-20, 0)), State: dossiers.State(r.IntN(len(dossiers.States()))), Channel: dossiers.Channel(r.IntN(len(dossiers.Channels()))),
		Fee: flag(), Paid: flag(), Digitised: flag(), Reused: flag(), Electronic: flag()}
	if r.IntN(50) == 0 {
		d.Received = 0
	}
	return d
}

// everyRules returns all sets of rules.
func everyRules() []dossiers.Rules {
	all := []dossiers.Rules{{}}
	for i, s := range dossiers.Switches() {
		var more []dossiers.Rules
		for _, r := range all {
			for v := range s.Values {
				r[i] = uint8(v)
				more = append(more, r)
			}
		}
		all = more
	}
	return all
}

func sum(t *dossiers.Tally, parts ...dossiers.Part) (n int64) {
	for _, p := range parts {
		n += t[p]
	}
	return n
}

// Whatever its dossiers and by all rules, a month gets what it resolves, returns or leaves
// open, and what it leaves open is what the next one begins with.
func TestBalance(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 19))
	rules := everyRules()
	if len(rules) != 768 {
		t.Fatalf("%d sets of rules", len(rules))
	}
	for n, rules := range rules {
		asOf, _ := kpi.NewDay(2025, 4, 1+r.IntN(30))
		calendar := kpi.Calendar{MonthEnds: []int{0, 14, 28}[n%3]}
		c := dossiers.NewCounter(rules, calendar, asOf)
		months := make([]dossiers.Tally, c.Last()-kpi.NewMonth(2024, 7)+1)
		counted := int64(0)
		for range 300 {
			d := randomDossier(r)
			if d.State != dossiers.New && d.Received != 0 && d.Received.Day().Compare(asOf) <= 0 {
				counted++
			}
			c.Count(&d, func(m kpi.Month, p dossiers.Part) { months[m-kpi.NewMonth(2024, 7)][p]++ })
		}
		before := int64(0)
		for m := range months {
			got := sum(&months[m], dossiers.ReceivedOnline, dossiers.ReceivedDirect, dossiers.ReceivedPostal, dossiers.ReceivedUnknown)
			counted -= got
			ended := sum(&months[m], dossiers.ResolvedEarly, dossiers.ResolvedOnTime, dossiers.ResolvedLate, dossiers.ResolvedUnknown, dossiers.Returned)
			open := sum(&months[m], dossiers.PendingInTime, dossiers.PendingOverdue, dossiers.PendingUnknown, dossiers.Paused, dossiers.OpenUnknown)
			if carried := months[m][dossiers.CarriedOver]; carried != before || got+carried != ended+open {
				t.Fatalf("%v, month %d: received %d + carried over %d, of which %d were left; ended %d + open %d", rules.Changed(), m, got, carried, before, ended, open)
			}
			before = open
		}
		if counted != 0 {
			t.Fatalf("%v: %d dossiers are received in no month", rules.Changed(), counted)
		}
	}
}

// TestGive compares what is given with a table of what each scope holds: zeros too, nothing
// else, no measure of which a part is not known.
func TestGive(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	const (
		caseload = 1 << dossiers.Caseload
		received = caseload | 1<<dossiers.ReceivedOnly
		ended    = caseload | 1<<dossiers.EndedOnly
		open     = caseload | 1<<dossiers.OpenOnly
		late     = 1 << dossiers.LateOnly
	)
	type part = dossiers.Part
	measures := []struct {
		id      string
		scopes  int
		column  func(h dossiers.Holds) bool // that the list must have
		of      []part
		unknown []part
	}{
		{"received_online", received, channelOf, []part{dossiers.ReceivedOnline}, []part{dossiers.ReceivedUnknown}},
		{"received_direct", received, channelOf, []part{dossiers.ReceivedDirect}, []part{dossiers.ReceivedUnknown}},
		{"received_postal", received, channelOf, []part{dossiers.ReceivedPostal}, []part{dossiers.ReceivedUnknown}},
		{"carried_over", caseload, nil, []part{dossiers.CarriedOver}, nil},
		{"resolved_early", ended, nil, []part{dossiers.ResolvedEarly}, []part{dossiers.ResolvedUnknown}},
		{"resolved_on_time", ended, nil, []part{dossiers.ResolvedOnTime}, []part{dossiers.ResolvedUnknown}},
		{"resolved_late", ended | late, nil, []part{dossiers.ResolvedLate}, []part{dossiers.ResolvedUnknown}},
		{"returned", ended, nil, []part{dossiers.Returned}, nil},
		{"pending_in_time", open, nil, []part{dossiers.PendingInTime}, []part{dossiers.PendingUnknown, dossiers.OpenUnknown}},
		{"pending_overdue", open | late, nil, []part{dossiers.PendingOverdue}, []part{dossiers.PendingUnknown, dossiers.OpenUnknown}},
		{"paused", open, nil, []part{dossiers.Paused}, []part{dossiers.OpenUnknown}},
		{"fee_bearing", received, func(h dossiers.Holds) bool { return h.Fee }, []part{dossiers.FeeBearing}, []part{dossiers.FeeUnknown}},
		{"paid_online", received, func(h dossiers.Holds) bool { return h.Paid }, []part{dossiers.PaidOnline}, []part{dossiers.PaidUnknown, dossiers.FeeUnknown}},
		{"digitised_eligible", received, func(h dossiers.Holds) bool { return h.Digitised }, []part{dossiers.ToDigitise}, nil},
		{"digitised", received, func(h dossiers.Holds) bool { return h.Digitised }, []part{dossiers.Digitised}, nil},
		{"reused", received, func(h dossiers.Holds) bool { return h.Reused }, []part{dossiers.Reused}, []part{dossiers.ReusedUnknown}},
		{"results_electronic", ended, func(h dossiers.Holds) bool { return h.Electronic }, []part{dossiers.Electronic}, []part{dossiers.ElectronicUnknown}},
	}
	r := rand.New(rand.NewPCG(3, 19))
	for range 20_000 {
		var tally dossiers.Tally
		for p := range tally {
			if r.IntN(3) == 0 {
				tally[p] = r.Int64N(1000)
			}
		}
		flip := func() bool { return r.IntN(2) == 0 }
		h := dossiers.Holds{Scope: dossiers.Scope(r.IntN(len(dossiers.Scopes()))), Channel: flip(), Fee: flip(), Paid: flip(), Digitised: flip(), Reused: flip(), Electronic: flip()}
		isLast := flip()
		got := kpi.NewTally(cat.Measures.Len())
		dossiers.NewMeasures(cat.Measures).Give(h.Gives(isLast), &tally, &got)
		want, held := map[string]int64{}, map[string]bool{}
		for _, m := range measures {
			isClosing := slices.Contains([]string{"pending_in_time", "pending_overdue", "paused"}, m.id)
			holds := 1<<h.Scope&m.scopes != 0 && (isLast || !isClosing || h.Scope == dossiers.Caseload)
			if holds && (m.column == nil || m.column(h)) {
				held[m.id] = true
				if sum(&tally, m.unknown...) == 0 {
					want[m.id] = sum(&tally, m.of...)
				}
			}
		}
		for id, n := range wholes(h, &tally, isLast, received, ended, open) {
			want[id], held[id] = n, true
		}
		for i := range cat.Measures.Len() {
			id := cat.Measures.At(i).ID
			n, isKnown := got.Value(i)
			if w, ok := want[id]; ok != isKnown || ok && w != n || held[id] != got.Touched(i) {
				t.Fatalf("%+v, last %v, %v: %s is %d (known %v, held %v), want %d (%v, %v)", h, isLast, tally, id, n, isKnown, got.Touched(i), w, ok, held[id])
			}
		}
	}
}

func channelOf(h dossiers.Holds) bool { return h.Channel }

// wholes are the sums that are given because one of their parts is not known.
func wholes(h dossiers.Holds, t *dossiers.Tally, isLast bool, received, ended, open int) map[string]int64 {
	all := map[string]int64{}
	if 1<<h.Scope&received != 0 && (!h.Channel || t[dossiers.ReceivedUnknown] > 0) {
		all["received"] = sum(t, dossiers.ReceivedOnline, dossiers.ReceivedDirect, dossiers.ReceivedPostal, dossiers.ReceivedUnknown)
	}
	if 1<<h.Scope&ended != 0 && t[dossiers.ResolvedUnknown] > 0 {
		all["resolved"] = sum(t, dossiers.ResolvedEarly, dossiers.ResolvedOnTime, dossiers.ResolvedLate, dossiers.ResolvedUnknown)
	}
	if 1<<h.Scope&open != 0 && (isLast || h.Scope == dossiers.Caseload) && t[dossiers.PendingUnknown] > 0 && t[dossiers.OpenUnknown] == 0 {
		all["pending"] = sum(t, dossiers.PendingInTime, dossiers.PendingOverdue, dossiers.PendingUnknown)
	}
	return all
}
