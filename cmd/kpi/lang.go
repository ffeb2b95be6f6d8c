package main

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/project"
)

// bindLang adds the flag --lang to all commands.
func (p *program) bindLang(root *cobra.Command) {
	p.lang = choice{"", []string{string(kpi.Vietnamese), string(kpi.English)}}
	root.PersistentFlags().Var(&p.lang, "lang", "language for people (default: that of kpi.toml, else of the system)")
	complete(root, "lang", cobra.FixedCompletions(p.lang.words, cobra.ShellCompDirectiveNoFileComp))
}

// language returns the language of help, completion and errors. These may be needed before
// flags are parsed, or where they cannot be: --lang counts wherever it is among the
// arguments. Without it the language is that of the project file, else of the system.
func (p *program) language() kpi.Lang {
	if p.lang.value != "" {
		return kpi.Lang(p.lang.value)
	}
	if lang := given(p.args, "--lang"); slices.Contains(p.lang.words, lang) {
		return kpi.Lang(lang)
	}
	if lang := p.projectLanguage(); lang != "" {
		return lang
	}
	return systemLanguage()
}

// projectLanguage returns the language that the project file names, "" where none does.
func (p *program) projectLanguage() kpi.Lang {
	path := given(p.args, "--project")
	if path == "" {
		path, _ = findProject() // whoever needs the file reports what is wrong with it
	}
	return langOf(path)
}

// adoptLanguage gives a command that uses no project file its language, as if --lang had
// it.
func (p *program) adoptLanguage() {
	if p.lang.value == "" {
		p.lang.value = string(p.projectLanguage())
	}
}

// given returns the value of a flag among arguments that are not parsed, the last one if
// there are several, "" without any.
func given(args []string, flag string) (value string) {
	for i, arg := range args {
		text, isValue := strings.CutPrefix(arg, flag+"=")
		switch {
		case arg == "--":
			return value
		case isValue:
			value = text
		case arg == flag && i+1 < len(args):
			value = args[i+1]
		}
	}
	return value
}

// langOf returns the language that a project file names, "" where it names none or is none.
func langOf(path string) kpi.Lang {
	if path == "" || path == noProject {
		return ""
	}
	data, err := readTable(path)
	if err != nil {
		return "" // which the commands report
	}
	file, err := project.Read(path, data)
	if err != nil {
		return ""
	}
	for _, s := range file.Settings {
		if s.Path() == "lang" && (s.Values[0] == string(kpi.Vietnamese) || s.Values[0] == string(kpi.English)) {
			return kpi.Lang(s.Values[0])
		}
	}
	return ""
}

// systemLanguage returns the language of the locale; where the system has no locale in its
// variables, as Windows, that of its user interface.
func systemLanguage() kpi.Lang {
	names := interfaceLanguages
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := os.Getenv(name); locale != "" {
			names = func() []string { return []string{locale} }
			break
		}
	}
	if all := names(); len(all) > 0 && strings.HasPrefix(strings.ToLower(all[0]), string(kpi.Vietnamese)) {
		return kpi.Vietnamese
	}
	return kpi.English
}
