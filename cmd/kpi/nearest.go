package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/vietnamese"
)

// wrongCommand is the error of an unknown command; of a missing one it prints what can be
// done.
func (p *program) wrongCommand(root *cobra.Command, args []string) error {
	var ours, all []string
	for _, c := range root.Commands() {
		all = append(all, c.Name())
		if c.Name() != "help" && c.Name() != "completion" {
			ours = append(ours, c.Name())
		}
	}
	if asked, _ := root.Flags().GetBool("version"); asked {
		result, err := p.versionResult(builtFrom())
		if err != nil {
			return err
		}
		return render.Formats(render.Screen{}, versionFormats()...)[0].Render(root.OutOrStdout(), result)
	}
	if len(args) == 0 {
		return p.withoutCommand(root)
	}
	if near := nearest(args[0], all, slips); len(near) > 0 {
		return usage("%w", suggest(kpi.NewFault("no command {text}", "text", strconv.Quote(args[0])), near))
	}
	return usage("%w", kpi.NewFault("no command {text}: want {words}", "text", strconv.Quote(args[0]), "words", strings.Join(ours, ", ")))
}

// wrongFlag makes the error of a flag a usage error.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var blank *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	letter := func(name string) string { return strconv.QuoteRune(rune(name[0])) }
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		fault := kpi.NewFault("unknown flag: {flag}", "flag", "--"+unknown.GetSpecifiedName())
		return usage("%w", didYouMean(fault, unknown.GetSpecifiedName(), names))
	case errors.As(err, &unknown):
		return usage("%w", kpi.NewFault("unknown shorthand flag: {letter} in {flag}", "letter", letter(unknown.GetSpecifiedName()), "flag", "-"+unknown.GetSpecifiedShortnames()))
	case errors.As(err, &blank) && blank.GetSpecifiedShortnames() == "":
		return usage("%w", kpi.NewFault("flag needs an argument: {flag}", "flag", "--"+blank.GetSpecifiedName()))
	case errors.As(err, &blank):
		return usage("%w", kpi.NewFault("flag needs an argument: {letter} in {flag}", "letter", letter(blank.GetSpecifiedName()), "flag", "-"+blank.GetSpecifiedShortnames()))
	case errors.As(err, &value):
		name := "--" + value.GetFlag().Name
		if short := value.GetFlag().Shorthand; short != "" {
			name = "-" + short + ", " + name
		}
		return usage("%w", kpi.NewFault("invalid argument {text} for {flag} flag: {reason}",
			"text", strconv.Quote(value.GetValue()), "flag", strconv.Quote(name)).Because(notSet(value.Unwrap())))
	case errors.As(err, &syntax):
		return usage("%w", kpi.NewFault("bad flag syntax: {flag}", "flag", syntax.GetSpecifiedFlag()))
	}
	return &usageError{err, ""}
}

// notSet returns why a flag does not take a value, for people where the reason is one of
// Go's numbers and words.
func notSet(err error) error {
	var number *strconv.NumError
	switch {
	case !errors.As(err, &number):
		return err
	case number.Func == "ParseBool":
		return kpi.NewFault("want true or false")
	case errors.Is(number.Err, strconv.ErrRange):
		return kpi.NewFault("the number is too large")
	}
	return kpi.NewFault("want a whole number")
}

// didYouMean ends an error about an unknown word with the words nearest to it, if any is
// near.
func didYouMean(err error, text string, words []string) error {
	return suggest(err, nearest(text, words, slips))
}

// suggest ends an error with words that the user may have meant.
func suggest(err error, words []string) error {
	switch last := len(words) - 1; {
	case last < 0:
		return err
	case last == 0:
		return fmt.Errorf("%w: %w", err, kpi.NewFault("did you mean {near}?", "near", kpi.Printable(words[0])))
	default:
		return fmt.Errorf("%w: %w", err, kpi.NewFault("did you mean {near} or {last}?",
			"near", kpi.Printable(strings.Join(words[:last], ", ")), "last", kpi.Printable(words[last])))
	}
}

// nearest returns the words with the fewest slips from a text, at most three. Words with
// too many slips are left out.
func nearest(text string, words []string, slips func(text, word string) int) []string {
	const most = 3
	var near []string
	fewest := tooMany - 1
	for _, word := range words {
		switch n := slips(text, word); cmp.Compare(n, fewest) {
		case -1:
			near, fewest = []string{word}, n
		case 0:
			if !slices.Contains(near, word) {
				near = append(near, word)
			}
		}
	}
	return near[:min(len(near), most)]
}

// tooMany is the number of slips that makes a word another word.
const tooMany = 4

// slips counts the letters left out, added, changed or swapped with the next between a
// text and a word: one of three may be. Diacritics, capitals and marks between letters do
// not count. A text may be the beginning of a word.
func slips(text, word string) int {
	a, b := vietnamese.Letters(text), vietnamese.Letters(word)
	allowed := min(len(a)/3, tooMany-1)
	switch n := vietnamese.Distance(a, b); {
	case len(a) > 0 && n <= allowed:
		return n
	case len(a) >= 3 && len(a) <= len(b) && slices.Equal(a, b[:len(a)]):
		return tooMany - 1
	}
	return tooMany
}
