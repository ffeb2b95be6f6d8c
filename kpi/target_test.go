package kpi_test

import (
	"fmt"
	"slices"
	"testing"

	"cchc/kpi"
)

func target(t *testing.T, indicator string, level kpi.Level, of *kpi.Unit, threshold string) kpi.Target {
	t.Helper()
	target, err := kpi.ParseTarget(indicator, level, of, threshold)
	if err != nil {
		t.Fatal(err)
	}
	return target
}

func TestParseTarget(t *testing.T) {
	for text, want := range map[string]string{
		"98": "98", "97.5": "97.5", "0": "0", "100": "100", " 98 ": "98", "98.0": "98.0", "010": "10", "00": "0", "05.50": "5.50", "120": "120",
		"33.333333333333333333": "33.333333333333333333",
	} {
		u := unit("Tràng Định")
		got, err := kpi.ParseTarget("on_time", kpi.Commune, &u, text)
		if err != nil || got.Threshold != want {
			t.Errorf("%q is %q, %v; want %q", text, got.Threshold, err, want)
		}
		if got.Indicator != "on_time" || got.Level != kpi.Commune || got.Unit != &u {
			t.Errorf("%q is for %s, %v, %v", text, got.Indicator, got.Level, got.Unit)
		}
	}
}

func TestParseTargetRejects(t *testing.T) {
	for _, text := range []string{
		"", " ", "abc", "9 8", "98%", "98 %", "-5", "+5", "1e2", "1E2", ".", "..", "98,5", "9.8.7", "1/2", "0x62", "0b1", "0o7", "9_8",
		"NaN", "Inf", "٩٨", "９８", "98.5.", "98\n9", "98.", ".5", "98.5%",
	} {
		if got, err := kpi.ParseTarget("on_time", 0, nil, text); err == nil {
			t.Errorf("%q is read as %s", text, got.Threshold)
		}
	}
}

// judged scores one unit for an indicator.
func judged(t *testing.T, counts, numerator, denominator, threshold string, better kpi.Better) kpi.Result {
	t.Helper()
	ms := sampleMeasures(t)
	d := indicator(t, ms, "x", numerator, denominator)
	d.Better = better
	s, err := ledger(t, ms, entry(t, ms, "Tràng Định", "2024-06", counts)).
		Score([]kpi.Dimension{kpi.ByDistrict}, []kpi.Indicator{d}, []kpi.Target{target(t, "x", 0, nil, threshold)})
	if err != nil {
		t.Fatal(err)
	}
	return s.Rows[0].Results[0]
}

func TestVerdictOfRates(t *testing.T) {
	tests := []struct {
		met, of   int64
		threshold string
		higher    kpi.Verdict
		lower     kpi.Verdict
	}{
		{49, 50, "98", kpi.Met, kpi.Met},
		{49, 50, "98.0", kpi.Met, kpi.Met},
		{49, 50, "97.9999", kpi.Met, kpi.Missed},
		{49, 50, "98.0001", kpi.Missed, kpi.Met},
		{979999, 1000000, "98", kpi.Missed, kpi.Met}, // 97.9999, printed as 98.0
		{980001, 1000000, "98", kpi.Met, kpi.Missed},
		{29, 100, "29", kpi.Met, kpi.Met}, // 100 * 0.29 is less than 29 in float64
		{57, 100, "57", kpi.Met, kpi.Met},
		{1, 3, "33.333333333333333333", kpi.Met, kpi.Missed},
		{1, 3, "33.3333333333333333334", kpi.Missed, kpi.Met},
		{6081, 6118, "99.4", kpi.Missed, kpi.Met}, // 99.395, printed as 99.4
		{7, 7, "100", kpi.Met, kpi.Met},
		{9999, 10000, "100", kpi.Missed, kpi.Met},
		{0, 7, "0", kpi.Met, kpi.Met},
		{4611686018427387903, 4611686018427387904, "100", kpi.Missed, kpi.Met},
	}
	for _, tt := range tests {
		counts := fmt.Sprintf("received_online %d, received %d", tt.met, tt.of)
		if got := judged(t, counts, "received_online", "received", tt.threshold, kpi.Higher).Verdict; got != tt.higher {
			t.Errorf("%d/%d against at least %s: %q, want %q", tt.met, tt.of, tt.threshold, got, tt.higher)
		}
		if got := judged(t, counts, "received_online", "received", tt.threshold, kpi.Lower).Verdict; got != tt.lower {
			t.Errorf("%d/%d against at most %s: %q, want %q", tt.met, tt.of, tt.threshold, got, tt.lower)
		}
	}
}

func TestVerdictOfCounts(t *testing.T) {
	tests := []struct {
		counts, measure, threshold string
		better                     kpi.Better
		want                       kpi.Verdict
	}{
		{"resolved_late 93", "resolved_late", "93", kpi.Lower, kpi.Met},
		{"resolved_late 94", "resolved_late", "93", kpi.Lower, kpi.Missed},
		{"resolved_late 0", "resolved_late", "0", kpi.Lower, kpi.Met},
		{"resolved_late 1", "resolved_late", "0.5", kpi.Lower, kpi.Missed},
		{"resolved 93", "resolved", "93", kpi.Higher, kpi.Met},
		{"resolved 92", "resolved", "93", kpi.Higher, kpi.Missed},
		{"assigned_days 9", "assigned_days", "4.5", kpi.Higher, kpi.Met}, // 9 half days
		{"assigned_days 9", "assigned_days", "4.6", kpi.Higher, kpi.Missed},
		{"assigned_days 9", "assigned_days", "4.5", kpi.Lower, kpi.Met},
		{"assigned_days 9", "assigned_days", "4.4", kpi.Lower, kpi.Missed},
	}
	for _, tt := range tests {
		if got := judged(t, tt.counts, tt.measure, "", tt.threshold, tt.better).Verdict; got != tt.want {
			t.Errorf("%s, %v is better, threshold %s: %q, want %q", tt.counts, tt.better, tt.threshold, got, tt.want)
		}
	}
}

// The target of every unit for a plain count is not for a sum of units.
func TestCountTargetIsNotForSums(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms, entry(t, ms, "Bắc Sơn", "2024-05", "resolved_late 3"), entry(t, ms, "Văn Lãng", "2024-05", "resolved_late 4"))
	late := []kpi.Indicator{indicator(t, ms, "late", "resolved_late", "")}
	targets := []kpi.Target{target(t, "late", 0, nil, "5"), target(t, "late", kpi.District, nil, "4")}
	for _, tt := range []struct {
		by   []kpi.Dimension
		want int // rows with a target
	}{{nil, 0}, {[]kpi.Dimension{kpi.ByDistrict}, 2}, {[]kpi.Dimension{kpi.ByPeriod}, 0}, {[]kpi.Dimension{kpi.ByLevel}, 0}, {[]kpi.Dimension{kpi.ByDistrict, kpi.ByLevel}, 2}} {
		s, err := l.Score(tt.by, late, targets)
		if err != nil {
			t.Fatal(err)
		}
		judged := 0
		for _, r := range s.Rows {
			if r.Results[0].Target != nil {
				judged++
			}
		}
		if judged != tt.want || s.Total.Results[0].Target != nil {
			t.Errorf("by %v: %d rows have a target, want %d; the total has %v", tt.by, judged, tt.want, s.Total.Results[0].Target)
		}
	}
}

// What is shown never contradicts the verdict.
func TestShownAgreesWithTheVerdict(t *testing.T) {
	for _, tt := range []struct {
		num, den  int64
		threshold string
		better    kpi.Better
		want      string
	}{
		{9496, 10000, "95", kpi.Higher, "94.96"},
		{9500, 10000, "95", kpi.Higher, "95.0"},
		{9480, 10000, "95", kpi.Higher, "94.8"},
		{949999999, 1000000000, "95", kpi.Higher, "94.9999999"},
		{9504, 10000, "95", kpi.Lower, "95.04"},
		{9504, 10000, "95.04", kpi.Higher, "95.04"}, // met, but 95.0 would be less
		{9496, 10000, "94.96", kpi.Lower, "94.96"},
		{9999, 10000, "100", kpi.Higher, ">99.9"},
		{9999, 10000, "99.95", kpi.Higher, "99.99"},
		{1, 3, "33.3333", kpi.Higher, "33.3333"},
		{1, 3, "33.3334", kpi.Higher, "33.3"},
		{0, 7, "0", kpi.Lower, "0.0"},
	} {
		r := judged(t, fmt.Sprintf("received_online %d, received %d", tt.num, tt.den), "received_online", "received", tt.threshold, tt.better)
		if got := r.Shown(1); got != tt.want {
			t.Errorf("%d/%d by the target %s, %v is better: %q is shown, want %q", tt.num, tt.den, tt.threshold, tt.better, got, tt.want)
		}
	}
}

// What is unknown or 0/0 is not judged, though it has a target.
func TestVerdictOfNoFigure(t *testing.T) {
	for _, counts := range []string{"received 5", "received_online ?, received 5", "received_online 0, received 0", "received_online 0, received ?", "tasks_assigned 3"} {
		for _, better := range []kpi.Better{kpi.Higher, kpi.Lower} {
			r := judged(t, counts, "received_online", "received", "0", better)
			if r.Verdict != kpi.Unjudged || r.Target == nil || r.Defined() {
				t.Errorf("%s: %q by target %v of %+v", counts, r.Verdict, r.Target, r.Ratio)
			}
		}
	}
	if r := judged(t, "resolved_late ?", "resolved_late", "", "0", kpi.Higher); r.Verdict != kpi.Unjudged || r.Defined() {
		t.Errorf("an unknown count: %q", r.Verdict)
	}
}

func TestVerdictWords(t *testing.T) {
	for v, want := range map[kpi.Verdict]string{kpi.Unjudged: "", kpi.Met: "met", kpi.Missed: "missed"} {
		if got := v.String(); got != want {
			t.Errorf("verdict %d is written %q, want %q", v, got, want)
		}
	}
}

// targetLedger has two communes of one name and an agency.
func targetLedger(t *testing.T, ms *kpi.Measures) *kpi.Ledger {
	t.Helper()
	const counts = "received_online 3, received 4"
	return ledger(t, ms,
		entry(t, ms, "Tràng Định", "2024-06", counts),
		entry(t, ms, "Tràng Định/Chi Lăng", "2024-06", counts),
		entry(t, ms, "Tràng Định/Tri Phương", "2024-06", counts),
		entry(t, ms, "Chi Lăng/Chi Lăng", "2024-06", counts),
	)
}

// thresholds lists the rows of a grouping and the targets that they have, the
// total last.
func thresholds(t *testing.T, by []kpi.Dimension, targets []kpi.Target) []string {
	t.Helper()
	ms := sampleMeasures(t)
	s, err := targetLedger(t, ms).Score(by, []kpi.Indicator{indicator(t, ms, "online", "received_online", "received")}, targets)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, r := range append(s.Rows, s.Total) {
		text := fmt.Sprintf("%s/%s/%v", r.Group.District, r.Group.Commune, r.Group.Level)
		if target := r.Results[0].Target; target != nil {
			text += " " + target.Threshold
		}
		texts = append(texts, text)
	}
	return texts
}

// The most particular target wins, wherever it is in the list.
func TestMostParticularTargetWins(t *testing.T) {
	commune, district := unit("Tràng Định/Chi Lăng"), unit("Tràng Định")
	targets := []kpi.Target{
		target(t, "online", 0, nil, "50"),
		target(t, "online", kpi.Commune, nil, "60"),
		target(t, "online", 0, &district, "70"),
		target(t, "online", 0, &commune, "80"),
		target(t, "other", kpi.Commune, &commune, "99"),
	}
	tests := []struct {
		by   []kpi.Dimension
		want []string
	}{
		{nil, []string{"// 50", "// 50"}},
		{[]kpi.Dimension{kpi.ByLevel}, []string{"//district 50", "//commune 60", "// 50"}},
		{[]kpi.Dimension{kpi.ByDistrict}, []string{"Chi Lăng// 50", "Tràng Định// 70", "// 50"}},
		{[]kpi.Dimension{kpi.ByCommune}, []string{"Chi Lăng/Chi Lăng/commune 60", "Tràng Định//district 50",
			"Tràng Định/Chi Lăng/commune 80", "Tràng Định/Tri Phương/commune 60", "// 50"}},
	}
	for _, tt := range tests {
		if got := thresholds(t, tt.by, targets); !slices.Equal(got, tt.want) {
			t.Errorf("by %v:\n got %q\nwant %q", tt.by, got, tt.want)
		}
		turned := slices.Clone(targets)
		slices.Reverse(turned)
		if got := thresholds(t, tt.by, turned); !slices.Equal(got, tt.want) {
			t.Errorf("by %v, targets turned:\n got %q\nwant %q", tt.by, got, tt.want)
		}
	}
}

// A unit and a level together narrow more than a unit.
func TestTargetOfUnitAndLevel(t *testing.T) {
	commune := unit("Tràng Định/Chi Lăng")
	both, unitOnly := target(t, "online", kpi.Commune, &commune, "90"), target(t, "online", 0, &commune, "80")
	for _, targets := range [][]kpi.Target{{both, unitOnly}, {unitOnly, both}} {
		got := thresholds(t, []kpi.Dimension{kpi.ByCommune}, targets)
		want := []string{"Chi Lăng/Chi Lăng/commune", "Tràng Định//district", "Tràng Định/Chi Lăng/commune 90", "Tràng Định/Tri Phương/commune", "//"}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A level target is for no row that has several levels or another one, and a
// unit of another province is another unit.
func TestTargetThatDoesNotApply(t *testing.T) {
	abroad := unit("Tràng Định")
	abroad.Province = "Cao Bằng"
	targets := []kpi.Target{target(t, "online", kpi.Province, nil, "60"), target(t, "online", 0, &abroad, "70")}
	got := thresholds(t, []kpi.Dimension{kpi.ByProvince, kpi.ByDistrict}, targets)
	if want := []string{"Chi Lăng//", "Tràng Định//", "//"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	got = thresholds(t, []kpi.Dimension{kpi.ByDistrict}, []kpi.Target{target(t, "online", kpi.Commune, nil, "60")})
	if want := []string{"Chi Lăng//", "Tràng Định//", "//"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// provinceTarget scores one district of each province, all dossiers online in
// the first and none in the others, by a target for the first.
func provinceTarget(t *testing.T, provinces ...string) *kpi.Scorecard {
	t.Helper()
	ms := sampleMeasures(t)
	var entries []*kpi.Entry
	for n, province := range provinces {
		counts := "received_online 9, received 9"
		if n > 0 {
			counts = "received_online 0, received 9"
		}
		e := entry(t, ms, "Tràng Định", "2024-06", counts)
		e.Unit.Province = province
		entries = append(entries, e)
	}
	targets := []kpi.Target{target(t, "online", 0, &kpi.Unit{Province: provinces[0]}, "98")}
	s, err := ledger(t, ms, entries...).Score([]kpi.Dimension{kpi.ByProvince},
		[]kpi.Indicator{indicator(t, ms, "online", "received_online", "received")}, targets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestProvinceTarget(t *testing.T) {
	s := provinceTarget(t, "Lạng Sơn")
	if row, total := s.Rows[0].Results[0].Verdict, s.Total.Results[0].Verdict; row != kpi.Met || total != kpi.Unjudged {
		t.Errorf("the province is %q, and the total of the report %q", row, total)
	}
	s = provinceTarget(t, "Lạng Sơn", "Cao Bằng")
	want := map[string]kpi.Verdict{"Cao Bằng": kpi.Unjudged, "Lạng Sơn": kpi.Met}
	for _, r := range s.Rows {
		if got := r.Results[0].Verdict; got != want[r.Group.Province] {
			t.Errorf("%s: %q, want %q", r.Group.Province, got, want[r.Group.Province])
		}
	}
}

// The total of several provinces is not judged by the target of one of them.
func TestProvinceTargetIsNotForSeveralProvinces(t *testing.T) {
	if got := provinceTarget(t, "Lạng Sơn", "Cao Bằng").Total.Results[0].Verdict; got != kpi.Unjudged {
		t.Errorf("both provinces together: %q by the target of one", got)
	}
}

// The number of a target may have the sign of its side, that of percent, and a comma.
func TestThreshold(t *testing.T) {
	ms := sampleMeasures(t)
	rate, count := indicator(t, ms, "online", "received_online", "received"), indicator(t, ms, "late", "resolved_late", "")
	lower := rate
	lower.Better = kpi.Lower
	for _, tt := range []struct {
		d       kpi.Indicator
		text    string
		number  string
		percent bool
		err     string
	}{
		{rate, " 98 ", "98", false, ""}, {rate, "≥ 97,5 %", "97.5", true, ""}, {rate, ">= 97.5%", "97.5", true, ""}, {rate, ">=98", "98", false, ""},
		{rate, "<= 98", "", false, `"<= 98" has the wrong sign: a target of online is ≥ a number`},
		{lower, "≤ 2 %", "2", true, ""}, {lower, "<=2", "2", false, ""}, {lower, "≥ 2", "", false, `"≥ 2" has the wrong sign: a target of online is ≤ a number`},
		{rate, "1,234.5", "1,234.5", false, ""}, {rate, "1,2,3", "1,2,3", false, ""}, {rate, "97,125", "97.125", false, ""}, {rate, "97.125", "97.125", false, ""},
		{count, "12", "12", false, ""}, {count, "4,5", "4.5", false, ""}, {count, "12 %", "", false, `"12 %" is a percentage, but late is a count`},
		{count, "1.234", "", false, `"1.234" may have a group mark or a fraction: write it without a mark`}, {count, "1,234", "", false, `"1,234" may have a group mark or a fraction: write it without a mark`},
		{count, "1.23", "1.23", false, ""}, {count, "1.2345", "1.2345", false, ""},
	} {
		number, percent, err := tt.d.Threshold(tt.text)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if number != tt.number || percent != tt.percent || got != tt.err {
			t.Errorf("%q of %s: %q, %t, %q; want %q, %t, %q", tt.text, tt.d.ID, number, percent, got, tt.number, tt.percent, tt.err)
		}
	}
}

// A threshold of 1 or less may be a fraction by mistake, unless it may be small; above 100 it is none.
func TestLikely(t *testing.T) {
	for _, tt := range []struct {
		threshold    string
		large, small bool
	}{{"0.95", false, true}, {"1", false, true}, {"1.01", true, true}, {"0", false, true}, {"98", true, true}, {"100", true, true}, {"100.1", false, false}} {
		d := target(t, "online", 0, nil, tt.threshold)
		if large, small := d.Likely(false), d.Likely(true); large != tt.large || small != tt.small {
			t.Errorf("%s is likely: %t, where it may be small %t", tt.threshold, large, small)
		}
	}
}
