package rows

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
)

// found is the files that one argument names.
type found struct {
	paths    []string
	inFolder bool
	findings []kpi.Finding
}

// add adds a finding about a file or a folder.
func (f *found) add(code, name string, args ...string) {
	g := kpi.NewFinding(code, kpi.Place{File: name}, args...)
	isSame := func(o kpi.Finding) bool {
		return o.Code == g.Code && o.Place == g.Place && slices.Equal(o.Args, g.Args)
	}
	if !slices.ContainsFunc(f.findings, isSame) { // a pattern may lead to a folder twice
		f.findings = append(f.findings, g)
	}
}

// isUnreadable reports whether a folder could not be listed.
func (f *found) isUnreadable() bool {
	return slices.ContainsFunc(f.findings, func(g kpi.Finding) bool { return g.Code == kpi.FileUnreadable })
}

// find returns the files that an argument names: a file, the exports of a folder, or those
// of a pattern, which no shell need have expanded.
func (o Options) find(arg string) *found {
	f := &found{}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		f.inFolder = true
		f.list(arg, o)
		if len(f.paths) == 0 && !f.isUnreadable() {
			f.add(kpi.FolderEmpty, arg)
		}
	case err == nil:
		f.paths = []string{arg}
	case !isPattern(arg) && !errors.Is(err, fs.ErrNotExist):
		f.findings = append(f.findings, *unreadable(arg, err))
	default: // Windows has another error for a name with the signs of patterns
		f.match(arg, o)
		if len(f.paths) == 0 && !f.isUnreadable() {
			f.addMissing(arg, o)
		}
	}
	return f
}

// addMissing adds the finding of an argument that names nothing, with the name of a file
// that looks alike.
func (f *found) addMissing(arg string, o Options) {
	for _, form := range []norm.Form{norm.NFC, norm.NFD} {
		other := &found{}
		if other.match(form.String(arg), o); len(other.paths) > 0 {
			f.add(kpi.NameForm, arg, "name", kpi.Excerpt(other.paths[0]))
			return
		}
	}
	f.add(kpi.FileNotFound, arg)
}

// isOther reports whether a path is that of a file that is known to be no export, or of a
// result that was written before. An export of that name is one: it must not be left out,
// and then written over.
func (o Options) isOther(path string) bool {
	isSame := func(other string) bool {
		return filepath.Base(other) == filepath.Base(path) && Identity(other) == Identity(path)
	}
	if slices.ContainsFunc(o.Others, isSame) {
		return true
	}
	if !slices.ContainsFunc(o.Results, isSame) {
		return false
	}
	if !isRegular(path) { // a pipe would wait for its first line
		return true
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".tsv":
		return o.IsOwn != nil && o.IsOwn(FirstLine(path))
	case ".json", ".jsonl":
		_, isOwn := jsonKind(path, o.Encoding)
		return isOwn
	case ".xlsx":
		isOwn, _ := ownWorkbook(path)
		return isOwn
	}
	return true
}

// ownWorkbook reports whether a workbook names kpi as its author, as those do that it
// writes, and whether it has a title, as results have, which tidy data have not.
func ownWorkbook(path string) (isOwn, isTitled bool) {
	archive, err := zip.OpenReader(filepath.FromSlash(path))
	if err != nil {
		return false, false
	}
	defer archive.Close()
	file, err := archive.Open("docProps/core.xml")
	if err != nil {
		return false, false
	}
	defer file.Close()
	const most = 1 << 16
	data, _ := io.ReadAll(io.LimitReader(file, most))
	_, title, _ := bytes.Cut(data, []byte("<dc:title>"))
	return bytes.Contains(data, []byte("<dc:creator>kpi</dc:creator>")), len(title) > 0 && title[0] != '<'
}

// list adds the exports of a folder, by their extension in any case, and reports what else
// is in it.
func (f *found) list(folder string, o Options) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		f.add(kpi.FileUnreadable, folder, "reason", reasonOf(err))
		return
	}
	var left, passed []string
	for _, e := range entries {
		name, path := e.Name(), filepath.Join(folder, e.Name())
		info, err := os.Stat(path) // of what a link leads to
		isFile := err == nil && info.Mode().IsRegular()
		switch {
		case strings.EqualFold(filepath.Ext(name), ".md"), o.isOther(path): // words about the folder, and what the user has named
		case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"), name == projectFile:
			passed = append(passed, name)
		case e.IsDir() && o.Recursive:
			f.list(path, o)
		case isFile && strings.EqualFold(filepath.Ext(name), ".xlsx"):
			if isOwn, isTitled := ownWorkbook(path); isOwn && isTitled {
				passed = append(passed, name)
			} else {
				f.paths = append(f.paths, path)
			}
		case isFile && slices.Contains([]string{".csv", ".tsv", ".txt"}, strings.ToLower(filepath.Ext(name))):
			f.paths = append(f.paths, path)
		case isFile && slices.Contains([]string{".json", ".jsonl"}, strings.ToLower(filepath.Ext(name))):
			switch hasRows, isOwn := jsonKind(path, o.Encoding); {
			case isOwn:
				passed = append(passed, name)
			case hasRows:
				f.paths = append(f.paths, path)
			default:
				left = append(left, name)
			}
		case err == nil && info.IsDir():
			left = append(left, name+"/")
		default:
			left = append(left, name)
		}
	}
	if len(left) > 0 {
		f.add(kpi.FolderLeft, folder, "names", kpi.FewOf("files", left))
	}
	if len(passed) > 0 {
		f.add(kpi.FolderPassed, folder, "names", kpi.FewOf("files", passed))
	}
}

// isRegular reports whether a path is that of a file with an end.
func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// projectFile is the name of the file with the settings of a folder.
const projectFile = "kpi.toml"

// FirstLine returns the first line of a file, as far as it is within some bytes; "" where
// there is none.
func FirstLine(path string) string {
	file, err := os.Open(filepath.FromSlash(path))
	if err != nil {
		return ""
	}
	defer file.Close()
	data := make([]byte, 1<<12)
	n, _ := file.Read(data)
	line, _, _ := strings.Cut(string(data[:n]), "\n")
	return strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
}

// BookOf returns the path of the file that a name is of: its own, or of the sheet of a
// workbook, such as book.xlsx#Tháng 6.
func BookOf(name string) string {
	for i, c := range name {
		if c != '#' {
			continue
		}
		if _, err := os.Stat(filepath.FromSlash(name)); err == nil {
			break
		}
		if _, err := os.Stat(filepath.FromSlash(name[:i])); err == nil {
			return name[:i]
		}
	}
	return name
}

// IsSameContent reports whether two files hold the same bytes.
func IsSameContent(a, b string) bool {
	one, err1 := os.Stat(filepath.FromSlash(a))
	two, err2 := os.Stat(filepath.FromSlash(b))
	if err1 != nil || err2 != nil || !one.Mode().IsRegular() || !two.Mode().IsRegular() || one.Size() != two.Size() || a == b {
		return false
	}
	sum := sumOf(a)
	return sum != "" && sum == sumOf(b)
}

// sumOf returns the SHA-256 of a file, "" where it cannot be read.
func sumOf(path string) string {
	s := &stream{src: Path(path)}
	if s.open(Options{Hash: true}) != nil {
		return ""
	}
	return s.close(kpi.NewFileFindings(path))
}
