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
	"cchc/kpi/report"
)

// session is the state of a command: its flags, the definitions, the findings and the
// streams.
type session struct {
	catalog catalogFlags
	input   inputFlags
	output  outputFlags
	look    lookFlags // of the commands whose result is a document

	cat      *catalog.Catalog
	units    unitTables
	findings []kpi.Finding
	files    []string      // the paths of the exports and of other tables read
	rendered func() error  // judges what was found while a result was rendered; nil: nothing can be
	places   *input.Places // where rows are in the exports, for the cells of figures; nil: nobody asks for cells
	in       io.Reader
	errw     io.Writer
	project  projectFlags
}

// newSession returns the session of a command with the outputs that all share.
func newSession(p *program) session {
	return session{output: outputFlags{to: p.outputs, color: &p.color, lang: &p.lang}}
}

// bind adds the flags of a command that reads exports and writes a result in formats.
func (s *session) bind(cmd *cobra.Command, formats []string) {
	s.project.bind(cmd)
	s.input.bind(cmd)
	s.completeFrom(cmd, "period", periodsOf)
	s.catalog.bind(cmd)
	s.output.bind(cmd, formats)
	complete(cmd, "allow", completeList(s.output.allowedCodes))
	cmd.Flags().BoolVarP(&s.output.quiet, "quiet", "q", false, "show no progress and no notes beside the result; warnings and errors stay")
}

// bindFigures adds the flags of a command that reads exports and prints figures.
func (s *session) bindFigures(cmd *cobra.Command, formats []string) {
	s.bind(cmd, formats)
	s.output.bindWide(cmd)
	s.input.bindSuccessors(cmd)
}

// prepare checks the flags and reads the tables, before any export is opened.
func (s *session) prepare() (err error) {
	if s.cat, err = s.catalog.load(); err != nil {
		return err
	}
	if err := s.input.check(s.cat); err != nil {
		return err
	}
	if err := s.readUnits(); err != nil {
		return err
	}
	if in := s.input.in; in != "" {
		if err := s.checkUnit(in); err != nil {
			return usage("--in %q: %w", in, err)
		}
	}
	return s.chooseFiles()
}

// request is the exports that a run reads, and their purpose.
type request struct {
	sets     [][]string      // FILE arguments; each set makes one ledger
	about    []kpi.Indicator // blanks of other measures are no findings; none: every blank is one, no absent column
	hash     bool
	upToDate bool         // exports may be cumulative
	among    []kpi.Period // rows in none of them are left out; nil: all stay
	fields   bool         // counts are kept by field
}

// ledger reads one set of exports and applies the rules to its ledger. The ledger must not
// be used for figures if there is an error.
func (s *session) ledger(args []string, about []kpi.Indicator, hash bool) (*kpi.Ledger, error) {
	ledger := s.load(request{sets: [][]string{args}, about: about, hash: hash})[0]
	s.apply(ledger, about, s.input.period.Period)
	return ledger, s.judge()
}

// load reads the exports and adds the findings about single files and cells.
func (s *session) load(q request) (ledgers []*kpi.Ledger) {
	for _, result := range s.read(q) {
		ledgers = append(ledgers, result.Ledger)
	}
	return ledgers
}

// read is [session.load] with what can be read again.
func (s *session) read(q request) []input.Result {
	s.units.needed = nil
	if len(q.about) > 0 {
		needed := measuresOf(s.cat, q.about...)
		s.units.needed = func(measure int) bool { return slices.Contains(needed, measure) }
	}
	for i, args := range q.sets {
		q.sets[i] = s.project.choices.named(args)
	}
	options := s.options()
	options.Rows.Hash, options.UpToDate, options.Among, options.Needs = q.hash, q.upToDate, q.among, s.units.needed
	options.Fields = q.fields
	typed := slices.Contains(slices.Concat(q.sets...), rows.Stdin) && isTerminal(s.in) // a bar would cover the text typed
	defer s.watch(&options, typed)()
	results := input.ReadSets(s.cat, q.sets, s.in, options)
	for _, result := range results {
		s.note(result.Findings...)
		for _, f := range result.Ledger.Files {
			s.files = append(s.files, filepath.FromSlash(rows.BookOf(f.Name)))
		}
	}
	return results
}

// options returns the options of reading.
func (s *session) options() input.Options {
	f := &s.input
	delimiters := map[string]byte{"comma": ',', "semicolon": ';', "tab": '\t'}
	var own func(string) (kpi.Period, string)
	if len(s.project.choices.byFile) > 0 {
		own = s.project.choices.own
	}
	return input.Options{Period: f.period.Period, BlankZero: f.blank.value == "zero", Calendar: f.calendar,
		Rows:  rows.Options{Delimiter: delimiters[f.delimiter.value], Encoding: f.encoding.value, Sheet: f.sheet, Recursive: f.recursive, Others: s.project.others, Results: s.project.results},
		Units: s.units.list, In: f.in, Own: own, Lists: f.lists.options(s.output.path), Places: s.places}
}

// watch shows the progress of a reading until it is stopped, unless the user is typing on
// the terminal.
func (s *session) watch(options *input.Options, typed bool) (stop func()) {
	if !showsProgress(isTerminal(s.errw) && !typed, s.output.quiet) {
		return func() {}
	}
	options.Rows.Progress = &rows.Progress{}
	text := func(name string) string { return s.cat.Messages.Text(name, s.output.language()) }
	return watch(s.errw, options.Rows.Progress, progressAfter, text)
}

// apply adds the findings of the rules over a ledger; asked is the period of --period.
func (s *session) apply(ledger *kpi.Ledger, about []kpi.Indicator, asked kpi.Period) {
	if s.units.own { // a list of the user has the units whose rows are wanted
		s.note(s.units.list.Absent(ledger)...)
	}
	s.note(check.Ledger(ledger, about, asked, s.units.exists())...)
	isMissed := check.Unused(ledger, s.cat.Indicators, s.findings)
	for i, f := range s.findings {
		ofLedger := func(file kpi.File) bool { return file.Name == f.Place.File }
		if f.Code == kpi.ColumnUnused && slices.ContainsFunc(ledger.Files, ofLedger) && !isMissed(f.Place.File) {
			s.findings[i].Code = kpi.ColumnUnknown
		}
	}
}

// note adds findings to those of the run.
func (s *session) note(findings ...kpi.Finding) { s.findings = append(s.findings, findings...) }

// card computes the figures of all indicators. If a sum overflows, it returns nil and adds
// a finding.
func (s *session) card(ledger *kpi.Ledger, by []kpi.Dimension, targets []kpi.Target) *kpi.Scorecard {
	card, err := ledger.Score(by, s.cat.Indicators, targets)
	if err != nil {
		s.overflow(err)
		return nil
	}
	return card
}

// overflow adds the finding of a sum that overflows.
func (s *session) overflow(err error) {
	what := strings.TrimSuffix(err.Error(), ": "+kpi.ErrOverflow.Error())
	s.note(kpi.NewFinding(kpi.SumOverflow, kpi.Place{}, "what", what))
}

// assess sets the severities of the findings and returns their exit code: 0 without an
// error.
func (s *session) assess() int {
	s.cat.Messages.Judge(s.findings, s.input.allow, s.input.strict)
	kpi.SortFindings(s.findings)
	unreadable := func(f kpi.Finding) bool {
		return f.Severity == kpi.Error && slices.Contains([]string{kpi.FileNotFound, kpi.NameForm, kpi.FileUnreadable, kpi.FolderEmpty}, f.Code)
	}
	switch {
	case slices.ContainsFunc(s.findings, unreadable):
		return exitTrouble
	case kpi.Worst(s.findings) == kpi.Error:
		return exitUntrusted
	}
	return exitDone
}

// judge returns the error that ends a run without figures, if a finding is an error.
func (s *session) judge() error {
	code := s.assess()
	if code == exitDone {
		return nil
	}
	_ = s.writeFindings(true) // the exit code shows errors even if writing fails
	return &exitError{code}
}

// shownPerCode is the number of findings of one code in one file that are printed; the
// rest are counted. JSON has all of them.
const shownPerCode = 10

// writeFindings writes the findings to standard error in text for people; notes only if
// wanted and without --quiet.
func (s *session) writeFindings(notes bool) error {
	findings := s.findings
	if !notes || s.output.quiet {
		findings = slices.DeleteFunc(slices.Clone(findings), func(f kpi.Finding) bool { return f.Severity == kpi.Note })
	}
	listing := report.List(findings, shownPerCode, s.cat.Messages, s.output.language())
	if err := s.output.color.screen(s.errw).Findings(s.errw, listing); err != nil {
		return kpi.NewFault("writing what was found to standard error: {reason}").Because(cause(err))
	}
	return nil
}
