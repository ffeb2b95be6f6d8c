package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// machineText writes what programs get of a document: facts, fields with * behind keys, records
// and totals, one a line.
func machineText(d *report.Document) []string {
	lines := []string{fmt.Sprint(d.Machine.Schema, " ", d.Machine.Facts)}
	var fields []string
	for _, f := range d.Machine.Records.Fields {
		text := f.Name + " " + strings.Join(f.Labels, "/")
		if f.IsKey {
			text += "*"
		}
		fields = append(fields, text)
	}
	lines = append(lines, strings.Join(fields, " | "))
	for _, record := range slices.Concat(slices.Collect(d.Machine.Records.Rows), d.Machine.Records.Totals) {
		var cells []string
		for _, c := range record {
			text := cellText(c)
			if c.Key != nil && c.Key.Value != c.Key.Label {
				text = c.Key.Value + " " + text
			}
			cells = append(cells, text)
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	return lines
}

// courses follows some indicators over a ledger, each over what is about it, sorted by the first
// if so.
func courses(t *testing.T, l *kpi.Ledger, every kpi.Length, cumulative bool, opts report.Options, ids ...string) (report.Trend, *report.Document) {
	t.Helper()
	c := load(t)
	tr := report.Trend{Every: every, Cumulative: cumulative}
	var targets []kpi.Target
	for _, id := range ids {
		d, ok := c.Indicator(id)
		if !ok {
			t.Fatal(id)
		}
		part := l.About(d)
		targets = []kpi.Target{target(t, "online", nil, "40")}
		steps, err := report.Steps(part, every, cumulative, byDistrict, d, targets, nil)
		if err != nil {
			t.Fatal(err)
		}
		of := []kpi.Indicator{d}
		for _, other := range c.Indicators {
			if other.Family == d.Family && d.Family != "" && other.ID != id {
				of = append(of, other)
			}
		}
		whole, err := part.Score(byDistrict, of, targets)
		if err != nil {
			t.Fatal(err)
		}
		tr.Courses = append(tr.Courses, report.Course{Whole: whole, Steps: steps})
	}
	if opts.Sort != "" {
		tr.Sorted = &tr.Courses[0]
	}
	notes := report.TrendNotes(tr, opts)
	c.Messages.Judge(notes, nil, false)
	return tr, report.BuildTrend(tr, nil, notes, c.Messages, opts)
}

// twoThings are two districts with dossiers over two months, of which one has tasks too.
func twoThings(t *testing.T) *kpi.Ledger {
	return ledger(t, load(t),
		"2023-12 | An | received 40, received_online 10, tasks_assigned 4, tasks_on_time 1", "2024-01 | An | received 40, received_online 20, tasks_assigned 4, tasks_on_time 3",
		"2023-12 | Bình | received 50, received_online 40", "2024-01 | Bình | received 50, received_online 10", "2024-01 | Chi | received 30, received_online ?")
}

// A trend of two indicators has a table of each, and records of both; rows are in the order of
// the first at its end. A unit that one has nothing of is noted.
func TestTrendOfTwoIndicators(t *testing.T) {
	opts := english()
	opts.Sort = "online"
	_, d := courses(t, twoThings(t), kpi.Monthly, false, opts, "online", "tasks_on_time")
	wantTexts(t, machineText(d),
		"kpi.trend/2 [{indicators [online tasks_on_time]} {every month} {cumulative false} {by [district]} {periods [2023-12 2024-01]}]",
		"district District* | rank Rank* | indicator Indicator | period Period | months Months with counts | units Units with rows | figure Numerator/Denominator/Figure (%) | change Change",
		"An | 1 | online Submitted online | 2023-12 | 1 | 1 | 25.0=10/40 | ",
		"An | 1 | online Submitted online | 2024-01 | 1 | 1 | 50.0=20/40 | +25.0",
		"Bình | 2 | online Submitted online | 2023-12 | 1 | 1 | 80.0=40/50 | ",
		"Bình | 2 | online Submitted online | 2024-01 | 1 | 1 | 20.0=10/50 | -60.0",
		"Chi |  | online Submitted online | 2023-12 | 0 | 0 | n/a | ",
		"Chi |  | online Submitted online | 2024-01 | 1 | 1 | n/a | ",
		"An | 1 | tasks_on_time Tasks on time | 2023-12 | 1 | 1 | 25.0=1/4 | ",
		"An | 1 | tasks_on_time Tasks on time | 2024-01 | 1 | 1 | 75.0=3/4 | +50.0",
		"online Submitted online | 2023-12 | 1 | 2 | 55.6=50/90 | ",
		"online Submitted online | 2024-01 | 1 | 3 | n/a | ",
		"tasks_on_time Tasks on time | 2023-12 | 1 | 1 | 25.0=1/4 | ",
		"tasks_on_time Tasks on time | 2024-01 | 1 | 1 | 75.0=3/4 | +50.0")
	wantTexts(t, []string{d.Title, d.Tables[0].RankLabel, tableText(d.Tables[0]), tableText(d.Tables[1]), d.Reading.Targets, fmt.Sprint(len(d.Reading.Cells), d.Tables[0].Months)},
		"By month · Period 2023-12 – 2024-01 · files: 0",
		"Rank by Submitted online",
		"District | Trend | 2024-01 | 2023-12 | Change, first to last / An | ▁▅ | 50.0=20/40 +25.0 | 25.0=10/40 | +25.0 / Bình | █▁ | 20.0=10/50 -60.0 | 80.0=40/50 | -60.0 / Chi | ·· | n/a |  |  /  | ▅· | n/a | 55.6=50/90 | ",
		"District | Trend | 2024-01 | 2023-12 | Change, first to last / An | ▁█ | 75.0°=3/4 +50.0 | 25.0°=1/4 | +50.0 /  | ▁█ | 75.0°=3/4 +50.0 | 25.0°=1/4 | +50.0",
		"Targets: Submitted online ≥ 40",
		"1 [{2023-12 2023-12} {2024-01 2024-01}]")
	wantTexts(t, d.Sections[0].Lines,
		`the total of "Tasks on time" covers only 1 of 3 rows: the files say nothing of it for the others`,
		`"Submitted online" is n/a for Chi (2024-01), so that there is no total: it lacks "Received online" (Chi, 2024-01)`,
		`"Tasks on time" is n/a for Bình, Chi: it lacks "Tasks done on time", "Tasks assigned"`,
		`1 warning (target not judged); see "kpi check"`)
	opts.Records = true
	_, records := courses(t, twoThings(t), kpi.Monthly, false, opts, "online", "tasks_on_time")
	wantTexts(t, machineText(records), machineText(d)...)
	// Of one indicator the figure has its name.
	opts = english()
	opts.Top = 1
	_, d = courses(t, twoThings(t), kpi.Monthly, true, opts, "online")
	wantTexts(t, append(machineText(d), d.Title, tableText(d.Tables[0])),
		"kpi.trend/2 [{indicators [online]} {every month} {cumulative true} {by [district]} {periods [2023 2024-01]}]",
		"district District* | indicator Indicator | period Period | months Months with counts | units Units with rows | figure Numerator/Denominator/Submitted online (%) | change Change",
		"An | online Submitted online | 2023 2023-01 – 2023-12 | 1 | 1 | 25.0=10/40 | ",
		"An | online Submitted online | 2024-01 | 1 | 1 | 50.0=20/40 | ",
		"Bình | online Submitted online | 2023 2023-01 – 2023-12 | 1 | 1 | 80.0=40/50 | ",
		"Bình | online Submitted online | 2024-01 | 1 | 1 | 20.0=10/50 | ",
		"Chi | online Submitted online | 2023 2023-01 – 2023-12 | 0 | 0 | n/a | ",
		"Chi | online Submitted online | 2024-01 | 1 | 1 | n/a | ",
		"online Submitted online | 2023 2023-01 – 2023-12 | 1 | 2 | 55.6=50/90 | ",
		"online Submitted online | 2024-01 | 1 | 3 | n/a | ",
		"By month · Year to date · Period 2023-12 – 2024-01 · files: 0",
		"District | Trend | 1 month 2024 | 12 months 2023 | Change, first to last / An | ▁▅ | 50.0=20/40 | 25.0*=10/40 |  / Bình | █▁ | 20.0=10/50 | 80.0*=40/50 |  / Chi | ·· | n/a |  |  /  | ▅· | n/a | 55.6*=50/90 | ")
	wantTexts(t, d.Sections[0].Lines,
		`"Submitted online" is n/a for Chi (2024-01), so that there is no total: it lacks "Received online" (Chi, 2024-01)`,
		`1 warning (target not judged); see "kpi check"`)
	_, d = courses(t, twoThings(t), kpi.Yearly, true, english(), "online", "tasks_on_time")
	wantTexts(t, []string{d.Title, tableText(d.Tables[0]), tableText(d.Tables[1])},
		"By year · Year to date · Period 2023-12 – 2024-01 · files: 0",
		"District | Trend | 12 months 2024 | 12 months 2023 | Change, first to last / An | ▁▅ | 50.0*=20/40 | 25.0*=10/40 |  / Bình | █▁ | 20.0*=10/50 | 80.0*=40/50 |  / Chi | ·· | n/a |  |  /  | ▅· | n/a | 55.6*=50/90 | ",
		"District | Trend | 12 months 2024 | 12 months 2023 | Change, first to last / An | ▁█ | 75.0*°=3/4 | 25.0*°=1/4 |  /  | ▁█ | 75.0*°=3/4 | 25.0*°=1/4 | ")
}

// Where a trend is worse, the first rows are those of the first indicator.
func TestTrendTop(t *testing.T) {
	opts := english()
	opts.Sort, opts.Top = "-online", 1
	_, d := courses(t, twoThings(t), kpi.Monthly, false, opts, "online", "tasks_on_time")
	wantTexts(t, append([]string{tableText(d.Tables[0]), tableText(d.Tables[1])}, d.Sections[0].Lines...),
		"District | Trend | 2024-01 | 2023-12 | Change, first to last / Bình | █▁ | 20.0=10/50 -60.0 | 80.0=40/50 | -60.0 /  | ▅· | n/a | 55.6=50/90 | ",
		"District | Trend | 2024-01 | 2023-12 | Change, first to last / An | ▁█ | 75.0°=3/4 +50.0 | 25.0°=1/4 | +50.0 /  | ▁█ | 75.0°=3/4 +50.0 | 25.0°=1/4 | +50.0",
		`the total of "Tasks on time" covers only 1 of 3 rows: the files say nothing of it for the others`,
		`"Submitted online" is n/a for Chi (2024-01), so that there is no total: it lacks "Received online" (Chi, 2024-01)`,
		`"Tasks on time" is n/a for Bình, Chi: it lacks "Tasks done on time", "Tasks assigned"`,
		`Submitted online: 1 of 3 rows are shown, the first by "Submitted online" (worst first); the total is that of all rows`,
		`1 warning (target not judged); see "kpi check"`)
	_, d = courses(t, twoThings(t), kpi.Monthly, false, opts, "online", "late")
	wantTexts(t, append([]string{tableText(d.Tables[0]), tableText(d.Tables[1])}, d.Sections[0].Lines...),
		"District | Trend | 2024-01 | 2023-12 | Change, first to last / Bình | █▁ | 20.0=10/50 -60.0 | 80.0=40/50 | -60.0 /  | ▅· | n/a | 55.6=50/90 | ",
		"District | Trend | 2024-01 | 2023-12 | Change, first to last / Bình | ·· | n/a | n/a |  /  | ·· | n/a | n/a | ",
		`"Submitted online" is n/a for Chi (2024-01), so that there is no total: it lacks "Received online" (Chi, 2024-01)`,
		`"Resolved late" is n/a for An (2023-12), Bình (2023-12), so that there is no total`,
		`"Resolved late" is n/a for An (2024-01), Bình (2024-01), Chi (2024-01), so that there is no total`,
		`Summary: 1 of 3 rows are shown, the first by "Submitted online" (worst first); the total is that of all rows`,
		`1 warning (target not judged); see "kpi check"`)
}

// What programs get of a comparison has the ranks, the sides that are small, and why a figure
// is of other units.
func TestComparisonForPrograms(t *testing.T) {
	c := load(t)
	old := ledger(t, c, "2024-01 | An | received 40, received_online 10", "2024-01 | Bình | received 20, received_online 10", "2024-01 | Chi | received 50, received_online 10")
	now := ledger(t, c, "2024-02 | An | received 40, received_online 20", "2024-02 | Bình | received 50, received_online 40", "2024-02 | Dân | received 10, received_online 10")
	targets := []kpi.Target{target(t, "online", nil, "40")}
	m := report.Comparison{Old: score(t, c, old, byDistrict, targets...), New: score(t, c, now, byDistrict, targets...)}
	m.Covered = func(int) (_, _ map[kpi.Group]kpi.Coverage) {
		return old.Covered(byDistrict, nil), now.Covered(byDistrict, nil)
	}
	m.Chosen, _ = report.Choose(m.New, []string{"online"}, m.Old)
	m.Sorted = m.Chosen[0]
	const (
		head     = "kpi.compare/1 [{by [district]} {old map[from:2024-01 to:2024-01]} {new map[from:2024-02 to:2024-02]}]"
		fields   = "district District* | indicator Indicator | old 2024-01: Numerator/2024-01: Denominator/2024-01 (%) | new 2024-02: Numerator/2024-02: Denominator/2024-02 (%) | change Change | old_rank Rank, 2024-01 | new_rank Rank, 2024-02 | rank_change Change of rank | small Small denominator | status Comparable | reason Note"
		an       = "An | online Submitted online | 25.0=10/40 | 50.0=20/40 | +25.0 | 2 | 2 | 0 |  | both in both | "
		binh     = "Bình | online Submitted online | 50.0=10/20 | 80.0=40/50 | +30.0 | 1 | 1 | 0 | old | both in both | "
		chi      = "Chi | online Submitted online | 20.0=10/50 | n/a |  |  |  |  |  | old only in the old | only in 2024-01"
		dan      = "Dân | online Submitted online | n/a | 100.0=10/10 |  |  |  |  | new | new only in the new | only in 2024-02"
		total    = "online Submitted online | 27.3=30/110 | 70.0=70/100 | +42.7 |  |  |  |  | both in both | with the rows of one side only"
		heading  = "Tỉnh X · 2024-02 compared with 2024-01 · files: 0"
		targeted = "Targets: Submitted online ≥ 40"
		legend   = "[Each cell: percent and numerator / denominator. Changes are in percentage points. Ranks are among the rows with a figure on both sides, communes and agencies each among their own; equal figures share a rank and the next is skipped; a change of rank above 0 is a rise.] false"
	)
	for _, tt := range []struct {
		sort string
		want []string
	}{{"", []string{
		head, fields, an, binh, chi, dan, total, heading, targeted, legend,
		"",
		"District | 2024-02 | 2024-01 | Change | Rank 2024-02 | Rank 2024-01 | Change of rank | Note / An | 50.0=20/40 | 25.0=10/40 | +25.0 | 2 | 2 | 0 |  / Bình | 80.0=40/50 | 50.0°=10/20 | +30.0 | 1 | 1 | 0 |  / Chi | – | 20.0=10/50 |  |  |  |  | only in 2024-01 / Dân | 100.0°=10/10 | – |  |  |  |  | only in 2024-02 /  | 70.0=70/100 | 27.3=30/110 | +42.7† |  |  |  | with the rows of one side only"}}, {"online", []string{
		head, fields, dan, binh, an, chi, total, heading, targeted, legend,
		"",
		"District | 2024-02 | 2024-01 | Change | Rank 2024-02 | Rank 2024-01 | Change of rank | Note / Dân | 100.0°=10/10 | – |  |  |  |  | only in 2024-02 / Bình | 80.0=40/50 | 50.0°=10/20 | +30.0 | 1 | 1 | 0 |  / An | 50.0=20/40 | 25.0=10/40 | +25.0 | 2 | 2 | 0 |  / Chi | – | 20.0=10/50 |  |  |  |  | only in 2024-01 /  | 70.0=70/100 | 27.3=30/110 | +42.7† |  |  |  | with the rows of one side only"}}, {"late", []string{
		head, fields, an, binh, chi, dan, total, heading, targeted, legend,
		"Rank by Resolved late",
		"District | 2024-02 | 2024-01 | Change | Rank 2024-02 | Rank 2024-01 | Change of rank | Note / An | 50.0=20/40 | 25.0=10/40 | +25.0 | 2 | 2 | 0 |  / Bình | 80.0=40/50 | 50.0°=10/20 | +30.0 | 1 | 1 | 0 |  / Chi | – | 20.0=10/50 |  |  |  |  | only in 2024-01 / Dân | 100.0°=10/10 | – |  |  |  |  | only in 2024-02 /  | 70.0=70/100 | 27.3=30/110 | +42.7† |  |  |  | with the rows of one side only"}}} {
		opts := english()
		opts.Sort, opts.Heading.Province = tt.sort, "Tỉnh X"
		d := report.BuildComparison(m, nil, nil, c.Messages, opts)
		wantTexts(t, append(machineText(d), d.Title, d.Reading.Targets, fmt.Sprint(d.Reading.Cells, d.Tables[0].IsWhole), d.Tables[0].RankLabel, tableText(d.Tables[0])), tt.want...)
	}
}

// A target that fits no row is idle.
func TestUnusedTargets(t *testing.T) {
	c := load(t)
	one := target(t, "online", &kpi.Unit{District: "An"}, "40")
	one.Level, one.Place.Line = kpi.District, 2
	other, all, plain := target(t, "online", &kpi.Unit{District: "Lạ"}, "40"), target(t, "digitised", nil, "1"), target(t, "online", nil, "30")
	other.Place.Line, all.Place.Line, plain.Place.Line = 3, 4, 5
	targets := []kpi.Target{one, other, all, plain}
	card := score(t, c, twoThings(t), []kpi.Dimension{kpi.ByDistrict, kpi.ByLevel}, targets...)
	chosen, _ := report.Choose(card, []string{"online"})
	var lines []string
	for _, f := range report.UnusedTargets([]*kpi.Scorecard{card}, chosen, targets) {
		lines = append(lines, fmt.Sprint(f.Place.Line, " ", f.Code, " ", f.Args.Value("indicator") == kpi.IndicatorKey(targets[f.Place.Line-2].Indicator)))
	}
	wantTexts(t, lines, "3 target-idle true", "4 target-idle true")
}
