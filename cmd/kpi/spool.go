package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// spool holds a result while it is made, so that nothing of it is written before it is whole: in
// memory, and behind that in a temporary file.
type spool struct {
	to   *outputs
	dir  string // of the temporary file
	data []byte
	rest file   // nil where all is in memory
	name string // of the temporary file
}

// spoolBytes is how much of a result is held in memory: more than nearly all results have.
const spoolBytes = 4 << 20

// newSpool returns a spool for a result that is written to a path, or to standard output.
func newSpool(to *outputs, path string) *spool {
	dir := os.TempDir()
	_, isStream := streamOf(path)
	if info, err := os.Stat(path); path != "" && !isStream && (err != nil || info.Mode().IsRegular()) {
		dir = filepath.Dir(path) // not that of devices
	}
	return &spool{to: to, dir: dir}
}

// Write adds bytes.
func (s *spool) Write(b []byte) (n int, err error) {
	if s.rest == nil && len(s.data)+len(b) <= spoolBytes {
		s.data = append(s.data, b...)
		return len(b), nil
	}
	if s.rest == nil {
		if s.rest, s.name, err = s.to.begin(filepath.Join(s.dir, "kpi"), 0o600, &s.to.spools); err != nil {
			return 0, cause(err)
		}
	}
	n, err = s.rest.Write(b)
	return n, cause(err)
}

// end returns the result, to be written to a path.
func (s *spool) end(path string) (result, error) {
	if s.rest == nil {
		return result{path: path, data: s.data}, nil
	}
	return result{path, s.data, s.name}, cause(s.rest.Close())
}

// writeTo writes a finished result.
func (r result) writeTo(w io.Writer) error {
	if _, err := w.Write(r.data); err != nil || r.rest == "" {
		return err
	}
	in, err := openTemp(r.rest)
	if err == nil {
		_, err = io.Copy(w, in)
		err = errors.Join(err, in.Close())
	}
	return err
}
