package render

import (
	"bytes"
	"fmt"
	"io"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// checkText writes a check for a terminal: the findings, the lines of account
// and the summary.
func checkText(s Screen, b *bytes.Buffer, c *report.Check) error {
	if err := s.Findings(b, c.Listing); err != nil {
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
	block(c.Gives)
	block(codeCounts(c, func(v kpi.Severity) string { return s.severity(v, c.Say("severity."+v.String())) }))
	block([]string{c.Summary.Verdict})
	return nil
}

// codeCounts returns a line for each code with its count, and with words for the severities.
func codeCounts(c *report.Check, severity func(kpi.Severity) string) (lines []string) {
	for _, n := range c.Summary.Codes {
		lines = append(lines, fmt.Sprintf("%s %s: %d", severity(n.Severity), n.Code, n.Count))
	}
	return lines
}

// checkCSV writes one row per finding.
func checkCSV(t csvTable, c *report.Check) {
	t.row("severity", "code", "file", "line", "column", "header", "text", "message", "remedy")
	for f := range c.Findings {
		p := f.Place
		t.row(f.Severity.String(), f.Code, report.Neutral(p.File), known(p.Line), known(p.Column),
			report.Neutral(p.Header), report.Neutral(p.Text), report.Neutral(f.Text), report.Neutral(f.Remedy))
	}
}

// known returns the number of a line or column, and "" for 0, which is none.
func known(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// checkJSON writes a check whole for programs.
func checkJSON(w io.Writer, c *report.Check) error {
	codes := map[string]int{}
	for _, n := range c.Summary.Codes {
		codes[n.Code] = n.Count
	}
	return Encode(w, object{
		{"schema", "kpi.check/1"}, {"inputs", inputsJSON(c.Inputs)},
		{"findings", eachOf(c.Findings, func(f report.Message) object { return append(findingJSON(f), field{"remedy", f.Remedy}) })},
		{"indicators", each(c.Coverage, func(v report.Coverage) object {
			return object{{"indicator", v.Indicator}, {"lacking", append([]string{}, v.Lacking...)}}
		})},
		{"summary", object{{"errors", c.Summary.Errors}, {"warnings", c.Summary.Warnings}, {"notes", c.Summary.Notes}, {"by_code", codes}}},
	})
}

// checkMarkdown writes a check as a table, the lines of account and the
// summary.
func checkMarkdown(_ Screen, b *bytes.Buffer, c *report.Check) error {
	t := texts{header: c.Headers, keys: len(c.Headers)}
	for f := range c.Findings {
		t.rows = append(t.rows, []string{f.Place.String(), c.Say("severity." + f.Severity.String()), f.Code, f.Text + report.InColumn(f.Place), f.Remedy})
	}
	if len(t.rows) > 0 {
		pipeTable(b, "", t)
	}
	// Another mark begins another list.
	list(b, "- ", c.Accounts)
	list(b, "+ ", c.Gives)
	list(b, "* ", codeCounts(c, func(s kpi.Severity) string { return c.Say("severity." + s.String()) }))
	b.WriteString(escaped(c.Summary.Verdict) + "\n")
	return nil
}
