package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// shape is how many rows an export has, and how it is written.
type shape struct {
	months, communes, procedures int
	messy                        bool // decomposed letters, semicolons, counts grouped by points
}

func (s shape) rows() int { return s.months * s.communes * s.procedures }

// file names the export of a shape.
func (s shape) file() string {
	name := strconv.Itoa(s.rows())
	if s.messy {
		name += "-messy"
	}
	return name + ".csv"
}

// measures are the columns of counts.
func measures() []string {
	return strings.Fields("received_online received_direct received_postal carried_over resolved_early resolved_on_time resolved_late " +
		"pending_in_time pending_overdue fee_bearing paid_online digitised_eligible digitised results_electronic reused")
}

// draw is a sequence of numbers that is the same everywhere: a linear congruence of
// which the high bits are taken.
type draw uint64

// below returns a number from 0 to n-1.
func (d *draw) below(n int) int {
	*d = *d*6364136223846793005 + 1442695040888963407
	return int(uint64(*d>>33) * uint64(n) >> 31)
}

// share returns about so many percent of a count, never more than all.
func (d *draw) share(count, percent int) int {
	return min(count, (count*percent+d.below(100))/100)
}

// counts draws the figures of a row: what came in and was carried over is what was
// resolved and is pending, and no part is larger than its whole. It returns what is
// pending: the next month carries it over.
func (d *draw) counts(to []int, carried int) int {
	size := 1 + d.below(60)
	if d.below(12) == 0 {
		size *= 40 // a few procedures have most dossiers
	}
	online, direct, postal := d.below(size), d.below(size), d.below(size/8+1)
	all := online + direct + postal + carried
	resolved := d.share(all, 85)
	late := d.share(resolved, 3)
	early := d.share(resolved-late, 40)
	overdue := d.share(all-resolved, 8)
	fees := d.share(online+direct, 55)
	eligible := d.share(online+direct+postal, 90)
	figures := [...]int{online, direct, postal, carried, early, resolved - late - early, late, all - resolved - overdue, overdue,
		fees, d.share(fees, 50), eligible, d.share(eligible, 70), d.share(resolved, 65), d.share(eligible, 15)}
	copy(to, figures[:])
	return all - resolved
}

// place is a commune and its district.
type place struct{ district, commune string }

// invented is a number of communes that no list has: their names are made up.
const invented = 16_000

// places returns the first n communes of the list of units that there were in all of 2024,
// of districts whose names no other district has.
func places(n int) ([]place, error) {
	if n == invented {
		all := make([]place, n)
		for i := range all {
			all[i] = place{fmt.Sprintf("Huyện Thử %d", i/15+1), fmt.Sprintf("Xã Mới %d", i+1)}
		}
		return all, nil
	}
	raw, err := os.ReadFile("kpi/units/vietnam/units.csv")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		return nil, err
	}
	districts, shared := map[string]string{}, map[string]int{} // names by code, and how many have one
	var all []place
	for _, level := range []string{"district", "commune"} {
		for _, row := range rows {
			code, name, from, to := row[0], row[1], row[4], row[5]
			if row[2] != level || from > "2024-01-01" || to != "" && to < "2024-12-31" {
				continue
			}
			if district := districts[row[3]]; level == "commune" && shared[bareName(district)] == 1 {
				all = append(all, place{district, name})
			} else if level == "district" {
				districts[code] = name
				shared[bareName(name)]++
			}
		}
	}
	if len(all) < n {
		return nil, fmt.Errorf("the list has %d such communes, not %d", len(all), n)
	}
	return all[:n], nil
}

// generate writes an export: a row for each month, commune and procedure.
func generate(w io.Writer, s shape) error {
	out := bufio.NewWriterSize(w, 1<<20)
	fields := []string{"Đất đai", "Hộ tịch", "Chứng thực", "Xây dựng", "Bảo trợ xã hội", `"Nông nghiệp, môi trường"`, "Đăng ký kinh doanh",
		"Lao động", `"Văn hóa ""cơ sở"", thể thao"`, "Giáo dục và đào tạo", "Y tế", "Giao thông vận tải"}
	services := []string{"Toàn trình", "Một phần", "Một phần", "Cung cấp thông tin"}
	delimiter, write := ",", func(text string) string { return text }
	if s.messy {
		delimiter, write = ";", norm.NFD.String
	}
	header := append(strings.Fields("period district commune procedure_code field"), measures()...)
	fmt.Fprintln(out, strings.Join(append(header, "online_service"), delimiter))
	communes, err := places(s.communes)
	if err != nil {
		return err
	}
	d := draw(20250101)
	figures, pending := make([]int, len(measures())), make([]int, s.communes*s.procedures)
	for month := range s.months {
		for c, at := range communes {
			head := write(fmt.Sprintf("2024-%02d", month+1) + delimiter + at.district + delimiter + at.commune + delimiter)
			for p := range s.procedures {
				fmt.Fprintf(out, "%s%d.%06d%s%s%s", head, 1+p%2, 1000+p*37, delimiter, write(fields[p%len(fields)]), delimiter)
				at := &pending[c*s.procedures+p]
				*at = d.counts(figures, *at)
				for _, v := range figures {
					s.count(out, v)
					out.WriteString(delimiter)
				}
				out.WriteString(write(services[p*7%len(services)]) + "\n")
			}
		}
	}
	return out.Flush()
}

// count writes a count, in groups where the shape has them.
func (s shape) count(out *bufio.Writer, v int) {
	if s.messy && v >= 1000 {
		fmt.Fprintf(out, "%d.%03d", v/1000, v%1000)
		return
	}
	out.WriteString(strconv.Itoa(v))
}
