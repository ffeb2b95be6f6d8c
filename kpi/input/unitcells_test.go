package input

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"

	"golang.org/x/text/unicode/norm"
)

// oneUnit is a case of one unit in several spellings: each is in a row of a procedure of
// its own, and together they are one entry.
func oneUnit(name, column string, ways []string, unit string) readCase {
	rows := "period,procedure," + column + ",received\n"
	for n, way := range ways {
		rows += "2024-06,P" + string(rune('a'+n)) + "," + way + ",1\n"
	}
	return one(name, rows, "", unit+" 2024-06: received "+string(rune('0'+len(ways))))
}

func TestOneUnitInManySpellings(t *testing.T) {
	try(t, []readCase{
		oneUnit("type words of districts", "district", []string{"Tràng Định", "Huyện Tràng Định", "huyện  Tràng Định", "H. Tràng Định", "H.Tràng Định",
			"UBND huyện Tràng Định", "UBND Tràng Định", "Ủy ban nhân dân huyện Tràng Định", "Uỷ Ban Nhân Dân Huyện Tràng Định"}, "Tràng Định"),
		oneUnit("letters", "district", []string{"Tràng Định", "TRÀNG ĐỊNH", "tràng định", norm.NFD.String("Tràng Định"), "Tràng Ðịnh", "Tràng Ɖịnh",
			"Tràng\u00a0Định", " Tràng  Định ", "Trà\u200bng Định"}, "Tràng Định"),
		oneUnit("towns", "district,commune", []string{"Đình Lập,Thị trấn Đình Lập", "Đình Lập,TT Đình Lập", "Đình Lập,TT. Đình Lập", "Đình Lập,TT.Đình Lập",
			"Đình Lập,THỊ TRẤN ĐÌNH LẬP", "Đình Lập,Đình Lập", "Đình Lập,UBND thị trấn Đình Lập"}, "Đình Lập/Thị trấn Đình Lập"),
		oneUnit("communes", "district,commune", []string{"Văn Lãng,Xã Thụy Hùng", "Văn Lãng,xã Thuỵ Hùng", "Văn Lãng,X. Thụy Hùng", "Văn Lãng,Thụy Hùng",
			"Huyện Văn Lãng,UBND xã Thuỵ Hùng"}, "Văn Lãng/Xã Thuỵ Hùng"),
		oneUnit("tones of oa", "district,commune", []string{"Bắc Sơn,Xã Nhất Hòa", "Bắc Sơn,Xã Nhất Hoà", "Bắc Sơn,XÃ NHẤT HÒA", norm.NFD.String("Bắc Sơn,Xã Nhất Hoà")},
			"Bắc Sơn/Xã Nhất Hoà"),
		oneUnit("towns of provinces", "district", []string{"Thành phố Lạng Sơn", "TP. Lạng Sơn", "TP Lạng Sơn", "TP.Lạng Sơn", "Lạng Sơn", "UBND thành phố Lạng Sơn"}, "Lạng Sơn"),
		oneUnit("agencies", "district,commune", []string{"Tràng Định,", "Tràng Định,UBND huyện Tràng Định", "Huyện Tràng Định,Huyện Tràng Định", "Tràng Định,UBND Tràng Định",
			"TRÀNG ĐỊNH,ủy ban nhân dân huyện tràng định", "Tràng Định, \u00a0"}, "Tràng Định"),
		oneUnit("a column of units", "Đơn vị", []string{"Huyện Tràng Định", "UBND huyện Tràng Định", "H. Tràng Định", "huyện tràng định"}, "Tràng Định"),
		oneUnit("a column of units beside districts", "district,Đơn vị", []string{"Tràng Định,Xã Chi Lăng", "Tràng Định,UBND xã Chi Lăng", "Tràng Định,Chi Lăng"}, "Tràng Định/Xã Chi Lăng"),
		oneUnit("levels", "district,commune,level", []string{"A,Xã X,", "A,Xã X,xã", "A,Xã X,Cấp xã", "A,Xã X,COMMUNE", "A,Xã X,commune"}, "A/Xã X"),
	})
}

// Spellings are joined where nothing else distinguishes the rows, too: they are
// then the same row twice.
func TestSpellingsOfOneRow(t *testing.T) {
	head := exportHead + "2024-06,Tràng Định,Xã Thụy Hùng,5\n"
	for _, row := range []string{"Tràng Ðịnh,Xã Thụy Hùng", "Huyện Tràng Định,Xã Thụy Hùng", "Tràng Định,Thuỵ Hùng", norm.NFD.String("TRÀNG ĐỊNH,xã thuỵ hùng"),
		"UBND huyện Tràng Định,UBND xã Thụy Hùng", "Tràng\u00a0Định,Xã Thụy\u00a0Hùng"} {
		got := read(t, files{"a.csv": head + "2024-06," + row + ",5\n"}, Options{})
		if text := found(got.Findings); text != "row-duplicate 3 line=2" && text != "row-duplicate 3:4 line=2" {
			t.Errorf("%q: findings %s", row, text)
		}
		got = read(t, files{"a.csv": head, "b.csv": exportHead + "2024-06," + row + ",5\n"}, Options{})
		if text := found(got.Findings); text != "key-conflict b.csv:2:4 where=a.csv:2" {
			t.Errorf("%q in another file: findings %s", row, text)
		}
	}
}

func TestUnitsThatDiffer(t *testing.T) {
	rows := func(units ...string) string {
		return exportHead + "2024-06," + strings.Join(units, "\n2024-06,") + "\n"
	}
	try(t, []readCase{
		one("names that differ in tones", rows("Cao Lộc,Xã Tân Thanh,1", "Cao Lộc,Xã Tân Thành,2", "Cao Lộc,Xã Tản Thanh,3"), "",
			"Cao Lộc/Xã Tân Thanh 2024-06: received 1; Cao Lộc/Xã Tân Thành 2024-06: received 2; Cao Lộc/Xã Tản Thanh 2024-06: received 3"),
		one("names that differ in letters", rows("A,Xã Đồng Ý,1", "A,Xã Dồng Ý,2"), "", "A/Xã Dồng Ý 2024-06: received 2; A/Xã Đồng Ý 2024-06: received 1"),
		one("communes of one name in two districts", rows("Tràng Định,Xã Chi Lăng,1", "Chi Lăng,Xã Chi Lăng,2", "Chi Lăng,Thị trấn Chi Lăng,3", "Chi Lăng,,4"), "",
			"Chi Lăng 2024-06: received 4; Chi Lăng/Thị trấn Chi Lăng 2024-06: received 3; Chi Lăng/Xã Chi Lăng 2024-06: received 2; "+
				"Tràng Định/Xã Chi Lăng 2024-06: received 1"),
		one("town and commune of one name", rows("Đình Lập,Thị trấn Đình Lập,1", "Đình Lập,Xã Đình Lập,2", "Đình Lập,,4"), "",
			"Đình Lập 2024-06: received 4; Đình Lập/Thị trấn Đình Lập 2024-06: received 1; Đình Lập/Xã Đình Lập 2024-06: received 2"),
		one("the bare name beside both", rows("Đình Lập,Thị trấn Đình Lập,1", "Đình Lập,Xã Đình Lập,2", "Đình Lập,Đình Lập,4"), "unit-ambiguous 4:3", "-"),
		{name: "the bare name beside both, in three files", in: files{"a.csv": rows("Đình Lập,Đình Lập,4"), "b.csv": rows("Đình Lập,Xã Đình Lập,2"),
			"c.csv": rows("Đình Lập,Thị trấn Đình Lập,1")}, findings: "unit-ambiguous 2:3", ledger: "-"},
		one("the bare name in another district", rows("Đình Lập,Thị trấn Đình Lập,1", "Đình Lập,Xã Đình Lập,2", "Lộc Bình,Đình Lập,4"), "",
			"Lộc Bình/Đình Lập 2024-06: received 4; Đình Lập/Thị trấn Đình Lập 2024-06: received 1; Đình Lập/Xã Đình Lập 2024-06: received 2"),
		one("district and town of one name", rows("Thị xã Kỳ Anh,,1", "Huyện Kỳ Anh,,2", "Huyện Kỳ Anh,Xã X,3", "Thị xã Kỳ Anh,Phường X,4"), "",
			"Huyện Kỳ Anh 2024-06: received 2; Huyện Kỳ Anh/Xã X 2024-06: received 3; Thị xã Kỳ Anh 2024-06: received 1; Thị xã Kỳ Anh/Phường X 2024-06: received 4"),
		one("the bare name of district and town", rows("Thị xã Kỳ Anh,,1", "Huyện Kỳ Anh,,2", "Kỳ Anh,Xã X,3"), "unit-ambiguous 4:2", "-"),
		one("the agency of another district", rows("Tràng Định,UBND huyện Văn Lãng,1"), "unit-ambiguous 2:3", "-"),
		one("an agency without its district", rows(",UBND huyện Văn Lãng,1"), "unit-ambiguous 2:3", "-"),
		one("a unit without its type", "period,Đơn vị,received\n2024-06,Tràng Định,1\n2024-06,Huyện Văn Lãng,2\n", "unit-ambiguous 2:2", "-"),
		one("a commune in a column of units", "period,Đơn vị,received\n2024-06,Xã Chi Lăng,1\n", "unit-missing 2", "-"),
		one("a commune in a column of units, after", "period,Đơn vị,received\n2025-07,Xã Chi Lăng,1\n2025-07,Phường Kỳ Lừa,2\n", "",
			"Phường Kỳ Lừa 2025-07: received 2; Xã Chi Lăng 2025-07: received 1"),
		one("levels of one district", "period,district,level,received\n2024-06,A,huyện,1\n2024-06,A,Cấp xã,2\n", "", "A 2024-06: received 1; A [commune] 2024-06: received 2"),
		one("no level", "period,district,level,received\n2024-06,A,huyện,1\n2024-06,A,cấp thôn,2\n2024-06,A,2,2\n", "level-unknown 3:3; level-unknown 4:3", "-"),
	})
}

// A name without any marks beside the name with its marks is asked about, in
// one file or two; a name with other marks is another name.
func TestSpellingsWithoutMarks(t *testing.T) {
	try(t, []readCase{
		one("a district", exportHead+"2024-06,Tràng Định,,1\n2024-06,Trang Dinh,,2\n2024-06,Trang Dinh,Xã X,2\n", "unit-spellings 3:2 other=Tràng Định", "-"),
		one("the other way round", exportHead+"2024-06,TRANG DINH,,1\n2024-06,Tràng Định,,2\n", "unit-spellings 2:2 other=Tràng Định", "-"),
		{name: "in two files", in: files{"a.csv": exportHead + "2024-06,Tràng Định,,1\n", "b.csv": exportHead + "2024-06,Trang Dinh,,2\n"},
			findings: "unit-spellings b.csv:2:2 other=Tràng Định", ledger: "-"},
		one("a commune", exportHead+"2024-06,A,Xã Đội Cấn,1\n2024-06,A,Xã Doi Can,2\n2024-06,B,Xã Doi Can,3\n", "unit-spellings 3:3 other=Xã Đội Cấn", "-"),
		one("a province", "period,province,district,received\n2024-06,Lạng Sơn,A,1\n2024-06,Lang Son,B,1\n", "unit-spellings 3:2 other=Lạng Sơn", "-"),
		one("only without marks", exportHead+"2024-06,Trang Dinh,,1\n2024-06,Van Lang,,2\n", "", "Trang Dinh 2024-06: received 1; Van Lang 2024-06: received 2"),
		one("names that differ in marks only", exportHead+"2024-06,A,Xã Tân Thanh,1\n2024-06,A,Xã Tân Thành,2\n", "",
			"A/Xã Tân Thanh 2024-06: received 1; A/Xã Tân Thành 2024-06: received 2"),
	})
}

// How a unit is written does not depend on which spelling comes first.
func TestSpellingShown(t *testing.T) {
	wantShown(t, "Tràng Định", []string{"HUYỆN TRÀNG ĐỊNH", "Huyện Tràng Định", "tràng định", "H. Tràng Ðịnh"})
	wantShown(t, "Bắc Sơn", []string{"HUYệN BắC SƠN", "BẮC SƠN"}) // TCVN3 lacks capitals
	wantShown(t, "Bắc Sơn", []string{"BắC SƠN", "Bắc Sơn"})
}

// wantShown wants a unit to be written in one way, whichever spelling comes first.
func wantShown(t *testing.T, unit string, ways []string) {
	t.Helper()
	for i := range ways {
		rows := "period,procedure,district,received\n"
		for n := range ways {
			rows += "2024-06,P" + string(rune('a'+n)) + "," + ways[(i+n)%len(ways)] + ",1\n"
		}
		got := read(t, files{"a.csv": rows}, Options{})
		if text := dump(got.Ledger); text != unit+" 2024-06: received "+strconv.Itoa(len(ways)) {
			t.Errorf("with %q first: %s", ways[i], text)
		}
	}
}

// Communes of one name in two provinces are two, wherever the province is written.
func TestProvinceBehindTheName(t *testing.T) {
	got := read(t, files{"a.csv": "period,commune,procedure,received\n" +
		"2025-07,UBND xã Lâm Thao - Tỉnh Phú Thọ,1,5\n2025-07,UBND xã Lâm Thao - Tỉnh Bắc Ninh,2,6\n"}, Options{})
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

// Agencies add up to the level of the unit that the titles name.
func TestOffices(t *testing.T) {
	const header = "Tháng 6/2024\nSTT,Đơn vị,Trước hạn,Đúng hạn,Trễ hạn\n"
	try(t, []readCase{
		one("of a province", "UBND TỈNH LẠNG SƠN\n"+header+"I,\"Sở, ban, ngành\",15,3,1\n1,Sở Nội vụ,10,2,1\n2,Sở Tư pháp,5,1,0\n"+
			"II,\"Huyện, thị xã, thành phố\",30,6,3\n1,Tràng Định,30,6,3\n",
			"key-from-title 2:1; row-total 4 rows=2",
			"Lạng Sơn 2024-06: resolved_early 15, resolved_on_time 3, resolved_late 1; "+
				"Lạng Sơn/Tràng Định 2024-06: resolved_early 30, resolved_on_time 6, resolved_late 3"),
		one("of a district", "UBND HUYỆN BÌNH GIA\n"+header+"I,Cấp huyện,,,\n1,Phòng Tư pháp,5,1,0\n2,Công an huyện,10,2,1\n"+
			"II,Cấp xã,,,\n1,Xã Hòa Bình,4,4,4\n",
			"key-from-title 1:1; key-from-title 2:1",
			"Bình Gia 2024-06: resolved_early 15, resolved_on_time 3, resolved_late 1; "+
				"Bình Gia/Xã Hòa Bình 2024-06: resolved_early 4, resolved_on_time 4, resolved_late 4"),
		one("twice", "UBND TỈNH LẠNG SƠN\n"+header+"I,\"Sở, ban, ngành\",,,\n1,Sở Nội vụ,10,2,1\n2,Sở Nội vụ,5,1,0\n",
			"key-from-title 2:1; row-duplicate 6 line=5",
			"Lạng Sơn 2024-06: resolved_early 15, resolved_on_time 3, resolved_late 1"),
	})
}
