package main

import (
	"fmt"
	"slices"

	"cchc/kpi"
)

// tableHazards are tables that are set out in another way.
func tableHazards() []hazard {
	return []hazard{
		{"table: a column for each month", 60, func(d *draft) bool {
			first := d.facts[0].period
			half := len(d.facts) / 2
			_, given := d.facts[0].counts["received"]
			if !d.inOrder() || d.facts[0].field != "" || d.facts[half].period == first || !given || !slices.Contains(d.keys, "period") {
				return false
			}
			d.keys = slices.DeleteFunc(slices.Clone(d.keys), func(key string) bool { return key == "period" })
			d.columns = nil
			for _, m := range []kpi.Month{first.From, first.From + 1} {
				d.columns = append(d.columns, column{id: "received", path: []string{"Tiếp nhận", fmt.Sprintf("Tháng %d/%d", int(m-m.January())+1, m.Year())}})
			}
			d.body = d.body[:half]
			for i := range d.body {
				d.body[i].counts = []int64{d.facts[i].counts["received"], d.facts[half+i].counts["received"]}
				d.body[i].cells, d.body[i].hazard = nil, true
			}
			return true
		}},
		{"table: a column for each unit", 60, func(d *draft) bool {
			if !d.inOrder() || d.form != "columns" || d.facts[0].District != "" || d.facts[0].field != "" || slices.Contains(d.keys, "period") || slices.ContainsFunc(d.columns, func(c column) bool { return len(c.path) > 1 }) {
				return false
			}
			measures := d.columns
			d.keys, d.columns, d.body = []string{"item"}, nil, nil
			for _, f := range d.facts {
				d.columns = append(d.columns, column{path: []string{f.Commune}})
			}
			for _, c := range measures {
				row := draftRow{keys: map[string]string{"item": c.path[0]}, hazard: true}
				for _, f := range d.facts {
					row.counts = append(row.counts, f.counts[c.id])
				}
				d.body = append(d.body, row)
			}
			return true
		}},
		{"table: another beside it, its units in another order", 0, func(d *draft) bool {
			if !d.inOrder() || len(d.facts) < 3 || !d.hasNames() || d.form != "columns" || d.facts[0].District != "" || d.facts[0].field != "" || slices.Contains(d.keys, "period") || len(d.columns[0].path) > 1 || d.columns[0].id == "fee_bearing" {
				return false
			}
			order := d.r.Perm(len(d.facts))
			width := len(d.columns)
			d.columns = append(slices.Clone(d.columns), column{path: []string{pick(d.r, "Tên xã", "Đơn vị", "Xã", "Địa phương")}, hazard: true},
				column{id: "digitised_eligible", path: []string{"Hồ sơ phải số hóa"}, hazard: true}, column{id: "digitised", path: []string{"Hồ sơ đã số hóa"}, hazard: true})
			for i := range d.body {
				other := d.facts[order[i]]
				d.body[i].counts = append(d.body[i].counts, 0, other.counts["digitised_eligible"], other.counts["digitised"])
				d.body[i].cells, d.body[i].hazard = map[int]string{width: other.Commune}, true
			}
			return true
		}},
	}
}
