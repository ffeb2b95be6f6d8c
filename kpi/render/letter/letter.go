// Package letter writes a report as a Word file in the layout of Decree 30/2020/NĐ-CP, and
// fills the fields of an office's own document, a Word file or a workbook, with the answers of
// a report. It computes nothing, and the same result has the same bytes.
package letter

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"cchc/kpi"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
	"cchc/kpi/template"
)

// Write writes a report into the built-in document of its language.
func Write(w io.Writer, result report.Result) error {
	const extension = ".docx"
	t, err := template.Read("kpi"+extension, template.Example(extension, result.Language()))
	if err != nil {
		return err
	}
	return fill(w, t, result, func(field string, why error) error { return fmt.Errorf("the field %q: %w", field, why) })
}

// Fill writes a template with its fields filled. One that cannot be answered stays as it is:
// it is for the caller to allow that.
func Fill(w io.Writer, t *template.Template, result report.Result) error {
	return fill(w, t, result, func(string, error) error { return nil })
}

// fill fills the fields of a template; unknown returns the error of one without an answer.
func fill(w io.Writer, t *template.Template, result report.Result, unknown func(field string, why error) error) error {
	d, ok := result.(*report.Document)
	if !ok || d.Answers == nil {
		return fmt.Errorf("%T answers no fields", result)
	}
	values, err := map[string]template.Value{}, error(nil)
	filled, fault := t.Fill(func(f template.Field) template.Value {
		v, known := values[f.Text]
		if !known {
			a, wrong := answer(d, f.Text)
			if v = value(d, a); wrong != nil {
				v, wrong = template.Value{Text: "{{" + f.Text + "}}"}, unknown(f.Text, wrong)
			}
			drawing, fault := drawn(d, a)
			v.Blocks = append(v.Blocks, drawing...)
			values[f.Text], err = v, errors.Join(err, wrong, fault)
		}
		return v
	})
	if err = errors.Join(err, fault); err != nil {
		return err
	}
	_, err = w.Write(filled)
	return err
}

// Misplaced returns what keeps a template from taking the answers of a result: a table or a
// picture in a place that has no room for one. Nothing is written.
func Misplaced(t *template.Template, result report.Result) []error {
	err := Fill(io.Discard, t, result)
	var many interface{ Unwrap() []error }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &many):
		return many.Unwrap()
	}
	return []error{err}
}

// answer returns the answer to a field.
func answer(d *report.Document, field string) (report.Answer, error) {
	q, err := report.ParseQuery(field)
	if err != nil {
		return report.Answer{}, err
	}
	return d.Answers.Of(q)
}

// value returns what an answer becomes, without its picture.
func value(d *report.Document, a report.Answer) template.Value {
	v := template.Value{Text: a.Text, Number: a.Number}
	for _, p := range a.Passages {
		v.Blocks = append(v.Blocks, passage(p)...)
	}
	if len(a.Passages) > 0 {
		v.Text = plain(v.Blocks)
	}
	for _, t := range a.Tables {
		v.Blocks = append(v.Blocks, tableBlocks(d, t)...)
	}
	for _, line := range a.Reading {
		v.Blocks = append(v.Blocks, template.Block{Note: line})
	}
	return v
}

// drawn draws the picture of an answer, if there is one. Where nobody named what it shows, and
// it would show too much, a note takes its place.
func drawn(d *report.Document, a report.Answer) ([]template.Block, error) {
	if a.Chart == nil {
		return nil, nil
	}
	var png bytes.Buffer
	var crowded *picture.Error
	switch err := picture.PNG(&png, a.Chart); {
	case errors.As(err, &crowded) && a.IsUsual:
		return []template.Block{{Note: d.Texts.Say("letter.crowded")}}, nil
	case err != nil:
		return nil, err
	}
	alt := kpi.Printable(a.Chart.Tables[0].Columns[0].Label)
	return []template.Block{{Picture: &template.Picture{PNG: png.Bytes(), PerInch: picture.PerInch, Alt: alt}}}, nil
}

// passage returns the blocks of a part of a text.
func passage(p report.Passage) (blocks []template.Block) {
	if p.Heading != "" {
		blocks = append(blocks, template.Block{Heading: p.Heading})
	}
	for _, text := range p.Text {
		blocks = append(blocks, template.Block{Paragraph: text})
	}
	for _, text := range p.Items {
		blocks = append(blocks, template.Block{Bullet: text})
	}
	for _, text := range p.After {
		blocks = append(blocks, template.Block{Paragraph: text})
	}
	return blocks
}

// plain returns the text of blocks in lines, for a place that takes no paragraphs.
func plain(blocks []template.Block) string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, b.Heading+b.Paragraph+b.Bullet+b.Note)
	}
	return strings.Join(lines, "\n")
}

// tableBlocks returns a table below its name, if it has one.
func tableBlocks(d *report.Document, t *report.Table) (blocks []template.Block) {
	if len(t.Columns) == 0 {
		return nil
	}
	if t.Name != "" {
		blocks = append(blocks, template.Block{Paragraph: kpi.Printable(t.Name)})
	}
	header := t.Headers()
	made := &template.Table{Keys: len(header)}
	for _, c := range t.Columns {
		if header = append(header, kpi.Printable(c.Label)); c.Kind == report.NoteColumn {
			made.Notes++
		}
	}
	made.Header = [][]string{header}
	for _, row := range t.Rows {
		made.Rows = append(made.Rows, append(t.LabelsOf(row), cells(d, row)...))
	}
	if !t.IsWhole {
		made.Total = append(t.LabelsOf(t.Total), cells(d, t.Total)...)
	}
	return append(blocks, template.Block{Table: made})
}

// cells returns the texts of the cells of a row: a rate is above its fraction and its verdict.
func cells(d *report.Document, row report.Row) (texts []string) {
	lang := d.Language()
	for _, c := range row.Cells {
		text := ""
		switch f := c.Figure; {
		case c.Key != nil:
			text = strings.NewReplacer("≥ ", "≥\u00a0", "≤ ", "≤\u00a0").Replace(kpi.Printable(c.Key.Label)) // a target stays in one line
		case c.Change != nil:
			text = report.Localise(c.Change.Shown, lang) + c.ChangeMark
		case f != nil && !f.Defined:
			text = f.NA + c.Mark
		case f != nil:
			text = f.Percentage(lang) + c.Mark
			for _, line := range []string{f.Fraction(lang), f.Judgment} {
				if line != "" {
					text += "\n" + line
				}
			}
		}
		texts = append(texts, text)
	}
	return texts
}
