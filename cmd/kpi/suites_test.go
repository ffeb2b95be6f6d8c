package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	pathpkg "path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// beyond skips a test of a suite beyond the inner loop, unless its variable is set:
// KPI_FAULTS, KPI_ENGINES or KPI_EXHAUSTIVE.
func beyond(t *testing.T, suite string) {
	t.Helper()
	if os.Getenv(suite) == "" {
		t.Skipf("%s is not set", suite)
	}
}

// missing ends a test of a suite where a program is not installed: as failed if the suite
// is "required", else as skipped.
func missing(t *testing.T, suite, format string, args ...any) {
	t.Helper()
	if os.Getenv(suite) == "required" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// buildOnce makes the program once, as it is released, in the folder that the scripts have
// for a run of the tests.
var buildOnce = sync.OnceValues(func() (string, error) {
	script, err := exec.LookPath("kpi")
	if err != nil {
		return "", err
	}
	path := filepath.Join(filepath.Dir(filepath.Dir(script)), "built", filepath.Base(script))
	run := exec.Command("go", "build", "-o", path, ".")
	run.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := run.CombinedOutput(); err != nil {
		return path, fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// built returns the path of the program.
func built(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("runs of the program by itself")
	}
	path, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// Every test that a variable switches on, or makes longer, is run so by .ci/run.
func TestSuitesAreRun(t *testing.T) {
	script, err := os.ReadFile("../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string][]string{}
	for _, m := range regexp.MustCompile(`(KPI_[A-Z]+)=required named (./\S+)((?:[ \\\n\t]+Test\w+)+)`).FindAllStringSubmatch(string(script), -1) {
		named[m[1]+" "+m[2]] = strings.Fields(strings.ReplaceAll(m[3], `\`, ""))
	}
	found := 0
	for _, root := range []string{"cmd", "kpi"} {
		err := fs.WalkDir(os.DirFS("../.."), root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			for name, suite := range switched(t, path) {
				found++
				if !slices.Contains(named[suite+" ./"+pathpkg.Dir(path)], name) {
					t.Errorf("%s: .ci/run has no line %s=required named ./%s with %s", path, suite, pathpkg.Dir(path), name)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	if found < 10 {
		t.Errorf("%d tests are switched by variables", found)
	}
}

// switched returns the tests of a file that name a variable, with the variable.
func switched(t *testing.T, path string) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../"+path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	suites := map[string]string{}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Name.Name == "TestSuitesAreRun" || !strings.HasPrefix(f.Name.Name, "Test") {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
				if value, _ := strconv.Unquote(text.Value); regexp.MustCompile(`^KPI_[A-Z]+$`).MatchString(value) {
					suites[f.Name.Name] = value
				}
			}
			return true
		})
	}
	return suites
}
