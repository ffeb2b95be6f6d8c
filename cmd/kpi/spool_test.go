package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A result that is too large for memory is written whole to a file and to a stream, in the order
// of its bytes, and no other file stays.
func TestSpool(t *testing.T) {
	for _, size := range []int{0, 1, spoolBytes, spoolBytes + 1, 3 * spoolBytes} {
		dir := t.TempDir()
		path := filepath.Join(dir, "r.csv")
		o := newOutputs()
		s := newSpool(o, path)
		var want []byte
		for n := 0; len(want) < size; n++ {
			part := bytes.Repeat([]byte{byte(n)}, min(1<<20-1, size-len(want)))
			want = append(want, part...)
			if _, err := s.Write(part); err != nil {
				t.Fatal(err)
			}
		}
		if len(s.data) > spoolBytes || (s.rest != nil) != (size > spoolBytes) {
			t.Errorf("%d bytes: %d in memory, a file %v", size, len(s.data), s.rest)
		}
		r, err := s.end(path)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := o.writeAll(&out, r, []result{r}); err != nil {
			t.Fatal(err)
		}
		o.drop()
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, want) || !bytes.Equal(out.Bytes(), want) {
			t.Errorf("%d bytes: a file of %d, %d on the stream, %v", size, len(got), out.Len(), err)
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Errorf("%d bytes: files %v", size, left)
		}
	}
}

// An interrupted run leaves no file of a result behind.
func TestSpoolStopped(t *testing.T) {
	dir := t.TempDir()
	o := newOutputs()
	s := newSpool(o, filepath.Join(dir, "r.csv"))
	if _, err := s.Write(make([]byte, spoolBytes+1)); err != nil {
		t.Fatal(err)
	}
	o.stop()
	_ = s.rest.Close() // as the end of the run does
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("files %v", left)
	}
}
