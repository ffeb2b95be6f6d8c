package input

import (
	"strings"
	"testing"

	"cchc/kpi/input/rows"
	"cchc/kpi/units"
)

// sharedNames is a list of units in which two districts have communes of one name.
const sharedNames = `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
183,Huyện Cao Lộc,district,20,,
185,Huyện Bắc Sơn,district,20,,
1,Xã Tân Lập,commune,185,,
2,Xã Tân Thành,commune,185,,
3,Xã Tân Thành,commune,183,,
4,Xã Gia Cát,commune,183,,
`

// A district that is written once is that of the communes below it as far as the list has
// each of them there.
func TestDistrictsWrittenOnce(t *testing.T) {
	list, err := units.Read(definitions(t).Words, "units.csv", []byte(sharedNames))
	if err != nil {
		t.Fatal(err)
	}
	listed := func(name, text, findings, ledger string) readCase {
		return readCase{name: name, in: files{"a.csv": text}, opts: Options{Units: list}, findings: findings, ledger: ledger}
	}
	const head = "period,district,commune,received\n2024-06,Huyện Bắc Sơn,Xã Tân Lập,1\n"
	const taken = "Bắc Sơn/Xã Tân Lập 2024-06: received 1"
	try(t, []readCase{
		listed("of it", head+"2024-06,,Xã Tân Thành,2\n2024-06,Huyện Cao Lộc,Xã Tân Thành,4\n2024-06,,Xã Gia Cát,8\n", "names-filled 3:2",
			taken+"; Bắc Sơn/Xã Tân Thành 2024-06: received 2; Cao Lộc/Xã Gia Cát 2024-06: received 8; Cao Lộc/Xã Tân Thành 2024-06: received 4"),
		listed("of it, in the first columns", "district,commune,period,received\nHuyện Bắc Sơn,Xã Tân Lập,2024-06,1\n,Xã Tân Thành,2024-06,2\n", "names-filled 3:1", taken+"; Bắc Sơn/Xã Tân Thành 2024-06: received 2"),
		listed("of it, communes in the first column", "commune,district,period,received\nXã Tân Lập,Huyện Bắc Sơn,2024-06,1\nXã Tân Thành,,2024-06,2\n", "names-filled 3:2", taken+"; Bắc Sơn/Xã Tân Thành 2024-06: received 2"),
		listed("one of another district in the first column", "district,commune,period,received\nHuyện Bắc Sơn,Xã Tân Lập,2024-06,1\n,Xã Tân Thành,2024-06,2\n,Xã Gia Cát,2024-06,8\n", "names-filled 3:1; unit-missing 3:1", "-"),
		listed("one that the list has not", head+"2024-06,,Xã Tân Thành,2\n2024-06,,Xã Lạ,8\n2024-06,,Xã Tân Thành,3\n", "names-filled 3:2; unit-unknown 4:3; row-duplicate 5 line=3", "-"),
		listed("one that could be no other, and one of another district", head+"2024-06,,Xã Tân Lập,2\n2024-06,,Xã Gia Cát,8\n", "row-duplicate 3 line=2; names-filled 3:2", "-"),
		listed("the first that could be another is asked about", head+"2024-06,,Xã Tân Lập,3\n2024-06,,Xã Tân Thành,2\n2024-06,,Xã Gia Cát,8\n", "row-duplicate 3 line=2; names-filled 3:2; unit-missing 4:2", "-"),
		listed("one of another district", head+"2024-06,,Xã Tân Thành,2\n2024-06,,Xã Gia Cát,8\n", "names-filled 3:2; unit-missing 3:2", "-"),
		listed("one of another district before", head+"2024-06,,Xã Gia Cát,8\n2024-06,,Xã Tân Thành,2\n", "unit-ambiguous 4:3", "-"),
		listed("some of another district, and no other could be meant", head+"2024-06,,Xã Gia Cát,8\n", "", taken+"; Cao Lộc/Xã Gia Cát 2024-06: received 8"),
		listed("none above", "period,district,commune,received\n2024-06,,Xã Tân Thành,2\n", "unit-ambiguous 2:3", "-"),
		listed("behind a total", head+"2024-06,,Tổng cộng,1\n2024-06,,Xã Tân Thành,7\n", "row-total 3 rows=1; unit-ambiguous 4:3", "-"),
		listed("below a total that names the district", "period,district,commune,received\n2024-06,Huyện Bắc Sơn,Tổng số,3\n2024-06,,Xã Tân Lập,1\n2024-06,,Xã Tân Thành,2\n",
			"row-total 2 rows=1; names-filled 3:2", taken+"; Bắc Sơn/Xã Tân Thành 2024-06: received 2"),
		listed("an office", head+"2024-06,,Văn phòng UBND huyện,2\n", "unit-missing 3:3", "-"),
		one("no list", "period,district,commune,received\n2024-06,Huyện A,Xã B,1\n2024-06,,Xã C,2\n", "unit-missing 3:2", "-"),
	})
}

// A unit that is written once is that of the fields below it as far as their sum is there.
func TestUnitsOfFieldsWrittenOnce(t *testing.T) {
	const head = "Tháng 6/2024,,,\nHuyện,Lĩnh vực,Tiếp nhận,resolved_late\n"
	const a = "Huyện A,Đất đai,101,11\n,Hộ tịch,23,4\n"
	const b = "Huyện B,Đất đai,57,8\n,Hộ tịch,31,2\n"
	const want = "A 2024-06: received 124, resolved_late 15; B 2024-06: received 88, resolved_late 10"
	title := "key-from-title 1:1; "
	try(t, []readCase{
		one("a total of each", head+a+",Cộng,124,15\n"+b+",Cộng,88,10\n,Tổng cộng,212,25\n", title+"names-filled 4:1; row-total 5 rows=3", want),
		one("its sum above", head+"Huyện A,,124,15\n,Đất đai,101,11\n,Hộ tịch,23,4\nHuyện B,,88,10\n,Đất đai,57,8\n,Hộ tịch,31,2\n", title+"row-total 3 rows=2; names-filled 4:1", want),
		one("a total of one", head+a+",Cộng,124,15\n"+b, title+"names-filled 4:1; row-total 5 rows=1; unit-missing 7:1", "-"),
		one("a total that is another", head+a+",Cộng,125,15\n"+b+",Cộng,88,10\n", title+"unit-missing 4:1; row-total 5 rows=2; names-filled 7:1", "-"),
		one("only a total of all", head+a+b+",Tổng cộng,212,25\n", title+"unit-missing 4:1; unit-missing 6:1; row-total 7 rows=1", "-"),
		one("only a total of all, of one unit", head+a+",Tổng cộng,124,15\n", title+"unit-missing 4:1; row-total 5 rows=1", "-"),
		one("a field twice", head+"Huyện A,Đất đai,101,11\n,Đất đai,23,4\n,Cộng,124,15\n"+b+",Cộng,88,10\n", title+"unit-missing 4:1; row-total 5 rows=2; names-filled 7:1", "-"),
		one("a field twice below the first", head+"Huyện A,Đất đai,101,11\n,Hộ tịch,23,4\n,Hộ tịch,30,0\n,Cộng,154,15\n"+b+",Cộng,88,10\n", title+"unit-missing 4:1; unit-missing 5:1; row-total 6 rows=2; names-filled 8:1", "-"),
		one("communes without a district", "Tháng 7/2025,,,,\nHuyện,Xã,Lĩnh vực,Tiếp nhận,resolved_late\n,Xã X,Đất đai,101,11\n,,Hộ tịch,23,4\n,,Cộng,124,15\n,Xã Y,Đất đai,57,8\n,,Hộ tịch,31,2\n,,Cộng,88,10\n",
			title+"names-filled 4:2; row-total 5 rows=2", "Xã X 2025-07: received 124, resolved_late 15; Xã Y 2025-07: received 88, resolved_late 10"),
		one("below a total with the name", head+"Huyện A,Cộng,124,15\n,Đất đai,101,11\n,Hộ tịch,23,4\n"+b+",Cộng,88,10\n", title+"row-total 3 rows=2; unit-missing 4:1; unit-missing 5:1; names-filled 7:1", "-"),
	})
}

// Cells of names that are merged downwards are all what the first shows; of counts only one
// row has them.
func TestMergedNames(t *testing.T) {
	const head = "period|district|commune|received;"
	const body = head + "2024-06|Bắc Sơn|Xã Vũ Lễ|5;||Xã Tân Lập|6;2024-06|Cao Lộc|Xã Gia Cát|7"
	const want = "Bắc Sơn/Xã Tân Lập 2024-06: received 6; Bắc Sơn/Xã Vũ Lễ 2024-06: received 5; Cao Lộc/Xã Gia Cát 2024-06: received 7"
	merged := func(cells ...string) string {
		text := "!<mergeCells>"
		for _, c := range cells {
			text += `<mergeCell ref="` + c + `"/>`
		}
		return text + "</mergeCells>"
	}
	for _, c := range []struct{ name, rows, findings, ledger string }{
		{"districts and periods", body + merged("A2:A3", "B2:B3"), "names-filled 3:1", want},
		{"districts, not periods", body + merged("B2:B3"), "period-missing 3:1; names-filled 3:2", "-"},
		{"nothing", body, "period-missing 3:1", "-"},
		{"counts", head + "2024-06|Bắc Sơn|Xã Vũ Lễ|5;2024-06|Bắc Sơn|Xã Tân Lập|" + merged("D2:D3"), "cells-merged 2:4 cells=D2:D3; count-missing 3:4", "-"},
		{"cells that hold others", head + "2024-06|Bắc Sơn|Xã Vũ Lễ|5;2024-06|Cao Lộc|Xã Gia Cát|6" + merged("B2:B3"), "cells-merged 2:2 cells=B2:B3; cell-covered 3:2 cells=B2:B3",
			"Bắc Sơn/Xã Vũ Lễ 2024-06: received 5; Cao Lộc/Xã Gia Cát 2024-06: received 6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(book(t, "", [2]string{"T6", c.rows})), Options{})
			if text := strings.ReplaceAll(found(got.Findings), "-:", ""); text != c.findings {
				t.Errorf("findings %s, want %s", text, c.findings)
			}
			if text := dump(got.Ledger); c.ledger != "-" && text != c.ledger {
				t.Errorf("ledger %s, want %s", text, c.ledger)
			}
		})
	}
}
