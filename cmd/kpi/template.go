package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
	"cchc/kpi/template"
)

func newTemplateCmd(p *program) *cobra.Command {
	o := &templateOptions{session: newSession(p)}
	cmd := &cobra.Command{
		Use:   "template [DOCUMENT]",
		Short: "List the fields of a document, or write one to start from",
		Long: `Template lists the fields of the office's own document, with their places and
what they ask for: DOCUMENT is a Word file or a workbook. With --example it
writes the document that kpi report -o report.docx fills, or a small workbook.
Change it, or write fields into a document of your own, and give it to
kpi report --template.

A field is in two pairs of braces, in a line of text, a cell of a table, a header
or a footer:

  {{on_time}}                    the rate of all units together: 99.3%
  {{on_time | Tràng Định}}       that of a district or a commune
  {{on_time.fraction}}           6,387/6,431; also .numerator, .denominator,
                                 .target, .verdict (met or missed), .label
  {{late.count}} {{received}}    a count: of an indicator or of a measure
  {{on_time.previous}}           of the period before; also .last-year, .to-date
  {{on_time.change.previous}}    the change from it, in percentage points
  {{period}} {{period.previous}} the period of the report, or one beside it
  {{office}} {{title}} {{scope}} {{province}} {{files}}
  {{sentences}}                  the figures as a text
  {{table}}                      a row for each indicator of the report
  {{table district on_time}}     a row for each district, with the periods that
                                 --beside names; of several indicators without
  {{table units}}                a row for each unit of the report
  {{chart on_time}}              a picture; {{chart commune on_time}} by communes
  {{definitions}} {{notes}}

The ids are those of kpi indicators and kpi indicators --table measures. In a
workbook a cell that holds one field becomes a number: a rate and its change are
parts of 1, which the format of the cell shows in percent. A figure that is not
known becomes n/a. A field that cannot be filled is an error with its place;
--allow field-unknown leaves it as it is.`,
		Example: `  kpi template --example -o mau.docx
  kpi template --example --lang en -o form.xlsx
  kpi template mau.docx
  kpi template mau.docx --format csv`,
		Args: func(_ *cobra.Command, args []string) error {
			if o.example != (len(args) == 0) || len(args) > 1 {
				return usage("%w", kpi.NewFault("kpi template needs one DOCUMENT, or --example and -o FILE"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.example {
				return o.write(cmd, p)
			}
			isWrong := false
			_, err := produce(cmd, args, &o.session, formatsOf(listFormats()...), made(func(args []string) (_ report.Result, err error) {
				var found *report.Outline
				found, isWrong, err = o.list(args[0])
				return found, err
			}))
			if err == nil && isWrong {
				err = &exitError{exitFellShort}
			}
			return err
		},
	}
	o.session.catalog.bind(cmd)
	o.session.output.bindWide(cmd)
	o.session.output.bind(cmd, listFormats())
	cmd.Flags().BoolVar(&o.example, "example", false, "write the built-in document to the file of --output, a .docx or .xlsx")
	return cmd
}

// templateOptions are the flags of `kpi template`.
type templateOptions struct {
	session session
	example bool
}

// write writes the built-in document.
func (o *templateOptions) write(cmd *cobra.Command, p *program) error {
	path := o.session.output.path
	extension := strings.ToLower(filepath.Ext(path))
	switch {
	case path == "":
		return usage("%w", kpi.NewFault("kpi template --example needs -o FILE.docx or -o FILE.xlsx: a document is nothing for a terminal"))
	case extension != ".docx" && extension != ".xlsx":
		return usage("--output %s: %w", path, kpi.NewFault("a template is a .docx or an .xlsx"))
	}
	return o.session.output.to.write(cmd.OutOrStdout(), result{path: path, data: template.Example(extension, p.language())})
}

// list returns the fields of a document with their places and what they ask for, and whether
// one of them is not understood. Names of units are not known without exports.
func (o *templateOptions) list(path string) (*report.Outline, bool, error) {
	s := &o.session
	var err error
	if s.cat, err = s.catalog.load(); err != nil {
		return nil, false, err
	}
	letter := letterFlags{path: path}
	if err := letter.open(s); err != nil {
		return nil, false, err
	}
	lang, isWrong := s.output.language(), false
	header := []string{s.cat.Messages.Text("template.field", lang), s.cat.Messages.Text("template.place", lang), s.cat.Messages.Text("template.asks", lang)}
	records := [][]string{{"field", "place", "asks", "fault"}}
	var rows [][]string
	values := []map[string]string{}
	for _, a := range letter.fields {
		asks, fault := o.asks(a, lang)
		isWrong = isWrong || fault != ""
		record := []string{"{{" + a.field.Text + "}}", catalog.ErrorText(a.field.Place, lang), asks, fault}
		records = append(records, record)
		values = append(values, map[string]string{"field": record[0], "place": record[1], "asks": asks, "fault": fault})
		rows = append(rows, []string{record[0], record[1], cmp.Or(fault, asks)})
	}
	shown := []report.Block{report.Grid{Header: header, Rows: slices.Values(rows)}}
	return &report.Outline{Lang: lang, Value: values, Rows: records, Shown: shown}, isWrong, nil
}

// asks names what a field asks for, or what is wrong with it.
func (o *templateOptions) asks(a asked, lang kpi.Lang) (asks, fault string) {
	if a.fault != nil {
		return "", catalog.ErrorText(a.fault, lang)
	}
	cat := o.session.cat
	var names []string
	for _, id := range append([]string{a.query.Name}, a.query.IDs...) {
		label := cmp.Or(cat.Messages.IndicatorLabel(id, lang), cat.Messages.MeasureLabel(id, lang))
		switch {
		case slices.Contains(report.QueryWords(), id):
			label = cat.Messages.Text("template."+id, lang)
		case label == "":
			return "", catalog.ErrorText(kpi.NewFault("there is no indicator and no measure {id}", "id", strconv.Quote(id)), lang)
		}
		names = append(names, label)
	}
	return kpi.Printable(strings.Join(names, ", ")), ""
}
