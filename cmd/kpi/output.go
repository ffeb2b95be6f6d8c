package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// publish renders a result in memory and writes it once, and not over a file that
// was read.
func publish[T any](out io.Writer, o *outputFlags, format render.Format[T], result T, inputs ...string) error {
	var b bytes.Buffer
	if err := format.Render(&b, result); err != nil {
		return fmt.Errorf("rendering: %w", err)
	}
	if err := o.checkTarget(inputs); err != nil {
		return err
	}
	return writeResult(out, o.path, b.Bytes())
}

// writeResult writes a finished result to a file, or to out without one.
func writeResult(out io.Writer, path string, data []byte) error {
	if path == "" {
		if _, err := out.Write(data); err != nil {
			return fmt.Errorf("writing the result: %w", cause(err))
		}
		return nil
	}
	err := replaceFile(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, cause(err))
	}
	return nil
}

// replaceFile writes a file whole or not at all: the old one stays until a new
// one is complete beside it. What is not a regular file is written directly.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	} else if link, err := os.Lstat(path); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		return errors.New("is a link to nothing")
	}
	info, err := os.Stat(path)
	mode := fs.FileMode(0o666)
	switch {
	case err == nil && info.IsDir():
		return errors.New("is a folder")
	case err == nil && !info.Mode().IsRegular():
		return writeDirectly(path, write)
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	f, err := createBeside(path, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := writeAndClose(f, write); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// createBeside makes a temporary file in the folder of path. The permissions are
// those of the old file, or what the user's mask leaves of the usual ones.
func createBeside(path string, mode fs.FileMode) (*os.File, error) {
	const tries = 100
	for i := range tries {
		name := fmt.Sprintf("%s.%d-%d.tmp", path, os.Getpid(), i)
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
	return nil, errors.New("too many temporary files beside it")
}

// writeAndClose writes a file and checks every step to the disk.
func writeAndClose(f *os.File, write func(io.Writer) error) error {
	err := write(f)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// writeDirectly writes to a device or a pipe.
func writeDirectly(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// cause returns what went wrong with a path without the path, which is said
// already.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// shownPerCode is how many findings of one code in one file are printed; the rest
// are counted. JSON has them all.
const shownPerCode = 10

// printFindings writes findings beside a result, notes among them or not.
func printFindings(w io.Writer, screen render.Screen, cat *catalog.Catalog, findings []kpi.Finding, lang kpi.Lang, notes bool) {
	if !notes {
		findings = slices.DeleteFunc(slices.Clone(findings), func(f kpi.Finding) bool { return f.Severity == kpi.Note })
	}
	listing := report.List(findings, shownPerCode, cat, lang)
	_ = screen.Findings(w, listing) // nothing is left to do where standard error cannot be written
}
