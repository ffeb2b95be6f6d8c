package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// districted is a ledger of communes in two districts, over two months, in two files.
func districted(t *testing.T, c *catalog.Catalog) *kpi.Ledger {
	t.Helper()
	l := ledger(t, c,
		"2024-05 | Bắc Sơn | received 2, resolved_in_time 1", "2024-06 | Bắc Sơn | received 2, resolved_in_time 2",
		"2024-06 | Bắc Sơn/Long Đống | received 10, resolved_in_time 9",
		"2024-05 | Văn Lãng/Hoàng Việt | received 10, resolved_in_time 10",
		"2024-06 | Văn Lãng/Hoàng Việt | received 30, resolved_in_time 24")
	l.Files = []kpi.File{{Name: "bac-son.csv"}, {Name: "van-lang.csv"}}
	for n, e := range l.Entries {
		e.Origins = []kpi.Origin{{File: 0, Line: n + 2, Rows: 1}}
		if e.Unit.District == "Văn Lãng" {
			e.Origins[0].File = 1
		}
	}
	return l
}

// behind finds what is behind the figures of a ledger by commune, in parts by split.
func behind(t *testing.T, c *catalog.Catalog, l *kpi.Ledger, split kpi.Dimension, findings ...kpi.Finding) (*report.Document, map[kpi.Want]int) {
	t.Helper()
	by := []kpi.Dimension{kpi.ByCommune}
	card := score(t, c, l, by)
	var parts []report.Slice
	if split != kpi.ByCommune {
		var err error
		if parts, err = report.Split(l, split, by, c.Indicators, nil, c.Messages, kpi.English); err != nil {
			t.Fatal(err)
		}
	}
	h, err := report.NewBehind(l, card, parts, func(l *kpi.Ledger, by []kpi.Dimension, _ bool) (*kpi.Scorecard, error) {
		return l.Score(by, c.Indicators, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	chosen, _ := report.Choose(card, []string{"late", "on_time_received"})
	wants, err := h.Trace(card, chosen, parts)
	if err != nil {
		t.Fatal(err)
	}
	found := map[kpi.Want]*kpi.Cells{}
	for w := range wants {
		v, _ := w.Entry.Tally.Value(w.Measure)
		place := kpi.Place{File: l.Files[w.Entry.Origins[0].File].Name, Line: w.Entry.Origins[0].Line, Column: 7, Text: fmt.Sprint(v)}
		found[w] = &kpi.Cells{Given: []kpi.Cell{{Place: place, Value: v, Known: true}}, Count: 1, Sum: v}
	}
	h.Found(found)
	options := english()
	options.Behind = h
	if options.Months, err = report.Months(l, func(l *kpi.Ledger) (*kpi.Scorecard, error) { return l.Score(by, c.Indicators, nil) }); err != nil {
		t.Fatal(err)
	}
	return report.Build(card, chosen, parts, l.Files, findings, c.Messages, options), wants
}

// behindText writes what is behind the second figure of a row.
func behindText(row report.Row) string {
	texts := strings.Fields(strings.Join(row.Labels(), "/"))
	f := row.Figure(1)
	texts = append(texts, f.Fraction(kpi.English))
	for _, side := range row.Sides[1] {
		for _, term := range side.Terms {
			texts = append(texts, sumOf(term.Sum))
		}
	}
	return strings.Join(texts, " ") + fmt.Sprint(" ", row.About)
}

// Districts have the sums of their own counts, and all that their communes have.
func TestDistricts(t *testing.T) {
	c := load(t)
	d, _ := behind(t, c, districted(t, c), kpi.ByCommune)
	var texts []string
	for _, of := range d.Evidence.Districts {
		texts = append(texts, fmt.Sprint(of.Row.Keys[0].Label, " ", of.Row.Figure(1).Fraction(kpi.English), " ", of.Rows, of.Part))
	}
	wantTexts(t, texts, "Bắc Sơn 12/14 [0 1] 0", "Văn Lãng 34/40 [2] 0")
	if got := over(d.Evidence.Districts[1].Row, 1); got != "100.0 80.0" {
		t.Errorf("over the months: %s", got)
	}

	// The rows of a part are in its table, which has months, too.
	d, _ = behind(t, c, districted(t, c), kpi.ByDistrict)
	if of := d.Evidence.Districts; len(of) != 2 || of[1].Part != 2 || over(d.Tables[2].Rows[0], 1) != "100.0 80.0" || over(d.Tables[1].Total, 1) != "50.0 91.7" {
		t.Errorf("%+v", of)
	}

	// There is nothing to open where there is one district.
	l := districted(t, c)
	l.Entries = l.Entries[:3]
	if d, _ = behind(t, c, l, kpi.ByCommune); d.Evidence.Districts != nil {
		t.Errorf("%+v", d.Evidence.Districts)
	}
}

// Figures have their cells, by the grouping of their row: a total those of all units.
func TestSidesOfRows(t *testing.T) {
	c := load(t)
	d, wants := behind(t, c, districted(t, c), kpi.ByCommune)
	var texts []string
	for _, row := range append(d.Tables[0].All(), d.Evidence.Districts[0].Row) {
		texts = append(texts, behindText(row))
	}
	wantTexts(t, texts,
		"Bắc Sơn/(district agency) 3/4 resolved_in_time 3 2:7=1 3:7=2 received 4 2:7=2 3:7=2 []",
		"Bắc Sơn/Long Đống 9/10 resolved_in_time 9 4:7=9 received 10 4:7=10 []",
		"Văn Lãng/Hoàng Việt 34/40 resolved_in_time 34 5:7=10 6:7=24 received 40 5:7=10 6:7=30 []",
		"46/54 resolved_in_time 46 2:7=1 3:7=2 4:7=9 5:7=10 6:7=24 received 54 2:7=2 3:7=2 4:7=10 5:7=10 6:7=30 []",
		"Bắc Sơn 12/14 resolved_in_time 12 2:7=1 3:7=2 4:7=9 received 14 2:7=2 3:7=2 4:7=10 []")
	if len(wants) != 10 {
		t.Errorf("%d counts are wanted", len(wants))
	}
}

// The findings about a row are those that name it, those of its lines, and those of its
// files; the total has all.
func TestFindingsOfRows(t *testing.T) {
	c := load(t)
	findings := []kpi.Finding{
		kpi.NewFinding(kpi.ColumnUnknown, kpi.Place{File: "van-lang.csv"}, "header", "x"),
		kpi.NewFinding(kpi.CountJump, kpi.Place{File: "bac-son.csv", Line: 9}, "unit", "Bắc Sơn / Long Đống"),
		kpi.NewFinding(kpi.CountDash, kpi.Place{File: "bac-son.csv", Line: 2, Column: 3}),
		kpi.NewFinding(kpi.FigureUnknown, kpi.Place{}, "all", "Văn Lãng / Hoàng Việt\nBắc Sơn / Long Đống"),
		kpi.NewFinding(kpi.CountDash, kpi.Place{File: "bac-son.csv", Line: 99, Column: 3}),
	}
	d, _ := behind(t, c, districted(t, c), kpi.ByCommune, findings...)
	var texts []string
	for _, row := range append(d.Tables[0].All(), d.Evidence.Districts[0].Row) {
		texts = append(texts, fmt.Sprint(row.About))
	}
	if want := []string{"[2]", "[1 3]", "[0 3]", "[0 1 2 3 4]", "[1 2 3]"}; !slices.Equal(texts, want) {
		t.Errorf("%v, want %v", texts, want)
	}
}

// A cell of a workbook has its address, any other its line and column, a row its line.
func TestSpots(t *testing.T) {
	for want, place := range map[string]kpi.Place{
		"G3": {File: "a.XLSX#Tháng 6", Line: 3, Column: 7}, "AA10": {File: "a.xlsx", Line: 10, Column: 27}, "ZZ1": {File: "a.xlsx", Line: 1, Column: 702},
		"AAA1": {File: "a.xlsx", Line: 1, Column: 703}, "3:7": {File: "a.csv", Line: 3, Column: 7}, "12": {File: "a.csv", Line: 12},
	} {
		if got := report.Spot(place); got != want {
			t.Errorf("%+v is %s, want %s", place, got, want)
		}
	}
}
