package main

import (
	"fmt"
	"slices"
	"strings"

	"cchc/kpi"
)

// hazard is something that a careless reader trips over. It changes a draft, or returns
// false where it does not fit.
type hazard struct {
	name  string
	exact int // of a hundred files with it alone so many are read exactly, at least
	apply func(d *draft) bool
}

// titleHazards are in the titles above the table.
func titleHazards() []hazard {
	return []hazard{
		{"title: a period in other words", 65, func(d *draft) bool {
			return d.retitle(kpi.Period{}, "Báo cáo tháng {m}/{y}", "BAO CAO THANG {m}/{y}", "Thời gian: tháng {m} năm {y}", "Số liệu tháng {m}.{y}", "T{m}/{y}", "Tháng {m} - {y}", "Kỳ: {m}/{y}",
				"(Kèm theo Báo cáo số 15/BC-UBND ngày 05/{next}/{y}) - Tháng {m}/{y}")
		}},
		{"title: cumulative", 0, func(d *draft) bool {
			first := d.facts[0].period.From
			return d.retitle(kpi.Period{From: first.January(), To: first}, "Lũy kế từ đầu năm đến hết tháng {m}/{y}", "Cộng dồn từ đầu năm đến tháng {m}/{y}", "Tháng {m}/{y} (số liệu cộng dồn từ đầu năm)",
				"Số liệu tính từ đầu năm đến hết tháng {m} năm {y}", "Luỹ kế đến tháng {m}/{y}", "Tháng {m} năm {y}, cộng dồn", "Từ tháng 1 đến tháng {m} năm {y}", "{m} tháng đầu năm {y}",
				"Từ ngày 01/01/{y} đến hết tháng {m}/{y}", "Tháng {m}/{y} (từ đầu năm đến nay)")
		}},
		{"title: less than a month", 0, func(d *draft) bool {
			return d.retitle(kpi.Period{}, "Kỳ I tháng {m}/{y}", "Kỳ 2, tháng {m} năm {y}", "Tuần 2 tháng {m}/{y}", "15 ngày đầu tháng {m}/{y}", "Nửa đầu tháng {m} năm {y}", "10 ngày cuối tháng {m}/{y}", "Đợt 1 tháng {m}/{y}",
				"Từ ngày 01/{mm}/{y} đến ngày 15/{mm}/{y}", "Tháng {m}/{y} (đến hết ngày 20)", "Tháng {m}/{y} (số liệu đến 15/{m})", "Tuần thứ nhất của tháng {m} năm {y}", "Nửa cuối tháng {m}/{y}") && d.nothing()
		}},
		{"title: two periods", 0, func(d *draft) bool {
			first := d.facts[0].period.From
			if first == first.January() {
				return false
			}
			return d.retitle(kpi.Period{From: first - 1, To: first}, "Tháng {prev} và tháng {m} năm {y}", "Tháng {prev}, {m} năm {y}", "Tháng {prev} - {m}/{y}", "Tháng {prev}, tháng {m}/{y}", "Tháng {prev}+{m}/{y}")
		}},
		{"title: a second one of more than the month", 0, func(d *draft) bool {
			m := d.facts[0].period.From
			year := fmt.Sprint(m.Year())
			return m != m.January() && d.warned("Lũy kế từ đầu năm đến nay", "Số liệu cộng dồn từ đầu năm", "(Cộng dồn từ đầu năm)", "Số liệu lũy kế", "Từ ngày 01/01/"+year+" đến hết tháng báo cáo", "Tính từ đầu năm "+year) && d.nothing()
		}},
		{"title: counts of thousands", 0, func(d *draft) bool {
			return d.warned("Đơn vị tính: nghìn hồ sơ", "ĐVT: 1.000 hồ sơ", "(Đơn vị: nghìn hồ sơ)", "Đơn vị tính: trăm hồ sơ", "Đơn vị tính: chục hồ sơ", "ĐVT: Nghìn", "(nghìn hồ sơ)") && d.nothing()
		}},
		{"title: other units of count", 0, func(d *draft) bool {
			return d.warned("Đơn vị tính: %", "Đơn vị tính: đồng", "Đơn vị tính: triệu đồng", "ĐVT: điểm", "Đơn vị tính: tỷ lệ %", "ĐVT: lượt người", "Đơn vị tính: văn bản", "Đơn vị tính: giờ") && d.nothing()
		}},
		{"title: another subject", 0, func(d *draft) bool {
			return d.warned("TÌNH HÌNH TIẾP NHẬN, XỬ LÝ VĂN BẢN ĐẾN", "KẾT QUẢ GIẢI QUYẾT ĐƠN THƯ KHIẾU NẠI, TỐ CÁO", "TIẾP NHẬN, GIẢI QUYẾT PHẢN ÁNH, KIẾN NGHỊ", "THỐNG KÊ CUỘC GỌI ĐẾN TỔNG ĐÀI 1022", "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO",
				"KẾT QUẢ XỬ LÝ VI PHẠM HÀNH CHÍNH", "TÌNH HÌNH GIẢI QUYẾT KIẾN NGHỊ CỬ TRI", "KẾT QUẢ TIẾP CÔNG DÂN", "Tổng hợp văn bản đi, văn bản đến", "Kế hoạch giao chỉ tiêu tiếp nhận hồ sơ") && d.nothing()
		}},
		{"title: counts of dossiers", 90, func(d *draft) bool {
			d.title(pick(d.r, "Đơn vị tính: hồ sơ", "ĐVT: Hồ sơ", "(Đơn vị tính: Hồ sơ)"))
			return true
		}},
		{"title: a number and day of the document", 90, func(d *draft) bool {
			d.titles = append([]draftRow{{text: []string{pick(d.r, "Số: 15/BC-UBND", "Số: 123/BC-VP")}}}, d.titles...)
			return true
		}},
	}
}

// retitle replaces the title of the month. The counts are of a period, where one is given.
func (d *draft) retitle(period kpi.Period, formats ...string) bool {
	at := slices.IndexFunc(d.titles, func(row draftRow) bool { return row.month })
	if at < 0 {
		return false
	}
	m := d.facts[0].period.From
	n, year := int(m-m.January())+1, m.Year()
	text := strings.NewReplacer("{m}", fmt.Sprint(n), "{mm}", fmt.Sprintf("%02d", n), "{y}", fmt.Sprint(year), "{next}", fmt.Sprint(n+1), "{prev}", fmt.Sprint(n-1)).Replace(pick(d.r, formats...))
	d.titles[at] = draftRow{text: []string{text}, hazard: true}
	for i := range d.facts {
		if !period.IsZero() {
			d.facts[i].period = period
		}
	}
	return true
}

// warned adds one of some titles as a hazard.
func (d *draft) warned(texts ...string) bool {
	row := draftRow{text: []string{pick(d.r, texts...)}, hazard: true}
	d.titles = slices.Insert(d.titles, d.r.IntN(len(d.titles)+1), row)
	return true
}

// nothing makes a draft of which nothing may be counted.
func (d *draft) nothing() bool {
	d.void = true
	return true
}

// headHazards are in the header.
func headHazards() []hazard {
	return []hazard{
		{"header: columns are numbered", 80, func(d *draft) bool {
			d.numbers = numbering(d.r.IntN(7), len(d.keys), 40)
			return true
		}},
		{"header: a column of percentages", 80, func(d *draft) bool {
			d.addColumn(column{path: []string{pick(d.r, "Tỷ lệ (%)", "Tỷ lệ hoàn thành (%)", "Tỷ lệ hài lòng")}, percent: true})
			return true
		}},
		{"header: a column of other things", 75, func(d *draft) bool {
			d.addColumn(column{path: []string{pick(d.r, "Số phiếu khảo sát", "Số công chức", "Số tiền (đồng)", "Điểm")}})
			return true
		}},
		{"header: known words below an unknown group", 60, func(d *draft) bool {
			group := pick(d.r, "Số thủ tục hành chính", "Văn bản đến", "Nhiệm vụ", "Lệ phí (đồng)", "Phản ánh, kiến nghị", "Hồ sơ đất đai", "Khách hàng", "Dịch vụ công", "Nộp tiền")
			leaves := [][]string{{"Trực tuyến", "Trực tiếp"}, {"Tiếp nhận", "Đã giải quyết"}, {"Trước hạn", "Quá hạn"}, {"Tổng số", "Trong kỳ"}}[d.r.IntN(4)]
			for _, leaf := range leaves {
				d.addColumn(column{path: []string{group, leaf}, hazard: true})
			}
			return true
		}},
		{"header: groups of other periods", 0, func(d *draft) bool {
			for i := range d.columns {
				d.columns[i].path = append([]string{pick(d.r, "Trong tháng", "Trong kỳ báo cáo", "Tháng báo cáo")}, d.columns[i].path...)
				d.columns[i].path[0] = d.columns[0].path[0]
			}
			group := pick(d.r, "Lũy kế từ đầu năm", "Cùng kỳ năm trước", "Kế hoạch năm", "Tháng trước", "Cộng dồn", "Từ đầu năm đến nay", "Năm 2023", "Chỉ tiêu giao", "6 tháng đầu năm")
			for _, c := range slices.Clone(d.columns) {
				d.addColumn(column{path: append([]string{group}, c.path[1:]...), hazard: true})
			}
			return true
		}},
		{"header: a cumulative column", 70, func(d *draft) bool {
			text := d.columns[d.r.IntN(len(d.columns))].path
			d.addColumn(column{path: []string{pick(d.r, "Lũy kế ", "Cộng dồn ", "Kế hoạch ", "Dự kiến ", "Ước ") + withSmall(text[len(text)-1])}, hazard: true})
			return true
		}},
		{"header: a column of thousands, shares or money", 0, func(d *draft) bool {
			return d.rehead(pick(d.r, " (nghìn hồ sơ)", " (%)", " (triệu đồng)", " (điểm)", " (nghìn)", " (tỷ lệ %)", " (lũy kế)", " (cộng dồn)", " (kế hoạch)", " (văn bản)", " (cùng kỳ)"), true)
		}},
		{"header: a column of dossiers", 60, func(d *draft) bool { return d.rehead(pick(d.r, " (hồ sơ)", " (HS)", " (Hồ sơ)"), false) }},
		{"header: names in another order", 75, func(d *draft) bool {
			at := slices.Index(d.keys, "district")
			if at < 0 {
				return false
			}
			d.keys = slices.Clone(d.keys)
			d.keys[at], d.keys[at+1] = d.keys[at+1], d.keys[at]
			return true
		}},
		{"header: a column of provinces", 75, func(d *draft) bool {
			if d.form != "columns" || slices.Contains(d.keys, "ordinal") || slices.Contains(d.keys, "province") {
				return false
			}
			d.keys = append([]string{"province"}, d.keys...)
			for _, row := range d.body {
				if row.keys != nil {
					row.keys["province"] = d.facts[0].Province
				}
			}
			return true
		}},
		{"header: a column twice", 0, func(d *draft) bool {
			d.addColumn(column{path: slices.Clone(d.columns[d.r.IntN(len(d.columns))].path), hazard: true})
			return true
		}},
	}
}

// rehead adds a text to the header of a column. If the column is lost by that, its measure
// is not known.
func (d *draft) rehead(text string, lost bool) bool {
	c := d.r.IntN(len(d.columns))
	written := slices.ContainsFunc(d.body, func(row draftRow) bool { return row.cells != nil })
	if written || len(d.columns[c].path) > 1 || d.columns[c].id == "" {
		return false
	}
	d.columns = slices.Clone(d.columns)
	d.columns[c].path, d.columns[c].hazard = []string{d.columns[c].path[0] + text}, true
	if lost {
		for i := range d.facts {
			d.facts[i].counts = lacking(d.facts[i].counts, d.columns[c].id)
		}
		d.columns[c].id = ""
	}
	return true
}

// addColumn adds a column of other counts at the right.
func (d *draft) addColumn(c column) {
	d.columns = append(slices.Clone(d.columns), c)
	for i := range d.body {
		if row := &d.body[i]; len(row.counts) > 0 {
			row.counts = append(row.counts, 1+d.r.Int64N(4000))
		}
	}
}

// numbering is a row that numbers columns.
func numbering(style, keys, columns int) []string {
	var cells []string
	for i := range keys + columns {
		letter, number := string(rune('A'+i)), fmt.Sprint(i+1)
		switch {
		case style == 1:
			number = "(" + number + ")"
		case style == 2 && i < keys:
			number = letter
		case style == 2:
			number = fmt.Sprint(i - keys + 1)
		case style == 3 && i < keys:
			number = "(" + letter + ")"
		case style == 3:
			number = fmt.Sprintf("(%d)", i-keys+1)
		case style == 4 && i < keys:
			number = "(" + letter + ")"
		case style == 4:
			number = "(" + number + ")"
		case style == 5:
			number = "[" + number + "]"
		case style == 6 && i < keys:
			number = ""
		}
		cells = append(cells, number)
	}
	return cells
}
