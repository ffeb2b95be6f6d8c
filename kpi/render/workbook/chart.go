package workbook

import (
	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Letters of charts of 10 points are 8 points high where the sheet is printed.
const (
	chartLetters = 10
	chartScale   = 85 // percent
)

// newChart makes what all charts of figures have in common. A chart whose axis does not begin
// at 0 has a note of it below its title.
func newChart(texts report.Texts, title, across string, a axis) *excelize.Chart {
	small := excelize.Font{Family: fontName, Size: chartLetters, Color: darkText}
	chart := &excelize.Chart{
		Title:        chartTitle(chartLetters+1, title, a.note(texts)),
		Format:       excelize.GraphicOptions{AltText: kpi.Printable(title), Positioning: "absolute", OffsetX: chartGap / 2, OffsetY: chartGap / 2},
		Legend:       excelize.ChartLegend{Font: &small, Position: "none"},
		XAxis:        excelize.ChartAxis{Font: small, Title: chartTitle(0, "", across)},
		YAxis:        excelize.ChartAxis{Font: small, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: a.format()}},
		VaryColors:   new(false),
		ShowBlanksAs: "gap",
		Border:       excelize.LineOptions{Type: excelize.LineSolid, Fill: ground(lineColour), Width: 0.75},
	}
	chart.YAxis.Minimum, chart.YAxis.Maximum, chart.YAxis.MajorUnit = a.share(a.from), a.share(a.to), *a.share(a.step)
	if a.from < 0 {
		chart.XAxis.TickLabelPosition = excelize.ChartTickLabelLow // else names are in the columns
	}
	return chart
}

// chartTitle makes a title of two lines, of which the second is small; each may be "".
func chartTitle(size float64, title, below string) (t excelize.ChartTitle) {
	for _, run := range []excelize.RichTextRun{
		{Text: title, Font: &excelize.Font{Family: fontName, Size: size, Bold: true, Color: darkText}},
		{Text: below, Font: &excelize.Font{Family: fontName, Size: chartLetters, Color: darkText}},
	} {
		if run.Text = kpi.Printable(run.Text); run.Text != "" {
			t.Paragraph = append(t.Paragraph, run)
		}
	}
	return t
}

// The colours of charts: a column is light, so that its figure can be read on it.
const (
	unitColour   = "8DB8E0"
	lineOfUnit   = "0072B2"
	lineOfTotal  = "9AA5B1"
	targetColour = "C55A11"
)
