// Package page writes a report, a trend or a comparison as one page of HTML that needs
// nothing else: no network and no other file. Without a script it is one long document, which
// lacks the rows behind the first of a table of thousands; the script makes these of data,
// sorts and searches tables and opens their figures. The same result has the same bytes.
package page

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/report"
)

//go:embed *.html
var templates embed.FS

//go:embed style.css
var style string

//go:embed script.js
var script string

// Write writes a document: a report with its tables, charts and lists, or a trend or a
// comparison.
func Write(w io.Writer, result report.Result) error {
	r, ok := result.(*report.Document)
	if !ok {
		return fmt.Errorf("%T has no page", result)
	}
	d := &document{Report: r, Found: findingsOf(r), Sources: sourcesOf(r)}
	if !r.IsReport() {
		d.Studied = studied(r)
		return d.write(w, "study")
	}
	d.Tables = tablesOf(r)
	d.Districts = districtsOf(r, d.Tables)
	d.Studied = besideOf(r)
	d.Charts, d.Crowded = chartsOf(r)
	d.Months, d.Fewer = monthsOf(r), r.TotalAlone(monthRows)
	d.Opened = openedOf(r)
	return d.write(w, "report.html")
}

// document is what the templates show: the tables of a report or of a study, and lists.
type document struct {
	Report    *report.Document
	Tables    []table
	Districts []district
	Charts    []chart
	Crowded   string // why the charts show the total only, or ""
	Months    []monthTable
	Fewer     string        // why these have the total only, or ""
	Opened    template.HTML // what a figure opens on, as data for the script
	Studied   []studyTable  // of a study, or of other periods beside those of a report
	Found     findings
	Sources   sources
}

// write fills a template. Templates have three functions: say returns a fixed text, named
// a harmless name, and sentence a harmless sentence.
func (d *document) write(w io.Writer, name string) error {
	t, err := template.New("").Funcs(template.FuncMap{"say": d.Report.Texts.Say, "named": named, "sentence": sentence}).ParseFS(templates, "*.html")
	if err != nil {
		return fmt.Errorf("reading the template of the page: %w", err)
	}
	b := bufio.NewWriterSize(w, 1<<16)
	if err := t.ExecuteTemplate(b, name, d); err != nil {
		return fmt.Errorf("filling the page: %w", err)
	}
	return b.Flush()
}

// IsFolded reports whether some rows of a study are data.
func (d *document) IsFolded() bool {
	return slices.ContainsFunc(d.Studied, func(t studyTable) bool { return t.Folded != "" })
}

// total is the figure of an indicator for all units, which is also above the table.
type total struct {
	Label string
	cell
}

// Totals returns the figures of all units.
func (d *document) Totals() []total {
	columns := d.Report.Tables[0].Columns
	if len(columns) == 0 {
		return nil
	}
	totals := make([]total, len(columns))
	for i, c := range d.Tables[0].Total.Cells {
		totals[i] = total{d.Tables[0].Columns[i].Label, c}
	}
	return totals
}

// Office returns the line above the heading, or "".
func (d *document) Office() string { return named(d.Report.Heading.Office) }

// Heading returns the heading of the page.
func (d *document) Heading() string { return named(d.Report.Name()) }

// Headline returns the label of the indicator that districts are listed by.
func (d *document) Headline() string {
	return d.Tables[0].Columns[headline(d.Report.Tables[0].Columns)].Label
}

// Notes returns the notes of the report.
func (d *document) Notes() []string {
	for _, s := range d.Report.Sections {
		if s.ID == report.NoteSection {
			return s.Lines
		}
	}
	return nil
}

// HowToRead returns how to read the table.
func (d *document) HowToRead() string {
	var lines []string
	for i, line := range d.Report.Legend() {
		if lines = append(lines, sentence(line)); i > 0 && !strings.HasSuffix(lines[i], ".") {
			lines[i] += "."
		}
	}
	if len(lines) > 0 && slices.ContainsFunc(d.Tables, table.hasTargets) {
		lines[0] += " " + d.Report.Texts.Say("page.mark")
	}
	return strings.Join(lines, " ")
}

// MadeBy names the program.
func (d *document) MadeBy() string {
	if d.Report.Evidence.Version == "" {
		return ""
	}
	return report.Fill(d.Report.Texts.Say("page.made-by"), "version", named(d.Report.Evidence.Version))
}

// Policy lets a browser apply the style and the script of the page and nothing else,
// whatever else might have come into it.
func (d *document) Policy() template.HTML {
	source := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return template.HTML(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ` + source(d.styled()) +
		`; script-src ` + source(script) + `; base-uri 'none'; form-action 'none'">`)
}

// Style returns the style sheet as an element, so that no byte of what the policy names
// is escaped.
func (d *document) Style() template.HTML { return template.HTML("<style>" + d.styled() + "</style>") }

// styled returns the style sheet with the foot of printed pages, which has the period.
func (d *document) styled() string {
	css := style
	if d.Studied != nil {
		css += studyStyle
	}
	return css + "@page { @bottom-left { content: " + quoted(sentence(d.Report.Title)) + "; } }\n"
}

// quoted writes a text as a string of a style sheet. Every sign that is no letter or digit
// of ASCII is escaped, so that it can end nothing.
func quoted(text string) string {
	var b strings.Builder
	for _, r := range shortened(text, longestName) {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, "\\%06x", r)
	}
	return `"` + b.String() + `"`
}

// Script returns the script as an element, like [document.Style].
func (d *document) Script() template.HTML { return template.HTML("<script>" + script + "</script>") }

// The longest name and the longest sentence of a page: what is longer is no name, and
// would push everything else out of sight.
const (
	longestName     = 120
	longestSentence = 4000
)

// named makes a name harmless, whatever it is.
func named(text string) string { return shortened(text, longestName) }

// sentence makes a sentence harmless.
func sentence(text string) string { return shortened(text, longestSentence) }

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
