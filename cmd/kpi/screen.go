package main

import (
	"os"
	"strconv"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"cchc/kpi/render"
)

// colorFlag is the flag --color: when texts for people are coloured.
type colorFlag struct{ choice }

// bind adds the flag to all commands.
func (c *colorFlag) bind(root *cobra.Command) {
	c.choice = choice{"auto", []string{"auto", "always", "never"}}
	root.PersistentFlags().Var(c, "color", "colours in texts for people; auto: on a terminal, unless NO_COLOR is set, or where CLICOLOR_FORCE is; never in a file of --output")
	complete(root, "color", cobra.FixedCompletions(c.words, cobra.ShellCompDirectiveNoFileComp))
}

// screen returns the width and colours of a stream. Each stream is judged by itself: one
// may be a terminal and the other a file.
func (c *colorFlag) screen(stream any) render.Screen {
	return render.Screen{Width: widthOf(stream, os.Getenv("COLUMNS")), Color: c.wants(isTerminal(stream), os.Getenv)}
}

// wants reports whether a stream is coloured, by the variables of no-color.org and
// bixense.com/clicolors.
func (c *colorFlag) wants(terminal bool, env func(string) string) bool {
	switch force := env("CLICOLOR_FORCE"); {
	case c.value != "auto":
		return c.value == "always"
	case env("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	}
	return terminal && env("TERM") != "dumb"
}

// widthOf returns the number of columns of a stream, or 0 if it has no bound: it is no
// terminal, or neither the terminal nor COLUMNS gives one.
func widthOf(stream any, columns string) int {
	if !isTerminal(stream) {
		return 0
	}
	if width, _, err := term.GetSize(int(stream.(*os.File).Fd())); err == nil && width > 0 {
		return width
	}
	width, err := strconv.Atoi(columns)
	if err != nil {
		return 0
	}
	return max(width, 0)
}

// bindWide adds the flag that keeps tables whole.
func (f *outputFlags) bindWide(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.wide, "wide", false, "write tables and lines whole, also where the terminal is narrower")
}

// screen returns the screen of the result: a file is no screen.
func (f *outputFlags) screen(out any) render.Screen {
	if f.path != "" {
		return render.Screen{}
	}
	screen := f.color.screen(out)
	if f.wide {
		screen.Width = 0
	}
	return screen
}
