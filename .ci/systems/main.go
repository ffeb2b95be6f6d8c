// Systems checks the types of the program and its tests as other systems compile them:
//
//	systems windows/amd64 darwin/arm64 ...
//
// It reads sources and compiles nothing, which takes seconds where a build takes minutes.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// source is a package as "go list" describes it.
type source struct {
	ImportPath, Dir string
	GoFiles         []string
	ImportMap       map[string]string
	Module          *struct{ Main bool }
}

// imported is the packages checked so far, as seen from one that imports them.
type imported struct {
	source
	packages map[string]*types.Package
}

// Import returns a package that was checked before.
func (i imported) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if other, ok := i.ImportMap[path]; ok {
		path = other
	}
	if p := i.packages[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}

func main() {
	failed := false
	for _, system := range os.Args[1:] {
		checked, err := check(system)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", system, err)
			failed = true
			continue
		}
		fmt.Printf("   %s: the types of %d packages are right\n", system, checked)
	}
	if failed {
		os.Exit(1)
	}
}

// check checks the packages of this module, with their tests, and what they import: of
// other modules without the bodies of functions.
func check(system string) (checked int, err error) {
	goos, goarch, _ := strings.Cut(system, "/")
	list := exec.Command("go", "list", "-deps", "-test", "-json=ImportPath,Dir,GoFiles,ImportMap,Module", "./...")
	list.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return 0, err
	}
	packages, files := map[string]*types.Package{}, token.NewFileSet()
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var s source
		if err := d.Decode(&s); err == io.EOF {
			return checked, nil
		} else if err != nil {
			return checked, err
		}
		if s.ImportPath == "unsafe" || strings.HasSuffix(s.ImportPath, ".test") { // which is generated
			continue
		}
		ours := s.Module != nil && s.Module.Main
		if packages[s.ImportPath], err = s.check(files, types.Config{IgnoreFuncBodies: !ours, Importer: imported{s, packages}, Sizes: types.SizesFor("gc", goarch)}); err != nil {
			return checked, err
		}
		if ours {
			checked++
		}
	}
}

// check checks the types of one package.
func (s source) check(files *token.FileSet, config types.Config) (*types.Package, error) {
	var errs []error
	config.Error = func(err error) { errs = append(errs, err) }
	var parsed []*ast.File
	for _, name := range s.GoFiles {
		f, err := parser.ParseFile(files, filepath.Join(s.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, f)
	}
	path, _, _ := strings.Cut(s.ImportPath, " ")
	p, _ := config.Check(path, files, parsed, nil)
	return p, errors.Join(errs...)
}
