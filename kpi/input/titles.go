package input

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
)

// titles are the period and the unit that the titles of an export name, for rows that
// do not name theirs.
type titles struct {
	period    kpi.Period
	year      titleYear // of periods that rows name without theirs
	unit      names.Unit
	at        kpi.Place   // where the unit is named
	isOfSheet bool        // it is named by the sheet
	reported  bool        // that the unit is taken from there
	below     int         // the line behind the header
	names     []string    // in the column of units, as far as the first rows show
	lines     []titleCell // that may name the period
	cells     []titleCell // that may name the unit
	ofList    listDays    // of a list of single dossiers
}

// reportUnit reports once that units of a file are those of its titles.
func (t *titles) reportUnit(findings *kpi.FileFindings) {
	if u := (names.Unit{District: t.unit.District, Commune: t.unit.Commune}); u.Named() != 0 && !t.reported {
		t.reported = true
		named := strings.Trim(u.Commune.String()+", "+u.District.String(), ", ")
		code := kpi.KeyFromTitle
		if t.isOfSheet {
			code = kpi.KeyFromSheet
		}
		findings.Add(code, t.at, "key", kpi.TextKey("unit"), "value", named)
	}
}

// titleCell is a cell above the header, clean, and where it is: "Tháng 6/2024".
type titleCell struct {
	text  string
	place kpi.Place
	units []catalog.Name // that it names
	rest  string         // the text without those of the list of units
}

// titleReader reads the titles of one table, such as "UBND huyện Bắc Sơn".
type titleReader struct {
	run    *run
	export *exportResult
	layout *header.Layout
	cells  []titleCell
	lines  []titleCell // the cells of each row, joined

	above   *titles // of the table above in the file; nil: none
	isDated bool    // the lines are those of the table above
	sheet   *sheet  // that the table is in; nil where its name is of no account
}

// newTitleReader returns the reader of some cells, with what each of them names.
func newTitleReader(r *run, e *exportResult, l *header.Layout, cells []titleCell) *titleReader {
	t := &titleReader{run: r, export: e, layout: l, cells: cells}
	for i, c := range cells {
		cells[i].units, cells[i].rest = r.unitsOf(c.text)
	}
	t.lines = t.joinedRows()
	return t
}

// read takes from the titles what the rows do not name: their period, and their unit or
// the district of communes. After [rows.ErrStop] the rows have no period.
func (r *titleReader) read() (*titles, error) {
	t, keys := &titles{lines: r.lines, cells: r.cells}, r.layout.Keys
	var ok bool
	if r.layout.List != nil {
		t.ofList, ok = r.listDays()
	} else {
		ok = r.inherit() && r.checkOpen()
	}
	if ok && r.layout.List == nil && !keys.HasPeriod() && r.layout.Deadline == nil {
		var isNamed bool
		if t.period, isNamed = r.periodOfSheet(); !isNamed {
			ok = r.fitsSheet()
		}
		if ok && !isNamed {
			t.period, ok = r.period()
		}
	}
	t.year = yearOf(r.run, r.lines)
	t.year.reported = r.above != nil && r.above.year.reported && r.above.year.at == t.year.at
	if ok && keys[header.District] < 0 {
		t.unit, t.at, ok = r.unit()
		t.reported = r.above != nil && r.above.reported && r.above.at == t.at
	}
	if in := r.run.opts.In; ok && in != "" && keys[header.District] < 0 {
		named := newTitleReader(r.run, r.export, r.layout, []titleCell{{text: in, place: kpi.Place{Text: in}}})
		unit, at, isOne := named.unit()
		switch {
		case t.unit.Named() == 0:
			t.unit, t.at, ok = unit, at, isOne
			t.reported = true // whoever gave it knows
		case isOne && t.unit.IsApart(unit):
			r.export.findings.Add(kpi.UnitDiffers, t.at, "unit", kpi.Excerpt(in))
		}
	}
	if !ok {
		return t, rows.ErrStop
	}
	r.unitOfSheet(t)
	return t, nil
}

// checkCounts compares what the titles name as counted with the table. Where by them
// cells are no counts of it, ok is false.
func (r *titleReader) checkCounts() (ok bool) {
	words, findings := r.run.cat.Words, r.export.findings
	said, fits := make([]catalog.Title, len(r.cells)), false
	for i, c := range r.cells {
		next := ""
		if i+1 < len(r.cells) && r.cells[i+1].place.Line == c.place.Line {
			next = r.cells[i+1].text
		}
		if words.IsScaled(c.text, next, r.counts) {
			findings.Add(kpi.CountScaled, c.place)
			return false
		}
		said[i] = words.Title(c.rest, r.counts)
		for _, words := range []*string{&said[i].Other, &said[i].Unknown} {
			if r.isPlace(*words) { // a name without its type
				*words = ""
			}
		}
		fits = fits || said[i].Fits
	}
	for i, t := range said {
		periods, _ := dates.Find(r.cells[i].text, r.run.opts.Calendar)
		switch {
		case t.Other != "" && !fits:
			findings.Add(kpi.SubjectOther, r.cells[i].place, "text", kpi.Excerpt(t.Other))
		case t.Other != "":
			findings.Add(kpi.TitleUnknown, r.cells[i].place, "text", kpi.Excerpt(t.Other))
		case t.Unknown != "" && len(periods) > 0, r.isUnread(r.cells[i], t):
			findings.Add(kpi.TitleUnknown, r.cells[i].place, "text", kpi.Excerpt(cmp.Or(t.Unknown, r.cells[i].text)))
		}
	}
	return true
}

// counts reports whether the table counts a thing.
func (r *titleReader) counts(thing string) bool {
	return r.layout.Counts(r.run.cat.Measures, thing) || r.layout.List != nil && thing == kpi.Dossiers
}

// isPlace reports whether the list of units has a name.
func (r *titleReader) isPlace(name string) bool {
	list := r.run.opts.Units
	return list != nil && name != "" && len(list.Named(r.run.cat.Words.Name(name), kpi.Period{})) > 0
}

// checkOpen reports titles by which the counts are of the year so far, where rows or other
// titles name a period that begins later. ok is false then.
func (r *titleReader) checkOpen() (ok bool) {
	lines, opts := r.lines, &r.run.opts
	open := slices.IndexFunc(lines, func(line titleCell) bool { return dates.IsOpen(line.text, opts.Calendar) })
	isLater := func(line titleCell) bool {
		found, _ := dates.Find(line.text, opts.Calendar)
		return slices.ContainsFunc(found, func(p kpi.Period) bool { return p.From != p.From.January() })
	}
	isOfMore := func(line titleCell) bool {
		found, _ := dates.Find(line.text, opts.Calendar)
		return dates.IsTotal(line.text) && slices.ContainsFunc(found, func(p kpi.Period) bool { return p.Months() > 1 })
	}
	if open < 0 && r.layout.Keys.HasPeriod() {
		open = slices.IndexFunc(lines, isOfMore) // "Lũy kế đến tháng 12 năm 2024" above a column of months
	}
	if open < 0 || r.layout.Deadline != nil || !r.layout.Keys.HasPeriod() && (!opts.Period.IsZero() || !slices.ContainsFunc(lines, isLater)) {
		return true
	}
	r.export.findings.Add(kpi.PeriodPart, lines[open].place)
	return false
}

// period finds the period that the titles name, or else the name of the file. Where they
// name several, --period may be one of them. What makes the file unusable is a finding, and ok is false.
func (r *titleReader) period() (p kpi.Period, ok bool) {
	lines, calendar, findings := r.lines, r.run.opts.Calendar, r.export.findings
	texts := make([]string, len(lines))
	for i, line := range lines {
		texts[i] = line.text
	}
	found, err := dates.Find(strings.Join(texts, " ; "), calendar)
	place := func(p kpi.Period) kpi.Place {
		i := slices.IndexFunc(lines, func(line titleCell) bool {
			if p.IsZero() { // its year may be on another line
				_, err := dates.Find(line.text+" năm 2024", calendar)
				return err != nil
			}
			own, _ := dates.Find(line.text, calendar)
			return slices.Contains(own, p)
		})
		return lines[max(i, 0)].place
	}
	asked := r.run.opts.Period
	if slices.Contains(found, asked) && !errors.Is(err, dates.ErrPart) {
		found, err = []kpi.Period{asked}, nil
	}
	named, why := kpi.Period{}, ""
	if len(found) == 0 && err == nil {
		named, why = r.periodOfName(lines)
		if meant := cmp.Or(named, asked); !meant.IsZero() {
			if other := r.withoutYear(lines, meant); len(other) > 0 {
				found = append(other, meant) // "Tháng 6" where another month was asked for
			}
		}
	}
	var days *dates.DaysError
	switch {
	case errors.As(err, &days):
		findings.Add(kpi.PeriodDates, place(kpi.Period{}), datesArgs(days)...)
		return asked, !asked.IsZero()
	case err != nil:
		findings.Add(kpi.PeriodPart, place(kpi.Period{}))
		return p, false
	case len(found) > 1:
		slices.SortFunc(found, kpi.Period.Compare)
		findings.Add(kpi.PeriodAmbiguous, place(found[len(found)-1]), "periods", kpi.Keys(kpi.PeriodKey, found))
		return p, false
	case len(found) == 1:
		if p = found[0]; r.isDated {
			break // it was reported above
		}
		findings.Add(kpi.KeyFromTitle, place(found[0]), "key", kpi.TextKey("period"), "value", kpi.PeriodKey(found[0]))
	case !named.IsZero():
		if p = named; findings.Number(kpi.PeriodFromName) == 0 { // a table above may have reported it
			findings.Add(kpi.PeriodFromName, kpi.Place{}, "period", kpi.PeriodKey(named))
		}
	case asked.IsZero() && !r.layout.IsList(r.run.cat.Measures) && r.layout.Keys[header.Year] < 0 && r.layout.Keys[header.Quarter] < 0:
		findings.Add(kpi.PeriodMissing, kpi.Place{Line: r.export.file.Header}, "named", why)
		return p, false
	}
	return p, true
}

// withoutYear returns the periods that titles name without a year, in the year of
// that which was asked for, unless it is among them.
func (r *titleReader) withoutYear(lines []titleCell, asked kpi.Period) []kpi.Period {
	var all []kpi.Period
	for _, line := range lines {
		found, _ := dates.Find(line.text+" năm "+asked.From.String()[:4], r.run.opts.Calendar)
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
	return []string{"dates", daysKey(e.Days), "fits", cmp.Or(strings.Join(fits, ", "), kpi.TextKey("near.none"))}
}

// daysKey is a range of days in the argument of a finding.
func daysKey(d dates.Days) string {
	if d.First.IsZero() {
		return kpi.TextKey("unit.until") + " " + kpi.DayKey(d.Last)
	}
	return kpi.DayKey(d.First) + " – " + kpi.DayKey(d.Last)
}

// joinedRows joins the cells of each row of titles: "Kỳ báo cáo:" and "Tháng
// 6/2024" may be two cells. The place is that of the first. A number at the end of
// a cell is not of the period that the next one names: "Biểu số 1", "Tháng 6/2024". Units
// that the list has are left out.
func (r *titleReader) joinedRows() []titleCell {
	var lines []titleCell
	for _, row := range neighbours(r.cells, func(a, b titleCell) bool { return a.place.Line == b.place.Line }) {
		line := row[0]
		if len(row) == 1 {
			line.text = line.rest
		}
		for _, c := range row[1:] {
			if own, _ := dates.Find(c.text, r.run.opts.Calendar); len(own) > 0 && line.text[len(line.text)-1]-'0' <= 9 {
				line.text += " ;"
			}
			line.text += " " + c.text
		}
		if len(row) > 1 {
			_, line.text = r.run.unitsOf(line.text) // "Quận 6 tháng 5" is no half of a year
		}
		lines = append(lines, line)
	}
	return lines
}

// unit finds the unit that the titles name, and where. It is needed where the rows do not
// name theirs; where they name communes, their district is. ok is false where it may be
// one of several.
func (r *titleReader) unit() (u names.Unit, at kpi.Place, ok bool) {
	found := map[kpi.Level][]catalog.Name{}
	for _, c := range r.cells {
		for _, n := range c.units {
			same := func(o catalog.Name) bool { return o.Key == n.Key && (o.Type == n.Type || n.Level == kpi.Province) }
			if !slices.ContainsFunc(found[n.Level], same) {
				found[n.Level] = append(found[n.Level], n)
				at = c.place
			}
		}
	}
	keys := r.layout.Keys
	named := map[kpi.Level]catalog.Name{}
	for _, level := range kpi.Levels() {
		switch all := found[level]; {
		case len(all) == 1:
			named[level] = all[0]
		case len(all) == 0, level == kpi.Commune && (keys[header.Unit] >= 0 || keys[header.Commune] >= 0):
		case keys[header.Unit] >= 0:
			return u, kpi.Place{}, true // the rows will show whether they need one
		default:
			r.export.findings.Add(kpi.UnitAmbiguous, at, "units", joined(all, ", "))
			return u, at, false
		}
	}
	return names.Unit{Province: named[kpi.Province], District: named[kpi.District], Commune: named[kpi.Commune]}, at, true
}

// joined writes some values one behind another.
func joined[T fmt.Stringer](list []T, between string) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = v.String()
	}
	return strings.Join(texts, between)
}
