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
	file, sheet, _ := strings.Cut(path.Base(e.file.Name), ".xlsx#") // of a workbook with several
	if sheet == "" {
		file = strings.TrimSuffix(file, path.Ext(file))
	}
	found, err := dates.FindInName(strings.TrimSpace(file+" ; "+sheet), c)
	var days *dates.DaysError
	switch {
	case errors.As(err, &days):
		return p, kpi.TextKey("name.days") + ": " + days.Days.String()
	case err != nil:
		return p, kpi.TextKey("name.part")
	case len(found) > 1:
		return p, kpi.TextKey("name.several") + ": " + joined(found, ", ")
	case len(found) == 0:
		return p, kpi.TextKey("name.none")
	}
	return found[0], ""
}

// checkName compares the period that the name of the file has with those of its rows.
func (e *exportResult) checkName(c kpi.Calendar) {
	p, _ := e.inName(c)
	if p.IsZero() {
		return
	}
	var others []string
	for _, s := range e.account.slots {
		if s.period == p {
			return // a file may begin before
		}
		if !s.period.IsZero() && !p.Contains(s.period) && !slices.Contains(others, s.period.String()) {
			others = append(others, s.period.String())
		}
	}
	if len(others) > 0 {
		slices.Sort(others)
		e.findings.Add(kpi.PeriodNameDiffers, kpi.Place{}, "period", p.String(), "periods", kpi.Few(others))
	}
}

// periodOfName takes the period from the name of the file, where the titles name none and
// none is given for the file by itself. The titles may not say that counts are of the year
// so far. A period that was asked for chooses among files, so that it is no reason to take
// another file for it.
func (r *titleReader) periodOfName(lines []titleCell) (p kpi.Period, why string) {
	opts := &r.run.opts
	if opts.Own != nil {
		if own, _ := opts.Own(r.export.file.Name); !own.IsZero() {
			return p, ""
		}
	}
	p, why = r.export.inName(opts.Calendar)
	isOpen := func(line titleCell) bool { return dates.IsOpen(line.text, opts.Calendar) }
	if !p.IsZero() && slices.ContainsFunc(lines, isOpen) {
		return kpi.Period{}, kpi.TextKey("name.open")
	}
	return p, why
}
