package render

import (
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// leanRows is how many rows a table has at most whose cells have bars: a table of tens
// of thousands is searched, not looked at.
const leanRows = 2000

// pageTable is the table of a report, or of a part of it. Name is that of the part.
type pageTable struct {
	ID, Name, Caption string
	Legend            string // how to read it, where it is not that of all tables
	Two               bool   // two columns of keys stay in sight
	Keys              []pageKey
	Columns           []pageColumn
	Rank              string // header of the ranks, where rows have them
	Rows              []pageRow
	Total             pageRow
	Span              int    // of the label of the total
	TargetWord        string // before a target in a header
	Targets           bool   // a bar has the mark of one
}

// pageKey is a cell of a key column, or its header. Class says how it stays in sight;
// Order is what it is sorted by where that is not its label.
type pageKey struct{ Label, Class, Order string }

// pageColumn is the header of an indicator, with the target where all rows have one.
type pageColumn struct{ Label, Target string }

// pageRow is one group.
type pageRow struct {
	Keys  []pageKey
	Rank  string
	Cells []pageCell
}

// pageCell is a figure. Num and Den are the exact fraction that it is sorted by.
type pageCell struct {
	Defined        bool
	Value          string // or why there is none
	Fraction       string
	Num, Den       string
	Class          string // of the verdict
	Mark, Judgment string
	Target         string // where the header does not say it
	Bar            *pageBar
}

// pageBar is a bar in a picture that is 100 wide.
type pageBar struct{ X, Width, Target string }

// pageTables are the table of a report and those of its parts.
func pageTables(r *report.Report) []pageTable {
	if len(r.Columns) == 0 {
		return pagePoints(r, "table", "")
	}
	tables := append([]pageTable{newPageTable(r, "table", "")}, pagePoints(r, "points", "")...)
	for i, part := range r.Parts {
		n := strconv.Itoa(i + 1)
		tables = append(tables, newPageTable(part.Report, "table-"+n, part.Name))
		tables = append(tables, pagePoints(part.Report, "points-"+n, part.Name+" – ")...)
	}
	return tables
}

// pagePoints is the table of points of a report, if it has one.
func pagePoints(r *report.Report, id, name string) []pageTable {
	if r.Points == nil {
		return nil
	}
	t := newPageTable(r.PointsTable(), id, name+r.Points.Title)
	t.Legend = whole(r.Points.Legend)
	return []pageTable{t}
}

func newPageTable(r *report.Report, id, name string) pageTable {
	t := pageTable{ID: id, Name: named(name), Two: len(r.Keys) == 2, Span: max(len(r.Keys), 1), TargetWord: r.Say("in-line.target")}
	if t.Caption = r.Say("page.table") + " – " + whole(r.Title); name != "" {
		t.Caption += " – " + t.Name
	}
	t.Keys, t.Rank = pageKeys(r, nil), named(r.RankLabel)
	axes := make([]*pageAxis, len(r.Columns))
	for i, c := range r.Columns {
		figures := report.Figures(r.All(), i)
		t.Columns = append(t.Columns, pageColumn{named(c.Label), percent(oneTarget(figures), c.Plain, r.Lang)})
		if len(r.Rows) <= leanRows && !c.Plain {
			axis := barAxis(figures, false)
			axes[i] = &axis
			t.Targets = t.Targets || slices.ContainsFunc(figures, func(f report.Figure) bool { return f.Defined && f.Target != "" })
		}
	}
	for _, row := range r.Rows {
		t.Rows = append(t.Rows, pageRow{pageKeys(r, row.Keys), row.RankText(), t.cells(r, row, axes)})
	}
	t.Total = pageRow{[]pageKey{{Label: named(r.TotalLabel)}}, "", t.cells(r, r.Total, axes)}
	return t
}

// cells are the figures of a row, with bars in the columns that have an axis.
func (t *pageTable) cells(r *report.Report, row report.Row, axes []*pageAxis) []pageCell {
	cells := make([]pageCell, len(row.Figures))
	for i, f := range row.Figures {
		cells[i] = newPageCell(r, f)
		if t.Columns[i].Target == "" {
			cells[i].Target = ownTarget(r, f)
		}
		if f.Defined && axes[i] != nil {
			cells[i].Bar = axes[i].bar(f)
		}
	}
	return cells
}

// pageKeys are the key cells of a row, or their headers. One or two stay in sight where
// the table is moved sideways; of more only the smallest unit.
func pageKeys(r *report.Report, keys []report.Key) []pageKey {
	if len(r.Keys) == 0 {
		return []pageKey{{Class: "k1"}}
	}
	all := make([]pageKey, len(r.Keys))
	smallest := max(slices.Index(r.By, kpi.ByDistrict), slices.Index(r.By, kpi.ByCommune), 0)
	for i := range all {
		if all[i].Label = named(r.Keys[i]); i < len(keys) {
			all[i].Label = named(keys[i].Label)
			if r.By[i] == kpi.ByPeriod {
				all[i].Order = named(keys[i].Value)
			}
		}
		switch n := len(all); {
		case n <= 2:
			all[i].Class = "k" + strconv.Itoa(i+1)
		case i == smallest:
			all[i].Class = "k1"
		}
	}
	return all
}

// newPageCell is a figure as a page writes it.
func newPageCell(r *report.Report, f report.Figure) pageCell {
	if !f.Defined {
		return pageCell{Value: named(f.NA)}
	}
	c := pageCell{
		Defined: true, Value: percent(f.Shown, f.Ratio.Plain, r.Lang), Num: strconv.FormatInt(f.Ratio.Num, 10), Den: strconv.FormatInt(f.Ratio.Den, 10),
		Class: f.Verdict.String(), Mark: f.Mark(), Judgment: named(f.Judgment),
	}
	if f.Earned.Most != "" {
		exact := f.Earned.Points.Exact()
		c.Value, c.Num, c.Den = f.In(r.Lang), exact.Num().String(), exact.Denom().String()
		return c
	}
	if f.Ratio.Plain {
		c.Den = strconv.FormatInt(max(f.Ratio.Scale, 1), 10)
		return c
	}
	c.Fraction = f.Fraction(r.Lang)
	if f.Ratio.Den < 0 { // a fraction is sorted by its numerator times the other's denominator
		c.Num, c.Den = strconv.FormatInt(-f.Ratio.Num, 10), strconv.FormatInt(-f.Ratio.Den, 10)
	}
	return c
}

// ownTarget writes the target of a figure whose column has several.
func ownTarget(r *report.Report, f report.Figure) string {
	if !f.Defined || f.Target == "" {
		return ""
	}
	return r.Say("in-line.target") + " " + percent(f.Target, f.Ratio.Plain, r.Lang)
}

// percent writes a number as a language does, with its sign where it is a rate.
func percent(number string, plain bool, lang kpi.Lang) string {
	if number == "" || plain {
		return report.Localise(number, lang)
	}
	return report.Localise(number, lang) + "%"
}

// oneTarget returns the target of all figures, or "" where they have none or several.
func oneTarget(figures []report.Figure) string {
	if slices.ContainsFunc(figures, func(f report.Figure) bool { return f.Target != figures[0].Target }) {
		return ""
	}
	return figures[0].Target
}
