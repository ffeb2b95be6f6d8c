package report_test

import (
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// units are rows of units that are called by letters.
func units(n int, row func(i int) string) (rows []string) {
	for i := range n {
		rows = append(rows, "2024-02 | Đơn vị "+string(rune('A'+i))+" | "+row(i))
	}
	return rows
}

// The best and the weakest, with ties, of few and of many units.
func TestRankedUnits(t *testing.T) {
	c := shipped(t, "late_share | resolved_late | resolved | lower | no | | Tỷ lệ quá hạn | Late share")
	online := func(counts ...int) []string {
		return units(len(counts), func(i int) string { return "received 100, received_online " + strconv.Itoa(counts[i]) })
	}
	for _, tt := range []struct {
		name, id string
		rows     []string
		vi, en   string
	}{
		{"three", "online", online(5, 90, 50),
			"Tỷ lệ hồ sơ nộp trực tuyến của từng đơn vị có số liệu: Đơn vị B 90,0% (90/100 hồ sơ), Đơn vị C 50,0% (50/100 hồ sơ), Đơn vị A 5,0% (5/100 hồ sơ).",
			"Submitted online of units with figures: Đơn vị B 90.0% (90/100 dossiers), Đơn vị C 50.0% (50/100 dossiers), Đơn vị A 5.0% (5/100 dossiers)."},
		{"four", "online", online(5, 90, 50, 80),
			"Tỷ lệ hồ sơ nộp trực tuyến, trong 4 đơn vị được xếp hạng: cao nhất là Đơn vị B 90,0% (90/100 hồ sơ), Đơn vị D 80,0% (80/100 hồ sơ); thấp nhất là Đơn vị A 5,0% (5/100 hồ sơ), Đơn vị C 50,0% (50/100 hồ sơ).",
			"Submitted online, among 4 ranked units: highest Đơn vị B 90.0% (90/100 dossiers), Đơn vị D 80.0% (80/100 dossiers); lowest Đơn vị A 5.0% (5/100 dossiers), Đơn vị C 50.0% (50/100 dossiers)."},
		{"five", "online", online(5, 90, 50, 80, 70),
			"Tỷ lệ hồ sơ nộp trực tuyến, trong 5 đơn vị được xếp hạng: cao nhất là Đơn vị B 90,0% (90/100 hồ sơ), Đơn vị D 80,0% (80/100 hồ sơ); thấp nhất là Đơn vị A 5,0% (5/100 hồ sơ), Đơn vị C 50,0% (50/100 hồ sơ).",
			"Submitted online, among 5 ranked units: highest Đơn vị B 90.0% (90/100 dossiers), Đơn vị D 80.0% (80/100 dossiers); lowest Đơn vị A 5.0% (5/100 dossiers), Đơn vị C 50.0% (50/100 dossiers)."},
		{"twelve", "online", online(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
			"Tỷ lệ hồ sơ nộp trực tuyến, trong 12 đơn vị được xếp hạng: cao nhất là Đơn vị L 12,0% (12/100 hồ sơ), Đơn vị K 11,0% (11/100 hồ sơ), Đơn vị J 10,0% (10/100 hồ sơ); thấp nhất là Đơn vị A 1,0% (1/100 hồ sơ), Đơn vị B 2,0% (2/100 hồ sơ), Đơn vị C 3,0% (3/100 hồ sơ).",
			"Submitted online, among 12 ranked units: highest Đơn vị L 12.0% (12/100 dossiers), Đơn vị K 11.0% (11/100 dossiers), Đơn vị J 10.0% (10/100 dossiers); lowest Đơn vị A 1.0% (1/100 dossiers), Đơn vị B 2.0% (2/100 dossiers), Đơn vị C 3.0% (3/100 dossiers)."},
		{"all tie", "online", online(50, 50, 50, 50),
			"Tỷ lệ hồ sơ nộp trực tuyến: cả 4 đơn vị được xếp hạng cùng mức 50,0%.",
			"Submitted online: all 4 ranked units have 50.0%."},
		{"all but one tie", "online", online(100, 100, 100, 100, 100, 100, 99),
			"Tỷ lệ hồ sơ nộp trực tuyến, trong 7 đơn vị được xếp hạng: cao nhất là 6 đơn vị cùng mức 100,0%; thấp nhất là Đơn vị G 99,0% (99/100 hồ sơ).",
			"Submitted online, among 7 ranked units: highest 6 units with 100.0%; lowest Đơn vị G 99.0% (99/100 dossiers)."},
		{"all but one are lower", "online", online(100, 0, 0, 0, 0, 0, 0),
			"Tỷ lệ hồ sơ nộp trực tuyến, trong 7 đơn vị được xếp hạng: cao nhất là Đơn vị A 100,0% (100/100 hồ sơ); thấp nhất là 6 đơn vị cùng mức 0,0%.",
			"Submitted online, among 7 ranked units: highest Đơn vị A 100.0% (100/100 dossiers); lowest 6 units with 0.0%."},
		{"three tie with the third", "online", online(90, 80, 70, 70, 70, 20, 10, 5, 4, 3),
			"Tỷ lệ hồ sơ nộp trực tuyến, trong 10 đơn vị được xếp hạng: cao nhất là Đơn vị A 90,0% (90/100 hồ sơ), Đơn vị B 80,0% (80/100 hồ sơ), Đơn vị C 70,0% (70/100 hồ sơ), Đơn vị D 70,0% (70/100 hồ sơ), Đơn vị E 70,0% (70/100 hồ sơ); thấp nhất là Đơn vị J 3,0% (3/100 hồ sơ), Đơn vị I 4,0% (4/100 hồ sơ), Đơn vị H 5,0% (5/100 hồ sơ).",
			"Submitted online, among 10 ranked units: highest Đơn vị A 90.0% (90/100 dossiers), Đơn vị B 80.0% (80/100 dossiers), Đơn vị C 70.0% (70/100 dossiers), Đơn vị D 70.0% (70/100 dossiers), Đơn vị E 70.0% (70/100 dossiers); lowest Đơn vị J 3.0% (3/100 dossiers), Đơn vị I 4.0% (4/100 dossiers), Đơn vị H 5.0% (5/100 dossiers)."},
		{"four tie with the third", "online", online(90, 80, 70, 70, 70, 70, 10, 5, 4, 3),
			"Tỷ lệ hồ sơ nộp trực tuyến, trong 10 đơn vị được xếp hạng: cao nhất là Đơn vị A 90,0% (90/100 hồ sơ), Đơn vị B 80,0% (80/100 hồ sơ), 4 đơn vị cùng mức 70,0%; thấp nhất là Đơn vị J 3,0% (3/100 hồ sơ), Đơn vị I 4,0% (4/100 hồ sơ), Đơn vị H 5,0% (5/100 hồ sơ).",
			"Submitted online, among 10 ranked units: highest Đơn vị A 90.0% (90/100 dossiers), Đơn vị B 80.0% (80/100 dossiers), 4 units with 70.0%; lowest Đơn vị J 3.0% (3/100 dossiers), Đơn vị I 4.0% (4/100 dossiers), Đơn vị H 5.0% (5/100 dossiers)."},
		{"other fractions tie", "online", append(online(90, 80, 20, 10), "2024-02 | B | received 10, received_online 9"),
			"Tỷ lệ hồ sơ nộp trực tuyến, trong 5 đơn vị được xếp hạng: cao nhất là B 90,0% (9/10 hồ sơ; mẫu số dưới 30), Đơn vị A 90,0% (90/100 hồ sơ); thấp nhất là Đơn vị D 10,0% (10/100 hồ sơ), Đơn vị C 20,0% (20/100 hồ sơ).\nTỷ lệ có mẫu số dưới 30 dễ biến động: tử số thay đổi 1 thì tỷ lệ thay đổi trên ba điểm phần trăm.",
			"Submitted online, among 5 ranked units: highest B 90.0% (9/10 dossiers; denominator below 30), Đơn vị A 90.0% (90/100 dossiers); lowest Đơn vị D 10.0% (10/100 dossiers), Đơn vị C 20.0% (20/100 dossiers).\nRates with a denominator below 30 move easily: one more or less moves them by more than three points."},
		{"not ranked", "online", append(online(90, 80, 20, 10), "2024-02 | B | received 10, received_online 11", "2024-02 | C | received 0, received_online 0"),
			"Tỷ lệ hồ sơ nộp trực tuyến, trong 4 đơn vị được xếp hạng: cao nhất là Đơn vị A 90,0% (90/100 hồ sơ), Đơn vị B 80,0% (80/100 hồ sơ); thấp nhất là Đơn vị D 10,0% (10/100 hồ sơ), Đơn vị C 20,0% (20/100 hồ sơ).",
			"Submitted online, among 4 ranked units: highest Đơn vị A 90.0% (90/100 dossiers), Đơn vị B 80.0% (80/100 dossiers); lowest Đơn vị D 10.0% (10/100 dossiers), Đơn vị C 20.0% (20/100 dossiers)."},
		{"lower is better", "late_share", units(4, func(i int) string { return "resolved 100, resolved_late " + strconv.Itoa(5*i) }),
			"Tỷ lệ quá hạn, trong 4 đơn vị được xếp hạng (càng thấp càng tốt): thấp nhất là Đơn vị A 0,0% (0/100 hồ sơ), Đơn vị B 5,0% (5/100 hồ sơ); cao nhất là Đơn vị D 15,0% (15/100 hồ sơ), Đơn vị C 10,0% (10/100 hồ sơ).",
			"Late share, among 4 ranked units (lower is better): lowest Đơn vị A 0.0% (0/100 dossiers), Đơn vị B 5.0% (5/100 dossiers); highest Đơn vị D 15.0% (15/100 dossiers), Đơn vị C 10.0% (10/100 dossiers)."},
		{"few with one outside", "online", append(online(90, 80), "2024-02 | B | received 10, received_online 11"),
			"Tỷ lệ hồ sơ nộp trực tuyến của từng đơn vị có số liệu: Đơn vị A 90,0% (90/100 hồ sơ), Đơn vị B 80,0% (80/100 hồ sơ), B 110,0% (11/10 hồ sơ; ngoài khoảng 0 đến 100%; mẫu số dưới 30).\nTỷ lệ có mẫu số dưới 30 dễ biến động: tử số thay đổi 1 thì tỷ lệ thay đổi trên ba điểm phần trăm.",
			"Submitted online of units with figures: Đơn vị A 90.0% (90/100 dossiers), Đơn vị B 80.0% (80/100 dossiers), B 110.0% (11/10 dossiers; outside 0 to 100%; denominator below 30).\nRates with a denominator below 30 move easily: one more or less moves them by more than three points."},
		{"a count", "late", units(4, func(i int) string { return "resolved 100, resolved_late " + strconv.Itoa(5*i) }), "", ""},
	} {
		x := prose{catalog: c, ids: tt.id, rows: tt.rows}
		for lang, want := range map[kpi.Lang]string{kpi.Vietnamese: tt.vi, kpi.English: tt.en} {
			if got := strings.Join(x.passage(t, report.UnitsPassage, lang), "\n"); got != want {
				t.Errorf("%s: %s", tt.name, got)
			}
		}
	}
}

// Communes are ranked among communes, and the agencies behind them.
func TestRankedClasses(t *testing.T) {
	var rows []string
	for i, name := range []string{"An/Một", "An/Hai", "An/Ba", "Bình/Một", "An", "Bình"} {
		rows = append(rows, "2024-02 | "+name+" | received 100, received_online "+strconv.Itoa(10*i))
	}
	x := prose{catalog: shipped(t), ids: "online", by: []kpi.Dimension{kpi.ByCommune}, rows: rows}
	wantTexts(t, x.passage(t, report.UnitsPassage, kpi.Vietnamese),
		"Tỷ lệ hồ sơ nộp trực tuyến, trong 4 đơn vị được xếp hạng: cao nhất là Một (Bình) 30,0% (30/100 hồ sơ), Ba (An) 20,0% (20/100 hồ sơ); thấp nhất là Một (An) 0,0% (0/100 hồ sơ), Hai (An) 10,0% (10/100 hồ sơ).",
		"Tỷ lệ hồ sơ nộp trực tuyến của các đơn vị khác cấp có số liệu: Bình (cấp huyện) 50,0% (50/100 hồ sơ), An (cấp huyện) 40,0% (40/100 hồ sơ).")
	x.by = []kpi.Dimension{kpi.ByLevel}
	wantTexts(t, x.passage(t, report.UnitsPassage, kpi.Vietnamese),
		"Tỷ lệ hồ sơ nộp trực tuyến của từng đơn vị có số liệu: cấp xã 15,0% (60/400 hồ sơ), cấp huyện 45,0% (90/200 hồ sơ).")
	x.by = []kpi.Dimension{kpi.ByPeriod}
	wantTexts(t, x.passage(t, report.UnitsPassage, kpi.Vietnamese))
}

// Rows without names of units have that of their level.
func TestNamesOfLevels(t *testing.T) {
	c := shipped(t)
	l := ledger(t, c, "2024-02 | | received 100, received_online 1", "2024-02 | / | received 100, received_online 2", "2024-02 | /Một | received 100, received_online 3")
	own := *l.Entries[0]
	own.Unit.Level = kpi.District
	own.Tally = l.Entries[1].Tally
	l, err := kpi.NewLedger(c.Measures, nil, append(l.Entries, &own))
	if err != nil {
		t.Fatal(err)
	}
	card := score(t, c, l, []kpi.Dimension{kpi.ByCommune})
	chosen, _ := report.Choose(card, []string{"online"})
	for _, p := range report.Sentences(card, chosen, report.Besides{}, nil, c.Messages, report.Options{Lang: kpi.Vietnamese, Decimals: 1}) {
		if p.ID == report.UnitsPassage {
			wantTexts(t, p.Items, "Tỷ lệ hồ sơ nộp trực tuyến của từng đơn vị có số liệu: Một 3,0% (3/100 hồ sơ), cấp xã 2,0% (2/100 hồ sơ), cấp huyện 2,0% (2/100 hồ sơ), cấp tỉnh 1,0% (1/100 hồ sơ).")
		}
	}
}

// Of targets it is said how many units meet them, and up to five that miss one are named. Ties at
// the lower end are named as those at the upper.
func TestEndsAndTargets(t *testing.T) {
	c := shipped(t)
	online := func(counts ...int) []string {
		return units(len(counts), func(i int) string { return "received 100, received_online " + strconv.Itoa(counts[i]) })
	}
	last := func(lines []string) string { return lines[len(lines)-1] }
	for _, tt := range []struct {
		counts []int
		aim    string
		want   string
	}{
		{[]int{90, 80, 70, 20, 20, 20, 10, 5}, "", "Submitted online, among 8 ranked units: highest Đơn vị A 90.0% (90/100 dossiers), Đơn vị B 80.0% (80/100 dossiers), Đơn vị C 70.0% (70/100 dossiers); lowest Đơn vị H 5.0% (5/100 dossiers), Đơn vị G 10.0% (10/100 dossiers), Đơn vị D 20.0% (20/100 dossiers), Đơn vị E 20.0% (20/100 dossiers), Đơn vị F 20.0% (20/100 dossiers)."},
		{[]int{95, 90, 80, 70, 20, 20, 20, 20, 10, 5}, "", "Submitted online, among 10 ranked units: highest Đơn vị A 95.0% (95/100 dossiers), Đơn vị B 90.0% (90/100 dossiers), Đơn vị C 80.0% (80/100 dossiers); lowest Đơn vị J 5.0% (5/100 dossiers), Đơn vị I 10.0% (10/100 dossiers), 4 units with 20.0%."},
		{[]int{90, 50}, "60", "Submitted online: 1 of 2 units meet their target; missed by Đơn vị B 50.0% (50/100 dossiers; target of at least 60%)."},
		{[]int{90, 80}, "60", "Submitted online: 2 of 2 units meet their target."},
		{[]int{50, 40}, "60", "Submitted online: 0 of 2 units meet their target; missed by Đơn vị B 40.0% (40/100 dossiers; target of at least 60%), Đơn vị A 50.0% (50/100 dossiers; target of at least 60%)."},
		{[]int{9, 8, 7, 6, 5, 90}, "60", "Submitted online: 1 of 6 units meet their target; missed by Đơn vị E 5.0% (5/100 dossiers; target of at least 60%), Đơn vị D 6.0% (6/100 dossiers; target of at least 60%), Đơn vị C 7.0% (7/100 dossiers; target of at least 60%), Đơn vị B 8.0% (8/100 dossiers; target of at least 60%), Đơn vị A 9.0% (9/100 dossiers; target of at least 60%)."},
		{[]int{9, 8, 7, 6, 5, 4, 90}, "60", "Submitted online: 1 of 7 units meet their target, 6 miss it."},
	} {
		x := prose{catalog: c, ids: "online", rows: online(tt.counts...)}
		if tt.aim != "" {
			x.targets = []kpi.Target{target(t, "online", nil, tt.aim)}
		}
		if got := last(x.passage(t, report.UnitsPassage, kpi.English)); got != tt.want {
			t.Errorf("%d: %s", tt.counts, got)
		}
	}
}
