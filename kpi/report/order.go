package report

import (
	"bytes"
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"cchc/kpi"
)

// nameOrder compares names in Vietnamese alphabetical order.
type nameOrder struct {
	collator *collate.Collator
	buf      *collate.Buffer
	keys     map[string][]byte // of the names compared so far
}

func newNameOrder() *nameOrder {
	return &nameOrder{collate.New(language.Vietnamese), &collate.Buffer{}, map[string][]byte{}}
}

// key returns the key of a name.
func (n *nameOrder) key(name string) []byte {
	key, ok := n.keys[name]
	if !ok {
		key = slices.Clone(n.collator.KeyFromString(n.buf, name))
		n.buf.Reset()
		n.keys[name] = key
	}
	return key
}

// compare orders units by province, district and commune, then in their fixed order.
func (n *nameOrder) compare(a, b kpi.Unit) int {
	of := func(x, y string) int { return bytes.Compare(n.key(x), n.key(y)) }
	return cmp.Or(of(a.Province, b.Province), of(a.District, b.District), of(a.Commune, b.Commune), a.Compare(b))
}

// placed is a row with its place in the order of a report.
type placed struct {
	kpi.Score
	names [][]byte
	class int      // of the rows that it is ranked among
	value *big.Rat // what it is sorted by; nil: not known, or no share
	rank  int      // 0: none
}

// sorted returns the rows in Vietnamese alphabetical order of their units, or by
// an indicator, with their ranks: exact fractions decide, rows without a figure come
// last, and names settle the order of ties. Rows are ranked among those of their class,
// which follow each other: communes among communes, and behind them the agencies of
// districts and of the province among each other.
func sorted(card *kpi.Scorecard, opts Options) []placed {
	names := newNameOrder()
	rows := make([]placed, len(card.Rows))
	value, better := sortValue(card, opts)
	classes, values := make([]int, len(rows)), make([]*big.Rat, len(rows))
	for i, s := range card.Rows {
		if opts.Sort != "" {
			classes[i], values[i] = classOf(card.By, s.Group), value(s)
		}
	}
	ranks := ranksWithin(classes, values, better)
	for i, s := range card.Rows {
		rows[i] = placed{Score: s, class: classes[i], value: values[i], rank: ranks[i]}
	}
	for i, s := range card.Rows {
		for _, name := range []string{s.Group.Province, s.Group.District, s.Group.Commune} {
			rows[i].names = append(rows[i].names, names.key(name))
		}
	}
	sign := 1
	if (better == kpi.Lower) != strings.HasPrefix(opts.Sort, "-") {
		sign = -1
	}
	slices.SortStableFunc(rows, func(x, y placed) int {
		return cmp.Or(cmp.Compare(x.class, y.class), compareValues(x.value, y.value, sign), compareNames(x, y))
	})
	return rows
}

// ranksWithin returns the ranks of values among those of their class alone; 0 for nil.
func ranksWithin(classes []int, values []*big.Rat, better kpi.Better) []int {
	ranks := make([]int, len(values))
	for _, class := range slices.Compact(slices.Sorted(slices.Values(classes))) {
		among := slices.Clone(values)
		for i := range among {
			if classes[i] != class {
				among[i] = nil
			}
		}
		for i, rank := range kpi.Ranks(among, better) {
			if classes[i] == class {
				ranks[i] = rank
			}
		}
	}
	return ranks
}

// classOf returns the class of a row: the higher its level, the later.
func classOf(by []kpi.Dimension, g kpi.Group) int {
	switch {
	case slices.Contains(by, kpi.ByCommune) && g.Commune == "":
		return 1 + int(kpi.Commune-g.Level)
	case slices.Contains(by, kpi.ByDistrict) && !slices.Contains(by, kpi.ByCommune) && g.District == "":
		return 1
	case slices.Contains(by, kpi.ByLevel) && !slices.Contains(by, kpi.ByCommune):
		return 1 + int(kpi.Commune-g.Level)
	}
	return 0
}

// sortValue returns the function of the value that rows are sorted by, and whether more
// of it is better. Without an order no row has a value.
func sortValue(card *kpi.Scorecard, opts Options) (value func(kpi.Score) *big.Rat, better kpi.Better) {
	id := strings.TrimPrefix(opts.Sort, "-")
	at := indicatorIndex(card, id)
	switch {
	case at < 0 && id == PointsOrder && opts.Profile != nil:
		return func(s kpi.Score) *big.Rat { return opts.Profile.Earned(card, s).Sum.Exact() }, kpi.Higher
	case at < 0:
		return func(kpi.Score) *big.Rat { return nil }, kpi.Higher
	}
	return func(s kpi.Score) *big.Rat {
		r := s.Results[at]
		if !r.Defined() || isOutside(r) {
			return nil
		}
		return r.Ratio.Exact()
	}, card.Indicators[at].Better
}

// indicatorIndex returns the index of an indicator, or -1.
func indicatorIndex(card *kpi.Scorecard, id string) int {
	return slices.IndexFunc(card.Indicators, func(d kpi.Indicator) bool { return d.ID == id })
}

// compareValues orders values: with the sign -1 the larger one is first, with 1 the
// smaller, and always last what is not known.
func compareValues(x, y *big.Rat, sign int) int {
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return 1
	case y == nil:
		return -1
	}
	return sign * y.Cmp(x)
}

// compareNames orders rows by their keys.
func compareNames(x, y placed) int {
	for i := range x.names {
		if c := bytes.Compare(x.names[i], y.names[i]); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(x.Group.Level, y.Group.Level), x.Group.Period.Compare(y.Group.Period))
}

// kept returns the rows that are shown: as many of the first as are asked for, and those
// that tie with the last of them, within its class. Rows without a figure tie with each other.
func kept(card *kpi.Scorecard, opts Options) []placed {
	rows, n := sorted(card, opts), opts.Top
	if n <= 0 || n >= len(rows) {
		return rows
	}
	for n < len(rows) && rows[n].class == rows[n-1].class && rows[n].rank == rows[n-1].rank {
		n++
	}
	return rows[:n]
}

// rankLabel returns the header of the ranks, which names what they are by, or "" if there is
// no order.
func rankLabel(w wording, sort string, card *kpi.Scorecard) string {
	id := strings.TrimPrefix(sort, "-")
	switch at := indicatorIndex(card, id); {
	case id == "":
		return ""
	case at < 0:
		return w.fill("rank-by", "what", w.text("points"))
	default:
		return w.fill("rank-by", "what", w.label(card.Indicators[at].Labels))
	}
}

// orderKey names what rows are sorted by, in the argument of a finding.
func orderKey(sort string) string {
	id, isReversed := strings.CutPrefix(sort, "-")
	key := kpi.IndicatorKey(id)
	if id == PointsOrder {
		key = kpi.TextKey("points")
	}
	if isReversed {
		key += " " + kpi.TextKey("worst-first")
	}
	return key
}

// RowsLeftOut returns a note if a report shows only the first rows of a scorecard. name is
// that of the part of the report, or "".
func RowsLeftOut(card *kpi.Scorecard, name string, opts Options) []kpi.Finding {
	shown := len(kept(card, opts))
	if shown == len(card.Rows) {
		return nil
	}
	if name == "" {
		name = kpi.TextKey("summary")
	}
	return []kpi.Finding{note(kpi.RowsTop, "table", name, "count", strconv.Itoa(shown), "rows", strconv.Itoa(len(card.Rows)),
		"indicator", orderKey(opts.Sort))}
}
