package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
)

// ownMeasures has an id that is a word of SQL.
const ownMeasures = `id,kind,unit,parts,label_vi,label_en
order,flow,tasks,,Lệnh,Orders
overdue,mixed,dossiers,resolved_late + pending_overdue,Quá hạn,Overdue
`

// ownIndicators has a rate that may be negative, one that may be below nothing,
// and a source that would end a comment.
const ownIndicators = `id,numerator,denominator,better,headline,label_vi,label_en,source
backlog,received - resolved,received - carried_over,lower,yes,Tồn,Backlog,"first line
second line -- ; '"
select,order,tasks_assigned,higher,no,Lệnh,Orders,own
left_over,caseload - resolved,,lower,no,Còn,Left over,own
days_kept,assigned_days,,lower,no,Ngày,Days kept,own
overdue_share,overdue,resolved_late + pending,lower,no,Quá hạn,Overdue,own
opened,carried_over,,lower,no,Đầu kỳ,Opened,own
by_hand,received_direct,received_offline,lower,no,Trực tiếp,By hand,own
`

// randomUnits are units of every tier in two provinces, with names that must be
// quoted, districts of one name, agencies, communes taken together and communes
// without a district.
func randomUnits() []kpi.Unit {
	return []kpi.Unit{
		{Province: "Lạng Sơn", Level: kpi.Province},
		{Province: "Lạng Sơn", District: "Tràng Định", Level: kpi.District},
		{Province: "Lạng Sơn", District: "Tràng Định", Level: kpi.Commune},
		{Province: "Lạng Sơn", District: "Tràng Định", Commune: "Xã Chi Lăng", Level: kpi.Commune},
		{Province: "Lạng Sơn", District: "Tràng Định", Commune: `Xã "A, B" \ C`, Level: kpi.Commune},
		{Province: "Lạng Sơn", District: "Bắc Sơn", Level: kpi.District},
		{Province: "Lạng Sơn", District: "Bắc Sơn", Commune: "Xã Chi Lăng", Level: kpi.Commune},
		{Province: "Lạng Sơn", Commune: "Xã Thất Khê", Level: kpi.Commune},
		{Province: "Đắk Lắk", District: "Tràng Định", Level: kpi.District},
		{Province: "Đắk Lắk", District: `Cư M'gar \'`, Level: kpi.District},
		{Province: "Đắk Lắk", District: `Cư M'gar \'`, Commune: "Xã Ea M'nang", Level: kpi.Commune},
		{Province: "Đắk Lắk", District: `Cư M'gar \'`, Commune: "Xã Cư Suê", Level: kpi.District},
	}
}

// randomizer makes the entries of a random ledger.
type randomizer struct {
	*rand.Rand
	t       *testing.T
	ms      *kpi.Measures
	blank   float64 // how often a count is missing
	entries []*kpi.Entry
	few     []string // the only columns of dossiers, in some tables
}

func randomDataset(t *testing.T, folder string, seed uint64) *dataset {
	t.Helper()
	d := &dataset{name: fmt.Sprintf("tidy\"%d.x\\ '%d`", seed, seed)}
	measures, indicators := write(t, folder, "measures.csv", ownMeasures), write(t, folder, "indicators.csv", ownIndicators)
	d.flags = []string{"--measures", measures, "--indicators", indicators}
	var err error
	if d.cat, err = catalog.Load(catalog.Table{Kind: catalog.MeasureTable, Name: measures, Data: []byte(ownMeasures)},
		catalog.Table{Kind: catalog.IndicatorTable, Name: indicators, Data: []byte(ownIndicators)}); err != nil {
		t.Fatal(err)
	}
	r := &randomizer{Rand: rand.New(rand.NewPCG(seed, 7)), t: t, ms: d.cat.Measures, blank: []float64{0, 0.02, 0.1, 0.3}[seed%4]}
	if seed >= 8 {
		r.few = slices.DeleteFunc(family(), func(string) bool { return r.IntN(2) == 0 })
	}
	for _, u := range randomUnits() {
		r.unit(u, seed)
	}
	if d.ledger, err = kpi.NewLedger(r.ms, nil, r.entries); err != nil {
		t.Fatal(err)
	}
	return d
}

// unit adds what one unit gives: months, quarters, both for different counts, a
// half-year, one with a month of other counts, a quarter, or lists alone.
func (r *randomizer) unit(u kpi.Unit, seed uint64) {
	if u.Level == kpi.Province && u.District == "" && seed%2 == 0 {
		return
	}
	received := []string{"received_online", "received_direct", "received_postal", "carried_over"}
	resolved := []string{"resolved_early", "resolved_on_time", "resolved_late", "pending_in_time", "pending_overdue"}
	whole := []string{"received", "caseload", "resolved_in_time", "resolved_late", "resolved", "pending"}
	all := append(append([]string{"fee_bearing", "paid_online"}, received...), resolved...)
	months := []string{"2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"}
	quarters := []string{"2024-Q1", "2024-Q2"}
	switch style := r.IntN(10); {
	case r.few != nil:
		r.some(u, [][]string{months[:3], quarters, {"2024-H1"}}[style%3], r.few)
	case style == 0 && u.Commune != "":
		r.add(u, months[1:], all...) // starts late
	case style <= 2:
		r.add(u, months, all...)
	case style == 3:
		r.add(u, quarters, append(all, "received")...)
	case style == 4:
		r.add(u, months, received...)
		r.add(u, quarters, resolved...)
	case style == 5:
		begin := []string{"2024-01..2024-02", "2023-11..2024-02"}[seed%2]
		r.add(u, []string{begin, "2024-03", "2024-Q2"}, append(whole, "received_online")...)
	case style == 6:
		r.add(u, []string{"2024-H1"}, append(all, whole...)...)
	case style == 7:
		r.add(u, []string{quarters[r.IntN(2)]}, whole...) // a part of the time
	case style == 8 && seed%2 == 1, style == 9:
		r.some(u, [][]string{months, quarters, {"2024-H1"}}[r.IntN(3)], family())
	case style == 8:
		r.add(u, []string{"2024-H1"}, whole...)
		r.add(u, []string{months[5]}, "fee_bearing", "paid_online")
	}
	r.lists(u)
}

// family returns the measures that are wholes and parts.
func family() []string {
	return []string{"received_online", "received_direct", "received_postal", "received_offline", "received", "carried_over", "caseload", "resolved_early",
		"resolved_on_time", "resolved_in_time", "resolved_late", "resolved", "pending_in_time", "pending_overdue", "pending", "overdue"}
}

// some gives a unit most of some wholes and parts, others in each period.
func (r *randomizer) some(u kpi.Unit, periods, all []string) {
	for _, period := range periods {
		ids := slices.DeleteFunc(slices.Clone(all), func(string) bool { return r.IntN(3) == 0 })
		if len(ids) == 0 {
			continue
		}
		r.add(u, []string{period}, ids...)
		t := r.entries[len(r.entries)-1].Tally
		for _, i := range []string{"received", "resolved", "pending", "caseload", "overdue", "resolved_in_time"} { // mostly as large as its parts
			if whole, ok := r.ms.Index(i); ok && t.Given(whole) && r.IntN(4) > 0 {
				t.Set(whole, 1e17+r.Int64N(1e6))
			}
		}
	}
}

// lists adds lists of a half-year or a year.
func (r *randomizer) lists(u kpi.Unit) {
	if r.IntN(2) == 0 {
		r.add(u, []string{"2024-H1"}, "statutory_days", "assigned_days", "procedures")
	}
	if r.IntN(3) == 0 {
		r.add(u, []string{"2024-H1"}, "tasks_assigned", "tasks_on_time", "tasks_in_progress", "order")
	}
	if r.IntN(2) == 0 {
		r.add(u, [][]string{{"2024-05", "2024-06"}, {"2024-Q1", "2024-Q2"}, {"2024-01..2024-05", "2024-06"}, {"2024-06"}}[r.IntN(4)], "services_online", "services_online_used")
	}
	if r.IntN(3) == 0 {
		r.add(u, []string{[]string{"2024", "2024-H2", "2024-12"}[r.IntN(3)]}, "officials", "officials_qualified")
	}
}

// add gives a unit counts in some periods.
func (r *randomizer) add(u kpi.Unit, periods []string, ids ...string) {
	r.t.Helper()
	for _, text := range periods {
		p, _, err := dates.Parse(text, kpi.Calendar{})
		if err != nil {
			r.t.Fatal(err)
		}
		e := &kpi.Entry{Unit: u, Period: p, Tally: kpi.NewTally(r.ms.Len())}
		for _, id := range ids {
			i, ok := r.ms.Index(id)
			if !ok {
				r.t.Fatalf("no measure %s", id)
			}
			if r.Float64() < r.blank {
				e.Tally.Lack(i)
				continue
			}
			count := r.count()
			if r.ms.At(i).Kind == kpi.Distinct && r.IntN(4) > 0 {
				count = 12 // in most months the same
			}
			if err := e.Tally.Give(i, count); err != nil {
				r.t.Fatal(err)
			}
		}
		r.entries = append(r.entries, e)
	}
}

// count is often 0, mostly small, and sometimes larger than a float holds.
func (r *randomizer) count() int64 {
	switch r.IntN(12) {
	case 0, 1, 2:
		return 0
	case 3:
		return 9007199254740993 + r.Int64N(1e6)
	case 4, 5, 6:
		return r.Int64N(4)
	}
	return r.Int64N(5000)
}
