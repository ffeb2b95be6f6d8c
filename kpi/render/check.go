package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// CheckText writes a check for a terminal: the findings, the lines of account
// and the summary.
func (s Screen) CheckText(w io.Writer, c *report.Check) error {
	var b bytes.Buffer
	if err := s.Findings(&b, c.Listing); err != nil {
		return err
	}
	block := func(lines []string) {
		if len(lines) > 0 && b.Len() > 0 {
			b.WriteByte('\n')
		}
		for _, line := range lines {
			b.WriteString(line + "\n")
		}
	}
	block(c.Accounts)
	block(codeCounts(c, s.severity))
	block([]string{c.Summary.Verdict})
	_, err := w.Write(b.Bytes())
	return err
}

// codeCounts says how often each code was found, with words for the severities.
func codeCounts(c *report.Check, severity func(kpi.Severity) string) []string {
	var lines []string
	for _, n := range c.Summary.Codes {
		lines = append(lines, fmt.Sprintf("%s %s: %d", severity(n.Severity), n.Code, n.Count))
	}
	return lines
}

// CheckCSV writes one row per finding for programs. Comma, no byte-order mark,
// LF; what a spreadsheet would run is neutralised.
func CheckCSV(w io.Writer, c *report.Check) error {
	rows := [][]string{{"severity", "code", "file", "line", "column", "header", "text", "message", "remedy"}}
	for f := range c.Findings {
		p := f.Place
		rows = append(rows, []string{f.Severity.String(), f.Code, report.Neutral(p.File), known(p.Line), known(p.Column),
			report.Neutral(p.Header), report.Neutral(p.Text), report.Neutral(f.Text), report.Neutral(f.Remedy)})
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// known writes a line or column; 0 is none.
func known(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// checkSchema names the form of the JSON check.
const checkSchema = "kpi.check/1"

type jsonCheck struct {
	Schema   string             `json:"schema"`
	Inputs   []jsonInput        `json:"inputs"`
	Findings []jsonCheckFinding `json:"findings"`
	Summary  jsonSummary        `json:"summary"`
}

type jsonCheckFinding struct {
	jsonFinding
	Remedy string `json:"remedy"`
}

type jsonSummary struct {
	Errors   int            `json:"errors"`
	Warnings int            `json:"warnings"`
	Notes    int            `json:"notes"`
	ByCode   map[string]int `json:"by_code"`
}

// CheckJSON writes a check whole for programs.
func CheckJSON(w io.Writer, c *report.Check) error {
	out := jsonCheck{Schema: checkSchema, Inputs: jsonInputs(c.Inputs), Findings: []jsonCheckFinding{},
		Summary: jsonSummary{c.Summary.Errors, c.Summary.Warnings, c.Summary.Notes, map[string]int{}}}
	for f := range c.Findings {
		out.Findings = append(out.Findings, jsonCheckFinding{findingJSON(f), f.Remedy})
	}
	for _, n := range c.Summary.Codes {
		out.Summary.ByCode[n.Code] = n.Count
	}
	return Encode(w, out)
}

// CheckMarkdown writes a check as a table, the lines of account and the
// summary.
func CheckMarkdown(w io.Writer, c *report.Check) error {
	var rows [][]string
	for f := range c.Findings {
		rows = append(rows, []string{f.Place.String(), c.Say("severity." + f.Severity.String()), f.Code, f.Text + report.InColumn(f.Place), f.Remedy})
	}
	var b strings.Builder
	if len(rows) > 0 {
		b.WriteString(pipeTable(c.Headers, rows, len(c.Headers), 0) + "\n")
	}
	// Another mark begins another list.
	list(&b, "- ", c.Accounts)
	list(&b, "* ", codeCounts(c, func(s kpi.Severity) string { return c.Say("severity." + s.String()) }))
	b.WriteString(escaped(c.Summary.Verdict) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}
