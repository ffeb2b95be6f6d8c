package render

import (
	"encoding/csv"
	"io"
	"strings"

	"cchc/kpi/report"
)

// CodesText writes the codes of findings for a terminal, a block for each: a
// table of them is wider than a screen.
func (s Screen) CodesText(w io.Writer, c *report.Codes) error {
	var b strings.Builder
	b.WriteString(s.wrapped(c.Legend, ""))
	for _, r := range c.Rows {
		b.WriteString("\n" + r.Code + ": " + s.severity(r.Severity))
		if r.Allow {
			b.WriteString(" (--allow)")
		}
		b.WriteString("\n" + s.wrapped(r.Meaning, "  "))
		if r.Remedy != "" {
			b.WriteString(s.wrapped(c.Headers[len(c.Headers)-1]+": "+r.Remedy, "  "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// readable is the width of lines that are read with ease.
const readable = 96

// wrapped breaks a text into lines of a readable width, each with an indent.
func (s Screen) wrapped(text, indent string) string {
	width := readable
	if s.Width > 0 {
		width = min(width, s.Width)
	}
	return indent + strings.Join(broken(text, width-len(indent)), "\n"+indent) + "\n"
}

// CodesCSV writes one row per code for programs.
func CodesCSV(w io.Writer, c *report.Codes) error {
	rows := [][]string{{"code", "severity", "allow", "meaning", "remedy"}}
	for _, r := range c.Rows {
		rows = append(rows, []string{r.Code, r.Severity.String(), yesNo(r.Allow), report.Neutral(r.Meaning), report.Neutral(r.Remedy)})
	}
	return csv.NewWriter(w).WriteAll(rows)
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

type jsonCode struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Allow    bool   `json:"allow"`
	Meaning  string `json:"meaning"`
	Remedy   string `json:"remedy"`
}

// CodesJSON writes the codes for programs.
func CodesJSON(w io.Writer, c *report.Codes) error {
	out := struct {
		Schema string     `json:"schema"`
		Codes  []jsonCode `json:"codes"`
	}{"kpi.codes/1", []jsonCode{}}
	for _, r := range c.Rows {
		out.Codes = append(out.Codes, jsonCode{r.Code, r.Severity.String(), r.Allow, r.Meaning, r.Remedy})
	}
	return Encode(w, out)
}

// CodesMarkdown writes the codes as a table in Markdown.
func CodesMarkdown(w io.Writer, c *report.Codes) error {
	var rows [][]string
	for _, r := range c.Rows {
		rows = append(rows, []string{r.Code, c.Say("severity." + r.Severity.String()), c.Allowed(r), r.Meaning, r.Remedy})
	}
	_, err := io.WriteString(w, pipeTable(c.Headers, rows, len(c.Headers), 0)+"\n"+escaped(c.Legend)+"\n")
	return err
}
