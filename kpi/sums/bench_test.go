package sums

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkFind(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	t := NewTable(15, 9)
	for i := range 120_000 {
		counts, texts := t.Add(false)
		fill(counts, func() uint32 { return r.Uint32N(1000) })
		for j := range texts {
			texts[j] = 1
		}
		texts[0], texts[1], texts[2] = uint32(i/10_000), uint32(i/100), uint32(i%100)
	}
	for b.Loop() {
		t.Find()
	}
}
