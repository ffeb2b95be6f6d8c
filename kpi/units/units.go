// Package units knows which units exist when, and what became of them. It compares a
// ledger with a list of units, and carries the counts of units that ended over to their
// successors.
package units

import (
	"slices"
	"strconv"
	"time"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/table"
)

type unitRow struct {
	Code      string `csv:"code"`
	Name      string `csv:"name"`
	Level     string `csv:"level"`
	Parent    string `csv:"parent"`
	ValidFrom string `csv:"valid_from"`
	ValidTo   string `csv:"valid_to"`
}

// List is the units that exist, such as all of a province. Its slices have the order of
// the table.
type List struct {
	words  *catalog.Words
	all    []*listed
	byCode map[string][]*listed
	byName map[levelName][]*listed
	below  map[string][]*listed // communes by the code of the unit above
}

// levelName is a level and the key of a name.
type levelName struct {
	level kpi.Level
	key   string
}

// listed is a unit of the list: a code with a name and a level in the months from valid.From
// to valid.To. A unit that is renamed is two of the list.
type listed struct {
	index  int // in the list
	name   catalog.Name
	level  kpi.Level
	parent string // the code of the unit above
	valid  kpi.Period
}

// Read reads and checks a list of units.
func Read(words *catalog.Words, name string, data []byte) (*List, error) {
	t, err := table.Read[unitRow](name, data, "valid_from", "valid_to")
	if err != nil {
		return nil, err
	}
	l := &List{words: words, byCode: map[string][]*listed{}, byName: map[levelName][]*listed{}, below: map[string][]*listed{}}
	for i, r := range t.Rows {
		u := &listed{index: i, name: words.Name(r.Name, kpi.Levels()...), parent: r.Parent}
		from, fromErr := readDate(r.ValidFrom)
		to, toErr := readDate(r.ValidTo)
		u.valid = kpi.Period{From: from.From, To: to.To}
		switch err := u.level.UnmarshalText([]byte(r.Level)); {
		case err != nil || u.level == 0:
			return nil, t.Fault(i, "level", kpi.NewFault("want province, district or commune"))
		case r.Code == "":
			return nil, t.Fault(i, "code", kpi.NewFault("the cell is blank"))
		case u.name.Key == "":
			return nil, t.Fault(i, "name", kpi.NewFault("the cell is blank"))
		case fromErr != nil:
			return nil, t.Fault(i, "valid_from", fromErr)
		case toErr != nil:
			return nil, t.Fault(i, "valid_to", toErr)
		case u.valid.To < u.valid.From:
			return nil, t.Fault(i, "valid_to", kpi.NewFault("the unit ends before it begins"))
		}
		l.all = append(l.all, u)
		l.byCode[r.Code] = append(l.byCode[r.Code], u)
		key := levelName{u.level, u.name.Key}
		l.byName[key] = append(l.byName[key], u)
		if u.level == kpi.Commune {
			l.below[u.parent] = append(l.below[u.parent], u)
		}
	}
	return l, nil
}

// readDate reads the months of a date such as 2024-12-31, or of a year. A blank is all
// time.
func readDate(text string) (kpi.Period, error) {
	if text == "" {
		return kpi.Period{From: kpi.NewMonth(1, 1), To: kpi.NewMonth(9999, 12)}, nil
	}
	for form, months := range map[string]kpi.Month{time.DateOnly: 1, "2006-01": 1, "2006": 12} {
		if day, err := time.Parse(form, text); err == nil {
			from := kpi.NewMonth(day.Year(), int(day.Month()))
			return kpi.Period{From: from, To: from + months - 1}, nil
		}
	}
	return kpi.Period{}, kpi.NewFault("{text} is not a date: want 2024-12-31", "text", strconv.Quote(text))
}

// Unknown returns a finding for every unit of a ledger that the list does not have in
// the period of its counts.
func (l *List) Unknown(ledger *kpi.Ledger) []kpi.Finding {
	var findings []kpi.Finding
	reported := map[string]bool{}
	for _, e := range ledger.Entries {
		u := e.Unit
		known := (u.Commune == "" || len(l.find(kpi.Commune, u.Commune, u.District, e.Period)) > 0) &&
			(u.District == "" || len(l.find(kpi.District, u.District, "", e.Period)) > 0)
		if !known && !reported[u.Name()] {
			reported[u.Name()] = true
			findings = append(findings, kpi.NewFinding(kpi.UnitUnknown, ledger.Place(e), "unit", u.Name(), "period", e.Period.String()))
		}
	}
	return findings
}

// Existed reports whether a unit existed in a month. Of a unit that the list has at no
// time it is true.
func (l *List) Existed(u kpi.Unit, m kpi.Month) bool {
	found := l.find(kpi.District, u.District, "", kpi.Period{})
	if u.Commune != "" {
		found = l.find(kpi.Commune, u.Commune, u.District, kpi.Period{})
	}
	return len(found) == 0 || slices.ContainsFunc(found, func(u *listed) bool { return u.isValid(kpi.Period{From: m, To: m}) })
}

// find returns the units of a level that a name may mean in a period, or with none at
// any time; with a district those below it.
func (l *List) find(level kpi.Level, name, district string, p kpi.Period) []*listed {
	n := l.words.Name(name, level)
	var found []*listed
	for _, u := range l.byName[levelName{level, n.Key}] {
		if u.name.Means(n) && u.isValid(p) && (district == "" || l.isChild(u, district)) {
			found = append(found, u)
		}
	}
	return found
}

// Listed is a unit of the list, with the district above it where it is a commune
// that has one.
type Listed struct {
	Name     catalog.Name
	Level    kpi.Level
	District catalog.Name
}

// String names the unit and its district: "Xã Chi Lăng, Huyện Tràng Định".
func (u Listed) String() string {
	if u.District.Key == "" {
		return u.Name.String()
	}
	return u.Name.String() + ", " + u.District.String()
}

// Coded returns the unit that has a code in all of a period. Spreadsheets drop the
// zeros that codes begin with: 6058 is 06058 where no unit has the former.
func (l *List) Coded(code string, p kpi.Period) (Listed, bool) {
	for _, text := range []string{code, "0" + code} {
		for _, u := range l.byCode[text] {
			if u.isValid(p) {
				return l.describe(u, p), true
			}
		}
	}
	return Listed{}, false
}

// Named returns the districts and communes that a name may mean in a period, in
// the order of the list.
func (l *List) Named(n catalog.Name, p kpi.Period) []Listed {
	var found []Listed
	for _, level := range []kpi.Level{kpi.District, kpi.Commune} {
		for _, u := range l.byName[levelName{level, n.Key}] {
			if u.name.Means(n) && u.isValid(p) {
				found = append(found, l.describe(u, p))
			}
		}
	}
	return found
}

// describe adds the district of a period to a unit.
func (l *List) describe(u *listed, p kpi.Period) Listed {
	found := Listed{Name: u.name, Level: u.level}
	for _, above := range l.byCode[u.parent] {
		if above.level == kpi.District && above.isValid(p) {
			found.District = above.name
		}
	}
	return found
}

// label names a unit and the district that it had in all its time.
func (l *List) label(u *listed) string { return l.describe(u, u.valid).String() }

// labels names units with their districts.
func (l *List) labels(units []*listed) []string {
	var labels []string
	for _, u := range units {
		labels = append(labels, l.label(u))
	}
	return labels
}

// isValid reports whether the unit exists in all months of a period, if it has any.
func (u *listed) isValid(p kpi.Period) bool { return p.IsZero() || u.valid.Contains(p) }

// isChild reports whether a unit is below the district of a name.
func (l *List) isChild(u *listed, district string) bool {
	key := l.words.Name(district, kpi.District).Key
	return slices.ContainsFunc(l.byCode[u.parent], func(p *listed) bool { return p.name.Key == key })
}
