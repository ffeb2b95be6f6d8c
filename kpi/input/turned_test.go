package input

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"cchc/kpi/input/rows"
)

const (
	monthsHead = "Huyện,Tiếp nhận,\n,Tháng 1/2024,Tháng 2/2024\n"
	totalHead  = "Huyện,Tiếp nhận,,\n,Tháng 1/2024,Tháng 2/2024,Cộng\n"
	unitsHead  = "Tháng 8/2025,,\nNội dung,Xã Chi Lăng,Phường Tam Thanh\n"
)

// Of a table with a column for each month.
func TestReadMonths(t *testing.T) {
	const two = "Bắc Sơn 2024-01: received 12; Bắc Sơn 2024-02: received 8"
	const four = two + "; Lộc Bình 2024-01: received 5; Lộc Bình 2024-02: received 6"
	const both = "Bắc Sơn 2024-01: received 12, resolved 11; Bắc Sơn 2024-02: received 8, resolved 7"
	try(t, []readCase{
		one("two months", monthsHead+"Bắc Sơn,12,8\nLộc Bình,5,6\n", "", four),
		one("semicolons", "Huyện;Tiếp nhận;\n;Tháng 1/2024;Tháng 2/2024\nBắc Sơn;1.200;8\n", "", "Bắc Sơn 2024-01: received 1200; Bắc Sơn 2024-02: received 8"),
		one("months over measures", "Huyện,Tháng 1/2024,,Tháng 2/2024,\n,Tiếp nhận,Đã giải quyết,Tiếp nhận,Đã giải quyết\nBắc Sơn,12,11,8,7\n", "", both),
		one("measures over months", "Huyện,Tiếp nhận,,Đã giải quyết,\n,Tháng 1/2024,Tháng 2/2024,Tháng 1/2024,Tháng 2/2024\nBắc Sơn,12,8,11,7\n", "", both),
		one("quarters", "Huyện,Tiếp nhận,,\n,Quý I/2024,Quý II/2024,6 tháng cuối năm 2024\nBắc Sơn,12,8,7\n", "",
			"Bắc Sơn 2024-Q1: received 12; Bắc Sơn 2024-Q2: received 8; Bắc Sơn 2024-H2: received 7"),
		one("a quarter beside its months", "Huyện,Tiếp nhận,,\n,Tháng 1/2024,Tháng 2/2024,Quý I/2024\nBắc Sơn,12,8,20\n",
			"period-overlap 3:3 where=a.csv:3 other=2024-Q1; period-overlap 3:4 where=a.csv:3 other=2024-01", "-"),
		one("the year of a title", "BÁO CÁO NĂM 2024,,\nHuyện,Tiếp nhận,\n,Tháng 1,Tháng 2\nBắc Sơn,12,8\n", "key-from-title 1:1", two),
		one("months that may be of two years", "Báo cáo tháng 1 năm 2024,,\nHuyện,Tiếp nhận,\n,Tháng 12,Tháng 1\nBắc Sơn,12,8\n", "header-not-found 3", "-"),
		one("texts like months", "Năm 2024,,\nHuyện,Tiếp nhận,\n,Tháng này,Tháng trước\nBắc Sơn,12,8\n", "header-not-found 3", "-"),
		one("titles, numbers of columns, notes and a signature", "UBND tỉnh,,,\nBiểu số 1,,,\nSTT,Huyện,Tiếp nhận,\n,,Tháng 1/2024,Tháng 2/2024\n(1),(2),(3),(4)\n1,Bắc Sơn,12,8\n,,,\n"+
			"\"Lạng Sơn, ngày 1 tháng 3 năm 2024\",,,\nNgười lập biểu,,,Lãnh đạo\nNguyễn Văn A,,,Trần Văn B\n", "", two),
		one("fields", "Huyện,Lĩnh vực,Tiếp nhận,\n,,Tháng 1/2024,Tháng 2/2024\nBắc Sơn,Đất đai,1,2\nBắc Sơn,Hộ tịch,11,6\n", "", two),
		one("districts over communes", "Đơn vị,Tiếp nhận,\n,Tháng 1/2024,Tháng 2/2024\nHuyện Bắc Sơn,,\nXã Một,1,2\nHuyện Lộc Bình,,\nXã Hai,5,6\n", "",
			"Bắc Sơn/Xã Một 2024-01: received 1; Bắc Sơn/Xã Một 2024-02: received 2; Lộc Bình/Xã Hai 2024-01: received 5; Lộc Bình/Xã Hai 2024-02: received 6"),
		one("the header again", monthsHead+"Bắc Sơn,12,8\n"+monthsHead+"Lộc Bình,5,6\n", "", four),

		one("a total of rows and of months", totalHead+"Bắc Sơn,12,8,20\nLộc Bình,5,6,11\nTổng,17,14,31\n", "row-total 3 rows=5", four),
		one("a total of rows that disagrees", monthsHead+"Bắc Sơn,12,8\nLộc Bình,5,6\nTổng cộng,17,15\n", "row-total 5 rows=2; total-disagrees 5:3 rows=2", four),
		one("totals of months that disagree", totalHead+"Bắc Sơn,12,8,21\nLộc Bình,5,6,11\nTổng,17,14,30\n",
			"row-total 3 rows=5; total-disagrees 3:4 rows=2; total-disagrees 5:4 rows=4", four),
		one("a total of the months of a commune that disagrees", "Đơn vị,Tiếp nhận,,\n,Tháng 8/2025,Tháng 9/2025,Cộng\nXã A,12,8,20\nXã B,5,6,12\n",
			"row-total 3 rows=2; total-disagrees 4:4 rows=4", "Xã A 2025-08: received 12; Xã A 2025-09: received 8; Xã B 2025-08: received 5; Xã B 2025-09: received 6"),
		one("no total of months", totalHead+"Bắc Sơn,12,8,\n", "", two),
		one("a total of states", strings.Replace(totalHead, "Tiếp nhận", "Đang giải quyết", 1)+"Bắc Sơn,12,8,8\n", "row-total 3 rows=1", "Bắc Sơn 2024-01: pending 12; Bắc Sơn 2024-02: pending 8"),
		one("percentages of months", "Huyện,Tháng 1/2024,,,Tháng 2/2024,,\n,Đã giải quyết,Đúng và trước hạn,Tỷ lệ đúng hạn,Đã giải quyết,Đúng và trước hạn,Tỷ lệ đúng hạn\nBắc Sơn,4,2,50%,5,4,90%\n",
			"percent-disagrees 3:7", "Bắc Sơn 2024-01: resolved_in_time 2, resolved 4; Bắc Sơn 2024-02: resolved_in_time 4, resolved 5"),
		one("parts above their whole", "Huyện,Tiếp nhận,,Trực tuyến,\n,Tháng 1/2024,Tháng 2/2024,Tháng 1/2024,Tháng 2/2024\nBắc Sơn,12,8,11,9\n", "part-exceeds-whole 3:3",
			"Bắc Sơn 2024-01: received_online 11, received 12; Bắc Sơn 2024-02: received_online 9, received 8"),

		one("blanks", monthsHead+"Bắc Sơn,12,\nLộc Bình,,6\nTổng,12,6\n", "count-missing 3:3; count-missing 4:2; row-total 5 rows=2",
			"Bắc Sơn 2024-01: received 12; Bắc Sơn 2024-02: received ?; Lộc Bình 2024-01: received ?; Lộc Bình 2024-02: received 6"),
		one("dashes and dots", monthsHead+"Bắc Sơn,-,–\nLộc Bình,…,1.234\n", "count-dash 3:2 cells=2; count-unknown 4:2 cells=1",
			"Bắc Sơn 2024-01: received 0; Bắc Sơn 2024-02: received 0; Lộc Bình 2024-01: received ?; Lộc Bình 2024-02: received 1234"),
		one("no counts", monthsHead+"Tràng Định,,\nBắc Sơn,12,8\n", "row-heading 3", two),
		one("cells that are no counts", totalHead+"Bắc Sơn,x,\"1,5\",y\nLộc Bình,-3,5%,2\nTràng Định,x,x,x\n",
			"row-heading 3; count-not-a-number 3:2; count-fraction 3:3; row-total 4 rows=1; count-negative 4:2; count-percent 4:3; row-heading 5; count-not-a-number 5:2; count-not-a-number 5:3", "-"),
		one("rows that do not fit", monthsHead+"Bắc Sơn,12,8,9\nLộc Bình,5\nTràng Định,1,2\n", "row-too-long 3:4 cells=4; row-too-short 4:2 cells=2", "-"),
		one("no unit", monthsHead+",12,8\n", "unit-missing 3:1; unit-missing 3:1", "-"),
		one("a unit twice", monthsHead+"Bắc Sơn,12,8\nBắc Sơn,5,6\n", "row-duplicate 4 line=3; row-duplicate 4 line=3", "-"),
		one("a month twice", "Huyện,Tiếp nhận,,\n,Tháng 1/2024,Tháng 2/2024,01/2024\nBắc Sơn,12,8,7\n", "column-duplicate 1:4 other=2", "-"),
		one("sums of sections", "Huyện Bắc Sơn,,\nLĩnh vực,Tiếp nhận,\n,Tháng 1/2024,Tháng 2/2024\nI. Đất đai,10,\n1. Cấp mới,4,\n2. Cấp đổi,6,\n",
			"key-from-title 1:1; row-total 4 rows=1; row-section 4:1; count-missing 5:3; count-missing 6:3", "-"),
		one("groups above that are not known", ",Không rõ,,Khác\nHuyện,Tiếp nhận,,\n,Tháng 1/2024,Tháng 2/2024,Tháng 3/2024\nBắc Sơn,12,8,7\n", "header-above 1", "-"),
		one("another header", monthsHead+"Bắc Sơn,12,8\nHuyện,Đã giải quyết,\n,Tháng 1/2024,Tháng 2/2024\nLộc Bình,5,6\n", "header-second 4", "-"),
		one("a header alone", monthsHead, "no-data 1", ""),
	})
}

// Of a table with a column for each unit.
func TestReadUnits(t *testing.T) {
	const received = "Phường Tam Thanh 2025-08: received 31; Xã Chi Lăng 2025-08: received 12"
	const late = "Phường Tam Thanh 2025-08: received 31, resolved_late 0; Xã Chi Lăng 2025-08: received 12, resolved_late 1"
	try(t, []readCase{
		one("two units", unitsHead+"Tiếp nhận,12,31\nTrễ hạn,1,0\n", "key-from-title 1:1", late),
		one("semicolons", "Tháng 8/2025;;\nNội dung;Xã Chi Lăng;Phường Tam Thanh\nTiếp nhận;1,200;31\n", "key-from-title 1:1",
			"Phường Tam Thanh 2025-08: received 31; Xã Chi Lăng 2025-08: received 1200"),
		one("communes of a district in the titles", "Huyện Bắc Sơn,,\nTháng 6/2024,,\nNội dung,Xã Chi Lăng,Xã Tân Lập\nTiếp nhận,12,31\n", "key-from-title 1:1; key-from-title 2:1",
			"Bắc Sơn/Xã Chi Lăng 2024-06: received 12; Bắc Sơn/Xã Tân Lập 2024-06: received 31"),
		one("communes of no district", "Tháng 6/2024,,\nNội dung,Xã Chi Lăng,Xã Tân Lập\nTiếp nhận,12,31\n", "key-from-title 1:1; unit-missing 3; unit-missing 3", "-"),
		one("districts, parts", "Tháng 6/2024,,\nNội dung,Huyện Bắc Sơn,Huyện Lộc Bình\nTiếp nhận,12,31\nTrong đó:,,\n- Trực tuyến,2,1\n- Trực tiếp,10,30\n", "key-from-title 1:1",
			"Bắc Sơn 2024-06: received_online 2, received_direct 10, received 12; Lộc Bình 2024-06: received_online 1, received_direct 30, received 31"),
		one("groups", unitsHead+"Tiếp nhận,12,31\nĐã giải quyết,,\n- Đúng hạn,1,2\n- Quá hạn,3,x\n", "key-from-title 1:1; header-doubtful 5:1; count-not-a-number 6:3", "-"),
		one("titles of a province, notes and a signature", "UBND TỈNH LẠNG SƠN,,\n"+unitsHead+"Tiếp nhận,12,31\n,,\nGhi chú: số liệu tạm,,\nNgười lập biểu,,Chủ tịch\nNguyễn Văn A,,Trần Văn B\n",
			"key-from-title 2:1", "Lạng Sơn/Phường Tam Thanh 2025-08: received 31; Lạng Sơn/Xã Chi Lăng 2025-08: received 12"),
		one("words below that name a unit", unitsHead+"Tiếp nhận,12,31\nXã Chi Lăng,,\n", "key-from-title 1:1; row-heading 4", received),
		one("numbers of rows and columns", "Tháng 8/2025,,\nSTT,Nội dung,Xã Chi Lăng,Phường Tam Thanh\nA,B,1,2\n1,Tiếp nhận,12,31\n2,Trễ hạn,1,0\n", "key-from-title 1:1", late),
		one("the header again", unitsHead+"Tiếp nhận,12,31\nNội dung,Xã Chi Lăng,Phường Tam Thanh\nTrễ hạn,1,0\n", "key-from-title 1:1", late),

		one("a total", "Tháng 8/2025,,,\nNội dung,Xã Chi Lăng,Phường Tam Thanh,Tổng\nTiếp nhận,12,31,43\nTrễ hạn,1,0,1\n", "key-from-title 1:1; row-total 3 rows=1", late),
		one("a total at the left that disagrees", "Tháng 8/2025,,,\nNội dung,Tổng cộng,Xã Chi Lăng,Phường Tam Thanh\nTiếp nhận,43,12,31\nTrễ hạn,2,1,0\n",
			"key-from-title 1:1; row-total 3 rows=1; total-disagrees 4:2 rows=2", late),
		one("percentages", unitsHead+"Đã giải quyết,4,5\nĐúng và trước hạn,2,4\nTỷ lệ đúng hạn,50%,90%\n", "key-from-title 1:1; percent-disagrees 5:3",
			"Phường Tam Thanh 2025-08: resolved_in_time 4, resolved 5; Xã Chi Lăng 2025-08: resolved_in_time 2, resolved 4"),
		one("a part above its whole", unitsHead+"Tiếp nhận,12,31\n1.1. Trực tuyến,11,32\n", "key-from-title 1:1; part-exceeds-whole 3:3",
			"Phường Tam Thanh 2025-08: received_online 32, received 31; Xã Chi Lăng 2025-08: received_online 11, received 12"),

		one("cells that are no counts", unitsHead+"Tiếp nhận,x,31\nĐúng và trước hạn,11,\"1,5\"\nTrễ hạn,1,\n", "key-from-title 1:1; count-not-a-number 3:2; count-fraction 4:3; count-missing 5:3", "-"),
		one("rows without counts", unitsHead+"Tiếp nhận,12,31\nTrễ hạn,x,x\nĐúng và trước hạn,-,…\nSớm hạn,,\n",
			"key-from-title 1:1; count-not-a-number 4:2; count-not-a-number 4:3; count-dash 5:2 cells=1; count-unknown 5:3 cells=1; count-missing 6:2; count-missing 6:3", "-"),
		one("a unit without counts", unitsHead+"Tiếp nhận,,31\nTrễ hạn,,0\n", "key-from-title 1:1; count-missing 3:2; count-missing 4:2",
			"Phường Tam Thanh 2025-08: received 31, resolved_late 0; Xã Chi Lăng 2025-08: received ?, resolved_late ?"),
		one("a section", unitsHead+"Tiếp nhận,12,31\nLĩnh vực đất đai,,\nTrễ hạn,1,2\n", "key-from-title 1:1; row-heading 4; column-unused 5:1", received),
		one("sections alone", unitsHead+"Lĩnh vực đất đai,,\nTiếp nhận,12,31\n", "header-not-found 2; row-heading 3", "-"),
		one("something unknown", unitsHead+"Tiếp nhận,12,31\nSố cán bộ nghỉ,1,2\n", "key-from-title 1:1; column-unused 4:1", received),
		one("rows that do not fit", unitsHead+"Tiếp nhận,12,31,5\nTrễ hạn,12\nĐã giải quyết,1,2\n", "key-from-title 1:1; row-too-long 3:4 cells=4; row-too-short 4:2 cells=2", "-"),
		one("a column without a name", "Tháng 8/2025,,,\nNội dung,Xã Chi Lăng,Phường Tam Thanh,\nTiếp nhận,12,31,5\n", "key-from-title 1:1; unit-missing 2:4", "-"),
		one("a unit twice", "Tháng 8/2025,,\nNội dung,Xã Chi Lăng,xã Chi Lăng\nTiếp nhận,12,31\n", "column-duplicate 2:3 other=2", "-"),
		one("a measure twice", unitsHead+"Tiếp nhận,12,31\nTiếp nhận,12,31\n", "column-duplicate 4:1 other=2", "-"),
		one("groups above that are not known", "Tháng 8/2025,,\n,Hồ sơ chờ tiếp nhận,\nNội dung,Xã Chi Lăng,Phường Tam Thanh\nTiếp nhận,12,31\n", "header-above 2", "-"),
		one("another table below", unitsHead+"Tiếp nhận,12,31\nNội dung,Xã A,Xã B\nTrễ hạn,1,2\n", "key-from-title 1:1; header-second 4; row-heading 4; column-unused 5:1", "-"),
		one("no period", "Nội dung,Xã Chi Lăng,Phường Tam Thanh\nTiếp nhận,12,31\n", "period-missing 1", "-"),
		one("thousands", "Tháng 8/2025,,\nĐơn vị tính: 1.000 hồ sơ,,\nNội dung,Xã Chi Lăng,Phường Tam Thanh\nTiếp nhận,12,31\n", "count-scaled 2:1", "-"),
	})
}

// A sheet of a workbook gives what a text with the same cells gives. Its blank cells are
// not in it.
func TestTurnedWorkbooks(t *testing.T) {
	for _, text := range []string{
		monthsHead + "Bắc Sơn,12,8\nLộc Bình,5,6\n", totalHead + "Bắc Sơn,12,8,21\nLộc Bình,x,,11\nTổng,17,14,31\n", "Năm 2024,,\nHuyện,Tiếp nhận,\n,Tháng 1,Tháng 2\nBắc Sơn,12,\nNgười lập biểu,,X\n",
		unitsHead + "Tiếp nhận,12,31\nTrễ hạn,x,\n", "Tháng 8/2025,,,\nNội dung,Tổng,Xã A,Xã B\nTiếp nhận,3,1,2\nTrong đó:,,,\n- Trực tuyến,2,1,\n,,,\nNgười lập biểu,,,Chủ tịch\n",
	} {
		lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var sheet strings.Builder
		for i, line := range lines {
			fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
			for c, cell := range line {
				ref := fmt.Sprintf("%c%d", 'A'+c, i+1)
				if _, ok := rows.Number([]byte(cell)); ok {
					fmt.Fprintf(&sheet, `<c r="%s"><v>%s</v></c>`, ref, cell)
				} else if cell != "" {
					fmt.Fprintf(&sheet, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, cell)
				}
			}
			sheet.WriteString(`</row>`)
		}
		want := read(t, files{"a.csv": text}, Options{})
		names := write(t, files{"a.xlsx": bookOf(t, "worksheets/sheet1.xml", sheet.String(), "")})
		got := Read(definitions(t), names, nil, Options{})
		if g, w := strings.ReplaceAll(found(got.Findings), "a.xlsx:", ""), found(want.Findings); g != w || dump(got.Ledger) != dump(want.Ledger) {
			t.Errorf("%s\nfindings %s\nwant %s\nledger %s\nwant %s", text, g, w, dump(got.Ledger), dump(want.Ledger))
		}
		wantCells(t, got, Options{})
	}
}

// The cells of a count are those of its own column.
func TestCellsOfTurned(t *testing.T) {
	for text, want := range map[string]string{
		totalHead + "Bắc Sơn,12,,12\nLộc Bình,5,-,5\nTổng,17,0,17\n": `Bắc Sơn 2024-01 received: 3:2 "12"=12; Bắc Sơn 2024-02 received: 3:3 ""; ` +
			`Lộc Bình 2024-01 received: 4:2 "5"=5; Lộc Bình 2024-02 received: 4:3 "-"=0`,
		"Huyện,Lĩnh vực,Tháng 1/2024,,Tháng 2/2024,\n,,Tiếp nhận,Đã giải quyết,Tiếp nhận,Đã giải quyết\nBắc Sơn,Đất đai,1,2,3,4\nBắc Sơn,Hộ tịch,5,6,7,8\n": `Bắc Sơn 2024-01 received: 3:3 "1"=1, 4:3 "5"=5; ` +
			`Bắc Sơn 2024-01 resolved: 3:4 "2"=2, 4:4 "6"=6; Bắc Sơn 2024-02 received: 3:5 "3"=3, 4:5 "7"=7; Bắc Sơn 2024-02 resolved: 3:6 "4"=4, 4:6 "8"=8`,
		unitsHead + "Trực tuyến toàn trình,3,4\nTrực tuyến một phần,1,\nTrễ hạn,7,8\n": `Phường Tam Thanh 2025-08 received_online: 3:3 "4"=4, 4:3 ""; Phường Tam Thanh 2025-08 resolved_late: 5:3 "8"=8; ` +
			`Xã Chi Lăng 2025-08 received_online: 3:2 "3"=3, 4:2 "1"=1; Xã Chi Lăng 2025-08 resolved_late: 5:2 "7"=7`,
	} {
		l := read(t, files{"a.csv": text}, Options{}).Ledger
		found, findings := Cells(definitions(t), l, wantAll(l, many), Options{})
		if got := cellsText(l, found); got != want || len(findings) > 0 {
			t.Errorf("%s\n got %s\nwant %s\nfindings %v", text, got, want, findings)
		}
	}
}
