package rows_test

import (
	"os"
	"path/filepath"
	"testing"

	"cchc/kpi/input/rows"
)

// The size is that of every file once, and not known where it is only known by reading.
func TestSize(t *testing.T) {
	dir := t.TempDir()
	for name, size := range map[string]int{"a.csv": 5, "b.CSV": 7, "c.txt": 11} {
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, tt := range []struct {
		args []string
		size int64
		ok   bool
	}{
		{[]string{dir}, 23, true},
		{[]string{dir, in("a.csv")}, 23, true},
		{[]string{in("*.txt"), in("a.csv")}, 16, true},
		{[]string{in("none.csv"), in("a.csv")}, 0, false},
		{[]string{in("a.csv"), rows.Stdin}, 0, false},
		{[]string{t.TempDir()}, 0, false},
		{[]string{os.DevNull}, 0, false},
		{nil, 0, false},
	} {
		if size, ok := rows.Size(tt.args); size != tt.size || ok != tt.ok {
			t.Errorf("%q: %d, %t; want %d, %t", tt.args, size, ok, tt.size, tt.ok)
		}
	}
}

// What can be read only once is standard input, and what is no regular file.
func TestOnce(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{path, dir}, ""},
		{[]string{path, rows.Stdin}, rows.Stdin},
		{[]string{filepath.Join(dir, "none.csv")}, ""},
		{[]string{path, os.DevNull}, filepath.ToSlash(os.DevNull)},
	} {
		if got := rows.Once(tt.args); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.args, got, tt.want)
		}
	}
}
