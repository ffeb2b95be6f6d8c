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

// Threshold returns the number of a target, with a decimal point, and whether it has the
// sign of percent: "≥ 97,5 %" is 97.5.
func (d Indicator) Threshold(text string) (number string, percent bool, err error) {
	sign, wrong := "≥", "≤"
	if d.Better == Lower {
		sign, wrong = wrong, sign
	}
	number = strings.NewReplacer(">=", "≥", "<=", "≤").Replace(strings.TrimSpace(text))
	if strings.HasPrefix(number, wrong) {
		return "", false, NewFault("{text} has the wrong sign: a target of {indicator} is {sign} a number",
			"text", strconv.Quote(text), "indicator", d.ID, "sign", sign)
	}
	number = strings.TrimSpace(strings.TrimPrefix(number, sign))
	if number, percent = strings.CutSuffix(number, "%"); percent {
		number = strings.TrimSpace(number)
	}
	if strings.Count(number, ",") == 1 && !strings.Contains(number, ".") {
		number = strings.Replace(number, ",", ".", 1)
	}
	switch _, decimals, _ := strings.Cut(number, "."); {
	case percent && d.Plain():
		return "", false, NewFault("{text} is a percentage, but {indicator} is a count", "text", strconv.Quote(text), "indicator", d.ID)
	case d.Plain() && len(decimals) == 3:
		return "", false, NewFault("{text} may have a group mark or a fraction: write it without a mark", "text", strconv.Quote(text))
	}
	return number, percent, nil
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
// is for the district, not for its own agency alone; no unit's target is for the total of
// a report, and neither is one of every unit for a plain count: a sum of units is no unit.
func (t Target) applies(d Indicator, g Group) bool {
	if t.Indicator != d.ID || t.Level != 0 && t.Level != g.Level {
		return false
	}
	u := t.Unit
	if u == nil {
		return !d.Plain() || g.Own || g.unit().Name() != ""
	}
	return u.Name() != "" && g.unit() == Unit{u.Province, u.District, u.Commune, g.Level} && !(g.Own && u.Commune == "")
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

// Shown returns a defined rate as [Ratio.Shown] does, with more decimals where these are
// needed: it is never written as its target or better if it misses it, nor as worse if it
// meets it.
func (r Result) Shown(decimals int) string {
	for ; ; decimals++ {
		text := r.Ratio.Shown(decimals)
		if r.Verdict == Unjudged {
			return text
		}
		written, _ := new(big.Rat).SetString(strings.TrimLeft(text, "<>"))
		side := written.Cmp(r.Target.value)
		exact := shifted(r.Ratio.Exact(), 2).Cmp(r.Target.value)
		if side == exact || side == 0 && r.Verdict == Met {
			return text
		}
	}
}

// Likely reports whether the threshold is what a rate can reach: at most 100 percent, and
// more than 1 unless it may be small. 0.95 may be written for 95.
func (t Target) Likely(small bool) bool {
	return (small || t.value.Cmp(big.NewRat(1, 1)) > 0) && t.value.Cmp(big.NewRat(100, 1)) <= 0
}

// findTarget returns the target that narrows most, or nil.
func findTarget(targets []Target, d Indicator, g Group) *Target {
	var best *Target
	for i, t := range targets {
		if t.applies(d, g) && (best == nil || t.rank() > best.rank()) {
			best = &targets[i]
		}
	}
	return best
}
