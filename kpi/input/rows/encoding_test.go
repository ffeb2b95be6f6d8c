package rows

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// decoded reads a text in an encoding that it does not contradict.
func readText(t testing.TB, encoding, text string) string {
	t.Helper()
	r, _, err := decode(strings.NewReader(text), encoding)
	if err != nil {
		t.Fatalf("%s: %v", encoding, err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("%s: %v", encoding, err)
	}
	return string(out)
}

// utf16Text writes a text in UTF-16, in either order, with its mark or not.
func utf16Text(text string, big, mark bool) string {
	if mark {
		text = "\ufeff" + text
	}
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		high, low := byte(unit>>8), byte(unit)
		if !big {
			high, low = low, high
		}
		b.Write([]byte{high, low})
	}
	return b.String()
}

func TestByteMarks(t *testing.T) {
	const text = "Kỳ,Huyện\r\n06/2024,\"Định\nHuyện\"\r"
	for _, tt := range []struct {
		name, stored, encoding, used, mark string
	}{
		{"plain", text, "auto", "utf-8", ""},
		{"plain", text, "", "utf-8", ""},
		{"plain", text, "utf-8", "utf-8", ""},
		{"UTF-8 mark", "\ufeff" + text, "auto", "utf-8", ""},
		{"UTF-8 mark", "\ufeff" + text, "utf-8", "utf-8", ""},
		{"UTF-8 mark", "\ufeff" + text, "utf-16le", "", "utf-8"},
		{"UTF-8 mark", "\ufeff" + text, "windows-1258", "", "utf-8"},
		{"UTF-8 mark", "\ufeff" + text, "vni", "vni", ""},
		{"UTF-16LE mark", utf16Text(text, false, true), "auto", "utf-16le", ""},
		{"UTF-16LE mark", utf16Text(text, false, true), "utf-16le", "utf-16le", ""},
		{"UTF-16LE mark", utf16Text(text, false, true), "utf-16be", "", "utf-16le"},
		{"UTF-16LE mark", utf16Text(text, false, true), "utf-8", "", "utf-16le"},
		{"UTF-16LE mark", utf16Text(text, false, true), "tcvn3", "tcvn3", ""},
		{"UTF-16BE mark", utf16Text(text, true, true), "auto", "utf-16be", ""},
		{"UTF-16BE mark", utf16Text(text, true, true), "utf-16be", "utf-16be", ""},
		{"UTF-16BE mark", utf16Text(text, true, true), "windows-1258", "", "utf-16be"},
		{"UTF-16BE mark", utf16Text(text, true, true), "vni", "vni", ""},
		{"UTF-16LE", utf16Text(text, false, false), "utf-16le", "utf-16le", ""},
		{"UTF-16BE", utf16Text(text, true, false), "utf-16be", "utf-16be", ""},
		{"UTF-32LE mark", "\xff\xfe\x00\x00K\x00\x00\x00", "auto", "", "utf-32le"},
		{"UTF-32LE mark", "\xff\xfe\x00\x00K\x00\x00\x00", "utf-16le", "", "utf-32le"},
		{"UTF-32BE mark", "\x00\x00\xfe\xff\x00\x00\x00K", "auto", "", "utf-32be"},
		{"UTF-32BE mark", "\x00\x00\xfe\xff\x00\x00\x00K", "tcvn3", "", "utf-32be"},
	} {
		r, used, err := decode(strings.NewReader(tt.stored), tt.encoding)
		var mark *markError
		if errors.As(err, &mark); mark == nil {
			mark = &markError{}
		}
		if used != tt.used || mark.mark != tt.mark || (err != nil) != (tt.mark != "") {
			t.Errorf("%s as %q: used %q, mark %q, error %v", tt.name, tt.encoding, used, mark.mark, err)
			continue
		}
		if err != nil {
			continue
		}
		if got, err := io.ReadAll(r); string(got) != text || err != nil {
			t.Errorf("%s as %q: %q, %v", tt.name, tt.encoding, got, err)
		}
	}
}

func TestDecodeShortTexts(t *testing.T) {
	for _, encoding := range Encodings() {
		if got := readText(t, encoding, ""); got != "" {
			t.Errorf("%s: %q of nothing", encoding, got)
		}
	}
	for text, want := range map[string]string{"a": "a", "\xff": "\xff", "\ufeff": "", "\xff\xfe": "", "\xfe\xff\x00": "\ufffd"} {
		if got := readText(t, encodingAuto, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if _, _, err := decode(strings.NewReader("a"), "viscii"); err == nil {
		t.Error("an encoding that is not of the list was taken")
	}
}

// UTF-8 is the stream itself behind what was looked at.
func TestUTF8IsPassedOn(t *testing.T) {
	in := strings.NewReader("\ufeffKỳ \xff\ufffd" + strings.Repeat("x", 1<<16))
	r, _, err := decode(in, encodingAuto)
	if err != nil {
		t.Fatal(err)
	}
	if left := in.Len(); left != len("\ufeffKỳ \xff\ufffd")-4+1<<16 {
		t.Errorf("%d bytes are left in the stream", left)
	}
	buf := make([]byte, 1<<17)
	if n, err := r.Read(buf); string(buf[:n]) != "K" || err != nil {
		t.Errorf("first %q, %v", buf[:n], err)
	}
	if n, err := r.Read(buf); n != len("ỳ \xff\ufffd")+1<<16 || err != nil {
		t.Errorf("then %d bytes, %v", n, err)
	}
}

// A fault of the stream is passed on, wherever it is.
func TestDecodePassesOnFaults(t *testing.T) {
	broken := errors.New("broken pipe")
	for _, encoding := range Encodings() {
		for _, text := range []string{"", "ab", strings.Repeat("ab", 1<<16)} {
			r, _, err := decode(io.MultiReader(strings.NewReader(text), failing{broken}), encoding)
			if err == nil {
				_, err = io.ReadAll(r)
			}
			if !errors.Is(err, broken) {
				t.Errorf("%s after %d bytes: %v", encoding, len(text), err)
			}
		}
	}
}

// What cannot be read is U+FFFD, and the lines about it are whole.
func TestUndecodable(t *testing.T) {
	for _, tt := range []struct{ encoding, text, want string }{
		{encoding1258, "a\n\x81\r\nb\x8a", "a\n\ufffd\r\nb\ufffd"},
		{encodingTCVN3, "a\n\xc3\r\nb\x81", "a\n\ufffd\r\nb\ufffd"},
		{encodingVNI, "a\n\xe7\r\nb\xaa", "a\n\ufffd\r\nb\ufffd"},
		{encoding16LE, "a\x00\n\x00\x00\xd8\n\x00b\x00", "a\n\ufffd\nb"},
		{encoding16LE, "a\x00\n\x00\x00\xdc\n\x00b\x00", "a\n\ufffd\nb"},
		{encoding16LE, "a\x00\n\x00b", "a\n\ufffd"},
		{encoding16BE, "\x00a\x00\n\xd8\x00", "a\n\ufffd"},
		{encodingTCVN3, "HuyÖn,Ã\n漢,→", "Huyện,\ufffd\n\ufffd,\ufffd"},
		{encodingVNI, "\ufeffHuyeän\xff,漢", "Huyện\ufffd,\ufffd"},
		{encodingTCVN3, "\ufeff§Þnh,Định\xff", "Định,Định\ufffd"},
	} {
		if got := readText(t, tt.encoding, tt.text); got != tt.want {
			t.Errorf("%s: %q is %q, want %q", tt.encoding, tt.text, got, tt.want)
		}
	}
}

// A cell that was written in Unicode beside cells in TCVN3 or VNI is itself.
func TestUnicodeCells(t *testing.T) {
	for encoding, others := range map[string]string{
		encodingTCVN3: "HuyÖn,Đã giải quyết,\"Xã Tân Thanh phường Đề Thám\";" + norm.NFD.String("Toàn Quyết") + "\tQu¸ h¹n",
		encodingVNI:   "Huyeän,Đã giải quyết,\"Xã Tân Thanh phường Đề Thám\";" + norm.NFD.String("Toàn Quyết") + "\tQuaù haïn",
	} {
		const want = "Huyện,Đã giải quyết,\"Xã Tân Thanh phường Đề Thám\";Toàn Quyết\tQuá hạn"
		if got := readText(t, encoding, others); got != want {
			t.Errorf("%s: %q, want %q", encoding, got, want)
		}
	}
}

// The form of TCVN3 and VNI is known from a head that may end in a letter.
func TestHeadEndsInALetter(t *testing.T) {
	for pad := range 4 {
		ascii := strings.Repeat("x", headSize-len("HuyÖn")-pad-1)
		text := "HuyÖn" + ascii + "ÖÖÖÖ"
		if got := readText(t, encodingTCVN3, text); got != "Huyện"+ascii+"ệệệệ" {
			t.Errorf("pad %d: ends in %q", pad, got[len(got)-16:])
		}
	}
}

// Long cells are read to their end, and cut nowhere within a letter.
func TestLongCells(t *testing.T) {
	const words = "Tổng số hồ sơ tiếp nhận "
	for n := range 30 {
		text := strings.Repeat("x", n) + " " + strings.Repeat(words, 400) + "\n" + words
		for _, encoding := range []string{encoding1258, encodingTCVN3, encodingVNI} {
			if got := readText(t, encoding, encode(t, encoding, text)); got != text {
				t.Fatalf("%s: %d bytes of %d are other", encoding, len(got), len(text))
			}
		}
	}
	if text := strings.Repeat("ướ", 3000); readText(t, encodingVNI, encode(t, encodingVNI, text)) != text {
		t.Error("VNI without spaces is cut within a letter")
	}
	unbroken := strings.Repeat("é", 5000)
	for n := range 4 {
		text := "\ufeffHuyÖn," + strings.Repeat("x", n) + unbroken
		if got := readText(t, encodingTCVN3, text); got != "Huyện,"+strings.Repeat("x", n)+strings.Repeat("ộ", 5000) {
			t.Errorf("%d: a cell without spaces is cut", n)
		}
	}
}

// FuzzDecode reads any bytes in any encoding: it gives UTF-8, all line breaks,
// and the same by any size of reads; Vietnamese text comes back as it was.
func FuzzDecode(f *testing.F) {
	for i, text := range []string{
		"Huyện Tràng Định,5\r\n", "\ufeffHuyÖn Trµng §Þnh\n", "Huyeän,\xff\n\n\r", "\xff\xfea\x00\n\x00\x00\xd8",
		"\xfe\xff\x00a\xd8", "TỔNG SỐ; \"Quá\nhạn\"", "\xff\xfe\x00\x00", strings.Repeat("ượ ", 700),
	} {
		for n := range Encodings() {
			f.Add([]byte(text), uint8(n+i))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, n uint8) {
		encoding := Encodings()[int(n)%len(Encodings())]
		r, used, err := decode(strings.NewReader(string(data)), encoding)
		if err != nil {
			return
		}
		whole, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		r, _, _ = decode(iotest.OneByteReader(strings.NewReader(string(data))), encoding)
		if slow, err := io.ReadAll(iotest.OneByteReader(r)); string(slow) != string(whole) || err != nil {
			t.Errorf("%s by single bytes: %q, %v; want %q", encoding, slow, err, whole)
		}
		if used != encodingUTF8 && !utf8.Valid(whole) {
			t.Errorf("%s: %q is not UTF-8", encoding, whole)
		}
		if _, length := byteMark(data); used != encoding16LE && used != encoding16BE && length != 2 && breaks(string(whole)) != breaks(string(data)) {
			t.Errorf("%s: %d line breaks of %d", encoding, breaks(string(whole)), breaks(string(data)))
		}
		backAndForth(t, string(data))
	})
}

func breaks(text string) int { return strings.Count(text, "\n") + strings.Count(text, "\r") }

// backAndForth writes the Vietnamese of a text in each encoding and reads it.
func backAndForth(t *testing.T, text string) {
	letters := slices.Collect(func(yield func(rune) bool) {
		for _, r := range "\n ,\"" + norm.NFC.String("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂĐÊÔƠƯ") {
			yield(r)
		}
	})
	var b strings.Builder
	b.WriteString("Huyện\n") // not UTF-8 by chance in any of the encodings
	for _, c := range []byte(text) {
		b.WriteRune(letters[int(c)%len(letters)])
	}
	text = b.String()
	for _, encoding := range []string{encoding1258, encodingTCVN3, encodingVNI} {
		if got := readText(t, encoding, encode(t, encoding, text)); got != text {
			t.Errorf("%s: %.99q, want %.99q", encoding, got, text)
		}
	}
	for _, big := range []bool{false, true} {
		if got := readText(t, encodingAuto, utf16Text(text, big, true)); got != text {
			t.Errorf("UTF-16: %.99q, want %.99q", got, text)
		}
	}
}

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
