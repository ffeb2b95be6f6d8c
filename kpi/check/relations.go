package check

import (
	"slices"

	"cchc/kpi"
)

// relations compares parts with wholes of different tables; then, where these agree, with what
// follows from others: a whole without all parts but one may be less than the parts of
// that. What one table gives was compared in every row when it was read.
func relations(l *kpi.Ledger) []kpi.Finding {
	var findings []kpi.Finding
	b := breaches{l, map[string][]kpi.Rule{}, make([]byte, l.Measures.Len())}
	derived := kpi.NewTally(l.Measures.Len())
	for _, e := range l.Entries {
		found, agrees := b.of(e, e.Tally)
		if agrees && l.Measures.DeriveInto(&derived, e.Tally) == nil { // scoring reports what does not fit
			found, _ = b.of(e, derived)
		}
		findings = append(findings, found...)
	}
	return findings
}

// breaches finds the broken rules of tallies. It keeps the rules by the measures that are known.
type breaches struct {
	ledger *kpi.Ledger
	rules  map[string][]kpi.Rule
	known  []byte // by measure: 1 where the current tally has it complete
}

// of finds those of a tally of an entry, which agrees if there are none, not even such as
// were found when a row was read.
func (b *breaches) of(e *kpi.Entry, t kpi.Tally) (findings []kpi.Finding, agrees bool) {
	agrees = true
	ms := b.ledger.Measures
	for i := range b.known {
		b.known[i] = 0
		if _, complete := t.Value(i); complete {
			b.known[i] = 1
		}
	}
	if _, ok := b.rules[string(b.known)]; !ok {
		b.rules[string(b.known)] = ms.Rules(func(i int) bool { return b.known[i] == 1 })
	}
	for _, rule := range b.rules[string(b.known)] {
		left, right, code := rule.Broken(t)
		agrees = agrees && code == ""
		if code != "" && !isOfOneTable(b.ledger, e, rule) {
			findings = append(findings, kpi.NewFinding(code, placeOf(b.ledger, e, rule), ms.RuleArgs(rule, t, left, right)...))
		}
	}
	return findings, agrees
}

// isOfOneTable reports whether a table of an entry gives all measures of a rule; those that
// have no column by their parts. A column with a blank gives nothing.
func isOfOneTable(l *kpi.Ledger, e *kpi.Entry, rule kpi.Rule) bool {
	var gives func(o kpi.Origin, i int) bool
	gives = func(o kpi.Origin, i int) bool {
		_, complete := e.Tally.Value(i)
		if _, ok := l.Files[o.File].Column(i, o.Line); ok || complete {
			return ok && complete
		}
		parts := l.Measures.Parts(i)
		return len(parts) > 0 && !slices.ContainsFunc(parts, func(p int) bool { return !gives(o, p) })
	}
	return slices.ContainsFunc(e.Origins, func(o kpi.Origin) bool {
		return !slices.ContainsFunc(slices.Concat(rule.Left, rule.Right), func(i int) bool { return !gives(o, i) })
	})
}

// placeOf returns the place of the first measure of a rule that an entry gives, the right
// side before the left.
func placeOf(l *kpi.Ledger, e *kpi.Entry, rule kpi.Rule) kpi.Place {
	for _, i := range slices.Concat(rule.Right, rule.Left) {
		if _, complete := e.Tally.Value(i); complete {
			return l.PlaceOf(e, i)
		}
	}
	return l.Place(e)
}
