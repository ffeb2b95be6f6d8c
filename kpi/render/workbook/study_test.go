package workbook

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Marks are part of the format of a number, in each of its parts: the cell stays a number.
func TestMarksOfNumbers(t *testing.T) {
	for _, tt := range []struct{ format, before, behind, want string }{
		{"0.0%", "", "", "0.0%"}, {"0.0%", "", "°", `0.0%"°"`}, {"0.0%", "✗ ", "*°", `"✗ "0.0%"*°"`},
		{"+0.0;-0.0;0.0", "", "†", `+0.0"†";-0.0"†";0.0"†"`}, {`">99,9%";">99,9%"`, "✓ ", "", `"✓ "">99,9%";"✓ "">99,9%"`},
	} {
		if got := withMark(tt.format, tt.before, tt.behind); got != tt.want {
			t.Errorf("%s with %q and %q: %s, want %s", tt.format, tt.before, tt.behind, got, tt.want)
		}
	}
}

// names are texts that are their names.
type names struct{ report.Words }

func (names) Text(name string, _ kpi.Lang) string { return name }

// studied is a table of some units with their figures in two periods, which are in a sheet S.
func studied(units int, isTrend, plain bool) (studyTable, *report.Document) {
	figures := []report.Figure{
		{Defined: true, Ratio: kpi.Ratio{Num: 91, Den: 100, Scale: 1, Plain: plain}}, {Defined: true, Ratio: kpi.Ratio{Num: 94, Den: 100, Scale: 1, Plain: plain}},
	}
	of := &report.Table{Keys: []string{"Unit"}, Columns: []report.Column{{Plain: plain}, {Plain: plain}, {Kind: report.ChangeColumn}}}
	row := report.Row{Cells: []report.Cell{{Figure: &figures[1]}, {Figure: &figures[0]}, {}}}
	if isTrend {
		of.Months = []report.Key{{Label: "11/2024"}, {Label: "12/2024"}}
		of.Columns = append([]report.Column{{Kind: report.BarsColumn}}, of.Columns...)
		row.Cells, row.Series = append([]report.Cell{{}}, row.Cells...), [][]report.Figure{figures}
	}
	for n := range units {
		row.Keys = []report.Key{{Label: strings.Repeat("u", n+1)}}
		of.Rows = append(of.Rows, row)
	}
	of.Total = row
	return studyTable{of, "S", "On time", 1, 5}, &report.Document{Texts: report.Texts{Words: names{}, Lang: kpi.English}}
}

// seriesOfChart writes the names and the values of a chart.
func seriesOfChart(chart *excelize.Chart) string {
	var all []string
	for _, s := range chart.Series {
		all = append(all, s.Name+" "+s.Values)
	}
	return strings.Join(all, ", ")
}

// The chart of a trend has the total and the first eight units over the periods, drawn from the
// right, where the latest is; the total of counts is left out.
func TestChartOfTrend(t *testing.T) {
	table, r := studied(2, true, false)
	chart := table.lines(r, cells{})
	if got, want := seriesOfChart(chart), "'S'!$A$7 'S'!$B$7:$C$7, 'S'!$A$5 'S'!$B$5:$C$5, 'S'!$A$6 'S'!$B$6:$C$6"; got != want || !chart.XAxis.ReverseOrder || chart.Series[0].Categories != "'S'!$B$4:$C$4" {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if low, high := *chart.YAxis.Minimum, *chart.YAxis.Maximum; low != 0.91 || high != 0.94 {
		t.Errorf("axis from %v to %v", low, high)
	}
	table, r = studied(20, true, false)
	if n := len(table.lines(r, cells{}).Series); n != 1+mostLines {
		t.Errorf("%d lines of 20 units", n)
	}
	table, r = studied(3, true, true)
	if got := seriesOfChart(table.lines(r, cells{})); strings.Contains(got, "$8") {
		t.Errorf("the total of counts is drawn: %s", got)
	}
}

// The chart of a comparison has the old figures before the new: dots of rates, columns of
// counts.
func TestChartOfComparison(t *testing.T) {
	for plain, want := range map[bool]excelize.ChartType{false: excelize.Line, true: excelize.Col} {
		table, r := studied(2, false, plain)
		chart := table.columns(r, cells{})
		if got := seriesOfChart(chart); got != "'S'!$C$4 'S'!$C$5:$C$6, 'S'!$B$4 'S'!$B$5:$B$6" || chart.Type != want {
			t.Errorf("plain %v: type %v, %s", plain, chart.Type, got)
		}
	}
	table, r := studied(0, false, false)
	if table.columns(r, cells{}) != nil {
		t.Error("a chart of no unit")
	}
}
