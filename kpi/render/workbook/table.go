package workbook

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/report"
)

// tables writes the sheet of the whole report and those of its parts, each with the sheet
// of its points.
func tables(b *book) error {
	title := b.r.Say("title")
	if err := writeTable(b, b.r, b.names[summarySheet], title); err != nil {
		return err
	}
	if err := writePoints(b, b.r, title, ""); err != nil {
		return err
	}
	for _, part := range b.r.Parts {
		if err := writeTable(b, part.Report, b.named(part.Name), title+" – "+part.Name); err != nil {
			return err
		}
		if err := writePoints(b, part.Report, title, part.Name+" – "); err != nil {
			return err
		}
	}
	return nil
}

// writePoints writes the sheet of the points of a report or a part, where it has them. prefix
// begins its name.
func writePoints(b *book, r *report.Report, title, prefix string) error {
	if r.Points == nil {
		return nil
	}
	name := prefix + r.Points.Title
	return writeTable(b, r.PointsTable(), b.named(name), title+" – "+name)
}

// The lines of a sheet with a table: titles, a blank one, the two of the header.
const (
	tableHeader = 5
	tableTop    = tableHeader + 1
)

// group is the columns of an indicator: the rate with its two sums, or the count; then the
// target and the verdict, if any row has one.
type group struct {
	column int // of the report
	first  int // of the sheet
	report.Column
	judged bool
	widths []float64
}

// target and verdict are the columns of a judged group.
func (g group) target() int  { return g.last() - 1 }
func (g group) verdict() int { return g.last() }

func (g group) last() int      { return g.first + len(g.widths) - 1 }
func (g group) width() float64 { return sum(g.widths) }

func sum(widths []float64) float64 {
	total := 0.0
	for _, w := range widths {
		total += w
	}
	return total
}

// unitTable is a table of units while it is written.
type unitTable struct {
	r      *report.Report // or the part
	say    func(string) string
	keys   []float64 // widths of the key columns, and of the ranks behind them
	groups []group
}

// newTable finds the columns of a table.
func newTable(r *report.Report, say func(string) string) *unitTable {
	t := &unitTable{r: r, say: say, keys: keyWidths(r)}
	if r.RankLabel != "" {
		t.keys = append(t.keys, float64(textWidth(r.RankLabel)+filterButton+1))
	}
	next, rows := len(t.keys)+1, r.All()
	for i, c := range r.Columns {
		figures := report.Figures(rows, i)
		judged := slices.ContainsFunc(figures, func(f report.Figure) bool { return f.Target != "" })
		g := group{column: i, first: next, Column: c, judged: judged}
		for _, name := range subColumns(g) {
			longest := textWidth(t.say(name)) + filterButton
			for _, f := range figures {
				longest = max(longest, shownWidth(f, name, r.Lang)+3)
			}
			g.widths = append(g.widths, float64(longest))
		}
		next += len(g.widths)
		t.groups = append(t.groups, g)
	}
	return t
}

// keyWidths returns the widths of the key columns; a report without keys has one, for
// the total.
func keyWidths(r *report.Report) []float64 {
	const least, most = 10, 40
	widths := make([]float64, max(len(r.Keys), 1))
	for i := range widths {
		longest := least
		for _, row := range r.Rows {
			if i < len(row.Keys) {
				longest = max(longest, textWidth(kpi.Printable(row.Keys[i].Label))+3)
			}
		}
		if i < len(r.Keys) {
			longest = max(longest, textWidth(r.Keys[i])+filterButton)
		}
		widths[i] = float64(min(longest, most))
	}
	widths[0] = max(widths[0], float64(textWidth(r.TotalLabel)+4))
	return widths
}

// filterButton is as wide as some letters.
const filterButton = 3

// subColumns returns the names of the lower headers of an indicator.
func subColumns(g group) []string {
	names := []string{"sheet.rate", "numerator", "denominator"}
	switch {
	case g.Points:
		names = []string{"points"}
	case g.Plain:
		names = []string{"sheet.count"}
	}
	if g.judged {
		names = append(names, "target", "sheet.verdict")
	}
	return names
}

// shownWidth returns how wide a figure is in one of its columns.
func shownWidth(f report.Figure, name string, lang kpi.Lang) int {
	num, den := f.Sums()
	switch {
	case name == "target":
		return len(f.Target) + 1
	case name == "sheet.verdict":
		return textWidth(f.Judgment)
	case !f.Defined:
		return textWidth(f.NA)
	case f.Earned.Most != "":
		return textWidth(f.In(lang))
	case name == "numerator" || name == "sheet.count":
		return textWidth(num.In(lang))
	case name == "denominator":
		return textWidth(den.In(lang))
	}
	return len(f.Shown) + 1
}

// writeTable writes a sheet with a table of units.
func writeTable(b *book, r *report.Report, name, title string) error {
	t := newTable(r, b.r.Say)
	widths, notes := t.widths(), t.below()
	last := tableHeader + len(r.Rows)
	s, err := b.open(layout{
		name: name, widths: widths, lines: last + 2 + len(notes), keys: len(t.keys),
		header: tableHeader, headers: 2, filtered: last, filterColumns: t.columns(),
	})
	if err != nil {
		return err
	}
	s.heading(title, r.Title)
	s.skip()
	t.header(s)
	for i, row := range r.Rows {
		s.row(t.height(row), t.row(row, row.Keys, look{kind: body, first: i == 0})...)
	}
	s.row(rowHeight, t.row(r.Total, []report.Key{{Label: r.TotalLabel}}, look{kind: total})...)
	s.skip()
	columns := noteColumns(widths)
	for _, n := range notes {
		s.paragraph(n.text, n.look, columns, sum(widths[:columns]))
	}
	t.colourVerdicts(s, tableTop, last+1)
	if sum(widths) > mostOnPage {
		t.breakPages(s)
	}
	return s.close()
}

// columns returns how many columns the table has.
func (t *unitTable) columns() int {
	if n := len(t.groups); n > 0 {
		return t.groups[n-1].last()
	}
	return len(t.keys)
}

// widths returns the widths of all columns. Below a narrow table the notes take some
// columns more.
func (t *unitTable) widths() []float64 {
	const usual, notes = 10.0, 100.0
	all := slices.Clone(t.keys)
	for _, g := range t.groups {
		all = append(all, g.widths...)
	}
	for sum(all) < notes {
		all = append(all, usual)
	}
	return all
}

// breakPages keeps the columns of an indicator on one page where the table takes
// several beside each other.
func (t *unitTable) breakPages(s *sheet) {
	used := sum(t.keys)
	for i, g := range t.groups {
		if i > 0 && used+g.width() > widePage {
			s.keep(s.stream.InsertPageBreak(at(g.first, 1)))
			used = sum(t.keys)
		}
		used += g.width()
	}
}

// noteColumns returns how many columns the notes take: no more than a page has.
func noteColumns(widths []float64) int {
	if sum(widths) <= mostOnPage {
		return len(widths)
	}
	const enough = 140
	for i := range widths {
		if sum(widths[:i]) > enough {
			return i
		}
	}
	return len(widths)
}

// header writes the two lines of the header: the indicators over their columns.
func (t *unitTable) header(s *sheet) {
	upper := labelCells(nil, len(t.keys), look{kind: header})
	lower := headerCells(t.r.Keys, len(t.keys), look{kind: subHeader})
	if t.r.RankLabel != "" {
		lower[len(lower)-1].value = t.r.RankLabel
	}
	height := 2.0 * lineHeight
	for _, g := range t.groups {
		label := any(g.Label)
		height = max(height, heightOf(g.Label, g.width()*0.9)+4)
		for i, name := range subColumns(g) {
			upper = append(upper, cell{label, look{kind: header, align: "center", edge: i == 0}})
			lower = append(lower, cell{t.say(name), look{kind: subHeader, align: "center", edge: i == 0}})
			label = nil
		}
	}
	s.row(height, upper...)
	s.row(rowHeight, lower...)
	for _, g := range t.groups {
		s.merge(g.first, g.last(), tableHeader-1)
	}
}

// row makes the cells of a row.
func (t *unitTable) row(row report.Row, keys []report.Key, l look) []cell {
	cells := labelCells(keys, len(t.keys), l)
	for i := range keys {
		cells[i].look.wrap = float64(textWidth(keys[i].Label)) > t.keys[i]-2
	}
	if t.r.RankLabel != "" {
		cells[len(cells)-1] = rankCell(row, l)
	}
	for _, g := range t.groups {
		cells = append(cells, t.figure(row.Figures[g.column], g, l)...)
	}
	return cells
}

// height returns the height of a row; a long name takes several lines.
func (t *unitTable) height(row report.Row) float64 {
	height := 0.0
	for i, k := range row.Keys {
		height = max(height, heightOf(kpi.Printable(k.Label), t.keys[i]-2))
	}
	return max(height+rowHeight-lineHeight, rowHeight)
}

// figure makes the cells of a figure in the table.
func (t *unitTable) figure(f report.Figure, g group, l look) []cell {
	edge := l
	edge.edge = true
	cells := []cell{figureCell(f, t.r.Lang, edge)}
	if !g.Plain {
		num, den := f.Sums()
		cells = append(cells, countCell(num, l), countCell(den, l))
	}
	if g.judged {
		verdict := l
		verdict.align = "center"
		cells = append(cells, targetCell(f, g, t.r.Lang, l), cell{f.Judgment, verdict})
	}
	return cells
}
