package project_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi/project"
)

// Settings have the keys of their tables, however these are written, and their places.
func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "",
		"# nothing\n":                    "",
		"lang = \"vi\"\n":                `1:1 lang text "vi"`,
		"\ufefflang = 'vi'\r\n":          `1:1 lang text "vi"`,
		"\n  decimals = 2 # two\n":       `2:3 decimals number "2"`,
		"quiet = true\nwide=false":       `1:1 quiet switch "true"; 2:1 wide switch "false"`,
		"by = [\n  \"a\", # x\n 'b',\n]": `1:1 by list "a" "b"`,
		"by = []":                        `1:1 by list`,
		"by = [1, 'b']":                  `1:1 by other "1" "b"`,
		"a = 1.5\nb = 2024-06-01":        `1:1 a other "1.5"; 2:1 b other "2024-06-01"`,
		"[report]\nk = 'x'\n":            `1:2 report header; 2:1 report/k text "x"`,
		"report.k = 'x'\n":               `1:1 report/k text "x"`,
		"report = { k = 'x', l = 'y' }":  `1:12 report/k text "x"; 1:21 report/l text "y"; 1:1 report header`,
		"[files.\"Xã.csv\"]\nin = 'Xã'":  `1:2 files/Xã.csv header; 2:1 files/Xã.csv/in text "Xã"`,
		"\"Tỉnh\".b = 'x'\n":             `1:1 Tỉnh/b text "x"`,
		"[[report]]\nk = 'x'\n":          `1:3 report other; 2:1 report/k text "x"`,
	} {
		file, err := project.Read("kpi.toml", []byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		var all []string
		for _, s := range file.Settings {
			kind := [...]string{"other", "header", "text", "number", "switch", "list"}[s.Kind]
			line := fmt.Sprintf("%d:%d %s %s", s.Line, s.Column, strings.Join(s.Keys, "/"), kind)
			for _, v := range s.Values {
				line += fmt.Sprintf(" %q", v)
			}
			all = append(all, line)
		}
		if got := strings.Join(all, "; "); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

// The place of a fault is that of the key, in characters.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"lang = vi\n":            "kpi.toml:1:8: this is no TOML:",
		"a = 1\nlang =\n":        "kpi.toml:2:7: this is no TOML:",
		"a = 1\n\na = 2\n":       "kpi.toml:3:1: this is no TOML:",
		"[report]\n[report]\n":   "kpi.toml:2:2: this is no TOML:",
		"period,received\n1,2\n": "kpi.toml:1:7: this is no TOML:",
		"l = \"\xe0\"\n":         "kpi.toml:1:6: this is no TOML:",
		"a = \"\\u001b[2J\"":     `kpi.toml:1:1 (a): a key or its value holds a control character: "\u001b[2J"`,
		"\"\\u202ex\" = ['a']":   `kpi.toml:1:1 (\u202ex): a key or its value holds a control character: "\u202ex"`,
		"PK\x03\x04":             "kpi.toml:1:3: this is no TOML:",
	} {
		if file, err := project.Read("kpi.toml", []byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, %v, want %s", text, file, err, want)
		}
	}
	file, err := project.Read("kpi.toml", []byte("[files.\"Xã\"]\n  \"tần\" = 'x'\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Fault(file.Settings[1], fmt.Errorf("no")); err.Error() != "kpi.toml:2:3 (tần): no" {
		t.Error(err)
	}
}

// FuzzRead: whatever a file holds, it is settings with places, or an error.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"a = [\"b\"]\n[c.\"d\"]\ne = { f = true }\n", "a.b.c = 1", "[[a]]"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := project.Read("kpi.toml", data)
		if err != nil {
			return
		}
		for _, s := range file.Settings {
			if s.Line < 1 || s.Column < 1 || s.Line > 1+strings.Count(string(data), "\n") || len(s.Keys) == 0 || s.Key() != s.Keys[len(s.Keys)-1] {
				t.Errorf("%q: %+v", data, s)
			}
		}
	})
}
