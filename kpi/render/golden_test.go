package render_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"

	"cchc/kpi"
	"cchc/kpi/render"
)

var update = flag.Bool("update", false, "write the goldens anew")

// rendered writes a report in a format.
func rendered(t *testing.T, format string, r *sample) string {
	t.Helper()
	f, ok := render.Find(reportFormats(render.Screen{}), format)
	if !ok {
		t.Fatalf("no format %s", format)
	}
	var b bytes.Buffer
	if err := f.Render(&b, fitting(format, r).document()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fitting returns as much of a report as a format takes: a picture takes one
// indicator and some rows, all others everything.
func fitting(format string, r *sample) *sample {
	if !slices.Contains(pictures, format) {
		return r
	}
	cut := *r
	cut.Columns, cut.Rows = r.Columns[:min(len(r.Columns), 1)], r.Rows[:min(len(r.Rows), 100)]
	return &cut
}

// pictures are the formats that are pictures.
var pictures = []string{"svg", "png"}

// wantGolden compares a text with a file byte by byte.
func wantGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "render", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s:\n got\n%s\nwant\n%s", name, got, want)
	}
}

// goldens are the files, by name, of the fixed report.
func goldens() map[string]func(*testing.T) string {
	write := func(format string, lang kpi.Lang) func(*testing.T) string {
		return func(t *testing.T) string { return rendered(t, format, fixed(lang)) }
	}
	writeScored := func(format string, lang kpi.Lang) func(*testing.T) string {
		return func(t *testing.T) string { return rendered(t, format, scored(lang)) }
	}
	return map[string]func(*testing.T) string{
		"table-en.txt": write("table", kpi.English), "table-vi.txt": write("table", kpi.Vietnamese),
		"markdown-en.md": write("markdown", kpi.English), "markdown-vi.md": write("markdown", kpi.Vietnamese),
		"report-vi.csv": write("csv-vi", kpi.Vietnamese),
		"chart-vi.svg":  write("svg", kpi.Vietnamese),
		"points-en.txt": writeScored("table", kpi.English), "points-vi.md": writeScored("markdown", kpi.Vietnamese),
		"points.csv": writeScored("csv", kpi.English), "points-vi.csv": writeScored("csv-vi", kpi.Vietnamese), "points.json": writeScored("json", kpi.English),
		"report.csv": write("csv", kpi.English), "report.json": write("json", kpi.English),
	}
}

func TestGoldens(t *testing.T) {
	for name, write := range goldens() {
		t.Run(name, func(t *testing.T) { wantGolden(t, name, write(t)) })
	}
}

// Formats for programs have no language but that of the texts in the report, and
// a renderer leaves the report as it was.
func TestRenderAgain(t *testing.T) {
	for _, f := range reportFormats((render.Screen{})) {
		r := fixed(kpi.English)
		if first, again := rendered(t, f.Name, r), rendered(t, f.Name, r); first != again {
			t.Errorf("%s: written twice, the report is another one", f.Name)
		}
	}
	if rendered(t, "csv", fixed(kpi.English)) != rendered(t, "csv", fixed(kpi.Vietnamese)) {
		t.Error("csv follows the language")
	}
}

// columns counts the columns of a terminal that a text takes: none for marks and
// two for wide characters.
func columns(line string) int {
	n := 0
	for _, r := range line {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me):
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// grid returns the lines of a table that are drawn with frames.
func grid(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if strings.ContainsAny(line, "│┌├└") {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
	}
	return lines
}

// Frames are below each other whatever marks the names have.
func TestTableLinesAreEquallyWide(t *testing.T) {
	wide := fixed(kpi.English)
	wide.Rows[0].Keys[0] = key("山中 Ｂắc")
	for name, r := range map[string]*sample{"en": fixed(kpi.English), "vi": fixed(kpi.Vietnamese), "wide characters": wide} {
		lines := grid(rendered(t, "table", r))
		// A line each for four rows and the total, one or two for the headers, four of frames.
		if len(lines) != 10 && len(lines) != 11 {
			t.Fatalf("%s: %d lines", name, len(lines))
		}
		for _, line := range lines {
			if got, want := columns(line), columns(lines[0]); got != want {
				t.Errorf("%s: %d columns, want %d: %s", name, got, want, line)
			}
		}
	}
}

// Where the locale is Chinese, libraries count frames and some letters as two
// columns. They look at the environment when a process starts.
func TestTableDoesNotFollowTheLocale(t *testing.T) {
	if *update {
		t.Skip("the goldens are being written")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, env := range []string{"LC_ALL=zh_CN.UTF-8", "LC_ALL=ja_JP.UTF-8", "LC_ALL=C", "RUNEWIDTH_EASTASIAN=1"} {
		cmd := exec.Command(program, "-test.run=^(TestGoldens|TestTableLinesAreEquallyWide)$", "-test.count=1", "-test.v")
		cmd.Env = append(os.Environ(), "LC_CTYPE=zh_CN.UTF-8", "LANG=zh_CN.UTF-8", env)
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "--- PASS: TestGoldens/table-vi.txt") {
			t.Errorf("%s: %v\n%s", env, err, out)
		}
	}
}

// Nothing that a terminal would act on leaves a table.
func TestTableIsPrintable(t *testing.T) {
	for _, lang := range []kpi.Lang{kpi.English, kpi.Vietnamese} {
		text := rendered(t, "table", fixed(lang))
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if kpi.Printable(line) != line {
				t.Errorf("%+q", line)
			}
		}
		if !strings.Contains(text, `Bắc\u001b[31m Sơn`) || !strings.Contains(text, `\u202eứV "Lễ"\u202c`) {
			t.Errorf("the names are not to be seen in\n%s", text)
		}
	}
}
