package units_test

import (
	"fmt"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// absent writes what a list misses in a ledger.
func absent(t *testing.T, c *catalog.Catalog, list string, rows ...listed) []string {
	t.Helper()
	var got []string
	for _, f := range readUnits(t, c, list).Absent(ledgerOf(t, c, rows...)) {
		message, _ := c.Messages.Message(f, kpi.English)
		got = append(got, fmt.Sprintf("%s %s: %s", f.Code, f.Place, message))
	}
	return got
}

func TestAbsentUnits(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		name string
		rows []listed
		want []string
	}{
		{"all there", []listed{{commune: "Xã Chi Lăng", district: "Tràng Định", period: "2024-06"}, {commune: "Đại Đồng", district: "Tràng Định", period: "2024-06"}}, nil},
		{"one absent, by another spelling", []listed{{district: "H. TRÀNG ĐỊNH", commune: "chi lăng", period: "2024-06"}},
			[]string{"unit-absent a.csv:2: no rows of Xã Đại Đồng, which the list of units has in H. TRÀNG ĐỊNH (units: 1)"}},
		{"one of another type", []listed{{district: "Tràng Định", commune: "Xã Đại Đồng", period: "2024-06"}, {district: "Tràng Định", commune: "Thị trấn Chi Lăng", period: "2024-06"}},
			[]string{"unit-absent a.csv:3: no rows of Xã Chi Lăng, which the list of units has in Tràng Định (units: 1)"}},
		{"those of all periods", []listed{{district: "Tràng Định", commune: "Chi Lăng", period: "2024-12"}, {district: "Tràng Định", commune: "Chi Lăng", period: "2025-01"}},
			[]string{"unit-absent a.csv:2: no rows of Xã Đại Đồng, Thị trấn Thất Khê, Xã Hòa Bình, which the list of units has in Tràng Định (units: 3)"}},
		{"not the whole period", []listed{{district: "Tràng Định", commune: "Chi Lăng", period: "2024-12..2025-01"}}, nil},
		{"a district by itself", []listed{{district: "Tràng Định", period: "2024-06"}}, nil},
		{"a district without rows", []listed{{district: "Hữu Lũng", commune: "Hòa Bình", period: "2024-06"}}, nil},
		{"a district that the list has not", []listed{{district: "Văn Lãng", commune: "Chi Lăng", period: "2024-06"}}, nil},
		{"no commune that the list has", []listed{{district: "Tràng Định", commune: "Tân Thanh", period: "2024-06"}}, nil},
		{"no districts any more", []listed{{commune: "Thất Khê", period: "2025-07"}}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) { wantLines(t, absent(t, c, unitList, tt.rows...), tt.want) })
	}
}

// From July 2025 on the communes of a province are asked for, of the one that
// the rows are of; the first few are named.
func TestAbsentUnitsOfProvinces(t *testing.T) {
	c := load(t)
	const list = `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
19,Tỉnh Thái Nguyên,province,,,
1,Xã Thất Khê,commune,20,2025-07-01,
2,Xã Tân Tiến,commune,20,2025-07-01,
3,Xã Đoàn Kết,commune,20,2025-07-01,
4,Xã Quốc Khánh,commune,20,2025-07-01,
5,Xã Tràng Định,commune,20,2025-07-01,
6,Xã Kháng Chiến,commune,20,2025-07-01,
7,Xã Tân Tiến,commune,19,2025-07-01,
8,Xã Phú Bình,commune,19,2025-07-01,
`
	wantLines(t, absent(t, c, list, listed{commune: "Thất Khê", period: "2025-07"}), []string{
		"unit-absent a.csv:2: no rows of Xã Tân Tiến, Xã Đoàn Kết, Xã Quốc Khánh, Xã Tràng Định and 1 more, which the list of units has in (province not named) (units: 5)"})
	wantLines(t, absent(t, c, list, listed{commune: "Tân Tiến", period: "2025-08"}, listed{commune: "Phú Bình", period: "2025-08"}), nil)
	wantLines(t, absent(t, c, list, listed{commune: "Tân Tiến", period: "2025-08"}), nil) // of either
	wantLines(t, absent(t, c, list, listed{commune: "Thất Khê", period: "2025-06"}), nil) // not yet
}
