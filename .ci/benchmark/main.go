// Command benchmark times kpi beside other programs that add the same counts, and
// compares their sums. .ci/bench builds and runs it.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchmark:", err)
		os.Exit(1)
	}
}

// run does what the words ask for, as usage has them.
func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "split":
		return bare(os.Stdout, args[1], sums.split)
	case len(args) == 2 && args[0] == "add":
		return bare(os.Stdout, args[1], sums.add)
	case len(args) == 2 && args[0] == "library":
		return library(os.Stdout, args[1])
	case len(args) == 2 && args[0] == "list":
		return bareList(os.Stdout, args[1])
	case len(args) == 3 && args[0] == "generate":
		return export(args[1], args[2])
	case len(args) >= 3 && args[0] == "compare":
		return compare(args[1], args[2], args[3:])
	case len(args) >= 2 && args[0] == "results":
		return results(args[1], args[2:])
	case len(args) >= 3 && args[0] == "generate-list":
		return exportList(args[1], args[2:])
	case len(args) >= 3 && args[0] == "compare-list":
		return compareLists(args[1], args[2], args[3:])
	case len(args) == 2 && args[0] == "compare-unusual":
		return compareUnusual(args[1])
	}
	return fmt.Errorf("want %s, not %q", usage, args)
}

const usage = "split FILE, add FILE, library FILE, list FILE, generate FOLDER FILE, compare FOLDER NODE [ROWS...], " +
	"results FOLDER [COMMUNES...], generate-list FOLDER ROWS [UNDATED], compare-list FOLDER NODE [ROWS...] or compare-unusual FOLDER"
