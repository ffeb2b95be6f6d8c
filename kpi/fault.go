package kpi

import "strings"

// Fault is an error in a table or a word that a user wrote, or in what was done with a
// file. Its text is English; the catalogue has it in Vietnamese too. Names in braces are
// replaced by the values of Args.
type Fault struct {
	Text  string
	Args  Args
	Cause error // has the text of {reason}, such as an error of the system; nil without
}

// NewFault makes a fault; args are the names and values, in turn, that complete the
// text.
func NewFault(text string, args ...string) *Fault { return &Fault{Text: text, Args: args} }

// Because returns the fault with its cause.
func (f *Fault) Because(cause error) *Fault { return &Fault{f.Text, f.Args, cause} }

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// Error returns the text in English.
func (f *Fault) Error() string { return f.In(f.Text, error.Error) }

// In completes the text of the fault in another language; spoken returns the text of its
// cause.
func (f *Fault) In(text string, spoken func(error) string) string {
	return Fill(text, func(name string) string {
		if name == "reason" && f.Cause != nil {
			return spoken(f.Cause)
		}
		return f.Args.Value(name)
	})
}

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
