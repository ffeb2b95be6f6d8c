package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/input"
	"cchc/kpi/input/rows"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// explainOptions are the flags of `kpi explain`.
type explainOptions struct {
	reading reading
	output  outputFlags
	unit    string
	level   choice
	all     bool
}

// shownCells is the number of cells of a measure shown without --all.
const shownCells = 10

func newExplainCmd(p *program) *cobra.Command {
	o := &explainOptions{reading: reading{color: &p.color, before: 1}, output: outputFlags{to: p.outputs}}
	for _, l := range kpi.Levels() {
		o.level.words = append(o.level.words, l.String())
	}
	cmd := &cobra.Command{
		Use:   "explain INDICATOR FILE...",
		Short: "Tell where a figure comes from, down to the cells",
		Long: `Explain reads exports as report does and tells where one figure of it comes
from: the definition and its source, the two sums of the fraction, what each is
added up from, and the cells that stand behind it with file, line and column;
then the figures by other definitions of the same name. Where there is no
figure, it tells which counts are missing where. Without --unit the figure is
the total; that of a district takes in its communes.

The files are read twice: - (standard input) cannot be explained.`,
		Example: `  kpi explain on_time exports/
  kpi explain on_time_received exports/ --unit "Tràng Định" --period 2024-06
  kpi explain deadline_cut exports/ --unit "Bắc Sơn" --level district --all
  kpi explain late exports/ -f csv -o cells.csv`,
		Args:              needArgs(cobra.MinimumNArgs(2), "an INDICATOR and at least one FILE"),
		ValidArgsFunction: o.completeArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExplain(cmd.OutOrStdout(), cmd.ErrOrStderr(), o, args[0], args[1:])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.unit, "unit", "", "the figure of this district or commune (`NAME`, or district/commune; default: the total)")
	bindChoice(cmd, &o.level, "level", "", "only rows of this level")
	flags.BoolVar(&o.all, "all", false, "show all cells, not only the first of every measure")
	o.reading.completeFrom(cmd, "unit", o.reading.unitsOf)
	o.reading.bind(cmd)
	o.reading.bindSuccessors(cmd)
	o.output.bindWide(cmd)
	o.output.bind(cmd, render.Names(render.ExplainFormats(render.Screen{})))
	return cmd
}

// completeArgs completes an indicator, and then exports.
func (o *explainOptions) completeArgs(cmd *cobra.Command, args []string, unfinished string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return completeExports(cmd, args, unfinished)
	}
	return completeWords(func() []string { return o.reading.catalog.indicatorIDs("") })(cmd, args, unfinished)
}

// runExplain reads, traces, reads the cells and renders; then it writes once.
func runExplain(out, errw io.Writer, o *explainOptions, id string, files []string) error {
	format, err := renderer(&o.output, out, render.ExplainFormats(o.output.screen(o.reading.color, out)))
	if err != nil {
		return err
	}
	o.reading.errw, o.reading.lang = errw, o.output.language()
	if err := o.reading.prepare(); err != nil {
		return err
	}
	d, ok := o.reading.cat.Indicator(id)
	if !ok {
		return unknownIndicator(o.reading.cat, id)
	}
	if once := rows.Once(files); once != "" {
		return usage("%s can be read only once, and explain reads twice: save it to a file", once)
	}
	ledger := o.reading.read(nil, files, []kpi.Indicator{d}, format.Hashes)
	if err := o.reading.judge(); err != nil {
		return err
	}
	carried, _ := o.reading.carry(ledger)
	if err := o.reading.judge(); err != nil {
		return err
	}
	ledger = carried[0]
	subject, err := o.subject(ledger, d)
	if err != nil {
		return err
	}
	options := report.Options{Lang: o.output.writtenIn(format.Lang), Decimals: 1}
	if err := publish(out, &o.output, format, report.Explain(*subject, o.reading.findings, o.reading.cat.Messages, options), o.reading.inputs(ledger)...); err != nil {
		return err
	}
	return o.reading.writeFindings(true)
}

// subject traces the figure and finds its cells.
func (o *explainOptions) subject(ledger *kpi.Ledger, d kpi.Indicator) (*report.Subject, error) {
	s := &report.Subject{Ledger: ledger, Most: shownCells}
	if o.all {
		s.Most = kpi.EveryCell
	}
	keep, err := o.chosen(ledger, s)
	if err != nil {
		return nil, err
	}
	if s.Trace, err = ledger.Explain(d, siblings(o.reading.cat, d), keep); err != nil {
		o.reading.overflow(err)
		return nil, o.reading.judge()
	}
	if o.unit == "" && s.Level == 0 {
		o.partial(ledger, d.ID)
	}
	options := o.reading.options()
	defer o.reading.watch(&options, false)()
	found, findings := input.Cells(o.reading.cat, ledger, s.Trace.Wants(s.Most), options)
	o.reading.note(findings...)
	s.Cells = found
	return s, o.reading.judge()
}

// chosen sets the unit and the level of a subject, and returns whether an entry belongs to
// them.
func (o *explainOptions) chosen(ledger *kpi.Ledger, s *report.Subject) (keep func(*kpi.Entry) bool, err error) {
	if o.unit != "" {
		if s.Unit, err = findUnit(o.reading.cat, ledger.Units(), o.unit); err != nil {
			return nil, err
		}
	}
	if err := s.Level.UnmarshalText([]byte(o.level.value)); err != nil {
		return nil, err
	}
	keep = func(e *kpi.Entry) bool {
		return (o.unit == "" || s.Unit.Contains(e.Unit)) && (s.Level == 0 || s.Level == e.Unit.Level)
	}
	if !slices.ContainsFunc(ledger.Entries, keep) {
		return nil, usage("--level %s: no rows of that level%s", o.level.value, strings.TrimSuffix(" of "+kpi.Printable(s.Unit.Name()), " of "))
	}
	return keep, nil
}

// partial adds the note of a total that some rows of the report are not part of.
func (o *explainOptions) partial(ledger *kpi.Ledger, id string) {
	card := o.reading.card(ledger, tier(ledger), nil)
	if card == nil {
		return
	}
	i := slices.IndexFunc(card.Indicators, func(d kpi.Indicator) bool { return d.ID == id })
	for _, note := range report.Notes(card, []int{i}) {
		if note.Code == kpi.TotalPartial {
			o.reading.note(note)
		}
	}
}
