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
	l, err := layered(IndicatorTable, user, "id", func(r IndicatorRow) string { return r.ID }, "family", "source_vi")
	if err != nil {
		return nil, nil, err
	}
	list := make([]kpi.Indicator, len(l.rows))
	for i, r := range l.rows {
		var column string
		if list[i], column, err = readIndicator(r, ms); err != nil {
			return nil, nil, l.fault(i, column, err)
		}
	}
	return list, l.rows, nil
}

// readIndicator reads a row. With an error it names the column at fault.
func readIndicator(r IndicatorRow, ms *kpi.Measures) (d kpi.Indicator, column string, err error) {
	d = kpi.Indicator{ID: r.ID, Family: r.Family, Headline: r.Headline == "yes",
		Source: kpi.Labels{VI: cmp.Or(r.SourceVI, r.Source), EN: r.Source}, Labels: kpi.Labels{VI: r.LabelVI, EN: r.LabelEN}}
	if err := idFault(r.ID); err != nil {
		return d, "id", err
	}
	if r.ID == "all" {
		return d, "id", kpi.NewFault("\"all\" means every indicator")
	}
	if d.Numerator, err = kpi.ParseFormula(r.Numerator, ms); err != nil {
		return d, "numerator", err
	}
	if r.Denominator != "" {
		if d.Denominator, err = kpi.ParseFormula(r.Denominator, ms); err != nil {
			return d, "denominator", err
		}
		num, den := ms.At(d.Numerator[0].Measure).Of, ms.At(d.Denominator[0].Measure).Of
		if num != den {
			return d, "denominator", kpi.NewFault("counts {things}, the numerator {other}: not a percentage", "things", den, "other", num)
		}
	}
	if d.Better, err = kpi.ParseBetter(r.Better); err != nil {
		return d, "better", err
	}
	if r.Headline != "yes" && r.Headline != "no" {
		return d, "headline", kpi.NewFault("{text} is neither yes nor no", "text", strconv.Quote(r.Headline))
	}
	for _, cell := range [][2]string{{"label_vi", r.LabelVI}, {"label_en", r.LabelEN}, {"source", r.Source}} {
		if cell[1] == "" {
			return d, cell[0], kpi.NewFault("the cell is blank")
		}
	}
	return d, "", nil
}

// noIndicator is the fault of an id that no indicator has.
func noIndicator(id string) error { return kpi.NewFault("no indicator {id}", "id", strconv.Quote(id)) }
