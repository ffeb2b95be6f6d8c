package parquet

import (
	"encoding/binary"
	"fmt"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// The numbers that the format has for types, encodings and so on.
const (
	typeInt64 = 2
	typeBytes = 6

	optional = 1 // a column may have NULL

	convertedText    = 0
	convertedDecimal = 5
	logicalText      = 1
	logicalDecimal   = 5
	logicalInteger   = 10

	encodingPlain = 0
	encodingRuns  = 3 // of NULL and known

	packedGzip = 2
	dataPage   = 0
)

// Days are DECIMAL(18, 1): exact halves that fit an integer of 64 bits.
const (
	precision = 18
	scale     = 1
	tenths    = 10
	mostDays  = 999_999_999_999_999_999 // tenths
)

// column is the values of a column while its row group is collected. What is NULL has no
// value.
type column struct {
	id      string
	isCount bool
	isDays  bool // counts that have halves
	known   runs
	values  []byte
}

func newColumn(c report.TidyColumn) column {
	return column{id: c.ID, isCount: c.Unit != "", isDays: c.Unit == kpi.Days}
}

// add adds a cell. A blank text is NULL, as a count that is not known is.
func (c *column) add(cell report.TidyCell) error {
	if !c.isCount {
		// A name of a file may be of any bytes, and a text is UTF-8.
		text := strings.ToValidUTF8(kpi.Inert(cell.Text), "\ufffd")
		c.known.add(text != "")
		if text != "" {
			c.values = append(binary.LittleEndian.AppendUint32(c.values, uint32(len(text))), text...)
		}
		return nil
	}
	c.known.add(cell.Count.Known)
	if !cell.Count.Known {
		return nil
	}
	value := cell.Count.Value
	if c.isDays {
		each := tenths / max(cell.Count.Scale, 1)
		if value > mostDays/each || value < -mostDays/each {
			return fmt.Errorf("%s days are more than a column of Parquet (%s) holds", cell.Count, c.id)
		}
		value *= each
	}
	c.values = binary.LittleEndian.AppendUint64(c.values, uint64(value))
	return nil
}

// schema returns the element of the schema: the type, and what it is read as.
func (c *column) schema() structure {
	var s, logical, kind structure
	physical := typeInt64
	if !c.isCount {
		physical = typeBytes
	}
	s.word(1, physical)
	s.word(3, optional)
	s.text(4, c.id)
	switch {
	case !c.isCount:
		s.word(6, convertedText)
		logical.nested(logicalText, kind)
	case c.isDays:
		s.word(6, convertedDecimal)
		s.word(7, scale)
		s.word(8, precision)
		kind.word(1, scale)
		kind.word(2, precision)
		logical.nested(logicalDecimal, kind)
	default:
		kind.small(1, 64)
		kind.flag(2, true) // signed
		logical.nested(logicalInteger, kind)
	}
	s.nested(10, logical)
	return s
}

// page returns the bytes of all values, with what is NULL before them, and empties the
// column.
func (c *column) page() []byte {
	levels := c.known.ended()
	page := binary.LittleEndian.AppendUint32(make([]byte, 0, 4+len(levels)+len(c.values)), uint32(len(levels)))
	page = append(append(page, levels...), c.values...)
	c.known, c.values = runs{}, c.values[:0]
	return page
}

// runs are the levels of a column, 1 for a value and 0 for NULL, as runs of one level.
type runs struct {
	bytes  []byte
	level  bool
	length uint64
}

func (r *runs) add(level bool) {
	if level != r.level {
		r.bytes, r.level = r.ended(), level
		r.length = 0
	}
	r.length++
}

// ended returns all runs.
func (r *runs) ended() []byte {
	if r.length == 0 {
		return r.bytes
	}
	level := byte(0)
	if r.level {
		level = 1
	}
	return append(binary.AppendUvarint(r.bytes, r.length<<1), level)
}
