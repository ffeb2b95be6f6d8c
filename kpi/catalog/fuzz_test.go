package catalog

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// FuzzName takes any text as a name: nothing of it is lost but its type words, and a
// name with letters keeps some.
func FuzzName(f *testing.F) {
	for _, text := range []string{
		"Huyện Tràng Định", "H.Tràng Định", "UBND huyện Tràng Định", "Ủy ban nhân dân xã Hoà Bình - Tỉnh Lạng Sơn", "Xã Chi Lăng, huyện Tràng Định", "TP. Lạng Sơn",
		"UBND UBND", "Xã", "Xã Xã", "TT.", "Qúy Hoà", "  Thụy\u00a0Hùng ", "Ðình Lập", "'=1+1", "Cấp huyện", "Tổng cộng huyện X", "Trong đó:", "I. Cấp xã", "Đơn vị: UBND xã A",
		"Kết quả giải quyết tại UBND huyện Tràng Định tháng 6/2024", "İstanbul", "\u200bX\u0300", "oa\u0300", "ÒA", "ǅ", "ᾳ", "\u0389\u0345", "Quận 1", "(Xã A)", "– Xã A", " (h.0",
	} {
		f.Add(text)
		f.Add(norm.NFD.String(text))
	}
	c, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // of text that could not be decoded no cell is read
		}
		wantName(t, c, text, kpi.Levels())
		wantName(t, c, text, []kpi.Level{kpi.District})
		wantName(t, c, text, []kpi.Level{kpi.Commune})
		for _, n := range c.Words.UnitsOf(text) {
			if n.Type == "" || n.Text == "" || n.Level == 0 {
				t.Errorf("%+q names the unit %+v", text, n)
			}
		}
		if level, apart := c.Words.Heading(text); level != 0 && apart != "" {
			t.Errorf("%+q heads both %v and %q", text, level, apart)
		}
		_, _, _, _ = c.Words.IsTotal(text), c.Words.IsPart(text), c.Words.IsTitle(text), c.Words.IsFooter(text)
	})
}

// wantName holds what is true of the parts of any name.
func wantName(t *testing.T, c *Catalog, text string, levels []kpi.Level) {
	t.Helper()
	n := c.Words.Name(text, levels...)
	clean := strings.Map(vietnamese.PlainD, vietnamese.Clean(text))
	if !strings.HasSuffix(clean, n.Text) || n.Type == "" && !n.Agency && n.Text != clean && clean[0] != '\'' {
		t.Errorf("%+q is named %+v", text, n)
	}
	if strings.ContainsFunc(clean, unicode.IsLetter) && (n.Text == "" || n.Key == "") {
		t.Errorf("nothing is left of %+q", text)
	}
	if (n.Type == "") != (n.Level == 0) || n.Key != vietnamese.FoldName(n.Text) {
		t.Errorf("%+q is named %+v", text, n)
	}
}
