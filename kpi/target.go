package kpi

import (
	"math/big"
	"strconv"
	"strings"
)

// Target is a threshold for an indicator, in percent or, for a plain count, in
// things. Level and Unit narrow it: the zero Level is every level, a nil Unit
// every unit.
type Target struct {
	Indicator string
	Level     Level
	Unit      *Unit
	Threshold string // the number as it was written, without leading zeros
	Place     Place  // in the table of targets
	value     *big.Rat
}

// ParseTarget reads the threshold of a target, a number such as 98 or 97.5.
func ParseTarget(indicator string, level Level, unit *Unit, threshold string) (Target, error) {
	t := Target{Indicator: indicator, Level: level, Unit: unit, Threshold: strings.TrimSpace(threshold)}
	var ok bool
	if t.value, ok = parseDecimal(t.Threshold); !ok {
		return t, NewFault("{text} is not a threshold: want a number such as 98 or 97.5", "text", strconv.Quote(threshold))
	}
	t.Threshold = strings.TrimLeft(t.Threshold, "0")
	if t.Threshold == "" || t.Threshold[0] == '.' {
		t.Threshold = "0" + t.Threshold
	}
	return t, nil
}

// rank orders targets by how much they narrow: unit before level.
func (t Target) rank() int {
	rank := 0
	if t.Unit != nil {
		rank += 2
	}
	if t.Level != 0 {
		rank++
	}
	return rank
}

// applies reports whether the target is meant for a group. A district's target
// is for the district, not for its own agency alone; and no unit's target is for
// the total of a report.
func (t Target) applies(indicator string, g Group) bool {
	if t.Indicator != indicator || t.Level != 0 && t.Level != g.Level {
		return false
	}
	u := t.Unit
	return u == nil || u.Name() != "" && g.unit() == Unit{u.Province, u.District, u.Commune, g.Level} && !(g.Own && u.Commune == "")
}

// Verdict is whether an indicator meets its target.
type Verdict uint8

// The verdicts. Unjudged is that of a group without a target or with an
// indicator that is not known.
const (
	Unjudged Verdict = iota
	Met
	Missed
)

// String returns met, missed or "".
func (v Verdict) String() string { return [...]string{"", "met", "missed"}[v] }

// judge compares the exact ratio with the exact threshold.
func (t Target) judge(r Ratio, better Better) Verdict {
	value := r.Exact()
	if !r.Plain {
		value = new(big.Rat).Mul(value, big.NewRat(100, 1))
	}
	c := value.Cmp(t.value)
	if better == Lower {
		c = -c
	}
	if c >= 0 {
		return Met
	}
	return Missed
}

// findTarget returns the target that narrows most, or nil.
func findTarget(targets []Target, indicator string, g Group) *Target {
	var best *Target
	for i, t := range targets {
		if t.applies(indicator, g) && (best == nil || t.rank() > best.rank()) {
			best = &targets[i]
		}
	}
	return best
}
