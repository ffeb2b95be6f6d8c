//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A file that is replaced keeps its mode, whatever new files would have, and its owner and
// group, which an administrator may give.
func TestOutputKeepsOwnerAndMode(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o027))
	export := write(t, t.TempDir(), "a.csv", small)
	dir := t.TempDir()
	for _, mode := range []fs.FileMode{0o664, 0o660, 0o777, 0o600, 0o644, 0o602, 0o755 | fs.ModeSetuid, 0o664 | fs.ModeSetgid} {
		_ = os.Remove(filepath.Join(dir, "r.csv")) // that of another user
		old := write(t, dir, "r.csv", "old")
		uid, gid := os.Getuid(), os.Getgid()
		if uid == 0 {
			uid, gid = 1234, 5678
		}
		if err := os.Chown(old, uid, gid); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(old, mode); err != nil {
			t.Fatal(err)
		}
		if code, _, errs := runKPI(t, "report", export, "-o", old, "-q"); code != exitDone || errs != "" {
			t.Fatalf("code %d, %s", code, errs)
		}
		info, err := os.Stat(old)
		if err != nil {
			t.Fatal(err)
		}
		is := info.Sys().(*syscall.Stat_t)
		if info.Mode() != mode || int(is.Uid) != uid || int(is.Gid) != gid || info.Size() < 100 {
			t.Errorf("%d:%d %v, %d bytes, want %d:%d %v", is.Uid, is.Gid, info.Mode(), info.Size(), uid, gid, mode)
		}
	}
	if code, _, errs := runKPI(t, "report", export, "-o", filepath.Join(dir, "new.csv")); code != exitDone {
		t.Fatalf("code %d, %s", code, errs)
	}
	if info, err := os.Stat(filepath.Join(dir, "new.csv")); err != nil || info.Mode() != 0o640 {
		t.Errorf("%v: a new file has %v", err, info.Mode())
	}
}

// A stream of the run that is named by a path, such as /dev/stdout, goes on where it is: the
// file behind it is not replaced.
func TestOutputToStreams(t *testing.T) {
	exports{"a.csv": small}.intoFolders(t)
	_, want, _ := runKPI(t, "report", "a.csv", "-f", "csv")
	before := os.Stdout
	defer func() { os.Stdout = before }()
	for link, to := range map[string]string{"link": "/dev/stdout", "links": "link"} {
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"/dev/stdout", "/dev/fd/%d", "/proc/self/fd/%d", "//dev/../dev//stdout", "links"} {
		log := write(t, ".", "log", "before\n")
		f, err := os.OpenFile(log, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		os.Stdout = f
		path := name
		if strings.Contains(name, "%d") {
			path = fmt.Sprintf(name, f.Fd())
		}
		code, out, errs := runKPI(t, "report", "a.csv", "-f", "csv", "-o", path)
		fmt.Fprintln(f, "behind")
		f.Close()
		if data, err := os.ReadFile(log); code != exitDone || out != "" || string(data) != "before\n"+want+"behind\n" {
			t.Errorf("%s: code %d, %s%v, the file holds %q", name, code, errs, err, data)
		}
	}
	write(t, ".", "kpi.toml", "exports = ['a.csv']\nformat = 'csv'\noutputs = ['/dev/stdout']\n[check]\n")
	if code, _, errs := runKPI(t, "report"); code != exitTrouble {
		t.Errorf("as one of several outputs: code %d, %s", code, errs)
	}
}

// Where its folder does not let a file be replaced, the message has the way out, and the
// old file stays.
func TestFolderForbidsReplacing(t *testing.T) {
	for _, step := range []string{"create", "rename"} {
		path := write(t, t.TempDir(), "r.csv", "old")
		o := newOutputs()
		if step == "create" {
			o.create = func(name string, _ fs.FileMode) (file, error) {
				return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EACCES}
			}
		} else { // as in /tmp
			o.rename = func(from, to string) error {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EPERM}
			}
		}
		want := "writing " + path + ": its folder does not let it be replaced: write to another folder, or to standard output"
		if err := o.write(nil, result{path: path, data: []byte("new")}); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
		wantOnly(t, filepath.Dir(path), "r.csv")
	}
}

// A file that is mounted by itself cannot be replaced: the old one stays, and the message
// has the way out.
func TestMountedFile(t *testing.T) {
	path := write(t, t.TempDir(), "r.csv", "old")
	o := newOutputs()
	o.rename = func(from, to string) error {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EBUSY}
	}
	want := "writing " + path + ": is in use, or mounted by itself, and cannot be replaced: mount its folder, or write to standard output"
	if err := o.write(nil, result{path: path, data: []byte("new")}); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if data, _ := os.ReadFile(path); err != nil || len(entries) != 1 || string(data) != "old" {
		t.Errorf("%q, %d files", data, len(entries))
	}
}
