package rows

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"cchc/kpi/vietnamese"
)

// The encodings of exports.
const (
	encodingAuto  = "auto"
	encodingUTF8  = "utf-8"
	encoding16LE  = "utf-16le"
	encoding16BE  = "utf-16be"
	encoding1258  = "windows-1258"
	encodingTCVN3 = "tcvn3"
	encodingVNI   = "vni"

	// Known only in order not to be taken for UTF-16.
	encoding32LE = "utf-32le"
	encoding32BE = "utf-32be"
)

// Encodings returns the names of the encodings that an export may be read in.
// "auto" is UTF-8, or what a byte-order mark says.
func Encodings() []string {
	return []string{encodingAuto, encodingUTF8, encoding16LE, encoding16BE, encoding1258, encodingTCVN3, encodingVNI}
}

// markError says that a text begins with the byte-order mark of an encoding
// other than that it is to be read in.
type markError struct{ mark, encoding string }

func (e *markError) Error() string {
	return fmt.Sprintf("byte-order mark of %s in a text to be read as %s", e.mark, e.encoding)
}

// byteMarks are the byte-order marks. That of UTF-16 begins that of UTF-32,
// which is known only in order not to be taken for it.
var byteMarks = []struct{ encoding, bytes string }{
	{encoding32LE, "\xff\xfe\x00\x00"},
	{encoding32BE, "\x00\x00\xfe\xff"},
	{encodingUTF8, "\xef\xbb\xbf"},
	{encoding16LE, "\xff\xfe"},
	{encoding16BE, "\xfe\xff"},
}

// headSize is how many bytes tell in what form a text in TCVN3 or VNI is held.
const headSize = 64 << 10

// decode returns the text of a stream as UTF-8 without byte-order mark, and the
// encoding it is in; "" is auto. A *markError says that the byte-order mark
// contradicts the encoding; other errors are of the stream.
//
// UTF-8 is passed on as it is, bytes that are not UTF-8 with it. In any other
// encoding, what cannot be read is U+FFFD in the text, at its place. Line
// breaks stay what they are. Texts in windows-1258, TCVN3 and VNI come in NFC.
func decode(in io.Reader, encoding string) (io.Reader, string, error) {
	size := utf8.UTFMax
	if encoding == encodingTCVN3 || encoding == encodingVNI {
		size = headSize
	}
	head := make([]byte, size)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, "", err
	}
	mark, length := byteMark(head[:n])
	head = head[length:n]
	used, held, err := choose(encoding, mark, head)
	if err != nil {
		return nil, "", err
	}
	text := io.MultiReader(bytes.NewReader(head), in)
	if used == encodingUTF8 {
		return text, used, nil
	}
	return transform.NewReader(text, decoder(used, held)), used, nil
}

// byteMark returns the encoding whose byte-order mark a text begins with, and
// the length of the mark; "" if there is none.
func byteMark(head []byte) (encoding string, length int) {
	for _, m := range byteMarks {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			return m.encoding, len(m.bytes)
		}
	}
	return "", 0
}

// choose returns the encoding to read in, and for TCVN3 and VNI the encoding
// that holds their signs: Windows-1252 where they are bytes, or that in which a
// spreadsheet has stored them as characters.
func choose(encoding, mark string, head []byte) (used, held string, err error) {
	switch {
	case strings.HasPrefix(mark, "utf-32"):
		return "", "", &markError{mark, encoding}
	case encoding == encodingTCVN3 || encoding == encodingVNI:
		if mark == "" && isCharacters(head) {
			mark = encodingUTF8
		}
		return encoding, mark, nil
	case encoding == encodingAuto || encoding == "":
		if mark == "" {
			mark = encodingUTF8
		}
		return mark, "", nil
	case mark != "" && mark != encoding:
		return "", "", &markError{mark, encoding}
	case !slices.Contains(Encodings(), encoding):
		return "", "", fmt.Errorf("unknown encoding %q", encoding)
	}
	return encoding, "", nil
}

// isCharacters reports whether the head of a text is UTF-8 and not only ASCII.
// Signs of TCVN3 or VNI are hardly ever UTF-8 by chance: it wants two or more
// beyond ASCII in a row, of ranges that their letters do not follow in.
func isCharacters(head []byte) bool {
	if len(head) == headSize {
		head = head[:wholeRunes(head)]
	}
	return utf8.Valid(head) && bytes.ContainsFunc(head, func(r rune) bool { return r >= utf8.RuneSelf })
}

// wholeRunes returns the length of a text without a character cut at its end.
func wholeRunes(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if last := len(text) - n; utf8.RuneStart(text[last]) {
			if !utf8.FullRune(text[last:]) {
				return last
			}
			break
		}
	}
	return len(text)
}

// decoder returns what turns an encoding other than UTF-8 into UTF-8.
func decoder(encoding, held string) transform.Transformer {
	switch encoding {
	case encoding16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case encoding16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	case encoding1258:
		return transform.Chain(charmap.Windows1258.NewDecoder(), norm.NFC)
	}
	letters := &speller{alphabet: vietnamese.TCVN3()}
	if encoding == encodingVNI {
		letters.alphabet = vietnamese.VNI()
	}
	switch held {
	case encodingUTF8:
		return letters
	case encoding16LE, encoding16BE:
		return transform.Chain(decoder(held, ""), letters)
	}
	return transform.Chain(charmap.Windows1252.NewDecoder(), letters)
}

// speller reads the signs of an alphabet, held as characters, cell by cell: a
// cell with a Vietnamese letter that Windows-1252 lacks was written in Unicode
// beside the others, and stays as it is but for NFC.
type speller struct {
	alphabet vietnamese.Alphabet
	cell     []byte
}

// Reset does nothing: no cell depends on another.
func (s *speller) Reset() {}

// Transform reads the whole cells of src. It asks for at most cellLimit bytes
// of src and three times as many of dst, which the buffers of transform hold.
func (s *speller) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		n := s.cellEnd(src[nSrc:], atEOF)
		if n == 0 {
			return nDst, nSrc, transform.ErrShortSrc
		}
		cell := src[nSrc : nSrc+n]
		if bytes.ContainsFunc(cell, isUnicodeOnly) {
			s.cell = norm.NFC.Append(s.cell[:0], bytes.ToValidUTF8(cell, []byte("\ufffd"))...)
		} else {
			s.cell = s.alphabet.Append(s.cell[:0], cell)
		}
		if len(s.cell) > len(dst)-nDst {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += copy(dst[nDst:], s.cell)
		nSrc += n
	}
	return nDst, nSrc, nil
}

// isUnicodeOnly reports whether Windows-1252 lacks a character of Vietnamese.
func isUnicodeOnly(r rune) bool {
	if r <= 0xff || !vietnamese.IsLetter(r) {
		return false
	}
	_, ok := charmap.Windows1252.EncodeRune(r)
	return !ok
}

// cellLimit is the most of a cell, in bytes, that is looked at as one.
const cellLimit = 1 << 10

// cellEnds are the signs that end a cell, whatever the delimiter is.
const cellEnds = ",;|\t\"\r\n"

// cellEnd returns the end of the first cell with what ends it; 0 if more must
// be read.
func (s *speller) cellEnd(src []byte, atEOF bool) int {
	window := src[:min(len(src), cellLimit)]
	if end := bytes.IndexAny(window, cellEnds); end >= 0 {
		return end + 1
	}
	switch {
	case len(src) >= cellLimit:
		return s.cut(window)
	case atEOF:
		return len(src)
	}
	return 0
}

// cut returns where a long cell may be cut: after a word, or else before its
// last sign, or its last two where they spell one letter.
func (s *speller) cut(window []byte) int {
	if end := bytes.LastIndexByte(window, ' '); end >= 0 {
		return end + 1
	}
	window = window[:wholeRunes(window)]
	last, size := utf8.DecodeLastRune(window)
	window = window[:len(window)-size]
	before, size := utf8.DecodeLastRune(window)
	if s.alphabet.Joins(before, last) {
		return len(window) - size
	}
	return len(window)
}
