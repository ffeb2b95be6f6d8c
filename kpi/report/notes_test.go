package report_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

var byDistrict = []kpi.Dimension{kpi.ByDistrict}

// notes writes the notes on the figures of some indicators.
func notes(t *testing.T, rows []string, by []kpi.Dimension, ids string, targets ...kpi.Target) []string {
	t.Helper()
	c := load(t)
	card := score(t, c, ledger(t, c, rows...), by, targets...)
	chosen, found := report.Choose(card, strings.Fields(ids))
	return messages(t, c, append(found, report.Notes(card, chosen)...), kpi.English)
}

// Without a choice the headline indicators that any row can compute are in
// the table; the others are named with what they lack.
func TestChooseHeadlines(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c,
		"2024-06 | Bắc Sơn | received_online 5, received_offline 1, resolved_in_time 6, paid_online 1",
		"2024-06 | Văn Lãng | received_online 5, received_offline 1, resolved_late 3, digitised 1, digitised_eligible ?"), byDistrict)
	chosen, found := report.Choose(card, nil)
	var ids []string
	for _, i := range chosen {
		ids = append(ids, card.Indicators[i].ID)
	}
	wantTexts(t, ids, "on_time_received", "online")
	wantTexts(t, messages(t, c, found, kpi.English),
		"note indicator-absent: \"On time of resolved\" is left out: the files have no column \"Resolved\"",
		"note indicator-absent: \"Digitised\" is left out: no row has all counts of \"To be digitised\"",
		"note indicator-absent: \"Paid online\" is left out: the files have no column \"Fee-bearing\"",
		"note indicator-absent: \"Deadline cut\" is left out: the files have no column \"Statutory time limit\", \"Time limit after the cut\"")
	wantTexts(t, messages(t, c, found[3:], kpi.Vietnamese),
		"note indicator-absent: Chưa tính được \"Tỷ lệ cắt giảm thời hạn giải quyết\": các tệp không có cột \"Thời hạn theo quy định\", \"Thời hạn sau cắt giảm\"")
}

// Where each measure is in some row but never all in one, all are named.
func TestChooseOfScatteredMeasures(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, "2024-06 | Bắc Sơn | paid_online 1", "2024-06 | Văn Lãng | fee_bearing 3"), byDistrict)
	_, found := report.Choose(card, nil)
	if got := messages(t, c, found, kpi.English); !slices.Contains(got, "note indicator-absent: \"Paid online\" is left out: no row has all counts of \"Paid online\", \"Fee-bearing\"") {
		t.Errorf("got %q", got)
	}
}

// What is asked for is in the table, in the order asked for, with or without
// figures.
func TestChooseByID(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, "2024-06 | Bắc Sơn | received 1, received_online 1"), byDistrict)
	chosen, found := report.Choose(card, []string{"tasks_on_time", "online", "late"})
	var ids []string
	for _, i := range chosen {
		ids = append(ids, card.Indicators[i].ID)
	}
	wantTexts(t, ids, "tasks_on_time", "online", "late")
	if found != nil {
		t.Errorf("notes %v", found)
	}
	wantTexts(t, report.ComputableIDs(card), "online")
}

// A figure of 0/0 is known, and so is one of the total alone.
func TestComputableIDs(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, "2024-06 | Bắc Sơn | received 0, received_online 0, resolved_late 2", "2024-06 | Văn Lãng | resolved_late ?"), byDistrict)
	wantTexts(t, report.ComputableIDs(card), "late", "online")
}

// A figure that is not known is noted with what is missing and where, once for
// all groups that lack the same.
func TestFigureUnknown(t *testing.T) {
	rows := []string{
		"2024-05 | Bắc Sơn/Vũ Lễ | resolved_in_time 5, resolved_late 1",
		"2024-06 | Bắc Sơn/Vũ Lễ | resolved_in_time 5, resolved_late ?",
		"2024-06 | Bắc Sơn/Tân Tri | resolved_in_time ?, resolved_late ?",
		"2024-06 | Văn Lãng/Tân Mỹ | resolved_in_time 5, resolved_late 1",
		"2024-06 | Tràng Định/Chi Lăng | resolved_in_time 5",
	}
	wantTexts(t, notes(t, rows, byDistrict, "late on_time"),
		"note figure-unknown: \"Resolved late\" is n/a for Bắc Sơn, so that there is no total: it lacks \"Resolved late\" (Bắc Sơn / Tân Tri, 2024-06)",
		"note figure-unknown: \"Resolved late\" is n/a for Tràng Định: it lacks \"Resolved late\" (Tràng Định / Chi Lăng, 2024-06)",
		"note figure-unknown: \"On time of resolved\" is n/a for Bắc Sơn, so that there is no total: it lacks \"Resolved early or on time\" (Bắc Sơn / Tân Tri, 2024-06), \"Resolved\" (Bắc Sơn / Tân Tri, 2024-06)",
		"note figure-unknown: \"On time of resolved\" is n/a for Tràng Định: it lacks \"Resolved\" (Tràng Định / Chi Lăng, 2024-06)")
	// A measure of which a group has nothing at all has no place.
	wantTexts(t, notes(t, rows[3:4], byDistrict, "online tasks_on_time"),
		"note figure-unknown: \"Submitted online\" is n/a for Văn Lãng, so that there is no total: it lacks \"Received online\" (Văn Lãng / Tân Mỹ, 2024-06), \"Received in the period\" (Văn Lãng / Tân Mỹ, 2024-06)",
		"note figure-unknown: \"Tasks on time\" is n/a for Văn Lãng, so that there is no total: it lacks \"Tasks done on time\", \"Tasks assigned\"")
}

// The place of what is missing is whole, also of a unit without a name and of
// counts without a period.
func TestFigureUnknownOfNamelessUnit(t *testing.T) {
	for _, row := range []string{"2024-06 | | received_online ?, received 5", "| Bắc Sơn | statutory_days ?, assigned_days 3"} {
		for _, text := range notes(t, []string{row}, byDistrict, "online deadline_cut") {
			if strings.Contains(text, "(, ") || strings.Contains(text, ", )") {
				t.Errorf("%s: %s", row, text)
			}
		}
	}
}

// The row of a province without a name is not called like the total.
func TestNamelessRowIsNotTheTotal(t *testing.T) {
	got := notes(t, []string{"2024-06 | | received 0, received_online 0", "2024-06 | Bắc Sơn | received 5, received_online 1"}, byDistrict, "online")
	if len(got) != 1 || strings.Contains(got[0], "Σ") {
		t.Errorf("the total is 1/5, but %q", got)
	}
}

// 0/0 is no figure, and has another reason than a blank.
func TestFigureUndefined(t *testing.T) {
	rows := []string{
		"2024-06 | Bắc Sơn | received 0, received_online 0", "2024-06 | Văn Lãng | received 0, received_online 0",
		"2024-06 | Tràng Định | received 3, received_online ?",
	}
	wantTexts(t, notes(t, rows, byDistrict, "online"),
		"note figure-unknown: \"Submitted online\" is n/a for Tràng Định, so that there is no total: it lacks \"Received online\" (Tràng Định, 2024-06)",
		"note figure-undefined: \"Submitted online\" is n/a for Bắc Sơn, Văn Lãng: nothing to divide by (0/0)")
	wantTexts(t, notes(t, rows[:2], byDistrict, "online"),
		"note figure-undefined: \"Submitted online\" is n/a for Bắc Sơn, Văn Lãng, the total: nothing to divide by (0/0)")
}

// The first four groups are named and the others counted.
func TestManyGroups(t *testing.T) {
	var rows []string
	for _, name := range []string{"A", "B", "C", "D", "E", "F"} {
		rows = append(rows, "2024-06 | "+name+" | received 0, received_online 0")
	}
	wantTexts(t, notes(t, rows, byDistrict, "online"),
		"note figure-undefined: \"Submitted online\" is n/a for A, B, C, D and 3 more: nothing to divide by (0/0)")
	wantTexts(t, notes(t, rows[:3], byDistrict, "online"),
		"note figure-undefined: \"Submitted online\" is n/a for A, B, C, the total: nothing to divide by (0/0)")
}

// A group is named by its whole key.
func TestGroupNames(t *testing.T) {
	rows := []string{"2024-06 | Bắc Sơn/Vũ Lễ | received 0, received_online 0", "2024-07 | Bắc Sơn/Vũ Lễ | received 1, received_online 0"}
	wantTexts(t, notes(t, rows, []kpi.Dimension{kpi.ByCommune, kpi.ByPeriod}, "online"),
		"note figure-undefined: \"Submitted online\" is n/a for Bắc Sơn / Vũ Lễ (2024-06): nothing to divide by (0/0)")
}

// A total that not every row is part of is noted.
func TestTotalPartial(t *testing.T) {
	rows := []string{"2024-06 | Bắc Sơn | received 1, received_online 1, tasks_assigned 17, tasks_on_time 15",
		"2024-06 | Văn Lãng | received 1, received_online 1", "2024-06 | Tràng Định | received 1, received_online 1"}
	got := notes(t, rows, byDistrict, "online tasks_on_time")
	if want := "note total-partial: the total of \"Tasks on time\" covers only 1 of 3 rows: the files say nothing of it for the others"; !slices.Contains(got, want) || len(got) != 2 {
		t.Errorf("got %q\nwant %s", got, want)
	}
}

// family is one district with 1000 dossiers resolved in time.
func family(resolved, received string) []string {
	return []string{"2024-06 | Bắc Sơn | resolved_in_time 1000, resolved " + resolved + ", received " + received}
}

// Definitions of one family are noted where they differ by more than half a
// point, exactly.
func TestDefinitionsDiffer(t *testing.T) {
	const half = `note definitions-differ: definitions give figures that differ by more than half a point ("On time of resolved" / "On time of received"): `
	for _, tt := range []struct {
		resolved, received, ids string
		want                    []string
	}{
		{"1000", "1010", "on_time", []string{half + "Bắc Sơn (100.0 / 99.0), the total (100.0 / 99.0)"}},
		{"1010", "1000", "on_time_received", []string{half + "Bắc Sơn (99.0 / 100.0), the total (99.0 / 100.0)"}},
		{"1000", "1004", "on_time", nil},
		{"1600", "1600", "on_time", nil},
		{"2000", "1980", "on_time", []string{half + "Bắc Sơn (50.0 / 50.5), the total (50.0 / 50.5)"}}, // 50.505
		{"2000", "1981", "on_time", nil}, // 50.479
		// Another family and a plain count are not compared.
		{"1000", "9999", "late online", nil},
	} {
		got := notes(t, family(tt.resolved, tt.received), byDistrict, tt.ids)
		got = slices.DeleteFunc(got, func(text string) bool { return !strings.Contains(text, kpi.DefinitionsDiffer) })
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s and %s: got %q, want %q", tt.resolved, tt.received, got, tt.want)
		}
	}
}

// Exactly half a point is not more than half a point.
func TestDefinitionsDifferByHalfAPoint(t *testing.T) {
	for in, want := range map[string]int{"995": 0, "994": 1, "996": 0} {
		// on_time is in/1000 of what was resolved, and all that was received.
		got := notes(t, []string{"2024-06 | Bắc Sơn | resolved_in_time " + in + ", resolved 1000, received " + in}, byDistrict, "on_time")
		if len(got) != want {
			t.Errorf("%s/1000 and %s/%s: %q", in, in, in, got)
		}
	}
}

// The family is noted once, each group that differs with its own figures.
func TestDefinitionsDifferOnce(t *testing.T) {
	got := notes(t, []string{
		"2024-06 | Bắc Sơn | resolved_in_time 90, resolved 90, received 90, pending_in_time 0, caseload 90",
		"2024-06 | Văn Lãng | resolved_in_time 90, resolved 95, received 99, pending_in_time 4, caseload 99",
		"2024-06 | Tràng Định | resolved_in_time 1, resolved 2, received 1, pending_in_time 0, caseload 2",
	}, byDistrict, "on_time on_time_received on_time_766")
	wantTexts(t, got, "note definitions-differ: definitions give figures that differ by more than half a point (\"On time of resolved\" / \"On time of received\" / \"On time by Decision 766\"): Tràng Định (50.0 / 100.0 / 50.0), Văn Lãng (94.7 / 90.9 / 94.9), the total (96.8 / 95.3 / 96.9)")
}

// A target without a figure to judge is noted.
func TestTargetUnjudged(t *testing.T) {
	rows := []string{"2024-06 | Bắc Sơn | received 2, received_online 1", "2024-06 | Văn Lãng | received 0, received_online 0"}
	got := notes(t, rows, byDistrict, "online late", target(t, "online", nil, "50"), target(t, "late", nil, "0"))
	wantTexts(t, got,
		`note figure-undefined: "Submitted online" is n/a for Văn Lãng: nothing to divide by (0/0)`,
		`warning target-unjudged: the target of "Submitted online" cannot be judged for Văn Lãng: no figure`,
		`note figure-unknown: "Resolved late" is n/a for Bắc Sơn, Văn Lãng, so that there is no total`,
		`warning target-unjudged: the target of "Resolved late" cannot be judged for Bắc Sơn, Văn Lãng: no figure`)
}

// Texts of a Vietnamese report have no English words for tiers.
func TestGroupNamesInVietnamese(t *testing.T) {
	c := load(t)
	rows := []string{"2024-06 | Bắc Sơn | received 0, received_online 0", "2024-06 | Bắc Sơn/Vũ Lễ | received 0, received_online 0", "2024-06 | | received 0, received_online 0"}
	for _, by := range [][]kpi.Dimension{{kpi.ByCommune}, {kpi.ByLevel}, {kpi.ByDistrict}} {
		card := score(t, c, ledger(t, c, rows...), by)
		chosen, _ := report.Choose(card, []string{"online"})
		for _, text := range messages(t, c, report.Notes(card, chosen), kpi.Vietnamese) {
			for _, word := range []string{"district", "commune", "province"} {
				if strings.Contains(text, word) {
					t.Errorf("by %v: %s", by, text)
				}
			}
		}
	}
}

// A total alone that lacks a figure is named alone; periods are named without a unit.
func TestFigureUnknownOfTheTotal(t *testing.T) {
	rows := []string{"2024-05 | Bắc Sơn | caseload 5, resolved_in_time 4, pending_in_time 1", "2024-06 | Bắc Sơn | caseload 6, resolved_in_time 4, pending_in_time 1"}
	wantTexts(t, notes(t, rows, []kpi.Dimension{kpi.ByPeriod}, "on_time_766"),
		"note figure-unknown: \"On time by Decision 766\" is n/a for the total: it lacks \"Caseload\" (Bắc Sơn, 2024-05)")
	wantTexts(t, notes(t, []string{"2024-05 | Bắc Sơn | received 5, received_online ?", "2024-06 | Bắc Sơn | received 5, received_online 2"}, []kpi.Dimension{kpi.ByPeriod}, "online"),
		"note figure-unknown: \"Submitted online\" is n/a for 2024-05, so that there is no total: it lacks \"Received online\" (Bắc Sơn, 2024-05)")
	wantTexts(t, notes(t, []string{" | | statutory_days ?, assigned_days 3"}, byDistrict, "deadline_cut"),
		"note figure-unknown: \"Deadline cut\" is n/a for (no district), so that there is no total: it lacks \"Statutory time limit\"")
}

// A count of several measures names what it lacks, as a rate does; one that is a measure itself
// needs not, unless it lacks only some months.
func TestFigureUnknownOfACount(t *testing.T) {
	c := load(t, "ended | resolved_late + pending_overdue | | lower | no | | Quá hạn | Overdue")
	for _, tt := range [][3]string{
		{"2024-06 | An | resolved_late ?, pending_overdue 3", "ended", "note figure-unknown: ended is n/a for An, so that there is no total: it lacks \"Resolved late\" (An, 2024-06)"}, {"2024-06 | An | resolved_late ?, pending_overdue 3", "late", "note figure-unknown: \"Resolved late\" is n/a for An, so that there is no total"},
	} {
		l := ledger(t, c, tt[0])
		card := score(t, c, l, byDistrict)
		chosen, _ := report.Choose(card, []string{tt[1]})
		wantTexts(t, messages(t, c, report.Notes(card, chosen), kpi.English), tt[2])
	}
}

// That nothing can be computed says what is needed, and what else can be, if anything can.
func TestNoIndicator(t *testing.T) {
	c := load(t)
	online, _ := c.Indicator("online")
	for want, able := range map[string][]string{"": nil, "; " + kpi.TextKey("choose-others") + " late, postal": {"late", "postal"}} {
		f := report.NoIndicator(c.Measures, []kpi.Indicator{online}, able)
		if got := f.Args.Value("others"); got != want || f.Args.Value("needs") != kpi.IndicatorKey("online")+": "+kpi.Keys(kpi.MeasureKey, []string{"received_online", "received"}) {
			t.Errorf("of %q: %+v", able, f.Args)
		}
	}
}

// A rate above 100 percent is named, of rows and the total.
func TestFigureOutside(t *testing.T) {
	rows := []string{"2024-06 | An | received 10, received_online 11", "2024-06 | Bình | received 10, received_online 10", "2024-06 | Chi | received 5, received_online 9"}
	wantTexts(t, notes(t, rows, byDistrict, "online"),
		"note figure-outside: \"Submitted online\" is below 0% or above 100% for An, Chi, the total: what it counts is not a part of what it is divided by")
	wantTexts(t, notes(t, rows[1:2], byDistrict, "online"))
}

// Units that another period has and the report has not are named; a part has no notes that the
// whole has, and a definition that a row lacks counts is n/a among the others.
func TestNotesOfOthers(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, "2024-06 | An | resolved_in_time 1000, resolved 1000, received 1010", "2024-06 | Bình | resolved_in_time 9, resolved 9, received 9, pending_in_time 1, caseload 10"), byDistrict)
	before := score(t, c, ledger(t, c, "2024-05 | An | received 5", "2024-05 | Chi | received 5", "2024-05 | Dân | received 5"), byDistrict)
	period := kpi.NewMonth(2024, 5).Period()
	wantTexts(t, messages(t, c, report.AbsentNotes(card, report.Aside{Period: period, Card: before}), kpi.English),
		`note beside-absent: 2024-05 has rows of Chi, Dân, which the period of the report has not: only the total of 2024-05 has them`)
	wantTexts(t, messages(t, c, report.AbsentNotes(before, report.Aside{Period: period, Card: before}), kpi.English))
	chosen, _ := report.Choose(card, []string{"on_time", "digitised"})
	all := report.Notes(card, chosen)
	wantTexts(t, messages(t, c, slices.Clone(all), kpi.English),
		`note figure-unknown: "Digitised" is n/a for An, so that there is no total: it lacks "Digitised" (An, 2024-06), "To be digitised" (An, 2024-06)`,
		`note figure-unknown: "Digitised" is n/a for Bình: it lacks "Digitised" (Bình, 2024-06), "To be digitised" (Bình, 2024-06)`,
		`note definitions-differ: definitions give figures that differ by more than half a point ("On time of resolved" / "On time of received" / "On time by Decision 766"): An (100.0 / 99.0 / n/a), the total (100.0 / 99.0 / n/a)`)
	part := *card
	part.Rows, part.Total = card.Rows[:1], card.Rows[0]
	part.Total.Group = kpi.Group{}
	wantTexts(t, messages(t, c, report.PartNotes(&part, chosen, all), kpi.English),
		`note definitions-differ: definitions give figures that differ by more than half a point ("On time of resolved" / "On time of received"): An (100.0 / 99.0), the total (100.0 / 99.0)`)
	wantTexts(t, messages(t, c, report.PartNotes(&part, chosen, report.PartNotes(&part, chosen, nil)), kpi.English))
}
