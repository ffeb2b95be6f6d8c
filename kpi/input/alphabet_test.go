package input

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// The bytes of all letters of both encodings, in the order grave, acute, hook,
// tilde, dot. They were written down from published tables of the encodings.
var (
	tcvn3Bytes = []string{
		"à B5 á B8 ả B6 ã B7 ạ B9",
		"ă A8 ằ BB ắ BE ẳ BC ẵ BD ặ C6",
		"â A9 ầ C7 ấ CA ẩ C8 ẫ C9 ậ CB",
		"è CC é D0 ẻ CE ẽ CF ẹ D1",
		"ê AA ề D2 ế D5 ể D3 ễ D4 ệ D6",
		"ì D7 í DD ỉ D8 ĩ DC ị DE",
		"ò DF ó E3 ỏ E1 õ E2 ọ E4",
		"ô AB ồ E5 ố E8 ổ E6 ỗ E7 ộ E9",
		"ơ AC ờ EA ớ ED ở EB ỡ EC ợ EE",
		"ù EF ú F3 ủ F1 ũ F2 ụ F4",
		"ư AD ừ F5 ứ F8 ử F6 ữ F7 ự F9",
		"ỳ FA ý FD ỷ FB ỹ FC ỵ FE",
		"đ AE Đ A7 Ă A1 Â A2 Ê A3 Ô A4 Ơ A5 Ư A6",
	}
	vniBytes = []string{
		"à 61F8 á 61F9 ả 61FB ã 61F5 ạ 61EF",
		"ă 61EA ằ 61E8 ắ 61E9 ẳ 61FA ẵ 61FC ặ 61EB",
		"â 61E2 ầ 61E0 ấ 61E1 ẩ 61E5 ẫ 61E3 ậ 61E4",
		"è 65F8 é 65F9 ẻ 65FB ẽ 65F5 ẹ 65EF",
		"ê 65E2 ề 65E0 ế 65E1 ể 65E5 ễ 65E3 ệ 65E4",
		"ì EC í ED ỉ E6 ĩ F3 ị F2",
		"ò 6FF8 ó 6FF9 ỏ 6FFB õ 6FF5 ọ 6FEF",
		"ô 6FE2 ồ 6FE0 ố 6FE1 ổ 6FE5 ỗ 6FE3 ộ 6FE4",
		"ơ F4 ờ F4F8 ớ F4F9 ở F4FB ỡ F4F5 ợ F4EF",
		"ù 75F8 ú 75F9 ủ 75FB ũ 75F5 ụ 75EF",
		"ư F6 ừ F6F8 ứ F6F9 ử F6FB ữ F6F5 ự F6EF",
		"ỳ 79F8 ý 79F9 ỷ 79FB ỹ 79F5 ỵ EE",
		"đ F1",
		"À 41D8 Á 41D9 Ả 41DB Ã 41D5 Ạ 41CF",
		"Ă 41CA Ằ 41C8 Ắ 41C9 Ẳ 41DA Ẵ 41DC Ặ 41CB",
		"Â 41C2 Ầ 41C0 Ấ 41C1 Ẩ 41C5 Ẫ 41C3 Ậ 41C4",
		"È 45D8 É 45D9 Ẻ 45DB Ẽ 45D5 Ẹ 45CF",
		"Ê 45C2 Ề 45C0 Ế 45C1 Ể 45C5 Ễ 45C3 Ệ 45C4",
		"Ì CC Í CD Ỉ C6 Ĩ D3 Ị D2",
		"Ò 4FD8 Ó 4FD9 Ỏ 4FDB Õ 4FD5 Ọ 4FCF",
		"Ô 4FC2 Ồ 4FC0 Ố 4FC1 Ổ 4FC5 Ỗ 4FC3 Ộ 4FC4",
		"Ơ D4 Ờ D4D8 Ớ D4D9 Ở D4DB Ỡ D4D5 Ợ D4CF",
		"Ù 55D8 Ú 55D9 Ủ 55DB Ũ 55D5 Ụ 55CF",
		"Ư D6 Ừ D6D8 Ứ D6D9 Ử D6DB Ữ D6D5 Ự D6CF",
		"Ỳ 59D8 Ý 59D9 Ỷ 59DB Ỹ 59D5 Ỵ CE",
		"Đ D1",
	}
)

// lettersOf reads a table of letters and bytes.
func lettersOf(t testing.TB, rows []string) map[rune]string {
	t.Helper()
	letters := map[rune]string{}
	for _, row := range rows {
		words := strings.Fields(row)
		for i := 0; i < len(words); i += 2 {
			var sign []byte
			if _, err := fmt.Sscanf(words[i+1], "%x", &sign); err != nil {
				t.Fatal(err)
			}
			letters[[]rune(words[i])[0]] = string(sign)
		}
	}
	return letters
}

// encode writes Vietnamese text in the bytes of an encoding. Capitals that
// TCVN3 lacks become small letters, as they are in it.
func encode(t testing.TB, encoding, text string) string {
	t.Helper()
	var letters map[rune]string
	switch encoding {
	case encoding1258:
		return encode1258(t, text)
	case encodingTCVN3:
		letters = lettersOf(t, tcvn3Bytes)
	default:
		letters = lettersOf(t, vniBytes)
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

// Every letter is read from its bytes, and no other bytes are letters.
func TestLetters(t *testing.T) {
	for _, tt := range []struct {
		encoding string
		rows     []string
		count    int
		others   string // bytes from 0xA0 that are themselves
	}{
		{encodingTCVN3, tcvn3Bytes, 67 + 7, "\xa0"},
		{encodingVNI, vniBytes, 2 * 67, "\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xbf\xd7\xf7"},
	} {
		letters := lettersOf(t, tt.rows)
		if len(letters) != tt.count {
			t.Fatalf("%s: the test knows %d letters, want %d", tt.encoding, len(letters), tt.count)
		}
		single := map[string]rune{}
		for letter, sign := range letters {
			single[sign] = letter
			if got := decoded(t, tt.encoding, sign); got != string(letter) {
				t.Errorf("%s: % x is %q, want %q", tt.encoding, sign, got, letter)
			}
			if got := decoded(t, tt.encoding, "h"+sign+"n"+sign+sign); got != "h"+string(letter)+"n"+string(letter)+string(letter) {
				t.Errorf("%s: % x within a word is %q", tt.encoding, sign, got)
			}
		}
		for c := 0xa0; c <= 0xff; c++ {
			sign := string([]byte{byte(c)})
			want := "\ufffd"
			if letter, ok := single[sign]; ok {
				want = string(letter)
			} else if strings.Contains(tt.others, sign) {
				want = string(rune(c))
			}
			if got := decoded(t, tt.encoding, "b"+sign); got != "b"+want {
				t.Errorf("%s: %x is %q, want %q", tt.encoding, c, got, want)
			}
		}
	}
}

// ASCII is itself in all encodings of one byte, its controls too.
func TestASCIIIsItself(t *testing.T) {
	var b strings.Builder
	for c := range 0x80 {
		b.WriteByte(byte(c))
	}
	for _, encoding := range []string{encodingUTF8, encoding1258, encodingTCVN3, encodingVNI} {
		if got := decoded(t, encoding, b.String()); got != b.String() {
			t.Errorf("%s: %q", encoding, got)
		}
	}
}

// The punctuation of word processors is itself; letters beside it are not.
func TestPunctuationOfWindows(t *testing.T) {
	for _, encoding := range []string{encodingTCVN3, encodingVNI} {
		if got := decoded(t, encoding, "\x93ban\x94 \x96 \x85 \x80 \x8a\x9f\x81"); got != "“ban” – … € \ufffd\ufffd\ufffd" {
			t.Errorf("%s: %q", encoding, got)
		}
	}
}

// In VNI the vowel decides the case; a mark that no letter bears is not read.
func TestMarksOfVNI(t *testing.T) {
	for text, want := range map[string]string{
		"TraØng": "Tràng", "TRAøNG": "TRÀNG", "ÑAõ": "ĐÃ", "ÔÛ": "Ở", "ôÛ": "ở", "Öï": "Ự",
		"bù": "b\ufffd", "ù": "\ufffd", "aùù": "á\ufffd", "yê": "y\ufffd", "iø": "i\ufffd", "a ù": "a \ufffd", "eê": "e\ufffd",
		"öô": "ươ", "oò": "oị", "aí": "aí",
	} {
		text, err := charmap.Windows1252.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := decoded(t, encodingVNI, text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
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
				if got := decoded(t, encoding, text); got != tt.text {
					t.Errorf("%s as %s: %q, want %q", encoding, form, got, tt.text)
				}
			}
		}
		if got := decoded(t, encoding1258, encode(t, encoding1258, tt.text)); got != tt.text {
			t.Errorf("windows-1258: %q, want %q", got, tt.text)
		}
	}
}
