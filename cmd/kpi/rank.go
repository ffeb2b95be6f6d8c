package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/report"
)

// bindSort adds the flags of the order of rows and of how many of them are shown.
func bindSort(cmd *cobra.Command, o *reportOptions) {
	flags := cmd.Flags()
	flags.StringVar(&o.sort, "sort", "", "order and rank rows by an indicator `ID`, or by points with --score, best first; with - before it, worst first (default: by name)")
	flags.IntVar(&o.top, "top", 0, "with --sort, only the first `N` rows of each table, and those that tie with the last; the total stays that of all rows")
	completeWith(cmd, "sort", completeWords(func() []string {
		ids := o.catalog.indicatorIDs("", "-")
		if o.score != "" {
			ids = append(ids, report.PointsOrder+"\tsum of points", "-"+report.PointsOrder+"\tsum of points")
		}
		return ids
	}))
	completeNothing(cmd, "top")
	o.topGiven = func() bool { return flags.Changed("top") }
}

// order is the indicator of --sort, or the word of points; "" where there is none.
func (r *reporter) order() string { return strings.TrimPrefix(r.sort, "-") }

// noteUnranked notes which rows have no rank for what they lack, where the indicator is
// not one of those chosen, of which it is told anyway.
func (r *reporter) noteUnranked(cards []*kpi.Scorecard, chosen []int) {
	at := slices.IndexFunc(cards[0].Indicators, func(d kpi.Indicator) bool { return d.ID == r.order() })
	if at < 0 || slices.Contains(chosen, at) {
		return
	}
	for _, card := range cards {
		r.findings = append(r.findings, report.PartNotes(card, []int{at}, r.findings)...)
	}
}

// checkSort wants the indicator of --sort to exist, and --top to be of an order.
func (r *reporter) checkSort() error {
	id := r.order()
	if id == report.PointsOrder && r.reportOptions.score == "" {
		return usage("--sort %s needs --score FILE", r.sort)
	}
	if _, ok := r.cat.Indicator(id); !ok && r.sort != "" && id != report.PointsOrder {
		return unknownIndicator(r.cat, id)
	}
	switch {
	case !r.topGiven():
		return nil
	case r.top < 1:
		return usage("--top %d: want 1 or more", r.top)
	case r.sort == "":
		return usage("--top needs --sort ID: the first rows of which order")
	}
	return nil
}

// noteLeftOut notes which tables show only their first rows.
func (r *reporter) noteLeftOut(card *kpi.Scorecard) {
	options := r.arrangement(r.lang)
	r.findings = append(r.findings, report.RowsLeftOut(card, "", options)...)
	for _, part := range r.slices {
		r.findings = append(r.findings, report.RowsLeftOut(part.Card, part.Name, options)...)
	}
}
