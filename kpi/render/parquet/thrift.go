package parquet

import "encoding/binary"

// structure is a struct of the compact protocol of Thrift, in which a Parquet file has all
// that is not values: fields with their numbers, each written as its distance from the one
// before. Fields are added in the order of their numbers.
type structure struct {
	bytes []byte
	last  int
}

// The types of fields that are written.
const (
	asInt8   = 3
	asInt32  = 5
	asInt64  = 6
	asText   = 8
	asList   = 9
	asStruct = 12
)

func (s *structure) field(id, kind int) {
	s.bytes = append(s.bytes, byte((id-s.last)<<4|kind))
	s.last = id
}

// small adds an integer of a byte.
func (s *structure) small(id int, n int8) {
	s.field(id, asInt8)
	s.bytes = append(s.bytes, byte(n))
}

// flag adds a boolean, whose type is its value.
func (s *structure) flag(id int, is bool) {
	kind := 2
	if is {
		kind = 1
	}
	s.field(id, kind)
}

// word adds an integer of 32 bits, long one of 64.
func (s *structure) word(id, n int) {
	s.field(id, asInt32)
	s.bytes = binary.AppendVarint(s.bytes, int64(n))
}

func (s *structure) long(id int, n int64) {
	s.field(id, asInt64)
	s.bytes = binary.AppendVarint(s.bytes, n)
}

func (s *structure) text(id int, text string) {
	s.field(id, asText)
	s.bytes = appendText(s.bytes, text)
}

// appendText adds a text with its length before it.
func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// nested adds a struct.
func (s *structure) nested(id int, inner structure) {
	s.field(id, asStruct)
	s.bytes = append(s.bytes, inner.ended()...)
}

// ended returns a whole struct.
func (s structure) ended() []byte { return append(s.bytes, 0) }

// list opens a list of n elements of a type; they follow it.
func (s *structure) list(id, kind, n int) {
	const short = 15
	s.field(id, asList)
	if n < short {
		s.bytes = append(s.bytes, byte(n<<4|kind))
		return
	}
	s.bytes = binary.AppendUvarint(append(s.bytes, byte(short<<4|kind)), uint64(n))
}

// structures adds a list of structs.
func (s *structure) structures(id int, all []structure) {
	s.list(id, asStruct, len(all))
	for _, inner := range all {
		s.bytes = append(s.bytes, inner.ended()...)
	}
}
