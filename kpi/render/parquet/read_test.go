package parquet_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"testing"
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
	rows   [][]any
}

// reads reads a file by the specification of the format, and none of the code that wrote it.
func reads(t *testing.T, data []byte) read {
	t.Helper()
	end := len(data) - 8
	if string(data[:4]) != "PAR1" || string(data[end+4:]) != "PAR1" {
		t.Fatalf("%d bytes without marks", len(data))
	}
	size := int(binary.LittleEndian.Uint32(data[end:]))
	footer := bytes.NewReader(data[end-size : end])
	f := read{footer: thrift{footer}.fields()}
	if footer.Len() != 0 {
		t.Errorf("%d bytes behind the footer", footer.Len())
	}
	schema, at := f.footer[2].([]any), int64(4)
	for _, g := range f.footer[4].([]any) {
		group, begin := g.(fields), len(f.rows)
		rows := int(group[3].(int64))
		f.groups = append(f.groups, rows)
		for range rows {
			f.rows = append(f.rows, make([]any, len(schema)-1))
		}
		total := int64(0)
		for i, c := range group[1].([]any) {
			meta := c.(fields)[3].(fields)
			column := schema[i+1].(fields)
			if meta[3].([]any)[0] != column[4] || meta[1] != column[1] || meta[5] != int64(rows) || meta[4] != int64(2) || meta[9] != at {
				t.Fatalf("column %v at %d is described as %v", column, at, meta)
			}
			page, unpacked := pageOf(t, data[at:at+meta[7].(int64)], rows)
			for n, value := range valuesOf(t, page, rows, column[1] == int64(6)) {
				f.rows[begin+n][i] = value
			}
			if unpacked != meta[6].(int64) {
				t.Errorf("%v has %d bytes unpacked, and says %d", column[4], unpacked, meta[6])
			}
			at, total = at+meta[7].(int64), total+unpacked
		}
		if group[2] != total {
			t.Errorf("a group has %d bytes, and says %d", total, group[2])
		}
	}
	if int(at) != end-size || f.footer[3] != int64(len(f.rows)) {
		t.Errorf("pages end at %d, the footer begins at %d; %d rows, said to be %v", at, end-size, len(f.rows), f.footer[3])
	}
	return f
}

// pageOf unpacks the page of a chunk, and returns its size with the header.
func pageOf(t *testing.T, chunk []byte, rows int) (page []byte, size int64) {
	t.Helper()
	in := bytes.NewReader(chunk)
	head := thrift{in}.fields()
	packed := chunk[len(chunk)-in.Len():]
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	page, err = io.ReadAll(z)
	want := fields{1: int64(0), 2: int64(len(page)), 3: int64(len(packed)), 5: fields{1: int64(rows), 2: int64(0), 3: int64(3), 4: int64(3)}}
	if err != nil || fmt.Sprint(head) != fmt.Sprint(want) {
		t.Fatalf("%v: page %v, want %v", err, head, want)
	}
	if !z.ModTime.IsZero() || z.Name != "" {
		t.Errorf("packed at %v as %q", z.ModTime, z.Name)
	}
	return page, int64(len(chunk) - len(packed) + len(page))
}

// valuesOf reads the values of a page.
func valuesOf(t *testing.T, page []byte, rows int, texts bool) []any {
	t.Helper()
	length := int(binary.LittleEndian.Uint32(page))
	levels, rest := thrift{bytes.NewReader(page[4 : 4+length])}, page[4+length:]
	var values []any
	for levels.in.Len() > 0 {
		run, err := binary.ReadUvarint(levels.in)
		if err != nil || run == 0 || run&1 == 1 {
			t.Fatalf("a run of %d, %v", run, err)
		}
		known := levels.byte() == 1
		for range run >> 1 {
			switch {
			case !known:
				values = append(values, nil)
			case texts:
				n := binary.LittleEndian.Uint32(rest)
				values, rest = append(values, string(rest[4:4+n])), rest[4+n:]
			default:
				values, rest = append(values, int64(binary.LittleEndian.Uint64(rest))), rest[8:]
			}
		}
	}
	if len(rest) > 0 || len(values) != rows {
		t.Errorf("%d values of %d rows, %d bytes behind them", len(values), rows, len(rest))
	}
	return values
}
