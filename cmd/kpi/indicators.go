package main

import (
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
	session session // only the catalogue and the output
	table   choice
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
some systems are ready tables: --headers with their name lists them, too.`,
		Example: `  kpi indicators
  kpi indicators on_time
  kpi indicators --format csv > my-indicators.csv
  kpi indicators --table headers --format csv
  kpi indicators --table headers --headers igate`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, unfinished string) ([]string, cobra.ShellCompDirective) {
			return beginningWith(unfinished, without(o.session.indicatorIDs(""), args)), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			p.adoptLanguage()
			_, err := produce(cmd, args, &o.session, definitionFormats, made(o.definitions))
			return err
		},
	}
	bindChoice(cmd, &o.table, "table", "", "which table of definitions")
	o.session.output.bindWide(cmd)
	o.session.output.bind(cmd, render.Names(definitionFormats(render.Screen{})))
	o.session.catalog.bind(cmd)
	return cmd
}

// definitions returns the definitions of a table, or of the indicators named.
func (o *indicatorsOptions) definitions(ids []string) (*definitions, error) {
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
	return &definitions{cat, kind, ids, o.session.output.language()}, nil
}

// definitions are a table of definitions, or some of its indicators.
type definitions struct {
	cat  *catalog.Catalog
	kind catalog.Kind
	ids  []string // of the indicators; none: the whole table
	lang kpi.Lang // of texts for people
}

// definitionFormats are the formats of definitions, the default first.
func definitionFormats(screen render.Screen) []render.Format[*definitions] {
	return []render.Format[*definitions]{
		{Name: "table", Extensions: []string{".txt"}, Render: func(w io.Writer, d *definitions) error {
			if len(d.ids) == 0 {
				return d.list(w, screen)
			}
			width := 100 // of lines of lists: more is not easy to read
			if screen.Width > 0 {
				width = min(width, screen.Width)
			}
			var text strings.Builder
			d.explain(&text, width)
			_, err := io.WriteString(w, screen.Wrap(text.String()))
			return err
		}},
		{Name: "csv", Extensions: []string{".csv"}, Render: func(w io.Writer, d *definitions) error { return d.csv(w) }},
		{Name: "json", Extensions: []string{".json"}, Render: func(w io.Writer, d *definitions) error {
			return render.Encode(w, d.cat.Rows(d.kind, d.ids...))
		}},
	}
}

// text returns a text of the program.
func (d *definitions) text(name string) string { return d.cat.Messages.Text(name, d.lang) }

// csv writes the rows of a table as they can be edited and read again.
func (d *definitions) csv(w io.Writer) error {
	text, err := gocsv.MarshalString(d.cat.Rows(d.kind, d.ids...))
	if err != nil {
		return err
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return err
	}
	return render.TableCSV(w, records)
}

// list prints a table of definitions for people.
func (d *definitions) list(w io.Writer, screen render.Screen) error {
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
			note = d.text("ready-tables") + " " + strings.Join(left, ", ") + "\n"
		}
	}
	for i := range columns {
		columns[i] = d.text(columns[i])
	}
	if err := screen.List(w, columns, rows); err != nil {
		return err
	}
	_, err := io.WriteString(w, screen.Wrap(note))
	return err
}

// explain writes the formula, source and measures of indicators, with lists in lines of a
// width.
func (d *definitions) explain(w io.Writer, width int) {
	ms := d.cat.Measures
	for n, id := range d.ids {
		own, _ := d.cat.Indicator(id)
		if n > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s\n", own.ID, own.Labels.In(d.lang))
		fmt.Fprintf(w, "  %s: %s\n", d.text("formula"), own.Text(ms))
		fmt.Fprintf(w, "  %s: %s\n", d.text("in-words"), own.Words(ms, d.lang))
		fmt.Fprintf(w, "  %s\n", d.text("better."+own.Better.String()))
		fmt.Fprintf(w, "  %s: %s\n", d.text("source"), own.Source.In(d.lang))
		if others := siblings(d.cat, own); len(others) > 0 {
			fmt.Fprintf(w, "  %s:\n", d.text("siblings"))
			for _, other := range others {
				fmt.Fprintf(w, "    %s = %s (%s): %s\n", other.ID, other.Text(ms), other.Labels.In(d.lang), d.difference(own, other))
			}
		}
		fmt.Fprintf(w, "  %s:\n", d.text("measures"))
		for _, i := range measuresOf(d.cat, own) {
			d.explainMeasure(w, i, width)
		}
	}
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

// explainMeasure writes a measure: its parts, label and kind, and the header texts of
// exports that give it.
func (d *definitions) explainMeasure(w io.Writer, i, width int) {
	m := d.cat.Measures.At(i)
	line := "    " + m.ID
	if len(m.Parts) > 0 {
		line += " = " + strings.Join(m.Parts, " + ")
	}
	fmt.Fprintf(w, "%s: %s (%s, %s)\n", line, m.Labels.In(d.lang), d.text("kind."+m.Kind.String()), d.text("thing."+m.Of))
	texts := d.cat.Headers.Texts(i)
	wrapped(w, "      "+d.text("headers")+": ", texts, width)
	listed := map[string]bool{}
	for _, header := range texts {
		group, _, _ := strings.Cut(header, " / ")
		if names := d.cat.Headers.GroupTexts(header); len(names) > 0 && !listed[group] {
			listed[group] = true
			wrapped(w, "      "+strings.Replace(d.text("group-names"), "{group}", group, 1)+": ", names, width)
		}
	}
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
