package header

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// FuzzHeader finds the header in rows of any cells and reads it: every column is
// one thing or is reported as left out, and no measure has two columns but as parts that
// add up.
func FuzzHeader(f *testing.F) {
	for _, text := range []string{
		"period;district;received", "Kỳ;Huyện;Tiếp nhận;;;Đã giải quyết\n;;Trong kỳ;;Từ kỳ trước;Đúng hạn\n;;Trực tuyến;Trực tiếp;;\n(1);(2);(3);(4);(5);(6)\n2024-06;A;1;2;3;4",
		"UBND huyện A;;Cộng hòa xã hội chủ nghĩa Việt Nam\nTháng 6 năm 2024\nSTT;Đơn vị;Đã giải quyết;Trước hạn;Quá hạn;Tỷ lệ đúng hạn\nI;Cấp huyện\n1;A;2;1;1;50",
		"Tiếp nhận;Trực tuyến toàn trình;Trực tuyến một phần;Trực tuyến", "Thời hạn quy định (ngày);Thời hạn sau cắt giảm (giờ);day_kind;things", "Quá hạn;Quá hạn;;Ghi chú;% Quá hạn",
		"Kỳ,Huyện;Tiếp nhận;Tiếp nhận\n;;Trực tuyến;Trực tiếp", "A;B;1;2;3\nreceived;received", "Tổng số;Trong đó;\n;Trực tuyến;Trực tiếp", "Mã đơn vị;Mã TTHC;Lĩnh vực;resolved",
	} {
		f.Add(text)
	}
	cat := definitions(f)
	f.Fuzz(func(t *testing.T, text string) {
		f := finder{cat: cat}
		for line := range strings.SplitSeq(text, "\n") {
			row := strings.Split(line, ";")
			for i := range row {
				row[i] = vietnamese.Clean(row[i])
			}
			f.rows = append(f.rows, row)
		}
		h, ok := f.find()
		if !ok {
			return
		}
		if h.Size() > len(f.rows) || h.Rows < 1 || h.Rows > headRows || h.known > len(h.texts) {
			t.Fatalf("head %+v of %d rows", h, len(f.rows))
		}
		findings := kpi.NewFileFindings("a.csv")
		l, ok := h.Read(cat, rows.Row{Line: 1}, findings)
		if len(l.Headers) != len(h.texts) {
			t.Errorf("%d headers of %d columns", len(l.Headers), len(h.texts))
		}
		wantColumns(t, cat, h, *l, findings.All(), ok)
	})
}

// wantColumns wants every column of a layout to be one thing.
func wantColumns(t *testing.T, cat *catalog.Catalog, h Head, l Layout, findings []kpi.Finding, ok bool) {
	t.Helper()
	lists := slices.Concat(l.Cells.Procedure, l.Cells.Field, l.Cells.Unknown, l.Cells.Ordinal, l.Cells.Nameless, l.Keys[:], []int{l.Cells.Things, l.Cells.DayKind})
	columns := map[int][]int{} // by measure
	for _, c := range l.Measures {
		lists = append(lists, c.Cell)
		columns[c.Measure] = append(columns[c.Measure], c.Cell)
	}
	for _, c := range l.Percents {
		lists = append(lists, c.Cell)
	}
	for i := range l.Headers {
		n := 0
		for _, c := range lists {
			if c == i {
				n++
			}
		}
		reported := slices.ContainsFunc(findings, func(f kpi.Finding) bool { return f.Place.Column == i+1 })
		if n > 1 || n == 0 && !reported && !isIgnored(cat, h.texts[i]) {
			t.Errorf("column %d, %q, stands in %d lists", i+1, l.Headers[i], n)
		}
	}
	for measure, cells := range columns {
		for _, i := range cells[1:] {
			if m, _ := cat.Headers.Meaning(headerText(h.texts[i])); ok && len(h.texts[i]) == 1 && m.Measure == measure && !m.Adds {
				t.Errorf("%q is a second column of %s", l.Headers[i], cat.Measures.At(measure).ID)
			}
		}
	}
}

// isIgnored reports whether the texts over a column mean that it is of no use.
func isIgnored(cat *catalog.Catalog, path []string) bool {
	for _, text := range []string{headerText(path), withoutNumber(path[len(path)-1])} {
		if m, ok := cat.Headers.Meaning(text); ok && m.Key == catalog.KeyIgnored {
			return true
		}
	}
	return false
}
