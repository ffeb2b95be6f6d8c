package kpi_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// flow is a measure of dossiers; its parts, if any, are one text.
func flow(id, parts string) kpi.Measure {
	return kpi.Measure{ID: id, Kind: kpi.Flow, Of: kpi.Dossiers, Parts: strings.Fields(parts)}
}

func TestNewMeasuresRejects(t *testing.T) {
	opening := kpi.Measure{ID: "carried_over", Kind: kpi.Opening, Of: kpi.Dossiers}
	tasks := kpi.Measure{ID: "tasks", Kind: kpi.Flow, Of: "tasks"}
	tests := []struct {
		name       string
		list       []kpi.Measure
		id, column string
	}{
		{"repeated id", []kpi.Measure{flow("a", ""), flow("b", ""), flow("a", "")}, "a", "id"},
		{"unknown part", []kpi.Measure{flow("a", ""), flow("whole", "a b")}, "whole", "parts"},
		{"repeated part", []kpi.Measure{flow("a", ""), flow("whole", "a a")}, "whole", "parts"},
		{"part of itself", []kpi.Measure{flow("a", ""), flow("whole", "a whole")}, "whole", "parts"},
		{"cycle of two", []kpi.Measure{flow("x", "y"), flow("y", "x")}, "x", "parts"},
		{"cycle of three", []kpi.Measure{flow("a", ""), flow("z", "y"), flow("y", "x a"), flow("x", "z")}, "z", "parts"},
		{"part of other thing", []kpi.Measure{flow("a", ""), tasks, flow("whole", "a tasks")}, "whole", "parts"},
		{"part of other kind", []kpi.Measure{flow("a", ""), opening, flow("whole", "a carried_over")}, "whole", "kind"},
		{"whole of other kind", []kpi.Measure{flow("a", ""), flow("b", ""),
			{ID: "whole", Kind: kpi.Closing, Of: kpi.Dossiers, Parts: []string{"a", "b"}}}, "whole", "kind"},
		{"flow of a mixed part", []kpi.Measure{flow("a", ""), opening,
			{ID: "mixed", Kind: kpi.Mixed, Of: kpi.Dossiers, Parts: []string{"a", "carried_over"}}, flow("whole", "mixed")}, "whole", "kind"},
		{"mixed without parts", []kpi.Measure{{ID: "mixed", Kind: kpi.Mixed, Of: kpi.Dossiers}}, "mixed", "kind"},
		{"unknown bound", []kpi.Measure{{ID: "a", Kind: kpi.Flow, Of: kpi.Dossiers, Within: "b"}}, "a", "within"},
		{"bound by itself", []kpi.Measure{{ID: "a", Kind: kpi.Flow, Of: kpi.Dossiers, Within: "a"}}, "a", "within"},
		{"bound by other thing", []kpi.Measure{tasks, {ID: "a", Kind: kpi.Flow, Of: kpi.Dossiers, Within: "tasks"}}, "a", "within"},
	}
	for _, tt := range tests {
		_, err := kpi.NewMeasures(tt.list)
		d := new(kpi.DefinitionError)
		if !errors.As(err, &d) {
			t.Errorf("%s: error %v, want a DefinitionError", tt.name, err)
			continue
		}
		if d.ID != tt.id || d.Column != tt.column || d.Fault.Error() == "" {
			t.Errorf("%s: %+v, want column %s of %s", tt.name, *d, tt.column, tt.id)
		}
		if !strings.Contains(d.Error(), tt.id) || !strings.Contains(d.Error(), tt.column) {
			t.Errorf("%s: message %q names neither id nor column", tt.name, d)
		}
	}
}

// A part may come after its whole, and a mixed whole takes parts of any kind.
func TestNewMeasuresAccepts(t *testing.T) {
	ms := sampleMeasures(t)
	if ms.Len() != 15 {
		t.Fatalf("%d measures, want 15", ms.Len())
	}
	for i := range ms.Len() {
		if got := index(t, ms, ms.At(i).ID); got != i {
			t.Errorf("%s is at %d, found at %d", ms.At(i).ID, i, got)
		}
	}
	if i, ok := ms.Index("received_by_fax"); ok {
		t.Errorf("found a measure that is not there, at %d", i)
	}
	if _, err := kpi.NewMeasures(nil); err != nil {
		t.Errorf("no measures at all: %v", err)
	}
}

func TestMeasureScale(t *testing.T) {
	for of, want := range map[string]int64{kpi.Days: 2, kpi.Dossiers: 1, "tasks": 1, "": 1} {
		if got := (kpi.Measure{Of: of}).Scale(); got != want {
			t.Errorf("scale of %q is %d, want %d", of, got, want)
		}
	}
}

func TestBasesAndParts(t *testing.T) {
	ms := sampleMeasures(t)
	tests := []struct{ id, parts, bases string }{
		{"received_online", "", "received_online"},
		{"received", "received_online received_offline", "received_online received_offline"},
		{"caseload", "received carried_over", "received_online received_offline carried_over"},
		{"resolved", "resolved_in_time resolved_late", "resolved_in_time resolved_late"},
		{"statutory_days", "", "statutory_days"},
	}
	if whole := ms.Whole(index(t, ms, "resolved_late")); whole != index(t, ms, "resolved") {
		t.Errorf("the whole of resolved_late: %d", whole)
	}
	if got := strings.Join(ms.IDs(ms.Beside(index(t, ms, "resolved_late"))), " "); got != "resolved_in_time" {
		t.Errorf("beside resolved_late: %q", got)
	}
	if got := ms.Beside(index(t, ms, "caseload")); len(got) > 0 {
		t.Errorf("beside a whole of its own: %v", got)
	}
	for _, tt := range tests {
		i := index(t, ms, tt.id)
		if got := strings.Join(ms.IDs(ms.Parts(i)), " "); got != tt.parts {
			t.Errorf("parts of %s: %q, want %q", tt.id, got, tt.parts)
		}
		if got := strings.Join(ms.IDs(ms.Bases(i)), " "); got != tt.bases {
			t.Errorf("bases of %s: %q, want %q", tt.id, got, tt.bases)
		}
	}
}

func TestKindWords(t *testing.T) {
	for kind, word := range map[kpi.Kind]string{kpi.Flow: "flow", kpi.Opening: "opening", kpi.Closing: "closing",
		kpi.Distinct: "distinct", kpi.Mixed: "mixed"} {
		if got, err := kpi.ParseKind(word); err != nil || got != kind || kind.String() != word {
			t.Errorf("%q is read as %d (%v) and written %q", word, got, err, kind)
		}
	}
	for _, word := range []string{"", "Flow", "stock", "flow "} {
		if got, err := kpi.ParseKind(word); err == nil {
			t.Errorf("%q is read as %v", word, got)
		}
	}
	if got := kpi.Kind(0).String() + kpi.Kind(6).String(); got != "" {
		t.Errorf("kinds that are none are written %q", got)
	}
}

// ruleText writes a rule as "a + b = whole" or "a <= whole".
func ruleText(ms *kpi.Measures, r kpi.Rule) string {
	sign := " <= "
	if r.Exact {
		sign = " = "
	}
	return strings.Join(ms.IDs(r.Left), " + ") + sign + strings.Join(ms.IDs(r.Right), " + ")
}

// rules returns the rules where the measures of one text are given.
func rules(ms *kpi.Measures, ids string) []kpi.Rule {
	given := strings.Fields(ids)
	return ms.Rules(func(i int) bool { return slices.Contains(given, ms.At(i).ID) })
}

func TestRules(t *testing.T) {
	ms := sampleMeasures(t)
	tests := []struct {
		given string
		want  []string
	}{
		{"", nil},
		{"received", nil},
		{"received_online received_offline", nil},
		{"received received_online received_offline", []string{"received_online + received_offline = received"}},
		{"received received_online", []string{"received_online <= received"}},
		{"caseload received", []string{"received <= caseload"}},
		{"caseload received carried_over", []string{"received + carried_over = caseload"}},
		{"caseload received_online received_offline carried_over", []string{"received_online + received_offline + carried_over = caseload"}},
		{"caseload received_online carried_over", []string{"received_online + carried_over <= caseload"}},
		{"caseload received received_online received_offline carried_over", []string{
			"received + carried_over = caseload", "received_online + received_offline = received"}},
		{"tasks_on_time", nil},
		{"tasks_assigned", nil},
		{"tasks_assigned tasks_on_time", []string{"tasks_on_time <= tasks_assigned"}},
		{"statutory_days assigned_days", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, r := range rules(ms, tt.given) {
			got = append(got, ruleText(ms, r))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("given %s:\n got %q\nwant %q", tt.given, got, tt.want)
		}
	}
}

// A bound is checked through the parts of either side, but only where they are
// complete.
func TestRulesWithinWholes(t *testing.T) {
	ms, err := kpi.NewMeasures([]kpi.Measure{
		flow("whole", "a b"), flow("a", ""), flow("b", ""), flow("some", "c d"), flow("c", ""), flow("d", ""),
		{ID: "within", Kind: kpi.Flow, Of: kpi.Dossiers, Parts: []string{"some"}, Within: "whole"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]string{
		"within whole": "within <= whole", "within a b": "within <= a + b", "c d whole": "c + d <= whole", "some a b": "some <= a + b",
		"within a": "", "c whole": "", "c d a": "",
	} {
		var got string
		for _, r := range rules(ms, given) {
			got += ruleText(ms, r)
			if ms.At(r.Whole).ID != "whole" || r.Part < 0 || ms.At(r.Part).ID != "within" {
				t.Errorf("given %s: a rule of %d within %d", given, r.Part, r.Whole)
			}
		}
		if got != want {
			t.Errorf("given %s: %q, want %q", given, got, want)
		}
	}
}

func TestRuleBroken(t *testing.T) {
	ms := sampleMeasures(t)
	const all = "received received_online received_offline"
	tests := []struct {
		given, counts string
		left, right   int64
		code          string
	}{
		{all, "received 10, received_online 4, received_offline 6", 10, 10, ""},
		{all, "received 10, received_online 4, received_offline 5", 9, 10, kpi.PartsDisagree},
		{all, "received 10, received_online 4, received_offline 7", 11, 10, kpi.PartsDisagree},
		{all, "received 10, received_online 4, received_offline ?", 4, 10, ""},
		{all, "received 10, received_online 11, received_offline ?", 11, 10, kpi.PartExceedsWhole},
		{all, "received ?, received_online 4, received_offline 6", 10, 0, ""},
		{all, "received 0, received_online 0, received_offline 0", 0, 0, ""},
		{"received received_online", "received 10, received_online 10", 10, 10, ""},
		{"received received_online", "received 10, received_online 3", 3, 10, ""},
		{"received received_online", "received 10, received_online 11", 11, 10, kpi.PartExceedsWhole},
		{"tasks_assigned tasks_on_time", "tasks_assigned 17, tasks_on_time 15", 15, 17, ""},
		{"tasks_assigned tasks_on_time", "tasks_assigned 17, tasks_on_time 17", 17, 17, ""},
		{"tasks_assigned tasks_on_time", "tasks_assigned 17, tasks_on_time 18", 18, 17, kpi.PartExceedsWhole},
		{"tasks_assigned tasks_on_time", "tasks_assigned ?, tasks_on_time 18", 18, 0, ""},
		{"tasks_assigned tasks_on_time", "tasks_assigned 17, tasks_on_time ?", 0, 17, ""},
	}
	for _, tt := range tests {
		rs := rules(ms, tt.given)
		if len(rs) != 1 {
			t.Fatalf("given %s: %d rules, want 1", tt.given, len(rs))
		}
		left, right, code := rs[0].Broken(tally(t, ms, tt.counts))
		if left != tt.left || right != tt.right || code != tt.code {
			t.Errorf("%s: %d against %d, %q; want %d against %d, %q", tt.counts, left, right, code, tt.left, tt.right, tt.code)
		}
	}
}

// A side that does not fit is left to the sums to report.
func TestRuleOfTheFirstMeasure(t *testing.T) {
	ms, err := kpi.NewMeasures([]kpi.Measure{{ID: "paid", Kind: kpi.Flow, Of: kpi.Dossiers, Within: "fees"}, {ID: "fees", Kind: kpi.Flow, Of: kpi.Dossiers}})
	if err != nil {
		t.Fatal(err)
	}
	rule := ms.Rules(func(int) bool { return true })[0]
	counts := tally(t, ms, "paid 18, fees 17")
	if left, right, code := rule.Broken(counts); left != 18 || right != 17 || code != kpi.PartExceedsWhole {
		t.Errorf("%d against %d: %q", left, right, code)
	}
	counts.Lack(index(t, ms, "paid"))
	if _, _, code := rule.Broken(counts); code != "" {
		t.Errorf("a count that is not complete: %q", code)
	}
	ms, err = kpi.NewMeasures([]kpi.Measure{{ID: "paid", Kind: kpi.Flow, Of: kpi.Dossiers, Within: "fees", Parts: []string{"card", "cash"}}, flow("fees", ""), flow("card", ""), flow("cash", "")})
	if err != nil {
		t.Fatal(err)
	}
	rule = ms.Rules(func(i int) bool { return i > 0 })[0]
	if _, _, code := rule.Broken(tally(t, ms, "card 18, cash ?, fees 17")); code != "" || rule.Part != 0 {
		t.Errorf("one of its parts: %q by %+v", code, rule)
	}
	if rule.Has(0) || !rule.Has(1) || !rule.Has(2) || !rule.Has(3) {
		t.Error("the rule has other measures")
	}
}

func TestRuleBrokenOverflow(t *testing.T) {
	ms := sampleMeasures(t)
	sums := tally(t, ms, "received 0, received_online 1")
	if err := sums.Give(index(t, ms, "received_offline"), math.MaxInt64); err != nil {
		t.Fatal(err)
	}
	if _, _, code := rules(ms, "received received_online received_offline")[0].Broken(sums); code != "" {
		t.Errorf("a sum that does not fit is %s", code)
	}
}

// The message of a rule names the parts that are there, and halves are days.
func TestRuleArgs(t *testing.T) {
	ms, err := kpi.NewMeasures([]kpi.Measure{flow("whole", "a b"), flow("a", ""), flow("b", ""),
		{ID: "part_days", Kind: kpi.Flow, Of: kpi.Days, Within: "days"}, {ID: "days", Kind: kpi.Flow, Of: kpi.Days}})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ given, counts, want string }{
		{"whole a b", "whole 9, a 4, b 6", "whole whole part a + b count 9 sum 10"},
		{"whole a b", "whole 9, a 10, b ?", "whole whole part a count 9 sum 10"},
		{"days part_days", "days 8, part_days 9", "whole days part part_days count 4 sum 4.5"},
	}
	for _, tt := range tests {
		r, sums := rules(ms, tt.given)[0], tally(t, ms, tt.counts)
		left, right, _ := r.Broken(sums)
		if got := argsText(ms.RuleArgs(r, sums, left, right)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.counts, got, tt.want)
		}
	}
}

// A part that a whole reaches by two ways would be added twice.
func TestPartCountedTwice(t *testing.T) {
	_, err := kpi.NewMeasures([]kpi.Measure{flow("top", "left right"), flow("left", "base"), flow("right", "base"), flow("base", "")})
	var d *kpi.DefinitionError
	if !errors.As(err, &d) || d.ID != "top" || d.Column != "parts" {
		t.Errorf("error %v, want one of the parts of top", err)
	}
	_, err = kpi.NewMeasures([]kpi.Measure{flow("top", "left right"), flow("left", "base other"), flow("right", "base"), flow("base", ""), flow("other", "")})
	if !errors.As(err, &d) || d.ID != "top" { // the two are not neighbours
		t.Errorf("error %v, want one of the parts of top", err)
	}
}

func TestFamily(t *testing.T) {
	ms, err := kpi.NewMeasures([]kpi.Measure{flow("top", "left right"), flow("left", "base"), flow("right", "other"), flow("base", ""), flow("other", "")})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"top": "top left right base other", "left": "left base", "base": "base"} {
		if got := strings.Join(ms.IDs(ms.Family(index(t, ms, id))), " "); got != want {
			t.Errorf("family of %s: %s, want %s", id, got, want)
		}
	}
}
