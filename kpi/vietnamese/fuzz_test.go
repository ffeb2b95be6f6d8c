package vietnamese

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FuzzFold folds any text: however it is composed the result is the same, and folding
// it twice changes nothing.
func FuzzFold(f *testing.F) {
	for _, text := range []string{
		"Huyện Tràng Định", "UBND huyện Tràng Định", "Ủy ban nhân dân xã Hoà Bình - Tỉnh Lạng Sơn", "TT.", "Qúy Hoà", "  Thụy\u00a0Hùng ", "Ðình Lập", "'=1+1",
		"İstanbul", "\u200bX\u0300", "oa\u0300", "ÒA", "ǅ", "ᾳ", "\u0389\u0345", "(Xã A)", "– Xã A", " (h.0",
	} {
		f.Add(text)
		f.Add(norm.NFD.String(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // of text that could not be decoded no cell is read
		}
		if last := ToneLast(text); last != ToneLast(norm.NFD.String(text)) {
			t.Errorf("ToneLast makes %+q of %+q, but another of its other form", last, text)
		}
		for name, fold := range map[string]func(string) string{"Clean": Clean, "FoldName": FoldName, "FoldHeader": FoldHeader, "Fold": Fold, "Bare": Bare} {
			once := fold(text)
			loose := name == "Fold" || name == "Bare" // a mark by itself may be on a space that is left out
			if again := fold(once); again != once && !loose {
				t.Errorf("%s makes %+q of %+q, and of that %+q", name, once, text, again)
			}
			for _, form := range []norm.Form{norm.NFC, norm.NFD} {
				if other := fold(form.String(text)); other != once {
					t.Errorf("%s makes %+q of %+q, but %+q of another form of it", name, once, text, other)
				}
			}
		}
	})
}
