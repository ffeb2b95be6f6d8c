package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cchc/kpi/render"
)

// TestColorWants: what is asked for comes first, then what programs have agreed on,
// then whether there is a terminal that can.
func TestColorWants(t *testing.T) {
	for _, tt := range []struct {
		flag     string
		terminal bool
		env      map[string]string
		want     bool
	}{
		{"auto", true, nil, true},
		{"auto", false, nil, false},
		{"auto", true, map[string]string{"TERM": "dumb"}, false},
		{"auto", true, map[string]string{"NO_COLOR": "1"}, false},
		{"auto", true, map[string]string{"NO_COLOR": ""}, true},
		{"auto", false, map[string]string{"CLICOLOR_FORCE": "1"}, true},
		{"auto", false, map[string]string{"CLICOLOR_FORCE": "0"}, false},
		{"auto", true, map[string]string{"CLICOLOR_FORCE": "0"}, true},
		{"auto", true, map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, false},
		{"always", false, map[string]string{"NO_COLOR": "1", "TERM": "dumb"}, true},
		{"never", true, map[string]string{"CLICOLOR_FORCE": "1"}, false},
		{"", true, nil, false},
	} {
		c := &colorFlag{choice{value: tt.flag}}
		if got := c.wants(tt.terminal, func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%+v: coloured %t", tt, got)
		}
	}
}

// TestColorOfStreams: by default nothing that is no terminal is coloured; always
// colours texts for people, on both streams, and nothing for programs.
func TestColorOfStreams(t *testing.T) {
	dir := t.TempDir()
	blank := write(t, dir, "blank.csv", strings.Replace(small, "6,4,5", "6,,5", 1)) // a warning
	file := filepath.Join(dir, "out.txt")
	const paints = "\x1b["
	for _, tt := range []struct {
		args          []string
		out, errs     bool
		codeIsNotZero bool
	}{
		{[]string{"report", blank}, false, false, false},
		{[]string{"report", blank, "--color", "always"}, true, true, false},
		{[]string{"report", blank, "--color", "always", "-f", "csv"}, false, true, false},
		{[]string{"report", blank, "--color", "always", "-f", "json"}, false, true, false},
		{[]string{"--color", "always", "check", blank}, true, false, true},
		{[]string{"check", blank, "--color", "always", "-f", "markdown"}, false, false, true},
		{[]string{"check", "--codes", "--color", "always"}, true, false, false},
		{[]string{"clean", blank, "--color", "always"}, false, true, false},
		{[]string{"clean", blank, "--color", "never"}, false, false, false},
		{[]string{"report", blank, "--color", "always", "-o", file}, false, true, false},
		{[]string{"check", blank, "--color", "always", "-o", file}, false, false, true},
	} {
		code, out, errs := runKPI(t, tt.args...)
		if strings.Contains(out, paints) != tt.out || strings.Contains(errs, paints) != tt.errs || (code != 0) != tt.codeIsNotZero {
			t.Errorf("%q: code %d, standard output\n%q\nstandard error\n%q", tt.args, code, out, errs)
		}
		if data, _ := os.ReadFile(file); bytes.Contains(data, []byte(paints)) {
			t.Errorf("%q: colours in a file:\n%q", tt.args, data)
		}
	}
}

// TestScreenOfResult: a stream that is no terminal has no width, whatever COLUMNS is, and
// a file is no screen.
func TestScreenOfResult(t *testing.T) {
	t.Setenv("COLUMNS", "20")
	always := &colorFlag{choice{value: "always"}}
	if got := (&outputFlags{color: always}).screen(&bytes.Buffer{}); got != (render.Screen{Color: true}) {
		t.Errorf("a buffer is %+v", got)
	}
	if got := (&outputFlags{path: "x.txt", color: always}).screen(os.Stdout); got != (render.Screen{}) {
		t.Errorf("a file is %+v", got)
	}
}

// ansi is what a terminal takes for a colour or another look.
var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m")
