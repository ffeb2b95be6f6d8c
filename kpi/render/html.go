package render

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/report"
)

//go:embed page*.html
var pageTemplates embed.FS

//go:embed page.css
var pageStyle string

//go:embed page.js
var pageScript string

// HTML writes a report as one page that needs nothing else: no network, no other
// file, and no script, which only sorts. The same report has the same bytes.
func HTML(w io.Writer, r *report.Report) error { return writePage(w, "page.html", newWebPage(r)) }

// writePage fills one of the templates of pages.
func writePage(w io.Writer, name string, data any) error {
	t, err := template.ParseFS(pageTemplates, "page*.html")
	if err != nil {
		return fmt.Errorf("reading the template of the page: %w", err)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, name, data); err != nil {
		return fmt.Errorf("filling the page: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// webPage is what the template shows.
type webPage struct {
	r       *report.Report
	Title   string
	Totals  []pageTotal
	Tables  []pageTable
	Charts  []pageChart
	Crowded string // why the charts show the total only, or ""
	Notes   []string
	Defined []pageDefinition
	Found   pageFindings
	Sources pageSources
}

// pageTotal is a figure of the total, which stands above the table too.
type pageTotal struct {
	Label string
	pageCell
}

func newWebPage(r *report.Report) *webPage {
	p := &webPage{r: r, Title: whole(r.Title), Tables: pageTables(r)}
	if len(r.Columns) > 0 {
		for i, cell := range p.Tables[0].Total.Cells {
			p.Totals = append(p.Totals, pageTotal{p.Tables[0].Columns[i].Label, cell})
		}
	}
	p.Charts, p.Crowded = pageCharts(r)
	for _, s := range r.Sections {
		if s.ID == report.NoteSection {
			for _, line := range s.Lines {
				p.Notes = append(p.Notes, whole(line))
			}
		}
	}
	p.Defined = pageDefinitions(r)
	p.Found = newPageFindings(r)
	p.Sources = newPageSources(r)
	return p
}

// Lang is the language of the page.
func (p *webPage) Lang() string { return string(p.r.Lang) }

// Say gives a fixed text of reports.
func (p *webPage) Say(name string) string { return p.r.Say(name) }

// Legend says how to read the table.
func (p *webPage) Legend() string {
	legend := p.r.Legend
	for _, t := range p.Tables {
		if t.Targets {
			return whole(legend) + " " + p.Say("page.mark")
		}
	}
	return whole(legend)
}

// TotalLabel names the total.
func (p *webPage) TotalLabel() string { return named(p.r.TotalLabel) }

// MadeBy names the program.
func (p *webPage) MadeBy() string {
	if p.r.Version == "" {
		return ""
	}
	return strings.Replace(p.Say("page.made-by"), "{version}", named(p.r.Version), 1)
}

// Policy lets a browser apply the style and the script of the page and nothing else,
// whatever else might have come into it.
func (p *webPage) Policy() template.HTML {
	source := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return template.HTML(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ` + source(pageStyle) +
		`; script-src ` + source(pageScript) + `; base-uri 'none'; form-action 'none'">`)
}

// Style is the style sheet. It is whole, as an element, so that not a byte of what the
// policy names is escaped.
func (p *webPage) Style() template.HTML { return template.HTML("<style>" + pageStyle + "</style>") }

// Script is the script, like [webPage.Style].
func (p *webPage) Script() template.HTML { return template.HTML("<script>" + pageScript + "</script>") }

// The longest name and the longest sentence that stand in the page as they are: what is
// longer is no name, and would push everything else out of sight.
const (
	longestName     = 120
	longestSentence = 4000
)

// named makes a name harmless, whatever it is.
func named(text string) string { return shortened(text, longestName) }

// whole makes a sentence harmless.
func whole(text string) string { return shortened(text, longestSentence) }

func shortened(text string, most int) string {
	if len(text) > most && utf8.RuneCountInString(text) > most {
		runes := 0
		for i := range text {
			if runes++; runes > most {
				text = text[:i] + "…"
				break
			}
		}
	}
	return kpi.Printable(text)
}

// counted puts a number in place of {n} in a fixed text.
func counted(text string, n int, lang kpi.Lang) string {
	return strings.Replace(text, "{n}", report.Localise(strconv.Itoa(n), lang), 1)
}
