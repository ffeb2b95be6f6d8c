package kpi

import (
	"strings"
	"sync"
)

// Memo remembers what texts were found to mean, for files that have the same texts. It may be
// asked by several goroutines. What it takes of memory is bounded.
type Memo[V any] struct {
	lock  sync.Mutex
	found map[string]V
}

// How many texts a memo remembers, and how many bytes each may have.
const (
	memoTexts = 1 << 12
	memoBytes = 1 << 8
)

// Of returns what a text means, which find finds out if it is not remembered.
func (m *Memo[V]) Of(text string, find func(text string) V) V {
	m.lock.Lock()
	v, ok := m.found[text]
	m.lock.Unlock()
	if ok {
		return v
	}
	v = find(text)
	if len(text) > memoBytes {
		return v
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.found == nil || len(m.found) == memoTexts {
		m.found = map[string]V{}
	}
	m.found[strings.Clone(text)] = v
	return v
}
