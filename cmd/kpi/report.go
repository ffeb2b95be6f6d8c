package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/check"
	"cchc/kpi/input"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// reportOptions are the flags of `kpi report`.
type reportOptions struct {
	catalog    catalogFlags
	input      inputFlags
	output     outputFlags
	by         []string
	indicators []string
	units      []string
	targets    string
	failOn     choice
	sort       string
	decimals   int
}

func newReportCmd() *cobra.Command {
	o := &reportOptions{failOn: choice{"", []string{"target"}}}
	cmd := &cobra.Command{
		Use:   "report FILE...",
		Short: "Print the indicators of every unit",
		Long: `Report reads exports and prints the indicators of every district (or whatever
--by asks for): each with the two sums that it is the ratio of. FILE is a file,
a folder (its *.csv), a pattern such as "2024-*.csv", or - for standard input.
Several kinds of export are joined by unit and period: dossier counts, deadline
lists, task lists, officials.

The result goes to standard output, findings about the data to standard error.`,
		Example: `  kpi report exports/
  kpi report exports/ --by district --by level
  kpi report exports/ -k on_time,late --period 2024-06 --format csv
  kpi report exports/ --targets targets.csv --fail-on target -o report.json`,
		Args:              needArgs(cobra.MinimumNArgs(1), "at least one FILE (or - for standard input)"),
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runReport(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr(), o, args)
		},
	}
	flags := cmd.Flags()
	flags.StringSliceVarP(&o.by, "by", "b", nil, "group by province, district, commune, level, period; repeatable (default district, or commune where there are no districts or --unit names communes)")
	flags.StringSliceVarP(&o.indicators, "indicator", "k", nil, "indicator `ID`s, or all (default: the headline ones)")
	flags.StringArrayVar(&o.units, "unit", nil, "only this district or commune (`NAME`, or district/commune); repeatable")
	flags.StringVar(&o.targets, "targets", "", "`FILE` with targets (indicator,level,unit,target)")
	bindChoice(cmd, &o.failOn, "fail-on", "", "exit with 1 where a target is missed")
	flags.StringVar(&o.sort, "sort", "", "order rows by an indicator `ID`, best first; with - before it, worst first (default: by name)")
	flags.IntVar(&o.decimals, "decimals", 1, "decimals of percentages for people, 0 to 6")
	o.input.bind(cmd)
	o.output.bind(cmd, render.Names())
	o.catalog.bind(cmd)
	var words []string
	for _, d := range kpi.Dimensions() {
		words = append(words, d.String())
	}
	complete(cmd, "by", words)
	return cmd
}

// completeExports completes file names of exports.
func completeExports(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"csv"}, cobra.ShellCompDirectiveFilterFileExt
}

// reporter is a run of `kpi report` with its flags checked.
type reporter struct {
	*reportOptions
	cat      *catalog.Catalog
	by       []kpi.Dimension
	targets  *catalog.Targets
	units    *catalog.UnitList
	findings []kpi.Finding
	lang     kpi.Lang
	errw     io.Writer
	selected []kpi.Unit // by --unit
}

// runReport reads, checks, scores and renders; then it writes once.
func runReport(in io.Reader, out, errw io.Writer, o *reportOptions, args []string) error {
	format, err := o.output.renderer()
	if err != nil {
		return err
	}
	r := &reporter{reportOptions: o, errw: errw, lang: o.output.language()}
	if err := r.prepare(); err != nil {
		return err
	}
	ledger, err := r.read(in, args, format.Name == "json")
	if err != nil {
		return err
	}
	card, chosen, err := r.score(ledger)
	if err != nil {
		return err
	}
	options := report.Options{Lang: r.lang, Decimals: o.decimals, Sort: o.sort}
	if format.Machine {
		options.Lang = kpi.English
	}
	var b bytes.Buffer
	result := report.Build(card, chosen, ledger.Files, r.findings, r.cat, options)
	if err := format.Render(&b, result); err != nil {
		return fmt.Errorf("rendering: %w", err)
	}
	if err := o.output.checkTarget(inputsOf(o, ledger)); err != nil {
		return err
	}
	if err := writeResult(out, o.output.path, b.Bytes()); err != nil {
		return err
	}
	printFindings(errw, r.cat, r.findings, r.lang, !format.Notes)
	if o.failOn.value != "" && fellShort(card, chosen) {
		return &exitError{exitFellShort}
	}
	return nil
}

// inputsOf returns the files that a run has read.
func inputsOf(o *reportOptions, l *kpi.Ledger) []string {
	paths := []string{o.targets, o.input.units, o.catalog.indicators, o.catalog.measures, o.catalog.headers}
	for _, f := range l.Files {
		paths = append(paths, filepath.FromSlash(f.Name))
	}
	return paths
}

// prepare checks the flags and reads the tables, before any export is opened.
func (r *reporter) prepare() (err error) {
	if r.decimals < 0 || r.decimals > 6 {
		return usage("--decimals %d: want 0 to 6", r.decimals)
	}
	if r.failOn.value != "" && r.reportOptions.targets == "" {
		return usage("--fail-on target needs --targets FILE")
	}
	for _, word := range r.reportOptions.by {
		d, err := kpi.ParseDimension(word)
		if err != nil {
			return usage("--by: %w", err)
		}
		if !slices.Contains(r.by, d) {
			r.by = append(r.by, d)
		}
	}
	if r.cat, err = r.catalog.load(); err != nil {
		return err
	}
	if err := r.input.check(r.cat); err != nil {
		return err
	}
	if err := r.checkIndicators(); err != nil {
		return err
	}
	if path := r.reportOptions.targets; path != "" {
		data, err := readTable(path)
		if err != nil {
			return err
		}
		if r.targets, err = r.cat.ReadTargets(path, data); err != nil {
			return err
		}
	}
	if r.input.units != "" {
		data, err := readTable(r.input.units)
		if err != nil {
			return err
		}
		if r.units, err = r.cat.ReadUnits(r.input.units, data); err != nil {
			return err
		}
	}
	return nil
}

// checkIndicators wants the indicators asked for to exist, each once.
func (r *reporter) checkIndicators() error {
	unknown := func(id string) error { return usage("no indicator %q: 'kpi indicators' lists them", id) }
	for i, id := range r.indicators {
		if _, ok := r.cat.Indicator(id); !ok && (id != allIndicators || len(r.indicators) > 1) {
			return unknown(id)
		}
		if slices.Index(r.indicators, id) < i {
			return usage("--indicator: %s stands twice", id)
		}
	}
	if id := strings.TrimPrefix(r.sort, "-"); id != "" {
		if _, ok := r.cat.Indicator(id); !ok {
			return unknown(id)
		}
	}
	return nil
}

// allIndicators is the word for every indicator that can be computed.
const allIndicators = "all"

// wanted returns the indicators that the run is about: those asked for, else
// the headline ones.
func (r *reporter) wanted() []kpi.Indicator {
	var wanted []kpi.Indicator
	for _, d := range r.cat.Indicators {
		if slices.Contains(r.indicators, d.ID) || len(r.indicators) == 0 && d.Headline || slices.Contains(r.indicators, allIndicators) {
			wanted = append(wanted, d)
		}
	}
	return wanted
}

// read reads the exports and applies the rules. With an error among the
// findings there is no ledger, but an exit code.
func (r *reporter) read(in io.Reader, args []string, hash bool) (*kpi.Ledger, error) {
	wanted := r.wanted()
	needed := map[int]bool{}
	for _, d := range wanted {
		for _, i := range d.Needs() {
			for _, part := range r.cat.Measures.Family(i) {
				needed[part] = true
			}
		}
	}
	options := r.input.options()
	options.Hash = hash
	options.Needs = func(measure int) bool { return needed[measure] }
	result := input.Read(r.cat, args, in, options)
	r.findings = result.Findings
	if err := r.judge(); err != nil {
		return nil, err
	}
	ledger := result.Ledger
	r.findings = append(r.findings, check.Ledger(ledger, wanted, r.input.period.Period)...)
	if r.units != nil {
		r.findings = append(r.findings, r.units.Unknown(r.cat, ledger)...)
	}
	if err := r.judge(); err != nil {
		return nil, err
	}
	return r.filter(ledger)
}

// judge sets the severities and ends the run where there is an error.
func (r *reporter) judge() error {
	r.cat.Judge(r.findings, r.input.allow, r.input.strict)
	kpi.SortFindings(r.findings)
	if kpi.Worst(r.findings) < kpi.Error {
		return nil
	}
	printFindings(r.errw, r.cat, r.findings, r.lang, true)
	unreadable := func(f kpi.Finding) bool {
		return f.Severity == kpi.Error && (f.Code == kpi.FileNotFound || f.Code == kpi.FileUnreadable || f.Code == kpi.FolderEmpty)
	}
	if slices.ContainsFunc(r.findings, unreadable) {
		return &exitError{exitTrouble}
	}
	return &exitError{exitUntrusted}
}

// score computes the figures and notes what they need said.
func (r *reporter) score(ledger *kpi.Ledger) (*kpi.Scorecard, []int, error) {
	var targets []kpi.Target
	if r.targets != nil {
		var unused []kpi.Finding
		targets, unused = r.targets.For(r.cat, ledger.Units())
		r.findings = append(r.findings, unused...)
	}
	targets = slices.DeleteFunc(targets, r.isOfMore)
	card, err := ledger.Score(r.grouping(ledger), r.cat.Indicators, targets)
	if err != nil {
		what := strings.TrimSuffix(err.Error(), ": "+kpi.ErrOverflow.Error())
		r.findings = append(r.findings, kpi.NewFinding(kpi.SumOverflow, kpi.Place{}, "what", what))
		return nil, nil, r.judge()
	}
	ids := r.indicators
	if slices.Contains(ids, allIndicators) {
		ids = report.Known(card)
	}
	chosen, notes := report.Choose(card, ids)
	r.findings = append(append(r.findings, notes...), report.Notes(card, chosen)...)
	r.findings = append(r.findings, report.Idle(card, chosen, r.meant(targets))...)
	return card, chosen, r.judge()
}
