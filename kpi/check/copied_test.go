package check_test

import (
	"strings"
	"testing"
)

// A month whose counts are all those of the month before may be a copy of it, in one file
// or in two; one count that differs, or small ones, are no sign.
func TestCopiedMonth(t *testing.T) {
	c := load(t)
	copied := "b.csv:2: warning month-copied: every count of dossiers in 2024-06 is that of 2024-05 (2 counts, 2 units): it may be the file of the month before"
	for _, tt := range []struct {
		name  string
		files [][]string
		want  []string
	}{
		{"two files", [][]string{{"received", "2024-05 Bắc_Sơn 41", "2024-05 Văn_Lãng 18"}, {"received", "2024-06 Văn_Lãng 18", "2024-06 Bắc_Sơn 41"}}, []string{copied}},
		{"one that differs", [][]string{{"received", "2024-05 Bắc_Sơn 41", "2024-05 Văn_Lãng 18"}, {"received", "2024-06 Văn_Lãng 18", "2024-06 Bắc_Sơn 42"}}, nil},
		{"ten of each", [][]string{{"received", "2024-05 Bắc_Sơn 10", "2024-05 Văn_Lãng 18"}, {"received", "2024-06 Văn_Lãng 18", "2024-06 Bắc_Sơn 10"}}, []string{copied}},
		{"in two files", [][]string{{"received", "2024-05 Bắc_Sơn 41", "2024-05 Văn_Lãng 18", "2024-06 Bắc_Sơn 41"}, {"received", "2024-06 Văn_Lãng 18"}},
			[]string{strings.Replace(copied, "b.csv:2", "a.csv:4", 1)}},
		{"a blank", [][]string{{"received, returned", "2024-05 Bắc_Sơn 41 0", "2024-05 Văn_Lãng 18 0"}, {"received, returned", "2024-06 Văn_Lãng 18 0", "2024-06 Bắc_Sơn 41 ?"}}, nil},
		{"small counts", [][]string{{"received", "2024-05 Bắc_Sơn 4", "2024-05 Văn_Lãng 18"}, {"received", "2024-06 Văn_Lãng 18", "2024-06 Bắc_Sơn 4"}}, nil},
		{"states", [][]string{{"pending", "2024-05 Bắc_Sơn 41", "2024-05 Văn_Lãng 18"}, {"pending", "2024-06 Văn_Lãng 18", "2024-06 Bắc_Sơn 41"}}, nil},
		{"not the month before", [][]string{{"received", "2024-05 Bắc_Sơn 41 ", "2024-05 Văn_Lãng 18", "2024-06 Bắc_Sơn 40", "2024-06 Văn_Lãng 19"}, {"received", "2024-07 Văn_Lãng 18", "2024-07 Bắc_Sơn 41"}}, nil},
	} {
		got := findings(t, c, book(t, c, tt.files...))
		t.Run(tt.name, func(t *testing.T) { wantFindings(t, got, tt.want...) })
	}
}
