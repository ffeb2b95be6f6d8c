package input

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/vietnamese"
)

// FuzzHeader finds the header in rows of any cells and reads it: every column is
// one thing or is said to be left out, and no measure stands in two columns but as
// parts that add up.
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
		var finder = headFinder{cat: cat}
		for line := range strings.SplitSeq(text, "\n") {
			row := strings.Split(line, ";")
			for i := range row {
				row[i] = vietnamese.Clean(row[i])
			}
			finder.rows = append(finder.rows, row)
		}
		h, ok := finder.find()
		if !ok {
			return
		}
		if h.size() > len(finder.rows) || h.rows < 1 || h.rows > headRows || h.known > len(h.texts) {
			t.Fatalf("head %+v of %d rows", h, len(finder.rows))
		}
		s := &sheet{counts: map[string]int{}}
		l, ok := readLayout(&export{sheet: s, run: &run{cat: cat}, head: h, at: slices.Repeat([]int{1}, h.rows)})
		if len(l.headers) != len(h.texts) || l.width > len(l.headers) {
			t.Errorf("%d headers, %d columns wide, of %d columns", len(l.headers), l.width, len(h.texts))
		}
		wantColumns(t, h, *l, s.findings, ok)
	})
}

// wantColumns wants every column of a layout to be one thing.
func wantColumns(t *testing.T, h head, l layout, findings []kpi.Finding, ok bool) {
	t.Helper()
	lists := slices.Concat(l.procedure, l.field, l.unknown, l.ordinal, l.nameless, l.keys, []int{l.things, l.dayKind})
	columns := map[int][]int{} // by measure
	for _, c := range l.measures {
		lists = append(lists, c.cell)
		columns[c.measure] = append(columns[c.measure], c.cell)
	}
	for _, c := range l.percents {
		lists = append(lists, c.cell)
	}
	for i := range l.headers {
		n := 0
		for _, c := range lists {
			if c == i {
				n++
			}
		}
		told := slices.ContainsFunc(findings, func(f kpi.Finding) bool { return f.Place.Column == i+1 })
		if n > 1 || n == 0 && !told && !isIgnored(definitions(t), h.texts[i]) {
			t.Errorf("column %d, %q, stands in %d lists", i+1, l.headers[i], n)
		}
	}
	for measure, cells := range columns {
		for _, i := range cells[1:] {
			if m, _ := definitions(t).Headers.Meaning(headerText(h.texts[i])); ok && len(h.texts[i]) == 1 && m.Measure == measure && !m.Adds {
				t.Errorf("%q is a second column of %s", l.headers[i], definitions(t).Measures.At(measure).ID)
			}
		}
	}
}

// isIgnored reports whether the texts over a column say that it is of no use.
func isIgnored(cat *catalog.Catalog, path []string) bool {
	for _, text := range []string{headerText(path), withoutNumber(path[len(path)-1])} {
		if m, ok := cat.Headers.Meaning(text); ok && m.Key == catalog.KeyIgnored {
			return true
		}
	}
	return false
}
