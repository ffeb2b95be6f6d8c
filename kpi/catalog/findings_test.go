package catalog_test

import (
	"encoding/csv"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rows reads a built-in table as maps by header, in order.
func rows(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		all = append(all, row)
	}
	return all
}

// stringConstants returns the values of the string constants of a Go file.
func stringConstants(t *testing.T, path string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, decl := range file.Decls {
		if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.CONST {
			values = append(values, stringLiterals(t, d)...)
		}
	}
	return values
}

// stringLiterals returns the string literals below a node, tags of fields left
// out.
func stringLiterals(t *testing.T, node ast.Node) []string {
	t.Helper()
	var texts []string
	ast.Inspect(node, func(n ast.Node) bool {
		if field, ok := n.(*ast.Field); ok && field.Tag != nil {
			return false
		}
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text)
		}
		return true
	})
	return texts
}

// Every code of package kpi has a row with its meaning, and every row has
// a code.
func TestFindingsHaveTheCodes(t *testing.T) {
	codes := stringConstants(t, "../codes.go")
	if len(codes) < 60 {
		t.Fatalf("only %d codes found: %q", len(codes), codes)
	}
	var listed []string
	for _, r := range rows(t, "findings.csv") {
		listed = append(listed, r["code"])
	}
	for _, list := range []struct {
		name, other   string
		codes, others []string
	}{
		{"codes.go", "findings.csv", codes, listed}, {"findings.csv", "codes.go", listed, codes},
	} {
		for i, code := range list.codes {
			if !slices.Contains(list.others, code) {
				t.Errorf("%s has %q, %s has not", list.name, code, list.other)
			}
			if slices.Index(list.codes, code) != i {
				t.Errorf("%s has %q twice", list.name, code)
			}
			if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(code) {
				t.Errorf("%q is not a code of words with hyphens", code)
			}
		}
	}
	if got := load(t).Messages.Codes(); !slices.Equal(got, listed) {
		t.Errorf("the catalogue has the codes %q", got)
	}
}

// A finding that is an error keeps figures from being printed: data that are not
// clear must be one, and remarks must not.
func TestSeverities(t *testing.T) {
	severity := map[string]string{}
	for _, r := range rows(t, "findings.csv") {
		severity[r["code"]] = r["severity"]
	}
	for want, codes := range map[string]string{
		"note": `file-repeated row-total column-unknown column-percent count-blank-zero count-unknown count-dash count-decimal period-outside
			unit-divided unit-code-unknown findings-more indicator-absent figure-unknown figure-undefined definitions-differ`,
		"warning": `row-indistinct column-missing column-alone count-missing period-gap office-alone unit-absent unit-partial unit-incomplete unit-crosses unit-ended unit-begun balance carry-over-breaks
			count-jump agency-or-total
			target-unused target-unjudged`,
		"error": `file-not-found file-unreadable folder-empty file-empty file-not-text file-changed encoding-invalid-byte quote-unclosed
			quote-stray row-too-large row-too-short row-too-long row-duplicate header-not-found header-ambiguous key-missing
			key-conflict column-duplicate count-not-a-number count-negative count-fraction count-percent count-ambiguous
			count-too-large count-not-listed things-unknown days-mixed sum-overflow period-unknown period-missing period-overlap unit-missing unit-unknown unit-ambiguous unit-too-long units-too-many procedures-too-many
			unit-spellings level-unknown parts-disagree part-exceeds-whole no-data`,
	} {
		for code := range strings.FieldsSeq(codes) {
			if severity[code] != want {
				t.Errorf("%s is %q, want %s", code, severity[code], want)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// placeholders returns the names in braces, each once, in order of the alphabet.
func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// wantBoth checks that a text is there in both languages with the same arguments.
func wantBoth(t *testing.T, name, vi, en string) {
	t.Helper()
	if (vi == "") != (en == "") {
		t.Errorf("%s: Vietnamese %q, English %q", name, vi, en)
	}
	if !slices.Equal(placeholders(vi), placeholders(en)) {
		t.Errorf("%s: arguments %q in Vietnamese, %q in English", name, placeholders(vi), placeholders(en))
	}
	for _, text := range []string{vi, en} {
		if strings.TrimSpace(text) != text || strings.Count(text, "{") != len(placeholder.FindAllString(text, -1)) {
			t.Errorf("%s: %q", name, text)
		}
	}
}

func TestMessagesInBothLanguages(t *testing.T) {
	for _, r := range rows(t, "findings.csv") {
		wantBoth(t, r["code"], r["message_vi"], r["message_en"])
		wantBoth(t, r["code"]+" remedy", r["remedy_vi"], r["remedy_en"])
		if r["message_en"] == "" {
			t.Errorf("%s says nothing", r["code"])
		}
		if r["remedy_en"] == "" {
			t.Errorf("%s does not say what to do", r["code"])
		}
	}
}

func TestTextsInBothLanguages(t *testing.T) {
	c := load(t)
	seen := map[string]bool{}
	for _, r := range rows(t, "texts.csv") {
		wantBoth(t, r["text"], r["vi"], r["en"])
		if r["vi"] == "" || seen[r["text"]] {
			t.Errorf("%q is blank or is there twice", r["text"])
		}
		seen[r["text"]] = true
		if vi, en := c.Messages.Text(r["text"], "vi"), c.Messages.Text(r["text"], "en"); vi != r["vi"] || en != r["en"] {
			t.Errorf("%q is %q and %q", r["text"], vi, en)
		}
	}
}

// programFiles returns the Go files and templates below some folders, tests left out.
func programFiles(t *testing.T, roots ...string) []string {
	t.Helper()
	var paths []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if extension := filepath.Ext(path); err == nil && !d.IsDir() && !strings.HasSuffix(path, "_test.go") && (extension == ".go" || extension == ".html") {
				paths = append(paths, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// parsed returns the Go files among some.
func parsed(t *testing.T, paths []string) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	for _, path := range paths {
		if filepath.Ext(path) != ".go" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = file
	}
	return files
}

// goLiterals returns every string literal of the packages below kpi, tests left
// out.
func goLiterals(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for _, file := range parsed(t, programFiles(t, "..")) {
		for _, text := range stringLiterals(t, file) {
			found[text] = true
		}
	}
	return found
}

// An argument that nothing gives would be printed with its braces.
func TestArgumentsOfMessagesAreGiven(t *testing.T) {
	given := goLiterals(t)
	for _, r := range rows(t, "findings.csv") {
		for _, column := range []string{"message_en", "remedy_en"} {
			for _, p := range placeholders(r[column]) {
				if name := strings.Trim(p, "{}"); name != "cell" && name != "header" && !given[name] {
					t.Errorf("%s: no code gives %s", r["code"], p)
				}
			}
		}
	}
}
