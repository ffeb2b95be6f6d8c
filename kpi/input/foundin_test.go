package input

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/names"
)

// A finding in a row has the unit of the row, also where the row is refused. Titles, rows whose unit is not known and totals have none.
func TestFindingsHaveUnits(t *testing.T) {
	for name, tt := range map[string]struct {
		files files
		want  string
	}{
		"refused": {files{"a.csv": "period,district,commune,received,resolved\n2024-06,A,X,1,1\n2024-06,B,,1,x\n2024-05,B,,1,1\n2024-06,A,Y,1,\n"},
			"count-not-a-number 3:5 B; count-missing 5:5 A / Y"},
		"in another file": {files{"a.csv": "period,district,received\n2024-06,A,x\n2024-06,B,1\n", "b.csv": "period,district,received\n2024-05,A,1\n"},
			"count-not-a-number 2:3 A"},
		"the only row": {files{"a.csv": "period,district,received\n2024-06,A,x\n2024-06,B,1\n"}, "count-not-a-number 2:3 A"},
		"no unit":      {files{"a.csv": "period,district,received\n2024-06,A,1\n2024-06,,x\n"}, "unit-missing 3:2 "},
		"a total":      {files{"a.csv": "period,district,received\n2024-06,A,1\n2024-06,B,2\n2024-06,Tổng,3\n"}, "row-total 4:0 "},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range read(t, tt.files, Options{}).Findings {
				_, place, _ := strings.Cut(kpi.Place{File: "f", Line: f.Place.Line, Column: f.Place.Column}.String(), ":")
				if f.Place.Column == 0 {
					place += ":0"
				}
				got = append(got, f.Code+" "+place+" "+f.Unit.Name())
			}
			if text := strings.Join(got, "; "); text != tt.want {
				t.Errorf("found %q, want %q", text, tt.want)
			}
		})
	}
}

// A place at which rows of two units were found has none, whatever is found there later.
func TestUnitsOfPlaces(t *testing.T) {
	a, alike, b := names.Unit{District: catalog.Name{Key: "a"}}, names.Unit{District: catalog.Name{Key: "a"}}, names.Unit{District: catalog.Name{Key: "b"}}
	in, at := foundIn{}, kpi.Place{File: "a.csv", Line: 2}
	for i, tt := range []struct{ note, want *names.Unit }{{&a, &a}, {&alike, &a}, {&b, nil}, {&b, nil}, {&a, nil}} {
		in.note(at, tt.note)
		if got := in[at]; (got == nil) != (tt.want == nil) || got != nil && *got != *tt.want {
			t.Errorf("%d: %v, want %v", i, got, tt.want)
		}
	}
}

// Tidy data has names of keys and ids of measures, and the place of its rows.
func TestTidyHeaders(t *testing.T) {
	for header, want := range map[string]bool{"period,district,received": true, "source_file,source_line,period,received": true, "source_file": true, "source_line": true,
		"received": true, "period": true, "period,x,received": false, "source_files,received": false, "x": false, "Period,received": false} {
		if got := isTidy(definitions(t), header); got != want {
			t.Errorf("%s: %t, want %t", header, got, want)
		}
	}
}
