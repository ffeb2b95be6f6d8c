package vietnamese

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

// encodings are both alphabets with their tables, and the bytes from 0xA0 that are
// themselves.
var encodings = map[string]struct {
	alphabet func() Alphabet
	rows     []string
	count    int
	others   string
}{
	GarbledTCVN3: {TCVN3, tcvn3Bytes, 67 + 7, "\xa0"},
	GarbledVNI:   {VNI, vniBytes, 2 * 67, "\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xbf\xd7\xf7"},
}

// decoded reads the bytes of a text in an encoding.
func decoded(encoding, text string) string {
	return encodings[encoding].alphabet().text(asWindows1252(text))
}

// encode writes Vietnamese text in the bytes of an encoding. Capitals that
// TCVN3 lacks become small letters, as they are in it.
func encode(t testing.TB, encoding, text string) string {
	t.Helper()
	letters := lettersOf(t, encodings[encoding].rows)
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

// Every letter is read from its bytes, and no other bytes are letters.
func TestLetters(t *testing.T) {
	for encoding, tt := range encodings {
		letters := lettersOf(t, tt.rows)
		if len(letters) != tt.count {
			t.Fatalf("%s: the test knows %d letters, want %d", encoding, len(letters), tt.count)
		}
		single := map[string]rune{}
		for letter, sign := range letters {
			single[sign] = letter
			if got := decoded(encoding, sign); got != string(letter) {
				t.Errorf("%s: % x is %q, want %q", encoding, sign, got, letter)
			}
			if got := decoded(encoding, "h"+sign+"n"+sign+sign); got != "h"+string(letter)+"n"+string(letter)+string(letter) {
				t.Errorf("%s: % x within a word is %q", encoding, sign, got)
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
			if got := decoded(encoding, "b"+sign); got != "b"+want {
				t.Errorf("%s: %x is %q, want %q", encoding, c, got, want)
			}
		}
	}
}

// The punctuation of word processors is itself; letters beside it are not.
func TestPunctuationOfWindows(t *testing.T) {
	for _, encoding := range []string{GarbledTCVN3, GarbledVNI} {
		if got := decoded(encoding, "\x93ban\x94 \x96 \x85 \x80 \x8a\x9f\x81"); got != "“ban” – … € \ufffd\ufffd\ufffd" {
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
		if got := decoded(GarbledVNI, text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
