package render_test

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// overMonths is the fixed report with figures by month.
func overMonths(lang kpi.Lang) *report.Report {
	r := fixed(lang)
	withMonths(r)
	return r
}

// elements returns what a pattern finds in a page, its first group each.
func elements(page, pattern string) []string {
	var all []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(page, -1) {
		all = append(all, m[1])
	}
	return all
}

// The page may load nothing, and run and look like nothing but what stands in it.
func TestPageAllowsNothing(t *testing.T) {
	page := rendered(t, "html", overMonths(kpi.Vietnamese))
	policy := html.UnescapeString(elements(page, `http-equiv="Content-Security-Policy" content="([^"]*)"`)[0])
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	style, script := elements(page, `(?s)<style>(.*?)</style>`), elements(page, `(?s)<script>(.*?)</script>`)
	if len(style) != 1 || len(script) != 1 {
		t.Fatalf("%d styles and %d scripts", len(style), len(script))
	}
	if want := "default-src 'none'; style-src " + hash(style[0]) + "; script-src " + hash(script[0]) + "; base-uri 'none'; form-action 'none'"; policy != want {
		t.Errorf("policy %s\nwant   %s", policy, want)
	}
	for _, pattern := range []string{`(?i)\s(style)="`, `(?i)<[a-z]+[^>]*\s(on[a-z]+)=`, `(?i)(javascript:)`, `(?i)(https?://)`, `(?i)<[^>]*\s(src|href)=`, `(?i)(url\()`, `(?i)(@import)`} {
		if found := elements(page, pattern); len(found) > 0 {
			t.Errorf("the page has %q", found)
		}
	}
}

// Every picture says what it shows, or stands beside a text that does.
func TestPicturesHaveTexts(t *testing.T) {
	page := rendered(t, "html", overMonths(kpi.English))
	lines := elements(page, `<svg class="line" viewBox="0 0 100 20" role="img"><title>([^<]*)</title>`)
	if svgs := strings.Count(page, "<svg"); svgs != len(lines)+strings.Count(page, `<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"`) {
		t.Errorf("%d pictures, of which %d lines", svgs, len(lines))
	}
	if want := "2024-01: 50.0; 2024-02: n/a; 2024-03: 0.0"; len(lines) != 2*5 || lines[0] != want {
		t.Errorf("%d lines, the first %q", len(lines), lines[0])
	}
	_, first, _ := strings.Cut(page, lines[0]+"</title>")
	first, _, _ = strings.Cut(first, "</svg>")
	// From the lowest figure, 0, to the highest, 99.99; the second month is not known.
	if want := `<circle cx="3.0" cy="10.0" r="1.6"/><circle cx="97.0" cy="17.0" r="1.6"/>`; first != want {
		t.Errorf("the line is %s, want %s", first, want)
	}
	_, second, _ := strings.Cut(page, lines[1]+"</title>")
	if want := `<polyline points="3.0,10.0 50.0,3.0 97.0,17.0"/></svg>`; !strings.HasPrefix(second, want) {
		t.Errorf("the line is %.80s, want %s", second, want)
	}
}

// Bars begin at 0 and targets stand where they are, also where figures are outside of
// nothing and all.
func TestPageBars(t *testing.T) {
	r := fixed(kpi.English)
	r.Rows = r.Rows[:2]
	r.Columns = r.Columns[:1]
	r.Rows[0].Figures = []report.Figure{judged(rate(-1, 4, "-25.000000", "-25.0"), "75", kpi.Missed)}
	r.Rows[1].Figures = []report.Figure{rate(5, 4, "125.000000", "125.0")}
	r.Total.Figures = []report.Figure{rate(1, 8, "12.500000", "12.5")}
	page := rendered(t, "html", r)
	bars := elements(page, `<rect class="length" (x="[^"]*" width="[^"]*")`)
	targets := elements(page, `<line class="target" x1="([^"]*)"`)
	// From -25 to 125: 0 is at a sixth, a percent two thirds wide.
	want := []string{`x="0.0" width="16.7"`, `x="16.7" width="83.3"`, `x="16.7" width="8.3"`}
	if !slices.Equal(bars, append(want, want...)) || !slices.Equal(targets, []string{"66.7", "66.7"}) {
		t.Errorf("bars %q, targets %q", bars, targets)
	}
}

// Names can be anything.
func TestPageEscapes(t *testing.T) {
	for _, name := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</td></table>`, `&lt;b&gt;`, "a\x00\x1b[2J", strings.Repeat("dài ", 1<<18)} {
		r := overMonths(kpi.English)
		r.Rows[0].Keys[0] = key(name)
		r.Parts = []report.Part{{Name: name, Report: fixed(kpi.English)}}
		r.Definition[0].Source, r.Columns[0].Label = kpi.Printable(name), kpi.Printable(name)
		r.Inputs[0].Name = name
		r.Findings = slices.Values([]report.Message{{Finding: kpi.Finding{Severity: kpi.Error, Place: kpi.Place{File: name, Line: 1, Column: 2, Header: name}}, Text: kpi.Printable(name), Remedy: kpi.Printable(name)}})
		page := rendered(t, "html", r)
		if strings.Contains(page, "<img") || strings.Count(page, "<script") != 1 || strings.ContainsAny(page, "\x00\x1b") {
			t.Errorf("%.60q is not harmless", name)
		}
		if want := html.EscapeString(kpi.Printable(name)); !strings.Contains(strings.ReplaceAll(page, "&#43;", "+"), want) {
			t.Errorf("%.60q is not to be seen as %.60q", name, want)
		}
	}
}

// A page of many rows has its table and says why it has no pictures.
func TestPageOfManyRows(t *testing.T) {
	r := fixed(kpi.English)
	for len(r.Rows) <= 1000 {
		r.Rows = append(r.Rows, r.Rows...)
	}
	page := rendered(t, "html", r)
	if strings.Contains(page, "<svg") || !strings.Contains(page, "With more than 70 rows no charts are drawn") || strings.Count(page, "1/1,234,567") != len(r.Rows)/4 {
		t.Error("the page is not lean")
	}
}

// All findings up to a number stand in the page; the others are counted.
func TestPageOfManyFindings(t *testing.T) {
	r := fixed(kpi.Vietnamese)
	var all []report.Message
	for i := range 205 {
		all = append(all, report.Message{Finding: kpi.Finding{Severity: kpi.Warning, Code: kpi.Balance, Place: kpi.Place{File: "x.csv", Line: i + 1}}, Text: "lệch"})
	}
	r.Findings = slices.Values(all)
	page := rendered(t, "html", r)
	if n := strings.Count(page, "<td>lệch</td>"); n != 200 || !strings.Contains(page, "<p>và 5 nữa</p>") || !strings.Contains(page, "<td>cảnh báo<small>balance</small></td>") {
		t.Errorf("%d findings", n)
	}
}
