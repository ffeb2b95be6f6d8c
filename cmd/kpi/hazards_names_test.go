package main

import (
	"slices"
	"strings"
	"unicode"
)

// nameHazards are names that are written in another way, or are none.
func nameHazards() []hazard {
	return []hazard{
		{"name: with a number", 65, everyName(func(d *draft, name string, n int) string { return withNumber(d, n) + name })},
		{"name: with a dash", 65, everyName(func(d *draft, name string, _ int) string { return "- " + name })},
		{"name: with a mark of a footnote", 65, someNames(false, func(d *draft, name string, _ int) string {
			return name + pick(d.r, " (1)", " (*)", "*", " (2)", " ¹", "(1)")
		})},
		{"name: in capitals", 75, everyName(func(_ *draft, name string, _ int) string { return strings.ToUpper(name) })},
		{"name: of the agency", 75, everyName(func(d *draft, name string, _ int) string {
			return pick(d.r, "UBND ", "UBND ", "Ủy ban nhân dân ") + withSmall(name)
		})},
		{"name: with a short type word", 70, everyName(func(_ *draft, name string, _ int) string {
			return strings.NewReplacer("Xã ", "X. ", "Phường ", "P. ", "Thị trấn ", "TT. ").Replace(name)
		})},
		{"name: without a type word", 65, everyName(func(_ *draft, name string, _ int) string { return bare(name) })},
		{"name: with the type behind", 65, someNames(false, func(_ *draft, name string, _ int) string {
			if bare(name) == name {
				return name
			}
			return bare(name) + " (" + withSmall(strings.TrimSuffix(name, " "+bare(name))) + ")"
		})},
		{"name: with the unit above", 70, someNames(false, func(d *draft, name string, n int) string {
			f := d.facts[n]
			return name + pick(d.r, ", ", " - ") + withSmall(orElse(f.District, f.Province))
		})},
		{"name: other spaces", 75, someNames(false, func(d *draft, name string, _ int) string {
			return strings.ReplaceAll(name, " ", pick(d.r, "  ", "\u00a0")) + pick(d.r, "", " ")
		})},
		{"name: entities and tags", 0, someNames(false, func(d *draft, name string, _ int) string {
			return pick(d.r, strings.ReplaceAll(name, " ", "&nbsp;"), "<b>"+name+"</b>", name+"<br>", "<td>"+name+"</td>", name+"&#160;")
		})},
		{"name: letters that look alike", 0, someNames(false, lookAlike)},
		{"name: i and y", 60, someNames(false, func(_ *draft, name string, _ int) string {
			return strings.NewReplacer("Lý", "Lí", "Lí", "Lý", "Mỹ", "Mĩ", "Mĩ", "Mỹ", "Kỳ", "Kì", "Quý", "Quí", "Sĩ", "Sỹ", "Hy", "Hi", "Vy", "Vi").Replace(name)
		})},
		{"name: old places of tones", 80, someNames(false, func(_ *draft, name string, _ int) string {
			words := strings.Fields(name)
			for i, word := range words {
				for _, pair := range [][2]string{{"òa", "oà"}, {"óa", "oá"}, {"ụy", "uỵ"}, {"ủy", "uỷ"}, {"úy", "uý"}} {
					if stem, ok := strings.CutSuffix(word, pair[0]); ok {
						word = stem + pair[1]
					}
				}
				words[i] = word
			}
			return strings.Join(words, " ")
		})},
		{"name: misspelt", 0, someNames(true, misspelt)},
		{"name: another type word", 0, someNames(true, func(_ *draft, name string, _ int) string {
			return strings.NewReplacer("Xã ", "Thị trấn ", "Phường ", "Xã ", "Thị trấn ", "Phường ", "Đặc khu ", "Xã ").Replace(name)
		})},
		{"name: none at all", 0, oneName(func(d *draft, row *draftRow) {
			row.keys[d.nameKey()] = pick(d.r, "undefined", "#REF!", "NULL", "N/A", "#N/A", "null", "None", "nan", "NaN", "(blank)", "(trống)", "#NAME?", "#VALUE!", "Không có", "chưa xác định", "?", "x", "0", "...", "[object Object]")
			d.facts[row.fact-1].counts = nil
			row.must = true
		})},
		{"name: a district that is none", 0, inDistricts(func(d *draft, row *draftRow) {
			row.keys["district"] = pick(d.r, "undefined", "#REF!", "NULL", "N/A", "null", "None", "nan", "#VALUE!", "?")
			row.must = true
		})},
		{"name: a commune in the column of districts", 0, inDistricts(func(d *draft, row *draftRow) {
			row.keys["district"], row.keys["commune"] = row.keys["commune"], ""
		})},
		{"name: a commune of another district", 0, inDistricts(func(d *draft, row *draftRow) {
			for _, f := range d.facts {
				if of := d.facts[row.fact-1]; f.District != of.District && of.Alone == "yes" {
					row.keys["district"], row.must = f.District, true
					return
				}
			}
		})},
		{"row: the same row twice", 0, oneName(func(d *draft, row *draftRow) {
			at := slices.IndexFunc(d.body, func(r draftRow) bool { return r.fact == row.fact })
			d.body = slices.Insert(d.body, at, *row)
		})},
		{"name: repeated by a mark", 0, ditto(false, "nt", "-nt-", "NT", "như trên", "\"", "〃", "''", "”", ",,", "Như trên", "-\"-")},
		{"name: in the first row of a group", 0, ditto(true, "")},
	}
}

// orElse is a text, or where it is blank another.
func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// withNumber is a number before a name.
func withNumber(d *draft, n int) string {
	return []string{"", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}[1+n%10] + []string{". ", ") ", ". "}[len(d.facts)%3]
}

// hasNames returns whether rows of a draft are of units by name.
func (d *draft) hasNames() bool { return d.nameKey() == "commune" || d.nameKey() == "unit" }

// everyName changes the name of each unit.
func everyName(change func(d *draft, name string, fact int) string) func(d *draft) bool {
	return func(d *draft) bool {
		if !d.hasNames() {
			return false
		}
		for i := range d.body {
			if row := &d.body[i]; row.fact > 0 {
				row.hazard, row.must = true, false // the name is another now
				row.keys[d.nameKey()] = change(d, row.keys[d.nameKey()], row.fact-1)
			}
		}
		return true
	}
}

// someNames changes some names; at least one. With must, each needs a warning or an error.
func someNames(must bool, change func(d *draft, name string, fact int) string) func(d *draft) bool {
	return func(d *draft) bool {
		changed := false
		for i := range d.body {
			row := &d.body[i]
			if row.fact == 0 || !d.hasNames() || d.r.IntN(3) > 0 {
				continue
			}
			name := change(d, row.keys[d.nameKey()], row.fact-1)
			if name != row.keys[d.nameKey()] {
				row.keys[d.nameKey()], row.hazard, row.must, changed = name, true, must, true
			}
		}
		return changed
	}
}

// oneName changes one row.
func oneName(change func(d *draft, row *draftRow)) func(d *draft) bool {
	return func(d *draft) bool {
		if !d.hasNames() {
			return false
		}
		row := &d.body[d.r.IntN(len(d.body))]
		if row.fact == 0 {
			return false
		}
		row.hazard = true
		change(d, row)
		return true
	}
}

// inDistricts changes one row of a table with a column of districts.
func inDistricts(change func(d *draft, row *draftRow)) func(d *draft) bool {
	return func(d *draft) bool { return slices.Contains(d.keys, "district") && oneName(change)(d) }
}

// lookAlike replaces a letter by one of another script.
func lookAlike(d *draft, name string, _ int) string {
	for _, pair := range [][2]string{{"a", "а"}, {"o", "о"}, {"n", "ո"}, {"c", "с"}, {"e", "е"}, {"i", "і"}, {"v", "ν"}, {"T", "Т"}, {"H", "Н"}} {
		if strings.Contains(bare(name), pair[0]) && d.r.IntN(2) == 0 {
			rest := bare(name)
			return strings.TrimSuffix(name, rest) + strings.Replace(rest, pair[0], pair[1], 1)
		}
	}
	return name
}

// misspelt takes a mark off a letter, or doubles or drops one.
func misspelt(d *draft, name string, _ int) string {
	rest := bare(name)
	letters := []rune(rest)
	if len(letters) < 5 {
		return name
	}
	at := 1 + d.r.IntN(len(letters)-2)
	if !unicode.IsLetter(letters[at]) || !unicode.IsLetter(letters[at-1]) {
		return name
	}
	letters = slices.Insert(letters, at, letters[at])
	return strings.TrimSuffix(name, rest) + string(letters)
}

// ditto repeats a name by a mark, or a blank cell.
func ditto(merged bool, marks ...string) func(d *draft) bool {
	return func(d *draft) bool {
		key := pick(d.r, "district", "period", "commune")
		if merged && key == "commune" || !slices.Contains(d.keys, key) || d.form != "columns" {
			return false
		}
		mark, changed, before := pick(d.r, marks...), false, ""
		for i := range d.body {
			row := &d.body[i]
			name := row.keys[key]
			if name == before && name != "" && row.fact > 0 {
				row.keys[key], row.hazard, changed = mark, true, true
			}
			before = name
		}
		return changed
	}
}

// officeHazards are rows of offices.
func officeHazards() []hazard {
	extra := func(agency bool, names ...string) func(d *draft) bool {
		return func(d *draft) bool {
			if d.form != "columns" || !slices.Contains(d.keys, "district") {
				return false
			}
			at := d.r.IntN(len(d.body))
			if d.body[at].fact == 0 {
				return false
			}
			f := d.facts[d.body[at].fact-1]
			f.agency, f.Commune, f.counts = true, "", d.counts(1+d.r.Int64N(60))
			keys := map[string]string{"period": f.period.String(), "district": f.District, "commune": strings.ReplaceAll(pick(d.r, names...), "%", withSmall(f.District)), "field": f.field}
			if !agency {
				f.District = ""
				keys["district"], keys["commune"] = keys["commune"], ""
			}
			d.facts = append(d.facts, f)
			row := draftRow{keys: keys, fact: len(d.facts), hazard: true}
			for _, c := range d.columns {
				row.counts = append(row.counts, f.counts[c.id])
			}
			d.body = slices.Insert(d.body, at, row)
			return true
		}
	}
	return []hazard{
		{"office: of a commune, by its name", 65, someNames(false, func(d *draft, name string, _ int) string {
			return pick(d.r, "Trung tâm Phục vụ hành chính công ", "TTPVHCC ", "TT PVHCC ", "Bộ phận Một cửa ", "Văn phòng HĐND và UBND ", "VP HĐND&UBND ", "Bộ phận TN&TKQ ", "Trung tâm PVHCC ", "Bộ phận tiếp nhận và trả kết quả ") + withSmall(name)
		})},
		{"office: of a district, among its communes", 75, extra(true, "Phòng Tài nguyên và Môi trường", "Văn phòng HĐND và UBND %", "Chi nhánh Văn phòng đăng ký đất đai", "Phòng Tư pháp %", "Bộ phận Một cửa %", "Công an %", "Ban Quản lý dự án", "Bảo hiểm xã hội %", "Phòng GD&ĐT", "VP HĐND-UBND", "Chi cục Thuế")},
		{"office: the district itself, among its communes", 75, extra(true, "UBND %", "%", "")},
		{"office: of the province, among districts", 75, extra(false, "Sở Tư pháp", "Sở Xây dựng", "Ban Quản lý các khu công nghiệp", "Sở Kế hoạch và Đầu tư", "Văn phòng UBND tỉnh", "Thanh tra tỉnh", "Sở TN&MT", "Công an tỉnh", "Bảo hiểm xã hội tỉnh")},
	}
}
