package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/project"
	"cchc/kpi/render"
)

// The tables that kpi init writes beside the project file.
const (
	headersFile = "headers.csv"
	targetsFile = "targets.csv"
	bookName    = "bao-cao.xlsx" // the workbook of the first outputs
)

// initOptions are the flags of `kpi init`.
type initOptions struct {
	session session
	print   bool
}

func newInitCmd(p *program) *cobra.Command {
	o := &initOptions{session: newSession(p)}
	cmd := &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Begin a project with the exports of a folder",
		Long: `Init reads the exports of a folder (the working folder without FOLDER) and shows
how every column is understood, what shows that, what is open, and which
indicators come out. It writes three files there, and never over others:

  kpi.toml     what report and the other commands read and write without FILE
  headers.csv  the header texts that are open: put what the column holds, or
               ignored, in place of ? and what is behind it
  targets.csv  the headline indicators: put their targets in place of ?

Flags given to init become keys of kpi.toml. On a terminal init asks what is
open; what is not answered stays open.`,
		Example: `  kpi init
  kpi init exports/ --print
  kpi init exports/ --lang vi`,
		Args:              needArgs(cobra.MaximumNArgs(1), kpi.NewFault("kpi init needs one FOLDER at most")),
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			p.adoptLanguage()
			return o.begin(cmd, append(args, ".")[0])
		},
	}
	s := &o.session
	s.input.bind(cmd)
	s.catalog.bind(cmd)
	s.output.bind(cmd, planFormats())
	complete(cmd, "allow", completeList(s.output.allowedCodes))
	cmd.Flags().BoolVarP(&s.output.quiet, "quiet", "q", false, "show no progress; warnings and errors stay")
	cmd.Flags().BoolVar(&o.print, "print", false, "print the three files instead of writing them")
	return cmd
}

// begin reads the exports of a folder, shows how they are understood, and writes the files
// of a project there.
func (o *initOptions) begin(cmd *cobra.Command, folder string) error {
	s, out := &o.session, cmd.OutOrStdout()
	s.in, s.errw = cmd.InOrStdin(), cmd.ErrOrStderr()
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return usage("%w", kpi.NewFault("{path} is no folder", "path", folder))
	}
	if err := o.refuse(folder); err != nil {
		return err
	}
	if err := s.prepare(); err != nil {
		return err
	}
	ledger := s.load(request{sets: [][]string{{folder}}, about: s.cat.Indicators})[0]
	if s.assess() == exitTrouble {
		return s.judge()
	}
	plan := newPlan(s, folder, ledger)
	if isTerminal(s.in) && isTerminal(s.errw) && !o.print {
		if err := plan.ask(s.in, s.errw); err != nil {
			return err
		}
	}
	files, err := plan.files(cmd)
	if err != nil {
		return err
	}
	formats := render.Formats(s.output.screen(out), planFormats()...)
	format := formats[0]
	if s.output.format.value != "" {
		format, _ = render.Find(formats, s.output.format.value)
	}
	var b bytes.Buffer
	if err := format.Render(&b, plan.result()); err != nil {
		return kpi.NewFault("rendering: {reason}").Because(err)
	}
	if o.print {
		for _, f := range files {
			fmt.Fprintf(&b, "\n== %s\n%s", filepath.ToSlash(f.path), f.data)
		}
		files = nil
	}
	if s.output.path != "" {
		files = append(files, result{path: s.output.path, data: b.Bytes()})
		b.Reset()
	}
	if err := s.output.to.writeAll(out, result{data: b.Bytes()}, files, s.files...); err != nil {
		return err
	}
	isNoError := func(f kpi.Finding) bool { return f.Severity != kpi.Error } // what is open is shown above
	s.findings = slices.DeleteFunc(s.findings, isNoError)
	return s.writeFindings(false)
}

// refuse returns an error where a file is there that would be written.
func (o *initOptions) refuse(folder string) error {
	for _, name := range []string{project.Name, headersFile, targetsFile} {
		path := filepath.Join(folder, name)
		if _, err := os.Lstat(path); !o.print && !errors.Is(err, fs.ErrNotExist) {
			return usage("%w", kpi.NewFault("{path} is there already: init writes over nothing; --print shows what it would write", "path", path))
		}
	}
	return nil
}
