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
	list *List
	part kpi.Place           // of a cell of shares, but its line
	into map[*listed][]merge // by the old unit, in the order of the table
	from map[*listed][]merge // by the new one
}

// merge is an old unit, or a part of it, that went to a new one.
type merge struct {
	old, now *listed
	row      int
	line     int
	part     bool
}

// date is the month in which the new unit begins.
func (m merge) date() kpi.Month { return m.now.valid.From }

// successorReader reads and checks a table of successors.
type successorReader struct {
	table  *table.Table[successorRow]
	list   *List
	merges []merge
	into   map[*listed][]merge
	from   map[*listed][]merge
}

// ReadSuccessors reads and checks a table of what became of the units of a list. A
// row joins a commune of the list that ends to one that begins in the month after:
// their codes alone may fit several reforms.
func ReadSuccessors(name string, data []byte, list *List) (*Successors, error) {
	t, err := table.Read[successorRow](name, data, "old_name", "old_district", "new_name")
	if err != nil {
		return nil, err
	}
	r := &successorReader{table: t, list: list, into: map[*listed][]merge{}, from: map[*listed][]merge{}}
	if err := cmp.Or(r.readMerges(), r.checkRows(), r.checkWhole()); err != nil {
		return nil, err
	}
	part := kpi.Place{File: name, Column: t.Column("share"), Header: "share", Text: "part"}
	return &Successors{list, part, r.into, r.from}, nil
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
			dates[found[0].date()] = true
		}
	}
	for _, found := range fits {
		dated := slices.DeleteFunc(slices.Clone(found), func(m merge) bool { return !dates[m.date()] })
		if len(dated) == 0 {
			dated = found
		}
		for _, m := range dated {
			r.into[m.old] = append(r.into[m.old], m)
			r.from[m.now] = append(r.from[m.now], m)
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
	isCalled := func(u *listed, text string) bool { return u.name.Means(r.list.words.Name(text, kpi.Commune)) }
	isBelow := func(u *listed, text string) bool { return u.parent == text || r.list.isChild(u, text) }
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
			if old.valid.To+1 == now.valid.From {
				found = append(found, merge{old: old, now: now, row: i, line: r.table.Lines[i], part: row.Share == "part"})
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

// coded returns the communes that have a code at any time, with the zero that
// spreadsheets drop.
func (r *successorReader) coded(i int, column, code string) ([]*listed, error) {
	if code == "" {
		return nil, r.table.Fault(i, column, kpi.NewFault("the cell is blank"))
	}
	units := r.list.byCode[code]
	if len(units) == 0 {
		units = r.list.byCode["0"+code]
	}
	if len(units) == 0 {
		return nil, r.table.Fault(i, column, kpi.NewFault("the list of units has no code {code}: correct the code, or add the unit to the list", "code", strconv.Quote(code)))
	}
	communes := slices.DeleteFunc(slices.Clone(units), func(u *listed) bool { return u.level != kpi.Commune })
	if len(communes) == 0 {
		return nil, r.table.Fault(i, column, kpi.NewFault("{unit} is no commune: the agency of a district has no successor; remove the row", "unit", units[0].name.String()))
	}
	return communes, nil
}

// named keeps the units that a cell agrees with; all if it is blank.
func (r *successorReader) named(i int, column, text string, units []*listed, agrees func(*listed, string) bool) ([]*listed, error) {
	kept := slices.DeleteFunc(slices.Clone(units), func(u *listed) bool { return text != "" && !agrees(u, text) })
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
			return r.table.Fault(m.row, "old_code", kpi.NewFault("stands on line {line} too", "line", strconv.Itoa(first.line)))
		}
	}
	for _, m := range r.merges {
		other := slices.IndexFunc(r.into[m.old], func(o merge) bool { return o.row != m.row })
		unit := m.old.name.String()
		switch {
		case m.part && other < 0:
			return r.table.Fault(m.row, "share", kpi.NewFault("no other row has a part of {unit}: write whole, or add the other parts", "unit", unit))
		case !m.part && other >= 0:
			return r.table.Fault(m.row, "share", kpi.NewFault("{unit} stands on line {line} too: write part in both, or remove a row",
				"unit", unit, "line", strconv.Itoa(r.into[m.old][other].line)))
		}
	}
	return nil
}

// checkWhole wants every commune in the table that the list changes in a reform of it:
// in the same province and month as others of the table.
func (r *successorReader) checkWhole() error {
	type reform struct {
		province string
		month    kpi.Month
	}
	reforms := map[reform]bool{}
	for _, m := range r.merges {
		reforms[reform{r.list.top(m.old), m.date()}] = true
		reforms[reform{r.list.top(m.now), m.date()}] = true
	}
	var ended, began []*listed
	for _, u := range r.list.all {
		if u.level != kpi.Commune {
			continue
		}
		top := r.list.top(u)
		if reforms[reform{top, u.valid.To + 1}] && len(r.into[u]) == 0 {
			ended = append(ended, u)
		}
		if reforms[reform{top, u.valid.From}] && len(r.from[u]) == 0 {
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

// top returns the code of the unit at the top above a unit: its province, or what
// the list has instead.
func (l *List) top(u *listed) string {
	code := u.parent
	for range len(kpi.Levels()) {
		above := l.byCode[code]
		if len(above) == 0 || above[0].level == kpi.Province || above[0].parent == "" {
			break
		}
		code = above[0].parent
	}
	return code
}
