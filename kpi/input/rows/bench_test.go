package rows

import (
	"strings"
	"testing"
)

// BenchmarkScan splits rows into cells.
func BenchmarkScan(b *testing.B) {
	text := []byte(strings.Repeat("2025-01,Huyện Số 1,Xã Tân Lập 1,1.000001,\"Nông nghiệp, môi trường\",48,19,0,12,23,43,2,10,1,32,18,60,42,Một phần\n", 10_000))
	b.SetBytes(int64(len(text)))
	scan := Scanner{delimiter: ','}
	for b.Loop() {
		for scan.Reset(Block{text, 1}); ; {
			if _, ok, err := scan.Next(); !ok || err != nil {
				break
			}
		}
	}
}

// BenchmarkCount reads a count.
func BenchmarkCount(b *testing.B) {
	for _, cell := range []string{"1057", "1.057", "-", " 1057 "} {
		b.Run(cell, func(b *testing.B) {
			b.SetBytes(int64(len(cell)))
			for b.Loop() {
				Count([]byte(cell))
			}
		})
	}
}
