package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// periodHazards are in the column of periods, or in months that do not go together.
func periodHazards() []hazard {
	return []hazard{
		{"period: single days", 75, func(d *draft) bool { return d.daily(20+d.r.IntN(8), "{d}/{m}/{y}") }},
		{"period: single days, the month first", 0, func(d *draft) bool { return d.daily(5+d.r.IntN(7), "{m}/{d}/{y}") }},
		{"period: the year so far, at some days", 0, func(d *draft) bool {
			if !d.daily(3, "") {
				return false
			}
			m := d.facts[0].period.From
			for n := range d.body {
				row := &d.body[n]
				row.keys["period"], row.hazard = fmt.Sprintf("%02d/%02d/%d", 3+n*9, int(m-m.January())+1, m.Year()), true
				for c, v := range d.body[0].counts {
					row.counts[c] = v + 1 + v*int64(n)/9
				}
			}
			return d.nothing()
		}},
		{"period: a copy of the month before", 0, func(d *draft) bool {
			half := len(d.facts) / 2
			carried := slices.ContainsFunc(d.columns, func(c column) bool { return c.id == "carried_over" })
			if len(d.facts) < 6 || carried || !d.inOrder() || d.facts[0].period == d.facts[half].period {
				return false
			}
			for i := half; i < len(d.facts); i++ {
				d.facts[i].counts = d.facts[i-half].counts
				d.body[i].counts, d.body[i].cells, d.body[i].hazard = slices.Clone(d.body[i-half].counts), d.body[i-half].cells, true
			}
			d.tell = true
			return true
		}},
		{"period: a unit that has ended", 0, func(d *draft) bool {
			return d.facts[0].District == "" && oneName(func(d *draft, row *draftRow) {
				row.keys[d.nameKey()], row.must = "Thị trấn "+bare(d.facts[row.fact-1].Commune), true
			})(d)
		}},
		{"period: none in its cell", 0, func(d *draft) bool {
			row := &d.body[d.r.IntN(len(d.body))]
			if !slices.Contains(d.keys, "period") || row.fact == 0 {
				return false
			}
			row.keys["period"], row.hazard, row.must = pick(d.r, "NULL", "N/A", "?", "Tháng", "tháng này", "00/2024", "13/2024", "Q5/2024", "#REF!", "45000", "Lũy kế", "6"), true, true
			d.facts[row.fact-1].counts = nil
			return true
		}},
	}
}

// inOrder returns whether the rows are those of the facts, without hazards, and nothing
// else.
func (d *draft) inOrder() bool {
	for i, row := range d.body {
		if row.fact != i+1 || row.hazard {
			return false
		}
	}
	return len(d.body) == len(d.facts) && !slices.ContainsFunc(d.columns, func(c column) bool { return c.hazard })
}

// daily makes rows of single days of one unit, from the first day of a month on.
func (d *draft) daily(days int, format string) bool {
	state := slices.ContainsFunc(d.columns, func(c column) bool { return c.id == "pending" || c.id == "carried_over" })
	if state || !d.inOrder() || !slices.Contains(d.keys, "period") || d.form != "columns" || d.facts[0].field != "" {
		return false
	}
	of, keys, m := d.facts[0], d.body[0].keys, d.facts[0].period.From
	d.facts, d.body, d.tell = nil, nil, false
	for day := 1; day <= days; day++ {
		of.counts = d.counts(of.counts["carried_over"])
		for id := range of.counts { // which do not add up over days
			if slices.Contains([]string{"carried_over", "caseload", "pending", "pending_in_time", "pending_overdue"}, id) {
				delete(of.counts, id)
			}
		}
		d.facts = append(d.facts, of)
		row := draftRow{keys: maps.Clone(keys), fact: day, hazard: true}
		row.keys["period"] = strings.NewReplacer("{d}", fmt.Sprintf("%02d", day), "{m}", fmt.Sprintf("%02d", int(m-m.January())+1), "{y}", fmt.Sprint(m.Year())).Replace(format)
		for _, c := range d.columns {
			row.counts = append(row.counts, of.counts[c.id])
		}
		d.body = append(d.body, row)
	}
	return true
}
