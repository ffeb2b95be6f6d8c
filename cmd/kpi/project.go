package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cchc/kpi"
	"cchc/kpi/project"
)

// The keys of a project file that are no flags.
const (
	keyExports = "exports"
	keyOutputs = "outputs"
	keyFiles   = "files"
)

// noProject is the word of --project for no file.
const noProject = "none"

// projectFlags are the project file of a command that reads exports, and what it has set.
type projectFlags struct {
	named  string // by --project; "" for that of the folder
	before int    // number of arguments before the exports

	file    *project.File              // nil without one
	folder  string                     // of the file
	set     map[string]project.Setting // by the names of flags and keys
	outputs []string                   // that are written beside what is printed
	others  []string                   // the file and its tables: no exports
	results []string                   // the outputs of all commands: no exports once they are written
	used    bool                       // the exports are those of the file
	choices fileChoices
}

// bindFlag adds the flag --project.
func (p *projectFlags) bindFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.named, "project", "", "the project `FILE`, or none (default: without FILE, kpi.toml of this folder or the nearest above)")
	_ = cmd.MarkFlagFilename("project", "toml") // as in complete
}

// bind adds the flag --project, and lets the file be read before a command runs.
func (p *projectFlags) bind(cmd *cobra.Command) {
	p.bindFlag(cmd)
	check, run := cmd.Args, cmd.RunE
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		args, err := p.open(cmd, args)
		if err == nil {
			err = check(cmd, args)
		}
		if err == nil {
			err = run(cmd, args)
		}
		return p.placed(err)
	}
}

// open reads the project file, if there is one to read, sets the flags that the command
// line does not, and returns the arguments with the exports.
func (p *projectFlags) open(cmd *cobra.Command, args []string) ([]string, error) {
	before := min(p.before, len(args))
	p.choices.args = args[before:]
	listsCodes := cmd.Name() == "check" && cmd.Flags().Changed("codes") // then it reads no exports
	if p.named == noProject || p.named == "" && (len(args) > before || listsCodes) {
		return args, nil
	}
	path := p.named
	if path == "" {
		found, err := findProject()
		if found == "" || err != nil {
			return args, err
		}
		path = found
	}
	data, err := readTable(path)
	if err != nil {
		return nil, err
	}
	if p.file, err = project.Read(path, data); err != nil {
		return nil, err
	}
	p.folder, p.others = filepath.Dir(path), []string{path}
	if err := p.apply(cmd); err != nil {
		return nil, err
	}
	if len(args) == p.before {
		p.used = true
		if _, given := p.set[keyExports]; !given {
			return append(args, p.folder), nil
		}
		args = slices.Concat(args, p.paths(p.set[keyExports].Values))
	}
	return args, nil
}

// findProject returns the project file of the working folder or of the nearest above that
// has one, "" where none has.
func findProject() (string, error) {
	for folder := "."; ; {
		path := filepath.Join(folder, project.Name)
		switch info, err := os.Stat(path); {
		case err == nil && !info.IsDir():
			return path, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", kpi.NewFault("reading {path}: {reason}", "path", path).Because(cause(err))
		}
		above := filepath.Join(folder, "..")
		this, err1 := os.Stat(folder)
		next, err2 := os.Stat(above)
		if err := errors.Join(err1, err2); err != nil || os.SameFile(this, next) {
			return "", err
		}
		folder = above
	}
}

// path returns a path of the file for the working folder.
func (p *projectFlags) path(text string) string {
	if p.folder == "." || filepath.IsAbs(text) {
		return text // as it is written: ./vietnam is no word
	}
	return filepath.Join(p.folder, text)
}

// paths is [projectFlags.path] of several.
func (p *projectFlags) paths(texts []string) []string {
	paths := make([]string, len(texts))
	for i, text := range texts {
		paths[i] = p.path(text)
	}
	return paths
}

// apply checks all settings, and sets the flags of a command that the command line does
// not.
func (p *projectFlags) apply(cmd *cobra.Command) error {
	p.set = map[string]project.Setting{}
	for _, of := range []string{"", cmd.Name()} { // a table of the command wins
		for _, s := range p.file.Settings {
			if s.Kind != project.Header && (len(s.Keys) == 1 && of == "" || len(s.Keys) == 2 && s.Keys[0] == of) {
				p.set[s.Key()] = s
			}
		}
	}
	for name := range p.set {
		if flag := cmd.Flags().Lookup(name); flag != nil && flag.Changed {
			delete(p.set, name)
		}
	}
	if lang, ok := p.set["lang"]; ok { // of the errors below
		_ = p.setFlag(cmd.Flags().Lookup("lang"), lang) // what is wrong is found below
	}
	known := newProjectKeys(cmd)
	for _, s := range p.file.Settings {
		if fault := known.check(s); fault != nil {
			return p.file.Fault(s, fault)
		}
		switch {
		case s.Key() == keyOutputs || s.Key() == "output":
			p.results = append(p.results, p.paths(s.Values)...)
		case known.isPath(s.Key()):
			p.others = append(p.others, p.paths(s.Values)...)
		}
	}
	if !slices.Contains(known.commands, cmd.Name()) {
		return nil // it only shows them
	}
	for _, s := range p.file.Settings {
		if own, ok := p.set[s.Key()]; !ok || !slices.Equal(own.Keys, s.Keys) {
			continue
		}
		if fault := p.setFlag(cmd.Flags().Lookup(s.Key()), s); fault != nil {
			return p.file.Fault(s, fault)
		}
	}
	return p.chooseOutputs(cmd)
}

// chooseOutputs takes the outputs of a command, unless --output is given in their place.
func (p *projectFlags) chooseOutputs(cmd *cobra.Command) error {
	s, given := p.set[keyOutputs]
	_, alone := p.set["output"]
	switch {
	case !given || len(s.Keys) == 1 && cmd.Name() != "report":
	case alone:
		return p.file.Fault(s, kpi.NewFault("{key} is given, too: write one of the two", "key", "output"))
	case !cmd.Flags().Changed("output"):
		p.outputs = p.paths(s.Values)
	}
	return nil
}

// formats returns the names of the formats of the outputs, by their extensions.
func (p *projectFlags) formats(known []string, forFile func(path string) (name string, ok bool)) (names []string, err error) {
	for _, path := range p.outputs {
		name, ok := forFile(path)
		if !ok {
			return nil, p.file.Fault(p.set[keyOutputs], kpi.NewFault("the extension of {text} names no format: want one of {words}",
				"text", strconv.Quote(path), "words", strings.Join(known, ", ")))
		}
		names = append(names, name)
	}
	return names, nil
}

// setFlag sets a flag that the command line does not set.
func (p *projectFlags) setFlag(flag *pflag.Flag, s project.Setting) error {
	if flag == nil || flag.Changed {
		return nil
	}
	values := slices.Clone(s.Values)
	if words, isPath := flag.Annotations[pathFlag]; isPath {
		for i, text := range values {
			if !slices.Contains(words, text) { // such as none
				values[i] = p.path(text)
			}
		}
	}
	_, isList := flag.Value.(pflag.SliceValue)
	switch {
	case isList && s.Kind != project.List:
		return wrongKind(flag)
	case !isList && s.Kind == project.List && len(values) != 1:
		return kpi.NewFault("this command takes one value: write the text that it is for in its own table")
	}
	return setValue(flag, values)
}

// placed gives an error about a flag that the file has set its place there.
func (p *projectFlags) placed(err error) error {
	var wrong *usageError
	if p.file == nil || !errors.As(err, &wrong) {
		return err
	}
	if s, ok := p.set[wrong.flag]; ok {
		return p.file.Fault(s, wrong.error)
	}
	return err
}
