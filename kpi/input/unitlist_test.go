package input

import (
	"testing"

	"cchc/kpi/units"
)

// listedUnits is a list of units with the traps of real ones: communes of one name
// in two districts, a town called like its district, a code that was given away.
const listedUnits = `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
180,Huyện Tràng Định,district,20,,2025-06-30
187,Huyện Chi Lăng,district,20,,2025-06-30
186,Huyện Đình Lập,district,20,,2025-06-30
06034,Xã Chi Lăng,commune,180,,2025-06-30
06523,Xã Chi Lăng,commune,187,,2025-06-30
06058,Xã Quốc Việt,commune,180,,2025-06-30
06613,Thị trấn Đình Lập,commune,186,,2025-06-30
06058,Xã Quốc Khánh,commune,20,2025-07-01,
`

func unitList(t *testing.T) *units.List {
	t.Helper()
	list, err := units.Read(definitions(t).Words, "units.csv", []byte(listedUnits))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestUnitsOfAList(t *testing.T) {
	opts := Options{Units: unitList(t)}
	row := func(name, header, cells, findings, ledger string) readCase {
		return readCase{name: name, in: files{"a.csv": "period;" + header + ";received\n2024-06;" + cells + ";5\n"}, opts: opts, findings: findings, ledger: ledger}
	}
	later := row("a code given to another unit", "Đơn vị;Mã đơn vị", "Xã Quốc Khánh;06058", "unit-code 2:3", "-")
	later.in["a.csv"] = "period;Đơn vị;Mã đơn vị;received\n2025-07;Xã Quốc Khánh;06058;5\n"
	later.findings, later.ledger = "", "Xã Quốc Khánh 2025-07: received 5"
	try(t, []readCase{
		row("a commune that only one district has", "commune", "Xã Quốc Việt", "", "Tràng Định/Xã Quốc Việt 2024-06: received 5"),
		row("a commune of two districts", "commune", "Xã Chi Lăng", "unit-ambiguous 2:2", "-"),
		row("a commune of two districts, among units", "Đơn vị", "Xã Chi Lăng", "unit-ambiguous 2:2", "-"),
		row("a commune of two districts, with its code", "Đơn vị;Mã đơn vị", "Xã Chi Lăng;06523", "", "Chi Lăng/Xã Chi Lăng 2024-06: received 5"),
		row("a commune that no district has", "commune", "Xã Tân Thanh", "unit-unknown 2:2", "-"),
		row("a bare name of one unit", "Đơn vị", "Quốc Việt", "", "Tràng Định/Xã Quốc Việt 2024-06: received 5"),
		row("a bare name of several", "Đơn vị", "Đình Lập", "unit-ambiguous 2:2", "-"),
		row("a bare name of none", "Đơn vị", "Bắc Sơn", "unit-unknown 2:2", "-"),
		row("a code without a name", "Đơn vị;Mã đơn vị", ";06613", "", "Đình Lập/Thị trấn Đình Lập 2024-06: received 5"),
		row("the code of a district", "Đơn vị;Mã đơn vị", ";180", "", "Tràng Định 2024-06: received 5"),
		row("a code without its first zero", "Đơn vị;Mã đơn vị", ";6058", "", "Tràng Định/Xã Quốc Việt 2024-06: received 5"),
		row("a code of another name", "district;commune;Mã xã", "Tràng Định;Xã Quốc Việt;06613", "unit-code 2:4", "-"),
		row("a code of another district", "district;commune;Mã xã", "Tràng Định;Xã Chi Lăng;06523", "unit-code 2:4", "-"),
		row("a code that is not listed", "district;commune;Mã xã", "Tràng Định;Xã Chi Lăng;99999", "unit-code-unknown 2:4", "Tràng Định/Xã Chi Lăng 2024-06: received 5"),
		row("a code before it was given away", "Đơn vị;Mã đơn vị", "Xã Quốc Khánh;06058", "unit-code 2:3", "-"),
		later,
	})
}

// A listed unit is found behind other words of a title.
func TestListedUnitOfATitle(t *testing.T) {
	form := func(title string) files {
		return files{"a.csv": title + "\nTháng 6/2024\nLĩnh vực,Tiếp nhận\nĐất đai,5\n"}
	}
	try(t, []readCase{
		{name: "listed", in: form("GIẢI QUYẾT HỒ SƠ UBND HUYỆN TRÀNG ĐỊNH"), opts: Options{Units: unitList(t)},
			findings: "key-from-title 1:1; key-from-title 2:1", ledger: "Tràng Định 2024-06: received 5"},
		{name: "not listed", in: form("GIẢI QUYẾT HỒ SƠ UBND HUYỆN TRÀNG ĐÌNH"), opts: Options{Units: unitList(t)}, findings: "key-from-title 2:1; key-missing 3", ledger: "-"},
		{name: "no agency", in: form("GIẢI QUYẾT HỒ SƠ HUYỆN TRÀNG ĐỊNH"), opts: Options{Units: unitList(t)},
			findings: "key-from-title 1:1; key-from-title 2:1", ledger: "Tràng Định 2024-06: received 5"},
	})
}

// Without a list a commune needs its district, and a bare name its type word.
func TestUnitsWithoutAList(t *testing.T) {
	try(t, []readCase{
		one("a commune", "period;commune;received\n2024-06;Xã Quốc Việt;5\n", "key-missing 1", "-"),
		one("a bare name", "period;Đơn vị;received\n2024-06;Quốc Việt;5\n", "unit-ambiguous 2:2", "-"),
		one("a code", "period;Đơn vị;Mã đơn vị;received\n2024-06;Huyện Tràng Định;187;5\n", "", "Tràng Định 2024-06: received 5"),
	})
}
