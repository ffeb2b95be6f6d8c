package render_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// paged is the fixed report with what a page shows beside the table: months, words of
// verdicts and definitions.
func paged(lang kpi.Lang) *sample {
	r := fixed(lang)
	r.Version = "1.2.3"
	r.Sections[len(r.Sections)-1].ID = report.NoteSection
	r.Months = []report.Key{{Value: "2024-04", Label: "04/2024"}, {Value: "2024-05", Label: "05/2024"}, {Value: "2024-06", Label: "06/2024"}}
	na := report.Figure{NA: r.Total.Figures[1].NA}
	none := []report.Figure{na, na, na}
	r.Rows[0].Series = [][]report.Figure{
		{rate(95, 100, "95.000000", "95.0"), rate(97, 100, "97.000000", "97.0"), rate(1, 1, "100.000000", "100.0")},
		{plain(30, "30"), plain(0, "0"), plain(63, "63")}, none, none}
	r.Rows[1].Series = [][]report.Figure{{rate(1, 1, "100.000000", "100.0"), na, rate(98, 100, "98.000000", "98.0")}, {na, plain(0, "0"), na}, none, none}
	r.Rows[2].Series = [][]report.Figure{none, none, none, {na, rate(1, 1, "100.000000", "100.0"), na}}
	r.Rows[3].Series = [][]report.Figure{none, {na, plain(234567, "234567"), plain(1000000, "1000000")}, none, none}
	r.Total.Series = [][]report.Figure{
		{rate(96, 100, "96.000000", "96.0"), rate(97, 100, "97.000000", "97.0"), rate(98, 100, "98.000000", "98.0")},
		{na, plain(234567, "234567"), plain(1000063, "1000063")}, none, none}
	for _, row := range append(slices.Clone(r.Rows), r.Total) {
		for i, f := range row.Figures {
			if f.Verdict != kpi.Unjudged {
				row.Figures[i].Judgment = r.Say(f.Verdict.String())
			}
		}
	}
	d := r.Definition
	d[0].Formula, d[0].NumeratorWords, d[0].DenominatorWords, d[0].Better = "resolved_in_time / received", "A < B", "C & D", r.Say("better.higher")
	d[1].Formula, d[1].NumeratorWords, d[1].Better = "resolved_late", "E", r.Say("better.lower")
	return r
}

func TestPages(t *testing.T) {
	for _, lang := range []kpi.Lang{kpi.English, kpi.Vietnamese} {
		wantGolden(t, "report-"+string(lang)+".html", rendered(t, "html", paged(lang)))
	}
}

// element returns the text within the first element of a name.
func element(t *testing.T, page, name string) string {
	t.Helper()
	_, rest, opened := strings.Cut(page, "<"+name+">")
	text, _, closed := strings.Cut(rest, "</"+name+">")
	if !opened || !closed {
		t.Fatalf("no element %s", name)
	}
	return text
}

// The policy names the very style and script of the page, and allows nothing else.
func TestPagePolicy(t *testing.T) {
	page := rendered(t, "html", paged(kpi.Vietnamese))
	hash := func(name string) string {
		sum := sha256.Sum256([]byte(element(t, page, name)))
		return base64.StdEncoding.EncodeToString(sum[:])
	}
	want := fmt.Sprintf(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'">`,
		hash("style"), hash("script"))
	if !strings.Contains(page, want) {
		t.Errorf("no policy %s", want)
	}
	if strings.Index(page, "Content-Security-Policy") > strings.Index(page, "<style>") {
		t.Error("the policy comes too late")
	}
	styles, scripts, data := strings.Count(page, "<style"), strings.Count(page, "<script>"), strings.Count(page, `<script type="application/json" id="opened">`)
	if all := strings.Count(page, "<script"); styles != 1 || scripts != 1 || data != 1 || all != 2 {
		t.Errorf("%d styles, %d scripts and %d data of %d elements", styles, scripts, data, all)
	}
}

// tags returns the start tags of a page, outside its style and script.
func tags(t *testing.T, page string) []string {
	t.Helper()
	page = strings.Replace(page, element(t, page, "style"), "", 1)
	page = strings.Replace(page, element(t, page, "script"), "", 1)
	return regexp.MustCompile(`<[a-z][^>]*>`).FindAllString(page, -1)
}

// A page loads nothing and runs nothing but its script, whatever the names in it are.
func TestPageStandsAlone(t *testing.T) {
	r := paged(kpi.English)
	const hostile = `"><img src=http://x.test/a onerror=alert(1)><b style="color:red" onclick='x'></script></title></style><!--`
	r.Rows[0].Keys[0] = key(hostile)
	r.Title, r.Columns[0].Label, r.Inputs[0].Name, r.Version = hostile, hostile, hostile, hostile
	r.Definition[0].Source, r.Sections[len(r.Sections)-1].Lines[0] = hostile, hostile
	attribute := regexp.MustCompile(` (style|on[a-z]+|src|srcset|action|data|background|poster|ping|formaction)=`)
	for _, tag := range tags(t, rendered(t, "html", r)) {
		plain := regexp.MustCompile(`"[^"]*"`).ReplaceAllString(tag, `""`)
		if attribute.MatchString(plain) || strings.HasPrefix(tag, "<img") || strings.HasPrefix(tag, "<link") || strings.HasPrefix(tag, "<b ") {
			t.Errorf("%s", tag)
		}
		if _, to, found := strings.Cut(tag, `href="`); found && !strings.HasPrefix(to, "#") {
			t.Errorf("%s leads elsewhere", tag)
		}
	}
	for name, text := range map[string]string{"style": element(t, rendered(t, "html", r), "style"), "script": element(t, rendered(t, "html", r), "script")} {
		if strings.Contains(text, "://") || strings.Contains(text, "url(") || strings.Contains(text, "@import") {
			t.Errorf("the %s loads something", name)
		}
	}
}

// Tags that are closed are closed in the right order.
func TestPageIsWellFormed(t *testing.T) {
	page := rendered(t, "html", paged(kpi.Vietnamese))
	page = strings.Replace(page, element(t, page, "style"), "", 1)
	page = strings.Replace(page, element(t, page, "script"), "", 1)
	var open []string
	ids := map[string]bool{}
	for _, tag := range regexp.MustCompile(`</?[a-z][^>]*>`).FindAllString(page, -1) {
		name := regexp.MustCompile(`[a-z0-9]+`).FindString(tag)
		if id := regexp.MustCompile(` id="([^"]+)"`).FindStringSubmatch(tag); id != nil {
			if ids[id[1]] {
				t.Errorf("the id %s is there twice", id[1])
			}
			ids[id[1]] = true
		}
		switch {
		case name == "meta" || name == "input" || strings.HasSuffix(tag, "/>"):
		case !strings.HasPrefix(tag, "</"):
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			t.Fatalf("%s closes %v", tag, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("%v is left open", open)
	}
	for _, ref := range regexp.MustCompile(`(?:aria-labelledby="|href="#)([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !ids[ref[1]] {
			t.Errorf("nothing has the id %s", ref[1])
		}
	}
}

// Every picture has a text with what it shows, or the cell beside it has.
func TestPagePicturesHaveTexts(t *testing.T) {
	page := rendered(t, "html", paged(kpi.Vietnamese))
	pictures := regexp.MustCompile(`(?s)<svg[^>]*>.*?</svg>`).FindAllString(page, -1)
	lines := 0
	for _, svg := range pictures {
		hidden := strings.Contains(svg, `aria-hidden="true"`)
		titled := regexp.MustCompile(`role="img"><title>[^<]+</title>`).MatchString(svg)
		if hidden == titled {
			t.Errorf("%s", svg)
		}
		if titled {
			lines++
		}
	}
	if len(pictures) < 20 || lines != 7 {
		t.Errorf("%d pictures, %d lines", len(pictures), lines)
	}
	// A month that is not known is a gap, and has its word in the text.
	if want := `04/2024: 100,0%; 05/2024: không có; 06/2024: 98,0%</title><path class="dot" d="M0 `; !strings.Contains(page, want) {
		t.Errorf("no line with a gap: %s", want)
	}
}

// Names and sentences of any length are cut, and the page stays one of a reasonable size.
func TestPageOfLongNames(t *testing.T) {
	r := paged(kpi.English)
	r.Rows[0].Keys[1] = key(strings.Repeat("\u202eX<", 1<<20/5))
	r.Inputs[0].Name = strings.Repeat("\x00y", 1<<19)
	page := rendered(t, "html", r)
	if len(page) > 200_000 || !strings.Contains(page, `\u202eX&lt;`) || !strings.Contains(page, "…") || strings.Contains(page, "\u202e") {
		t.Errorf("%d bytes", len(page))
	}
}

// A table of many rows has charts of its total only, and one of very many no bars.
func TestPageOfManyRows(t *testing.T) {
	r := paged(kpi.English)
	for len(r.Rows) < 71 {
		r.Rows = append(r.Rows, r.Rows[0])
	}
	page := rendered(t, "html", r)
	if !strings.Contains(page, "The table has 71 rows") || strings.Count(page, `class="total"`) != 4+2 || strings.Count(page, "<svg class=\"line\"") != 2+1 { // and that of the script
		t.Errorf("charts of 71 rows: %d totals", strings.Count(page, `class="total"`))
	}
}

// rowsOf are the rows of the first table of a page, without their bars.
func rowsOf(t *testing.T, page string) []string {
	t.Helper()
	table := element(t, page, "tbody")
	plain := regexp.MustCompile(`(?s)<svg.*?</svg>| data-row="[^"]*"`).ReplaceAllString(table, "")
	return strings.Split(strings.TrimSuffix(plain, "\n"), "\n<tr>")
}

// A table of very many rows has no bars; its first rows are otherwise the same, and the others
// are data with all that the page writes of them.
func TestPageOfVeryManyRows(t *testing.T) {
	r := paged(kpi.Vietnamese)
	r.By[1] = kpi.ByPeriod
	few := rowsOf(t, rendered(t, "html", r))[1:]
	for len(r.Rows) < 2001 {
		r.Rows = append(r.Rows, r.Rows[:4]...)
	}
	page := rendered(t, "html", r)
	many := rowsOf(t, page)[1:]
	if n := strings.Count(page, "<svg"); n > 10 || len(many) != 500 {
		t.Errorf("%d pictures for %d rows", n, len(many))
	}
	_, after, _ := strings.Cut(page, `<script type="application/json" data-rows>`)
	data, _, _ := strings.Cut(after, "</script>")
	var folded [][]any
	if err := json.Unmarshal([]byte(data), &folded); err != nil || len(folded) != 1504 {
		t.Fatalf("%d rows of data, %v", len(folded), err)
	}
	for i, row := range folded {
		want := html.UnescapeString(few[i%4])
		for _, text := range textsOf(row) {
			if !strings.Contains(want, text) {
				t.Fatalf("row %d of data has %q, and the row is\n%s", i, text, want)
			}
		}
		if n := strings.Count(want, "<th") + strings.Count(want, "<td"); len(row) != n {
			t.Fatalf("row %d of data has %d cells, want %d", i, len(row), n)
		}
	}
	if note := "chỉ thấy 500 dòng đầu trong 2.004 dòng"; !strings.Contains(page, note) {
		t.Errorf("the page does not say %q", note)
	}
	for i, row := range many {
		// An equals sign and an apostrophe can be written in several ways.
		if html.UnescapeString(row) != html.UnescapeString(few[i%4]) {
			t.Fatalf("row %d:\n%s\nwant\n%s", i, row, few[i%4])
		}
	}
}

// textsOf returns the texts of a row of data.
func textsOf(values []any) (texts []string) {
	for _, v := range values {
		switch v := v.(type) {
		case string:
			texts = append(texts, v)
		case []any:
			texts = append(texts, textsOf(v)...)
		}
	}
	return texts
}

// What is left out of the list of findings is counted.
func TestPageOfManyFindings(t *testing.T) {
	r := paged(kpi.Vietnamese)
	m := report.Message{Finding: kpi.Finding{Severity: kpi.Warning, Code: kpi.CountMissing}, Text: "x"}
	r.Findings = slices.Values(slices.Repeat([]report.Message{m}, 1434))
	page := rendered(t, "html", r)
	if strings.Count(page, `class="severity warning">cảnh báo<`) != 200 || !strings.Contains(page, "Còn 1.234 phát hiện khác") {
		t.Error("not 200 findings and 1.234 more")
	}
	r.Findings = nil
	if page := rendered(t, "html", r); !strings.Contains(page, "Không phát hiện sai sót") {
		t.Error("no findings are not told")
	}
}

// A page of parts has a table for each; one of nothing is a page all the same.
func TestPageOfParts(t *testing.T) {
	r := paged(kpi.Vietnamese)
	part := fixed(kpi.Vietnamese)
	r.Parts = []samplePart{{Name: "Văn <Lãng>", Report: part}}
	page := rendered(t, "html", r)
	if !strings.Contains(page, `<h2 id="table-1">Văn &lt;Lãng&gt;</h2>`) || strings.Count(page, "data-sortable>") != 2 {
		t.Error("no table of the part")
	}
	r = fixed(kpi.English)
	r.Columns, r.Rows, r.Total, r.Keys, r.By, r.Inputs, r.Sections, r.Definition = nil, nil, sampleRow{}, nil, nil, nil, nil, nil
	if page := rendered(t, "html", r); strings.Contains(page, "data-sortable>") || !strings.HasSuffix(page, "</html>\n") {
		t.Error("a page of nothing")
	}
}

// Bars begin at 0 and end at the figure, on an axis that holds every figure and target.
func TestPageBars(t *testing.T) {
	page := rendered(t, "html", paged(kpi.English))
	for _, want := range []string{
		`<rect class="met" x="0" width="99.4" height="8"/><path class="mark" d="M98 -2v12"/>`, // 6081/6118 of 0–100
		`<rect class="plain" x="4.55" width="4.55" height="8"/>`,                              // -5 % of -10–100
		`<rect class="plain" x="0" width="0" height="8"/>`,                                    // 0 is a figure
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no bar %s", want)
		}
	}
	// The exact fractions, by which a table is sorted.
	if !strings.Contains(page, `<td data-n="9" data-d="19"><b>47.4%</b>`) || !strings.Contains(page, `<td data-n="1234567" data-d="1"><b>1,234,567</b>`) {
		t.Error("no fractions to sort by")
	}
}
