package kpi_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

func finding(file string, line, column int, code, header string) kpi.Finding {
	return kpi.Finding{Severity: kpi.Error, Code: code, Place: kpi.Place{File: file, Line: line, Column: column, Header: header}}
}

func TestSortFindings(t *testing.T) {
	want := []kpi.Finding{
		finding("", 0, 0, kpi.NoData, ""),
		finding("a.csv", 0, 0, kpi.FileEmpty, ""),
		finding("a.csv", 2, 0, kpi.RowTooLong, ""),
		finding("a.csv", 2, 3, kpi.CountFraction, ""),
		finding("a.csv", 2, 3, kpi.CountNegative, ""),
		finding("a.csv", 2, 10, kpi.CountDash, ""),
		finding("a.csv", 10, 1, kpi.CountDash, ""),
		finding("b.csv", 1, 1, kpi.CountDash, ""),
	}
	for shift := range want {
		got := slices.Concat(want[shift:], want[:shift])
		slices.Reverse(got)
		kpi.SortFindings(got)
		if !slices.EqualFunc(got, want, sameFinding) {
			t.Errorf("turned by %d:\n got %v\nwant %v", shift, got, want)
		}
	}
}

func sameFinding(a, b kpi.Finding) bool {
	return a.Severity == b.Severity && a.Code == b.Code && a.Place == b.Place
}

// Findings of one place and code stay in the order in which they were found.
func TestSortFindingsIsStable(t *testing.T) {
	var fs []kpi.Finding
	for n := range 100 {
		fs = append(fs, finding("a.csv", 1+(99-n)/50, 1, kpi.CountDash, string(rune('a'+n%50))))
	}
	kpi.SortFindings(fs)
	for n, f := range fs {
		if want := string(rune('a' + n%50)); f.Place.Line != 1+n/50 || f.Place.Header != want {
			t.Fatalf("at %d stands line %d, %s; want line %d, %s", n, f.Place.Line, f.Place.Header, 1+n/50, want)
		}
	}
}

func TestWorst(t *testing.T) {
	tests := []struct {
		severities []kpi.Severity
		want       kpi.Severity
	}{
		{nil, 0},
		{[]kpi.Severity{kpi.Note}, kpi.Note},
		{[]kpi.Severity{kpi.Note, kpi.Warning, kpi.Note}, kpi.Warning},
		{[]kpi.Severity{kpi.Error, kpi.Note}, kpi.Error},
		{[]kpi.Severity{kpi.Warning, kpi.Error}, kpi.Error},
	}
	for _, tt := range tests {
		var fs []kpi.Finding
		for _, s := range tt.severities {
			fs = append(fs, kpi.Finding{Severity: s})
		}
		if got := kpi.Worst(fs); got != tt.want {
			t.Errorf("worst of %v is %v, want %v", tt.severities, got, tt.want)
		}
	}
}

func TestSeverityWords(t *testing.T) {
	for word, want := range map[string]kpi.Severity{"note": kpi.Note, "warning": kpi.Warning, "error": kpi.Error} {
		if got, ok := kpi.ParseSeverity(word); !ok || got != want || want.String() != word {
			t.Errorf("%q is read as %d (%t) and written %q", word, got, ok, want)
		}
	}
	for _, word := range []string{"", "Error", "fatal"} {
		if got, ok := kpi.ParseSeverity(word); ok || got != 0 {
			t.Errorf("%q is read as %d, %t", word, got, ok)
		}
	}
}

func TestPlaceText(t *testing.T) {
	tests := []struct {
		place kpi.Place
		want  string
	}{
		{kpi.Place{}, ""},
		{kpi.Place{File: "a.csv"}, "a.csv"},
		{kpi.Place{File: "a.csv", Line: 12}, "a.csv:12"},
		{kpi.Place{File: "a.csv", Line: 12, Column: 3, Header: "Tháng", Text: "x"}, "a.csv:12:3"},
		{kpi.Place{File: "a.csv", Column: 3}, "a.csv"},
		{kpi.Place{File: "a.xlsx"}, "a.xlsx"},
		{kpi.Place{File: ".xlsx#T6", Line: 3, Column: 7}, ".xlsx: T6!G3"},
		{kpi.Place{File: "a.XLSX", Line: 3, Column: 7}, "a.XLSX: G3"},
		{kpi.Place{File: "a.xlsx", Line: 3}, "a.xlsx: A3"},
		{kpi.Place{File: "a.xlsx#Sheet1", Line: 3, Column: 7}, "a.xlsx: Sheet1!G3"},
		{kpi.Place{File: "in/a.xlsx#Tháng 6's", Line: 1048576, Column: 26}, "in/a.xlsx: 'Tháng 6''s'!Z1048576"},
		{kpi.Place{File: "a.xlsx#T6", Line: 1, Column: 27}, "a.xlsx: T6!AA1"},
		{kpi.Place{File: "a.xlsx#T6", Line: 1, Column: 703}, "a.xlsx: T6!AAA1"},
		{kpi.Place{File: "a.xlsx#T6", Line: 1, Column: 702}, "a.xlsx: T6!ZZ1"},
		{kpi.Place{File: "a\n\x1b[2J.csv", Line: 1}, `a\u000a\u001b[2J.csv:1`},
	}
	for _, tt := range tests {
		if got := tt.place.String(); got != tt.want {
			t.Errorf("%+v is written %q, want %q", tt.place, got, tt.want)
		}
	}
}

// A name has one value; a new name is behind the others.
func TestArgs(t *testing.T) {
	a := kpi.Args{"unit", "Bắc Sơn", "count", "3"}
	a.Set("count", "4")
	a.Set("period", "2024-06")
	a.Set("unit", "Văn Lãng")
	if got := strings.Join(a, " "); got != "unit Văn Lãng count 4 period 2024-06" {
		t.Error(got)
	}
	if v, ok := a.Lookup("count"); v != "4" || !ok || a.Value("period") != "2024-06" {
		t.Errorf("count %q, %t", v, ok)
	}
	if v, ok := a.Lookup("4"); v != "" || ok { // a value is no name
		t.Errorf("%q, %t", v, ok)
	}
}

// Of a code as many findings are kept as anybody reads, and the number of the others is said
// once; what is harmless is one finding with its number.
func TestFileFindings(t *testing.T) {
	const kept, more = 10_000, 3
	f := kpi.NewFileFindings("a.csv")
	for line := range kept + more {
		f.Add(kpi.CountMissing, kpi.Place{Line: kept + more - line, Text: strings.Repeat("x", 5000)}, "text", strings.Repeat("ấ", 2000))
	}
	for line := range kept { // of another code, none too many
		f.Add(kpi.CountFraction, kpi.Place{Line: line + 1})
	}
	f.Add(kpi.CountNegative, kpi.Place{Line: 5})
	for _, line := range []int{7, 3, 9} {
		f.Count(kpi.RowTotal, kpi.Place{Line: line}, "text", "Tổng")
		f.Count(kpi.CountDash, kpi.Place{Line: line, Header: strings.Repeat("x", 4096)})
	}
	if f.File() != "a.csv" || f.Kept() != 2*kept+3 || len(f.From(2*kept)) != 3 || f.Number(kpi.CountMissing) != kept+more || f.Number(kpi.RowTotal) != 3 {
		t.Errorf("%s: %d kept, %d and %d", f.File(), f.Kept(), f.Number(kpi.CountMissing), f.Number(kpi.RowTotal))
	}
	all := f.All()
	if len(all) != 2*kept+4 {
		t.Fatalf("%d findings", len(all))
	}
	var got []string
	for _, g := range all {
		if g.Code != kpi.CountMissing && g.Code != kpi.CountFraction {
			got = append(got, fmt.Sprint(g.Place, " ", g.Code, " ", len(g.Place.Header), " ", argsText(g.Args)))
		}
	}
	want := []string{"a.csv findings-more 0 code count-missing short count-missing more 3", "a.csv:5 count-negative 0 ", "a.csv:7 count-dash 4096 cells 3", "a.csv:7 row-total 0 text Tổng rows 3"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	last := all[len(all)-1] // ấ has three bytes, of which the limit divides one
	if last.Place.Line != kept+more || last.Place.Text != strings.Repeat("x", 4096)+"…" || last.Args.Value("text") != strings.Repeat("ấ", 1365)+"…" {
		t.Errorf("%d: %d and %d bytes", last.Place.Line, len(last.Place.Text), len(last.Args.Value("text")))
	}
}

// The reason of a fault is its cause; braces that are open stay.
func TestFault(t *testing.T) {
	f := kpi.NewFault("{text} is not read: {reason}", "text", "a.csv", "reason", "none")
	if got := f.Error(); got != "a.csv is not read: none" {
		t.Error(got)
	}
	caused := f.Because(errors.New("no such file"))
	if got := caused.Error(); got != "a.csv is not read: no such file" || caused.Unwrap() == nil || f.Unwrap() != nil {
		t.Error(got)
	}
	if got := caused.In("{reason} ({text", func(error) string { return "không có" }); got != "không có ({text" {
		t.Error(got)
	}
	if got := kpi.Fill("a} {b", strings.ToUpper); got != "a} {b" {
		t.Error(got)
	}
}
