package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// orderFlags are the flags of the order of rows and of the number shown.
type orderFlags struct {
	sort     string // an indicator or the word of points, after "-" for worst first; "" for names
	top      int
	topGiven func() bool // on the command line
}

// bind adds the flags to a report.
func (f *orderFlags) bind(cmd *cobra.Command, o *reportOptions) {
	flags := cmd.Flags()
	flags.StringVar(&f.sort, "sort", "", "order and rank rows by an indicator `ID`, or by points with --score, best first; with - before it, worst first (default: by name)")
	flags.IntVar(&f.top, "top", 0, "with --sort, only the first `N` rows of each table, and those that tie with the last; the total stays that of all rows")
	complete(cmd, "sort", completeWords(func() []string {
		ids := o.reading.catalog.indicatorIDs("", "-")
		if o.score != "" {
			ids = append(ids, report.PointsOrder+"\tsum of points", "-"+report.PointsOrder+"\tsum of points")
		}
		return ids
	}))
	completeNothing(cmd, "top")
	f.topGiven = func() bool { return flags.Changed("top") }
}

// indicator returns the indicator of --sort, or the word of points; "" without --sort.
func (f *orderFlags) indicator() string { return strings.TrimPrefix(f.sort, "-") }

// noteUnranked adds notes of the rows that have no rank because their figure is not known.
// Figures of the chosen indicators have such notes anyway.
func (r *reporter) noteUnranked(cards []*kpi.Scorecard, chosen []int) {
	at := slices.IndexFunc(cards[0].Indicators, func(d kpi.Indicator) bool { return d.ID == r.flags.order.indicator() })
	if at < 0 || slices.Contains(chosen, at) {
		return
	}
	for _, card := range cards {
		r.reading.note(report.PartNotes(card, []int{at}, r.reading.findings)...)
	}
}

// check wants the indicator of --sort to exist, and --top to be of an order.
func (f *orderFlags) check(cat *catalog.Catalog, scored bool) error {
	id := f.indicator()
	if id == report.PointsOrder && !scored {
		return usage("--sort %s needs --score FILE", f.sort)
	}
	if _, ok := cat.Indicator(id); !ok && f.sort != "" && id != report.PointsOrder {
		return unknownIndicator(cat, id)
	}
	switch {
	case !f.topGiven():
		return nil
	case f.top < 1:
		return usage("--top %d: want 1 or more", f.top)
	case f.sort == "":
		return usage("--top needs --sort ID: the first rows of which order")
	}
	return nil
}

// noteLeftOut adds notes of the tables that show only their first rows.
func (r *reporter) noteLeftOut(card *kpi.Scorecard) {
	options := r.arrangement(r.reading.lang)
	r.reading.note(report.RowsLeftOut(card, "", options)...)
	for _, part := range r.slices {
		r.reading.note(report.RowsLeftOut(part.Card, part.Name, options)...)
	}
}
