package render_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/reconcile"
	"cchc/kpi/report"
)

// fixedReconciliation is one in which nothing is computed: two units that differ, of which
// one in a figure that no rules explain, one that only the list has, and names that a
// terminal or a spreadsheet would run.
func fixedReconciliation(t *testing.T, lang kpi.Lang, most int) *report.Reconciliation {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	september, known := kpi.NewMonth(2025, 9), func(v int64) reconcile.Figure { return reconcile.Figure{Value: v, Known: true} }
	of := func(name, measure string, counts, list, best reconcile.Figure) reconcile.Line {
		i, _ := c.Measures.Index(measure)
		return reconcile.Line{Unit: kpi.Unit{Commune: name, Level: kpi.Commune}, Period: kpi.Period{From: september, To: september}, Measure: i, Counts: counts, List: list, Best: best, OnlyList: name == "Đề Thám"}
	}
	services, _ := c.Measures.Index("services_online")
	chiLang := kpi.Unit{Commune: "Chi Lăng", Level: kpi.Commune}
	found := &reconcile.Result{
		Lines: []reconcile.Line{
			of("=Bắc\x1b[31m", "received", known(7), known(8), known(8)),
			of("Chi Lăng", "received", known(6118), known(6118), known(6118)),
			of("Chi Lăng", "resolved_early", known(5000), known(4986), known(5000)),
			of("Chi Lăng", "resolved_on_time", known(1), reconcile.Figure{}, known(1)),
			of("Đề Thám", "received", reconcile.Figure{}, known(3), known(3)),
		},
		NotCompared: reconcile.NotCompared{CountsUnits: []kpi.Unit{{Commune: "Hùng Sơn"}}, ListUnits: []kpi.Unit{{Commune: "Đề Thám", Level: kpi.Commune}},
			Measures: []reconcile.NotGiven{{Period: kpi.Period{From: september, To: september}, Measures: []int{services}}}},
		Rules:    dossiers.Rules{dossiers.BlankChannel: 1},
		Ranked:   []reconcile.Ruleset{{Rules: dossiers.Rules{dossiers.BlankChannel: 1, dossiers.ReturnedBy: 1, dossiers.NoDue: 1}, Switches: 2, Sum: 1}, {Rules: dossiers.Rules{dossiers.BlankChannel: 1}, Sum: 16}},
		Tried:    384,
		Idle:     []int{dossiers.DueBy, dossiers.UnitBy},
		Dossiers: 6129,
		Changes: []reconcile.Change{
			{Unit: chiLang, Month: september, From: dossiers.Returned, To: dossiers.ResolvedEarly, Count: 14, First: []dossiers.Place{{File: "list.csv", Line: 6, Code: "=H\x1b1"}, {File: "list.csv", Line: 9}}},
			{Unit: chiLang, Month: september, From: dossiers.ResolvedUnknown, To: reconcile.None, Count: 1, First: []dossiers.Place{{File: "list.csv", Line: 7}}},
		},
	}
	entries := []*kpi.Entry{{Period: kpi.Period{From: september, To: september}}}
	counts, list := &kpi.Ledger{Measures: c.Measures, Files: fixed(lang).Inputs[:1], Entries: entries}, &kpi.Ledger{Measures: c.Measures, Files: []kpi.File{{Name: "list.csv"}}}
	return report.BuildReconciliation(found, counts, list, most, nil, c.Messages, report.Options{Lang: lang})
}

// Every format of a reconciliation, in both languages where people read it.
func TestReconciliation(t *testing.T) {
	for _, lang := range []kpi.Lang{kpi.English, kpi.Vietnamese} {
		r := fixedReconciliation(t, lang, 2)
		for format, extension := range map[string]string{"table": "txt", "markdown": "md"} {
			wantGolden(t, fmt.Sprintf("reconcile-%s.%s", lang, extension), renderedAs(t, format, r))
		}
	}
	wantGolden(t, "reconcile.csv", renderedAs(t, "csv", fixedReconciliation(t, kpi.English, 2)))
	wantGolden(t, "reconcile-vi.csv", renderedAs(t, "csv-vi", fixedReconciliation(t, kpi.Vietnamese, 2)))
	wantGolden(t, "reconcile.json", renderedAs(t, "json", fixedReconciliation(t, kpi.English, 2)))
}

// Whatever dossiers are counted as has a name of its own in both languages.
func TestReconciliationOfAllParts(t *testing.T) {
	for lang, none := range map[kpi.Lang]string{kpi.English: "not counted", kpi.Vietnamese: "không tính"} {
		r := fixedReconciliation(t, lang, kpi.EveryCell)
		change := r.Found.Changes[0]
		r.Found.Changes = nil
		for p := range dossiers.Parts {
			change.From, change.To, change.Month = p, reconcile.None, kpi.NewMonth(2025, 9)
			r.Found.Changes = append(r.Found.Changes, change)
		}
		seen := map[string]bool{}
		for line := range strings.Lines(renderedAs(t, "table", r)) {
			text, ok := strings.CutPrefix(line, kpi.Fill("Chi Lăng · {m}: ", kpi.Args{"m", kpi.Period{From: change.Month, To: change.Month}.In(lang)}.Value))
			if name, _, isChange := strings.Cut(text, " → "+none+": "); ok && isChange && name != "" {
				seen[name] = true
			}
		}
		if len(seen) != int(dossiers.Parts) {
			t.Errorf("%s: %d of %d parts have a name: %q", lang, len(seen), dossiers.Parts, slices.Sorted(maps.Keys(seen)))
		}
	}
}

// Where all is equal there is no word of rules.
func TestReconciliationOfEqual(t *testing.T) {
	r := fixedReconciliation(t, kpi.English, 2)
	r.Found = &reconcile.Result{Ranked: []reconcile.Ruleset{{}}, Dossiers: 4, Lines: r.Found.Lines[1:2]}
	want := "Counts beside the list of dossiers · Period 2025-09 · files: 2\nFigures compared: 1; equal: 1, not equal: 0. Dossiers in the list: 4.\n"
	if got := renderedAs(t, "table", r); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The workbook has what differs of all units, and a sheet for each of them with a blank
// column for the answer; figures are numbers, and no text is run.
func TestReconciliationBook(t *testing.T) {
	r := fixedReconciliation(t, kpi.English, 2)
	r.Found.Changes[0].First[0].File = "sent/2025/list.csv" // which the unit knows without the folders
	f := opened(t, renderedAs(t, "xlsx", r))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Overview", "=Bắc u001b 31m", "Chi Lăng"}) {
		t.Errorf("sheets %q", got)
	}
	for at, want := range map[string]string{
		"A2": "To: Chi Lăng", "A7": "Period", "H7": "Corrected / explained", "A8": "2025-09", "B8": "Resolved early", "C8": "5000", "D8": "4986", "E8": "-14", "F8": "0", "G8": "", "H8": "",
		"B9": "Resolved on time", "C9": "1", "D9": "n/a", "E9": "n/a", "B10": "Returned or withdrawn → Resolved early", "C10": "", "G10": `list.csv:6 (=H\u001b1)`,
		"G11": "list.csv:9", "G12": "and 12 more: add --all", "B13": "Resolved, whether in time is not known → not counted", "G13": "list.csv:7",
	} {
		if got := heldAt(t, f, "Chi Lăng", at); got.raw != want {
			t.Errorf("%s holds %q, want %q", at, got.raw, want)
		}
	}
	for _, name := range f.GetSheetList() { // the answers are on the page of what they are to
		if props, err := f.GetSheetProps(name); err != nil || props.FitToPage == nil || !*props.FitToPage {
			t.Errorf("%s takes several pages beside each other", name)
		}
	}
	if got := heldAt(t, f, "Overview", "A11"); got.raw != "Unit" {
		t.Errorf("the first column of the overview is %q", got.raw)
	}
	if got := heldAt(t, f, "Overview", "A1"); !strings.HasPrefix(got.raw, "Counts beside the list") {
		t.Errorf("the overview begins with %q", got.raw)
	}
}
