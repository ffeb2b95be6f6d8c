package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
)

// reportOptions are the flags of `kpi report`.
type reportOptions struct {
	reading    reading
	output     outputFlags
	rows       rowFlags
	indicators []string
	targets    string
	failOn     choice
	score      string
	order      orderFlags
	split      choice
	decimals   int
}

func newReportCmd(p *program) *cobra.Command {
	o := &reportOptions{reading: reading{color: &p.color}, output: outputFlags{to: p.outputs}, failOn: choice{"", []string{"target"}}}
	for _, d := range report.Splits() {
		o.split.words = append(o.split.words, d.String())
	}
	cmd := &cobra.Command{
		Use:   "report FILE...",
		Short: "Print the indicators of every unit",
		Long: `Report reads exports and prints the indicators of every district (or whatever
--by asks for): each with the two sums that it is the ratio of. FILE is a file,
a folder (its *.csv), a pattern such as "2024-*.csv", or - for standard input.
Several kinds of export are joined by unit and period: dossier counts, deadline
lists, task lists, officials.

The result goes to standard output, findings about the data to standard error.
On a terminal, a table that is wider is written as several below each other, each
with the units and as many indicators as fit; --wide writes it whole.`,
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
	o.rows.bind(cmd, &o.reading)
	bindIndicators(cmd, &o.indicators, &o.reading.catalog)
	flags.StringVar(&o.targets, "targets", "", "`FILE` with targets (indicator,level,unit,target)")
	flags.StringVar(&o.score, "score", "", "`FILE` with the points that indicators earn (group,indicator,points,rule,zero,valid_from): adds the points of every row")
	bindChoice(cmd, &o.failOn, "fail-on", "", "exit with 1 where a target is missed")
	o.order.bind(cmd, o)
	bindChoice(cmd, &o.split, "split", "", "add a table of its own for every district (its communes) or level; in a workbook a sheet")
	bindDecimals(cmd, &o.decimals)
	completeTables(cmd, "targets", "score")
	o.reading.bind(cmd)
	o.reading.bindSuccessors(cmd)
	o.output.bindWide(cmd)
	o.output.bind(cmd, render.Names(render.Formats(render.Screen{})))
	return cmd
}

// reporter is a run of `kpi report` with its flags checked.
type reporter struct {
	flags   *reportOptions
	reading *reading // of the flags
	targets *catalog.Targets
	profile *kpi.Profile // by --score; nil without

	judged    []kpi.Target   // of the figures
	slices    []report.Slice // the parts by --split
	fellShort bool           // a figure misses its target, or is not known though it has one
}

// runReport reads, checks, scores and renders; then it writes once.
func runReport(in io.Reader, out, errw io.Writer, o *reportOptions, args []string) error {
	format, err := renderer(&o.output, out, render.Formats(o.output.screen(o.reading.color, out)))
	if err != nil {
		return err
	}
	if o.split.value != "" && !format.Parts {
		return usage("--split: %s holds one table; write table, markdown, html or xlsx", format.Name)
	}
	r := &reporter{flags: o, reading: &o.reading}
	r.reading.errw, r.reading.lang = errw, o.output.language()
	if err := r.prepare(); err != nil {
		return err
	}
	ledger := r.reading.read(in, args, about(r.reading.cat, r.flags.indicators, append(r.scored(), r.flags.order.indicator())...), format.Hashes)
	if err := r.reading.judge(); err != nil {
		return err
	}
	kept, _, err := o.rows.carryAndFilter(ledger)
	if err != nil {
		return err
	}
	ledger = kept[0]
	card, chosen, err := r.score(ledger)
	if err != nil {
		return err
	}
	result, err := r.arrange(ledger, card, chosen, format)
	if err != nil {
		return err
	}
	err = publish(out, &o.output, format, result, append(o.reading.inputs(ledger), o.targets, o.score)...)
	var refused *picture.Error
	if errors.As(err, &refused) {
		return usage("%s: %w", format.Name, refused)
	}
	if err != nil {
		return err
	}
	if err := r.reading.writeFindings(!format.Notes); err != nil {
		return err
	}
	if o.failOn.value != "" && r.fellShort {
		return &exitError{exitFellShort}
	}
	return nil
}

// prepare checks the flags and reads the tables, before any export is opened.
func (r *reporter) prepare() (err error) {
	if err := checkDecimals(r.flags.decimals); err != nil {
		return err
	}
	if r.flags.failOn.value != "" && r.flags.targets == "" {
		return usage("--fail-on target needs --targets FILE")
	}
	if err = r.flags.rows.prepare(); err != nil {
		return err
	}
	if err := r.reading.prepare(); err != nil {
		return err
	}
	if err := checkIndicators(r.reading.cat, r.flags.indicators); err != nil {
		return err
	}
	if err := r.flags.order.check(r.reading.cat, r.flags.score != ""); err != nil {
		return err
	}
	if err := r.readProfile(); err != nil {
		return err
	}
	r.targets, err = parseTable(r.flags.targets, r.reading.cat.ReadTargets)
	return err
}

// dimensions parses the words of --by, each once.
func dimensions(words []string) (by []kpi.Dimension, err error) {
	for _, word := range words {
		d, err := kpi.ParseDimension(word)
		if err != nil {
			return nil, usage("--by: %w%s", err, didYouMean(word, dimensionWords()))
		}
		if !slices.Contains(by, d) {
			by = append(by, d)
		}
	}
	return by, nil
}

// checkIndicators wants the indicators asked for to exist, each once.
func checkIndicators(cat *catalog.Catalog, ids []string) error {
	if len(ids) > 1 && slices.Contains(ids, allIndicators) {
		return usage("--indicator: %s stands alone", allIndicators)
	}
	for i, id := range ids {
		if _, ok := cat.Indicator(id); !ok && (id != allIndicators || len(ids) > 1) {
			return unknownIndicator(cat, id, allIndicators)
		}
		if slices.Index(ids, id) < i {
			return usage("--indicator: %s stands twice", id)
		}
	}
	return nil
}

// unknownIndicator returns the error of an unknown id; words are valid beside ids.
func unknownIndicator(cat *catalog.Catalog, id string, words ...string) error {
	for _, d := range cat.Indicators {
		words = append(words, d.ID)
	}
	if near := didYouMean(id, words); near != "" {
		return usage("no indicator %q%s", id, near)
	}
	return usage("no indicator %q: 'kpi indicators' lists them", id)
}

// allIndicators is the word for every indicator that can be computed.
const allIndicators = "all"

// about returns the indicators of a run: those asked for, else the headline ones, and
// others.
func about(cat *catalog.Catalog, ids []string, others ...string) []kpi.Indicator {
	var wanted []kpi.Indicator
	for _, d := range cat.Indicators {
		asked := slices.Contains(ids, d.ID) || len(ids) == 0 && d.Headline || slices.Contains(ids, allIndicators)
		if asked || slices.Contains(others, d.ID) {
			wanted = append(wanted, d)
		}
	}
	return wanted
}

// score computes the figures and adds the notes about them.
func (r *reporter) score(ledger *kpi.Ledger) (*kpi.Scorecard, []int, error) {
	var targets []kpi.Target
	if r.targets != nil {
		var unused []kpi.Finding
		targets, unused = r.targets.For(ledger.Units())
		r.reading.note(unused...)
	}
	r.scoreIn(ledger.Span())
	r.judged = slices.DeleteFunc(targets, r.isWiderThanSelection)
	card := r.reading.card(ledger, r.flags.rows.grouping(ledger), r.judged)
	if card == nil {
		return nil, nil, r.reading.judge()
	}
	ids := r.flags.indicators
	if slices.Contains(ids, allIndicators) {
		ids = report.ComputableIDs(card)
	}
	chosen, notes := report.Choose(card, ids)
	r.reading.note(append(notes, report.Notes(card, chosen)...)...)
	if err := r.divide(ledger); err != nil {
		return nil, nil, fmt.Errorf("the figures of the parts: %w", err)
	}
	cards := []*kpi.Scorecard{card}
	for _, part := range r.slices {
		r.reading.note(report.PartNotes(part.Card, chosen, r.reading.findings)...)
		cards = append(cards, part.Card)
	}
	r.noteUnranked(cards, chosen)
	r.notePoints(cards, chosen)
	r.noteLeftOut(card)
	r.reading.note(report.UnusedTargets(cards, chosen, r.expectedTargets(r.judged))...)
	r.fellShort = slices.ContainsFunc(cards, func(c *kpi.Scorecard) bool { return fellShort(c, chosen) })
	return card, chosen, r.reading.judge()
}
