package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Screen is what texts for people are written on. The zero Screen is a file or a
// pipe: plain, and as wide as need be.
type Screen struct {
	Width     int    // in columns; 0: as wide as need be
	Color     bool   // colours may be added; a mark or a word has the same meaning
	Fractions string // how fractions are written; "": beside their rates, where they fit
}

// paint returns a text with a look where there are colours. Only texts of our own are
// painted, or those that [kpi.Printable] has made harmless.
func (s Screen) paint(text string, look ...color.Attribute) string {
	if !s.Color || text == "" {
		return text
	}
	c := color.New(look...)
	c.EnableColor() // the library looks at standard output, which may be another stream
	return c.Sprint(text)
}

// title returns a title in bold.
func (s Screen) title(text string) string { return s.paint(text, color.Bold) }

// look returns a part of a line as it looks.
func (s Screen) look(span report.Span) string {
	switch span.Look {
	case report.Strong:
		return s.title(span.Text)
	case report.Good:
		return s.paint(span.Text, color.FgGreen)
	case report.Bad:
		return s.paint(span.Text, color.FgRed)
	case report.Doubtful:
		return s.paint(span.Text, color.FgYellow)
	case report.Faint:
		return s.paint(span.Text, color.Faint)
	}
	return span.Text
}

// verdict returns a judged figure, with its mark, in the colour of the verdict.
func (s Screen) verdict(v kpi.Verdict, text string) string {
	switch v {
	case kpi.Met:
		return s.paint(text, color.FgGreen)
	case kpi.Missed:
		return s.paint(text, color.FgRed)
	}
	return text
}

// Wrap breaks lines that are wider than the screen at their spaces. An indented line
// continues two columns behind its beginning.
func (s Screen) Wrap(text string) string {
	if s.Width == 0 {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) <= s.Width {
			b.WriteString(line)
			continue
		}
		hanging := indent
		if indent != "" {
			hanging += "  "
		}
		width := max(s.Width-len(hanging), narrow)
		b.WriteString(indent + strings.Join(broken(strings.TrimSpace(line), width), "\n"+hanging) + "\n")
	}
	return b.String()
}

// readable is the width of lines that are read with ease.
const readable = 96

// wrapped returns a text in lines of a readable width, each with an indent.
func (s Screen) wrapped(text, indent string) string {
	width := readable
	if s.Width > 0 {
		width = min(width, s.Width)
	}
	return indent + strings.Join(broken(text, width-len(indent)), "\n"+indent) + "\n"
}

// narrow is the least width that texts are broken to: half of the words would not fit a
// lesser one.
const narrow = 12

// broken returns the lines of a text that is broken at its spaces to fit a width. A longer
// word is broken behind an underscore, or at the width.
func broken(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(text) {
		for first := true; word != ""; first = false {
			n := utf8.RuneCountInString(word)
			if first && used > 0 && used+1+n <= width {
				line, used, word = line+" "+word, used+1+n, ""
				continue
			}
			if used > 0 {
				lines = append(lines, line)
			}
			head := word
			if n > width {
				head = string([]rune(word)[:width])
				if i := strings.LastIndexByte(head, '_'); i > 0 {
					head = head[:i+1]
				}
			}
			line, used, word = head, utf8.RuneCountInString(head), word[len(head):]
		}
	}
	return append(lines, line)
}

// Findings writes findings for people: file:line:col: severity code: text, and
// on the next line what to do, once for equal ones that follow each other.
func (s Screen) Findings(w io.Writer, l report.Listing) error {
	var b bytes.Buffer
	last := ""
	for _, f := range l.Shown {
		place := f.Place.String()
		if place != "" {
			place += ": "
		}
		fmt.Fprintf(&b, "%s%s %s: %s%s\n", place, s.look(report.SeverityWord(f.Severity, f.Word)), f.Code, f.Text, report.InColumn(f.Place))
		if f.Remedy != "" && f.Remedy != last {
			fmt.Fprintf(&b, "  %s\n", f.Remedy)
		}
		last = f.Remedy
	}
	for _, m := range l.More {
		fmt.Fprintf(&b, "%s %s: %s\n", kpi.Printable(m.File), m.Code, m.Text)
	}
	_, err := w.Write(b.Bytes())
	return err
}
