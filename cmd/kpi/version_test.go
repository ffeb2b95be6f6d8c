package main

import (
	"regexp"
	"strings"
	"testing"
)

func TestVersion(t *testing.T) {
	code, out, errs := runKPI(t, "version")
	if code != exitDone || errs != "" || !regexp.MustCompile(`^kpi \S+\n(commit: .*\n)?built with: go\S+ for \w+/\w+\ndefinitions: sha256:[0-9a-f]{64}\n$`).MatchString(out) {
		t.Errorf("code %d, %s%s", code, out, errs)
	}
	code, out, _ = runKPI(t, "version", "-f", "json")
	var b build
	decode(t, out, &b)
	if code != exitDone || b != builtFrom() {
		t.Errorf("code %d, %s", code, out)
	}
	t.Chdir(t.TempDir())
	_, out, _ = runKPI(t, "version", "--lang", "vi", "--verbose")
	if !regexp.MustCompile(`^kpi \S+\n(mã commit: .*\n)?dựng bằng: go\S+ cho \w+/\w+\nđịnh nghĩa: sha256:[0-9a-f]{64}\ntệp dự án: không có .*\n$`).MatchString(out) {
		t.Errorf("in Vietnamese: %s", out)
	}
	write(t, ".", "kpi.toml", "exports = ['.']\nlang = 'vi'\n")
	if _, out, _ = runKPI(t, "version", "--verbose"); !strings.HasSuffix(out, "\ntệp dự án: kpi.toml\n  dòng 1: exports = .\n  dòng 2: lang = vi\n") {
		t.Errorf("with a project: %s", out)
	}
	code, out, errs = runKPI(t, "version", "x")
	if code != exitTrouble || out != "" || !strings.Contains(errs, "không nhận gì thêm") {
		t.Errorf("code %d, %s%s", code, out, errs)
	}
}
