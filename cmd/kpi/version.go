package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"cchc/kpi/catalog"
	"cchc/kpi/render"
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

// text writes the build for people.
func (b build) text(w io.Writer) error {
	commit := ""
	if b.Commit != "" {
		commit = fmt.Sprintf("commit: %s%s\n", b.Commit, map[bool]string{true: ", and changes that are in none"}[b.Modified])
	}
	_, err := fmt.Fprintf(w, "kpi %s\n%sbuilt with: %s for %s\ndefinitions: %s\n", b.Version, commit, b.Go, b.Platform, b.Definitions)
	return err
}

// versionFormats are the formats of the build, the default first.
func versionFormats(render.Screen) []render.Format[build] {
	return []render.Format[build]{
		{Name: "text", Render: func(w io.Writer, b build) error { return b.text(w) }},
		{Name: "json", Render: func(w io.Writer, b build) error { return render.Encode(w, b) }},
	}
}

func newVersionCmd(p *program) *cobra.Command {
	s := newSession(p)
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of its definitions",
		Long: `Version prints what the program was built from, and a hash of the built-in
measures, indicators, header texts and words: two programs with one hash count
alike.`,
		Example: `  kpi version
  kpi version --format json`,
		Args: needArgs(cobra.NoArgs, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := produce(cmd, args, &s, versionFormats, made(func([]string) (build, error) { return builtFrom(), nil }))
			return err
		},
	}
	s.output.format.words = render.Names(versionFormats(render.Screen{}))
	bindChoice(cmd, &s.output.format, "format", "f", "how to write it (default: text)")
	return cmd
}
