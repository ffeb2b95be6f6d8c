package hashes

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestEqual(t *testing.T) {
	for _, limit := range []int{1, 2, 7, 100, 1000, 5000} {
		dir := t.TempDir()
		s := &Set{Dir: dir, Limit: limit}
		random := rand.New(rand.NewPCG(1, uint64(limit)))
		times, want := map[uint64]int{}, map[uint64]bool{}
		for range 40 {
			list := make([]uint64, random.IntN(60))
			for i := range list {
				list[i] = random.Uint64N(3000) // 0 is one
				if times[list[i]]++; times[list[i]] > 1 {
					want[list[i]] = true
				}
			}
			s.Add(list)
		}
		got, err := s.Equal()
		if err != nil || len(want) < 100 || !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
			t.Errorf("limit %d: %d hashes are equal, want %d (%v)", limit, len(got), len(want), err)
		}
		s.Close()
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("limit %d: left in the folder: %v, %v", limit, left, err)
		}
	}
}

func TestManyAreSorted(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	s := &Set{}
	for range 100_000 {
		hash := random.Uint64() >> (8 * random.UintN(8)) // many with the same first bits
		s.list = append(s.list, hash, hash+uint64(random.UintN(2)))
	}
	want := slices.Sorted(slices.Values(s.list))
	if s.sort(); !slices.Equal(s.list, want) {
		t.Error("hashes are not in order")
	}
}

func TestNoFolder(t *testing.T) {
	s := &Set{Dir: filepath.Join(t.TempDir(), "none"), Limit: 2}
	s.Add([]uint64{1, 2, 3})
	if _, err := s.Equal(); err == nil {
		t.Error("no error where no file can be written")
	}
	s.Close()
}

func BenchmarkEqual(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	list := make([]uint64, 1<<20)
	for i := range list {
		list[i] = random.Uint64()
	}
	for b.Loop() {
		s := &Set{}
		s.Add(list)
		if equal, err := s.Equal(); err != nil || len(equal) > 0 {
			b.Fatal(err)
		}
	}
}
