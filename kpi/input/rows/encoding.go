package rows

import (
	"bytes"
	"cmp"
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
// "auto" is UTF-8, or the encoding of a byte-order mark.
func Encodings() []string {
	return []string{encodingAuto, encodingUTF8, encoding16LE, encoding16BE, encoding1258, encodingTCVN3, encodingVNI}
}

// markError is the fault of a text with the byte-order mark of an encoding other than
// the one to read it in.
type markError struct{ mark, encoding string }

func (e *markError) Error() string {
	return fmt.Sprintf("byte-order mark of %s in a text to be read as %s", e.mark, e.encoding)
}

// headSize is how many bytes show the encoding of a text, or the form in which one in
// TCVN3 or VNI is held.
const headSize = 64 << 10

// decode returns the text of a stream as UTF-8 without byte-order mark, and the
// encoding it is in; "" is auto. A *markError is the fault of a byte-order mark that
// contradicts the encoding; other errors are of the stream.
//
// UTF-8 is passed on as it is, bytes that are not UTF-8 with it. In any other
// encoding, what cannot be read is U+FFFD in the text, at its place. Line
// breaks stay what they are. Texts in windows-1258, TCVN3 and VNI come in NFC.
func decode(in io.Reader, encoding string) (io.Reader, string, error) {
	isOfLetters := encoding == encodingTCVN3 || encoding == encodingVNI
	head := make([]byte, utf8.UTFMax)
	if isOfLetters {
		head = make([]byte, headSize)
	}
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, "", err
	}
	mark, length := byteMark(head[:n])
	head = head[length:n]
	used, held := encoding, mark
	switch {
	case strings.HasPrefix(mark, "utf-32"):
		return nil, "", &markError{mark, encoding}
	case isOfLetters && mark == "" && isCharacters(head):
		held = encodingUTF8
	case isOfLetters:
	case encoding == encodingAuto || encoding == "":
		used = cmp.Or(mark, encodingUTF8)
	case mark != "" && mark != encoding:
		return nil, "", &markError{mark, encoding}
	case !slices.Contains(Encodings(), encoding):
		return nil, "", fmt.Errorf("unknown encoding %q", encoding)
	}
	text := io.MultiReader(bytes.NewReader(head), in)
	if used == encodingUTF8 {
		return text, used, nil
	}
	return decoded(text, used, held), used, nil
}

// byteMark returns the encoding whose byte-order mark a text begins with, and
// the length of the mark; "" if there is none.
func byteMark(head []byte) (encoding string, length int) {
	for _, m := range []struct{ encoding, bytes string }{
		{encoding32LE, "\xff\xfe\x00\x00"}, // before that of UTF-16, which begins it
		{encoding32BE, "\x00\x00\xfe\xff"},
		{encodingUTF8, "\xef\xbb\xbf"},
		{encoding16LE, "\xff\xfe"},
		{encoding16BE, "\xfe\xff"},
	} {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			return m.encoding, len(m.bytes)
		}
	}
	return "", 0
}

// isCharacters reports whether the head of a text is UTF-8 and not only ASCII.
// Signs of TCVN3 or VNI are hardly ever UTF-8 by chance: it wants two or more
// beyond ASCII in a row, of ranges that their letters do not follow in.
func isCharacters(head []byte) bool {
	if len(head) == headSize {
		head = head[:wholeRunes(head)]
	}
	return utf8.Valid(head) && bytes.ContainsFunc(head, isBeyondASCII)
}

// wholeRunes returns the length of a text without a character cut at its end.
func wholeRunes(text []byte) int {
	for n := max(0, len(text)-utf8.UTFMax+1); n < len(text); n++ {
		if !utf8.FullRune(text[n:]) {
			return n
		}
	}
	return len(text)
}

// decoded returns a text in an encoding other than UTF-8 as UTF-8. The signs of TCVN3
// and VNI are bytes, as in Windows-1252, or a spreadsheet has stored them as characters:
// then held is the encoding of these.
func decoded(text io.Reader, encoding, held string) io.Reader {
	switch encoding {
	case encoding16LE:
		return transform.NewReader(text, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder())
	case encoding16BE:
		return transform.NewReader(text, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder())
	case encoding1258:
		// A chain of both would fail where much text has no place to cut it at.
		return norm.NFC.Reader(filled{transform.NewReader(text, charmap.Windows1258.NewDecoder())})
	}
	switch held {
	case encodingUTF8:
	case encoding16LE, encoding16BE:
		text = decoded(text, held, "")
	default:
		text = transform.NewReader(text, charmap.Windows1252.NewDecoder())
	}
	letters := &speller{alphabet: vietnamese.TCVN3()}
	if encoding == encodingVNI {
		letters.alphabet = vietnamese.VNI()
	}
	return transform.NewReader(text, letters)
}

// speller reads the signs of an alphabet, held as characters, cell by cell: a
// cell with a Vietnamese letter that Windows-1252 lacks was written in Unicode
// beside the others, and stays as it is but for NFC.
type speller struct {
	transform.NopResetter // no cell depends on another

	alphabet vietnamese.Alphabet
	cell     []byte
}

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
	_, ok := charmap.Windows1252.EncodeRune(r)
	return !ok && vietnamese.IsLetter(r)
}

const (
	cellLimit = 1 << 10       // bytes of a cell that are looked at as one
	cellEnds  = ",;|\t\"\r\n" // the signs that end a cell, whatever the delimiter is
)

// cellEnd returns the end of the first cell with what ends it; 0 if more must be read.
// A long cell is cut after a word, or else before its last sign, or its last two where
// they spell one letter.
func (s *speller) cellEnd(src []byte, atEOF bool) int {
	window := src[:min(len(src), cellLimit)]
	if end := bytes.IndexAny(window, cellEnds); end >= 0 {
		return end + 1
	}
	if len(src) < cellLimit {
		if atEOF {
			return len(src)
		}
		return 0
	}
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

// resembles returns the encoding that bytes which are not UTF-8 look like: that
// in which the most cells and words are known. It is "" if none is known, or if
// two encodings are equally likely. It serves messages; nothing is read by it.
func resembles(data []byte, known func(text string) bool) string {
	candidates := []string{encoding1258, encodingTCVN3, encodingVNI}
	isWide := bytes.IndexByte(data, 0) >= 0
	if isWide {
		candidates = []string{encoding16LE, encoding16BE}
	}
	var sample []byte
	for line := range bytes.Lines(data) {
		// A line of ASCII is the same in all encodings of bytes.
		if isWide || bytes.ContainsFunc(line, isBeyondASCII) {
			sample = append(sample, line...)
		}
		if len(sample) >= headSize {
			sample = sample[:headSize]
			break
		}
	}
	best, most := "", 0
	for _, encoding := range candidates {
		text, err := io.ReadAll(decoded(bytes.NewReader(sample), encoding, ""))
		if err != nil {
			continue
		}
		switch n := countKnown(string(text), known); {
		case n > most:
			best, most = encoding, n
		case n == most:
			best = ""
		}
	}
	return best
}

func isBeyondASCII(r rune) bool { return r >= utf8.RuneSelf }

// countKnown returns how many of the cells of a text, and of their words, are known.
func countKnown(text string, known func(text string) bool) int {
	n := 0
	for cell := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(cellEnds, r) }) {
		words := strings.Fields(cell)
		if len(words) > 1 {
			words = append(words, strings.TrimSpace(cell))
		}
		for _, word := range words {
			if known(word) {
				n++
			}
		}
	}
	return n
}

// filled reads as much as there is room for. Where a letter has more marks than any language
// writes, what the library makes of it depends on where its reads end.
type filled struct{ r io.Reader }

// Read fills p, but for the end of what is read.
func (f filled) Read(p []byte) (int, error) {
	n, err := io.ReadFull(f.r, p)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return n, err
}
