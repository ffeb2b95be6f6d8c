package report_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// sectioned builds a report with findings and writes its sections as text.
func sectioned(t *testing.T, c *catalog.Catalog, ids string, lang kpi.Lang, findings ...kpi.Finding) []string {
	t.Helper()
	c.Messages.Judge(findings, nil, false)
	card := score(t, c, sample(t, c), byDistrict)
	chosen, _ := report.Choose(card, strings.Fields(ids))
	var lines []string
	for _, s := range report.Build(card, chosen, nil, nil, findings, c.Messages, report.Options{Lang: lang, Decimals: 1, Below: report.Below{Definitions: true}}).Sections {
		lines = append(lines, s.Title)
		for _, line := range s.Lines {
			lines = append(lines, "  "+line)
		}
	}
	return lines
}

// Below a table are the definitions, where they are wanted, and the notes with their places.
func TestSections(t *testing.T) {
	c := load(t)
	dash := kpi.Finding{Code: kpi.CountDash, Place: kpi.Place{File: "a\x1b.csv", Line: 3, Column: 4, Text: "-"}, Args: kpi.Args{"cells", "2"}}
	warning := kpi.Finding{Code: kpi.CountMissing, Place: kpi.Place{File: "a.csv", Line: 4}, Args: kpi.Args{"measure", "resolved_late"}}
	note := kpi.Finding{Code: kpi.FigureUndefined, Args: kpi.Args{"indicator", "digitised", "groups", "Bắc Sơn"}}
	wantTexts(t, sectioned(t, c, "deadline_cut late", kpi.English, dash, warning, note, warning),
		"Definitions",
		"  Deadline cut: deadline_cut = (statutory_days - assigned_days) / statutory_days",
		"  Resolved late: late = resolved_late",
		"Notes",
		`  a\u001b.csv:3:4: 2 cells with a dash read as 0; this is the first`,
		"  digitised is n/a for Bắc Sơn: nothing to divide by (0/0)",
		"  2 warnings (blank cell); see \"kpi check\"")
	wantTexts(t, sectioned(t, c, "deadline_cut on_time_received digitised digitised_received", kpi.Vietnamese),
		"Định nghĩa",
		"  Cắt giảm thời hạn: deadline_cut = (statutory_days - assigned_days) / statutory_days",
		"  Đúng hạn, trước hạn / tiếp nhận: on_time_received = resolved_in_time / received",
		"  Số hóa hồ sơ: digitised = digitised / digitised_eligible",
		"  Số hóa / tiếp nhận: digitised_received = digitised / received")
	wantTexts(t, sectioned(t, c, "deadline_cut on_time_received digitised", kpi.Vietnamese, note),
		"Định nghĩa",
		"  Cắt giảm thời hạn: deadline_cut = (statutory_days - assigned_days) / statutory_days",
		"  Đúng hạn, trước hạn / tiếp nhận: on_time_received = resolved_in_time / received",
		"  Số hóa hồ sơ: digitised = digitised / digitised_eligible",
		"Ghi chú",
		"  không tính được digitised của Bắc Sơn: mẫu số bằng 0")
}

// Five notes of a code are written, and the others counted.
func TestManyNotes(t *testing.T) {
	c := load(t)
	var findings []kpi.Finding
	for line := range 7 {
		findings = append(findings, kpi.Finding{Code: kpi.ColumnUnknown, Place: kpi.Place{File: "a.csv", Line: line + 1}})
	}
	got := strings.Join(sectioned(t, c, "late", kpi.English, findings...), "\n")
	if n := strings.Count(got, `: the column "" is not known and was not used`); n != 5 || !strings.Contains(got, "\n  2 more notes: unknown column") {
		t.Errorf("%d lines in\n%s", n, got)
	}
	got = strings.Join(sectioned(t, c, "late", kpi.English, findings[:5]...), "\n")
	if n := strings.Count(got, `: the column "" is not known and was not used`); n != 5 || strings.Contains(got, "more") {
		t.Errorf("%d lines in\n%s", n, got)
	}
}

// Programs get all findings, with texts in the language of the report.
func TestFindingsOfAReport(t *testing.T) {
	c := load(t)
	card := score(t, c, sample(t, c), byDistrict)
	f := kpi.Finding{Severity: kpi.Warning, Code: kpi.OfficeAlone, Place: kpi.Place{File: "a.csv", Line: 2}, Args: kpi.Args{"unit", "Sở Nội vụ"}}
	for lang, want := range map[kpi.Lang][2]string{
		kpi.English:    {"Sở Nội vụ is an office, and nothing names its unit: it is counted under its own name", "name the unit in a title or in the rows"},
		kpi.Vietnamese: {"Sở Nội vụ là một cơ quan nhưng không có gì cho biết thuộc đơn vị nào: số liệu được tính theo tên cơ quan", "ghi tên đơn vị ở phần tiêu đề hoặc ở từng dòng"},
	} {
		r := report.Build(card, nil, nil, nil, []kpi.Finding{f, f, f, f, f, f, f}, c.Messages, report.Options{Lang: lang})
		all := slices.Collect(r.Evidence.Findings)
		if len(all) != 7 {
			t.Fatalf("%d findings", len(all))
		}
		if m := all[6]; m.Text != want[0] || m.Remedy != want[1] || m.Code != f.Code || m.Severity != kpi.Warning || m.Place != f.Place {
			t.Errorf("%s: %+v", lang, m)
		}
	}
}

func TestDefinitions(t *testing.T) {
	c := load(t)
	r := build(c, score(t, c, sample(t, c), byDistrict), "late on_time_766 deadline_cut", english())
	want := []report.Definition{
		{ID: "late", Label: "Resolved late", Formula: "resolved_late", Words: "Resolved late", Numerator: "resolved_late", NumeratorWords: "Resolved late", Better: "lower is better", Source: "Form II.06, column (10)"},
		{ID: "on_time_766", Label: "On time by Decision 766", Formula: "(resolved_in_time + pending_in_time) / caseload",
			Words:     "(Resolved early or on time + Pending in time) / (Caseload)",
			Numerator: "resolved_in_time + pending_in_time", NumeratorWords: "Resolved early or on time + Pending in time",
			Denominator: "caseload", DenominatorWords: "Caseload", Better: "higher is better", Source: "Decision 766"},
		{ID: "deadline_cut", Label: "Deadline cut", Formula: "(statutory_days - assigned_days) / statutory_days",
			Words:     "(Statutory time limit - Time limit after the cut) / (Statutory time limit)",
			Numerator: "statutory_days - assigned_days", NumeratorWords: "Statutory time limit - Time limit after the cut",
			Denominator: "statutory_days", DenominatorWords: "Statutory time limit", Better: "higher is better", Source: "Decision 881"},
	}
	for i := range want {
		if r.Evidence.Definitions[i] != want[i] {
			t.Errorf("got %+v\nwant %+v", r.Evidence.Definitions[i], want[i])
		}
	}
	if len(r.Evidence.Definitions) != len(want) {
		t.Errorf("%d definitions", len(r.Evidence.Definitions))
	}
}

// A label comes from a table that somebody sent: it must not reach a terminal
// as it is.
func TestLabelOfAStrangeTable(t *testing.T) {
	c := load(t, "x | received | | higher | no | | A | B\nC\u200bD | D")
	for _, line := range sectioned(t, c, "x", kpi.English) {
		if kpi.Printable(line) != line {
			t.Errorf("%+q", line)
		}
	}
}

// Every fixed text that a report asks for is there.
func TestTextsOfReports(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, keyRows()...), kpi.Dimensions())
	for _, lang := range []kpi.Lang{kpi.English, kpi.Vietnamese} {
		words := &askedFor{Messages: c.Messages, asked: map[string]bool{}}
		r := report.Build(card, []int{0}, nil, nil, nil, words, report.Options{Lang: lang})
		for name := range words.asked {
			if c.Messages.Text(name, lang) == "" {
				t.Errorf("%s: there is no text %q", lang, name)
			}
		}
		for _, name := range []string{"period", "level.commune", "blank.district", "blank.commune", "communes", "agency", "undated", "na", "total"} {
			if !words.asked[name] {
				t.Errorf("%s: nothing asked for %q: %q", lang, name, labels(r))
			}
		}
	}
}

// askedFor notes which texts are asked for.
type askedFor struct {
	*catalog.Messages
	asked map[string]bool
}

// Text notes the name.
func (a *askedFor) Text(name string, lang kpi.Lang) string {
	a.asked[name] = true
	return a.Messages.Text(name, lang)
}
