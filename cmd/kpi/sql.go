package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/report"
	"cchc/kpi/sqlgen"
	"cchc/kpi/vietnamese"
)

// sqlOptions are the flags of `kpi sql`.
type sqlOptions struct {
	session    session // only the catalogue, and --output
	dialect    choice
	table      string
	columns    []string
	by         []string
	indicators []string
	period     periodFlag
	only       []string // --unit
	texts      bool
	tables     sqlTableFlags
	lists      sqlListFlags
}

func newSQLCmd(p *program) *cobra.Command {
	o := &sqlOptions{session: newSession(p), dialect: choice{"", sqlgen.Dialects()}}
	o.session.output.format.value = sqlFormat
	cmd := &cobra.Command{
		Use:   "sql --dialect DIALECT --table NAME",
		Short: "Print the indicators as SQL over the tidy table in a database",
		Long:  sqlHelp,
		Example: `  kpi sql --dialect duckdb --table tidy
  kpi sql --dialect postgres --table cchc.tidy --by district --by period -k on_time,online
  kpi sql --dialect clickhouse --table tidy --columns "$(head -n 1 clean.csv)" -o indicators.sql
  kpi sql --dialect postgres --table tidy --columns "$(head -n 1 clean.csv)" --create
  kpi sql --dialect postgres --table tidy --columns "$(head -n 1 clean.csv)" --reload clean.csv --period 2025-09
  kpi sql --dialect postgres --table dossiers --from dossiers --as-of 2025-09-30 --period 2025-07..2025-09`,
		Args:              needArgs(cobra.NoArgs, kpi.NewFault("kpi sql needs no FILE: the table is named by --table")),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			p.adoptLanguage()
			if err := o.lists.check(cmd); err != nil {
				return err
			}
			if err := o.tables.check(cmd, o.lists.from.value); err != nil {
				return err
			}
			return produceWithFindings(cmd, args, &o.session, sqlFormats, made(o.statement))
		},
	}
	flags := cmd.Flags()
	bindChoice(cmd, &o.dialect, "dialect", "", "which database")
	flags.StringVar(&o.table, "table", "", "`NAME` of the table as the database has it: TABLE or SCHEMA.TABLE, a part that holds a dot in double quotes")
	flags.StringSliceVar(&o.columns, "columns", nil, "`LIST` of the columns that the table has, such as the first line of what clean wrote (default: all that clean knows)")
	bindBy(cmd, &o.by, []string{kpi.ByDistrict.String()}, "")
	bindIndicators(cmd, &o.indicators, &o.session)
	bindPeriod(cmd, &o.period)
	flags.BoolVar(&o.texts, "texts", false, "the columns of counts are texts, not numbers (slower)")
	flags.StringArrayVar(&o.only, "unit", nil, "only this `NAME`, as the table has it: a district, district/commune, or a commune that has no district; repeatable")
	o.session.output.bindPath(cmd)
	completeNothing(cmd, "table", "period", "unit")
	o.tables.bind(cmd)
	o.lists.bind(cmd)
	complete(cmd, "columns", completeList(func() []string {
		cat, err := o.session.catalog.load()
		if err != nil {
			return nil
		}
		if o.lists.from.value == fromDossiers {
			return listColumnNames()
		}
		return columnNames(cat)
	}))
	o.session.catalog.bind(cmd)
	return cmd
}

// sqlHelp describes the command.
const sqlHelp = `SQL prints one SELECT over a table in a database that has the columns which
clean writes. Its figures are those that report has of the same rows: a row for
each group and one for all (is_total), with ID_numerator, ID_denominator and
ID_percent (six decimals) of every rate and ID_count of every count. NULL is
what is not known; a blank in the table must be NULL, too. A value that clean
does not write, such as 14.7 or -31, is an error of the database. Counts are
numbers; of columns of texts --texts must say so, or the database refuses the
statement.

--create prints the statement that makes the table, with the columns --columns
and province; DuckDB and PostgreSQL then refuse a second row of a unit and
period. --reload prints what puts a CSV of clean, which has the columns
--columns, in place of the rows of --period and of the provinces in the file, or
its districts, where it names no province (of dossiers: of all rows): all or
none, and as often as it is run; for PostgreSQL it is a script of psql, and on
ClickHouse one may run at a time. A file without rows is an error, and so is one
period with rows of a province and rows of none: clean --in names the province
of communes. --view makes a view of the statement.

Nothing is read and no database is asked. The table must hold one row per unit
and period, as clean writes it; where several rows give one count of a unit for
one month, it is not known.

With --from dossiers the table has a row for each dossier, and the statement
counts these first, as --rule says, on the day --as-of; with --tidy it only
counts, and gives what clean writes. All or some (--columns) of its columns:

    province, district, commune, level (text): the unit that resolves it
    receiving_province and so on (text): the unit that received it, which only
        --rule unit=receiving needs
    code: is not read; a dossier in two rows counts twice
    received, due, result, handed (timestamp): receipt, appointment, end of
        processing, handing over
    returned, asked, supplied (timestamp): withdrawn or refused; supplement
        asked for, supplied
    state (text): on that day new, open, waiting, withdrawn, stopped, done or
        handed
    channel (text): online, direct or postal
    fee, paid, digitised, reused, electronic (boolean)

A timestamp at 00:00 is a day without a minute. What is not known is NULL, and
so are the counts that it may be of. Another state or channel, no receipt, or an
end before it is an error of the database.`

// sqlFormat is the only format of a statement, whatever the extension of its file.
const sqlFormat = "sql"

func sqlFormats(render.Screen) []render.Format {
	return []render.Format{{Name: sqlFormat, Render: func(w io.Writer, statement report.Result) error {
		_, err := fmt.Fprint(w, statement.Data())
		return err
	}}}
}

// statement checks the flags and returns the statement.
func (o *sqlOptions) statement([]string) (report.Result, error) {
	if o.dialect.value == "" || o.table == "" {
		return nil, usage("%w", kpi.NewFault("--dialect ({words}) and --table NAME are needed", "words", strings.Join(o.dialect.words, ", ")))
	}
	cat, err := o.session.catalog.load()
	if err != nil {
		return nil, err
	}
	q, err := o.query(cat)
	if err != nil {
		return nil, err
	}
	o.session.cat = cat
	write := q.SQL
	switch {
	case o.tables.create:
		write = q.Create
	case o.tables.reload != "":
		write = func() (string, error) { return q.Reload(o.tables.reload) }
	case o.lists.tidy:
		write = q.Tidy
	default:
		o.session.note(o.choose(cat, q)...)
	}
	o.session.assess()
	text, err := write()
	if err == nil && o.tables.view != "" {
		text, err = q.View(o.tables.view, text)
	}
	if err != nil {
		return nil, &usageError{err, ""}
	}
	return &report.Outline{Value: text}, nil
}

// query returns the query of the flags, without the indicators.
func (o *sqlOptions) query(cat *catalog.Catalog) (*sqlgen.Query, error) {
	dialect, err := sqlgen.ParseDialect(o.dialect.value)
	if err != nil {
		return nil, usage("--dialect: %w", err)
	}
	by, err := dimensions(o.by)
	if err != nil {
		return nil, err
	}
	if err := checkIndicators(cat, o.indicators); err != nil {
		return nil, err
	}
	q := &sqlgen.Query{Dialect: dialect, Table: o.table, Measures: cat.Measures, By: by, Period: o.period.Period, Texts: o.texts}
	if q.List, err = o.lists.list(o.columns); err != nil {
		return nil, err
	}
	if q.List == nil {
		q.Columns, err = knownColumns(o.columns, columnNames(cat), func(text string) *kpi.Fault {
			return kpi.NewFault("{text} is no column of a tidy table: want a measure, or one of {words}", "text", text, "words", strings.Join(sqlgen.Keys(), ", "))
		})
		if err != nil {
			return nil, err
		}
	}
	for _, name := range o.only {
		unit, err := unitNamed(name)
		if err != nil {
			return nil, err
		}
		q.Units = append(q.Units, unit...)
	}
	return q, nil
}

// knownColumns returns the names of --columns; one that no table has is a fault.
func knownColumns(given, known []string, fault func(text string) *kpi.Fault) (columns []string, err error) {
	for _, name := range given {
		name = strings.TrimSpace(name)
		if !slices.Contains(known, name) {
			return nil, usage("--columns: %w", didYouMean(fault(strconv.Quote(name)), name, known))
		}
		columns = append(columns, name)
	}
	return columns, nil
}

// columnNames returns the columns that a tidy table may have.
func columnNames(cat *catalog.Catalog) []string {
	names := sqlgen.Keys()
	for i := range cat.Measures.Len() {
		names = append(names, cat.Measures.At(i).ID)
	}
	return names
}

// unitNamed returns the units that a name of --unit may mean: no table is read.
func unitNamed(name string) ([]kpi.Unit, error) {
	district, commune, pair := strings.Cut(name, "/")
	district, commune = vietnamese.Clean(district), vietnamese.Clean(commune)
	switch {
	case district == "" || pair && commune == "":
		return nil, usage("--unit %q: %w", name, kpi.NewFault("want DISTRICT, DISTRICT/COMMUNE, or COMMUNE where it has no district"))
	case pair:
		return []kpi.Unit{{District: district, Commune: commune}}, nil
	}
	return []kpi.Unit{{District: district}, {Commune: district}}, nil
}

// choose sets the indicators: those asked for, else the headline ones whose counts the
// table has. It returns notes of those left out.
func (o *sqlOptions) choose(cat *catalog.Catalog, q *sqlgen.Query) (absent []kpi.Finding) {
	all := slices.Contains(o.indicators, allIndicators)
	if !all && len(o.indicators) > 0 {
		for _, id := range o.indicators {
			d, _ := cat.Indicator(id)
			q.Indicators = append(q.Indicators, d)
		}
		return nil
	}
	for _, d := range cat.Indicators {
		lacking := q.Lacks(d)
		switch {
		case !all && !d.Headline:
		case len(lacking) == 0:
			q.Indicators = append(q.Indicators, d)
		case !all:
			absent = append(absent, kpi.NewFinding(kpi.IndicatorAbsent, kpi.Place{}, "indicator", kpi.IndicatorKey(d.ID), "id", d.ID, "lacking", kpi.TextKey("lacks.table")+" "+kpi.Keys(kpi.MeasureKey, lacking)))
		}
	}
	return absent
}
