package catalog

import (
	"cmp"
	"strconv"

	"cchc/kpi"
)

// IndicatorRow is a row of the indicators table.
type IndicatorRow struct {
	ID          string `csv:"id" json:"id"`
	Numerator   string `csv:"numerator" json:"numerator"`
	Denominator string `csv:"denominator" json:"denominator"`
	Better      string `csv:"better" json:"better"`
	Headline    string `csv:"headline" json:"headline"`
	Family      string `csv:"family" json:"family"`
	LabelVI     string `csv:"label_vi" json:"label_vi"`
	LabelEN     string `csv:"label_en" json:"label_en"`
	Source      string `csv:"source" json:"source"`
	SourceVI    string `csv:"source_vi" json:"source_vi"`
}

func loadIndicators(user []Table, ms *kpi.Measures) ([]kpi.Indicator, []IndicatorRow, error) {
	l, err := layering[IndicatorRow]{kind: IndicatorTable, column: "id", key: func(r IndicatorRow) string { return r.ID }, optional: []string{"family", "source_vi"}}.read(user)
	if err != nil {
		return nil, nil, err
	}
	list := make([]kpi.Indicator, len(l.rows))
	for i, r := range l.rows {
		d := kpi.Indicator{ID: r.ID, Family: r.Family, Headline: r.Headline == "yes", Instead: r.Headline == "instead",
			Source: kpi.Labels{VI: cmp.Or(r.SourceVI, r.Source), EN: r.Source}, Labels: kpi.Labels{VI: r.LabelVI, EN: r.LabelEN}}
		idErr := idFault(r.ID)
		var numErr, denErr, betterErr error
		d.Numerator, numErr = kpi.ParseFormula(r.Numerator, ms)
		if r.Denominator != "" {
			d.Denominator, denErr = kpi.ParseFormula(r.Denominator, ms)
		}
		d.Better, betterErr = kpi.ParseBetter(r.Better)
		switch {
		case idErr != nil:
			return nil, nil, l.fault(i, "id", idErr)
		case r.ID == "all":
			return nil, nil, l.fault(i, "id", kpi.NewFault("\"all\" means every indicator"))
		case numErr != nil:
			return nil, nil, l.fault(i, "numerator", numErr)
		case denErr != nil:
			return nil, nil, l.fault(i, "denominator", denErr)
		case !d.Plain() && thing(ms, d.Denominator) != thing(ms, d.Numerator):
			return nil, nil, l.fault(i, "denominator", kpi.NewFault("counts {things}, the numerator {other}: not a percentage",
				"things", thing(ms, d.Denominator), "other", thing(ms, d.Numerator)))
		case betterErr != nil:
			return nil, nil, l.fault(i, "better", betterErr)
		case r.Headline != "yes" && r.Headline != "no" && !d.Instead:
			return nil, nil, l.fault(i, "headline", kpi.NewFault("{text} is neither yes, no nor instead", "text", strconv.Quote(r.Headline)))
		}
		for _, cell := range [][2]string{{"label_vi", r.LabelVI}, {"label_en", r.LabelEN}, {"source", r.Source}} {
			if cell[1] == "" {
				return nil, nil, l.fault(i, cell[0], kpi.NewFault("the cell is blank"))
			}
		}
		list[i] = d
	}
	return list, l.rows, nil
}

// thing is what a formula counts, by its first measure.
func thing(ms *kpi.Measures, f kpi.Formula) string { return ms.At(f[0].Measure).Of }

// noIndicator is the fault of an id that no indicator has.
func noIndicator(id string) error { return kpi.NewFault("no indicator {id}", "id", strconv.Quote(id)) }
