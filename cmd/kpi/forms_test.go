package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"cchc/kpi"
)

// office is a row of an export: a unit, a month, and its counts in the order of
// counted.
type office struct {
	period, district, commune string
	counts                    []int64
}

// counted are the measures of the exports, in the order of the forms.
func counted() []string {
	return []string{"received_online", "received_direct", "received_postal", "carried_over", "resolved_early", "resolved_on_time", "resolved_late",
		"pending_in_time", "pending_overdue", "fee_bearing", "paid_online", "digitised_eligible", "digitised", "results_electronic", "reused", "on_system"}
}

// offices makes rows from a seed. Nothing is wrong with their counts: dossiers
// balance, and parts are no more than their wholes.
func offices(r *rand.Rand) []office {
	var all []office
	for _, unit := range []string{"Tràng Định/", "Tràng Định/Xã Chi Lăng", "Tràng Định/Thị trấn Thất Khê", "Chi Lăng/Xã Chi Lăng", "Chi Lăng/",
		"Đình Lập/Thị trấn Đình Lập", "Đình Lập/Xã Đình Lập", "Cao Lộc/Xã Thanh Loà", "Cao Lộc/Xã Tân Thành", "Cao Lộc/Xã Thuỵ Hùng"} {
		district, commune, _ := strings.Cut(unit, "/")
		carried := r.Int64N(2000)
		for _, period := range []string{"2024-05", "2024-06"} {
			c := []int64{r.Int64N(90_000), r.Int64N(9000), r.Int64N(9), carried}
			received := c[0] + c[1] + c[2]
			left := received + carried
			for range 4 {
				part := r.Int64N(left + 1)
				c = append(c, part)
				left -= part
			}
			c = append(c, left)
			carried = c[7] + c[8]
			for range 2 {
				whole := r.Int64N(received + 1)
				c = append(c, whole, r.Int64N(whole+1))
			}
			c = append(c, r.Int64N(c[4]+c[5]+c[6]+1), r.Int64N(received+1), received)
			all = append(all, office{period, district, commune, c})
		}
	}
	return all
}

// form is how exports are written. The zero value is the simplest way.
type form struct {
	files     int // rows are dealt out to so many; 0: one
	rows      bool
	columns   bool   // in any order, as are rows
	delimiter string // "": comma
	newline   string // "": LF
	mark      bool   // a byte-order mark
	encoding  string // "": UTF-8
	flag      bool   // --encoding is needed
	quotes    int    // of so many cells one is quoted though it need not be; 0: none
	group     string // mark
	name      func(o office, district, commune string) (string, string)
	headers   func(r *rand.Rand, id string) []string // from the top of merged cells
	depth     int                                    // rows of the header; 0: texts are joined in one
	unmerged  bool                                   // each of merged cells has the text
	numbers   bool                                   // a row numbers the columns
	totals    bool
	blanks    bool
	titles    bool // and no column of periods: a file a month
	motto     bool // titles that have nothing to do with the rows
	footers   bool
	unknown   bool // a column with an unknown header
	beyond    bool // an empty one at the right
	percents  bool
	sections  bool     // units in one column, below their districts
	book      bool     // a workbook
	allow     string   // a finding to allow
	warnings  []string // those that are right
}

// share is a column of percentages: its header, and the counts it is of.
type share struct {
	header     string
	parts, all []int
}

// shares are the percentages that systems print.
func shares() []share {
	return []share{{"Tỷ lệ đúng hạn", []int{4, 5}, []int{4, 5, 6}}, {"Tỷ lệ nộp trực tuyến", []int{0}, []int{0, 1, 2}}}
}

// write returns a share of counts as a system prints it, half-up, or a blank.
func (s share) write(counts []int64) string {
	var part, all int64
	for _, i := range s.parts {
		part += counts[i]
	}
	for _, i := range s.all {
		all += counts[i]
	}
	if all == 0 {
		return ""
	}
	tenths := (2000*part + all) / (2 * all)
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}

// writer writes the rows of one file in a form.
type writer struct {
	form
	r *rand.Rand
}

// columnsOf returns what the columns hold: ids, or the header of a share.
func (w writer) columnsOf() []string {
	keys := []string{"period", "district", "commune"}
	switch {
	case w.sections:
		keys = []string{"ordinal", "unit"}
	case w.titles:
		keys = keys[1:]
	}
	all := append(keys, counted()...)
	if w.percents {
		for _, s := range shares() {
			all = append(all, s.header)
		}
	}
	if w.unknown {
		all = append(all, "Lượt đánh giá")
	}
	if w.columns {
		w.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	if w.beyond {
		all = append(all, "")
	}
	return all
}

// cells writes a row: its keys by id, and its counts.
func (w writer) cells(columns []string, keys map[string]string, counts []int64) []string {
	row := make([]string, len(columns))
	for i, id := range columns {
		row[i] = keys[id]
		if at := slices.Index(counted(), id); at >= 0 {
			row[i] = grouped(counts[at], w.group)
		}
		for _, s := range shares() {
			if s.header == id {
				row[i] = s.write(counts)
			}
		}
		if id == "Lượt đánh giá" {
			row[i] = "tốt"
		}
	}
	return row
}

// grouped writes a count with a mark before each three digits.
func grouped(v int64, mark string) string {
	text := fmt.Sprint(v)
	for i := len(text) - 3; i > 0 && mark != ""; i -= 3 {
		text = text[:i] + mark + text[i:]
	}
	return text
}

// table writes rows of one file as rows of cells.
func (w writer) table(all []office) [][]string {
	columns := w.columnsOf()
	head := w.header(columns)
	var body [][]string
	if w.sections {
		body = w.belowDistricts(columns, all)
	} else {
		for _, o := range all {
			district, commune := o.district, o.commune
			if w.name != nil {
				district, commune = w.name(o, district, commune)
			}
			body = append(body, w.cells(columns, map[string]string{"period": o.period, "district": district, "commune": commune}, o.counts))
		}
		if w.rows {
			w.r.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
		}
	}
	if w.totals {
		at := []int{0, len(body)}[w.r.IntN(2)]
		if w.sections {
			at = len(body)
		}
		body = slices.Insert(body, at, w.cells(columns, map[string]string{"district": "Tổng cộng", "unit": "Tổng cộng"}, sum(all)))
	}
	if w.blanks {
		for range 3 {
			body = slices.Insert(body, w.r.IntN(len(body)+1), [][]string{{""}, make([]string, len(columns))}[w.r.IntN(2)])
		}
	}
	if w.footers {
		body = append(body, []string{""}, []string{"Ghi chú: số liệu tính đến hết kỳ."}, []string{"", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"}, []string{"", "(Ký, ghi rõ họ tên)"}, []string{"", "Nguyễn Văn A"})
	}
	return slices.Concat(w.above(all), head, body)
}

// above writes the titles.
func (w writer) above(all []office) [][]string {
	motto := [][]string{{"UBND TỈNH LẠNG SƠN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, {"", "", "", "Độc lập - Tự do - Hạnh phúc"}, {""},
		{"BÁO CÁO TÌNH HÌNH GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"}}
	switch {
	case w.titles:
		year, month, _ := strings.Cut(all[0].period, "-")
		return append(motto, []string{"Kỳ báo cáo: Tháng " + month + " năm " + year}, []string{"Đơn vị tính: Số hồ sơ TTHC"})
	case w.motto:
		return motto[1:]
	}
	return nil
}

// header writes the rows of the header, and that which numbers the columns.
func (w writer) header(columns []string) [][]string {
	paths := make([][]string, len(columns))
	for i, id := range columns {
		if paths[i] = []string{id}; w.headers != nil {
			paths[i] = w.headers(w.r, id)
		}
	}
	rows := make([][]string, max(w.depth, 1))
	for row := range rows {
		rows[row] = make([]string, len(columns))
		for i, path := range paths {
			switch {
			case w.depth == 0:
				rows[row][i] = strings.Join(path, " / ")
			case row < len(path) && (w.unmerged || row == len(path)-1 || i == 0 || !slices.Equal(path[:row+1], paths[i-1][:min(row+1, len(paths[i-1]))])):
				rows[row][i] = path[row]
			}
		}
	}
	if w.numbers {
		numbers := make([]string, len(columns))
		for i := range numbers {
			numbers[i] = fmt.Sprintf("(%d)", i+1)
		}
		rows = append(rows, numbers)
	}
	return rows
}

// belowDistricts writes rows of one month in one column of units: every district
// is a section with the sums of its rows, its agency the first of them.
func (w writer) belowDistricts(columns []string, all []office) [][]string {
	var body [][]string
	for n, of := range groupBy(all, func(o office) string { return o.district }) {
		district := "Huyện " + of[0].district
		body = append(body, w.cells(columns, map[string]string{"ordinal": []string{"I", "II", "III", "IV"}[n], "unit": district}, sum(of)))
		for i, o := range of {
			unit := o.commune
			if unit == "" {
				unit = "UBND h" + strings.TrimPrefix(district, "H")
			}
			body = append(body, w.cells(columns, map[string]string{"ordinal": fmt.Sprint(i + 1), "unit": unit}, o.counts))
		}
	}
	return body
}

// groupBy puts rows with the same key together, in the order of the first.
func groupBy(all []office, key func(office) string) [][]office {
	var keys []string
	groups := map[string][]office{}
	for _, o := range all {
		k := key(o)
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], o)
	}
	var list [][]office
	for _, k := range keys {
		list = append(list, groups[k])
	}
	return list
}

// sum adds the counts of rows.
func sum(all []office) []int64 {
	total := make([]int64, len(counted()))
	for _, o := range all {
		for i, v := range o.counts {
			total[i], _ = kpi.Add(total[i], v)
		}
	}
	return total
}
