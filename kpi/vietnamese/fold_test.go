package vietnamese

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{" \t\r\n\u00a0 ", ""},
		{"Tràng Định", "Tràng Định"},
		{norm.NFD.String("Tràng Định"), "Tràng Định"},
		{"  Xã  Hoàng\u00a0Văn\r\nThụ \t", "Xã Hoàng Văn Thụ"},
		{"\ufeffXã\u200b Quốc \u00adViệt\u200d", "Xã Quốc Việt"},
		{"a\u200b\u0300b", "àb"}, // the mark belongs to the letter before the gap
		{" \u200b a", "a"},
		{"Tra\u0300ng \u2003 \u202f\u3000Định", "Tràng Định"},
		{"\u202eABC\u202c", "ABC"},
		{"1.057", "1.057"},
	} {
		if got := Clean(tt.text); got != tt.want {
			t.Errorf("%+q is %+q, want %+q", tt.text, got, tt.want)
		}
		if once := Clean(tt.text); Clean(once) != once {
			t.Errorf("%+q is cleaned twice", tt.text)
		}
	}
}

func TestFoldHeader(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"Số hồ sơ đã giải quyết", "số hồ sơ đã giải quyết"},
		{norm.NFD.String("SỐ HỒ SƠ  ĐÃ GIẢI QUYẾT:"), "số hồ sơ đã giải quyết"},
		{"Tiếp nhận / Trong kỳ - Trực tuyến", "tiếp nhận trong kỳ trực tuyến"},
		{"Trả lại/ Rút HS", "trả lại rút hs"},
		{"Trả lại/Rút HS", "trả lại rút hs"},
		{"% Đúng hạn", "% đúng hạn"},
		{"Trực tuyến (4)", "trực tuyến 4"},
		{"received_online", "received online"},
		{"Quá hạn (đã có thư xin lỗi)", "quá hạn đã có thư xin lỗi"},
		{"(…) – ***", ""},
	} {
		if got := FoldHeader(tt.text); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Spellings of one name fold to one text.
func TestFoldNameOfOneName(t *testing.T) {
	for _, names := range [][]string{
		{"tràng định", "Tràng Định", "TRÀNG ĐỊNH", norm.NFD.String("Tràng Định"), " Tràng \u00a0 Định", "Tràng Ðịnh", "Tràng Ɖịnh"},
		{"hoà bình", "Hòa Bình", "Hoà Bình", "HÒA BÌNH", norm.NFD.String("Hòa Bình")},
		{"quý hoà", "Quý Hòa", "Quý Hoà", "Qúy Hoà"},
		{"thuỵ hùng", "Thụy Hùng", "Thuỵ Hùng", "THỤY HÙNG"},
		{"khoẻ", "Khỏe", "Khoẻ"},
		{"uỷ ban", "Ủy ban", "Uỷ ban", "ỦY BAN"},
		{"đồng ý", "Đồng Ý", "Đồng ý", "ðồng ý"},
		{"hoàn lão", "Hoàn Lão", "Hòan Lão"},
	} {
		for _, name := range names {
			if got := FoldName(name); got != names[0] {
				t.Errorf("%+q is %q, want %q", name, got, names[0])
			}
		}
	}
}

// Every letter folds to the same text however it is composed.
func TestFoldNameOfEveryLetter(t *testing.T) {
	for r := rune(0); r <= 'ỿ'; r++ {
		name := "o" + string(r) + "a "
		if got, want := FoldName(name), FoldName(norm.NFD.String(name)); got != want {
			t.Errorf("%+q is %+q, but %+q decomposed", name, got, want)
		}
	}
}

// Names that are two names stay two.
func TestFoldNameOfTwoNames(t *testing.T) {
	for _, pair := range [][2]string{
		{"Tân Thanh", "Tân Thành"}, {"Tân Thành", "Tân Thạnh"}, {"Hồng Thái", "Hồng Thai"}, {"Đông Kinh", "Đồng Kinh"},
		{"Dương", "Đương"}, {"Tràng Định", "Trang Dinh"}, {"Hòa", "Hoa"}, {"Hòa", "Hóa"}, {"Lộc", "Lọc"}, {"Cao Lộc", "Cao Lốc"},
		{"Bắc Sơn", "Bác Sơn"}, {"Xã Chi Lăng", "Chi Lăng"}, {"Tân Lập 1", "Tân Lập 2"}, {"Thụy", "Thúy"}, {"Mai", "Mài"},
	} {
		if a, b := FoldName(pair[0]), FoldName(pair[1]); a == b {
			t.Errorf("%q and %q are both %q", pair[0], pair[1], a)
		}
	}
}

func TestBare(t *testing.T) {
	for name, want := range map[string]string{
		"Tràng Định": "trang dinh", "ĐỒNG Ý": "dong y", norm.NFD.String("Hữu Lũng"): "huu lung", "Ðình Lập": "dinh lap",
		"Trang Dinh": "trang dinh", "Quý Hòa": "quy hoa", "Đắk G'long": "dak g'long", "Lộc Bình": "loc binh", "Hưng Yên": "hung yen", "": "",
	} {
		if got := Bare(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// Spellings of one word have one form, whichever vowel bears the tone.
func TestToneLast(t *testing.T) {
	for _, words := range [][]string{
		{"lũy", "luỹ", norm.NFD.String("lũy"), norm.NFD.String("luỹ")}, {"đến", "ðến", "ɖến", norm.NFD.String("đến")}, {"cuối", "cúôi"}, {"tháng"}, {"thang"}, {"nửa", "nưả"}, {"2024"}, {""},
	} {
		for _, word := range words {
			if got, want := ToneLast(word), ToneLast(words[0]); got != want || got == ToneLast("năm") {
				t.Errorf("%+q is %+q, want %+q", word, got, want)
			}
		}
	}
	if ToneLast("thang") == ToneLast("tháng") || ToneLast("tu") == ToneLast("tư") {
		t.Error("marks do not count")
	}
}

func TestLoose(t *testing.T) {
	for name, want := range map[string]string{"Lý Sơn": "Lí  sơn", "Đắk G'long": "Đắk Glong", "Chi-Lăng": "chi lăng"} {
		if a, b := Loose(name), Loose(want); a != b {
			t.Errorf("%q is %+q, %q is %+q", name, a, want, b)
		}
	}
	if Loose("Tân Thanh") == Loose("Tân Thành") {
		t.Error("marks do not count")
	}
}

// The tone of every vowel is known, and only oa, oe and uy bear it behind.
func TestTonesOfEveryVowel(t *testing.T) {
	behind := map[string]string{}
	for i, r := range tonedVowels {
		vowel, tone := cutTone(r)
		if norm.NFC.String(string([]rune{vowel, tone})) != string(r) || withTone(vowel, tone) != r || !IsToned(r) {
			t.Errorf("%d: %c is %c with %+q", i, r, vowel, tone)
		}
		for _, next := range "aăâeêioôơuưy" {
			pair := string([]rune{r, next})
			want := pair
			if both := string([]rune{vowel, next}); both == "oa" || both == "oe" || both == "uy" {
				want = norm.NFC.String(both + string(tone))
				behind[pair] = want
			}
			if got := FoldName("h" + pair + "n " + pair); got != "h"+want+"n "+want {
				t.Errorf("%s is %s, want %s", pair, got, want)
			}
		}
	}
	if len(tonedVowels) != 60 || len(behind) != 15 || behind["ùy"] != "uỳ" {
		t.Errorf("got %q", behind)
	}
}

func TestIsToned(t *testing.T) {
	for letter, want := range map[rune]bool{'a': false, 'ă': false, 'đ': false, 'ư': false, 'à': true, 'ắ': true, 'Ộ': true, '\u0301': true, '\u031b': false, '6': false} {
		if got := IsToned(letter); got != want {
			t.Errorf("%q is toned: %t", letter, got)
		}
	}
}
