package catalog_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"go/ast"
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

func TestErrorText(t *testing.T) {
	table := catalog.Table{Kind: catalog.IndicatorTable, Name: "my.csv",
		Data: []byte("id,numerator,denominator,better,headline,label_vi,label_en,source\nx,recieved,,higher,no,A,B,C\n")}
	_, fault := catalog.Load(table)
	for _, tt := range []struct {
		err    error
		vi, en string
	}{
		{fault, `my.csv:2:2 (numerator): không có số liệu "recieved"`, `my.csv:2:2 (numerator): no measure "recieved"`},
		{fmt.Errorf("--period: %w", kpi.NewFault("no measure {id}", "id", "a{b}")), "--period: không có số liệu a{b}", "--period: no measure a{b}"},
		{kpi.NewFault("of a library"), "of a library", "of a library"},
		{kpi.NewFault("reading {path}: {reason}", "path", "x.csv").Because(errors.New("permission denied")),
			"không đọc được x.csv (permission denied)", "reading x.csv: permission denied"},
		{fmt.Errorf("%w: %w", kpi.NewFault("no unit {text}", "text", `"A"`), kpi.NewFault("writing {path}: {reason}", "path", "{reason}").Because(
			errors.Join(kpi.NewFault("is a folder"), errors.New("disk full")))),
			"không có đơn vị \"A\": không ghi được {reason} (đây là thư mục\ndisk full)", "no unit \"A\": writing {reason}: is a folder\ndisk full"},
		{errors.New("no fault"), "no fault", "no fault"},
	} {
		if vi, en := catalog.ErrorText(tt.err, kpi.Vietnamese), catalog.ErrorText(tt.err, kpi.English); vi != tt.vi || en != tt.en {
			t.Errorf("got %q and %q, want %q and %q", vi, en, tt.vi, tt.en)
		}
	}
}

// Every fault that the program can make has its twin, with the same arguments, and no
// text is left that none makes.
func TestEveryFaultHasItsTwin(t *testing.T) {
	file, err := os.Open("faults.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	arguments := regexp.MustCompile(`\{[a-z]+\}`)
	twins := map[string]bool{}
	for _, r := range rows[1:] {
		en, vi := arguments.FindAllString(r[0], -1), arguments.FindAllString(r[1], -1)
		slices.Sort(en)
		slices.Sort(vi)
		if r[0] == "" || r[1] == "" || !slices.Equal(en, vi) {
			t.Errorf("%q and %q are no twins", r[0], r[1])
		}
		twins[r[0]] = false
	}
	for _, text := range faultsOf(t, "../..") {
		if _, ok := twins[text]; !ok {
			t.Errorf("%q has no twin in faults.csv", text)
		}
		twins[text] = true
	}
	for text, used := range twins {
		if !used {
			t.Errorf("nothing says %q", text)
		}
	}
}

// faultsOf returns the texts of all faults that Go files below a folder make, tests
// left out.
func faultsOf(t *testing.T, root string) []string {
	t.Helper()
	var texts []string
	for path, file := range parsed(t, programFiles(t, root)) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 || !isNewFault(call.Fun) {
				return true
			}
			literal, ok := call.Args[0].(*ast.BasicLit)
			if !ok {
				t.Errorf("%s: the text of a fault is no literal", path)
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Error(err)
			}
			texts = append(texts, text)
			return true
		})
	}
	if len(texts) == 0 {
		t.Fatal("no faults are found")
	}
	return texts
}

// isNewFault reports whether a function is kpi.NewFault, within its package or not.
func isNewFault(function ast.Expr) bool {
	switch f := function.(type) {
	case *ast.Ident:
		return f.Name == "NewFault"
	case *ast.SelectorExpr:
		return f.Sel.Name == "NewFault"
	}
	return false
}
