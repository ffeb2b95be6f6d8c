package kpi_test

import (
	"slices"
	"testing"

	"cchc/kpi"
)

// A tally mentions what it counts: a blank where a count should be counts as well.
func TestThings(t *testing.T) {
	ms, err := kpi.NewMeasures([]kpi.Measure{{ID: "received", Kind: kpi.Flow, Of: kpi.Dossiers}, {ID: "tasks", Kind: kpi.Flow, Of: "tasks"},
		{ID: "days", Kind: kpi.Flow, Of: kpi.Days}, {ID: "resolved", Kind: kpi.Flow, Of: kpi.Dossiers}})
	if err != nil {
		t.Fatal(err)
	}
	tally := kpi.NewTally(ms.Len())
	if got := ms.Things(tally); len(got) > 0 {
		t.Errorf("nothing counts %q", got)
	}
	tally.Lack(3)
	if err := tally.Give(2, 9); err != nil {
		t.Fatal(err)
	}
	if got := ms.Things(tally); !slices.Equal(got, []string{kpi.Dossiers, kpi.Days}) {
		t.Errorf("got %q", got)
	}
}

func TestNamedLevel(t *testing.T) {
	for unit, want := range map[kpi.Unit]kpi.Level{
		{}: kpi.Province, {Province: "Lạng Sơn"}: kpi.Province, {District: "Tràng Định", Level: kpi.Commune}: kpi.District,
		{District: "Tràng Định", Commune: "Xã Chi Lăng"}: kpi.Commune, {Province: "Lạng Sơn", Commune: "Xã Bắc Sơn"}: kpi.Commune,
	} {
		if got := unit.NamedLevel(); got != want {
			t.Errorf("%+v: %s, want %s", unit, got, want)
		}
	}
}
