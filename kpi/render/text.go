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
// not at all.
func onScreen(s Screen) func(io.Writer, report.Result) error {
	return func(w io.Writer, r report.Result) error {
		var b bytes.Buffer
		if err := s.blocks(&b, r); err != nil {
			return err
		}
		_, err := w.Write(b.Bytes())
		return err
	}
}

// blocks writes what people read of a result, with blank lines between the blocks.
func (s Screen) blocks(b *bytes.Buffer, r report.Result) error {
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
			s.text(b, block)
		}
	}
	return nil
}

// text writes lines below their title.
func (s Screen) text(b *bytes.Buffer, block report.Lines) {
	if block.Title != "" {
		b.WriteString(s.title(strings.TrimSuffix(s.Wrap(block.Title+"\n"), "\n")) + "\n")
	}
	for _, line := range block.Lines {
		text, indent := "", strings.Repeat("  ", line.Depth)
		for _, span := range line.Spans {
			if span.OfFractions && s.Fractions == FractionsNone {
				continue
			}
			text += s.look(span)
		}
		switch {
		case block.Prose && len(line.Spans) == 1:
			b.WriteString(s.wrapped(text, indent))
		case len(line.Items) > 0:
			b.WriteString(s.items(indent, text, line.Items))
		default:
			b.WriteString(s.Wrap(indent + text + "\n"))
		}
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
