package units

import (
	"slices"
	"strconv"

	"cchc/kpi"
)

// checkTwice refuses two rows of the same units.
func (r *successorReader) checkTwice() error {
	first := map[[2]*listed]int{}
	for _, m := range r.merges {
		units := [2]*listed{m.old, m.now}
		if line, ok := first[units]; ok {
			return r.table.Fault(m.row, "old_code", kpi.NewFault("stands on line {line} too", "line", strconv.Itoa(line)))
		}
		first[units] = m.line
	}
	return nil
}

// checkShares wants a unit to go to one as a whole, or to several in parts.
func (r *successorReader) checkShares() error {
	rows := map[*listed][]merge{}
	for _, m := range r.merges {
		rows[m.old] = append(rows[m.old], m)
	}
	for _, m := range r.merges {
		other := slices.IndexFunc(rows[m.old], func(o merge) bool { return o.row != m.row })
		unit := m.old.name.String()
		switch {
		case m.part && other < 0:
			return r.table.Fault(m.row, "share", kpi.NewFault("no other row has a part of {unit}: write whole, or add the other parts", "unit", unit))
		case !m.part && other >= 0:
			return r.table.Fault(m.row, "share", kpi.NewFault("{unit} stands on line {line} too: write part in both, or remove a row",
				"unit", unit, "line", strconv.Itoa(rows[m.old][other].line)))
		}
	}
	return nil
}

// reform is a month in which units of a province changed.
type reform struct {
	province string
	month    kpi.Month
}

// checkWhole wants every commune in the table that the list changes in a reform of it:
// in the same province and month as others of the table.
func (r *successorReader) checkWhole() error {
	ends, begins := map[*listed]bool{}, map[*listed]bool{}
	reforms := map[reform]bool{}
	for _, m := range r.merges {
		ends[m.old], begins[m.now] = true, true
		reforms[reform{r.list.top(m.old), m.date()}] = true
		reforms[reform{r.list.top(m.now), m.date()}] = true
	}
	var ended, began []string
	for _, u := range r.list.all {
		if u.level != kpi.Commune {
			continue
		}
		top := r.list.top(u)
		if reforms[reform{top, u.valid.To + 1}] && !ends[u] {
			ended = append(ended, r.list.label(u))
		}
		if reforms[reform{top, u.valid.From}] && !begins[u] {
			began = append(began, r.list.label(u))
		}
	}
	switch {
	case len(ended) > 0:
		return r.table.Reject(kpi.NewFault("no row says what became of {units}: add rows, or correct valid_to in the list of units", "units", kpi.Few(ended)))
	case len(began) > 0:
		return r.table.Reject(kpi.NewFault("no row says whom {units} took in: add rows, or correct valid_from in the list of units", "units", kpi.Few(began)))
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
