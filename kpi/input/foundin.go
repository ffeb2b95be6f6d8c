package input

import (
	"cchc/kpi"
	"cchc/kpi/input/names"
)

// foundIn is the units of rows with findings, by their places; nil where two rows of one
// place are of two units. Rows without a unit of their own are not there.
type foundIn map[kpi.Place]*names.Unit

// note notes the unit of a place.
func (in foundIn) note(at kpi.Place, u *names.Unit) {
	if known, ok := in[at]; ok && (known == nil || *known != *u) {
		u = nil
	}
	in[at] = u
}

// noteUnit notes the unit of a row that is counted under it for the findings of the row: those
// that are kept, but for some of the first. What the key of the row shows is among these: it
// is of other rows too, and may be in a title.
func (e *exportResult) noteUnit(key *rowKey, first int) {
	for _, f := range e.findings.From(first) {
		if e.account.found == nil {
			e.account.found = foundIn{}
		}
		e.account.found.note(f.Place, &key.spelling.Unit)
	}
}

// take takes what was noted of a file.
func (in foundIn) take(o foundIn) {
	for at, u := range o {
		if u == nil {
			in[at] = nil
			continue
		}
		in.note(at, u)
	}
}

// name gives findings their units.
func (fs *fileSet) name(findings []kpi.Finding, units []kpi.Unit) {
	for i, f := range findings {
		if u := fs.found[f.Place]; u != nil {
			if id, ok := fs.names.Find(u); ok {
				findings[i].Unit = units[id]
			}
		}
	}
}
