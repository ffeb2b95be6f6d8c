//go:build !windows

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"

	"cchc/kpi"
)

// startedByMouse returns the run of a program that was started with the mouse, which has a
// meaning on Windows alone.
func startedByMouse() (d desktop, ok bool) { return d, false }

// interfaceLanguages returns no languages: the locale has that of the user.
func interfaceLanguages() []string { return nil }

// createTemp creates a file that is not there.
func createTemp(name string, mode fs.FileMode) (*os.File, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
}

// openTemp opens a file to read.
func openTemp(name string) (*os.File, error) { return os.Open(name) }

// replaceFile renames a file to another, which may be there.
func replaceFile(from, to string) error { return os.Rename(from, to) }

// removeFile removes a file.
func removeFile(name string) error { return os.Remove(name) }

// notReplaced returns why a file whose new content is beside it cannot be replaced, for
// people where that is known.
func notReplaced(err error) error {
	switch {
	case errors.Is(err, syscall.EBUSY):
		return kpi.NewFault("is in use, or mounted by itself, and cannot be replaced: mount its folder, or write to standard output")
	case errors.Is(err, fs.ErrPermission): // as of a file of another user in /tmp
		return errFolder
	}
	return err
}

// keep gives a new file the owner, the group and the mode of the old one. What the system
// does not allow is a fault that names what the file has now.
func keep(path string, old fs.FileInfo) error {
	owners := func(info fs.FileInfo) (uid, gid int) {
		of := info.Sys().(*syscall.Stat_t)
		return int(of.Uid), int(of.Gid)
	}
	uid, gid := owners(old)
	mode := old.Mode()
	if os.Chown(path, uid, gid) != nil {
		_ = os.Chown(path, -1, gid) // one of the user's own groups
		mode = mode.Perm()          // a file that runs as its owner must not run as another
	}
	_ = os.Chmod(path, mode) // after the owner, whose change takes some bits away
	now, err := os.Stat(path)
	if err != nil {
		return err
	}
	text := func(info fs.FileInfo) string {
		uid, gid := owners(info)
		return fmt.Sprintf("%d:%d %v", uid, gid, info.Mode())
	}
	if text(now) != text(old) {
		return kpi.NewFault("has owner, group and mode {now} now, not {before}: the system does not let this user keep them", "now", text(now), "before", text(old))
	}
	return nil
}

// streamOf returns the number of the stream of this run that a path names, such as
// /dev/stdout, or a link to one. What it leads to may be a file that others write to as well,
// so that it must not be replaced, nor be written from its start.
func streamOf(path string) (fd int, ok bool) {
	const mostLinks = 40 // as many as the system follows
	folders := []string{"/dev/fd", "/proc/self/fd", fmt.Sprintf("/proc/%d/fd", os.Getpid())}
	for range mostLinks {
		path = filepath.Clean(path)
		switch path {
		case "/dev/stdout":
			return int(os.Stdout.Fd()), true
		case "/dev/stderr":
			return int(os.Stderr.Fd()), true
		}
		if slices.Contains(folders, filepath.Dir(path)) {
			fd, err := strconv.Atoi(filepath.Base(path))
			return fd, err == nil
		}
		to, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return 0, false
}

// openDevice opens a device, a pipe or a stream of this run to write to.
func openDevice(path string) (*os.File, error) {
	fd, ok := streamOf(path)
	if !ok {
		return os.OpenFile(path, os.O_WRONLY, 0)
	}
	fd, err := syscall.Dup(fd)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), path), nil
}
