package input

import (
	"cchc/kpi"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// dayKind is what the days of a file are counted in: calendar days, working days, hours
// or months. It must be one thing in a file, and in all files.
type dayKind struct {
	kind      string // "" where the file has no days
	at        kpi.Place
	mixedLine int // the last line that counts them in something else
}

// dayKindUnknown is the kind of days that nothing names.
const dayKindUnknown = "unsaid"

// note notes what days are counted in at a place. A row that contradicts those before is
// reported once.
func (d *dayKind) note(kind string, place kpi.Place, findings *kpi.FileFindings) {
	if agreed, ok := agree(d.kind, kind); ok {
		if agreed != d.kind {
			d.kind, d.at = agreed, place
			d.at.File = findings.File()
		}
		return
	}
	if place.Line != d.mixedLine {
		d.mixedLine = place.Line
		findings.Add(kpi.DaysMixed, place, "kind", dayWord(kind), "other", dayWord(d.kind), "where", where(d.at.File, d.at.Line))
	}
}

// agree returns what days are counted in where one place names one thing and another
// something, or reports that both cannot be. Where nothing is named they are days, of
// either kind, but not hours or months.
func agree(a, b string) (kind string, ok bool) {
	days := func(kind string) bool { return kind == "calendar" || kind == "working" }
	switch {
	case a == "" || a == dayKindUnknown && days(b):
		return b, true
	case a == b || b == dayKindUnknown && days(a):
		return a, true
	}
	return a, false
}

// dayWord names a kind of day in a message.
func dayWord(kind string) string { return kpi.TextKey("days." + kind) }

// where names a line for a message about another one.
func where(file string, line int) string { return kpi.Place{File: file, Line: line}.String() }

// dayKindOf returns what the days of a row are counted in by a cell of its own, or "".
func (f *figures) dayKindOf(row rows.Row) string {
	i := f.layout.Cells.DayKind
	if i < 0 || len(rows.Trim(row.Cells[i])) == 0 {
		return ""
	}
	kind, ok := f.run.cat.Words.KindOfDay(string(row.Cells[i]))
	if !ok {
		kind = vietnamese.Clean(string(row.Cells[i]))
	}
	f.export.days.note(kind, f.layout.Place(row, i), f.export.findings)
	return kind
}
