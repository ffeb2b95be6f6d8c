package main

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// headings are the words of the library's template of help, those within others behind
// them.
func headings() []string {
	return []string{
		`Use "{{.CommandPath}} [command] --help" for more information about a command.`, "{{.CommandPath}} [command]",
		"Usage:", "Examples:", "Available Commands:", "Global Flags:", "Flags:",
	}
}

// defaultMark begins the default value of a flag, as the library writes it.
const defaultMark = "(default "

// finish adds the commands of the library to the program, and the language of their help,
// which the library would write without a look at errors. Where a shell asks for completion,
// all commands have their texts in that language.
func (p *program) finish(root *cobra.Command) {
	plain := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		out := root.OutOrStdout()
		var b bytes.Buffer
		root.SetOut(&b)
		defer root.SetOut(out)
		lang := p.language()
		translate(root, lang)
		plain(cmd, args)
		text := b.String()
		if lang != kpi.English {
			text = strings.ReplaceAll(aligned(text), defaultMark, catalog.HelpText(defaultMark, lang)+" ")
		}
		p.unwritten = p.outputs.write(out, result{data: []byte(text)})
	})
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd(p.args...)
	for _, c := range root.Commands() {
		for _, shell := range c.Commands() { // of completion
			shell.Args = func(cmd *cobra.Command, args []string) error {
				if len(args) == 0 {
					return nil
				}
				return usage("%w", kpi.NewFault("unknown command {text} for {command}", "text", strconv.Quote(args[0]), "command", strconv.Quote(cmd.CommandPath())))
			}
		}
	}
	if len(p.args) > 0 && strings.HasPrefix(p.args[0], cobra.ShellCompRequestCmd) {
		lang := p.language()
		p.lang.value = string(lang) // of the words of commands, too
		translate(root, lang)
	}
}

// aligned gives the texts of flags one column: the library counts the bytes before them,
// and letters such as those of TỆP have several.
func aligned(text string) string {
	return regexp.MustCompile(`(?m)^ +(-., )?--\S+( \S+)?   `).ReplaceAllStringFunc(text, func(start string) string {
		return start + strings.Repeat(" ", len(start)-utf8.RuneCountInString(start))
	})
}

// translate gives a command, those below it and their flags texts in a language.
func translate(cmd *cobra.Command, lang kpi.Lang) {
	say := func(text string) string { return catalog.HelpText(text, lang) }
	if lang == kpi.English {
		return
	}
	if !cmd.HasParent() {
		template := cmd.UsageTemplate()
		for _, text := range headings() {
			template = strings.ReplaceAll(template, text, say(text))
		}
		cmd.SetUsageTemplate(template)
	}
	cmd.InitDefaultHelpFlag()
	if use := say(cmd.Use); use != cmd.Use {
		cmd.Use, cmd.DisableFlagsInUseLine = use, true // it has them in Vietnamese
	}
	cmd.Short, cmd.Long = say(cmd.Short), say(cmd.Long)
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = say(f.Usage) })
	for _, c := range cmd.Commands() {
		translate(c, lang)
	}
}
