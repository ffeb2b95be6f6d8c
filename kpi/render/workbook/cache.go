package workbook

import (
	"encoding/xml"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// cells are the cells that charts show, by their references: what programs have of a chart
// that do not compute, such as previews.
type cells map[string]cached

// cached is the values of cells, a text each or a number; a blank cell, and one whose text is
// no number, is nil.
type cached struct {
	values []any
	format string // of numbers
}

// texts notes the texts of cells from one to another, and returns their reference.
func (c cells) texts(sheet string, left, top, right, bottom int, texts ...string) string {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	ref := absolute(sheet, left, top, right, bottom)
	c[ref] = cached{values: values}
	return ref
}

// figures notes the figures of cells from one to another, and returns their reference.
func (c cells) figures(sheet string, left, top, right, bottom int, format string, figures []report.Figure) string {
	values := make([]any, len(figures))
	for i, f := range figures {
		if f.Defined {
			values[i] = f.Number()
		}
	}
	ref := absolute(sheet, left, top, right, bottom)
	c[ref] = cached{values, format}
	return ref
}

// reference is a reference of a chart, and the numbers behind it that the library leaves out.
var reference = regexp.MustCompile(`<f>([^<]*)</f>(<numCache>.*?</numCache>)?`)

// fill puts what cells hold behind the references of a chart.
func (c cells) fill(chart []byte) []byte {
	return reference.ReplaceAllFunc(chart, func(found []byte) []byte {
		m := reference.FindSubmatch(found)
		held, ok := c[html.UnescapeString(string(m[1]))]
		if !ok {
			return found
		}
		var b strings.Builder
		name := "strCache"
		b.WriteString("<f>" + string(m[1]) + "</f>")
		if m[2] != nil {
			name = "numCache"
		}
		b.WriteString("<" + name + ">")
		if m[2] != nil {
			b.WriteString("<formatCode>" + html.EscapeString(held.format) + "</formatCode>")
		}
		fmt.Fprintf(&b, `<ptCount val="%d"/>`, len(held.values))
		for i, value := range held.values {
			var text string
			switch v := value.(type) {
			case nil:
				continue
			case string:
				text = v
			case float64:
				text = strconv.FormatFloat(v, 'g', -1, 64)
			}
			fmt.Fprintf(&b, `<pt idx="%d"><v>`, i)
			_ = xml.EscapeText(&b, []byte(text)) // a builder takes all
			b.WriteString("</v></pt>")
		}
		b.WriteString("</" + name + ">")
		return []byte(b.String())
	})
}

// figureChart is a chart, with others that are drawn into it, and the cells that they show.
type figureChart struct {
	at     string // its place on a sheet
	shown  cells
	charts []*excelize.Chart
}

// addChart adds a chart to a sheet, with what the cells hold that it shows.
func (b *book) addChart(sheet string, c figureChart) error {
	if err := b.f.AddChart(sheet, c.at, c.charts[0], c.charts[1:]...); err != nil {
		return err
	}
	b.charts++
	part := fmt.Sprintf("xl/charts/chart%d.xml", b.charts)
	data, ok := b.f.Pkg.Load(part)
	if !ok {
		return fmt.Errorf("the workbook lacks its chart %s", part)
	}
	b.f.Pkg.Store(part, c.shown.fill(data.([]byte)))
	return nil
}
