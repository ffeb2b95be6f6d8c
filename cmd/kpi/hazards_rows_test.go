package main

import (
	"fmt"
	"slices"
	"strings"
)

// sumHazards are rows that hold the sum of others.
func sumHazards() []hazard {
	invented := []string{"Tiểu kế", "All", "03 xã", "T/cộng", "Gộp", "Cụm 1", "Cả huyện", "Tổng hợp chung", "Chung toàn huyện", "Subtotal", "Grand Total", "Tính chung", "Cộng dồn các đơn vị", "Tổng các đơn vị", "(All)", "Toàn ngành", "Khối xã", "Σ", "TC", "Cộng (1+2)"}
	of := func(level string, first bool, labels ...string) func(d *draft) bool {
		return func(d *draft) bool { return d.addSums(level, pick(d.r, labels...), first) }
	}
	return []hazard{
		{"sum: Tổng cộng below", 80, of("all", false, "Tổng cộng", "Tổng số", "Cộng", "TỔNG CỘNG")},
		{"sum: Tổng cộng above", 65, of("all", true, "Tổng cộng", "Tổng số", "Toàn tỉnh")},
		{"sum: of all, below, an invented label", 0, of("all", false, invented...)},
		{"sum: of all, above, an invented label", 0, of("all", true, invented...)},
		{"sum: of districts, below, an invented label", 0, of("district", false, invented...)},
		{"sum: of districts, above, an invented label", 0, of("district", true, invented...)},
		{"sum: of units by field, below", 0, of("unit", false, invented...)},
		{"sum: of units by field, above", 0, of("unit", true, invented...)},
		{"sum: without a label, below", 0, of("all", false, "")},
		{"sum: of districts without a label, above", 0, of("district", true, "")},
		{"sum: of a district under its name", 60, func(d *draft) bool {
			return d.form == "columns" && d.addSums("district", pick(d.r, "% Total", "Tổng %", "Toàn %", "Cộng %", "%"), d.r.IntN(2) == 0)
		}},
		{"sum: the row of the district above its communes", 0, func(d *draft) bool {
			if d.form != "heads" {
				return false
			}
			for i, row := range d.body {
				if row.fact == 0 {
					d.body[i].counts, d.body[i].hazard = d.sum(d.below(i)), true
				}
			}
			return true
		}},
		{"sum: procedures below their field", 0, func(d *draft) bool {
			if d.form != "unit title" || !d.inOrder() || slices.ContainsFunc(d.body, func(row draftRow) bool { return row.cells != nil }) {
				return false
			}
			d.split()
			return true
		}},
		{"sum: sections with sums", 0, func(d *draft) bool {
			if d.form != "unit title" || len(d.body) < 3 || len(d.body) != len(d.facts) {
				return false
			}
			at := 1 + d.r.IntN(len(d.body)-1)
			names := [][]string{{"I", "II"}, {"A", "B"}, {"", ""}}[d.r.IntN(3)]
			head := func(n int, rows []draftRow) draftRow {
				return draftRow{keys: map[string]string{"ordinal": names[n], "field": []string{"Thuộc thẩm quyền của UBND cấp xã", "Tiếp nhận hộ cấp trên"}[n]}, counts: d.sum(rows), hazard: true}
			}
			d.body = slices.Concat([]draftRow{head(0, d.body[:at])}, d.body[:at], []draftRow{head(1, d.body[at:])}, d.body[at:])
			return true
		}},
	}
}

// below returns the rows of the unit below a heading.
func (d *draft) below(at int) []draftRow {
	end := at + 1
	for end < len(d.body) && d.body[end].fact > 0 {
		end++
	}
	return d.body[at+1 : end]
}

// sum adds rows up. A blank adds nothing.
func (d *draft) sum(rows []draftRow) []int64 {
	sums := make([]int64, len(d.columns))
	for _, row := range rows {
		for i, v := range row.counts {
			sums[i] += max(v, 0)
		}
	}
	return sums
}

// addSums adds a row of the sum to each group of rows.
func (d *draft) addSums(level, label string, first bool) bool {
	column := d.nameKey()
	switch {
	case level == "unit":
		column = "field"
	case level == "all" && d.form == "columns" && slices.Contains(d.keys, "district"):
		column = pick(d.r, "district", "commune")
	case level == "district" && d.r.IntN(3) == 0:
		column = "district"
	}
	of := func(row draftRow) string {
		f := d.facts[row.fact-1]
		return f.period.String() + map[string]string{"all": "", "district": f.District, "unit": f.District + "/" + f.Commune}[level]
	}
	if !slices.Contains(d.keys, column) || level == "district" && !slices.Contains(d.keys, "district") || level == "unit" && d.form == "unit title" {
		return false
	}
	groups := map[string][]draftRow{}
	for _, row := range d.body {
		if row.fact > 0 {
			groups[of(row)] = append(groups[of(row)], row)
		}
	}
	var body []draftRow
	for i, row := range d.body {
		if row.fact == 0 {
			body = append(body, row)
			continue
		}
		group := groups[of(row)]
		f := d.facts[row.fact-1]
		sums := draftRow{keys: map[string]string{"period": f.period.String()}, counts: d.sum(group), hazard: true}
		if level != "all" {
			sums.keys["district"] = f.District
		}
		if level == "unit" {
			sums.keys["commune"], sums.keys["unit"] = f.Commune, f.Commune
		}
		sums.keys[column] = strings.ReplaceAll(label, "%", f.District)
		begins := group[0].fact == row.fact
		ends := group[len(group)-1].fact == row.fact
		if begins && first {
			body = append(body, sums)
		}
		body = append(body, d.body[i])
		if ends && !first {
			body = append(body, sums)
		}
	}
	d.body = body
	return true
}

// nameKey is the key column with the most particular names.
func (d *draft) nameKey() string {
	for _, key := range []string{"commune", "unit", "field"} {
		if slices.Contains(d.keys, key) {
			return key
		}
	}
	return ""
}

// split writes each field with its procedures below it.
func (d *draft) split() {
	names := map[string][]string{"Hộ tịch": {"Đăng ký khai sinh", "Đăng ký kết hôn", "Đăng ký khai tử"}, "Chứng thực": {"Chứng thực bản sao", "Chứng thực chữ ký", "Chứng thực hợp đồng"}}
	upper := d.r.IntN(2) == 0
	numbered := d.r.IntN(2) == 0
	var body []draftRow
	for i, row := range d.body {
		field := row
		field.fact, field.hazard, field.keys = 0, true, map[string]string{"field": d.facts[row.fact-1].field}
		if upper {
			field.keys["field"] = strings.ToUpper(field.keys["field"])
		}
		if numbered {
			field.keys["ordinal"] = []string{"I", "II", "III", "IV", "V", "VI"}[i%6]
		}
		body = append(body, field)
		rest := slices.Clone(row.counts)
		parts := names[d.facts[row.fact-1].field]
		if parts == nil {
			parts = []string{"Thủ tục A về " + field.keys["field"], "Thủ tục B về " + field.keys["field"]}
		}
		for n, name := range parts {
			part := draftRow{keys: map[string]string{"field": name, "ordinal": fmt.Sprint(n + 1)}, fact: row.fact, counts: slices.Clone(rest)}
			for c := range rest {
				if n+1 < len(parts) {
					part.counts[c] = d.r.Int64N(max(rest[c], 0) + 1) // a blank cell is below 0
				}
				rest[c] -= part.counts[c]
			}
			body = append(body, part)
		}
	}
	d.body = body
}

// otherRows are rows that count nothing of the period, or break the table.
func otherRows() []hazard {
	row := func(labels ...string) func(d *draft) bool {
		return func(d *draft) bool {
			made := draftRow{keys: map[string]string{}, hazard: true}
			at := d.r.IntN(len(d.body) + 1)
			near := d.body[max(0, at-1)]
			for key, text := range near.keys {
				made.keys[key] = text
			}
			made.keys["ordinal"] = ""
			made.keys[d.nameKey()] = pick(d.r, labels...)
			for range d.columns {
				made.counts = append(made.counts, 10+d.r.Int64N(3000))
			}
			d.body = slices.Insert(d.body, at, made)
			return true
		}
	}
	text := func(exact int, name string, rows ...[]string) hazard {
		return hazard{name, exact, func(d *draft) bool {
			d.body = slices.Insert(d.body, d.r.IntN(len(d.body)+1), draftRow{text: pick(d.r, rows...), hazard: true})
			return true
		}}
	}
	return []hazard{
		{"row: of last year", 0, row("Cùng kỳ năm trước", "Cùng kỳ 2023", "Năm trước", "Tháng trước", "Kỳ trước", "So với cùng kỳ", "Cùng kỳ")},
		{"row: of a plan", 0, row("Kế hoạch", "Chỉ tiêu giao", "Kế hoạch năm", "Mục tiêu", "Dự kiến tháng sau", "Ước thực hiện")},
		{"row: cumulative", 0, row("Lũy kế từ đầu năm", "Cộng dồn", "Lũy kế", "Từ đầu năm đến nay", "Luỹ kế 6 tháng")},
		{"row: an average", 0, row("Bình quân", "Trung bình", "Bình quân chung", "Average", "TB/xã")},
		{"row: of other things", 0, func(d *draft) bool {
			return d.nameKey() != "field" && row("Chênh lệch", "Sai số", "Điều chỉnh", "Khác", "Không xác định", "Test", "Đơn vị khác", "Chưa rõ")(d)
		}},
		text(70, "row: the header once more", []string{"header"}),
		text(80, "row: blank", []string{""}),
		text(50, "row: a note amid the table", []string{"Ghi chú: số liệu chưa đầy đủ"}, []string{"", "(tiếp theo)"}, []string{"Trang 2"}),
		text(0, "row: another month amid the table", []string{"Tháng 1/2024"}, []string{"Tháng 12 năm 2025"}),
		{"footer", 90, func(d *draft) bool {
			d.foot = append(d.foot, draftRow{text: []string{pick(d.r, "Người lập biểu", "Ghi chú: số liệu trích từ hệ thống", "Nơi nhận:", "KT. CHỦ TỊCH", "Nguồn: Cổng dịch vụ công")}})
			return true
		}},
		{"second table: of other things", 0, func(d *draft) bool {
			d.foot = append(d.foot, draftRow{text: append(make([]string, len(d.keys)), "Số phiếu khảo sát"), hazard: true})
			d.foot[len(d.foot)-1].text[len(d.keys)-1] = "Tên đơn vị"
			for _, f := range d.facts[:min(2, len(d.facts))] {
				cells := append(make([]string, len(d.keys)), fmt.Sprint(1+d.r.IntN(90)))
				cells[len(d.keys)-1] = f.Commune
				d.foot = append(d.foot, draftRow{text: cells, hazard: true})
			}
			return true
		}},
		{"second table: the same columns, other units", 75, func(d *draft) bool {
			at := 1 + d.r.IntN(len(d.body))
			rest := slices.Clone(d.body[at:])
			d.body = append(append(d.body[:at:at], draftRow{text: []string{""}, hazard: true}, draftRow{text: []string{"header"}, hazard: true}), rest...)
			return len(rest) > 0
		}},
		{"row: a unit below the total", 70, func(d *draft) bool {
			if len(d.body) < 3 || d.form == "heads" {
				return false
			}
			last := d.body[len(d.body)-1]
			d.body = d.body[:len(d.body)-1]
			if !d.addSums("all", "Tổng cộng", false) {
				d.body = append(d.body, last)
				return false
			}
			last.hazard = true
			d.body = append(d.body, last)
			return true
		}},
	}
}
