// Package units knows which units exist when, and what became of them. It compares a
// ledger with the list of units, and carries the counts of units that ended over to
// those that they became.
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

// List is a list of the units that exist: code, name, level, the code of
// the unit above, and the dates from and to which they do.
type List struct {
	words  *catalog.Words
	byCode map[string][]listed
	byKey  map[string][]listed // by level and folded name
	all    []listed            // in the order of the list
	below  map[string][]listed // communes by the code of the unit above, in the order of the list
}

type listed struct {
	index  int // in the list
	code   string
	name   catalog.Name
	level  kpi.Level
	parent string
	period kpi.Period
}

// Read reads and checks a list of units.
func Read(words *catalog.Words, name string, data []byte) (*List, error) {
	t, err := table.Read[unitRow](name, data, "valid_from", "valid_to")
	if err != nil {
		return nil, err
	}
	l := &List{words: words, byCode: map[string][]listed{}, byKey: map[string][]listed{}, below: map[string][]listed{}}
	for i, r := range t.Rows {
		u := listed{index: i, code: r.Code, parent: r.Parent, name: words.Name(r.Name, kpi.Levels()...)}
		if err := u.level.UnmarshalText([]byte(r.Level)); err != nil || u.level == 0 {
			return nil, t.Fault(i, "level", kpi.NewFault("want province, district or commune"))
		}
		if r.Code == "" {
			return nil, t.Fault(i, "code", kpi.NewFault("the cell is blank"))
		}
		if u.name.Key == "" {
			return nil, t.Fault(i, "name", kpi.NewFault("the cell is blank"))
		}
		from, err := date(r.ValidFrom)
		if err != nil {
			return nil, t.Fault(i, "valid_from", err)
		}
		to, err := date(r.ValidTo)
		if err != nil {
			return nil, t.Fault(i, "valid_to", err)
		}
		u.period = kpi.Period{From: from.From, To: to.To}
		if to.To < from.From {
			return nil, t.Fault(i, "valid_to", kpi.NewFault("the unit ends before it begins"))
		}
		l.all = append(l.all, u)
		l.byCode[r.Code] = append(l.byCode[r.Code], u)
		key := u.level.String() + "/" + u.name.Key
		l.byKey[key] = append(l.byKey[key], u)
		if u.level == kpi.Commune {
			l.below[u.parent] = append(l.below[u.parent], u)
		}
	}
	return l, nil
}

// date reads the months of a date such as 2024-12-31, or of a year. A blank is
// all time.
func date(text string) (kpi.Period, error) {
	if text == "" {
		return kpi.Period{From: kpi.NewMonth(1, 1), To: kpi.NewMonth(9999, 12)}, nil
	}
	for _, form := range []string{"2006-01-02", "2006-01"} {
		if day, err := time.Parse(form, text); err == nil {
			month := kpi.NewMonth(day.Year(), int(day.Month()))
			return kpi.Period{From: month, To: month}, nil
		}
	}
	if day, err := time.Parse("2006", text); err == nil {
		return kpi.Period{From: kpi.NewMonth(day.Year(), 1), To: kpi.NewMonth(day.Year(), 12)}, nil
	}
	return kpi.Period{}, kpi.NewFault("{text} is not a date: want 2024-12-31", "text", strconv.Quote(text))
}

// Unknown returns a finding for every unit of a ledger that the list does not
// have in the period of its counts.
func (l *List) Unknown(ledger *kpi.Ledger) []kpi.Finding {
	var findings []kpi.Finding
	told := map[string]bool{}
	for _, e := range ledger.Entries {
		u := e.Unit
		known := u.Commune == "" || l.has(kpi.Commune, u.Commune, u.District, e.Period)
		known = known && (u.District == "" || l.has(kpi.District, u.District, "", e.Period))
		if known || told[u.Name()] {
			continue
		}
		told[u.Name()] = true
		findings = append(findings, kpi.Finding{Code: kpi.UnitUnknown, Place: ledger.Place(e),
			Args: kpi.Args{"unit", u.Name(), "period", e.Period.String()}})
	}
	return findings
}

// has reports whether a unit of a name, below a district where one is given,
// exists in a period.
func (l *List) has(level kpi.Level, name, district string, p kpi.Period) bool {
	n := l.words.Name(name, level)
	return slices.ContainsFunc(l.byKey[level.String()+"/"+n.Key], func(u listed) bool {
		return u.isNamed(n) && u.isValid(p) && (district == "" || l.isChild(u, district))
	})
}

// Existed reports whether there was a unit in a month, as far as the list says: it does of
// names that it has.
func (l *List) Existed(u kpi.Unit, m kpi.Month) bool {
	if u.Commune == "" && u.District == "" {
		return true
	}
	level, name, district := kpi.Commune, u.Commune, u.District
	if u.Commune == "" {
		level, name, district = kpi.District, u.District, ""
	}
	return l.has(level, name, district, kpi.Period{From: m, To: m}) || !l.has(level, name, district, kpi.Period{})
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
				return l.listed(u, p), true
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
		for _, u := range l.byKey[level.String()+"/"+n.Key] {
			if u.isNamed(n) && u.isValid(p) {
				found = append(found, l.listed(u, p))
			}
		}
	}
	return found
}

// listed describes a unit of the list.
func (l *List) listed(u listed, p kpi.Period) Listed {
	found := Listed{Name: u.name, Level: u.level}
	for _, above := range l.byCode[u.parent] {
		if above.level == kpi.District && above.isValid(p) {
			found.District = above.name
		}
	}
	return found
}

// isNamed reports whether a name means the unit.
func (u listed) isNamed(n catalog.Name) bool { return u.name.Means(n) }

// isValid reports whether the unit exists in all months of a period.
func (u listed) isValid(p kpi.Period) bool { return p.IsZero() || u.period.Contains(p) }

func (l *List) isChild(u listed, district string) bool {
	key := l.words.Name(district, kpi.District).Key
	return slices.ContainsFunc(l.byCode[u.parent], func(p listed) bool { return p.name.Key == key })
}
