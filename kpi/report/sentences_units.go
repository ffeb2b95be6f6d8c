package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

const (
	rankedRows = 4 // with fewer rows each is named
	bestRows   = 3 // how many are named as the best and as the weakest, of enough rows
	namedRows  = 5 // the most that are named where several tie, or miss a target
)

// unitSentences writes the results of the units: for every rate the best and the weakest, and
// who misses a target. One unit alone has none, and neither have rows by period.
func unitSentences(card *kpi.Scorecard, chosen []int, w wording) Passage {
	p := Passage{ID: UnitsPassage}
	if len(card.Rows) < 2 || slices.Contains(card.By, kpi.ByPeriod) {
		return p
	}
	isNoted := false
	for _, i := range chosen {
		r := &ranker{card: card, w: w, i: i, d: card.Indicators[i]}
		if !r.d.Plain() {
			p.Items = append(p.Items, r.sentences()...)
		}
		p.Items = append(p.Items, r.missed()...)
		isNoted = isNoted || r.isSmall
	}
	if isNoted {
		p.After = append(p.After, w.fill("say.small.note", "n", strconv.Itoa(smallest)))
	}
	return p
}

// ranker names the best and the weakest rows by an indicator.
type ranker struct {
	card    *kpi.Scorecard
	w       wording
	i       int
	d       kpi.Indicator
	isSmall bool // a rate with a small denominator was named
}

// sentences writes the best and the weakest rows of every class, and after them the rows of
// classes with few that can be ranked.
func (r *ranker) sentences() (texts []string) {
	rows := slices.DeleteFunc(sorted(r.card, Options{Sort: r.d.ID}), func(p placed) bool { return !p.Results[r.i].Defined() })
	label := r.w.label(r.d.Labels)
	var few []string
	for len(rows) > 0 {
		all, ranked := 0, 0 // of the class; those that are not ranked come last
		for ; all < len(rows) && rows[all].class == rows[0].class; all++ {
			if rows[all].value != nil {
				ranked++
			}
		}
		class := rows[:all]
		if rows = rows[all:]; ranked < rankedRows {
			for _, p := range class {
				few = append(few, r.unit(p, nil))
			}
			continue
		}
		texts = append(texts, r.ranked(label, class[:ranked]))
	}
	if len(few) > 0 {
		id := "say.each"
		if len(texts) > 0 {
			id = "say.each.others"
		}
		texts = append(texts, r.w.fill(id, "indicator", label, "units", strings.Join(few, ", ")))
	}
	return texts
}

// ranked writes the best and the weakest rows of a class.
func (r *ranker) ranked(label string, class []placed) string {
	n := strconv.Itoa(len(class))
	if class[0].rank == class[len(class)-1].rank {
		return r.w.fill("say.ranks.same", "indicator", label, "n", n, "rate", r.rate(class[0]))
	}
	among := "say.among"
	if class[0].class > 0 {
		among = "say.among.level"
	}
	best, weakest := r.ends(class)
	return r.w.fill("say.ranks."+r.d.Better.String(), "indicator", label, "among", r.w.fill(among, "n", n),
		"best", strings.Join(best, ", "), "weakest", strings.Join(weakest, ", "))
}

// ends names the rows at both ends of a class that does not tie as a whole. No row is at
// both ends: of few rows fewer are named.
func (r *ranker) ends(class []placed) (best, weakest []string) {
	most := min(bestRows, len(class)/2)
	taken := 0
	for taken < most {
		n := 1
		for taken+n < len(class) && class[taken+n].rank == class[taken].rank {
			n++
		}
		if taken+n == len(class) {
			break // all others tie: they are the weakest
		}
		best = append(best, r.tied(class[taken:taken+n], taken)...)
		taken += n
	}
	for last := len(class); last > taken && len(class)-last < most; {
		n := 1
		for class[last-n-1].rank == class[last-1].rank {
			n++
		}
		weakest = append(weakest, r.tied(class[last-n:last], len(class)-last)...)
		last -= n
	}
	return best, weakest
}

// tied names rows that tie, behind some that are named, or how many they are.
func (r *ranker) tied(rows []placed, named int) (texts []string) {
	if n := len(rows); n > 1 && named+n > namedRows {
		return []string{r.w.fill("say.tie", "n", strconv.Itoa(n), "rate", r.rate(rows[0]))}
	}
	for _, p := range rows {
		texts = append(texts, r.unit(p, nil))
	}
	return texts
}

// rate writes the rate of a row alone.
func (r *ranker) rate(p placed) string {
	return r.w.said(r.w.figure(p.Results[r.i]), thingOf(r.card, r.d))
}

// unit writes the figure of a row with its name, and a target behind it.
func (r *ranker) unit(p placed, aim *kpi.Target) string {
	result := p.Results[r.i]
	f, things := r.w.figure(result), thingOf(r.card, r.d)
	var behind []string
	if !r.d.Plain() {
		behind = append(behind, r.w.sums(result, f, things))
		r.isSmall = r.isSmall || isSmall(result)
	}
	if aim != nil {
		behind = append(behind, r.w.aim(aim, r.d, things))
	}
	return r.w.fill("say.unit", "unit", r.w.unitName(r.card, p.Group), "figure", r.w.said(f, things), "behind", strings.Join(behind, "; "))
}

// missed writes how many rows meet their target, and names those that miss it, the weakest
// first.
func (r *ranker) missed() []string {
	met, missed := 0, []placed(nil)
	for _, p := range sorted(r.card, Options{Sort: "-" + r.d.ID}) {
		switch p.Results[r.i].Verdict {
		case kpi.Met:
			met++
		case kpi.Missed:
			missed = append(missed, p)
		}
	}
	if met+len(missed) == 0 {
		return nil
	}
	id := "say.met"
	var units []string
	switch {
	case len(missed) > namedRows:
		id = "say.missed.many"
	case len(missed) > 0:
		id = "say.missed"
		for _, p := range missed {
			units = append(units, r.unit(p, p.Results[r.i].Target))
		}
	}
	return []string{r.w.fill(id, "indicator", r.w.label(r.d.Labels), "met", strconv.Itoa(met), "n", strconv.Itoa(met+len(missed)),
		"missed", strconv.Itoa(len(missed)), "units", strings.Join(units, ", "))}
}

// unitName names a row in a sentence: the smallest unit, then what it is in, where rows differ
// by it. The name of a commune implies its level, and so does what is in its place within a
// district; without a district the level is the name.
func (w wording) unitName(card *kpi.Scorecard, g kpi.Group) string {
	shared := sharedKeys(card, false)
	name, within := "", []string(nil)
	byCommune := slices.Contains(card.By, kpi.ByCommune)
	isLevel := byCommune && g.Commune == "" && g.District == "" && g.Level != 0
	for _, d := range keyDimensions(card) {
		if _, isShared := shared[d]; isShared || d == kpi.ByLevel && byCommune {
			continue
		}
		k := w.key(g, d)
		label := kpi.Printable(k.Label)
		switch {
		case d == kpi.ByLevel, d == kpi.ByCommune && isLevel:
			label = Lowered(w.text("level." + g.Level.String()))
		case k.Value == "":
			label = strings.Trim(label, "()")
		}
		switch {
		case name == "":
			name = label
		case d == kpi.ByLevel || k.Value == "":
			within = append(within, label)
		default:
			name, within = label, append([]string{name}, within...)
		}
	}
	if len(within) == 0 {
		return name
	}
	return w.fill("say.within", "unit", name, "within", strings.Join(within, ", "))
}
