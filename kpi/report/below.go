package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Below is what people read below the tables.
type Below struct {
	Definitions bool   // how the indicators are computed
	Notes       Amount // of what is worth knowing about the figures
}

// Amount is how many notes there are below tables.
type Amount uint8

// The amounts: few of each code; all; the first that make a figure doubtful, and how many more
// there are; and none but what tables lack and the number of warnings.
const (
	FewNotes Amount = iota
	AllNotes
	DoubtfulNotes
	WarningsOnly
)

const (
	notesPerCode  = 5 // of few notes; the others are counted
	doubtfulLines = 3 // with that which counts the others
)

// below returns the sections below tables: definitions and notes, of which some are given
// already, to be the first and the last.
func (w wording) below(wanted Below, definitions []Definition, findings []kpi.Finding, first, last []string) (sections []Section) {
	if wanted.Definitions {
		var lines []string
		for _, d := range definitions {
			lines = append(lines, d.Label+": "+d.ID+" = "+d.Formula)
		}
		sections = append(sections, Section{definitionsSection, w.text(definitionsSection), lines})
	}
	findings = joined(findings)
	most := notesPerCode
	if wanted.Notes == AllNotes {
		most = len(findings)
	}
	doubtful, others, warnings := w.notes(findings, most)
	doubtful = append(first, doubtful...)
	lines := slices.Concat(doubtful, others, last)
	switch {
	case wanted.Notes == WarningsOnly:
		left, _, _ := w.notes(slices.DeleteFunc(findings, func(f kpi.Finding) bool { return f.Code != kpi.RowsTop }), most)
		lines = append(first, left...)
	case wanted.Notes == DoubtfulNotes:
		room := doubtfulLines - len(warnings)
		if len(lines) > room || len(lines) > len(doubtful) {
			room--
		}
		lines = doubtful[:min(len(doubtful), room)]
		if more := len(doubtful) + len(others) + len(last) - len(lines); more > 0 {
			lines = append(lines[:len(lines):len(lines)], w.number(more, "notes-left"))
		}
	}
	if lines = append(lines, warnings...); len(lines) > 0 {
		title := w.text(NoteSection)
		if wanted.Notes > AllNotes {
			title = ""
		}
		sections = append(sections, Section{NoteSection, title, lines})
	}
	if len(sections) == 2 && sections[1].Title == "" { // few lines are right below the table
		slices.Reverse(sections)
	}
	return sections
}

// doubts are the codes of notes that make a printed figure doubtful, the gravest first.
func doubts() []string {
	return []string{kpi.FigureOutside, kpi.TotalPartial, kpi.FigureUnknown, kpi.DossierList, kpi.RowsTop, kpi.PointsUnknown, kpi.DefinitionsDiffer}
}

// notes writes what is worth knowing about the figures: what makes them doubtful, what else
// there is, and the number of warnings: a table that is kept should not look better than its
// data. Of a code there are so many at most, and how many more there are.
func (w wording) notes(findings []kpi.Finding, most int) (doubtful, others, warnings []string) {
	count, texts := map[string]int{}, map[string][]string{}
	var codes []string
	for _, f := range findings {
		if count[f.Code]++; count[f.Code] == 1 && f.Severity == kpi.Note {
			codes = append(codes, f.Code)
		}
		if count[f.Code] > most || f.Severity != kpi.Note {
			continue
		}
		text, _ := w.words.Message(f, w.lang)
		if place := f.Place.String(); place != "" {
			text = place + ": " + text
		}
		texts[f.Code] = append(texts[f.Code], text)
	}
	for _, code := range codes {
		if more := count[code] - most; more > 0 {
			texts[code] = append(texts[code], w.fill("more-notes", "n", strconv.Itoa(more), "what", w.words.Short(code, w.lang)))
		}
		if !slices.Contains(doubts(), code) {
			others = append(others, texts[code]...)
		}
	}
	for _, code := range doubts() {
		doubtful = append(doubtful, texts[code]...)
	}
	if number, kinds := w.warned(findings); number != "" {
		warnings = []string{w.fill("warnings", "count", number, "what", kinds)}
	}
	return doubtful, others, warnings
}

// warned writes how many warnings there are, and of what; "" where there are none.
func (w wording) warned(findings []kpi.Finding) (number, kinds string) {
	count, all := map[string]int{}, 0
	var codes []string
	for _, f := range findings {
		if f.Severity != kpi.Warning {
			continue
		}
		if all, count[f.Code] = all+1, count[f.Code]+1; count[f.Code] == 1 {
			codes = append(codes, f.Code)
		}
	}
	if all == 0 {
		return "", ""
	}
	texts := make([]string, len(codes))
	for i, code := range codes {
		if texts[i] = w.words.Short(code, w.lang); len(codes) > 1 {
			texts[i] += " " + strconv.Itoa(count[code])
		}
	}
	return w.number(all, "warnings"), strings.Join(texts, ", ")
}

// joined returns findings with those of the rows outside the period as one: they are of
// several files.
func joined(findings []kpi.Finding) []kpi.Finding {
	rows, first := 0, -1
	all := slices.Clone(findings)
	all = slices.DeleteFunc(all, func(f kpi.Finding) bool {
		if f.Code != kpi.PeriodOutside {
			return false
		}
		n, _ := strconv.Atoi(f.Args.Value("rows")) // written by us
		rows += n
		return rows > n
	})
	if first = slices.IndexFunc(all, func(f kpi.Finding) bool { return f.Code == kpi.PeriodOutside }); first >= 0 {
		all[first] = kpi.NewFinding(kpi.PeriodOutside, kpi.Place{}, "rows", strconv.Itoa(rows), "period", all[first].Args.Value("period"))
		all[first].Severity = kpi.Note
	}
	return all
}
