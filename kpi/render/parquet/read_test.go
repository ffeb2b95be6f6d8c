package parquet_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

// fields are the fields of a struct by their numbers: int64, bool, string, []any, fields.
type fields map[int]any

// thrift reads the compact protocol. A fault of the bytes ends the test by a panic.
type thrift struct{ in *bytes.Reader }

func (r thrift) number() int64 {
	n, err := binary.ReadVarint(r.in)
	if err != nil {
		panic(err)
	}
	return n
}

func (r thrift) length() int {
	n, err := binary.ReadUvarint(r.in)
	if err != nil || n > uint64(r.in.Len()) {
		panic(fmt.Sprint("length ", n, err))
	}
	return int(n)
}

func (r thrift) byte() int {
	b, err := r.in.ReadByte()
	if err != nil {
		panic(err)
	}
	return int(b)
}

func (r thrift) fields() fields {
	all := fields{}
	for id := 0; ; {
		head := r.byte()
		if head == 0 {
			return all
		}
		if head>>4 == 0 {
			panic("a field without a distance")
		}
		id += head >> 4
		switch kind := head & 15; kind {
		case 1, 2:
			all[id] = kind == 1
		default:
			all[id] = r.value(kind)
		}
	}
}

func (r thrift) value(kind int) any {
	switch kind {
	case 3:
		return int64(int8(r.byte()))
	case 4, 5, 6:
		return r.number()
	case 8:
		text := make([]byte, r.length())
		if _, err := io.ReadFull(r.in, text); err != nil {
			panic(err)
		}
		return string(text)
	case 9:
		head := r.byte()
		n := head >> 4
		if n == 15 {
			n = r.length()
		}
		all := []any{}
		for range n {
			all = append(all, r.value(head&15))
		}
		return all
	case 12:
		return r.fields()
	}
	panic(fmt.Sprint("type ", kind))
}

// read is a file that was read back: what describes it, and its rows, where nil is NULL,
// a count an int64 and a text a string.
type read struct {
	footer fields
	groups []int // their rows
	pages  int
	rows   [][]any
}

// reads reads a file by the specification of the format, and none of the code that wrote it.
func reads(t *testing.T, data []byte) *read {
	t.Helper()
	end := len(data) - 8
	if string(data[:4]) != "PAR1" || string(data[end+4:]) != "PAR1" {
		t.Fatalf("%d bytes without marks", len(data))
	}
	size := int(binary.LittleEndian.Uint32(data[end:]))
	footer := bytes.NewReader(data[end-size : end])
	f := &read{footer: thrift{footer}.fields()}
	if footer.Len() != 0 {
		t.Errorf("%d bytes behind the footer", footer.Len())
	}
	at, index := int64(4), int64(0)
	for _, g := range f.footer[4].([]any) {
		group, total := g.(fields), int64(0)
		for i, c := range group[1].([]any) {
			chunk := c.(fields)
			meta := chunk[3].(fields)
			if meta[9] != at {
				t.Fatalf("a chunk at %d is described as %v", at, meta)
			}
			size := meta[7].(int64)
			total += f.chunk(t, i, int(group[3].(int64)), meta, data[at:at+size])
			at += size
			index += chunk[5].(int64) + chunk[7].(int64)
		}
		f.groups = append(f.groups, int(group[3].(int64)))
		if group[2] != total {
			t.Errorf("a group has %d bytes, and says %d", total, group[2])
		}
	}
	if int(at+index) != end-size || f.footer[3] != int64(len(f.rows)) {
		t.Errorf("pages end at %d, their index has %d bytes, the footer begins at %d; %d rows, said to be %v", at, index, end-size, len(f.rows), f.footer[3])
	}
	return f
}

// chunk reads the pages of a column in a group of rows, and returns their size unpacked.
func (f *read) chunk(t *testing.T, column, rows int, meta fields, data []byte) (size int64) {
	t.Helper()
	schema := f.footer[2].([]any)
	of := schema[column+1].(fields)
	if meta[3].([]any)[0] != of[4] || meta[1] != of[1] || meta[5] != int64(rows) || meta[4] != int64(2) {
		t.Fatalf("column %v is described as %v", of, meta)
	}
	var values []any
	for len(data) > 0 {
		page, rows, packed, unpacked := pageOf(t, data)
		values = append(values, valuesOf(t, page, rows, of[1] == int64(6))...)
		data, size = data[packed:], size+unpacked
		f.pages++
	}
	if size != meta[6] || len(values) != rows {
		t.Errorf("%v has %d bytes unpacked and %d values, and says %d and %d", of[4], size, len(values), meta[6], rows)
	}
	if got, want := fmt.Sprintf("%#v", meta[12]), fmt.Sprintf("%#v", bounds(values)); got != want {
		t.Errorf("%v is from and to %s, want %s", of[4], got, want)
	}
	if column == 0 {
		for range rows {
			f.rows = append(f.rows, make([]any, len(schema)-1))
		}
	}
	for n, value := range values {
		f.rows[len(f.rows)-rows+n][column] = value
	}
	return size
}

// bounds are the statistics of values: how many are NULL, and the least and the greatest,
// by which databases pass over what they need not read.
func bounds(values []any) fields {
	null, known := int64(0), []any(nil)
	for _, v := range values {
		if v == nil {
			null++
		} else {
			known = append(known, v)
		}
	}
	all := fields{3: null}
	if len(known) > 0 {
		all[5], all[6] = plain(slices.MaxFunc(known, compare)), plain(slices.MinFunc(known, compare))
	}
	return all
}

func compare(a, b any) int {
	if text, ok := a.(string); ok {
		return strings.Compare(text, b.(string))
	}
	return cmp.Compare(a.(int64), b.(int64))
}

// plain is the bytes of a value.
func plain(v any) string {
	if n, ok := v.(int64); ok {
		return string(binary.LittleEndian.AppendUint64(nil, uint64(n)))
	}
	return v.(string)
}

// pageOf unpacks the first page of a chunk, and returns its rows and its sizes with the header.
func pageOf(t *testing.T, chunk []byte) (page []byte, rows int, packed, unpacked int64) {
	t.Helper()
	in := bytes.NewReader(chunk)
	head := thrift{in}.fields()
	begin := len(chunk) - in.Len()
	body := chunk[begin:][:head[3].(int64)]
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	page, err = io.ReadAll(z)
	of := head[5].(fields)
	rows = int(of[1].(int64))
	if err != nil || head[1] != int64(0) || head[2] != int64(len(page)) || of[2] != int64(0) || of[3] != int64(3) || head[4] != int64(int32(crc32.ChecksumIEEE(body))) {
		t.Fatalf("%v: page %v of %d bytes", err, head, len(page))
	}
	// The library writes no time as the 32 bits of the first second of the year 1.
	if z.ModTime.Unix() != int64(uint32(time.Time{}.Unix())) || z.Name != "" {
		t.Errorf("packed at %v as %q", z.ModTime, z.Name)
	}
	return page, rows, int64(begin + len(body)), int64(begin + len(page))
}

// valuesOf reads the values of a page.
func valuesOf(t *testing.T, page []byte, rows int, texts bool) []any {
	t.Helper()
	length := int(binary.LittleEndian.Uint32(page))
	rest := page[4+length:]
	values := make([]any, rows)
	for i, known := range levelsOf(t, page[4:4+length], rows) {
		switch {
		case !known:
		case texts:
			n := binary.LittleEndian.Uint32(rest)
			values[i], rest = string(rest[4:4+n]), rest[4+n:]
		default:
			values[i], rest = int64(binary.LittleEndian.Uint64(rest)), rest[8:]
		}
	}
	if len(rest) > 0 {
		t.Errorf("%d bytes behind %d rows", len(rest), rows)
	}
	return values
}

// levelsOf reads which values are known: runs of one level, and groups of eight bits, of
// which the last may be too many.
func levelsOf(t *testing.T, data []byte, rows int) []bool {
	t.Helper()
	var known []bool
	in := thrift{bytes.NewReader(data)}
	for in.in.Len() > 0 {
		run, err := binary.ReadUvarint(in.in)
		if err != nil || run>>1 == 0 {
			t.Fatalf("a run of %d, %v", run, err)
		}
		if run&1 == 0 {
			known = append(known, slices.Repeat([]bool{in.byte() == 1}, int(run>>1))...)
			continue
		}
		for range run >> 1 {
			for bits, n := in.byte(), 0; n < 8; n++ {
				known = append(known, bits>>n&1 == 1)
			}
		}
	}
	if len(known) < rows || len(known) >= rows+8 {
		t.Fatalf("levels of %d rows, want %d", len(known), rows)
	}
	return known[:rows]
}
