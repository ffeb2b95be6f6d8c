package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestImports holds the direction of imports: nothing points up, and the core
// needs the standard library only.
func TestImports(t *testing.T) {
	allowed := map[string][]string{
		"cmd/kpi": {"kpi", "kpi/catalog", "kpi/check", "kpi/dates", "kpi/dossiers", "kpi/input", "kpi/input/names", "kpi/input/rows", "kpi/project", "kpi/reconcile", "kpi/render",
			"kpi/render/letter", "kpi/render/picture", "kpi/report", "kpi/sqlgen", "kpi/template", "kpi/units", "kpi/vietnamese"},
		"kpi":          {},
		"kpi/catalog":  {"kpi", "kpi/dossiers", "kpi/table", "kpi/vietnamese"},
		"kpi/check":    {"kpi"},
		"kpi/dates":    {"kpi", "kpi/vietnamese"},
		"kpi/dossiers": {"kpi"},
		"kpi/input": {"kpi", "kpi/catalog", "kpi/dates", "kpi/dossiers", "kpi/input/batch", "kpi/input/hashes", "kpi/input/header", "kpi/input/lists", "kpi/input/names", "kpi/input/rows", "kpi/sums",
			"kpi/units", "kpi/vietnamese"},
		"kpi/input/batch":     {"kpi", "kpi/input/header", "kpi/input/rows", "kpi/sums"},
		"kpi/input/header":    {"kpi", "kpi/catalog", "kpi/dates", "kpi/input/rows", "kpi/vietnamese"},
		"kpi/input/hashes":    {},
		"kpi/input/lists":     {"kpi", "kpi/catalog", "kpi/dates", "kpi/dossiers", "kpi/input/batch", "kpi/input/header", "kpi/input/rows"},
		"kpi/input/names":     {"kpi", "kpi/catalog", "kpi/units", "kpi/vietnamese"},
		"kpi/input/rows":      {"kpi", "kpi/table", "kpi/vietnamese"},
		"kpi/project":         {"kpi", "kpi/table"},
		"kpi/reconcile":       {"kpi", "kpi/dossiers"},
		"kpi/render":          {"kpi", "kpi/render/letter", "kpi/render/page", "kpi/render/parquet", "kpi/render/picture", "kpi/render/workbook", "kpi/report"},
		"kpi/render/letter":   {"kpi", "kpi/render/picture", "kpi/report", "kpi/template"},
		"kpi/render/page":     {"kpi", "kpi/report"},
		"kpi/render/parquet":  {"kpi", "kpi/report"},
		"kpi/render/picture":  {"kpi", "kpi/report"},
		"kpi/render/workbook": {"kpi", "kpi/report"},
		"kpi/report":          {"kpi", "kpi/dossiers", "kpi/reconcile", "kpi/vietnamese"},
		"kpi/sqlgen":          {"kpi", "kpi/dossiers"},
		"kpi/sums":            {},
		"kpi/table":           {"kpi"},
		"kpi/template":        {"kpi", "kpi/vietnamese"},
		"kpi/units":           {"kpi", "kpi/catalog", "kpi/table", "kpi/vietnamese"},
		"kpi/vietnamese":      {},
	}
	libraries := map[string][]string{
		"cmd/kpi": {
			"github.com/gocarina/gocsv", "github.com/inconshreveable/mousetrap", "github.com/mattn/go-isatty", "github.com/spf13/cobra", "github.com/spf13/pflag",
			"github.com/vbauerster/mpb/v8", "golang.org/x/sys/windows", "golang.org/x/term",
		},
		"kpi/input/rows": {
			"github.com/xuri/excelize", "golang.org/x/text/encoding/charmap", "golang.org/x/text/encoding/unicode",
			"golang.org/x/text/transform", "golang.org/x/text/unicode/norm",
		},
		"kpi/project":         {"github.com/pelletier/go-toml/v2"},
		"kpi/render":          {"github.com/fatih/color", "github.com/olekukonko/tablewriter"},
		"kpi/render/parquet":  {"github.com/parquet-go/parquet-go"},
		"kpi/render/picture":  {"codeberg.org/go-fonts/liberation", "github.com/go-analyze/charts", "github.com/golang/freetype/truetype", "golang.org/x/text/unicode/norm"},
		"kpi/render/workbook": {"github.com/xuri/excelize"},
		"kpi/report":          {"golang.org/x/text/collate", "golang.org/x/text/language"},
		"kpi/table":           {"github.com/gocarina/gocsv"},
		"kpi/vietnamese":      {"golang.org/x/text/encoding/charmap", "golang.org/x/text/unicode/norm"},
	}
	found := importsOf(t, "../..")
	for folder, imports := range found {
		own, ok := allowed[folder]
		if !ok {
			t.Errorf("%s is not a package of the layout", folder)
		}
		for _, path := range imports {
			local, ours := strings.CutPrefix(path, "cchc/")
			switch {
			case ours && !slices.Contains(own, local):
				t.Errorf("%s imports %s", folder, path)
			case !ours && strings.Contains(path, ".") && !slices.ContainsFunc(libraries[folder], func(l string) bool {
				return path == l || strings.HasPrefix(path, l+"/")
			}):
				t.Errorf("%s imports the library %s", folder, path)
			}
		}
	}
	for folder := range allowed {
		if found[folder] == nil {
			t.Errorf("no Go files in %s", folder)
		}
	}
}

// importsOf returns the imports of the Go files of each folder, tests left out.
func importsOf(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		folder = filepath.ToSlash(folder)
		found[folder] = append(found[folder], []string{}...)
		for _, i := range f.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			found[folder] = append(found[folder], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestNoNetwork: no code of ours opens a connection.
func TestNoNetwork(t *testing.T) {
	for folder, imports := range importsOf(t, "../..") {
		for _, path := range imports {
			if path == "net" || strings.HasPrefix(path, "net/") {
				t.Errorf("%s imports %s", folder, path)
			}
		}
	}
}
