package units

import (
	"cmp"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/table"
)

type successorRow struct {
	OldCode     string `csv:"old_code"`
	OldName     string `csv:"old_name"`
	OldDistrict string `csv:"old_district"`
	NewCode     string `csv:"new_code"`
	NewName     string `csv:"new_name"`
	Share       string `csv:"share"`
}

// Successors is the units that each unit of a list went to, wholly or in part, and the
// units that each took in.
type Successors struct {
	list    *List
	changes changes
	part    kpi.Place    // of a cell of shares, but its line; none is built in
	lines   map[unit]int // by the old unit
}

// merge is a row of a table of successors.
type merge struct {
	change
	row  int
	line int
}

// successorReader reads and checks a table of successors.
type successorReader struct {
	table  *table.Table[successorRow]
	list   *List
	merges []merge
	into   map[unit][]merge // by the old unit, in the order of the table
	from   map[unit]bool    // the new ones
}

// ReadSuccessors reads and checks a table of what became of the units of a list. A
// row joins a commune of the list that ends, or a district without communes, to a commune
// that begins in the month after: their codes alone may fit several reforms.
func ReadSuccessors(name string, data []byte, list *List) (*Successors, error) {
	r, err := readChanges(name, data, list)
	if err != nil {
		return nil, err
	}
	part := kpi.Place{File: name, Column: r.table.Column("share"), Header: "share", Text: "part"}
	lines := map[unit]int{}
	for old, into := range r.into {
		lines[old] = into[0].line
	}
	byOld, byNew := bindChanges(r.changes())
	return &Successors{list, openChanges(string(byOld), string(byNew)), part, lines}, nil
}

// readChanges reads and checks the rows of a table of successors.
func readChanges(name string, data []byte, list *List) (*successorReader, error) {
	t, err := table.Read[successorRow](name, data, "old_name", "old_district", "new_name")
	if err != nil {
		return nil, err
	}
	r := &successorReader{table: t, list: list, into: map[unit][]merge{}, from: map[unit]bool{}}
	if err := cmp.Or(r.readMerges(), r.checkRows(), r.checkWhole()); err != nil {
		return nil, err
	}
	return r, nil
}

// readMerges finds the units of every row. A row that fits several dates is of those
// dates that other rows fit alone; if there are none, it is of all.
func (r *successorReader) readMerges() error {
	fits := make([][]merge, len(r.table.Rows))
	dates := map[kpi.Month]bool{}
	for i := range r.table.Rows {
		found, err := r.fits(i)
		if err != nil {
			return err
		}
		if fits[i] = found; len(found) == 1 {
			dates[r.date(found[0])] = true
		}
	}
	for _, found := range fits {
		dated := slices.DeleteFunc(slices.Clone(found), func(m merge) bool { return !dates[r.date(m)] })
		if len(dated) == 0 {
			dated = found
		}
		for _, m := range dated {
			r.into[m.old] = append(r.into[m.old], m)
			r.from[m.now] = true
		}
		r.merges = append(r.merges, dated...)
	}
	return nil
}

// fits returns the merges that a row may be.
func (r *successorReader) fits(i int) ([]merge, error) {
	row := r.table.Rows[i]
	if row.Share != "whole" && row.Share != "part" {
		return nil, r.table.Fault(i, "share", kpi.NewFault("want whole or part"))
	}
	words := r.list.words
	isCalled := func(u unit, text string) bool {
		return r.list.book.isCalled(u, r.list.meanings(words.Name(text, r.list.book.level(u))))
	}
	isBelow := func(u unit, text string) bool {
		return r.list.book.parent(u) == text || r.list.book.code(u) == text || r.list.book.isBelow(u, r.list.meanings(words.Name(text, kpi.District)))
	}
	olds, oldErr := r.coded(i, "old_code", row.OldCode)
	news, newErr := r.coded(i, "new_code", row.NewCode)
	olds, nameErr := r.named(i, "old_name", row.OldName, olds, isCalled)
	olds, districtErr := r.named(i, "old_district", row.OldDistrict, olds, isBelow)
	news, newNameErr := r.named(i, "new_name", row.NewName, news, isCalled)
	if err := cmp.Or(oldErr, newErr, nameErr, districtErr, newNameErr); err != nil {
		return nil, err
	}
	var found []merge
	for _, old := range olds {
		for _, now := range news {
			if r.list.book.valid(old).To+1 == r.list.book.valid(now).From {
				found = append(found, merge{change{old, now, row.Share == "part"}, i, r.table.Lines[i]})
			}
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	back := func(o successorRow) bool { return o.OldCode == row.NewCode && o.NewCode == row.OldCode }
	if k := slices.IndexFunc(r.table.Rows, back); k >= 0 && k != i {
		return nil, r.table.Fault(i, "new_code", kpi.NewFault("{new} becomes {old} on line {line}: give the list of units the dates that tell them apart, or remove a row",
			"new", row.NewCode, "old", row.OldCode, "line", strconv.Itoa(r.table.Lines[k])))
	}
	return nil, r.table.Fault(i, "new_code", kpi.NewFault("no unit {new} begins in the month after a unit {old} ends: correct the codes, or the dates in the list of units",
		"new", row.NewCode, "old", row.OldCode))
}

// date is the month in which the new unit of a merge begins.
func (r *successorReader) date(m merge) kpi.Month { return r.list.book.valid(m.now).From }

// changes returns the merges without their places.
func (r *successorReader) changes() []change {
	all := make([]change, len(r.merges))
	for i, m := range r.merges {
		all[i] = m.change
	}
	return all
}

// coded returns the communes that have a code at any time, with the zeros that
// spreadsheets drop, and the districts without communes.
func (r *successorReader) coded(i int, column, code string) ([]unit, error) {
	if code == "" {
		return nil, r.table.Fault(i, column, kpi.NewFault("the cell is blank"))
	}
	units := r.list.find(Query{Code: code})
	if len(units) == 0 {
		return nil, r.table.Fault(i, column, kpi.NewFault("the list of units has no code {code}: correct the code, or add the unit to the list", "code", strconv.Quote(code)))
	}
	whole := slices.DeleteFunc(slices.Clone(units), func(u unit) bool { return r.list.book.level(u) != kpi.Commune && !r.list.isIsland(u) })
	if len(whole) == 0 {
		return nil, r.table.Fault(i, column, kpi.NewFault("{unit} is no commune: the agency of a district has no successor; remove the row", "unit", r.list.book.full(units[0]).String()))
	}
	return whole, nil
}

// named keeps the units that a cell agrees with; all if it is blank.
func (r *successorReader) named(i int, column, text string, units []unit, agrees func(unit, string) bool) ([]unit, error) {
	kept := slices.DeleteFunc(slices.Clone(units), func(u unit) bool { return text != "" && !agrees(u, text) })
	if len(kept) > 0 {
		return kept, nil
	}
	return nil, r.table.Fault(i, column, kpi.NewFault("{text} is not what the list of units has for the code: {units}; correct the cell, or the code",
		"text", strconv.Quote(text), "units", kpi.Few(slices.Compact(r.list.labels(units)))))
}

// checkRows refuses two rows of the same units. It wants a unit to go to one as a whole,
// or to several in parts.
func (r *successorReader) checkRows() error {
	for _, m := range r.merges {
		same := slices.IndexFunc(r.into[m.old], func(o merge) bool { return o.now == m.now })
		if first := r.into[m.old][same]; first.row != m.row {
			return r.table.Fault(m.row, "old_code", kpi.NewFault("is on line {line} too", "line", strconv.Itoa(first.line)))
		}
	}
	for _, m := range r.merges {
		other := slices.IndexFunc(r.into[m.old], func(o merge) bool { return o.row != m.row })
		unit := r.list.book.full(m.old).String()
		switch {
		case m.part && other < 0:
			return r.table.Fault(m.row, "share", kpi.NewFault("no other row has a part of {unit}: write whole, or add the other parts", "unit", unit))
		case !m.part && other >= 0:
			return r.table.Fault(m.row, "share", kpi.NewFault("{unit} is on line {line} too: write part in both, or remove a row",
				"unit", unit, "line", strconv.Itoa(r.into[m.old][other].line)))
		}
	}
	return nil
}

// checkWhole wants every commune in the table that the list changes in a reform of it:
// in the same province and month as others of the table.
func (r *successorReader) checkWhole() error {
	type reform struct {
		province unit
		month    kpi.Month
	}
	reforms := map[reform]bool{}
	for _, m := range r.merges {
		reforms[reform{r.list.book.top(m.old), r.date(m)}] = true
		reforms[reform{r.list.book.top(m.now), r.date(m)}] = true
	}
	var ended, began []unit
	for u := range unit(r.list.book.units.len()) {
		if r.list.book.level(u) != kpi.Commune {
			continue
		}
		top, valid := r.list.book.top(u), r.list.book.valid(u)
		if reforms[reform{top, valid.To + 1}] && len(r.into[u]) == 0 {
			ended = append(ended, u)
		}
		if reforms[reform{top, valid.From}] && !r.from[u] {
			began = append(began, u)
		}
	}
	switch {
	case len(ended) > 0:
		return r.table.Reject(kpi.NewFault("no row says what became of {units}: add rows, or correct valid_to in the list of units",
			"units", kpi.Few(r.list.labels(ended))))
	case len(began) > 0:
		return r.table.Reject(kpi.NewFault("no row says whom {units} took in: add rows, or correct valid_from in the list of units",
			"units", kpi.Few(r.list.labels(began))))
	}
	return nil
}
