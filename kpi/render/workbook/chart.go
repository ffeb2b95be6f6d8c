package workbook

import (
	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// newChart makes what all charts of figures have in common. The axis of figures is from 0,
// and for rates to 100 percent, unless a figure or a target is outside.
func newChart(say func(string) string, title string, plain bool, across string, figures []report.Figure) *excelize.Chart {
	small := excelize.Font{Family: fontName, Size: 9, Color: darkText}
	heading := func(text string, size float64) excelize.ChartTitle {
		if text == "" {
			return excelize.ChartTitle{}
		}
		font := &excelize.Font{Family: fontName, Size: size, Bold: size > 10, Color: darkText}
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: kpi.Printable(text), Font: font}}}
	}
	name, format := "sheet.rate", "0%"
	if plain {
		name, format = "sheet.count", wholeFormat
	}
	chart := &excelize.Chart{
		Title:        heading(title, 12),
		Format:       excelize.GraphicOptions{AltText: kpi.Printable(title), Positioning: "absolute", OffsetX: chartGap / 2, OffsetY: chartGap / 2},
		Legend:       excelize.ChartLegend{Font: &small},
		XAxis:        excelize.ChartAxis{Font: small, Title: heading(across, 9)},
		YAxis:        excelize.ChartAxis{Font: small, Title: heading(say(name), 9), MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: format}},
		VaryColors:   new(false),
		ShowBlanksAs: "gap",
		Border:       excelize.LineOptions{Type: excelize.LineSolid, Fill: ground(lineColour), Width: 0.75},
	}
	below, above := false, plain // a count has no upper end
	for _, f := range figures {
		target, ok := f.Threshold()
		below = below || f.Defined && f.Number() < 0
		above = above || f.Defined && f.Number() > 1 || ok && target > 1
	}
	if below {
		chart.XAxis.TickLabelPosition = excelize.ChartTickLabelLow // else names are in the columns
	} else {
		chart.YAxis.Minimum = new(0.0)
	}
	if !above {
		chart.YAxis.Maximum = new(1.0)
	}
	if !below && !above {
		chart.YAxis.MajorUnit = 0.2
	}
	return chart
}

// The colours of charts by unit.
const (
	unitColour   = "8DB8E0" // light, so that figures can be read on it
	targetColour = "C55A11"
)

// hue is the look of a line, which differs from that of others also in print without colours.
type hue struct {
	colour, symbol string
	dash           excelize.LineDashType
}

// hues returns the looks of lines in the colours of Okabe and Ito, which nobody confuses.
func hues() []hue {
	return []hue{
		{"0072B2", "circle", excelize.LineDashUnset}, {"D55E00", "square", excelize.LineDashUnset},
		{"009E73", "triangle", excelize.LineDashUnset}, {"CC79A7", "diamond", excelize.LineDashUnset},
		{"56B4E9", "circle", excelize.LineDashDash}, {"E69F00", "square", excelize.LineDashDash},
		{"7F7F7F", "triangle", excelize.LineDashDash}, {"8C564B", "diamond", excelize.LineDashDash},
	}
}
