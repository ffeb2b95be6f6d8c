package units_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/units"
)

// langSon reads the shipped list, and what became of its units.
func langSon(t *testing.T, c *catalog.Catalog) *units.Successors {
	t.Helper()
	var texts [2]string
	for i, name := range []string{"langson.csv", "langson-successors-2025-07-01.csv"} {
		data, err := os.ReadFile("../../testdata/units/" + name)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(data)
	}
	return readSuccessors(t, c, texts[0], texts[1])
}

// rowsOf makes a ledger of rows "district/commune 2025-05: received 1, pending ?";
// each has a line of a file.
func rowsOf(t *testing.T, c *catalog.Catalog, lines ...string) *kpi.Ledger {
	t.Helper()
	var entries []*kpi.Entry
	for i, line := range lines {
		key, counts, _ := strings.Cut(line, ": ")
		space := strings.LastIndexByte(key, ' ')
		e := &kpi.Entry{Unit: unitOf(key[:space]), Origins: []kpi.Origin{{Line: i + 2, Rows: 1}}}
		if text := key[space+1:]; text != "" {
			e.Period = period(t, text)
		}
		for count := range strings.SplitSeq(counts, ", ") {
			id, text, _ := strings.Cut(count, " ")
			m, ok := c.Measures.Index(id)
			if n, err := strconv.ParseInt(text, 10, 64); err == nil && ok {
				_ = e.Tally.Give(m, n)
			} else {
				e.Tally.Lack(m)
			}
		}
		entries = append(entries, e)
	}
	l, err := kpi.NewLedger(c.Measures, []kpi.File{{Name: "a.csv"}}, entries)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// unitOf reads "district/commune".
func unitOf(name string) kpi.Unit {
	district, commune, isCommune := strings.Cut(name, "/")
	u := kpi.Unit{Province: "Lạng Sơn", District: district, Commune: commune, Level: kpi.District}
	if isCommune {
		u.Level = kpi.Commune
	}
	return u
}

// written returns the rows of a ledger as texts: the unit, the period, what is known, and the
// lines it comes from.
func written(l *kpi.Ledger, ids ...string) []string {
	var lines []string
	for _, e := range l.Entries {
		line := e.Unit.District + "/" + e.Unit.Commune + " " + e.Period.String() + ":"
		for _, id := range ids {
			i, _ := l.Measures.Index(id)
			text := "?"
			if v, ok := e.Tally.Value(i); ok {
				text = strconv.FormatInt(v, 10)
			}
			line += " " + text
		}
		line += " of"
		for _, o := range e.Origins {
			line += " " + strconv.Itoa(o.Line)
		}
		lines = append(lines, line)
	}
	return lines
}

// messages writes findings in English.
func messages(c *catalog.Catalog, findings []kpi.Finding) []string {
	var lines []string
	for _, f := range findings {
		message, _ := c.Messages.Message(f, kpi.English)
		lines = append(lines, fmt.Sprintf("%s %s: %s", f.Code, f.Place, message))
	}
	return lines
}

func period(t *testing.T, text string) kpi.Period {
	t.Helper()
	p, _, err := dates.Parse(text, kpi.Calendar{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func month(t *testing.T, text string) kpi.Month {
	t.Helper()
	return period(t, text).From
}

// carryCase is rows of a ledger, what they are after carrying over, and the findings.
type carryCase struct {
	name     string
	rows     []string
	want     []string
	findings []string
}

// test carries over to August 2025.
func (tt carryCase) test(t *testing.T, c *catalog.Catalog, s *units.Successors, ids ...string) {
	t.Helper()
	l := rowsOf(t, c, tt.rows...)
	before := written(l, ids...)
	carried, _, findings := s.Carry(l, month(t, "2025-08"), l.Units(), nil)
	if got := written(carried, ids...); !slices.Equal(got, tt.want) {
		t.Errorf("%s:\n got %s\nwant %s", tt.name, strings.Join(got, "\n     "), strings.Join(tt.want, "\n     "))
	}
	if got := messages(c, findings); !slices.Equal(got, tt.findings) {
		t.Errorf("%s:\n got %s\nwant %s", tt.name, strings.Join(got, "\n     "), strings.Join(tt.findings, "\n     "))
	}
	if got := written(l, ids...); !slices.Equal(got, before) {
		t.Errorf("%s: the ledger was changed", tt.name)
	}
}

func TestCarry(t *testing.T) {
	c := load(t)
	s := langSon(t, c)
	for _, tt := range []carryCase{
		{"merged, called as in the rows of after", []string{
			"/Quốc Khánh 2025-08: received 110, received_online 90",
			"Tràng Định/Đội Cấn 2025-05: received 30, received_online 10",
			"Tràng Định/Xã Tri Phương 2025-05: received 30, received_online 20",
			"Tràng Định/Quốc Khánh 2025-05: received 40, received_online 30",
		}, []string{"/Quốc Khánh 2025-05: 100 60 of 3 4 5", "/Quốc Khánh 2025-08: 110 90 of 2"}, nil},
		{"alone, called as in the list", []string{"Bình Gia/Hồng Phong 2025-05: received 4, received_online 1", "Bình Gia/Minh Khai 2025-05: received 6, received_online 2"},
			[]string{"/Xã Hồng Phong 2025-05: 10 3 of 2 3"}, nil},
		{"one gives the whole, one the parts", []string{
			"Bình Gia/Hồng Phong 2025-05: received 10",
			"Bình Gia/Minh Khai 2025-05: received_online 3, received_direct 2, received_postal 1",
		}, []string{"/Xã Hồng Phong 2025-05: 16 ? of 2 3"}, []string{`unit-incomplete a.csv:2: "Received online", "Received in person", "Received by post", "Received in person or by post" ` +
			"of Xã Hồng Phong in 2025-05 are not known: they are missing for Xã Hồng Phong, Huyện Bình Gia, which it took in"}},
		{"one without a row", []string{"Bình Gia/Hồng Phong 2025-05: received 10", "Bình Gia/Hồng Phong 2025-06: received 11", "Bình Gia/Minh Khai 2025-06: received 5"},
			[]string{"/Xã Hồng Phong 2025-06: 16 ? of 3 4", "Bình Gia/Hồng Phong 2025-05: 10 ? of 2"},
			[]string{"unit-partial a.csv:2: Xã Hồng Phong is not added up for 2025-05: no rows of dossiers of Xã Minh Khai, Huyện Bình Gia, which it took in; the counts of the others stay with the old units"}},
		{"a list of tasks says nothing of dossiers", []string{"Bình Gia/Hồng Phong 2025-05: received 10", "Bình Gia/Minh Khai 2025-05: tasks_assigned 5"},
			[]string{"Bình Gia/Hồng Phong 2025-05: 10 ? of 2", "Bình Gia/Minh Khai 2025-05: ? ? of 3"},
			[]string{"unit-partial a.csv:2: Xã Hồng Phong is not added up for 2025-05: no rows of dossiers of Xã Minh Khai, Huyện Bình Gia, which it took in; the counts of the others stay with the old units",
				"unit-partial a.csv:3: Xã Hồng Phong is not added up for 2025-05: no rows of tasks of Xã Hồng Phong, Huyện Bình Gia, which it took in; the counts of the others stay with the old units"}},
		{"dossiers of all, tasks of one", []string{"Bình Gia/Hồng Phong 2025-05: received 10, tasks_assigned 7", "Bình Gia/Minh Khai 2025-05: received 5"},
			[]string{"/Xã Hồng Phong 2025-05: 15 ? of 2 3", "Bình Gia/Hồng Phong 2025-05: ? ? of 2"},
			[]string{"unit-partial a.csv:2: Xã Hồng Phong is not added up for 2025-05: no rows of tasks of Xã Minh Khai, Huyện Bình Gia, which it took in; the counts of the others stay with the old units"}},
		{"agencies, all communes, no period and unknown units", []string{
			"Bình Gia 2025-05: received 1", "Bình Gia/Hồng Phong : received 2", "Bình Gia/Không Có 2025-05: received 3", " 2025-05: received 4",
		}, []string{"/ 2025-05: 4 ? of 5", "Bình Gia/ 2025-05: 1 ? of 2", "Bình Gia/Hồng Phong : 2 ? of 3", "Bình Gia/Không Có 2025-05: 3 ? of 4"}, nil},
		{"a period of before and after", []string{"Bình Gia/Hồng Phong 2025: received 1", "Bình Gia/Minh Khai 2025-H2: received 2"},
			[]string{"Bình Gia/Hồng Phong 2025: 1 ? of 2", "Bình Gia/Minh Khai 2025-H2: 2 ? of 3"},
			[]string{"unit-crosses a.csv:2: Bình Gia / Hồng Phong does not exist in all of 2025: its counts cannot be carried over to a successor"}},
		{"a year of the units at its end", []string{"/Hồng Phong 2025: received 30", "Bình Gia/Hồng Phong 2024: received 4", "Bình Gia/Minh Khai 2024: received 6"},
			[]string{"/Hồng Phong 2024: 10 ? of 3 4", "/Hồng Phong 2025: 30 ? of 2"}, nil},
		{"one that ended before the table begins", []string{"Tràng Định/Đại Đồng 2024-06: received 1"}, []string{"Tràng Định/Đại Đồng 2024-06: 1 ? of 2"},
			[]string{"unit-ended a.csv:2: Xã Đại Đồng, Huyện Tràng Định ended in 2024-12, and the table of successors does not say what became of it: its counts stay with it"}},
		{"one that took in a unit of unknown origin", []string{"Tràng Định/Chí Minh 2024-06: received 1", "Tràng Định/Chi Lăng 2024-06: received 2"},
			[]string{"Tràng Định/Chi Lăng 2024-06: 2 ? of 3", "Tràng Định/Chí Minh 2024-06: 1 ? of 2"},
			[]string{"unit-begun a.csv:3: Thị trấn Thất Khê, Huyện Tràng Định began in 2025-01, and the table of successors does not say whom it took in: " +
				"counts before then stay with the old units"}},
	} {
		tt.test(t, c, s, "received", "received_online")
	}
}

// TestCarryNames: a name is of the unit that has it in the period, in the district.
func TestCarryNames(t *testing.T) {
	c := load(t)
	s := langSon(t, c)
	for _, tt := range []carryCase{
		{"three of one name", []string{
			"Tràng Định/Chi Lăng 2025-05: received 1", "Tràng Định/Chí Minh 2025-05: received 10", "Tràng Định/Thất Khê 2025-05: received 100",
			"Chi Lăng/Xã Chi Lăng 2025-05: received 2", "Chi Lăng/Thị trấn Chi Lăng 2025-05: received 20", "Chi Lăng/Đồng Mỏ 2025-05: received 200",
			"/Chi Lăng 2025-08: received 7", "/Thất Khê 2025-08: received 8",
		}, []string{"/Chi Lăng 2025-05: 222 of 5 6 7", "/Chi Lăng 2025-08: 7 of 8", "/Thất Khê 2025-05: 111 of 2 3 4", "/Thất Khê 2025-08: 8 of 9"}, nil},
		{"a town and a commune", []string{"Đình Lập/Đình Lập 2025-05: received 1"}, []string{"Đình Lập/Đình Lập 2025-05: 1 of 2"},
			[]string{`unit-ambiguous a.csv:2: "Đình Lập" may be Thị trấn Đình Lập, Huyện Đình Lập, Tỉnh Lạng Sơn until 30/06/2025; Xã Đình Lập, Huyện Đình Lập, Tỉnh Lạng Sơn until 30/06/2025`}},
	} {
		tt.test(t, c, s, "received")
	}
}

// TestCarryDivided: all that went to a unit that took in a part stays, and the new
// units are returned with the reasons.
func TestCarryDivided(t *testing.T) {
	c := load(t)
	s := langSon(t, c)
	l := rowsOf(t, c, "Đình Lập/Xã Đình Lập 2025-05: received 1", "Đình Lập/Bính Xá 2025-05: received 2", "Đình Lập/Kiên Mộc 2025-05: received 4",
		"Đình Lập/Cường Lợi 2025-05: received 8", "Đình Lập/Lâm Ca 2025-05: received 16", "/Kiên Mộc 2025-08: received 32")
	carried, uncarried, findings := s.Carry(l, month(t, "2025-08"), l.Units(), nil)
	wantLines(t, written(carried, "received"), []string{"/Kiên Mộc 2025-08: 32 of 7", "Đình Lập/Bính Xá 2025-05: 2 of 3",
		"Đình Lập/Cường Lợi 2025-05: 8 of 5", "Đình Lập/Kiên Mộc 2025-05: 4 of 4", "Đình Lập/Lâm Ca 2025-05: 16 of 6", "Đình Lập/Xã Đình Lập 2025-05: 1 of 2"})
	const bxa = "Xã Bính Xá, Huyện Đình Lập"
	const km = "Xã Kiên Mộc, Huyện Đình Lập"
	var got []string
	for _, a := range uncarried {
		var why []string
		for _, f := range a.Why {
			why = append(why, f.Code+" "+f.Args.Value("unit"))
		}
		got = append(got, a.Unit.Name()+": "+strings.Join(why, "; "))
	}
	wantLines(t, got, []string{"Kiên Mộc: unit-divided " + bxa + "; unit-divided " + km, "Xã Châu Sơn: unit-divided " + km, "Xã Đình Lập: unit-divided " + bxa, "Xã Thái Bình: unit-partial Xã Thái Bình"})
	const rest = ": counts before then of all that went to these stay with the old units"
	got = messages(c, findings)
	slices.Sort(got)
	wantLines(t, got, []string{
		"unit-divided s.csv:187:6: " + bxa + " was divided in 2025-07 among Xã Đình Lập, Xã Kiên Mộc" + rest,
		"unit-divided s.csv:189:6: " + km + " was divided in 2025-07 among Xã Kiên Mộc, Xã Châu Sơn" + rest,
		"unit-partial a.csv:6: Xã Thái Bình is not added up for 2025-05: no rows of dossiers of Thị trấn Nông Trường Thái Bình, Huyện Đình Lập, " +
			"Xã Thái Bình, Huyện Đình Lập, which it took in; the counts of the others stay with the old units",
	})
}

// TestCarryChain: what merged twice goes all the way, or to where it was at the time.
func TestCarryChain(t *testing.T) {
	c := load(t)
	s := readSuccessors(t, c, `code,name,level,parent,valid_from,valid_to
20,Tỉnh Lạng Sơn,province,,,
180,Huyện Tràng Định,district,20,,2025-06-30
1,Xã Đại Đồng,commune,180,,2024-12-31
2,Xã Vĩnh Tiến,commune,180,,2024-12-31
3,Thị trấn Thất Khê,commune,180,2025-01-01,2025-06-30
4,Xã Chí Minh,commune,180,,2025-06-30
5,Xã Thất Khê,commune,20,2025-07-01,
`, became+"1,3,whole\n2,3,whole\n3,5,whole\n4,5,whole\n")
	l := rowsOf(t, c, "Tràng Định/Đại Đồng 2024-12: received 1", "Tràng Định/Vĩnh Tiến 2024-12: received 2", "Tràng Định/Chí Minh 2024-12: received 4",
		"Tràng Định/Thất Khê 2025-03: received 8", "Tràng Định/Chí Minh 2025-03: received 16", "/Thất Khê 2025-08: received 32")
	for _, tt := range []struct {
		at   string
		want []string
	}{
		{"2024-12", written(l, "received")},
		{"2025-03", []string{"/Thất Khê 2025-08: 32 of 7", "Tràng Định/Chí Minh 2024-12: 4 of 4", "Tràng Định/Chí Minh 2025-03: 16 of 6",
			"Tràng Định/Thất Khê 2024-12: 3 of 2 3", "Tràng Định/Thất Khê 2025-03: 8 of 5"}},
		{"2025-08", []string{"/Thất Khê 2024-12: 7 of 2 3 4", "/Thất Khê 2025-03: 24 of 5 6", "/Thất Khê 2025-08: 32 of 7"}},
	} {
		carried, uncarried, findings := s.Carry(l, month(t, tt.at), l.Units(), nil)
		wantLines(t, written(carried, "received"), tt.want)
		if len(uncarried)+len(findings) > 0 {
			t.Errorf("%s: uncarried %v, findings %q", tt.at, uncarried, messages(c, findings))
		}
	}
}

// TestCarryOneCode: a row that fits several dates, and no row that fits one, is of all.
func TestCarryOneCode(t *testing.T) {
	c := load(t)
	s := readSuccessors(t, c, "code,name,level,parent,valid_from,valid_to\n180,Huyện Tràng Định,district,20,,2025-06\n1,Xã Đại Đồng,commune,180,,2024-12\n"+
		"1,Thị trấn Thất Khê,commune,180,2025-01,2025-06\n1,Xã Thất Khê,commune,20,2025-07,\n", became+"1,1,whole\n")
	carryCase{"one code", []string{"Tràng Định/Đại Đồng 2024-12: received_online 1, received_direct 2, received_postal 3", "Tràng Định/Thất Khê 2025-06: received 4"},
		[]string{"/Xã Thất Khê 2024-12: 6 of 2", "/Xã Thất Khê 2025-06: 4 of 3"}, nil}.test(t, c, s, "received")
}

// TestCarryOverflow: counts whose sum does not fit stay as they are, which is a finding.
func TestCarryOverflow(t *testing.T) {
	c := load(t)
	carryCase{"overflow", []string{"Bình Gia/Hồng Phong 2025-05: received 9223372036854775807", "Bình Gia/Minh Khai 2025-05: received 1"},
		[]string{"Bình Gia/Hồng Phong 2025-05: 9223372036854775807 of 2", "Bình Gia/Minh Khai 2025-05: 1 of 3"},
		[]string{"sum-overflow a.csv:2: the sum is too large: Xã Hồng Phong, 2025-05"}}.test(t, c, langSon(t, c), "received")
}
