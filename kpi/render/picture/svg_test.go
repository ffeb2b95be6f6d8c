package picture_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/golang/freetype/truetype"
)

// written is a text of a picture, at the beginning of its line.
type written struct {
	text string
	x, y int
	size float64 // in pixels
}

// drawing is what an SVG holds: texts, and paths and circles with their styles, such as
// "313 100 C12 fill:rgb(32,84,147)".
type drawing struct {
	texts  []written
	shapes []string
	height int
}

// parsed reads an SVG.
func parsed(t *testing.T, svg string) drawing {
	t.Helper()
	var all drawing
	var at *written
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			attributes := map[string]string{}
			for _, a := range token.Attr {
				attributes[a.Name.Local] = a.Value
			}
			number := func(name string) int { n, _ := strconv.Atoi(attributes[name]); return n }
			switch token.Name.Local {
			case "svg":
				all.height, _ = strconv.Atoi(strings.Fields(attributes["viewBox"])[3])
			case "path":
				all.shapes = append(all.shapes, strings.Join(strings.Fields(attributes["d"]), " ")+" | "+attributes["stroke-dasharray"]+attributes["style"])
			case "circle":
				all.shapes = append(all.shapes, fmt.Sprintf("C %s %s %s | %s", attributes["cx"], attributes["cy"], attributes["r"], attributes["style"]))
			case "text":
				size := regexp.MustCompile(`font-size:([0-9.]+)px`).FindStringSubmatch(attributes["style"])
				px, _ := strconv.ParseFloat(size[1], 64)
				at = &written{x: number("x"), y: number("y"), size: px}
			}
		case xml.CharData:
			if at != nil {
				at.text = string(token)
				all.texts = append(all.texts, *at)
				at = nil
			}
		}
	}
}

// text returns the only text with these words.
func (d drawing) text(t *testing.T, text string) written {
	t.Helper()
	var found []written
	for _, w := range d.texts {
		if w.text == text {
			found = append(found, w)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%q is there %d times in %v", text, len(found), d.texts)
	}
	return found[0]
}

// wantShapes wants shapes that begin so, as often as they are named.
func (d drawing) wantShapes(t *testing.T, want ...string) {
	t.Helper()
	for _, w := range want {
		found := 0
		for _, shape := range d.shapes {
			if strings.HasPrefix(shape, w) {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%q is there %d times in\n%s", w, found, strings.Join(d.shapes, "\n"))
		}
	}
}

// having returns the shapes whose style has some text.
func (d drawing) having(style string) []string {
	var found []string
	for _, shape := range d.shapes {
		if strings.Contains(shape, style) {
			found = append(found, shape)
		}
	}
	return found
}

// width returns the width of a text in pixels.
func (w written) width(font *truetype.Font) float64 {
	const em = 1000
	sum := 0
	for _, letter := range w.text {
		sum += int(font.HMetric(64*em, font.Index(letter)).AdvanceWidth)
	}
	return float64(sum) / 64 / em * w.size
}

// wantReadable wants all texts within the page, and none over another.
func wantReadable(t *testing.T, name string, d drawing) {
	t.Helper()
	font, err := truetype.Parse(liberationsansregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	type box struct{ left, right, top, bottom float64 }
	var boxes []box
	for _, w := range d.texts {
		b := box{float64(w.x), float64(w.x) + w.width(font), float64(w.y) - 0.75*w.size, float64(w.y) + 0.2*w.size}
		if b.left < 0 || b.right > 1260 || b.top < 0 || b.bottom > float64(d.height) {
			t.Errorf("%s: %q is outside the page: %v", name, w.text, b)
		}
		for i, other := range boxes {
			if b.left < other.right && other.left < b.right && b.top < other.bottom && other.top < b.bottom {
				t.Errorf("%s: %q is over %q", name, w.text, d.texts[i].text)
			}
		}
		boxes = append(boxes, b)
	}
}

// communes are names of units, long and short.
var communes = []string{
	"Phường Lương Văn Tri", "Xã Tân Thành (Bắc Sơn)", "Xã Tân Thành (Hữu Lũng)", "Phường Hoàng Văn Thụ", "Xã Hoàng Văn Thụ", "Xã Na Dương",
	"Thị trấn Nông trường Trần Phú", "Trung tâm Phục vụ hành chính công phường Tam Thanh", "Trung tâm Phục vụ hành chính công phường Đông Kinh",
	"Đặc khu Côn Đảo", "Xã Ia", "Phường Phan Rang - Tháp Chàm", "Chi nhánh Văn phòng đăng ký đất đai khu vực 1", "Chi nhánh Văn phòng đăng ký đất đai khu vực 2",
}
