package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/names"
	"cchc/kpi/report"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// unitsOptions are the flags of `kpi units`.
type unitsOptions struct {
	session session // only the tables of units and the output
	in      string
	period  periodFlag
}

func newUnitsCmd(p *program) *cobra.Command {
	o := &unitsOptions{session: newSession(p)}
	cmd := &cobra.Command{
		Use:   "units [NAME]",
		Short: "Look a unit up, or list all",
		Long: `Units prints what a name or a code means: the unit, its code, the district and
the province above it, its first and last day, what it came from and what it
became on 1 July 2025. A name may have its type word and the units above it, as
in "Xã Chi Lăng, huyện Tràng Định". All units of that name are printed.

Without NAME it lists all units of Viet Nam since 2020. With --format csv that is
the table which --units takes.`,
		Example: `  kpi units "Chi Lăng"
  kpi units "Xã Chi Lăng, huyện Tràng Định, tỉnh Lạng Sơn"
  kpi units 06058
  kpi units --in "Lạng Sơn" --period 2025-08
  kpi units --in "Lạng Sơn" --format csv > units.csv`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			p.adoptLanguage()
			_, err := produce(cmd, args, &o.session, formatsOf(listFormats()...), made(o.result))
			return err
		},
	}
	cmd.Args = needArgs(cmd.Args, kpi.NewFault("kpi units needs one NAME at most: put it in quotes"))
	flags := cmd.Flags()
	flags.StringVar(&o.in, "in", "", "only units of this province or district (`NAME`)")
	flags.Var(&o.period, "period", "only units that exist then: 2024-06, 2024 ...")
	completeNothing(cmd, "in", "period")
	o.session.input.bindUnits(cmd)
	o.session.input.bindSuccessors(cmd)
	o.session.output.bindWide(cmd)
	o.session.output.bind(cmd, listFormats())
	return cmd
}

// result returns the units that a name means, or all.
func (o *unitsOptions) result(args []string) (report.Result, error) {
	found, err := o.find(args)
	if err != nil {
		return nil, err
	}
	return found.result(), nil
}

// find returns the units that a name means, or all.
func (o *unitsOptions) find(args []string) (_ *unitList, err error) {
	s := &o.session
	if s.cat, err = catalog.Load(); err != nil {
		return nil, err
	}
	if err := s.readUnits(); err != nil {
		return nil, err
	}
	if s.units.list == nil {
		return nil, usage("--units %s: %w", noUnits, kpi.NewFault("there is no list to look into"))
	}
	found := &unitList{cat: s.cat, lang: s.output.language(), successors: s.units.successors, named: len(args) > 0}
	q := units.Query{Period: o.period.Period}
	if found.named {
		q = unitQuery(s.cat.Words, s.units.list, args[0], q)
	}
	if o.in != "" {
		q.Province = s.cat.Words.Name(o.in, kpi.Province)
		if len(s.units.list.Find(units.Query{Name: q.Province, Level: kpi.Province})) == 0 {
			q.Province, q.District = catalog.Name{}, s.cat.Words.Name(o.in, kpi.District)
		}
	}
	if found.units = s.units.list.Find(q); len(found.units) > 0 {
		return found, nil
	}
	var near []string
	for _, u := range s.units.list.Nearest(q, 5) {
		near = append(near, found.describe(u))
	}
	if !found.named {
		return nil, usage("%w", o.none("", near))
	}
	return nil, usage("%w", o.none(strconv.Quote(args[0]), near))
}

// none returns the error of a name that no unit has, "" for any, with the flags that leave
// units out and the units that may be meant.
func (o *unitsOptions) none(name string, near []string) error {
	err := error(kpi.NewFault("no units"))
	if name != "" {
		err = kpi.NewFault("no unit {text}", "text", name)
	}
	if o.in != "" {
		err = fmt.Errorf("%w %w", err, kpi.NewFault("in {unit}", "unit", strconv.Quote(o.in)))
	}
	if !o.period.IsZero() {
		err = fmt.Errorf("%w %w", err, kpi.NewFault("in {period}", "period", o.period.String()))
	}
	if name == "" || len(near) == 0 {
		return err
	}
	return suggest(err, []string{strings.Join(near, "; ")})
}

// unitQuery reads a code, or a name with the units above it: "Xã Chi Lăng, huyện Tràng
// Định" or "Tràng Định/Chi Lăng". It returns the first reading that finds a unit, or else
// the text as a name.
func unitQuery(words *catalog.Words, list *units.List, text string, q units.Query) units.Query {
	if strings.Trim(text, "0123456789") == "" {
		q.Code = text
		return q
	}
	if above, name, ok := strings.Cut(text, "/"); ok {
		text = name + ", " + above
	}
	name := func(text string) catalog.Name { return words.Name(text, kpi.Levels()...) }
	named, offices := names.Readings(words, vietnamese.Clean(text))
	for _, r := range slices.Concat(named, offices) {
		asked := q
		asked.Name = name(r.Text)
		for _, above := range r.Above {
			if len(list.Find(units.Query{Name: name(above), Level: kpi.District})) > 0 && asked.District.Key == "" {
				asked.District = name(above)
			} else {
				asked.Province = name(above)
			}
		}
		if len(list.Find(asked)) > 0 {
			return asked
		}
	}
	q.Name = name(text)
	return q
}

// unitList is units of the list, and what became of them.
type unitList struct {
	cat        *catalog.Catalog
	lang       kpi.Lang
	successors *units.Successors // nil: not known
	named      bool              // whether they are those of a name
	units      []units.Listed
}

// result returns the list in all its forms.
func (l *unitList) result() report.Result {
	const most = 12 // units that are printed in full
	result := &report.Outline{Lang: l.lang, Value: l.records(), Rows: [][]string{{"code", "name", "level", "parent", "valid_from", "valid_to"}}}
	for _, u := range l.units {
		result.Rows = append(result.Rows, []string{u.Code, u.Name.String(), u.Level.String(), u.Parent, u.From(), u.Until()})
	}
	if result.Shown = l.explain(); !l.named || len(l.units) > most {
		result.Shown = l.list()
	}
	return result
}

// text returns a text of the program.
func (l *unitList) text(name string) string { return l.cat.Messages.Text(name, l.lang) }

// describe names a unit with all above it and its days.
func (l *unitList) describe(u units.Listed) string {
	return kpi.Resolve(u.Describe(), l.lang, l.cat.Messages)
}

// list returns a row for each unit.
func (l *unitList) list() []report.Block {
	columns := []string{"column.code", "column.name", "column.level", "district", "province", "column.from", "column.until"}
	for i := range columns {
		columns[i] = l.text(columns[i])
	}
	var rows [][]string
	for _, u := range l.units {
		rows = append(rows, []string{u.Code, u.Name.String(), l.text(u.Level.String()), u.District.String(), u.Province.String(), u.From(), u.Until()})
	}
	return []report.Block{report.Grid{Header: columns, Rows: slices.Values(rows)}}
}

// steps returns what a unit became, and what it came from.
func (l *unitList) steps(u units.Listed) (became, from []units.Step) {
	if l.successors == nil {
		return nil, nil
	}
	return l.successors.Became(u), l.successors.CameFrom(u)
}

// explain returns each unit with what it came from and became.
func (l *unitList) explain() (blocks []report.Block) {
	for _, u := range l.units {
		lines := report.PlainLines(0, l.describe(u))
		lines = append(lines, report.PlainLines(1, l.text("column.code")+": "+kpi.Printable(u.Code)+" · "+l.text("level."+u.Level.String()))...)
		became, from := l.steps(u)
		lines = append(append(lines, l.lines("unit.came-from", from)...), l.lines("unit.became", became)...)
		blocks = append(blocks, report.Lines{Lines: lines})
	}
	return blocks
}

// lines returns steps below a heading.
func (l *unitList) lines(heading string, steps []units.Step) (lines []report.Line) {
	if len(steps) > 0 {
		lines = report.PlainLines(1, l.text(heading)+":")
	}
	for _, s := range steps {
		part := ""
		if s.Part {
			part = " (" + l.text("unit.part") + ")"
		}
		lines = append(lines, report.PlainLines(2, kpi.Printable(s.Unit.Code)+" "+l.describe(s.Unit)+part)...)
	}
	return lines
}

// unitRecord is a unit in JSON.
type unitRecord struct {
	Code     string       `json:"code"`
	Name     string       `json:"name"`
	Level    string       `json:"level"`
	District string       `json:"district,omitempty"`
	Province string       `json:"province,omitempty"`
	From     string       `json:"valid_from,omitempty"`
	Until    string       `json:"valid_to,omitempty"`
	TookIn   []stepRecord `json:"took_in,omitempty"`
	Became   []stepRecord `json:"became,omitempty"`
}

// stepRecord is a unit that another became or took in.
type stepRecord struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Share string `json:"share"`
}

// records returns the units for JSON.
func (l *unitList) records() []unitRecord {
	stepsOf := func(steps []units.Step) (records []stepRecord) {
		for _, s := range steps {
			share := "whole"
			if s.Part {
				share = "part"
			}
			records = append(records, stepRecord{s.Unit.Code, s.Unit.String(), share})
		}
		return records
	}
	records := make([]unitRecord, len(l.units))
	for i, u := range l.units {
		became, from := l.steps(u)
		records[i] = unitRecord{u.Code, u.Name.String(), u.Level.String(), u.District.String(), u.Province.String(), u.From(), u.Until(), stepsOf(from), stepsOf(became)}
	}
	return records
}
