package picture_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/golang/freetype/truetype"
	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
)

// texts returns the texts of the catalogue in Vietnamese.
func texts() report.Texts {
	c, err := catalog.Load()
	if err != nil {
		panic(err) // its own tests show why
	}
	return report.Texts{Words: c.Messages, Lang: kpi.Vietnamese}
}

// key is a cell of a key column that people and programs read alike.
func key(name string) report.Key { return report.Key{Value: name, Label: name} }

// cells returns the cells of a row with a figure.
func cells(f report.Figure) []report.Cell { return []report.Cell{{Figure: &f}} }

// pictured is a report of an indicator by district.
func pictured(figures ...report.Figure) *report.Document {
	table := &report.Table{
		By: []kpi.Dimension{kpi.ByDistrict}, TotalLabel: "Tổng cộng", Total: report.Row{Cells: cells(unknown())},
		Columns: []report.Column{{Label: "Đúng hạn", Plain: slices.ContainsFunc(figures, func(f report.Figure) bool { return f.Ratio.Plain })}},
	}
	for i, f := range figures {
		table.Rows = append(table.Rows, report.Row{Keys: []report.Key{key(fmt.Sprintf("Xã %d", i))}, Cells: cells(f)})
	}
	return &report.Document{Schema: "kpi.report/1", Title: "Kỳ báo cáo 06/2024", Tables: []*report.Table{table}, Texts: texts()}
}

// overTime is a report of some groups over months, whose rates fall by a point.
func overTime(groups, months int) *report.Document {
	r := pictured()
	r.Tables[0].By = append(r.Tables[0].By, kpi.ByPeriod)
	for g := range groups {
		for m := range months {
			month := kpi.NewMonth(2024, 1) + kpi.Month(m)
			r.Tables[0].Rows = append(r.Tables[0].Rows, report.Row{
				Keys:  []report.Key{key(fmt.Sprintf("Huyện %d", g)), key(month.String())},
				Group: kpi.Group{Period: kpi.Period{From: month, To: month}},
				Cells: cells(share(int64(990-10*m-g), 1000)),
			})
		}
	}
	return r
}

func share(num, den int64) report.Figure {
	ratio := kpi.Ratio{Num: num, Den: den, Scale: 1}
	return report.Figure{Defined: true, Ratio: ratio, Shown: ratio.Shown(1)}
}

// plain is a figure of a count.
func plain(count int64) report.Figure {
	return report.Figure{Defined: true, Ratio: kpi.Ratio{Num: count, Plain: true, Scale: 1}, Shown: strconv.FormatInt(count, 10)}
}

// judged gives a figure a target and its verdict.
func judged(f report.Figure, target string, v kpi.Verdict) report.Figure {
	f.Target, f.Verdict = target, v
	return f
}

func unknown() report.Figure { return report.Figure{NA: "không có"} }

// drawn draws a report.
func drawn(t *testing.T, draw func(io.Writer, report.Result) error, r *report.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := draw(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// textsOf returns the texts of an SVG with | between them.
func textsOf(t *testing.T, svg string) string {
	t.Helper()
	var texts []string
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return "|" + strings.Join(texts, "|") + "|"
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !slices.Contains([]string{"svg", "title", "desc", "path", "text", "circle"}, token.Name.Local) {
				t.Errorf("an element %s", token.Name.Local)
			}
		case xml.CharData:
			if s := string(token); strings.TrimSpace(s) != "" {
				texts = append(texts, s)
			}
		}
	}
}

func wantTexts(t *testing.T, r *report.Document, want ...string) string {
	t.Helper()
	svg := drawn(t, picture.SVG, r)
	for _, w := range want {
		if all := textsOf(t, svg); !strings.Contains(all, w) {
			t.Errorf("%q is not in %s", w, all)
		}
	}
	return svg
}

// Colours of the pictures, as the library writes them.
const (
	metBlue      = "fill:rgb(32,84,147)"
	missedOrange = "fill:rgb(224,138,60)"
	targetGrey   = "stroke:rgb(141,152,163)"
)

// What is printed is the text of the report; what is not known has no bar.
func TestBars(t *testing.T) {
	r := pictured(share(1, 2), unknown(), share(0, 7), share(-3, 10), share(13, 10))
	r.Tables[0].Rows[0].Cells[0].Figure.Shown = "50.04"
	r.Tables[0].Total.Cells = cells(share(3, 4))
	wantTexts(t, r, "|50,04\u00a0% (1/2)|", "|không có|", "|0,0\u00a0% (0/7)|", "|-30,0\u00a0% (-3/10)|", "|130,0\u00a0% (13/10)|", "|Tổng cộng|", "|Xã 4|", "|150\u00a0%|", "|-100\u00a0%|")
	if text := textsOf(t, drawn(t, picture.SVG, r)); strings.Contains(text, "hỉ tiêu") {
		t.Errorf("texts %s", text)
	}
	wantTexts(t, pictured(), "|Tổng cộng|")
}

// A count is one also where no figure is known.
func TestBarsOfUnknownCounts(t *testing.T) {
	r := pictured(judged(unknown(), "5", kpi.Unjudged))
	r.Tables[0].Columns[0].Plain = true
	r.Tables[0].Rows[0].Cells[0].Figure.Ratio.Plain, r.Tables[0].Total.Cells[0].Figure.Ratio.Plain = true, true
	if svg := wantTexts(t, r, "|5|", "|không có|"); strings.Contains(svg, "%") {
		t.Error("counts in percent")
	}
}

// Counts have no percent, and their total no bar.
func TestBarsOfCounts(t *testing.T) {
	r := pictured(plain(1234567), plain(0))
	r.Tables[0].Total.Cells = cells(plain(1234567))
	svg := wantTexts(t, r, "|1.234.567|", "|Tổng cộng: 1.234.567|", "|1.500.000|")
	if strings.Contains(svg, "%") {
		t.Error("counts in percent")
	}
}

// One target is a line, others are in the labels; a missed one has a colour
// and a word.
func TestTargets(t *testing.T) {
	r := pictured(judged(share(99, 100), "98", kpi.Met), judged(share(1, 2), "98", kpi.Missed), judged(unknown(), "98", kpi.Unjudged))
	svg := wantTexts(t, r, "|Chỉ tiêu|", "|98\u00a0%|", "|99,0\u00a0% (99/100) · đạt|", "|50,0\u00a0% (1/2) · chưa đạt|")
	for _, want := range []string{metBlue, missedOrange, "stroke-dasharray", targetGrey} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s", want)
		}
	}
	r.Tables[0].Rows[0].Cells[0].Figure.Target = "95"
	svg = wantTexts(t, r, "|99,0\u00a0% (99/100) · đạt chỉ tiêu 95\u00a0%|", "|không có · chỉ tiêu 98\u00a0%|")
	if strings.Contains(svg, "stroke-dasharray") {
		t.Error("a line for several targets")
	}
}

// A line is broken where a figure or a month is missing, and follows the time
// whatever the order of the rows; a half-year is beside it.
func TestLines(t *testing.T) {
	whole := overTime(2, 6)
	svg := wantTexts(t, whole, "|2024-06|", "|Huyện 1 93,9\u00a0%|", "Trục không bắt đầu từ 0|", "Tổng cộng: không có")
	slices.Reverse(whole.Tables[0].Rows[:6])
	_, want, _ := strings.Cut(svg, "</desc>")
	if _, got, _ := strings.Cut(drawn(t, picture.SVG, whole), "</desc>"); got != want {
		t.Error("another picture in another order")
	}
	strokes := func(r *report.Document) int {
		return strings.Count(drawn(t, picture.SVG, r), "stroke-width:4;stroke:rgb(32,84,147)")
	}
	single := overTime(1, 6)
	if n := strokes(single); n != 1 {
		t.Errorf("%d parts of a line, want 1", n)
	}
	single.Tables[0].Rows[2].Cells = cells(unknown())
	if n := strokes(single); n != 2 {
		t.Errorf("%d parts of a line with a gap, want 2", n)
	}
	single.Tables[0].Rows = slices.Delete(single.Tables[0].Rows, 2, 3)
	if n := strokes(single); n != 2 {
		t.Errorf("%d parts of a line without a month, want 2", n)
	}
	half := kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 6)}
	single.Tables[0].Rows = append(single.Tables[0].Rows, report.Row{Keys: []report.Key{key("Huyện 0"), key("H1")}, Group: kpi.Group{Period: half}, Cells: cells(share(1, 2))})
	wantTexts(t, single, "Huyện 0 · H1: 50,0\u00a0%")
	for _, r := range []*report.Document{overTime(0, 0), overTime(1, 1), overTime(1, 100), overTime(8, 12)} {
		drawn(t, picture.SVG, r)
	}
}

func TestRefusedPictures(t *testing.T) {
	none, two := pictured(), pictured()
	none.Tables[0].Columns, two.Tables[0].Columns = nil, slices.Repeat(two.Tables[0].Columns, 2)
	for name, tt := range map[string]struct {
		r    *report.Document
		want string
	}{
		"none":    {none, "--indicator"},
		"two":     {two, "--indicator"},
		"bars":    {pictured(slices.Repeat([]report.Figure{share(1, 2)}, 101)...), "at most 100 bars, not 101: choose rows with --unit or --by"},
		"lines":   {overTime(9, 1), "at most 8 lines, not 9: choose units with --unit"},
		"periods": {overTime(1, 101), "at most 100 periods, not 101: choose some with --period"},
	} {
		var refused *picture.Error
		if err := picture.SVG(io.Discard, tt.r); !errors.As(err, &refused) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Nothing in a name becomes a tag, and long ones are cut.
func TestSVGIsHarmless(t *testing.T) {
	r := pictured(share(1, 2), share(1, 3))
	r.Tables[0].Rows[0].Keys[0] = key("<script>alert(1)</script>\x00\x1b\ufffe\xff]]> & \"x\"")
	r.Tables[0].Rows[1].Keys[0] = key(strings.Repeat("Nghi\u0303a ", 20_000))
	r.Tables[0].Columns[0].Label = "</title><script>"
	svg := wantTexts(t, r, "</title><script>", "<script>alert(1)</script>\\u0000\\u001b", "Nghĩa Nghĩa", "…|")
	if strings.Contains(svg, "<script") || !strings.Contains(svg, `role="img" aria-labelledby="title desc"`) {
		t.Error(svg[:400])
	}
}

// Bars and lines of long names that are alike have different labels.
func TestLabelsDiffer(t *testing.T) {
	const office = "Trung tâm Phục vụ hành chính công và hỗ trợ chuyển đổi số liên xã cụm "
	bars, lines := pictured(share(1, 2), share(1, 2)), overTime(2, 2)
	for n := range 2 {
		bars.Tables[0].Rows[n].Keys[0] = key(office + strconv.Itoa(n+1))
		lines.Tables[0].Rows[2*n].Keys[0], lines.Tables[0].Rows[2*n+1].Keys[0] = bars.Tables[0].Rows[n].Keys[0], bars.Tables[0].Rows[n].Keys[0]
	}
	wantTexts(t, bars, "|Trung tâm Phục vụ hàn… số liên xã cụm 1|", "|Trung tâm Phục vụ hàn… số liên xã cụm 2|")
	wantTexts(t, lines, " số liên xã cụm 1 98,0\u00a0%|", " số liên xã cụm 2 97,9\u00a0%|")
}

// A PNG is as wide as the text of an A4 page at 200 pixels an inch, has this density, grows
// with the rows and has something on it.
func TestPNG(t *testing.T) {
	height := 0
	for _, rows := range []int{0, 3, 12, 16, 31, 100} {
		text := drawn(t, picture.PNG, pictured(slices.Repeat([]report.Figure{judged(share(1, 2), "98", kpi.Missed)}, rows)...))
		if !strings.Contains(text[:80], "pHYs\x00\x00\x1e\xc2\x00\x00\x1e\xc2\x01") {
			t.Errorf("begins with %q", text[:80])
		}
		image, err := png.Decode(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		size := image.Bounds().Size()
		if size.X != 1260 || size.Y <= height {
			t.Errorf("%d rows: size %v", rows, size)
		}
		height = size.Y
		orange := 0
		for y := range size.Y {
			for x := range size.X {
				if r, g, b, _ := image.At(x, y).RGBA(); [3]uint32{r >> 8, g >> 8, b >> 8} == [3]uint32{224, 138, 60} {
					orange++
				}
			}
		}
		if orange < rows*2000 {
			t.Errorf("%d rows: %d pixels of bars", rows, orange)
		}
	}
}

// The font holds all letters of Vietnamese and what is between them.
func TestFontHoldsVietnamese(t *testing.T) {
	font, err := truetype.Parse(liberationsansregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	letters := "đ…–·/%<>()\u00a0,.0123456789-+"
	for _, base := range "aăâeêioôơuưy" {
		letters += string(base)
		for _, tone := range "\u0300\u0301\u0303\u0309\u0323" {
			letters += norm.NFC.String(string(base) + string(tone))
		}
	}
	for _, c := range letters + strings.ToUpper(letters) {
		if font.Index(c) == 0 {
			t.Errorf("no %q", c)
		}
	}
}
