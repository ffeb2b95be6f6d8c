package input

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/units"
)

// hidePersons takes the texts of cells out of the findings about a list, and about a table
// without a header, which may be one: they may be names. Of titles stay the words that the
// tables know, and the units that the list of units has.
func (e *exportResult) hidePersons(r *run) {
	isList := e.layout != nil && e.layout.List != nil
	if !isList && e.layout != nil {
		return
	}
	for i := range e.list {
		f := &e.list[i]
		if isList {
			hideTitle(f, r)
		}
		cells := strings.FieldsFunc(f.Place.Text, func(r rune) bool { return strings.ContainsRune(",;\t", r) })
		switch {
		case f.Code == kpi.JSONBeside:
			f.Args = kpi.Args{"values", f.Args.Value("names")}
		case f.Code == kpi.JSONFault:
			f.Place.Text = ""
		case f.Code == kpi.KeyFromSheet: // which quotes the name of a sheet alone
		case f.Place.Text == "", !isList && !header.HoldsFigures(cells):
		default:
			if f.Code == kpi.EncodingUnknown || f.Code == kpi.EncodingInvalidByte || f.Code == kpi.EncodingWrong {
				f.Args.Set("cell", header.Shown(r.cat, cells))
			}
			f.Place.Text = ""
		}
	}
}

// hideTitle takes out of a finding about a title of a list what may be the name of a person.
func hideTitle(f *kpi.Finding, r *run) {
	hidden := kpi.TextKey("title.hidden")
	switch {
	case f.Code == kpi.TitleUnknown:
		text := strings.Trim(f.Args.Value("text"), "\"")
		if title := r.cat.Words.Title(text, func(string) bool { return false }); title.Other != text {
			f.Args.Set("text", hidden)
		}
		f.Args.Set("cell", hidden)
	case f.Code == kpi.SubjectOther:
		f.Args.Set("cell", hidden)
	case f.Code == kpi.KeyFromTitle && f.Args.Value("key") == kpi.TextKey("unit"):
		f.Args.Set("value", knownUnits(r.opts.Units, r.cat.Words, f.Args.Value("value")))
	case f.Code == kpi.UnitAmbiguous:
		f.Args.Set("units", knownUnits(r.opts.Units, r.cat.Words, f.Args.Value("units")))
	}
}

// knownUnits writes those of some units that the list has, and that there are others.
func knownUnits(list *units.List, words *catalog.Words, text string) string {
	var shown []string
	for name := range strings.SplitSeq(text, ", ") {
		if list == nil || len(list.Find(units.Query{Name: words.Name(name, kpi.Levels()...)})) == 0 {
			name = kpi.TextKey("title.unit")
		}
		if !slices.Contains(shown, name) {
			shown = append(shown, name)
		}
	}
	return strings.Join(shown, ", ")
}
