package input

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// A cell of percentages agrees where it shows any indicator of its family, rounded
// or cut, as a percentage or as a fraction of 1.
func TestPercentagesOfRows(t *testing.T) {
	const (
		most  = "497,500,1000" // 99.4 % of those resolved, 49.7 % of those received
		other = "159,160,1000" // 99.375 % and 15.9 %
		all   = "5,5,10"
		half  = "5,10,20"
		zero  = "0,5,10"
		none  = "0,0,10"
	)
	for counts, cells := range map[string][2][]string{
		most:  {{"99,4", "99.4", "99,4%", "99,40%", " 99,400 % ", "99", "99%", "0.994", "0,994", "0.99", "49,7", "49.70%", "50", "0.497"}, {"99,5", "99,41", "98", "100", "1", "0.9", "0,995", "49,6", "4,97", "994"}},
		other: {{"99,4", "99,3", "99,38", "99,37", "99,375", "99", "0.99375", "0.9938", "0.993", "15,9", "16", "15"}, {"99,5", "99,2", "99,39", "99,36", "100", "1", "0.995", "15,8"}},
		all:   {{"100", "100%", "100,0", "100,00%", "1", "1.0", "1,00", "50", "0.5"}, {"99,9", "10", "0", "0.1", "0.9", "2"}},
		half:  {{"50", "50,0%", "0.5", "0,50", "25", "0.25"}, {"5", "0.6", "49,9"}},
		zero:  {{"0", "0%", "0,0", "0.00"}, {"0,1", "1", "100"}},
		none:  {{"0", "0,00%"}, {"1", "100"}}, // nothing was resolved, but 0 % of what was received
	} {
		for i, want := range []string{"", "percent-disagrees 2:6"} {
			for _, cell := range cells[i] {
				got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader("period,district,resolved_in_time,resolved,received,Tỷ lệ đúng hạn\n2024-06,A,"+counts+",\""+cell+"\"\n"), Options{})
				if text := strings.ReplaceAll(found(got.Findings), "-:", ""); text != want {
					t.Errorf("%q of %s: %q, want %q", cell, counts, text, want)
				}
			}
		}
	}
}

// What cannot be compared is reported where it is no percentage, and passed over where
// nothing can be computed.
func TestPercentagesThatAreNotCompared(t *testing.T) {
	const head = "period,district,resolved_in_time,resolved,Tỷ lệ đúng hạn\n"
	const counted = "A 2024-06: resolved_in_time 4, resolved 5"
	cell := func(name, cell, findings string) readCase {
		return one(name, head+"2024-06,A,4,5,"+cell+"\n", findings, counted)
	}
	try(t, []readCase{
		cell("blank", "", ""),
		cell("a dash", "-", ""),
		cell("dots", "…", ""),
		cell("a fault of a workbook", "#DIV/0!", "percent-unread 2:5"),
		cell("a word", "đạt", "percent-unread 2:5"),
		cell("below zero", "-80", "percent-unread 2:5"),
		cell("groups", "\"1.080,5\"", "percent-unread 2:5"),
		cell("a sign alone", "%", "percent-unread 2:5"),
		cell("no digit before the mark", "\",8\"", "percent-unread 2:5"),
		cell("as it is", "80", ""),
		cell("wrong", "81", "percent-disagrees 2:5"),
		one("nothing to divide by", head+"2024-06,A,0,0,100\n", "", "A 2024-06: resolved_in_time 0, resolved 0"),
		one("a count is missing", head+"2024-06,A,4,,99\n", "count-missing 2:4", "A 2024-06: resolved_in_time 4, resolved ?"),
		one("no column to compute it from", "period,district,received,Tỷ lệ đúng hạn\n2024-06,A,4,99\n", "", "A 2024-06: received 4"),
		one("of an indicator that is not known", "period,district,received,Tỷ lệ hài lòng\n2024-06,A,4,x\n", "column-percent 1:4", "A 2024-06: received 4"),
		one("computed from parts", "period,district,resolved_early,resolved_on_time,resolved_late,Tỷ lệ đúng hạn\n2024-06,A,1,3,1,80\n2024-06,B,1,3,1,75\n", "percent-disagrees 3:6",
			"A 2024-06: resolved_early 1, resolved_on_time 3, resolved_late 1; B 2024-06: resolved_early 1, resolved_on_time 3, resolved_late 1"),
		one("of another family", "period,district,resolved_in_time,resolved,received,received_online,Tỷ lệ nộp trực tuyến\n2024-06,A,4,5,10,3,80\n", "percent-disagrees 2:7",
			"A 2024-06: received_online 3, received 10, resolved_in_time 4, resolved 5"),
		one("two columns", "period,district,resolved_in_time,resolved,Tỷ lệ đúng hạn,% Đúng hạn\n2024-06,A,4,5,80,79\n", "percent-disagrees 2:6", counted),
		one("of a total row", head+"2024-06,A,4,5,80\n,Tổng,4,5,99\n", "row-total 3 rows=1; percent-disagrees 3:5", counted),
		one("by the third definition", "period,district,resolved_in_time,resolved,pending_in_time,caseload,Tỷ lệ đúng hạn\n2024-06,A,4,5,3,8,\"87,5\"\n", "",
			"A 2024-06: caseload 8, resolved_in_time 4, resolved 5, pending_in_time 3"),
	})
}

// A percentage that disagrees is reported with that of the counts, to as many decimals.
func TestPercentagesAreReported(t *testing.T) {
	for cell, want := range map[string]string{"98": "99.4", "98,1": "99.4", "98,25": "99.38", "98,2500001": "99.375000"} {
		got := read(t, files{"a.csv": "period,district,resolved_in_time,resolved,Tỷ lệ đúng hạn\n2024-06,A,159,160,\"" + cell + "\"\n"}, Options{})
		reported := argsOf(got.Findings, kpi.PercentDisagrees, "indicator", "fraction", "percent")
		reported = strings.ReplaceAll(reported, kpi.NumberKey(want), want)
		if reported != "2:5 on_time 159/160 "+want {
			t.Errorf("%s: %q", cell, reported)
		}
	}
}
