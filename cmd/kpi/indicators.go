package main

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"
	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// indicatorsOptions are the flags of `kpi indicators`.
type indicatorsOptions struct {
	session session
	table   choice
	of      bool // the arguments are files
}

func newIndicatorsCmd(p *program) *cobra.Command {
	o := &indicatorsOptions{session: newSession(p), table: choice{string(catalog.IndicatorTable), catalog.Kinds()}}
	cmd := &cobra.Command{
		Use:   "indicators [ID...]",
		Short: "List the indicators, or explain some",
		Long: `Indicators lists the definitions, or explains those named: formula, source,
measures, the header texts that feed them, and how the indicator differs from
others of its family. With --format csv or json it prints the table as it can be
edited and passed with --indicators, --measures or --headers. The header texts of
some systems are ready tables: --headers with their name lists them, too.

With --of the arguments are exports: it lists all indicators, and for each
whether the files give it or which measures they lack.`,
		Example: `  kpi indicators
  kpi indicators on_time
  kpi indicators --of exports/
  kpi indicators --format csv > my-indicators.csv
  kpi indicators --table headers --format csv
  kpi indicators --table headers --headers igate`,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, unfinished string) ([]string, cobra.ShellCompDirective) {
			if o.of {
				return completeExports(cmd, args, unfinished)
			}
			return beginningWith(unfinished, without(o.session.indicatorIDs(""), args)), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			p.adoptLanguage()
			list := o.definitions
			if o.of {
				list = o.given
			}
			_, err := produce(cmd, args, &o.session, formatsOf(listFormats()...), made(list))
			return err
		},
	}
	bindChoice(cmd, &o.table, "table", "", "which table of definitions")
	cmd.Flags().BoolVar(&o.of, "of", false, "list what the exports named give, and what each other indicator lacks")
	o.session.input.bind(cmd)
	o.session.output.bindWide(cmd)
	o.session.output.bind(cmd, listFormats())
	o.session.catalog.bind(cmd)
	return cmd
}

// definitions returns the definitions of a table, or of the indicators named.
func (o *indicatorsOptions) definitions(ids []string) (report.Result, error) {
	cat, err := o.session.catalog.load()
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if _, ok := cat.Indicator(id); !ok {
			return nil, unknownIndicator(cat, id)
		}
	}
	kind := catalog.Kind(o.table.value)
	if len(ids) > 0 && kind != catalog.IndicatorTable {
		return nil, usage("%w", kpi.NewFault("--table {text} takes no indicator ids", "text", string(kind)))
	}
	d := &definitions{cat, kind, ids, o.session.output.language()}
	result := &report.Outline{Lang: d.lang, Value: cat.Rows(kind, ids...)}
	if len(ids) == 0 {
		result.Shown = d.list()
	} else {
		result.Shown = d.explain()
	}
	result.Rows, err = d.rows()
	return result, err
}

// definitions are a table of definitions, or some of its indicators.
type definitions struct {
	cat  *catalog.Catalog
	kind catalog.Kind
	ids  []string // of the indicators; none: the whole table
	lang kpi.Lang // of texts for people
}

// text returns a text of the program.
func (d *definitions) text(name string) string { return d.cat.Messages.Text(name, d.lang) }

// rows returns the rows of a table as they can be edited and read again.
func (d *definitions) rows() ([][]string, error) {
	text, err := gocsv.MarshalString(d.cat.Rows(d.kind, d.ids...))
	if err != nil {
		return nil, err
	}
	return csv.NewReader(strings.NewReader(text)).ReadAll()
}

// list returns a table of definitions for people.
func (d *definitions) list() []report.Block {
	var columns []string
	var rows [][]string
	note, left := "", catalog.ReadyNames() // that are not chosen
	switch table := d.cat.Rows(d.kind).(type) {
	case []catalog.IndicatorRow:
		columns = []string{"column.id", "column.label", "formula", "column.headline"}
		for i, r := range table {
			rows = append(rows, []string{r.ID, d.cat.Indicators[i].Labels.In(d.lang), d.cat.Indicators[i].Text(d.cat.Measures), d.text(r.Headline)})
		}
	case []catalog.MeasureRow:
		columns = []string{"column.id", "column.label", "column.kind", "column.unit", "column.parts", "column.within"}
		for i, r := range table {
			rows = append(rows, []string{r.ID, d.cat.Measures.At(i).Labels.In(d.lang), d.text("kind." + r.Kind), d.text("thing." + r.Of), r.Parts, r.Within})
		}
	case []catalog.HeaderRow:
		columns = []string{"column.header", "column.column", "column.source"}
		for _, r := range table {
			rows = append(rows, []string{r.Header, r.Column, r.Source})
			left = slices.DeleteFunc(left, func(name string) bool { return name == r.Source })
		}
		if len(left) > 0 {
			note = d.text("ready-tables") + " " + strings.Join(left, ", ")
		}
	}
	for i := range columns {
		columns[i] = d.text(columns[i])
	}
	shown := []report.Block{report.Grid{Header: columns, Rows: slices.Values(rows)}}
	if note != "" {
		shown = append(shown, report.Lines{Lines: report.PlainLines(0, note)})
	}
	return shown
}

// explain returns the formula, source and measures of indicators.
func (d *definitions) explain() (blocks []report.Block) {
	ms := d.cat.Measures
	for _, id := range d.ids {
		own, _ := d.cat.Indicator(id)
		lines := report.PlainLines(0, own.ID+": "+own.Labels.In(d.lang))
		lines = append(lines, report.PlainLines(1, d.text("formula")+": "+own.Text(ms), d.text("in-words")+": "+own.Words(ms, d.lang),
			d.text("better."+own.Better.String()), d.text("source")+": "+own.Source.In(d.lang))...)
		if others := siblings(d.cat, own); len(others) > 0 {
			lines = append(lines, report.PlainLines(1, d.text("siblings")+":")...)
			for _, other := range others {
				lines = append(lines, report.PlainLines(2, fmt.Sprintf("%s = %s (%s): %s", other.ID, other.Text(ms), other.Labels.In(d.lang), d.difference(own, other)))...)
			}
		}
		lines = append(lines, report.PlainLines(1, d.text("measures")+":")...)
		for _, i := range measuresOf(d.cat, own) {
			lines = append(lines, d.explainMeasure(i)...)
		}
		blocks = append(blocks, report.Lines{Lines: lines})
	}
	return blocks
}

// siblings returns the other indicators of a family.
func siblings(cat *catalog.Catalog, d kpi.Indicator) []kpi.Indicator {
	return slices.DeleteFunc(cat.Family(d.ID), func(s kpi.Indicator) bool { return s.ID == d.ID })
}

// difference describes the sums in which a sibling differs.
func (d *definitions) difference(own, other kpi.Indicator) string {
	id := func(i int) string { return d.cat.Measures.At(i).ID }
	var parts []string
	if a, b := own.Numerator.Text(id), other.Numerator.Text(id); a != b {
		parts = append(parts, strings.NewReplacer("{this}", a, "{other}", b).Replace(d.text("counts-instead")))
	}
	if a, b := own.Denominator.Text(id), other.Denominator.Text(id); a != b {
		parts = append(parts, strings.NewReplacer("{this}", a, "{other}", b).Replace(d.text("over-instead")))
	}
	return strings.Join(parts, "; ")
}

// measuresOf returns the measures of indicators and all their parts, each once.
func measuresOf(cat *catalog.Catalog, indicators ...kpi.Indicator) []int {
	var all []int
	for _, d := range indicators {
		for _, need := range d.Needs() {
			for _, i := range cat.Measures.Family(need) {
				if !slices.Contains(all, i) {
					all = append(all, i)
				}
			}
		}
	}
	return all
}

// explainMeasure returns a measure: its parts, label and kind, and the header texts of
// exports that give it.
func (d *definitions) explainMeasure(i int) []report.Line {
	m := d.cat.Measures.At(i)
	line := m.ID
	if len(m.Parts) > 0 {
		line += " = " + strings.Join(m.Parts, " + ")
	}
	lines := report.PlainLines(2, fmt.Sprintf("%s: %s (%s, %s)", line, m.Labels.In(d.lang), d.text("kind."+m.Kind.String()), d.text("thing."+m.Of)))
	list := func(name string, items []string) {
		lines = append(lines, report.Line{Depth: 3, Spans: []report.Span{{Text: name + ": "}}, Items: items})
	}
	texts := d.cat.Headers.Texts(i)
	list(d.text("headers"), texts)
	listed := map[string]bool{}
	for _, header := range texts {
		group, _, _ := strings.Cut(header, " / ")
		if names := d.cat.Headers.GroupTexts(header); len(names) > 0 && !listed[group] {
			listed[group] = true
			list(strings.Replace(d.text("group-names"), "{group}", group, 1), names)
		}
	}
	return lines
}
