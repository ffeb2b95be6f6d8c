package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// The names of the sections.
const (
	definitionsSection = "definitions"
	NoteSection        = "notes"
)

// sections writes what stands below the table: the definitions, the notes and
// the indicators that could be asked for.
func (b *builder) sections(r *Report, findings []kpi.Finding) {
	r.Definition = b.definitions()
	r.Sections = append(r.Sections, b.definitionSection(r.Definition))
	notes := b.notes(findings)
	if len(b.opts.Months) > 0 && len(b.opts.Longer) > 0 {
		var names []string
		for _, p := range b.opts.Longer {
			names = append(names, b.period(p))
		}
		notes = append(notes, strings.Replace(b.text("longer"), "{periods}", kpi.Few(names), 1))
	}
	if others := b.others(); len(others) > 0 {
		notes = append(notes, strings.Replace(b.text("others"), "{ids}", strings.Join(others, ", "), 1))
	}
	if len(notes) > 0 {
		r.Sections = append(r.Sections, Section{NoteSection, b.text(NoteSection), notes})
	}
}

// notesPerCode is how many notes of one code stand below the table; the others
// are counted.
const notesPerCode = 5

// notes writes what is worth knowing about the figures, and counts the warnings
// by code: a table that is kept should not look better than its data.
func (b *builder) notes(findings []kpi.Finding) []string {
	var notes, codes []string
	count := map[string]int{}
	for _, f := range findings {
		if count[f.Code]++; count[f.Code] == 1 {
			codes = append(codes, f.Code)
		}
		if count[f.Code] <= notesPerCode && (f.Severity == kpi.Note || f.Code == kpi.UnitUnknown) {
			text, _ := b.words.Message(f, b.opts.Lang)
			notes = append(notes, where(f.Place)+text)
		}
	}
	var warnings []string
	for _, code := range codes {
		i := slices.IndexFunc(findings, func(f kpi.Finding) bool { return f.Code == code })
		switch more := count[code] - notesPerCode; {
		case findings[i].Severity == kpi.Warning:
			warnings = append(warnings, code+" "+strconv.Itoa(count[code]))
		case more > 0:
			notes = append(notes, code+": "+strings.Replace(b.text("more"), "{n}", strconv.Itoa(more), 1))
		}
	}
	if len(warnings) > 0 {
		notes = append(notes, b.text("warnings")+": "+strings.Join(warnings, ", "))
	}
	return notes
}

// definitions are those of the indicators of the table.
func (b *builder) definitions() (all []Definition) {
	for _, i := range b.chosen {
		all = append(all, b.definition(b.card.Indicators[i]))
	}
	return all
}

// definitionSection writes definitions in lines.
func (b *builder) definitionSection(definitions []Definition) Section {
	var lines []string
	for _, d := range definitions {
		lines = append(lines, d.Label+": "+d.ID+" = "+d.Formula)
	}
	return Section{definitionsSection, b.text(definitionsSection), lines}
}

func (b *builder) definition(d kpi.Indicator) Definition {
	id := func(i int) string { return b.card.Measures.At(i).ID }
	label := func(i int) string { return kpi.Printable(b.card.Measures.At(i).Labels.In(b.opts.Lang)) }
	return Definition{
		ID: d.ID, Label: kpi.Printable(d.Labels.In(b.opts.Lang)), Formula: d.Text(b.card.Measures), Words: kpi.Printable(d.Words(b.card.Measures, b.opts.Lang)),
		Numerator: d.Numerator.Text(id), NumeratorWords: d.Numerator.Text(label),
		Denominator: d.Denominator.Text(id), DenominatorWords: d.Denominator.Text(label),
		Better: b.text("better." + d.Better.String()), Source: kpi.Printable(d.Source.In(b.opts.Lang)),
	}
}

// others returns the indicators outside the table that the total knows.
func (b *builder) others() []string {
	shown := map[int]bool{}
	for _, i := range b.chosen {
		shown[i] = true
	}
	var ids []string
	for i, r := range b.card.Total.Results {
		if !shown[i] && r.Defined() {
			ids = append(ids, b.card.Indicators[i].ID)
		}
	}
	return ids
}

// where writes the place of a finding in front of its text.
func where(p kpi.Place) string {
	if text := p.String(); text != "" {
		return text + ": "
	}
	return ""
}
