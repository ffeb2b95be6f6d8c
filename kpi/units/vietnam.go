package units

import (
	_ "embed" // for the list below

	"cchc/kpi/catalog"
)

//go:generate go test -run ^TestVietnam$ . -update

// vietnam is the book of the tables in the folder of this name.
//
//go:embed vietnam/units.bin
var vietnam string

// Vietnam returns the list of all units of Viet Nam since 2020, with what became of them on
// 1 July 2025.
func Vietnam(words *catalog.Words) *List {
	l := newList(words, vietnam)
	l.exact = false
	return l
}
