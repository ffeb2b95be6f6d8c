package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gocarina/gocsv"

	"cchc/kpi"
)

// place is a commune of the real list, as the table of units writes it. From July 2025 on
// it has no district.
type place struct {
	Year     string `csv:"year"`
	Province string `csv:"province"`
	District string `csv:"district"`
	Commune  string `csv:"commune"`
	Alone    string `csv:"alone"` // yes: no other of the province has its name
}

// places are the communes that drafts are of.
var places = sync.OnceValues(func() (all []place, err error) {
	data, err := os.ReadFile("../../testdata/closed/units.csv")
	if err != nil {
		return nil, err
	}
	return all, gocsv.UnmarshalBytes(data, &all)
})

// fact is what one row of a table truly counts.
type fact struct {
	place
	agency bool // of the district itself
	period kpi.Period
	field  string
	counts map[string]int64 // of every measure; one that is missing is not known
}

// draft is a table in the making: the truth, and how it is set out. Hazards change it.
type draft struct {
	outline
	r      *rand.Rand
	facts  []fact
	titles []draftRow
	body   []draftRow
	foot   []draftRow
	book   *bookPlan
	void   bool // nothing in it may be counted
	tell   bool // a finding must be of it, wherever
}

// outline is what the columns of a draft are.
type outline struct {
	form    string   // "columns", "heads", "district title" or "unit title"
	keys    []string // of the names
	columns []column
	numbers []string // the row that numbers the columns; nil: none
}

// column is a column of counts: its header from the top of merged cells.
type column struct {
	id      string // of the measure; "": it has none
	path    []string
	percent bool
	hazard  bool
}

// draftRow is a row: its names by key column, and its counts by column.
type draftRow struct {
	keys   map[string]string
	counts []int64
	cells  map[int]string // of counts that are written in another way
	text   []string       // of a title or footer; nil: a row of the table
	fact   int            // 1-based; 0: none
	hazard bool           // a finding here is about a hazard
	must   bool           // a warning or an error must be here
	month  bool           // a title with the month
}

// newDraft makes a table without hazards. Nothing is wrong with its counts.
func newDraft(r *rand.Rand, all []place) *draft {
	d := &draft{r: r}
	year := pick(r, "2024", "2024", "2025")
	of := all[r.IntN(len(all))]
	for of.Year != year {
		of = all[r.IntN(len(all))]
	}
	d.choose(of, slices.DeleteFunc(slices.Clone(all), func(p place) bool { return p.Year != year || p.Province != of.Province }))
	d.columns = columnSets()[r.IntN(len(columnSets()))]
	d.setOut()
	return d
}

// choose chooses units of a province, and what their rows are of.
func (d *draft) choose(of place, all []place) {
	d.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	d.form = pick(d.r, "columns", "columns", "columns", "heads", "district title", "unit title")
	if of.District == "" && d.form != "unit title" {
		d.form = "columns"
	}
	districts := map[string]bool{of.District: true}
	for _, p := range all {
		if len(districts) < 1+d.r.IntN(3) && d.form != "district title" {
			districts[p.District] = true
		}
	}
	var units []fact
	for _, p := range all {
		few := len(units) < 2+d.r.IntN(9)
		same := slices.ContainsFunc(units, func(f fact) bool { return f.District == p.District && bare(f.Commune) == bare(p.Commune) })
		if few && districts[p.District] && !same {
			units = append(units, fact{place: p})
		}
	}
	slices.SortStableFunc(units, func(a, b fact) int { return strings.Compare(a.District, b.District) })
	if d.form == "unit title" {
		units = units[:1]
	}
	d.spread(units)
}

// spread makes facts of units: by period, field and procedure.
func (d *draft) spread(units []fact) {
	first := kpi.NewMonth(2024, 1+d.r.IntN(11))
	if units[0].District == "" {
		first = kpi.NewMonth(2025, 8+d.r.IntN(4))
	}
	periods := []kpi.Period{{From: first, To: first}}
	fields := []string{""}
	switch {
	case d.form == "unit title":
		fields = []string{"Hộ tịch", "Chứng thực", "Đất đai", "Người có công", "Xây dựng"}[:2+d.r.IntN(4)]
	case d.form == "columns" && d.r.IntN(4) == 0:
		periods = append(periods, kpi.Period{From: first + 1, To: first + 1})
	case d.form == "columns" && d.r.IntN(4) == 0:
		fields = []string{"Hộ tịch", "Chứng thực", "Đất đai"}[:2+d.r.IntN(2)]
	}
	for _, p := range periods {
		for _, u := range units {
			for _, field := range fields {
				carried := 1 + d.r.Int64N(60)
				if n := len(d.facts) - len(units)*len(fields); n >= 0 {
					carried = d.facts[n].counts["pending"] // of the month before
				}
				u.period, u.field, u.counts = p, field, d.counts(carried)
				d.facts = append(d.facts, u)
			}
		}
	}
}

// counts makes counts that balance.
func (d *draft) counts(carried int64) map[string]int64 {
	n := func(most int64) int64 { return 1 + d.r.Int64N(most) }
	c := map[string]int64{"received_online": n(400), "received_direct": n(90), "received_postal": n(30), "carried_over": carried}
	if d.r.IntN(5) == 0 {
		c["received_online"] += 1000 * n(9)
	}
	c["received_offline"] = c["received_direct"] + c["received_postal"]
	c["received"] = c["received_online"] + c["received_offline"]
	c["caseload"] = c["received"] + c["carried_over"]
	c["pending"] = 2 + d.r.Int64N(c["caseload"]/4+1)
	c["pending_overdue"] = d.r.Int64N(c["pending"])
	c["pending_in_time"] = c["pending"] - c["pending_overdue"]
	c["resolved"] = c["caseload"] - c["pending"]
	c["resolved_late"] = d.r.Int64N(c["resolved"]/9 + 1)
	c["resolved_in_time"] = c["resolved"] - c["resolved_late"]
	c["resolved_early"] = d.r.Int64N(c["resolved_in_time"] + 1)
	c["resolved_on_time"] = c["resolved_in_time"] - c["resolved_early"]
	c["digitised_eligible"] = n(c["received"])
	c["digitised"] = d.r.Int64N(c["digitised_eligible"] + 1)
	c["fee_bearing"] = n(c["received"])
	c["paid_online"] = d.r.Int64N(c["fee_bearing"] + 1)
	return c
}

// columnSets are the measures of tables, as forms head them.
func columnSets() [][]column {
	set := func(texts ...string) []column {
		var columns []column
		for _, text := range texts {
			id, path, _ := strings.Cut(text, "=")
			columns = append(columns, column{id: id, path: strings.Split(path, "|")})
		}
		return columns
	}
	return [][]column{
		set("received=Tiếp nhận", "resolved=Đã giải quyết"),
		set("received=Tiếp nhận", "resolved=Đã giải quyết", "resolved_late=Trễ hạn"),
		set("received=Số hồ sơ tiếp nhận trong kỳ"),
		set("resolved_early=Trước hạn", "resolved_on_time=Đúng hạn", "resolved_late=Trễ hạn"),
		set("fee_bearing=Hồ sơ có phí, lệ phí", "paid_online=Hồ sơ thanh toán trực tuyến", "digitised_eligible=Hồ sơ phải số hóa", "digitised=Hồ sơ đã số hóa"),
		set("caseload=Tiếp nhận|Tổng số", "received_online=Tiếp nhận|Trực tuyến", "received_offline=Tiếp nhận|Trực tiếp, dịch vụ bưu chính", "carried_over=Tiếp nhận|Từ kỳ trước",
			"resolved=Đã giải quyết|Tổng số", "resolved_early=Đã giải quyết|Trước hạn", "resolved_on_time=Đã giải quyết|Đúng hạn", "resolved_late=Đã giải quyết|Quá hạn",
			"pending=Đang giải quyết|Tổng số", "pending_in_time=Đang giải quyết|Trong hạn", "pending_overdue=Đang giải quyết|Quá hạn"),
		set("received=Tiếp nhận|Trong kỳ|Tổng số", "received_online=Tiếp nhận|Trong kỳ|Trực tuyến", "received_direct=Tiếp nhận|Trong kỳ|Trực tiếp",
			"received_postal=Tiếp nhận|Trong kỳ|Bưu chính", "carried_over=Tiếp nhận|Từ kỳ trước", "resolved_in_time=Đã giải quyết|Đúng và trước hạn", "resolved_late=Đã giải quyết|Quá hạn"),
	}
}

// setOut makes the rows of the facts, in the columns of the form, and plain titles.
func (d *draft) setOut() {
	first := d.facts[0]
	d.keys = map[string][]string{"columns": {"district", "commune"}, "heads": {"ordinal", "unit"}, "district title": {"ordinal", "unit"}, "unit title": {"ordinal", "field"}}[d.form]
	if first.District == "" && d.form == "columns" {
		d.keys = [][]string{{"commune"}, {"ordinal", "unit"}, {"ordinal", "commune"}}[d.r.IntN(3)]
	}
	if first.field != "" && d.form == "columns" {
		d.keys = append(slices.Clone(d.keys), "field")
	}
	byTitle := d.facts[len(d.facts)-1].period == first.period && (d.form != "columns" || d.r.IntN(2) == 0)
	if !byTitle {
		d.keys = append([]string{"period"}, d.keys...)
	}
	switch {
	case d.form == "unit title":
		d.title("UBND " + withSmall(first.Commune) + districtBehind(first))
	case d.form == "district title":
		d.title("UBND " + strings.ToUpper(first.District))
	case d.r.IntN(3) == 0:
		d.title("UBND " + strings.ToUpper(first.Province))
	}
	if d.r.IntN(3) == 0 {
		d.title(pick(d.r, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"))
	}
	if d.r.IntN(3) == 0 {
		d.title(pick(d.r, "BÁO CÁO TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ TTHC", "KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", "BIỂU TỔNG HỢP"))
	}
	if byTitle {
		d.titles = append(d.titles, draftRow{text: []string{monthTitle(d.r, first.period.From)}, month: true})
	}
	for i := range d.facts {
		f := &d.facts[i]
		if d.form == "heads" && (i == 0 || d.facts[i-1].District != f.District) {
			d.body = append(d.body, draftRow{keys: map[string]string{"unit": f.District}})
		}
		row := draftRow{keys: map[string]string{"period": f.period.String(), "district": f.District, "commune": f.Commune, "unit": f.Commune, "field": f.field, "ordinal": fmt.Sprint(i + 1)}, fact: i + 1}
		for _, c := range d.columns {
			row.counts = append(row.counts, f.counts[c.id])
		}
		d.body = append(d.body, row)
	}
}

// districtBehind is the district of a commune, as titles write it.
func districtBehind(f fact) string {
	if f.District == "" {
		return ""
	}
	return ", " + withSmall(f.District)
}

// withSmall is a name with a small letter at its start.
func withSmall(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return strings.ToLower(string(first)) + name[size:]
}

// monthTitle is a title with a month.
func monthTitle(r *rand.Rand, m kpi.Month) string {
	n, year := int(m-m.January())+1, m.Year()
	last := time.Date(year, time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return pick(r, fmt.Sprintf("Tháng %d năm %d", n, year), fmt.Sprintf("Tháng %02d/%d", n, year), fmt.Sprintf("(Tháng %d/%d)", n, year),
		fmt.Sprintf("Kỳ báo cáo: Tháng %d/%d", n, year), fmt.Sprintf("THÁNG %02d NĂM %d", n, year),
		fmt.Sprintf("Từ ngày 01/%02d/%d đến ngày %02d/%02d/%d", n, year, last, n, year))
}

// title adds a title.
func (d *draft) title(text string) { d.titles = append(d.titles, draftRow{text: []string{text}}) }

// pick chooses one of some.
func pick[T any](r *rand.Rand, some ...T) T { return some[r.IntN(len(some))] }

// bare is a name without its type word.
func bare(name string) string {
	for _, word := range []string{"Thành phố ", "Thị xã ", "Thị trấn ", "Đặc khu ", "Huyện ", "Quận ", "Phường ", "Xã ", "Tỉnh "} {
		if rest, ok := strings.CutPrefix(name, word); ok {
			return rest
		}
	}
	return name
}
