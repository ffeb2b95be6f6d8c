// Package parquet writes tidy tables as Apache Parquet, for databases: counts are INT64, days
// DECIMAL(18, 1), everything else a text; what is not known, and a blank, is NULL. It writes
// the part of the format that this needs: optional columns of plain values, one page for
// each column of a row group, packed by gzip. The same table has the same bytes.
package parquet

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// A row group is in memory until it is written: so many rows, or fewer with long texts.
const (
	groupRows  = 1 << 15
	groupBytes = 1 << 25
)

// mark begins and ends a file.
const mark = "PAR1"

// Write writes a tidy table.
func Write(w io.Writer, result report.Result) error {
	t, ok := result.(*report.Tidy)
	if !ok {
		return fmt.Errorf("%T has no table for Parquet", result)
	}
	f := &file{w: w, packer: gzip.NewWriter(nil)}
	for _, c := range t.Columns {
		f.columns = append(f.columns, newColumn(c))
	}
	if err := f.write([]byte(mark)); err != nil {
		return err
	}
	for _, row := range t.Rows {
		if err := f.add(row); err != nil {
			return err
		}
	}
	if err := f.endGroup(); err != nil {
		return err
	}
	footer := f.footer(t)
	footer = binary.LittleEndian.AppendUint32(footer, uint32(len(footer)))
	return f.write(append(footer, mark...))
}

// file is a file while it is written. Its row groups are described at its end.
type file struct {
	w       io.Writer
	at      int64 // bytes written
	columns []column
	packer  *gzip.Writer
	held    int64       // rows of the group that is collected
	rows    int64       // of the groups before it
	groups  []structure // likewise
}

func (f *file) write(data []byte) error {
	n, err := f.w.Write(data)
	f.at += int64(n)
	return err
}

// add adds a row, and writes its group where that is full.
func (f *file) add(row []report.TidyCell) error {
	size := 0
	for i := range f.columns {
		if err := f.columns[i].add(row[i]); err != nil {
			return err
		}
		size += len(f.columns[i].values)
	}
	f.held++
	if f.held < groupRows && size < groupBytes {
		return nil
	}
	return f.endGroup()
}

// endGroup writes the rows that are collected, if there are any.
func (f *file) endGroup() error {
	if f.held == 0 {
		return nil
	}
	var total int64
	chunks := make([]structure, len(f.columns))
	for i := range f.columns {
		size, chunk, err := f.chunk(&f.columns[i])
		if err != nil {
			return err
		}
		total += size
		chunks[i] = chunk
	}
	var group structure
	group.structures(1, chunks)
	group.long(2, total)
	group.long(3, f.held)
	f.groups = append(f.groups, group)
	f.rows, f.held = f.rows+f.held, 0
	return nil
}

// chunk writes the values of a column as one page, and returns their size unpacked and the
// description.
func (f *file) chunk(c *column) (size int64, chunk structure, err error) {
	page, start := c.page(), f.at
	if err := fits(c.id, len(page)); err != nil {
		return 0, chunk, err
	}
	var packed bytes.Buffer
	f.packer.Reset(&packed)
	_, _ = f.packer.Write(page) // a buffer takes all
	if err := f.packer.Close(); err != nil {
		return 0, chunk, err
	}
	var head, values structure
	values.word(1, int(f.held))
	values.word(2, encodingPlain)
	values.word(3, encodingRuns)
	values.word(4, encodingRuns)
	head.word(1, dataPage)
	head.word(2, len(page))
	head.word(3, packed.Len())
	head.nested(5, values)
	header := head.ended()
	if err := f.write(append(header, packed.Bytes()...)); err != nil {
		return 0, chunk, err
	}
	size = int64(len(header) + len(page))
	chunk.long(2, 0) // all that describes it is at the end of the file
	chunk.nested(3, f.described(c, size, start))
	return size, chunk, nil
}

// fits is an error for a page that is larger than its header can say.
func fits(column string, size int) error {
	if size > math.MaxInt32 {
		return fmt.Errorf("the texts of %s are longer than a page of Parquet can hold", column)
	}
	return nil
}

// described describes a chunk of a column that begins at a byte and ends where the file is.
func (f *file) described(c *column, size, start int64) structure {
	var s structure
	physical := typeInt64
	if !c.isCount {
		physical = typeBytes
	}
	s.word(1, physical)
	s.list(2, asInt32, 2)
	s.bytes = binary.AppendVarint(binary.AppendVarint(s.bytes, encodingPlain), encodingRuns)
	s.list(3, asText, 1)
	s.bytes = appendText(s.bytes, c.id)
	s.word(4, packedGzip)
	s.long(5, f.held)
	s.long(6, size)
	s.long(7, f.at-start)
	s.long(9, start)
	return s
}

// footer returns what describes the file: its columns, its row groups, and what the table
// was made of.
func (f *file) footer(t *report.Tidy) []byte {
	var s, root structure
	root.text(4, "kpi")
	root.word(5, len(f.columns))
	schema := []structure{root}
	for i := range f.columns {
		schema = append(schema, f.columns[i].schema())
	}
	s.word(1, 1) // the version of the format that every reader knows
	s.structures(2, schema)
	s.long(3, f.rows)
	s.structures(4, f.groups)
	s.structures(5, notes(t))
	s.text(6, "kpi version "+t.Basis.Version)
	return s.ended()
}

// notes returns keys with their values: which definitions count, and what was read.
func notes(t *report.Tidy) []structure {
	var all []structure
	for _, pair := range [][2]string{
		{"kpi.schema", report.TidySchema},
		{"kpi.definitions", t.Basis.Definitions},
		{"kpi.tables", hashes(t.Basis.Tables)},
		{"kpi.inputs", hashes(t.Inputs)},
	} {
		var s structure
		s.text(1, pair[0])
		s.text(2, pair[1])
		all = append(all, s)
	}
	return all
}

// hashes lists files as sha256sum does: a line for each, with its hash and its name.
func hashes(files []kpi.File) string {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, kpi.Printable(f.Name))
	}
	return b.String()
}
