package batch

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"strings"
	"sync/atomic"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// BenchmarkParse parses plain rows into batches of the size that blocks have.
func BenchmarkParse(b *testing.B) {
	cat, err := catalog.Load()
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	text.WriteString("period,district,commune,procedure,received_online,received_direct,resolved_early,resolved_late,pending_in_time,fee_bearing,paid_online,online_service\n")
	const n = 10_000
	for i := range n {
		fmt.Fprintf(&text, "2025-01,Huyện Số %d,Xã Tân Lập %d,1.%06d,%d,%d,%d,0,%d,%d,%d,Một phần\n", i/1000, i/100, i%100, i%97, i%89, i%53, i%31, i%71+60, i%60)
	}
	sources, _ := rows.Expand([]string{rows.Stdin}, strings.NewReader(text.String()))
	findings := kpi.NewFileFindings(rows.Stdin)
	var head header.Head
	f := rows.Open(sources[0], rows.Options{BlockSize: text.Len(), Choose: func(delimiters []byte, first func(byte) [][]string) (delimiter byte) {
		head, delimiter = header.Choose(cat, delimiters, first)
		return delimiter
	}}, findings)
	first, err := f.Next()
	if err != nil {
		b.Fatal(err)
	}
	layout, ok := head.Read(cat, first.Clone(), findings)
	if !ok || !CanParse(layout) {
		b.Fatal(findings.All())
	}
	any := func([]byte) bool { return true }
	p := newParser(&Options{Text: f.Text, Layout: layout, IsName: any, IsOther: any, Seed: maphash.MakeSeed(), Full: &atomic.Bool{}})
	var blocks [][]byte
	for rest := f.Text.Rest().Data; len(rest) > 0; {
		size := bytes.LastIndexByte(rest[:min(len(rest), 1<<18)], '\n') + 1
		blocks, rest = append(blocks, rest[:size]), rest[size:]
	}
	batch := &Batch{}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		for _, batch.Data = range blocks {
			if p.parse(batch); len(batch.Runs) == 0 || batch.Runs[0].Key < 0 {
				b.Fatal("rows were not parsed")
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/n/float64(b.N), "ns/row")
}
