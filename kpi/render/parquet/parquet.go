// Package parquet writes tidy tables as Apache Parquet, for databases: counts are INT64, days
// DECIMAL(18, 1), everything else a text; what is not known, and a blank, is NULL. Values are
// plain and packed by gzip, which every reader knows. The same table has the same bytes.
package parquet

import (
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"

	"cchc/kpi"
	"cchc/kpi/report"
)

// groupRows is how many rows are in a row group, whose pages are in memory until it is whole.
const groupRows = 1 << 15

// Days are DECIMAL(18, 1): exact halves that fit an integer of 64 bits.
const (
	tenths   = 10
	mostDays = 999_999_999_999_999_999 // tenths
)

// Write writes a tidy table.
func Write(w io.Writer, result report.Result) error {
	t, ok := result.(*report.Tidy)
	if !ok {
		return fmt.Errorf("%T has no table for Parquet", result)
	}
	f := parquet.NewWriter(w, schema(t.Columns),
		parquet.CreatedBy("kpi", t.Basis.Version, ""),
		parquet.MaxRowsPerRowGroup(groupRows),
		parquet.DataPageVersion(1),
		parquet.DataPageStatistics(false),                             // the index of the pages has them
		parquet.ColumnIndexSizeLimit(func([]string) int { return 0 }), // bounds cut within a letter are no texts
		parquet.DefaultEncoding(&parquet.Plain),
		parquet.Compression(&parquet.Gzip))
	// Which definitions count, and what was read.
	f.SetKeyValueMetadata("kpi.schema", report.TidySchema)
	f.SetKeyValueMetadata("kpi.definitions", t.Basis.Definitions)
	f.SetKeyValueMetadata("kpi.tables", hashes(t.Basis.Tables))
	f.SetKeyValueMetadata("kpi.inputs", hashes(t.Inputs))
	row := make(parquet.Row, len(t.Columns))
	for cells := range t.Rows {
		for i, c := range t.Columns {
			v, err := value(c, cells[i])
			if err != nil {
				return err
			}
			known := 1
			if v.IsNull() {
				known = 0
			}
			row[i] = v.Level(0, known, i)
		}
		if _, err := f.WriteRows([]parquet.Row{row}); err != nil {
			return err
		}
	}
	return f.Close()
}

// schema returns the columns in their order, each with its type. The library keeps the order
// of the fields of a struct, and sorts a group of columns.
func schema(columns []report.TidyColumn) *parquet.Schema {
	fields := make([]reflect.StructField, len(columns))
	for i, c := range columns {
		kind, tag := reflect.TypeFor[string](), c.ID+",optional"
		if c.Unit != "" {
			kind = reflect.TypeFor[int64]()
		}
		if c.Unit == kpi.Days {
			tag += ",decimal(1:18)"
		}
		fields[i] = reflect.StructField{Name: "C" + strconv.Itoa(i), Type: kind, Tag: reflect.StructTag("parquet:" + strconv.Quote(tag))}
	}
	return parquet.NewSchema("kpi", parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface()))
}

// value returns what a cell has. A blank text is NULL, as a count that is not known is.
func value(c report.TidyColumn, cell report.TidyCell) (parquet.Value, error) {
	if c.Unit == "" {
		// A name of a file may be of any bytes, and a text is UTF-8.
		text := strings.ToValidUTF8(kpi.Inert(cell.Text), "\ufffd")
		if text == "" {
			return parquet.NullValue(), nil
		}
		return parquet.ByteArrayValue([]byte(text)), nil
	}
	if !cell.Count.Known {
		return parquet.NullValue(), nil
	}
	n := cell.Count.Value
	if c.Unit == kpi.Days {
		each := tenths / max(cell.Count.Scale, 1)
		if n > mostDays/each || n < -mostDays/each {
			return parquet.Value{}, fmt.Errorf("%s days are more than a column of Parquet (%s) holds", cell.Count, c.ID)
		}
		n *= each
	}
	return parquet.Int64Value(n), nil
}

// hashes lists files as sha256sum does: a line for each, with its hash and its name.
func hashes(files []kpi.File) string {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, kpi.Printable(f.Name))
	}
	return b.String()
}
