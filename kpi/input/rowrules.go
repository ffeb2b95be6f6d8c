package input

import (
	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// rowRules are the rules between the counts of a row. Where it has a blank, the parts of what
// is blank may still be there.
type rowRules struct {
	measures *kpi.Measures
	given    []int                 // the measures of rows
	all      []kpi.Rule            // of a row without a blank
	known    map[string][]kpi.Rule // of rows with some, by which of the given are complete
	scratch  []byte
}

// rulesLimit is for how many kinds of rows with blanks the rules are remembered at a time.
const rulesLimit = 1 << 8

// of returns the rules that can be checked in a row.
func (r *rowRules) of(row kpi.Tally) []kpi.Rule {
	r.scratch = r.scratch[:0]
	hasBlank := false
	for _, i := range r.given {
		mark := byte('-')
		if _, complete := row.Value(i); complete {
			mark = '+'
		}
		r.scratch, hasBlank = append(r.scratch, mark), hasBlank || mark == '-' && row.Touched(i)
	}
	if !hasBlank {
		return r.all
	}
	rules, ok := r.known[string(r.scratch)]
	if !ok {
		if len(r.known) == rulesLimit {
			clear(r.known)
		}
		rules = r.measures.Rules(func(i int) bool { _, complete := row.Value(i); return complete })
		r.known[string(r.scratch)] = rules
	}
	return rules
}

// checkRules compares parts with wholes within the row.
func (f *figures) checkRules(row rows.Row) {
	for _, rule := range f.rules.of(f.row.tally) {
		left, right, code := rule.Broken(f.row.tally)
		if code == "" || f.export.findings.Skip(code) {
			continue
		}
		cell := -1
		for _, c := range f.layout.Measures {
			if c.Measure == rule.Right[0] || cell < 0 && c.Measure == rule.Left[0] {
				cell = c.Cell
			}
		}
		f.export.findings.Add(code, f.layout.Place(row, cell), f.run.cat.Measures.RuleArgs(rule, f.row.tally, left, right)...)
	}
}
