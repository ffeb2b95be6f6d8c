package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// notices is the file that every archive and package has beside the program.
const notices = "THIRD_PARTY_NOTICES"

// licence matches the names of files with terms of use, which a copy has to carry.
var licence = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|notice|patents|ofl)`)

// linked is a package of another module, as "go list" describes it.
type linked struct {
	Dir        string
	Standard   bool
	EmbedFiles []string // below Dir
	Module     *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// linkedFor returns the packages that the program has on a system.
func linkedFor(t *testing.T, system string) []linked {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-json=Dir,Standard,EmbedFiles,Module", ".")
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []linked
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var l linked
		if err := d.Decode(&l); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
}

// terms returns the files with terms of use that hold for a package: those of its folder,
// of what it embeds, and of the folders above, up to its module.
func (l linked) terms(t *testing.T) []string {
	t.Helper()
	folders := []string{l.Dir}
	for _, e := range l.EmbedFiles {
		folders = append(folders, filepath.Join(l.Dir, filepath.Dir(e)))
	}
	var files []string
	for _, folder := range folders {
		for ; strings.HasPrefix(folder, l.Module.Dir); folder = filepath.Dir(folder) {
			entries, err := os.ReadDir(folder)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				if !e.IsDir() && licence.MatchString(e.Name()) {
					files = append(files, filepath.Join(folder, e.Name()))
				}
			}
		}
	}
	// Its LICENSE leaves the choice between two files, of which one suits a program under
	// the MIT license.
	if l.Module.Path == "github.com/golang/freetype" {
		files = append(files, filepath.Join(l.Module.Dir, "licenses", "ftl.txt"))
	}
	return files
}

// thirdParty returns the text of the notices: modules with the same terms beside one
// another, in the order of their paths.
func thirdParty(t *testing.T) string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]string{"Go, its library and runtime": {filepath.Join(strings.TrimSpace(string(root)), "LICENSE")}}
	for _, system := range []string{"darwin", "linux", "windows"} {
		for _, l := range linkedFor(t, system) {
			if l.Standard || l.Module.Main {
				continue
			}
			name := l.Module.Path + " " + l.Module.Version
			files[name] = append(files[name], l.terms(t)...)
		}
	}
	modules := map[string][]string{} // by their terms
	for name, paths := range files {
		slices.Sort(paths)
		var text strings.Builder
		for _, path := range slices.Compact(paths) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&text, "\n%s\n", strings.TrimSpace(strings.ReplaceAll(string(raw), "\r\n", "\n")))
		}
		if len(paths) == 0 {
			t.Errorf("%s has no terms of use", name)
		}
		modules[text.String()] = append(modules[text.String()], name)
	}
	var parts []string
	for text, names := range modules {
		slices.Sort(names)
		parts = append(parts, strings.Join(names, "\n")+"\n"+text)
	}
	slices.Sort(parts)
	line := "\n" + strings.Repeat("-", 80) + "\n"
	return "The program kpi contains the software below, each part under the terms that follow it.\n" + line + strings.Join(parts, line)
}

// TestNotices: the notices are those of the modules that the program is made of.
func TestNotices(t *testing.T) {
	if _, err := exec.LookPath("go"); testing.Short() || err != nil {
		t.Skip("go list is needed, and what it asks for")
	}
	want := thirdParty(t)
	if *update {
		if err := os.WriteFile(notices, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(notices)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not that of go.mod: go test ./cmd/kpi -run Notices -update", notices)
	}
}

// TestLibraries: CONTRIBUTING has a line for each library that go.mod requires by itself,
// with its version.
func TestLibraries(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+) (v\S+)$`).FindAllStringSubmatch(string(mod), -1) {
		want = append(want, m[1]+" "+m[2])
	}
	text, err := os.ReadFile("../../.github/CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\S+)` \\| (v\\S+) \\| \\d{4}-\\d\\d-\\d\\d \\| \\S.*\\|$").FindAllStringSubmatch(string(text), -1) {
		got = append(got, m[1]+" "+m[2])
	}
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("libraries of CONTRIBUTING:\n%s\nof go.mod:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestActions: what workflows use of others is named by its hash, which nobody can move.
func TestActions(t *testing.T) {
	paths, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	used, pinned := regexp.MustCompile(`(?m)^.*\buses:.*$`), regexp.MustCompile(`uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := used.FindAllString(string(text), -1)
		if len(lines) == 0 {
			t.Errorf("%s uses nothing", path)
		}
		for _, line := range lines {
			if !pinned.MatchString(line) {
				t.Errorf("%s: not by a hash: %s", path, line)
			}
		}
	}
}
