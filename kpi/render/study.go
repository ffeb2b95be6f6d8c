package render

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// StudyTable writes a trend or a comparison for a terminal: its tables, each figure over
// its fraction and its change, then definitions and notes.
func (s Screen) StudyTable(w io.Writer, r *report.Study) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n", s.title(r.Title))
	for _, t := range r.Tables {
		b.WriteByte('\n')
		if t.Title != "" {
			fmt.Fprintf(&b, "%s\n", s.title(t.Title))
		}
		if err := s.grid(&b, s.studyTexts(t, r.Lang)); err != nil {
			return err
		}
	}
	for _, line := range r.Reading() {
		b.WriteString(s.Wrap(line + "\n"))
	}
	s.sections(&b, r.Sections)
	_, err := w.Write(b.Bytes())
	return err
}

// studyTexts are the cells of a table of a study.
func (s Screen) studyTexts(t report.Table, lang kpi.Lang) texts {
	cells := func(row []report.Cell) []string {
		made := make([]string, len(t.Header))
		for i, c := range row {
			lines := s.lines(c, lang)
			if i >= len(t.Header)-t.Notes && len(lines) > 0 {
				lines = broken(lines[0], noteWidth)
			}
			made[i] = strings.Join(lines, "\n")
		}
		return made
	}
	made := texts{keys: t.Keys, notes: t.Notes}
	for i, label := range t.Header {
		label = kpi.Printable(label)
		if i >= t.Keys {
			label = halved(label)
		}
		made.header = append(made.header, label)
	}
	for _, row := range t.Rows {
		made.rows = append(made.rows, cells(row))
	}
	if t.Total != nil {
		made.total = cells(t.Total)
	}
	return made
}

// noteWidth is how wide a note stands in a table.
const noteWidth = 34

// lines are what a cell holds, below each other.
func (s Screen) lines(c report.Cell, lang kpi.Lang) []string {
	var lines []string
	if c.Key != nil {
		lines = append(lines, kpi.Printable(c.Key.Label))
	}
	if c.Number != nil {
		lines = append(lines, report.Localise(strconv.Itoa(*c.Number), lang))
	}
	if c.Figure != nil {
		figure, fraction, _ := strings.Cut(s.figure(*c.Figure, lang), "\n")
		lines = append(lines, figure+c.Mark)
		if fraction != "" {
			lines = append(lines, fraction)
		}
	}
	if c.Change != nil {
		lines = append(lines, s.change(c.Change, lang)+c.ChangeMark)
	}
	return lines
}

// change writes a difference, and paints which way it goes.
func (s Screen) change(c *report.Change, lang kpi.Lang) string {
	text := report.Localise(c.Shown, lang)
	switch {
	case c.Better > 0:
		return s.verdict(kpi.Met, text)
	case c.Better < 0:
		return s.verdict(kpi.Missed, text)
	}
	return text
}

// sections writes what stands below tables.
func (s Screen) sections(b *bytes.Buffer, sections []report.Section) {
	for _, part := range sections {
		if len(part.Lines) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n%s\n", s.title(part.Title))
		for _, line := range part.Lines {
			b.WriteString(s.Wrap("  " + line + "\n"))
		}
	}
}

// StudyMarkdown writes a study as pipe tables, then the definitions and the notes.
func StudyMarkdown(w io.Writer, r *report.Study) error {
	var b strings.Builder
	b.WriteString("# " + escaped(r.Title) + "\n\n")
	for _, t := range r.Tables {
		if t.Title != "" {
			b.WriteString("## " + escaped(t.Title) + "\n\n")
		}
		var rows [][]string
		add := func(row []report.Cell) {
			cells := make([]string, len(t.Header))
			for i, c := range row {
				cells[i] = pipeCell(c, r.Lang)
			}
			rows = append(rows, cells)
		}
		for _, row := range t.Rows {
			add(row)
		}
		if t.Total != nil {
			add(t.Total)
		}
		b.WriteString(pipeTable(t.Header, rows, t.Keys, t.Notes) + "\n")
	}
	list(&b, "- ", r.Reading())
	markdownSections(&b, r.Sections)
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

// pipeCell writes a cell in one line: 99.4 (6,081/6,118) +0.2.
func pipeCell(c report.Cell, lang kpi.Lang) string {
	lines := Screen{}.lines(c, lang)
	if c.Figure != nil && c.Figure.Defined && !c.Figure.Ratio.Plain {
		lines[1] = "(" + lines[1] + ")"
	}
	return strings.Join(lines, " ")
}

// markdownSections writes titled lists.
func markdownSections(b *strings.Builder, sections []report.Section) {
	for _, s := range sections {
		if len(s.Lines) > 0 {
			b.WriteString("## " + escaped(s.Title) + "\n\n")
			list(b, "- ", s.Lines)
		}
	}
}
