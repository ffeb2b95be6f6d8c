package header

import (
	"strings"
	"testing"

	"cchc/kpi"
)

// Every column of a table has what it holds and what shows that, or what it may hold.
func TestUsesOfColumns(t *testing.T) {
	cat := definitions(t)
	table := "STT,Đơn vị chính,Kỳ,Lĩnh vực,Tiếp nhận,Đã giải quyết,Đúng hạn,Quá hạn,Quầy,Ghi chú,Tỷ lệ đúng hạn,Tỷ lệ khác,,Trong hạn,Ngày họp\n" +
		"1,Huyện A,2024-06,Đất đai,120,93,91,2,4,,97.8,5,x,1,\n2,Huyện B,2024-06,,90,81,81,0,5,xem,100,6,,1,\n3,Huyện C,2024-06,Hộ tịch,99,77,70,7,6,,90.9,7,,1,\n"
	var got []string
	layout, _ := layoutOf(t, cat, table)
	for _, u := range layout.Uses {
		text := strings.Join([]string{u.Header, u.Means, string(u.By), strings.Join(u.Among, "+"), strings.Join(u.Examples, ";")}, "|")
		if u.IsOpen() {
			text += "|open"
		}
		got = append(got, text)
	}
	want := `STT|ordinal|text||1;2;3
Đơn vị chính|unit|names||Huyện A;Huyện B;Huyện C
Kỳ|period|text||2024-06;2024-06;2024-06
Lĩnh vực|field|text||Đất đai;Hộ tịch
Tiếp nhận|received|text||120;90;99
Đã giải quyết|resolved|text||93;81;77
Đúng hạn|resolved_in_time|figures||91;81;70
Quá hạn|resolved_late|text||2;0;7
Quầy||||4;5;6|open
Ghi chú|ignored|text||xem
Tỷ lệ đúng hạn|%on_time|text||97.8;100;90.9
Tỷ lệ khác|percent|text||5;6;7
||||x|open
Trong hạn|||resolved_on_time+resolved_in_time+pending_in_time|1;1;1|open
Ngày họp||||`
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	layout, _ = layoutOf(t, cat, "Huyện,Đúng hạn,Ghi chú,Quá hạn\nA,5,,3\n")
	for _, u := range layout.Uses {
		if u.Header == "Quá hạn" && (strings.Join(u.Among, " ") != "resolved_late pending_overdue" || u.By != kpi.ProofNone) {
			t.Errorf("%+v", u)
		}
	}
}
