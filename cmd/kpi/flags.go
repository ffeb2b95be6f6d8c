package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/rows"
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
		return fmt.Errorf("want %s%s", strings.Join(c.words, ", "), didYouMean(text, c.words))
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
func dimensionWords() (words []string) {
	for _, d := range kpi.Dimensions() {
		words = append(words, d.String())
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
		return usage("--decimals %d: want 0 to 6", decimals)
	}
	return nil
}

// catalogFlags choose the definitions: they are the user's tables, each with its path as
// name, "" for one not given.
type catalogFlags struct{ tables []catalog.Table }

func (f *catalogFlags) bind(cmd *cobra.Command) {
	f.tables = []catalog.Table{{Kind: catalog.MeasureTable}, {Kind: catalog.IndicatorTable}, {Kind: catalog.HeaderTable}}
	help := []string{"measures, likewise", "indicators, which add to the built-in table or replace rows by id", "header texts, likewise"}
	for i := range f.tables {
		t := &f.tables[i]
		cmd.Flags().StringVar(&t.Name, string(t.Kind), "", "`FILE` with own "+help[i])
		completeTables(cmd, string(t.Kind))
	}
}

// load reads the user's tables over the built-in ones.
func (f *catalogFlags) load() (_ *catalog.Catalog, err error) {
	var given []catalog.Table
	for _, t := range f.tables {
		if t.Name == "" {
			continue
		}
		if t.Data, err = readTable(t.Name); err != nil {
			return nil, err
		}
		given = append(given, t)
	}
	return catalog.Load(given...)
}

// readTable reads a table of the user whole.
func readTable(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, cause(err))
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
	monthEnds  int
	units      string
	successors string // where it is bound
	allow      []string
	strict     bool
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
	flags.IntVar(&f.monthEnds, "month-ends", 0, "last `DAY` of a month, 1 to 28: with 14, June runs from 15 May to 14 June (default: calendar months)")
	flags.StringSliceVar(&f.allow, "allow", nil, "finding `CODE`s that are warnings, not errors")
	completeNothing(cmd, "sheet", "in", "month-ends")
	complete(cmd, "allow", completeList(allowedCodes))
	flags.BoolVar(&f.strict, "strict", false, "treat warnings as errors")
}

// check wants the codes of --allow to exist, and --month-ends to be a day of every month.
func (f *inputFlags) check(cat *catalog.Catalog) error {
	if !(kpi.Calendar{MonthEnds: f.monthEnds}).IsValid() {
		return usage("--month-ends %d: want a day from 1 to 28", f.monthEnds)
	}
	if f.in != "" && cat.Words.Name(f.in, kpi.Levels()...).Type == "" {
		return usage("--in %q: write the type of the unit before its name, as in \"Huyện Thanh Ba\"", f.in)
	}
	for _, code := range f.allow {
		if !slices.Contains(cat.Messages.Codes(), code) {
			return usage("--allow: no finding code %q%s", code, didYouMean(code, cat.Messages.Codes()))
		}
		if !cat.Messages.CanAllow(code) {
			return usage("--allow: %s cannot be allowed: counts would be left out", code)
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
		return fmt.Errorf("a day is not a period: write %s for its month", period)
	}
	p.Period = period
	return err
}

// outputFlags are the flags of writing the result.
type outputFlags struct {
	format choice
	path   string
	lang   choice
	wide   bool // where it is bound
	quiet  bool
	to     *outputs
	color  *colorFlag
}

func (f *outputFlags) bind(cmd *cobra.Command, formats []string) {
	f.format = choice{"", formats}
	f.lang = choice{"", []string{string(kpi.Vietnamese), string(kpi.English)}}
	bindChoice(cmd, &f.format, "format", "f", "how to write the result (default: by the extension of --output, else "+formats[0]+")")
	cmd.Flags().StringVarP(&f.path, "output", "o", "", "write to `FILE`, whole or not at all, instead of standard output")
	bindChoice(cmd, &f.lang, "lang", "", "language for people (default: by the locale, else en)")
}

// writtenIn returns the language of a result. A format for programs has a standard
// language: its bytes must not change with the locale.
func (f *outputFlags) writtenIn(standard kpi.Lang) kpi.Lang {
	if standard != "" && f.lang.value == "" {
		return standard
	}
	return f.language()
}

// language returns the language of texts for people: --lang, else the locale's.
func (f *outputFlags) language() kpi.Lang {
	if f.lang.value != "" {
		return kpi.Lang(f.lang.value)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := os.Getenv(name); locale != "" {
			if strings.HasPrefix(strings.ToLower(locale), string(kpi.Vietnamese)) {
				return kpi.Vietnamese
			}
			return kpi.English
		}
	}
	return kpi.English
}
