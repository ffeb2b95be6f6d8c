package render_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// ansi is what a terminal takes for a colour or another look.
var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m")

// onScreen writes a report as a table on a screen.
func onScreen(t *testing.T, s render.Screen, r *sample) string {
	t.Helper()
	var b bytes.Buffer
	if err := reportFormats(s)[0].Render(&b, r.document()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// names are two key columns that are narrow.
func names(r *sample) *sample {
	r.Keys = []string{"District", "Ward"}
	for i := range r.Rows {
		r.Rows[i].Keys = []report.Key{key(fmt.Sprintf("Huyện %d", i)), key("Xã 1")}
	}
	return r
}

// A table that is too wide becomes several, each with the keys, and nothing is lost.
func TestTableFitsTheScreen(t *testing.T) {
	for _, test := range []struct{ width, tables int }{{0, 1}, {40, 4}, {60, 2}, {71, 2}, {75, 1}, {80, 1}, {200, 1}} {
		t.Run(fmt.Sprint(test.width), func(t *testing.T) {
			text := onScreen(t, render.Screen{Width: test.width, Fractions: render.FractionsBelow}, names(fixed(kpi.English)))
			if got := strings.Count(text, "┌"); got != test.tables {
				t.Errorf("%d tables, want %d:\n%s", got, test.tables, text)
			}
			if got := strings.Count(text, "Huyện 3"); got != test.tables {
				t.Errorf("the unit stands %d times:\n%s", got, text)
			}
			for line := range strings.Lines(text) {
				if width := columns(strings.TrimSuffix(line, "\n")); test.width > 0 && width > test.width {
					t.Errorf("%d columns: %s", width, line)
				}
			}
			whole := strings.Fields(onScreen(t, render.Screen{Fractions: render.FractionsBelow}, names(fixed(kpi.English))))
			for _, word := range whole {
				if !strings.Contains(text, word) && !strings.ContainsAny(word, "┌├└") {
					t.Errorf("%q is lost:\n%s", word, text)
				}
			}
		})
	}
}

// A screen that is too narrow for fractions beside their rates has a line for each row all
// the same, and one that tells how to get them; another wish is followed.
func TestFractions(t *testing.T) {
	lines := func(width int, fractions string) (n int, text string) {
		text = onScreen(t, render.Screen{Width: width, Fractions: fractions}, names(fixed(kpi.English)))
		return len(grid(text)), text
	}
	const hint = "Numerators/denominators: add --fractions below, or widen the window."
	for _, tt := range []struct {
		width     int
		fractions string
		lines     int
		has, hint bool
	}{
		{0, "", 10, true, false}, {140, "", 10, true, false}, {80, "", 11, false, true}, {80, "none", 11, false, false}, {0, "none", 11, false, false},
		{120, "below", 19, true, false}, {0, "below", 19, true, false}, {0, "beside", 10, true, false}, {80, "beside", 20, true, false},
	} {
		n, text := lines(tt.width, tt.fractions)
		if n != tt.lines || strings.Contains(text, "17,598/17,599") != tt.has || strings.Contains(text, hint) != tt.hint {
			t.Errorf("%d columns, %q: %d lines\n%s", tt.width, tt.fractions, n, text)
		}
	}
}

// Keys that leave no room for an indicator are broken at spaces.
func TestKeysFitTheScreen(t *testing.T) {
	r := names(fixed(kpi.English))
	r.Rows[0].Keys[1] = key("Thị trấn Thất Khê của huyện")
	for _, width := range []int{45, 70} {
		text := onScreen(t, render.Screen{Width: width}, r)
		for _, line := range grid(text) {
			if columns(line) > width {
				t.Errorf("wider than %d: %s", width, line)
			}
		}
		if whole := strings.Contains(text, "│ Thị trấn Thất Khê của huyện │"); whole != (width == 70) {
			t.Errorf("width %d:\n%s", width, text)
		}
		if !strings.Contains(text, "│ Huyện 3 ") || width == 45 && !strings.Contains(text, "Thất Khê") {
			t.Errorf("width %d:\n%s", width, text)
		}
	}
}

// Where not even one indicator fits beside the keys, it is there all the same.
func TestTableOfOneIndicatorAtLeast(t *testing.T) {
	text := onScreen(t, render.Screen{Width: 10}, fixed(kpi.English))
	if got := strings.Count(text, "┌"); got != 4 {
		t.Errorf("%d tables of 4 indicators:\n%s", got, text)
	}
}

// A screen leaves the report as it was.
func TestScreenChangesNothing(t *testing.T) {
	r := fixed(kpi.Vietnamese)
	before := onScreen(t, render.Screen{}, r)
	onScreen(t, render.Screen{Width: 40, Color: true}, r)
	if onScreen(t, render.Screen{}, r) != before {
		t.Error("the report is another one")
	}
}

// Colours add nothing but themselves: without them the table is the same, and so
// its frames are below each other. They are those of verdicts and of titles.
func TestColours(t *testing.T) {
	for _, width := range []int{0, 40, 80, 200} {
		r := fixed(kpi.English)
		painted, plain := onScreen(t, render.Screen{Width: width, Color: true}, r), onScreen(t, render.Screen{Width: width}, r)
		if ansi.ReplaceAllString(painted, "") != plain {
			t.Errorf("width %d: with colours\n%s\nwithout\n%s", width, painted, plain)
		}
		for _, want := range []string{"\x1b[32m✓ 99.4%\x1b[", "\x1b[31m✗ 98.1%\x1b[", "\x1b[31m✗ >99.9%\x1b[", "\x1b[1mPeriod 2024-01", "\x1b[1mNotes\x1b["} {
			if !strings.Contains(painted, want) {
				t.Errorf("width %d: no %q in\n%q", width, want, painted)
			}
		}
		if strings.Contains(painted, "\x1b[31m Sơn") {
			t.Error("a name of an export paints")
		}
	}
}

// Formats for programs and for documents have no colours, and no width.
func TestFormatsThatAreNoScreen(t *testing.T) {
	narrow := render.Screen{Width: 20, Color: true}
	for _, f := range reportFormats(narrow) {
		if f.Name == "table" {
			continue
		}
		var b bytes.Buffer
		if err := f.Render(&b, fitting(f.Name, fixed(kpi.English)).document()); err != nil || b.String() != rendered(t, f.Name, fixed(kpi.English)) {
			t.Errorf("%s follows the screen; %v", f.Name, err)
		}
	}
	for _, f := range checkFormats(narrow) {
		var b bytes.Buffer
		if err := f.Render(&b, fixedCheck(kpi.English)); err != nil || f.Name != "text" && b.String() != renderedCheck(t, f.Name, kpi.English) {
			t.Errorf("%s follows the screen; %v", f.Name, err)
		}
	}
}

// The word of a severity has a colour of its own, in findings and where they are
// counted.
func TestColoursOfSeverities(t *testing.T) {
	screen := render.Screen{Color: true}
	var b bytes.Buffer
	var listing report.Listing
	for _, s := range []kpi.Severity{kpi.Error, kpi.Warning, kpi.Note} {
		listing.Shown = append(listing.Shown, report.Message{Finding: kpi.Finding{Severity: s, Code: kpi.CountMissing, Place: kpi.Place{File: "\x1b[2Jx.csv"}}, Text: "blank", Word: s.String()})
	}
	if err := screen.Findings(&b, listing); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"\x1b[31merror\x1b[0m", "\x1b[33mwarning\x1b[0m", "\x1b[2mnote\x1b["} {
		if line := strings.Split(b.String(), "\n")[i]; !strings.Contains(line, want) || strings.Contains(line, "\x1b[2J") {
			t.Errorf("%q, want %q", line, want)
		}
	}
	b.Reset()
	if err := checkFormats(screen)[0].Render(&b, fixedCheck(kpi.English)); err != nil {
		t.Fatal(err)
	}
	if plain := ansi.ReplaceAllString(b.String(), ""); plain != renderedCheck(t, "text", kpi.English) || plain == b.String() {
		t.Errorf("with colours it is\n%s", b.String())
	}
	b.Reset()
	if err := checkFormats(render.Screen{Width: 40, Color: true})[0].Render(&b, fixedCodes()); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(ansi.ReplaceAllString(b.String(), "")) {
		if columns(line) > 41 {
			t.Errorf("wider than 40 columns: %s", line)
		}
	}
}

// Lists break their texts at spaces, and words only where they must.
func TestListFitsTheScreen(t *testing.T) {
	header := []string{"id", "formula", "headline"}
	rows := [][]string{{"on_time", "(resolved_in_time + pending_in_time) / caseload", "yes"}, {"deadline_cut", "", "no"}}
	for _, width := range []int{20, 50, 80, 200} {
		var b bytes.Buffer
		if err := listed(render.Screen{Width: width}, &b, header, rows); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := columns(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%d columns: %s", n, line)
			}
		}
		// A table, one with frames between rows that take several lines, or blocks.
		frames := map[int]int{20: 0, 50: 2, 80: 1, 200: 1}[width]
		if got := strings.Count(b.String(), "├"); got != frames || !strings.Contains(b.String(), "deadline_cut") || !strings.Contains(b.String(), "caseload") {
			t.Errorf("width %d:\n%s", width, b.String())
		}
	}
	var b bytes.Buffer
	if err := listed(render.Screen{Width: 30}, &b, []string{"id"}, [][]string{{"resolved_before_the_deadline_that_was_set"}}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "│ resolved_before_the_ ") || !strings.Contains(b.String(), "│ deadline_that_was_set ") {
		t.Errorf("a long word is broken so:\n%s", b.String())
	}
}

func TestWrap(t *testing.T) {
	const text = "on_time: on time of resolved\n  formula: a / b\n\n    đúng hạn của số đã giải quyết; trễ hạn\n"
	want := []string{"on_time: on time of", "resolved", "  formula: a / b", "", "    đúng hạn của", "      số đã giải", "      quyết; trễ hạn", ""}
	if got := strings.Split(render.Screen{Width: 20}.Wrap(text), "\n"); !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	if got := (render.Screen{}).Wrap(text); got != text {
		t.Errorf("without a width it is %q", got)
	}
}

// A screen does not hide that a writer fails.
func TestScreenThatFails(t *testing.T) {
	if err := reportFormats(render.Screen{Width: 40})[0].Render(&full{100}, fixed(kpi.English).document()); err == nil {
		t.Error("no error")
	}
}
