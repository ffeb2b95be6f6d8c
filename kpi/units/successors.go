package units

import (
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
}

// ReadSuccessors reads and checks a table of what became of the units of a list. A
// row joins a commune of the list that ends to one that begins in the month after:
// their codes alone may fit several reforms.
func ReadSuccessors(name string, data []byte, list *List) (*Successors, error) {
	t, err := table.Read[successorRow](name, data, "old_name", "old_district", "new_name")
	if err != nil {
		return nil, err
	}
	r := &successorReader{table: t, list: list}
	for _, step := range []func() error{r.readMerges, r.checkTwice, r.checkShares, r.checkWhole} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	part := kpi.Place{File: name, Column: t.Column("share"), Header: "share", Text: "part"}
	s := &Successors{list: list, part: part, into: map[*listed][]merge{}, from: map[*listed][]merge{}}
	for _, m := range r.merges {
		s.into[m.old] = append(s.into[m.old], m)
		s.from[m.now] = append(s.from[m.now], m)
	}
	return s, nil
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
	olds, err := r.coded(i, "old_code", row.OldCode)
	if err != nil {
		return nil, err
	}
	news, err := r.coded(i, "new_code", row.NewCode)
	if err != nil {
		return nil, err
	}
	if olds, err = r.named(i, "old_name", row.OldName, olds, r.isCalled); err != nil {
		return nil, err
	}
	if olds, err = r.named(i, "old_district", row.OldDistrict, olds, r.isBelow); err != nil {
		return nil, err
	}
	if news, err = r.named(i, "new_name", row.NewName, news, r.isCalled); err != nil {
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
	if len(found) == 0 {
		return nil, r.noMerge(i)
	}
	return found, nil
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
	if text == "" {
		return units, nil
	}
	var kept []*listed
	var labels []string
	for _, u := range units {
		labels = append(labels, r.list.label(u))
		if agrees(u, text) {
			kept = append(kept, u)
		}
	}
	if len(kept) == 0 {
		return nil, r.table.Fault(i, column, kpi.NewFault("{text} is not what the list of units has for the code: {units}; correct the cell, or the code",
			"text", strconv.Quote(text), "units", kpi.Few(slices.Compact(labels))))
	}
	return kept, nil
}

// isCalled reports whether a name is the one of a unit.
func (r *successorReader) isCalled(u *listed, text string) bool {
	return u.isNamed(r.list.words.Name(text, kpi.Commune))
}

// isBelow reports whether a text is the code or the name of the district of a unit.
func (r *successorReader) isBelow(u *listed, text string) bool {
	return u.parent == text || r.list.isChild(u, text)
}

// noMerge is the fault of a row whose units do not follow each other.
func (r *successorReader) noMerge(i int) error {
	row := r.table.Rows[i]
	back := func(o successorRow) bool { return o.OldCode == row.NewCode && o.NewCode == row.OldCode }
	if k := slices.IndexFunc(r.table.Rows, back); k >= 0 && k != i {
		return r.table.Fault(i, "new_code", kpi.NewFault("{new} becomes {old} on line {line}: give the list of units the dates that tell them apart, or remove a row",
			"new", row.NewCode, "old", row.OldCode, "line", strconv.Itoa(r.table.Lines[k])))
	}
	return r.table.Fault(i, "new_code", kpi.NewFault("no unit {new} begins in the month after a unit {old} ends: correct the codes, or the dates in the list of units",
		"new", row.NewCode, "old", row.OldCode))
}
