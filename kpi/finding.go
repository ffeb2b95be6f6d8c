package kpi

import (
	"cmp"
	"slices"
)

// Severity is the effect of a finding on the result.
type Severity uint8

// The severities. The zero Severity is invalid on purpose.
const (
	Note    Severity = iota + 1 // worth knowing
	Warning                     // figures are printed, but should be looked at
	Error                       // no figures are printed
)

var severityWords = [...]string{"", "note", "warning", "error"}

// String returns note, warning or error.
func (s Severity) String() string { return severityWords[s] }

// ParseSeverity reads the words that String gives.
func ParseSeverity(text string) (Severity, bool) {
	i := slices.Index(severityWords[1:], text)
	return Severity(i + 1), i >= 0
}

// Finding is something wrong or noteworthy in the data. Its message is in the table
// of finding codes, and is completed by Args.
type Finding struct {
	Severity Severity
	Code     string
	Place    Place
	Args     Args
	Unit     Unit // of the row that the place is in; the zero Unit where reading has not proved it
}

// Args are the names and values, in turn, that complete the message of a finding.
type Args []string

// Lookup returns the value of a name, and whether there is one.
func (a Args) Lookup(name string) (value string, ok bool) {
	for i := 0; i+1 < len(a); i += 2 {
		if a[i] == name {
			return a[i+1], true
		}
	}
	return "", false
}

// Value returns the value of a name, "" for none.
func (a Args) Value(name string) string {
	value, _ := a.Lookup(name)
	return value
}

// Set gives a name a value.
func (a *Args) Set(name, value string) {
	for i := 0; i+1 < len(*a); i += 2 {
		if (*a)[i] == name {
			(*a)[i+1] = value
			return
		}
	}
	*a = append(*a, name, value)
}

// NewFinding makes a finding. It keeps args, the names and values, in turn, that
// complete its message.
func NewFinding(code string, place Place, args ...string) Finding {
	return Finding{Code: code, Place: place, Args: args}
}

// SortFindings orders findings by file, line, column and code.
func SortFindings(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
			cmp.Compare(a.Code, b.Code),
		)
	})
}

// Worst returns the highest severity among findings, or the zero Severity.
func Worst(fs []Finding) Severity {
	var worst Severity
	for _, f := range fs {
		worst = max(worst, f.Severity)
	}
	return worst
}
