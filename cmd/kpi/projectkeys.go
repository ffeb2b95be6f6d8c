package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cchc/kpi"
	"cchc/kpi/project"
)

// pathFlag is the annotation of flags that name a file; its values are the words that are
// no paths.
const pathFlag = "kpi_path"

// markPaths marks flags that name files. A project file has their paths from its folder.
func markPaths(cmd *cobra.Command, words []string, flags ...string) {
	for _, flag := range flags {
		_ = cmd.Flags().SetAnnotation(flag, pathFlag, words) // as in complete
	}
}

// projectKeys are the keys that a project file may have, and the flags that they are of:
// every command that reads exports has its own.
type projectKeys struct {
	commands []string
	flags    map[string]map[string]*pflag.Flag // by name and command
}

// newProjectKeys returns the keys, those of cmd first.
func newProjectKeys(cmd *cobra.Command) *projectKeys {
	k := &projectKeys{flags: map[string]map[string]*pflag.Flag{}}
	root := newRootCmd(newProgram()) // flags that may be set to try values
	for _, c := range root.Commands() {
		if c.Flags().Lookup("project") == nil || c.Flags().Lookup("period") == nil {
			continue // it reads no exports
		}
		if c.Name() == cmd.Name() {
			k.commands = slices.Insert(k.commands, 0, c.Name())
		} else {
			k.commands = append(k.commands, c.Name())
		}
		add := func(f *pflag.Flag) {
			if f.Name == "help" || f.Name == "project" || f.Name == "codes" {
				return
			}
			if k.flags[f.Name] == nil {
				k.flags[f.Name] = map[string]*pflag.Flag{}
			}
			k.flags[f.Name][c.Name()] = f
		}
		c.LocalFlags().VisitAll(add)
		c.InheritedFlags().VisitAll(add)
	}
	return k
}

// check returns what is wrong with a setting, whichever command it is for.
func (k *projectKeys) check(s project.Setting) error {
	isCommand := slices.Contains(k.commands, s.Keys[0])
	switch {
	case s.Keys[0] == keyFiles && s.Kind != project.Other:
		return k.checkFile(s)
	case len(s.Keys) == 1 && isCommand && s.Kind != project.Header, s.Keys[0] == keyFiles:
		return kpi.NewFault("want a table: write [{name}]", "name", s.Keys[0])
	case len(s.Keys) == 1 && isCommand:
		return nil
	case len(s.Keys) == 1 && s.Kind == project.Header:
		return k.noTable(s.Key())
	case len(s.Keys) == 1:
		return k.checkKey(s, k.commands)
	case len(s.Keys) == 2 && isCommand:
		return k.checkKey(s, s.Keys[:1])
	case isCommand:
		return k.noKey(strings.Join(s.Keys[1:], "."))
	}
	return k.noTable(s.Keys[0])
}

// checkFile checks a setting of a file: files."b.csv".in.
func (k *projectKeys) checkFile(s project.Setting) error {
	own := []string{"in", "period"}
	switch {
	case len(s.Keys) <= 2 && s.Kind == project.Header:
		return nil
	case len(s.Keys) <= 2:
		return kpi.NewFault("want a table of a file with in, period or both")
	case len(s.Keys) > 3 || !slices.Contains(own, s.Keys[2]):
		return didYouMean(kpi.NewFault("no key of a file: want {words}", "words", strings.Join(own, ", ")), strings.Join(s.Keys[2:], "."), own)
	case s.Kind != project.Text:
		return kpi.NewFault("want a text in quotes")
	case s.Keys[2] == "period":
		return (&periodFlag{}).Set(s.Values[0])
	}
	return nil
}

// noTable returns the fault of a table that no file has.
func (k *projectKeys) noTable(name string) error {
	words := append(slices.Sorted(slices.Values(k.commands)), keyFiles)
	return didYouMean(kpi.NewFault("no table of a project file: want {words}", "words", strings.Join(words, ", ")), name, words)
}

// noKey returns the fault of a key that no file has.
func (k *projectKeys) noKey(name string) error {
	return didYouMean(kpi.NewFault("no key of a project file: want the name of a flag, or exports, outputs, files"), name, k.names())
}

// names returns all keys.
func (k *projectKeys) names() []string {
	return slices.Sorted(slices.Values(append(slices.Collect(maps.Keys(k.flags)), keyExports, keyOutputs)))
}

// checkKey checks a key of some commands: it is the name of a flag of one of them, which
// takes the value.
func (k *projectKeys) checkKey(s project.Setting, commands []string) (fault error) {
	if s.Key() == keyExports || s.Key() == keyOutputs {
		if s.Kind != project.List {
			return kpi.NewFault("want a list of texts in brackets")
		}
		return nil
	}
	for _, command := range commands {
		flag := k.flags[s.Key()][command]
		if flag == nil {
			continue
		}
		err := wrongKind(flag)
		if kindOf(flag) == s.Kind {
			err = setValue(flag, s.Values)
		}
		if err == nil {
			return nil
		}
		if fault == nil {
			fault = err
		}
	}
	if fault == nil {
		return k.noKey(s.Key())
	}
	return fault
}

// kindOf returns the kind of value that a flag takes.
func kindOf(flag *pflag.Flag) project.Kind {
	if _, isList := flag.Value.(pflag.SliceValue); isList {
		return project.List
	}
	switch flag.Value.Type() {
	case "bool":
		return project.Switch
	case "int":
		return project.Number
	}
	return project.Text
}

// wrongKind returns the fault of a value of another kind than a flag takes.
func wrongKind(flag *pflag.Flag) error {
	switch kindOf(flag) {
	case project.List:
		return kpi.NewFault("want a list of texts in brackets")
	case project.Switch:
		return kpi.NewFault("want true or false, without quotes")
	case project.Number:
		return kpi.NewFault("want a whole number, without quotes")
	}
	return kpi.NewFault("want a text in quotes")
}

// setValue sets a flag to the value of a key, or of a list.
func setValue(flag *pflag.Flag, values []string) error {
	flag.Changed = true
	if list, ok := flag.Value.(pflag.SliceValue); ok {
		return list.Replace(values)
	}
	if err := flag.Value.Set(values[0]); err != nil {
		flag.Changed = false
		return notSet(err)
	}
	return nil
}

// isPath reports whether a key is of a flag that names files.
func (k *projectKeys) isPath(key string) bool {
	for _, flag := range k.flags[key] {
		if _, ok := flag.Annotations[pathFlag]; ok {
			return true
		}
	}
	return false
}
