package main

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/check"
	"cchc/kpi/render"
	"cchc/kpi/report"
	"cchc/kpi/units"
)

// reportOptions are the flags of `kpi report`.
type reportOptions struct {
	session    session
	rows       rowFlags
	beside     besideFlags
	letter     letterFlags
	indicators []string
	targets    targetFlags
	order      orderFlags
	split      choice
	decimals   int
	cells      bool
}

func newReportCmd(p *program) *cobra.Command {
	o := &reportOptions{session: newSession(p), targets: newTargetFlags(), order: orderFlags{scored: true}}
	var form formFlags
	o.split.words = wordsOf(report.Splits())
	cmd := &cobra.Command{
		Use:   "report [FILE...]",
		Short: "Print the indicators of every unit",
		Long: `Report reads exports and prints the indicators of every district (or whatever
--by asks for): each with the two sums that it is the ratio of. FILE is a file,
a folder (its .csv, .tsv, .txt, .xlsx and .json files), a pattern such as
"2024-*.csv", or - for standard input. The period and the unit of files that name
none may be before it: 2025-08=a.csv, "Xã Đông Thái=b.csv". Without FILE, the
project file kpi.toml of this folder or one above has what is read and written.
Several kinds of export are joined by unit and period: dossier counts, deadline
lists, task lists, officials.

The result goes to standard output, findings about the data to standard error.
On a terminal, a table that is wider leaves out the two sums; --fractions below
keeps them. One that is still too wide is written as several below each other,
each with the units and as many indicators as fit; --wide writes it whole.`,
		Example: `  kpi report exports/
  kpi report exports/ --by district --by level
  kpi report exports/ -k on_time,late --period 2024-06 --format csv
  kpi report exports/ --targets targets.csv --fail-on target -o report.json
  kpi report 2025-08=a.csv "Xã Đông Thái=b.csv"
  kpi report`,
		Args:              needArgs(cobra.MinimumNArgs(1), needsFile("kpi report")),
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := form.check(cmd, &o.session); err != nil {
				return err
			}
			if form.id != "" {
				f := &former{flags: &form, rows: &o.rows, session: &o.session}
				return produceWithFindings(cmd, args, f.session, onForm, f.report)
			}
			r := &reporter{flags: o, session: &o.session}
			if err := produceWithFindings(cmd, args, r.session, o.letter.formats, r.report); err != nil {
				return err
			}
			return o.targets.exit(r.fellShort)
		},
	}
	flags := cmd.Flags()
	o.rows.bind(cmd, &o.session)
	o.beside.bind(cmd)
	o.letter.bind(cmd)
	bindIndicators(cmd, &o.indicators, &o.session)
	o.targets.bind(cmd, "")
	flags.StringVar(&o.order.score, "score", "", "`FILE` with the points that indicators earn (group,indicator,points,rule,zero,valid_from): adds the points of every row")
	o.order.bind(cmd, &o.session)
	bindChoice(cmd, &o.split, "split", "", "add a table of its own for every district (its communes) or level; in a workbook a sheet")
	bindDecimals(cmd, &o.decimals)
	flags.BoolVar(&o.cells, "cells", false, "put the cells that figures come from into the page (html), where a figure opens on them; the files are read twice")
	completeTables(cmd, "score")
	form.bind(cmd)
	o.session.bindFigures(cmd, reportFormats())
	o.session.input.bindDated(cmd)
	o.session.look.bind(cmd)
	return cmd
}

// reporter is a run of `kpi report`.
type reporter struct {
	flags   *reportOptions
	session *session         // of the flags
	targets *catalog.Targets // by --targets; nil without
	profile *kpi.Profile     // by --score; nil without

	parts     []report.Slice            // by --split
	judged    []kpi.Target              // that the figures are judged by
	behind    *report.Behind            // what is behind the figures, for a format that opens them
	sides     []side                    // by --beside, then those that only the fields of a document name
	apart     []units.Uncarried         // units of them that cannot be followed
	cards     map[string]*kpi.Scorecard // of the sides, by period, grouping and indicators
	fellShort bool                      // a figure misses its target, or is not known though it has one
}

// report reads, checks and scores exports.
func (r *reporter) report(args []string, formats []render.Format) (maker, error) {
	o, s := r.flags, r.session
	for _, format := range formats {
		if o.split.value != "" && !format.Wants.Parts {
			return nil, usage("--split: %w", kpi.NewFault("{format} holds one table; write table, markdown, html or xlsx", "format", format.Name))
		}
	}
	if err := r.prepare(); err != nil {
		return nil, err
	}
	if err := r.checkCells(args, formats); err != nil {
		return nil, err
	}
	if err := o.letter.prepare(s, formats); err != nil {
		return nil, err
	}
	others := append(o.letter.ids(), o.order.indicator())
	if r.profile != nil {
		for _, c := range r.profile.Components {
			others = append(others, c.Indicator)
		}
	}
	read := s.ledger
	if len(r.wanted()) > 0 {
		read = r.readBeside
	}
	ledger, err := read(args, about(s.cat, o.indicators, others...), hashes(formats))
	if err != nil {
		return nil, err
	}
	ledger, r.apart, err = r.carried(ledger)
	if err != nil {
		return nil, err
	}
	card, chosen, err := r.score(ledger)
	if err != nil {
		return nil, err
	}
	if err := r.noteSides(ledger, card); err != nil {
		return nil, err
	}
	if asks := func(f render.Format) bool { return f.Wants.Letter }; len(r.sides) == 0 && len(card.Rows) > 1 && !slices.ContainsFunc(formats, asks) {
		card, chosen = r.shown(card, chosen) // nothing asks for other indicators
	}
	if err := r.lookBehind(ledger, card, chosen, formats); err != nil {
		return nil, err
	}
	var filled *report.Document // whose answers are those of the office's own document
	if o.letter.path != "" {
		if filled, err = r.arrange(ledger, card, chosen, render.Format{Wants: render.Wants{Letter: true}}); err != nil {
			return nil, err
		}
		r.noteFields(filled)
		if err := s.judge(); err != nil {
			return nil, err
		}
	}
	left := len(formats)
	return func(format render.Format) (report.Result, error) {
		if left--; left == 0 { // few results need most of the memory of a large run while they are written
			defer func() { ledger, r.behind = nil, nil }()
		}
		if filled != nil && o.letter.fills(format) {
			return filled, nil
		}
		return r.arrange(ledger, card, chosen, format)
	}, nil
}

// prepare checks the flags and reads the tables, before any export is opened.
func (r *reporter) prepare() (err error) {
	o, s := r.flags, r.session
	if err := checkDecimals(o.decimals); err != nil {
		return err
	}
	if err := cmp.Or(o.targets.check(), o.rows.prepare(), o.beside.prepare(o.rows.by, o.split.value)); err != nil {
		return err
	}
	if err := s.prepare(); err != nil {
		return err
	}
	if err := cmp.Or(checkIndicators(s.cat, o.indicators), o.order.check(s.cat)); err != nil {
		return err
	}
	r.profile, err = parseTable(o.order.score, func(name string, data []byte) (*kpi.Profile, error) {
		profile, err := s.cat.ReadProfile(name, data)
		if err == nil {
			profile.SHA256 = fmt.Sprintf("%x", sha256.Sum256(data))
		}
		return profile, err
	})
	if err != nil {
		return err
	}
	s.files = append(s.files, o.order.score)
	r.targets, err = o.targets.read(s)
	return err
}

// score computes the figures of the report and its parts, and adds the notes about them.
func (r *reporter) score(ledger *kpi.Ledger) (*kpi.Scorecard, []int, error) {
	o, s := r.flags, r.session
	targets := s.targetsFor(r.targets, o.rows.units, r.ledgers(ledger)...)
	if r.profile != nil {
		valid, findings := r.profile.In(ledger.Span(), s.options().Calendar)
		r.profile = &valid
		s.note(findings...)
	}
	by := o.rows.grouping(ledger)
	r.judged = targets
	card := s.card(ledger, by, targets)
	if card == nil {
		return nil, nil, s.judge()
	}
	ids := o.indicators
	if slices.Contains(ids, allIndicators) {
		ids = report.ComputableIDs(card)
	}
	chosen, notes := report.Choose(card, ids)
	s.note(append(notes, report.Notes(card, chosen)...)...)
	s.note(check.Differing(ledger, chosen, card)...)
	if split, err := kpi.ParseDimension(o.split.value); err == nil {
		// A district has its communes as rows, unless --by names other rows.
		if split == kpi.ByDistrict && slices.Equal(by, []kpi.Dimension{kpi.ByDistrict}) {
			by = []kpi.Dimension{kpi.ByCommune}
		}
		if r.parts, err = report.Split(ledger, split, by, s.cat.Indicators, targets, s.cat.Messages, s.output.language()); err != nil {
			return nil, nil, kpi.NewFault("the figures of the parts: {reason}").Because(err)
		}
	}
	tables := append([]report.Slice{{Card: card}}, r.parts...)
	r.noteTables(tables, chosen, targets)
	r.fellShort = slices.ContainsFunc(tables, func(t report.Slice) bool { return fellShort(t.Card, chosen) })
	return card, chosen, s.judge()
}

// noteTables adds the notes about the parts, and about the order, the points and the
// targets of all tables. The first table is that of all rows.
func (r *reporter) noteTables(tables []report.Slice, chosen []int, targets []kpi.Target) {
	o, s, card := r.flags, r.session, tables[0].Card
	for _, part := range tables[1:] {
		s.note(report.PartNotes(part.Card, chosen, s.findings)...)
	}
	sorted := slices.IndexFunc(card.Indicators, func(d kpi.Indicator) bool { return d.ID == o.order.indicator() })
	var cards []*kpi.Scorecard
	for _, table := range tables {
		if sorted >= 0 && !slices.Contains(chosen, sorted) { // else there are such notes already
			s.note(report.PartNotes(table.Card, []int{sorted}, s.findings)...)
		}
		if r.profile != nil {
			s.note(report.ScoreNotes(card, table.Card, r.profile, chosen, s.findings)...)
		}
		s.note(report.RowsLeftOut(table.Card, table.Name, r.options(s.output.language()))...)
		cards = append(cards, table.Card)
	}
	s.note(report.UnusedTargets(cards, chosen, targetsOf(targets, o.indicators))...)
}

// fellShort reports whether a figure misses its target, or is not known though it has a
// target: a missing figure must not pass for met. 0/0 has no verdict.
func fellShort(card *kpi.Scorecard, chosen []int) bool {
	return slices.ContainsFunc(card.All(), func(s kpi.Score) bool {
		return slices.ContainsFunc(chosen, func(i int) bool {
			r := s.Results[i]
			return r.Verdict == kpi.Missed || r.Target != nil && !r.Known
		})
	})
}

// arrange builds the report, with the months, data and parts that the format shows.
func (r *reporter) arrange(ledger *kpi.Ledger, card *kpi.Scorecard, chosen []int, format render.Format,
) (*report.Document, error) {
	s, messages := r.session, r.session.cat.Messages
	options := r.options(s.output.writtenIn(format.Lang))
	options.Heading, options.Below, options.Records = s.heading(ledger), s.below(format), format.Wants.Records
	by := card.By
	overTime := slices.Contains(by, kpi.ByPeriod)
	if overTime || r.shownRows(card, chosen) > report.MostOverTime {
		by = nil // the total is what the rows do not have by month, or what is shown of so many
	}
	if format.Wants.Months && !overTime || format.Wants.Totals && overTime {
		score := func(l *kpi.Ledger) (*kpi.Scorecard, error) { return l.Score(by, indicatorsOf(card, chosen), nil) }
		months, err := report.Months(ledger, score)
		if err != nil {
			return nil, kpi.NewFault("the figures by month: {reason}").Because(err)
		}
		options.Months = months
		if !overTime {
			options.Longer = report.Longer(ledger)
		}
	}
	if format.Wants.Opens {
		options.Behind = r.behind
	}
	result := report.Build(card, chosen, r.parts, ledger.Files, s.findings, messages, options)
	result.Evidence.Version = version()
	asked := len(r.flags.beside.all)
	var besides report.Besides
	if asked > 0 || format.Wants.Letter {
		var err error
		if besides, err = r.besides(ledger, card.By, card.Indicators, options.Lang); err != nil {
			return nil, kpi.NewFault("the figures of other periods: {reason}").Because(err)
		}
	}
	if asked > 0 {
		shown := besides
		shown.Asides = besides.Asides[:asked]
		result.AddBeside(shown, card, chosen, options)
	}
	if format.Wants.Letter {
		text := report.Sentences(card, chosen, besides, s.findings, messages, options)
		result.Answers = r.answers(ledger, card, result, text, chosen, options)
	}
	if format.Wants.Data {
		result.Evidence.Read = report.NewTidy(ledger, messages, options.Lang, true).InWords(messages, options.Lang)
	}
	return result, nil
}

// shownRows returns how many rows of a scorecard the tables show: those with a figure, and of
// these the first.
func (r *reporter) shownRows(card *kpi.Scorecard, chosen []int) (n int) {
	for _, row := range card.Rows {
		if slices.ContainsFunc(chosen, func(i int) bool { return row.Results[i].Defined() }) {
			n++
		}
	}
	if top := r.flags.order.top; top > 0 {
		return min(n, top)
	}
	return n
}

// indicatorsOf returns the chosen indicators of a scorecard.
func indicatorsOf(card *kpi.Scorecard, chosen []int) (list []kpi.Indicator) {
	for _, i := range chosen {
		list = append(list, card.Indicators[i])
	}
	return list
}

// options returns the language, decimals and order of the tables.
func (r *reporter) options(lang kpi.Lang) report.Options {
	return report.Options{Lang: lang, Decimals: r.flags.decimals, Sort: r.flags.order.sort, Top: r.flags.order.top, Profile: r.profile}
}
