package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"cchc/kpi/catalog"
)

// TestCleanParquet: the file says by which definitions it was made, the user's own and the
// ready ones among them, and from which files; it is no export.
func TestCleanParquet(t *testing.T) {
	exports{"good.csv": small, "own.csv": "header,column\nNộp qua Zalo,received_online\n"}.into(t)
	hash := func(name string) string {
		data, err := os.ReadFile(name)
		must(t, err)
		return fmt.Sprintf("%x  %s\n", sha256.Sum256(data), name)
	}
	code, _, errs := runKPI(t, "clean", "good.csv", "--headers", "own.csv", "--headers", "igate", "--states", "tandan", "-o", "tidy.parquet")
	if code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	data, err := os.ReadFile("tidy.parquet")
	must(t, err)
	for _, want := range []string{
		"kpi.definitions", "sha256:" + catalog.Hash(), "kpi.tables", hash("own.csv"), "  igate\n  tandan", "kpi.inputs", hash("good.csv"), "kpi version " + version(),
	} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %q in %q", want, data)
		}
	}
	code, out, _ := runKPI(t, "check", "tidy.parquet")
	if code != exitUntrusted || !strings.Contains(out, "error file-not-text") || !strings.Contains(out, "it looks like a Parquet table") || !strings.Contains(out, "name the exports that it was made of") {
		t.Errorf("exit code %d: %s", code, out)
	}
	code, out, errs = runKPI(t, "clean", "tidy.parquet", "--lang", "vi", "-f", "parquet")
	if code != exitUntrusted || out != "" || !strings.Contains(errs, "bảng Parquet") {
		t.Errorf("exit code %d: %q %s", code, out, errs)
	}
}
