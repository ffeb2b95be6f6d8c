package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// suite is the tests of a package, compiled with all changes of another.
type suite struct {
	program, folder, work string
	tests                 []test
}

// test is one test, and which changes it comes to.
type test struct {
	name string
	took time.Duration
	seen map[int]bool
}

// patience is how often a test may take the time that it takes without a change.
const patience = 20

// newSuite compiles tests and runs each by itself, without a change.
func newSuite(work, root, overlay, folder string) (*suite, error) {
	s := &suite{program: filepath.Join(work, strings.ReplaceAll(folder, "/", "-")+".test"), folder: filepath.Join(root, folder), work: work}
	build := exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", s.program, folder)
	build.Dir, build.Stderr = root, os.Stderr
	if err := build.Run(); err != nil {
		return nil, err
	}
	list := exec.Command(s.program, "-test.list", "^Test")
	list.Dir = s.folder
	out, err := list.Output()
	if err != nil {
		return nil, err
	}
	for _, name := range strings.Fields(string(out)) {
		s.tests = append(s.tests, test{name: name})
	}
	return s, s.each(len(s.tests), s.watch)
}

// each calls a function with 0 to n-1, as many at once as there are processors.
func (s *suite) each(n int, f func(int) error) error {
	var wait sync.WaitGroup
	var lock sync.Mutex
	var first error
	next := 0
	for range runtime.NumCPU() {
		wait.Go(func() {
			for {
				lock.Lock()
				i := next
				next++
				stop := first != nil || i >= n
				lock.Unlock()
				if stop {
					return
				}
				if err := f(i); err != nil {
					lock.Lock()
					first = err
					lock.Unlock()
				}
			}
		})
	}
	wait.Wait()
	return first
}

// watch runs a test without a change and notes what it comes to.
func (s *suite) watch(i int) error {
	t := &s.tests[i]
	path := filepath.Join(s.work, t.name+".seen")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	begun := time.Now()
	if err := s.run(time.Hour, "^"+t.name+"$", "KPI_MUTANTS_SEEN="+path); err != nil {
		return fmt.Errorf("%s fails without a change: %w", t.name, err)
	}
	t.took, t.seen = time.Since(begun), map[int]bool{}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for _, word := range strings.Fields(string(data)) {
		var n int
		if _, err := fmt.Sscan(word, &n); err != nil {
			return err
		}
		t.seen[n] = true
	}
	return nil
}

// run runs tests whose names match a pattern.
func (s *suite) run(limit time.Duration, pattern, variable string) error {
	c, stop := context.WithTimeout(context.Background(), limit)
	defer stop()
	run := exec.CommandContext(c, s.program, "-test.short", "-test.failfast", "-test.run", pattern)
	run.Dir, run.Env = s.folder, append(os.Environ(), variable)
	return run.Run()
}

// survivors returns those of changes that no test fails on. The tests that come to a change
// are run from the quickest on, a few at a time.
func (s *suite) survivors(changes []int) []int {
	slices.SortFunc(s.tests, func(a, b test) int { return int(a.took - b.took) })
	survived := make([]bool, len(changes))
	_ = s.each(len(changes), func(i int) error { // which has no error
		survived[i] = !s.sees(changes[i])
		return nil
	})
	var left []int
	for i, n := range changes {
		if survived[i] {
			left = append(left, n)
		}
	}
	return left
}

// sees reports whether a test fails, or does not end, on a change.
func (s *suite) sees(change int) bool {
	var names []string
	var took time.Duration
	try := func() bool {
		defer func() { names, took = nil, 0 }()
		return len(names) > 0 && s.run(10*time.Second+patience*took, "^("+strings.Join(names, "|")+")$", fmt.Sprintf("KPI_MUTANT=%d", change)) != nil
	}
	for _, t := range s.tests {
		if t.seen[change] {
			names, took = append(names, t.name), took+t.took
		}
		if took > 2*time.Second && try() {
			return true
		}
	}
	return try()
}
