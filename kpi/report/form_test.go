package report_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi/report"
)

// A group is above all columns that are below it, and above no other; the last text of a column
// goes down to the end.
func TestFormHeader(t *testing.T) {
	for header, want := range map[string]string{
		"a, b":              "a 0,0 1x1; b 0,1 1x1",
		"a, g/b, g/c, d":    "a 0,0 2x1; g 0,1 1x2; d 0,3 2x1; b 1,1 1x1; c 1,2 1x1",
		"g/b, h/c, g/d":     "g 0,0 1x1; h 0,1 1x1; g 0,2 1x1; b 1,0 1x1; c 1,1 1x1; d 1,2 1x1",
		"g, g/b":            "g 0,0 2x1; g 0,1 1x1; b 1,1 1x1",
		"g/b, g":            "g 0,0 1x1; g 0,1 2x1; b 1,0 1x1",
		"g/h/a, g/h/b, g/c": "g 0,0 1x3; h 1,0 1x2; c 1,2 2x1; a 2,0 1x1; b 2,1 1x1",
		"g/a, g/a":          "g 0,0 1x2; a 1,0 1x1; a 1,1 1x1",
	} {
		f := &report.Form{}
		for column := range strings.SplitSeq(header, ", ") {
			f.Columns = append(f.Columns, report.FormColumn{Header: strings.Split(column, "/")})
		}
		var got []string
		for _, c := range f.Header() {
			got = append(got, fmt.Sprintf("%s %d,%d %dx%d", c.Text, c.Line, c.Column, c.Lines, c.Across))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %s", header, got, want)
		}
	}
}
