package main

import (
	"os"
	"os/exec"
	"path/filepath"

	"github.com/inconshreveable/mousetrap"
)

// startedByMouse returns the run of a program that was started with the mouse; ok is false
// of one that a shell or another program has started.
func startedByMouse() (d desktop, ok bool) {
	own, err := os.Executable()
	if err != nil || !mousetrap.StartedByExplorer() {
		return d, false
	}
	show := func(path string) error { return exec.Command("rundll32", "url.dll,FileProtocolHandler", path).Start() }
	return desktop{filepath.Dir(own), show}, true
}
