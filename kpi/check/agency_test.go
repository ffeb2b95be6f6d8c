package check_test

import (
	"fmt"
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/check"
)

func TestAgencyOrTotal(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"received, resolved",
		"2024-05 Tràng_Định          30 20",
		"2024-05 Tràng_Định/Chi_Lăng 10 15",
		"2024-05 Tràng_Định/Đề_Thám  19 5",
		"2024-05 Tràng_Định/Thất_Khê 1 0",
		"2024-06 Tràng_Định          30 19", // the agency's own
		"2024-06 Tràng_Định/Chi_Lăng 10 15",
		"2024-06 Tràng_Định/Đề_Thám  19 5",
		"2024-06 Tràng_Định/Thất_Khê 1 0"})
	wantFindings(t, findings(t, c, l),
		"a.csv:2: warning agency-or-total: every count of Tràng Định, 2024-05 is at least the sum of the 3 units below it: is it a total? It was added as the unit's own agency")
}

// What looks like a sum but cannot be taken for one.
func TestAgencyThatIsNoTotal(t *testing.T) {
	c := load(t)
	for name, file := range map[string][]string{
		"one commune":         {"received", "2024-06 Bắc_Sơn 10", "2024-06 Bắc_Sơn/Vũ_Lễ 10"},
		"no commune":          {"received", "2024-06 Bắc_Sơn 10"},
		"nothing arose":       {"received", "2024-06 Bắc_Sơn 0", "2024-06 Bắc_Sơn/Vũ_Lễ 0", "2024-06 Bắc_Sơn/Tân_Tri 0"},
		"blank above":         {"received", "2024-06 Bắc_Sơn ?", "2024-06 Bắc_Sơn/Vũ_Lễ 5", "2024-06 Bắc_Sơn/Tân_Tri 5"},
		"blank below":         {"received", "2024-06 Bắc_Sơn 10", "2024-06 Bắc_Sơn/Vũ_Lễ 10", "2024-06 Bắc_Sơn/Tân_Tri ?"},
		"another month":       {"received", "2024-06 Bắc_Sơn 10", "2024-05 Bắc_Sơn 10", "2024-05 Bắc_Sơn/Vũ_Lễ 5", "2024-06 Bắc_Sơn/Vũ_Lễ 4", "2024-05 Bắc_Sơn/Tân_Tri 4", "2024-06 Bắc_Sơn/Tân_Tri 5"},
		"another district":    {"received", "2024-06 Bắc_Sơn 10", "2024-06 Văn_Lãng/Tân_Mỹ 5", "2024-06 Văn_Lãng/Na_Sầm 5"},
		"one of two columns":  {"received, resolved", "2024-06 Bắc_Sơn 10 3", "2024-06 Bắc_Sơn/Vũ_Lễ 5 3", "2024-06 Bắc_Sơn/Tân_Tri 5 1"},
		"more than the whole": {"received", "2024-06 Bắc_Sơn 9223372036854775807", "2024-06 Bắc_Sơn/Vũ_Lễ 9223372036854775807", "2024-06 Bắc_Sơn/Tân_Tri 9223372036854775807"},
	} {
		if got := findings(t, c, book(t, c, file)); got != nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Counts from the sum to twice that look like a total; beyond, only those of a row without
// a name. What is not known above or below shows nothing, and neither does another province
// with a district of this name.
func TestAgencyAndSum(t *testing.T) {
	c := load(t)
	const head = "received, resolved, carried_over"
	for _, tt := range []struct {
		name, above string
		below       []string
		total       bool
	}{
		{"the sum", "Bắc_Sơn 10 5 1", []string{"Bắc_Sơn/Vũ_Lễ 5 3 1", "Bắc_Sơn/Tân_Tri 5 2 0"}, true},
		{"one less", "Bắc_Sơn 10 4 1", []string{"Bắc_Sơn/Vũ_Lễ 5 3 1", "Bắc_Sơn/Tân_Tri 5 2 0"}, false},
		{"twice the sum", "Bắc_Sơn 20 10 2", []string{"Bắc_Sơn/Vũ_Lễ 5 3 1", "Bắc_Sơn/Tân_Tri 5 2 0"}, true},
		{"more", "Bắc_Sơn 22 10 2", []string{"Bắc_Sơn/Vũ_Lễ 5 3 1", "Bắc_Sơn/Tân_Tri 5 2 0"}, false},
		{"more, with a blank for the commune", "Bắc_Sơn/ 22 10 2", []string{"Bắc_Sơn/Vũ_Lễ 5 3 1", "Bắc_Sơn/Tân_Tri 5 2 0"}, true},
		{"a blank above", "Bắc_Sơn 10 5 ?", []string{"Bắc_Sơn/Vũ_Lễ 5 3 1", "Bắc_Sơn/Tân_Tri 5 2 0"}, true},
		{"a blank below", "Bắc_Sơn 10 5 7", []string{"Bắc_Sơn/Vũ_Lễ 5 3 ?", "Bắc_Sơn/Tân_Tri 5 2 0"}, true},
		{"a province", "Lạng_Sơn: 10 5 1", []string{"Lạng_Sơn:Bắc_Sơn 5 3 1", "Lạng_Sơn:Văn_Lãng 5 2 0"}, true},
		{"another province", "Lạng_Sơn: 10 5 1", []string{"Lạng_Sơn:Bắc_Sơn 4 3 1", "Hà_Giang:Bắc_Sơn 6 2 0"}, false},
		{"one district name in two provinces", "Lạng_Sơn:Bắc_Sơn 10 5 1", []string{"Lạng_Sơn:Bắc_Sơn/Vũ_Lễ 5 3 1", "Hà_Giang:Bắc_Sơn/Tân_Tri 5 2 0"}, false},
		{"communes without a district", "Lạng_Sơn: 10 5 1", []string{"Lạng_Sơn:/Vũ_Lễ 5 3 1", "Lạng_Sơn:/Tân_Tri 5 2 0"}, true},
	} {
		file := []string{head, "2024-06 " + tt.above}
		for _, row := range tt.below {
			file = append(file, "2024-06 "+row)
		}
		var got []string
		for _, f := range check.Ledger(book(t, c, file), nil, kpi.Period{}, nil) {
			got = append(got, fmt.Sprint(f.Code, " ", f.Place.Line, " ", f.Args.Value("communes")))
		}
		var want []string
		if tt.total {
			want = []string{"agency-or-total 2 2"}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", tt.name, got, want)
		}
	}
}

// Several counts that all reach the sum look like a total with a mistake in it; a
// province may be one, too.
func TestAlmostATotal(t *testing.T) {
	c := load(t)
	wantFindings(t, findings(t, c, book(t, c, []string{"received, resolved",
		"2024-06 Bắc_Sơn 10 5", "2024-06 Bắc_Sơn/Vũ_Lễ 5 3", "2024-06 Bắc_Sơn/Tân_Tri 5 1"})),
		"a.csv:2: warning agency-or-total: every count of Bắc Sơn, 2024-06 is at least the sum of the 2 units below it: is it a total? It was added as the unit's own agency")
}

// A unit that is the sum of all others may be a total under a name of its own.
func TestUnitOrTotal(t *testing.T) {
	c := load(t)
	wantFindings(t, findings(t, c, book(t, c, []string{"received, resolved",
		"2024-06 Bắc_Sơn 5 3", "2024-06 Cả_vùng 9 7", "2024-06 Văn_Lãng 4 4"})),
		"a.csv:3: warning unit-or-total: every count of Cả vùng, 2024-06 is the sum of the 2 other units: is it a total? It was added as a unit")
	for name, file := range map[string][]string{
		"one count":       {"received", "2024-06 Bắc_Sơn 5", "2024-06 Cả_vùng 9", "2024-06 Văn_Lãng 4"},
		"one that is not": {"received, resolved", "2024-06 Bắc_Sơn 5 3", "2024-06 Cả_vùng 9 6", "2024-06 Văn_Lãng 4 4"},
		"two units":       {"received, resolved", "2024-06 Bắc_Sơn 5 3", "2024-06 Văn_Lãng 5 3"},
	} {
		if got := findings(t, c, book(t, c, file)); got != nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A count that one unit lacks shows nothing of the others. Units of another province, or of
// another month, are not among them.
func TestUnitOrTotalAmongOthers(t *testing.T) {
	c := load(t)
	const found = "a.csv:3: warning unit-or-total: every count of Cả vùng, 2024-06 is the sum of the 2 other units: is it a total? It was added as a unit"
	wantFindings(t, findings(t, c, book(t, c, []string{"received, resolved, carried_over",
		"2024-06 Bắc_Sơn 5 3 ?", "2024-06 Cả_vùng 9 7 7", "2024-06 Văn_Lãng 4 4 1"})), found)
	wantFindings(t, findings(t, c, book(t, c, []string{"received, resolved, carried_over",
		"2024-06 Bắc_Sơn 5 3 1", "2024-06 Cả_vùng 9 7 ?", "2024-06 Văn_Lãng 4 4 1"})), found)
	wantFindings(t, findings(t, c, book(t, c, []string{"received, resolved",
		"2024-06 Lạng_Sơn:Bắc_Sơn 5 3", "2024-06 Lạng_Sơn:Cả_vùng 9 7", "2024-06 Hà_Giang:Văn_Lãng 4 4"})))
}

// Counts of single dossiers are no sums of those of other units.
func TestListsAreNoTotals(t *testing.T) {
	c := load(t)
	for _, file := range [][]string{
		{"received, resolved", "2024-06 Bắc_Sơn 5 3", "2024-06 Cả_vùng 9 7", "2024-06 Văn_Lãng 4 4"},
		{"received, resolved", "2024-06 Bắc_Sơn/Vũ_Lễ 5 3", "2024-06 Bắc_Sơn 9 7", "2024-06 Bắc_Sơn/Tân_Tri 4 4"},
	} {
		l := book(t, c, file)
		if got := findings(t, c, l); len(got) != 1 {
			t.Errorf("counts: %q", got)
		}
		l.Files[0].List = &kpi.List{Scope: "caseload"}
		if got := findings(t, c, l); got != nil {
			t.Errorf("dossiers: %q", got)
		}
	}
}
