package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The window has the language of the project that is dropped.
func TestDesktopOfProject(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	exports{"june/a.csv": small}.intoFolders(t)
	write(t, "june", "kpi.toml", "lang = 'vi'\n")
	var out, errs bytes.Buffer
	d := desktop{"june", func(string) error { return nil }}
	if code := d.run(newProgram(), nil, strings.NewReader("\n"), &out, &errs); code != exitDone || !strings.Contains(out.String(), "Nhấn Enter") {
		t.Errorf("code %d, %s%s", code, &out, &errs)
	}
}

// A double click reports on the folder of the program, and dropped files or a folder on
// these: the page is beside them, is opened, and the window waits.
func TestDesktop(t *testing.T) {
	t.Setenv("LC_ALL", "vi_VN")
	for _, test := range []struct {
		name  string
		paths []string
		fails bool // the page cannot be opened
		page  string
		code  int
		out   string
	}{
		{"a double click", nil, false, "home/bao-cao.html", exitDone, ""},
		{"a folder", []string{"june"}, false, "june/bao-cao.html", exitDone, ""},
		{"a file", []string{"june/a.csv"}, false, "june/bao-cao.html", exitDone, ""},
		{"no program for pages", []string{"june/a.csv"}, true, "june/bao-cao.html", exitDone, "Trang báo cáo: " + filepath.Join("june", "bao-cao.html")},
		{"nothing that is an export", []string{"empty"}, false, "", exitTrouble, "Chưa lập được báo cáo"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for _, folder := range []string{"home", "june", "empty"} {
				if err := os.Mkdir(folder, 0o777); err != nil {
					t.Fatal(err)
				}
				if folder != "empty" {
					write(t, folder, "a.csv", small)
				}
			}
			shown := ""
			d := desktop{"home", func(path string) error {
				if shown = filepath.ToSlash(path); test.fails {
					return errors.New("no program")
				}
				return nil
			}}
			var out, errs bytes.Buffer
			in := strings.NewReader("\nnot read")
			code := d.run(newProgram(), test.paths, in, &out, &errs)
			if code != test.code || shown != test.page || !strings.Contains(out.String(), test.out) || !strings.Contains(out.String(), "Enter") {
				t.Errorf("code %d, page %q, %s%s", code, shown, &out, &errs)
			}
			if test.page != "" {
				if data, err := os.ReadFile(test.page); err != nil || !bytes.Contains(data, []byte("<html")) {
					t.Errorf("the page: %v", err)
				}
			}
		})
	}
}
