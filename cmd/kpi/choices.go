package main

import (
	"path/filepath"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/rows"
	"cchc/kpi/project"
	"cchc/kpi/units"
)

// fileChoice is the period and the unit that are given for a file: 2025-08=a.csv.
type fileChoice struct {
	period kpi.Period
	in     string
}

// fileChoices are the choices for single files, by the arguments and in a project file.
type fileChoices struct {
	args   []string              // FILE arguments as they are given
	paths  map[string]string     // of those with a choice before them
	byFile map[string]fileChoice // by the identity of the file
}

// own returns the choice for a file, or a sheet of it.
func (c *fileChoices) own(name string) (kpi.Period, string) {
	own := c.byFile[rows.Identity(filepath.FromSlash(rows.BookOf(name)))]
	return own.period, own.in
}

// named returns arguments without the choices before them.
func (c *fileChoices) named(args []string) []string {
	paths := make([]string, len(args))
	for i, arg := range args {
		paths[i] = arg
		if path, ok := c.paths[arg]; ok {
			paths[i] = path
		}
	}
	return paths
}

// chooseFiles reads the choices before arguments, and those of the project file. An
// argument wins.
func (s *session) chooseFiles() error {
	c := &s.project.choices
	c.paths, c.byFile = map[string]string{}, map[string]fileChoice{}
	if f := s.project.file; f != nil {
		for _, setting := range f.Settings {
			if setting.Keys[0] != keyFiles || setting.Kind != project.Text {
				continue
			}
			if err := s.chooseSetting(setting); err != nil {
				return f.Fault(setting, err)
			}
		}
	}
	ofArgs := map[string]fileChoice{}
	for _, arg := range c.args {
		path, own, err := s.splitChoice(arg)
		if err != nil {
			return err
		}
		if c.paths[arg] = path; own == (fileChoice{}) {
			continue
		}
		for _, id := range s.identities(path) {
			if other, ok := ofArgs[id]; ok && other != own {
				return usage("%s: %w", arg, kpi.NewFault("the file is given another period or unit, too"))
			}
			ofArgs[id] = own
		}
	}
	for id, own := range ofArgs {
		set := c.byFile[id]
		if !own.period.IsZero() {
			set.period = own.period
		}
		if own.in != "" {
			set.in = own.in
		}
		c.byFile[id] = set
	}
	return nil
}

// chooseSetting adds a choice of the project file, for a file or those of a pattern.
func (s *session) chooseSetting(setting project.Setting) error {
	p, text := &s.project, setting.Values[0]
	var period periodFlag
	if setting.Key() == "in" {
		if err := s.checkUnit(text); err != nil {
			return err
		}
	} else if err := period.Set(text); err != nil {
		return err
	}
	found := s.identities(p.path(setting.Keys[1]))
	if len(found) == 0 {
		return kpi.NewFault("there is no file {name}: correct its name, or remove its table", "name", strconv.Quote(setting.Keys[1]))
	}
	for _, id := range found {
		own := p.choices.byFile[id]
		switch {
		case setting.Key() == "in" && own.in != "" && own.in != text, setting.Key() == "period" && !own.period.IsZero() && own.period != period.Period:
			return kpi.NewFault("the file is given another period or unit, too")
		case setting.Key() == "in":
			own.in = text
		default:
			own.period = period.Period
		}
		p.choices.byFile[id] = own
	}
	return nil
}

// identities returns the identities of the files that an argument names.
func (s *session) identities(arg string) (ids []string) {
	sources, _ := s.options().Rows.Expand([]string{arg}, nil)
	for _, src := range sources {
		ids = append(ids, rows.Identity(filepath.FromSlash(src.Name)))
	}
	return ids
}

// splitChoice cuts the period, the unit or both off an argument: "2025-08=Xã A=b.csv". A
// file whose name holds the sign is taken as it is.
func (s *session) splitChoice(arg string) (path string, own fileChoice, err error) {
	for path = arg; ; {
		text, rest, ok := strings.Cut(path, "=")
		if !ok || len(s.identities(path)) > 0 {
			return path, own, nil
		}
		period, day, err := dates.Parse(text, kpi.Calendar{})
		switch fault := s.checkUnit(text); {
		case err == nil && day.IsZero() && own.period.IsZero():
			own.period = period
		case fault == nil && own.in == "":
			own.in = text
		case len(s.identities(rest)) > 0:
			return path, own, usage("%s: %w: %w", arg, kpi.NewFault("{text} before = is no period and no unit", "text", strconv.Quote(text)), fault)
		default:
			return path, own, nil // which is not found
		}
		path = rest
	}
}

// checkUnit wants a text to name a unit of the list, with its type.
func (s *session) checkUnit(text string) error {
	if s.cat.Words.Name(text, kpi.Levels()...).Type == "" {
		return kpi.NewFault("write the type of the unit before its name, as in {example}", "example", `"Huyện Thanh Ba"`)
	}
	if s.units.list == nil {
		return nil
	}
	q := unitQuery(s.cat.Words, s.units.list, text, units.Query{})
	if len(s.units.list.Find(q)) > 0 {
		return nil
	}
	err := error(kpi.NewFault("no unit of the list is called {text}", "text", strconv.Quote(text)))
	var near []string
	for _, u := range s.units.list.Nearest(q, 3) {
		near = append(near, u.String())
	}
	return suggest(err, near)
}
