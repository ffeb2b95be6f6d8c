package kpi_test

import (
	"strings"
	"testing"

	"cchc/kpi"
)

// ids has no labels: keys are written as ids, and texts as their names.
type ids struct{}

func (ids) Text(name string, _ kpi.Lang) string    { return name }
func (ids) MeasureLabel(string, kpi.Lang) string   { return "" }
func (ids) IndicatorLabel(string, kpi.Lang) string { return "" }
func (ids) Short(code string, _ kpi.Lang) string   { return code }

// argsText writes the arguments of a finding with ids for its keys.
func argsText(args kpi.Args) string {
	return kpi.Resolve(strings.Join(args, " "), kpi.English, ids{})
}

// labels has a label for everything.
type labels struct{ ids }

func (labels) Text(name string, lang kpi.Lang) string {
	return kpi.Labels{VI: "và {n} đơn vị khác", EN: "and {n} more"}.In(lang)
}

func (labels) MeasureLabel(id string, lang kpi.Lang) string { return string(lang) + " " + id }

func (labels) IndicatorLabel(id string, lang kpi.Lang) string { return "% " + id }

// A key is put into the words of the language asked for; what is around it stays, and is made
// printable.
func TestResolve(t *testing.T) {
	year := kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 12)}
	june := kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 6)}
	day, _ := kpi.NewDay(2024, 6, 5)
	last, _ := kpi.NewDay(2024, 7, 4)
	for _, tt := range []struct{ arg, vi, en string }{
		{"Bắc Sơn\n", `Bắc Sơn\u000a`, `Bắc Sơn\u000a`},
		{kpi.MeasureKey("received") + " (a)", `"vi received" (a)`, `"en received" (a)`},
		{"a: " + kpi.IndicatorKey("on_time"), `a: "% on_time"`, `a: "% on_time"`},
		{kpi.NumberKey("97.8"), "97,8", "97.8"},
		{kpi.PeriodKey(june), "06/2024", "2024-06"},
		{kpi.PeriodKey(year), "01/2024 – 12/2024", "2024"},
		{kpi.PeriodKey(kpi.Dated(day, last)), "05/06/2024 – 04/07/2024", "2024-06-05..2024-07-04"},
		{kpi.PeriodKey(kpi.Period{}), "", ""},
		{kpi.DayKey(day), "05/06/2024", "2024-06-05"},
		{kpi.CodeKey("row-total"), "row-total", "row-total"},
		{kpi.Keys(kpi.MeasureKey, []string{"a", "b"}), `"vi a", "vi b"`, `"en a", "en b"`},
		{kpi.FewOf("units", []string{"a", "b", "c", "d"}), "a, b, c, d", "a, b, c, d"},
		{kpi.FewOf("units", []string{"a", "b", "c", "d", "e"}), "a, b, c, d và 1 đơn vị khác", "a, b, c, d and 1 more"},
	} {
		if got := kpi.Resolve(tt.arg, kpi.Vietnamese, labels{}); got != tt.vi {
			t.Errorf("%q is %q in Vietnamese, want %q", tt.arg, got, tt.vi)
		}
		if got := kpi.Resolve(tt.arg, kpi.English, labels{}); got != tt.en {
			t.Errorf("%q is %q in English, want %q", tt.arg, got, tt.en)
		}
	}
	if got := kpi.Resolve(kpi.MeasureKey("own"), kpi.Vietnamese, ids{}); got != "own" {
		t.Errorf("without a label: %q", got)
	}
}

// Periods for people name their months, or their days.
func TestPeriodIn(t *testing.T) {
	first, _ := kpi.NewDay(2024, 5, 15)
	last, _ := kpi.NewDay(2024, 6, 14)
	for _, tt := range []struct {
		period kpi.Period
		vi, en string
	}{
		{kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 6)}, "06/2024", "2024-06"},
		{kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 8)}, "06/2024 – 08/2024", "2024-06 – 2024-08"},
		{kpi.Dated(first, last), "15/05/2024 – 14/06/2024", "2024-05-15 – 2024-06-14"},
	} {
		if vi, en := tt.period.In(kpi.Vietnamese), tt.period.In(kpi.English); vi != tt.vi || en != tt.en {
			t.Errorf("%s is %q and %q, want %q and %q", tt.period, vi, en, tt.vi, tt.en)
		}
	}
}

// silent has no texts.
type silent struct{ ids }

func (silent) Text(string, kpi.Lang) string { return "" }

// A text that no table has is the last part of its name.
func TestResolveUnknownText(t *testing.T) {
	if got := kpi.Resolve("in "+kpi.TextKey("days.lunar"), kpi.English, silent{}); got != "in lunar" {
		t.Error(got)
	}
}
