package rows

import (
	"strings"
	"testing"
)

func TestResembles(t *testing.T) {
	known := func(text string) bool {
		return text == "Huyện" || text == "Tràng Định" || text == "Đã giải quyết" || text == "period" || text == "huyện"
	}
	const text = "period,Huyện,Đã giải quyết\r\n2024-06,\"Tràng Định\",5\r\n"
	for want, data := range map[string]string{
		encoding1258:  encode(t, encoding1258, text),
		encodingTCVN3: encode(t, encodingTCVN3, text),
		encodingVNI:   encode(t, encodingVNI, text),
		encoding16LE:  utf16Text(text, false, false),
		encoding16BE:  utf16Text(text, true, false),
	} {
		if got := resembles([]byte(data), known); got != want {
			t.Errorf("%s resembles %q", want, got)
		}
	}
	for _, data := range []string{"", "period,5\n", "\xff\xfe\xfd", "period\x00\x01\x02", "caf\xe9,na\xefve\n", "period,\xff\n", encode(t, encodingVNI, "Lộc Bình\n")} {
		if got := resembles([]byte(data), known); got != "" {
			t.Errorf("%q resembles %s", data, got)
		}
	}
	late := strings.Repeat("period,5\n", 20_000) + encode(t, encodingTCVN3, "x,huyện\n")
	if got := resembles([]byte(late), known); got != encodingTCVN3 {
		t.Errorf("letters after a long sample of ASCII: %q", got)
	}
	one := encode(t, encodingTCVN3, "x,huyện\n")
	if got := resembles([]byte(one), func(string) bool { return true }); got != "" {
		t.Errorf("all encodings are likely, not %s", got)
	}
}
