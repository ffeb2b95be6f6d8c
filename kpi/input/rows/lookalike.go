package rows

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// sampleSize is how many bytes are looked at to tell an encoding.
const sampleSize = 64 << 10

// resembles returns the encoding that bytes which are not UTF-8 look like: that
// in which the most cells and words are known. It is "" if none is known, or if
// two encodings are equally likely. It serves messages; nothing is read by it.
func resembles(data []byte, known func(text string) bool) string {
	candidates := []string{encoding1258, encodingTCVN3, encodingVNI}
	if bytes.IndexByte(data, 0) >= 0 {
		candidates = []string{encoding16LE, encoding16BE}
		data = data[:min(len(data), sampleSize)]
	} else {
		data = beyondASCII(data)
	}
	best, most := "", 0
	for _, encoding := range candidates {
		text, _, err := transform.Bytes(decoder(encoding, ""), data)
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

// beyondASCII returns a sample of the lines that hold more than ASCII; other
// lines are the same in all encodings of bytes.
func beyondASCII(data []byte) []byte {
	var sample []byte
	for line := range bytes.Lines(data) {
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			sample = append(sample, line...)
		}
		if len(sample) >= sampleSize {
			return sample[:sampleSize]
		}
	}
	return sample
}

// countKnown returns how many of the cells of a text, and of their words, are known.
func countKnown(text string, known func(text string) bool) int {
	n := 0
	cells := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(cellEnds, r) })
	for _, cell := range cells {
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
