package report_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// repliedTo makes the form of a reply to a ledger whose entries are on lines of files.
func repliedTo(t *testing.T, lang kpi.Lang, l *kpi.Ledger, findings []kpi.Finding, units report.Register) *report.Reply {
	t.Helper()
	c := report.BuildCheck(l.Files, findings, nil, load(t).Messages, lang, 0)
	c.AddReply(l, kpi.Period{}, units)
	return c.Reply
}

// sentLedger has two districts, one with two communes in a file of its own, and one in a file
// with the first.
func sentLedger(t *testing.T) *kpi.Ledger {
	t.Helper()
	l := ledger(t, load(t),
		"2024-01 | Đình Lập/A | received 1", "2024-02 | Đình Lập/A | received 1", "2024-01 | Đình Lập/B | received 1",
		"2024-01 | Cao Lộc | received 1", "2024-03 | Cao Lộc | received 1", "2024-03 | Đình Lập/A | received 1", "2024-03 | Đình Lập/B | received 1")
	l.Files = []kpi.File{{Name: "in/Đình Lập.csv", Header: 1, Lines: kpi.Lines{Data: 5}}, {Name: "in/all.xlsx#Tháng 3", Header: 2, Lines: kpi.Lines{Data: 2}}, {Name: "in/broken.csv"}}
	for i, e := range l.Entries { // Cao Lộc comes first
		e.Origins = []kpi.Origin{{File: 0, Line: i + 2, Rows: 1}}
		if e.Unit.District == "Cao Lộc" || i == len(l.Entries)-1 {
			e.Origins[0].File, e.Origins[0].Line = 1, i+3
		}
	}
	return l
}

// Who sent which month: all, some, or none of the units of a district.
func TestReplySent(t *testing.T) {
	s := repliedTo(t, kpi.Vietnamese, sentLedger(t), nil, nil).Sent
	wantTexts(t, s.Headers, "Đơn vị", "01/2024", "02/2024", "03/2024", "Lỗi", "Cảnh báo", "Tệp")
	wantTexts(t, marks(s),
		"Cao Lộc: ✓, thiếu!, ✓; 0 0; all.xlsx#Tháng 3", "Đình Lập: ✓, 1/2!, ✓; 0 0; Đình Lập.csv, all.xlsx#Tháng 3", "Số đơn vị còn thiếu: 0, 2, 0; 0 0; ")
	if len(s.Lists) != 1 || s.Lists[0].Title != "Tệp không đọc được dòng số liệu nào" || s.Lists[0].Lines[0].Spans[0].Text != "in/broken.csv" {
		t.Errorf("below: %+v", s.Lists)
	}
}

func marks(s report.Sent) (lines []string) {
	for _, r := range s.Rows {
		var texts []string
		for _, m := range r.Marks {
			text := m.Text
			if m.IsMissing {
				text += "!"
			}
			texts = append(texts, text)
		}
		lines = append(lines, fmt.Sprintf("%s: %s; %d %d; %s", r.Unit, strings.Join(texts, ", "), r.Errors, r.Warnings, r.Files))
	}
	return lines
}

// register is a list of units for tests: those that it lacks, and those that lack a month.
type register struct{ unknown, unit, month string }

func (r register) Has(u kpi.Unit) bool { return u.District != r.unknown }

func (r register) Existed(u kpi.Unit, m kpi.Month) bool {
	return u.Commune != r.unit || m.String() != r.month
}

// A unit that nothing proves gets no letter and is none of those that send: its rows are the
// file's.
func TestReplyToUnitsThatAreNone(t *testing.T) {
	place := kpi.Place{File: "in/all.xlsx#Tháng 3", Line: 3, Column: 1}
	found := []kpi.Finding{{Code: kpi.UnitUnknown, Severity: kpi.Error, Place: place, Unit: kpi.Unit{District: "Cao Lộc"}}}
	r := repliedTo(t, kpi.English, sentLedger(t), found, register{unknown: "Cao Lộc"})
	wantTexts(t, marks(r.Sent), "Đình Lập: ✓, 1/2!, ✓; 0 0; Đình Lập.csv, all.xlsx#Tháng 3", "Units that lack rows: 0, 1, 0; 0 0; ")
	if len(r.Letters) != 1 || r.Letters[0].Name != "all.xlsx#Tháng 3" {
		t.Errorf("%+v", r.Letters)
	}
}

// A unit does not lack a month in which there was none; a month without any rows is lacked by
// all that there were.
func TestReplyOfUnitsThatWereNot(t *testing.T) {
	l := sentLedger(t)
	exists := register{unit: "B", month: "2024-02"}
	wantTexts(t, marks(repliedTo(t, kpi.English, l, nil, exists).Sent)[1:2], "Đình Lập: ✓, ✓, ✓; 0 0; Đình Lập.csv, all.xlsx#Tháng 3")
	l = l.Select(func(e *kpi.Entry) bool { return e.Period.String() != "2024-02" })
	wantTexts(t, marks(repliedTo(t, kpi.English, l, nil, exists).Sent),
		"Cao Lộc: ✓, missing!, ✓; 0 0; all.xlsx#Tháng 3", "Đình Lập: ✓, missing!, ✓; 0 0; Đình Lập.csv, all.xlsx#Tháng 3", "Units that lack rows: 0, 2, 0; 0 0; ")
}

// A finding goes to the unit whose row it is in as far as reading has proved it, or whose file
// it is; others are about the file. The most severe are first.
func TestReplyLetters(t *testing.T) {
	at := func(severity kpi.Severity, file string, line, column int, u string) kpi.Finding {
		f := found(severity, kpi.CountFraction, file, line)
		f.Place.Column, f.Place.Header, f.Place.Text = column, "Đúng hạn", "5,5"
		if u != "" {
			f.Unit = unit(u)
		}
		return f
	}
	own, all := "in/Đình Lập.csv", "in/all.xlsx#Tháng 3"
	findings := []kpi.Finding{
		at(kpi.Note, all, 3, 28, ""),             // the first row of Cao Lộc
		at(kpi.Warning, all, 9, 7, "Cao Lộc"),    // another, as reading says
		at(kpi.Error, all, 10, 26, "Đình Lập/B"), // a commune of it
		at(kpi.Error, all, 11, 7, ""),            // nobody knows
		at(kpi.Warning, all, 2, 7, ""),           // the header of two districts
		at(kpi.Warning, own, 1, 7, ""),           // the header of one
		at(kpi.Warning, "in/broken.csv", 0, 0, ""),
		{Severity: kpi.Warning, Code: kpi.PeriodEmpty, Args: kpi.Args{"periods", "2024-02"}},
	}
	r := repliedTo(t, kpi.English, sentLedger(t), findings, nil)
	wantTexts(t, lettersOf(r),
		"Cao Lộc | To: Cao Lộc | warning G9, note AB3", "Đình Lập | To: Đình Lập | error Z10, warning 1:7",
		"General | About all files together | warning ", "all.xlsx#Tháng 3 | To: the office that sent all.xlsx#Tháng 3 | error G11, warning G2",
		"broken.csv | To: the office that sent broken.csv | warning ")
	wantTexts(t, marks(r.Sent)[:2], "Cao Lộc: ✓, missing!, ✓; 0 1; all.xlsx#Tháng 3", "Đình Lập: ✓, 1/2!, ✓; 1 1; Đình Lập.csv, all.xlsx#Tháng 3")
	first := r.Letters[0].Findings[0]
	if first != (report.LetterRow{File: "all.xlsx#Tháng 3", Cell: "G9", Header: "Đúng hạn", Text: "5,5", Wrong: first.Wrong, Remedy: first.Remedy, Severity: "warning"}) || first.Wrong != `"5,5" has a fraction` {
		t.Errorf("%+v", first)
	}
	// A row of which nobody knows the unit makes the file nobody's.
	r = repliedTo(t, kpi.Vietnamese, sentLedger(t), append(findings[5:6:6], at(kpi.Error, own, 90, 0, "")), nil)
	wantTexts(t, lettersOf(r), "Đình Lập.csv | Kính gửi: đơn vị đã gửi tệp Đình Lập.csv | lỗi dòng 90, cảnh báo 1:7")
}

func lettersOf(r *report.Reply) (lines []string) {
	for _, l := range r.Letters {
		var cells []string
		for _, f := range l.Findings {
			cells = append(cells, f.Severity+" "+f.Cell)
		}
		lines = append(lines, strings.Join([]string{l.Name, l.Above[1], strings.Join(cells, ", ")}, " | "))
	}
	return lines
}

// Of more units than people look through, the letters are about files; what has no room is
// in the last.
func TestReplyOfMany(t *testing.T) {
	var rows []string
	var findings []kpi.Finding
	for i := range 61 {
		rows = append(rows, fmt.Sprintf("2024-01 | U%02d | received 1", i))
		f := found(kpi.Error, kpi.CountFraction, fmt.Sprintf("%d.csv", i%7), i+2)
		f.Unit = unit(fmt.Sprintf("U%02d", i))
		findings = append(findings, f)
	}
	l := ledger(t, load(t), rows...)
	if r := repliedTo(t, kpi.English, l, findings[:60], nil); len(r.Letters) != 60 || r.Letters[59].Name != "U59" {
		t.Errorf("%d letters", len(r.Letters))
	}
	r := repliedTo(t, kpi.English, l, findings, nil)
	if len(r.Letters) != 7 || r.Letters[6].Name != "6.csv" || len(r.Letters[6].Findings) != 8 {
		t.Errorf("%d letters by file", len(r.Letters))
	}
	for i := range findings {
		findings[i].Place.File = fmt.Sprintf("%02d.csv", i)
	}
	r = repliedTo(t, kpi.English, l, findings, nil)
	if len(r.Letters) != 60 || r.Letters[58].Name != "58.csv" || r.Letters[59].Name != "Others" || len(r.Letters[59].Findings) != 2 {
		t.Errorf("%d letters, the last %+v", len(r.Letters), r.Letters[len(r.Letters)-1])
	}
}

// A table of what was sent has no line of what is missing where there are no units or no months;
// of many months it has the last 24. All files that have rows are no list.
func TestReplySentOfLittle(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		rows []string
		want string
	}{
		{nil, "4 headers: "},
		{[]string{"| An | statutory_days 3"}, "4 headers: An: ; 0 0; "},
		{[]string{"| An | statutory_days 3", "2024-01 | Bình | received 1"}, "5 headers: Bình: ✓; 0 0; , Units that lack rows: 0; 0 0; "},
		{[]string{"2022-01 | An | received 1", "2023-12 | An | received 1"}, "28 headers: An: ✓, missing"},
		{[]string{"2022-01 | An | received 1", "2024-01 | An | received 1"}, "28 headers: An: missing"},
		{[]string{"2022-02 | An | received 1", "2024-01 | An | received 1"}, "28 headers: An: ✓, missing"},
	} {
		s := repliedTo(t, kpi.English, ledger(t, c, tt.rows...), nil, nil).Sent
		got := fmt.Sprint(len(s.Headers), " headers: ", strings.Join(marks(s), ", "))
		if got != tt.want && (len(s.Headers) < 28 || !strings.HasPrefix(got, tt.want)) || len(s.Lists) > 0 {
			t.Errorf("%q: %s, %d lists; want %s", tt.rows, got, len(s.Lists), tt.want)
		}
	}
}
