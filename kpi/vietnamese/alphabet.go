package vietnamese

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Alphabet is how a Vietnamese encoding older than Unicode spells the letters.
// Its signs are written as the Windows-1252 characters of their bytes, since
// spreadsheets store them so and every table of them is printed so.
type Alphabet struct {
	// letters are by one sign and 0, or by a vowel and the mark after it.
	letters map[[2]rune]rune
	// symbols is set where characters from U+00A1 to U+00FF that spell no letter
	// are themselves.
	symbols bool
}

// TCVN3 is TCVN 5712:1993 VN3, the encoding of the ABC fonts: all small
// letters, and of the capitals only those without tone. Capitals with a tone
// are small letters in a font of capitals, and stay small letters here.
func TCVN3() Alphabet { return tcvn3() }

var tcvn3 = sync.OnceValue(func() Alphabet {
	return newAlphabet(false, [][2]string{
		{"àảãáạ", "µ ¶ · ¸ ¹"},
		{"ăằẳẵắặ", "¨ » ¼ ½ ¾ Æ"},
		{"âầẩẫấậ", "© Ç È É Ê Ë"},
		{"èẻẽéẹ", "Ì Î Ï Ð Ñ"},
		{"êềểễếệ", "ª Ò Ó Ô Õ Ö"},
		{"ìỉĩíị", "× Ø Ü Ý Þ"},
		{"òỏõóọ", "ß á â ã ä"},
		{"ôồổỗốộ", "« å æ ç è é"},
		{"ơờởỡớợ", "¬ ê ë ì í î"},
		{"ùủũúụ", "ï ñ ò ó ô"},
		{"ưừửữứự", "\u00ad õ ö ÷ ø ù"},
		{"ỳỷỹýỵ", "ú û ü ý þ"},
		{"đ", "®"},
		{"ĂÂÊÔƠƯĐ", "¡ ¢ £ ¤ ¥ ¦ §"},
	})
})

// VNI is the encoding of the VNI fonts for Windows. Most letters are a vowel
// and a mark after it; a capital vowel makes a capital letter.
func VNI() Alphabet { return vni() }

var vni = sync.OnceValue(func() Alphabet {
	rows := [][2]string{
		{"àảãáạ", "aø aû aõ aù aï"},
		{"ăằẳẵắặ", "aê aè aú aü aé aë"},
		{"âầẩẫấậ", "aâ aà aå aã aá aä"},
		{"èẻẽéẹ", "eø eû eõ eù eï"},
		{"êềểễếệ", "eâ eà eå eã eá eä"},
		{"ìỉĩíị", "ì æ ó í ò"},
		{"òỏõóọ", "oø oû oõ où oï"},
		{"ôồổỗốộ", "oâ oà oå oã oá oä"},
		{"ơờởỡớợ", "ô ôø ôû ôõ ôù ôï"},
		{"ùủũúụ", "uø uû uõ uù uï"},
		{"ưừửữứự", "ö öø öû öõ öù öï"},
		{"ỳỷỹýỵ", "yø yû yõ yù î"},
		{"đ", "ñ"},
	}
	for _, small := range rows {
		rows = append(rows, [2]string{strings.ToUpper(small[0]), strings.ToUpper(small[1])})
	}
	return newAlphabet(true, rows)
})

// newAlphabet reads rows of letters and the signs that spell each. A mark may have
// either case.
func newAlphabet(symbols bool, rows [][2]string) Alphabet {
	a := Alphabet{letters: map[[2]rune]rune{}, symbols: symbols}
	for _, row := range rows {
		signs := strings.Fields(row[1])
		for i, letter := range []rune(row[0]) {
			sign := append([]rune(signs[i]), 0)
			a.letters[[2]rune{sign[0], unicode.ToLower(sign[1])}] = letter
			a.letters[[2]rune{sign[0], unicode.ToUpper(sign[1])}] = letter
		}
	}
	return a
}

// Append appends to dst the letters that a text spells. A sign that spells
// nothing, such as a mark after a letter that cannot bear it, becomes U+FFFD: no
// font of the encoding shows it as the Latin letter of Windows-1252.
func (a Alphabet) Append(dst, text []byte) []byte {
	for len(text) > 0 {
		if text[0] < utf8.RuneSelf && (len(text) == 1 || text[1] < utf8.RuneSelf) {
			dst, text = append(dst, text[0]), text[1:]
			continue
		}
		sign, size := utf8.DecodeRune(text)
		next, more := utf8.DecodeRune(text[size:])
		text = text[size:]
		letter, ok := a.letters[[2]rune{sign, next}]
		if ok && next != 0 {
			text = text[more:]
		} else {
			letter = a.single(sign)
		}
		dst = utf8.AppendRune(dst, letter)
	}
	return dst
}

// text returns the letters that a text spells.
func (a Alphabet) text(signs string) string { return string(a.Append(nil, []byte(signs))) }

// Joins reports whether two signs spell one letter.
func (a Alphabet) Joins(sign, mark rune) bool {
	_, ok := a.letters[[2]rune{sign, mark}]
	return ok
}

// single returns the letter that one sign spells by itself. The dashes, quotes
// and spaces of word processors spell none and are themselves.
func (a Alphabet) single(sign rune) rune {
	if letter, ok := a.letters[[2]rune{sign, 0}]; ok {
		return letter
	}
	_, known := charmap.Windows1252.EncodeRune(sign)
	switch {
	case sign < utf8.RuneSelf:
		return sign
	case !known || unicode.IsLetter(sign), !a.symbols && sign > 0xa0 && sign <= 0xff:
		return utf8.RuneError
	}
	return sign
}

// IsLetter reports whether a character beyond ASCII is a letter or a combining
// mark of Vietnamese text, or a look-alike of Đ that is common in it.
func IsLetter(r rune) bool {
	const letters = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư" + "ÐðƉɖ"
	const marks = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
	return r >= 'Ạ' && r <= 'ỹ' || strings.ContainsRune(letters, r) || strings.ContainsRune(marks, r)
}
