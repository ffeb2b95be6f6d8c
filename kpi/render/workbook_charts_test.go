package render_test

import (
	"encoding/xml"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
)

// chartPart is what a test reads of a chart.
type chartPart struct {
	Titles []string     `xml:"chart>title>tx>rich>p>r>t"`
	Bars   []seriesPart `xml:"chart>plotArea>barChart>ser"`
	Lines  []seriesPart `xml:"chart>plotArea>lineChart>ser"`
	Axis   struct {
		Max  valuePart `xml:"scaling>max"`
		Min  valuePart `xml:"scaling>min"`
		Unit valuePart `xml:"majorUnit"`
		Form struct {
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmt"`
	} `xml:"chart>plotArea>valAx"`
	Blanks valuePart `xml:"chart>dispBlanksAs"`
}

type valuePart struct {
	Val string `xml:"val,attr"`
}

type seriesPart struct {
	Name       referencePart `xml:"tx>strRef"`
	Categories referencePart `xml:"cat>strRef"`
	Values     referencePart `xml:"val>numRef"`
}

// referencePart is a reference with the values that are cached behind it.
type referencePart struct {
	Cells string      `xml:"f"`
	Texts []pointPart `xml:"strCache>pt"`
	Size  valuePart   `xml:"strCache>ptCount"`
	Nums  []pointPart `xml:"numCache>pt"`
	Code  string      `xml:"numCache>formatCode"`
	Count valuePart   `xml:"numCache>ptCount"`
}

type pointPart struct {
	Index string `xml:"idx,attr"`
	Value string `xml:"v"`
}

// String is the reference, the number of its cells, and those that are not blank.
func (r referencePart) String() string {
	text := r.Cells + " " + r.Size.Val + r.Count.Val + " " + r.Code
	for _, p := range slices.Concat(r.Texts, r.Nums) {
		text += " " + p.Index + "=" + p.Value
	}
	return text
}

// chartOf reads a chart of a workbook.
func chartOf(t *testing.T, text, name string) (c chartPart) {
	t.Helper()
	part := partsOf(t, text, "xl/charts/"+name)["xl/charts/"+name]
	if err := xml.Unmarshal([]byte(part), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// Charts show cells of the other sheets, with what these hold for programs that do not
// compute: names, figures, targets as lines, and gaps as gaps.
func TestBookCharts(t *testing.T) {
	r := wholeBook(kpi.English)
	text := rendered(t, "xlsx", r)
	// Four indicators by unit; of two the total and four units by month.
	if n := len(partsOf(t, text, "xl/charts/")); n != 14 {
		t.Fatalf("%d charts", n)
	}
	const months = `'By month'!$D$5:$F$5 3  0=2024-01 1=2024-02 2=2024-03`
	names := "'Summary'!$B$6:$B$9 4 "
	for i, row := range r.Rows {
		names += " " + strconv.Itoa(i) + "=" + kpi.Printable(row.Keys[1].Label)
	}
	for name, want := range map[string][]string{
		"chart1.xml": {"On time of received", "0 1 0.2 0%",
			"'Summary'!$C$5 1  0=Rate", names, "'Summary'!$C$6:$C$9 4 0% 0=0.9939522719843086 1=0.9999431785896926 2=8.100005913004317e-07",
			"'Summary'!$F$5 1  0=Target", names, "'Summary'!$F$6:$F$9 4 0% 0=0.98 1=1"},
		"chart2.xml": {"Resolved late", "0 1.5e+06 500000 #,##0",
			"'Summary'!$H$5 1  0=Count", names, "'Summary'!$H$6:$H$9 4 #,##0 0=93 1=0 3=1.234567e+06"},
		"chart3.xml": {"Deadline cut, axis from -20% to 60%", "-0.2 0.6 0.2 0%",
			"'Summary'!$I$5 1  0=Rate", names, "'Summary'!$I$6:$I$9 4 0% 0=0.47368421052631576 2=-0.05"},
		"chart4.xml": {"Digitised", "0 1 0.2 0%",
			"'Summary (2)'!$C$5 1  0=Rate", names, "'Summary (2)'!$C$6:$C$9 4 0% 0=0.9807126511932004 2=1 3=0",
			"'Summary (2)'!$F$5 1  0=Target", names, "'Summary (2)'!$F$6:$F$9 4 0% 0=0.985 1=0.985"},
		"chart5.xml": {"Total", "0 1 0.2 0%", "'Summary'!$A$10 1  0=Total", months, "'By month'!$D$10:$F$10 3 0% 0=0.5 1=0.9999 2=0"},
		"chart6.xml": {"(district agency)", "0 1 0.2 0%", "'Summary'!$A$10 1  0=Total", months, "'By month'!$D$10:$F$10 3 0% 0=0.5 1=0.9999 2=0",
			"'Summary'!$B$6 1  0=(district agency)", months, "'By month'!$D$6:$F$6 3 0% 0=0.5 2=0"},
	} {
		if got := chartOf(t, text, name).lines(); !slices.Equal(got, want) {
			t.Errorf("%s\n%s, want\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// lines are what a chart has: its titles, its axis, and of each series the name, the
// categories and the values.
func (c chartPart) lines() []string {
	a := c.Axis
	lines := []string{strings.Join(c.Titles, ", "), strings.Join([]string{a.Min.Val, a.Max.Val, a.Unit.Val, a.Form.Code}, " ")}
	for _, s := range slices.Concat(c.Bars, c.Lines) {
		lines = append(lines, s.Name.String(), s.Categories.String(), s.Values.String())
	}
	return lines
}

// Every chart has the values of all cells that it shows, whatever they are, and gaps stay
// gaps.
func TestBookChartsAreCached(t *testing.T) {
	text := rendered(t, "xlsx", wholeBook(kpi.Vietnamese))
	f := opened(t, text)
	for name := range partsOf(t, text, "xl/charts/") {
		c := chartOf(t, text, strings.TrimPrefix(name, "xl/charts/"))
		if c.Blanks.Val != "gap" || len(c.Bars)+len(c.Lines) == 0 {
			t.Errorf("%s shows blanks as %q in %d series", name, c.Blanks.Val, len(c.Bars)+len(c.Lines))
		}
		for _, s := range slices.Concat(c.Bars, c.Lines) {
			for _, r := range []referencePart{s.Name, s.Categories, s.Values} {
				wantCached(t, f, name, r)
			}
		}
	}
}

// wantCached compares what is cached of a reference with its cells.
func wantCached(t *testing.T, f *excelize.File, name string, r referencePart) {
	t.Helper()
	quoted, area, _ := strings.Cut(r.Cells, "!")
	sheet := strings.ReplaceAll(strings.Trim(quoted, "'"), "''", "'")
	first, last, isArea := strings.Cut(strings.ReplaceAll(area, "$", ""), ":")
	if !isArea {
		last = first
	}
	left, top, err := excelize.CellNameToCoordinates(first)
	right, bottom, err2 := excelize.CellNameToCoordinates(last)
	if err != nil || err2 != nil {
		t.Fatalf("%s refers to %s", name, r.Cells)
	}
	held := map[string]string{}
	for _, p := range slices.Concat(r.Texts, r.Nums) {
		held[p.Index] = p.Value
	}
	n := 0
	for y := top; y <= bottom; y++ {
		for x := left; x <= right; x++ {
			h := heldAt(t, f, sheet, cellAt(t, x, y))
			got, isHeld := held[strconv.Itoa(n)]
			isNumber := h.kind != excelize.CellTypeInlineString && h.raw != ""
			switch {
			case r.Count.Val == "" && got != h.raw, r.Count.Val != "" && isHeld != isNumber:
				t.Errorf("%s: %s %s holds %q, and %q is cached", name, sheet, cellAt(t, x, y), h.raw, got)
			case isNumber:
				value, err := strconv.ParseFloat(got, 64)
				if cell := h.number(t); err != nil || math.Abs(value-cell) > 1e-14*math.Abs(cell) {
					t.Errorf("%s: %s %s holds %q, and %q is cached", name, sheet, cellAt(t, x, y), h.raw, got)
				}
			}
			n++
		}
	}
	if size := r.Size.Val + r.Count.Val; size != strconv.Itoa(n) {
		t.Errorf("%s: %s has %d cells, and %s are cached", name, r.Cells, n, size)
	}
}

// Where no key column differs in all rows, the sheet of charts has a column that does, beside
// what is printed. Every page ends with a break; too many rows have a chart of their total.
func TestBookChartNames(t *testing.T) {
	r := wholeBook(kpi.English)
	r.Rows[1].Keys[1].Label = r.Rows[0].Keys[1].Label
	text := rendered(t, "xlsx", r)
	f := opened(t, text)
	if got := heldAt(t, f, "Charts", "R2").raw; got != "Tràng Định / (district agency)" {
		t.Errorf("the name %q", got)
	}
	area := ""
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" {
			area = n.RefersTo
		}
	}
	// Four charts by unit on a page, then five by month of each of two indicators.
	if area != "'Charts'!$A$1:$P$117" {
		t.Errorf("printed is %s", area)
	}
	breaks := 0
	for _, sheet := range partsOf(t, text, "xl/worksheets/sheet") {
		if strings.Contains(sheet, `<brk id="39"`) && strings.Contains(sheet, `<brk id="78"`) {
			breaks++
		}
	}
	if got := heldAt(t, f, "Charts", "A40").raw; breaks != 1 || got != "On time of received – by month (grey line: the total)" {
		t.Errorf("%d sheets have breaks; the second page is %q", breaks, got)
	}
	for range 17 {
		r.Rows = append(r.Rows, r.Rows[:4]...)
	}
	text = rendered(t, "xlsx", r)
	rows, err := opened(t, text).GetRows("Charts")
	if err != nil || !strings.Contains(rows[2][0], "72 rows") || !strings.Contains(rows[2][0], "--unit") || len(partsOf(t, text, "xl/charts/")) != 2 {
		t.Errorf("%v: %q", err, rows)
	}
}
