package input

import (
	"cchc/kpi"
	"cchc/kpi/input/header"
)

// merges is whether cells of communes may have been merged over rows of several fields or
// procedures, so that they are blank below the first.
type merges struct {
	above *rowKey   // the last row that names a commune, if all rows below it may be of it
	place kpi.Place // of the first cell that is blank below a commune
	never bool      // rows are in no such order
}

// may reports whether a row may be of the commune above.
func (m *merges) may(l *header.Layout, key *rowKey) bool {
	if m.above == nil || key.spelling.Unit.Commune.Key != "" || l.Keys[header.Commune] < 0 || len(l.Cells.Items()) == 0 {
		return false
	}
	return l.Keys[header.District] < 0 || m.above.period == key.period && m.above.spelling.Unit.District.Key == key.spelling.Unit.District.Key
}

// note notes a row that is not of the commune above: of a district's own, or of a commune.
// Where one is written again, cells of communes are not merged.
func (m *merges) note(key *rowKey, again bool) {
	commune := key.spelling.Unit.Commune.Key
	m.never = m.never || commune == "" || again
	if m.above = key; commune == "" {
		m.above = nil
	}
}
