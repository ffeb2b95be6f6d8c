package units

import (
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/table"
)

// checkTwice wants every join to stand once.
func (r *successorReader) checkTwice() error {
	first := map[[2]int]int{}
	for _, j := range r.joins {
		units := [2]int{j.old, j.now}
		if line, ok := first[units]; ok {
			return r.Fault(j.row, "old_code", kpi.NewFault("stands on line {line} too", "line", strconv.Itoa(line)))
		}
		first[units] = j.line
	}
	return nil
}

// checkShares wants a unit to go to one as a whole, or to several in parts.
func (r *successorReader) checkShares() error {
	rows := map[int][]join{}
	for _, j := range r.joins {
		rows[j.old] = append(rows[j.old], j)
	}
	for _, j := range r.joins {
		beside := slices.IndexFunc(rows[j.old], func(o join) bool { return o.row != j.row })
		unit := r.list.all[j.old].name.String()
		switch {
		case j.part && beside < 0:
			return r.Fault(j.row, "share", kpi.NewFault("no other row has a part of {unit}: write whole, or add the other parts", "unit", unit))
		case !j.part && beside >= 0:
			return r.Fault(j.row, "share", kpi.NewFault("{unit} stands on line {line} too: write part in both, or remove a row",
				"unit", unit, "line", strconv.Itoa(rows[j.old][beside].line)))
		}
	}
	return nil
}

// checkWhole wants every commune that ends or begins with those of the table, in the
// same province, to stand in it.
func (r *successorReader) checkWhole() error {
	ends, begins := map[int]bool{}, map[int]bool{}
	reforms := map[reform]bool{}
	for _, j := range r.joins {
		ends[j.old], begins[j.now] = true, true
		for _, unit := range []int{j.old, j.now} {
			reforms[reform{r.list.top(r.list.all[unit]), r.date(j)}] = true
		}
	}
	var ended, began []string
	for _, u := range r.list.all {
		if u.level != kpi.Commune {
			continue
		}
		top := r.list.top(u)
		if reforms[reform{top, u.period.To + 1}] && !ends[u.index] {
			ended = append(ended, r.list.listed(u, u.period).String())
		}
		if reforms[reform{top, u.period.From}] && !begins[u.index] {
			began = append(began, r.list.listed(u, u.period).String())
		}
	}
	return r.untold(ended, began)
}

// reform is that units of a province changed in a month.
type reform struct {
	province string
	month    kpi.Month
}

// untold is the fault of communes that the table should have.
func (r *successorReader) untold(ended, began []string) error {
	if len(ended) > 0 {
		return &table.Error{Table: r.Name, Fault: kpi.NewFault("no row says what became of {units}: add rows, or correct valid_to in the list of units", "units", kpi.Few(ended))}
	}
	if len(began) > 0 {
		return &table.Error{Table: r.Name, Fault: kpi.NewFault("no row says whom {units} took in: add rows, or correct valid_from in the list of units", "units", kpi.Few(began))}
	}
	return nil
}

// top returns the code of the unit at the top above a unit: its province, or what
// the list has instead.
func (l *List) top(u listed) string {
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
