package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

// ourCommands returns the program and its commands, those of the library left out.
func ourCommands() []*cobra.Command {
	root := newRootCmd(newProgram())
	return append([]*cobra.Command{root}, root.Commands()...)
}

// TestHelp: every command has a description, a usage and examples that begin with its
// name; every flag has help.
func TestHelp(t *testing.T) {
	for _, c := range ourCommands() {
		for what, text := range map[string]string{"Use": c.Use, "Short": c.Short, "Long": c.Long, "Example": c.Example} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", c.CommandPath(), what)
			}
		}
		if first, _, _ := strings.Cut(c.Long, " "); !strings.EqualFold(first, c.Name()) {
			t.Errorf("%s: Long begins with %q", c.CommandPath(), first)
		}
		if strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: Short is a sentence: %s", c.CommandPath(), c.Short)
		}
		for line := range strings.Lines(c.Long) {
			if len([]rune(line)) > 82 {
				t.Errorf("%s: a line of Long is wider than a terminal: %s", c.CommandPath(), line)
			}
		}
		for line := range strings.Lines(c.Example) {
			if !strings.HasPrefix(line, "  "+c.CommandPath()+" ") && strings.TrimSpace(line) != c.CommandPath() {
				t.Errorf("%s: the example %q is of something else", c.CommandPath(), line)
			}
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s: --%s has no help", c.CommandPath(), f.Name)
			}
		})
	}
}

// TestQuietOfReaders: every command that reads exports can be quiet.
func TestQuietOfReaders(t *testing.T) {
	for _, c := range ourCommands() {
		if reads := strings.Contains(c.Use, "FILE") || strings.Contains(c.Use, "OLD") || strings.Contains(c.Use, "COUNTS"); reads != (c.Flags().Lookup("quiet") != nil) {
			t.Errorf("%s reads exports: %t", c.CommandPath(), reads)
		}
	}
}

// TestReference compares the help of the commands, as Markdown and as manual pages, with
// testdata. With -update it writes it there.
func TestReference(t *testing.T) {
	want := map[string]string{}
	for _, c := range ourCommands() {
		c.Long = strings.ReplaceAll(c.Long, "*", `\*`) // it is read as Markdown
		var markdown, man bytes.Buffer
		if err := doc.GenMarkdown(c, &markdown); err != nil {
			t.Fatal(err)
		}
		header := &doc.GenManHeader{Section: "1", Source: "kpi", Manual: "kpi", Date: &time.Time{}}
		if err := doc.GenMan(c, header, &man); err != nil {
			t.Fatal(err)
		}
		name := strings.ReplaceAll(c.CommandPath(), " ", "_")
		want["reference/"+name+".md"] = markdown.String()
		// A page has a date, which would change what nobody has changed.
		undated := regexp.MustCompile(`(?m)^(\.TH .*)"Jan 0001"`).ReplaceAllString(man.String(), `$1""`)
		want["man/"+strings.ReplaceAll(name, "_", "-")+".1"] = undated
	}
	testdata := filepath.Join("..", "..", "testdata")
	for name, text := range want {
		wantFile(t, filepath.Join(testdata, filepath.FromSlash(name)), text)
	}
	for _, folder := range []string{"reference", "man"} {
		entries, err := os.ReadDir(filepath.Join(testdata, folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if _, ok := want[folder+"/"+e.Name()]; !ok {
				t.Errorf("testdata/%s/%s is of no command", folder, e.Name())
			}
		}
	}
}

// wantFile compares a file with what it should hold, or writes it with -update.
func wantFile(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s is not current (%v): go test ./cmd/kpi -run TestReference -update", path, err)
	}
}
