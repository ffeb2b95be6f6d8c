package main

import (
	"cmp"
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
	longest               time.Duration // tests that take more are left out
	lock                  sync.Mutex
	failed                map[string]int // when a test failed last, as how many changes were seen by then
	seen                  int            // changes
}

// test is one test, and which changes it comes to.
type test struct {
	name string
	took time.Duration
	seen map[int]bool
}

// patience is how often a test may take the processor time that it takes without a change.
const patience = 10

// limited runs a program with a limit of processor time in seconds, and of memory: a
// change may make a loop endless.
const limited = `ulimit -t "$0"; ulimit -v 8000000; exec "$@"`

// newSuite compiles tests and runs each by itself, without a change.
func newSuite(work, root, overlay, folder string, longest time.Duration) (*suite, error) {
	s := &suite{program: filepath.Join(work, strings.ReplaceAll(folder, "/", "-")+".test"), folder: filepath.Join(root, folder), work: work, longest: longest, failed: map[string]int{}}
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
	if err := s.each(len(s.tests), s.watch); err != nil {
		return nil, err
	}
	s.tests = slices.DeleteFunc(s.tests, func(t test) bool { return len(t.seen) == 0 })
	slices.SortFunc(s.tests, func(a, b test) int { return cmp.Compare(a.took, b.took) })
	return s, nil
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

// watch runs a test without a change and notes what it comes to. One that fails, or takes too
// long, is left out.
func (s *suite) watch(i int) error {
	t := &s.tests[i]
	path := filepath.Join(s.work, t.name+".seen")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	_, took, err := s.run(s.longest, "^"+t.name+"$", "MUTANTS_SEEN="+path)
	if err != nil || took > s.longest {
		fmt.Fprintf(os.Stderr, "%s is left out: %s, %v\n", t.name, took, err)
		return nil
	}
	t.took, t.seen = took, map[int]bool{}
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

// run runs tests whose names match a pattern, and returns what they print and the processor
// time that they took.
func (s *suite) run(limit time.Duration, pattern, variable string) (out string, took time.Duration, err error) {
	c, stop := context.WithTimeout(context.Background(), time.Minute+limit) // for one that waits for ever
	defer stop()
	run := exec.CommandContext(c, "sh", "-c", limited, fmt.Sprint(1+int(limit.Seconds())),
		s.program, "-test.short", "-test.failfast", "-test.run", pattern)
	run.Dir, run.Env = s.folder, append(os.Environ(), variable)
	printed, err := run.Output()
	if run.ProcessState != nil {
		took = run.ProcessState.UserTime() + run.ProcessState.SystemTime()
	}
	return string(printed), took, err
}

// survivors returns those of changes that no test fails on. The tests that come to a change
// are run a few at a time. It shows what is left as it finds it.
func (s *suite) survivors(sites []site, changes []int) []int {
	survived := make([]bool, len(changes))
	_ = s.each(len(changes), func(i int) error { // which has no error
		if survived[i] = !s.sees(changes[i]); survived[i] {
			fmt.Fprintln(os.Stderr, sites[changes[i]-1])
		}
		if i%100 == 99 {
			fmt.Fprintf(os.Stderr, "%d of %d\n", i+1, len(changes))
		}
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
		if len(names) == 0 {
			return false
		}
		out, _, err := s.run(3*time.Second+patience*took, "^("+strings.Join(names, "|")+")$", fmt.Sprintf("MUTANT=%d", change))
		if err != nil {
			s.note(out)
		}
		return err != nil
	}
	most := 100 * time.Millisecond
	for _, t := range s.coming(change) {
		names, took = append(names, t.name), took+t.took
		if took > most {
			if try() {
				return true
			}
			most = min(2*most, 2*time.Second)
		}
	}
	return try()
}

// coming returns the tests that come to a change: first those that failed last, which fail on
// its neighbours, then the others from the quickest on.
func (s *suite) coming(change int) []test {
	s.lock.Lock()
	defer s.lock.Unlock()
	tests := slices.DeleteFunc(slices.Clone(s.tests), func(t test) bool { return !t.seen[change] })
	slices.SortStableFunc(tests, func(a, b test) int { return cmp.Compare(s.failed[b.name], s.failed[a.name]) })
	return tests
}

// note notes which test failed, from what a run printed.
func (s *suite) note(out string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.seen++
	if _, after, ok := strings.Cut(out, "--- FAIL: "); ok {
		name, _, _ := strings.Cut(after, " ")
		s.failed[name] = s.seen
	}
}
