package catalog_test

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/table"
)

// profileTexts writes a profile as "4 | group | online | 6 | full-at 50 | zero | from".
func profileTexts(p *kpi.Profile) []string {
	var texts []string
	for _, c := range p.Components {
		texts = append(texts, fmt.Sprintf("%d | %s | %s | %s | %s | %s | %s", c.Place.Line, dash(c.Group), c.Indicator, c.Most, c.Rule, dash(c.Zero.String()), dash(c.From.String())))
	}
	return texts
}

func TestProfile(t *testing.T) {
	for text, want := range map[string][]string{
		"group,indicator,points,rule,zero,valid_from\nTiến độ,on_time,20,linear,0,2026-01-01\n\n,online,2.50,full-at 87.5,,\nTiến độ,on_time,10,linear,10,\n": {
			"2 | Tiến độ | on_time | 20 | linear | 0 | 2026-01-01", "4 | - | online | 2.5 | full-at 87.5 | - | -", "5 | Tiến độ | on_time | 10 | linear | 10 | -"},
		"\ufeffrule;points;indicator\r\nlinear;6;online\r\n": {"2 | - | online | 6 | linear | - | -"},
	} {
		p, err := load(t).ReadProfile("p.csv", []byte(text))
		if err != nil || p.Name != "p.csv" {
			t.Fatal(err)
		}
		wantLines(t, profileTexts(p), want)
	}
}

func TestProfileFaults(t *testing.T) {
	const header = "group,indicator,points,rule,zero,valid_from\n"
	const rule = ` is not a rule: want linear, or full-at with a percentage above 0, such as full-at 80`
	const number = ` is not a number of points: want a number such as 20 or 2.5`
	for _, tt := range []struct{ text, want, vi string }{
		{header + ",ontime,20,linear,,\n", `p.csv:2:2 (indicator): no indicator "ontime"`, `không có chỉ số "ontime"`},
		{header + ",late,20,linear,,\n", `p.csv:2:2 (indicator): late is a count, not a rate: it cannot be scored`, `late là số lượng, không phải tỷ lệ: không tính điểm được`},
		{header + "\n,on_time,,linear,,\n", `p.csv:3:3 (points): ""` + number, `"" không phải là số điểm: phải ghi số như 20 hoặc 2.5`},
		{header + ",on_time,-2,linear,,\n", `p.csv:2:3 (points): "-2"` + number, ``},
		{"points;indicator;rule\n2,5;on_time;linear\n", `p.csv:2:1 (points): "2,5"` + number, ``},
		{header + ",on_time,0,linear,,\n", `p.csv:2:3 (points): no points can be earned: want more than 0`, `không có điểm nào để tính: phải lớn hơn 0`},
		{header + ",on_time,20,steps,,\n", `p.csv:2:4 (rule): "steps"` + rule, `"steps" không phải là quy tắc: phải ghi linear, hoặc full-at với tỷ lệ phần trăm lớn hơn 0, ví dụ full-at 80`},
		{header + ",on_time,20,full-at 0,,\n", `p.csv:2:4 (rule): "full-at 0"` + rule, ``},
		{header + ",on_time,20,full-at -5,,\n", `p.csv:2:4 (rule): "full-at -5"` + rule, ``},
		{header + ",on_time,20,linear,x,\n", `p.csv:2:5 (zero): "x"` + number, ``},
		{header + ",on_time,2.5,linear,2.51,\n", `p.csv:2:5 (zero): 2.51 is more than 2.5, the most that the row earns`, `2.51 lớn hơn 2.5 là số điểm tối đa của dòng`},
		{header + ",on_time,20,linear,,2026\n", `p.csv:2:6 (valid_from): "2026" is not a date: want 2024-12-31`, ``},
		{header + ",on_time,20,linear,,31/12/2026\n", `p.csv:2:6 (valid_from): "31/12/2026" is not a date: want 2024-12-31`, ``},
		{header + "A,on_time,20,linear,,2026-01-01\n,online,1,linear,,\nB,on_time,10,linear,,2026-01-01\n", `p.csv:4:2 (indicator): the same indicator and date are on line 2`,
			`cùng chỉ số và ngày đã có ở dòng 2`},
		{header + ",on_time,20,linear,,\n,on_time,20,linear,,\n", `p.csv:3:2 (indicator): the same indicator and date are on line 2`, ``},
		{header, `p.csv: the table is empty`, `bảng rỗng`},
		{"group,indicator,points\n", `p.csv:1 (rule): the column is missing: want group,indicator,points,rule,zero,valid_from`, ``},
		{"indicator,points,rule,max\n", `p.csv:1:4 (max): not a column of this table: want group,indicator,points,rule,zero,valid_from`, ``},
	} {
		p, err := load(t).ReadProfile("p.csv", []byte(tt.text))
		var refused *table.Error
		if err == nil || err.Error() != tt.want || !errors.As(err, &refused) || p != nil {
			t.Errorf("%q:\n got %v\nwant %s", tt.text, err, tt.want)
			continue
		}
		if tt.vi == "" {
			continue
		}
		place := tt.want[:len(tt.want)-len(refused.Fault.Error())]
		if got := catalog.ErrorText(err, kpi.Vietnamese); got != place+tt.vi {
			t.Errorf("got %s\nwant %s", got, place+tt.vi)
		}
	}
}

// The example for Decision 766 is a profile, and covers a part of each group.
func TestExampleProfile(t *testing.T) {
	const name = "../../testdata/scores/decision-766.csv"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := load(t).ReadProfile(name, data)
	if err != nil {
		t.Fatal(err)
	}
	most := p.Most()
	var got []string
	for i, group := range p.Groups() {
		got = append(got, group+" "+most.Groups[i].String())
	}
	wantLines(t, append(got, most.Sum.String()), []string{"Tiến độ giải quyết 20", "Dịch vụ công trực tuyến 10", "Thanh toán trực tuyến 10", "Số hóa hồ sơ 12", "52"})
}

// Points grow with the rate: what is better the lower it is would earn the most where it
// is worst.
func TestProfileOfWhatIsBetterLower(t *testing.T) {
	c := load(t, indicators("late_rate,resolved_late,resolved,lower,no,,A,B,C\n"))
	_, err := c.ReadProfile("p.csv", []byte("indicator,points,rule\nlate_rate,20,linear\n"))
	for lang, want := range map[kpi.Lang]string{
		kpi.English:    "p.csv:2:1 (indicator): late_rate is better the lower it is, and points grow with the rate: it cannot be scored",
		kpi.Vietnamese: "p.csv:2:1 (indicator): late_rate càng thấp càng tốt, còn điểm tăng theo tỷ lệ: không tính điểm được",
	} {
		if err == nil || catalog.ErrorText(err, lang) != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}
