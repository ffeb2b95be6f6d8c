package render_test

import (
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// wholeBook is the fixed report with what a workbook shows beside the table, a month
// without a figure, and parts whose names no sheet can have.
func wholeBook(lang kpi.Lang) *sample {
	r := fixed(lang)
	judge(r)
	withMonths(r)
	r.Columns[1].Plain = true
	r.Data, r.Version = fixedTidy(), "v1.2.3"
	for _, name := range partNames() {
		part := fixed(lang)
		judge(part)
		part.Columns = r.Columns
		part.Rows, part.Inputs, part.Findings = part.Rows[:2], nil, nil
		r.Parts = append(r.Parts, samplePart{Name: name, Report: part})
	}
	return r
}

// partNames are names with what sheets cannot have, that are cut to the same, or
// that another sheet has.
func partNames() []string {
	long := strings.Repeat("Huyện Tràng Định ", 3)
	return []string{"[Bắc] Sơn: A/B\\C*?", long + "1", long + "2", "TỔNG HỢP", "summary", "'History'", "history", " ", "=1+1"}
}

// judge puts the verdicts in words.
func judge(r *sample) {
	rows := append(r.Rows[:len(r.Rows):len(r.Rows)], r.Total)
	for _, row := range rows {
		for i, f := range row.Figures {
			if f.Verdict != kpi.Unjudged {
				row.Figures[i].Judgment = r.Say(f.Verdict.String())
			}
		}
	}
}

// withMonths adds figures of three months, of which the second has none for the
// first row.
func withMonths(r *sample) {
	for _, month := range []string{"2024-01", "2024-02", "2024-03"} {
		r.Months = append(r.Months, report.Key{Value: month, Label: month})
	}
	gap := report.Figure{NA: "n/a"}
	rates := []report.Figure{rate(1, 2, "50.000000", "50.0"), rate(9999, 10000, "99.990000", ">99.9"), rate(0, 7, "0.000000", "0.0")}
	counts := []report.Figure{plain(1, "1"), plain(0, "0"), plain(1234567, "1234567")}
	none := []report.Figure{gap, gap, gap}
	for i := range r.Rows {
		r.Rows[i].Series = [][]report.Figure{rates, counts, none, none}
	}
	r.Rows[0].Series = [][]report.Figure{{rates[0], gap, rates[2]}, {counts[0], gap, counts[2]}, none, none}
	r.Total.Series = [][]report.Figure{rates, counts, none, none}
}
