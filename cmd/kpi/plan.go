package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/check"
	"cchc/kpi/project"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// plan is what is made of the exports of a folder: how their columns are understood, and
// which indicators they give.
type plan struct {
	cat    *catalog.Catalog
	lang   kpi.Lang
	folder string
	tables []alike
	given  []report.Coverage
	open   []openText
	failed bool // some export cannot be trusted
}

// alike is files whose columns are understood alike.
type alike struct {
	files []string
	uses  []kpi.Use
}

// openText is the header of columns of which it is not known what they hold.
type openText struct {
	kpi.Use
	file   string
	answer string // the measure or key that the user gave; "" of none
}

func newPlan(s *session, folder string, ledger *kpi.Ledger) *plan {
	p := &plan{cat: s.cat, lang: s.output.language(), folder: folder, failed: kpi.Worst(s.findings) == kpi.Error}
	isSame := func(a, b kpi.Use) bool { return a.Header == b.Header && a.Means == b.Means && a.By == b.By }
	for _, f := range ledger.Files {
		i := slices.IndexFunc(p.tables, func(t alike) bool { return slices.EqualFunc(t.uses, f.Uses, isSame) })
		if i < 0 {
			i, p.tables = len(p.tables), append(p.tables, alike{uses: f.Uses})
		}
		p.tables[i].files = append(p.tables[i].files, f.Name)
		p.addOpen(f)
	}
	for _, indicator := range s.cat.Indicators {
		if lacking := check.Lacking(ledger, indicator); len(lacking) == 0 || indicator.Headline {
			p.given = append(p.given, report.Coverage{Indicator: indicator.ID, Lacking: ledger.Measures.IDs(lacking)})
		}
	}
	return p
}

// addOpen adds the texts of a file that are open. Where no column is known to hold names of
// units, any column may. One of several columns of a text is named by its order.
func (p *plan) addOpen(f kpi.File) {
	isName := func(u kpi.Use) bool {
		return slices.Contains([]string{catalog.KeyProvince, catalog.KeyDistrict, catalog.KeyCommune, catalog.KeyUnit}, u.Means)
	}
	isNamed := slices.ContainsFunc(f.Uses, isName)
	for i, u := range f.Uses {
		isSame := func(o kpi.Use) bool { return o.Header == u.Header }
		order, isRepeated := 1, false
		for k, o := range f.Uses {
			if isRepeated = isRepeated || k != i && isSame(o); k < i && isSame(o) {
				order++
			}
		}
		if isRepeated {
			u.Header = fmt.Sprintf("%s#%d", u.Header, order)
		}
		isOpen := u.IsOpen() || !isNamed && u.Means == "" && len(u.Examples) > 0
		isKnown := func(o openText) bool { return o.Header == u.Header && slices.Equal(o.Among, u.Among) }
		if isOpen && f.Uses[i].Header != "" && !slices.ContainsFunc(p.open, isKnown) {
			p.open = append(p.open, openText{Use: u, file: f.Name})
		}
	}
}

// text returns a text of the program.
func (p *plan) text(name string) string { return p.cat.Messages.Text(name, p.lang) }

// ask asks what the open columns hold.
func (p *plan) ask(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	for i := range p.open {
		o := &p.open[i]
		fmt.Fprintf(out, "%s\n", report.Fill(p.text("init.ask"), "header", kpi.Excerpt(o.Header), "file", kpi.Printable(o.file), "cells", kpi.Excerpts(o.Examples)))
		for n, id := range o.Among {
			fmt.Fprintf(out, "  %d  %s\n", n+1, p.holds(id))
		}
		for o.answer == "" {
			fmt.Fprintf(out, "%s ", p.text("init.answer"))
			if !lines.Scan() {
				return lines.Err()
			}
			answer := strings.TrimSpace(lines.Text())
			if answer == "" {
				break
			}
			if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(o.Among) {
				answer = o.Among[n-1]
			}
			if err := p.cat.CheckColumn(answer); err != nil {
				fmt.Fprintf(out, "  %s: %s\n", kpi.Excerpt(answer), p.text("init.wrong"))
				continue
			}
			o.answer = answer
		}
	}
	return nil
}

// holds names what a column holds for people: "Đã giải quyết (resolved)".
func (p *plan) holds(means string) string {
	if i, ok := p.cat.Measures.Index(means); ok {
		return kpi.Printable(p.cat.Measures.At(i).Labels.In(p.lang)) + " (" + means + ")"
	}
	if _, isRate := strings.CutPrefix(means, "%"); isRate {
		return p.text("use.rate") + " (" + means + ")"
	}
	if means == "" {
		return ""
	}
	return p.text("use."+means) + " (" + means + ")"
}

// files returns the files of the project.
func (p *plan) files(cmd *cobra.Command) ([]result, error) {
	headers, targets := [][]string{{"header", "column"}}, [][]string{{"indicator", "level", "unit", "target"}}
	for _, o := range p.open {
		means := o.answer
		if means == "" {
			means = strings.TrimSpace(catalog.OpenMark + " " + strings.Join(o.Among, " | "))
		}
		headers = append(headers, []string{o.Header, means})
	}
	for _, indicator := range p.cat.Indicators {
		if indicator.Headline {
			targets = append(targets, []string{indicator.ID, "", "", catalog.OpenMark})
		}
	}
	var h, t bytes.Buffer
	if err := errors.Join(render.TableCSV(&h, headers), render.TableCSV(&t, targets)); err != nil {
		return nil, err
	}
	settings, err := p.settings(cmd)
	if err != nil {
		return nil, err
	}
	at := func(name string) string { return filepath.Join(p.folder, name) }
	return []result{{path: at(project.Name), data: []byte(settings)}, {path: at(headersFile), data: h.Bytes()}, {path: at(targetsFile), data: t.Bytes()}}, nil
}

// settings returns the text of the project file: the exports, the flags that were given,
// and the tables beside it.
func (p *plan) settings(cmd *cobra.Command) (string, error) {
	var b strings.Builder
	for _, line := range strings.Split(p.text("init.about"), "|") {
		fmt.Fprintf(&b, "# %s\n", line)
	}
	fmt.Fprintf(&b, "exports = [%s]\n", project.Quote("."))
	var err error
	ready := []string(nil) // tables of headers that were given
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		values := []string{flag.Value.String()}
		list, isList := flag.Value.(pflag.SliceValue)
		if isList {
			values = list.GetSlice()
		}
		if words, isPath := flag.Annotations[pathFlag]; isPath {
			for i, path := range values {
				if _, statErr := os.Stat(path); slices.Contains(words, path) || statErr != nil {
					continue // such as none
				}
				var relErr error
				values[i], relErr = relative(p.folder, path)
				err = errors.Join(err, relErr)
			}
		}
		switch {
		case flag.Name == "print" || flag.Name == "quiet" || flag.Name == "format" || flag.Name == "output":
		case flag.Name == string(catalog.HeaderTable):
			ready = values
		case isList:
			fmt.Fprintf(&b, "%s = %s\n", flag.Name, project.QuoteAll(values))
		case flag.Value.Type() == "bool" || flag.Value.Type() == "int":
			fmt.Fprintf(&b, "%s = %s\n", flag.Name, values[0])
		default:
			fmt.Fprintf(&b, "%s = %s\n", flag.Name, project.Quote(values[0]))
		}
	})
	if !cmd.Flags().Changed("lang") {
		fmt.Fprintf(&b, "lang = %s\n", project.Quote(string(p.lang)))
	}
	fmt.Fprintf(&b, "headers = %s\n", project.QuoteAll(append(ready, headersFile)))
	fmt.Fprintf(&b, "targets = %s\n", project.Quote(targetsFile))
	fmt.Fprintf(&b, "outputs = %s\n", project.QuoteAll([]string{pageName, bookName}))
	return b.String(), err
}

// relative returns a path as it is from a folder, with slashes.
func relative(folder, path string) (string, error) {
	from, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	short, err := filepath.Rel(from, to)
	if err != nil {
		return filepath.ToSlash(to), nil // on another volume
	}
	return filepath.ToSlash(short), nil
}
