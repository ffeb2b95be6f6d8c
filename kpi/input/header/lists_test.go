package header

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// shownList writes where the header of a list is, and what its columns hold: the name of
// each, "" of one that nothing reads.
func shownList(t *testing.T, cat *catalog.Catalog, text string) string {
	t.Helper()
	o, _ := open(t, cat, text, ',')
	l, _ := layoutOf(t, cat, text)
	if l == nil || l.List == nil {
		return "no list"
	}
	var means []string
	for _, u := range l.Uses {
		means = append(means, u.Means)
		if len(u.Examples) > 0 {
			t.Errorf("%s: a cell is shown: %q", u.Header, u.Examples)
		}
	}
	if len(l.Measures) > 0 || len(l.Cells.Unknown) > 0 {
		t.Errorf("measures %v, unknown %v", l.Measures, l.Cells.Unknown)
	}
	return fmt.Sprintf("%d+%d+%d unit %d needed %d: %s", o.head.Titles, o.head.Rows, o.head.Number, l.Keys[Unit], l.Cells.Needed, strings.Join(means, " "))
}

const listRow = "1,H37.20-250901-0001,,,,,,01/09/2025,03/09/2025,,,,,,,\n"

// The headers of lists that systems export.
func TestListHeaders(t *testing.T) {
	cat := definitions(t)
	for _, tt := range []struct{ name, text, want string }{
		{"a list of a one-stop system", "DANH SÁCH HỒ SƠ,,,,,,,,,,,\n(Từ ngày 01/09/2025 đến ngày 30/09/2025),,,,,,,,,,,\n" +
			"STT,Mã hồ sơ,Mã TTHC,Lĩnh vực,Đơn vị giải quyết,Chủ hồ sơ,Số điện thoại,Hình thức tiếp nhận,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả,Trạng thái\n" +
			"1,H37.20-250828-0001,1.001193,Hộ tịch,Xã Quốc Khánh,A,0912000101,Trực tuyến,28/08/2025 08:00:00,04/09/2025 17:00:00,,Đang xử lý\n",
			"2+1+0 unit 4 needed 12: ordinal dossier_code procedure field resolving_unit person person channel received_on due_on result_on dossier_state"},
		{"behind a summary", "STT,Đơn vị tiếp nhận,Tên thủ tục hành chính,Mã hồ sơ,Trạng thái,Địa chỉ,Người nộp,Chủ hồ sơ,Ngày nộp hồ sơ,Ngày nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n" + listRow,
			"0+1+0 unit 1 needed 12: ordinal receiving_unit procedure dossier_code dossier_state person person person ignored received_on due_on result_on"},
		{"iGate", "STT,Số hồ sơ,Tên thủ tục hành chính,Tên lĩnh vực,Phòng ban,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Cơ quan/đơn vị,Chủ hồ sơ,Số điện thoại,Cán bộ xử lý hiện tại,Trạng thái hồ sơ\n" +
			"1,000.20.37.H37-250805-0001,Đăng ký kết hôn,Hộ tịch,Bộ phận,05/08/2025 08:00:00,12/08/2025 08:00:00,,UBND xã Quốc Khánh,A,0912000101,B,Đang xử lý\n",
			"0+1+0 unit 8 needed 13: ordinal dossier_code procedure field ignored received_on due_on result_on unit person person person dossier_state"},
		{"a register of two header rows", "UBND XÃ QUỐC KHÁNH,,,,,,,,,,,,,,\nSỔ THEO DÕI TÌNH HÌNH TIẾP NHẬN HỒ SƠ TTHC,,,,,,,,,,,,,,\nTừ ngày 01/09/2025 đến ngày 30/09/2025,,,,,,,,,,,,,,\n" +
			"STT,Mã hồ sơ,Nội dung hồ sơ,Số lượng (bộ),Họ tên chủ hồ sơ,Địa chỉ chủ hồ sơ,Số điện thoại,\"Ngày, tháng, năm\",,Trả kết quả,,,Người nhận hồ sơ,Địa bàn phát sinh hồ sơ,Ghi chú\n" +
			",,,,,,,Nhận hồ sơ,Hẹn trả kết quả,Ngày nhận kết quả,Bên giao,Bên nhận,,,\n(1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13),(14),(15)\n" + listRow,
			"3+2+1 unit -1 needed 10: ordinal dossier_code ignored ignored person person person received_on due_on result_on person person person ignored ignored"},
		{"an annex of late dossiers", "STT,Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả,Đơn vị giải quyết,Ghi chú\n" + listRow,
			"0+1+0 unit 5 needed 6: ordinal dossier_code received_on due_on result_on resolving_unit ignored"},
		{"a register without codes", "TT,\"Họ tên, địa chỉ người nộp hồ sơ\",Nội dung công việc cần giải quyết,Người có trách nhiệm giải quyết,Ngày nhận hồ sơ,Ngày hẹn trả hồ sơ,Ngày ký hồ sơ,Người ký hồ sơ,Ngày trả thực tế,\"Ngày tổ chức, công dân ký nhận lại hồ sơ\"\n" + listRow,
			"0+1+0 unit -1 needed 9: ordinal person ignored person received_on due_on ignored person handed_on ignored"},
		{"columns of days with texts of measures", "TT,Mã hồ sơ,Người nộp,Địa chỉ,Số điện thoại,Ngày tiếp nhận,Ngày hẹn trả,Trả sớm hạn,Trả đúng hạn,Trả quá hạn\n" + listRow,
			"0+1+0 unit -1 needed 7: ordinal dossier_code person person person received_on due_on ignored ignored ignored"},
		{"fields of the national portal", "MaHoSo,MaTTHC,TenTTHC,MaLinhVuc,TenLinhVuc,KenhThucHien,ChuHoSo,SoDienThoai,NgayTiepNhan,NgayHenTra,NgayYeuCauBoSung,TrangThaiHoSo,NgayTra,HinhThuc,NgayKetThucXuLy,NgayTuChoi,NgayNopHoSo,DonViXuLy,HoSoCoThanhPhanSoHoa,DuocThanhToanTrucTuyen\n" +
			"x,1.1,A,G,B,2,C,0912,20250901080000,20250903170000,,4,,1,,,20250901080000,D,1,0\n",
			"0+1+0 unit 17 needed 20: dossier_code procedure procedure ignored field channel person person received_on due_on asked_on dossier_state handed_on ignored result_on returned_on ignored resolving_unit digitised_flag paid_flag"},
		{"both units", "Mã hồ sơ,Đơn vị tiếp nhận,Đơn vị giải quyết,Đơn vị,Ngày tiếp nhận\n", "0+1+0 unit 2 needed 5: dossier_code receiving_unit resolving_unit ignored received_on"},
		{"a text of a measure and an unknown one", "Mã hồ sơ,Trực tuyến,Màu sắc,Ngày tiếp nhận,Xã\n", "0+1+0 unit -1 needed 5: dossier_code   received_on commune"},
		{"a column without a header", "Mã hồ sơ,,Ngày tiếp nhận\nx,A,01/09/2025\n", "0+1+0 unit -1 needed 3: dossier_code  received_on"},
		{"a group that says another thing", "Mã hồ sơ,Ngày nhận,Bổ sung,\n,,Lần,Ngày nhận\nx,01/09/2025,1,02/09/2025\n", "0+2+0 unit -1 needed 2: dossier_code received_on  "},
		{"names of columns", "dossier_code,unit,received_on,due_on\nx,Xã A,01/09/2025,\n", "0+1+0 unit 1 needed 4: dossier_code unit received_on due_on"},
	} {
		if got := shownList(t, cat, tt.text); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// Tables of counts are what they are, though a column has days.
func TestNoListHeaders(t *testing.T) {
	cat := definitions(t)
	for name, text := range map[string]string{
		"days of receipt, counts":       "Ngày tiếp nhận,Đơn vị,Tiếp nhận,Đã giải quyết\n01/09/2025,Xã A,5,3\n",
		"a number of dossiers by day":   "Ngày tiếp nhận,Đơn vị,Số hồ sơ,Tiếp nhận\n01/09/2025,Xã A,5,5\n02/09/2025,Xã A,6,6\n",
		"a code without days":           "Mã hồ sơ,Đơn vị,Tiếp nhận\nx,Xã A,5\n",
		"an appointment alone":          "Đơn vị,Ngày hẹn trả,Tiếp nhận\nXã A,01/09/2025,5\n",
		"a day of submission is none":   "Mã hồ sơ,Ngày nộp hồ sơ,Tiếp nhận\nx,01/09/2025,5\n",
		"counts above a list":           "Đơn vị,Tiếp nhận\nXã A,5\nMã hồ sơ,Ngày tiếp nhận\nx,01/09/2025\n",
		"a title that names such a day": "Theo ngày tiếp nhận,,\nĐơn vị,Kỳ,Tiếp nhận\nXã A,2025-09,5\n",
	} {
		o, _ := open(t, cat, text, ',')
		if o.head.kind == listTable || !o.head.IsFound() {
			t.Errorf("%s: %+v", name, o.head)
		}
	}
}

// Own rows name columns of lists, and come before the tables that are built in.
func TestOwnListHeaders(t *testing.T) {
	table := catalog.Table{Kind: catalog.HeaderTable, Name: "own.csv", Data: []byte("header,column\nSố phiếu,dossier_code\nVào sổ,received_on\nĐơn vị giải quyết,person\nHạn xử lý,ignored\nMàu sắc,received\n")}
	cat, err := catalog.Load(table)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := shownList(t, cat, "Số phiếu,Vào sổ,Đơn vị giải quyết,Hạn xử lý,Màu sắc\n7,01/09/2025,A,02/09/2025,9\n"), "0+1+0 unit -1 needed 2: dossier_code received_on person ignored ignored"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if l, _ := layoutOf(t, cat, "Đơn vị,Vào sổ,Tiếp nhận\nXã A,1,5\n"); l.List != nil || len(l.Measures) != 1 || fmt.Sprint(l.Cells.Ignored) != "[1]" {
		t.Errorf("counts beside a column of lists: %+v", l)
	}
}

// Two columns of one meaning are an error.
func TestListColumnTwice(t *testing.T) {
	_, findings := layoutOf(t, definitions(t), "Mã hồ sơ,Ngày tiếp nhận,Số biên nhận\nx,01/09/2025,y\n")
	if got := fmt.Sprint(findings); !strings.Contains(got, kpi.ColumnDuplicate) {
		t.Errorf("got %s", got)
	}
}

// Cells that are no words of headers are counted, not shown.
func TestShown(t *testing.T) {
	cat := definitions(t)
	others := func(n string) string { return kpi.CountKey("header.others", n) }
	for text, want := range map[string]string{
		"Nông Thị Hoa|0912000101|Bản Phạc, Quốc Khánh|H37.20-250901-0001": others("4"),
		"Mã hồ sơ||Nông Thị Hoa":                                          `"Mã hồ sơ", ` + others("1"),
		"Đơn vị|Quá hạn|Xã Quốc Khánh|":                                   `"Đơn vị", "Quá hạn", "Xã Quốc Khánh"`,
		"": "",
	} {
		if got := Shown(cat, strings.Split(text, "|")); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// Below the header of a list that is not known as one, no cell is an example.
func TestLikelyList(t *testing.T) {
	cat := definitions(t)
	_, uses := Likely(cat, [][]string{{"Mã phiếu", "Chủ hồ sơ", "Ngày vào sổ"}, {"7", "Nông Thị Hoa", "01/09/2025"}})
	if got, want := fmt.Sprint(uses), fmt.Sprint([]kpi.Use{{Number: 1, Header: "Mã phiếu"}, {Number: 2, Header: "Chủ hồ sơ"}, {Number: 3, Header: "Ngày vào sổ"}}); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if row, uses := Likely(cat, [][]string{{"Nông Thị Hoa", "H37.20-250901-0001", "01/09/2025"}, {"Vi Thị Lan", "H37.20-250901-0002", "02/09/2025"}}); row != 0 || uses != nil {
		t.Errorf("row %d of a list without a header: %v", row, uses)
	}
	if _, uses = Likely(cat, [][]string{{"Đơn vị", "Màu sắc"}, {"Xã A", "7"}, {"Xã B", "8"}}); fmt.Sprint(uses[1].Examples) != "[7 8]" {
		t.Errorf("got %v", uses)
	}
}
