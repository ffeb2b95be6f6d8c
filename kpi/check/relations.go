package check

import (
	"slices"

	"cchc/kpi"
)

// relations compares parts with wholes of different tables. Within one table every row was
// compared when it was read.
func relations(l *kpi.Ledger) []kpi.Finding {
	var findings []kpi.Finding
	for _, e := range l.Entries {
		if len(e.Origins) < 2 {
			continue
		}
		for _, rule := range l.Measures.Rules(e.Tally.Given) {
			hasAll := func(o kpi.Origin) bool {
				return !slices.ContainsFunc(slices.Concat(rule.Left, rule.Right), func(i int) bool {
					_, ok := l.Files[o.File].Column(i, o.Line)
					return !ok
				})
			}
			left, right, code := rule.Broken(e.Tally)
			if code != "" && !slices.ContainsFunc(e.Origins, hasAll) {
				findings = append(findings, kpi.NewFinding(code, l.PlaceOf(e, rule.Right[0]), l.Measures.RuleArgs(rule, e.Tally, left, right)...))
			}
		}
	}
	return findings
}
