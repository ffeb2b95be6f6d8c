package input

import (
	"bytes"
	"cmp"
	"errors"
	"slices"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// rowKey is the unit, period and day that a row's key cells name, or what is wrong with
// them.
type rowKey struct {
	names  *spelling // of no unit where nothing is added
	period kpi.Period
	day    kpi.Day // of a row of one day
	office string  // of the unit, that the row is of
	slot   *slot   // where the row is added; nil before the first
	total  bool    // the row is a total
	fault  *keyFault
}

// keyFault is what is wrong with a key cell. It has a code, but where the whole file
// lacks a key column: that was reported once.
type keyFault struct {
	code string
	cell int
	args []string
}

// names finds out what the key cells of rows mean. Names and periods are looked at once
// for each distinct text that is remembered, and what they mean together once for each
// distinct key.
type names struct {
	run     *run
	export  *exportResult
	layout  *header.Layout
	date    func(text string) string // writes the number of a day of a workbook as a date
	keys    map[string]*rowKey       // by the raw bytes of the key cells; of the open sections
	datings map[string]dating        // by those of the period
	namings map[string]*naming       // by those of the unit; of the open sections
	last    lastRow
	check   *encodingCheck // nil of a text in a known encoding
}

// lastRow is the key of the row before, which the next one mostly shares.
type lastRow struct {
	raw     []byte
	key     *rowKey
	scratch []byte
}

// dating is what the period cell of a row means.
type dating struct {
	total  bool
	period kpi.Period
	day    kpi.Day
	fault  *keyFault
}

// naming is what the cells of a row that name its unit mean.
type naming struct {
	total  bool
	names  spelling
	office string
	fault  *keyFault
}

func newNames(r *run, e *exportResult, l *header.Layout, f *rows.File) *names {
	n := &names{run: r, export: e, layout: l, date: f.Date, keys: map[string]*rowKey{}, datings: map[string]dating{}, namings: map[string]*naming{}}
	if f.IsDecoded() {
		n.check = &encodingCheck{}
	}
	return n
}

// textsLimit is how many texts of keys are remembered at a time. It bounds the memory
// that a file takes in which they all differ.
const textsLimit = 1 << 16

// remember gives a text a meaning, in the place of all others when there are too many:
// they are found out again.
func remember[T any](texts map[string]T, text string, meaning T) {
	if len(texts) >= textsLimit {
		clear(texts)
	}
	texts[text] = meaning
}

// forget drops what was found out about the texts of keys: they mean something
// else in another section.
func (n *names) forget() {
	clear(n.keys)
	clear(n.namings)
	n.last.key = nil
}

// of returns what the key cells of a row mean.
func (n *names) of(row rows.Row, ctx *context) *rowKey {
	raw := n.last.scratch[:0]
	for _, i := range n.layout.Keys {
		if i >= 0 {
			raw = append(raw, row.Cells[i]...)
		}
		raw = append(raw, cellEnd)
	}
	n.last.scratch = raw
	if n.last.key != nil && bytes.Equal(raw, n.last.raw) {
		return n.last.key
	}
	key, ok := n.keys[string(raw)]
	if !ok {
		key = n.resolve(row, ctx)
		remember(n.keys, string(raw), key)
	}
	n.last.raw, n.last.key = append(n.last.raw[:0], raw...), key
	return key
}

// resolve finds out what the key cells of a row mean. It is called once for each
// distinct key that is remembered.
func (n *names) resolve(row rows.Row, ctx *context) *rowKey {
	text := n.layout.Keys.Text(row, header.Period)
	d, ok := n.datings[text]
	if !ok {
		d = n.dating(row, ctx)
		d.total = n.run.cat.Words.IsTotal(text)
		remember(n.datings, text, d)
	}
	u := n.naming(row, d.period, ctx)
	key := &rowKey{names: &spelling{}}
	switch {
	case d.total || u.total:
		return &rowKey{total: true, names: &u.names}
	case d.fault != nil:
		key.fault = d.fault
	case u.fault != nil:
		key.fault = u.fault
	default:
		if key.fault = n.checkTier(u.names.unitNames, d.period); key.fault == nil {
			return &rowKey{names: &u.names, period: d.period, day: d.day, office: u.office}
		}
	}
	return key
}

// fault returns a fault of a key column.
func (n *names) fault(code string, key header.Key, args ...string) *keyFault {
	return &keyFault{code, n.layout.Keys[key], args}
}

// dating reads the period of a row. That of a file without one is in the titles, or the
// period asked for; a list without any belongs to the whole run.
func (n *names) dating(row rows.Row, ctx *context) (d dating) {
	without := ctx.titles.period
	if without.IsZero() {
		without = n.run.opts.Period
	}
	if n.layout.Keys[header.Period] < 0 {
		return dating{period: without}
	}
	text := vietnamese.Clean(n.layout.Keys.Text(row, header.Period))
	if text == "" {
		if n.layout.IsList(n.run.cat.Measures) {
			return dating{period: without}
		}
		return dating{fault: n.fault(kpi.PeriodMissing, header.Period)}
	}
	var err error
	d.period, d.day, err = dates.Parse(n.date(text), n.run.opts.Calendar)
	var days *dates.DaysError
	switch {
	case errors.As(err, &days):
		d.fault = n.fault(kpi.PeriodDates, header.Period, datesArgs(days)...)
	case err != nil:
		d.fault = n.fault(kpi.PeriodUnknown, header.Period)
	}
	return d
}

// naming finds out which unit a row names. A list of units makes that depend on the
// period.
func (n *names) naming(row rows.Row, p kpi.Period, ctx *context) *naming {
	raw := make([]byte, 0, 128)
	for key, i := range n.layout.Keys {
		if i >= 0 && (header.Key(key) != header.Period || n.run.opts.Units != nil) {
			raw = append(raw, row.Cells[i]...)
		}
		raw = append(raw, cellEnd)
	}
	u, ok := n.namings[string(raw)]
	if !ok {
		u = &naming{total: slices.ContainsFunc(n.layout.Keys[:], func(i int) bool {
			return i >= 0 && i != n.layout.Keys[header.Period] && n.run.cat.Words.IsTotal(string(row.Cells[i]))
		})}
		if !u.total {
			u.fault = n.nameUnit(row, u, p, ctx)
		}
		remember(n.namings, string(raw), u)
	}
	return u
}

// nameUnit reads the cells that name the unit of a row.
func (n *names) nameUnit(row rows.Row, u *naming, p kpi.Period, ctx *context) *keyFault {
	if n.check != nil {
		n.check.look(n.layout, row)
	}
	fault := cmp.Or(n.rejectGarbled(row), n.rejectNonName(row))
	if fault == nil {
		fault = n.unitCells(row, u, p, ctx)
	}
	if fault == nil {
		fault = n.rejectLong(u.names.unitNames)
	}
	if fault == nil {
		fault = n.fromList(row, &u.names.unitNames, p)
	}
	if fault != nil {
		return fault
	}
	for tier, key := range tierKeys() {
		cell := n.layout.Keys[key]
		if cell < 0 {
			cell = n.layout.Keys[header.Unit]
		}
		u.names.places[tier] = n.layout.Place(row, cell)
		u.names.places[tier].File = n.export.file.Name
	}
	return nil
}

// tierKeys returns the key columns of the tiers of names.
func tierKeys() [tierCount]header.Key {
	return [tierCount]header.Key{tierProvince: header.Province, tierDistrict: header.District, tierCommune: header.Commune}
}
