package units

import (
	"cchc/kpi"
	"cchc/kpi/catalog"
)

// Listed is a unit of the list, with the names of the district and the province above it
// where it has them.
type Listed struct {
	Code               string
	Name               catalog.Name
	Level              kpi.Level
	Parent             string // the code of the unit above
	District, Province catalog.Name
	Valid              kpi.Period
	days               [2]day
	unit               unit
}

// String names the unit and its district: "Xã Chi Lăng, Huyện Tràng Định".
func (u Listed) String() string {
	if u.District.Key == "" {
		return u.Name.String()
	}
	return u.Name.String() + ", " + u.District.String()
}

// Describe names the unit with all units above it and its dates, as an argument of a
// finding: "Xã Chi Lăng, Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025".
func (u Listed) Describe() string {
	text := u.String()
	if u.Province.Key != "" {
		text += ", " + u.Province.String()
	}
	for i, key := range []string{"unit.from", "unit.until"} {
		if u.days[i] != 0 {
			text += " " + kpi.TextKey(key) + " " + u.days[i].shown()
		}
	}
	return text
}

// From and Until return the first and the last day of the unit as 2025-06-30; "" is
// unlimited.
func (u Listed) From() string { return u.days[0].String() }

// Until is described at [Listed.From].
func (u Listed) Until() string { return u.days[1].String() }
