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

// Successors says what became of the units of a list: which unit each went to,
// wholly or in part, and when. A unit is one of the list: a code with the time in
// which it had it.
type Successors struct {
	list *List
	part kpi.Place      // of a cell of shares, but its line
	into map[int][]join // by the old unit, in the order of the table
	from map[int][]join // by the new one
}

// join is that an old unit, or a part of it, went to a new one.
type join struct {
	old, now int // indexes into the list
	row      int
	line     int
	part     bool
}

// successorReader is a table of successors that is being read.
type successorReader struct {
	*table.Table[successorRow]
	list  *List
	joins []join
}

// ReadSuccessors reads and checks a table of what became of the units of a list. A
// row joins a commune of the list that ends to one that begins in the month after:
// their codes alone may fit several reforms.
func ReadSuccessors(name string, data []byte, list *List) (*Successors, error) {
	t, err := table.Read[successorRow](name, data, "old_name", "old_district", "new_name")
	if err != nil {
		return nil, err
	}
	r := &successorReader{Table: t, list: list}
	for _, check := range []func() error{r.readJoins, r.checkTwice, r.checkShares, r.checkWhole} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	part := kpi.Place{File: name, Column: t.Column("share"), Header: "share", Text: "part"}
	s := &Successors{list: list, part: part, into: map[int][]join{}, from: map[int][]join{}}
	for _, j := range r.joins {
		s.into[j.old] = append(s.into[j.old], j)
		s.from[j.now] = append(s.from[j.now], j)
	}
	return s, nil
}

// readJoins finds the units of every row. A row that fits several dates is of those
// that the rows which fit only one are of; where none are, it is of all.
func (r *successorReader) readJoins() error {
	fits := make([][]join, len(r.Rows))
	dates := map[kpi.Month]bool{}
	for i := range r.Rows {
		found, err := r.fits(i)
		if err != nil {
			return err
		}
		if fits[i] = found; len(found) == 1 {
			dates[r.date(found[0])] = true
		}
	}
	for _, found := range fits {
		ofDate := func(j join) bool { return dates[r.date(j)] }
		every := !slices.ContainsFunc(found, ofDate)
		for _, j := range found {
			if every || ofDate(j) {
				r.joins = append(r.joins, j)
			}
		}
	}
	return nil
}

// date returns the month in which the new unit of a join begins.
func (r *successorReader) date(j join) kpi.Month { return r.list.all[j.now].period.From }

// fits returns the units that a row may join.
func (r *successorReader) fits(i int) ([]join, error) {
	row := r.Rows[i]
	if row.Share != "whole" && row.Share != "part" {
		return nil, r.Fault(i, "share", kpi.NewFault("want whole or part"))
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
	var found []join
	for _, old := range olds {
		for _, now := range news {
			if old.period.To+1 == now.period.From {
				found = append(found, join{old: old.index, now: now.index, row: i, line: r.Lines[i], part: row.Share == "part"})
			}
		}
	}
	if len(found) == 0 {
		return nil, r.apart(i)
	}
	return found, nil
}

// coded returns the communes that have a code at any time, with the zero that
// spreadsheets drop.
func (r *successorReader) coded(i int, column, code string) ([]listed, error) {
	if code == "" {
		return nil, r.Fault(i, column, kpi.NewFault("the cell is blank"))
	}
	units := r.list.byCode[code]
	if len(units) == 0 {
		units = r.list.byCode["0"+code]
	}
	if len(units) == 0 {
		return nil, r.Fault(i, column, kpi.NewFault("the list of units has no code {code}: correct the code, or add the unit to the list", "code", strconv.Quote(code)))
	}
	communes := slices.DeleteFunc(slices.Clone(units), func(u listed) bool { return u.level != kpi.Commune })
	if len(communes) == 0 {
		return nil, r.Fault(i, column, kpi.NewFault("{unit} is no commune: the agency of a district has no successor; remove the row", "unit", units[0].name.String()))
	}
	return communes, nil
}

// named keeps the units that a cell agrees with; a blank one says nothing.
func (r *successorReader) named(i int, column, text string, units []listed, agrees func(listed, string) bool) ([]listed, error) {
	if text == "" {
		return units, nil
	}
	var kept []listed
	var said []string
	for _, u := range units {
		said = append(said, r.list.listed(u, u.period).String())
		if agrees(u, text) {
			kept = append(kept, u)
		}
	}
	if len(kept) == 0 {
		return nil, r.Fault(i, column, kpi.NewFault("{text} is not what the list of units has for the code: {units}; correct the cell, or the code",
			"text", strconv.Quote(text), "units", kpi.Few(slices.Compact(said))))
	}
	return kept, nil
}

// isCalled reports whether a name is the one of a unit.
func (r *successorReader) isCalled(u listed, text string) bool {
	return u.isNamed(r.list.words.Name(text, kpi.Commune))
}

// isBelow reports whether a text is the code or the name of the district of a unit.
func (r *successorReader) isBelow(u listed, text string) bool {
	return u.parent == text || r.list.isChild(u, text)
}

// apart is the fault of a row whose units do not follow each other.
func (r *successorReader) apart(i int) error {
	row := r.Rows[i]
	back := func(o successorRow) bool { return o.OldCode == row.NewCode && o.NewCode == row.OldCode }
	if k := slices.IndexFunc(r.Rows, back); k >= 0 && k != i {
		return r.Fault(i, "new_code", kpi.NewFault("{new} becomes {old} on line {line}: give the list of units the dates that tell them apart, or remove a row",
			"new", row.NewCode, "old", row.OldCode, "line", strconv.Itoa(r.Lines[k])))
	}
	return r.Fault(i, "new_code", kpi.NewFault("no unit {new} begins in the month after a unit {old} ends: correct the codes, or the dates in the list of units",
		"new", row.NewCode, "old", row.OldCode))
}
