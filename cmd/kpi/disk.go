package main

import (
	"io"
	"io/fs"
	"os"
)

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

// systemDisk returns the operations of the system.
func systemDisk() disk {
	return disk{
		create: func(name string, mode fs.FileMode) (file, error) { return createTemp(name, mode) },
		open:   func(name string) (file, error) { return openDevice(name) },
		rename: replaceFile,
		remove: removeFile,
		sync:   syncFolder,
	}
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
