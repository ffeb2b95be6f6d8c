package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/check"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// checkOptions are the flags of `kpi check`.
type checkOptions struct {
	session session
	codes   bool
	all     bool
}

func newCheckCmd(p *program) *cobra.Command {
	o := &checkOptions{session: newSession(p)}
	cmd := &cobra.Command{
		Use:   "check [FILE...]",
		Short: "Tell whether files can be trusted",
		Long: `Check reads exports and prints everything that is wrong or worth knowing: what
single rows show, and what only all of them together do. Below are the lines of
every file by kind, the indicators that the files give and what the other
headline ones lack, the findings counted by code, and whether figures can be
trusted. FILE is as for report. The findings are the result: they go to
standard output.

Exit codes: 0 nothing but notes; 1 warnings; 3 errors, report would print no
figures; 4 unreadable input or a wrong command line.

The workbook (--format xlsx) is the form in which an office sends back what was
found: who sent which month, then a sheet for each unit with its cells, what is
to be done, and a column for the answer. Only what reading has proved to be of a
unit is on its sheet; the rest is on a sheet of the file.`,
		Example: `  kpi check exports/
  kpi check exports/ --units units.csv --format csv -o findings.csv
  kpi check exports/ -o to-correct.xlsx
  kpi check --codes`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.codes && len(args) > 0 {
				return usage("%w", kpi.NewFault("--codes takes no FILE"))
			}
			if !o.codes && len(args) == 0 {
				return needsFile("kpi check")
			}
			return nil
		},
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.codes {
				p.adoptLanguage()
				_, err := produce(cmd, args, &o.session, formatsOf(checkFormats()...), o.listCodes)
				return err
			}
			if _, err := produce(cmd, args, &o.session, formatsOf(checkFormats()...), o.check); err != nil {
				return err
			}
			switch code := o.session.assess(); {
			case code != exitDone:
				return &exitError{code}
			case kpi.Worst(o.session.findings) == kpi.Warning:
				return &exitError{exitFellShort}
			}
			return nil
		},
	}
	o.session.bind(cmd, checkFormats())
	o.session.input.bindDated(cmd)
	cmd.Flags().BoolVar(&o.codes, "codes", false, "print the list of finding codes instead, and what each means")
	cmd.Flags().BoolVar(&o.all, "all", false, fmt.Sprintf("list all findings as text, not only %d of a code and file", shownPerCode))
	return cmd
}

// check reads exports and applies the rules. There is a result whatever was found.
func (o *checkOptions) check(args []string, formats []render.Format) (maker, error) {
	s := &o.session
	if err := s.prepare(); err != nil {
		return nil, err
	}
	ledger := s.load(request{sets: [][]string{args}, about: s.cat.Indicators, hash: hashes(formats)})[0]
	given := o.coverage(ledger)
	if o.applyRules(ledger) == exitDone {
		o.wantIndicator(given)
	}
	most := shownPerCode
	if o.all {
		most = 0
	}
	return func(format render.Format) (report.Result, error) {
		c := report.BuildCheck(ledger.Files, s.findings, given, s.cat.Messages, s.output.writtenIn(format.Lang), most)
		if format.Wants.Data { // the form of a reply shows what was read
			c.AddReply(ledger, s.input.period.Period, s.register())
		}
		return c, nil
	}, nil
}

// register returns the list of units; nil without one.
func (s *session) register() report.Register {
	if s.units.list == nil {
		return nil
	}
	return s.units.list
}

// coverage returns the indicators that files give, and the headline ones with what they
// lack.
func (o *checkOptions) coverage(ledger *kpi.Ledger) (all []report.Coverage) {
	for _, d := range o.session.cat.Indicators {
		if lacking := check.Lacking(ledger, d); len(lacking) == 0 || d.Headline {
			all = append(all, report.Coverage{Indicator: d.ID, Lacking: ledger.Measures.IDs(lacking)})
		}
	}
	return all
}

// wantIndicator reports that files give no indicator: report would have no figures.
func (o *checkOptions) wantIndicator(given []report.Coverage) {
	var lacking []kpi.Indicator
	for _, c := range given {
		if len(c.Lacking) == 0 {
			return
		}
		d, _ := o.session.cat.Indicator(c.Indicator)
		lacking = append(lacking, d)
	}
	o.session.note(report.NoIndicator(o.session.cat.Measures, lacking, nil))
	o.session.assess()
}

// applyRules applies the rules to a ledger; without an error it tries whether sums fit.
// It returns the exit code of the errors found.
func (o *checkOptions) applyRules(ledger *kpi.Ledger) int {
	s := &o.session
	s.apply(ledger, check.Computable(ledger, s.cat.Indicators), s.input.period.Period)
	if code := s.assess(); code != exitDone {
		return code
	}
	s.card(ledger, []kpi.Dimension{kpi.ByCommune}, nil)
	return s.assess()
}

// listCodes lists the finding codes with their meaning.
func (o *checkOptions) listCodes([]string, []render.Format) (maker, error) {
	cat, err := o.session.catalog.load()
	if err != nil {
		return nil, err
	}
	return func(format render.Format) (report.Result, error) {
		return o.codesIn(cat, o.session.output.writtenIn(format.Lang)), nil
	}, nil
}

// codesIn returns the list of codes in a language.
func (o *checkOptions) codesIn(cat *catalog.Catalog, lang kpi.Lang) *report.Codes {
	var rows []report.Code
	for _, code := range cat.Messages.Codes() {
		severity, meaning, remedy := cat.Messages.Explain(code, lang)
		rows = append(rows, report.Code{Code: code, Severity: severity, Allow: cat.Messages.CanAllow(code), Meaning: meaning, Remedy: remedy})
	}
	return report.BuildCodes(rows, cat.Messages, lang)
}
