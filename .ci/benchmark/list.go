package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"
)

// listing is how many dossiers a list has, and how many of a thousand have no appointment.
type listing struct{ rows, undated int }

// file names the list.
func (l listing) file() string {
	name := "list-" + strconv.Itoa(l.rows)
	if l.undated > 0 {
		name += "-" + strconv.Itoa(l.undated)
	}
	return name + ".csv"
}

// The days of a list: dossiers are received from the first to the last, which is the day
// that the list is of. Nothing is older, for units that began on the first day.
const (
	listFrom   = "2025-07-01"
	listMonths = 12
	listAsOf   = "2026-06-30"
	listPeriod = "2025-08..2026-06" // what is older than that shows that the list is whole
)

// calendar is days from the first day of a list on, as they are written, more than appointments
// need.
type calendar struct {
	days, codes []string // 01/07/2025 and 250701
	working     []int    // those up to the last day of the list that are no Saturday or Sunday
	next        []int    // the day, or the Monday after it
	last        int
}

func newCalendar() *calendar {
	c := &calendar{}
	first, _ := time.Parse(time.DateOnly, listFrom)
	end, _ := time.Parse(time.DateOnly, listAsOf)
	c.last = int(end.Sub(first).Hours() / 24)
	for i := range c.last + 100 {
		day := first.AddDate(0, 0, i)
		c.days, c.codes = append(c.days, day.Format("02/01/2006")), append(c.codes, day.Format("060102"))
		wait := map[time.Weekday]int{time.Saturday: 2, time.Sunday: 1}[day.Weekday()]
		c.next = append(c.next, i+wait)
		if wait == 0 && i <= c.last {
			c.working = append(c.working, i)
		}
	}
	return c
}

// office is a commune and its province, the head of its codes, and how many dossiers it
// received on the last day on which it received one.
type office struct {
	province, commune, code string
	day, received           int
}

// offices returns the communes of the list of units that there are since listFrom.
func offices() ([]office, error) {
	raw, err := os.ReadFile("kpi/units/vietnam/units.csv")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		return nil, err
	}
	provinces, counts := map[string]string{}, map[string]int{}
	for _, row := range rows {
		if row[2] == "province" && row[5] == "" {
			provinces[row[0]] = row[1]
		}
	}
	var all []office
	for _, row := range rows {
		if province := provinces[row[3]]; row[2] == "commune" && row[5] == "" && province != "" {
			counts[province]++
			all = append(all, office{province: province, commune: row[1], code: fmt.Sprintf("H%s.%03d-", row[3], counts[province])})
		}
	}
	return all, nil
}

// dossier is what is drawn of a dossier: days by their number, -1 where there is none.
type dossier struct {
	due, asked, end int
	state           string
}

// dossier draws what becomes of a dossier: half have a term of weeks, one of a
// hundred and more is withdrawn, as many wait for papers.
func (d *draw) dossier(c *calendar, received, undated int) dossier {
	term := d.below(10)
	if d.below(2) == 0 {
		term = 5 + d.below(40)
	}
	o := dossier{due: c.next[received+term], asked: -1, state: "Đã trả kết quả"}
	switch kind := d.below(100); {
	case kind < 45:
		o.end = received + d.below(term+1)
	case kind < 92:
		o.end = o.due
	default:
		o.end = o.due + 1 + d.below(30)
	}
	switch kind := d.below(1000); {
	case kind < 15:
		o.end, o.state = received+d.below(term+1), "Công dân yêu cầu rút hồ sơ"
	case kind < 30:
		o.asked = c.next[received+d.below(3)]
		o.end = max(o.end, o.asked) + d.below(20)
	case kind < 200:
		o.state = "Đã xử lý xong"
	}
	if o.end = c.next[o.end]; o.end > c.last {
		o.end, o.state = -1, "Đang xử lý"
	}
	if o.asked > c.last {
		o.asked = -1
	}
	if o.end < 0 && o.asked >= 0 {
		o.state = "Yêu cầu bổ sung giấy tờ"
	}
	if undated > 0 && d.below(1000) < undated {
		o.due = -1
	}
	return o
}

// generate writes the list, in the order of the days of receipt.
func (l listing) generate(w io.Writer) error {
	units, err := offices()
	if err != nil {
		return err
	}
	channels := []string{"Trực tuyến", "Trực tuyến", "Trực tuyến", "Trực tiếp", "Bưu chính công ích"}
	subjects := []string{"Đăng ký khai sinh,Hộ tịch", "Đăng ký kết hôn,Hộ tịch", "Chứng thực bản sao từ bản chính,Chứng thực", "Chứng thực chữ ký,Chứng thực",
		"Đăng ký biến động đất đai,Đất đai", "Trợ cấp xã hội hàng tháng,Bảo trợ xã hội", "Đăng ký hộ kinh doanh,Đăng ký kinh doanh"}
	c, d, line := newCalendar(), draw(20250701), make([]byte, 0, 2<<20)
	at := func(day, hour, hours int) {
		if day >= 0 {
			second := d.below(hours * 3600)
			line = append(append(line, c.days[day]...), ' ')
			for i, n := range [3]int{hour + second/3600, second / 60 % 60, second % 60} {
				line = append(line, byte('0'+n/10), byte('0'+n%10), ":: "[i])
			}
			line = line[:len(line)-1]
		}
		line = append(line, ',')
	}
	line = append(line, "STT,Mã hồ sơ,Tên thủ tục hành chính,Lĩnh vực,Tỉnh,Đơn vị giải quyết,Chủ hồ sơ,Địa chỉ,Số điện thoại,"+
		"Hình thức tiếp nhận,Ngày tiếp nhận,Ngày hẹn trả,Ngày yêu cầu bổ sung,Ngày có kết quả,Trạng thái\n"...)
	for i := range l.rows {
		received, unit := c.working[i*len(c.working)/l.rows], &units[d.below(len(units))]
		if unit.day != received {
			unit.day, unit.received = received, 0
		}
		unit.received++
		line = strconv.AppendInt(line, int64(i+1), 10)
		line = append(append(append(line, ','), unit.code...), c.codes[received]...)
		line = fmt.Appendf(line, "-%04d,%s,%s,%s,Công dân %07d,Thôn %d,0%09d,", unit.received, subjects[d.below(len(subjects))], unit.province, unit.commune, i+1, 1+d.below(20), i+1)
		line = append(append(line, channels[d.below(len(channels))]...), ',')
		o := d.dossier(c, received, l.undated)
		at(received, 7, 5)
		at(o.due, 17, 1)
		at(o.asked, 12, 1)
		at(o.end, 13, 4)
		line = append(append(line, o.state...), '\n')
		if len(line) > 1<<20 || i == l.rows-1 {
			if _, err := w.Write(line); err != nil {
				return err
			}
			line = line[:0]
		}
	}
	return nil
}
