package rows

import (
	"os"
	"path/filepath"
	"slices"

	"cchc/kpi"
)

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
	unknown := func(f kpi.Finding) bool { return f.Code != kpi.FileRepeated }
	if slices.ContainsFunc(findings, unknown) {
		return 0, false
	}
	for _, src := range sources {
		info, err := os.Stat(filepath.FromSlash(src.Name))
		if src.Name == Stdin || err != nil || !info.Mode().IsRegular() {
			return 0, false
		}
		total += info.Size()
	}
	return total, len(sources) > 0
}
