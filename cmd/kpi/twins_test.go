package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// layout is an export in the layout of a real system, with the account of its lines
// and the counts of one of its units.
type layout struct {
	name     string
	encoding string // where it must be given
	lines    string
	notes    string // codes of findings
	unit     string // district, commune and level
	counts   string
}

func layouts() []layout {
	return []layout{
		{"ii06a.csv", "", "25 lines = 6 title + 4 header + 5 data + 2 section + 1 total + 3 blank + 4 footer",
			"count-dash 1, key-from-title 2, row-total 1", "Tràng Định,,commune",
			"received_online 4500, received_offline 561, received 5061, carried_over 30, caseload 5091, resolved_early 4000, resolved_on_time 1046, " +
				"resolved_late 8, resolved 5054, pending_in_time 34, pending_overdue 3, pending 37"},
		{"quarterly-units.csv", "", "29 lines = 4 title + 4 header + 11 data + 3 section + 1 total + 3 blank + 3 footer",
			"count-dash 1, key-from-title 1, row-total 1", "Chi Lăng,Xã Chi Lăng,commune",
			"received_online 90, received_offline 27, received 117, carried_over 3, caseload 120, resolved_early 90, resolved_on_time 28, " +
				"resolved_late 1, resolved 119, pending_in_time 1, pending_overdue 0, pending 1"},
		{"all-levels.csv", "", "24 lines = 5 title + 4 header + 6 data + 3 section + 1 total + 3 blank + 2 footer",
			"key-from-title 1, row-total 1", ",,district",
			"received_online 3500, received_offline 520, received 4020, carried_over 100, caseload 4120, resolved_early 3000, resolved_on_time 1000, " +
				"resolved_late 25, resolved 4025, pending_in_time 90, pending_overdue 5, pending 95"},
		{"unit-summary.csv", "windows-1258", "18 lines = 4 title + 2 header + 5 data + 2 section + 1 total + 2 blank + 2 footer",
			"count-dash 1, key-from-title 2, row-total 1", "Văn Quan,,district",
			"received_online 940, received_postal 4, received 1000, carried_over 31, caseload 1031, resolved_early 700, resolved_on_time 294, " +
				"resolved_late 6, resolved 1000, pending_in_time 20, pending_overdue 2, pending 22, returned 4, paused 5"},
		{"progress-766.xlsx", "", "18 lines = 4 title + 4 header + 6 data + 2 section + 1 total + 1 footer",
			"key-from-title 1, row-total 1, sheets-left 1", "Tràng Định,Xã Chi Lăng,commune",
			"received_online 80, received_direct 18, received_postal 2, received 100, carried_over 3, caseload 103, resolved_early 80, resolved_on_time 19, " +
				"resolved_late 1, resolved 100, pending_in_time 2, pending_overdue 0, pending 2, paused 1"},
		{"payment.csv", "tcvn3", "17 lines = 4 title + 2 header + 5 data + 1 total + 3 blank + 2 footer",
			"column-unknown 3, count-dash 1, key-from-title 2, row-total 1", "Bắc Sơn,Thị trấn Bắc Sơn,commune",
			"fee_bearing 320, paid_online 280, paid_in_person 40"},
		{"receipts.csv", "vni", "19 lines = 3 title + 2 header + 6 data + 2 section + 1 total + 3 blank + 2 footer",
			"key-from-title 1, row-total 1", "Cao Lộc,Thị trấn Đồng Đăng,commune",
			"caseload 1240, resolved_early 800, resolved_on_time 420, resolved_late 12, resolved 1232, pending_in_time 7, pending_overdue 1, pending 8"},
		{"hn-periodic.csv", "", "13 lines = 3 title + 2 header + 4 data + 2 section + 1 total + 1 blank",
			"column-unused 6, key-from-title 2, row-total 1", "Lộc Bình,,district",
			"received_online 335, received_direct 60, received_postal 5, received 400, carried_over 20, caseload 420, resolved_in_time 384, " +
				"resolved_late 6, resolved 390, pending_in_time 18, pending_overdue 2, pending 20, returned 4, paused 6, paid_online 120, paid_in_person 30"},
		{"hn-weekly.csv", "tcvn3", "16 lines = 3 title + 2 header + 4 data + 1 total + 4 blank + 2 footer",
			"count-dash 1, key-from-title 2, row-total 1", "Đình Lập,Xã Đình Lập,commune",
			"received_online 70, received_direct 15, received_postal 0, received 85, carried_over 2, caseload 87, resolved_early 60, resolved_on_time 25, " +
				"resolved_late 0, resolved 85, pending_in_time 2, pending_overdue 0, pending 2"},
		{"hue.csv", "", "15 lines = 4 title + 1 header + 5 data + 2 section + 1 total + 1 blank + 1 footer",
			"key-from-title 2, row-total 1", "Tràng Định,Xã Chi Lăng,commune",
			"received_online 125, received_offline 22, received 147, carried_over 7, caseload 154, resolved_early 110, resolved_on_time 35, " +
				"resolved_late 3, resolved 148, pending_in_time 5, pending_overdue 1, pending 6"},
		{"epar.csv", "", "13 lines = 4 title + 2 header + 3 data + 1 total + 2 blank + 1 footer",
			"column-unused 1, key-from-title 2, row-total 1", "Văn Lãng,,district",
			"received 612, resolved_early 420, resolved_on_time 120, resolved_late 12, resolved 552, pending_in_time 27, pending_overdue 3, pending 30, " +
				"returned 6, paused 24"},
		{"gia-lai.csv", "", "10 lines = 2 title + 2 header + 5 data + 1 total",
			"column-unused 1, key-from-title 1, row-total 1", "Lạng Sơn,,district",
			"received 9600, carried_over 400, caseload 10000, resolved_in_time 9450, resolved_late 150, resolved 9600, pending_in_time 380, " +
				"pending_overdue 20, pending 400"},
		{"months-below.csv", "", "24 lines = 6 title + 4 header + 4 data + 2 total + 3 blank + 5 footer",
			"count-dash 1, key-from-title 4, row-total 1", "Bắc Sơn,Xã Tân Lập,commune",
			"received_online 2115, received_direct 65, resolved_early 1900, resolved_on_time 238, resolved_late 3, resolved 2141"},
		{"measures-below.csv", "", "16 lines = 5 title + 2 header + 4 data + 2 total + 2 blank + 1 footer",
			"key-from-title 1, row-total 1", ",Xã Chi Lăng,commune", "received 120, resolved 110, paused 2, digitised_eligible 112, digitised 100"},
		{"months-in-rows.csv", "", "10 lines = 3 title + 1 header + 4 data + 2 total",
			"count-dash 1, key-from-title 1, row-total 1", "Văn Quan,,district",
			"received 805, resolved_early 610, resolved_on_time 171, resolved_late 12, resolved 793"},
		{"names-once.csv", "", "10 lines = 2 title + 1 header + 5 data + 1 total + 1 blank",
			"key-from-title 1, names-filled 1, row-total 1", "Bắc Sơn,Xã Tân Thành,commune",
			"received 88, resolved_early 60, resolved_on_time 28, resolved_late 0, resolved 88"},
		{"cut-rows.csv", "", "11 lines = 2 title + 1 header + 4 data + 2 section + 1 total + 1 blank",
			"key-from-title 1, row-total 1", "Lộc Bình,Xã Tú Đoạn,commune",
			"received 87, resolved_early 61, resolved_on_time 25, resolved_late 1, resolved 87"},
		{"long.csv", "", "18 lines = 2 title + 1 header + 10 data + 2 total + 2 blank + 1 footer",
			"count-dash 1, key-from-title 1, row-total 1", "Văn Lãng,,district",
			"received_online 205, caseload 260, resolved_early 190, resolved_on_time 61, resolved_late 0, resolved 251"},
		{"portal.json", "", "20 lines = 3 header + 14 data + 3 blank",
			"column-unknown 1", "Văn Lãng,,district",
			"received_online 1205, received_direct 55, received_postal 0, received 1260, resolved_early 190, resolved_on_time 61, resolved_late 0, resolved 251"},
	}
}

// Every form gives the report of the plain table of its counts, byte by byte, without an
// error.
func TestRealLayouts(t *testing.T) {
	if *update {
		writeBook(t, "../../testdata/forms/progress-766.xlsx")
	}
	t.Chdir("../../testdata/forms")
	for _, l := range layouts() {
		t.Run(l.name, func(t *testing.T) {
			args := []string{l.name}
			if l.encoding != "" {
				args = append(args, "--encoding", l.encoding)
			}
			l.wantChecked(t, args)
			report := []string{"report", "-k", "all", "-b", "district", "-b", "commune", "-b", "level", "-f", "csv"}
			got := output(t, append(report, args...)...)
			want := output(t, append(report, "clean/"+strings.TrimSuffix(l.name, filepath.Ext(l.name))+".csv")...)
			if got != want {
				t.Errorf("report of the form\n%s\nof the plain table\n%s", got, want)
			}
			l.wantCounts(t, got)
		})
	}
}

// wantChecked wants a form without errors, and all its lines and notes as they are stated.
// The one warning is of columns that are not used, where an indicator lacks some.
func (l layout) wantChecked(t *testing.T, args []string) {
	t.Helper()
	code, checked, _ := runKPI(t, append([]string{"check", "--lang", "en"}, args...)...)
	if wants := strings.Contains(l.notes, "column-unused"); code != exitDone && (code != exitFellShort || !wants) {
		t.Errorf("exit code %d", code)
	}
	var notes []string
	for line := range strings.SplitSeq(checked, "\n") {
		if text, ok := strings.CutPrefix(strings.TrimPrefix(line, "warning "), "note "); ok || strings.HasPrefix(line, "warning ") {
			notes = append(notes, strings.ReplaceAll(text, ":", ""))
		}
	}
	if got := strings.Join(notes, ", "); got != l.notes {
		t.Errorf("notes\n got %s\nwant %s", got, l.notes)
	}
	if want := "\n" + l.name + ": " + l.lines + "\n"; !strings.Contains(checked, want) {
		t.Errorf("lines: want %s in\n%s", l.lines, checked)
	}
}

// wantCounts wants the counts of a unit in a report.
func (l layout) wantCounts(t *testing.T, report string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(report)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]string{}
	for _, row := range rows[1:] {
		if strings.Join(row[:3], ",") != l.unit {
			continue
		}
		for i, id := range rows[0] {
			counts[id] = row[i]
		}
	}
	for pair := range strings.SplitSeq(l.counts, ", ") {
		id, count, _ := strings.Cut(pair, " ")
		if counts[id] != count {
			t.Errorf("%s: %s is %q, want %s", l.unit, id, counts[id], count)
		}
	}
}

// Every form has its plain table, and every table its form.
func TestLayoutsHaveTwins(t *testing.T) {
	for folder, count := range map[string]int{"": len(layouts()) + 2, "clean": len(layouts())} { // the README and the folder
		entries, err := os.ReadDir(filepath.Join("../../testdata/forms", folder))
		if err != nil || len(entries) != count {
			t.Errorf("%d entries in forms/%s, want %d: %v", len(entries), folder, count, err)
		}
	}
}
