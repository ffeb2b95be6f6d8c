package render

import (
	"bytes"
	"io"

	"cchc/kpi/report"
)

// codesText writes the codes of findings for a terminal, a block for each: a
// table of them is wider than a screen.
func codesText(s Screen, b *bytes.Buffer, c *report.Codes) error {
	b.WriteString(s.wrapped(c.Legend, ""))
	for _, r := range c.Rows {
		b.WriteString("\n" + r.Code + ": " + s.severity(r.Severity, c.Say("severity."+r.Severity.String())))
		if r.Allow {
			b.WriteString(" (--allow)")
		}
		b.WriteString("\n" + s.wrapped(r.Meaning, "  "))
		if r.Remedy != "" {
			b.WriteString(s.wrapped(c.Headers[len(c.Headers)-1]+": "+r.Remedy, "  "))
		}
	}
	return nil
}

// codesCSV writes one row per code.
func codesCSV(t csvTable, c *report.Codes) {
	t.row("code", "severity", "allow", "meaning", "remedy")
	for _, r := range c.Rows {
		allow := map[bool]string{true: "yes", false: "no"}[r.Allow]
		t.row(r.Code, r.Severity.String(), allow, report.Neutral(r.Meaning), report.Neutral(r.Remedy))
	}
}

// codesJSON writes the codes for programs.
func codesJSON(w io.Writer, c *report.Codes) error {
	return Encode(w, object{{"schema", "kpi.codes/1"}, {"codes", each(c.Rows, func(r report.Code) object {
		return object{{"code", r.Code}, {"severity", r.Severity.String()}, {"allow", r.Allow}, {"meaning", r.Meaning}, {"remedy", r.Remedy}}
	})}})
}

// codesMarkdown writes the codes as a table in Markdown.
func codesMarkdown(_ Screen, b *bytes.Buffer, c *report.Codes) error {
	t := texts{header: c.Headers, keys: len(c.Headers)}
	for _, r := range c.Rows {
		t.rows = append(t.rows, []string{r.Code, c.Say("severity." + r.Severity.String()), c.Allowed(r), r.Meaning, r.Remedy})
	}
	pipeTable(b, "", t)
	b.WriteString(escaped(c.Legend) + "\n")
	return nil
}
