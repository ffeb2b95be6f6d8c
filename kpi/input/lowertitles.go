package input

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
)

// inherit takes the titles of the table above for those that a table below it does not
// have: of its period, or its unit. ok is false where its own make
// its counts those of another time, but do not name it.
func (r *titleReader) inherit() (ok bool) {
	if r.above == nil {
		return true
	}
	switch {
	case !r.namesTime():
		r.lines, r.isDated = r.above.lines, true
	case !slices.ContainsFunc(r.lines, func(line titleCell) bool { return namesPeriod(r.run, line.text) }):
		if i := slices.IndexFunc(r.lines, func(line titleCell) bool { return isUndated(r.run, line.text) }); i >= 0 {
			r.export.findings.Add(kpi.PeriodPart, r.lines[i].place)
			return false
		}
	}
	if !slices.ContainsFunc(r.cells, r.namesOthers) {
		r.cells = r.above.cells
	}
	return true
}

// namesOthers reports whether a title names a unit, an office or a level: the unit of the
// table is not that of the table above.
func (r *titleReader) namesOthers(c titleCell) bool {
	words := r.run.cat.Words
	_, isLevel := words.Level(c.text)
	level, _ := words.Heading(c.text)
	return len(c.units) > 0 || r.isPlace(c.text) || isLevel || level != 0 || words.OfficeLevel(c.text) != 0
}

// isUnread reports whether a title of a table below another has words that are not understood,
// where that would be of no account in the titles of a file.
func (r *titleReader) isUnread(c titleCell, said catalog.Title) bool {
	words := r.run.cat.Words
	if said.Unknown == "" && (said.Fits || len(c.units) > 0 || words.IsTitle(c.text) || words.IsReport(c.text)) {
		return false
	}
	return r.above != nil && !r.namesTime()
}

// namesTime reports whether the titles name a period, a part of one, or another time.
func (r *titleReader) namesTime() bool {
	return slices.ContainsFunc(r.lines, func(line titleCell) bool { return namesTime(r.run, line.text) })
}

// namesTime reports whether a text names a period, a part of one, a month without its year,
// or another time.
func namesTime(r *run, text string) bool {
	found, err := dates.Find(text+" năm 2024", r.opts.Calendar)
	return namesPeriod(r, text) || isUndated(r, text) || err != nil || len(found) > 0 && !isYear(found[0])
}

// namesPeriod reports whether a text names a period with its year, or a part of one.
func namesPeriod(r *run, text string) bool {
	found, err := dates.Find(text, r.opts.Calendar)
	return len(found) > 0 || err != nil
}

// isUndated reports whether a text makes counts those of the year so far, of a period
// before, or of a plan, and does not name the time.
func isUndated(r *run, text string) bool {
	return dates.IsOpen(text, r.opts.Calendar) || r.cat.Words.IsOther(text)
}

// isYear reports whether a period is a whole year.
func isYear(p kpi.Period) bool { return p.BeginsYear() && p.Months() == 12 }
