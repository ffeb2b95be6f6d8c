package units_test

import (
	"math/rand/v2"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/units"
)

// The steady months of a query are those around its period in which no unit begins or ends
// that it may mean, or, where it finds units that are near in time, a year before and behind.
func TestFindSteady(t *testing.T) {
	c := load(t)
	list := units.Vietnam(c.Words)
	for text, want := range map[string]string{
		"commune Xã Hồng Sơn|Sơn Dương||2023-06":      "0001-01..2023-08",
		"commune Xã Hồng Sơn|Sơn Dương||2023-10":      "2023-09..2024-08",
		"commune Xã Hồng Sơn|Sơn Dương||2024-10":      "2024-09..2025-06",
		"commune Xã Hồng Sơn|Sơn Dương||2024-Q3":      "2024-Q3",
		"commune Xã Hồng Sơn|Sơn Dương||2025-H2":      "2025-07..9999-12",
		"commune Xã Chi Lăng|Tràng Định||2024-06":     "0001-01..2025-06",
		"commune Xã Chi Lăng|||2024-06":               "2023-05..2025-06",
		"commune Xã Hương Vinh|||2021-06":             "0001-01..2021-10",
		"commune Xã Hương Vinh|Hương Trà||2021-12":    "2021-11..2022-10",
		"district Huyện Tràng Định|||2025-08":         "2025-07..9999-12",
		"any Thành phố Huế|||2025-02":                 "2025-H1",
		"commune Xã Không Có|||2024-06":               "0001-01..9999-12",
		"commune Xã Quốc Việt|Tràng Định||2025":       "2025",
		"commune Xã Quốc Việt|Tràng Định||":           "",
		"commune Xã Quốc Việt||Tỉnh Lạng Sơn|2024-H1": "0001-01..2025-06",
	} {
		if _, steady := list.FindSteady(queryOf(t, c, text)); steady.String() != want {
			t.Errorf("%s: %s, want %s", text, steady, want)
		}
	}
}

// exactUnits is a list with exact dates: of a commune that changes its district, and of
// districts that are renamed.
const exactUnits = `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
180,Huyện Tràng Định,district,20,,2021-12-31
180,Huyện Thất Khê,district,20,2022-01-01,2025-06-30
187,Huyện Chi Lăng,district,20,,2025-06-30
06034,Xã Chi Lăng,commune,180,,2023-04-30
06034,Xã Chi Lăng,commune,187,2023-05-01,2025-06-30
06523,Xã Tân Lập,commune,187,2020-03-01,2024-08-31
06524,Thị trấn Tân Lập,commune,187,2024-09-01,2025-06-30
06058,Xã Tân Lập,commune,20,2025-07-01,
`

// In each period within the steady months of a query it finds the same, and the steady
// months are the same.
func TestSteadyFindsTheSame(t *testing.T) {
	c := load(t)
	exact, err := units.Read(c.Words, "units.csv", []byte(exactUnits))
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string]*units.List{"built in": units.Vietnam(c.Words), "exact": exact} {
		r := rand.New(rand.NewPCG(1, 2))
		all := list.Find(units.Query{})
		held := 0
		for range 4000 {
			q := randomQuery(r, c.Words, all)
			found, steady := list.FindSteady(q)
			if !steady.Contains(q.Period) {
				t.Fatalf("%s: %+v: steady in %s", name, q, steady)
			}
			if steady == q.Period {
				continue
			}
			for range 12 {
				other := q
				if other.Period = randomPeriod(r); !steady.Contains(other.Period) {
					continue
				}
				held++
				again, same := list.FindSteady(other)
				if got, want := describedAll(c, again), describedAll(c, found); got != want || same != steady {
					t.Fatalf("%s: %+v:\n%s: %s, steady in %s\n%s: %s, steady in %s", name, q, other.Period, got, same, q.Period, want, steady)
				}
			}
		}
		if held < 4000 {
			t.Errorf("%s: only %d periods were steady", name, held)
		}
	}
}

// randomQuery asks for one of some units, with what is above it or without.
func randomQuery(r *rand.Rand, words *catalog.Words, all []units.Listed) units.Query {
	u := all[r.IntN(len(all))]
	q := units.Query{Name: u.Name, Period: randomPeriod(r), Exact: r.IntN(2) == 0}
	if r.IntN(2) == 0 {
		q.Level = u.Level
	}
	if r.IntN(2) == 0 {
		q.District = u.District
	}
	if r.IntN(3) == 0 {
		q.Province = u.Province
	}
	switch r.IntN(8) {
	case 0:
		q.Name.Type, q.Name.Level = "", 0
	case 1:
		q.Name, q.Code = catalog.Name{}, u.Code
	case 2:
		q.Province = all[r.IntN(len(all))].Province
	case 3:
		q.Name = words.Name(u.Name.Text, kpi.Levels()...)
	}
	return q
}

// randomPeriod is some months of 2019 to 2026, or one of them.
func randomPeriod(r *rand.Rand) kpi.Period {
	from := kpi.NewMonth(2019, 1) + kpi.Month(r.IntN(8*12))
	return kpi.Period{From: from, To: from + kpi.Month([]int{0, 0, 0, 2, 5, 11}[r.IntN(6)])}
}
