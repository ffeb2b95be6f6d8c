package kpi_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

func TestParseFormula(t *testing.T) {
	ms := sampleMeasures(t)
	tests := []struct{ text, terms, written string }{
		{"received", "+received", "received"},
		{"  received\t", "+received", "received"},
		{"resolved_in_time + pending", "+resolved_in_time +pending", "resolved_in_time + pending"},
		{"statutory_days-assigned_days", "+statutory_days -assigned_days", "statutory_days - assigned_days"},
		{"caseload - resolved  -pending+ received", "+caseload -resolved -pending +received", "caseload - resolved - pending + received"},
		{"received - received_online", "+received -received_online", "received - received_online"},
	}
	for _, tt := range tests {
		f, err := kpi.ParseFormula(tt.text, ms)
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		var terms []string
		for _, term := range f {
			sign := "+"
			if term.Minus {
				sign = "-"
			}
			terms = append(terms, sign+ms.At(term.Measure).ID)
		}
		if got := strings.Join(terms, " "); got != tt.terms {
			t.Errorf("%q is %s, want %s", tt.text, got, tt.terms)
		}
		written := f.Text(func(i int) string { return ms.At(i).ID })
		if written != tt.written {
			t.Errorf("%q is written %q, want %q", tt.text, written, tt.written)
		}
		if again, err := kpi.ParseFormula(written, ms); err != nil || !slices.Equal(again, f) {
			t.Errorf("%q is read back as %v, %v", written, again, err)
		}
	}
}

func TestParseFormulaRejects(t *testing.T) {
	ms := sampleMeasures(t)
	for text, want := range map[string]string{
		"":                                     "not a formula",
		"  ":                                   "not a formula",
		"+":                                    "not a formula",
		"-received":                            "not a formula",
		"+received":                            "not a formula",
		"received +":                           "not a formula",
		"received -":                           "not a formula",
		"received + + pending":                 "not a formula",
		"received +- pending":                  "not a formula",
		"received * 2":                         `no measure "received * 2"`,
		"received pending":                     `no measure "received pending"`,
		"received + fax":                       `no measure "fax"`,
		"RECEIVED":                             `no measure "RECEIVED"`,
		"received − pending":                   "no measure", // a minus sign, not a hyphen
		"(received)":                           "no measure",
		"received + 1":                         `no measure "1"`,
		"received + received":                  `"received" is there twice`,
		"received - received":                  `"received" is there twice`,
		"received + pending - received":        `"received" is there twice`,
		"received + tasks_assigned":            `"tasks_assigned" counts tasks, the terms before it dossiers`,
		"statutory_days - received":            `"received" counts dossiers, the terms before it days`,
		"received + pending + tasks_assigned":  "counts tasks",
		"received + pending - statutory_days ": "counts days",
	} {
		f, err := kpi.ParseFormula(text, ms)
		if err == nil {
			t.Errorf("%q is read as %v", text, f)
		} else if !strings.Contains(err.Error(), want) || f != nil {
			t.Errorf("%q: %v, error %q; want it to say %s", text, f, err, want)
		}
	}
}

func TestFormulaTextOfLabels(t *testing.T) {
	ms := sampleMeasures(t)
	f, err := kpi.ParseFormula("statutory_days - assigned_days", ms)
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]string{"statutory_days": "Theo quy định", "assigned_days": "Sau cắt giảm"}
	if got := f.Text(func(i int) string { return labels[ms.At(i).ID] }); got != "Theo quy định - Sau cắt giảm" {
		t.Errorf("got %q", got)
	}
	if got := kpi.Formula(nil).Text(func(int) string { return "x" }); got != "" {
		t.Errorf("no formula is written %q", got)
	}
}

func TestIndicatorNeeds(t *testing.T) {
	ms := sampleMeasures(t)
	tests := []struct {
		numerator, denominator, needs, written string
		plain                                  bool
	}{
		{"resolved_late", "", "resolved_late", "resolved_late", true},
		{"received_online", "received", "received_online received", "received_online / received", false},
		{"statutory_days - assigned_days", "statutory_days", "statutory_days assigned_days", "(statutory_days - assigned_days) / statutory_days", false},
		{"resolved", "received + carried_over", "resolved received carried_over", "resolved / (received + carried_over)", false},
	}
	for _, tt := range tests {
		d := indicator(t, ms, "x", tt.numerator, tt.denominator)
		if got := d.Text(ms); got != tt.written {
			t.Errorf("written %q, want %q", got, tt.written)
		}
		if got := strings.Join(ms.IDs(d.Needs()), " "); got != tt.needs || d.Plain() != tt.plain {
			t.Errorf("%s / %s needs %s, plain %t; want %s, %t", tt.numerator, tt.denominator, got, d.Plain(), tt.needs, tt.plain)
		}
	}
}

func TestBetterWords(t *testing.T) {
	for word, want := range map[string]kpi.Better{"higher": kpi.Higher, "lower": kpi.Lower} {
		if got, err := kpi.ParseBetter(word); err != nil || got != want || want.String() != word {
			t.Errorf("%q is read as %d (%v) and written %q", word, got, err, want)
		}
	}
	for _, word := range []string{"", "Higher", "up"} {
		if got, err := kpi.ParseBetter(word); err == nil {
			t.Errorf("%q is read as %v", word, got)
		}
	}
}
