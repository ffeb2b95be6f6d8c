package main

import (
	"strings"
	"testing"
)

// reformed writes exports of May and August 2025 with lists of units and of what became
// of them: Một and Hai merged, Năm was divided.
func reformed(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	units := write(t, dir, "units.csv", `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
178,Huyện An,district,20,,2025-06-30
1,Xã Một,commune,178,,2025-06-30
2,Xã Hai,commune,178,,2025-06-30
5,Xã Năm,commune,178,,2025-06-30
11,Xã Một,commune,20,2025-07-01,
13,Xã Nửa,commune,20,2025-07-01,
14,Xã Nửa Kia,commune,20,2025-07-01,
`)
	successors := write(t, dir, "successors.csv", "old_code,new_code,share\n1,11,whole\n2,11,whole\n5,13,part\n5,14,part\n")
	old, now := t.TempDir(), t.TempDir()
	write(t, old, "counts.csv", "period,district,commune,resolved_in_time,resolved_late\n"+
		"2025-05,An,Xã Một,8,2\n2025-05,An,Xã Hai,9,1\n2025-05,An,Xã Năm,7,3\n")
	write(t, old, "tasks.csv", "period,district,commune,tasks_assigned,tasks_on_time\n2025-05,An,Xã Một,10,9\n")
	write(t, now, "counts.csv", "period,commune,resolved_in_time,resolved_late\n"+
		"2025-08,Xã Một,18,2\n2025-08,Xã Nửa,5,5\n2025-08,Xã Nửa Kia,5,5\n")
	write(t, now, "tasks.csv", "period,commune,tasks_assigned,tasks_on_time\n2025-08,Xã Một,10,8\n")
	return []string{"compare", old, now, "--units", units, "--successors", successors}
}

// A unit whose tasks cannot be carried over is still compared by its dossiers, and a
// district that has only one side of a divided unit is not compared.
func TestCompareWhatIsComparable(t *testing.T) {
	args := reformed(t)
	code, out, errs := runKPI(t, append(args, "-k", "on_time,tasks_on_time", "-f", "csv")...)
	for _, want := range []string{
		",Xã Một,on_time,17,20,85.000000,18,20,90.000000,5.000000,1,1,0,both,both,\n",
		`,Xã Một,tasks_on_time,,,,8,10,80.000000,,,,,new,not-comparable,"not comparable: no rows of Xã Hai, Huyện An"` + "\n",
		`,Xã Nửa,on_time,,,,5,10,50.000000,,,,,new,not-comparable,"not comparable: took in a part of Xã Năm, Huyện An"` + "\n",
	} {
		if code != exitDone || !strings.Contains(out, want) {
			t.Errorf("code %d: no %s in\n%s", code, want, out)
		}
	}
	if want := "/tasks.csv:2: warning unit-partial: Xã Một is not added up for 2025-05: no rows of tasks of Xã Hai"; !strings.Contains(errs, want) {
		t.Errorf("no %s in\n%s", want, errs)
	}
	_, out, _ = runKPI(t, append(args, "-k", "on_time", "-f", "csv", "-q", "--by", "district")...)
	if want := "\n" + `,on_time,17,20,85.000000,28,40,70.000000,,,,,old,not-comparable,"not comparable: took in a part of Xã Năm, Huyện An"` + "\n"; !strings.Contains(out, want) {
		t.Errorf("no %s in\n%s", want, out)
	}
	_, out, _ = runKPI(t, append(args, "-k", "on_time", "-f", "csv", "-q", "--by", "province")...)
	if want := "\n,on_time,24,30,80.000000,28,40,70.000000,-10.000000,1,1,0,,both,\"rows of other units in the two periods, or a unit lacks months\"\n"; !strings.Contains(out, want) {
		t.Errorf("no %s in\n%s", want, out)
	}
}

// Machine formats have reasons in English, the Vietnamese sheet in Vietnamese, whatever the locale.
func TestReasonsAreInOneLanguage(t *testing.T) {
	args := append(reformed(t), "-k", "on_time", "-q", "-f")
	for _, locale := range []string{"C", "vi_VN.UTF-8"} {
		t.Setenv("LC_ALL", locale)
		for format, want := range map[string]string{
			"csv": "not comparable: took in a part of Xã Năm", "json": "not comparable: took in a part of Xã Năm",
			"csv-vi": "không so sánh được: nhập từ một phần của Xã Năm",
		} {
			if _, out, _ := runKPI(t, append(args, format)...); !strings.Contains(out, want) {
				t.Errorf("%s as %s: no %s in\n%s", locale, format, want, out)
			}
		}
	}
}

// A side of which --unit leaves no rows still has its period, and nothing is missed there.
func TestCompareOfOneSide(t *testing.T) {
	code, out, errs := runKPI(t, append(reformed(t), "-k", "on_time", "--unit", "Xã Nửa", "-f", "markdown")...)
	if code != exitDone || !strings.Contains(out, "· 2025-08 compared with 2025-05 ·") || strings.Contains(out+errs, "lacks") {
		t.Errorf("code %d: %s\n%s", code, errs, out)
	}
}

// Two sides of one period have different names in every format.
func TestCompareOfOnePeriod(t *testing.T) {
	dir := t.TempDir()
	first := write(t, dir, "first.csv", onTime+"2024-06,Bắc Sơn,8,2\n")
	second := write(t, dir, "second.csv", onTime+"2024-06,Bắc Sơn,9,1\n")
	code, out, errs := runKPI(t, "compare", first, second, "-k", "on_time", "-f", "csv-vi")
	if code != exitDone || !strings.Contains(out, ";trước: Tử số;trước: Mẫu số;trước (%);sau: Tử số;sau: Mẫu số;sau (%);Thay đổi;Hạng, trước;Hạng, sau;") {
		t.Errorf("code %d: %s\n%s", code, errs, out)
	}
	code, _, errs = runKPI(t, "compare", "-", "-", "-k", "on_time")
	if code != exitTrouble || !strings.Contains(errs, "- can be one side only") {
		t.Errorf("code %d: %s", code, errs)
	}
}

// A change between rows of different units has a mark, also where a unit is on both sides but
// counts nothing of the indicator's on one of them.
func TestCompareMarksOtherUnits(t *testing.T) {
	dir := t.TempDir()
	dossiers := write(t, dir, "dossiers.csv", "period,district,resolved_in_time,resolved_late\n"+
		"2024-05,Bắc Sơn,99,1\n2024-05,Bình Gia,98,2\n2024-06,Bắc Sơn,98,1\n2024-06,Bình Gia,97,2\n")
	officials := write(t, dir, "officials.csv", "period,district,officials,officials_qualified\n2024-05,Bắc Sơn,10,9\n2024-06,Bắc Sơn,11,10\n2024-06,Bình Gia,10,3\n")
	code, out, errs := runKPI(t, "compare", dossiers, officials, "--period", "2024-05", "--with", "2024-06", "-k", "officials_qualified,on_time", "-f", "markdown", "--notes")
	for _, want := range []string{
		"| Bắc Sơn | 90.9%° (10/11) | 90.0%° (9/10) | +0.9 | 1 | 1 | 0 |\n",
		"| Total | 61.9%° (13/21) | 90.0%° (9/10) | -28.1† |  |  |  |\n",
		"| Total | 98.5% (195/198) | 98.5% (197/200) | 0.0 |  |  |  |\n",
		"† The period before has rows of other units than this one, or a unit lacks months.",
		`the total of "Officials qualified" (2024-05) covers only 1 of 2 rows`,
	} {
		if code != exitDone || !strings.Contains(out, want) {
			t.Errorf("code %d: no %s in\n%s%s", code, want, out, errs)
		}
	}
	old := write(t, dir, "old.csv", "period,district,level,resolved_in_time,resolved_late\n"+
		"2024-05,Bắc Sơn,district,10,10\n2024-05,Bắc Sơn,commune,90,10\n2024-05,Bình Gia,commune,10,10\n")
	now := write(t, dir, "now.csv", "period,district,level,resolved_in_time,resolved_late\n2024-06,Bắc Sơn,commune,90,10\n2024-06,Bình Gia,commune,11,10\n")
	_, out, _ = runKPI(t, "compare", old, now, "-k", "on_time", "-f", "csv", "-q")
	for _, want := range []string{
		"\nBắc Sơn,on_time,100,120,83.333333,90,100,90.000000,6.666667,1,1,0,,both,\"rows of other units in the two periods, or a unit lacks months\"\n",
		"\nBình Gia,on_time,10,20,50.000000,11,21,52.380952,2.380952,2,2,0,both,both,\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

// A comparison and a trend name the targets that they judge by, as a report does.
func TestStudiesNameTargets(t *testing.T) {
	dir := t.TempDir()
	counts := write(t, dir, "counts.csv", "period,district,resolved_in_time,resolved_late\n"+
		"2024-05,Bắc Sơn,90,10\n2024-05,Bình Gia,98,2\n2024-06,Bắc Sơn,91,9\n2024-06,Bình Gia,97,3\n")
	targets := write(t, dir, "targets.csv", "indicator,level,unit,target\non_time,,,90\non_time,,Bình Gia,98.5\n")
	want := "\nTargets: On time of resolved ≥ 90; On time of resolved ≥ 98.5 (Bình Gia)\n"
	for _, args := range [][]string{{"trend"}, {"compare", "--period", "2024-05", "--with", "2024-06"}, {"report"}} {
		code, out, errs := runKPI(t, append(args, counts, "-k", "on_time", "--targets", targets, "-f", "markdown", "-q")...)
		if code != exitDone || strings.Count(out, want) != 1 {
			t.Errorf("%s, code %d: no %s in\n%s%s", args[0], code, want, out, errs)
		}
	}
}
