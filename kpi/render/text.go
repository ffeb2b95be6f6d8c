package render

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/report"
)

// onScreen makes the format of what people read on a screen. A result is written at once, or
// not at all, unless it has more lines than can be held.
func onScreen(s Screen) func(io.Writer, report.Result) error {
	return func(w io.Writer, r report.Result) error {
		var b bytes.Buffer
		if err := s.blocks(w, &b, r); err != nil {
			return err
		}
		_, err := w.Write(b.Bytes())
		return err
	}
}

// blocks writes what people read of a result to a buffer, with blank lines between the blocks.
// What is too much for that goes on to w.
func (s Screen) blocks(w io.Writer, b *bytes.Buffer, r report.Result) error {
	for _, block := range r.Blocks(report.Terminal) {
		lines, isLines := block.(report.Lines)
		if isLines && lines.Title == "" && len(lines.Lines) == 0 {
			continue
		}
		if b.Len() > 0 && !lines.Close {
			b.WriteByte('\n')
		}
		switch block := block.(type) {
		case *report.Table:
			if block.Name != "" {
				b.WriteString(s.title(kpi.Printable(block.Name)) + "\n")
			}
			if err := s.table(b, block, r); err != nil {
				return err
			}
		case report.Grid:
			if block.Title != "" {
				b.WriteString(s.title(block.Title) + "\n")
			}
			if err := s.list(b, gridTexts(block)); err != nil {
				return err
			}
		case report.Listing:
			if err := s.Findings(b, block); err != nil {
				return err
			}
		case report.Lines:
			if err := s.text(w, b, block); err != nil {
				return err
			}
		}
	}
	return nil
}

// text writes lines below their title.
func (s Screen) text(w io.Writer, b *bytes.Buffer, block report.Lines) error {
	if block.Title != "" {
		b.WriteString(s.title(strings.TrimSuffix(s.Wrap(block.Title+"\n"), "\n")) + "\n")
	}
	for _, line := range block.Lines {
		if line.Lines == nil {
			s.line(b, line, block.Prose)
			continue
		}
		for line := range line.Lines {
			s.line(b, line, block.Prose)
			if n := b.Len(); n > heldBytes {
				if _, err := w.Write(b.Next(n - 1)); err != nil { // one stays: the buffer is not at the start
					return err
				}
			}
		}
	}
	return nil
}

// heldBytes is how much of a text is held before it is written.
const heldBytes = 1 << 20

// line writes a line.
func (s Screen) line(b *bytes.Buffer, line report.Line, isProse bool) {
	text, indent := "", strings.Repeat("  ", line.Depth)
	for _, span := range line.Spans {
		if span.OfFractions && s.Fractions == FractionsNone {
			continue
		}
		text += s.look(span)
	}
	switch {
	case isProse && len(line.Spans) == 1:
		b.WriteString(s.wrapped(text, indent))
	case len(line.Items) > 0:
		b.WriteString(s.items(indent, text, line.Items))
	default:
		b.WriteString(s.Wrap(indent + text + "\n"))
	}
}

// items writes a list behind a text in lines of a readable width, which end behind an item.
func (s Screen) items(indent, text string, items []string) string {
	width := 100
	if s.Width > 0 {
		width = min(width, s.Width)
	}
	var b strings.Builder
	line := indent + text
	for n, item := range items {
		if n > 0 {
			line += "; "
		}
		if n > 0 && utf8.RuneCountInString(line)+utf8.RuneCountInString(item) > width {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = indent + "  "
		}
		line += item
	}
	return s.Wrap(b.String() + line + "\n")
}
