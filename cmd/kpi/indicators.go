package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"
	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
)

// indicatorsOptions are the flags of `kpi indicators`.
type indicatorsOptions struct {
	catalog catalogFlags
	output  outputFlags
	table   choice
	color   *colorFlag
}

func newIndicatorsCmd(p *program) *cobra.Command {
	o := &indicatorsOptions{color: &p.color, output: outputFlags{to: p.outputs}}
	cmd := &cobra.Command{
		Use:   "indicators [ID...]",
		Short: "List the indicators, or explain some",
		Long: `Indicators lists the definitions, or explains those named: formula, source,
measures, the header texts that feed them, and how the indicator differs from
others of its family. With --format csv or json it prints the table as it can be
edited and passed with --indicators, --measures or --headers.`,
		Example: `  kpi indicators
  kpi indicators on_time
  kpi indicators --format csv > my-indicators.csv
  kpi indicators --table headers --format csv`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, unfinished string) ([]string, cobra.ShellCompDirective) {
			return beginningWith(unfinished, without(o.catalog.indicatorIDs(""), args)), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runIndicators(cmd.OutOrStdout(), o, args)
		},
	}
	o.table = choice{string(catalog.IndicatorTable), catalog.Kinds()}
	bindChoice(cmd, &o.table, "table", "", "which table of definitions")
	o.output.bindWide(cmd)
	o.output.bind(cmd, []string{"table", "csv", "json"})
	o.catalog.bind(cmd)
	return cmd
}

func runIndicators(out io.Writer, o *indicatorsOptions, ids []string) error {
	screen := o.output.screen(o.color, out)
	format, err := renderer(&o.output, out, render.Formats(screen))
	if err != nil {
		return err
	}
	cat, err := o.catalog.load()
	if err != nil {
		return err
	}
	kind := catalog.Kind(o.table.value)
	for _, id := range ids {
		if _, ok := cat.Indicator(id); !ok {
			return unknownIndicator(cat, id)
		}
	}
	if len(ids) > 0 && kind != catalog.IndicatorTable {
		return usage("--table %s takes no indicator ids", kind)
	}
	var b bytes.Buffer
	switch {
	case format.Name == "csv":
		err = tableCSV(&b, cat.Rows(kind, ids...))
	case format.Name == "json":
		err = render.Encode(&b, cat.Rows(kind, ids...))
	case len(ids) > 0:
		var text strings.Builder
		explain(&text, cat, ids, o.output.language(), widthOfLists(screen))
		b.WriteString(screen.Wrap(text.String()))
	default:
		err = listTable(&b, screen, cat, kind, o.output.language())
	}
	if err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	return o.output.to.write(out, o.output.path, b.Bytes(), o.catalog.paths()...)
}

// tableCSV writes the rows of a table as they can be edited and read again.
func tableCSV(w io.Writer, rows any) error {
	text, err := gocsv.MarshalString(rows)
	if err != nil {
		return err
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return err
	}
	return render.TableCSV(w, records)
}

// listTable prints a table of definitions for people.
func listTable(w io.Writer, screen render.Screen, cat *catalog.Catalog, kind catalog.Kind, lang kpi.Lang) error {
	text := func(name string) string { return cat.Messages.Text(name, lang) }
	var columns []string
	var rows [][]string
	switch table := cat.Rows(kind).(type) {
	case []catalog.IndicatorRow:
		columns = []string{"column.id", "column.label", "formula", "column.headline"}
		for i, r := range table {
			rows = append(rows, []string{r.ID, cat.Indicators[i].Labels.In(lang), cat.Indicators[i].Text(cat.Measures), text(r.Headline)})
		}
	case []catalog.MeasureRow:
		columns = []string{"column.id", "column.label", "column.kind", "column.unit", "column.parts", "column.within"}
		for i, r := range table {
			rows = append(rows, []string{r.ID, cat.Measures.At(i).Labels.In(lang), text("kind." + r.Kind), text("thing." + r.Of), r.Parts, r.Within})
		}
	case []catalog.HeaderRow:
		columns = []string{"column.header", "column.column"}
		for _, r := range table {
			rows = append(rows, []string{r.Header, r.Column})
		}
	}
	for i := range columns {
		columns[i] = text(columns[i])
	}
	return screen.List(w, columns, rows)
}

// explain writes the formula, source and measures of indicators, with lists in lines of a
// width.
func explain(w io.Writer, cat *catalog.Catalog, ids []string, lang kpi.Lang, width int) {
	text := func(name string) string { return cat.Messages.Text(name, lang) }
	for n, id := range ids {
		d, _ := cat.Indicator(id)
		if n > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s\n", d.ID, d.Labels.In(lang))
		fmt.Fprintf(w, "  %s: %s\n", text("formula"), d.Text(cat.Measures))
		fmt.Fprintf(w, "  %s: %s\n", text("in-words"), d.Words(cat.Measures, lang))
		fmt.Fprintf(w, "  %s\n", text("better."+d.Better.String()))
		fmt.Fprintf(w, "  %s: %s\n", text("source"), d.Source.In(lang))
		if others := siblings(cat, d); len(others) > 0 {
			fmt.Fprintf(w, "  %s:\n", text("siblings"))
			for _, s := range others {
				fmt.Fprintf(w, "    %s = %s (%s): %s\n", s.ID, s.Text(cat.Measures), s.Labels.In(lang), difference(cat, d, s, text))
			}
		}
		fmt.Fprintf(w, "  %s:\n", text("measures"))
		for _, i := range feeding(cat, d) {
			explainMeasure(w, cat, i, lang, width)
		}
	}
}

// siblings returns the other indicators of a family.
func siblings(cat *catalog.Catalog, d kpi.Indicator) []kpi.Indicator {
	var others []kpi.Indicator
	for _, s := range cat.Indicators {
		if d.Family != "" && s.Family == d.Family && s.ID != d.ID {
			others = append(others, s)
		}
	}
	return others
}

// difference describes the sums in which a sibling differs.
func difference(cat *catalog.Catalog, d, s kpi.Indicator, text func(string) string) string {
	id := func(i int) string { return cat.Measures.At(i).ID }
	var parts []string
	if a, b := d.Numerator.Text(id), s.Numerator.Text(id); a != b {
		parts = append(parts, strings.NewReplacer("{this}", a, "{other}", b).Replace(text("counts-instead")))
	}
	if a, b := d.Denominator.Text(id), s.Denominator.Text(id); a != b {
		parts = append(parts, strings.NewReplacer("{this}", a, "{other}", b).Replace(text("over-instead")))
	}
	return strings.Join(parts, "; ")
}

// feeding returns the measures of an indicator and all their parts, each once.
func feeding(cat *catalog.Catalog, d kpi.Indicator) []int {
	var all []int
	for _, need := range d.Needs() {
		for _, i := range cat.Measures.Family(need) {
			if !slices.Contains(all, i) {
				all = append(all, i)
			}
		}
	}
	return all
}

// explainMeasure writes a measure: its parts, label and kind, and the header texts of
// exports that give it.
func explainMeasure(w io.Writer, cat *catalog.Catalog, i int, lang kpi.Lang, width int) {
	m := cat.Measures.At(i)
	line := "    " + m.ID
	if len(m.Parts) > 0 {
		line += " = " + strings.Join(m.Parts, " + ")
	}
	fmt.Fprintf(w, "%s: %s (%s, %s)\n", line, m.Labels.In(lang), cat.Messages.Text("kind."+m.Kind.String(), lang), cat.Messages.Text("thing."+m.Of, lang))
	texts := cat.Headers.Texts(i)
	wrapped(w, "      "+cat.Messages.Text("headers", lang)+": ", texts, width)
	listed := map[string]bool{}
	for _, header := range texts {
		group, _, _ := strings.Cut(header, " / ")
		if names := cat.Headers.GroupTexts(header); len(names) > 0 && !listed[group] {
			listed[group] = true
			wrapped(w, "      "+strings.Replace(cat.Messages.Text("group-names", lang), "{group}", group, 1)+": ", names, width)
		}
	}
}

// widthOfLists returns the width of lines of lists: that of the screen, but no more than is
// easy to read.
func widthOfLists(screen render.Screen) int {
	const readable = 100
	if screen.Width == 0 {
		return readable
	}
	return min(screen.Width, readable)
}

// wrapped writes a list in lines of a width.
func wrapped(w io.Writer, start string, texts []string, width int) {
	line := start
	for n, text := range texts {
		if n > 0 {
			line += "; "
		}
		if len([]rune(line))+len([]rune(text)) > width && n > 0 {
			fmt.Fprintln(w, strings.TrimRight(line, " "))
			line = "        "
		}
		line += text
	}
	fmt.Fprintln(w, line)
}
