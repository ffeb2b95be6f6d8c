package catalog_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/table"
)

// targets reads a table of targets and applies it to some units.
func targets(t *testing.T, text string) ([]kpi.Target, []kpi.Finding) {
	t.Helper()
	c := load(t)
	ts, err := c.ReadTargets("targets.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return ts.For(someUnits())
}

// targetTexts writes targets as "on_time commune Bình Gia / Hòa Bình >= 98".
func targetTexts(list []kpi.Target) []string {
	var texts []string
	for _, t := range list {
		unit := "-"
		if t.Unit != nil {
			unit = t.Unit.Name()
		}
		texts = append(texts, fmt.Sprintf("%s | %s | %s | %s", t.Indicator, dash(t.Level.String()), unit, t.Threshold))
	}
	return texts
}

func TestTargets(t *testing.T) {
	got, findings := targets(t, "indicator,level,unit,target\n"+
		"on_time,,,98\non_time,commune,,97.5\n\non_time,district,, 99 \nlate,,Huyện Bình Gia,0\nonline,,Hữu Lũng/Hoà Bình,80\nonline,commune,Tân Thành,0.5%\n")
	wantLines(t, targetTexts(got), []string{
		"on_time | - | - | 98", "on_time | commune | - | 97.5", "on_time | district | - | 99", "late | - | Bình Gia | 0",
		"online | - | Hữu Lũng / Hòa Bình | 80", "online | commune | Hữu Lũng / Tân Thành | 0.5",
	})
	if findings != nil {
		t.Errorf("findings %+v", findings)
	}
	if u := got[4].Unit; u == nil || *u != (kpi.Unit{Province: "Lạng Sơn", District: "Hữu Lũng", Commune: "Hòa Bình"}) {
		t.Errorf("the unit is %+v", u)
	}
}

// Level and unit may be left out, and the columns may have any order.
func TestTargetColumns(t *testing.T) {
	for _, text := range []string{
		"indicator,target\non_time,98\n", "target,indicator\n98,on_time\n", "\ufefftarget;unit;indicator;level\r\n98;;on_time;\r\n",
	} {
		if got, findings := targets(t, text); !slices.Equal(targetTexts(got), []string{"on_time | - | - | 98"}) || findings != nil {
			t.Errorf("%q: %q, %v", text, targetTexts(got), findings)
		}
	}
	if got, findings := targets(t, "indicator,level,unit,target\n"); got != nil || findings != nil {
		t.Errorf("no rows: %q, %v", targetTexts(got), findings)
	}
}

// A table may have Vietnamese headers, levels and numbers, and the labels of indicators.
func TestTargetsInVietnamese(t *testing.T) {
	want := []string{"on_time | commune | - | 97.5", "digitised | - | Bình Gia | 98", "late | - | - | 0", "online | - | - | 80"}
	const rows = "on_time;cấp xã;;≥ 97,5\nTỷ lệ hồ sơ được số hóa;;Bình Gia;98 %\nlate;;;≤0\nSubmitted online;;;>= 80,0%\n"
	for _, header := range []string{"Chỉ tiêu;Cấp;Đơn vị;Mục tiêu", "CHỈ SỐ;Cấp;Tên đơn vị;Chỉ tiêu", "Mã chỉ tiêu;Cấp;Đơn vị;Ngưỡng"} {
		got, findings := targets(t, header+"\n"+strings.Replace(rows, "80,0%", "80%", 1))
		if wantLines(t, targetTexts(got), want); findings != nil {
			t.Errorf("%s: findings %+v", header, findings)
		}
	}
}

// A rate of at most 1 or of more than 100 percent asks, unless a sign shows that it is small.
func TestTargetsThatAsk(t *testing.T) {
	for text, asks := range map[string]bool{
		"on_time,0.95": true, "on_time,1": true, "on_time,950": true, "on_time,100.1": true, "on_time,\"0,95\"": true, "on_time,0": true, "on_time,950%": true,
		"on_time,1.1": false, "on_time,100": false, "on_time,0.5%": false, "late,0": false, "late,950": false, "late,1": false,
	} {
		got, findings := targets(t, "indicator,target\n"+text+"\n")
		if len(got) != 1 || asks != (len(findings) == 1) {
			t.Errorf("%s: %q, findings %+v", text, targetTexts(got), findings)
		}
		if asks && (findings[0].Code != kpi.TargetScale || findings[0].Place.Line != 2 || findings[0].Place.Column != 2) {
			t.Errorf("%s: %+v", text, findings)
		}
	}
}

func TestTargetFaults(t *testing.T) {
	const header = "indicator,level,unit,target\n"
	for _, tt := range []struct{ text, want string }{
		{header + "on_time,,,98\nontime,,,98\n", `targets.csv:3:1 (indicator): no indicator "ontime"`},
		{header + ",,,98\n", `targets.csv:2:1 (indicator): no indicator ""`},
		{header + "on_time,phòng,,98\n", `targets.csv:2:2 (level): "phòng" is not a level: want province, district or commune`},
		{header + "on_time,,,98%%\n", `targets.csv:2:4 (target): "98%%" is not a threshold: want a number such as 98 or 97.5`},
		{header + "on_time,,,> 98\n", `targets.csv:2:4 (target): "> 98" is not a threshold: want a number such as 98 or 97.5`},
		{header + "on_time,,,≤ 98\n", `targets.csv:2:4 (target): "≤ 98" has the wrong sign: a target of on_time is ≥ a number`},
		{header + "late,,,>=98\n", `targets.csv:2:4 (target): ">=98" has the wrong sign: a target of late is ≤ a number`},
		{header + "late,,,98%\n", `targets.csv:2:4 (target): "98%" is a percentage, but late is a count`},
		{header + "late,,,1.200\n", `targets.csv:2:4 (target): "1.200" may have a group mark or a fraction: write it without a mark`},
		{header + "late,,,\"1,200\"\n", `targets.csv:2:4 (target): "1,200" may have a group mark or a fraction: write it without a mark`},
		{header + "on_time,,,\n", `targets.csv:2:4 (target): "" is not a threshold: want a number such as 98 or 97.5`},
		{header + "on_time,,,-1\n", `targets.csv:2:4 (target): "-1" is not a threshold: want a number such as 98 or 97.5`},
		{"indicator;level;unit;target\non_time;;;9,7,5\n", `targets.csv:2:4 (target): "9,7,5" is not a threshold: want a number such as 98 or 97.5`},
		{header + "on_time,,,98\n\non_time,,,98\n", `targets.csv:4:1 (indicator): the same indicator, level and unit are on line 2`},
		{header + "on_time,,Hòa Bình,98\non_time,,HOÀ  BÌNH,99\n", `targets.csv:3:1 (indicator): the same indicator, level and unit are on line 2`},
		{"target,indicator\n98,on_time\n99,on_time\n", `targets.csv:3:2 (indicator): the same indicator, level and unit are on line 2`},
		{"indicator,level,unit\n", `targets.csv:1 (target): the column is missing: want indicator,level,unit,target`},
		{"indicator,district,target\n", `targets.csv:1:2 (district): not a column of this table: want indicator,level,unit,target`},
		{header + "on_time,98\n", `targets.csv:2: the row has 2 cells, the header 4`},
		{"", `targets.csv: the table is empty`},
	} {
		ts, err := load(t).ReadTargets("targets.csv", []byte(tt.text))
		var refused *table.Error
		if err == nil || err.Error() != tt.want || !errors.As(err, &refused) || ts != nil {
			t.Errorf("%q:\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
	// Rows that differ in one of the three are different targets.
	if _, err := load(t).ReadTargets("t", []byte(header+"on_time,,,98\non_time,commune,,98\nonline,,,98\non_time,,Tân Thành,98\n")); err != nil {
		t.Error(err)
	}
}

// A target whose unit is not one unit of the files is a finding with its place.
func TestTargetsUnused(t *testing.T) {
	got, findings := targets(t, "indicator,target,unit\non_time,98,\non_time,99,Đà Lạt\n\non_time,99,Hòa Bình\nlate,0,Bình Gia/Tân Thành\n")
	wantLines(t, targetTexts(got), []string{"on_time | - | - | 98"})
	want := []kpi.Finding{
		{Code: kpi.TargetUnused, Place: kpi.Place{File: "targets.csv", Line: 3, Column: 3, Header: "unit", Text: "Đà Lạt"}},
		{Code: kpi.TargetUnused, Place: kpi.Place{File: "targets.csv", Line: 5, Column: 3, Header: "unit", Text: "Hòa Bình"}},
		{Code: kpi.TargetUnused, Place: kpi.Place{File: "targets.csv", Line: 6, Column: 3, Header: "unit", Text: "Bình Gia/Tân Thành"}},
	}
	if len(findings) != len(want) {
		t.Fatalf("findings %+v", findings)
	}
	for i, f := range findings {
		if f.Code != want[i].Code || f.Place != want[i].Place {
			t.Errorf("got %+v, want %+v", f, want[i])
		}
	}
	message, remedy := load(t).Messages.Message(findings[1], kpi.English)
	if message != `the target was not used: "Hòa Bình" is not one unit of these files (Bình Gia / Hòa Bình, Hữu Lũng / Hòa Bình)` ||
		remedy != "write the name as in the files, a commune as district/commune" {
		t.Errorf("got %s; %s", message, remedy)
	}
}

// Two rows that name one unit in two ways must not both count: which of them
// judged would depend on the order of rows.
func TestOneTargetForOneUnit(t *testing.T) {
	c := load(t)
	for _, pair := range [][2]string{
		{"Bình Gia", "Huyện Bình Gia"}, {"H.Bình Gia", "UBND huyện Bình Gia"}, {"Tân Thành", "Hữu Lũng/Tân Thành"}, {"Hữu Lũng/Tân Thành", "Hữu Lũng / Xã Tân Thành"},
	} {
		text := fmt.Sprintf("indicator,unit,target\non_time,%s,98\non_time,%s,90\n", pair[0], pair[1])
		ts, err := c.ReadTargets("targets.csv", []byte(text))
		if err != nil {
			continue // refused: good
		}
		got, findings := ts.For(someUnits())
		if len(got) > 1 || len(got)+len(findings) != 2 {
			t.Errorf("%q: targets %q, findings %v", pair, targetTexts(got), findings)
		}
	}
}
