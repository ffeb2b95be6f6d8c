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
		return reconcile.Line{Unit: kpi.Unit{Commune: name, Level: kpi.Commune}, Period: kpi.Period{From: september, To: september}, Measure: i, Counts: counts, List: list, Best: best}
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
		Apart:    reconcile.Apart{CountsUnits: []kpi.Unit{{Commune: "Hùng Sơn"}}, ListUnits: []kpi.Unit{{Commune: "Đề Thám", Level: kpi.Commune}}, Measures: []int{services}},
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
	counts, list := &kpi.Ledger{Measures: c.Measures, Files: fixed(lang).Inputs[:1]}, &kpi.Ledger{Measures: c.Measures, Files: []kpi.File{{Name: "list.csv"}}}
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
	want := "Counts beside the list of dossiers · Period 2025-09 · files: 2\n1 figures compared: 1 equal, 0 not. The list has 4 dossiers.\n"
	if got := renderedAs(t, "table", r); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The workbook has what differs of all units, and a sheet for each of them with a blank
// column for the answer; figures are numbers, and no text is run.
func TestReconciliationBook(t *testing.T) {
	f := opened(t, renderedAs(t, "xlsx", fixedReconciliation(t, kpi.English, 2)))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Overview", "=Bắc u001b 31m", "Chi Lăng"}) {
		t.Errorf("sheets %q", got)
	}
	for at, want := range map[string]string{
		"A2": "To: Chi Lăng", "A7": "Unit", "I7": "Corrected / explained", "A8": "Chi Lăng", "B8": "2025-09", "C8": "Resolved early", "D8": "5000", "E8": "4986", "F8": "-14", "G8": "0", "H8": "", "I8": "",
		"C9": "Resolved on time", "D9": "1", "E9": "n/a", "F9": "n/a", "C10": "Returned or withdrawn → Resolved early", "D10": "", "H10": `list.csv:6 (=H\u001b1)`, "H11": "list.csv:9", "H12": "and 12 more: add --all",
		"C13": "Resolved, whether in time is not known → not counted", "H13": "list.csv:7",
	} {
		if got := heldAt(t, f, "Chi Lăng", at); got.raw != want {
			t.Errorf("%s holds %q, want %q", at, got.raw, want)
		}
	}
	if got := heldAt(t, f, "Overview", "A1"); !strings.HasPrefix(got.raw, "Counts beside the list") {
		t.Errorf("the overview begins with %q", got.raw)
	}
}
