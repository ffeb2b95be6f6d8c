package input

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// What would be counted twice, or added to what it is not of, is never added in
// silence. Each case names the codes of which one must be among the findings;
// "" stands for any.
func TestNothingIsCountedTwiceInSilence(t *testing.T) {
	const rows = "period,district,Lĩnh vực,received\n"
	for _, tt := range []struct {
		name  string
		in    files
		codes []string
	}{
		{"a quarter, and a month of it by its parts", files{"a.csv": "period,district,received\n2024-Q2,A,10\n",
			"b.csv": "period,district,received_online,received_offline\n2024-04,A,4,6\n"}, []string{kpi.PeriodOverlap}},
		{"a quarter by parts, and a month of it by other parts", files{"a.csv": "period,district,resolved,resolved_in_time\n2024-Q2,A,10,7\n",
			"b.csv": "period,district,resolved_early,resolved_on_time,resolved_late\n2024-04,A,1,1,2\n"}, []string{kpi.PeriodOverlap}},
		{"all communes, and one of them by its parts", files{"a.csv": "period,level,district,received\n2024-04,xã,A,10\n",
			"b.csv": "period,district,commune,received_online,received_offline\n2024-04,A,Xã X,4,6\n"}, []string{kpi.KeyConflict}},
		{"a commune after the reform, with and without a district", files{"a.csv": "period,district,commune,received\n2025-07,Tràng Định,Xã Chi Lăng,10\n",
			"b.csv": "period,commune,received\n2025-07,Xã Chi Lăng,10\n"}, []string{kpi.KeyConflict, kpi.UnitAmbiguous}},
		{"a commune after the reform, with and without a district, in one file", files{"a.csv": "period,district,commune,received\n" +
			"2025-07,Tràng Định,Xã Chi Lăng,10\n2025-07,,Xã Chi Lăng,10\n"}, []string{kpi.RowDuplicate, kpi.UnitAmbiguous, kpi.KeyConflict}},
		{"a section and its rows, by number", files{"a.csv": "STT,period,district,Lĩnh vực,received\n" +
			"I,2024-06,A,Đất đai,7\n1,2024-06,A,Cấp giấy,3\n2,2024-06,A,Tách thửa,4\n"}, []string{""}},
		{"a section and its rows, without number", files{"a.csv": "STT,period,district,Lĩnh vực,received\n" +
			",2024-06,A,Lĩnh vực đất đai,7\n1,2024-06,A,Cấp giấy,3\n2,2024-06,A,Tách thửa,4\n"}, []string{""}},
		{"a row of what is in another", files{"a.csv": rows + "2024-06,A,Đất đai,10\n2024-06,A,Trong đó: cấp giấy,6\n"}, []string{""}},
		{"a province among its districts", files{"a.csv": exportHead + "2024-06,Tràng Định,,3\n2024-06,Văn Lãng,,4\n2024-06,Tỉnh Lạng Sơn,,7\n"}, []string{""}},
		{"a province among units", files{"a.csv": "period,Đơn vị,received\n2024-06,Huyện Tràng Định,3\n2024-06,Huyện Văn Lãng,4\n2024-06,Tỉnh Lạng Sơn,7\n"}, []string{""}},
		{"the same district under two names of its province", files{"a.csv": "period,province,district,received\n2024-06,Tỉnh Lạng Sơn,Tràng Định,5\n",
			"b.csv": "period,province,district,received\n2024-06,UBND tỉnh Lạng Sơn,Tràng Định,5\n"}, []string{kpi.KeyConflict}},
		{"the same district with its province behind it", files{"a.csv": exportHead + "2024-06,Huyện Tràng Định,,5\n",
			"b.csv": exportHead + "2024-06,Huyện Tràng Định - Tỉnh Lạng Sơn,,5\n"}, []string{""}},
		{"a province behind a comma", files{"a.csv": exportHead + "2024-06,Huyện Tràng Định,,5\n",
			"b.csv": exportHead + "2024-06,\"Huyện Tràng Định, tỉnh Lạng Sơn\",,5\n"}, []string{""}},
		{"a province behind a long dash", files{"a.csv": exportHead + "2024-06,Huyện Tràng Định,,5\n",
			"b.csv": exportHead + "2024-06,Huyện Tràng Định – Tỉnh Lạng Sơn,,5\n"}, []string{""}},
		{"a province in brackets", files{"a.csv": exportHead + "2024-06,Huyện Tràng Định,,5\n",
			"b.csv": exportHead + "2024-06,Huyện Tràng Định (tỉnh Lạng Sơn),,5\n"}, []string{""}},
		{"a province after the reform, and a commune of it", files{"a.csv": "period,province,received\n2025-07,Lạng Sơn,10\n",
			"b.csv": "period,province,commune,received\n2025-07,Lạng Sơn,Xã Chi Lăng,10\n"}, []string{kpi.KeyConflict}},
		{"a commune after the reform, bare with a district", files{"a.csv": "period,district,commune,received\n2025-07,Tràng Định,Chi Lăng,10\n",
			"b.csv": "period,commune,received\n2025-07,Xã Chi Lăng,10\n"}, []string{kpi.KeyConflict, kpi.UnitAmbiguous}},
		{"all communes in words, beside one", files{"a.csv": exportHead + "2024-06,A,Cấp xã,10\n2024-06,A,Xã X,4\n2024-06,A,Xã Y,6\n"}, []string{""}},
		{"numbers below numbers", files{"a.csv": "STT,period,district,Lĩnh vực,received\n1,2024-06,A,Đất đai,7\n1.1,2024-06,A,Cấp giấy,3\n1.2,2024-06,A,Tách thửa,4\n"}, []string{""}},
		{"letters below numbers", files{"a.csv": "STT,period,district,Lĩnh vực,received\n1,2024-06,A,Đất đai,7\na,2024-06,A,Cấp giấy,3\nb,2024-06,A,Tách thửa,4\n"}, []string{""}},
		{"a part, indented", files{"a.csv": rows + "2024-06,A,Đất đai,10\n2024-06,A,  Trong đó: cấp giấy,6\n"}, []string{""}},
		{"a part, behind a dash", files{"a.csv": rows + "2024-06,A,Đất đai,10\n2024-06,A,- Trong đó: cấp giấy,6\n"}, []string{""}},
		{"parts behind a dash", files{"a.csv": rows + "2024-06,A,Đất đai,10\n2024-06,A,- Cấp giấy,6\n2024-06,A,- Tách thửa,4\n"}, []string{""}},
		{"a total below no header", files{"a.csv": ",period,district,commune,received\n1,2024-06,A,Xã X,4\n2,2024-06,A,Xã Y,5\nTổng cộng,2024-06,A,,9\n"}, []string{kpi.RowTotal, kpi.RowSection}},
		{"a total of sections", files{"a.csv": exportHead + "2024-06,A,Xã X,4\n2024-06,A,Tổng (I+II),4\n"}, []string{""}},
		{"a total of a town", files{"a.csv": exportHead + "2024-06,TP. Lạng Sơn,Phường X,4\n2024-06,TP. Lạng Sơn,Toàn thành phố,4\n"}, []string{""}},
		{"a total behind a dash", files{"a.csv": exportHead + "2024-06,A,Xã X,4\n2024-06,A,- Tổng cộng,4\n"}, []string{""}},
		{"a sum in English", files{"a.csv": exportHead + "2024-06,A,Xã X,4\n2024-06,A,Subtotal,4\n"}, []string{""}},
		{"hours in one of two headers", files{"a.csv": "Huyện;Mã TTHC;Thời hạn quy định;Thời hạn sau cắt giảm (giờ)\nA;1;30;8\n"}, []string{kpi.DaysMixed}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, tt.in, Options{})
			if !slices.ContainsFunc(got.Findings, func(f kpi.Finding) bool { return tt.codes[0] == "" || slices.Contains(tt.codes, f.Code) }) {
				t.Errorf("findings %q, want %q; ledger %s", found(got.Findings), tt.codes, dump(got.Ledger))
			}
		})
	}
}

// Communes of one name in two provinces are two, wherever the province stands.
func TestProvinceBehindTheName(t *testing.T) {
	head := "period,commune,procedure,received\n"
	got := read(t, files{"a.csv": head + "2025-07,UBND xã Lâm Thao - Tỉnh Phú Thọ,1,5\n2025-07,UBND xã Lâm Thao - Tỉnh Bắc Ninh,2,6\n"}, Options{})
	const want = "Bắc Ninh/Xã Lâm Thao 2025-07: received 6; Phú Thọ/Xã Lâm Thao 2025-07: received 5"
	if text := dump(got.Ledger); text != want || len(got.Findings) > 0 {
		t.Errorf("ledger %s, want %s; findings %q", text, want, found(got.Findings))
	}
}

// Words for the district's own agency are no names of communes.
func TestAgencyWords(t *testing.T) {
	for _, word := range []string{"UBND huyện", "Ủy ban nhân dân huyện", "UBND huyện Tràng Định", "Cấp huyện", "Huyện"} {
		got := read(t, files{"a.csv": exportHead + "2024-06,Tràng Định," + word + ",5\n"}, Options{})
		agency := dump(got.Ledger) == "Tràng Định 2024-06: received 5" && len(got.Findings) == 0
		if !agency && !slices.ContainsFunc(got.Findings, func(f kpi.Finding) bool { return f.Code == kpi.UnitAmbiguous }) {
			t.Errorf("%q: findings %q, ledger %s", word, found(got.Findings), dump(got.Ledger))
		}
	}
}

// Lines may end by CR alone, in the whole file or in some of it.
func TestLoneCR(t *testing.T) {
	for _, text := range []string{"period,district,received\r2024-06,A,5\r2024-06,B,6\r", "period,district,received,Ghi chú\r2024-06,A,5,\r2024-06,B,6,\r\n",
		"period,district,received\r2024-06,A,5\r\n2024-06,B,6\r\n", "period,district,received\n2024-06,A,5\r2024-06,B,6\n",
		"period,district,received\r\r2024-06,\"A\r\",5\r2024-06,B,6"} {
		for _, size := range []int{1, 2, 3, 7, 0} {
			got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{Rows: rows.Options{BlockSize: size}})
			if d := dump(got.Ledger); d != "A 2024-06: received 5; B 2024-06: received 6" || len(got.Findings) > 0 {
				t.Errorf("%q by %d bytes: findings %q, ledger %s", text, size, found(got.Findings), d)
			}
		}
	}
}

// What stands where a name should and is none is refused: it would be added.
func TestNamesThatAreNone(t *testing.T) {
	const refused, taken = "row-section 3:2", ""
	for text, want := range map[string]string{
		"2024-05": refused, "Tháng 5/2024": refused, "Quý II/2024": refused, "12": refused, "*": refused, "./.": refused,
		"Tổng 2 huyện": refused, "Cả tỉnh": refused, "Lũy kế": refused, "Trong đó: X": refused, "- X": refused, "Bình quân": refused, "Tong cong": refused,
		"Người lập biểu": refused, "Ghi chú": refused, "\"A, ngày 30 tháng 6 năm 2024\"": refused, "Từ 15/05/2024 đến 20/06/2024": refused,
		"Văn Lãng": taken, "Huyện Cộng Hòa": taken, "Quận 1": taken, "B": taken, "Tống Sơn": taken, "Chung Chải": refused, "TX. Toàn Thắng": taken, "Đ": taken,
	} {
		got := read(t, files{"a.csv": "Kỳ,Huyện,Tiếp nhận\n2024-06,A,5\n2024-06," + text + ",3\n"}, Options{})
		if told := found(got.Findings); told != want {
			t.Errorf("%q: %q, want %q", text, told, want)
		}
		if n := len(got.Ledger.Entries); want == taken && n != 2 {
			t.Errorf("%q: %d entries", text, n)
		}
	}
}

// Names whose letters were mistaken for others are refused, and what they were is
// told.
func TestGarbledNames(t *testing.T) {
	for text, want := range map[string]string{
		"Tr&#224;ng &#272;&#7883;nh": "2:2 html", "A &amp; B": "2:2 html", "Tr?ng ??nh": "2:2 lost", "TrÃ ng Äá»‹nh": "2:2 utf-8-twice", "Lá»™c BÃ¬nh": "2:2 utf-8-twice", "Tr\u00c3\u00a0ng \u00c4\u0090á»‹nh": "2:2 utf-8-twice", "Tràng Định": "", "A & B": "",
	} {
		got := read(t, files{"a.csv": "Kỳ,Huyện,Tiếp nhận\n2024-06,\"" + text + "\",3\n"}, Options{})
		told := toldOf(got.Findings, kpi.TextGarbled, "was")
		for _, was := range []string{"html", vietnamese.GarbledLost, vietnamese.GarbledTwice} {
			told = strings.ReplaceAll(told, kpi.TextKey("garbled."+was), was)
		}
		if told != want {
			t.Errorf("%q: %q, want %q; %s", text, told, want, found(got.Findings))
		}
	}
}

// Where many words of a text that was decoded are none in Vietnamese, it was in
// another encoding. A few are names of other peoples.
func TestLettersOfNames(t *testing.T) {
	inUTF8 := strings.NewReplacer()
	letters := map[string]*strings.Replacer{
		"windows-1258": strings.NewReplacer("à", "a\xcc", "ị", "i\xf2", "ã", "a\xde", "ộ", "\xf4\xf2", "ì", "i\xcc", "ắ", "\xe3\xec", "ơ", "\xf5", "ă", "\xe3", "Đ", "\xd0", "ö", "\xf6"),
		"tcvn3":        strings.NewReplacer("à", "\xb5", "ị", "\xde", "ã", "\xb7", "ộ", "\xe9", "ì", "\xd7", "ắ", "\xbe", "ơ", "\xac", "ă", "\xa8", "Đ", "\xa7"),
		"vni":          strings.NewReplacer("à", "a\xf8", "ị", "\xf2", "ã", "a\xf5", "ộ", "o\xe4", "ì", "\xec", "ắ", "a\xe9", "ơ", "\xf4", "ă", "a\xea", "Đ", "\xd1"),
	}
	text := func(letters *strings.Replacer, names ...string) string {
		text := "period,district,received\n"
		for _, name := range names {
			text += "2024-06," + letters.Replace(name) + ",1\n"
		}
		return text
	}
	real := []string{"Tràng Định", "Văn Lãng", "Lộc Bình", "Bắc Sơn"} // seven words beyond ASCII that begin with a consonant
	odd := "Kröng"
	for _, tt := range []struct {
		name, encoding string
		names          []string
		want           string
	}{
		{"right, tcvn3", "tcvn3", real, ""},
		{"right, vni", "vni", real, ""},
		{"right, windows-1258", "windows-1258", real, ""},
		{"one odd word of two", "windows-1258", append([]string{odd}, "Văn Quan"), "encoding-wrong 2:2"},
		{"one odd word of four", "windows-1258", append([]string{odd}, "Văn Lãng", "Sơn"), ""},
		{"one odd word of three", "windows-1258", append([]string{odd}, "Văn Lãng"), "encoding-wrong 2:2"},
		{"the second row is odd", "windows-1258", []string{"Văn Quan", odd}, "encoding-wrong 3:2"},
		{"ASCII only", "windows-1258", []string{"Chi Mai", "Lang"}, ""},
	} {
		raw := text(letters[tt.encoding], tt.names...)
		got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(raw), Options{Rows: rows.Options{Encoding: tt.encoding}})
		if told := strings.ReplaceAll(found(got.Findings), "-:", ""); told != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, told, tt.want)
		}
	}
	if told := found(read(t, files{"a.csv": text(inUTF8, odd)}, Options{}).Findings); told != "" {
		t.Errorf("in UTF-8 a name may be any: %q", told)
	}
}
