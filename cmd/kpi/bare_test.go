package main

import (
	"os"
	"strings"
	"testing"
)

// kpi alone names the two next commands where there is a project or there are exports, and
// prints the help elsewhere; --version is the version.
func TestWithoutCommand(t *testing.T) {
	t.Setenv("LC_ALL", "en")
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("below/deep", 0o777); err != nil {
		t.Fatal(err)
	}
	want := func(args []string, texts ...string) {
		t.Helper()
		code, out, errs := runKPI(t, args...)
		for _, text := range texts {
			if code != exitDone || !strings.Contains(out, text) || errs != "" {
				t.Errorf("code %d, %s%s, want %q", code, out, errs, text)
			}
		}
	}
	want(nil, "kpi turns the monthly CSV exports", "Usage:")
	write(t, ".", "a.csv", small)
	want(nil, "This folder has files that may be exports: a.csv.", "\n  kpi init\n  kpi report .\n")
	write(t, ".", "kpi.toml", "")
	want(nil, "kpi.toml has what is read and written here.", "\n  kpi report\n  kpi check\n")
	write(t, ".", "kpi.toml", "lang = 'vi'\n")
	want(nil, "kpi.toml cho biết cần đọc và ghi tệp nào")
	write(t, ".", "kpi.toml", "")
	t.Chdir("below/deep")
	want(nil, "../../kpi.toml has what is read")
	want([]string{"--version"}, "kpi ", "definitions: sha256:")
}
