package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"cchc/kpi/catalog"
	"cchc/kpi/project"
)

// pageName is the page that is written where the program is started with the mouse.
const pageName = "bao-cao.html"

// desktop is a run that is started with the mouse: by a double click on the program, or by
// exports or a folder that are dropped on it. Nobody has typed a command, and the window
// closes with the program.
type desktop struct {
	folder string                  // of the program
	show   func(path string) error // opens a file with its own program
}

// run writes the report of some paths as a page beside them, opens it, and waits until what
// was printed is read. Without paths the report is of the folder of the program.
func (d desktop) run(p *program, paths []string, in io.Reader, out, errw io.Writer) int {
	if len(paths) == 0 {
		paths = []string{d.folder}
	}
	folder := paths[0]
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	page := filepath.Join(folder, pageName)
	args := append([]string{"report", "--output", page}, paths...)
	if path := filepath.Join(folder, project.Name); len(paths) == 1 && isFile(path) {
		args = []string{"report", "--output", page, "--project", path}
	}
	code := p.run(args, in, out, errw)
	text := func(string) string { return "" }
	if cat, err := catalog.Load(); err == nil { // the tests load it
		text = func(name string) string { return cat.Messages.Text(name, p.language()) }
	}
	switch {
	case code > exitFellShort:
		fmt.Fprintln(out, text("desktop.failed"))
	case d.show(page) != nil:
		fmt.Fprintln(out, text("desktop.page"), page)
	}
	fmt.Fprintln(out, text("desktop.close"))
	_, _ = bufio.NewReader(in).ReadString('\n') // the end of the input closes the window, too
	return code
}

// isFile reports whether a path is that of a file.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
