package input

import (
	"testing"

	"cchc/kpi"
)

// A section that is not the sum of its rows says which rows they are.
func TestRowsOfASection(t *testing.T) {
	rows := "STT,Đơn vị,period,received\nI,Huyện Tràng Định,2024-06,4\n1,Xã Chi Lăng,2024-06,1\n2,Xã Hùng Sơn,2024-06,2\n"
	for _, below := range []string{"", "II,Huyện Chi Lăng,2024-06,5\n1,Xã Chi Lăng,2024-06,5\n"} {
		got := read(t, files{"a.csv": rows + below}, Options{})
		var told []string
		for _, f := range got.Findings {
			if f.Code == kpi.TotalDisagrees {
				told = append(told, f.Args["sum"]+" in "+f.Args["first"]+" to "+f.Args["last"])
			}
		}
		if len(told) != 1 || told[0] != "3 in 3 to 4" {
			t.Errorf("with %q below: %q", below, told)
		}
	}
}
