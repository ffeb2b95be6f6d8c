package rows

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cchc/kpi"
)

// Stdin is the argument that stands for standard input.
const Stdin = "-"

// Source is one file to read.
type Source struct {
	Name string // with slashes on every system
	open func() (io.ReadCloser, error)
	size int64 // in bytes, where progress is asked for
}

// Path returns the source of a path.
func Path(path string) Source {
	// Slashes everywhere: a report has the same bytes on every system.
	return Source{Name: filepath.ToSlash(path), open: func() (io.ReadCloser, error) { return os.Open(filepath.FromSlash(path)) }}
}

// standardInput is not ours to close. It may be a file, which may change.
type standardInput struct{ io.Reader }

// Close does nothing.
func (standardInput) Close() error { return nil }

// Stat describes the file behind it, if there is one.
func (s standardInput) Stat() (os.FileInfo, error) {
	if file, ok := s.Reader.(interface{ Stat() (os.FileInfo, error) }); ok {
		return file.Stat()
	}
	return nil, fs.ErrInvalid
}

// Expand turns arguments (files, folders, patterns, -) into sources, ordered by name so
// that the order of arguments changes nothing. What cannot be found is a finding. A file
// named twice is read once.
func Expand(args []string, stdin io.Reader) ([]Source, []kpi.Finding) {
	var sources []Source
	var findings []kpi.Finding
	seen := map[string]bool{}
	for _, arg := range args {
		if arg == Stdin {
			if !seen[Stdin] {
				sources = append(sources, Source{Name: Stdin, open: func() (io.ReadCloser, error) { return standardInput{stdin}, nil }})
			}
			seen[Stdin] = true
			continue
		}
		paths, finding := pathsOf(arg)
		if finding != nil {
			findings = append(findings, *finding)
		}
		for _, path := range paths {
			if id := identity(path); seen[id] {
				findings = append(findings, kpi.Finding{Code: kpi.FileRepeated, Place: kpi.Place{File: path}})
			} else {
				seen[id] = true
				sources = append(sources, Path(path))
			}
		}
	}
	slices.SortFunc(sources, func(a, b Source) int { return strings.Compare(a.Name, b.Name) })
	return sources, findings
}

// pathsOf returns the files that one argument names.
func pathsOf(arg string) ([]string, *kpi.Finding) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		paths, err := csvFiles(arg)
		if err != nil {
			return nil, unreadable(arg, err)
		}
		if len(paths) == 0 {
			return nil, &kpi.Finding{Code: kpi.FolderEmpty, Place: kpi.Place{File: arg}}
		}
		return paths, nil
	case err == nil:
		return []string{arg}, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, unreadable(arg, err)
	}
	// The shell of Windows does not expand patterns, so we do.
	if paths, err := filepath.Glob(arg); err == nil && len(paths) > 0 {
		return paths, nil
	}
	return nil, &kpi.Finding{Code: kpi.FileNotFound, Place: kpi.Place{File: arg}}
}

// csvFiles returns the CSV files of a folder, in any case of the extension.
func csvFiles(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		if !e.IsDir() && strings.EqualFold(filepath.Ext(e.Name()), ".csv") {
			paths = append(paths, filepath.Join(folder, e.Name()))
		}
	}
	return paths, nil
}

// identity returns one text for all ways to name a file.
func identity(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path
}

func unreadable(name string, err error) *kpi.Finding {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	if info, statErr := os.Stat(name); statErr == nil && info.IsDir() {
		return &kpi.Finding{Code: kpi.FileIsDirectory, Place: kpi.Place{File: name}}
	}
	reason := err.Error()
	if errors.Is(err, fs.ErrPermission) {
		reason = kpi.TextKey("file.forbidden")
	}
	return &kpi.Finding{Code: kpi.FileUnreadable, Place: kpi.Place{File: name}, Args: kpi.Args{"reason", reason}}
}
