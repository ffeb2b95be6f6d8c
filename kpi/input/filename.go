package input

import (
	"errors"
	"path"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dates"
)

// inName returns the period that the name of the file has, or that of the file and its
// sheet; and if there is none that can be used, what the name has instead, for a message.
func (e *exportResult) inName(c kpi.Calendar) (p kpi.Period, why string) {
	file, sheet := e.nameParts()
	found, err := dates.FindInName(strings.TrimSpace(file+" ; "+sheet), c)
	var days *dates.DaysError
	switch {
	case errors.As(err, &days):
		return p, kpi.TextKey("name.days") + ": " + daysKey(days.Days)
	case err != nil:
		return p, kpi.TextKey("name.part")
	case len(found) > 1:
		return p, kpi.TextKey("name.several") + ": " + kpi.Keys(kpi.PeriodKey, found)
	case len(found) == 0:
		return p, kpi.TextKey("name.none")
	}
	return found[0], ""
}

// inBook returns the periods that the name of the file has, without that of a sheet.
func (e *exportResult) inBook(c kpi.Calendar) ([]kpi.Period, error) {
	file, _ := e.nameParts()
	return dates.FindInName(strings.TrimSpace(file), c)
}

// nameParts returns the name of the file, and that of the sheet of a workbook with several.
func (e *exportResult) nameParts() (file, sheet string) {
	if file, sheet, _ = strings.Cut(path.Base(e.file.Name), ".xlsx#"); sheet == "" {
		file = strings.TrimSuffix(file, path.Ext(file))
	}
	return file, sheet
}

// checkName compares the period that the name of a file has with those of the rows of all
// its tables.
func checkName(tables []*exportResult, c kpi.Calendar) {
	p, _ := tables[0].inName(c)
	if p.IsZero() {
		return
	}
	var others []kpi.Period
	for _, s := range slotsOf(tables) {
		if s.period == p {
			return // a file may begin before
		}
		if !s.period.IsZero() && !p.Contains(s.period) && !slices.Contains(others, s.period) {
			others = append(others, s.period)
		}
	}
	if len(others) == 0 {
		return
	}
	slices.SortFunc(others, kpi.Period.Compare)
	names := make([]string, len(others))
	for i, o := range others {
		names[i] = kpi.PeriodKey(o)
	}
	tables[0].findings.Add(kpi.PeriodNameDiffers, kpi.Place{}, "period", kpi.PeriodKey(p), "periods", kpi.FewOf("periods", names))
}
