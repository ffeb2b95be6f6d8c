package check

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// periodGaps finds months without dossiers: of all units, and of units where others have
// some. Units of before and after the reform of July 2025 are not compared. A whole
// district that lacks the same months is one finding.
func periodGaps(l *kpi.Ledger, asked kpi.Period, exists func(kpi.Unit, kpi.Month) bool) []kpi.Finding {
	all := map[bool]map[kpi.Month]bool{true: {}, false: {}} // by whether there are districts
	has := map[kpi.Unit]map[kpi.Month]bool{}
	first := map[kpi.Unit]*kpi.Entry{}
	span := asked
	for _, e := range l.Entries {
		if !countsDossiers(l, e) {
			continue
		}
		if first[e.Unit] == nil {
			first[e.Unit], has[e.Unit] = e, map[kpi.Month]bool{}
		}
		for m := e.Period.From; m <= e.Period.To; m++ {
			all[e.Unit.District != ""][m], has[e.Unit][m] = true, true
		}
		span = span.Span(e.Period)
	}
	findings := runGaps(first, all, span)
	for _, units := range byDistrict(l.Units()) {
		missing := map[kpi.Unit]string{}
		for _, u := range units {
			if first[u] != nil {
				missing[u] = absent(inTime(all[u.District != ""], u, exists), has[u])
			}
		}
		findings = append(findings, gaps(l, units, first, missing)...)
	}
	return findings
}

// runGaps finds the months of the span that no unit has.
func runGaps(first map[kpi.Unit]*kpi.Entry, all map[bool]map[kpi.Month]bool, span kpi.Period) []kpi.Finding {
	if len(first) == 0 {
		return nil
	}
	months, some := map[kpi.Month]bool{}, map[kpi.Month]bool{}
	for m := span.From; m <= span.To; m++ {
		months[m], some[m] = true, all[true][m] || all[false][m]
	}
	for m, present := range some {
		if !present {
			delete(some, m)
		}
	}
	if periods := absent(months, some); periods != "" {
		return []kpi.Finding{kpi.NewFinding(kpi.PeriodEmpty, kpi.Place{}, "periods", periods)}
	}
	return nil
}

// gaps finds the months that the units of one district lack.
func gaps(l *kpi.Ledger, units []kpi.Unit, first map[kpi.Unit]*kpi.Entry, missing map[kpi.Unit]string) []kpi.Finding {
	distinct := map[string]bool{}
	for _, periods := range missing {
		distinct[periods] = true
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

// inTime returns those of some months in which there was a unit.
func inTime(months map[kpi.Month]bool, u kpi.Unit, exists func(kpi.Unit, kpi.Month) bool) map[kpi.Month]bool {
	if exists == nil {
		return months
	}
	kept := map[kpi.Month]bool{}
	for m := range months {
		if exists(u, m) {
			kept[m] = true
		}
	}
	return kept
}

// absent lists the months of all that has lacks.
func absent(all, has map[kpi.Month]bool) string {
	var months []kpi.Month
	for m := range all {
		if !has[m] {
			months = append(months, m)
		}
	}
	slices.Sort(months)
	var texts []string
	for len(months) > 0 {
		n := 1
		for n < len(months) && months[n] == months[n-1]+1 {
			n++
		}
		texts = append(texts, kpi.Period{From: months[0], To: months[n-1]}.String())
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

func countsDossiers(l *kpi.Ledger, e *kpi.Entry) bool {
	for i := range l.Measures.Len() {
		if e.Tally.Touched(i) && l.Measures.At(i).Of == kpi.Dossiers {
			return true
		}
	}
	return false
}
