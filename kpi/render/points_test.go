package render_test

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// earned is a figure of points; a blank one is not known.
func earned(points, shown, value, most, na string) report.Figure {
	f := report.Figure{NA: na, Ratio: kpi.Ratio{Plain: true, Scale: 1}, Earned: &report.Earned{Most: most}}
	if points == "" {
		return f
	}
	p, err := kpi.ParsePoints(points)
	if err != nil {
		panic(err) // its own tests show why
	}
	f.Defined, f.Shown, f.Earned.Points, f.Earned.Value = true, shown, p, value
	return f
}

// scored is the fixed report with ranks and points: whole, of many digits and one that
// is not known.
func scored(lang kpi.Lang) *sample {
	r := ranked(lang)
	c, err := catalog.Load()
	if err != nil {
		panic(err) // its own tests show why
	}
	profile, err := c.ReadProfile("p.csv", []byte("group,indicator,points,rule,zero,valid_from\n=Số hóa,online,6,full-at 50,1.5,2024-01-01\n,on_time,1234.5,linear,,\n"))
	if err != nil {
		panic(err)
	}
	column := func(id, field, label string) sampleColumn {
		return sampleColumn{ID: id, Field: field, Label: label, Plain: true, Points: true}
	}
	r.Points = &samplePoints{Profile: *profile, Title: r.Say("points"), Legend: "p.csv", Columns: []sampleColumn{
		column("online", "points_online", "Nộp trực tuyến"), column("on_time", "points_on_time", "Đúng hạn"),
		column("=Số hóa", "points_so_hoa", "Nhóm =Số hóa"), column("", "points", r.Say("points.sum"))}}
	na := r.Total.Figures[1].NA
	full := []report.Figure{earned("6", "6.00", "6.000000", "6", na), earned("1234.5", "1234.50", "1234.500000", "1234.5", na),
		earned("6", "6.00", "6.000000", "6", na), earned("1240.5", "1240.50", "1240.500000", "1240.5", na)}
	part := []report.Figure{earned("5.052641", "5.05", "5.052641", "6", na), earned("0", "0.00", "0.000000", "1234.5", na),
		earned("5.052641", "5.05", "5.052641", "6", na), earned("5.052641", "5.05", "5.052641", "1240.5", na)}
	none := []report.Figure{earned("", "", "", "6", na), full[1], earned("", "", "", "6", na), earned("", "", "", "1240.5", na)}
	for i, points := range [][]report.Figure{full, part, part, none} {
		r.Rows[i].Points = points
	}
	r.Total.Points = none
	return r
}

// In a page the points are a table of their own, which is sorted by exact points.
func TestPointsOfPage(t *testing.T) {
	text := rendered(t, "html", scored(kpi.Vietnamese))
	for _, want := range []string{`<h2 id="points">Điểm</h2>` + "\n" + `<p class="legend">p.csv</p>`, `<td data-n="2469" data-d="2"><b>1.234,50/1.234,5</b></td>`,
		`<td data-n="5052641" data-d="1000000"><b>5,05/6</b></td>`, `<td class="na">không có</td>`, `data-kind="figure">Nhóm =Số hóa</th>`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if plain := rendered(t, "html", fixed(kpi.Vietnamese)); strings.Contains(plain, `id="points"`) {
		t.Error("points without a profile")
	}
}

// In a workbook the points are numbers in a sheet of their own.
func TestPointsOfBook(t *testing.T) {
	f := bookOf(t, scored(kpi.English))
	for at, want := range map[string]string{"A1": "Administrative-reform indicators – Points", "C6": "1", "D5": "Points", "F4": "Nhóm =Số hóa", "D6": "6", "E6": "1234.5", "G7": "5.052641", "D9": "n/a", "A12": "p.csv"} {
		if got := heldAt(t, f, "Points", at); got.raw != want {
			t.Errorf("%s holds %q, want %q", at, got.raw, want)
		}
	}
	if got := heldAt(t, f, "Points", "E6"); got.format != `0.00"/1,234.5"` || got.number(t) != 1234.5 {
		t.Errorf("format %q", got.format)
	}
	if sheets := f.GetSheetList(); sheets[2] != "Points" {
		t.Errorf("sheets %q", sheets)
	}
}

// Parts have points of their own, below their tables.
func TestPointsOfParts(t *testing.T) {
	r := scored(kpi.English)
	r.Parts = []samplePart{{Name: "Bắc Sơn", Report: scored(kpi.English)}}
	for format, want := range map[string][]string{
		"table":    {"\nPoints\n┌", "\nBắc Sơn\n┌", "\nBắc Sơn – Points\n┌"},
		"markdown": {"\n## Points\n", "\n## Bắc Sơn\n", "\n## Bắc Sơn – Points\n"},
		"html":     {`<h2 id="points">Points`, `<h2 id="table-1">Bắc Sơn`, `<h2 id="points-1">Bắc Sơn – Points`},
	} {
		text := rendered(t, format, r)
		at := -1
		for _, part := range want {
			next := strings.Index(text, part)
			if next <= at {
				t.Errorf("%s: %q stands at %d, behind %d", format, part, next, at)
			}
			at = next
		}
	}
	if got := strings.Join(bookOf(t, r).GetSheetList()[:6], ", "); got != "Summary, Summary (2), Points, Bắc Sơn, Bắc Sơn (2), Bắc Sơn – Points" {
		t.Errorf("sheets %s", got)
	}
}

// Where no indicator is in the table, its points are shown all the same.
func TestPointsAlone(t *testing.T) {
	for _, format := range []string{"table", "markdown", "html", "csv", "json", "xlsx"} {
		r := scored(kpi.English)
		r.Columns, r.Definition = nil, nil
		for i := range r.Rows {
			r.Rows[i].Figures = nil
		}
		r.Total.Figures = nil
		text := rendered(t, format, r)
		if format != "xlsx" && !strings.Contains(text, "5.05") {
			t.Errorf("%s: no points in\n%s", format, text)
		}
	}
}

// A screen that is too narrow has several tables of points, each with the keys.
func TestPointsOnAScreen(t *testing.T) {
	text := onScreen(t, render.Screen{Width: 60}, scored(kpi.English))
	for _, line := range grid(text) {
		if columns(line) > 60 {
			t.Errorf("%d columns: %s", columns(line), line)
		}
	}
	if strings.Count(text, "1,234.50/1,234.5") != 3 || !strings.Contains(text, "Sum of") {
		t.Errorf("points are missing:\n%s", text)
	}
}
