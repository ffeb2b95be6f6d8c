package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/inconshreveable/mousetrap"
	"golang.org/x/sys/windows"

	"cchc/kpi"
)

// startedByMouse returns the run of a program that was started with the mouse; ok is false
// of one that a shell or another program has started.
func startedByMouse() (d desktop, ok bool) {
	own, err := os.Executable()
	if err != nil || !mousetrap.StartedByExplorer() {
		return d, false
	}
	show := func(path string) error { return exec.Command("rundll32", "url.dll,FileProtocolHandler", path).Start() }
	return desktop{filepath.Dir(own), show}, true
}

// interfaceLanguages returns the languages that a user of Windows has chosen, such as
// vi-VN, the preferred one first.
func interfaceLanguages() []string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil {
		return nil
	}
	return names
}

// createTemp creates a file that is not there and may be removed while it is open. A file
// that a folder opens is one, unlike one that [os.OpenFile] opens.
func createTemp(name string, mode fs.FileMode) (*os.File, error) {
	return openIn(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
}

// openTemp opens a file to read that may be removed while it is open.
func openTemp(name string) (*os.File, error) { return openIn(name, os.O_RDONLY, 0) }

func openIn(name string, flag int, mode fs.FileMode) (*os.File, error) {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	f, err := root.OpenFile(filepath.Base(name), flag, mode)
	return f, errors.Join(err, root.Close())
}

// replaceFile renames a file to another, which may be there.
func replaceFile(from, to string) error {
	return patiently(func() error { return os.Rename(from, to) })
}

// removeFile removes a file.
func removeFile(name string) error {
	return patiently(func() error { return os.Remove(name) })
}

// patiently does what is refused while another program has a file open. Scanners for
// viruses and programs that copy files to others have each new file open for a moment.
func patiently(do func() error) error {
	const pause, most = 50 * time.Millisecond, 2 * time.Second
	for waited := time.Duration(0); ; waited += pause {
		err := do()
		if !isHeld(err) || waited >= most {
			return err
		}
		time.Sleep(pause)
	}
}

// isHeld reports whether an error may be that another program has a file open.
func isHeld(err error) bool {
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// notReplaced returns why a file whose new content is beside it cannot be replaced, for
// people where that is known.
func notReplaced(err error) error {
	if isHeld(err) {
		return kpi.NewFault("is open in another program: close it there and run this again")
	}
	return err
}

// keep leaves a new file as it is: its owner is whoever runs the program, and its rights are
// those that the folder gives to its files.
func keep(string, fs.FileInfo) error { return nil }

// streamOf returns the number of the stream of this run that a path names: no path of
// Windows does.
func streamOf(string) (fd int, ok bool) { return 0, false }

// openDevice opens a device or a pipe to write to.
func openDevice(path string) (*os.File, error) { return os.OpenFile(path, os.O_WRONLY, 0) }
