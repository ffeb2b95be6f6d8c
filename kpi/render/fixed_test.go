package render_test

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/report"
)

// rate is a figure of a rate, with all that is printed of it.
func rate(num, den int64, percent, shown string) report.Figure {
	return report.Figure{Defined: true, Ratio: kpi.Ratio{Num: num, Den: den, Scale: 1}, Shown: shown}
}

// halfDays is a rate of half days.
func halfDays(num, den int64, percent, shown string) report.Figure {
	f := rate(num, den, percent, shown)
	f.Ratio.Scale = 2
	return f
}

// plain is a figure of a count.
func plain(count int64, shown string) report.Figure {
	return report.Figure{Defined: true, Ratio: kpi.Ratio{Num: count, Plain: true, Scale: 1}, Shown: shown}
}

// judged gives a figure a target and its verdict.
func judged(f report.Figure, target string, v kpi.Verdict) report.Figure {
	f.Target, f.Verdict = target, v
	return f
}

// known are counts of whole things; -1 is one that is not known.
func known(values ...int64) []report.Count {
	var counts []report.Count
	for _, v := range values {
		if v < 0 {
			counts = append(counts, report.Count{Scale: 1})
			continue
		}
		counts = append(counts, report.Count{Known: true, Value: v, Scale: 1})
	}
	return counts
}

// days puts a count of half days behind others.
func days(counts []report.Count, half int64) []report.Count {
	return append(counts, report.Count{Known: half >= 0, Value: max(half, 0), Scale: 2})
}

// words are the texts of the fixed report in one language.
type words struct {
	title, district, commune, total, legend, na, agency string
	labels                                              [4]string
	sections                                            []report.Section
}

func english() words {
	return words{
		title: "Period 2024-01 – 2024-06 · files: 2", district: "District", commune: "Commune", total: "Total",
		legend: "Each cell: percent and numerator / denominator. ✓ target met, ✗ target missed.", na: "n/a", agency: "(district agency)",
		labels: [4]string{"On time of received", "Resolved late", "Deadline cut", "Digitised"},
		sections: []report.Section{
			{ID: "definitions", Title: "Definitions", Lines: []string{"Resolved late: late = resolved_late", "Deadline cut: deadline_cut = (statutory_days - assigned_days) / statutory_days"}},
			{Title: "Empty", Lines: nil},
			{ID: "notes", Title: "Notes", Lines: []string{`x.csv:8: 2 cells with a dash read as 0; this is the first`}},
		},
	}
}

func vietnamese() words {
	return words{
		title: "Kỳ báo cáo 01/2024 – 06/2024 · số tệp: 2", district: "Huyện", commune: "Xã", total: "Tổng cộng",
		legend: "Mỗi ô: tỷ lệ phần trăm và tử số / mẫu số. ✓ đạt chỉ tiêu, ✗ chưa đạt.", na: "không có", agency: "(cấp huyện)",
		labels: [4]string{"Đúng hạn, trước hạn / tiếp nhận", "Hồ sơ giải quyết quá hạn", "Cắt giảm thời hạn", "Số hóa hồ sơ"},
		sections: []report.Section{
			{ID: "definitions", Title: "Định nghĩa", Lines: []string{"Hồ sơ giải quyết quá hạn: late = resolved_late"}},
			{ID: "notes", Title: "Ghi chú", Lines: []string{"x.csv:8: 2 ô có dấu gạch được đọc là 0; đây là ô đầu tiên"}},
		},
	}
}

// key is a cell of a key column that people and programs read alike.
func key(name string) report.Key { return report.Key{Value: name, Label: name} }

// measure is a column of counts.
func measure(id string) sampleColumn {
	return sampleColumn{ID: id, Field: id, Label: id, Plain: true}
}

// fixed is a report in which nothing is computed: names with marks in both
// Unicode forms, with a comma, with what a spreadsheet or a terminal would run,
// and figures of every kind.
func fixed(lang kpi.Lang) *sample {
	w := english()
	if lang == kpi.Vietnamese {
		w = vietnamese()
	}
	na := report.Figure{NA: w.na}
	r := &sample{
		Lang: lang, PeriodKey: report.Key{Value: "2024-H1", Label: "01/2024 – 06/2024"}, By: []kpi.Dimension{kpi.ByDistrict, kpi.ByCommune},
		Period: kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 6)},
		Title:  w.title, Keys: []string{w.district, w.commune}, TotalLabel: w.total, Legend: w.legend, Sections: w.sections,
		Measures: []sampleColumn{measure("received"), measure("resolved_late"), measure("digitised"), measure("statutory_days")},
		Columns: []sampleColumn{
			{ID: "on_time_received", Field: "on_time_received", Label: w.labels[0]}, {ID: "late", Field: "late", Label: w.labels[1], Plain: true},
			{ID: "deadline_cut", Field: "deadline_cut", Label: w.labels[2]}, {ID: "digitised", Field: "digitised_percent", Label: w.labels[3]},
		},
		Rows: []sampleRow{
			{Keys: []report.Key{key("Tràng Định"), {Value: "", Label: w.agency}}, Counts: days(known(6118, 93, 6000), 19), Figures: []report.Figure{
				judged(rate(6081, 6118, "99.395227", "99.4"), "98", kpi.Met), plain(93, "93"), halfDays(9, 19, "47.368421", "47.4"),
				judged(rate(6000, 6118, "98.071265", "98.1"), "98.5", kpi.Missed)}},
			{Keys: []report.Key{key("Tra\u0300ng Đi\u0323nh"), key("Kho\u0309e, xa\u0303")}, Counts: days(known(17599, 0, -1), -1), Figures: []report.Figure{
				judged(rate(17598, 17599, "99.994318", ">99.9"), "100", kpi.Missed), plain(0, "0"), na, judged(na, "98.5", kpi.Unjudged)}},
			{Keys: []report.Key{key("Hữu Lũng, bắc"), key("=cmd|' /C calc'!A0")}, Counts: days(known(1234567, -1, 1), 20), Figures: []report.Figure{
				rate(1, 1234567, "0.000081", "<0.1"), na, halfDays(-1, 20, "-5.000000", "-5.0"), rate(1, 1, "100.000000", "100.0")}},
			{Keys: []report.Key{key("Bắc\x1b[31m Sơn"), key("\u202eứV \"Lễ\"\u202c")}, Counts: days(known(0, 1234567, 0), 0), Figures: []report.Figure{
				na, plain(1234567, "1234567"), na, rate(0, 7, "0.000000", "0.0")}},
		},
		Total: sampleRow{Counts: days(known(1258284, -1, -1), 39), Figures: []report.Figure{
			judged(rate(23680, 1258284, "1.881928", "1.9"), "98", kpi.Missed), na, halfDays(8, 39, "20.512821", "20.5"), na}},
		Inputs: []kpi.File{
			{Name: "x.csv", Lines: kpi.Lines{Total: 9, Title: 0, Header: 1, Data: 5, Section: 0, Sum: 1, Blank: 0, Footer: 2}, SHA256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
			{Name: "Tháng 6.csv", Lines: kpi.Lines{Total: 9, Title: 1, Header: 2, Data: 3, Section: 1, Sum: 0, Blank: 1, Footer: 1}},
		},
		Definition: []report.Definition{
			{ID: "on_time_received", Label: w.labels[0], Numerator: "resolved_in_time", Denominator: "received", Source: "6.081 / 6.118 = 99,4 % <\"A & B\">"},
			{ID: "late", Label: w.labels[1], Numerator: "resolved_late", Source: "Circular"},
		},
	}
	r.Findings = slices.Values([]report.Message{
		{Finding: kpi.Finding{Severity: kpi.Warning, Code: kpi.CountMissing, Place: kpi.Place{File: "x.csv", Line: 8, Column: 4, Header: "Trực tuyến", Text: "\x1b[2J"}},
			Text: "a blank where a count of received_online should be", Remedy: "write the count"},
		{Finding: kpi.Finding{Severity: kpi.Note, Code: kpi.FigureUndefined}, Text: "0/0"},
	})
	return r
}
