package input

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
)

// titles are what the titles of an export say.
type titles struct {
	period kpi.Period
	unit   unitNames
	at     kpi.Place // where the unit is named
	told   bool      // that the unit is taken from there
}

// fromTitles takes from the titles what the rows do not say: their period, and
// their unit or the district of communes. After errStop the rows have no period.
func (t *export) fromTitles() error {
	l := t.rows.layout
	if l.keys[keyPeriod] < 0 && !l.deadline {
		if !t.periodOfTitles() {
			return errStop
		}
		if t.rows.titles.period.IsZero() && !l.list && t.run.opts.Period.IsZero() {
			t.add(kpi.PeriodMissing, kpi.Place{Line: t.header})
			return errStop
		}
	}
	if l.keys[keyDistrict] < 0 {
		return t.unitOfTitles()
	}
	return nil
}

// periodOfTitles finds the period that the titles name. Where they name several,
// --period may be one of them.
func (t *export) periodOfTitles() bool {
	lines := t.titleLines()
	texts := make([]string, len(lines))
	for i, line := range lines {
		texts[i] = line.text
	}
	found, err := dates.Find(strings.Join(texts, " ; "), t.run.opts.Calendar)
	place := func(p kpi.Period) kpi.Place {
		i := slices.IndexFunc(lines, func(line titleCell) bool {
			own, err := dates.Find(line.text, t.run.opts.Calendar)
			return slices.Contains(own, p) || p.IsZero() && err != nil
		})
		return lines[max(i, 0)].place
	}
	asked := t.run.opts.Period
	if slices.Contains(found, asked) {
		found, err = []kpi.Period{asked}, nil
	}
	if len(found) == 0 && err == nil && !asked.IsZero() {
		if other := t.withoutYear(lines, asked); len(other) > 0 {
			found = append(other, asked) // "Tháng 6" where another month was asked for
		}
	}
	var days *dates.DaysError
	switch {
	case errors.As(err, &days):
		t.add(kpi.PeriodDates, place(kpi.Period{}), datesArgs(days)...)
		return false
	case len(found) > 1:
		slices.SortFunc(found, kpi.Period.Compare)
		names := make([]string, len(found))
		for i, p := range found {
			names[i] = p.String()
		}
		t.add(kpi.PeriodAmbiguous, place(found[len(found)-1]), "periods", strings.Join(names, ", "))
		return false
	case len(found) == 1:
		t.rows.titles.period = found[0]
		t.add(kpi.KeyFromTitle, place(found[0]), "key", kpi.TextKey("period"), "value", found[0].String())
	}
	return true
}

// withoutYear returns the periods that titles name without a year, in the year of
// that which was asked for, unless it is among them.
func (t *export) withoutYear(lines []titleCell, asked kpi.Period) []kpi.Period {
	var all []kpi.Period
	for _, line := range lines {
		found, _ := dates.Find(line.text+" năm "+asked.From.String()[:4], t.run.opts.Calendar)
		if year := (kpi.Period{From: asked.From - asked.From%12, To: asked.From - asked.From%12 + 11}); !slices.Contains(found, year) {
			all = append(all, found...)
		}
	}
	if slices.Contains(all, asked) {
		return nil
	}
	return all
}

// datesArgs names days that are no whole months, and the days on which months
// would have to end.
func datesArgs(e *dates.DaysError) []string {
	fits := make([]string, len(e.Fits))
	for i, day := range e.Fits {
		fits[i] = strconv.Itoa(day)
	}
	return []string{"dates", e.Days.String(), "fits", cmp.Or(strings.Join(fits, ", "), "–")}
}

// titleLines joins the cells of each row of titles: "Kỳ báo cáo:" and "Tháng
// 6/2024" may stand in two. The place is that of the first. A number at the end of
// a cell is not of the period that the next one names: "Biểu số 1", "Tháng 6/2024".
func (t *export) titleLines() []titleCell {
	var lines []titleCell
	for _, row := range runs(t.titles, func(a, b titleCell) bool { return a.place.Line == b.place.Line }) {
		line := row[0]
		for _, c := range row[1:] {
			if own, _ := dates.Find(c.text, t.run.opts.Calendar); len(own) > 0 && line.text[len(line.text)-1]-'0' <= 9 {
				line.text += " ;"
			}
			line.text += " " + c.text
		}
		lines = append(lines, line)
	}
	return lines
}

// unitOfTitles finds the unit that the titles name. It is needed where the rows
// do not name theirs; where they name communes, their district is.
func (t *export) unitOfTitles() error {
	var at titleCell
	names := map[kpi.Level][]catalog.Name{}
	for _, c := range t.titles {
		for _, n := range t.run.cat.Words.UnitsOf(c.text) {
			same := func(o catalog.Name) bool { return o.Key == n.Key && (o.Type == n.Type || n.Level == kpi.Province) }
			if !slices.ContainsFunc(names[n.Level], same) {
				names[n.Level] = append(names[n.Level], n)
				at = c
			}
		}
	}
	l := t.rows.layout
	hasUnits := l.keys[keyUnit] >= 0 || l.keys[keyCommune] >= 0
	if hasUnits && len(names[kpi.Commune]) > 1 {
		delete(names, kpi.Commune)
	}
	for _, level := range kpi.Levels() {
		if len(names[level]) > 1 {
			var texts []string
			for _, n := range names[level] {
				texts = append(texts, n.String())
			}
			if hasUnits && l.keys[keyUnit] >= 0 {
				return nil // the rows will say whether they need one
			}
			t.add(kpi.UnitAmbiguous, at.place, "units", strings.Join(texts, ", "))
			return errStop
		}
	}
	first := func(level kpi.Level) (n catalog.Name) {
		if len(names[level]) > 0 {
			n = names[level][0]
		}
		return n
	}
	t.rows.titles.unit = unitNames{province: first(kpi.Province), district: first(kpi.District), commune: first(kpi.Commune)}
	t.rows.titles.at = at.place
	return nil
}
