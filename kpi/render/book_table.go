package render

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/report"
)

// tables writes the sheet of the whole report and those of its parts.
func (b *book) tables() error {
	title := b.r.Say("title")
	if err := b.table(b.r, b.reserved[0], title); err != nil {
		return err
	}
	if err := b.points(b.r, title, ""); err != nil {
		return err
	}
	for _, part := range b.r.Parts {
		name := sheetName(part.Name, b.reserved)
		b.reserved = append(b.reserved, name)
		if err := b.table(part.Report, name, title+" – "+part.Name); err != nil {
			return err
		}
		if err := b.points(part.Report, title, part.Name+" – "); err != nil {
			return err
		}
	}
	return nil
}

// The lines of a sheet with a table: titles, a blank one, the two of the header.
const (
	tableHeader = 5
	tableTop    = tableHeader + 1
)

// group is the columns of an indicator: the rate with its two sums, or the count;
// then the target and the verdict, where any row has one.
type group struct {
	column int // of the report
	first  int // of the sheet
	report.Column
	judged bool
	widths []float64
}

// target and verdict are the columns of a judged group.
func (g group) target() int  { return g.first + len(g.widths) - 2 }
func (g group) verdict() int { return g.first + len(g.widths) - 1 }

// last is the last column.
func (g group) last() int { return g.first + len(g.widths) - 1 }

func (g group) width() float64 { return sum(g.widths) }

func sum(widths []float64) float64 {
	total := 0.0
	for _, w := range widths {
		total += w
	}
	return total
}

// sheetTable is a table of units while it is written.
type sheetTable struct {
	*book
	report *report.Report // or the part
	keys   []float64      // widths of the key columns
	groups []group
}

// newTable finds the columns of a table. The rank stands behind the keys.
func (b *book) newTable(r *report.Report) *sheetTable {
	t := &sheetTable{book: b, report: r, keys: keyWidths(r)}
	if r.RankLabel != "" {
		t.keys = append(t.keys, float64(textWidth(r.RankLabel)+filterButton+1))
	}
	next := len(t.keys) + 1
	for i, c := range r.Columns {
		g := group{column: i, first: next, Column: c, judged: judged(r, i)}
		g.widths = b.groupWidths(r, g)
		next += len(g.widths)
		t.groups = append(t.groups, g)
	}
	return t
}

// judged reports whether any row has a target for a column.
func judged(r *report.Report, column int) bool {
	return slices.ContainsFunc(r.All(), func(row report.Row) bool { return row.Figures[column].Target != "" })
}

// keyWidths are the widths of the key columns; a report without keys has one, for
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

// groupWidths are the widths of the columns of an indicator.
func (b *book) groupWidths(r *report.Report, g group) []float64 {
	widths := make([]float64, 0, 5)
	rows := r.All()
	for _, name := range subColumns(g) {
		longest := textWidth(b.r.Say(name)) + filterButton
		for _, row := range rows {
			longest = max(longest, shownWidth(row.Figures[g.column], name, b.r)+3)
		}
		widths = append(widths, float64(longest))
	}
	return widths
}

// subColumns are the names of the lower headers of an indicator.
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

// shownWidth is how wide a figure is in one of its columns.
func shownWidth(f report.Figure, name string, r *report.Report) int {
	count := func(n int64) int {
		return textWidth(report.Count{Known: true, Value: n, Scale: f.Ratio.Scale}.In(r.Lang))
	}
	switch {
	case name == "target":
		return len(f.Target) + 1
	case name == "sheet.verdict":
		return textWidth(f.Judgment)
	case !f.Defined:
		return textWidth(f.NA)
	case f.Earned.Most != "":
		return textWidth(f.In(r.Lang))
	case name == "numerator" || name == "sheet.count":
		return count(f.Ratio.Num)
	case name == "denominator":
		return count(f.Ratio.Den)
	}
	return len(f.Shown) + 1
}

// table writes a sheet with a table of units.
func (b *book) table(r *report.Report, name, title string) error {
	t := b.newTable(r)
	widths := t.widths()
	notes := t.below()
	last := tableHeader + len(r.Rows)
	p := b.open(layout{
		name: name, widths: widths, lines: last + 2 + len(notes), keys: len(t.keys),
		header: tableHeader, headers: 2, filtered: last, filterColumns: t.columns(),
	})
	p.heading(title, r.Title)
	p.skip(1)
	t.header(p)
	for i, row := range r.Rows {
		p.row(t.height(row), t.row(row, row.Keys, look{body: true, first: i == 0})...)
	}
	p.row(rowHeight, t.row(r.Total, []report.Key{{Label: r.TotalLabel}}, look{total: true})...)
	p.skip(1)
	columns := noteColumns(widths)
	for _, n := range notes {
		p.paragraph(n.text, n.look, columns, sum(widths[:columns]))
	}
	t.colour(p, tableTop, last+1)
	if sum(widths) > mostOnPage {
		t.breakPages(p)
	}
	return p.close()
}

// columns is how many columns the table has.
func (t *sheetTable) columns() int {
	n := len(t.keys)
	for _, g := range t.groups {
		n += len(g.widths)
	}
	return n
}

// widths are the widths of all columns. Below a narrow table the notes take some
// columns more.
func (t *sheetTable) widths() []float64 {
	const usual, notes = 10.0, 100.0
	all := append([]float64(nil), t.keys...)
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
func (t *sheetTable) breakPages(p *sheetPage) {
	used := sum(t.keys)
	for i, g := range t.groups {
		if i > 0 && used+g.width() > widePage {
			p.try(func() error { return p.s.InsertPageBreak(at(g.first, 1)) })
			used = sum(t.keys)
		}
		used += g.width()
	}
}

// noteColumns is how many columns the notes take: no more than a page has.
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

// header writes the two lines of the header: the indicators over what each has.
func (t *sheetTable) header(p *sheetPage) {
	var upper, lower []cell
	height := 2.0 * lineHeight
	for i := range t.keys {
		text := ""
		switch {
		case i < len(t.report.Keys):
			text = t.report.Keys[i]
		case i == len(t.keys)-1:
			text = t.report.RankLabel
		}
		upper = append(upper, cell{nil, headerLook("left")})
		lower = append(lower, cell{text, look{header: true, sub: true, align: "left"}})
	}
	for _, g := range t.groups {
		label := any(g.Label)
		height = max(height, heightOf(g.Label, g.width()*0.9)+4)
		for i, name := range subColumns(g) {
			upper = append(upper, cell{label, look{header: true, align: "center", edge: i == 0}})
			lower = append(lower, cell{t.r.Say(name), look{header: true, sub: true, align: "center", edge: i == 0}})
			label = nil
		}
	}
	p.row(height, upper...)
	p.row(rowHeight, lower...)
	for _, g := range t.groups {
		p.merge(g.first, g.last(), tableHeader-1)
	}
}

// row makes the cells of a row.
func (t *sheetTable) row(row report.Row, keys []report.Key, l look) []cell {
	var cells []cell
	for i := range t.keys {
		text := ""
		if i < len(keys) {
			text = keys[i].Label
		}
		key := l
		key.align, key.wrap = "left", float64(textWidth(text)) > t.keys[i]-2
		cells = append(cells, cell{text, key})
	}
	if t.report.RankLabel != "" {
		cells[len(cells)-1] = rankCell(row, l)
	}
	for _, g := range t.groups {
		cells = append(cells, t.figure(row.Figures[g.column], g, l)...)
	}
	return cells
}

// height is that of a row, of which a long name takes several lines.
func (t *sheetTable) height(row report.Row) float64 {
	height := 0.0
	for i, k := range row.Keys {
		height = max(height, heightOf(kpi.Printable(k.Label), t.keys[i]-2))
	}
	return max(height+rowHeight-lineHeight, rowHeight)
}

// figure makes the cells of a figure in the table.
func (t *sheetTable) figure(f report.Figure, g group, l look) []cell {
	edge := l
	edge.edge = true
	cells := []cell{figureCell(f, t.r.Lang, edge)}
	if !g.Plain {
		num, den := cell{nil, l}, cell{nil, l}
		if f.Defined {
			num, den = countCell(f.Ratio.Num, f.Ratio.Scale, l), countCell(f.Ratio.Den, f.Ratio.Scale, l)
		}
		cells = append(cells, num, den)
	}
	if g.judged {
		verdict := l
		verdict.align = "center"
		cells = append(cells, t.target(f, g, l), cell{f.Judgment, verdict})
	}
	return cells
}
