package catalog_test

import (
	"testing"

	"cchc/kpi/catalog"
)

// BenchmarkLoad reads the built-in tables.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := catalog.Load(); err != nil {
			b.Fatal(err)
		}
	}
}
