package report_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// sample is two districts with whole and half days, a blank and a plain count.
func sample(t *testing.T, c *catalog.Catalog) *kpi.Ledger {
	t.Helper()
	return ledger(t, c,
		"2024-06 | Tràng Định | received 6118, resolved_in_time 6081, resolved_late 37, digitised 5, digitised_eligible 6118",
		"2024-06 | Bắc Sơn | received 17599, resolved_in_time 17598, resolved_late ?, digitised 0, digitised_eligible 0",
		"2024-06 | Bắc Sơn | statutory_days 19, assigned_days 10",
	)
}

// figures writes a row: "6081/6118 99.395227 99.4".
func figures(row report.Row) string {
	var texts []string
	for _, c := range row.Cells {
		f := c.Figure
		text := fmt.Sprintf("%d/%d*%d %s %s", f.Ratio.Num, f.Ratio.Den, f.Ratio.Scale, f.Percent(), f.Shown)
		if !f.Defined {
			text = f.NA + f.Percent() + f.Shown
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "; ")
}

// counts writes the counts of a row, or for -1 of the total, with ? where one is not known.
func counts(r *report.Document, row int) string {
	fields, record := r.Machine.Records.Fields, []report.Cell(nil)
	if row >= 0 {
		record = slices.Collect(r.Machine.Records.Rows)[row]
	} else {
		fields = slices.DeleteFunc(slices.Clone(fields), func(f report.Field) bool { return f.IsKey })
		record = r.Machine.Records.Totals[0]
	}
	var texts []string
	for i, c := range record {
		if c.Count == nil {
			continue
		}
		texts = append(texts, fields[i].Name+" "+cmp.Or(c.Count.String(), "?"))
	}
	return strings.Join(texts, ", ")
}

// columnNames writes the names of the fields of figures in a flat table.
func columnNames(r *report.Document) (names []string) {
	for _, f := range r.Machine.Records.Fields {
		if f.Kind == report.RateField {
			names = append(names, f.Name+" "+f.Columns[0]+": "+f.Labels[0])
		}
	}
	return names
}

func TestFigures(t *testing.T) {
	c := load(t)
	columns := build(c, score(t, c, sample(t, c), byDistrict), "on_time_received late", english()).Tables[0].Columns
	if columns[0].Lower || columns[0].Plain || !columns[1].Lower || !columns[1].Plain {
		t.Errorf("columns %+v", columns)
	}
	r := build(c, score(t, c, sample(t, c), byDistrict), "on_time_received late digitised deadline_cut tasks_on_time", english())
	wantTexts(t, []string{figures(r.Tables[0].Rows[0]), figures(r.Tables[0].Rows[1]), figures(r.Tables[0].Total)},
		"17598/17599*1 99.994318 >99.9; n/a; n/a; 9/19*2 47.368421 47.4; n/a",
		"6081/6118*1 99.395227 99.4; 37/0*1  37; 5/6118*1 0.081726 0.1; n/a; n/a",
		"23679/23717*1 99.839777 99.8; n/a; 5/6118*1 0.081726 0.1; 9/19*2 47.368421 47.4; n/a")
	wantTexts(t, []string{counts(r, 0), counts(r, 1), counts(r, -1)},
		"received 17599, resolved_in_time 17598, resolved_late ?, resolved ?, digitised_eligible 0, digitised 0, statutory_days 9.5, assigned_days 5",
		"received 6118, resolved_in_time 6081, resolved_late 37, resolved 6118, digitised_eligible 6118, digitised 5, statutory_days ?, assigned_days ?",
		"received 23717, resolved_in_time 23679, resolved_late ?, resolved ?, digitised_eligible 6118, digitised 5, statutory_days 9.5, assigned_days 5")
}

// Decimals are those of figures for people; percentages for programs have six.
func TestDecimals(t *testing.T) {
	c := load(t)
	card := score(t, c, sample(t, c), byDistrict)
	for decimals, want := range map[int]string{
		0: "6081/6118*1 99.395227 99", 1: "6081/6118*1 99.395227 99.4", 2: "6081/6118*1 99.395227 99.40", 6: "6081/6118*1 99.395227 99.395227",
	} {
		r := build(c, card, "on_time_received", report.Options{Lang: kpi.English, Decimals: decimals})
		if got := figures(r.Tables[0].Rows[1]); got != want {
			t.Errorf("%d decimals: %s, want %s", decimals, got, want)
		}
	}
}

// A measure that was given has a place, also where no row knows its sum: a
// column that comes and goes with a blank breaks the programs that read it.
func TestMeasureWithBlanksStays(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-05 | Bắc Sơn | received 5, resolved_late 1", "2024-06 | Bắc Sơn | received 5, resolved_late ?")
	r := build(c, score(t, c, l, byDistrict), "online", english())
	wantTexts(t, []string{counts(r, 0), counts(r, -1)}, "received 10, resolved_late ?", "received 10, resolved_late ?")
}

// Measures that no file has a column for have no place, and wholes have one where
// some row makes them from their parts.
func TestMeasuresOfAReport(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-06 | Bắc Sơn | resolved_early 1, resolved_on_time 2, resolved_late ?", "2024-06 | Văn Lãng | tasks_late ?")
	r := build(c, score(t, c, l, byDistrict), "late", english())
	wantTexts(t, []string{counts(r, 0), counts(r, 1)},
		"resolved_early 1, resolved_on_time 2, resolved_in_time 3, resolved_late ?, tasks_late ?",
		"resolved_early ?, resolved_on_time ?, resolved_in_time ?, resolved_late ?, tasks_late ?")
}

func TestTitle(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		periods []string
		files   int
		en, vi  string
	}{
		{[]string{"2024-06"}, 1, "Period 2024-06 · files: 1", "Kỳ báo cáo 06/2024 · số tệp: 1"},
		{[]string{"2024-06", "2024-01"}, 12, "Period 2024-01 – 2024-06 · files: 12", "Kỳ báo cáo 01/2024 – 06/2024 · số tệp: 12"},
		{[]string{"2023-12..2024-11"}, 0, "Period 2023-12 – 2024-11 · files: 0", "Kỳ báo cáo 12/2023 – 11/2024 · số tệp: 0"},
		{[]string{""}, 2, "Period not known · files: 2", "Kỳ báo cáo không rõ · số tệp: 2"},
	} {
		var rows []string
		for _, p := range tt.periods {
			rows = append(rows, p+" | Bắc Sơn | received 1")
		}
		card := score(t, c, ledger(t, c, rows...), byDistrict)
		for lang, want := range map[kpi.Lang]string{kpi.English: tt.en, kpi.Vietnamese: tt.vi} {
			r := report.Build(card, nil, nil, make([]kpi.File, tt.files), nil, c.Messages, report.Options{Lang: lang})
			if r.Title != want || len(r.Evidence.Inputs) != tt.files || r.Language() != lang {
				t.Errorf("%q: title %q, want %q", tt.periods, r.Title, want)
			}
		}
	}
}

// A column has the name of its indicator, and another one where a measure has
// that name in a flat table.
func TestColumnFields(t *testing.T) {
	c := load(t)
	card := score(t, c, sample(t, c), byDistrict)
	names := func(lang kpi.Lang) []string {
		return columnNames(build(c, card, "digitised on_time late tasks_on_time", report.Options{Lang: lang}))
	}
	wantTexts(t, names(kpi.English), "digitised digitised_percent: Digitised (%)", "on_time on_time: On time of resolved (%)", "late late: Resolved late",
		"tasks_on_time tasks_on_time_percent: Tasks on time (%)")
	wantTexts(t, names(kpi.Vietnamese), "digitised digitised_percent: Số hóa hồ sơ (%)", "on_time on_time: Đúng hạn, trước hạn / đã giải quyết (%)",
		"late late: Hồ sơ giải quyết quá hạn", "tasks_on_time tasks_on_time_percent: Nhiệm vụ hoàn thành đúng hạn (%)")
}

// The columns of a flat table all have different names.
func TestColumnFieldsAreDistinct(t *testing.T) {
	c := load(t, "digitised_percent | received | resolved | higher | no | | A | B | C")
	r := build(c, score(t, c, sample(t, c), byDistrict), "digitised digitised_percent", english())
	seen := map[string]bool{}
	for _, f := range r.Machine.Records.Fields {
		if seen[f.Columns[0]] {
			t.Errorf("two columns are called %s", f.Columns[0])
		}
		seen[f.Columns[0]] = true
	}
}

func TestVerdicts(t *testing.T) {
	c := load(t)
	district := kpi.Unit{District: "Bắc Sơn"}
	card := score(t, c, sample(t, c), byDistrict,
		target(t, "on_time_received", nil, "99.5"), target(t, "late", nil, "37"), target(t, "deadline_cut", &district, "50"))
	words := func(lang kpi.Lang) []string {
		r := build(c, card, "on_time_received late deadline_cut digitised", report.Options{Lang: lang, Decimals: 1})
		var all []string
		for _, row := range append(r.Tables[0].Rows, r.Tables[0].Total) {
			var texts []string
			for _, c := range row.Cells {
				f := c.Figure
				texts = append(texts, fmt.Sprintf("%s %v %s", f.Target, f.Verdict, f.Judgment))
			}
			all = append(all, strings.Join(texts, "; "))
		}
		return all
	}
	// 17598/17599 is met, 6081/6118 = 99.395 missed; a count that is not known is not judged, and no sum of counts.
	wantTexts(t, words(kpi.English), "99.5 met met; 37  ; 50 missed missed;   ", "99.5 missed missed; 37 met met;   ;   ", "99.5 met met;   ;   ;   ")
	wantTexts(t, words(kpi.Vietnamese), "99.5 met đạt; 37  ; 50 missed chưa đạt;   ", "99.5 missed chưa đạt; 37 met đạt;   ;   ", "99.5 met đạt;   ;   ;   ")
}

// The targets of a table are listed in the order of their rows, the first of them.
func TestTargetsBelowTheTable(t *testing.T) {
	c := load(t)
	var targets []kpi.Target
	for n, name := range []string{"Bắc Sơn", "Tràng Định"} {
		one := target(t, "on_time_received", &kpi.Unit{District: name}, "97.5")
		one.Level, one.Place.Line = kpi.District, 9-n
		targets = append(targets, one)
	}
	r := build(c, score(t, c, sample(t, c), []kpi.Dimension{kpi.ByDistrict, kpi.ByLevel}, targets...), "on_time_received", report.Options{Lang: kpi.Vietnamese})
	if want := "Chỉ tiêu: Đúng hạn, trước hạn / tiếp nhận ≥ 97,5 (Tràng Định, Cấp huyện); Đúng hạn, trước hạn / tiếp nhận ≥ 97,5 (Bắc Sơn, Cấp huyện)"; r.Reading.Targets != want {
		t.Errorf("targets %q, want %q", r.Reading.Targets, want)
	}
}

// The legend explains marks where there are any.
func TestLegend(t *testing.T) {
	c := load(t)
	const verdicts = "✓ target met, ✗ target missed."
	for _, tt := range []struct {
		indicator, want string
	}{{"on_time_received", verdicts + "Targets: On time of received ≥ 100"}, {"late", verdicts + "Targets: Resolved late ≤ 0"},
		{"tasks_on_time", "Targets: Tasks on time ≥ 0"}, {"digitised", ""}} {
		targets := []kpi.Target{target(t, "on_time_received", nil, "100"), target(t, "late", nil, "0"), target(t, "tasks_on_time", nil, "0")}
		r := build(c, score(t, c, sample(t, c), byDistrict, targets...), tt.indicator, english())
		if strings.Join(r.Legend(), "") != tt.want || r.Tables[0].TotalLabel != "Total" {
			t.Errorf("%s: legend %q, total %q", tt.indicator, r.Legend(), r.Tables[0].TotalLabel)
		}
	}
	r := build(c, score(t, c, sample(t, c), byDistrict, target(t, "late", nil, "0")), "late", report.Options{Lang: kpi.Vietnamese})
	if strings.Join(r.Legend(), "") != "✓ đạt chỉ tiêu, ✗ chưa đạt.Chỉ tiêu: Hồ sơ giải quyết quá hạn ≤ 0" || r.Tables[0].TotalLabel != "Tổng cộng" {
		t.Errorf("legend %q, total %q", r.Legend(), r.Tables[0].TotalLabel)
	}
}

// A denominator is small below 30: of half days below 60 of them. A count has none.
func TestSmallDenominators(t *testing.T) {
	c := load(t)
	for _, tt := range [][3]string{
		{"received 29, received_online 3", "online", "°"}, {"received 30, received_online 3", "online", ""},
		{"statutory_days 59, assigned_days 20", "deadline_cut", "°"}, {"statutory_days 60, assigned_days 20", "deadline_cut", ""},
		{"received 29, received_online 30", "online", "!°"}, {"resolved_late 3", "late", ""}, {"received 0, received_online 0", "online", ""},
	} {
		r := build(c, score(t, c, ledger(t, c, "2024-06 | An | "+tt[0]), byDistrict), tt[1], english())
		if got := r.Tables[0].Rows[0].Cells[0].Mark; got != tt[2] {
			t.Errorf("%s: mark %q, want %q", tt[0], got, tt[2])
		}
	}
}

// Six targets are listed, and of more the others are counted.
func TestManyTargets(t *testing.T) {
	c := load(t)
	for n, want := range map[int]string{5: "", 6: "", 7: "; … +1", 8: "; … +2"} {
		var targets []kpi.Target
		var rows []string
		for i := range n {
			name := string(rune('A' + i))
			one := target(t, "on_time_received", &kpi.Unit{District: name}, "97.5")
			one.Level, one.Place.Line = kpi.District, i+2
			targets, rows = append(targets, one), append(rows, "2024-06 | "+name+" | received 100, resolved_in_time 98")
		}
		r := build(c, score(t, c, ledger(t, c, rows...), []kpi.Dimension{kpi.ByDistrict, kpi.ByLevel}, targets...), "on_time_received", english())
		if got := r.Reading.Targets; strings.Count(got, "≥") != min(n, 6) || !strings.HasSuffix(got, "District level)"+want) {
			t.Errorf("%d targets: %s", n, got)
		}
	}
}
