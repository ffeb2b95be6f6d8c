package input

import (
	"strings"
	"testing"

	"cchc/kpi/units"
)

// provenUnits is a list of units before and after the reform of July 2025.
const provenUnits = `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
182,Huyện Văn Lãng,district,20,,2025-06-30
185,Huyện Bắc Sơn,district,20,,2025-06-30
06118,Thị trấn Na Sầm,commune,182,,2025-06-30
06124,Xã Tân Thanh,commune,182,,2025-06-30
06325,Thị trấn Bắc Sơn,commune,185,,2025-06-30
06376,Xã Vũ Lễ,commune,185,,2025-06-30
06370,Xã Vũ Sơn,commune,185,,2025-06-30
06373,Xã Chiêu Vũ,commune,185,,2025-06-30
06058,Xã Quốc Việt,commune,20,2025-07-01,
05986,Phường Tam Thanh,commune,20,2025-07-01,
24778,Phường Xuân Hương - Đà Lạt,commune,68,2025-07-01,
68,Tỉnh Lâm Đồng,province,,,
24800,Xã Đam Rông 2,commune,68,2025-07-01,
24801,Xã Đam Rông,commune,68,2025-07-01,
79,Thành phố Hồ Chí Minh,province,,,
772,Quận 11,district,79,,2025-06-30
27250,Phường 01,commune,772,,2025-06-30
27255,Phường 11,commune,772,,2025-06-30
27300,Phường Kỳ Tân,commune,79,2025-07-01,
23710,Xã Ia Ly,commune,79,2025-07-01,
23711,Xã Ya Ly,commune,79,2025-07-01,
83,Tỉnh Bến Tre,province,,,2025-06-30
831,Huyện Châu Thành,district,83,,2025-06-30
28800,Xã Phú Túc,commune,831,,2025-06-30
94,Tỉnh Sóc Trăng,province,,,2025-06-30
942,Huyện Châu Thành,district,94,,2025-06-30
31500,Xã Phú Tâm,commune,942,,2025-06-30
`

// A name counts because the list has it: in its period, at the level of its column, below
// the units that the row and the titles name.
func TestNamesAreProved(t *testing.T) {
	list, err := units.Read(definitions(t).Words, "units.csv", []byte(provenUnits))
	if err != nil {
		t.Fatal(err)
	}
	const vuLe, vuSon = "Bắc Sơn/Xã Vũ Lễ 2024-06: received 5", "Bắc Sơn/Xã Vũ Sơn 2024-06: received 5"
	row := func(name, header, cells, findings, ledger string) readCase {
		return readCase{name: name, in: files{"a.csv": "period;" + header + ";received\n" + cells + ";5\n"}, opts: Options{Units: list}, findings: findings, ledger: ledger}
	}
	commune := func(name, text, findings, ledger string) readCase {
		return row(name, "district;commune", "2024-06;Bắc Sơn;"+text, findings, ledger)
	}
	titledIn := func(name, period, title, text, findings, ledger string) readCase {
		c := row(name, "Đơn vị", period+";"+text, findings, ledger)
		c.in["a.csv"] = title + ";;\n" + c.in["a.csv"]
		return c
	}
	fields := func(name, period, title, findings, ledger string) readCase {
		return readCase{name: name, in: files{"a.csv": title + ";;\nperiod;Lĩnh vực;received\n" + period + ";Đất đai;5\n"}, opts: Options{Units: list},
			findings: strings.TrimSuffix("key-from-title 1:1; "+findings, "; "), ledger: ledger}
	}
	titled := func(name, title, text, findings, ledger string) readCase {
		return titledIn(name, "2024-06", title, text, findings, ledger)
	}
	const fromTitle = "key-from-title 1:1"
	try(t, []readCase{
		commune("a number", "1. Xã Vũ Lễ", "", vuLe),
		commune("a bullet", "- Xã Vũ Lễ", "", vuLe),
		commune("a footnote", "Xã Vũ Lễ (1)", "", vuLe),
		commune("the province behind", "Vũ Lễ, Lạng Sơn", "", "Lạng Sơn/Bắc Sơn/Vũ Lễ 2024-06: received 5"),
		commune("the district behind", "Xã Vũ Lễ (huyện Bắc Sơn)", "", vuLe),
		commune("another district behind", "Xã Vũ Lễ (huyện Văn Lãng)", "unit-unknown 2:3", "Bắc Sơn/Xã Vũ Lễ (huyện Văn Lãng) 2024-06: received 5"),
		commune("the type behind", "Vũ Lễ (xã)", "", vuLe),
		commune("i for y", "Xã Vũ Lể", "unit-unknown 2:3", "Bắc Sơn/Xã Vũ Lể 2024-06: received 5"),
		commune("another district's", "Xã Tân Thanh", "unit-unknown 2:3", "Bắc Sơn/Xã Tân Thanh 2024-06: received 5"),
		commune("a type that it has not", "Phường Vũ Lễ", "unit-unknown 2:3", "Bắc Sơn/Phường Vũ Lễ 2024-06: received 5"),
		commune("a later one", "Xã Quốc Việt", "unit-unknown 2:3", "Bắc Sơn/Xã Quốc Việt 2024-06: received 5"),
		commune("a Greek letter", "Xã Vũ Sơν", "unit-unknown 2:3", "Bắc Sơn/Xã Vũ Sơν 2024-06: received 5"),
		commune("an entity", "\"Xã Vũ&nbsp;Lễ\"", "text-garbled 2:3", "-"),
		commune("lost letters", "Xã V? L?", "text-garbled 2:3", "-"),
		commune("a word of databases", "undefined", "unit-missing 2:3", "-"),
		commune("a ditto mark", "nt", "unit-missing 2:3", "-"),
		commune("an error of a spreadsheet", "#REF!", "unit-missing 2:3", "-"),
		commune("a sum", "03 xã", "unit-unknown 2:3", "Bắc Sơn/03 xã 2024-06: received 5"),
		commune("the agency", "UBND huyện Bắc Sơn", "", "Bắc Sơn 2024-06: received 5"),
		commune("the agency of another district", "UBND huyện Văn Lãng", "unit-unknown 2:3", "Bắc Sơn/Huyện Văn Lãng 2024-06: received 5"),
		commune("an office of the district", "Phòng Tư pháp", "", "Bắc Sơn 2024-06: received 5"),
		commune("the office of a commune", "Bộ phận Một cửa xã Vũ Sơn", "", vuSon),
		commune("a bare name behind an office", "Bộ phận Một cửa Vũ Sơn", "", "Bắc Sơn/Vũ Sơn 2024-06: received 5"),
		row("a commune among districts", "district", "2024-06;Xã Vũ Lễ", "unit-unknown 2:2", "Vũ Lễ 2024-06: received 5"),
		row("a province among districts", "district", "2024-06;Tỉnh Lạng Sơn", "unit-unknown 2:2", "Lạng Sơn 2024-06: received 5"),
		row("an office of the province among districts", "district", "2024-06;Ban Quản lý Khu kinh tế", "", "2024-06: received 5"),
		row("a district that there is not", "district", "2024-06;Bắc Sun", "unit-unknown 2:2", "Bắc Sun 2024-06: received 5"),
		row("a district after the reform", "district", "2025-07;Bắc Sơn", "unit-unknown 2:2", "Bắc Sơn 2025-07: received 5"),
		row("the centre of a commune", "Đơn vị", "2025-07;TT PVHCC xã Quốc Việt", "", "Xã Quốc Việt 2025-07: received 5"),
		row("the centre of a ward", "commune", "2025-07;TTPVHCC phường Tam Thanh", "", "Phường Tam Thanh 2025-07: received 5"),
		row("a town", "Đơn vị", "2024-06;TT Na Sầm", "", "Văn Lãng/Thị trấn Na Sầm 2024-06: received 5"),
		row("a dash within a name", "commune", "2025-07;Phường Xuân Hương - Đà Lạt", "", "Phường Xuân Hương - Đà Lạt 2025-07: received 5"),
		row("an office of no unit", "Đơn vị", "2025-07;Phòng Kinh tế", "office-alone 2:2", "Phòng Kinh tế 2025-07: received 5"),
		row("a code of another system", "Đơn vị;Mã đơn vị", "2025-07;Xã Quốc Việt;H37.12", "unit-code-unknown 2:3", "Xã Quốc Việt 2025-07: received 5"),
		row("the year of the reform", "commune", "2025;Xã Quốc Việt", "", "Xã Quốc Việt 2025: received 5"),
		row("a footnote behind a number", "district;commune", "2024-06;Quận 11;Phường 01 (1)", "", "Quận 11/Phường 1 2024-06: received 5"),
		row("a number without its zero", "district;commune", "2024-06;Quận 11;Phường 1", "", "Quận 11/Phường 1 2024-06: received 5"),
		row("the office of a numbered ward", "district;commune", "2024-06;Quận 11;TTPVHCC phường 11", "", "Quận 11/Phường 11 2024-06: received 5"),
		row("a mark behind a name that has another spelling", "commune", "2025-08;Xã Ia Ly*", "", "Xã Ia Ly 2025-08: received 5"),
		row("i for y, where both are units", "commune", "2025-08;Xã Ya Ly", "", "Xã Ya Ly 2025-08: received 5"),
		fields("a number at the end of a title", "2025-08", "UBND xã Đam Rông 2", "", "Xã Đam Rông 2 2025-08: received 5"),
		fields("a district behind a dash", "2024-06", "UBND phường 11 - quận 11", "", "Quận 11/Phường 11 2024-06: received 5"),
		fields("a name with a word for periods", "2025-08", "Kết quả của UBND phường Kỳ Tân tháng 8/2025", "", "Phường Kỳ Tân 2025-08: received 5"),
		fields("a unit within a title", "2024-06", "TỔNG HỢP KẾT QUẢ GIẢI QUYẾT HỒ SƠ UBND HUYỆN BẮC SƠN", "", "Bắc Sơn 2024-06: received 5"),
		fields("a dash within the name in a title", "2025-08", "UBND phường Xuân Hương – Đà Lạt", "", "Phường Xuân Hương - Đà Lạt 2025-08: received 5"),
		fields("a title whose unit there is not", "2024-06", "UBND huyện Bắc Sun", "unit-unknown 3", "Bắc Sun 2024-06: received 5"),
		titledIn("a city that is a province", "2025-08", "UBND THÀNH PHỐ HỒ CHÍ MINH", "Phường Kỳ Tân", fromTitle, "Hồ Chí Minh/Phường Kỳ Tân 2025-08: received 5"),
		row("a district of two provinces", "district;commune", "2024-06;Châu Thành;Xã Phú Túc;4\n2024-06;Châu Thành;Xã Phú Tâm", "unit-ambiguous 3:2", "-"),
		row("one ward in two spellings", "district;commune", "2024-06;Quận 11;Phường 1;4\n2024-06;Quận 11;Phường 01", "row-duplicate 3 line=2", "Quận 11/Phường 1 2024-06: received 9"),
		row("a number alone", "district;commune", "2024-06;Quận 11;01", "", "Quận 11/Phường 1 2024-06: received 5"),
		row("an unknown header over communes", "district;Đơn vị cấp dưới", "2024-06;Bắc Sơn;Xã Vũ Lễ", "", vuLe),
		row("a bare district and its town, among districts", "Đơn vị", "2024-06;Văn Lãng;4\n2024-06;Bắc Sơn", "", "Bắc Sơn 2024-06: received 5; Văn Lãng 2024-06: received 4"),
		row("a bare district and its town, alone", "Đơn vị", "2024-06;Bắc Sơn", "unit-ambiguous 2:2", "-"),
		row("a row of last year", "Đơn vị", "2024-06;Cùng kỳ năm trước", "no-data 1; row-not-counted 2", ""),
		fields("a numbered district and its month", "2024-06", "UBND Quận 11 tháng 6/2024", "", "Quận 11 2024-06: received 5"),
		{name: "a title of two units", in: files{"a.csv": "Báo cáo huyện Văn Lãng và Bắc Sơn;;\nperiod;Lĩnh vực;received\n2024-06;Đất đai;5\n"}, opts: Options{Units: list},
			findings: "unit-ambiguous 1:1", ledger: "-"},
		titled("a bare name below its district", "UBND HUYỆN BẮC SƠN", "Vũ Lễ", fromTitle, vuLe),
		titled("a bare name of the district and its town", "UBND HUYỆN BẮC SƠN", "Bắc Sơn", "unit-ambiguous 3:2", "-"),
		titled("an office below its district", "UBND HUYỆN BẮC SƠN", "Phòng Tư pháp", fromTitle, "Bắc Sơn 2024-06: received 5"),
	})
}
