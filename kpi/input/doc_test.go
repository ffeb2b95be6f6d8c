package input

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// TestForm reads the form of the package's documentation: each of its lines is of the kind
// that is noted, and the functions that decide it exist.
func TestForm(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var form strings.Builder
	var want kpi.Lines
	kinds := map[string]*int{"title": &want.Title, "blank": &want.Blank, "header": &want.Header, "section": &want.Section,
		"data": &want.Data, "total": &want.Sum, "footer": &want.Footer}
	functions := functionsOf(t, ".", "header", "rows", "../catalog")
	for line := range strings.Lines(string(text)) {
		parts := strings.Split(strings.TrimPrefix(line, "//\t"), "│")
		if len(parts) != 3 {
			continue
		}
		form.WriteString(strings.TrimSpace(parts[0]) + "\n")
		*kinds[strings.TrimSpace(parts[1])]++
		want.Total++
		named := false
		for _, word := range strings.FieldsFunc(parts[2], func(r rune) bool { return strings.ContainsRune(" ;,:\n", r) }) {
			if strings.Contains(word, ".") {
				named = true
				if !functions[word] {
					t.Errorf("there is no function %s", word)
				}
			}
		}
		if !named {
			t.Errorf("no function decides %q", parts[0])
		}
	}
	got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(form.String()), Options{})
	if lines := got.Ledger.Files[0].Lines; lines != want {
		t.Errorf("lines %+v, want %+v", lines, want)
	}
	const ledger = "Bắc Sơn/Thị trấn Bắc Sơn 2024-06: received_online 0, received_direct ?, resolved_on_time 1; " +
		"Bắc Sơn/Xã Tân Lập 2024-06: received_online 12, received_direct 3, resolved_on_time 14; " +
		"Bắc Sơn/Xã Vũ Lễ 2024-06: received_online 5, received_direct 2, resolved_on_time 2"
	if text := dump(got.Ledger); text != ledger {
		t.Errorf("ledger %s, want %s", text, ledger)
	}
}

// functionsOf returns the functions of some folders as doc.go names them: table.addRow in
// this package, header.numbered and header.finder.find in another.
func functionsOf(t *testing.T, folders ...string) map[string]bool {
	t.Helper()
	functions := map[string]bool{}
	for _, folder := range folders {
		paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			prefix := ""
			if folder != "." {
				prefix = f.Name.Name + "."
			}
			for _, d := range f.Decls {
				function, ok := d.(*ast.FuncDecl)
				if !ok {
					continue
				}
				name := function.Name.Name
				if function.Recv != nil {
					receiver := function.Recv.List[0].Type
					if star, ok := receiver.(*ast.StarExpr); ok {
						receiver = star.X
					}
					if of, ok := receiver.(*ast.Ident); ok {
						name = of.Name + "." + name
					}
				}
				functions[prefix+name] = true
			}
		}
	}
	return functions
}
