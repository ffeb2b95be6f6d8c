// Command kpi turns the monthly CSV exports of one-stop offices into
// administrative-reform indicators.
package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/signal"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// The exit codes. 2 stays unused: it is that of a crash of Go.
const (
	exitDone      = 0
	exitFellShort = 1 // done, but a verdict that was asked for is missed, or check has warnings
	exitUntrusted = 3 // the input cannot be trusted: no figures
	exitTrouble   = 4 // could not run: usage, unreadable input, unwritable output

	exitSignal = 128 // and the number of the signal that ended the run: 129, 130, 131 or 143
)

// longRun is the run time after which memory matters more than start-up speed.
const longRun = 200 * time.Millisecond

// softLimit is the memory that a long run takes at most, where what is live leaves room for it,
// and liveLimit is how much may be live for that.
const (
	softLimit = 232 << 20
	liveLimit = softLimit / 4 * 3
)

// saveMemory makes a long run collect its garbage often, and more often where it would take more
// than softLimit. A run that needs more has no limit: it must not spend its time on collecting.
// A limit that the user has set (GOMEMLIMIT) is left as it is.
func saveMemory() {
	debug.SetGCPercent(40)
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	live, limit := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}, int64(0)
	for ; ; time.Sleep(longRun / 4) {
		metrics.Read(live)
		now := int64(math.MaxInt64)
		if live[0].Value.Uint64() <= liveLimit {
			now = softLimit
		}
		if now != limit {
			limit = now
			debug.SetMemoryLimit(limit)
		}
	}
}

// main is the only place that touches the process. Garbage of a short run is not worth
// collecting. The live memory of a long run grows with units and periods alone, so that
// collecting often costs little and saves half of the memory.
func main() {
	debug.SetGCPercent(400)
	time.AfterFunc(longRun, saveMemory)
	p := newProgram()
	done := make(chan int, 1)
	interrupted := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		if !signal.Ignored(s) { // as one is from the start behind nohup
			signal.Notify(interrupted, s)
		}
	}
	run := p.run
	if d, ok := startedByMouse(); ok {
		run = func(paths []string, in io.Reader, out, errw io.Writer) int { return d.run(p, paths, in, out, errw) }
	}
	cobra.MousetrapHelpText = "" // which would end a double click
	go func() { done <- run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr) }()
	var code int
	select {
	case code = <-done:
	case s := <-interrupted:
		p.outputs.stop()
		code = exitSignal + int(s.(syscall.Signal))
	}
	os.Exit(code)
}

// program is one run: its arguments, and the flags and the outputs that all commands share.
type program struct {
	args    []string
	color   colorFlag
	lang    choice
	outputs *outputs

	unwritten error // of help
}

func newProgram() *program { return &program{outputs: newOutputs()} }

// run runs a command line and returns its exit code.
func (p *program) run(args []string, in io.Reader, out, errw io.Writer) int {
	p.args, p.outputs.in = append([]string{}, args...), in // nil would mean the arguments of the process
	root := newRootCmd(p)
	root.SetArgs(p.args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	p.finish(root)
	cmd, err := root.ExecuteC()
	for _, change := range p.outputs.changed {
		fmt.Fprintf(errw, "kpi: %s\n", catalog.ErrorText(change, p.language()))
	}
	if err == nil {
		err = p.unwritten
	}
	if err == nil {
		return exitDone
	}
	var exit *exitError
	if errors.As(err, &exit) {
		return exit.code
	}
	lang := p.language()
	fmt.Fprintf(errw, "kpi: %s\n", catalog.ErrorText(err, lang))
	var usage *usageError
	if errors.As(err, &usage) {
		fmt.Fprintln(errw, catalog.ErrorText(kpi.NewFault("Run '{command} --help' for usage.", "command", cmd.CommandPath()), lang))
	}
	return exitTrouble
}

// exitError ends a run with a code; messages have been written already.
type exitError struct{ code int }

// Error names the code.
func (e *exitError) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// usageError is a wrong command line, or a wrong value of a flag in a project file.
type usageError struct {
	error
	flag string // that is wrong, without dashes; "" where it is another argument
}

// Unwrap returns what is wrong.
func (e *usageError) Unwrap() error { return e.error }

// usage makes a usage error. A text that begins with a flag is about that flag.
func usage(format string, args ...any) error {
	err, flag := fmt.Errorf(format, args...), ""
	if name, ok := strings.CutPrefix(err.Error(), "--"); ok {
		flag = name[:max(strings.IndexAny(name+" ", " :"), 0)]
	}
	return &usageError{err, flag}
}

// of notes which flag a usage error is about.
func of(flag string, err error) error {
	var wrong *usageError
	if errors.As(err, &wrong) {
		wrong.flag = flag
	}
	return err
}

// needArgs makes a wrong number of arguments a usage error.
func needArgs(check cobra.PositionalArgs, needs error) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if check(cmd, args) != nil {
			return usage("%w", needs)
		}
		return nil
	}
}

// needsFile returns the error of a command without FILE.
func needsFile(command string) error {
	return usage("%w", kpi.NewFault("{command} needs at least one FILE (or - for standard input), or the project file kpi.toml in this folder or one above", "command", command))
}

// newRootCmd returns the root command with all others.
func newRootCmd(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:   "kpi",
		Short: "Administrative-reform indicators from one-stop exports",
		Long: `kpi turns the monthly CSV exports of one-stop offices (dossiers per district
and commune) into administrative-reform indicators. Every rate is a ratio of
two printed sums under a named definition; what cannot be known is n/a, with
the reason, and no figures are printed from files that cannot be trusted.

kpi completion SHELL prints a script that makes a shell (bash, zsh, fish,
powershell) complete commands, flags, indicators, and the units and periods of
the files on the command line; kpi completion SHELL --help says how to load it.

Exit codes: 0 done; 1 done, but a verdict that was asked for is missed, or check
has warnings; 3 the input cannot be trusted; 4 could not run; 129, 130, 131 or
143 interrupted.`,
		Example: `  kpi report exports/
  kpi check exports/
  kpi clean exports/ -o clean.xlsx
  kpi explain on_time exports/ --unit "Tràng Định"
  kpi indicators on_time
  kpi units "Quốc Khánh"`,
		Args:          cobra.ArbitraryArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		// The reference must not change with the day on which it is made.
		DisableAutoGenTag: true,
		RunE:              p.wrongCommand,
	}
	root.Flags().Bool("version", false, "print the version, as kpi version does")
	root.SetFlagErrorFunc(wrongFlag)
	p.color.bind(root)
	p.bindLang(root)
	root.AddCommand(newReportCmd(p), newTrendCmd(p), newCompareCmd(p), newCheckCmd(p), newCleanCmd(p), newExplainCmd(p), newReconcileCmd(p), newIndicatorsCmd(p), newTemplateCmd(p), newSQLCmd(p), newUnitsCmd(p), newInitCmd(p), newVersionCmd(p))
	return root
}
