package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// completed returns what a shell is given for the last of some words, without what it
// means, and whether it would offer files.
func completed(t *testing.T, args ...string) (words []string, directive string) {
	t.Helper()
	code, out, errs := runKPI(t, append([]string{"__complete"}, args...)...)
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if code != 0 || strings.Contains(errs, "kpi: ") {
		t.Errorf("%q: code %d, %s", args, code, errs)
	}
	for _, line := range lines[:len(lines)-1] {
		word, _, _ := strings.Cut(line, "\t")
		words = append(words, word)
	}
	return words, lines[len(lines)-1]
}

// The directives of cobra, as printed in the last line.
const (
	offersFiles = ":0"
	noFiles     = ":4"
	listGoesOn  = ":6" // no files and no space
	filesOfKind = ":8"
)

// TestCompletion: every word that is of a list, with the lists that the user's own
// tables make longer, and units and periods from the files already named.
func TestCompletion(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "good.csv", small)
	other := write(t, dir, "other.csv", strings.ReplaceAll(small, "2024-06,Tràng Định", "2024-05,Bắc Sơn"))
	broken := write(t, t.TempDir(), "broken.csv", "nonsense\n")
	own := write(t, t.TempDir(), "own.csv", "id,numerator,denominator,better,headline,label_vi,label_en,source\nmine,received_online,received,higher,yes,X,X,me\n")
	for _, tt := range []struct {
		args      []string
		want      string // all words, with spaces between them or, where they hold some, bars
		directive string
	}{
		{[]string{"report", "-f", ""}, "table csv csv-vi json markdown html xlsx docx svg png", noFiles},
		{[]string{"clean", "--format", ""}, "csv json xlsx parquet", noFiles},
		{[]string{"report", "--lang", ""}, "vi en", noFiles},
		{[]string{"report", "--color", ""}, "auto always never", noFiles},
		{[]string{"report", "--encoding", ""}, "auto utf-8 utf-16le utf-16be windows-1258 tcvn3 vni", noFiles},
		{[]string{"sql", "--dialect", ""}, "duckdb postgres clickhouse", noFiles},
		{[]string{"report", "-k", "dig"}, "digitised digitised_received", listGoesOn},
		{[]string{"report", "-k", "late,dig"}, "late,digitised late,digitised_received", listGoesOn},
		{[]string{"report", "-k", "digitised,dig"}, "digitised,digitised_received", listGoesOn},
		{[]string{"report", "-k", "al"}, "all", listGoesOn},
		{[]string{"report", "-k", "mi"}, "", listGoesOn},
		{[]string{"report", "--indicators", own, "-k", "mi"}, "mine", listGoesOn},
		{[]string{"report", "--indicators", broken, "-k", "late"}, "", listGoesOn},
		{[]string{"sql", "--indicators", own, "-k", "mi"}, "mine", listGoesOn},
		{[]string{"indicators", "--indicators", own, "mi"}, "mine", noFiles},
		{[]string{"indicators", "late", "la"}, "", noFiles},
		{[]string{"report", "--headers", "i"}, "igate", offersFiles},
		{[]string{"report", "--headers", ""}, "766 igate opencps", offersFiles},
		{[]string{"report", "--states", ""}, "ocps portal tandan", offersFiles},
		{[]string{"check", "--states", "po"}, "portal", offersFiles},
		{[]string{"report", "--sort", "la"}, "late", noFiles},
		{[]string{"report", "--sort=-la"}, "-late", noFiles},
		{[]string{"report", "--sort", "po"}, "postal", noFiles},
		{[]string{"report", "--score", own, "--sort", "po"}, "postal points", noFiles},
		{[]string{"report", "--score", ""}, "csv", filesOfKind},
		{[]string{"report", "--top", ""}, "", noFiles},
		{[]string{"report", "--by", ""}, "province district commune level period", listGoesOn},
		{[]string{"report", "--by", "district,"}, "district,province district,commune district,level district,period", listGoesOn},
		{[]string{"report", "--allow", "count-mi"}, "count-missing", listGoesOn},
		{[]string{"report", "--allow", "file-not"}, "", listGoesOn}, // cannot be allowed
		{[]string{"report", good, "--unit", ""}, "Tràng Định|Xã Tri Phương", noFiles},
		{[]string{"report", good, other, "--unit", "B"}, "Bắc Sơn|Bắc Sơn/Xã Tri Phương", noFiles},
		{[]string{"report", dir, "--unit", ""}, "Bắc Sơn|Bắc Sơn/Xã Tri Phương|Tràng Định|Tràng Định/Xã Tri Phương", noFiles},
		{[]string{"report", "--unit", ""}, "", noFiles},
		{[]string{"explain", "dig"}, "digitised digitised_received", noFiles},
		{[]string{"explain", "--indicators", own, "mi"}, "mine", noFiles},
		{[]string{"explain", "late", ""}, "csv xlsx json", filesOfKind},
		{[]string{"explain", "late", good, "--unit", ""}, "Tràng Định|Xã Tri Phương", noFiles},
		{[]string{"explain", "--unit", ""}, "", noFiles},
		{[]string{"explain", "late", dir, "--period", ""}, "2024-05 2024-06", noFiles},
		{[]string{"explain", "late", good, "--level", ""}, "province district commune", noFiles},
		{[]string{"explain", "-f", ""}, "text csv json", noFiles},
		{[]string{"report", "-", "--unit", ""}, "", noFiles},
		{[]string{"report", good, "none.csv", "--unit", ""}, "", noFiles},
		{[]string{"report", broken, "--unit", ""}, "", noFiles},
		{[]string{"report", dir, "--period", ""}, "2024-05 2024-06", noFiles},
		{[]string{"check", dir, "--period", "2024-06"}, "2024-06", noFiles},
		{[]string{"clean", dir, "--month-ends", "40", "--period", ""}, "", noFiles},
		{[]string{"report", ""}, "csv xlsx json", filesOfKind},
		{[]string{"report", "--targets", ""}, "csv", filesOfKind},
		{[]string{"report", "--successors", ""}, "vietnam none", offersFiles},
		{[]string{"report", "--output", ""}, "", offersFiles},
		{[]string{"sql", "--columns", "received,received_on"}, "received,received_online", listGoesOn},
		{[]string{"re"}, "reconcile report", noFiles},
		{[]string{"completion", ""}, "bash fish powershell zsh", noFiles},
	} {
		words, directive := completed(t, tt.args...)
		got := strings.Join(words, " ")
		if strings.Contains(tt.want, "|") {
			got = strings.Join(words, "|")
		}
		if got != tt.want || directive != tt.directive {
			t.Errorf("%q: %q %s, want %q %s", tt.args, got, directive, tt.want, tt.directive)
		}
	}
}

// TestCompletionMeanings: words come with what they mean, but not behind a comma, where
// bash would not take them.
func TestCompletionMeanings(t *testing.T) {
	for unfinished, want := range map[string]string{"lat": "late\tResolved late\n:6\n", "online,lat": "online,late\n:6\n"} {
		if _, out, _ := runKPI(t, "__complete", "report", "-k", unfinished); out != want {
			t.Errorf("%q: %q, want %q", unfinished, out, want)
		}
	}
}

// TestCompletionReadsLittle: what is too large is not read while a person waits.
func TestCompletionReadsLittle(t *testing.T) {
	path := write(t, t.TempDir(), "large.csv", small)
	if words, _ := completed(t, "report", path, "--period", ""); !slices.Equal(words, []string{"2024-06"}) {
		t.Errorf("of a small file %q", words)
	}
	if err := os.Truncate(filepath.FromSlash(path), mostToPeek+1); err != nil {
		t.Fatal(err)
	}
	if words, _ := completed(t, "report", path, "--period", ""); words != nil {
		t.Errorf("of a large file %q", words)
	}
}

// TestCompletionScripts: there is one for every shell, and help names it.
func TestCompletionScripts(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if code, out, errs := runKPI(t, "completion", shell); code != 0 || !strings.Contains(out, cobra.ShellCompRequestCmd) {
			t.Errorf("%s: code %d, %s", shell, code, errs)
		}
	}
	if _, out, _ := runKPI(t, "--help"); !strings.Contains(out, "kpi completion SHELL") {
		t.Errorf("help says nothing of it:\n%s", out)
	}
}
