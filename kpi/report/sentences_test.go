package report_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// shipped returns the shipped catalogue, and some indicators more, as the texts of offices have
// them.
func shipped(t *testing.T, more ...string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range more {
		c.Indicators = append(c.Indicators, indicator(t, c.Measures, line))
	}
	return c
}

// prose is a report that is to be written as a text.
type prose struct {
	catalog  *catalog.Catalog
	by       []kpi.Dimension
	ids      string
	targets  []kpi.Target
	findings []kpi.Finding
	rows     []string
	sides    []besideRows
	open     kpi.Day
	reason   string // why a district is not comparable
	unlike   string // why nothing is
}

// besideRows are the rows of a period beside that of a report.
type besideRows struct {
	is     kpi.Beside
	period string // "": there is none
	rows   []string
	open   kpi.Day
}

// parts returns what a text is made of.
func (x prose) parts(t *testing.T) (card *kpi.Scorecard, chosen []int, b report.Besides, findings []kpi.Finding) {
	t.Helper()
	c, by := x.catalog, x.by
	if by == nil {
		by = byDistrict
	}
	covered := func(l *kpi.Ledger) report.Covered {
		return func(i int) map[kpi.Group]kpi.Coverage {
			return l.Select(func(e *kpi.Entry) bool { return c.Measures.IsAbout(e.Tally, c.Indicators[i]) }).Covered(by, nil)
		}
	}
	own := ledger(t, c, x.rows...)
	card = score(t, c, own, by, x.targets...)
	chosen, findings = report.Choose(card, strings.Fields(x.ids))
	findings = slices.Concat(findings, report.Notes(card, chosen), x.findings)
	c.Messages.Judge(findings, nil, false)
	b = report.Besides{Period: own.Span(), Own: covered(own), Open: x.open}
	for _, s := range x.sides {
		a := report.Aside{Is: s.is, Open: s.open}
		if s.period != "" {
			a.Period = ledger(t, c, s.period+" | x | received 1").Span()
		}
		if len(s.rows) > 0 {
			l := ledger(t, c, s.rows...)
			a.Card, a.Covered = score(t, c, l, by), covered(l)
		}
		a.IsLike = func(kpi.Indicator) bool { return x.unlike == "" }
		a.Reason = func(g kpi.Group, _ kpi.Indicator) string { return map[bool]string{true: x.reason}[g.District == "An"] }
		b.Asides = append(b.Asides, a)
	}
	return card, chosen, b, findings
}

// text writes passages with a sign before each kind of line.
func (x prose) text(t *testing.T, lang kpi.Lang) []string {
	t.Helper()
	card, chosen, b, findings := x.parts(t)
	var lines []string
	for _, p := range report.Sentences(card, chosen, b, findings, x.catalog.Messages, report.Options{Lang: lang, Decimals: 1}) {
		lines = append(lines, "# "+p.Heading)
		lines = append(lines, p.Text...)
		for _, item := range p.Items {
			lines = append(lines, "- "+item)
		}
		lines = append(lines, p.After...)
	}
	return lines
}

// passage returns one passage of a text as its lines.
func (x prose) passage(t *testing.T, id string, lang kpi.Lang) []string {
	t.Helper()
	card, chosen, b, findings := x.parts(t)
	for _, p := range report.Sentences(card, chosen, b, findings, x.catalog.Messages, report.Options{Lang: lang, Decimals: 1}) {
		if p.ID == id {
			return slices.Concat(p.Text, p.Items, p.After)
		}
	}
	return nil
}

// three are three districts with all counts.
func three() []string {
	return []string{
		"2024-02 | An | received_online 90, received_direct 8, received_postal 2, carried_over 10, resolved_early 60, resolved_on_time 39, resolved_late 1, pending_in_time 7, pending_overdue 2, returned 1, paused 0",
		"2024-02 | Bình | received_online 1500, received_direct 0, received_postal 0, carried_over 0, resolved_early 900, resolved_on_time 580, resolved_late 20, pending_in_time 0, pending_overdue 0, returned 0, paused 0",
		"2024-02 | Chi | received_online 10, received_direct 10, received_postal 0, carried_over 5, resolved_early 10, resolved_on_time 9, resolved_late 1, pending_in_time 3, pending_overdue 0, returned 0, paused 2",
	}
}

// A report of which everything is known, with another period, targets and a plain count.
func TestSentences(t *testing.T) {
	c := shipped(t)
	before := slices.Clone(three())
	for i, row := range before {
		before[i] = strings.NewReplacer("2024-02", "2024-01", "resolved_late 20", "resolved_late 5", "received_online 1500", "received_online 1501").Replace(row)
	}
	unit := kpi.Unit{District: "Chi"}
	one, plain := target(t, "on_time", &unit, "99"), target(t, "late", nil, "1")
	one.Level = kpi.District
	x := prose{catalog: c, ids: "on_time late", rows: three(), by: []kpi.Dimension{kpi.ByDistrict, kpi.ByLevel},
		targets: []kpi.Target{target(t, "on_time", nil, "98"), one, plain},
		sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: before}, {is: kpi.YearEarlier, period: "2023-02"},
			{is: kpi.ToDate, period: "2024-01..2024-02", rows: slices.Concat(before, three())}}}
	wantTexts(t, x.text(t, kpi.Vietnamese),
		"# Tình hình tiếp nhận, giải quyết hồ sơ",
		"Kết quả tiếp nhận và giải quyết hồ sơ trong kỳ 02/2024 như sau:",
		"Số hồ sơ tiếp nhận là 1.620 hồ sơ, trong đó: trực tuyến 1.600 hồ sơ, trực tiếp 18 hồ sơ, qua bưu chính 2 hồ sơ; giảm 1 hồ sơ so với kỳ trước (01/2024: 1.621 hồ sơ). Lũy kế từ đầu năm (01/2024 – 02/2024) là 3.241 hồ sơ. Số hồ sơ từ kỳ trước chuyển sang là 15 hồ sơ. Tổng số hồ sơ phải giải quyết là 1.635 hồ sơ.",
		"Số hồ sơ đã giải quyết là 1.620 hồ sơ, trong đó: trước hạn 970 hồ sơ, đúng hạn 628 hồ sơ, quá hạn 22 hồ sơ; tăng 15 hồ sơ so với kỳ trước (01/2024: 1.605 hồ sơ). Lũy kế từ đầu năm (01/2024 – 02/2024) là 3.225 hồ sơ. Số hồ sơ đang giải quyết là 12 hồ sơ, trong đó: trong hạn 10 hồ sơ, quá hạn 2 hồ sơ. Số hồ sơ trả lại, rút là 1 hồ sơ. Số hồ sơ tạm dừng xử lý là 2 hồ sơ.",
		"# Kết quả thực hiện các chỉ số",
		"- Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết) đạt 98,6% (1.598/1.620 hồ sơ), giảm 0,9 điểm phần trăm so với kỳ trước (01/2024: 99,6%); chỉ tiêu tối thiểu 98%: đạt. Lũy kế từ đầu năm (01/2024 – 02/2024) là 99,1% (3.196/3.225 hồ sơ); kỳ báo cáo thấp hơn 0,5 điểm phần trăm.",
		"- Hồ sơ giải quyết quá hạn: 22 hồ sơ, tăng 15 hồ sơ so với kỳ trước (01/2024: 7 hồ sơ). Lũy kế từ đầu năm (01/2024 – 02/2024) là 29 hồ sơ.",
		"Không so sánh với cùng kỳ năm trước (02/2023): không có số liệu.",
		"Mức thay đổi tính từ số liệu chưa làm tròn nên có thể khác hiệu của hai tỷ lệ đã làm tròn.",
		"# Kết quả của các đơn vị",
		"- Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết) của từng đơn vị có số liệu: An 99,0% (99/100 hồ sơ), Bình 98,7% (1.480/1.500 hồ sơ), Chi 95,0% (19/20 hồ sơ; mẫu số dưới 30).",
		"- Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết): 2 trong 3 đơn vị đạt chỉ tiêu; chưa đạt: Chi 95,0% (19/20 hồ sơ; mẫu số dưới 30; chỉ tiêu tối thiểu 99%).",
		"- Hồ sơ giải quyết quá hạn: 2 trong 3 đơn vị đạt chỉ tiêu; chưa đạt: Bình 20 hồ sơ (chỉ tiêu tối đa 1 hồ sơ).",
		"Tỷ lệ có mẫu số dưới 30 dễ biến động: tử số thay đổi 1 thì tỷ lệ thay đổi trên ba điểm phần trăm.",
		"# Số liệu cần lưu ý",
		`- Các cách tính cho kết quả chênh nhau trên 0,5 điểm phần trăm ("Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết)" / "Tỷ lệ giải quyết đúng hạn, trước hạn (trên số tiếp nhận)" / "Tỷ lệ giải quyết đúng hạn theo Quyết định 766"): An / Cấp huyện (99,0 / 99,0 / 96,4), Chi / Cấp huyện (95,0 / 95,0 / 88,0).`)
	wantTexts(t, x.text(t, kpi.English),
		"# Dossiers received and resolved",
		"Dossiers received and resolved in 2024-02:",
		"The number of dossiers received was 1,620, of which: online 1,600, in person 18, by post 2; down 1 dossier from the period before (2024-01: 1,621 dossiers). Year to date (2024-01 – 2024-02): 3,241 dossiers. The number carried over was 15. The caseload was 1,635.",
		"The number of dossiers resolved was 1,620, of which: early 970, on time 628, late 22; up 15 dossiers from the period before (2024-01: 1,605 dossiers). Year to date (2024-01 – 2024-02): 3,225 dossiers. The number of dossiers pending at the end was 12, of which: in time 10, overdue 2. The number returned or withdrawn was 1. The number paused at the end was 2.",
		"# Indicators",
		"- On time of resolved: 98.6% (1,598/1,620 dossiers), down 0.9 percentage points from the period before (2024-01: 99.6%); target of at least 98%: met. Year to date (2024-01 – 2024-02): 99.1% (3,196/3,225 dossiers); the period is 0.5 percentage points below it.",
		"- Resolved late: 22 dossiers, up 15 dossiers from the period before (2024-01: 7 dossiers). Year to date (2024-01 – 2024-02): 29 dossiers.",
		"Not compared with a year earlier (2023-02): no rows.",
		"Changes are of the exact figures, and may differ from the difference of two rounded rates.",
		"# Units",
		"- On time of resolved of units with figures: An 99.0% (99/100 dossiers), Bình 98.7% (1,480/1,500 dossiers), Chi 95.0% (19/20 dossiers; denominator below 30).",
		"- On time of resolved: 2 of 3 units meet their target; missed by Chi 95.0% (19/20 dossiers; denominator below 30; target of at least 99%).",
		"- Resolved late: 2 of 3 units meet their target; missed by Bình 20 dossiers (target of at most 1 dossier).",
		"Rates with a denominator below 30 move easily: one more or less moves them by more than three points.",
		"# What to know about the figures",
		`- Definitions give figures that differ by more than half a point ("On time of resolved" / "On time of received" / "On time by Decision 766"): An / District level (99.0 / 99.0 / 96.4), Chi / District level (95.0 / 95.0 / 88.0).`)
}

// What is not known is not in a sentence, and is named with what it lacks.
func TestSentencesOfBlanks(t *testing.T) {
	x := prose{catalog: shipped(t), ids: "on_time late online", targets: []kpi.Target{target(t, "on_time", nil, "98")}, rows: []string{
		"2024-02 | An | received 100, received_online 90, resolved_early 60, resolved_on_time 39, resolved_late ?",
		"2024-02 | Bình | received 0, received_online 0, resolved_early 0, resolved_on_time 0, resolved_late 0"}}
	wantTexts(t, x.text(t, kpi.Vietnamese),
		"# Tình hình tiếp nhận, giải quyết hồ sơ",
		"Kết quả tiếp nhận và giải quyết hồ sơ trong kỳ 02/2024 như sau:",
		"Số hồ sơ tiếp nhận là 100 hồ sơ, trong đó: trực tuyến 90 hồ sơ, trực tiếp hoặc qua bưu chính 10 hồ sơ.",
		"Số hồ sơ đã giải quyết chưa có tổng; số liệu đã có: trước hạn 60 hồ sơ, đúng hạn 39 hồ sơ.",
		"# Kết quả thực hiện các chỉ số",
		"- Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết): chưa tính được.",
		"- Hồ sơ giải quyết quá hạn: chưa tính được.",
		"- Tỷ lệ hồ sơ nộp trực tuyến đạt 90,0% (90/100 hồ sơ).",
		"# Kết quả của các đơn vị",
		"- Tỷ lệ hồ sơ nộp trực tuyến của từng đơn vị có số liệu: An 90,0% (90/100 hồ sơ).",
		"# Nội dung chưa có đủ số liệu",
		`- Các tệp không có số liệu về: "Từ kỳ trước chuyển sang", "Đang giải quyết".`,
		`- Số liệu chưa đầy đủ nên chưa có tổng: "Đã giải quyết quá hạn".`,
		`- "Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết)" chưa có số liệu của An, nên chưa có tổng cộng: thiếu "Đã giải quyết" (An, 02/2024).`,
		`- Không tính được "Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết)" của Bình: mẫu số bằng 0.`,
		`- Không đánh giá được chỉ tiêu của "Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết)" ở An, Bình, dòng tổng cộng: chưa có số liệu.`,
		`- "Hồ sơ giải quyết quá hạn" chưa có số liệu của An, nên chưa có tổng cộng.`,
		`- Không tính được "Tỷ lệ hồ sơ nộp trực tuyến" của Bình: mẫu số bằng 0.`,
		"# Số liệu cần lưu ý",
		"- Số liệu đầu vào có 1 cảnh báo cần xem lại (chỉ tiêu chưa đánh giá).")
	wantTexts(t, x.text(t, kpi.English),
		"# Dossiers received and resolved",
		"Dossiers received and resolved in 2024-02:",
		"The number of dossiers received was 100, of which: online 90, in person or by post 10.",
		"The number of dossiers resolved is not known; known are: early 60, on time 39.",
		"# Indicators",
		"- On time of resolved: cannot be computed.",
		"- Resolved late: cannot be computed.",
		"- Submitted online: 90.0% (90/100 dossiers).",
		"# Units",
		"- Submitted online of units with figures: An 90.0% (90/100 dossiers).",
		"# What cannot be computed",
		`- The files have no counts of: "Carried over", "Pending".`,
		`- Not complete, so that there is no sum: "Resolved late".`,
		`- "On time of resolved" is n/a for An, so that there is no total: it lacks "Resolved" (An, 2024-02).`,
		`- "On time of resolved" is n/a for Bình: nothing to divide by (0/0).`,
		`- The target of "On time of resolved" cannot be judged for An, Bình, the total: no figure.`,
		`- "Resolved late" is n/a for An, so that there is no total.`,
		`- "Submitted online" is n/a for Bình: nothing to divide by (0/0).`,
		"# What to know about the figures",
		"- To be looked at in the input: 1 warning (target not judged).")
}

// One unit has no units, and the targets of its own.
func TestSentencesOfOneUnit(t *testing.T) {
	unit := kpi.Unit{District: "An"}
	one := target(t, "on_time", &unit, "99.95")
	one.Level = kpi.District
	x := prose{catalog: shipped(t), ids: "on_time", by: []kpi.Dimension{kpi.ByDistrict, kpi.ByLevel}, targets: []kpi.Target{target(t, "on_time", nil, "98"), one},
		rows: []string{" | An | resolved_in_time 9999, resolved 10000"}}
	wantTexts(t, x.text(t, kpi.Vietnamese),
		"# Tình hình tiếp nhận, giải quyết hồ sơ",
		"Kết quả tiếp nhận và giải quyết hồ sơ (số liệu không ghi kỳ) như sau:",
		"Số hồ sơ đã giải quyết là 10.000 hồ sơ, trong đó: trước hạn và đúng hạn 9.999 hồ sơ, quá hạn 1 hồ sơ.",
		"# Kết quả thực hiện các chỉ số",
		"- Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết) đạt 99,99% (9.999/10.000 hồ sơ); chỉ tiêu tối thiểu 99,95%: đạt.",
		"# Nội dung chưa có đủ số liệu",
		`- Các tệp không có số liệu về: "Tiếp nhận trong kỳ", "Từ kỳ trước chuyển sang", "Đang giải quyết".`)
}

// Figures near the ends and outside of the rates are so in words.
func TestRatesInWords(t *testing.T) {
	for _, tt := range []struct{ counts, vi, en string }{
		{"received 100000, received_online 99999", "Tỷ lệ hồ sơ nộp trực tuyến đạt trên 99,9% (99.999/100.000 hồ sơ).", "Submitted online: above 99.9% (99,999/100,000 dossiers)."},
		{"received 100000, received_online 1", "Tỷ lệ hồ sơ nộp trực tuyến đạt dưới 0,1% (1/100.000 hồ sơ).", "Submitted online: below 0.1% (1/100,000 dossiers)."},
		{"received 10, received_online 11", "Tỷ lệ hồ sơ nộp trực tuyến đạt 110,0% (11/10 hồ sơ; ngoài khoảng 0 đến 100%; mẫu số dưới 30).",
			"Submitted online: 110.0% (11/10 dossiers; outside 0 to 100%; denominator below 30)."},
	} {
		x := prose{catalog: shipped(t), ids: "online", rows: []string{"2024-02 | An | " + tt.counts}}
		wantTexts(t, x.passage(t, report.IndicatorsPassage, kpi.Vietnamese), tt.vi)
		wantTexts(t, x.passage(t, report.IndicatorsPassage, kpi.English), tt.en)
	}
}

// What makes figures doubtful: lists, totals of some rows, and the number of warnings.
func TestDoubtsInWords(t *testing.T) {
	day := kpi.DayKey(kpi.Day{Month: kpi.NewMonth(2024, 2), Date: 20})
	period := kpi.PeriodKey(kpi.NewMonth(2024, 2).Period())
	x := prose{catalog: shipped(t), ids: "online deadline_cut", rows: []string{
		"2024-02 | An | received 100, received_online 90, resolved 90, carried_over 0, pending 0, statutory_days 10, assigned_days 5",
		"2024-02 | Bình | statutory_days 10, assigned_days 5"},
		findings: []kpi.Finding{
			kpi.NewFinding(kpi.DossierList, kpi.Place{File: "a.csv", Line: 4}, "count", "1935", "day", day, "scope", kpi.TextKey("scope.caseload"), "rules", "due=day"),
			kpi.NewFinding(kpi.ListPartial, kpi.Place{}, "period", period, "day", day),
			kpi.NewFinding(kpi.CountDash, kpi.Place{File: "a.csv"}, "cells", "2"),
			kpi.NewFinding(kpi.CountMissing, kpi.Place{File: "a.csv"}, "measure", kpi.MeasureKey("paused")),
			kpi.NewFinding(kpi.CountMissing, kpi.Place{File: "a.csv"}, "measure", kpi.MeasureKey("paused")),
		}}
	wantTexts(t, x.passage(t, report.DoubtsPassage, kpi.Vietnamese),
		"Số liệu được tính từ danh sách 1.935 hồ sơ, chốt ngày 20/02/2024, gồm mọi hồ sơ tiếp nhận hoặc đang giải quyết trong kỳ.",
		`"Tiếp nhận trong kỳ", "Từ kỳ trước chuyển sang", "Tổng số phải giải quyết", "Đã giải quyết", "Đang giải quyết", "Tỷ lệ hồ sơ nộp trực tuyến" ở dòng tổng cộng chỉ gồm 1 trong 2 dòng: các tệp không có số liệu của các dòng còn lại.`,
		"Kỳ 02/2024 chỉ tính đến ngày 20/02/2024 là ngày chốt danh sách.",
		"Số liệu đầu vào có 2 cảnh báo cần xem lại (ô trống).")
	wantTexts(t, x.passage(t, report.DoubtsPassage, kpi.English),
		"The figures are counted from a list of 1,935 dossiers as of 2024-02-20, of all that were received or open in its months.",
		`The total of "Received in the period", "Carried over", "Caseload", "Resolved", "Pending", "Submitted online" covers only 1 of 2 rows: the files say nothing of it for the others.`,
		"2024-02 is counted up to 2024-02-20, the day of the list.",
		"To be looked at in the input: 2 warnings (blank cell).")
}

// Totals that are of as many rows are one sentence, others have their own. Warnings about the
// fields of a document are none about the data.
func TestPartialTotalsInWords(t *testing.T) {
	x := prose{catalog: shipped(t), ids: "online deadline_cut digitised_received", rows: []string{
		"2024-02 | An | received 100, received_online 90", "2024-02 | Bình | statutory_days 10, assigned_days 5", "2024-02 | Chi | statutory_days 10, assigned_days 5"},
		findings: []kpi.Finding{kpi.NewFinding(kpi.FieldUnknown, kpi.Place{}), kpi.NewFinding(kpi.FieldOthers, kpi.Place{}), kpi.NewFinding(kpi.TargetIdle, kpi.Place{}), kpi.NewFinding(kpi.CountMissing, kpi.Place{File: "a.csv"}, "measure", kpi.MeasureKey("paused"))}}
	wantTexts(t, x.passage(t, report.DoubtsPassage, kpi.English),
		`The total of "Received in the period", "Submitted online" covers only 1 of 3 rows: the files say nothing of it for the others.`,
		`The total of "Deadline cut" covers only 2 of 3 rows: the files say nothing of it for the others.`,
		"To be looked at in the input: 1 warning (blank cell).")
}
