package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/rows"
	"cchc/kpi/report"
)

// choice is a flag that takes one word of a list.
type choice struct {
	value string
	words []string
}

// String returns the word chosen.
func (c *choice) String() string { return c.value }

// Type names the flag's argument in help.
func (c *choice) Type() string { return strings.Join(c.words, "|") }

// Set takes a word of the list.
func (c *choice) Set(text string) error {
	if !slices.Contains(c.words, text) {
		return didYouMean(kpi.NewFault("want {words}", "words", strings.Join(c.words, ", ")), text, c.words)
	}
	c.value = text
	return nil
}

// bindChoice adds a flag with its check, help and completion.
func bindChoice(cmd *cobra.Command, c *choice, name, short, help string) {
	cmd.Flags().VarP(c, name, short, help)
	complete(cmd, name, cobra.FixedCompletions(c.words, cobra.ShellCompDirectiveNoFileComp))
}

// bindBy adds the flag --by; more ends its help.
func bindBy(cmd *cobra.Command, by *[]string, standard []string, more string) {
	words := dimensionWords()
	cmd.Flags().StringSliceVarP(by, "by", "b", standard, "group by "+strings.Join(words, ", ")+"; repeatable"+more)
	complete(cmd, "by", completeList(dimensionWords))
}

// dimensionWords are the words of --by.
func dimensionWords() []string { return wordsOf(kpi.Dimensions()) }

// wordsOf returns the words of a list that flags choose from.
func wordsOf[T fmt.Stringer](list []T) (words []string) {
	for _, one := range list {
		words = append(words, one.String())
	}
	return words
}

// bindDecimals adds the flag --decimals.
func bindDecimals(cmd *cobra.Command, decimals *int) {
	cmd.Flags().IntVar(decimals, "decimals", 1, "decimals of percentages for people, 0 to 6")
	completeNothing(cmd, "decimals")
}

func checkDecimals(decimals int) error {
	if decimals < 0 || decimals > 6 {
		return usage("--decimals %d: %w", decimals, kpi.NewFault("want 0 to 6"))
	}
	return nil
}

// catalogFlags choose the definitions: they are the user's tables, each with its path as
// name, "" for one not given.
type catalogFlags struct {
	tables  []catalog.Table
	headers []string // files with header texts, or names of ready tables
	states  string   // file with words of lists, or the name of a system

	given []catalog.Table // that were read
}

func (f *catalogFlags) bind(cmd *cobra.Command) {
	f.tables = []catalog.Table{{Kind: catalog.MeasureTable}, {Kind: catalog.IndicatorTable}}
	help := []string{"measures, likewise", "indicators, which add to the built-in table or replace rows by id"}
	for i := range f.tables {
		t := &f.tables[i]
		cmd.Flags().StringVar(&t.Name, string(t.Kind), "", "`FILE` with own "+help[i])
		completeTables(cmd, string(t.Kind))
	}
	names := catalog.ReadyNames()
	cmd.Flags().StringArrayVar(&f.headers, string(catalog.HeaderTable), nil, "`FILE` with own header texts, likewise, or a ready table: "+strings.Join(names, ", ")+"; repeatable")
	complete(cmd, string(catalog.HeaderTable), completeHeaders)
	markPaths(cmd, names, string(catalog.HeaderTable))
	systems := catalog.Systems()
	cmd.Flags().StringVar(&f.states, string(catalog.StateTable), "", "`FILE` with the words for states and channels of lists of dossiers, or a system that numbers them: "+strings.Join(systems, ", "))
	complete(cmd, string(catalog.StateTable), completeSystems)
	markPaths(cmd, systems, string(catalog.StateTable))
}

// load reads the user's tables over the built-in ones.
func (f *catalogFlags) load() (_ *catalog.Catalog, err error) {
	f.given = nil
	for _, t := range f.tables {
		if t.Name == "" {
			continue
		}
		if t.Data, err = readTable(t.Name); err != nil {
			return nil, err
		}
		f.given = append(f.given, t)
	}
	for _, name := range headerNames(f.headers) {
		t, err := tableOf(catalog.HeaderTable, name, catalog.ReadyNames(), catalog.Ready)
		if err != nil {
			return nil, err
		}
		f.given = append(f.given, t)
	}
	if f.states != "" {
		system := func(name string) (catalog.Table, error) {
			return catalog.Table{Kind: catalog.StateTable, Name: name}, nil
		}
		t, err := tableOf(catalog.StateTable, f.states, catalog.Systems(), system)
		if err != nil {
			return nil, err
		}
		f.given = append(f.given, t)
	}
	return catalog.Load(f.given...)
}

// basis returns what a result is made by: this program, its definitions, and the tables that
// were read over them.
func (f *catalogFlags) basis() report.Basis {
	b := report.Basis{Version: version(), Definitions: builtFrom().Definitions}
	for _, t := range f.given {
		table := kpi.File{Name: t.Name}
		if t.Data != nil { // a system that numbers states is built in
			sum := sha256.Sum256(t.Data)
			table.SHA256 = hex.EncodeToString(sum[:])
		}
		b.Tables = append(b.Tables, table)
	}
	return b
}

// tableOf reads a file with a table of a kind; the name of a ready one is that if there is no
// such file.
func tableOf(kind catalog.Kind, name string, names []string, ready func(name string) (catalog.Table, error)) (catalog.Table, error) {
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		if slices.Contains(names, name) {
			return ready(name)
		}
		if fault := noTable(name, names); fault != nil {
			return catalog.Table{}, usage("--"+string(kind)+": %w", fault)
		}
	}
	data, err := readTable(name)
	return catalog.Table{Kind: kind, Name: name, Data: data}, err
}

// noTable returns the fault of a text that is no file, and more likely the name of a ready
// table; nil if it is the path of a file.
func noTable(name string, names []string) error {
	if len(nearest(name, names, slips)) == 0 && filepath.Ext(name) != "" {
		return nil
	}
	fault := kpi.NewFault("no file {text}, and no ready table of that name ({words})", "text", name, "words", strings.Join(names, ", "))
	return didYouMean(fault, name, names)
}

// headerNames returns what --headers names, with lists of ready tables ("igate,opencps") cut
// at their commas: paths may have commas.
func headerNames(given []string) (names []string) {
	isOther := func(name string) bool { return !slices.Contains(catalog.ReadyNames(), name) }
	for _, name := range given {
		if list := strings.Split(name, ","); !slices.ContainsFunc(list, isOther) {
			names = append(names, list...)
			continue
		}
		names = append(names, name)
	}
	return names
}

// tableLimit is the most bytes of a table or a document of the user.
const tableLimit = 64 << 20

// readTable reads a table or a document of the user whole.
func readTable(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, kpi.NewFault("reading {path}: {reason}", "path", path).Because(cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, tableLimit+1))
	switch {
	case err != nil:
		return nil, kpi.NewFault("reading {path}: {reason}", "path", path).Because(cause(err))
	case len(data) > tableLimit:
		return nil, kpi.NewFault("{path} has more than {limit}", "path", path, "limit", fmt.Sprintf("%d MiB", tableLimit>>20))
	}
	return data, nil
}

// parseTable reads a table of the user with a parser. Without a path it returns nil.
func parseTable[T any](path string, parse func(name string, data []byte) (*T, error)) (*T, error) {
	if path == "" {
		return nil, nil
	}
	data, err := readTable(path)
	if err != nil {
		return nil, err
	}
	return parse(path, data)
}

// inputFlags are the flags of reading exports and judging findings.
type inputFlags struct {
	period     periodFlag
	blank      choice
	delimiter  choice
	encoding   choice
	sheet      string
	recursive  bool
	in         string
	calendar   kpi.Calendar
	units      string
	successors string // where it is bound
	allow      []string
	strict     bool
	lists      listFlags
}

func (f *inputFlags) bind(cmd *cobra.Command) {
	f.blank = choice{"missing", []string{"missing", "zero"}}
	f.delimiter = choice{"auto", []string{"auto", "comma", "semicolon", "tab"}}
	f.encoding = choice{rows.Encodings()[0], rows.Encodings()}
	flags := cmd.Flags()
	bindPeriod(cmd, &f.period)
	bindChoice(cmd, &f.blank, "blank", "", "what a blank count is")
	bindChoice(cmd, &f.delimiter, "delimiter", "", "what divides the cells; auto finds it from the header")
	f.bindUnits(cmd)
	bindChoice(cmd, &f.encoding, "encoding", "", "encoding of text files; auto is UTF-8, or what a byte-order mark says")
	flags.StringVar(&f.sheet, "sheet", "", "`NAME` of the sheet to read in workbooks (default: all with tables whose units and period are known)")
	flags.StringVar(&f.in, "in", "", "the `UNIT` of files whose rows and titles name none, such as \"Huyện Thanh Ba\"")
	flags.BoolVar(&f.recursive, "recursive", false, "of a folder, read the exports in its sub-folders too")
	bindMonthEnds(cmd, &f.calendar)
	flags.StringSliceVar(&f.allow, "allow", nil, "finding `CODE`s that are warnings, not errors")
	completeNothing(cmd, "sheet", "in")
	flags.BoolVar(&f.strict, "strict", false, "treat warnings as errors")
	f.lists.bind(cmd)
}

// bindMonthEnds adds the flag --month-ends.
func bindMonthEnds(cmd *cobra.Command, c *kpi.Calendar) {
	cmd.Flags().IntVar(&c.MonthEnds, "month-ends", 0, "last `DAY` of a month, 1 to 28: with 14, June runs from 15 May to 14 June (default: calendar months)")
	completeNothing(cmd, "month-ends")
}

// bindDated adds the flag of commands that add no periods up and compare none.
func (f *inputFlags) bindDated(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.calendar.AsDated, "as-dated", false, "take days that are not whole months, such as 01/7/2025 to 23/9/2025, as a period of their own: all counts must be of it")
}

// check wants the codes of --allow to exist, and --month-ends to be a day of every month.
func (f *inputFlags) check(cat *catalog.Catalog) error {
	if !f.calendar.IsValid() {
		return usage("--month-ends %d: %w", f.calendar.MonthEnds, kpi.NewFault("want a day from 1 to 28"))
	}
	if err := f.lists.check(); err != nil {
		return err
	}
	for _, code := range f.allow {
		if !slices.Contains(cat.Messages.Codes(), code) {
			return usage("--allow: %w", didYouMean(kpi.NewFault("no finding code {text}", "text", strconv.Quote(code)), code, cat.Messages.Codes()))
		}
		if !cat.Messages.CanAllow(code) {
			return usage("--allow: %w", kpi.NewFault("{code} cannot be allowed: counts would be left out", "code", code))
		}
	}
	return nil
}

// periodFlag is a period as a flag.
type periodFlag struct{ kpi.Period }

// bindPeriod adds the flag --period.
func bindPeriod(cmd *cobra.Command, p *periodFlag) {
	cmd.Flags().Var(p, "period", "only this period: 2024-06, 2024-Q2, 2024-H1, 2024 or 2024-01..2024-06; rows without a period belong to it")
}

// Type names the flag's argument in help.
func (p *periodFlag) Type() string { return "PERIOD" }

// Set reads a period. A day is not a period.
func (p *periodFlag) Set(text string) (err error) {
	period, day, err := dates.Parse(text, kpi.Calendar{})
	if err == nil && !day.IsZero() {
		return kpi.NewFault("a day is not a period: write {period} for its month", "period", period.String())
	}
	p.Period = period
	return err
}

// outputFlags are the flags of writing the result.
type outputFlags struct {
	format choice
	path   string
	lang   *choice
	wide   bool // where it is bound
	quiet  bool
	to     *outputs
	color  *colorFlag
}

func (f *outputFlags) bind(cmd *cobra.Command, formats []string) {
	f.format = choice{"", formats}
	bindChoice(cmd, &f.format, "format", "f", "how to write the result (default: by the extension of --output, else "+formats[0]+")")
	f.bindPath(cmd)
	markPaths(cmd, nil, "output")
}

// writtenIn returns the language of a result. A format for programs has a standard
// language: its bytes must not change with the locale.
func (f *outputFlags) writtenIn(standard kpi.Lang) kpi.Lang {
	if standard != "" && f.lang.value == "" {
		return standard
	}
	return f.language()
}

// language returns the language of results and findings: that of --lang or of the project
// file that is used, else of the system.
func (f *outputFlags) language() kpi.Lang {
	if f.lang.value != "" {
		return kpi.Lang(f.lang.value)
	}
	return systemLanguage()
}
