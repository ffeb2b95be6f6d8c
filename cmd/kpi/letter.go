package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/render/letter"
	"cchc/kpi/report"
	"cchc/kpi/template"
)

// letterFlags are the flag of an office's own document, and what its fields ask for.
type letterFlags struct {
	path   string             // --template; "" for the built-in document
	read   *template.Template // of the path
	fields []asked            // of the document, each text once
}

// asked is a field of a document, and what it asks for.
type asked struct {
	field template.Field
	query report.Query
	fault error // why it is not understood; nil if it is
}

// bind adds the flag.
func (f *letterFlags) bind(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.path, "template", "", "the office's own document, a Word `FILE` or workbook whose fields such as {{on_time | Tràng Định}} are filled; kpi template writes one to start from")
	_ = cmd.MarkFlagFilename("template", "docx", "docm", "xlsx", "xlsm") // as in complete
	markPaths(cmd, nil, "template")
}

// formats returns the formats of a report. That of the document given fills it.
func (f *letterFlags) formats(screen render.Screen) []render.Format {
	all := render.Formats(screen, reportFormats()...)
	if i := slices.IndexFunc(all, f.fills); i >= 0 {
		all[i].Extensions = append(all[i].Extensions, "."+all[i].Name[:3]+"m") // .docm and .xlsm have macros
		all[i].Wants, all[i].Notes = render.Wants{Hashes: true, Letter: true}, false
		all[i].Render = func(w io.Writer, r report.Result) error { return letter.Fill(w, f.read, r) }
	}
	return all
}

// fills reports whether a format is that of the document given.
func (f *letterFlags) fills(format render.Format) bool { return format.Name == documentFormat(f.path) }

// documentFormat returns the format of a file of documents, with macros or not; "" of another.
func documentFormat(path string) string {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".docx", ".docm":
		return "docx"
	case ".xlsx", ".xlsm":
		return "xlsx"
	}
	return ""
}

// prepare reads the document, and wants something to be written as it is.
func (f *letterFlags) prepare(s *session, formats []render.Format) error {
	isWritten := slices.ContainsFunc(formats, f.fills)
	if _, byProject := s.project.set["template"]; byProject && !isWritten {
		f.path = "" // it is for the outputs of the project
	}
	if f.path == "" {
		return nil
	}
	if err := f.open(s); err != nil {
		return of("template", err)
	}
	extension := f.read.Extension()
	if !isWritten {
		return usage("--template %s: %w", f.path, kpi.NewFault("nothing is written as {extension}: give -o FILE{extension}", "extension", extension))
	}
	for _, path := range append([]string{s.output.path}, s.project.outputs...) {
		if documentFormat(path) == documentFormat(f.path) && strings.ToLower(filepath.Ext(path)) != extension {
			return usage("--template %s: %w", f.path, kpi.NewFault("what it becomes is a {extension}, too, and not {path}", "extension", extension, "path", path))
		}
	}
	return nil
}

// open reads the document and its fields.
func (f *letterFlags) open(s *session) error {
	data, err := readTable(f.path)
	if err != nil {
		return err
	}
	if f.read, err = template.Read(f.path, data); err != nil {
		return usage("%w", err)
	}
	s.files = append(s.files, f.path)
	for _, field := range f.read.Fields() {
		if slices.ContainsFunc(f.fields, func(a asked) bool { return a.field.Text == field.Text }) {
			continue
		}
		a := asked{field: field}
		a.query, a.fault = report.ParseQuery(field.Text)
		f.fields = append(f.fields, a)
	}
	return nil
}

// ids returns the ids of the indicators and measures that the fields name, each once.
func (f *letterFlags) ids() (ids []string) {
	for _, a := range f.fields {
		for _, id := range append([]string{a.query.Name}, a.query.IDs...) {
			if a.fault == nil && !slices.Contains(ids, id) && !slices.Contains(report.QueryWords(), id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// besides returns the periods that the fields name beside that of the report.
func (f *letterFlags) besides() (all []kpi.Beside) {
	for _, a := range f.fields {
		if b, err := kpi.ParseBeside(a.query.Beside); err == nil && !slices.Contains(all, b) {
			all = append(all, b)
		}
	}
	return all
}

// indicators returns the indicators of a report, then others that the fields name: those of
// the catalogue, and the counts of measures.
func (f *letterFlags) indicators(cat *catalog.Catalog, chosen []int) (all []kpi.Indicator) {
	for _, i := range chosen {
		all = append(all, cat.Indicators[i])
	}
	for _, id := range f.ids() {
		d, ok := cat.Indicator(id)
		if ok && !slices.ContainsFunc(all, func(other kpi.Indicator) bool { return other.ID == id }) {
			all = append(all, d)
		}
		if i, ok := cat.Measures.Index(id); ok {
			all = append(all, cat.Measures.CountOf(i))
		}
	}
	return all
}

// answers returns the answers to the fields of the document of a format.
func (r *reporter) answers(own *kpi.Ledger, card *kpi.Scorecard, doc *report.Document, text []report.Passage, chosen []int, options report.Options) *report.Answers {
	s := r.session
	indicators, lang := r.flags.letter.indicators(s.cat, chosen), options.Lang
	score := func(by []kpi.Dimension) (*kpi.Scorecard, report.Besides, error) {
		if len(by) == 0 {
			by = card.By
		}
		of, err := own.Score(by, indicators, r.judged)
		if err != nil {
			return nil, report.Besides{}, err
		}
		besides, err := r.besides(own, by, indicators, lang)
		return of, besides, err
	}
	unit := func(name string) (kpi.Unit, error) {
		var known []kpi.Unit
		for _, l := range r.ledgers(own) {
			known = append(known, l.Units()...)
		}
		return findUnit(s.cat, known, name)
	}
	return report.NewAnswers(doc, text, len(chosen), score, unit, options)
}

// noteFields adds the findings about the fields of a document.
func (r *reporter) noteFields(doc *report.Document) {
	s, lang, file := r.session, r.session.output.language(), filepath.ToSlash(r.flags.letter.path)
	for _, a := range r.flags.letter.fields {
		answer, err := report.Answer{}, a.fault
		if err == nil {
			answer, err = doc.Answers.Of(a.query)
		}
		fault := ""
		if err != nil {
			fault = catalog.ErrorText(err, lang)
		}
		s.note(report.QueryFinding(file, a.field.Text, catalog.ErrorText(a.field.Place, lang), answer, fault)...)
	}
	for _, err := range letter.Misplaced(r.flags.letter.read, doc) {
		s.note(report.MisplacedFinding(file, catalog.ErrorText(err, lang)))
	}
}
