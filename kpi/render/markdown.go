package render

import (
	"bytes"
	"strings"
	"unicode"

	"cchc/kpi"
	"cchc/kpi/report"
)

// reportMarkdown writes a report as pipe tables, each figure with the fraction that it
// comes from; then the definitions and the notes.
func reportMarkdown(s Screen, b *bytes.Buffer, r *report.Report) error {
	b.WriteString("# " + escaped(r.Title) + "\n\n")
	for _, t := range tablesOf(r) {
		pipeTable(b, kpi.Printable(t.Name), textsOf(t.Report, func(f report.Figure) string {
			text, fraction, _ := strings.Cut(s.figure(f, r.Lang), "\n")
			if fraction == "" {
				return text
			}
			return text + " (" + fraction + ")"
		}))
	}
	for _, line := range legends(r) {
		b.WriteString(escaped(line) + "\n\n")
	}
	markdownSections(b, r.Sections)
	return nil
}

// studyMarkdown writes a study as pipe tables, then the definitions and the notes.
func studyMarkdown(s Screen, b *bytes.Buffer, r *report.Study) error {
	b.WriteString("# " + escaped(r.Title) + "\n\n")
	for _, t := range r.Tables {
		pipeTable(b, t.Title, studyTexts(t, func(c report.Cell, _ bool) string {
			lines := s.lines(c, r.Lang)
			if c.Figure != nil && c.Figure.Defined && !c.Figure.Ratio.Plain {
				lines[1] = "(" + lines[1] + ")" // 99.4 (6,081/6,118) +0.2
			}
			return strings.Join(lines, " ")
		}))
	}
	list(b, "- ", r.Reading())
	markdownSections(b, r.Sections)
	return nil
}

// markdownSections writes titled lists, and ends the text with one line break.
func markdownSections(b *bytes.Buffer, sections []report.Section) {
	for _, s := range sections {
		if len(s.Lines) > 0 {
			b.WriteString("## " + escaped(s.Title) + "\n\n")
			list(b, "- ", s.Lines)
		}
	}
	b.Truncate(len(bytes.TrimRight(b.Bytes(), "\n")))
	b.WriteByte('\n')
}

// pipeTable writes a table in Markdown below its title, if it has one, with a blank line
// behind it.
func pipeTable(b *bytes.Buffer, title string, t texts) {
	if title != "" {
		b.WriteString("## " + escaped(title) + "\n\n")
	}
	line := func(cells []string) {
		for _, cell := range cells {
			b.WriteString("| " + escaped(cell) + " ")
		}
		b.WriteString("|\n")
	}
	line(t.header)
	figures := len(t.header) - t.keys - t.notes
	b.WriteString(strings.Repeat("| --- ", t.keys) + strings.Repeat("| ---: ", figures) + strings.Repeat("| --- ", t.notes) + "|\n")
	for _, row := range t.rows {
		line(row)
	}
	if t.total != nil {
		line(t.total)
	}
	b.WriteByte('\n')
}

// list writes lines as a list with a mark, and a blank line below.
func list(b *bytes.Buffer, mark string, lines []string) {
	for _, line := range lines {
		b.WriteString(mark + escapedLine(line) + "\n")
	}
	if len(lines) > 0 {
		b.WriteByte('\n')
	}
}

// escapedLine returns [escaped] for the start of a line, where some signs begin a list or
// a heading.
func escapedLine(text string) string {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	rest := text[digits:]
	if digits == 0 && rest != "" && strings.ContainsAny(rest[:1], "#>+-=") || digits > 0 && rest != "" && strings.ContainsAny(rest[:1], ".)") {
		return text[:digits] + `\` + escaped(rest)
	}
	return escaped(text)
}

// escaped returns Markdown that shows a text as it is in one line. A line break, which
// would end a row, is a space.
func escaped(text string) string {
	text = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(text)
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case r == '<':
			b.WriteString("&lt;")
			continue
		case r == '&':
			b.WriteString("&amp;")
			continue
		case strings.ContainsRune("\\|*`[~", r), r == '_' && !withinWord(runes, i):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// withinWord reports whether a character is between letters or digits: an underscore is
// no mark there.
func withinWord(text []rune, i int) bool {
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return i > 0 && i < len(text)-1 && isWord(text[i-1]) && isWord(text[i+1])
}
