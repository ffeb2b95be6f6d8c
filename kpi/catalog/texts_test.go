package catalog_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// sources returns what Go files and templates of the program hold, tests left out.
func sources(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, path := range programFiles(t, "..", "../../cmd") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}

// A text that is asked for and is not in the table would be blank, and one
// that nobody asks for is left over.
func TestTextsAreThoseAskedFor(t *testing.T) {
	all := sources(t)
	known := map[string]bool{}
	for _, r := range rows(t, "texts.csv") {
		known[r["text"]] = true
	}
	asked := 0
	for _, m := range regexp.MustCompile(`\b(?:[sS]ay|[tT]ext|TextKey)(?:\(| )"([a-z.0-9-]+)"(\s*\+)?`).FindAllStringSubmatch(all, -1) {
		if name := m[1]; m[2] == "" && !known[name] {
			t.Errorf("%q is asked for and is no text", name)
		}
		asked++
	}
	if asked < 50 {
		t.Errorf("only %d texts are asked for", asked)
	}
	for name := range known {
		prefix, _, grouped := strings.Cut(name, ".")
		if !strings.Contains(all, `"`+name+`"`) && !(grouped && (strings.Contains(all, `"`+prefix+`."`) || strings.Contains(all, prefix+`."+`))) {
			t.Errorf("nobody asks for %q", name)
		}
	}
}
