package main

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
	"cchc/kpi/report"
)

// withoutCommand prints what `kpi` alone can do in the working folder: with a project file
// or with exports the two next commands, elsewhere the help.
func (p *program) withoutCommand(cmd *cobra.Command) error {
	cat, err := catalog.Load()
	if err != nil {
		return err
	}
	text := func(name string, args ...string) string {
		return report.Fill(cat.Messages.Text(name, p.language()), args...)
	}
	out := cmd.OutOrStdout()
	found, err := findProject()
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
