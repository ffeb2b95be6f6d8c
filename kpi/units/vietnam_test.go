package units_test

import (
	"encoding/csv"
	"os"
	"testing"

	"cchc/kpi"
	"cchc/kpi/units"
)

// rowsOfTable reads a table of the folder vietnam, each row by its columns.
func rowsOfTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open("vietnam/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// oldAndNew are the units of the tables before and after the reform of 1 July 2025.
type oldAndNew struct {
	old, now     map[string]kpi.Unit // communes, and districts without any, by their codes
	nowProvinces map[string]string   // by code
}

func reformedUnits(t *testing.T) oldAndNew {
	t.Helper()
	names, nowProvinces, parents := map[string]string{}, map[string]string{}, map[string]string{}
	all := rowsOfTable(t, "units.csv")
	for _, r := range all {
		until, from := r["valid_to"], r["valid_from"]
		if from < "2025-07" && (until == "" || until == "2025-06-30") {
			names[r["code"]], parents[r["code"]] = r["name"], r["parent"]
		}
		if r["level"] == "province" && until == "" {
			nowProvinces[r["code"]] = r["name"]
		}
	}
	u := oldAndNew{map[string]kpi.Unit{}, map[string]kpi.Unit{}, nowProvinces}
	islands := map[string]bool{"318": true, "471": true, "498": true, "536": true, "755": true}
	for _, r := range all {
		code, parent := r["code"], r["parent"]
		switch {
		case r["level"] == "commune" && r["valid_from"] == "2025-07-01":
			u.now[code] = kpi.Unit{Province: nowProvinces[parent], Commune: r["name"], Level: kpi.Commune}
		case r["level"] == "commune" && r["valid_to"] == "2025-06-30":
			u.old[code] = kpi.Unit{Province: names[parents[parent]], District: names[parent], Commune: r["name"], Level: kpi.Commune}
		case islands[code]:
			u.old[code] = kpi.Unit{Province: names[parent], District: r["name"], Level: kpi.District}
		}
	}
	return u
}

// In all provinces the counts of May are those of the communes of August, or these took in
// a part of another. What is expected is added up here from the tables alone.
func TestCarryVietnam(t *testing.T) {
	c := load(t)
	u := reformedUnits(t)
	received, _ := c.Measures.Index("received")
	may, august := period(t, "2025-05"), month(t, "2025-08")
	var entries []*kpi.Entry
	counts := map[string]int64{}
	for code, unit := range u.old {
		counts[code] = int64(len(counts) + 1)
		e := &kpi.Entry{Unit: unit, Period: may, Tally: kpi.NewTally(c.Measures.Len()), Origins: []kpi.Origin{{Line: len(counts) + 1, Rows: 1}}}
		if err := e.Tally.Give(received, counts[code]); err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	ledger, err := kpi.NewLedger(c.Measures, []kpi.File{{Name: "a.csv"}}, entries)
	if err != nil {
		t.Fatal(err)
	}
	want, divided := map[kpi.Unit]int64{}, map[kpi.Unit]bool{}
	for _, r := range rowsOfTable(t, "successors.csv") {
		now := u.now[r["new_code"]]
		want[now] += counts[r["old_code"]]
		divided[now] = divided[now] || r["share"] == "part"
	}
	carried, _, _ := units.Vietnam(c.Words).Successors().Carry(ledger, august, nil, nil)
	got := map[kpi.Unit]int64{}
	for _, e := range carried.Entries {
		got[e.Unit], _ = e.Tally.Value(received)
	}
	exact := 0
	for now, sum := range want {
		switch value, ok := got[now]; {
		case divided[now] && ok:
			t.Errorf("%+v took in a part, and has %d", now, value)
		case !divided[now] && value != sum:
			t.Errorf("%+v has %d, want %d", now, value, sum)
		case !divided[now]:
			exact++
		}
	}
	if len(u.nowProvinces) != 34 || len(want) != 3321 || exact != 2909 {
		t.Errorf("%d provinces, %d communes, %d exact", len(u.nowProvinces), len(want), exact)
	}
}
