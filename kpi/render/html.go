package render

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// pageFiles are the template, the style and the script of the page.
//
//go:embed page.html page.css page.js
var pageFiles embed.FS

// What a page shows at most. More is counted, and stands whole in other formats.
const (
	pageFindings = 200
	pageBars     = 70   // rows of a card
	pageRows     = 1000 // rows with bars in the table
)

// HTML writes a report as one page that needs nothing else: no network, and no
// script but to sort columns. What it may load is nothing, by its own policy.
func HTML(w io.Writer, r *report.Report) error {
	style, err := pageFiles.ReadFile("page.css")
	if err != nil {
		return err
	}
	script, err := pageFiles.ReadFile("page.js")
	if err != nil {
		return err
	}
	t, err := template.New("page.html").Funcs(template.FuncMap{"say": r.Say}).ParseFS(pageFiles, "page.html")
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, newHTMLPage(r, style, script)); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// htmlPage is what the template shows.
type htmlPage struct {
	Lang, Title, Period, Legend, Maker string
	Policy                             string
	Style                              template.CSS
	Script                             template.JS
	Table                              *pageTable
	Parts                              []*pageTable
	Crowded                            string // why there are no cards
	Cards                              []pageCard
	Notes                              []report.Section
	Definitions                        []report.Definition
	Findings                           []pageFinding
	More                               string // how many findings are not shown
	LineKinds                          []string
	Inputs                             []pageInput
}

// pageFinding is a row of the table of findings.
type pageFinding struct{ Severity, Code, Place, Text, Remedy string }

// pageInput is a row of the table of files.
type pageInput struct {
	Name, SHA256, Lines string
	Kinds               []string
}

func newHTMLPage(r *report.Report, style, script []byte) *htmlPage {
	p := &htmlPage{
		Lang: string(r.Lang), Title: r.Title, Period: r.PeriodKey.Label, Legend: r.Legend,
		Maker:  strings.Replace(r.Say("page.maker"), "{version}", r.Version, 1),
		Policy: policy(style, script), Style: template.CSS(style), Script: template.JS(script),
		Table: newPageTable(r, r.Say("summary")), Definitions: r.Definition,
	}
	for _, part := range r.Parts {
		p.Parts = append(p.Parts, newPageTable(part.Report, kpi.Printable(part.Name)))
	}
	if len(r.Rows) > pageBars {
		p.Crowded = strings.NewReplacer("{n}", strconv.Itoa(pageBars)).Replace(r.Say("page.crowded"))
	} else {
		p.Cards = newCards(r)
	}
	for _, s := range r.Sections {
		if s.ID == report.NoteSection {
			p.Notes = append(p.Notes, s)
		}
	}
	p.addFindings(r)
	p.addInputs(r)
	return p
}

// policy allows the style and the script of the page and nothing else.
func policy(style, script []byte) string {
	hash := func(text []byte) string {
		sum := sha256.Sum256(text)
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) + "; base-uri 'none'; form-action 'none'"
}

func (p *htmlPage) addFindings(r *report.Report) {
	more := 0
	for f := range r.Findings {
		if len(p.Findings) == pageFindings {
			more++
			continue
		}
		p.Findings = append(p.Findings, pageFinding{r.Say("severity." + f.Severity.String()), f.Code, f.Place.String(), f.Text + columnName(f.Place), f.Remedy})
	}
	if more > 0 {
		p.More = strings.Replace(r.Say("more"), "{n}", strconv.Itoa(more), 1)
	}
}

// lineKinds are the names of the kinds of lines, in the order of [kindLines].
func lineKinds() []string {
	return []string{"lines.title", "lines.header", "lines.data", "lines.section", "lines.total", "lines.blank", "lines.footer"}
}

// kindLines are the lines of a file by kind.
func kindLines(l kpi.Lines) []int {
	return []int{l.Title, l.Header, l.Data, l.Section, l.Sum, l.Blank, l.Footer}
}

func (p *htmlPage) addInputs(r *report.Report) {
	for _, kind := range lineKinds() {
		p.LineKinds = append(p.LineKinds, r.Say(kind))
	}
	for _, f := range r.Inputs {
		in := pageInput{Name: kpi.Printable(f.Name), SHA256: f.SHA256, Lines: localised(strconv.Itoa(f.Lines.Total), r.Lang)}
		for _, n := range kindLines(f.Lines) {
			in.Kinds = append(in.Kinds, localised(strconv.Itoa(n), r.Lang))
		}
		p.Inputs = append(p.Inputs, in)
	}
}
