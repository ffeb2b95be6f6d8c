package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// environment is what must change nothing in a result.
type environment struct {
	variables []string
	reversed  bool // the order of files
}

// environments are twenty of them.
func environments() []environment {
	all := []environment{{}}
	for n, v := range []string{
		"GOMAXPROCS=1", "GOMAXPROCS=2", "GOMAXPROCS=7", "TZ=Asia/Ho_Chi_Minh", "TZ=America/St_Johns", "TZ=Pacific/Kiritimati", "LC_ALL=vi_VN.UTF-8",
		"LC_ALL=tr_TR.UTF-8", "LC_ALL=C", "LANG=ja_JP.UTF-8", "RUNEWIDTH_EASTASIAN=1", "COLUMNS=40", "TERM=dumb", "TERM=xterm-256color", "NO_COLOR=1",
		"CI=true", "GODEBUG=randautoseed=0", "GOGC=1", "HOME=/nonexistent",
	} {
		all = append(all, environment{[]string{v}, n%2 == 0})
	}
	return all
}

// results are the commands whose results are compared, by name, with FILES for the files.
func results() map[string][]string {
	all := map[string][]string{}
	add := func(formats []string, command ...string) {
		for _, format := range formats {
			all[command[0]+" "+format] = append(slices.Clone(command), "--lang", "vi", "-f", format)
		}
	}
	add(reportFormats(), "report", "FILES", "-k", "on_time")
	add(studyFormats(), "trend", "FILES", "-k", "on_time_766")
	add(studyFormats(), "compare", "FILES", "--period", "2024-05", "--with", "2024-06")
	add(explainFormats(), "explain", "on_time", "FILES")
	add(checkFormats(), "check", "FILES")
	add(tidyFormats(), "clean", "FILES")
	return all
}

// The same files have the same bytes as their result, whatever the environment: one hash
// for each command and format. Without KPI_EXHAUSTIVE one environment is tried beside the
// plain one, made of several.
func TestSameBytesEverywhere(t *testing.T) {
	kpi, commands, all := built(t), results(), environments()
	if os.Getenv("KPI_EXHAUSTIVE") == "" {
		all = []environment{{}, {[]string{"GOMAXPROCS=1", "TZ=Asia/Ho_Chi_Minh", "LC_ALL=vi_VN.UTF-8"}, true}}
	}
	var lock sync.Mutex
	hashes := map[string]string{}
	t.Run("environments", func(t *testing.T) {
		for n, e := range all {
			t.Run(fmt.Sprint(n, e.variables), func(t *testing.T) {
				t.Parallel()
				for name, command := range commands {
					hash := e.hash(t, kpi, command)
					lock.Lock()
					if first, ok := hashes[name]; !ok {
						hashes[name] = hash
					} else if hash != first {
						t.Errorf("%s differs", name)
					}
					lock.Unlock()
				}
			})
		}
	})
	t.Logf("%d environments, %d results, one hash for each", len(all), len(hashes))
}

// hash runs a command and returns the hash of what it prints.
func (e environment) hash(t *testing.T, kpi string, command []string) string {
	t.Helper()
	files := []string{"bac-son.csv", "tasks.csv", "trang-dinh.csv", "van-lang.csv"}
	if e.reversed {
		slices.Reverse(files)
	}
	var args []string
	for _, word := range command {
		if word == "FILES" {
			args = append(args, files...)
		} else {
			args = append(args, word)
		}
	}
	run := exec.Command(kpi, args...)
	run.Dir = filepath.Join("..", "..", "testdata", "exports")
	run.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "LC_") || strings.HasPrefix(v, "LANG") || strings.HasPrefix(v, "TZ=")
	}), e.variables...)
	out, err := run.Output()
	if err != nil && run.ProcessState.ExitCode() != exitFellShort {
		t.Fatalf("%q: %v", args, err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(out))
}
