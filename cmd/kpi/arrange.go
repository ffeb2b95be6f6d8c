package main

import (
	"fmt"
	"slices"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// arrange builds the report, with the months, data and parts that the format shows.
func (r *reporter) arrange(ledger *kpi.Ledger, card *kpi.Scorecard, chosen []int, format render.Format[*report.Report]) (*report.Report, error) {
	s, messages := r.session, r.session.cat.Messages
	options := r.options(s.output.writtenIn(format.Lang))
	if format.Months && !slices.Contains(card.By, kpi.ByPeriod) {
		months, err := report.Months(ledger, func(l *kpi.Ledger) (*kpi.Scorecard, error) { return l.Score(card.By, s.cat.Indicators, nil) })
		if err != nil {
			return nil, fmt.Errorf("the figures by month: %w", err)
		}
		options.Months, options.Longer = months, report.Longer(ledger)
	}
	result := report.Build(card, chosen, ledger.Files, s.findings, messages, options)
	result.Version = version()
	if format.Data {
		result.Data = report.NewTidy(ledger, messages, options.Lang, true).InWords(messages, options.Lang)
	}
	options.Months = nil
	for _, part := range r.parts {
		table := report.Build(part.Card, chosen, nil, nil, messages, options)
		table.Title, table.Sections = result.Title, nil // both are above the table of all rows
		result.Parts = append(result.Parts, report.Part{Name: part.Name, Report: table})
	}
	return result, nil
}

// options returns the language, decimals and order of the tables.
func (r *reporter) options(lang kpi.Lang) report.Options {
	return report.Options{Lang: lang, Decimals: r.flags.decimals, Sort: r.flags.order.sort, Top: r.flags.order.top, Profile: r.profile}
}
