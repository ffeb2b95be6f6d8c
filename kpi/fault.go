package kpi

import "strings"

// Fault is an error in a table or a word that a user wrote. Its text is English; the
// catalogue has it in Vietnamese too. Names in braces are replaced by the values of Args.
type Fault struct {
	Text string
	Args Args
}

// NewFault makes a fault; args are the names and values, in turn, that complete the
// text.
func NewFault(text string, args ...string) *Fault { return &Fault{text, args} }

// Error returns the text in English.
func (f *Fault) Error() string { return f.In(f.Text) }

// In completes the text of the fault in another language.
func (f *Fault) In(text string) string { return Fill(text, f.Args.Value) }

// Fill replaces names in braces by their values.
func Fill(text string, value func(name string) string) string {
	var b strings.Builder
	for {
		before, rest, opened := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !opened || !closed {
			return b.String() + text
		}
		b.WriteString(before + value(name))
		text = after
	}
}
