package dates

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cchc/kpi/vietnamese"
)

// sense is the meaning of a word or sign in the notation of periods: a number, a word
// for a month.
type sense uint8

const (
	unknown  sense = iota
	number         // 06
	sign           // / - . .. : and all others
	numeral        // sáu
	roman          // II
	wordYear       // năm, which is also the numeral five
	wordQuarter
	wordMonth
	wordDay
	wordHalf // nửa
	wordHead // đầu
	wordTail // cuối
	wordWhole
	wordFrom
	wordTo
	wordThrough // hết
	wordTotal1  // lũy
	wordTotal2  // kế
	wordTerm    // kỳ
	wordSame    // cùng
	wordAside   // so với: before a period that is not the one of a form
	wordWeek    // tuần, đợt: with a number they are a part of a month
	wordNow     // nay
	wordGuess1  // dự, ước: the counts are not those that were
	wordGuess2  // kiến, tính
	letterT
	letterQ
	letterH
)

// meaning is a sense, and the number that a word or its digits mean.
type meaning struct {
	sense sense
	n     int
}

// vocabulary returns all words of the notation, as they are written.
func vocabulary() map[string]meaning {
	return map[string]meaning{
		"một": {numeral, 1}, "hai": {numeral, 2}, "ba": {numeral, 3}, "tư": {numeral, 4}, "bốn": {numeral, 4},
		"sáu": {numeral, 6}, "bảy": {numeral, 7}, "bẩy": {numeral, 7}, "tám": {numeral, 8}, "chín": {numeral, 9}, "mười": {numeral, 10},
		"i": {roman, 1}, "ii": {roman, 2}, "iii": {roman, 3}, "iv": {roman, 4},
		"năm": {wordYear, 5}, "quý": {wordQuarter, 0}, "quí": {wordQuarter, 0}, "tháng": {wordMonth, 0}, "thg": {wordMonth, 0}, "ngày": {wordDay, 0},
		"nửa": {wordHalf, 0}, "đầu": {wordHead, 0}, "cuối": {wordTail, 0}, "cả": {wordWhole, 0},
		"từ": {wordFrom, 0}, "đến": {wordTo, 0}, "tới": {wordTo, 0}, "hết": {wordThrough, 0},
		"lũy": {wordTotal1, 0}, "kế": {wordTotal2, 0}, "kỳ": {wordTerm, 0}, "kì": {wordTerm, 0}, "cùng": {wordSame, 0},
		"cộng": {wordTotal1, 0}, "dồn": {wordTotal2, 0}, "tiến": {wordTotal2, 0}, "nay": {wordNow, 0},
		"trước": {wordAside, 0}, "sau": {wordAside, 0}, "giữa": {wordAside, 0}, "với": {wordAside, 0}, "đoạn": {wordAside, 0},
		"tuần": {wordWeek, 0}, "đợt": {wordWeek, 0}, "dự": {wordGuess1, 0}, "ước": {wordGuess1, 0}, "kiến": {wordGuess2, 0}, "tính": {wordGuess2, 0},
		"t": {letterT, 0}, "q": {letterQ, 0}, "h": {letterH, 0}, "giờ": {letterH, 0},
	}
}

// marked holds the words of the notation, folded.
var marked = sync.OnceValue(func() map[string]meaning {
	words := map[string]meaning{}
	for word, m := range vocabulary() {
		words[fold(word)] = m
	}
	return words
})

// unmarked holds the words of the notation without their marks, for lines that have none:
// tu is từ there, not tư. Numerals are left out.
var unmarked = sync.OnceValue(func() map[string]meaning {
	words := map[string]meaning{}
	for word, m := range vocabulary() {
		if m.sense != numeral {
			words[vietnamese.Bare(word)] = m
		}
	}
	return words
})

// fold makes spellings of one word equal.
func fold(word string) string { return vietnamese.ToneLast(word) }

// token is a number, a word or a sign.
type token struct {
	meaning
	text   string // digits, a folded word, or a sign
	spaced bool   // a space comes before it
}

// words are the tokens of a text.
type words []token

// at returns the token at i; beyond the ends there are unknown ones.
func (w words) at(i int) token {
	if i < 0 || i >= len(w) {
		return token{}
	}
	return w[i]
}

// is reports whether the tokens from i have these senses.
func (w words) is(i int, senses ...sense) bool {
	for k, s := range senses {
		if w.at(i+k).sense != s {
			return false
		}
	}
	return true
}

// sign reports whether the token at i is one of the signs.
func (w words) sign(i int, signs ...string) bool {
	return w.is(i, sign) && slices.Contains(signs, w[i].text)
}

// tight reports whether there is no space on either side of the token at i.
func (w words) tight(i int) bool { return !w.at(i).spaced && !w.at(i+1).spaced }

// skip returns the token after i if that at i has the sense, else i.
func (w words) skip(i int, s sense) int {
	if w.is(i, s) {
		return i + 1
	}
	return i
}

// skipColon returns the token after i if that at i is a colon, else i.
func (w words) skipColon(i int) int {
	if w.sign(i, ":") {
		return i + 1
	}
	return i
}

// split cuts a text into tokens. The longer dashes of word processors are hyphens. A
// line of several ends at a semicolon.
func split(text string) (w words) {
	text = strings.Map(func(r rune) rune {
		if r >= '\u2010' && r <= '\u2014' || r == '\u2212' {
			return '-'
		}
		return r
	}, strings.ToLower(vietnamese.Clean(text)))
	for line := range strings.SplitAfterSeq(text, ";") {
		w = append(w, tokens(line)...)
	}
	return w
}

// tokens cuts a line into tokens.
func tokens(line string) (w words) {
	known := marked
	if !strings.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
		known = unmarked
	}
	runes := []rune(line)
	for i := 0; i < len(runes); {
		first, end := kind(runes[i]), i+1
		joins := func(r rune) bool { return kind(r) == first && (first != sign || runes[i] == '.' && r == '.') }
		for end < len(runes) && joins(runes[end]) {
			end++
		}
		t := token{meaning{sense: first}, string(runes[i:end]), i > 0 && runes[i-1] == ' '}
		switch first {
		case unknown:
			t.text = fold(t.text)
			t.meaning = known()[t.text]
		case number:
			const most = 6 // digits that any number of the notation has
			n, err := strconv.Atoi(t.text)
			if t.n = n; err != nil || len(t.text) > most {
				t.n = -1
			}
		}
		if runes[i] != ' ' {
			w = append(w, t)
		}
		i = end
	}
	return w
}

// kind returns number, sign, or unknown for what words are made of. Digits of
// other scripts are no numbers; they make what they touch a word.
func kind(r rune) sense {
	switch {
	case r >= '0' && r <= '9':
		return number
	case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r):
		return unknown
	}
	return sign
}
