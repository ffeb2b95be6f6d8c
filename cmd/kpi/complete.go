package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input"
	"cchc/kpi/input/rows"
)

// A shell completes words, each with its meaning after a tab. On an error there are no
// words: a shell has no place for errors.

// completer returns the words that a shell may put in place of an unfinished one.
type completer = func(cmd *cobra.Command, args []string, unfinished string) ([]string, cobra.ShellCompDirective)

// complete sets what completes the value of a flag.
func complete(cmd *cobra.Command, flag string, c completer) {
	// The error means that there is no such flag, or that it is completed already. Both
	// are mistakes in the program, and tests of the commands would fail.
	_ = cmd.RegisterFlagCompletionFunc(flag, c)
}

// completeNothing keeps the shell from completing the values of flags with files.
func completeNothing(cmd *cobra.Command, flags ...string) {
	for _, flag := range flags {
		complete(cmd, flag, cobra.NoFileCompletions)
	}
}

// completeTables completes flags with files that are tables of the user.
func completeTables(cmd *cobra.Command, flags ...string) {
	for _, flag := range flags {
		_ = cmd.MarkFlagFilename(flag, "csv") // as in complete
	}
	markPaths(cmd, nil, flags...)
}

// completeHeaders completes the names of ready tables of headers, and files.
func completeHeaders(_ *cobra.Command, _ []string, unfinished string) ([]string, cobra.ShellCompDirective) {
	return beginningWith(unfinished, catalog.ReadyNames()), cobra.ShellCompDirectiveDefault
}

// completeSystems completes the names of systems that number the words of lists, and files.
func completeSystems(_ *cobra.Command, _ []string, unfinished string) ([]string, cobra.ShellCompDirective) {
	return beginningWith(unfinished, catalog.Systems()), cobra.ShellCompDirectiveDefault
}

// completeExports completes file names of exports.
func completeExports(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"csv", "xlsx", "json"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeWords completes one word.
func completeWords(words func() []string) completer {
	return func(_ *cobra.Command, _ []string, unfinished string) ([]string, cobra.ShellCompDirective) {
		return beginningWith(unfinished, words()), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeList completes the last of several words with commas between them, each word
// once. Another may follow: the shell adds no space.
func completeList(words func() []string) completer {
	return func(_ *cobra.Command, _ []string, unfinished string) ([]string, cobra.ShellCompDirective) {
		i := strings.LastIndexByte(unfinished, ',') + 1
		done, last := unfinished[:i], unfinished[i:]
		left := beginningWith(last, without(words(), strings.Split(done, ",")))
		for i, word := range left {
			if done != "" {
				// The script for bash puts a backslash before the comma; a word with a
				// meaning after it would then not match the command line.
				word, _, _ = strings.Cut(word, "\t")
			}
			left[i] = done + word
		}
		return left, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// beginningWith returns the words that begin with a text.
func beginningWith(text string, words []string) []string {
	return slices.DeleteFunc(words, func(word string) bool { return !strings.HasPrefix(word, text) })
}

// without removes the words that have been given.
func without(words, given []string) []string {
	return slices.DeleteFunc(words, func(word string) bool {
		name, _, _ := strings.Cut(word, "\t")
		return slices.Contains(given, name)
	})
}

// indicatorIDs returns the ids of the indicators, also of the user's tables, each after
// every start and with its label.
func (s *session) indicatorIDs(starts ...string) (ids []string) {
	cat, err := s.catalog.load()
	if err != nil {
		return nil
	}
	for _, start := range starts {
		for _, d := range cat.Indicators {
			ids = append(ids, start+d.ID+"\t"+kpi.Printable(d.Labels.In(s.output.language())))
		}
	}
	return ids
}

// bindIndicators adds the flag that chooses indicators.
func bindIndicators(cmd *cobra.Command, ids *[]string, s *session) {
	cmd.Flags().StringSliceVarP(ids, "indicator", "k", nil, "indicator `ID`s, or all (default: the headline ones)")
	complete(cmd, "indicator", completeList(func() []string {
		return append(s.indicatorIDs(""), allIndicators+"\t"+catalog.HelpText("all that can be computed", s.output.language()))
	}))
}

// allowedCodes returns the codes of --allow with their meanings.
func (f *outputFlags) allowedCodes() (codes []string) {
	cat, err := catalog.Load()
	if err != nil {
		return nil
	}
	for _, code := range cat.Messages.Codes() {
		if cat.Messages.CanAllow(code) {
			_, meaning, _ := cat.Messages.Explain(code, f.language())
			codes = append(codes, code+"\t"+meaning)
		}
	}
	return codes
}

// mostToPeek is the largest size of exports that completion reads: a person is waiting.
const mostToPeek = 64 << 20

// completeFrom completes a flag with words from the exports on the command line. There are
// none if the exports are too large.
func (s *session) completeFrom(cmd *cobra.Command, flag string, found func(*kpi.Ledger) []string) {
	complete(cmd, flag, func(cmd *cobra.Command, args []string, unfinished string) ([]string, cobra.ShellCompDirective) {
		args, err := s.project.open(cmd, args)
		if err != nil || s.prepare() != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		args = s.project.choices.named(args[min(s.project.before, len(args)):])
		if size, ok := rows.Size(args); !ok || size > mostToPeek {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		options := s.options()
		options.Period = kpi.Period{}
		carried, _ := s.carry(nil, nil, input.Read(s.cat, args, strings.NewReader(""), options).Ledger)
		return beginningWith(unfinished, found(carried[0])), cobra.ShellCompDirectiveNoFileComp
	})
}

// unitsOf returns the units of a ledger as --unit takes them.
func (s *session) unitsOf(ledger *kpi.Ledger) (names []string) {
	for _, name := range unitNames(s.cat, ledger.Units()) {
		names = append(names, kpi.Printable(name))
	}
	return names
}

// periodsOf returns the periods of a ledger as --period takes them.
func periodsOf(ledger *kpi.Ledger) (words []string) {
	for _, p := range ledger.Periods() {
		words = append(words, p.String())
	}
	return words
}
