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
	code, out, errs = runKPI(t, "version", "x")
	if code != exitTrouble || out != "" || !strings.Contains(errs, "needs no arguments") {
		t.Errorf("code %d, %s%s", code, out, errs)
	}
}
