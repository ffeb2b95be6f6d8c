package render

import (
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// pageDefinition is how an indicator is computed.
type pageDefinition struct {
	ID, Label, Formula, Better, Source string
	Numerator, Denominator             string // in words
}

func pageDefinitions(r *report.Report) []pageDefinition {
	var all []pageDefinition
	for _, d := range r.Definition {
		all = append(all, pageDefinition{
			ID: named(d.ID), Label: named(d.Label), Formula: whole(d.Formula), Better: whole(d.Better), Source: whole(d.Source),
			Numerator: whole(d.NumeratorWords), Denominator: whole(d.DenominatorWords),
		})
	}
	return all
}

// findingRows is how many findings stand in a page; the others are counted.
const findingRows = 200

// pageFindings is what was found in the data. More counts those that are left out.
type pageFindings struct {
	Rows []pageFinding
	More string
}

type pageFinding struct{ Severity, Word, Code, Place, Text, Remedy string }

func newPageFindings(r *report.Report) pageFindings {
	var found pageFindings
	if r.Findings == nil {
		return found
	}
	more := 0
	for m := range r.Findings {
		if len(found.Rows) == findingRows {
			more++
			continue
		}
		severity := m.Severity.String()
		found.Rows = append(found.Rows, pageFinding{
			Severity: severity, Word: r.Say("severity." + severity), Code: named(m.Code),
			Place: shortened(m.Place.String()+report.InColumn(m.Place), 2*longestName), Text: whole(m.Text), Remedy: whole(m.Remedy),
		})
	}
	if more > 0 {
		found.More = counted(r.Say("page.findings-more"), more, r.Lang)
	}
	return found
}

// pageSources is where the figures come from: a line of account for every file, in the
// kinds of lines that any of them has.
type pageSources struct {
	Kinds []string
	Files []pageFile
}

type pageFile struct {
	Name, SHA256 string
	Lines        []string // by kind
	Total        string
}

func newPageSources(r *report.Report) pageSources {
	var s pageSources
	write := func(n int) string { return report.Localise(strconv.Itoa(n), r.Lang) }
	for _, f := range r.Inputs {
		s.Files = append(s.Files, pageFile{Name: shortened(f.Name, 2*longestName), SHA256: named(f.SHA256), Total: write(f.Lines.Total)})
	}
	for n, kind := range (kpi.Lines{}).Kinds() {
		if !slices.ContainsFunc(r.Inputs, func(f kpi.File) bool { return f.Lines.Kinds()[n].Lines > 0 }) {
			continue
		}
		s.Kinds = append(s.Kinds, r.Say("lines."+kind.Kind))
		for i, f := range r.Inputs {
			s.Files[i].Lines = append(s.Files[i].Lines, write(f.Lines.Kinds()[n].Lines))
		}
	}
	return s
}
