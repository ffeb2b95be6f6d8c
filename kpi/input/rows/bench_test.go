package rows

import (
	"errors"
	"fmt"
	"io"
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

// BenchmarkSheet reads the rows of a sheet.
func BenchmarkSheet(b *testing.B) {
	var text strings.Builder
	text.WriteString("<worksheet><sheetData>")
	for row := range 10_000 {
		fmt.Fprintf(&text, `<row r="%d"><c r="A%[1]d" t="inlineStr"><is><t>Xã Tân Lập</t></is></c><c r="B%[1]d" t="s"><v>0</v></c><c r="C%[1]d" s="1"><v>%[1]d</v></c><c r="D%[1]d"><f>C%[1]d</f><v>%[1]d</v></c></row>`, row+1)
	}
	text.WriteString("</sheetData></worksheet>")
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		p := &part{xml: newMarkup(strings.NewReader(text.String())), root: "worksheet", book: &archive{texts: []string{"Hộ tịch"}}}
		err := p.next()
		for err == nil {
			err = p.next()
		}
		if !errors.Is(err, io.EOF) || p.row != 10_000 {
			b.Fatal(err)
		}
	}
}
