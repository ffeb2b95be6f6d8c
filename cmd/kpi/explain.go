package main

import (
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/input"
	"cchc/kpi/input/rows"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// explainOptions are the flags of `kpi explain`.
type explainOptions struct {
	session session
	unit    string
	level   choice
	all     bool
	codes   bool
	every   *input.EveryCell // reads all cells while they are written; nil: they are there
}

// shownCells is the number of cells of a measure shown without --all.
const shownCells = 10

func newExplainCmd(p *program) *cobra.Command {
	o := &explainOptions{session: newSession(p)}
	o.session.project.before = 1 // INDICATOR
	for _, l := range kpi.Levels() {
		o.level.words = append(o.level.words, l.String())
	}
	cmd := &cobra.Command{
		Use:   "explain INDICATOR [FILE...]",
		Short: "Tell where a figure comes from, down to the cells",
		Long: `Explain reads exports as report does and tells where one figure of it comes
from: the definition and its source, the two sums of the fraction, what each is
added up from, and the cells that it was read from, with file, line and column;
then the figures by other definitions of the same name. Where there is no
figure, it tells which counts are missing where. Behind the figures of a list of
single dossiers are its lines, by measure and by why they count: early by 3
days, on the day, late by 1. Without --unit the figure is the total; that of a
district takes in its communes.

The files are read twice: - (standard input) cannot be explained.`,
		Example: `  kpi explain on_time exports/
  kpi explain on_time_received exports/ --unit "Tràng Định" --period 2024-06
  kpi explain deadline_cut exports/ --unit "Bắc Sơn" --level district --all
  kpi explain late exports/ -f csv -o cells.csv`,
		Args: needArgs(cobra.MinimumNArgs(2), kpi.NewFault("kpi explain needs an INDICATOR and at least one FILE, or the project file kpi.toml in this folder or one above")),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, unfinished string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return completeExports(cmd, args, unfinished)
			}
			return completeWords(func() []string { return o.session.indicatorIDs("") })(cmd, args, unfinished)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := produce(cmd, args, &o.session, formatsOf(explainFormats()...), o.explain); err != nil {
				return err
			}
			return o.session.writeFindings(true)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.unit, "unit", "", "the figure of this district or commune (`NAME`, or district/commune; default: the total)")
	bindChoice(cmd, &o.level, "level", "", "only rows of this level")
	flags.BoolVar(&o.all, "all", false, "show all cells, not only the first of every measure")
	bindCodes(cmd, &o.codes)
	o.session.completeFrom(cmd, "unit", o.session.unitsOf)
	o.session.bindFigures(cmd, explainFormats())
	o.session.input.bindDated(cmd)
	return cmd
}

// explain reads and checks exports, traces the figure of an indicator and reads its cells.
func (o *explainOptions) explain(args []string, formats []render.Format) (maker, error) {
	s, id, files := &o.session, args[0], args[1:]
	if err := s.prepare(); err != nil {
		return nil, err
	}
	d, ok := s.cat.Indicator(id)
	if !ok {
		return nil, unknownIndicator(s.cat, id)
	}
	if once := rows.Once(s.project.choices.named(files)); once != "" {
		return nil, usage("%w", kpi.NewFault("{file} can be read only once, and explain reads twice: save it to a file", "file", once))
	}
	needed := []kpi.Indicator{d}
	s.places = &input.Places{}
	result := s.read(request{sets: [][]string{files}, about: needed, hash: hashes(formats)})[0]
	ledger := result.Ledger
	s.apply(ledger, needed, s.input.period.Period)
	if err := s.judge(); err != nil {
		return nil, err
	}
	carried, _ := s.carry(nil, o.names(), ledger)
	if err := s.judge(); err != nil {
		return nil, err
	}
	lists := result.Dossiers
	if lists != nil && !o.codes {
		lists = withoutCodes(lists)
	}
	subject, err := o.subject(carried[0], d, lists)
	if err != nil {
		return nil, err
	}
	return func(format render.Format) (report.Result, error) {
		options := report.Options{Lang: s.output.writtenIn(format.Lang), Decimals: 1}
		return report.Explain(*subject, s.findings, s.cat.Messages, options), nil
	}, nil
}

// names returns the unit asked for, if any.
func (o *explainOptions) names() []string {
	if o.unit == "" {
		return nil
	}
	return []string{o.unit}
}

// subject traces the figure of a ledger and finds its cells.
func (o *explainOptions) subject(ledger *kpi.Ledger, d kpi.Indicator, lists dossierReader) (subject *report.Subject, err error) {
	s := &o.session
	subject = &report.Subject{Ledger: ledger, Most: shownCells}
	if o.all {
		subject.Most = kpi.EveryCell
	}
	if o.unit != "" {
		if subject.Unit, err = findUnit(s.cat, ledger.Units(), o.unit); err != nil {
			return nil, usage("--unit %s: %w", o.unit, err)
		}
	}
	if err := subject.Level.UnmarshalText([]byte(o.level.value)); err != nil {
		return nil, err
	}
	keep := func(e *kpi.Entry) bool {
		return (o.unit == "" || subject.Unit.Contains(e.Unit)) && (subject.Level == 0 || subject.Level == e.Unit.Level)
	}
	if !slices.ContainsFunc(ledger.Entries, keep) {
		fault := kpi.NewFault("no rows of that level")
		if o.unit != "" {
			fault = kpi.NewFault("no rows of that level of {unit}", "unit", kpi.Printable(subject.Unit.Name()))
		}
		return nil, usage("--level %s: %w", o.level.value, fault)
	}
	if subject.Trace, err = ledger.Explain(d, siblings(s.cat, d), keep); err != nil {
		s.overflow(err)
		return nil, s.judge()
	}
	if o.unit == "" && subject.Level == 0 {
		o.notePartial(ledger, d.ID)
	}
	options := s.options()
	defer s.watch(&options, false)()
	wants := subject.Trace.Wants(subject.Most)
	var findings []kpi.Finding
	if lists != nil {
		subject.Dossiers, findings = dossiersBehind(ledger, subject, wants, lists)
		s.note(findings...)
	}
	if o.all && subject.Dossiers == nil {
		if o.every = input.NewEveryCell(s.cat, ledger, wants, options); o.every != nil {
			subject.Every = o.every.Of
			leaveGiven(subject.Trace, wants)
			s.rendered = func() error {
				s.note(o.every.Findings()...)
				return s.judge()
			}
		}
	}
	subject.Cells, findings = input.Cells(s.cat, ledger, wants, options)
	s.note(findings...)
	return subject, s.judge()
}

// leaveGiven leaves only cells without a count among those to keep.
func leaveGiven(t *kpi.Trace, wants map[kpi.Want]int) {
	lacks := map[kpi.Want]bool{}
	for _, l := range t.Lacks {
		lacks[kpi.Want{Entry: l.Entry, Measure: l.Measure}] = true
	}
	for w := range wants {
		if !lacks[w] {
			wants[w] = 0
		}
	}
}

// notePartial adds the note of a total that some rows of the report are not part of.
func (o *explainOptions) notePartial(ledger *kpi.Ledger, id string) {
	card := o.session.card(ledger, tier(ledger), nil)
	if card == nil {
		return
	}
	i := slices.IndexFunc(card.Indicators, func(d kpi.Indicator) bool { return d.ID == id })
	for _, note := range report.Notes(card, []int{i}) {
		if note.Code == kpi.TotalPartial {
			o.session.note(note)
		}
	}
}
