package input

import (
	"testing"

	"cchc/kpi/units"
)

// A row that is nearly the sum of the communes below it is added, or is an error where its
// number makes them its parts; a total of all others shows that it is added.
func TestWrongSumsOfDistricts(t *testing.T) {
	list, err := units.Read(definitions(t).Words, "units.csv", []byte(provenUnits))
	if err != nil {
		t.Fatal(err)
	}
	listed := func(name, first, findings, ledger string) readCase {
		text := "Tháng 5/2024;;;\nSTT;Đơn vị;Tiếp nhận;resolved\n" + first + "1.1;Xã Vũ Lễ;121;110\n1.2;Xã Vũ Sơn;83;71\n" +
			"2;Huyện Văn Lãng;121;116\n2.1;Xã Tân Thanh;54;50\n2.2;Thị trấn Na Sầm;67;66\n;Tổng cộng;325;297\n"
		return readCase{name: name, in: files{"a.csv": text}, opts: Options{Units: list}, findings: "key-from-title 1:1; " + findings, ledger: ledger}
	}
	const communes = "Bắc Sơn/Xã Vũ Lễ 2024-05: received 121, resolved 110; Bắc Sơn/Xã Vũ Sơn 2024-05: received 83, resolved 71; " +
		"Văn Lãng/Thị trấn Na Sầm 2024-05: received 67, resolved 66; Văn Lãng/Xã Tân Thanh 2024-05: received 54, resolved 50"
	const disagrees = "row-total 9 rows=2; total-disagrees 9:3 rows=5; total-disagrees 9:4 rows=5"
	both := "Tháng 5/2024;;;\nSTT;Đơn vị;Tiếp nhận;resolved\n1;Huyện Bắc Sơn;205;181\n1.1;Xã Vũ Lễ;121;110\n1.2;Xã Vũ Sơn;83;71\n;Tổng cộng;409;362\n"
	try(t, []readCase{
		{name: "a row of its own by the total", in: files{"a.csv": both}, opts: Options{Units: list}, findings: "key-from-title 1:1; row-total 6 rows=1",
			ledger: "Bắc Sơn 2024-05: received 205, resolved 181; Bắc Sơn/Xã Vũ Lễ 2024-05: received 121, resolved 110; Bắc Sơn/Xã Vũ Sơn 2024-05: received 83, resolved 71"},
		listed("right", "1;Huyện Bắc Sơn;204;181\n", "row-total 3 rows=3", communes),
		listed("wrong, and numbered as a whole", "1;Huyện Bắc Sơn;205;181\n", "row-section 4:1; row-section 5:1; "+disagrees, "-"),
		listed("no counts, and numbered as a whole", "1;Huyện Bắc Sơn;;\n", "row-total 9 rows=2", communes),
		listed("no counts, and another number", "9;Huyện Bắc Sơn;;\n", "count-missing 3:3; count-missing 3:4; row-total 9 rows=2", "Bắc Sơn 2024-05: received ?, resolved ?; "+communes),
		listed("wrong, and not numbered", ";Huyện Bắc Sơn;205;181\n", disagrees, "Bắc Sơn 2024-05: received 205, resolved 181; "+communes),
	})
}
