package render

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"

	"cchc/kpi/report"
)

// CodesText writes the codes of findings as a table for a terminal.
func CodesText(w io.Writer, c *report.Codes) error {
	var rows [][]string
	for _, r := range c.Rows {
		rows = append(rows, []string{r.Code, r.Severity.String(), c.Allowed(r), wrapped(r.Meaning), wrapped(r.Remedy)})
	}
	return List(w, c.Headers, rows)
}

// wrapped breaks a text into lines that a table has room for.
func wrapped(text string) string {
	const width = 48
	var b strings.Builder
	used := 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case used == 0:
		case used+1+n > width:
			b.WriteByte('\n')
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}

// CodesCSV writes one row per code for programs.
func CodesCSV(w io.Writer, c *report.Codes) error {
	rows := [][]string{{"code", "severity", "allow", "meaning", "remedy"}}
	for _, r := range c.Rows {
		rows = append(rows, []string{r.Code, r.Severity.String(), yesNo(r.Allow), neutral(r.Meaning), neutral(r.Remedy)})
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
	return encode(w, out)
}

// CodesMarkdown writes the codes as a table in Markdown.
func CodesMarkdown(w io.Writer, c *report.Codes) error {
	var rows [][]string
	for _, r := range c.Rows {
		rows = append(rows, []string{r.Code, r.Severity.String(), c.Allowed(r), r.Meaning, r.Remedy})
	}
	_, err := io.WriteString(w, pipeTable(c.Headers, rows))
	return err
}
