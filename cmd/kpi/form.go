package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// formFlags are the flags of the forms that regulations prescribe.
type formFlags struct {
	id   string
	rows choice
}

// bind adds the flags to a command.
func (f *formFlags) bind(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.id, "form", "", "in place of indicators, write the form `ID` of a regulation: ii06 is form II.06 of Circular 01/2020/TT-VPCP")
	complete(cmd, "form", completeWords(catalog.FormIDs))
	f.rows = choice{"", []string{string(kpi.FormUnits), string(kpi.FormFields)}}
	bindChoice(cmd, &f.rows, "rows", "", "the rows of --form: units as in a report, or fields of work where exports name them")
}

// formFormats are the formats of forms.
func formFormats() []string { return []string{"table", "csv", "csv-vi", "json", "markdown", "xlsx"} }

// onForm returns the formats of forms for a screen. What was found is no part of a form, but of
// its data.
func onForm(screen render.Screen) []render.Format {
	formats := render.Formats(screen, formFormats()...)
	for i := range formats {
		formats[i].Notes = formats[i].Name == "json"
	}
	return formats
}

// notOfForms are the flags of a report that a form has no place for.
func notOfForms() []string {
	return []string{"indicator", "targets", "fail-on", "beside", "template", "score", "sort", "top", "split", "decimals", "cells", "fractions", "notes", "definitions"}
}

// check wants no flag beside --form that a form has no place for, and no flag of forms without
// it. What a project file sets for reports is no such flag beside one on the command line.
func (f *formFlags) check(cmd *cobra.Command, s *session) error {
	_, byProject := s.project.set["form"]
	isGiven := func(name string) bool {
		_, set := s.project.set[name]
		return cmd.Flags().Changed(name) && (byProject || !set)
	}
	switch i := slices.IndexFunc(notOfForms(), isGiven); {
	case f.id == "" && isGiven("rows"):
		return usage("%w", kpi.NewFault("--rows needs --form ID"))
	case f.id == "":
		return nil
	case i >= 0:
		return usage("%w", kpi.NewFault("--form has no place for --{flag}: leave out one of the two", "flag", notOfForms()[i]))
	case !slices.Contains(catalog.FormIDs(), f.id):
		fault := kpi.NewFault("no form {text}: want {words}", "text", strconv.Quote(f.id), "words", strings.Join(catalog.FormIDs(), ", "))
		return usage("--form: %w", didYouMean(fault, f.id, catalog.FormIDs()))
	}
	if format := s.output.format.value; format != "" && !slices.Contains(formFormats(), format) {
		return usage("--format %s: %w", format, kpi.NewFault("a form is written as {words}", "words", strings.Join(formFormats(), ", ")))
	}
	if !byProject {
		s.project.outputs = nil // they are those of the report
	}
	return nil
}

// former is a run of `kpi report --form`.
type former struct {
	flags   *formFlags
	rows    *rowFlags
	session *session
	form    kpi.Form
}

// report reads and checks exports, and makes the form.
func (r *former) report(args []string, formats []render.Format) (maker, error) {
	s := r.session
	if err := r.prepare(); err != nil {
		return nil, err
	}
	ledger := s.load(request{sets: [][]string{args}, about: r.about(), hash: hashes(formats), fields: r.isByField()})[0]
	s.apply(ledger, nil, s.input.period.Period)
	if err := s.judge(); err != nil {
		return nil, err
	}
	kept, _, err := r.rows.carryAndFilter(ledger)
	if err != nil {
		return nil, err
	}
	made, err := r.byUnits(kept[0])
	if err == nil && r.isByField() {
		err = r.byFields(&made, ledger, kept[0])
	}
	if err != nil {
		return nil, err
	}
	if !made.isKnown(r.form) {
		return nil, kpi.NewFault("the files have no count of form {form}: {words}", "form", r.form.ID,
			"words", strings.Join(ledger.Measures.IDs(r.form.Counts()), ", "))
	}
	s.note(report.UnknownCounts(r.form, ledger.Measures, made.rows, made.total)...)
	if err := s.judge(); err != nil {
		return nil, err
	}
	return func(format render.Format) (report.Result, error) {
		return r.arrange(kept[0], made, format), nil
	}, nil
}

// prepare checks the flags and reads the tables, before any export is opened.
func (r *former) prepare() (err error) {
	s := r.session
	if err := r.rows.prepare(); err != nil {
		return err
	}
	if len(r.rows.by) > 0 && r.isByField() {
		return usage("%w", kpi.NewFault("--rows {text} has no place for --by: give --unit for one unit", "text", r.flags.rows.value))
	}
	for _, d := range r.rows.by {
		if d == kpi.ByLevel || d == kpi.ByPeriod {
			return usage("--by %s: %w", d, kpi.NewFault("the rows of a form are of units and of one period: want {words}", "words", "province, district, commune"))
		}
	}
	if err := s.prepare(); err != nil {
		return err
	}
	r.form, err = s.cat.Form(r.flags.id)
	return err
}

// isByField reports whether the rows of the form are fields.
func (r *former) isByField() bool { return r.flags.rows.value == string(kpi.FormFields) }

// about returns the measures of the form as indicators: blanks of others are no findings.
func (r *former) about() []kpi.Indicator {
	var all []kpi.Indicator
	for _, i := range r.form.Counts() {
		all = append(all, kpi.Indicator{Numerator: kpi.Formula{{Measure: i}}})
	}
	return all
}

// formRows are the rows of a form, their total, and what it leaves out.
type formRows struct {
	of      kpi.FormRows
	rows    []report.FormRow
	total   kpi.Tally
	without []string // names of units without any count of the form
}

// isKnown reports whether any count of a form is known.
func (f formRows) isKnown(form kpi.Form) bool {
	return slices.ContainsFunc(append(slices.Clone(f.rows), report.FormRow{Tally: f.total}), func(row report.FormRow) bool {
		return slices.ContainsFunc(form.Counts(), func(i int) bool { _, known := row.Tally.Value(i); return known })
	})
}

// byUnits makes a row for each unit.
func (r *former) byUnits(ledger *kpi.Ledger) (formRows, error) {
	s, by := r.session, r.rows.grouping(ledger)
	card := s.card(ledger, by, nil)
	if card == nil {
		return formRows{}, s.judge()
	}
	made := formRows{of: kpi.FormUnits, total: card.Total.Tally}
	if !slices.Contains(by, kpi.ByDistrict) && !slices.Contains(by, kpi.ByCommune) {
		made.of = kpi.FormProvinces
	}
	names := newFormNames(s, ledger)
	made.rows, made.without = report.UnitRows(r.form, card, names.of, s.cat.Messages, s.output.writtenIn(kpi.Vietnamese))
	return made, nil
}

// byFields makes a row for each field in the place of those of units: of the ledger as it was
// read, for the units that are kept, the counts of ended communes carried over as in that.
func (r *former) byFields(made *formRows, ledger, kept *kpi.Ledger) error {
	s := r.session
	fields, err := ledger.ByField(measuresOf(s.cat, r.about()...))
	if err != nil {
		return kpi.NewFault("the counts by field: {reason}").Because(err)
	}
	if !slices.ContainsFunc(fields, func(f kpi.FieldLedger) bool { return !f.Field.None }) {
		return kpi.NewFault("no file divides its counts by field: leave out --rows {text}", "text", r.flags.rows.value)
	}
	var ledgers []*kpi.Ledger
	for _, f := range fields {
		ledgers = append(ledgers, f.Ledger)
	}
	noted, rows := s.findings, *r.rows // what carrying finds is known of all fields together
	rows.units = nil
	carried, _, err := rows.carryAndFilter(ledgers...)
	if s.findings = noted; err != nil {
		return err
	}
	var tallies []kpi.FieldTally
	for i, l := range carried {
		card, err := l.Within(kept).Score(nil, nil, nil)
		if err != nil {
			return kpi.NewFault("the counts by field: {reason}").Because(err)
		}
		if len(r.rows.names) > 0 && r.isZero(card.Total.Tally) {
			continue // a field of other units
		}
		tallies = append(tallies, kpi.FieldTally{Field: fields[i].Field, Tally: card.Total.Tally})
	}
	made.of, made.rows = kpi.FormFields, report.FieldRows(r.form, tallies, s.cat.Messages, s.output.writtenIn(kpi.Vietnamese))
	return nil
}

// isZero reports whether all counts of the form are 0.
func (r *former) isZero(t kpi.Tally) bool {
	return !slices.ContainsFunc(r.form.Counts(), func(i int) bool { v, known := t.Value(i); return !known || v != 0 })
}

// arrange makes the form in the language of a format. It is that of the regulation, unless
// another is asked for.
func (r *former) arrange(ledger *kpi.Ledger, made formRows, format render.Format) *report.Form {
	s, lang := r.session, r.session.output.writtenIn(kpi.Vietnamese)
	o := report.FormOptions{Lang: lang, Heading: s.heading(ledger), Rows: made.of, Period: ledger.Span(), Calendar: s.input.calendar,
		Source: report.Evidence{Inputs: ledger.Files, Findings: report.Messages(s.findings, s.cat.Messages, s.output.writtenIn(format.Lang))}}
	names := newFormNames(s, ledger)
	o.Place = names.place()
	kept := names.units()
	if made.of == kpi.FormFields && len(kept) > 1 {
		o.Below = append(o.Below, report.Fill(s.cat.Messages.Text("form.units", lang), "units", kpi.Few(kept)))
	}
	if len(made.without) > 0 {
		o.Below = append(o.Below, report.Fill(s.cat.Messages.Text("form.without", lang), "units", kpi.Few(made.without)))
	}
	return report.NewForm(r.form, ledger.Measures, made.rows, made.total, s.cat.Messages, o)
}
