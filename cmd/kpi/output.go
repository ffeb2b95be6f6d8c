package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
)

// formatsOf returns a function that returns the formats of some names for a screen.
func formatsOf(names ...string) func(render.Screen) []render.Format {
	return func(screen render.Screen) []render.Format { return render.Formats(screen, names...) }
}

// The formats of the commands, the default first.
func reportFormats() []string {
	return []string{"table", "csv", "csv-vi", "json", "markdown", "html", "xlsx", "docx", "svg", "png"}
}
func studyFormats() []string {
	return []string{"table", "csv", "csv-vi", "json", "markdown", "html", "xlsx"}
}
func checkFormats() []string   { return []string{"text", "csv", "json", "markdown", "xlsx"} }
func explainFormats() []string { return []string{"text", "csv", "json"} }
func reconcileFormats() []string {
	return []string{"table", "csv", "csv-vi", "json", "markdown", "xlsx"}
}
func tidyFormats() []string    { return []string{"csv", "json", "xlsx", "parquet"} }
func listFormats() []string    { return []string{"table", "csv", "json"} }
func planFormats() []string    { return []string{"table", "json"} }
func versionFormats() []string { return []string{"text", "json"} }

// maker makes a result for a format.
type maker = func(render.Format) (report.Result, error)

// preparer does the work of a command once, for each of some formats.
type preparer = func(args []string, formats []render.Format) (maker, error)

// hashes reports whether one of some formats has the hashes of files.
func hashes(formats []render.Format) bool {
	return slices.ContainsFunc(formats, func(f render.Format) bool { return f.Wants.Hashes })
}

// made is a preparer with one result for all formats.
func made(result func(args []string) (report.Result, error)) preparer {
	return func(args []string, _ []render.Format) (maker, error) {
		r, err := result(args)
		return func(render.Format) (report.Result, error) { return r, nil }, err
	}
}

// produceWithFindings produces a result and then writes the findings, with notes if the
// format has none.
func produceWithFindings(cmd *cobra.Command, args []string, s *session, formats func(render.Screen) []render.Format, prepare preparer) error {
	format, err := produce(cmd, args, s, formats, prepare)
	if err != nil {
		return err
	}
	return s.writeFindings(!format.Notes)
}

// produce gets the result of a command in a format and writes it once, never over one of
// its inputs. The format is that of --format, else of the extension of --output, else the
// first. Binary formats are refused on a terminal. The outputs of a project file are
// written beside it.
func produce(cmd *cobra.Command, args []string, s *session, formats func(render.Screen) []render.Format, prepare preparer) (render.Format, error) {
	out, o := cmd.OutOrStdout(), &s.output
	s.in, s.errw = cmd.InOrStdin(), cmd.ErrOrStderr()
	screen := o.screen(out)
	screen.Fractions = s.look.fractions.value
	known := formats(screen)
	format := known[0]
	switch {
	case o.format.value != "":
		format, _ = render.Find(known, o.format.value)
	case o.path != "":
		var ok bool
		if format, ok = render.ForFile(known, o.path); !ok {
			return format, usage("--output %s: %w", o.path, kpi.NewFault("the extension names no format: give --format"))
		}
	}
	if format.Binary && o.path == "" && isTerminal(out) {
		return format, usage("%w", kpi.NewFault("{format} is nothing for a terminal: give --output FILE", "format", format.Name))
	}
	all, err := s.project.formats(render.Names(known), func(path string) (string, bool) {
		f, ok := render.ForFile(known, path)
		return f.Name, ok
	})
	if err != nil {
		return format, err
	}
	wanted := []render.Format{format}
	for _, name := range all {
		f, _ := render.Find(formats(render.Screen{Fractions: screen.Fractions}), name) // a file is no screen
		wanted = append(wanted, f)
	}
	result, err := prepare(args, wanted)
	if err != nil {
		return format, err
	}
	defer o.to.drop()
	texts := make([]*spool, len(wanted))
	for i, f := range wanted {
		texts[i] = newSpool(o.to, o.path)
		if err = renderTo(texts[i], f, result); err != nil {
			return format, err
		}
	}
	if s.rendered != nil {
		if err := s.rendered(); err != nil {
			return format, err
		}
	}
	return format, s.write(out, texts)
}

// renderTo renders a result in a format.
func renderTo(w io.Writer, format render.Format, result maker) error {
	made, err := result(format)
	if err != nil {
		return err
	}
	if err := format.Render(w, made); err != nil {
		var refused *picture.Error
		if errors.As(err, &refused) {
			return usage("%w", refused.Reason)
		}
		return kpi.NewFault("rendering: {reason}").Because(err)
	}
	return nil
}

// write writes the first of some finished texts to --output, or to out with the others to
// the outputs of the project file.
func (s *session) write(out io.Writer, texts []*spool) error {
	inputs := append(s.files, s.input.unitFiles()...)
	for _, t := range s.catalog.tables {
		inputs = append(inputs, t.Name)
	}
	if s.project.file != nil {
		inputs = append(inputs, s.project.file.Path)
	}
	var all []result
	for i, path := range append([]string{s.output.path}, s.project.outputs...)[:len(texts)] {
		r, err := texts[i].end(path)
		if err != nil {
			return kpi.NewFault("rendering: {reason}").Because(err)
		}
		all = append(all, r)
	}
	if len(all) == 1 {
		return s.output.to.write(out, all[0], inputs...)
	}
	return s.output.to.writeAll(out, all[0], all[1:], inputs...)
}

// bindPath adds the flag --output.
func (f *outputFlags) bindPath(cmd *cobra.Command) {
	cmd.Flags().VarP((*outputPath)(&f.path), "output", "o", "write to `FILE`, whole or not at all, instead of standard output")
}

// outputPath is the path of a file to write. A script whose variable is blank must not take
// what it prints for what it has written, nor one that writes - wait for what is in a file of
// that name.
type outputPath string

// String returns the path.
func (p *outputPath) String() string { return string(*p) }

// Type names the flag's argument in help.
func (p *outputPath) Type() string { return "string" }

// Set takes a path that is not blank, and not -, by which others name standard output.
func (p *outputPath) Set(text string) error {
	if text == "" || text == "-" {
		return kpi.NewFault("want the name of a file")
	}
	*p = outputPath(text)
	return nil
}

// cause returns the reason of an error about a path without the path.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
