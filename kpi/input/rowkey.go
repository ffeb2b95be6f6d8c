package input

import (
	"bytes"
	"cmp"
	"errors"
	"slices"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/batch"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// rowKey is the unit, period and day that a row's key cells name, or what is wrong with
// them.
type rowKey struct {
	spelling *names.Spelling // of no unit where nothing is added
	period   kpi.Period
	day      kpi.Day // of a row of one day
	office   string  // of the unit, that the row is of
	slot     *slot   // where the row is added; nil before the first
	total    bool    // the row is a total
	fault    *keyFault
}

// keyFault is what is wrong with a key cell. It has a code, but where the whole file
// lacks a key column: that was reported once.
type keyFault struct {
	code string
	cell int
	args []string
}

// keyReader finds out what the key cells of rows mean. Names and periods are looked at once
// for each distinct text that is remembered, and what they mean together once for each
// distinct key.
type keyReader struct {
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
	total    bool
	spelling names.Spelling
	office   string
	fault    *keyFault
}

func newKeyReader(r *run, e *exportResult, f *rows.File) *keyReader {
	k := &keyReader{run: r, export: e, layout: e.layout, date: f.Date,
		keys: map[string]*rowKey{}, datings: map[string]dating{}, namings: map[string]*naming{}}
	if f.IsDecoded() {
		k.check = &encodingCheck{}
	}
	return k
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
func (k *keyReader) forget() {
	clear(k.keys)
	clear(k.namings)
	k.last.key = nil
}

// of returns what the key cells of a row mean.
func (k *keyReader) of(row rows.Row, ctx *context) *rowKey {
	raw := k.last.scratch[:0]
	for _, i := range k.layout.Keys {
		if i >= 0 {
			raw = append(raw, row.Cells[i]...)
		}
		raw = append(raw, batch.CellEnd)
	}
	k.last.scratch = raw
	if k.last.key != nil && bytes.Equal(raw, k.last.raw) {
		return k.last.key
	}
	key, ok := k.keys[string(raw)]
	if !ok {
		key = k.resolve(row, ctx)
		remember(k.keys, string(raw), key)
	}
	k.last.raw, k.last.key = append(k.last.raw[:0], raw...), key
	return key
}

// resolve finds out what the key cells of a row mean. It is called once for each
// distinct key that is remembered.
func (k *keyReader) resolve(row rows.Row, ctx *context) *rowKey {
	text := k.layout.Keys.Text(row, header.Period)
	d, ok := k.datings[text]
	if !ok {
		d = k.dating(row, ctx)
		d.total = k.run.cat.Words.IsTotal(text)
		remember(k.datings, text, d)
	}
	u := k.naming(row, d.period, ctx)
	key := &rowKey{spelling: &names.Spelling{}}
	switch {
	case d.total || u.total:
		return &rowKey{total: true, spelling: &u.spelling}
	case d.fault != nil:
		key.fault = d.fault
	case u.fault != nil:
		key.fault = u.fault
	default:
		if key.fault = k.checkTier(u.spelling.Unit, d.period); key.fault == nil {
			return &rowKey{spelling: &u.spelling, period: d.period, day: d.day, office: u.office}
		}
	}
	return key
}

// fault returns a fault of a key column.
func (k *keyReader) fault(code string, key header.Key, args ...string) *keyFault {
	return &keyFault{code, k.layout.Keys[key], args}
}

// dating reads the period of a row. That of a file without one is in the titles, or the
// period asked for; a list without any belongs to the whole run.
func (k *keyReader) dating(row rows.Row, ctx *context) (d dating) {
	without := ctx.titles.period
	if without.IsZero() {
		without = k.run.opts.Period
	}
	if k.layout.Keys[header.Period] < 0 {
		return dating{period: without}
	}
	text := vietnamese.Clean(k.layout.Keys.Text(row, header.Period))
	if text == "" {
		if k.layout.IsList(k.run.cat.Measures) {
			return dating{period: without}
		}
		return dating{fault: k.fault(kpi.PeriodMissing, header.Period)}
	}
	var err error
	d.period, d.day, err = dates.Parse(k.date(text), k.run.opts.Calendar)
	var days *dates.DaysError
	switch {
	case errors.As(err, &days):
		d.fault = k.fault(kpi.PeriodDates, header.Period, datesArgs(days)...)
	case err != nil:
		d.fault = k.fault(kpi.PeriodUnknown, header.Period)
	}
	return d
}

// naming finds out which unit a row names. A list of units makes that depend on the
// period.
func (k *keyReader) naming(row rows.Row, p kpi.Period, ctx *context) *naming {
	raw := make([]byte, 0, 128)
	for key, i := range k.layout.Keys {
		if i >= 0 && (header.Key(key) != header.Period || k.run.opts.Units != nil) {
			raw = append(raw, row.Cells[i]...)
		}
		raw = append(raw, batch.CellEnd)
	}
	u, ok := k.namings[string(raw)]
	if !ok {
		u = &naming{total: slices.ContainsFunc(k.layout.Keys[:], func(i int) bool {
			return i >= 0 && i != k.layout.Keys[header.Period] && k.run.cat.Words.IsTotal(string(row.Cells[i]))
		})}
		if !u.total {
			u.fault = k.nameUnit(row, u, p, ctx)
		}
		remember(k.namings, string(raw), u)
	}
	return u
}

// nameUnit reads the cells that name the unit of a row.
func (k *keyReader) nameUnit(row rows.Row, u *naming, p kpi.Period, ctx *context) *keyFault {
	if k.check != nil {
		k.check.look(k.layout, row)
	}
	fault := cmp.Or(k.rejectGarbled(row), k.rejectNonName(row))
	if fault == nil {
		fault = k.unitCells(row, u, p, ctx)
	}
	if fault == nil {
		fault = k.rejectLong(u.spelling.Unit)
	}
	if fault == nil {
		fault = k.fromList(row, &u.spelling.Unit, p)
	}
	if fault != nil {
		return fault
	}
	for tier, key := range tierKeys() {
		cell := k.layout.Keys[key]
		if cell < 0 {
			cell = k.layout.Keys[header.Unit]
		}
		u.spelling.Places[tier] = k.layout.Place(row, cell)
		u.spelling.Places[tier].File = k.export.file.Name
	}
	return nil
}

// tierKeys returns the key columns of the tiers of names.
func tierKeys() [names.Tiers]header.Key {
	return [names.Tiers]header.Key{names.Province: header.Province, names.District: header.District, names.Commune: header.Commune}
}
