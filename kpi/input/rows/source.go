package rows

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"cchc/kpi"
)

// Stdin is the argument for standard input.
const Stdin = "-"

// Source is one file to read.
type Source struct {
	Name  string    // with slashes on every system: a report has the same bytes on all
	stdin io.Reader // that it is; nil for a path
	size  int64     // in bytes, where progress is asked for
}

// Path returns the source of a path.
func Path(path string) Source { return Source{Name: filepath.ToSlash(path)} }

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
				sources = append(sources, Source{Name: Stdin, stdin: stdin})
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

// pathsOf returns the files that one argument names: of a folder its CSV files, in any
// case of the extension.
func pathsOf(arg string) ([]string, *kpi.Finding) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		entries, err := os.ReadDir(arg)
		if err != nil {
			return nil, unreadable(arg, err)
		}
		var paths []string
		for _, e := range entries {
			if !e.IsDir() && strings.EqualFold(filepath.Ext(e.Name()), ".csv") {
				paths = append(paths, filepath.Join(arg, e.Name()))
			}
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

// Once returns the first of some arguments that can be read only once: standard input,
// or a pipe; "" where there is none.
func Once(args []string) string {
	sources, _ := Expand(args, nil)
	for _, src := range sources {
		info, err := os.Stat(filepath.FromSlash(src.Name))
		if src.Name == Stdin || err == nil && !info.Mode().IsRegular() {
			return src.Name
		}
	}
	return ""
}

// Size returns how many bytes the files that arguments name have. It is not ok where
// that is not known before they are read: of standard input, and where an argument names
// no file.
func Size(args []string) (total int64, ok bool) {
	sources, findings := Expand(args, nil)
	if slices.ContainsFunc(findings, func(f kpi.Finding) bool { return f.Code != kpi.FileRepeated }) {
		return 0, false
	}
	total, ok = sizes(sources, nil)
	return total, ok && len(sources) > 0
}

// sizes notes the sizes of files in their sources and adds them up. It is not ok where
// one is not known. Standard input may be a file, too.
func sizes(sources []Source, stdin io.Reader) (total int64, ok bool) {
	for i, src := range sources {
		info, err := os.Stat(filepath.FromSlash(src.Name))
		if src.Name == Stdin {
			info, err = stat(stdin)
		}
		if err != nil || !info.Mode().IsRegular() {
			return 0, false
		}
		sources[i].size = info.Size()
		total += info.Size()
	}
	return total, true
}

// stat describes the file that a reader is, if it is one.
func stat(in io.Reader) (os.FileInfo, error) {
	if file, ok := in.(interface{ Stat() (os.FileInfo, error) }); ok {
		return file.Stat()
	}
	return nil, fs.ErrInvalid
}

// Progress is how many bytes of all files have been read. Any goroutine may ask it at
// any time.
type Progress struct{ total, read atomic.Int64 }

// Total returns how many bytes there are to read, or 0 where a stream does not show it.
// It shrinks by what is left of a file that is given up.
func (p *Progress) Total() int64 { return p.total.Load() }

// Read returns how many bytes have been read.
func (p *Progress) Read() int64 { return p.read.Load() }

// Expect adds up the sizes of files, and notes them in the sources. Standard input may be
// a file, too.
func (p *Progress) Expect(sources []Source, stdin io.Reader) {
	if total, ok := sizes(sources, stdin); ok {
		p.total.Store(total)
	}
}
