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
	"sync"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/golang/freetype/truetype"
	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
)

// messages are the texts of the catalogue.
var messages = sync.OnceValue(func() *catalog.Messages {
	c, err := catalog.Load()
	if err != nil {
		panic(err) // its own tests show why
	}
	return c.Messages
})

// key is a cell of a key column that people and programs read alike.
func key(name string) report.Key { return report.Key{Value: name, Label: name} }

// pictured is a report of an indicator by district.
func pictured(figures ...report.Figure) *sample {
	r := &sample{
		By: []kpi.Dimension{kpi.ByDistrict}, Title: "Kỳ báo cáo 06/2024", TotalLabel: "Tổng cộng",
		Columns: []report.Column{{Label: "Đúng hạn", Plain: slices.ContainsFunc(figures, func(f report.Figure) bool { return f.Ratio.Plain })}},
	}
	for i, f := range figures {
		r.Rows = append(r.Rows, sampleRow{Keys: []report.Key{key(fmt.Sprintf("Xã %d", i))}, Figures: []report.Figure{f}})
	}
	r.Total.Figures = []report.Figure{unknown()}
	return r
}

// overTime is a report of some groups over months, whose rates fall by a point.
func overTime(groups, months int) *sample {
	r := pictured()
	r.By = append(r.By, kpi.ByPeriod)
	for g := range groups {
		for m := range months {
			month := kpi.NewMonth(2024, 1) + kpi.Month(m)
			r.Rows = append(r.Rows, sampleRow{
				Keys:    []report.Key{key(fmt.Sprintf("Huyện %d", g)), key(month.String())},
				Group:   kpi.Group{Period: kpi.Period{From: month, To: month}},
				Figures: []report.Figure{share(int64(990-10*m-g), 1000)},
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
func drawn(t *testing.T, draw func(io.Writer, report.Result) error, r *sample) string {
	t.Helper()
	var b bytes.Buffer
	if err := draw(&b, r.document()); err != nil {
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

func wantTexts(t *testing.T, r *sample, want ...string) string {
	t.Helper()
	svg := drawn(t, picture.SVG, r)
	for _, w := range want {
		if all := textsOf(t, svg); !strings.Contains(all, w) {
			t.Errorf("%q is not in %s", w, all)
		}
	}
	return svg
}

// What is printed is the text of the report; what is not known has no bar.
func TestBars(t *testing.T) {
	r := pictured(share(1, 2), unknown(), share(0, 7), share(-3, 10), share(13, 10))
	r.Rows[0].Figures[0].Shown = "50.04"
	r.Total.Figures[0] = share(3, 4)
	wantTexts(t, r, "|Xã 0|50,04%|1/2|Xã 1|không có|Xã 2|0,0%|0/7|Xã 3|-30,0%!|-3/10|Xã 4|130,0%!|13/10|Tổng cộng|75,0%|3/4|",
		"|-50%|0%|50%|100%|150%|")
	if text := textsOf(t, drawn(t, picture.SVG, r)); strings.Contains(text, "hỉ tiêu") {
		t.Errorf("texts %s", text)
	}
	wantTexts(t, pictured(), "|Tổng cộng|")
}

// A count is one also where no figure is known.
func TestBarsOfUnknownCounts(t *testing.T) {
	r := pictured(judged(unknown(), "5", kpi.Unjudged))
	r.Columns[0].Plain = true
	r.Rows[0].Figures[0].Ratio.Plain, r.Total.Figures[0].Ratio.Plain = true, true
	if svg := wantTexts(t, r, "|5|", "|không có|"); strings.Contains(svg, "%") {
		t.Error("counts in percent")
	}
}

// Counts have no percent, and their total no bar.
func TestBarsOfCounts(t *testing.T) {
	r := pictured(plain(1234567), plain(0))
	r.Total.Figures[0] = plain(1234567)
	svg := wantTexts(t, r, "|1.234.567|", "|Tổng cộng: 1.234.567|", "|1.500.000|")
	if strings.Contains(svg, "%") {
		t.Error("counts in percent")
	}
}

func TestRefusedPictures(t *testing.T) {
	none, two := pictured(), pictured()
	none.Columns, two.Columns = nil, slices.Repeat(two.Columns, 2)
	for name, tt := range map[string]struct {
		r    *sample
		want string
	}{
		"none":    {none, "--indicator"},
		"two":     {two, "--indicator"},
		"bars":    {pictured(slices.Repeat([]report.Figure{share(1, 2)}, 101)...), "at most 100 bars, not 101: choose rows with --unit or --by"},
		"lines":   {overTime(71, 2), "at most 70 units over time, not 71: choose units with --unit"},
		"month":   {overTime(101, 1), "at most 100 bars, not 101"},
		"periods": {overTime(1, 101), "at most 100 periods, not 101: choose some with --period"},
	} {
		var refused *picture.Error
		if err := picture.SVG(io.Discard, tt.r.document()); !errors.As(err, &refused) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Nothing in a name becomes a tag, and long ones are cut.
func TestSVGIsHarmless(t *testing.T) {
	r := pictured(share(1, 2), share(1, 3))
	r.Rows[0].Keys[0] = key("<script>alert(1)</script>\x00\x1b\ufffe\xff]]> & \"x\"")
	r.Rows[1].Keys[0] = key(strings.Repeat("Nghi\u0303a ", 20_000))
	r.Columns[0].Label = "</title><script>"
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
		bars.Rows[n].Keys[0] = key(office + strconv.Itoa(n+1))
		lines.Rows[2*n].Keys[0], lines.Rows[2*n+1].Keys[0] = bars.Rows[n].Keys[0], bars.Rows[n].Keys[0]
	}
	wantTexts(t, bars, "|Trung tâm Phục vụ hàn… số liên xã cụm 1|", "|Trung tâm Phục vụ hàn… số liên xã cụm 2|")
	wantTexts(t, lines, " số liên xã cụm 1 98,0%|", " số liên xã cụm 2 97,9%|")
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
