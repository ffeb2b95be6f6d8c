package input

import (
	"errors"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// dating is what the period cells of a row mean: "Quý II/2024", "5 | 2024", or "Tổng".
type dating struct {
	total  bool
	period kpi.Period
	day    kpi.Day
	fault  *keyFault
}

// datings finds out what the period cells of rows mean. Each distinct text of them is looked
// at once, as long as it is remembered.
type datings struct {
	run    *run
	export *exportResult
	layout *header.Layout
	date   func(text string) string // writes the number of a day of a workbook as a date
	known  map[string]dating        // by the raw bytes of the cells
}

// of reads the period of a row. That of a file without one is in the titles, or the
// period asked for; a list without any belongs to the whole run.
func (r *datings) of(row rows.Row, above *titles) dating {
	var raw string // that of most files is one cell
	isBlank, keys := true, &r.layout.Keys
	for _, key := range header.OfPeriod() {
		if text := keys.Text(row, key); raw == "" {
			raw = text
		} else if keys[key] >= 0 {
			raw += string(datingsEnd) + text
		}
	}
	d, ok := r.known[raw]
	if ok {
		return d
	}
	for _, key := range header.OfPeriod() {
		text := keys.Text(row, key)
		d.total = d.total || r.run.cat.Words.IsTotal(text)
		isBlank = isBlank && vietnamese.Clean(text) == ""
	}
	isDated := keys.HasPeriod() || keys[header.Quarter] >= 0 || keys[header.Year] >= 0
	if !isDated || isBlank && r.layout.IsList(r.run.cat.Measures) {
		d.period = r.unnamed(above)
	} else {
		d.fault = r.cells(row, &d, above)
	}
	remember(r.known, raw, d)
	return d
}

// fault returns a fault of a period column.
func (r *datings) fault(code string, key header.Key, args ...string) *keyFault {
	return &keyFault{code, r.layout.Keys[key], args}
}

// named returns the period that the cells of a row name, or none.
func (r *datings) named(row rows.Row, above *titles) kpi.Period {
	isNamed := func(key header.Key) bool { return vietnamese.Clean(r.layout.Keys.Text(row, key)) != "" }
	if d := r.of(row, above); d.fault == nil && slices.ContainsFunc(header.OfPeriod(), isNamed) {
		return d.period
	}
	return kpi.Period{}
}

// datingsEnd divides the texts of several cells of a period.
const datingsEnd = '\x1f'

// unnamed returns the period that rows are of which name none.
func (r *datings) unnamed(above *titles) kpi.Period {
	if p := above.period; !p.IsZero() {
		return p
	}
	return r.run.opts.Period
}

// cells reads the cells that name the period of a row: its year, quarter and month,
// each of which is within those before. Where they name only the year or the quarter, the
// titles may name months of it.
func (r *datings) cells(row rows.Row, d *dating, above *titles) *keyFault {
	keys, year := &r.layout.Keys, above.year
	if !keys.HasPeriod() {
		year.last = kpi.Yearly.Around(year.last).To // months of the titles are compared below
	}
	last := header.Year
	for _, key := range header.OfPeriod() {
		if keys[key] >= 0 {
			last = key
		}
	}
	for _, key := range header.OfPeriod() {
		text := vietnamese.Clean(keys.Text(row, key))
		switch {
		case keys[key] < 0, text == "" && key != last:
			continue
		case text == "":
			return r.fault(kpi.PeriodMissing, key, "named", kpi.TextKey("name.cell"))
		}
		p, day, err := r.part(key, text, year, above)
		var days *dates.DaysError
		switch {
		case errors.As(err, &days):
			return r.fault(kpi.PeriodDates, key, datesArgs(days)...)
		case err != nil, key == header.Month && !d.period.IsZero() && p.Months() == 12: // a year is no month beside one
			return r.fault(kpi.PeriodUnknown, key)
		case !d.period.IsZero() && !d.period.Contains(p):
			return r.fault(kpi.PeriodDisagrees, key, "period", kpi.PeriodKey(p), "other", kpi.PeriodKey(d.period))
		}
		d.period, d.day = p, day
		if key == header.Year {
			year = titleYear{year: p.From.Year(), last: p.To}
		}
	}
	if asked := r.unnamed(above); !keys.HasPeriod() && d.period != asked {
		switch {
		case d.period.Contains(asked) && !asked.IsZero():
			d.period = asked
		case !above.period.IsZero() && !asked.Contains(d.period):
			return r.fault(kpi.PeriodDisagrees, last, "period", kpi.PeriodKey(d.period), "other", kpi.PeriodKey(asked))
		}
	}
	return nil
}

// errPart is the error for a cell that names no part of a year, or one without a year.
var errPart = errors.New("not a part of a year")

// part reads one of the cells that name a period. A year is needed only for one that names
// a part of it: that of a column, or of the titles.
func (r *datings) part(key header.Key, text string, year titleYear, above *titles) (p kpi.Period, day kpi.Day, err error) {
	calendar := r.run.opts.Calendar
	p, day, err = dates.Parse(r.date(text), calendar)
	isLength := func(n kpi.Length) bool { return err == nil && day.IsZero() && p == n.Around(p.From) }
	switch {
	case key == header.Year && !isLength(kpi.Yearly), key == header.Quarter && err == nil && !isLength(kpi.Quarterly):
		return p, day, errPart
	case err == nil, year.year == 0:
		return p, day, err
	}
	words := map[header.Key]string{header.Month: "tháng ", header.Quarter: "quý "}
	for _, before := range []string{"", words[key]} {
		p, day, other := dates.Parse(before+text+" năm "+strconv.Itoa(year.year), calendar)
		isPart := day.IsZero() && p.Months() < 12 && p.From.Year() == year.year && p.To <= year.last
		if other == nil && isPart && (key != header.Quarter || p.Months() == 3 && p.From%3 == 0) {
			if year.at == above.year.at && above.period.IsZero() {
				above.reportYear(r.export.findings)
			}
			return p, day, nil
		}
	}
	return p, day, err
}
