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
	Name     string    // with slashes on every system: a report has the same bytes on all
	InFolder bool      // found in a folder, not named by itself
	stdin    io.Reader // that it is; nil for a path
	size     int64     // in bytes, where progress is asked for
}

// Path returns the source of a path.
func Path(path string) Source { return Source{Name: filepath.ToSlash(path)} }

// Expand turns arguments (files, folders, patterns, -) into sources, ordered by name so
// that the order of arguments changes nothing. What cannot be found is a finding. A file
// named twice is read once.
func Expand(args []string, stdin io.Reader) ([]Source, []kpi.Finding) {
	return Options{}.Expand(args, stdin)
}

// Expand turns arguments into sources as [Expand] does.
func (o Options) Expand(args []string, stdin io.Reader) ([]Source, []kpi.Finding) {
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
		found := o.find(arg)
		findings = append(findings, found.findings...)
		for _, path := range found.paths {
			if id := Identity(path); seen[id] {
				findings = append(findings, kpi.Finding{Code: kpi.FileRepeated, Place: kpi.Place{File: path}})
			} else {
				seen[id] = true
				src := Path(path)
				src.InFolder = found.inFolder
				sources = append(sources, src)
			}
		}
	}
	slices.SortFunc(sources, func(a, b Source) int { return strings.Compare(a.Name, b.Name) })
	return sources, findings
}

// Identity returns one text for all ways to name a file.
func Identity(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path
}

// unreadable returns the finding of a file that cannot be read.
func unreadable(name string, err error) *kpi.Finding {
	if info, statErr := os.Stat(name); statErr == nil && info.IsDir() && !errors.Is(err, fs.ErrPermission) {
		return &kpi.Finding{Code: kpi.FileIsDirectory, Place: kpi.Place{File: name}}
	}
	return &kpi.Finding{Code: kpi.FileUnreadable, Place: kpi.Place{File: name}, Args: kpi.Args{"reason", reasonOf(err)}}
}

// reasonOf returns why something cannot be read.
func reasonOf(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	if errors.Is(err, fs.ErrPermission) {
		return kpi.TextKey("file.forbidden")
	}
	return err.Error()
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
	if slices.ContainsFunc(findings, isLoss) {
		return 0, false
	}
	total, ok = sizes(sources, nil)
	return total, ok && len(sources) > 0
}

// isLoss reports whether a finding is that an argument names no file, or one that cannot be
// read.
func isLoss(f kpi.Finding) bool {
	return !slices.Contains([]string{kpi.FileRepeated, kpi.FolderLeft, kpi.FolderPassed}, f.Code)
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
