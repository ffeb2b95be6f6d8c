package workbook

import (
	"cmp"
	"slices"

	"cchc/kpi"
	"cchc/kpi/report"
)

// tables writes the sheet of the whole report and those of its parts, each with the sheet
// of its points.
func tables(b *book) error {
	for i, of := range b.r.Tables {
		name, title := b.names[summarySheet], b.r.Name()
		if i > 0 {
			name, title = b.named(of.Name), title+" – "+of.Name
		}
		t := newTable(b.r, of)
		for n, groups := range t.pages() {
			if n > 0 {
				name = b.named(cmp.Or(of.Name, b.names[summarySheet]))
			}
			if i == 0 {
				b.summary = append(b.summary, name)
			}
			if err := t.write(b, groups, name, b.above(title), n == 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// tableHeaders is how many lines the header of a table of units has.
const tableHeaders = 2

// tableTop returns the line of the first row of a table of units.
func (b *book) tableTop() int { return len(b.above("")) + 1 + tableHeaders + 1 }

// group is the columns of an indicator: the rate with its two sums, or the count; then the
// target and the verdict, if any row has one.
type group struct {
	column      int // of the report
	page        int // of the sheets of the table
	first, last int // of the sheet; the last one of a judged group is the verdict, behind the target
	report.Column
	judged bool
	names  []string // of the lower headers
	widths []float64
}

func sum(widths []float64) float64 {
	total := 0.0
	for _, w := range widths {
		total += w
	}
	return total
}

// unitTable is a table of units while it is written.
type unitTable struct {
	r      *report.Document
	of     *report.Table
	keys   []float64 // widths of the key columns, and of the ranks behind them
	groups []group
}

// newTable finds the columns of a table.
func newTable(r *report.Document, of *report.Table) *unitTable {
	t := &unitTable{r: r, of: of, keys: keyWidths(of)}
	if of.RankLabel != "" {
		t.keys = append(t.keys, float64(textWidth(of.RankLabel)+filterButton+1))
	}
	rows := of.All()
	for i, c := range of.Columns {
		figures := report.Figures(rows, i)
		judged := slices.ContainsFunc(figures, func(f report.Figure) bool { return f.Target != "" })
		g := group{column: i, Column: c, judged: judged}
		switch {
		case g.Points:
			g.names = []string{"points"}
		case g.Plain:
			g.names = []string{"sheet.count"}
		default:
			g.names = []string{"sheet.rate", "numerator", "denominator"}
		}
		if g.judged {
			g.names = append(g.names, "target", "sheet.verdict")
		}
		for _, name := range g.names {
			longest := textWidth(t.r.Texts.Say(name)) + 1 // the button is below it
			for n, f := range figures {
				width := shownWidth(f, name, r.Texts.Lang) + 2
				if name == g.names[0] {
					width += textWidth(rows[n].Cells[i].Mark)
				}
				longest = max(longest, width)
			}
			g.widths = append(g.widths, float64(longest))
		}
		t.groups = append(t.groups, g)
	}
	t.place()
	return t
}

// place gives the groups their sheets and columns: as many are on a sheet as can be read on a
// page that is as wide as it, beside the keys.
func (t *unitTable) place() {
	used, page, next := pixels(t.keys...), 0, len(t.keys)+1
	for i := range t.groups {
		g := &t.groups[i]
		if width := pixels(g.widths...); next > len(t.keys)+1 && used+width > readable {
			used, page, next = pixels(t.keys...), page+1, len(t.keys)+1
		}
		used += pixels(g.widths...)
		g.page, g.first, g.last = page, next, next+len(g.widths)-1
		next += len(g.widths)
	}
}

// pages returns the groups of every sheet; a table without any has one sheet.
func (t *unitTable) pages() [][]group {
	pages := make([][]group, 1)
	for _, g := range t.groups {
		if g.page == len(pages) {
			pages = append(pages, nil)
		}
		pages[g.page] = append(pages[g.page], g)
	}
	return pages
}

// keyWidths returns the widths of the key columns; a report without keys has one, for
// the total.
func keyWidths(t *report.Table) []float64 {
	const least, all, long = 10, 120, 40
	widths := make([]float64, max(len(t.Keys), 1))
	most := min(all/len(widths), long) // beside all keys there is room for figures
	for i := range widths {
		longest := least
		for _, row := range t.Rows {
			if i < len(row.Keys) {
				longest = max(longest, textWidth(kpi.Printable(row.Keys[i].Label))+3)
			}
		}
		if i < len(t.Keys) {
			longest = max(longest, textWidth(t.Keys[i])+filterButton)
		}
		widths[i] = float64(min(longest, most))
	}
	widths[0] = max(widths[0], float64(textWidth(t.TotalLabel)+4))
	return widths
}

// filterButton is as wide as some letters, naWidth as half of what is where a figure is not.
const (
	filterButton = 3
	naWidth      = 8
)

// shownWidth returns how wide a figure is in one of its columns.
func shownWidth(f report.Figure, name string, lang kpi.Lang) int {
	num, den := f.Sums()
	switch {
	case name == "target":
		return len(f.Target) + 1
	case name == "sheet.verdict":
		return textWidth(f.Judgment)
	case !f.Defined:
		return naWidth // it takes two lines
	case f.Earned != nil:
		return textWidth(f.In(lang))
	case name == "numerator" || name == "sheet.count":
		return textWidth(num.In(lang))
	case name == "denominator":
		return textWidth(den.In(lang))
	}
	return len(f.Shown) + 1
}

// write writes a sheet with some of the groups below some lines. The notes are on the first
// sheet of a table.
func (t *unitTable) write(b *book, groups []group, name string, above []string, isFirst bool) error {
	widths, columns := slices.Clone(t.keys), len(t.keys)
	for _, g := range groups {
		widths, columns = append(widths, g.widths...), g.last
	}
	const usual, least = 10.0, 100.0
	for sum(widths) < least { // below a narrow table the notes take some columns more
		widths = append(widths, usual)
	}
	notes, head := t.below(isFirst), len(above)+1+tableHeaders
	last := head + len(t.of.Rows)
	s, err := b.open(layout{
		name: name, widths: widths, lines: last + 2 + len(notes), keys: len(t.keys),
		header: head, headers: tableHeaders, filtered: last, filterColumns: columns,
	})
	if err != nil {
		return err
	}
	s.heading(above...)
	s.skip()
	t.header(s, groups)
	for i, row := range t.of.Rows {
		s.row(t.height(row, groups), t.row(row, groups, row.Keys, look{kind: body, first: i == 0})...)
	}
	s.row(t.height(t.of.Total, groups), t.row(t.of.Total, groups, []report.Key{{Label: t.of.TotalLabel}}, look{kind: total})...)
	s.skip()
	for _, n := range notes {
		s.paragraph(n, len(widths), sum(widths))
	}
	t.colourVerdicts(s, groups, head+1, last+1)
	return s.close()
}

// height returns the height of a row: a long name takes several lines, and so does what is
// where a figure is not.
func (t *unitTable) height(row report.Row, groups []group) float64 {
	height := 0.0
	for i, k := range row.Keys {
		height = max(height, heightOf(kpi.Printable(k.Label), t.keys[i]-2))
	}
	for _, g := range groups {
		if f := row.Figure(g.column); !f.Defined {
			height = max(height, heightOf(f.NA, g.widths[0]-1))
		}
	}
	return max(height+rowHeight-lineHeight, rowHeight)
}

// header writes the two lines of the header: the indicators over their columns.
func (t *unitTable) header(s *sheet, groups []group) {
	upper := labelCells(nil, len(t.keys), look{kind: header})
	lower := headerCells(t.of.Keys, len(t.keys), look{kind: subHeader})
	if t.of.RankLabel != "" {
		lower[len(lower)-1].value = t.of.RankLabel
	}
	height := 2.0 * lineHeight
	for _, g := range groups {
		label := any(g.Label)
		height = max(height, heightOf(g.Label, sum(g.widths)*0.9)+4)
		for i, name := range g.names {
			upper = append(upper, cell{label, look{kind: header, align: "center", edge: i == 0}})
			lower = append(lower, cell{t.r.Texts.Say(name), look{kind: subHeader, align: "center", edge: i == 0}})
			label = nil
		}
	}
	s.row(height, upper...)
	for _, g := range groups {
		s.merge(g.first, g.last, s.line)
	}
	s.row(2*lineHeight, lower...)
}

// row makes the cells of a row.
func (t *unitTable) row(row report.Row, groups []group, keys []report.Key, l look) []cell {
	cells := labelCells(keys, len(t.keys), l)
	for i := range keys {
		cells[i].look.wrap = float64(textWidth(keys[i].Label)) > t.keys[i]-2
	}
	edge, right, centre := l, l, l
	edge.edge, right.align, centre.align = true, "right", "center"
	if t.of.RankLabel != "" {
		cells[len(cells)-1] = cell{nil, right}
		if row.Rank > 0 {
			cells[len(cells)-1].value = row.Rank
		}
	}
	for _, g := range groups {
		f := row.Figure(g.column)
		figure := figureCell(f, t.r.Texts.Lang, edge)
		figure.look.format = withMark(figure.look.format, "", row.Cells[g.column].Mark) // the verdict has a column
		cells = append(cells, figure)
		if !g.Plain {
			num, den := f.Sums()
			cells = append(cells, countCell(num, l), countCell(den, l))
		}
		if g.judged {
			cells = append(cells, targetCell(f, g.Plain, t.r.Texts.Lang, l), cell{f.Judgment, centre})
		}
	}
	return cells
}
