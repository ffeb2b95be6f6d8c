package main

import (
	"io"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/project"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// build describes the program: the version of its module, as noted when it was built, and a
// hash of the built-in definitions. Two programs with one hash count alike.
type build struct {
	Version     string `json:"version"`
	Commit      string `json:"commit"` // "" where the build did not know
	Modified    bool   `json:"modified"`
	Go          string `json:"go"`
	Platform    string `json:"platform"`
	Definitions string `json:"definitions"`

	Project *projectListing `json:"project,omitempty"` // with --verbose
}

// projectListing is the project file that commands without FILE would use.
type projectListing struct {
	File string      `json:"file"` // "" where there is none
	Keys []listedKey `json:"keys"`
}

// listedKey is a key of a project file: files."b.csv".in on line 9.
type listedKey struct {
	Line   int      `json:"line"`
	Key    string   `json:"key"`
	Values []string `json:"values"`
}

// version returns the version of the program's module.
func version() string { return builtFrom().Version }

// builtFrom reads the notes of the build.
func builtFrom() build {
	b := build{Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Definitions: "sha256:" + catalog.Hash()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if info.Main.Version != "" {
		b.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// text writes the build for people; say returns a text of the program.
func (b build) text(w io.Writer, say func(name string) string) error {
	lines := []string{"kpi " + b.Version}
	add := func(indent, name string, args ...string) {
		lines = append(lines, indent+report.Fill(say("version."+name), args...))
	}
	switch {
	case b.Commit != "" && b.Modified:
		add("", "modified", "commit", b.Commit)
	case b.Commit != "":
		add("", "commit", "commit", b.Commit)
	}
	add("", "built", "go", b.Go, "platform", b.Platform)
	add("", "definitions", "hash", b.Definitions)
	switch {
	case b.Project == nil:
	case b.Project.File == "":
		add("", "no-project")
	default:
		add("", "project", "file", kpi.Printable(b.Project.File))
		for _, k := range b.Project.Keys {
			add("  ", "key", "line", strconv.Itoa(k.Line), "key", kpi.Printable(k.Key), "values", kpi.Printable(strings.Join(k.Values, ", ")))
		}
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// printVersion writes the build in the language of the run.
func (p *program) printVersion(w io.Writer, b build) error {
	cat, err := catalog.Load()
	if err != nil {
		return err
	}
	return b.text(w, func(name string) string { return cat.Messages.Text(name, p.language()) })
}

// listProject returns the project file that commands without FILE would use, checked.
func listProject(cmd *cobra.Command, p *projectFlags) (*projectListing, error) {
	listing := &projectListing{Keys: []listedKey{}}
	if _, err := p.open(cmd, nil); err != nil || p.file == nil {
		return listing, err
	}
	listing.File = filepath.ToSlash(p.file.Path)
	for _, s := range p.file.Settings {
		if s.Kind != project.Header {
			listing.Keys = append(listing.Keys, listedKey{s.Line, s.Path(), s.Values})
		}
	}
	return listing, nil
}

// versionFormats are the formats of the build, the default first.
func (p *program) versionFormats(render.Screen) []render.Format[build] {
	return []render.Format[build]{
		{Name: "text", Render: p.printVersion},
		{Name: "json", Render: func(w io.Writer, b build) error { return render.Encode(w, b) }},
	}
}

func newVersionCmd(p *program) *cobra.Command {
	s, verbose := newSession(p), false
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of its definitions",
		Long: `Version prints what the program was built from, and a hash of the built-in
measures, indicators, header texts and words: two programs with one hash count
alike. With --verbose it prints the project file that commands without FILE
would use, and each of its keys with its line.`,
		Example: `  kpi version
  kpi version --verbose
  kpi version --format json`,
		Args: needArgs(cobra.NoArgs, kpi.NewFault("kpi version needs no arguments")),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := produce(cmd, args, &s, p.versionFormats, made(func([]string) (b build, err error) {
				if b = builtFrom(); verbose {
					b.Project, err = listProject(cmd, &s.project)
				}
				return b, err
			}))
			return err
		},
	}
	s.output.format.words = render.Names(p.versionFormats(render.Screen{}))
	bindChoice(cmd, &s.output.format, "format", "f", "how to write it (default: text)")
	cmd.Flags().BoolVar(&verbose, "verbose", false, "print the project file and its keys, too")
	s.project.bindFlag(cmd)
	return cmd
}
