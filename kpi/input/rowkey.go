package input

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// rowKey is the unit, period and day that a row's key cells name, or what is wrong with
// them: "2024-06 | Bắc Sơn | Xã Tân Lập".
type rowKey struct {
	spelling *names.Spelling // of no unit where nothing is added
	period   kpi.Period
	steady   kpi.Period // the months in which the cells mean the unit
	day      kpi.Day    // of a row of one day
	office   string     // of the unit, that the row is of
	slot     *slot      // where the row is added; nil before the first
	total    bool       // the row is a total
	blank    bool       // the cell of communes is blank
	district string     // the text of the cell of districts
	other    bool       // a name that is none of a unit is that of another period or a plan
	fault    *keyFault
	unproved *keyFault // a name that the list of units does not have; the row is added under it
}

// keyFault is what is wrong with a key cell. It has a code, but where the whole file
// lacks a key column: that was reported once.
type keyFault struct {
	code string
	cell int
	args []string
}

// isUnproved reports whether a key names no unit, or none of the list.
func (k *rowKey) isUnproved() bool { return k.unproved != nil || k.fault != nil && k.fault.code != "" }

// keyReader finds out what the key cells of rows mean. Each distinct text of a period, of a
// unit and of both together is looked at once, as long as it is remembered.
type keyReader struct {
	run     *run
	export  *exportResult
	layout  *header.Layout
	keys    map[string]*rowKey // by the raw bytes of the key cells; of the open sections
	datings *datings
	namings map[namingKey]*naming // of the open sections
	scratch []byte
	check   *encodingCheck         // nil of a text in a known encoding
	none    names.Spelling         // of keys with a fault
	near    map[units.Query]string // what is near names that the list does not have
}

// naming is what the cells of a row mean that name its unit: "Bắc Sơn | Xã Tân Lập". With
// a list of units that depends on the period.
type naming struct {
	total    bool
	spelling names.Spelling
	office   string
	fault    *keyFault
	unproved *keyFault
	steady   kpi.Period // the months in which the cells mean this
	other    *naming    // of the same cells in other months
}

// namingKey is what a naming is remembered by: the raw bytes of the cells, and the period
// where it holds for that alone.
type namingKey struct {
	cells  string
	period kpi.Period
}

// always is all months, and no period.
func always() kpi.Period { return kpi.Period{From: math.MinInt32, To: math.MaxInt32} }

// find looks a query up in a list, and notes in which months the list has that answer.
func (n *naming) find(list *units.List, q units.Query) []units.Listed {
	found, steady := list.FindSteady(q)
	if !q.Period.IsZero() { // else the answer is that of any time
		n.steady = kpi.Period{From: max(n.steady.From, steady.From), To: min(n.steady.To, steady.To)}
	}
	return found
}

func newKeyReader(r *run, e *exportResult, f *rows.File) *keyReader {
	k := &keyReader{run: r, export: e, layout: e.layout, keys: map[string]*rowKey{}, namings: map[namingKey]*naming{}, near: map[units.Query]string{},
		datings: &datings{run: r, export: e, layout: e.layout, date: f.Date, known: map[string]dating{}}}
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
func remember[K comparable, T any](texts map[K]T, text K, meaning T) {
	if len(texts) >= textsLimit {
		clear(texts)
	}
	texts[text] = meaning
}

// appendCells appends the bytes of some cells of a row, each with CellEnd behind it; of
// cell -1 there are none.
func appendCells(to []byte, row rows.Row, cells []int) []byte {
	for _, i := range cells {
		if i >= 0 {
			to = append(to, row.Cells[i]...)
		}
		to = append(to, rows.CellEnd)
	}
	return to
}

// of returns what the key cells of a row mean.
func (k *keyReader) of(row rows.Row, ctx *context) *rowKey {
	k.scratch = appendCells(k.scratch[:0], row, k.layout.Keys[:])
	key, ok := k.keys[string(k.scratch)]
	if !ok {
		key = k.resolve(row, ctx)
		remember(k.keys, string(k.scratch), key)
	}
	return key
}

// resolve finds out what the key cells of a row mean.
func (k *keyReader) resolve(row rows.Row, ctx *context) *rowKey {
	return k.resolveIn(row, k.datings.of(row, ctx.titles), ctx)
}

// resolveIn finds out what the key cells of a row mean that is of a period.
func (k *keyReader) resolveIn(row rows.Row, d dating, ctx *context) *rowKey {
	n := k.naming(row, d.period, ctx)
	key := &rowKey{spelling: &n.spelling, period: d.period, steady: n.steady, day: d.day, office: n.office, unproved: n.unproved}
	key.blank = k.layout.Keys[header.Commune] >= 0 && vietnamese.Clean(k.layout.Keys.Text(row, header.Commune)) == ""
	key.district = k.layout.Keys.Text(row, header.District)
	key.total, key.fault = d.total || n.total, cmp.Or(d.fault, n.fault)
	u := &n.spelling.Unit
	switch {
	case key.total || key.fault != nil:
	case key.unproved == nil:
		key.fault = k.checkTier(*u, d.period)
	case u.Commune.Key != "" && u.District.Key == "" && !withoutDistricts(d.period):
		key.fault, key.unproved = key.unproved, nil // there is no name to count it under
	}
	if key.fault != nil {
		key.spelling = &k.none
	}
	key.other = key.isUnproved() && k.namesOther(row)
	return key
}

// namesOther reports whether a row is not of this period, by one of its names.
func (k *keyReader) namesOther(row rows.Row) bool {
	return slices.ContainsFunc(header.OfNames(), func(key header.Key) bool { return k.run.cat.Words.IsOther(k.layout.Keys.Text(row, key)) })
}

// cellOf returns the cell of a key column, or that of the column of units where there is
// none.
func (k *keyReader) cellOf(key header.Key) int {
	if i := k.layout.Keys[key]; i >= 0 {
		return i
	}
	return k.layout.Keys[header.Unit]
}

// fault returns a fault of a key column.
func (k *keyReader) fault(code string, key header.Key, args ...string) *keyFault {
	return &keyFault{code, k.cellOf(key), args}
}

// naming finds out which unit a row names. What was found out before holds in its steady
// months; a fault, and a name that is not proved, for its period alone, which it may quote.
func (k *keyReader) naming(row rows.Row, p kpi.Period, ctx *context) *naming {
	cells := k.layout.Keys
	for _, key := range header.OfPeriod() {
		cells[key] = -1
	}
	raw := appendCells(make([]byte, 0, 128), row, cells[:])
	for n := k.namings[namingKey{cells: string(raw)}]; n != nil; n = n.other {
		if n.steady.Contains(p) {
			return n
		}
	}
	if n, ok := k.namings[namingKey{string(raw), p}]; ok {
		return n
	}
	n := &naming{steady: always()}
	n.total = slices.ContainsFunc(cells.Cells(), func(i int) bool { return k.run.cat.Words.IsTotal(string(row.Cells[i])) })
	if !n.total {
		n.fault = k.nameUnit(row, n, p, ctx)
	}
	if n.fault != nil || n.unproved != nil {
		n.steady = p
	}
	key := namingKey{cells: string(raw)}
	if n.steady == p {
		key.period = p
	}
	n.other = k.namings[key]
	remember(k.namings, key, n)
	return n
}

// nameUnit reads the cells that name the unit of a row.
func (k *keyReader) nameUnit(row rows.Row, n *naming, p kpi.Period, ctx *context) *keyFault {
	fault := k.unitCells(row, n, p, ctx)
	tiers := [names.Tiers]header.Key{names.Province: header.Province, names.District: header.District, names.Commune: header.Commune}
	for tier, key := range tiers {
		n.spelling.Places[tier] = k.layout.Place(row, k.cellOf(key))
		n.spelling.Places[tier].File = k.export.file.Name
		if name := n.spelling.Unit.In(tier).Text; fault == nil && utf8.RuneCountInString(name) > nameLimit {
			fault = k.fault(kpi.UnitTooLong, key, "unit", kpi.Excerpt(name), "limit", strconv.Itoa(nameLimit))
		}
	}
	if fault == nil {
		fault = k.checkCode(row, n, p)
	}
	return fault
}
