package report_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/report"
)

// ledger makes a ledger of rows such as
//
//	"2024-06 | Tràng Định/Chi Lăng | received 6118, resolved ?"
//
// of a period (or nothing), a unit and its counts, with ? for a blank. A unit
// with a slash is a commune, "Tràng Định//" the communes of a district together
// and nothing at all the province. "Lạng Sơn: Tràng Định" names the province.
func ledger(t *testing.T, c *catalog.Catalog, rows ...string) *kpi.Ledger {
	t.Helper()
	var entries []*kpi.Entry
	for _, row := range rows {
		cells := strings.Split(row, "|")
		e := &kpi.Entry{Unit: unit(strings.TrimSpace(cells[1])), Tally: kpi.NewTally(c.Measures.Len())}
		if text := strings.TrimSpace(cells[0]); text != "" {
			var err error
			if e.Period, _, err = dates.Parse(text, kpi.Calendar{}); err != nil {
				t.Fatal(err)
			}
		}
		for count := range strings.SplitSeq(strings.TrimSpace(cells[2]), ", ") {
			give(t, c, &e.Tally, count)
		}
		entries = append(entries, e)
	}
	l, err := kpi.NewLedger(c.Measures, nil, entries)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func unit(name string) kpi.Unit {
	province, name, named := strings.Cut(name, ":")
	if !named {
		province, name = "", province
	}
	name = strings.TrimSpace(name)
	district, commune, found := strings.Cut(name, "/")
	u := kpi.Unit{Province: province, District: district, Commune: strings.Trim(commune, "/"), Level: kpi.District}
	switch {
	case found:
		u.Level = kpi.Commune
	case name == "":
		u.Level = kpi.Province
	}
	return u
}

// give reads "received 5" or "received ?".
func give(t *testing.T, c *catalog.Catalog, tally *kpi.Tally, count string) {
	t.Helper()
	id, text, _ := strings.Cut(count, " ")
	measure, ok := c.Measures.Index(id)
	if !ok {
		t.Fatalf("no measure %q", id)
	}
	if text == "?" {
		tally.Lack(measure)
		return
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	if err := tally.Give(measure, n); err != nil {
		t.Fatal(err)
	}
}

// score computes all indicators of a catalogue.
func score(t *testing.T, c *catalog.Catalog, l *kpi.Ledger, by []kpi.Dimension, targets ...kpi.Target) *kpi.Scorecard {
	t.Helper()
	card, err := l.Score(by, c.Indicators, targets)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

func target(t *testing.T, indicator string, of *kpi.Unit, threshold string) kpi.Target {
	t.Helper()
	got, err := kpi.ParseTarget(indicator, 0, of, threshold)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// build arranges some indicators, given by id, without findings.
func build(c *catalog.Catalog, card *kpi.Scorecard, ids string, opts report.Options) *report.Document {
	chosen, _ := report.Choose(card, strings.Fields(ids))
	return report.Build(card, chosen, nil, nil, nil, c.Messages, opts)
}

// english are the usual options.
func english() report.Options { return report.Options{Lang: kpi.English, Decimals: 1} }

// labels writes the keys of every record.
func labels(r *report.Document) []string {
	var all []string
	for record := range r.Machine.Records.Rows {
		var keys []string
		for i, c := range record {
			if f := r.Machine.Records.Fields[i]; f.IsKey && f.Name != "" && c.Key != nil {
				keys = append(keys, c.Key.Label)
			}
		}
		all = append(all, strings.Join(keys, " | "))
	}
	return all
}

func wantTexts(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// messages writes findings as they are printed.
func messages(t *testing.T, c *catalog.Catalog, notes []kpi.Finding, lang kpi.Lang) []string {
	t.Helper()
	c.Messages.Judge(notes, nil, false)
	var texts []string
	for _, f := range notes {
		message, remedy := c.Messages.Message(f, lang)
		if f.Place != (kpi.Place{}) || message == "" || strings.ContainsAny(message+remedy, "{}") {
			t.Errorf("%s at %+v: %q, %q", f.Code, f.Place, message, remedy)
		}
		texts = append(texts, f.Severity.String()+" "+f.Code+": "+message)
	}
	return texts
}
