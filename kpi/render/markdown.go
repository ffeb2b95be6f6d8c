package render

import (
	"bytes"
	"io"
	"strings"
	"unicode"

	"cchc/kpi"
	"cchc/kpi/report"
)

// asMarkdown writes a result as headings, pipe tables and lists. Each figure is followed by
// the fraction that it comes from.
func asMarkdown(w io.Writer, r report.Result) error {
	var b bytes.Buffer
	marks := 0
	for n, block := range r.Blocks(report.Paper) {
		switch block := block.(type) {
		case *report.Table:
			pipeTable(&b, kpi.Printable(block.Name), markdownCells(block, r.Language()))
		case report.Grid:
			if t := gridTexts(block); len(t.rows) > 0 {
				pipeTable(&b, block.Title, t)
			}
		case report.Lines:
			level := "## "
			if n == 0 {
				level = "# "
			}
			if block.Title != "" {
				lines := strings.Split(block.Title, "\n") // office, title and what the figures are of
				for i := range lines {
					lines[i] = escaped(lines[i])
				}
				b.WriteString(level + strings.Join(lines, "<br>") + "\n\n")
			}
			if block.Title != "" {
				marks = 0
			}
			marks += markdownLines(&b, block, marks)
		}
	}
	b.Truncate(len(bytes.TrimRight(b.Bytes(), "\n")))
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

// markdownCells returns the texts of a table: 99.4% (6,081/6,118) +0.2.
func markdownCells(t *report.Table, lang kpi.Lang) texts {
	all, columns := t.All(), make([][]string, len(t.Columns))
	for i := range t.Columns {
		for _, row := range all {
			p := Screen{}.divide(row.Cells[i], lang)
			if p.fraction != "" {
				p.fraction = "(" + p.fraction + ")"
			}
			columns[i] = append(columns[i], strings.Join(p.lines(), " "))
		}
	}
	made := textsOf(t, columns)
	if t.IsWhole { // the total is its row
		made.total = nil
	}
	return made
}

// markdownLines writes lines as paragraphs, or as a list; the mark of another list than the
// one before is another. It returns how many lists there are.
func markdownLines(b *bytes.Buffer, block report.Lines, before int) (lists int) {
	if len(block.Lines) == 0 {
		return 0
	}
	for _, line := range block.Lines {
		text := ""
		for _, s := range line.Spans {
			text += s.Text
		}
		text += strings.Join(line.Items, "; ")
		if block.Bullets {
			b.WriteString([]string{"- ", "+ ", "* "}[before%3] + escapedLine(text) + "\n")
		} else {
			b.WriteString(escaped(text) + "\n\n")
		}
	}
	if !block.Bullets {
		return 0
	}
	b.WriteByte('\n')
	return 1
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
