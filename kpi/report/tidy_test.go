package report_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// written writes a tidy table plainly, with ? for what is not known.
func written(t *report.Tidy) string {
	var lines []string
	line := func(cells []string) { lines = append(lines, strings.Join(cells, "|")) }
	var header []string
	for _, c := range t.Columns {
		header = append(header, c.ID)
	}
	line(header)
	for row := range t.Rows {
		var cells []string
		for i, c := range row {
			switch {
			case t.Columns[i].Unit == "":
				cells = append(cells, c.Text)
			case c.Count.Known:
				cells = append(cells, kpi.FormatCount(c.Count.Value, c.Count.Scale))
			default:
				cells = append(cells, "?")
			}
		}
		line(cells)
	}
	return strings.Join(lines, "\n")
}

func TestTidy(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		name string
		rows []string
		want string
	}{
		{"what is given, and no more", []string{"2024-06 | Tràng Định | received_online 5, received_offline 2, resolved ?", "2024-06 | Tràng Định/Xã Chi Lăng | received_online 0"},
			"period|district|commune|received_online|received_offline|resolved\n2024-06|Tràng Định||5|2|?\n2024-06|Tràng Định|Xã Chi Lăng|0|?|?"},
		{"periods as they are written", []string{"2024-05 | A | received 1", "2024-Q1 | A | received 2", "2023-11..2024-02 | B | received 3", "2023 | B | received 4"},
			"period|district|commune|received\n2024-Q1|A||2\n2024-05|A||1\n2023|B||4\n2023-11..2024-02|B||3"},
		{"a province and levels", []string{"2024-06 | Lạng Sơn: Tràng Định// | received 3", "2024-06 | Lạng Sơn: Tràng Định | received 5"},
			"period|province|district|commune|level|received\n2024-06|Lạng Sơn|Tràng Định||district|5\n2024-06|Lạng Sơn|Tràng Định||commune|3"},
		{"a province as a whole says its level", []string{"2024-06 |  | received 5"}, "period|district|commune|level|received\n2024-06|||province|5"},
		{"several things", []string{" | A | tasks_assigned 3, officials ?", " | B | officials 3"},
			"period|district|commune|things|tasks_assigned|officials\n|A||tasks; people|3|?\n|B||people|?|3"},
		{"several things in every row", []string{" | A | tasks_assigned 3, officials ?", " | B | officials 3, tasks_assigned 2"},
			"period|district|commune|tasks_assigned|officials\n|A||3|?\n|B||2|3"},
		{"days of procedures", []string{" | A | statutory_days 9, procedures 1"}, "period|district|commune|statutory_days|procedures\n|A||4.5|1"},
		{"days alone", []string{" | A | statutory_days 8"}, "period|district|commune|things|statutory_days\n|A||days|4"},
	} {
		if got := written(report.NewTidy(ledger(t, c, test.rows...), c.Messages, kpi.English, false)); got != test.want {
			t.Errorf("%s:\n got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// The kind of day is that of the files whose rows hold days, where they agree on one
// kind; and every place where counts begin is there.
func TestTidySources(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-06 | A | received 1, statutory_days 2, procedures 1", "2024-06 | B | received 1", "2024-06 | C | statutory_days 3, procedures 1",
		"2024-06 | D | statutory_days 3, procedures 1")
	l.Files = []kpi.File{{Name: "a.csv"}, {Name: "b.csv", DayKind: "working"}, {Name: "c.csv", DayKind: "hours"}}
	for i, origins := range [][]kpi.Origin{{{File: 0, Line: 2}, {File: 1, Line: 9}}, {{File: 1, Line: 3}}, {{File: 1, Line: 4}, {File: 2, Line: 5}}, {{File: 2, Line: 7}}} {
		l.Entries[i].Origins = origins
	}
	table := report.NewTidy(l, c.Messages, kpi.Vietnamese, true)
	want := "period|district|commune|things|day_kind|received|statutory_days|procedures|source_file|source_line\n" +
		"2024-06|A||dossiers; days; procedures|working|1|1|1|a.csv; b.csv|2; 9\n" +
		"2024-06|B||dossiers||1|?|?|b.csv|3\n" +
		"2024-06|C||days; procedures||?|1.5|1|b.csv; c.csv|4; 5\n" +
		"2024-06|D||days; procedures|hours|?|1.5|1|c.csv|7"
	if got := written(table); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	got := fmt.Sprint(table.Columns[0], table.Columns[5], table.Columns[9])
	if want := "{period Kỳ báo cáo key } {received Tiếp nhận trong kỳ flow dossiers} {source_line Dòng nguồn source }"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	inWords := "2024-06|A||hồ sơ; ngày; thủ tục|ngày làm việc|1|1|1|a.csv; b.csv|2; 9\n2024-06|B||hồ sơ||1|?|?|b.csv|3\n"
	if _, got, _ := strings.Cut(written(table.InWords(c.Messages, kpi.Vietnamese)), "\n"); !strings.HasPrefix(got, inWords) {
		t.Errorf("in words it is\n%s", got)
	}
	if len(table.Inputs) != 3 || table.Inputs[1].Name != "b.csv" {
		t.Errorf("inputs %+v", table.Inputs)
	}
}
