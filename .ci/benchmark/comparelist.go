package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// listQuery counts a list by unit and month as kpi does, and adds up the units. FILE is the
// path of the list.
const listQuery = `with dossiers as materialized (select "Tỉnh" || ',' || "Đơn vị giải quyết" as unit, "Hình thức tiếp nhận" as channel, "Trạng thái" as state,
    strptime("Ngày tiếp nhận", '%d/%m/%Y %H:%M:%S')::date as received, strptime("Ngày hẹn trả", '%d/%m/%Y %H:%M:%S')::date as due,
    strptime("Ngày yêu cầu bổ sung", '%d/%m/%Y %H:%M:%S')::date as asked, strptime("Ngày có kết quả", '%d/%m/%Y %H:%M:%S')::date as ended
  from read_csv('FILE', all_varchar = true, header = true, delim = ',')),
ends as (select unit, due, asked, unnest(generate_series(date_trunc('month', received),
    coalesce(date_trunc('month', ended), timestamp '2026-07-01') - interval 1 month, interval 1 month))::date as month from dossiers),
open as (select unit, month, case when asked <= last_day(month) then 'paused' when due >= last_day(month) then 'pending_in_time'
    when due < last_day(month) then 'pending_overdue' else 'pending_unknown' end as part, count(*) as n from ends group by all),
counts as (
  select unit, date_trunc('month', received)::date as month, case channel when 'Trực tuyến' then 'received_online' when 'Trực tiếp' then 'received_direct'
    when 'Bưu chính công ích' then 'received_postal' end as part, count(*) as n from dossiers group by all
  union all select unit, date_trunc('month', ended)::date as month, case when state = 'Công dân yêu cầu rút hồ sơ' then 'returned' when ended < due then 'resolved_early'
    when ended = due then 'resolved_on_time' when ended > due then 'resolved_late' else 'resolved_unknown' end as part, count(*) as n from dossiers where ended is not null group by all
  union all select * from open
  union all select unit, (month + interval 1 month)::date as month, 'carried_over' as part, sum(n) as n from open where month < date '2026-06-01' group by all)
select strftime(month, '%Y-%m') as month, PARTS from counts group by 1 order by 1`

// listPrograms are those that count a list, kpi first.
func listPrograms(folder, node string) []program {
	var sums []string
	for _, p := range listParts() {
		sums = append(sums, fmt.Sprintf("coalesce(sum(n) filter (part = '%s'), 0)", p.ID()))
	}
	query := strings.Replace(listQuery, "PARTS", strings.Join(sums, ", "), 1)
	return []program{
		{name: "kpi report", own: true, command: func(f string) []string {
			return []string{filepath.Join(folder, "kpi"), "report", "--by", "period", "-k", "on_time", "-f", "csv", "--as-of", listAsOf, "--period", listPeriod, f}
		}},
		{name: "bare counter (Go)", command: func(f string) []string { return []string{filepath.Join(folder, "benchmark"), "list", f} }},
		{name: "DuckDB", command: func(f string) []string { return duckdb(node, strings.Replace(query, "FILE", f, 1)) }},
	}
}

// compareLists times the programs on lists of some sizes, or one of 100,000 dossiers, and
// prints tables. It is an error where figures differ, never where a program is slow.
func compareLists(folder, node string, sizes []string) error {
	machine(node)
	if len(sizes) == 0 {
		sizes = []string{"100000"}
	}
	for _, size := range sizes {
		rows, err := strconv.Atoi(size)
		if err != nil || rows < 1 {
			return fmt.Errorf("%q is no number of rows", size)
		}
		l := listing{rows: rows}
		path, err := madeBefore(folder, l.file(), "generate-list", folder, size)
		if err != nil {
			return err
		}
		var first, of map[string][]string // of the months of a list
		list, err := timeAll(listPrograms(folder, node), path, func(p program, output []byte) (err error) {
			if of, err = byMonth(output, p.own); err != nil {
				return err
			}
			if first == nil {
				first = of
			}
			return differInMonths(first, of)
		})
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		table(thousands(rows)+" dossiers", rows, list)
		reachOfLists(list)
	}
	return nil
}

// byMonth reads the counts of a program by month: after the month, in the order of
// [listParts]; of kpi below a header with the ids of measures.
func byMonth(output []byte, own bool) (map[string][]string, error) {
	rows, err := csv.NewReader(bytes.NewReader(output)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, errors.Join(err, errors.New("no figures"))
	}
	places := []int{0}
	for i, p := range listParts() {
		place := i + 1
		if own {
			place = slices.Index(rows[0], p.ID())
		}
		if place < 0 || place >= len(rows[0]) {
			return nil, fmt.Errorf("no column %s", p.ID())
		}
		places = append(places, place)
	}
	if own {
		rows = rows[1:]
	}
	months := map[string][]string{}
	for _, row := range rows {
		var cells []string
		for _, i := range places {
			cells = append(cells, row[i])
		}
		months[cells[0]] = cells[1:]
	}
	return months, nil
}

// differInMonths is an error where counts of two programs differ, in the months that are compared.
func differInMonths(want, got map[string][]string) error {
	for i := 1; i < listMonths; i++ { // the first only shows that the list is whole
		month := fmt.Sprintf("%d-%02d", 2025+(6+i)/12, (6+i)%12+1)
		if want[month] == nil || !slices.Equal(want[month], got[month]) {
			return fmt.Errorf("%s is %s, want %s", month, got[month], want[month])
		}
	}
	return nil
}

// reachOfLists prints what kpi must reach on lists, and whether it does.
func reachOfLists(list []timing) {
	kpi, bare, duckdb := list[0], list[1], list[2]
	reachHeader()
	reachLine("processor seconds, kpi / bare counter (Go)", 1.5, kpi.cpu/bare.cpu)
	reachLine("seconds, kpi / DuckDB", 1, kpi.seconds/duckdb.seconds)
	reachLine("memory of kpi in MB", 256, kpi.memory)
}

// exportList generates a list: the number of its rows, and how many of a thousand have no
// appointment.
func exportList(folder string, numbers []string) (err error) {
	var l listing
	for i, to := range []*int{&l.rows, &l.undated} {
		if i < len(numbers) {
			if *to, err = strconv.Atoi(numbers[i]); err != nil {
				return err
			}
		}
	}
	return writeWhole(filepath.Join(folder, l.file()), l.generate)
}

// writeWhole writes a file whole or not at all.
func writeWhole(path string, write func(io.Writer) error) error {
	file, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}
