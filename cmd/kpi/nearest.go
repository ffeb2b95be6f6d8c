package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/vietnamese"
)

// wrongCommand is the error of an unknown command; of a missing one it prints what can be
// done.
func wrongCommand(root *cobra.Command, args []string) error {
	var ours, all []string
	for _, c := range root.Commands() {
		all = append(all, c.Name())
		if c.Name() != "help" && c.Name() != "completion" {
			ours = append(ours, c.Name())
		}
	}
	if asked, _ := root.Flags().GetBool("version"); asked {
		return render.Formats(render.Screen{}, versionFormats()...)[0].Render(root.OutOrStdout(), builtFrom().result())
	}
	if len(args) == 0 {
		return withoutCommand(root)
	}
	if near := nearest(args[0], all, slips); len(near) > 0 {
		return usage("%w", suggest(fmt.Errorf("no command %q", args[0]), near))
	}
	return usage("no command %q: want %s", args[0], strings.Join(ours, ", "))
}

// wrongFlag makes the error of a flag a usage error.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return &usageError{err, ""}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return usage("%w", didYouMean(err, unknown.GetSpecifiedName(), names))
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
