package input

import (
	"encoding/binary"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// wantPlacedCells wants the cells that are found by their places to be those that are found row
// by row, wherever a block ends, and however many places are noted.
func wantPlacedCells(t *testing.T, names []string, opts Options) {
	t.Helper()
	for _, way := range []struct{ block, workers, limit int }{{0, 0, 0}, {1, 1, 0}, {64, 8, 0}, {64, 3, 2}} {
		opts.Rows.BlockSize, opts.Workers, opts.placesLimit, opts.Places = way.block, way.workers, way.limit, &Places{}
		r := Read(definitions(t), names, nil, opts)
		if slices.ContainsFunc(r.Findings, func(f kpi.Finding) bool { return f.Code == kpi.SumOverflow || f.Code == kpi.CountTooLarge }) {
			return
		}
		for _, most := range []int{0, 1, 3, many} {
			wants := wantAll(r.Ledger, most)
			old := opts
			old.rowByRow, old.Places = true, nil
			got, findings := Cells(definitions(t), r.Ledger, wants, opts)
			want, others := Cells(definitions(t), r.Ledger, wants, old)
			if !reflect.DeepEqual(findings, others) {
				t.Errorf("%+v, %d cells: findings %v, row by row %v", way, most, findings, others)
			}
			if most == many {
				wantEveryCell(t, r.Ledger, want, opts)
			}
			for w, c := range got {
				if !reflect.DeepEqual(c, want[w]) {
					t.Errorf("%+v, %d cells of %s, %s: %+v, row by row %+v", way, most, w.Entry.Unit.Name(), r.Ledger.Measures.At(w.Measure).ID, c, want[w])
				}
			}
		}
	}
}

// wantEveryCell wants the cells that are read while they are written to be those that were
// found, in the order of their places, where all places are known.
func wantEveryCell(t *testing.T, l *kpi.Ledger, found map[kpi.Want]*kpi.Cells, opts Options) {
	t.Helper()
	every := NewEveryCell(definitions(t), l, wantAll(l, many), opts)
	if every == nil {
		return
	}
	for i := range l.Measures.Len() {
		var entries []*kpi.Entry
		var want, got []string
		for _, e := range l.Entries {
			if c := found[kpi.Want{Entry: e, Measure: i}]; c != nil {
				entries = append(entries, e)
				for _, cell := range c.Given {
					want = append(want, fmt.Sprintf("%s %08d %05d %+v %s", cell.Place.File, cell.Place.Line, cell.Place.Column, cell, e.Unit.Name()))
				}
			}
		}
		for e, cell := range every.Of(i, entries) {
			got = append(got, fmt.Sprintf("%s %08d %05d %+v %s", cell.Place.File, cell.Place.Line, cell.Place.Column, cell, e.Unit.Name()))
		}
		if slices.Sort(want); !slices.Equal(got, want) {
			t.Errorf("all cells of %s:\n got %q\nwant %q", l.Measures.At(i).ID, got, want)
		}
	}
	if findings := every.Findings(); len(findings) > 0 {
		t.Errorf("all cells: findings %v", findings)
	}
}

// Rows of plain text, in sections and with blanks among them, are found by their places, by the
// first of them too where no more are noted; those of days, and of tables below each other, are
// read again as a whole.
func TestPlaces(t *testing.T) {
	const head = "Kỳ,Huyện,Tiếp nhận,Tồn kỳ trước\n"
	for _, tt := range []struct {
		name, text  string
		limit, most int
		want        bool
	}{
		{"plain rows", head + "2024-06,A,1,2\n2024-06,B,3,4\n", 0, many, true},
		{"blanks, dashes, quotes", head + "2024-06,A,,-\n2024-06,\"B\",\"1.057\",…\n2024-06,C,1,\"2\"\n", 0, many, true},
		{"a byte-order mark", "\ufeff" + head + "2024-06,A,1,2\r\n2024-06,B,,4\r\n", 0, many, true},
		{"UTF-16", inUTF16(head + "2024-06,A,1,2\r\n2024-06,B,,4\r\n"), 0, many, true},
		{"the first cells of many rows", head + "2024-05,A,1,2\n2024-06,B,3,4\n2024-06,C,3,4\n", 1, 0, true},
		{"all cells of many rows", head + "2024-05,A,1,2\n2024-06,B,3,4\n2024-06,C,3,4\n", 1, many, false},
		{"cells whose places were not noted", head + "2024-05,A,1,2\n2024-06,B,3,4\n2024-06,C,3,4\n", 1, 1, false},
		{"days", head + "01/06/2024,A,1,2\n02/06/2024,A,3,4\n", 0, many, false},
		{"tables below each other", "Tháng 5 năm 2024\nHuyện,Tiếp nhận\nA,1\nTổng,1\nTháng 6 năm 2024\nHuyện,Tiếp nhận\nA,2\nTổng,2\n", 0, many, false},
	} {
		opts := Options{Places: &Places{}, placesLimit: tt.limit}
		l := Read(definitions(t), write(t, files{"a.csv": tt.text}), nil, opts).Ledger
		if len(l.Entries) == 0 {
			t.Fatalf("%s: no entries", tt.name)
		}
		p, ok := opts.Places.of("a.csv"), false
		if p != nil {
			r := newRun(definitions(t), Options{})
			found, err := r.cellsAt(p, "a.csv", wantedOf(l, wantAll(l, tt.most))[0])
			if ok = found; err != nil {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		if ok != tt.want {
			t.Errorf("%s: found by places: %t", tt.name, ok)
		}
	}
}

// inUTF16 writes a text in UTF-16 with its byte-order mark.
func inUTF16(text string) string {
	out := []byte("\xff\xfe")
	for _, c := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, c)
	}
	return string(out)
}

// stampOf returns what of a file changes when it is written to.
func stampOf(t *testing.T, name string) string {
	t.Helper()
	b, err := rows.OpenBlocks(name, "utf-8")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	return b.Stamp()
}

// A file that is another one when the places of its rows are read is reported, and while all
// cells are written: by its size and time, and where these are as before by what is there.
func TestCellsOfChangedPlaces(t *testing.T) {
	const text = "Kỳ,Huyện,Tiếp nhận\n2024-06,A,1\n2024-06,B,7\n"
	for _, tt := range []struct {
		name, text         string
		isSeen, isSeenLate bool // by the sums of counts, by rows while they are written
	}{
		{"another count", strings.Replace(text, "7", "8", 1), true, false},
		{"a word", strings.Replace(text, "7", "x", 1), true, false},
		{"a quote", strings.Replace(text, "7", "\"", 1), true, true},
		{"a row more", text + "2024-06,C,1\n", false, false},
		{"cut", text[:len(text)-9], true, true},
		{"empty", "", true, true},
	} {
		opts := Options{Places: &Places{}}
		l := Read(definitions(t), write(t, files{"a.csv": text}), nil, opts).Ledger
		if err := os.WriteFile("a.csv", []byte(tt.text), 0o644); err != nil {
			t.Fatal(err)
		}
		wants := wantAll(l, many)
		try := func(isSeen, isSeenLate bool) {
			t.Helper()
			if _, findings := Cells(definitions(t), l, wants, opts); (found(findings) == "file-changed") != isSeen {
				t.Errorf("%s: findings %v", tt.name, findings)
			}
			every := NewEveryCell(definitions(t), l, wants, opts)
			for range every.Of(l.Files[0].Columns[0].Measure, l.Entries) {
			}
			if findings := every.Findings(); (found(findings) == "file-changed") != isSeenLate {
				t.Errorf("%s: findings of all cells %v", tt.name, findings)
			}
		}
		p := opts.Places.of("a.csv")
		p.stamp += " before"
		try(true, true)
		p.stamp = stampOf(t, "a.csv")
		try(tt.isSeen, tt.isSeenLate)
		if err := os.Remove("a.csv"); err != nil {
			t.Fatal(err)
		}
		try(true, true)
	}
}
