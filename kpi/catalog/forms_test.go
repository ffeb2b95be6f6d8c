package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// Every form of the table can be read: its columns are numbered from 1 on, one of them has the
// names of rows, and all its texts are there in both languages.
func TestForms(t *testing.T) {
	c := load(t)
	for _, id := range catalog.FormIDs() {
		f, err := c.Form(id)
		if err != nil {
			t.Fatal(err)
		}
		names := 0
		for i, column := range f.Columns {
			if column.Number != i+1 || len(column.Header) == 0 {
				t.Errorf("%s: column %d is number %d, header %v", id, i+1, column.Number, column.Header)
			}
			if column.Holds == kpi.FormName {
				names++
			}
		}
		if names != 1 || len(f.Names) != 3 {
			t.Errorf("%s: %d columns of names, %d headers of them", id, names, len(f.Names))
		}
		for _, text := range []kpi.Labels{f.Code, f.Basis, f.Title, f.Place, f.Counted} {
			if text.VI == "" || text.EN == "" || strings.Contains(text.VI, "{place}") != strings.Contains(text.EN, "{place}") {
				t.Errorf("%s: %+v", id, text)
			}
		}
		if !strings.Contains(f.Place.VI, "{place}") {
			t.Errorf("%s: no place in %q", id, f.Place.VI)
		}
	}
}

// The columns of form II.06 are those of the Circular, and each whole is the sum of its parts.
func TestFormII06(t *testing.T) {
	c := load(t)
	f, err := c.Form("ii06")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, column := range f.Columns {
		text := ""
		for _, h := range column.Header {
			text += " / " + h.VI
		}
		if column.Holds == kpi.FormCount {
			text += " = " + c.Measures.At(column.Measure).ID
		}
		got = append(got, fmt.Sprint(column.Number, text[2:]))
	}
	const received, resolved, pending = " Số hồ sơ nhận giải quyết / ", " Số lượng hồ sơ đã giải quyết / ", " Số lượng hồ sơ đang giải quyết / "
	want := []string{"1 TT", "2 Đơn vị",
		"3" + received + "Tổng số = caseload", "4" + received + "Trong kỳ / Trực tuyến = received_online", "5" + received + "Trong kỳ / Trực tiếp, dịch vụ bưu chính = received_offline",
		"6" + received + "Từ kỳ trước = carried_over", "7" + resolved + "Tổng số = resolved", "8" + resolved + "Trước hạn = resolved_early", "9" + resolved + "Đúng hạn = resolved_on_time",
		"10" + resolved + "Quá hạn = resolved_late", "11" + pending + "Tổng số = pending", "12" + pending + "Trong hạn = pending_in_time", "13" + pending + "Quá hạn = pending_overdue"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNoForm(t *testing.T) {
	if f, err := load(t).Form("ii07"); err == nil || err.Error() != `no form "ii07": want ii06` {
		t.Errorf("%v, %v", f.ID, err)
	}
}
