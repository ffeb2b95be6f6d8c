package render_test

import (
	"bytes"
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render"
)

// BenchmarkFormats writes a report of 3,300 units in each format.
func BenchmarkFormats(b *testing.B) {
	r := fixed(kpi.English)
	for len(r.Rows) < 3300 {
		r.Rows = append(r.Rows, slices.Clone(r.Rows)...)
	}
	r.Rows = r.Rows[:3300]
	for _, format := range reportFormats((render.Screen{})) {
		b.Run(format.Name, func(b *testing.B) {
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := format.Render(&out, fitting(format.Name, r).document()); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(out.Len()))
		})
	}
}
