package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"cchc/kpi/input/rows"
)

// outputs writes results, each whole or not at all. It knows the temporary file, so that
// an interrupted run leaves none behind.
type outputs struct {
	disk
	in io.Reader // standard input, which may be a file

	lock    sync.Mutex // held during steps on the disk that an interruption must not break
	temp    string     // the file beside an old one that is not complete; "" without
	stopped bool       // nothing more is written
}

// disk is the file operations: those of the system, or in tests ones that fail.
type disk struct {
	create func(name string, mode fs.FileMode) (file, error) // a new one; [fs.ErrExist] where there is one
	open   func(name string) (file, error)                   // a device or a pipe, to write to
	rename func(from, to string) error
	remove func(name string) error
	sync   func(folder string) error
}

// file is a file that is written.
type file interface {
	io.WriteCloser
	Sync() error
}

// newOutputs writes to the system's disk.
func newOutputs() *outputs {
	return &outputs{disk: disk{
		create: func(name string, mode fs.FileMode) (file, error) {
			return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		},
		open:   func(name string) (file, error) { return os.OpenFile(name, os.O_WRONLY, 0) },
		rename: os.Rename,
		remove: os.Remove,
		sync:   syncFolder,
	}}
}

// syncFolder writes the entries of a folder to the disk. Some systems refuse that for
// folders; it is no fault of the file.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return nil
	}
	_ = f.Sync()
	return f.Close()
}

// errStopped ends a run that was interrupted.
var errStopped = errors.New("interrupted")

// stop removes the temporary file. Nothing is written after it.
func (o *outputs) stop() {
	o.lock.Lock()
	defer o.lock.Unlock()
	o.stopped = true
	if o.temp != "" {
		_ = o.remove(o.temp)
	}
}

// write writes a finished result to a file, or to out if path is empty, but never over one
// of the inputs: the files that were read.
func (o *outputs) write(out io.Writer, path string, data []byte, inputs ...string) error {
	if err := o.check(out, path, inputs); err != nil {
		return err
	}
	if path == "" {
		if _, err := out.Write(data); err != nil {
			return fmt.Errorf("writing the result: %w", cause(err))
		}
		return nil
	}
	if err := o.replace(path, data); err != nil {
		return fmt.Errorf("writing %s: %w", path, cause(err))
	}
	return nil
}

// check refuses to write over a file that was read, by whatever name, or as
// standard output.
func (o *outputs) check(out io.Writer, path string, inputs []string) error {
	target, err := stat(out)
	if path != "" {
		target, err = os.Stat(path)
	}
	if err != nil || !target.Mode().IsRegular() {
		return nil // nothing is there, or writing will fail
	}
	for _, name := range inputs {
		info, err := os.Stat(name)
		if name == rows.Stdin {
			info, err = stat(o.in)
		}
		if err != nil || !os.SameFile(info, target) {
			continue
		}
		if path == "" {
			return errors.New("standard output is a file that was read")
		}
		return fmt.Errorf("--output %s would overwrite what was read", path)
	}
	return nil
}

// stat describes the file behind a stream, if there is one.
func stat(stream any) (fs.FileInfo, error) {
	if file, ok := stream.(interface{ Stat() (fs.FileInfo, error) }); ok {
		return file.Stat()
	}
	return nil, fs.ErrInvalid
}

// replace writes a file whole or not at all: the old one stays until a new one is
// complete beside it. A device or a pipe is written directly.
func (o *outputs) replace(path string, data []byte) error {
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
		return o.writeDirectly(path, data)
	case err == nil && info.Mode().Perm()&0o222 == 0:
		return errors.New("is read-only")
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	f, err := o.begin(path, mode)
	if err != nil {
		return err
	}
	if err := writeAndClose(f, data); err != nil {
		return errors.Join(err, o.commit(""))
	}
	if err := o.commit(path); errors.Is(err, syscall.EBUSY) {
		return errors.New("is in use, or mounted by itself, and cannot be replaced: mount its folder, or write to standard output")
	} else if err != nil {
		return err
	}
	return o.sync(filepath.Dir(path))
}

// begin creates a temporary file in the folder of path, with the permissions of the old
// file or the usual ones.
func (o *outputs) begin(path string, mode fs.FileMode) (file, error) {
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.stopped {
		return nil, errStopped
	}
	const tries = 100
	for i := range tries {
		name := fmt.Sprintf("%s.%d-%d.tmp", path, os.Getpid(), i)
		f, err := o.create(name, mode)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			o.temp = name
		}
		return f, err
	}
	return nil, errors.New("too many temporary files beside it")
}

// commit renames the temporary file to path; if path is empty or renaming fails, it
// removes the file.
func (o *outputs) commit(path string) (err error) {
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.stopped {
		return errStopped
	}
	temp := o.temp
	o.temp = ""
	if path != "" {
		if err = o.rename(temp, path); err == nil {
			return nil
		}
	}
	return errors.Join(err, o.remove(temp))
}

// writeAndClose writes a file to the disk and checks every step.
func writeAndClose(f file, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// writeDirectly writes to a device or a pipe.
func (o *outputs) writeDirectly(path string, data []byte) error {
	f, err := o.open(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
