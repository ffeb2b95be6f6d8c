package main

import (
	"fmt"
	"slices"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// arrangement returns the language, decimals and order of the tables.
func (r *reporter) arrangement(lang kpi.Lang) report.Options {
	return report.Options{Lang: lang, Decimals: r.flags.decimals, Sort: r.flags.order.sort, Top: r.flags.order.top, Profile: r.profile}
}

// arrange builds the report, with the months, data and parts that the format shows.
func (r *reporter) arrange(ledger *kpi.Ledger, card *kpi.Scorecard, chosen []int, format render.Format[*report.Report]) (*report.Report, error) {
	options := r.arrangement(r.flags.output.writtenIn(format.Lang))
	if format.Months && !slices.Contains(card.By, kpi.ByPeriod) {
		months, err := report.Months(ledger, func(l *kpi.Ledger) (*kpi.Scorecard, error) { return l.Score(card.By, r.reading.cat.Indicators, nil) })
		if err != nil {
			return nil, fmt.Errorf("the figures by month: %w", err)
		}
		options.Months, options.Longer = months, report.Longer(ledger)
	}
	result := report.Build(card, chosen, ledger.Files, r.reading.findings, r.reading.cat.Messages, options)
	result.Version = version()
	if format.Data {
		result.Data = report.NewTidy(ledger, r.reading.cat.Messages, options.Lang, true).InWords(r.reading.cat.Messages, options.Lang)
	}
	options.Months = nil
	for _, part := range r.slices {
		table := report.Build(part.Card, chosen, nil, nil, r.reading.cat.Messages, options)
		table.Title, table.Sections = result.Title, nil // both are above the table of all rows
		result.Parts = append(result.Parts, report.Part{Name: part.Name, Report: table})
	}
	return result, nil
}

// divide makes a scorecard for each part by --split. That of a district has its communes
// as rows, unless --by names other rows.
func (r *reporter) divide(ledger *kpi.Ledger) error {
	if r.flags.split.value == "" {
		return nil
	}
	split, err := kpi.ParseDimension(r.flags.split.value)
	if err != nil {
		return err
	}
	by := r.flags.rows.grouping(ledger)
	if split == kpi.ByDistrict && len(by) == 1 && by[0] == kpi.ByDistrict {
		by = []kpi.Dimension{kpi.ByCommune}
	}
	r.slices, err = report.Split(ledger, split, by, r.reading.cat.Indicators, r.judged, r.reading.cat.Messages, r.reading.lang)
	return err
}
