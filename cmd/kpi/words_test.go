package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// toType is what a remedy names to be typed letter by letter: options with their values,
// commands, rows of a table of headers, and periods in or before the name of a file.
var toType = regexp.MustCompile(`--indicator [^:]*:.*$|--[a-z-]+( [a-z0-9_,.=-]+)?|kpi indicators \S+|header,column\).*$|%on_time|` +
	`\d{4}-\d{2}(=TỆP|=FILE|\.csv|-\d{2})|(things|từ trong|more of) .*$`)

// quotedText is a cell or a label within a message, and inBrackets the header of a column
// behind it.
var (
	quotedText = regexp.MustCompile(`"[^"]*"`)
	inBrackets = regexp.MustCompile(` \[[^\]]*\]$`)
	isoPeriod  = regexp.MustCompile(`\b\d{4}-(\d{2}|Q\d|H\d)\b`)
)

// idsOf returns the ids of measures and indicators that a text has as words.
func idsOf(cat *catalog.Catalog, text string) (found []string) {
	words := regexp.MustCompile(`[A-Za-z0-9_]+`).FindAllString(text, -1)
	for _, word := range words {
		_, isMeasure := cat.Measures.Index(word)
		_, isIndicator := cat.Indicator(word)
		if isMeasure || isIndicator {
			found = append(found, word)
		}
	}
	return found
}

// checkVietnamese checks that a finding in Vietnamese is a sentence: it has no id of a
// measure or indicator but in what is to be typed, and no period, sign or list of programs.
func checkVietnamese(t *testing.T, cat *catalog.Catalog, f printedFinding) {
	t.Helper()
	for _, text := range []string{inBrackets.ReplaceAllString(f.message, ""), f.remedy} {
		text = quotedText.ReplaceAllString(toType.ReplaceAllString(text, ""), "")
		if ids := idsOf(cat, text); len(ids) > 0 {
			t.Errorf("%s has the ids %q: %s", f.code, ids, text)
		}
		for _, sign := range []string{"Σ", "(–)", "nữa", "≠", " n/a", "error", "warning"} {
			if strings.Contains(text, sign) {
				t.Errorf("%s has %q: %s", f.code, sign, text)
			}
		}
		if found := isoPeriod.FindString(text); found != "" {
			t.Errorf("%s has the period %s: %s", f.code, found, text)
		}
	}
}

// checkLabels checks that a finding whose message is about a measure or an indicator has
// the label of one in quotation marks.
func checkLabels(t *testing.T, cat *catalog.Catalog, f printedFinding, lang kpi.Lang) {
	t.Helper()
	_, message, _ := cat.Messages.Code(f.code, lang)
	isAbout := func(name string) bool { return strings.Contains(message, "{"+name+"}") }
	if !slices.ContainsFunc([]string{"measure", "measures", "indicator", "indicators", "whole", "part"}, isAbout) {
		return
	}
	var labels []string
	for i := range cat.Measures.Len() {
		labels = append(labels, cat.Measures.At(i).Labels.In(lang))
	}
	for _, d := range cat.Indicators {
		labels = append(labels, d.Labels.In(lang))
	}
	if !slices.ContainsFunc(labels, func(label string) bool { return strings.Contains(f.message, `"`+label+`"`) }) {
		t.Errorf("%s: %s names nothing by its label: %s", lang, f.code, f.message)
	}
}

// What the checks of this file look for is found where it is.
func TestWordsAreChecked(t *testing.T) {
	cat, err := catalog.Load()
	must(t, err)
	if got := idsOf(cat, "late không có số liệu cho Bắc Sơn, resolved_late (on_time 97,8), lateness"); !slices.Equal(got, []string{"late", "resolved_late", "on_time"}) {
		t.Errorf("ids %q", got)
	}
	for text, want := range map[string]string{
		"95 dòng ngoài 2024-06": "2024-06", "kỳ 2024-Q2": "2024-Q2", "kỳ 06/2024": "", "ngày 2024-06-15": "2024-06",
	} {
		if got := isoPeriod.FindString(text); got != want {
			t.Errorf("%q has %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"thử --allow row-section", "(kpi indicators on_time liệt kê", "(gồm hai cột header,column): Quá hạn,resolved_late", "như 2024-06=TỆP, hoặc 2024-06.csv"} {
		left := toType.ReplaceAllString(text, "")
		if len(idsOf(cat, left)) > 0 || isoPeriod.MatchString(left) {
			t.Errorf("%q leaves %q", text, left)
		}
	}
}

// Nobody has to know an id or a sign of programs to read the notes below a table in
// Vietnamese.
func TestReportInVietnamese(t *testing.T) {
	cat, err := catalog.Load()
	must(t, err)
	for _, args := range []string{
		"../../testdata/exports --period 2024-06", "../../testdata/article/published.csv", "../../testdata/exports -k tasks_on_time,late,officials_qualified --by level",
		"../../testdata/article/published.csv -k late,on_time,online",
	} {
		code, out, errs := runKPI(t, append([]string{"report", "--lang", "vi", "--notes"}, strings.Fields(args)...)...)
		_, notes, found := strings.Cut(out, "\nGhi chú\n")
		if code != exitDone || !found {
			t.Fatalf("%s: code %d: %s\n%s", args, code, errs, out)
		}
		for line := range strings.Lines(notes) {
			if line = strings.TrimSpace(line); !strings.Contains(line, "-k)") { // whose ids are to be typed
				checkVietnamese(t, cat, printedFinding{code: args, message: line})
			}
		}
	}
}
