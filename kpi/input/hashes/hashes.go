// Package hashes finds which hashes of a large number are there more than once, in bounded
// memory: beyond a limit they go to a temporary file, as sorted runs.
package hashes

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
	"sync"
)

// Limit is how many hashes are kept in memory: 32 MB.
const Limit = 4 << 20

// Set is hashes of any number. Goroutines may share it. The zero value holds none.
type Set struct {
	Dir   string // of the temporary file; "": that of the system
	Limit int    // 0: [Limit]

	lock  sync.Mutex
	list  []uint64
	spare []uint64 // for sorting
	file  *os.File // nil as long as all are in memory
	name  string   // of the file, where it could not be removed while it is open
	ends  []int64  // of the runs in the file, in bytes
	err   error
}

// Add adds hashes. What keeps them from being kept is the error of [Set.Equal].
func (s *Set) Add(list []uint64) {
	s.lock.Lock()
	defer s.lock.Unlock()
	limit := cmp.Or(s.Limit, Limit)
	for len(list) > 0 && s.err == nil {
		n := min(len(list), limit-len(s.list))
		s.list, list = append(s.list, list[:n]...), list[n:]
		if len(s.list) == limit {
			s.err = s.spill()
		}
	}
}

// spill writes the hashes in memory as a sorted run. The file has no name any more where the
// system allows that: whatever ends the program, it is gone.
func (s *Set) spill() (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp(s.Dir, ".kpi-*.tmp"); err != nil {
			return err
		}
		if s.name = s.file.Name(); os.Remove(s.name) == nil {
			s.name = ""
		}
	}
	s.sort()
	w := bufio.NewWriterSize(s.file, 1<<16)
	var bytes [8]byte
	for _, hash := range s.list {
		binary.LittleEndian.PutUint64(bytes[:], hash)
		if _, err := w.Write(bytes[:]); err != nil {
			return err
		}
	}
	end := int64(8 * len(s.list))
	if len(s.ends) > 0 {
		end += s.ends[len(s.ends)-1]
	}
	s.ends, s.list = append(s.ends, end), s.list[:0]
	return w.Flush()
}

// The bits of a digit by which many hashes are sorted, and how many digits: of the first 33
// bits, by which few are equal that differ.
const (
	digitBits = 11
	digits    = 3
)

// sort sorts the hashes in memory: by digits, the last first, which takes a fifth of the time
// that comparing takes, and then those that differ after the digits.
func (s *Set) sort() {
	if len(s.list) < 1<<(digitBits+1) {
		slices.Sort(s.list)
		return
	}
	s.spare = slices.Grow(s.spare[:0], len(s.list))[:len(s.list)]
	for digit := range digits {
		shift := 64 - digitBits*(digits-digit)
		var ends [1 << digitBits]int
		for _, hash := range s.list {
			ends[hash>>shift%(1<<digitBits)]++
		}
		from := 0
		for i, n := range ends {
			ends[i], from = from, from+n
		}
		for _, hash := range s.list {
			to := &ends[hash>>shift%(1<<digitBits)]
			s.spare[*to] = hash
			*to++
		}
		s.list, s.spare = s.spare, s.list
	}
	for i, hash := range s.list {
		j := i
		for ; j > 0 && s.list[j-1] > hash; j-- {
			s.list[j] = s.list[j-1]
		}
		s.list[j] = hash
	}
}

// Equal returns the hashes that were added more than once, each once and in order.
func (s *Set) Equal() (equal []uint64, err error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.err != nil {
		return nil, s.err
	}
	s.sort()
	again := func(hash uint64) {
		if n := len(equal); n == 0 || equal[n-1] != hash {
			equal = append(equal, hash)
		}
	}
	if s.file == nil {
		for i, hash := range s.list {
			if i > 0 && hash == s.list[i-1] {
				again(hash)
			}
		}
		return equal, nil
	}
	runs := []*run{{list: s.list}}
	from := int64(0)
	for _, end := range s.ends {
		runs, from = append(runs, &run{file: io.NewSectionReader(s.file, from, end-from)}), end
	}
	last, isFirst := uint64(0), true
	for {
		var next *run // with the smallest hash: there are few runs
		for _, r := range runs {
			isLeft, err := r.fill()
			if err != nil {
				return nil, err
			}
			if isLeft && (next == nil || r.list[0] < next.list[0]) {
				next = r
			}
		}
		if next == nil {
			return equal, nil
		}
		hash := next.list[0]
		if next.list = next.list[1:]; !isFirst && hash == last {
			again(hash)
		}
		last, isFirst = hash, false
	}
}

// Close removes the temporary file, if there is one.
func (s *Set) Close() {
	if s.file != nil {
		_ = s.file.Close() // it is of no use any more
		if s.name != "" {
			_ = os.Remove(s.name)
		}
		s.file = nil
	}
}

// run is sorted hashes: those of a part of the file, or of a list.
type run struct {
	list []uint64  // the next ones
	file io.Reader // gives more; nil: there are no more
	room []byte
}

// fill reads the next hashes where there are none, and reports whether any are left.
func (r *run) fill() (isLeft bool, err error) {
	if len(r.list) > 0 || r.file == nil {
		return len(r.list) > 0, nil
	}
	if r.room == nil {
		r.room = make([]byte, 1<<16)
	}
	n, err := io.ReadFull(r.file, r.room)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	for at := 0; at+8 <= n; at += 8 {
		r.list = append(r.list, binary.LittleEndian.Uint64(r.room[at:]))
	}
	return len(r.list) > 0, err
}
