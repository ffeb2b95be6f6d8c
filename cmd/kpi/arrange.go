package main

import (
	"fmt"
	"slices"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// arrange makes the report with all that a format shows of it.
func (r *reporter) arrange(ledger *kpi.Ledger, card *kpi.Scorecard, chosen []int, format render.Format[*report.Report]) (*report.Report, error) {
	options := report.Options{Lang: r.output.writtenIn(format.Lang), Decimals: r.decimals, Sort: r.sort}
	if format.Months && !slices.Contains(card.By, kpi.ByPeriod) {
		months, err := report.Months(ledger, func(l *kpi.Ledger) (*kpi.Scorecard, error) { return l.Score(card.By, r.cat.Indicators, nil) })
		if err != nil {
			return nil, fmt.Errorf("the figures by month: %w", err)
		}
		options.Months = months
	}
	result := report.Build(card, chosen, ledger.Files, r.findings, r.cat, options)
	result.Version = version()
	if format.Data {
		result.Data = report.NewTidy(ledger, r.cat, options.Lang, true).InWords(r.cat, options.Lang)
	}
	if r.split.value == "" {
		return result, nil
	}
	options.Months = nil
	parts, err := r.parts(ledger, chosen, options)
	result.Parts = parts
	return result, err
}

// parts makes the tables that --split asks for. That of a district shows its communes
// unless something else was asked for.
func (r *reporter) parts(ledger *kpi.Ledger, chosen []int, options report.Options) ([]report.Part, error) {
	split, err := kpi.ParseDimension(r.split.value)
	if err != nil {
		return nil, err
	}
	by := r.grouping(ledger)
	if split == kpi.ByDistrict && len(by) == 1 && by[0] == kpi.ByDistrict {
		by = []kpi.Dimension{kpi.ByCommune}
	}
	divided, err := report.Split(ledger, split, r.cat, options.Lang)
	if err != nil {
		return nil, err
	}
	var parts []report.Part
	for _, s := range divided {
		card, err := s.Ledger.Score(by, r.cat.Indicators, r.judged)
		if err != nil {
			return nil, fmt.Errorf("the figures of %s: %w", s.Name, err)
		}
		r.fellShort = r.fellShort || fellShort(card, chosen)
		parts = append(parts, report.Part{Name: s.Name, Report: report.Build(card, chosen, nil, nil, r.cat, options)})
	}
	return parts, nil
}
