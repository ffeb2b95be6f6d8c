package rows

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"cchc/kpi"
)

// isPattern reports whether an argument has a sign of patterns, behind a volume such as
// \\?\C: of Windows.
func isPattern(arg string) bool {
	return strings.ContainsAny(arg[len(filepath.VolumeName(arg)):], "*?[")
}

// match adds the files of a pattern, or the one of that name, ordered by name. A folder
// that cannot be listed is an error: what it holds would be left out. What is no file is
// left, as in a folder. A part ** is any folders below each other, or none.
func (f *found) match(pattern string, o Options) {
	root := filepath.VolumeName(pattern)
	rest := filepath.ToSlash(pattern[len(root):])
	if strings.HasPrefix(rest, "/") {
		root += string(filepath.Separator)
	}
	paths := []string{root}
	parts := strings.FieldsFunc(rest, func(r rune) bool { return r == '/' })
	for i, part := range parts {
		var next []string
		for _, path := range paths {
			switch {
			case !isPattern(part):
				next = append(next, filepath.Join(path, part))
			case part == "**" && i < len(parts)-1:
				next = append(next, f.foldersIn(path)...)
			default:
				next = append(next, f.matchIn(path, part, i < len(parts)-1 || strings.HasSuffix(rest, "/"))...)
			}
		}
		paths = next
	}
	for _, path := range paths {
		if _, err := os.Lstat(path); isNotThere(err) || o.isOther(path) {
			continue
		}
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			f.add(kpi.FolderLeft, filepath.Dir(path), "names", kpi.FewOf("files", []string{filepath.Base(path)}))
			continue
		}
		f.paths = append(f.paths, path)
	}
}

// foldersIn returns a folder and all that are below it. Links may lead back: they are not
// followed, but reported, as in a folder.
func (f *found) foldersIn(folder string) []string {
	folders := []string{folder}
	for _, path := range f.matchIn(folder, "*", true) {
		if info, err := os.Lstat(path); err == nil && info.IsDir() {
			folders = append(folders, f.foldersIn(path)...)
		} else if _, err := os.Stat(path); err == nil {
			f.add(kpi.FolderLeft, cmp.Or(folder, "."), "names", kpi.FewOf("files", []string{filepath.Base(path)}))
		}
	}
	return folders
}

// matchIn returns what of a folder has a name of a pattern: only folders, where the pattern
// goes on. As in shells, a name that begins with a point is meant only by a pattern that
// does.
func (f *found) matchIn(folder, pattern string, isFolder bool) (paths []string) {
	dir := cmp.Or(folder, ".")
	if dir == filepath.VolumeName(dir) {
		dir += "." // the working folder of a drive
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !isNotThere(err) {
		f.add(kpi.FileUnreadable, dir, "reason", reasonOf(err))
	}
	for _, e := range entries {
		name, path := e.Name(), filepath.Join(folder, e.Name())
		if strings.HasPrefix(name, ".") && !strings.HasPrefix(pattern, ".") || !isNamed(name, pattern) {
			continue
		}
		if info, err := os.Stat(path); isFolder && err == nil && !info.IsDir() {
			continue
		}
		paths = append(paths, path)
	}
	return paths
}

// isNamed reports whether a name is one of a pattern, whose letters have no case where the
// names of the system have none. A pattern with a fault has no names.
func isNamed(name, pattern string) bool {
	if runtime.GOOS == "windows" {
		name, pattern = strings.ToLower(name), strings.ToLower(pattern)
	}
	ok, err := filepath.Match(withCarets(pattern), name)
	return ok && err == nil
}

// withCarets returns a pattern in which what a class leaves out follows ^, for that which
// follows ! as in shells: [^a] for [!a].
func withCarets(pattern string) string {
	signs, inClass := []byte(pattern), false
	for i, sign := range signs {
		switch {
		case inClass:
			inClass = sign != ']'
		case sign == '[' && (i == 0 || signs[i-1] != '\\'):
			inClass = true
			if i+1 < len(signs) && signs[i+1] == '!' {
				signs[i+1] = '^'
			}
		}
	}
	return string(signs)
}

// isNotThere reports whether an error is that a path leads to nothing, or through a file.
func isNotThere(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
