package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestReadme runs the console blocks of README in the project's root and
// compares what they print. With -update it writes it there.
func TestReadme(t *testing.T) {
	t.Chdir("../..")
	t.Setenv("LC_ALL", "C")
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	blocks := regexp.MustCompile("(?ms)^```console\n(.*?)^```$").FindAllStringSubmatch(text, -1)
	if len(blocks) < 5 {
		t.Fatalf("README has %d console blocks", len(blocks))
	}
	for _, b := range blocks {
		got := console(t, b[1])
		if got == b[1] {
			continue
		}
		if !*update {
			t.Errorf("README says\n%s\nbut it is\n%s", b[1], got)
		}
		text = strings.Replace(text, b[0], "```console\n"+got+"```", 1)
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// console runs the lines of a block that begin with "$ kpi", and writes the
// block as it should stand: each with what it prints and, if not 0, its exit
// code.
func console(t *testing.T, block string) string {
	t.Helper()
	var b bytes.Buffer
	for line := range strings.Lines(block) {
		command, ok := strings.CutPrefix(strings.TrimSpace(line), "$ ")
		if !ok {
			continue
		}
		words := regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(command, -1)
		for i := range words {
			words[i] = strings.Trim(words[i], `"`)
		}
		if words[0] != "kpi" {
			t.Fatalf("README runs %q: only kpi can be run", command)
		}
		code, out, errs := runKPI(t, words[1:]...)
		b.WriteString("$ " + command + "\n" + out + errs)
		if code != 0 {
			b.WriteString("(exit code " + string(rune('0'+code)) + ")\n")
		}
	}
	return b.String()
}

// TestReadmeFormats runs the commands of the table of formats, but for where they
// write.
func TestReadmeFormats(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	t.Setenv("LC_ALL", "C")
	rows := regexp.MustCompile("(?m)^\\| `[a-z].* \\| `kpi (report testdata/exports.*)` \\|\r?$").FindAllStringSubmatch(string(data), -1)
	if len(rows) < 6 {
		t.Fatalf("README has %d rows with commands", len(rows))
	}
	for _, row := range rows {
		words := strings.Fields(strings.ReplaceAll(row[1], "testdata", filepath.ToSlash(examples)))
		code, out, errs := runKPI(t, words...)
		if code != 0 {
			t.Errorf("%s: exit code %d\n%s", row[1], code, errs)
		}
		if i := slices.Index(words, "-o"); i >= 0 {
			written, err := os.ReadFile(words[i+1])
			if err != nil || len(written) < 500 || out != "" {
				t.Errorf("%s: %d bytes, %v, and on standard output %q", row[1], len(written), err, out)
			}
		}
	}
}
