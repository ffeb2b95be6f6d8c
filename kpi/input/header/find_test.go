package header

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

// definitions returns the catalogue without tables of a user.
func definitions(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// finderOf looks for the header of a text whose cells commas divide.
func finderOf(t *testing.T, cat *catalog.Catalog, text string) finder {
	t.Helper()
	_, first := open(t, cat, text, ',')
	return finder{cat: cat, rows: first}
}

// open opens a text by the delimiter that is asked for, and returns the header that is
// found, with the first rows.
func open(t *testing.T, cat *catalog.Catalog, text string, delimiter byte) (opened, [][]string) {
	t.Helper()
	sources, _ := rows.Expand([]string{rows.Stdin}, strings.NewReader(text))
	var o opened
	var first [][]string
	opts := rows.Options{Delimiter: delimiter, Choose: func(delimiters []byte, rowsBy func(byte) [][]string) (chosen byte) {
		first = rowsBy(delimiters[0])
		o.head, chosen = Choose(cat, delimiters, rowsBy)
		return chosen
	}}
	f := rows.Open(sources[0], opts, kpi.NewFileFindings(rows.Stdin))
	if f.Text != nil {
		o.delimiter = f.Text.Delimiter()
	}
	return o, first
}

// opened is the header of a text, and the delimiter by which it was found.
type opened struct {
	head      Head
	delimiter byte
}

// The place of the header is written as the rows above it, its own, and the numbers of
// its columns.
func TestFindHead(t *testing.T) {
	const none = "none"
	cat := definitions(t)
	for _, tt := range []struct{ name, text, want string }{
		{"first row", "Kỳ,Huyện,Tiếp nhận\n2024-06,A,5\n", "0+1+0"},
		{"alone", "Kỳ,Huyện,Tiếp nhận", "0+1+0"},
		{"below a title", "UBND huyện Tràng Định,,\nKỳ,Huyện,Tiếp nhận\n", "1+1+0"},
		{"below blank rows", "\n,,\nBáo cáo,,\n\nKỳ,Huyện,Tiếp nhận\n", "4+1+0"},
		{"below figures", "1,2,3\nKỳ,Huyện,Tiếp nhận\n", "1+1+0"},
		{"below words", "Chưa biết\nKỳ,Huyện,Tiếp nhận\n", "1+1+0"},
		{"below a title that names a measure beside a unit", "Huyện Tràng Định,Tháng 6/2024\nKỳ,Huyện,Tiếp nhận\n", "1+1+0"},
		{"without a measure", "Kỳ,Huyện,Số lượng\n2024-06,A,5\n", none},
		{"keys and percentages only", "Kỳ,Huyện,Tỷ lệ đúng hạn\n", none},
		{"nothing", "", none},
		{"blank", "\n,,\n", none},
		{"figures only", "1,2,3\n", none},
		{"the last record that is looked at", strings.Repeat("x\n", rows.HeadRows-1) + "Kỳ,Huyện,Tiếp nhận\n", "63+1+0"},
		{"one record too far", strings.Repeat("x\n", rows.HeadRows) + "Kỳ,Huyện,Tiếp nhận\n", none},
		{"a text of two readings", "Kỳ,Huyện,Quá hạn\n", "0+1+0"},

		{"two rows", "Kỳ,Huyện,Tiếp nhận,,Đã giải quyết\n,,Trực tuyến,Trực tiếp,\n2024-06,A,1,2,3\n", "0+2+0"},
		{"two rows, names in the second", ",,Tiếp nhận,\nKỳ,Huyện,Trực tuyến,Trực tiếp\n", "0+2+0"},
		{"three rows", "Kỳ,Huyện,Tiếp nhận,,\n,,Trong kỳ,,Từ kỳ trước\n,,Trực tuyến,Trực tiếp,\n", "0+3+0"},
		{"three rows, each filled", "Kỳ,Huyện,Tiếp nhận,Tiếp nhận\nKỳ,Huyện,Trong kỳ,Trong kỳ\nKỳ,Huyện,Trực tuyến,Trực tiếp\n", "0+3+0"},
		{"no more than four rows", "Kỳ,Huyện,Tiếp nhận\nKỳ,Huyện,Tiếp nhận\nKỳ,Huyện,Tiếp nhận\nKỳ,Huyện,Tiếp nhận\nKỳ,Huyện,Tiếp nhận\n", "0+4+0"},
		{"two rows twice", "STT,Đơn vị,Tiếp nhận,\n,,Tổng số,Trực tuyến\nSTT,Đơn vị,Tiếp nhận,\n,,Tổng số,Trực tuyến\n", "0+2+0"},
		{"figures end it", "Kỳ,Huyện,Tiếp nhận\n2024-06,A,1\n,,Trực tuyến\n", "0+1+0"},
		{"a blank row ends it", "Kỳ,Huyện,Tiếp nhận,\n,,,\n,,Trực tuyến,Trực tiếp\n", "0+1+0"},
		{"a section is no part of it", "STT,Đơn vị,Tiếp nhận\nI,Cấp huyện,\n1,Huyện A,5\n", "0+1+0"},
		{"a section called like a column", "STT,Đơn vị,Tiếp nhận\n,Xã,\n1,Xã A,5\n", "0+1+0"},
		{"a unit without figures", "Đơn vị,Tiếp nhận,Đã giải quyết\nXã A,,\n", "0+1+0"},
		{"a word in a column without a group", "Kỳ,Huyện,Tiếp nhận\n,,Trực tuyến\n", "0+1+0"},
		{"the repeated text of a neighbour", "Kỳ,Huyện,Tiếp nhận,Tiếp nhận\n,,Trực tuyến,Trực tiếp\n", "0+2+0"},

		{"numbers in brackets", "Kỳ,Huyện,Tiếp nhận\n(1),(2),(3)\n", "0+1+1"},
		{"plain numbers", "Kỳ,Huyện,Tiếp nhận\n1,2,3\n", "0+1+1"},
		{"letters and numbers", "STT,Huyện,Tiếp nhận,Đã giải quyết\nA,B,1,2\n", "0+1+1"},
		{"numbers below two rows", "Kỳ,Huyện,Tiếp nhận,,Đã giải quyết\n,,Trực tuyến,Trực tiếp,\n(1),(2),(3),(4),(5)\n", "0+2+1"},
		{"no numbers", "Kỳ,Huyện,Tiếp nhận\n1,A,3\n", "0+1+0"},
	} {
		h, ok := finderOf(t, cat, tt.text).find()
		got := none
		if ok {
			got = fmt.Sprintf("%d+%d+%d", h.Titles, h.Rows, h.Number)
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// A row is of titles where every cell is such as are above forms.
func TestIsTitle(t *testing.T) {
	cat := definitions(t)
	for text, want := range map[string]bool{
		"UBND huyện Tràng Định":                              true,
		"UBND HUYỆN TRÀNG ĐỊNH,,Biểu số II.06":               true,
		"Bộ phận Một cửa,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": true,
		"Không rõ,Độc lập - Tự do - Hạnh phúc":               true,
		"Xã Chi Lăng":                            true,
		"Kỳ báo cáo: Tháng 6/2024":               true,
		"Tháng 6/2024":                           true,
		"Từ ngày 15/05/2024 đến ngày 20/06/2024": true,
		"Người nhập: Nguyễn Văn A":               true,
		"Đơn vị:,Huyện Tràng Định":               true,
		"Kỳ báo cáo:,,Tháng 6/2024":              true,
		"Người nhập:":                            false,
		"Đơn vị:":                                false,
		"Đơn vị:,Tiếp nhận":                      false,
		"Không rõ":                               false,
		"UBND huyện Tràng Định,Không rõ":         false,
		"Không rõ,UBND huyện Tràng Định":         false,
		"Huyện":                                  false,
		"Tiếp nhận":                              false,
		"UBND huyện Tràng Định,Tiếp nhận":        false,
		"Tiếp nhận (1)":                          false,
		",,":                                     false,
		"Xã hội":                                 false,
		"Ban hành kèm theo Thông tư số 01/2020/TT-VPCP,,,,,,,": true,
	} {
		if got := finderOf(t, cat, text).isTitle(0); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// A group whose name leads to the right is over no column but those without a
// text of their own in its row.
func TestTextsOverColumns(t *testing.T) {
	cat := definitions(t)
	for _, tt := range []struct{ name, text, want string }{
		{"one row", "Kỳ,Tiếp nhận\n", "Kỳ|Tiếp nhận"},
		{"a group of two", "Kỳ,Tiếp nhận,,Ghi chú\n,Trực tuyến,Trực tiếp,\n", "Kỳ|Tiếp nhận/Trực tuyến|Tiếp nhận/Trực tiếp|Ghi chú"},
		{"a column without a text", "Kỳ,Tiếp nhận,,\n,Trực tuyến,Trực tiếp,\n", "Kỳ|Tiếp nhận/Trực tuyến|Tiếp nhận/Trực tiếp|"},
		{"groups of groups", "Kỳ,Tiếp nhận,,,Đã giải quyết,\n,Trong kỳ,,Từ kỳ trước,Đúng hạn,Quá hạn\n,Trực tuyến,Trực tiếp,,,\n",
			"Kỳ|Tiếp nhận/Trong kỳ/Trực tuyến|Tiếp nhận/Trong kỳ/Trực tiếp|Tiếp nhận/Từ kỳ trước|Đã giải quyết/Đúng hạn|Đã giải quyết/Quá hạn"},
		{"texts that are repeated", "Kỳ,Tiếp nhận,Tiếp nhận\nKỳ,Trực tuyến,Trực tiếp\n", "Kỳ|Tiếp nhận/Trực tuyến|Tiếp nhận/Trực tiếp"},
		{"a group ends where the next begins", "Kỳ,Tiếp nhận,,Đã giải quyết,\n,Trong kỳ,,,Đúng hạn\n,Trực tuyến,Trực tiếp,,\n",
			"Kỳ|Tiếp nhận/Trong kỳ/Trực tuyến|Tiếp nhận/Trong kỳ/Trực tiếp|Đã giải quyết|Đã giải quyết/Đúng hạn"},
	} {
		f := finderOf(t, cat, tt.text)
		h := Head{Rows: len(f.rows)}
		var columns []string
		for c := range f.rows[0] {
			columns = append(columns, strings.Join(f.path(h, c), "/"))
		}
		if got := strings.Join(columns, "|"); got != tt.want {
			t.Errorf("%s: %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// Numbers of columns rise by one. Plain ones are figures unless names are numbered.
func TestNumbered(t *testing.T) {
	for text, want := range map[string]bool{
		"(1),(2),(3)":               true,
		"1,2,3":                     true,
		"A,B,1,2":                   true,
		"(A),(B),(1)":               true,
		"A,B,1=2+3,2,3":             true,
		"(1),(2),(3) = (4) + (5)":   true,
		",(1),(2),(3),":             true,
		"1,,2,3":                    false, // the names have no number
		",,1,2,3":                   true,
		",,3,4,5":                   true,
		",,4,5,6":                   false,
		"(1),,(2),(3)":              true,
		"(1),(2)":                   false,
		"1,2":                       false,
		"A,B,C":                     false,
		"2,3,4":                     false,
		"1,2,4":                     false,
		"1,1,1":                     false,
		"1,A,2":                     false,
		"A,B,1,C":                   false,
		"1,Huyện,3":                 false,
		"I,1,2,3":                   false,
		"A,B,C,D":                   true,
		"I,II,1,2":                  true,
		"I,II,3,4":                  true,
		"I,II,III,1,2":              true,
		"(A),(B),3,4":               true,
		"a,b,(1),(2)":               true,
		"A,B,1,2=3+4,3,4":           true,
		"A,1,2,3":                   true,
		"A,C,1,2":                   false,
		"A,B,4,5":                   false,
		"I,III,1,2":                 false,
		"I,II,2,3":                  false,
		"":                          false,
		"0,1,2":                     false,
		"(1),(2),(3),(5)":           false,
		"1,2,3,4,5,6,7,8,9,10":      true,
		"1000,1001,1002":            false,
		"(1),(2),(3)=(1)+(2),(4), ": true,
	} {
		cells := strings.Split(text, ",")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if got := numbered(cells, func(c int) bool { return c == 1 }); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// The delimiter is that by which most columns of a header are known. Without a
// header it is the one that is most frequent in the first line.
func TestDelimiterOfHeader(t *testing.T) {
	cat := definitions(t)
	for _, tt := range []struct {
		name, text string
		asked      byte
		want       byte
		known      int
	}{
		{"commas", "Kỳ,Huyện,Tiếp nhận\n", 0, ',', 3},
		{"semicolons below a title with commas", "Biểu số 1, tháng 6, năm 2024\nKỳ;Huyện;Tiếp nhận\n", 0, ';', 3},
		{"semicolons with commas in cells", "Kỳ;Huyện, thành phố;Tiếp nhận;Trực tiếp, bưu chính\n", 0, ';', 4},
		{"tabs", "Kỳ\tHuyện\tTiếp nhận\n", 0, '\t', 3},
		{"asked for", "Kỳ|Huyện|Tiếp nhận\n", '|', '|', 3},
		{"asked for in vain", "Kỳ;Huyện;Tiếp nhận\n", ',', ',', 0},
		{"no header", "\r\n\na;b;c,d\n", 0, ';', 0},
		{"one column", "Tiếp nhận\n", 0, ',', 1},
		{"lines by CR", "Biểu số 1\rKỳ;Huyện;Tiếp nhận\r2024-06;A;5\r", 0, ';', 3},
	} {
		o, _ := open(t, cat, tt.text, tt.asked)
		if o.delimiter != tt.want || o.head.known != tt.known {
			t.Errorf("%s: %q with %d columns known, want %q with %d", tt.name, o.delimiter, o.head.known, tt.want, tt.known)
		}
	}
}
