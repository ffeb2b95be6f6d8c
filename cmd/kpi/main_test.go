package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the commands print into scripts and README")

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // as main does
	testscript.Main(m, map[string]func(){"kpi": main})
}

// TestScripts runs the program in the scripts of testdata/script. EXAMPLES is
// the folder testdata.
func TestScripts(t *testing.T) {
	examples, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, "EXAMPLES="+filepath.ToSlash(examples), "LC_ALL=C",
				"MUTANT="+os.Getenv("MUTANT"), "MUTANTS_SEEN="+os.Getenv("MUTANTS_SEEN")) // of .ci/mutants
			return nil
		},
	})
}

// run is one run of a program of its own.
func run(args []string, in io.Reader, out, errw io.Writer) int {
	return newProgram().run(args, in, out, errw)
}

// runKPI runs the program in this process.
func runKPI(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	t.Setenv("CLICOLOR_FORCE", "") // whoever runs the tests may like colours
	var stdout, stderr bytes.Buffer
	code = run(args, strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// write makes a file in a folder and returns its path.
func write(t *testing.T, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return filepath.ToSlash(path)
}
