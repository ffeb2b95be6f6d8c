package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
)

// component is a row of a profile; a blank zero is not known.
func component(t *testing.T, indicator, group, most, rule, zero string) kpi.Component {
	t.Helper()
	c := kpi.Component{Indicator: indicator, Group: group}
	var err error
	if c.Most, err = kpi.ParsePoints(most); err != nil {
		t.Fatal(err)
	}
	if err := c.SetRule(rule); err != nil {
		t.Fatal(err)
	}
	if zero != "" {
		if c.Zero, err = kpi.ParsePoints(zero); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// points writes points with six decimals, and n/a where they are not known.
func points(p kpi.Points) string {
	if !p.Known() {
		return "n/a"
	}
	return p.Decimal(6)
}

// known is the result of two counts.
func known(num, den int64) kpi.Result {
	return kpi.Result{Known: true, Ratio: kpi.Ratio{Num: num, Den: den, Scale: 1}}
}

func TestEarnedPoints(t *testing.T) {
	for _, tt := range []struct {
		most, rule, zero string
		result           kpi.Result
		want             string
	}{
		{"20", "linear", "", known(1, 3), "6.666667"},
		{"20", "linear", "", known(1, 1), "20.000000"},
		{"20", "linear", "", known(4, 3), "20.000000"},
		{"20", "linear", "", known(-1, 3), "0.000000"},
		{"20", "linear", "", known(0, 3), "0.000000"},
		{"6", "full-at 50", "", known(1, 2), "6.000000"},
		{"6", "full-at 50", "", known(499, 1000), "5.988000"},
		{"6", "full-at 50", "", known(9, 10), "6.000000"},
		{"2.5", "full-at 87.5", "", known(7, 16), "1.250000"},
		{"2", "full-at 200", "", known(1, 1), "1.000000"},
		{"20", "linear", "", known(0, 0), "n/a"},
		{"20", "linear", "0", known(0, 0), "0.000000"},
		{"20", "full-at 80", "12.5", known(0, 0), "12.500000"},
		{"20", "linear", "5", kpi.Result{}, "n/a"}, // counts are missing, whatever 0/0 earns
	} {
		c := component(t, "x", "", tt.most, tt.rule, tt.zero)
		if got := points(c.Earned(tt.result)); got != tt.want {
			t.Errorf("%s by %s of %d/%d: %s, want %s", tt.most, tt.rule, tt.result.Ratio.Num, tt.result.Ratio.Den, got, tt.want)
		}
	}
}

func TestPointsAsText(t *testing.T) {
	for text, want := range map[string]string{"20": "20 20.00", "2.50": "2.5 2.50", "0": "0 0.00", "0.125": "0.125 0.13", "007": "7 7.00"} {
		p, err := kpi.ParsePoints(text)
		if err != nil || p.String()+" "+p.Decimal(2) != want {
			t.Errorf("%s: %s %s, %v", text, p, p.Decimal(2), err)
		}
	}
	for _, text := range []string{"", "-1", "2,5", "1e3", "1/3", "5.", ".5", "5 ", "x"} {
		if _, err := kpi.ParsePoints(text); err == nil || err.Error() != fmt.Sprintf("%q is not a number of points: want a number such as 20 or 2.5", text) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"", "full-at", "full-at ", "full-at 0", "full-at 0.0", "full-at -5", "full-at 80%", "Linear", "at 80"} {
		var c kpi.Component
		const want = " is not a rule: want linear, or full-at with a percentage above 0, such as full-at 80"
		if err := c.SetRule(text); err == nil || err.Error() != fmt.Sprintf("%q", text)+want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A part that is not known makes its group and the sum not known, and no other group.
func TestScores(t *testing.T) {
	p := kpi.Profile{Components: []kpi.Component{
		component(t, "a", "one", "6", "linear", ""), component(t, "b", "", "1", "linear", ""),
		component(t, "c", "two", "2", "full-at 50", ""), component(t, "d", "one", "4", "linear", "1"),
	}}
	card := &kpi.Scorecard{Indicators: []kpi.Indicator{{ID: "d"}, {ID: "c"}, {ID: "b"}, {ID: "a"}}}
	write := func(s kpi.RowPoints) string {
		var texts []string
		for _, v := range s.All() {
			texts = append(texts, points(v))
		}
		return strings.Join(texts, " ")
	}
	if got := strings.Join(p.Groups(), ", ") + ": " + write(p.Most()); got != "one, two: 6.000000 1.000000 2.000000 4.000000 10.000000 2.000000 13.000000" {
		t.Error(got)
	}
	for want, results := range map[string][]kpi.Result{ // d, c, b, a
		"2.000000 0.333333 1.333333 4.000000 6.000000 1.333333 7.666667": {known(1, 1), known(1, 3), known(1, 3), known(1, 3)},
		"2.000000 0.333333 n/a 1.000000 3.000000 n/a n/a":                {known(0, 0), {}, known(1, 3), known(1, 3)},
		"n/a n/a 0.000000 4.000000 n/a 0.000000 n/a":                     {known(1, 1), known(0, 3), {}, {}},
	} {
		if got := write(p.Earned(card, kpi.Score{Results: results})); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// Of several rows of an indicator the latest that holds from the first day counts.
func TestVersionsOfAProfile(t *testing.T) {
	day := func(month, date int) kpi.Day {
		d, ok := kpi.NewDay(2026, month, date)
		if !ok {
			t.Fatal("no such day")
		}
		return d
	}
	row := func(indicator, most string, line int, from kpi.Day) kpi.Component {
		c := component(t, indicator, "", most, "linear", "")
		c.From, c.Place = from, kpi.Place{File: "p.csv", Line: line}
		return c
	}
	p := kpi.Profile{Name: "p.csv", Components: []kpi.Component{
		row("a", "3", 2, day(7, 1)), row("b", "5", 3, kpi.Day{}), row("a", "1", 4, kpi.Day{}), row("a", "2", 5, day(4, 15)), row("c", "9", 6, day(3, 1)),
	}}
	half := func(from, to int) kpi.Period {
		return kpi.Period{From: kpi.NewMonth(2026, from), To: kpi.NewMonth(2026, to)}
	}
	for _, tt := range []struct {
		period kpi.Period
		ends   int
		want   string
	}{
		{half(6, 6), 1, "b 5, a 2, c 9"},                                       // to 1 June
		{half(7, 7), 1, "b 5, a 2, c 9; 2 score-changes 2026-07 2026-07-01 5"}, // from 2 June to 1 July
		{half(3, 3), 0, "b 5, a 1, c 9"},
		{half(4, 4), 0, "b 5, a 1, c 9; 5 score-changes 2026-04 2026-04-15 4"},
		{half(5, 6), 0, "b 5, a 2, c 9"},
		{half(5, 5), 14, "b 5, a 2, c 9"}, // from 15 April to 14 May
		{half(7, 12), 0, "a 3, b 5, c 9"},
		{half(5, 7), 0, "b 5, a 2, c 9; 2 score-changes 2026-05..2026-07 2026-07-01 5"},
		{half(3, 7), 0, "b 5, a 1, c 9; 2 score-changes 2026-03..2026-07 2026-07-01 4; 5 score-changes 2026-03..2026-07 2026-04-15 4"},
		{half(2, 3), 0, "b 5, a 1; 6 score-missing 2026-02..2026-03 2026-03-01 "},
		{kpi.Period{}, 0, "b 5, a 1; 6 score-missing " + "undated" + " 2026-03-01 "},
	} {
		in, findings := p.In(tt.period, kpi.Calendar{MonthEnds: tt.ends})
		var rows []string
		for _, c := range in.Components {
			rows = append(rows, c.Indicator+" "+c.Most.String())
		}
		got := strings.Join(rows, ", ")
		for _, f := range findings {
			got += fmt.Sprint("; ", f.Place.Line, " ", f.Code, " ", argsText(kpi.Args{f.Args.Value("period"), f.Args.Value("first"), f.Args.Value("line")}))
		}
		if got != tt.want || in.Name != "p.csv" {
			t.Errorf("in %s:\n got %s\nwant %s", tt.period, got, tt.want)
		}
	}
}

// Where no row of an indicator holds yet, the oldest is named, wherever it is.
func TestOldestRowOfAProfile(t *testing.T) {
	var p kpi.Profile
	for line, month := range []int{9, 7, 8} {
		c := component(t, "a", "", "3", "linear", "")
		c.From, _ = kpi.NewDay(2026, month, 1)
		c.Place = kpi.Place{File: "p.csv", Line: line + 2}
		p.Components = append(p.Components, c)
	}
	in, findings := p.In(kpi.NewMonth(2026, 6).Period(), kpi.Calendar{})
	if len(in.Components) > 0 || len(findings) != 1 || findings[0].Code != kpi.ScoreMissing || findings[0].Place.Line != 3 {
		t.Errorf("%v, %v", in.Components, findings)
	}
}
