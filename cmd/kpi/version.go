package main

import (
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/project"
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

// result returns the build in all its forms; say returns a text of the program.
func (b build) result(lang kpi.Lang, say func(name string) string) report.Result {
	return &report.Outline{Lang: lang, Shown: []report.Block{report.Lines{Lines: b.lines(say)}}, Value: b}
}

// lines returns the build for people.
func (b build) lines(say func(name string) string) []report.Line {
	lines := report.PlainLines(0, "kpi "+b.Version)
	add := func(depth int, name string, args ...string) {
		lines = append(lines, report.PlainLines(depth, report.Fill(say("version."+name), args...))...)
	}
	switch {
	case b.Commit != "" && b.Modified:
		add(0, "modified", "commit", b.Commit)
	case b.Commit != "":
		add(0, "commit", "commit", b.Commit)
	}
	add(0, "built", "go", b.Go, "platform", b.Platform)
	add(0, "definitions", "hash", b.Definitions)
	switch {
	case b.Project == nil:
	case b.Project.File == "":
		add(0, "no-project")
	default:
		add(0, "project", "file", kpi.Printable(b.Project.File))
		for _, k := range b.Project.Keys {
			add(1, "key", "line", strconv.Itoa(k.Line), "key", kpi.Printable(k.Key), "values", kpi.Printable(strings.Join(k.Values, ", ")))
		}
	}
	return lines
}

// versionResult returns the build in the language of the run.
func (p *program) versionResult(b build) (report.Result, error) {
	cat, err := catalog.Load()
	if err != nil {
		return nil, err
	}
	return b.result(p.language(), func(name string) string { return cat.Messages.Text(name, p.language()) }), nil
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
			_, err := produce(cmd, args, &s, formatsOf(versionFormats()...), made(func([]string) (_ report.Result, err error) {
				b := builtFrom()
				if verbose {
					b.Project, err = listProject(cmd, &s.project)
				}
				if err != nil {
					return nil, err
				}
				return p.versionResult(b)
			}))
			return err
		},
	}
	s.output.format.words = versionFormats()
	bindChoice(cmd, &s.output.format, "format", "f", "how to write it (default: text)")
	cmd.Flags().BoolVar(&verbose, "verbose", false, "print the project file and its keys, too")
	s.project.bindFlag(cmd)
	return cmd
}
