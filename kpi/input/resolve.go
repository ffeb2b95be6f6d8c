package input

import (
	"slices"

	"cchc/kpi"
)

// resolver finds out what the key cells of rows mean. Names and periods are looked
// at once for each distinct text that is remembered, and what they come to together once
// for each distinct key.
type resolver struct {
	keys    map[string]*target // by the raw bytes of the key cells
	datings map[string]dating  // by those of the period
	namings map[string]*naming // by those of the unit
	office  string             // that the row at hand is of, or ""
	lastKey []byte
	last    *target
	section int // the number of the section that these meanings are of
}

func newResolver() resolver {
	return resolver{keys: map[string]*target{}, datings: map[string]dating{}, namings: map[string]*naming{}}
}

// dating is what the period cell of a row comes to.
type dating struct {
	total  bool
	period kpi.Period
	day    kpi.Day
	fault  *target
}

// naming is what the cells of a row that name its unit come to.
type naming struct {
	total  bool
	names  spelling
	office string
	fault  *target
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
func (r *rowReader) forget() {
	clear(r.keys)
	clear(r.namings)
	clear(r.grains)
	r.last = nil
	r.section++
}

// resolve finds out what the key cells of a record mean. It is called once for
// each distinct key that is remembered.
func (r *rowReader) resolve(rec record) *target {
	text := r.layout.named(rec, keyPeriod)
	d, ok := r.datings[text]
	if !ok {
		d.period, d.day, d.fault = r.periodOf(rec)
		d.total = r.run.cat.Words.IsTotal(text)
		remember(r.datings, text, d)
	}
	n := r.naming(rec, d)
	switch {
	case d.total || n.total:
		return &target{total: true, names: &n.names}
	case d.fault != nil:
		return d.fault
	case n.fault != nil:
		return n.fault
	}
	if fault := r.checkTier(n.names.unitNames, d.period); fault != nil {
		return fault
	}
	return &target{names: &n.names, period: d.period, day: d.day, office: n.office}
}

// naming finds out which unit a record names. A list of units makes that depend on
// the period.
func (r *rowReader) naming(rec record, d dating) *naming {
	key := make([]byte, 0, 128)
	for k, i := range r.layout.keys {
		if i >= 0 && (k != keyPeriod || r.run.opts.Units != nil) {
			key = append(key, rec.cells[i]...)
		}
		key = append(key, 0x1f)
	}
	n, ok := r.namings[string(key)]
	if !ok {
		n = &naming{total: slices.ContainsFunc(r.layout.keys, func(i int) bool {
			return i >= 0 && i != r.layout.keys[keyPeriod] && r.run.cat.Words.IsTotal(string(rec.cells[i]))
		})}
		if !n.total {
			r.nameUnit(rec, n, d.period)
		}
		remember(r.namings, string(key), n)
	}
	return n
}

// nameUnit reads the cells that name the unit of a record.
func (r *rowReader) nameUnit(rec record, n *naming, p kpi.Period) {
	r.lookAtNames(rec)
	if n.fault = r.garbledNames(rec); n.fault != nil {
		return
	}
	if n.fault = r.noName(rec); n.fault != nil {
		return
	}
	r.office = ""
	if n.names.unitNames, n.fault = r.names(rec, p); n.fault != nil {
		return
	}
	if n.fault = r.tooLong(n.names.unitNames); n.fault != nil {
		return
	}
	if n.fault = r.fromList(rec, &n.names.unitNames, p); n.fault != nil {
		return
	}
	n.office = r.office
	for tier, key := range []int{keyProvince, keyDistrict, keyCommune} {
		cell := r.layout.keys[key]
		if cell < 0 {
			cell = r.layout.keys[keyUnit]
		}
		n.names.places[tier] = r.place(rec, cell)
		n.names.places[tier].File = r.name
	}
}

// slotOf returns where the rows of a target add up.
func (r *rowReader) slotOf(t *target) *slot {
	r.districts = r.districts || t.names.district.Key != ""
	r.communes = r.communes || t.names.commune.Key != ""
	return r.slot(r.units.id(t.names), t.period)
}

// slot returns where the counts of a unit in a period add up in this file.
func (r *rowReader) slot(unit int, p kpi.Period) *slot {
	i := slices.IndexFunc(r.slotsOf[unit], func(s *slot) bool { return s.period == p })
	if i >= 0 {
		return r.slotsOf[unit][i]
	}
	s := &slot{unit: unit, period: p, tally: kpi.NewTally(r.layout.room()), sheet: r.sheet}
	r.slotsOf[unit] = append(r.slotsOf[unit], s)
	r.slots = append(r.slots, s)
	return s
}
