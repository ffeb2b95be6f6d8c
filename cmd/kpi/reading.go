package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/check"
	"cchc/kpi/input"
	"cchc/kpi/input/rows"
)

// reading is the state of a command that reads exports: its flags, the definitions, and
// the findings.
type reading struct {
	catalog catalogFlags
	input   inputFlags

	cat      *catalog.Catalog
	units    unitTables
	findings []kpi.Finding
	lang     kpi.Lang
	errw     io.Writer
	color    *colorFlag
	before   int                    // number of arguments before the exports
	needed   func(measure int) bool // whether the run's indicators need it; nil: all
}

func (r *reading) bind(cmd *cobra.Command) {
	r.input.bind(cmd)
	r.completeFrom(cmd, "period", periodsOf)
	r.catalog.bind(cmd)
}

// prepare checks the flags and reads the tables, before any export is opened.
func (r *reading) prepare() (err error) {
	if r.cat, err = r.catalog.load(); err != nil {
		return err
	}
	if err := r.input.check(r.cat); err != nil {
		return err
	}
	return r.readUnits()
}

// request is the exports that a run reads, and their purpose.
type request struct {
	sets     [][]string      // FILE arguments; each set makes one ledger
	about    []kpi.Indicator // blanks of other measures are no findings; none: every blank is one, no absent column
	hash     bool
	upToDate bool         // exports may be cumulative
	among    []kpi.Period // rows in none of them are left out; nil: all stay
}

// read reads one set of exports and applies the rules to its ledger. The ledger must not
// be used for figures before judge has returned nil.
func (r *reading) read(in io.Reader, args []string, about []kpi.Indicator, hash bool) *kpi.Ledger {
	ledger := r.load(in, request{sets: [][]string{args}, about: about, hash: hash})[0]
	r.apply(ledger, about, r.input.period.Period)
	return ledger
}

// load reads the exports and adds the findings about single files and cells.
func (r *reading) load(in io.Reader, q request) []*kpi.Ledger {
	options := r.options()
	r.needed = r.needs(q.about)
	options.Rows.Hash, options.UpToDate, options.Among, options.Needs = q.hash, q.upToDate, q.among, r.needed
	typed := slices.Contains(slices.Concat(q.sets...), rows.Stdin) && isTerminal(in) // a bar would cover the text typed
	defer r.watch(&options, typed)()
	var ledgers []*kpi.Ledger
	for _, result := range input.ReadSets(r.cat, q.sets, in, options) {
		r.note(result.Findings...)
		ledgers = append(ledgers, result.Ledger)
	}
	return ledgers
}

// needs returns whether a blank of a measure is a finding; nil if every one is.
func (r *reading) needs(about []kpi.Indicator) func(measure int) bool {
	if len(about) == 0 {
		return nil
	}
	needed := map[int]bool{}
	for _, d := range about {
		for _, i := range d.Needs() {
			for _, part := range r.cat.Measures.Family(i) {
				needed[part] = true
			}
		}
	}
	return func(measure int) bool { return needed[measure] }
}

// options returns the options of reading.
func (r *reading) options() input.Options {
	options := r.input.options()
	options.Units = r.units.list
	return options
}

// watch shows the progress of a reading until it is stopped, unless the user is typing on
// the terminal.
func (r *reading) watch(options *input.Options, typed bool) (stop func()) {
	if !showsProgress(isTerminal(r.errw) && !typed, r.input.quiet) {
		return func() {}
	}
	options.Rows.Progress = &rows.Progress{}
	return watch(r.errw, options.Rows.Progress, progressAfter, func(name string) string { return r.cat.Messages.Text(name, r.lang) })
}

// apply adds the findings of the rules over a ledger; asked is the period of --period.
func (r *reading) apply(ledger *kpi.Ledger, about []kpi.Indicator, asked kpi.Period) {
	var exists func(kpi.Unit, kpi.Month) bool
	if r.units.list != nil {
		exists = func(u kpi.Unit, m kpi.Month) bool { return r.units.list.Existed(u, m) }
	}
	r.note(check.Ledger(ledger, about, asked, exists)...)
	if r.units.list != nil {
		r.note(r.units.list.Unknown(ledger)...)
		r.note(r.units.list.Absent(ledger)...)
	}
}

// note adds findings to those of the run.
func (r *reading) note(findings ...kpi.Finding) { r.findings = append(r.findings, findings...) }

// card computes the figures of all indicators. If a sum overflows, it returns nil and adds
// a finding.
func (r *reading) card(ledger *kpi.Ledger, by []kpi.Dimension, targets []kpi.Target) *kpi.Scorecard {
	card, err := ledger.Score(by, r.cat.Indicators, targets)
	if err != nil {
		r.overflow(err)
		return nil
	}
	return card
}

// overflow adds the finding of a sum that overflows.
func (r *reading) overflow(err error) {
	what := strings.TrimSuffix(err.Error(), ": "+kpi.ErrOverflow.Error())
	r.note(kpi.NewFinding(kpi.SumOverflow, kpi.Place{}, "what", what))
}

// assess sets the severities of the findings and returns their exit code: 0 without an
// error.
func (r *reading) assess() int {
	r.cat.Messages.Judge(r.findings, r.input.allow, r.input.strict)
	kpi.SortFindings(r.findings)
	unreadable := func(f kpi.Finding) bool {
		return f.Severity == kpi.Error && (f.Code == kpi.FileNotFound || f.Code == kpi.FileUnreadable || f.Code == kpi.FolderEmpty)
	}
	switch {
	case slices.ContainsFunc(r.findings, unreadable):
		return exitTrouble
	case kpi.Worst(r.findings) == kpi.Error:
		return exitUntrusted
	}
	return exitDone
}

// judge returns the error that ends a run without figures, if a finding is an error.
func (r *reading) judge() error {
	code := r.assess()
	if code == exitDone {
		return nil
	}
	_ = r.writeFindings(true) // the exit code shows errors even if writing fails
	return &exitError{code}
}

// writeFindings writes the findings to standard error; notes only if wanted and without
// --quiet.
func (r *reading) writeFindings(notes bool) error {
	return printFindings(r.errw, r.color.screen(r.errw), r.cat, r.findings, r.lang, notes && !r.input.quiet)
}

// inputs returns the paths of the files read.
func (r *reading) inputs(l *kpi.Ledger) []string {
	paths := append(r.catalog.paths(), r.input.units, r.input.successors)
	for _, f := range l.Files {
		paths = append(paths, filepath.FromSlash(f.Name))
	}
	return paths
}
