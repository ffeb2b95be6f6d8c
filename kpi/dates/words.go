package dates

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// sense is what a word or sign means in the notation of periods.
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
	wordAside   // what stands before a period that is not the one of a form
	wordWeek
	letterT
	letterQ
	letterH
)

// meaning is a sense, and the number that a word stands for.
type meaning struct {
	sense sense
	n     int
}

// vocabulary holds all words of the notation, folded.
var vocabulary = folded(map[string]meaning{
	"một": {numeral, 1}, "hai": {numeral, 2}, "ba": {numeral, 3}, "tư": {numeral, 4}, "bốn": {numeral, 4},
	"sáu": {numeral, 6}, "bảy": {numeral, 7}, "bẩy": {numeral, 7}, "tám": {numeral, 8}, "chín": {numeral, 9}, "mười": {numeral, 10},
	"i": {roman, 1}, "ii": {roman, 2}, "iii": {roman, 3}, "iv": {roman, 4},
	"năm": {wordYear, 5}, "quý": {wordQuarter, 0}, "quí": {wordQuarter, 0}, "tháng": {wordMonth, 0}, "ngày": {wordDay, 0},
	"nửa": {wordHalf, 0}, "đầu": {wordHead, 0}, "cuối": {wordTail, 0}, "cả": {wordWhole, 0},
	"từ": {wordFrom, 0}, "đến": {wordTo, 0}, "tới": {wordTo, 0}, "hết": {wordThrough, 0},
	"lũy": {wordTotal1, 0}, "kế": {wordTotal2, 0}, "kỳ": {wordTerm, 0}, "kì": {wordTerm, 0}, "cùng": {wordSame, 0},
	"trước": {wordAside, 0}, "sau": {wordAside, 0}, "giữa": {wordAside, 0}, "với": {wordAside, 0}, "đoạn": {wordAside, 0}, "tuần": {wordWeek, 0},
	"t": {letterT, 0}, "q": {letterQ, 0}, "h": {letterH, 0},
})

// folded folds the keys of a table.
func folded(table map[string]meaning) map[string]meaning {
	words := make(map[string]meaning, len(table))
	for word, m := range table {
		words[fold(word)] = m
	}
	return words
}

// token is a number, a word or a sign.
type token struct {
	meaning
	text   string // digits, a folded word, or a sign
	spaced bool   // a space stands before it
}

// words is a text taken apart.
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

// sign reports whether one of the signs stands at i.
func (w words) sign(i int, signs ...string) bool {
	for _, s := range signs {
		if w.is(i, sign) && w[i].text == s {
			return true
		}
	}
	return false
}

// tight reports whether no space stands around the token at i.
func (w words) tight(i int) bool { return !w.at(i).spaced && !w.at(i+1).spaced }

// skip returns i, or what follows it where a token of the sense stands there.
func (w words) skip(i int, s sense) int {
	if w.is(i, s) {
		return i + 1
	}
	return i
}

// skipColon returns i, or what follows it where a colon stands there.
func (w words) skipColon(i int) int {
	if w.sign(i, ":") {
		return i + 1
	}
	return i
}

// split takes a text apart.
func split(text string) words {
	var w words
	runes := plain(text)
	for i := 0; i < len(runes); {
		end := i + 1
		for end < len(runes) && oneToken(runes[i], runes[end]) {
			end++
		}
		if runes[i] != ' ' {
			w = append(w, interpret(kind(runes[i]), string(runes[i:end]), i > 0 && runes[i-1] == ' '))
		}
		i = end
	}
	return w
}

// plain writes a text in lower case, with plain spaces and hyphens (a word
// processor sets longer dashes) and without characters that have no width.
func plain(text string) []rune {
	var runes []rune
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case r >= '\u2010' && r <= '\u2014' || r == '\u2212':
			r = '-'
		case unicode.Is(unicode.Cf, r):
			continue
		}
		runes = append(runes, r)
	}
	return runes
}

// oneToken reports whether a token that begins with a rune goes on with next: of
// signs, only dots do.
func oneToken(first, next rune) bool {
	if kind(first) == sign {
		return first == '.' && next == '.'
	}
	return kind(first) == kind(next)
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

// interpret looks the meaning of a word or a number up.
func interpret(kind sense, text string, spaced bool) token {
	t := token{meaning{sense: kind}, text, spaced}
	switch kind {
	case unknown:
		t.text = fold(text)
		t.meaning = vocabulary[t.text]
	case number:
		const most = 6 // digits that any number of the notation has
		n, err := strconv.Atoi(text)
		if t.n = n; err != nil || len(text) > most {
			t.n = -1
		}
	}
	return t
}

// tones are the marks of the five tones, in the order of the rows of vowels.
var tones = [...]rune{'\u0300', '\u0309', '\u0303', '\u0301', '\u0323'}

// vowels has a row for each vowel: without a tone, with each, and a space.
const vowels = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ "

// qualities are the letters that a mark other than a tone makes.
const qualities = "a\u0306ă a\u0302â e\u0302ê o\u0302ô o\u031bơ u\u031bư"

// fold makes spellings of one lower-case word equal: composed or decomposed
// letters, the tone on either vowel (lũy, luỹ), đ and its look-alikes. The tone
// goes to the end. Marks count: thang is not tháng.
func fold(word string) string {
	var letters, ends []rune
	for _, r := range word {
		base, tone := untoned(r)
		if tone != 0 {
			ends = append(ends, tone)
		}
		if n := len(letters); n > 0 {
			if made := withMark(letters[n-1], base); made != 0 {
				letters[n-1] = made
				continue
			}
		}
		if base != 0 {
			letters = append(letters, base)
		}
	}
	return string(append(letters, ends...))
}

// untoned parts a letter from its tone. Of a mark only the tone is left.
func untoned(r rune) (base, tone rune) {
	if r < unicode.MaxASCII {
		return r, 0
	}
	if slices.Contains(tones[:], r) {
		return 0, r
	}
	const row = len(tones) + 2
	k := 0
	for _, v := range vowels {
		if k%row == 0 {
			base = v
		} else if v == r {
			return base, tones[k%row-1]
		}
		k++
	}
	if r == 'ð' || r == 'ɖ' {
		return 'đ', 0
	}
	return r, 0
}

// withMark returns the letter that a letter and a mark make, or 0.
func withMark(letter, mark rune) rune {
	if mark < unicode.MaxASCII {
		return 0
	}
	for row := range strings.FieldsSeq(qualities) {
		if q := []rune(row); q[0] == letter && q[1] == mark {
			return q[2]
		}
	}
	return 0
}
