package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// runs is how often each program is run on a file, all in turn; slowSeconds is from
// where once must do.
const (
	runs        = 5
	slowSeconds = 20
)

// shapes are the exports: a month of a province by fields, a year of it by procedures,
// a tenth of the nation and all of it.
func shapes() []shape {
	return []shape{
		{months: 1, communes: 160, procedures: 15},
		{months: 12, communes: 160, procedures: 125},
		{months: 12, communes: 332, procedures: 319},
		{months: 12, communes: 332, procedures: 319, messy: true},
		{months: 12, communes: 3321, procedures: 319},
	}
}

// timing is the medians of a program on a file.
type timing struct {
	program string
	result
	runs int
}

// compare times the programs on exports of some sizes, or all, and prints tables. It is
// an error where sums differ, never where a program is slow.
func compare(folder, node string, sizes []string) error {
	machine(node)
	all := map[string][]timing{}
	sums := map[int]map[string]district{} // of kpi, by rows
	for _, s := range shapes() {
		if len(sizes) > 0 && !slices.Contains(sizes, strconv.Itoa(s.rows())) {
			continue
		}
		path, err := madeBefore(folder, s.file(), "generate", folder, s.file())
		if err != nil {
			return err
		}
		list := slices.DeleteFunc(programs(folder, node), func(p program) bool { return p.most > 0 && s.rows() > p.most || s.messy && !p.own })
		timings, err := timeAll(list, path, func(p program, output []byte) error { return p.verify(output, s.rows(), sums) })
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		all[s.file()] = timings
		title := thousands(s.rows()) + " rows"
		if s.messy {
			title += ", decomposed letters, semicolons and grouped counts"
		}
		table(title, s.rows(), timings)
	}
	reach(all)
	return nil
}

// model is the name of the processor.
func model() string {
	data, _ := os.ReadFile("/proc/cpuinfo") // other systems have none
	_, after, _ := strings.Cut(string(data), "model name")
	line, _, _ := strings.Cut(strings.TrimLeft(after, "\t :"), "\n")
	return line
}

// machine prints where the figures are taken.
func machine(node string) {
	version := func(words ...string) string {
		out, err := exec.Command(words[0], words[1:]...).CombinedOutput()
		line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		if err != nil {
			return words[0] + " ?"
		}
		return line
	}
	fmt.Printf("%s, %d processors, %s %s, DuckDB %s, %s, %s\n", model(), runtime.NumCPU(), runtime.Version(), runtime.GOARCH,
		version("node", "-p", "require(process.argv[1] + '/node_modules/@duckdb/node-api/package.json').version", node),
		version("mlr", "--version"), version("python3", "--version"))
}

// timeAll runs all programs in turn, and verifies what each writes.
func timeAll(list []program, path string, verify func(p program, output []byte) error) ([]timing, error) {
	results := make([][]result, len(list))
	for round := range runs {
		for i, p := range list {
			if round > 0 && results[i][0].seconds > slowSeconds {
				continue
			}
			got, err := p.time(path)
			if err != nil {
				return nil, err
			}
			if err := verify(p, got.output); err != nil {
				return nil, fmt.Errorf("%s: %w", p.name, err)
			}
			got.output = nil
			results[i] = append(results[i], got)
		}
	}
	timings := make([]timing, len(list))
	for i, p := range list {
		of := func(what func(result) float64) float64 { return median(results[i], what) }
		timings[i] = timing{p.name, result{seconds: of(func(r result) float64 { return r.seconds }), cpu: of(func(r result) float64 { return r.cpu }),
			memory: of(func(r result) float64 { return r.memory })}, len(results[i])}
	}
	return timings, nil
}

func median(results []result, what func(result) float64) float64 {
	values := make([]float64, len(results))
	for i, r := range results {
		values[i] = what(r)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// table prints the timings on one file.
func table(title string, rows int, list []timing) {
	fmt.Printf("\n%s\n\n| program | seconds | times kpi | processor seconds | MB | million rows a second |\n|---|--:|--:|--:|--:|--:|\n", title)
	for _, t := range list {
		once := ""
		if t.runs == 1 {
			once = " (once)"
		}
		fmt.Printf("| %s%s | %.3f | %.2f | %.2f | %.0f | %.2f |\n", t.program, once, t.seconds, t.seconds/list[0].seconds, t.cpu, t.memory, float64(rows)/t.seconds/1e6)
	}
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// reach prints what must be reached, and whether it was, of the files that were tried.
func reach(all map[string][]timing) {
	of := func(file, program string) (timing, bool) {
		i := slices.IndexFunc(all[file], func(t timing) bool { return t.program == program })
		if i < 0 {
			return timing{}, false
		}
		return all[file][i], true
	}
	reachHeader()
	const small, tenth, nation = "2400.csv", "1270896.csv", "12712788.csv"
	kpi, ok := of(nation, "kpi report")
	for i, program := range []string{"DuckDB", "bare scanner (Go)", "bare adder (Go)"} {
		if other, tried := of(nation, program); tried && ok {
			reachLine("12.7 million rows, kpi / "+program, []float64{0.40, 1.5, 1.5}[i], kpi.seconds/other.seconds)
		}
	}
	if ok {
		reachLine("12.7 million rows, memory of kpi in MB", 60, kpi.memory)
	}
	if part, tried := of(tenth, "kpi report"); tried && ok {
		reachLine("ten times the rows, times the time", 11.5, kpi.seconds/part.seconds)
	}
	clean, _ := of(tenth, "kpi report")
	if messy, tried := of("1270896-messy.csv", "kpi report"); tried {
		reachLine("decomposed letters, semicolons, grouped counts / clean", 1.3, messy.seconds/clean.seconds)
	}
	kpi, _ = of(small, "kpi report")
	for _, program := range []string{"Miller", "DuckDB", "Python csv"} {
		if other, tried := of(small, program); tried {
			reachLine("2,400 rows, whole process, kpi / "+program, 1, kpi.seconds/other.seconds)
		}
	}
}

// reachHeader prints the head of the table of what must be reached.
func reachHeader() {
	fmt.Printf("\n| to be reached | at most | measured | |\n|---|--:|--:|---|\n")
}

// reachLine prints a row of it.
func reachLine(what string, most, measured float64) {
	verdict := "yes"
	if measured > most {
		verdict = "no"
	}
	fmt.Printf("| %s | %.2f | %.2f | %s |\n", what, most, measured, verdict)
}
