package units_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/table"
	"cchc/kpi/units"
)

// A district with three communes, one of which was another before 2025, and what
// came after them; a second province changes in the same month.
const reformed = `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
180,Huyện Tràng Định,district,20,,2025-06-30
06034,Xã Chi Lăng,commune,180,,2025-06-30
06013,Xã Chí Minh,commune,180,,2025-06-30
06040,Xã Đại Đồng,commune,180,,2024-12-31
06040,Thị trấn Thất Khê,commune,180,2025-01-01,2025-06-30
06040,Xã Thất Khê,commune,20,2025-07-01,
06041,Xã Tràng Định,commune,20,2025-07-01,
99,Tỉnh Cao Bằng,province,,,
0990,Xã Đàm Thủy,commune,99,,2025-06-30
`

// became begins a table of successors.
const became = "old_code,new_code,share\n"

func readSuccessors(t *testing.T, c *catalog.Catalog, list, text string) *units.Successors {
	t.Helper()
	s, err := units.ReadSuccessors("s.csv", []byte(text), readUnits(t, c, list))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSuccessorsFaults(t *testing.T) {
	const rest = "06013,06041,whole\n06040,06040,whole\n"
	const named = "old_code,old_name,old_district,new_code,new_name,share\n"
	const gap = ` begins in the month after a unit `
	const dates = ` ends: correct the codes, or the dates in the list of units`
	for _, tt := range []struct{ text, want string }{
		{became + "06034,06040,some\n", `s.csv:2:3 (share): want whole or part`},
		{became + ",06040,whole\n", `s.csv:2:1 (old_code): the cell is blank`},
		{became + "06034,,whole\n", `s.csv:2:2 (new_code): the cell is blank`},
		{became + "06035,06040,whole\n", `s.csv:2:1 (old_code): the list of units has no code "06035": correct the code, or add the unit to the list`},
		{became + rest + "\n06034,1,whole\n", `s.csv:5:2 (new_code): the list of units has no code "1": correct the code, or add the unit to the list`},
		{became + "180,06040,whole\n", `s.csv:2:1 (old_code): Huyện Tràng Định is no commune: the agency of a district has no successor; remove the row`},
		{became + "06034,20,whole\n", `s.csv:2:2 (new_code): Tỉnh Lạng Sơn is no commune: the agency of a district has no successor; remove the row`},
		{became + "06034,06013,whole\n", `s.csv:2:2 (new_code): no unit 06013` + gap + `06034` + dates},
		{became + "06041,06040,whole\n", `s.csv:2:2 (new_code): no unit 06040` + gap + `06041` + dates},
		{became + "06041,06034,whole\n06034,06041,whole\n",
			`s.csv:2:2 (new_code): 06034 becomes 06041 on line 3: give the list of units the dates that tell them apart, or remove a row`},
		{became + rest + "06034,06040,whole\n6034,6040,whole\n", `s.csv:5:1 (old_code): is on line 4 too`},
		{became + rest + "06034,06040,whole\n06034,06041,part\n", `s.csv:4:3 (share): Xã Chi Lăng is on line 5 too: write part in both, or remove a row`},
		{became + rest + "06034,06040,part\n06034,06041,whole\n", `s.csv:5:3 (share): Xã Chi Lăng is on line 4 too: write part in both, or remove a row`},
		{became + rest + "06034,06040,part\n", `s.csv:4:3 (share): no other row has a part of Xã Chi Lăng: write whole, or add the other parts`},
		{became + rest, `s.csv: no row says what became of Xã Chi Lăng, Huyện Tràng Định: add rows, or correct valid_to in the list of units`},
		{became + "06034,06040,whole\n06013,06040,whole\n06040,06040,whole\n",
			`s.csv: no row says whom Xã Tràng Định took in: add rows, or correct valid_from in the list of units`},
		{named + "06034,Xã Tri Phương,,06040,,whole\n",
			`s.csv:2:2 (old_name): "Xã Tri Phương" is not what the list of units has for the code: Xã Chi Lăng, Huyện Tràng Định; correct the cell, or the code`},
		{named + "06034,Thị trấn Chi Lăng,,06040,,whole\n",
			`s.csv:2:2 (old_name): "Thị trấn Chi Lăng" is not what the list of units has for the code: Xã Chi Lăng, Huyện Tràng Định; correct the cell, or the code`},
		{named + "06034,Chi Lăng,187,06040,,whole\n",
			`s.csv:2:3 (old_district): "187" is not what the list of units has for the code: Xã Chi Lăng, Huyện Tràng Định; correct the cell, or the code`},
		{named + "06034,,Tràng Định,06041,Xã Thất Khê,whole\n",
			`s.csv:2:5 (new_name): "Xã Thất Khê" is not what the list of units has for the code: Xã Tràng Định; correct the cell, or the code`},
		{named + "06040,Xã Đại Đồng,,06040,Xã Thất Khê,whole\n", `s.csv:2:4 (new_code): no unit 06040` + gap + `06040` + dates},
		{"old_code,share\n", `s.csv:1 (new_code): the column is missing: want old_code,old_name,old_district,new_code,new_name,share`},
	} {
		c := load(t)
		s, err := units.ReadSuccessors("s.csv", []byte(tt.text), readUnits(t, c, reformed))
		var refused *table.Error
		if err == nil || err.Error() != tt.want || !errors.As(err, &refused) || s != nil {
			t.Errorf("%q:\n got %v\nwant %s", tt.text, err, tt.want)
			continue
		}
		if vi := catalog.ErrorText(err, kpi.Vietnamese); vi == err.Error() {
			t.Errorf("%q: no twin of %s", tt.text, vi)
		}
	}
}

// TestSuccessorsShipped: the table of Lạng Sơn fits its list, with its names and
// without.
func TestSuccessorsShipped(t *testing.T) {
	units, err := os.ReadFile("../../testdata/units/langson.csv")
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile("../../testdata/units/langson-successors-2025-07-01.csv")
	if err != nil {
		t.Fatal(err)
	}
	c := load(t)
	readSuccessors(t, c, string(units), string(table))
	bare := became
	for line := range strings.Lines(string(table)) {
		if cells := strings.Split(strings.TrimSpace(line), ","); cells[0] != "old_code" {
			bare += strings.TrimPrefix(cells[0], "0") + "," + strings.TrimPrefix(cells[3], "0") + "," + cells[5] + "\n"
		}
	}
	readSuccessors(t, c, string(units), bare)
}
