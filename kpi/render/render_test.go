package render_test

import (
	"bytes"
	"errors"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
)

// full is a writer that takes some bytes and no more.
type full struct{ room int }

var errFull = errors.New("no space left")

// TestMain collects garbage as rarely as a run of the program does at its start.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	m.Run()
}

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		n := f.room
		f.room = 0
		return n, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

// A result that was not written whole is an error, wherever the writing ended.
func TestWriterThatFails(t *testing.T) {
	for _, f := range reportFormats((render.Screen{})) {
		size := len(rendered(t, f.Name, fixed(kpi.English)))
		for _, room := range []int{0, 1, size / 2, size - 1} {
			if err := f.Render(&full{room}, fitting(f.Name, fixed(kpi.English)).document()); !errors.Is(err, errFull) {
				t.Errorf("%s: %d of %d bytes fit, and the error is %v", f.Name, room, size, err)
			}
		}
		if err := f.Render(&full{size}, fitting(f.Name, fixed(kpi.English)).document()); err != nil {
			t.Errorf("%s: all bytes fit, and the error is %v", f.Name, err)
		}
	}
}

// A large report, of which a writer may take a part before it fails.
func TestWriterThatFailsLate(t *testing.T) {
	r := fixed(kpi.English)
	for range 200 {
		r.Rows = append(r.Rows, r.Rows[:2]...)
	}
	for _, f := range reportFormats((render.Screen{})) {
		size := len(rendered(t, f.Name, r))
		if err := f.Render(&full{size - 1}, fitting(f.Name, r).document()); !errors.Is(err, errFull) {
			t.Errorf("%s: all but one of %d bytes fit, and the error is %v", f.Name, size, err)
		}
	}
}

func TestFormats(t *testing.T) {
	if got := strings.Join(render.Names(reportFormats(render.Screen{})), " "); got != "table csv csv-vi json markdown html xlsx svg png" {
		t.Errorf("formats %s", got)
	}
	for path, want := range map[string]string{
		"a.csv": "csv", "a.svg": "svg", "A.PNG": "png", "A.CSV": "csv", "dir.json/a.txt": "table", "x.tar.json": "json", "a": "", "a.xls": "", "a.md": "markdown", "a.HTM": "html", "a.xlsx": "xlsx", ".csv": "csv", "": "", "csv": "",
	} {
		if f, ok := render.ForFile(reportFormats(render.Screen{}), path); f.Name != want || ok != (want != "") {
			t.Errorf("%q is written as %q, %t; want %q", path, f.Name, ok, want)
		}
	}
	for _, name := range []string{"", "CSV", "xml", "csv "} {
		if f, ok := render.Find(reportFormats(render.Screen{}), name); ok {
			t.Errorf("%q is the format %s", name, f.Name)
		}
	}
	for _, f := range reportFormats((render.Screen{})) {
		if got, ok := render.Find(reportFormats(render.Screen{}), f.Name); !ok || got.Name != f.Name || got.Render == nil || len(f.Extensions) == 0 && f.Name != "csv-vi" {
			t.Errorf("%s: %+v", f.Name, got)
		}
	}
}

// A picture refuses what it cannot show; all other formats take every report.
func TestFormatsThatRefuse(t *testing.T) {
	for _, f := range reportFormats(render.Screen{}) {
		var refused *picture.Error
		err := f.Render(io.Discard, fixed(kpi.English).document())
		if errors.As(err, &refused) != slices.Contains(pictures, f.Name) || refused == nil && err != nil {
			t.Errorf("%s: several indicators: %v", f.Name, err)
		}
	}
}

// A report without figures has no grid, and one without keys has a blank first
// column for the total.
func TestTableOfLittle(t *testing.T) {
	r := fixed(kpi.English)
	r.Columns, r.Sections = nil, r.Sections[2:]
	if got, want := rendered(t, "table", r), "Period 2024-01 – 2024-06 · files: 2\n\nNotes\n  x.csv:8: 2 cells with a dash read as 0; this is the first\n"; got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
	r = fixed(kpi.English)
	r.By, r.Keys, r.Rows, r.Sections = nil, nil, []sampleRow{{Figures: []report.Figure{rate(1, 8, "12.500000", "12.5")}}}, nil
	r.Columns, r.Total.Figures = r.Columns[:1], []report.Figure{{NA: "n/a"}}
	if got, want := rendered(t, "table", r), strings.Join([]string{
		"Period 2024-01 – 2024-06 · files: 2", "",
		"┌───────┬────────────┐",
		"│       │ On time of │",
		"│       │   received │",
		"├───────┼────────────┤",
		"│ Total │ 12.5%  1/8 │",
		"└───────┴────────────┘",
		"Each cell: percent and numerator / denominator. ✓ target met, ✗ target missed.", "",
	}, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A plain list has its text at the left and no lines between rows.
func TestList(t *testing.T) {
	var b bytes.Buffer
	if err := listed(render.Screen{}, &b, []string{"id", "Nghĩa"}, [][]string{{"late", "Trê\u0303 hạn"}, {"on_time", "Đúng hạn"}}); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), strings.Join([]string{
		"┌─────────┬──────────┐",
		"│ id      │ Nghĩa    │",
		"├─────────┼──────────┤",
		"│ late    │ Trê\u0303 hạn  │",
		"│ on_time │ Đúng hạn │",
		"└─────────┴──────────┘", "",
	}, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if err := listed(render.Screen{}, &full{10}, []string{"id"}, [][]string{{"late"}}); !errors.Is(err, errFull) {
		t.Errorf("a full writer: %v", err)
	}
}
