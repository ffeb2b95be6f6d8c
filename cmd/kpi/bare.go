package main

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
	"cchc/kpi/project"
	"cchc/kpi/report"
)

// withoutCommand prints what `kpi` alone can do in the working folder: with a project file
// or with exports the two next commands, elsewhere the help.
func withoutCommand(cmd *cobra.Command) error {
	cat, err := catalog.Load()
	if err != nil {
		return err
	}
	var output outputFlags
	text := func(name string, args ...string) string {
		return report.Fill(cat.Messages.Text(name, output.language()), args...)
	}
	out := cmd.OutOrStdout()
	found, err := findProject()
	if found != "" {
		output.lang.value = langOf(found)
	}
	switch {
	case err != nil:
		return err
	case found != "":
		_, err = fmt.Fprintf(out, "%s\n  kpi report\n  kpi check\n", text("bare.project", "file", filepath.ToSlash(found)))
		return err
	}
	if names := exportsHere(); len(names) > 0 {
		_, err = fmt.Fprintf(out, "%s\n  kpi init\n  kpi report .\n", text("bare.exports", "files", kpi.Printable(kpi.Few(names))))
		return err
	}
	return cmd.Help()
}

// langOf returns the language that a project file names, "" where it names none.
func langOf(path string) string {
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
			return s.Values[0]
		}
	}
	return ""
}

// exportsHere returns the names of the files of the working folder that may be exports.
func exportsHere() (names []string) {
	sources, _ := rows.Options{}.Expand([]string{"."}, nil)
	for _, src := range sources {
		if src.InFolder {
			names = append(names, src.Name)
		}
	}
	slices.Sort(names)
	return names
}
