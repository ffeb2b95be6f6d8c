package workbook

import (
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// The sheet of charts is made of pages of A4, each with a break behind it: 16 columns and 39
// lines of the sheet, so many of all that a page has room for that programs with other fonts
// tear none.
const (
	chartColumns  = 16
	chartLines    = 39
	columnWidth   = 7.5
	columnPixels  = 60  // as the library counts them, which is a little more than programs do
	linePixels    = 18  // as the library counts them, which is a little less than programs do
	chartGap      = 12  // pixels between two
	mostInCharts  = 70  // rows whose columns can be distinguished
	mostInHalf    = 16  // rows of a chart that has half the width
	mostSmall     = 150 // charts of units by month
	mostWithMarks = 12  // columns with their figures in them, and with upright names
)

// grid is how many charts a page has beside and below each other.
type grid struct{ across, down int }

// chartSheet is the sheet of charts, page by page, before it is written.
type chartSheet struct {
	b      *book
	name   string
	t      *report.Table
	units  nameColumn
	above  []string
	head   int          // the lines of a page above its charts
	lines  map[int]cell // captions, by line
	grid   grid         // of the page
	places int          // of all pages: those that are taken, in the grid of the last
	pages  int
	charts []figureChart
}

// nameColumn is the column with the names of the rows. It is the last key column of the
// table if no two rows are alike in it; else a column of the sheet of charts, beside what
// is printed, joins all keys.
type nameColumn struct {
	sheet       string
	column, top int
	names       []string
}

// charts writes the sheet of charts: each indicator by unit with its target, and each unit by
// month. They show the cells of the other sheets.
func charts(b *book) error {
	t, say := b.r.Tables[0], b.r.Texts.Say
	if len(t.Columns) == 0 {
		return nil
	}
	months, n := seriesOf(b), len(t.Rows)
	c := &chartSheet{b: b, name: b.names[chartsSheet], t: t, lines: map[int]cell{}}
	c.above = b.above(b.r.Name() + " – " + say("sheet.charts"))
	if n > mostInCharts {
		c.above = append(c.above, report.Fill(say("sheet.crowded"), "n", strconv.Itoa(n), "most", strconv.Itoa(mostInCharts)))
	}
	c.head = len(c.above) + 1
	widths := slices.Repeat([]float64{columnWidth}, chartColumns)
	c.units = c.nameColumn()
	if c.units.sheet == c.name {
		widths = append(widths, columnWidth, 30)
	}
	if n <= mostInCharts {
		for _, g := range newTable(b.r, t).groups {
			c.byUnit(g)
		}
	}
	if months != nil {
		c.byMonth(months)
	}
	return c.write(widths)
}

// nameColumn finds the column of names.
func (c *chartSheet) nameColumn() nameColumn {
	column, telling := tellingKey(c.t)
	own := nameColumn{sheet: c.b.summary[0], column: column, top: c.b.tableTop()}
	if !telling {
		own = nameColumn{sheet: c.name, column: chartColumns + 2, top: 2}
	}
	for _, row := range c.t.Rows {
		name := row.Name()
		if telling {
			name = row.Labels()[column-1]
		}
		own.names = append(own.names, name)
	}
	return own
}

// write writes the lines of the sheet, and where its pages end.
func (c *chartSheet) write(widths []float64) error {
	isOwn := c.units.sheet == c.name
	last := max(c.pages*chartLines, c.head)
	lines := last
	if isOwn {
		lines = max(lines, len(c.units.names)+1)
	}
	s, err := c.b.open(layout{name: c.name, widths: widths, lines: lines, scale: chartScale})
	if err != nil {
		return err
	}
	for _, f := range c.charts {
		s.keep(c.b.addChart(c.name, f))
	}
	for line := 1; line <= lines; line++ {
		row, height := []cell{c.lines[line]}, float64(lineHeight)
		if line <= len(c.above) {
			row[0] = headingCell(line-1, c.above[line-1])
		}
		if line == 1 {
			height = titleHeight
		}
		if isOwn && line <= len(c.units.names)+1 {
			name := cell{c.b.r.Texts.Say("sheet.names"), look{grey: true, bold: true}}
			if line > 1 {
				name = cell{c.units.names[line-2], look{grey: true}}
			}
			row = append(append(row, make([]cell, chartColumns)...), name)
		}
		s.row(height, row...)
	}
	for page := 1; page < c.pages; page++ {
		s.keep(s.stream.InsertPageBreak(at(1, page*chartLines+1)))
	}
	s.keep(c.b.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", Scope: c.name, RefersTo: absolute(c.name, 1, 1, chartColumns, last),
	}))
	return s.close()
}

// tellingKey returns the last key column, and reports whether no two rows are alike in it.
func tellingKey(t *report.Table) (column int, ok bool) {
	seen := map[string]bool{}
	for _, row := range t.Rows {
		label := ""
		if n := len(row.Keys); n > 0 {
			label = row.Keys[n-1].Label
		}
		if seen[label] {
			return 0, false
		}
		seen[label] = true
	}
	return max(len(t.Keys), 1), true
}

// absolute returns a reference that is the same in every cell.
func absolute(sheet string, left, top, right, bottom int) string {
	first, _ := excelize.CoordinatesToCellName(left, top, true)
	last, _ := excelize.CoordinatesToCellName(right, bottom, true)
	if first == last {
		return quoted(sheet) + first
	}
	return quoted(sheet) + first + ":" + last
}

// add puts a chart into the next place of a page. A page has charts of one grid, below a
// caption or "".
func (c *chartSheet) add(g grid, caption string, f figureChart) {
	perPage := g.across * g.down
	if c.grid != g || c.places == perPage || c.caption() != caption {
		c.grid, c.places = g, 0
		c.pages++
		if caption != "" {
			c.lines[c.captionLine()] = cell{caption, look{bold: true}}
		}
	}
	width, height := chartColumns/g.across, (chartLines-c.head)/g.down
	column := c.places%g.across*width + 1
	line := (c.pages-1)*chartLines + c.head + c.places/g.across*height + 1
	c.places++
	f.charts[0].Dimension = excelize.ChartDimension{Width: uint(width*columnPixels - chartGap), Height: uint(height*linePixels - chartGap)}
	f.at = at(column, line)
	c.charts = append(c.charts, f)
}

// captionLine returns the line of the caption of the page.
func (c *chartSheet) captionLine() int {
	if c.pages == 1 {
		return c.head
	}
	return (c.pages-1)*chartLines + 1
}

// caption returns the caption of the page, or "".
func (c *chartSheet) caption() string {
	text, _ := c.lines[c.captionLine()].value.(string)
	return text
}
