package page

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// leanRows is the most rows of a table whose cells have bars and open on more than their
// definition: a table of tens of thousands is searched, not looked at.
const leanRows = report.MostOverTime

// table is the table of a report, or of a part of it. Name is that of the part. Some columns
// of one for paper have no ID: they are not sorted.
type table struct {
	ID, Name, Caption string
	Legend            string // how to read it, where it is not that of all tables
	Keys              []key  // the headers
	Columns           []column
	Rank              string // header of the ranks, where rows have them
	Rows              []tableRow
	Folded            template.HTML // the rows behind these, as data for the script
	Total             tableRow
	Sheets            []table // the same for paper, where it is too wide for it: some columns each
}

// key is a cell of a key column, or its header. Class is the style that keeps it in sight;
// Order is what it is sorted by where that is not its label. On a narrow screen only the
// smallest unit has a column: Of is what the others have.
type key struct {
	Label, Class, Order, Of string
	Other                   bool // not the smallest unit
}

// column is the header of an indicator, with the target where all rows have one.
type column struct{ Label, Target string }

// longRows is the most rows of a table that has its bars on paper too.
const longRows = 15

// Long reports whether a table has more rows than that.
func (t table) Long() bool { return len(t.Rows) > longRows }

// hasTargets reports whether a bar has the mark of a target.
func (t table) hasTargets() bool {
	return slices.ContainsFunc(append(slices.Clone(t.Rows), t.Total), func(row tableRow) bool {
		return slices.ContainsFunc(row.Cells, func(c cell) bool { return c.Bar != nil && c.Bar.Target != "" })
	})
}

// tableRow is one group.
type tableRow struct {
	Keys  []key
	Rank  string
	Cells []cell
	ID    string // under which its figures are opened; "" where they are not
}

// cell is a figure. Num and Den are the exact fraction that it is sorted by.
type cell struct {
	Defined        bool
	Value          string // or why there is none
	Fraction       string
	Num, Den       string
	Class          string // of the verdict
	Mark, Judgment string
	Target         string // where the header does not have it
	Bar            *bar
}

// bar is a bar in a picture that is 100 wide.
type bar struct{ X, Width, Target string }

// tablesOf returns the tables of a report that have columns.
func tablesOf(r *report.Document) (tables []table) {
	for _, t := range r.Tables {
		if len(t.Columns) == 0 {
			continue
		}
		id := "table"
		if t.IsPoints() && len(tables) > 0 {
			id = "points"
		}
		if t.Part > 0 {
			id += "-" + strconv.Itoa(t.Part)
		}
		tables = append(tables, newTable(r, t, id))
	}
	return tables
}

// rowID names a row of a table of indicators; that behind the last is the total.
func rowID(t *report.Table, row int) string {
	switch {
	case t.IsPoints():
		return ""
	case row == len(t.Rows):
		return strconv.Itoa(t.Part) + "-t"
	}
	return strconv.Itoa(t.Part) + "-" + strconv.Itoa(row)
}

func newTable(r *report.Document, of *report.Table, id string) table {
	t := table{ID: id, Name: named(of.Name), Legend: sentence(of.Legend), Keys: keysOf(of, nil), Rank: named(of.RankLabel)}
	if t.Caption = r.Texts.Say("page.table") + " – " + sentence(r.Title); of.Name != "" {
		t.Caption += " – " + t.Name
	}
	all, axes := of.All(), make([]*axis, len(of.Columns))
	for i, c := range of.Columns {
		figures := report.Figures(all, i)
		t.Columns = append(t.Columns, column{named(c.Label), report.Percent(oneTarget(figures), c.Plain, r.Texts.Lang)})
		if len(of.Rows) <= leanRows && !c.Plain {
			axis := barAxis(figures, false)
			axes[i] = &axis
		}
	}
	folded := newFolder(r, len(of.Rows), "page.folded", "")
	for n, row := range of.Rows {
		made := tableRow{keysOf(of, row.Keys), row.RankText(), t.cells(r, row, axes), rowID(of, n)}
		if folded.takes(n) {
			folded.add(made.folded(t.Rank != ""))
		} else {
			t.Rows = append(t.Rows, made)
		}
	}
	t.Folded = folded.element()
	t.Total = tableRow{totalKeys(t.Keys, named(of.TotalLabel)), "", t.cells(r, of.Total, axes), rowID(of, len(of.Rows))}
	t.Sheets = sheetsOf(t)
	return t
}

// totalKeys returns the key cells of the total. Its label is in the cell that stays in sight,
// and on a narrow screen in that of the smallest unit.
func totalKeys(headers []key, label string) []key {
	keys := make([]key, len(headers))
	for i, h := range headers {
		switch keys[i].Class, keys[i].Other = h.Class, h.Other; {
		case h.Class == "k1":
			keys[i].Label = label
		case !h.Other:
			keys[i].Of = label
		}
	}
	return keys
}

// paperColumns is the most indicators of a table on a printed page.
const paperColumns = 9

// sheetsOf divides the columns of a table that is too wide for paper among several, as
// evenly as possible; none where it fits, and none of rows that are data: thousands are not
// printed several times.
func sheetsOf(t table) (sheets []table) {
	n := (len(t.Columns) + paperColumns - 1) / paperColumns
	if n < 2 || t.isFolded() {
		return nil
	}
	for i := range n {
		from, to := i*len(t.Columns)/n, (i+1)*len(t.Columns)/n
		cut := func(row tableRow) tableRow {
			row.Cells, row.ID = withoutBars(row.Cells[from:to]), ""
			return row
		}
		sheet := t
		sheet.Columns, sheet.Rows, sheet.Total = t.Columns[from:to], nil, cut(t.Total)
		for _, row := range t.Rows {
			sheet.Rows = append(sheet.Rows, cut(row))
		}
		sheet.Name = strconv.Itoa(i+1) + "/" + strconv.Itoa(n)
		sheet.ID, sheet.Caption = "", t.Caption+" – "+sheet.Name
		sheets = append(sheets, sheet)
	}
	return sheets
}

// cells returns the figures of a row, with bars in the columns that have an axis.
func (t *table) cells(r *report.Document, row report.Row, axes []*axis) []cell {
	cells := make([]cell, len(row.Cells))
	for i := range row.Cells {
		f := row.Figure(i)
		cells[i] = markedCell(r, row.Cells[i])
		if t.Columns[i].Target == "" {
			cells[i].Target = ownTarget(r, f)
		}
		if f.Defined && axes[i] != nil {
			cells[i].Bar = axes[i].bar(f)
		}
	}
	return cells
}

// keysOf returns the key cells of a row, or their headers. One or two stay in sight where
// the table is moved sideways; of more only the smallest unit.
func keysOf(t *report.Table, keys []report.Key) []key {
	if len(t.Keys) == 0 {
		return []key{{Class: "k1"}}
	}
	var others []string
	all := make([]key, len(t.Keys))
	smallest := max(slices.Index(t.By, kpi.ByDistrict), slices.Index(t.By, kpi.ByCommune), 0)
	for i := range all {
		if all[i].Label = named(t.Keys[i]); i < len(keys) {
			all[i].Label = named(keys[i].Label)
			if t.By[i] == kpi.ByPeriod {
				all[i].Order = named(keys[i].Value)
			}
		}
		switch n := len(all); {
		case n <= 2:
			all[i].Class = "k" + strconv.Itoa(i+1)
		case i == smallest:
			all[i].Class = "k1"
		}
		if all[i].Other = i != smallest; all[i].Other && len(keys) > 0 {
			others = append(others, all[i].Label)
		}
	}
	all[smallest].Of = strings.Join(others, " · ")
	return all
}

// markedCell returns the figure of a cell with the marks of doubt behind it.
func markedCell(r *report.Document, of report.Cell) cell {
	c := newCell(r, *of.Figure)
	c.Value += of.Mark
	return c
}

// newCell returns a figure as a page writes it.
func newCell(r *report.Document, f report.Figure) cell {
	if !f.Defined {
		return cell{Value: named(f.NA)}
	}
	c := cell{
		Defined: true, Value: report.Percent(f.Shown, f.Ratio.Plain, r.Texts.Lang), Num: strconv.FormatInt(f.Ratio.Num, 10), Den: strconv.FormatInt(f.Ratio.Den, 10),
		Class: f.Verdict.String(), Mark: f.Mark(), Judgment: named(f.Judgment),
	}
	if f.Earned != nil {
		exact := f.Earned.Points.Exact()
		c.Value, c.Num, c.Den = f.In(r.Texts.Lang), exact.Num().String(), exact.Denom().String()
		return c
	}
	if f.Ratio.Plain {
		c.Den = strconv.FormatInt(max(f.Ratio.Scale, 1), 10)
		return c
	}
	c.Fraction = f.Fraction(r.Texts.Lang)
	if f.Ratio.Den < 0 { // a fraction is sorted by its numerator times the other's denominator
		c.Num, c.Den = strconv.FormatInt(-f.Ratio.Num, 10), strconv.FormatInt(-f.Ratio.Den, 10)
	}
	return c
}

// ownTarget writes the target of a figure whose column has several.
func ownTarget(r *report.Document, f report.Figure) string {
	if !f.Defined || f.Target == "" {
		return ""
	}
	return r.Texts.Say("in-line.target") + " " + report.Percent(f.Target, f.Ratio.Plain, r.Texts.Lang)
}

// oneTarget returns the target of all figures, or "" where they have none or several.
func oneTarget(figures []report.Figure) string {
	if slices.ContainsFunc(figures, func(f report.Figure) bool { return f.Target != figures[0].Target }) {
		return ""
	}
	return figures[0].Target
}
