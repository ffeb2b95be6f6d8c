package rows

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"testing"
)

// rowsOf returns the rows of a sheet as lines of text, the last of them what it showed.
func rowsOf(t *testing.T, book *archive, name string) (list []string) {
	t.Helper()
	p, err := book.sheet(name)
	if err != nil {
		t.Fatal(err)
	}
	for s := (&sheet{part: p}); ; {
		row, err := s.read()
		if errors.Is(err, io.EOF) {
			return append(list, fmt.Sprintf("%d %v %v %d %+v", s.hidden, p.view.hidden, p.view.merged, p.view.width, p.view.covered))
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprintf("%d %q %v %v", row.Line, row.Cells, row.Formulas, row.Below))
	}
}

// Rows that were kept when a workbook was opened are those that its sheets give when they
// are read again.
func TestHeldRows(t *testing.T) {
	paths, err := filepath.Glob("../../../testdata/*/*.xlsx")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		files, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		book, err := readArchive(&files.Reader)
		if err != nil {
			t.Fatal(path, err)
		}
		for _, s := range book.props.Sheets {
			kept := rowsOf(t, book, s.Name)
			if again := rowsOf(t, book, s.Name); !slices.Equal(kept, again) {
				t.Errorf("%s, %s: kept\n%q, read again\n%q", path, s.Name, kept, again)
			}
		}
		_ = files.Close()
	}
}

// Rows for which there is no room are dropped, all of them.
func TestHeldRoom(t *testing.T) {
	p := &part{row: 1, cells: rowCells{list: [][]byte{[]byte("Xã Tân Lập"), nil, []byte("12")}}}
	size := len("Xã Tân Lập12") + 3*heldCellSize + heldRowSize
	h := &heldRows{room: 2*size - 1}
	if h.keep(p); len(h.list) != 1 || h.room != size-1 {
		t.Errorf("%d rows and room of %d, want 1 and %d", len(h.list), h.room, size-1)
	}
	if h.keep(p); len(h.list) != 0 || h.room != -1 {
		t.Errorf("%d rows and room of %d, want 0 and -1", len(h.list), h.room)
	}
	if h.keep(p); len(h.list) != 0 {
		t.Errorf("%d rows, want 0", len(h.list))
	}
}
