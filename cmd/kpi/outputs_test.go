package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The outputs of a project file are those that --output writes, and the table is printed.
func TestOutputsOfProject(t *testing.T) {
	exports{"a.csv": small, "b.csv": moreCounts}.into(t)
	commands := map[string][]string{
		"report -k on_time": {"r.xlsx", "r.html", "r.json", "r.csv", "r.md", "r.svg"},
		"check":             {"r.txt", "r.json", "r.csv"},
		"trend -k on_time":  {"r.csv", "r.json", "r.html"},
		"compare":           {"r.csv", "r.json", "r.html"},
		"explain on_time":   {"r.csv", "r.json"},
		"clean":             {"r.csv", "r.json"},
	}
	for command, names := range commands {
		args := fields(command)
		write(t, ".", "kpi.toml", "exports = ['a.csv', 'b.csv']\n["+args[0]+"]\noutputs = ['"+strings.Join(names, "', '")+"']\n")
		_, want, _ := runKPI(t, append(slices.Clone(args), "-o", "one.out", "-f", "json")...)
		if _, err := os.Stat(names[0]); err == nil || want != "" {
			t.Fatalf("%s: --output does not replace outputs", command)
		}
		code, out, errs := runKPI(t, args...)
		if code > exitFellShort || len(out) < 50 {
			t.Fatalf("%s: code %d, %s%s", command, code, out, errs)
		}
		for _, name := range names {
			got, err := os.ReadFile(name)
			runKPI(t, append(slices.Clone(args), "-o", "one-"+name)...)
			want, err2 := os.ReadFile("one-" + name)
			if err != nil || err2 != nil || string(got) != string(want) {
				t.Errorf("%s: %s is not as by --output: %v, %v", command, name, err, err2)
			}
			os.Remove(name)
		}
	}
}

// Where a step of writing fails, all outputs are as they were, or all are new.
func TestEveryStepOfOutputsFails(t *testing.T) {
	exports{"a.csv": small}.into(t)
	write(t, ".", "kpi.toml", "exports = ['a.csv']\noutputs = ['out/r.csv', 'out/r.json', 'out/r.html']\n")
	faults := 0
	for _, before := range [][]string{{}, {"r.json"}, {"r.csv", "r.json", "r.html"}} {
		for n := -1; ; n++ {
			if err := os.RemoveAll("out"); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir("out", 0o700); err != nil {
				t.Fatal(err)
			}
			for _, name := range before {
				write(t, "out", name, "old")
			}
			p := newProgram()
			var f *faulty
			p.outputs, f = faultyOutputs(n)
			var out, errs strings.Builder
			code := p.run([]string{"report"}, strings.NewReader(""), &out, &errs)
			isOver := n >= f.steps // nothing failed any more
			where := fmt.Sprintf("%d before, step %d of %d: code %d, %s", len(before), n, f.steps, code, errs.String())
			entries, err := os.ReadDir("out")
			if err != nil {
				t.Fatal(err)
			}
			news, olds, others := 0, 0, 0
			for _, e := range entries {
				data, err := os.ReadFile(filepath.Join("out", e.Name()))
				switch {
				case err != nil:
					t.Fatal(err)
				case strings.HasSuffix(e.Name(), ".tmp"):
					others++
				case string(data) == "old":
					olds++
				case len(data) > 100:
					news++
				default:
					t.Errorf("%s: %s holds %q", where, e.Name(), data)
				}
			}
			fails := n >= 0 && !isOver
			switch {
			case others > 1 || others > 0 && !fails: // the step that failed may be the removal
				t.Errorf("%s: %d temporary files are left", where, others)
			case !(news == 3 && olds == 0) && !(news == 0 && olds == len(before)):
				t.Errorf("%s: %d are new and %d old", where, news, olds)
			case fails != (code == exitTrouble), fails && (out.Len() > 0 || !strings.Contains(errs.String(), "input/output error")), !fails && (news != 3 || out.Len() == 0):
				t.Errorf("%s: %q", where, out.String())
			}
			if isOver {
				break
			}
			if fails {
				faults++
			}
		}
	}
	if faults < 60 {
		t.Errorf("only %d faults", faults)
	}
	t.Logf("%d faults, nothing lost", faults)
}

// Outputs of a project are no exports, and nothing that was read is written over.
func TestOutputsAreNoExports(t *testing.T) {
	exports{"a.csv": small}.into(t)
	write(t, ".", "kpi.toml", "outputs = ['bao-cao.xlsx', 'bao-cao.csv', 'bao-cao.html']\nformat = 'csv'\n[check]\noutputs = ['findings.txt']\n[clean]\noutput = 'clean.csv'\n")
	_, want, _ := runKPI(t, "report")
	for _, args := range [][]string{{"check"}, {"clean", "-f", "csv"}, {"report"}, {"report"}} {
		code, out, errs := runKPI(t, args...)
		if code > exitFellShort || strings.Contains(errs, "folder-left") || args[0] == "report" && out != want {
			t.Errorf("%v: code %d, %s%s, want %s", args, code, out, errs, want)
		}
	}
	if code, _, errs := runKPI(t, "report", "--project", "none", "*.csv", "-q"); code != exitUntrusted {
		t.Errorf("without the project they are: code %d, %s", code, errs)
	}
	for _, file := range []string{"exports = ['a.csv']\noutputs = ['b.csv', './a.csv']", "exports = ['b.csv']\noutputs = ['b.csv']"} {
		write(t, ".", "b.csv", moreCounts)
		write(t, ".", "kpi.toml", file)
		code, out, errs := runKPI(t, "report")
		if data, err := os.ReadFile("b.csv"); code != exitTrouble || out != "" || !strings.Contains(errs, "would overwrite what was read") || err != nil || string(data) != moreCounts {
			t.Errorf("%q: code %d, %s%s, %q", file, code, out, errs, data)
		}
	}
}
