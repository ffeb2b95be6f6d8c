package check

import (
	"maps"
	"slices"
	"strings"

	"cchc/kpi"
)

// periodGaps finds months without dossiers: of all units, and of units where others have
// some. Units of before and after the reform of July 2025 are not compared. A whole
// district that lacks the same months is one finding. A unit that has rows only outside
// the period asked for lacks all its months.
func periodGaps(l *kpi.Ledger, asked kpi.Period, exists func(kpi.Unit, kpi.Month) bool) []kpi.Finding {
	all := map[bool]map[kpi.Month]bool{true: {}, false: {}} // by whether there are districts
	has := map[kpi.Unit]map[kpi.Month]bool{}
	first := map[kpi.Unit]*kpi.Entry{}
	span := asked
	for _, e := range slices.Concat(l.Entries, l.Outside) {
		if !slices.Contains(l.Measures.Things(e.Tally), kpi.Dossiers) {
			continue
		}
		if first[e.Unit] == nil {
			first[e.Unit], has[e.Unit] = e, map[kpi.Month]bool{}
		}
		if !asked.Contains(e.Period) && !asked.IsZero() {
			continue
		}
		for m := e.Period.From; m <= e.Period.To; m++ {
			all[e.Unit.District != ""][m], has[e.Unit][m] = true, true
		}
		span = span.Span(e.Period)
	}
	if len(first) == 0 {
		return nil
	}
	var findings []kpi.Finding
	var empty []kpi.Month
	for m := span.From; m <= span.To; m++ {
		if !all[true][m] && !all[false][m] {
			empty = append(empty, m)
		}
	}
	if len(empty) > 0 {
		findings = append(findings, kpi.NewFinding(kpi.PeriodEmpty, kpi.Place{}, "periods", periodsOf(empty)))
	}
	lacks := func(u kpi.Unit) string {
		months := maps.Clone(all[u.District != ""])
		maps.DeleteFunc(months, func(m kpi.Month, _ bool) bool { return has[u][m] || exists != nil && !exists(u, m) })
		return periodsOf(slices.Sorted(maps.Keys(months)))
	}
	units := slices.SortedFunc(maps.Keys(first), kpi.Unit.Compare)
	for _, units := range byDistrict(units) {
		findings = append(findings, gaps(l, units, first, lacks)...)
	}
	return findings
}

// gaps finds the months that the units of one district lack.
func gaps(l *kpi.Ledger, units []kpi.Unit, first map[kpi.Unit]*kpi.Entry, lacks func(kpi.Unit) string) []kpi.Finding {
	missing, distinct := map[kpi.Unit]string{}, map[string]bool{}
	for _, u := range units {
		missing[u] = lacks(u)
		distinct[missing[u]] = true
	}
	var findings []kpi.Finding
	for _, u := range units {
		periods := missing[u]
		if periods == "" {
			continue
		}
		f := finding(l, kpi.PeriodGap, first[u], "periods", periods)
		if len(distinct) == 1 && u.District != "" {
			f.Args.Set("unit", u.District)
			return []kpi.Finding{f}
		}
		findings = append(findings, f)
	}
	return findings
}

// periodsOf lists the periods that sorted months make up.
func periodsOf(months []kpi.Month) string {
	var texts []string
	for len(months) > 0 {
		n := 1
		for n < len(months) && months[n] == months[n-1]+1 {
			n++
		}
		texts = append(texts, kpi.PeriodKey(kpi.Period{From: months[0], To: months[n-1]}))
		months = months[n:]
	}
	return strings.Join(texts, ", ")
}

// byDistrict cuts the sorted units of a ledger into districts.
func byDistrict(units []kpi.Unit) [][]kpi.Unit {
	var districts [][]kpi.Unit
	for i, u := range units {
		if i == 0 || units[i-1].District != u.District || units[i-1].Province != u.Province {
			districts = append(districts, nil)
		}
		last := len(districts) - 1
		districts[last] = append(districts[last], u)
	}
	return districts
}
