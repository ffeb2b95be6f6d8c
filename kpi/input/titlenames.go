package input

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// fitsSheet reports whether the titles name a period where the name of the sheet is of another
// time that it does not name, as "Cùng kỳ" or "Kế hoạch", or of a period that the name of the
// workbook does not have.
func (r *titleReader) fitsSheet() bool {
	if r.sheet != nil && !r.namesTime() && r.isDisputed() {
		found, _ := r.export.inBook(r.run.opts.Calendar)
		named := kpi.TextKey("name.several") + ": " + kpi.Keys(kpi.PeriodKey, append(found, r.sheet.period))
		r.export.findings.Add(kpi.PeriodMissing, kpi.Place{Line: r.export.file.Header}, "named", named)
		return false
	}
	if s := r.sheet; s == nil || s.isSpan || !isUndated(r.run, s.name) || r.namesTime() || r.layout.IsList(r.run.cat.Measures) {
		return true
	}
	r.export.findings.Add(kpi.PeriodPart, kpi.Place{Text: r.sheet.name})
	return false
}

// isDisputed reports whether the name of the workbook names a period that is not that of the
// sheet. Where several sheets are of periods, it is as good as none, and so it is where a
// period is given for the file by itself.
func (r *titleReader) isDisputed() bool {
	found, _ := r.export.inBook(r.run.opts.Calendar)
	s := r.sheet
	return !s.isSpan && !s.isSeries && !s.period.IsZero() && !r.hasOwnPeriod() &&
		slices.ContainsFunc(found, func(p kpi.Period) bool { return !p.Contains(s.period) })
}

// periodOfSheet takes the period from the name of the sheet, where the titles name none, or
// only the year that it is in, and the names of other sheets are such periods, too.
func (r *titleReader) periodOfSheet() (p kpi.Period, ok bool) {
	if r.sheet == nil || r.sheet.period.IsZero() || r.isDisputed() {
		return p, false
	}
	if r.namesTime() {
		texts := make([]string, len(r.lines))
		for i, line := range r.lines {
			texts[i] = line.text
		}
		found, err := dates.Find(strings.Join(texts, " ; "), r.run.opts.Calendar)
		isUndated := slices.ContainsFunc(texts, func(text string) bool { return isUndated(r.run, text) })
		if err != nil || isUndated || !r.sheet.isSeries || len(found) != 1 || !isYear(found[0]) || !found[0].Contains(r.sheet.period) {
			return p, false
		}
	}
	r.export.findings.Add(kpi.KeyFromSheet, kpi.Place{Text: r.sheet.name}, "key", kpi.TextKey("period"), "value", kpi.PeriodKey(r.sheet.period))
	return r.sheet.period, true
}

// unitOfSheet takes the unit from the name of the sheet, where the titles name none that
// rows can be of, and the list has one of the name: "H. Bắc Sơn". Where rows name communes
// it is a district.
func (r *titleReader) unitOfSheet(t *titles) {
	list := r.run.opts.Units
	if r.sheet == nil || list == nil || t.unit.District.Key != "" || t.unit.Commune.Key != "" || r.layout.Keys[header.District] >= 0 {
		return
	}
	var found []units.Listed
	for _, level := range []kpi.Level{kpi.District, kpi.Commune, kpi.Province} {
		if level != kpi.Commune || r.layout.Keys[header.Commune] < 0 && r.layout.Keys[header.Unit] < 0 {
			name := r.run.cat.Words.Name(vietnamese.Clean(r.sheet.name), kpi.Levels()...)
			found = append(found, list.Find(units.Query{Name: name, Level: level, Province: t.unit.Province, Period: t.period, Exact: true})...)
		}
	}
	if len(found) != 1 || found[0].Level == kpi.Province {
		return
	}
	t.at, t.reported, t.isOfSheet = kpi.Place{Text: r.sheet.name}, false, true
	switch u := found[0]; u.Level {
	case kpi.District:
		t.unit.District = u.Name
	case kpi.Commune:
		t.unit.Commune, t.unit.District = u.Name, u.District
	}
}

// periodOfName takes the period from the name of the file, where the titles name none and
// none is given for the file by itself. The titles may not make counts those of the
// year so far. A period that was asked for chooses among files, so that it is no reason to take
// another file for it.
func (r *titleReader) periodOfName(lines []titleCell) (p kpi.Period, why string) {
	opts := &r.run.opts
	if r.hasOwnPeriod() {
		return p, ""
	}
	p, why = r.export.inName(opts.Calendar)
	isOpen := func(line titleCell) bool { return dates.IsOpen(line.text, opts.Calendar) }
	if !p.IsZero() && slices.ContainsFunc(lines, isOpen) {
		return kpi.Period{}, kpi.TextKey("name.open")
	}
	return p, why
}

// hasOwnPeriod reports whether a period is given for the file by itself.
func (r *titleReader) hasOwnPeriod() bool {
	if r.run.opts.Own == nil {
		return false
	}
	own, _ := r.run.opts.Own(r.export.file.Name)
	return !own.IsZero()
}
