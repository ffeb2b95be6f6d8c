package main

import (
	"fmt"
	"maps"
	"slices"
)

// cellHazards are in the cells of counts, and in what workbooks have beside their values.
func cellHazards() []hazard {
	written := func(must bool, lose bool, write func(d *draft, v int64) string) func(d *draft) bool {
		return func(d *draft) bool {
			i, c := d.r.IntN(len(d.body)), d.r.IntN(len(d.columns))
			row := &d.body[i]
			if row.fact == 0 || c >= len(row.counts) || d.columns[c].id == "" {
				return false
			}
			row.cells = map[int]string{c: write(d, row.counts[c])}
			row.hazard, row.must = true, must
			if lose {
				row.counts[c] = -1
				d.facts[row.fact-1].counts = lacking(d.facts[row.fact-1].counts, d.columns[c].id)
			}
			return true
		}
	}
	every := func(write func(v int64) string) func(d *draft) bool {
		return func(d *draft) bool {
			changed := false
			for i := range d.body {
				row := &d.body[i]
				cells := map[int]string{}
				for c, v := range row.counts {
					if text := write(v); v >= 0 && !d.columns[c].percent && text != fmt.Sprint(v) {
						cells[c], changed = text, true
					}
				}
				maps.Copy(cells, row.cells)
				row.cells, row.hazard = cells, true
			}
			return changed
		}
	}
	return []hazard{
		{"cell: groups of thousands", 90, every(func(v int64) string { return grouped(v, ".") })},
		{"cell: a dash for none", 90, every(func(v int64) string {
			if v == 0 {
				return "-"
			}
			return fmt.Sprint(v)
		})},
		{"cell: three decimals", 0, every(func(v int64) string { return fmt.Sprintf("%d.000", v) })},
		{"cell: blank", 80, written(false, true, func(*draft, int64) string { return "" })},
		{"cell: a date", 0, written(true, true, func(d *draft, _ int64) string {
			return pick(d.r, "05/06/2024", "7-May", "2024-06-05", "06-05", "5/6", "12:30")
		})},
		{"cell: a percentage", 0, written(true, true, func(d *draft, v int64) string { return fmt.Sprintf("%d%%", v%101) })},
		{"cell: no number", 0, written(true, true, func(d *draft, _ int64) string {
			return pick(d.r, "#REF!", "NULL", "N/A", "#N/A", "=SUM(A1:A3)", "x", "chưa có", "-5", "12,5", "1.5", "O", "1O", "l2", "12 13", "undefined", "~20", ">10", "NaN", "1e3")
		})},
		{"cell: with words", 0, written(false, false, func(d *draft, v int64) string {
			return fmt.Sprint(v) + pick(d.r, " hồ sơ", " HS", " (hs)", ".0", ",0", " *")
		})},
		{"workbook: a date or percentage by its format", 0, inBook(func(d *draft, p *page) bool {
			row, column := d.anyCell(p)
			if row == 0 {
				return false
			}
			d.book.formats = map[[2]int]int{{row, column}: pick(d.r, 14, 9, 10, 22, 16, 20)}
			p.must, p.hazards = append(p.must, row), append(p.hazards, row)
			d.void = true
			return true
		})},
		{"workbook: a formula without a value", 0, inBook(func(d *draft, p *page) bool {
			row, column := d.anyCell(p)
			if row == 0 {
				return false
			}
			d.book.formula = map[[2]int]string{{row, column}: "SUM(A1:A2)"}
			d.book.values = map[[2]int]any{{row, column}: nil}
			p.must, p.hazards = append(p.must, row), append(p.hazards, row)
			d.void = true
			return true
		})},
		{"workbook: another sheet", 0, inBook(func(d *draft, p *page) bool {
			other := page{rows: slices.Clone(p.rows)}
			d.book.second = &other
			p.must = append(p.must, 0)
			return true
		})},
		{"workbook: merged names", 0, func(d *draft) bool {
			if !ditto(true, "")(d) {
				return false
			}
			return inBook(func(d *draft, p *page) bool {
				key := slices.IndexFunc(d.keys, func(key string) bool {
					return slices.ContainsFunc(d.body, func(row draftRow) bool { return row.fact > 0 && row.keys[key] == "" })
				})
				start := 0
				if key < 0 {
					return false
				}
				for line := range p.rows {
					if !slices.Contains(p.hazards, line+1) || p.rows[line][key] != "" {
						start = line + 1
					} else if line+1 == len(p.rows) || !slices.Contains(p.hazards, line+2) || p.rows[line+1][key] != "" {
						d.book.merged = append(d.book.merged, [3]int{key + 1, start, line + 1})
					}
				}
				return true
			})(d)
		}},
		{"workbook: plain", 90, inBook(func(*draft, *page) bool { return true })},
	}
}

// lacking is a copy of counts without one.
func lacking(counts map[string]int64, id string) map[string]int64 {
	rest := map[string]int64{}
	for key, v := range counts {
		if key != id {
			rest[key] = v
		}
	}
	return rest
}

// inBook makes a draft a workbook, and changes what is written.
func inBook(change func(d *draft, p *page) bool) func(d *draft) bool {
	return func(d *draft) bool {
		d.book = &bookPlan{change: change}
		return true
	}
}

// anyCell is the place of a count of a fact; line 0 where the draft has none.
func (d *draft) anyCell(p *page) (line, column int) {
	var places [][2]int
	first := len(p.rows) - len(d.body) - len(d.foot)
	for i, row := range d.body {
		for c := range d.columns {
			if _, written := row.cells[c]; row.fact > 0 && c < len(row.counts) && d.columns[c].id != "" && !written {
				places = append(places, [2]int{first + i + 1, len(d.keys) + 1 + c})
			}
		}
	}
	if len(places) == 0 {
		return 0, 0
	}
	at := pick(d.r, places...)
	return at[0], at[1]
}
