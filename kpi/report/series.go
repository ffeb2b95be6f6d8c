package report

import (
	"slices"
	"strconv"

	"cchc/kpi"
)

// Months scores a ledger month by month, from the first to the last month of its rows. It
// returns none if all rows are of one month. Rows of a longer period are of no month.
// score is how the report itself is scored.
func Months(l *kpi.Ledger, score func(*kpi.Ledger) (*kpi.Scorecard, error)) ([]Month, error) {
	var all kpi.Period
	for _, p := range l.Periods() {
		if p.From == p.To {
			all = all.Span(p)
		}
	}
	if all.From == all.To {
		return nil, nil
	}
	var months []Month
	for m := all.From; m <= all.To; m++ {
		period := m.Period()
		card, err := score(l.Select(func(e *kpi.Entry) bool { return e.Period == period }))
		if err != nil {
			return nil, err
		}
		months = append(months, Month{period, card})
	}
	return months, nil
}

// MostOverTime is the most rows whose figures by month are computed and shown. Nobody looks at
// those of more, which take more memory than all else: there are those of the total.
const MostOverTime = 2000

// OverTime returns the rows that have series, and last the total: where the months are those of
// the total alone, it alone.
func (t *Table) OverTime() []Row {
	if t.isWithoutSeries() {
		return []Row{t.Total}
	}
	return t.All()
}

// isWithoutSeries reports whether the rows of a table have no series.
func (t *Table) isWithoutSeries() bool { return len(t.Rows) > 0 && len(t.Rows[0].Series) == 0 }

// TotalAlone returns the line that figures by month are those of the total alone, for the rows
// are more than a number; "" where they are not.
func (d *Document) TotalAlone(most int) string {
	n := len(d.Tables[0].Rows)
	if n <= most && !d.Tables[0].isWithoutSeries() {
		return ""
	}
	return Fill(d.Texts.Say("months.crowded"), "n", Integer(n, d.Texts.Lang), "most", strconv.Itoa(most))
}

// Longer returns the periods of a ledger that are longer than a month.
func Longer(l *kpi.Ledger) []kpi.Period {
	return slices.DeleteFunc(l.Periods(), func(p kpi.Period) bool { return p.From == p.To })
}

// series adds the figures of every month to the rows. A month in which a row has
// no figure is a gap, never 0.
func (b *builder) series(t *Table) {
	for _, m := range b.opts.Months {
		t.Months = append(t.Months, Key{m.Period.String(), b.w.period(m.Period)})
	}
	if len(t.Months) == 0 {
		return
	}
	months := b.opts.Months
	places := b.placesIn(months)
	t.Total.Series = b.over(months, places, nil)
	if by := months[0].Card.By; len(by) < len(b.card.By) && !slices.Contains(b.card.By, kpi.ByPeriod) {
		return // these of the total alone
	}
	for i := range t.Rows {
		t.Rows[i].Series = b.over(months, places, &t.Rows[i].Group)
	}
}

// placesIn returns where the scorecards of months, which have the same indicators, have those of
// the columns.
func (b *builder) placesIn(months []Month) []int {
	places := make([]int, len(b.chosen))
	for column, i := range b.chosen {
		places[column] = indicatorIndex(months[0].Card, b.card.Indicators[i].ID)
	}
	return places
}

// over makes the series of a group from the scorecards of months, or for nil that of the total. A
// month that has no such row is a gap.
func (b *builder) over(months []Month, places []int, g *kpi.Group) [][]Figure {
	series := make([][]Figure, len(places))
	for _, m := range months {
		s := &m.Card.Total
		if g != nil {
			s = m.Card.Row(*g)
		}
		for column, i := range places {
			var result kpi.Result
			if s != nil {
				result = s.Results[i]
			}
			series[column] = append(series[column], b.w.figure(result))
		}
	}
	return series
}
