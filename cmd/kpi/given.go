package main

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/check"
	"cchc/kpi/report"
)

// given returns the indicators that exports give, and what the others lack.
func (o *indicatorsOptions) given(files []string) (report.Result, error) {
	s := &o.session
	if len(files) == 0 {
		return nil, usage("%w", kpi.NewFault("--of needs at least one FILE"))
	}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	ledger := s.load(request{sets: [][]string{files}, about: s.cat.Indicators})[0]
	if err := s.judge(); err != nil {
		return nil, err
	}
	lang := s.output.language()
	text := func(name string) string { return s.cat.Messages.Text(name, lang) }
	type member struct {
		Indicator string   `json:"indicator"`
		Lacking   []string `json:"lacking"`
	}
	rows, members := [][]string{{"indicator", "given", "lacking"}}, []member{}
	var given, others [][]string // what people read: those that are given first
	for _, d := range s.cat.Indicators {
		lacking := check.Lacking(ledger, d)
		ids, labels := append([]string{}, ledger.Measures.IDs(lacking)...), []string{}
		for _, i := range lacking {
			labels = append(labels, ledger.Measures.At(i).Labels.In(lang))
		}
		yes := map[bool]string{true: "yes", false: "no"}[len(lacking) == 0]
		rows = append(rows, []string{d.ID, yes, strings.Join(ids, " ")})
		members = append(members, member{d.ID, ids})
		shown := []string{d.ID, d.Labels.In(lang), text(yes), strings.Join(labels, ", ")}
		if len(lacking) == 0 {
			given = append(given, shown)
		} else {
			others = append(others, shown)
		}
	}
	header := []string{text("column.id"), text("column.label"), text("given.given"), text("given.lacking")}
	return &report.Outline{Lang: lang, Shown: []report.Block{report.Grid{Header: header, Rows: slices.Values(append(given, others...))}}, Rows: rows, Value: members}, nil
}
