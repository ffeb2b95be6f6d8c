package kpi

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Points is an exact number of points. The zero Points is not known, which is not 0.
type Points struct{ value *big.Rat }

// ParsePoints reads a number of points, such as 20 or 2.5.
func ParsePoints(text string) (Points, error) {
	value, ok := parseDecimal(text)
	if !ok {
		return Points{}, NewFault("{text} is not a number of points: want a number such as 20 or 2.5", "text", strconv.Quote(text))
	}
	return Points{value}, nil
}

// parseDecimal reads digits with or without a decimal point between them.
func parseDecimal(text string) (*big.Rat, bool) {
	for _, digits := range strings.SplitN(text, ".", 2) {
		if digits == "" || strings.Trim(digits, "0123456789") != "" {
			return nil, false
		}
	}
	return new(big.Rat).SetString(text)
}

// Known reports whether p is a number.
func (p Points) Known() bool { return p.value != nil }

// Exact returns the number, or nil where it is not known.
func (p Points) Exact() *big.Rat { return p.value }

// Decimal returns the points with a fixed number of decimals, rounded half up. They
// must be known.
func (p Points) Decimal(decimals int) string { return p.value.FloatString(decimals) }

// String returns the points with all their decimals and no more, or "" if they are
// not known.
func (p Points) String() string {
	if !p.Known() {
		return ""
	}
	decimals, _ := p.value.FloatPrec()
	return p.value.FloatString(decimals)
}

// plus adds points. The sum is known if both are.
func (p Points) plus(o Points) Points {
	if !p.Known() || !o.Known() {
		return Points{}
	}
	return Points{new(big.Rat).Add(p.value, o.value)}
}

// noPoints are 0, which is known.
func noPoints() Points { return Points{new(big.Rat)} }

// Component is a row of a profile: the points that one indicator earns.
type Component struct {
	Group     string // that its points are added to; "" for none
	Indicator string
	Most      Points // what can be earned
	Rule      string // as it was written
	Zero      Points // earned if there is nothing to divide by
	From      Day    // from which the row holds; zero: always
	Place     Place
	fullAt    *big.Rat // the rate that earns the most; 1 is 100 percent
}

// SetRule sets how points grow with the rate: "linear" up to 100 percent, or
// "full-at 80" up to the percentage that earns all of them.
func (c *Component) SetRule(text string) error {
	c.Rule, c.fullAt = text, big.NewRat(1, 1)
	if text == "linear" {
		return nil
	}
	number, ok := strings.CutPrefix(text, "full-at ")
	percent, isNumber := parseDecimal(strings.TrimSpace(number))
	if !ok || !isNumber || percent.Sign() == 0 {
		return NewFault("{text} is not a rule: want linear, or full-at with a percentage above 0, such as full-at 80", "text", strconv.Quote(text))
	}
	c.fullAt = percent.Mul(percent, big.NewRat(1, 100))
	return nil
}

// Earned returns the points of a result: never below 0 or above the most. They are not
// known if counts are missing, and are those of Zero if there is nothing to divide by.
func (c Component) Earned(r Result) Points {
	switch {
	case !r.Known:
		return Points{}
	case !r.Ratio.Defined():
		return c.Zero
	}
	share := new(big.Rat).Quo(r.Ratio.Exact(), c.fullAt)
	switch {
	case share.Sign() <= 0:
		return noPoints()
	case share.Cmp(big.NewRat(1, 1)) >= 0:
		return c.Most
	}
	return Points{share.Mul(share, c.Most.value)}
}

// Profile is a table of components, by which the rows of a scorecard earn points.
type Profile struct {
	Name, SHA256 string // of the file
	Components   []Component
}

// Groups returns the groups that components name, in the order of the profile.
func (p Profile) Groups() []string {
	var groups []string
	for _, c := range p.Components {
		if c.Group != "" && !slices.Contains(groups, c.Group) {
			groups = append(groups, c.Group)
		}
	}
	return groups
}

// RowPoints is the points of a row: of every component, of every group, and their sum. A
// sum is known if all its parts are.
type RowPoints struct {
	Components []Points // by Profile.Components
	Groups     []Points // by Profile.Groups
	Sum        Points
}

// All returns the points of the components, of the groups and, last, the sum.
func (s RowPoints) All() []Points { return append(slices.Concat(s.Components, s.Groups), s.Sum) }

// Most returns the points that can be earned.
func (p Profile) Most() RowPoints {
	return p.rowPoints(func(c Component) Points { return c.Most })
}

// Earned returns the points of a row of a scorecard, which must have the indicators of
// the profile.
func (p Profile) Earned(card *Scorecard, s Score) RowPoints {
	return p.rowPoints(func(c Component) Points {
		return c.Earned(s.Results[slices.IndexFunc(card.Indicators, func(d Indicator) bool { return d.ID == c.Indicator })])
	})
}

// rowPoints adds up the points of the components.
func (p Profile) rowPoints(points func(Component) Points) RowPoints {
	groups := p.Groups()
	s := RowPoints{Groups: slices.Repeat([]Points{noPoints()}, len(groups)), Sum: noPoints()}
	for _, c := range p.Components {
		earned := points(c)
		s.Components, s.Sum = append(s.Components, earned), s.Sum.plus(earned)
		if i := slices.Index(groups, c.Group); i >= 0 {
			s.Groups[i] = s.Groups[i].plus(earned)
		}
	}
	return s
}

// In returns the profile with the rows that hold in a period: of the rows of one
// indicator that with the latest date up to the first day. It is a finding if none holds
// then, or if another begins to hold within the period. If no period is known, only rows
// without a date hold.
func (p Profile) In(period Period, calendar Calendar) (Profile, []Finding) {
	var first, last Day
	name := TextKey("undated")
	if !period.IsZero() {
		first, last, name = calendar.First(period.From), calendar.Last(period.To), PeriodKey(period)
	}
	in := Profile{Name: p.Name, SHA256: p.SHA256}
	var findings []Finding
	for _, c := range p.Components {
		oldest, holds := p.versions(c.Indicator, first)
		args := []string{"indicator", IndicatorKey(c.Indicator), "period", name, "first", DayKey(c.From)}
		switch {
		case holds == nil && oldest.Place == c.Place:
			findings = append(findings, NewFinding(ScoreMissing, c.Place, args...))
		case holds == nil:
		case holds.Place == c.Place:
			in.Components = append(in.Components, c)
		case c.From.Compare(first) > 0 && c.From.Compare(last) <= 0:
			args = append(args, "line", strconv.Itoa(holds.Place.Line))
			findings = append(findings, NewFinding(ScoreChanges, c.Place, args...))
		}
	}
	return in, findings
}

// versions returns the oldest row of an indicator and the one that holds on a day, or nil.
func (p Profile) versions(indicator string, day Day) (oldest, holds *Component) {
	for i := range p.Components {
		c := &p.Components[i]
		if c.Indicator != indicator {
			continue
		}
		if oldest == nil || c.From.Compare(oldest.From) < 0 {
			oldest = c
		}
		if c.From.Compare(day) <= 0 && (holds == nil || c.From.Compare(holds.From) > 0) {
			holds = c
		}
	}
	return oldest, holds
}
