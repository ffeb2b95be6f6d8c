package report

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// The names of the sections.
const (
	definitionsSection = "definitions"
	NoteSection        = "notes"
)

// sections writes what is below the table: the definitions, the notes and
// the indicators that could be asked for.
func (b *builder) sections(r *Report, findings []kpi.Finding) {
	r.Definition = b.w.definitions(b.card, b.chosen)
	r.Sections = append(r.Sections, b.w.definitionSection(r.Definition))
	notes := b.w.notes(findings)
	if len(b.opts.Months) > 0 && len(b.opts.Longer) > 0 {
		var names []string
		for _, p := range b.opts.Longer {
			names = append(names, b.w.period(p))
		}
		notes = append(notes, b.w.fill("longer", "periods", kpi.Few(names)))
	}
	if others := b.others(); len(others) > 0 {
		notes = append(notes, b.w.fill("others", "ids", strings.Join(others, ", ")))
	}
	if len(notes) > 0 {
		r.Sections = append(r.Sections, Section{NoteSection, b.w.text(NoteSection), notes})
	}
}

// others returns the indicators outside the table that have a figure of the total.
func (b *builder) others() []string {
	var ids []string
	for i, r := range b.card.Total.Results {
		if !slices.Contains(b.chosen, i) && r.Defined() {
			ids = append(ids, b.card.Indicators[i].ID)
		}
	}
	return ids
}
