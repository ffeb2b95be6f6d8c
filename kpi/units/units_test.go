package units_test

import (
	"errors"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/table"
	"cchc/kpi/units"
)

// A list with a commune that changed its name, one that is a town now, two of
// one name in two districts, and a reform that ends the districts.
const unitList = `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
180,Huyện Tràng Định,district,20,,2025-06-30
186,Huyện Hữu Lũng,district,20,,2025-06-30
06034,Xã Chi Lăng,commune,180,,2025-06-30
06040,Xã Đại Đồng,commune,180,,2024-12-31
06040,Thị trấn Thất Khê,commune,180,2025-01-01,2025-06-30
06040,Xã Thất Khê,commune,20,2025-07-01,
06397,Xã Hoà Bình,commune,186,,
06399,Xã Hòa Bình,commune,180,2025-01-01,
`

// listed is one entry of a ledger and what the list has against it.
type listed struct {
	district, commune, period string
	known                     bool
}

// ledgerOf makes a ledger of units in periods; each has a line of a file.
func ledgerOf(t *testing.T, c *catalog.Catalog, list ...listed) *kpi.Ledger {
	t.Helper()
	var entries []*kpi.Entry
	for i, u := range list {
		var p kpi.Period
		if u.period != "" {
			p = period(t, u.period)
		}
		entries = append(entries, &kpi.Entry{Unit: kpi.Unit{District: u.district, Commune: u.commune, Level: kpi.Commune}, Period: p,
			Tally: kpi.NewTally(c.Measures.Len()), Origins: []kpi.Origin{{File: 0, Line: i + 2, Rows: 1}}})
	}
	ledger, err := kpi.NewLedger(c.Measures, []kpi.File{{Name: "a.csv"}}, entries)
	if err != nil {
		t.Fatal(err)
	}
	return ledger
}

func readUnits(t *testing.T, c *catalog.Catalog, text string) *units.List {
	t.Helper()
	l, err := units.Read(c.Words, "units.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestUnitList(t *testing.T) {
	c := load(t)
	list := readUnits(t, c, unitList)
	for _, u := range []listed{
		{"Tràng Định", "", "2024-06", true},
		{"TRÀNG ĐỊNH", "xã Chi Lăng", "2024-06", true},
		{"Huyện Tràng Định", "Chi Lăng", "2024-06", true},
		{"Tràng Định", "Thị trấn Chi Lăng", "2024-06", false}, // another type of unit
		{"Tràng Định", "Chi Lang", "2024-06", false},
		{"Tràng Định", "Tân Thanh", "2024-06", false},
		{"Hữu Lũng", "Chi Lăng", "2024-06", false}, // a commune of another district
		{"Chi Lăng", "", "2024-06", false},         // a commune, no district
		{"Văn Lãng", "Chi Lăng", "2024-06", false},
		{"Lạng Sơn", "", "2024-06", false},
		{"Thành phố Tràng Định", "", "2024-06", false},
		// Renamed on 1 January 2025.
		{"Tràng Định", "Đại Đồng", "2024-12", true},
		{"Tràng Định", "Đại Đồng", "2025-01", false},
		{"Tràng Định", "Đại Đồng", "2024-Q4", true},
		{"Tràng Định", "Đại Đồng", "2024-12..2025-01", true}, // in some month of it
		{"Tràng Định", "Thất Khê", "2024-12", false},
		{"Tràng Định", "Thị trấn Thất Khê", "2025-01", true},
		{"Tràng Định", "Thất Khê", "2025-06", true},
		{"Tràng Định", "Xã Thất Khê", "2025-06", false}, // still a town
		// No districts from 1 July 2025 on.
		{"Tràng Định", "", "2025-07", false},
		{"", "Xã Thất Khê", "2025-07", true},
		{"", "Thị trấn Thất Khê", "2025-07", false},
		{"", "Chi Lăng", "2025-07", false},
		// One name in two districts, one of them later.
		{"Hữu Lũng", "Hòa Bình", "2024-06", true},
		{"Tràng Định", "Hoà Bình", "2024-06", false},
		{"Tràng Định", "Hoà Bình", "2025-02", true},
		// Counts of the whole run and of the whole province.
		{"Tràng Định", "Đại Đồng", "", true},
		{"Tràng Định", "Tân Thanh", "", false},
		{"", "", "2024-06", true},
	} {
		if known := isKnown(c, list, kpi.Unit{District: u.district, Commune: u.commune}, maybe(t, u.period)); known != u.known {
			t.Errorf("%s / %s in %q: known %t, want %t", u.district, u.commune, u.period, known, u.known)
		}
	}
}

// maybe reads a period; "" is none.
func maybe(t *testing.T, text string) kpi.Period {
	if text == "" {
		return kpi.Period{}
	}
	return period(t, text)
}

// isKnown reports whether a list has a unit in its period.
func isKnown(c *catalog.Catalog, list *units.List, u kpi.Unit, p kpi.Period) bool {
	district := c.Words.Name(u.District, kpi.District)
	commune := units.Query{Name: c.Words.Name(u.Commune, kpi.Commune), Level: kpi.Commune, District: district, Period: p}
	return (u.Commune == "" || len(list.Find(commune)) > 0) &&
		(u.District == "" || len(list.Find(units.Query{Name: district, Level: kpi.District, Period: p})) > 0)
}

// A list may leave the type words out, and the dates.
func TestUnitListOfBareNames(t *testing.T) {
	c := load(t)
	list := readUnits(t, c, "code;name;level;parent\r\n180;Tràng Định;district;\r\n06034;Chi Lăng;commune;180\r\n")
	for _, u := range []listed{
		{"Tràng Định", "Chi Lăng", "2024-06", true}, {"Tràng Định", "Xã Chi Lăng", "2024-06", true}, {"Huyện Tràng Định", "Chi Lăng", "1999-01", true},
		{"Tràng Định", "Xã Tri Phương", "2024-06", false},
	} {
		if isKnown(c, list, kpi.Unit{District: u.district, Commune: u.commune}, maybe(t, u.period)) != u.known {
			t.Errorf("%s / %s: want known %t", u.district, u.commune, u.known)
		}
	}
}

// A year is all its months, at both ends.
func TestUnitListOfYears(t *testing.T) {
	c := load(t)
	list, err := units.Read(c.Words, "units.csv", []byte("code,name,level,parent,valid_from,valid_to\n180,Huyện Tràng Định,district,20,2020,2024\n"))
	if err != nil {
		return // a date without a month may be refused
	}
	for period, known := range map[string]bool{"2019-12": false, "2020-01": true, "2024-01": true, "2024-12": true, "2025-01": false} {
		if isKnown(c, list, kpi.Unit{District: "Tràng Định"}, maybe(t, period)) != known {
			t.Errorf("%s: want known %t", period, known)
		}
	}
}

func TestUnitListFaults(t *testing.T) {
	const header = "code,name,level,parent,valid_from,valid_to\n"
	const date = ` is not a date: want 2024-12-31`
	for _, tt := range []struct{ text, want string }{
		{header + "180,Huyện Tràng Định,huyện,20,,\n", `units.csv:2:3 (level): want province, district or commune`},
		{header + "180,Huyện Tràng Định,,20,,\n", `units.csv:2:3 (level): want province, district or commune`},
		{header + "180,,district,20,,\n", `units.csv:2:2 (name): the cell is blank`},
		{header + "\n,Huyện Tràng Định,district,20,,\n", `units.csv:3:1 (code): the cell is blank`},
		{header + "180,Huyện Tràng Định,district,20,1/1/2024,\n", `units.csv:2:5 (valid_from): "1/1/2024"` + date},
		{header + "180,Huyện Tràng Định,district,20,,30-06-2025\n", `units.csv:2:6 (valid_to): "30-06-2025"` + date},
		{header + "180,Huyện Tràng Định,district,20,,2025-13-01\n", `units.csv:2:6 (valid_to): "2025-13-01"` + date},
		{header + "180,Huyện Tràng Định,district,20,2025-07-01,2025-06-30\n", `units.csv:2:6 (valid_to): the unit ends before it begins`},
		{"code,name,level\n", `units.csv:1 (parent): the column is missing: want code,name,level,parent,valid_from,valid_to`},
		{"code,name,level,parent,district\n", `units.csv:1:5 (district): not a column of this table: want code,name,level,parent,valid_from,valid_to`},
		{header + "180,Huyện Tràng Định\n", `units.csv:2: the row has 2 cells, the header 6`},
	} {
		l, err := units.Read(load(t).Words, "units.csv", []byte(tt.text))
		var refused *table.Error
		if err == nil || err.Error() != tt.want || !errors.As(err, &refused) || l != nil {
			t.Errorf("%q:\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
}

// The province of units is that which they name, or the only one of the list that has them.
func TestProvinceOfUnits(t *testing.T) {
	l := units.Vietnam(load(t).Words)
	for _, tt := range []struct {
		name  string
		units []kpi.Unit
		want  string
	}{
		{"the only one", []kpi.Unit{{District: "Bắc Sơn", Level: kpi.District}}, "Tỉnh Lạng Sơn"},
		{"the one that is named", []kpi.Unit{{Province: "Long An", District: "Châu Thành", Level: kpi.District}}, "Tỉnh Long An"},
		{"several that are named", []kpi.Unit{{Province: "Long An", District: "Châu Thành", Level: kpi.District}, {Province: "Tây Ninh", District: "Châu Thành", Level: kpi.District}}, ""},
	} {
		if got := l.Province(tt.units); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
