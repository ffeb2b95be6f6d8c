package rows

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"cchc/kpi/vietnamese"
)

// encode writes Vietnamese text in the bytes of an encoding. Capitals that
// TCVN3 lacks become small letters, as they are in it.
func encode(t testing.TB, encoding, text string) string {
	t.Helper()
	if encoding == encoding1258 {
		return encode1258(t, text)
	}
	letters := signsOf(vietnamese.TCVN3())
	if encoding == encodingVNI {
		letters = signsOf(vietnamese.VNI())
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		sign, ok := letters[r]
		if !ok {
			sign, ok = letters[unicode.ToLower(r)]
		}
		if !ok {
			c, _ := charmap.Windows1252.EncodeRune(r)
			sign = string([]byte{c})
		}
		b.WriteString(sign)
	}
	return b.String()
}

// encode1258 takes the tones off, which windows-1258 has as marks.
func encode1258(t testing.TB, text string) string {
	t.Helper()
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		if _, ok := charmap.Windows1258.EncodeRune(r); ok {
			b.WriteRune(r)
			continue
		}
		var tone []rune
		letter := strings.Map(func(r rune) rune {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", r) {
				tone = append(tone, r)
				return -1
			}
			return r
		}, norm.NFD.String(string(r)))
		b.WriteString(norm.NFC.String(letter) + string(tone))
	}
	text, err := charmap.Windows1258.NewEncoder().String(b.String())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// signsOf returns the signs of one or two bytes that spell each letter.
func signsOf(a vietnamese.Alphabet) map[rune]string {
	letters := map[rune]string{}
	for _, first := range "\x00AEOUYÔÖaeouyôö" {
		for c := 0xa0; c <= 0xff; c++ {
			sign := strings.TrimLeft(string([]rune{first, rune(c)}), "\x00")
			letter, size := utf8.DecodeRune(a.Append(nil, []byte(sign)))
			if _, known := letters[letter]; known && !unicode.IsLower(letter) || letter == utf8.RuneError || size < len(string(a.Append(nil, []byte(sign)))) {
				continue
			}
			letters[letter], _ = charmap.Windows1252.NewEncoder().String(sign)
		}
	}
	return letters
}

// ASCII is itself in all encodings of one byte, its controls too.
func TestASCIIIsItself(t *testing.T) {
	var b strings.Builder
	for c := range 0x80 {
		b.WriteByte(byte(c))
	}
	for _, encoding := range []string{encodingUTF8, encoding1258, encodingTCVN3, encodingVNI} {
		if got := readText(t, encoding, b.String()); got != b.String() {
			t.Errorf("%s: %q", encoding, got)
		}
	}
}

// Words as spreadsheets show the encodings, in all forms that hold them.
func TestWords(t *testing.T) {
	for _, tt := range []struct{ text, tcvn3, vni string }{
		{"Huyện Tràng Định", "HuyÖn Trµng §Þnh", "Huyeän Traøng Ñònh"},
		{"Tổng số hồ sơ tiếp nhận", "Tæng sè hå s¬ tiÕp nhËn", "Toång soá hoà sô tieáp nhaän"},
		{"Trực tuyến", "Trùc tuyÕn", "Tröïc tuyeán"},
		{"Đã giải quyết", "§· gi¶i quyÕt", "Ñaõ giaûi quyeát"},
		{"Quá hạn", "Qu¸ h¹n", "Quaù haïn"},
		{"Lũy kế", "Lòy kÕ", "Luõy keá"},
		{"Từ kỳ trước", "Tõ kú tr\u00adíc", "Töø kyø tröôùc"},
		{"Thủ tục hành chính", "Thñ tôc hµnh chÝnh", "Thuû tuïc haønh chính"},
		{"Phường Hoàng Văn Thụ", "Ph\u00adêng Hoµng V¨n Thô", "Phöôøng Hoaøng Vaên Thuï"},
		{"Đúng hạn, tỷ lệ; nghĩa vụ", "§óng h¹n, tû lÖ; nghÜa vô", "Ñuùng haïn, tyû leä; nghóa vuï"},
	} {
		for encoding, stored := range map[string]string{encodingTCVN3: tt.tcvn3, encodingVNI: tt.vni} {
			raw, err := charmap.Windows1252.NewEncoder().String(stored)
			if err != nil {
				t.Fatal(err)
			}
			for form, text := range map[string]string{"bytes": raw, "UTF-8": stored, "UTF-8 with mark": "\ufeff" + stored, "UTF-16": utf16Text(stored, false, true), "UTF-16BE": utf16Text(stored, true, true)} {
				if got := readText(t, encoding, text); got != tt.text {
					t.Errorf("%s as %s: %q, want %q", encoding, form, got, tt.text)
				}
			}
		}
		if got := readText(t, encoding1258, encode(t, encoding1258, tt.text)); got != tt.text {
			t.Errorf("windows-1258: %q, want %q", got, tt.text)
		}
	}
}
