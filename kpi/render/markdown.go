package render

import "strings"

// pipeTable writes a table of texts in Markdown.
func pipeTable(header []string, rows [][]string) string {
	var b strings.Builder
	line := func(cells []string) {
		for _, cell := range cells {
			b.WriteString("| " + escaped(cell) + " ")
		}
		b.WriteString("|\n")
	}
	line(header)
	b.WriteString(strings.Repeat("| --- ", len(header)) + "|\n")
	for _, row := range rows {
		line(row)
	}
	return b.String()
}

// list writes lines as a list with a mark, and a blank line below.
func list(b *strings.Builder, mark string, lines []string) {
	for _, line := range lines {
		b.WriteString(mark + escaped(line) + "\n")
	}
	if len(lines) > 0 {
		b.WriteByte('\n')
	}
}

// escaped makes a text stand as it is in one line of Markdown. A line break,
// which would end a row, is a space.
func escaped(text string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ",
		`\`, `\\`, "|", `\|`, "*", `\*`, "`", "\\`", "[", `\[`, "<", "&lt;").Replace(text)
}
