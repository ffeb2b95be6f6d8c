package page

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/report"
)

// findingRows is how many findings a page lists; the others are counted.
const findingRows = 200

// findings are what was found in the data. More counts those that are left out.
type findings struct {
	Rows []finding
	More string
}

type finding struct{ Severity, Word, Code, Place, Text, Remedy string }

func findingsOf(r *report.Document) findings {
	var found findings
	if r.Evidence.Findings == nil {
		return found
	}
	more := 0
	for m := range r.Evidence.Findings {
		if len(found.Rows) == findingRows {
			more++
			continue
		}
		severity := m.Severity.String()
		found.Rows = append(found.Rows, finding{
			Severity: severity, Word: r.Texts.Say("severity." + severity), Code: named(m.Code),
			Place: shortened(m.Place.String()+report.InColumn(m.Place), 2*longestName), Text: sentence(m.Text), Remedy: sentence(m.Remedy),
		})
	}
	if more > 0 {
		found.More = report.Fill(r.Texts.Say("page.findings-more"), "n", report.Integer(more, r.Texts.Lang))
	}
	return found
}

// sources are the files of the figures, each with its lines by kind. Kinds are the kinds
// that any file has lines of.
type sources struct {
	Kinds []string
	Files []file
}

type file struct {
	Name, SHA256 string
	Lines        []string // by kind
	Total        string
}

func sourcesOf(r *report.Document) sources {
	var s sources
	for _, f := range r.Evidence.Inputs {
		s.Files = append(s.Files, file{Name: shortened(f.Name, 2*longestName), SHA256: named(f.SHA256), Total: report.Integer(f.Lines.Total, r.Texts.Lang)})
	}
	for n, kind := range (kpi.Lines{}).Kinds() {
		if !slices.ContainsFunc(r.Evidence.Inputs, func(f kpi.File) bool { return f.Lines.Kinds()[n].Lines > 0 }) {
			continue
		}
		s.Kinds = append(s.Kinds, r.Texts.Say("lines."+kind.Kind))
		for i, f := range r.Evidence.Inputs {
			s.Files[i].Lines = append(s.Files[i].Lines, report.Integer(f.Lines.Kinds()[n].Lines, r.Texts.Lang))
		}
	}
	return s
}
