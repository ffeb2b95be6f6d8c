package sums

import (
	"fmt"
	"strings"
	"testing"
)

// A count that was corrected later leaves its total nearly a sum.
func TestNear(t *testing.T) {
	for _, tt := range []struct{ name, lines, want string }{
		{"the last row", "u a 412 20\nu b 218 5\nu c 631 25", "2:0-2"},
		{"the first row", "u c 631 25\nu a 412 20\nu b 218 5", "0:1-3"},
		{"of its group", "u a 412 20\nu b 218 5\nu c 631 25\nv a 7 7\nv b 90 8\nv c 40 40", "2:0-2"},
		{"by 2 %", "u a 4000 200\nu b 1000 90\nu c 5100 288", "2:0-2"},
		{"by more", "u a 4000 200\nu b 1000 90\nu c 5101 288", ""},
		{"in between", "u a 412 20\nu c 631 25\nu b 218 5", ""},
		{"by one count that matters", "u a 412 2\nu b 218 3\nu c 631 5", ""},
		{"less than one of the rows", "u a 412 26\nu b 218 1\nu c 631 25", ""},
		{"of one row", "u a 412 20\nu c 413 20", ""},
		{"without a count", "u a 412 20 .\nu b 218 5 7\nu c 631 25 1", "2:0-2"},
	} {
		var list []string
		for _, s := range nearSums(tableOf(2, tt.lines), 1, nil) {
			list = append(list, fmt.Sprintf("%d:%d-%d", s.Row, s.From, s.To))
		}
		if got := strings.Join(list, "; "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
