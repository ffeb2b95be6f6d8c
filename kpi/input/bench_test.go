package input

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/batch"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// manyRows returns an export with a row for each month, commune and procedure, as a
// one-stop system writes it, and how many rows these are.
func manyRows(months, communes, procedures int) (text []byte, n int) {
	var b bytes.Buffer
	b.WriteString("period,district,commune,procedure,field,received_online,received_direct,received_postal,carried_over,resolved_early,resolved_on_time," +
		"resolved_late,pending_in_time,pending_overdue,fee_bearing,paid_online,digitised_eligible,digitised,online_service\n")
	fields := []string{"Đất đai", "Hộ tịch", "Chứng thực", `"Nông nghiệp, môi trường"`, `"Văn hóa ""cơ sở"", thể thao"`}
	r := rand.New(rand.NewPCG(1, 2))
	for m := range months {
		for c := range communes {
			for p := range procedures {
				online, direct, carried, late, fees := r.IntN(100), r.IntN(100), r.IntN(20), r.IntN(4), r.IntN(60)
				all := online + direct + carried
				resolved := all * 3 / 4
				fmt.Fprintf(&b, "2025-%02d,Huyện Số %d,Xã Tân Lập %d,1.%06d,%s,%d,%d,0,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,Một phần\n", m+1, c/10, c, p, fields[p%len(fields)],
					online, direct, carried, resolved/2, resolved-resolved/2-min(late, resolved-resolved/2), min(late, resolved-resolved/2), all-resolved, 0, fees, fees/2, all, all-late)
				n++
			}
		}
	}
	return b.Bytes(), n
}

// perRow reports how long one row takes.
func perRow(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n)/float64(b.N), "ns/row")
}

// opened is an export whose header was read.
type opened struct {
	file  *rows.File
	table *table
}

// openRows opens an export below its header.
func openRows(b testing.TB, text []byte, opts Options) opened {
	b.Helper()
	r := newRun(definitions(b), opts)
	e := newExportResult("a.csv")
	var head header.Head
	sources, _ := rows.Expand([]string{rows.Stdin}, bytes.NewReader(text))
	f := rows.Open(sources[0], rows.Options{BlockSize: len(text), Choose: func(delimiters []byte, first func(byte) [][]string) (delimiter byte) {
		head, delimiter = header.Choose(r.cat, delimiters, first)
		return delimiter
	}}, e.findings)
	titles, err := e.readHead(r, f.Next, head, &part{})
	if err != nil {
		b.Fatal(err, e.findings.All())
	}
	return opened{f, newTable(e, r, f, titles, nil)}
}

// BenchmarkAdd adds a batch of plain rows to the sums of a file.
func BenchmarkAdd(b *testing.B) {
	text, n := manyRows(1, 20, 100)
	o := openRows(b, text, Options{})
	add := newAdder(o.table, o.file.Text)
	var parsed *batch.Batch
	_, _ = readBatches(o.table, o.file, func(b *batch.Batch) error {
		parsed = b
		return io.EOF
	})
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for _, s := range o.table.export.account.slots {
			clear(s.seen)
		}
		if err := add.add(parsed); err != nil {
			b.Fatal(err)
		}
	}
	if found := o.table.export.findings.All(); len(found) > 1 {
		b.Fatal(found)
	}
	perRow(b, n)
}

// BenchmarkRowByRow takes rows as those are that are not plain.
func BenchmarkRowByRow(b *testing.B) {
	text, n := manyRows(1, 100, 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Read(definitions(b), []string{rows.Stdin}, bytes.NewReader(text), Options{rowByRow: true})
	}
	perRow(b, n)
}

// BenchmarkRead reads an export as a whole.
func BenchmarkRead(b *testing.B) {
	for _, size := range []struct{ communes, procedures int }{{160, 15}, {160, 400}} {
		text, n := manyRows(1, size.communes, size.procedures)
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("rows=%d/workers=%d", n, workers), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					got := Read(definitions(b), []string{rows.Stdin}, io.Reader(bytes.NewReader(text)), Options{Workers: workers})
					if kpi.Worst(got.Findings) == kpi.Error {
						b.Fatal(found(got.Findings))
					}
				}
				perRow(b, n)
			})
		}
	}
}

// BenchmarkUnits reads exports of units that have few rows: what a name costs that
// was not seen before, and what a name costs in a month that it was not seen in.
func BenchmarkUnits(b *testing.B) {
	for _, months := range []int{1, 12} {
		text, n := manyRows(months, 3321, 1)
		b.Run(fmt.Sprintf("months=%d", months), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Read(definitions(b), []string{rows.Stdin}, bytes.NewReader(text), Options{Workers: 1})
			}
			perRow(b, n)
		})
	}
}

// BenchmarkNames finds out what names mean that were not seen before, and how units
// are to be written.
func BenchmarkNames(b *testing.B) {
	text, n := manyRows(1, 3321, 1)
	o := openRows(b, text, Options{})
	var all []rows.Row
	for {
		row, err := o.file.Next()
		if err != nil {
			break
		}
		all = append(all, row.Clone())
	}
	keys, units := o.table.keys, o.table.export.account.units
	b.Run("resolve", func(b *testing.B) {
		for b.Loop() {
			clear(keys.keys)
			clear(keys.namings)
			for _, row := range all {
				keys.of(row, &o.table.ctx)
			}
		}
		perRow(b, n)
	})
	for _, row := range all {
		units.ID(keys.of(row, &o.table.ctx).spelling)
	}
	b.Run("units", func(b *testing.B) {
		for b.Loop() {
			units.Resolve(nil)
		}
		perRow(b, n)
	})
}
