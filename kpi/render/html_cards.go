package render

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// pageCard is the picture of one indicator: a bar for each row and, where months are
// known, a line.
type pageCard struct {
	Label, Words string
	Unit         string // header of the names
	Scale        string // header of the bars
	Months       string // header of the lines, or ""
	Note         string
	Rows         []cardRow
}

type cardRow struct {
	Name  string
	Total bool
	Cell  pageCell
	Line  *pageLine
}

// pageLine is figures over the months. A month without one is a gap between runs;
// Text says all of them in words.
type pageLine struct {
	Text string
	Runs []string // points of connected months
	Dots []pageDot
}

type pageDot struct{ X, Y string }

func newCards(r *report.Report) []pageCard {
	var cards []pageCard
	for i, column := range r.Columns {
		c := pageCard{Label: column.Label, Words: cardWords(r, i), Note: targetNote(r, i), Unit: strings.Join(keyHeaders(r), " / ")}
		bars := scaleOf(r, i)
		if bars == (scale{0, 1}) {
			c.Scale = r.Say("page.bars")
		}
		lines, hasLines := scale{}, r.HasSeries(i)
		if hasLines {
			c.Months = r.Months[0].Label + " – " + r.Months[len(r.Months)-1].Label
			lines = scaleOfSeries(r, i)
		}
		add := func(name string, row report.Row, total bool) {
			f := row.Figures[i]
			card := cardRow{Name: name, Total: total, Cell: newPageCell(f, r)}
			if f.Defined && !(total && column.Plain) {
				card.Cell.Bar = bars.bar(f)
			}
			if hasLines {
				card.Line = newPageLine(lines, row.Series[i], r)
			}
			c.Rows = append(c.Rows, card)
		}
		for _, row := range r.Rows {
			add(strings.Join(labels(row), " / "), row, false)
		}
		add(r.TotalLabel, r.Total, true)
		cards = append(cards, c)
	}
	return cards
}

// cardWords are the definition of a column in words.
func cardWords(r *report.Report, column int) string {
	i := slices.IndexFunc(r.Definition, func(d report.Definition) bool { return d.ID == r.Columns[column].ID })
	if i < 0 {
		return ""
	}
	return r.Definition[i].Words
}

// targetNote says what the marks of the targets of a column stand for.
func targetNote(r *report.Report, column int) string {
	var targets []string
	for _, row := range append(r.Rows[:len(r.Rows):len(r.Rows)], r.Total) {
		f := row.Figures[column]
		if f.Target == "" {
			continue
		}
		target := localised(f.Target, r.Lang)
		if !r.Columns[column].Plain {
			target += " %"
		}
		if !slices.Contains(targets, target) {
			targets = append(targets, target)
		}
	}
	if len(targets) == 0 {
		return ""
	}
	return strings.Replace(r.Say("page.targets"), "{targets}", kpi.Few(targets), 1)
}

// scaleOfSeries is the range of the lines of a column: that of their figures, for what
// moves by a few points could not be seen from nothing to all.
func scaleOfSeries(r *report.Report, column int) scale {
	var s scale
	first := true
	for _, row := range append(r.Rows[:len(r.Rows):len(r.Rows)], r.Total) {
		if r.Columns[column].Plain && len(row.Keys) == 0 {
			continue
		}
		for _, f := range row.Series[column] {
			switch {
			case !f.Defined:
			case first:
				s, first = scale{f.Number(), f.Number()}, false
			default:
				s.low, s.high = min(s.low, f.Number()), max(s.high, f.Number())
			}
		}
	}
	return s
}

// newPageLine draws the figures of one row over the months.
func newPageLine(s scale, series []report.Figure, r *report.Report) *pageLine {
	const left, right, top, bottom = 3, 97, 3, 17
	line := &pageLine{}
	var run []string
	var texts []string
	last := pageDot{}
	end := func() {
		if len(run) == 1 {
			line.Dots = append(line.Dots, last)
		} else if len(run) > 1 {
			line.Runs = append(line.Runs, strings.Join(run, " "))
		}
		run = nil
	}
	for m, f := range series {
		text := f.NA
		if f.Defined {
			text = localised(f.Shown, r.Lang)
			x := left + float64(m)*(right-left)/float64(max(len(series)-1, 1))
			last = pageDot{coordinate(x), coordinate(bottom - s.at(f.Number())*(bottom-top)/100)}
			run = append(run, last.X+","+last.Y)
		} else {
			end()
		}
		texts = append(texts, r.Months[m].Label+": "+text)
	}
	end()
	line.Text = kpi.Printable(strings.Join(texts, "; "))
	return line
}
