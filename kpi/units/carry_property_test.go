package units_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// TestCarryKeepsTotals: the totals of a province are the same after carrying over, in
// every period and of every measure, also where units have no rows.
func TestCarryKeepsTotals(t *testing.T) {
	c := load(t)
	s := langSon(t, c)
	units := oldUnits(t)
	same, partial := 0, false
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		whole := seed%2 == 0
		l := randomLedger(t, c, r, units, whole)
		carried, uncarried, findings := s.Carry(l, month(t, "2025-08"), l.Units(), nil)
		if len(carried.Entries) >= len(l.Entries) || len(uncarried) < 3 || whole && len(uncarried) > 3 {
			t.Fatalf("%d entries of %d, %d uncarried", len(carried.Entries), len(l.Entries), len(uncarried))
		}
		partial = partial || slices.ContainsFunc(findings, func(f kpi.Finding) bool { return f.Code == kpi.UnitPartial })
		for _, p := range l.Periods() {
			before, after := total(t, l, p), total(t, carried, p)
			for i := range c.Measures.Len() {
				b, known := before.Value(i)
				a, stays := after.Value(i)
				if known {
					same++
				}
				if stays != known || known && a != b {
					t.Errorf("seed %d, %s, %s: %d %t, before %d %t", seed, p, c.Measures.At(i).ID, a, stays, b, known)
				}
			}
		}
		if a, b := lines(l), lines(carried); a != b {
			t.Errorf("seed %d: rows of %d lines, before %d", seed, b, a)
		}
	}
	if same < 300 || !partial {
		t.Errorf("%d totals compared; unit-partial was found: %t", same, partial)
	}
}

// oldUnits returns the communes of before July 2025, and the agencies of districts.
func oldUnits(t *testing.T) []kpi.Unit {
	t.Helper()
	data, err := os.ReadFile("../../testdata/units/langson.csv")
	if err != nil {
		t.Fatal(err)
	}
	districts := map[string]string{}
	var units []kpi.Unit
	for line := range strings.Lines(string(data)) {
		switch cells := strings.Split(strings.TrimSpace(line), ","); {
		case cells[2] == "district":
			districts[cells[0]] = cells[1]
			units = append(units, unitOf(cells[1]))
		case cells[2] == "commune" && cells[5] == "2025-06-30":
			units = append(units, unitOf(districts[cells[3]]+"/"+cells[1]))
		}
	}
	return units
}

// randomLedger has counts of all units in two months and of one new unit after them:
// of each unit the parts, the whole or both, blanks, and, unless it is whole, nothing
// at all.
func randomLedger(t *testing.T, c *catalog.Catalog, r *rand.Rand, units []kpi.Unit, whole bool) *kpi.Ledger {
	t.Helper()
	var rows []string
	for _, u := range units {
		for _, p := range []string{"2025-05", "2025-06"} {
			if !whole && r.IntN(40) == 0 {
				continue
			}
			name := u.District
			if u.Commune != "" {
				name += "/" + u.Commune
			}
			rows = append(rows, name+" "+p+": "+randomCells(c, r, whole))
		}
	}
	rows = append(rows, "/Quốc Khánh 2025-08: received 1")
	r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	return rowsOf(t, c, rows...)
}

// randomCells are counts of one unit: some whole is given with its parts or without,
// and seldom one is blank.
func randomCells(c *catalog.Catalog, r *rand.Rand, whole bool) string {
	cells := []string{"resolved_late 1", "tasks_assigned 2"}
	for i := range c.Measures.Len() {
		m := c.Measures.At(i)
		if m.ID == "resolved_late" || m.ID == "tasks_assigned" || len(m.Parts) > 0 && r.IntN(2) == 0 || len(m.Parts) == 0 && r.IntN(1500) == 0 {
			continue
		}
		text := string(rune('0' + r.IntN(10)))
		if r.IntN(4000) == 0 {
			text = "?"
		}
		cells = append(cells, m.ID+" "+text)
	}
	return strings.Join(cells, ", ")
}

// total returns the sums of all units of a ledger in a period.
func total(t *testing.T, l *kpi.Ledger, p kpi.Period) kpi.Tally {
	t.Helper()
	card, err := l.Select(func(e *kpi.Entry) bool { return e.Period == p }).Score(nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return card.Total.Tally
}

// lines counts the lines that a ledger comes from.
func lines(l *kpi.Ledger) (n int) {
	for _, e := range l.Entries {
		n += len(e.Origins)
	}
	return n
}
