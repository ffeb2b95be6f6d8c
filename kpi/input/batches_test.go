package input

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// anyCell returns one of some texts, the first most often.
func anyCell(r *rand.Rand, odds int, texts ...string) string {
	if r.IntN(odds) > 0 {
		return texts[0]
	}
	return texts[r.IntN(len(texts))]
}

// anyRow returns a row of an export that may be anything: mostly rows of counts, which
// differ in their procedure and in a column that is not known.
func anyRow(r *rand.Rand, odds int) string {
	if r.IntN(odds) == 0 {
		return []string{"", ",,,,,,,", "A,Cấp huyện,,,,,,", "I,,,,,10,2,", ",Tổng cộng,,,,30,9,", "Ghi chú: số liệu tạm tính,,,,,,,",
			"1,Huyện Bắc Sơn,,,,,,", "9,Tràng Định,,\"1\n2\",,1,1,x", "3,Bắc Sơn,,2024-06", "Người lập biểu,,,,,,,",
			"4,Bắc Sơn,,2024-06,9.9,1,1,x,\u3000", "B,Trên hệ thống tỉnh,,,,,,"}[r.IntN(12)]
	}
	number := fmt.Sprint(r.IntN(99))
	cells := []string{
		anyCell(r, odds, number, "", number+".", "II"),
		anyCell(r, 2, "Bắc Sơn", "Tràng Định", "TRÀNG ĐỊNH", `"Bắc Sơn"`, "Huyện Bắc Sơn"),
		anyCell(r, 3, "", "Xã Tân Lập", "Thị trấn Bắc Sơn", "UBND huyện Bắc Sơn"),
		anyCell(r, 3, "2024-06", "2024-07", "06/2024"),
		anyCell(r, 1, number, "1.00"+number, `"Cấp ""mới"", lại"`, "Tổng", fmt.Sprint(r.IntN(9999))),
		anyCell(r, 3, fmt.Sprint(r.IntN(500)), "-", "", "1.234", `"2,345"`, "5.0", "1,5", "99999999999999999", " 7 "),
		anyCell(r, odds, "1", "0", "2.000", "x", "12%"),
		anyCell(r, 2, "a", "b", "c "+number),
	}
	return strings.Join(cells, ",")
}

// Rows that are added by batches give the same as rows taken one by one, whatever is
// between them, and wherever a block ends. Without KPI_EXHAUSTIVE some tables are tried.
func TestBatchesAreRows(t *testing.T) {
	tables := uint64(30)
	if os.Getenv("KPI_EXHAUSTIVE") != "" {
		tables = 150
	}
	for seed := range tables {
		r := rand.New(rand.NewPCG(seed, 3))
		odds := []int{4, 20, 200}[r.IntN(3)]
		newline := []string{"\n", "\r\n"}[r.IntN(2)]
		rows := []string{"STT,Huyện,Xã,Kỳ báo cáo,Mã TTHC,Tiếp nhận,Tiếp nhận / Trực tuyến,Ghi nhận thêm" + []string{"", ","}[r.IntN(2)]}
		for range 10 + r.IntN(300) {
			rows = append(rows, anyRow(r, odds))
		}
		text := strings.Join(rows, newline) + newline
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			wantAccounted(t, []byte(text), Options{})
		})
	}
}

// The texts that a message names are those that are first, whatever reads them.
func TestBatchesNameWhatRowsName(t *testing.T) {
	read(t, files{
		"a.csv": "Huyện,Kỳ,Lĩnh vực,Tiếp nhận\nBắc Sơn,2024-06,Hộ tịch,1\nVăn Lãng,2024-06,ĐẤT ĐAI,1\nBắc Sơn,2024-06,Đất đai,1\n",
		"b.csv": "Huyện,Kỳ,Lĩnh vực,Tiếp nhận\nBắc Sơn,2024-06,Đất đai,1\n",
	}, Options{})
}

// Sums that do not fit are left out by the row, not by the batch.
func TestBatchesOverflowByRow(t *testing.T) {
	var b strings.Builder
	b.WriteString("Huyện,Kỳ,Mã TTHC,Tiếp nhận\nTổng cộng,,,5\n")
	for i := range 9 {
		fmt.Fprintf(&b, "Huyện D%c,2024-06,1.%d,999999999999999999\n", 'a'+i, i)
	}
	b.WriteString("Huyện X,2024-06,1.1,223371936854775816\n")
	for i := range 300 {
		fmt.Fprintf(&b, "Huyện Y,2024-06,1.%d,0\n", i)
	}
	b.WriteString("Huyện Bắc Sơn,2024-06,1.1,90000000000\nHuyện Văn Lãng,2024-06,1.1,50000000000\nHuyện Văn Lãng,2024-06,1.2,5000000000\nTổng cộng,,,7\n")
	wantAccounted(t, []byte(b.String()), Options{})
}
