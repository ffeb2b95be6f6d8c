package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/project"
	"cchc/kpi/report"
)

// result returns the plan in all its forms: the tables of columns for people, and below them
// the indicators and what to do next.
func (p *plan) result() report.Result {
	columns := []string{"#", p.text("column.header"), p.text("init.holds"), p.text("init.shown-by"), p.text("init.cells")}
	shown := &report.Outline{Lang: p.lang, Value: p.record()}
	for _, t := range p.tables {
		var rows [][]string
		for _, u := range t.uses {
			holds, by := p.holds(u.Means), p.text("proof."+string(u.By))
			if u.IsOpen() {
				var among []string
				for _, id := range u.Among {
					among = append(among, p.holds(id))
				}
				holds, by = "? "+strings.Join(among, " / "), p.text("proof.open")
			}
			rows = append(rows, []string{fmt.Sprint(u.Number), kpi.Printable(u.Header), strings.TrimSpace(holds), by, kpi.Printable(strings.Join(u.Examples, "; "))})
		}
		title := kpi.Printable(kpi.Few(t.files))
		if len(rows) == 0 {
			shown.Shown = append(shown.Shown, report.Lines{Title: title, Lines: report.PlainLines(1, p.text("init.no-table"))})
			continue
		}
		shown.Shown = append(shown.Shown, report.Grid{Title: title, Header: columns, Rows: slices.Values(rows)})
	}
	lines := p.next()
	if !p.failed {
		lines = append(report.Gives(p.given, p.cat.Messages, p.lang), lines...)
	}
	shown.Shown = append(shown.Shown, report.Lines{Lines: report.PlainLines(0, lines...)})
	return shown
}

// next returns what the user is to do.
func (p *plan) next() (lines []string) {
	var open []string
	for _, o := range p.open {
		if o.answer == "" {
			open = append(open, kpi.Excerpt(o.Header))
		}
	}
	if len(open) > 0 {
		lines = append(lines, report.Fill(p.text("init.open"), "headers", kpi.Few(open), "file", filepath.ToSlash(filepath.Join(p.folder, headersFile))))
	}
	if p.failed {
		lines = append(lines, p.text("init.failed"))
	}
	command := "kpi report"
	if p.folder != "." {
		command += " --project " + filepath.ToSlash(filepath.Join(p.folder, project.Name))
	}
	return append(lines, report.Fill(p.text("init.next"), "command", command))
}

// planRecord is a plan in JSON.
type planRecord struct {
	Schema     string            `json:"schema"`
	Tables     []tableRecord     `json:"tables"`
	Indicators []indicatorRecord `json:"indicators"`
}

// tableRecord is files with the same columns.
type tableRecord struct {
	Files   []string    `json:"files"`
	Columns []useRecord `json:"columns"`
}

// useRecord is how a column is understood.
type useRecord struct {
	Column int      `json:"column"`
	Header string   `json:"header"`
	Means  string   `json:"means,omitempty"`
	Proof  string   `json:"proof,omitempty"`
	Among  []string `json:"among,omitempty"`
	Cells  []string `json:"cells,omitempty"`
}

// indicatorRecord is an indicator with the measures that it lacks.
type indicatorRecord struct {
	Indicator string   `json:"indicator"`
	Lacks     []string `json:"lacks"`
}

// record returns the plan for JSON.
func (p *plan) record() planRecord {
	r := planRecord{Schema: "kpi.init/1", Tables: []tableRecord{}, Indicators: []indicatorRecord{}}
	for _, t := range p.tables {
		table := tableRecord{Files: t.files, Columns: []useRecord{}}
		for _, u := range t.uses {
			table.Columns = append(table.Columns, useRecord{u.Number, u.Header, u.Means, string(u.By), u.Among, u.Examples})
		}
		r.Tables = append(r.Tables, table)
	}
	for _, c := range p.given {
		r.Indicators = append(r.Indicators, indicatorRecord{c.Indicator, append([]string{}, c.Lacking...)})
	}
	return r
}
