package dossiers

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
)

const (
	listFile   = "../../testdata/lists/trang-dinh.csv"
	listReadme = "../../testdata/lists/README.md"
	countsFile = "../../testdata/exports/trang-dinh.csv"
)

// rowsOf reads a file of the examples.
func rowsOf(t *testing.T, path string, delimiter rune) [][]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.Comma = delimiter
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// exampleDossier reads a row of the example list.
func exampleDossier(t *testing.T, row []string) Dossier {
	t.Helper()
	at := func(text string) kpi.Moment { // 03/06/2024, 03/06/2024 08:15:00
		if text == "" {
			return 0
		}
		return moment(t, text[6:10]+"-"+text[3:5]+"-"+text[:2]+strings.TrimSuffix(text[10:], ":00"))
	}
	flag := map[string]Flag{"": Blank, "Có": Yes, "Không": No}
	d := Dossier{
		Received: at(row[6]), Due: at(row[7]), Asked: at(row[8]), Result: at(row[9]),
		Channel: map[string]Channel{"Trực tuyến": Online, "Trực tiếp": Direct, "Bưu chính công ích": Postal}[row[5]],
		State: map[string]State{"Đang xử lý": Open, "Yêu cầu bổ sung giấy tờ": Waiting, "Công dân yêu cầu rút hồ sơ": Withdrawn, "Dừng xử lý": Stopped,
			"Đã xử lý xong": Done, "Đã trả kết quả": Handed}[row[10]],
		Fee: flag[row[11]], Paid: flag[row[12]], Digitised: flag[row[13]], Reused: flag[row[14]], Electronic: flag[row[15]],
	}
	if d.State == NotGiven || d.Channel == NoChannel || d.Contradicts() || d.IsUndated() {
		t.Errorf("row %s cannot be counted", row[0])
	}
	return d
}

// exampleTallies counts the example list by some rules: by unit and measure, of June 2024.
func exampleTallies(t *testing.T, rules ...string) map[string]map[string]int64 {
	t.Helper()
	r, err := ParseRules(rules)
	if err != nil {
		t.Fatal(err)
	}
	june := kpi.NewMonth(2024, 6)
	counter := NewCounter(r, kpi.Calendar{}, kpi.Day{Month: june, Date: 30})
	tallies := map[string]map[string]int64{}
	for _, row := range rowsOf(t, listFile, ',')[4:] {
		if tallies[row[3]] == nil {
			tallies[row[3]] = map[string]int64{}
		}
		d := exampleDossier(t, row)
		counter.Count(&d, func(m kpi.Month, p Part) {
			switch {
			case m != june:
			case p.IsUnknown():
				t.Errorf("row %s counts for part %d, which is not known", row[0], p)
			default:
				tallies[row[3]][p.ID()]++
			}
		})
	}
	return tallies
}

// differences sums how much the counts of June differ from tallies, over all units and
// measures; those of both must be the same units.
func differences(t *testing.T, tallies map[string]map[string]int64) (sum int64) {
	t.Helper()
	measures := strings.Fields("received_online received_direct received_postal carried_over resolved_early resolved_on_time resolved_late " +
		"pending_in_time pending_overdue returned fee_bearing paid_online digitised_eligible digitised results_electronic reused")
	units := 0
	for _, row := range rowsOf(t, countsFile, ';') {
		if row[0] != "Tháng 6/2024" {
			continue
		}
		units++
		unit := row[2]
		if unit == "" {
			unit = "UBND huyện " + row[1]
		}
		tally := tallies[unit]
		sum += tally["paused"] // the counts have none
		for i, id := range measures {
			n, err := strconv.ParseInt(strings.ReplaceAll(row[3+i], ".", ""), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			sum += max(n-tally[id], tally[id]-n)
		}
	}
	if units != len(tallies) {
		t.Errorf("the counts have %d units, the list %d", units, len(tallies))
	}
	return sum
}

// TestExampleList counts the example list, and compares it with what its README has: the
// tallies, and how much the counts of the same month differ by which rules.
func TestExampleList(t *testing.T) {
	tallies := exampleTallies(t)
	text, err := os.ReadFile(listReadme)
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "## Tallies")
	_, table, _ = strings.Cut(table, "\n\n|")
	lines := strings.Split(strings.TrimSpace(table), "\n")
	cells := func(line string) []string { return strings.Split(strings.Trim(line, "| "), " | ") }
	ids, sums := cells(lines[0])[1:], map[string]int64{}
	for _, line := range lines[2:] {
		row := cells(line)
		tally := tallies[row[0]]
		if row[0] == "sum" {
			tally = sums
		}
		got := []string{row[0]}
		for _, id := range ids {
			got = append(got, strconv.FormatInt(tally[id], 10))
			sums[id] += tally[id]
		}
		if !slices.Equal(got, row) {
			t.Errorf("README has %s\nthe list %s", row, got)
		}
	}
	if len(lines)-3 != len(tallies) {
		t.Errorf("README has %d units, the list %d", len(lines)-3, len(tallies))
	}
	sum := func(rules ...string) int64 { return differences(t, exampleTallies(t, rules...)) }
	got := fmt.Sprintf("by %d; by %d with `due=time`, by %d with `paused=pending`, and by %d with both",
		sum(), sum("due=time"), sum("paused=pending"), sum("due=time", "paused=pending"))
	if !strings.Contains(string(text), got) {
		t.Errorf("the counts differ from the list\n%s", got)
	}
}
