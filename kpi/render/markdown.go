package render

import (
	"io"
	"strings"
	"unicode"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Markdown writes a report as a pipe table, numbers at the right, each figure with
// the fraction that it comes from; then the tables of its parts, the definitions
// and the notes.
func Markdown(w io.Writer, r *report.Report) error {
	var b strings.Builder
	b.WriteString("# " + escaped(r.Title) + "\n\n")
	if len(r.Columns) > 0 {
		b.WriteString(pipeReport(r) + "\n")
	}
	b.WriteString(pipePoints(r, ""))
	for _, p := range r.Parts {
		name := kpi.Printable(p.Name)
		if len(r.Columns) > 0 {
			b.WriteString("## " + escaped(name) + "\n\n" + pipeReport(p.Report) + "\n")
		}
		b.WriteString(pipePoints(p.Report, name+" – "))
	}
	b.WriteString(pipeLegends(r))
	markdownSections(&b, r.Sections)
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

// pipeReport writes the table of a report.
func pipeReport(r *report.Report) string {
	var rows [][]string
	add := func(keys []string, rank string, row report.Row) {
		keys = withRank(r, keys, rank)
		for _, f := range row.Figures {
			keys = append(keys, pipeFigure(f, r.Lang))
		}
		rows = append(rows, keys)
	}
	for _, row := range r.Rows {
		add(row.Labels(), row.RankText(), row)
	}
	add(totalKeys(r), "", r.Total)
	header := withRank(r, keyHeaders(r), r.RankLabel)
	for _, c := range r.Columns {
		header = append(header, kpi.Printable(c.Label))
	}
	return pipeTable(header, rows, len(keyHeaders(r)), 0)
}

// pipeFigure writes a figure with its fraction in one line.
func pipeFigure(f report.Figure, lang kpi.Lang) string {
	text, fraction, _ := strings.Cut(Screen{}.figure(f, lang), "\n")
	if fraction == "" {
		return text
	}
	return text + " (" + fraction + ")"
}

// pipeTable writes a table of texts in Markdown, the columns between the first ones and
// the last, which are notes, at the right.
func pipeTable(header []string, rows [][]string, left, notes int) string {
	var b strings.Builder
	line := func(cells []string) {
		for _, cell := range cells {
			b.WriteString("| " + escaped(cell) + " ")
		}
		b.WriteString("|\n")
	}
	line(header)
	b.WriteString(strings.Repeat("| --- ", left) + strings.Repeat("| ---: ", len(header)-left-notes) + strings.Repeat("| --- ", notes) + "|\n")
	for _, row := range rows {
		line(row)
	}
	return b.String()
}

// list writes lines as a list with a mark, and a blank line below.
func list(b *strings.Builder, mark string, lines []string) {
	for _, line := range lines {
		b.WriteString(mark + escapedLine(line) + "\n")
	}
	if len(lines) > 0 {
		b.WriteByte('\n')
	}
}

// escapedLine is [escaped] at the start of a line, where some signs begin a list or
// a heading.
func escapedLine(text string) string {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	rest := text[digits:]
	if digits == 0 && rest != "" && strings.ContainsAny(rest[:1], "#>+-=") || digits > 0 && rest != "" && strings.ContainsAny(rest[:1], ".)") {
		return text[:digits] + `\` + escaped(rest)
	}
	return escaped(text)
}

// escaped makes a text stand as it is in one line of Markdown. A line break,
// which would end a row, is a space.
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

// withinWord reports whether letters or digits stand on both sides of a character:
// there an underscore is no mark.
func withinWord(text []rune, i int) bool {
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return i > 0 && i < len(text)-1 && isWord(text[i-1]) && isWord(text[i+1])
}
