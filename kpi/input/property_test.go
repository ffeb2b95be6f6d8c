package input

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"

	"golang.org/x/text/unicode/norm"
)

// figure is a cell of a table: a count, or a blank.
type figure struct {
	count int64
	blank bool
}

// line is a row of a table: its keys, and its figures in the order of the
// measures.
type line struct {
	period, district, commune, procedure string
	figures                              []figure
}

// truth is a well-formed export, before it is written in any form.
type truth struct {
	measures []string
	lines    []line
}

// modelTable makes a table from a seed. Every row has a unit, period and
// procedure of its own.
func modelTable(r *rand.Rand) truth {
	t := truth{measures: []string{"received_online", "received_direct", "received_postal", "carried_over", "resolved_early", "resolved_on_time",
		"resolved_late", "pending_in_time", "pending_overdue", "fee_bearing"}}
	r.Shuffle(len(t.measures), func(i, j int) { t.measures[i], t.measures[j] = t.measures[j], t.measures[i] })
	t.measures = t.measures[:2+r.IntN(len(t.measures)-2)]
	units := []string{"Tràng Định/", "Tràng Định/Xã Chi Lăng", "Tràng Định/Thị trấn Thất Khê", "Chi Lăng/Xã Chi Lăng", "Chi Lăng/",
		"Đình Lập/Thị trấn Đình Lập", "Đình Lập/Xã Đình Lập", "Cao Lộc/Xã Tân Thanh", "Cao Lộc/Xã Tân Thành", "Văn Lãng/Xã Thuỵ Hùng"}
	for _, unit := range units {
		district, commune, _ := strings.Cut(unit, "/")
		for _, period := range []string{"2024-05", "2024-06"} {
			for procedure := range 1 + r.IntN(4) {
				l := line{period: period, district: district, commune: commune, procedure: fmt.Sprintf("1.00%d, mục \"%c\"", procedure, 'a'+procedure)}
				for range t.measures {
					f := figure{count: r.Int64N(10), blank: r.IntN(40) == 0}
					if r.IntN(2) == 0 {
						f.count = r.Int64N(3_000_000)
					}
					l.figures = append(l.figures, f)
				}
				t.lines = append(t.lines, l)
			}
		}
	}
	return t
}

// sums adds a table up the plain way and writes it as dump does.
func (t truth) sums(ms *kpi.Measures) string {
	type key struct{ district, commune, period string }
	totals := map[key]map[string]figure{}
	for _, l := range t.lines {
		k := key{l.district, l.commune, l.period}
		if totals[k] == nil {
			totals[k] = map[string]figure{}
		}
		for i, f := range l.figures {
			total, seen := totals[k][t.measures[i]]
			if !seen {
				total.count = -1
			}
			if !f.blank {
				total.count = max(total.count, 0) + f.count
			}
			total.blank = total.blank || f.blank
			totals[k][t.measures[i]] = total
		}
	}
	var entries []string
	byUnit := func(a, b key) int {
		return strings.Compare(a.district+"\x00"+a.commune+"\x00"+a.period, b.district+"\x00"+b.commune+"\x00"+b.period)
	}
	for _, k := range slices.SortedFunc(maps.Keys(totals), byUnit) {
		var texts []string
		for i := range ms.Len() {
			total, ok := totals[k][ms.At(i).ID]
			text := ms.At(i).ID
			if total.count >= 0 {
				text += fmt.Sprint(" ", total.count)
			}
			if total.blank {
				text += " ?"
			}
			if ok {
				texts = append(texts, text)
			}
		}
		name := strings.TrimSuffix(k.district+"/"+k.commune, "/")
		entries = append(entries, name+" "+k.period+": "+strings.Join(texts, ", "))
	}
	return strings.Join(entries, "; ")
}

// manner is how a table is written.
type manner struct {
	shuffle   bool // rows and columns
	delimiter string
	newline   string // "mixed": any
	mark      bool   // a byte-order mark
	quotes    int    // of so many cells one is quoted though it need not be; 0: none
	group     string // mark
	nfd       bool
	upper     bool // names in capital letters
	dash      bool // for 0
	zero      bool // 12.0 for 12
	blanks    bool // blank lines, empty cells at the end
	totals    bool // total rows
	header    map[string]string
	final     bool // a line break at the end
	titles    bool // above the header
	numbers   bool // of the columns, below it
	footers   bool // below the rows
}

// plainManner is the simplest way to write a table.
func plainManner() manner { return manner{delimiter: ",", newline: "\n", final: true} }

// vietnameseHeader are header texts to write in place of ids.
func vietnameseHeader() map[string]string {
	return map[string]string{
		"period": "Kỳ báo cáo", "district": "Quận/Huyện", "commune": "Xã, phường, thị trấn", "procedure": "Mã TTHC",
		"received_online": "Tiếp nhận: Trực tuyến", "received_direct": "Tiếp nhận - Trực tiếp", "received_postal": "Tiếp nhận / BCCI (5)",
		"carried_over": "Từ kỳ trước chuyển sang", "resolved_early": "Đã giải quyết / Trước hạn", "resolved_on_time": "ĐÃ XỬ LÝ / Đúng hạn",
		"resolved_late": "Số hồ sơ đã giải quyết: Quá hạn (10)", "pending_in_time": "Đang giải quyết / Đúng hạn", "pending_overdue": "Đang xử lý - Quá hạn",
		"fee_bearing": "Hồ sơ có phí, lệ phí",
	}
}

// randomManner is any way to write a table.
func randomManner(r *rand.Rand) manner {
	m := manner{
		shuffle: true, delimiter: []string{",", ";", "\t"}[r.IntN(3)], newline: []string{"\n", "\r\n", "\r", "mixed"}[r.IntN(4)], mark: r.IntN(2) == 0,
		quotes: r.IntN(4), group: []string{"", ".", ",", " ", "\u00a0", "\u202f"}[r.IntN(6)], nfd: r.IntN(2) == 0, upper: r.IntN(3) == 0,
		dash: r.IntN(2) == 0, blanks: r.IntN(2) == 0, totals: r.IntN(2) == 0, final: r.IntN(2) == 0,
		titles: r.IntN(2) == 0, numbers: r.IntN(2) == 0, footers: r.IntN(2) == 0,
	}
	m.zero = m.group == "" && r.IntN(3) == 0
	if r.IntN(2) == 0 {
		m.header = vietnameseHeader()
	}
	return m
}

// cell writes one cell.
func (m manner) cell(r *rand.Rand, text string) string {
	if m.nfd {
		text = norm.NFD.String(text)
	}
	if strings.ContainsAny(text, "\"\n"+m.delimiter) || m.quotes > 0 && r.IntN(m.quotes) == 0 {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// figure writes one figure.
func (m manner) figure(f figure) string {
	switch {
	case f.blank:
		return ""
	case f.count == 0 && m.dash:
		return "-"
	case m.zero && f.count%2 == 0:
		return fmt.Sprint(f.count) + ".0"
	}
	return inGroups(f.count, m.group)
}

// name writes the name of a unit. Of a spelling in small letters there is one
// in every file, or nothing could show how the name is written.
func (m manner) name(r *rand.Rand, first bool, text string) string {
	if m.upper && !first && r.IntN(2) == 0 {
		return strings.ToUpper(text)
	}
	return text
}

// write writes lines of a table as an export.
func (m manner) write(r *rand.Rand, measures []string, lines []line) string {
	columns := append([]string{"period", "district", "commune", "procedure"}, measures...)
	order := upTo(len(columns))
	rows := upTo(len(lines))
	if m.shuffle {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	}
	header := make([]string, len(columns))
	for i, id := range columns {
		if header[i] = id; m.header != nil {
			header[i] = m.header[id]
		}
	}
	all := []string{m.row(r, order, header)}
	shown := map[string]bool{}
	for _, i := range rows {
		l := lines[i]
		unit := l.district + "/" + l.commune
		cells := []string{l.period, m.name(r, !shown[unit], l.district), m.name(r, !shown[unit], l.commune), l.procedure}
		shown[unit] = true
		for _, f := range l.figures {
			cells = append(cells, m.figure(f))
		}
		if m.blanks && r.IntN(5) == 0 {
			all = append(all, m.row(r, order, make([]string, len(columns))), "")
		}
		all = append(all, m.row(r, order, cells))
	}
	if m.totals {
		cells := []string{"", "Tổng cộng", "", ""}
		for i := range measures {
			var total figure
			for _, l := range lines {
				total.count += l.figures[i].count
				total.blank = total.blank || l.figures[i].blank
			}
			cells = append(cells, m.figure(total))
		}
		all = slices.Insert(all, 1+r.IntN(len(all)), m.row(r, order, cells))
	}
	text := m.lines(r, m.printed(r, all, len(columns)))
	if m.mark {
		text = "\ufeff" + text
	}
	return text
}

// printed writes what a form has around its rows: all begins with the header.
func (m manner) printed(r *rand.Rand, all []string, columns int) []string {
	order := upTo(columns)
	if m.numbers {
		numbers := make([]string, columns)
		for i := range numbers {
			numbers[i] = fmt.Sprintf("(%d)", i+1)
		}
		all = slices.Insert(all, 1, m.row(r, order, numbers))
	}
	if m.titles {
		all = slices.Insert(all, 0, m.cell(r, "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT, LẦN 2"), m.row(r, order[:4], []string{"", "Độc lập - Tự do - Hạnh phúc", "", ""}), "")
	}
	if m.footers {
		all = append(all, "", m.row(r, order[:4], []string{"", "Người lập biểu", "", ""}), m.cell(r, "Nguyễn Văn A"))
	}
	return all
}

// lines ends lines and joins them.
func (m manner) lines(r *rand.Rand, all []string) string {
	var b strings.Builder
	for i, text := range all {
		b.WriteString(text)
		switch {
		case i == len(all)-1 && !m.final:
		case m.newline == "mixed":
			b.WriteString([]string{"\n", "\r\n", "\r"}[r.IntN(3)])
		default:
			b.WriteString(m.newline)
		}
	}
	return b.String()
}

// row writes cells in an order of columns.
func (m manner) row(r *rand.Rand, order []int, cells []string) string {
	texts := make([]string, len(order))
	for i, column := range order {
		texts[i] = m.cell(r, cells[column])
	}
	return strings.Join(texts, m.delimiter)
}

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// wantLedger wants exports to give a ledger, with no finding but notes of
// what was written into them.
func wantLedger(t *testing.T, in files, want string) {
	t.Helper()
	write(t, in)
	got := Read(definitions(t), []string{"."}, nil, Options{})
	if text := dump(got.Ledger); text != want {
		t.Errorf("ledger\n got %s\nwant %s", strings.ReplaceAll(text, "; ", "\n     "), strings.ReplaceAll(want, "; ", "\n     "))
	}
	for _, f := range got.Findings {
		switch f.Code {
		case kpi.CountMissing, kpi.CountUnknown, kpi.CountDash, kpi.CountDecimal, kpi.RowTotal:
		case kpi.HeaderDoubtful: // "Đúng hạn" in a table without "Trước hạn", whose counts show no sum
			if early := "Trước hạn"; strings.Contains(in[f.Place.File], early) {
				t.Errorf("a header is doubtful beside %s", early)
			}
		default:
			t.Errorf("finding %s", found([]kpi.Finding{f}))
		}
	}
	for _, f := range got.Ledger.Files {
		wantLinesAccounted(t, in[f.Name], f, got.Findings)
	}
	if t.Failed() {
		t.Logf("files: %q", in)
	}
}

// inGroups writes a number in groups of three.
func inGroups(v int64, mark string) string {
	text := strconv.FormatInt(v, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + mark + text[i:]
	}
	return text
}
