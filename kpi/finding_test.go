package kpi_test

import (
	"slices"
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
