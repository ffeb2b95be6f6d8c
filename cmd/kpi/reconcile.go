package main

import (
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/rows"
	"cchc/kpi/reconcile"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// reconcileOptions are the flags of `kpi reconcile`.
type reconcileOptions struct {
	session session
	codes   bool
	all     bool
}

// shownDossiers is the number of dossiers of a group shown without --all.
const shownDossiers = 10

func newReconcileCmd(p *program) *cobra.Command {
	o := &reconcileOptions{session: newSession(p)}
	cmd := &cobra.Command{
		Use:   "reconcile COUNTS LIST",
		Short: "Show why counts differ from the list of the dossiers",
		Long: `Reconcile reads counts and the list of the same dossiers and prints by unit,
period and measure what each has and how they differ. Then it counts the list
by all sets of the rules on which systems do not agree, and prints which of them
come nearest to the counts with the fewest changes, which dossiers these count
otherwise (file and line), and which differences no rules explain. COUNTS and
LIST are files, folders or patterns.

What one side lacks is n/a, never 0. What the list cannot know by what it holds
is named and not compared. Counts of a district of which it has only communes
are compared with the sum of these. Of each group of dossiers the first are
shown; codes of dossiers are shown only with --codes. A workbook has a sheet for
each unit that differs, to be sent to it.

The list is read again: it cannot be - (standard input).

Exit codes: 0 all is equal; 1 there are differences, or of a unit or a period
nothing can be compared; 3 the files cannot be trusted; 4 could not run.`,
		Example: `  kpi reconcile 2025-09.csv list.csv --list-of caseload --period 2025-09
  kpi reconcile counts/ lists/ --codes --all -f json
  kpi reconcile counts/ lists/ -o differences.xlsx`,
		Args:              needArgs(cobra.ExactArgs(2), kpi.NewFault("kpi reconcile needs COUNTS and LIST: the counts, then the list of single dossiers")),
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			r := &reconciling{flags: o, session: &o.session}
			if _, err := produce(cmd, args, &o.session, formatsOf(reconcileFormats()...), r.reconcile); err != nil {
				return err
			}
			if err := o.session.writeFindings(true); err != nil || !r.differs {
				return err
			}
			return &exitError{exitFellShort}
		},
	}
	o.session.bind(cmd, reconcileFormats())
	o.session.output.bindWide(cmd)
	bindCodes(cmd, &o.codes)
	cmd.Flags().BoolVar(&o.all, "all", false, "show all dossiers, not only the first of every group, and all sets of rules")
	return cmd
}

// reconciling is a run of `kpi reconcile`.
type reconciling struct {
	flags   *reconcileOptions
	session *session // of the flags
	differs bool
}

// reconcile reads and checks both sides, and compares them.
func (r *reconciling) reconcile(args []string, formats []render.Format) (maker, error) {
	o, s := r.flags, r.session
	if err := s.prepare(); err != nil {
		return nil, err
	}
	if rows.Once(s.project.choices.named(args[1:])) != "" {
		return nil, usage("%w", kpi.NewFault("{file} can be read only once, and reconcile reads the list again: save it to a file", "file", args[1]))
	}
	results := s.read(request{sets: [][]string{args[:1], args[1:]}, hash: hashes(formats)})
	counts, list := results[0].Ledger, results[1].Ledger
	if err := inOrder(counts.Files, list.Files); err != nil {
		return nil, err
	}
	for _, ledger := range []*kpi.Ledger{counts, list} {
		s.apply(ledger, nil, s.input.period.Period)
	}
	if err := s.judge(); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(counts.Periods(), kpi.Period.IsDated) || slices.ContainsFunc(counts.Entries, func(e *kpi.Entry) bool { return e.Period.IsZero() }) {
		return nil, usage("%w", kpi.NewFault("the counts are not of whole months: name their period with --period"))
	}
	most := shownDossiers
	if o.all {
		most = kpi.EveryCell
	}
	found, err := reconcile.Task{Counts: counts, List: list, Rows: o.rows(results[1].Dossiers), Most: most}.Run()
	if err != nil {
		s.overflow(err)
	}
	if err := s.judge(); err != nil {
		return nil, err
	}
	r.differs = found.Differs()
	return func(format render.Format) (report.Result, error) {
		options := report.Options{Lang: s.output.writtenIn(format.Lang)}
		return report.BuildReconciliation(found, counts, list, most, s.findings, s.cat.Messages, options), nil
	}, nil
}

// inOrder reports counts and lists that are not where they belong.
func inOrder(counts, list []kpi.File) error {
	for _, f := range counts {
		if f.List != nil {
			return usage("%w", kpi.NewFault("{file} is a list of single dossiers: write the counts first, kpi reconcile COUNTS LIST", "file", kpi.Printable(f.Name)))
		}
	}
	for _, f := range list {
		if f.List == nil && len(f.Columns) > 0 {
			return usage("%w", kpi.NewFault("{file} holds counts, not single dossiers: write the list last, kpi reconcile COUNTS LIST", "file", kpi.Printable(f.Name)))
		}
	}
	return nil
}

// rows returns a function that gives the rows of lists, which are read again each time.
// What keeps them from being read is the same each time, and noted once.
func (o *reconcileOptions) rows(read dossierReader) func(func(*dossiers.Row)) {
	isNoted := false
	switch {
	case read == nil:
		return func(func(*dossiers.Row)) {}
	case !o.codes:
		read = withoutCodes(read)
	}
	return func(give func(*dossiers.Row)) {
		findings := read(give)
		if !isNoted {
			o.session.note(findings...)
		}
		isNoted = isNoted || len(findings) > 0
	}
}
