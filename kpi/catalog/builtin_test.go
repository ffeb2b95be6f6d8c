package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// load reads the built-in tables and some tables of a user.
func load(t *testing.T, user ...catalog.Table) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Load(user...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// wantLines compares two texts line by line.
func wantLines(t *testing.T, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("line %d:\n got %q\nwant %q", i+1, g, w)
		}
	}
}

// fields cuts a table that is written with spaces into lines with single ones.
func fields(table string) []string {
	var lines []string
	for line := range strings.Lines(table) {
		if text := strings.Join(strings.Fields(line), " "); text != "" {
			lines = append(lines, text)
		}
	}
	return lines
}

// What every measure counts, how it adds up over time, its parts and its bound.
const builtInMeasures = `
	received_online      flow    dossiers   =  <
	received_direct      flow    dossiers   =  <
	received_postal      flow    dossiers   =  <
	received_offline     flow    dossiers   = received_direct + received_postal  <
	received             flow    dossiers   = received_online + received_offline  <
	carried_over         opening dossiers   =  <
	caseload             mixed   dossiers   = received + carried_over  <
	resolved_early       flow    dossiers   =  <
	resolved_on_time     flow    dossiers   =  <
	resolved_in_time     flow    dossiers   = resolved_early + resolved_on_time  <
	resolved_late        flow    dossiers   =  <
	resolved             flow    dossiers   = resolved_in_time + resolved_late  <
	pending_in_time      closing dossiers   =  <
	pending_overdue      closing dossiers   =  <
	pending              closing dossiers   = pending_in_time + pending_overdue  <
	returned             flow    dossiers   =  <
	paused               closing dossiers   =  <
	fee_bearing          flow    dossiers   =  <
	paid_online          flow    dossiers   =  < fee_bearing
	paid_in_person       flow    dossiers   =  < fee_bearing
	digitised_eligible   flow    dossiers   =  <
	digitised            flow    dossiers   =  < digitised_eligible
	results_electronic   flow    dossiers   =  < resolved
	reused               flow    dossiers   =  < received
	on_system            flow    dossiers   =  < received
	services_online      distinct services   =  <
	services_online_used distinct services   =  < services_online
	fee_procedures       distinct fee-procedures =  <
	fee_procedures_paid_online distinct fee-procedures =  < fee_procedures
	fee_procedures_synced distinct fee-procedures =  < fee_procedures
	statutory_days       distinct days       =  <
	assigned_days        distinct days       =  <
	procedures           distinct procedures =  <
	procedures_cut       distinct procedures =  < procedures
	tasks_assigned       flow    tasks      =  <
	tasks_on_time        flow    tasks      =  < tasks_assigned
	tasks_late           flow    tasks      =  < tasks_assigned
	tasks_in_progress    closing tasks      =  < tasks_assigned
	tasks_overdue        closing tasks      =  < tasks_assigned
	officials            distinct people     =  <
	officials_qualified  distinct people     =  < officials
`

func TestBuiltInMeasures(t *testing.T) {
	c := load(t)
	var got []string
	for i := range c.Measures.Len() {
		m := c.Measures.At(i)
		line := fmt.Sprintf("%s %s %s = %s < %s", m.ID, m.Kind, m.Of, strings.Join(m.Parts, " + "), m.Within)
		got = append(got, fields(line)...)
	}
	wantLines(t, got, fields(builtInMeasures))
}

// The formula of every indicator, which way it improves, whether it is in a
// report by default, and its family.
const builtInIndicators = `
	on_time             = resolved_in_time / resolved                               higher headline on_time
	on_time_received    = resolved_in_time / received                               higher instead on_time
	on_time_766         = (resolved_in_time + pending_in_time) / caseload           higher -        on_time
	late                = resolved_late                                             lower  -        -
	digitised           = digitised / digitised_eligible                            higher headline digitised
	digitised_received  = digitised / received                                      higher -        digitised
	results_electronic  = results_electronic / resolved                             higher -        -
	reused              = reused / received                                         higher -        -
	online              = received_online / received                                higher headline -
	online_services     = services_online_used / services_online                    higher -        -
	online_payment      = paid_online / fee_bearing                                 higher headline -
	fee_procedures_paid_online = fee_procedures_paid_online / fee_procedures        higher -        -
	fee_procedures_synced = fee_procedures_synced / fee_procedures                  higher -        -
	postal              = received_postal / received                                higher -        -
	on_system           = on_system / received                                      higher -        -
	deadline_cut        = (statutory_days - assigned_days) / statutory_days         higher headline -
	procedures_cut      = procedures_cut / procedures                               higher -        -
	tasks_on_time       = tasks_on_time / tasks_assigned                            higher -        -
	officials_qualified = officials_qualified / officials                           higher -        -
`

// dash writes an empty text as a dash.
func dash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

func TestBuiltInIndicators(t *testing.T) {
	c := load(t)
	var got []string
	for _, d := range c.Indicators {
		headline := "-"
		if d.Headline {
			headline = "headline"
		} else if d.Instead {
			headline = "instead"
		}
		got = append(got, fmt.Sprintf("%s = %s %s %s %s", d.ID, d.Text(c.Measures), d.Better, headline, dash(d.Family)))
	}
	wantLines(t, got, fields(builtInIndicators))
}

// A label that two definitions share is of no use.
func TestBuiltInLabelsAreDistinct(t *testing.T) {
	c := load(t)
	for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
		seen := map[string]string{}
		tell := func(id string, labels kpi.Labels) {
			label := labels.In(lang)
			if other, ok := seen[label]; ok || label == "" {
				t.Errorf("%s: %q is the label of %s and of %s", lang, label, other, id)
			}
			seen[label] = id
		}
		for _, d := range c.Indicators {
			tell("indicator "+d.ID, d.Labels)
		}
		clear(seen)
		for i := range c.Measures.Len() {
			tell("measure "+c.Measures.At(i).ID, c.Measures.At(i).Labels)
		}
	}
}

// A text without its twin would be in a page of the other language.
func TestBuiltInDefinitionsInBothLanguages(t *testing.T) {
	c := load(t)
	for i := range c.Measures.Len() {
		m := c.Measures.At(i)
		wantBoth(t, m.ID, m.Labels.VI, m.Labels.EN)
	}
	for _, d := range rows(t, "indicators.csv") {
		wantBoth(t, d["id"], d["label_vi"], d["label_en"])
		wantBoth(t, d["id"]+" source", d["source_vi"], d["source"])
	}
}

// The name of a key column and the id of a measure are header texts, whatever the table
// of headers holds.
func TestKeys(t *testing.T) {
	want := "period month quarter year province district commune unit unit_code level procedure field day_kind things count percent ordinal ignored"
	if got := strings.Join(catalog.Keys(), " "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	c := load(t)
	for _, key := range catalog.Keys() {
		if m, ok := c.Headers.Meaning(key); (!ok || m.Key != key) && !(key == catalog.KeyCount && c.Headers.IsCount(key)) {
			t.Errorf("the header %q means %+v, %t", key, m, ok)
		}
	}
	for i := range c.Measures.Len() {
		id := c.Measures.At(i).ID
		if m, ok := c.Headers.Meaning(id); !ok || m != (catalog.Meaning{Measure: i}) {
			t.Errorf("the header %q means %+v, %t", id, m, ok)
		}
	}
}

func TestIndicatorByID(t *testing.T) {
	c := load(t)
	d, ok := c.Indicator("late")
	if !ok || d.ID != "late" || !d.Plain() || d.Better != kpi.Lower || d.Labels != (kpi.Labels{VI: "Hồ sơ giải quyết quá hạn", EN: "Resolved late"}) ||
		d.Source.EN != "Circular 01/2020/TT-VPCP, form II.06: column (10)" {
		t.Errorf("late is %+v, %t", d, ok)
	}
	if d, ok := c.Indicator("on time"); ok || d.ID != "" {
		t.Errorf("there is an indicator %q", d.ID)
	}
}
