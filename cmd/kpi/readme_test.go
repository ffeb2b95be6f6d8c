package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// documents are those whose commands are run; those in Vietnamese (.vi.md) where the locale
// is that.
func documents() []string {
	return []string{"README.md", ".github/README.vi.md", "cmd/kpi/README.md", ".github/CONTRIBUTING.md"}
}

// readDocuments returns the texts of the documents by their paths.
func readDocuments(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, name := range documents() {
		path, err := filepath.Abs(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[path] = strings.ReplaceAll(string(data), "\r\n", "\n")
	}
	return texts
}

// inExamples goes to a folder that is as the project's root for the commands of a document,
// and may be written to, with the locale of the document.
func inExamples(t *testing.T, testdata fs.FS, document string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "testdata"), testdata); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	t.Setenv("LC_ALL", "C")
	if strings.HasSuffix(document, ".vi.md") {
		t.Setenv("LC_ALL", "vi_VN.UTF-8")
	}
}

// examples are the files of the examples, wherever the test goes.
func examples(t *testing.T) fs.FS {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return os.DirFS(filepath.Join(root, "testdata"))
}

// TestReadme runs the console blocks of the documents and compares what they print. With
// -update it writes it there.
func TestReadme(t *testing.T) {
	testdata := examples(t)
	for path, text := range readDocuments(t) {
		inExamples(t, testdata, path)
		blocks := regexp.MustCompile("(?ms)^```console\n(.*?)^```$").FindAllStringSubmatch(text, -1)
		if len(blocks) < 2 {
			t.Fatalf("%s has %d console blocks", path, len(blocks))
		}
		for _, b := range blocks {
			got := console(t, b[1])
			if got == b[1] {
				continue
			}
			if !*update {
				t.Errorf("%s says\n%s\nbut it is\n%s", path, b[1], got)
			}
			text = strings.Replace(text, b[0], "```console\n"+got+"```", 1)
		}
		if *update {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// elsewhere are programs whose commands other checks run: .ci/run those of Go, and those
// of databases with the statements of kpi sql.
var elsewhere = regexp.MustCompile(`(?m)^(go|bash|duckdb|psql|clickhouse-client) `)

// TestReadmeShell runs the blocks for a shell in the same way, but for those of other
// programs.
func TestReadmeShell(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip(err)
	}
	kpi := built(t)
	ran := 0
	testdata := examples(t)
	for path, text := range readDocuments(t) {
		inExamples(t, testdata, path)
		for _, b := range regexp.MustCompile("(?ms)^```sh\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
			if elsewhere.MatchString(b[1]) {
				continue
			}
			ran++
			run := exec.Command(shell, "-e", "-c", b[1])
			run.Env = append(os.Environ(), "PATH="+filepath.Dir(kpi)+string(os.PathListSeparator)+os.Getenv("PATH"))
			if out, err := run.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s%s", path, err, b[1], out)
			}
		}
	}
	if ran == 0 {
		t.Error("no block was run")
	}
}

// TestNamedTests: each test that a command of a document names exists.
func TestNamedTests(t *testing.T) {
	named := regexp.MustCompile(`go test (?:-race )?(\./\S+)(?:[^` + "`" + `\n]*?) -(run|bench|fuzz) ['"]?([^\s'"` + "`" + `]+)`)
	found := 0
	for _, name := range documents() {
		data, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllStringSubmatch(string(data), -1) {
			if m[2] == "run" && m[3] == "-" {
				continue // no test
			}
			found++
			code := ""
			files, _ := filepath.Glob(filepath.Join("../..", strings.TrimSuffix(m[1], "..."), "*_test.go"))
			for _, file := range files {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				code += string(text)
			}
			for pattern := range strings.SplitSeq(strings.ReplaceAll(m[3], `\|`, "|"), "|") {
				if !regexp.MustCompile(`(?m)^func (Test|Benchmark|Fuzz)\w*` + strings.Trim(strings.TrimPrefix(pattern, "Test"), "^$")).MatchString(code) {
					t.Errorf("%s: %s has no test %s", name, m[1], pattern)
				}
			}
		}
	}
	if found < 5 {
		t.Errorf("%d commands that name tests", found)
	}
}

// console runs the lines of a block that begin with "$ kpi" or "$ cat", and writes the
// block as it should be: each with its output and, if not 0, its exit code.
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
		if words[0] == "cat" {
			data, err := os.ReadFile(words[1])
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString("$ " + command + "\n" + string(data))
			continue
		}
		if words[0] != "kpi" {
			t.Fatalf("a document runs %q: only kpi can be run", command)
		}
		code, out, errs := runKPI(t, words[1:]...)
		b.WriteString("$ " + command + "\n" + out + errs)
		note := "(exit code %d)\n"
		if systemLanguage() == kpi.Vietnamese {
			note = "(mã thoát %d)\n"
		}
		if code != 0 {
			fmt.Fprintf(&b, note, code)
		}
	}
	return b.String()
}

// TestReadmeFormats runs the commands of the guide's table of formats.
func TestReadmeFormats(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	inExamples(t, examples(t), "README.md")
	rows := regexp.MustCompile("(?m)^\\| `[a-z].* \\| `kpi (report testdata/exports.*)` \\|\r?$").FindAllStringSubmatch(string(data), -1)
	if len(rows) < 6 {
		t.Fatalf("the guide has %d rows with commands", len(rows))
	}
	for _, row := range rows {
		words := strings.Fields(row[1])
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
