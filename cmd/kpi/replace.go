package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// outputs writes results, each whole or not at all. It knows the temporary file, so that
// an interrupted run leaves none behind.
type outputs struct {
	disk
	in io.Reader // standard input, which may be a file

	lock    sync.Mutex // held during steps on the disk that an interruption must not break
	temps   []string   // the files beside old ones that are not complete
	spools  []string   // the files that hold results until they are written
	stopped bool       // nothing more is written
	changed []error    // what of files that were replaced could not be kept
}

// result is a finished result and the path of its file, or none.
type result struct {
	path string
	data []byte
	rest string // the temporary file with what is behind data; "" where that is all
}

// change is a file that is complete beside the one that it is to replace.
type change struct {
	name       string // of the file, as it was given
	path, temp string // with links followed
	lost       error  // what of the file cannot be kept
	old        string // a copy of the file before, where there was one and the change may have to be undone
}

// newOutputs writes to the system's disk.
func newOutputs() *outputs { return &outputs{disk: systemDisk()} }

// errStopped ends a run that was interrupted.
var errStopped = kpi.NewFault("interrupted")

// errFolder is why a file that may be written to is not replaced.
var errFolder = kpi.NewFault("its folder does not let it be replaced: write to another folder, or to standard output")

// stop removes the temporary files. Nothing is written after it.
func (o *outputs) stop() {
	o.lock.Lock()
	defer o.lock.Unlock()
	o.stopped = true
	_, _ = o.clear(), o.clearSpools()
}

// drop removes the files that hold results.
func (o *outputs) drop() {
	o.lock.Lock()
	defer o.lock.Unlock()
	_ = o.clearSpools()
}

// clearSpools removes the files that hold results.
func (o *outputs) clearSpools() (err error) {
	for _, spool := range o.spools {
		err = errors.Join(err, o.remove(spool))
	}
	o.spools = nil
	return err
}

// clear removes the temporary files.
func (o *outputs) clear() (err error) {
	for _, temp := range o.temps {
		err = errors.Join(err, o.remove(temp))
	}
	o.temps = nil
	return err
}

// write writes a finished result to a file, or to out if path is empty, but never over one
// of the inputs: the files that were read.
func (o *outputs) write(out io.Writer, r result, inputs ...string) error {
	if r.path == "" {
		return o.writeAll(out, r, nil, inputs...)
	}
	if err := o.check(out, r.path, inputs); err != nil {
		return err
	}
	return o.replace(r)
}

// writeAll writes finished results to files, all of them or none, and one to out, but
// never over one of the inputs.
func (o *outputs) writeAll(out io.Writer, first result, files []result, inputs ...string) error {
	for _, r := range append(files, result{}) { // out has no path
		if err := o.check(out, r.path, inputs); err != nil {
			return err
		}
	}
	if err := o.replace(files...); err != nil {
		return err
	}
	if err := first.writeTo(out); err != nil {
		return kpi.NewFault("writing the result: {reason}").Because(cause(err))
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
			return kpi.NewFault("standard output is a file that was read")
		}
		return kpi.NewFault("--output {path} would overwrite what was read", "path", path)
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

// replace writes files whole or not at all, all of them or none: the old ones stay until
// the new ones are complete beside them. A device or a pipe alone is written directly.
func (o *outputs) replace(results ...result) error {
	changes := make([]change, 0, len(results))
	for _, r := range results {
		c, err := o.stage(r, len(results) > 1)
		if err != nil {
			return notWritten(r.path, errors.Join(cause(err), o.commit(nil)))
		}
		isTwice := func(o change) bool { return filepath.Clean(o.path) == filepath.Clean(c.path) }
		if slices.ContainsFunc(changes, isTwice) {
			return errors.Join(notWritten(r.path, kpi.NewFault("is one file with another output")), o.commit(nil))
		}
		if c.temp != "" {
			changes = append(changes, c)
		}
	}
	if len(changes) == 0 {
		return nil
	}
	if err := o.commit(changes); err != nil {
		return err
	}
	for i, c := range changes {
		if c.lost != nil {
			o.changed = append(o.changed, kpi.NewFault("{path}: {reason}", "path", c.name).Because(c.lost))
		}
		folder := filepath.Dir(c.path)
		if i > 0 && folder == filepath.Dir(changes[i-1].path) {
			continue
		}
		if err := o.sync(folder); err != nil {
			return notWritten(c.name, cause(err))
		}
	}
	return nil
}

// notWritten returns the error of a file that cannot be written.
func notWritten(path string, reason error) error {
	return kpi.NewFault("writing {path}: {reason}", "path", path).Because(reason)
}

// stage writes a file beside the one that it is to replace, and with others a copy of that
// one.
func (o *outputs) stage(r result, withOthers bool) (c change, err error) {
	path := r.path
	c.name = path
	_, isStream := streamOf(path)
	if isStream && !withOthers {
		return c, o.writeDirectly(path, r)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	} else if link, err := os.Lstat(path); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		return c, kpi.NewFault("is a link to nothing")
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return c, kpi.NewFault("is a folder")
	case err == nil && (isStream || withOthers && !info.Mode().IsRegular()):
		return c, kpi.NewFault("is a device or a pipe: name it with --output")
	case err == nil && !info.Mode().IsRegular():
		return c, o.writeDirectly(path, r)
	case err == nil && info.Mode().Perm()&0o222 == 0:
		return c, kpi.NewFault("is read-only")
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return c, err
	}
	c.path = path
	if info != nil && withOthers {
		old, err := os.ReadFile(path)
		if err != nil {
			return c, err
		}
		if c.old, _, err = o.fill(path, info, result{data: old}); err != nil {
			return c, err
		}
	}
	c.temp, c.lost, err = o.fill(path, info, r)
	return c, err
}

// fill writes a temporary file in the folder of path, with the owner and the permissions of
// the old file or, where that is nil, the usual ones. It returns what of these is lost.
func (o *outputs) fill(path string, old fs.FileInfo, r result) (temp string, lost, err error) {
	mode := fs.FileMode(0o666)
	if old != nil {
		mode = 0o600 // until it has those of the old one
	}
	f, temp, err := o.begin(path, mode, &o.temps)
	switch {
	case old != nil && errors.Is(err, fs.ErrPermission):
		return "", nil, errFolder
	case err != nil:
		return "", nil, err
	}
	if old != nil {
		lost = keep(temp, old)
	}
	return temp, lost, writeAndClose(f, r)
}

// begin creates a temporary file in the folder of path, and adds it to a list of such files.
func (o *outputs) begin(path string, mode fs.FileMode, list *[]string) (f file, temp string, err error) {
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.stopped {
		return nil, "", errStopped
	}
	const tries = 100
	for i := range tries {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".kpi-%d-%d.tmp", os.Getpid(), i)) // the name of path may be as long as one can be
		f, err := o.create(name, mode)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			*list = append(*list, name)
		}
		return f, name, err
	}
	return nil, "", kpi.NewFault("too many temporary files beside it")
}

// commit gives temporary files the names of those that they replace, all of them or none,
// and removes all other temporary files.
func (o *outputs) commit(changes []change) (err error) {
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.stopped {
		return errStopped
	}
	for i, c := range changes {
		if err = o.rename(c.temp, c.path); err == nil {
			o.temps = slices.DeleteFunc(o.temps, func(temp string) bool { return temp == c.temp })
			continue
		}
		err = notWritten(c.name, errors.Join(notReplaced(cause(err)), o.undo(changes[:i])))
		break
	}
	return errors.Join(err, o.clear())
}

// undo gives files back what they held before they were replaced.
func (o *outputs) undo(changes []change) (err error) {
	for _, c := range changes {
		switch {
		case c.old == "":
			err = errors.Join(err, o.remove(c.path))
		default:
			err = errors.Join(err, o.rename(c.old, c.path))
			o.temps = slices.DeleteFunc(o.temps, func(temp string) bool { return temp == c.old })
		}
	}
	return err
}

// writeAndClose writes a file to the disk and checks every step.
func writeAndClose(f file, r result) error {
	err := r.writeTo(f)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// writeDirectly writes to a device or a pipe.
func (o *outputs) writeDirectly(path string, r result) error {
	f, err := o.open(path)
	if err != nil {
		return err
	}
	err = r.writeTo(f)
	return errors.Join(err, f.Close())
}
