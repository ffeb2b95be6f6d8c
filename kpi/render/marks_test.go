package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// doubtful is a report with a rate above 100 percent of a small denominator, with one of
// enough dossiers, and with a small total.
func doubtful() *report.Document {
	table := &report.Table{By: []kpi.Dimension{kpi.ByDistrict}, Keys: []string{"Huyện"}, TotalLabel: "Tổng cộng",
		Columns: []report.Column{{ID: "on_time", Label: "Đúng hạn"}},
		Rows: []report.Row{
			{Keys: []report.Key{key("Bắc Sơn")}, Cells: cells(rate(22, 20, "110.000000", "110.0"))},
			{Keys: []report.Key{key("Văn Lãng")}, Cells: cells(rate(35, 40, "87.500000", "87.5"))},
		},
		Total: report.Row{Cells: cells(rate(28, 29, "96.551724", "96.6"))},
	}
	table.Rows[0].Cells[0].Mark, table.Total.Cells[0].Mark = "!°", "°"
	texts := textsIn(kpi.Vietnamese)
	return &report.Document{Machine: report.Machine{Schema: "kpi.report/1"}, Title: "Kỳ 06/2024", Tables: []*report.Table{table}, Reading: report.Reading{Marks: texts.Marks(table)}, Texts: texts,
		Evidence: report.Evidence{Findings: func(func(report.Message) bool) {},
			Districts: []report.District{{Row: table.Rows[0]}, {Row: table.Rows[1]}}}}
}

// The marks of doubtful rates are behind them in every format for people, with their legend.
func TestMarksOfDoubt(t *testing.T) {
	outside, small := "! Ngoài khoảng 0 đến 100%", "° Mẫu số nhỏ hơn 30"
	for name, wants := range map[string][]string{
		"table":    {"110,0%!°", "87,5%  ", "96,6%°"},
		"markdown": {"110,0%!° (22/20)", "87,5% (35/40)", "96,6%° (28/29)"},
		"html": {`<td data-n="22" data-d="20"><b>110,0%!°</b>`, `<b>87,5%</b>`, `<span class="value">96,6%°</span>`, // the table and the total
			`<span class="value">110,0%!°</span> <span class="fraction">22/20`, `<td class="n ">110,0%!°</td>`}, // the district and the chart
		"svg": {">110,0%!°</text>", ">87,5%</text>", ">96,6%°</text>"},
	} {
		var b bytes.Buffer
		if err := render.Formats(render.Screen{}, name)[0].Render(&b, doubtful()); err != nil {
			t.Fatal(err)
		}
		for _, want := range append(wants, outside, small) {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: no %q in\n%s", name, want, b.String())
			}
		}
	}
	var b bytes.Buffer
	if err := render.Formats(render.Screen{}, "xlsx")[0].Render(&b, doubtful()); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, row := range rows {
		text.WriteString(strings.Join(row, "|") + "\n")
	}
	for _, want := range []string{"Bắc Sơn|110.0%!°|22|20\n", "Văn Lãng|87.5%|35|40\n", "Tổng cộng|96.6%°|28|29\n", outside, small} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("xlsx: no %q in\n%s", want, text.String())
		}
	}
}

// The header of the ranks takes lines like any other.
func TestRankHeader(t *testing.T) {
	d := doubtful()
	d.Tables[0].RankLabel = "Hạng theo Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết)"
	var b bytes.Buffer
	if err := render.Formats(render.Screen{}, "table")[0].Render(&b, d); err != nil || !strings.Contains(b.String(), "│  Hạng theo Tỷ │") {
		t.Error(b.String(), err)
	}
}
