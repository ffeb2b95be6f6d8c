package input

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/kpi"
)

// manyRows returns an export with a row for each month, commune and procedure, as a
// one-stop system writes it, and how many rows these are.
func manyRows(months, communes, procedures int) (text []byte, rows int) {
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
				rows++
			}
		}
	}
	return b.Bytes(), rows
}

// perRow reports how long one row takes.
func perRow(b *testing.B, rows int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(rows)/float64(b.N), "ns/row")
}

// reader returns a reader of the rows below the header of an export.
func reader(b *testing.B, text []byte) (t *export, rows []byte) {
	b.Helper()
	cat := definitions(b)
	t = &export{sheet: newSheet("a.csv"), run: &run{cat: cat}, encoding: encodingUTF8}
	t.head, t.scan.delimiter = t.run.dialect(text[:headBytes], false)
	rows, err := t.oneByOne(text, t.head.size())
	if err != nil || t.plain == nil {
		b.Fatal(err, t.findings)
	}
	return t, rows
}

// BenchmarkScan splits rows into cells.
func BenchmarkScan(b *testing.B) {
	text, rows := manyRows(1, 100, 100)
	b.SetBytes(int64(len(text)))
	scan := scanner{delimiter: ','}
	for b.Loop() {
		scan.reset(block{text, 1})
		for {
			if _, ok, err := scan.next(); !ok || err != nil {
				break
			}
		}
	}
	perRow(b, rows)
}

// BenchmarkCount reads a count.
func BenchmarkCount(b *testing.B) {
	for _, cell := range []string{"1057", "1.057", "-", " 1057 "} {
		b.Run(cell, func(b *testing.B) {
			b.SetBytes(int64(len(cell)))
			for b.Loop() {
				count([]byte(cell))
			}
		})
	}
}

// BenchmarkPlainRows reads stretches of plain rows.
func BenchmarkPlainRows(b *testing.B) {
	text, rows := manyRows(1, 100, 100)
	t, data := reader(b, text)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		for from := 0; from < len(data); from += t.stretch.size {
			to := min(from+blockSize, len(data))
			t.plain.read(data[from:from+recordsEnd(data[from:to])], t.stretch)
		}
	}
	perRow(b, rows)
}

// BenchmarkMerge adds a stretch of plain rows to the sums of a file.
func BenchmarkMerge(b *testing.B) {
	text, _ := manyRows(1, 20, 100)
	t, data := reader(b, text)
	t.plain.read(data, t.stretch)
	b.SetBytes(int64(t.stretch.size))
	for b.Loop() {
		for _, s := range t.slots {
			clear(s.seen)
		}
		for _, ps := range t.stretch.slots {
			clear(ps.grains)
		}
		if !t.rows.merge(t.stretch) {
			b.Fatal("refused")
		}
	}
	perRow(b, t.stretch.lines)
}

// BenchmarkRowByRow takes rows as those are that are not plain.
func BenchmarkRowByRow(b *testing.B) {
	text, rows := manyRows(1, 100, 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Read(definitions(b), []string{Stdin}, bytes.NewReader(text), Options{rowwise: true})
	}
	perRow(b, rows)
}

// BenchmarkRead reads an export as a whole.
func BenchmarkRead(b *testing.B) {
	for _, size := range []struct{ communes, procedures int }{{160, 15}, {160, 400}} {
		text, rows := manyRows(1, size.communes, size.procedures)
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("rows=%d/workers=%d", rows, workers), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					got := Read(definitions(b), []string{Stdin}, io.Reader(bytes.NewReader(text)), Options{Workers: workers})
					if kpi.Worst(got.Findings) == kpi.Error {
						b.Fatal(found(got.Findings))
					}
				}
				perRow(b, rows)
			})
		}
	}
}

// BenchmarkUnits reads exports of units that stand in few rows: what a name costs that
// was not seen before, and what a name costs in a month that it was not seen in.
func BenchmarkUnits(b *testing.B) {
	for _, months := range []int{1, 12} {
		text, rows := manyRows(months, 3321, 1)
		b.Run(fmt.Sprintf("months=%d", months), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Read(definitions(b), []string{Stdin}, bytes.NewReader(text), Options{Workers: 1})
			}
			perRow(b, rows)
		})
	}
}

// BenchmarkNames finds out what names mean that were not seen before, and how units
// are to be written.
func BenchmarkNames(b *testing.B) {
	text, rows := manyRows(1, 3321, 1)
	t, data := reader(b, text)
	var records []record
	for t.scan.reset(block{data, 2}); ; {
		rec, ok, err := t.scan.next()
		if err != nil {
			b.Fatal(err)
		}
		if !ok {
			break
		}
		rec.cells = slices.Clone(rec.cells)
		for i, cell := range rec.cells {
			rec.cells[i] = bytes.Clone(cell)
		}
		records = append(records, rec)
	}
	b.Run("resolve", func(b *testing.B) {
		for b.Loop() {
			t.rows.forget()
			for _, rec := range records {
				t.rows.resolve(rec)
			}
		}
		perRow(b, rows)
	})
	for _, rec := range records {
		t.rows.units.id(t.rows.resolve(rec).names)
	}
	b.Run("units", func(b *testing.B) {
		for b.Loop() {
			t.units.resolve()
		}
		perRow(b, rows)
	})
}
