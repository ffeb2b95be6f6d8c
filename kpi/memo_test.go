package kpi_test

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"cchc/kpi"
)

func TestMemo(t *testing.T) {
	var m kpi.Memo[int]
	asked := 0
	size := func(text string) int {
		asked++
		return len(text)
	}
	for range 2 {
		if got := m.Of("Tiếp nhận", size); got != 13 {
			t.Errorf("got %d", got)
		}
	}
	if asked != 1 {
		t.Errorf("the same text was found out %d times", asked)
	}
	if m.Of(strings.Repeat("y", 256), size); m.Of(strings.Repeat("y", 256), size) != 256 || asked != 2 {
		t.Errorf("a text of 256 bytes was forgotten: %d", asked)
	}
	long := strings.Repeat("x", 257)
	if m.Of(long, size); m.Of(long, size) != 257 || asked != 4 {
		t.Errorf("a long text was remembered: %d", asked)
	}
	if m.Of("b", size); m.Of("Tiếp nhận", size) != 13 || m.Of("b", size) != 1 || asked != 5 {
		t.Errorf("one of two texts was forgotten: %d", asked)
	}
	for i := range 5000 { // more than it remembers
		if got := m.Of(strconv.Itoa(i), size); got != len(strconv.Itoa(i)) {
			t.Fatalf("got %d for %d", got, i)
		}
	}
	if m.Of("Tiếp nhận", size) != 13 || asked != 5006 {
		t.Errorf("asked %d times", asked)
	}
}

func TestMemoOfGoroutines(t *testing.T) {
	var m kpi.Memo[string]
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 10_000 {
				text := strconv.Itoa(i % 6000)
				if got := m.Of(text, strings.Clone); got != text {
					t.Errorf("got %s for %s", got, text)
				}
			}
		})
	}
	all.Wait()
}
