package report_test

import (
	"fmt"
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// found makes a judged finding on a line of a file.
func found(severity kpi.Severity, code, file string, line int, args ...string) kpi.Finding {
	f := kpi.NewFinding(code, kpi.Place{File: file, Line: line}, args...)
	f.Severity = severity
	return f
}

func TestAccounts(t *testing.T) {
	c := load(t)
	files := []kpi.File{
		{Name: "trang-dinh.csv", Lines: kpi.Lines{Total: 61, Title: 4, Header: 3, Data: 47, Section: 2, Sum: 1, Footer: 4}},
		{Name: "a\nb.csv", Lines: kpi.Lines{Total: 1, Blank: 1}},
		{Name: "none.csv"},
	}
	wantTexts(t, report.BuildCheck(files, nil, nil, c.Messages, kpi.English, 0).Accounts,
		"trang-dinh.csv: 61 lines = 4 title + 3 header + 47 data + 2 section + 1 total + 4 footer", `a\u000ab.csv: 1 line = 1 blank`, "none.csv: 0 lines")
	wantTexts(t, report.BuildCheck(files, nil, nil, c.Messages, kpi.Vietnamese, 0).Accounts,
		"trang-dinh.csv: 61 dòng = 4 tên bảng + 3 tiêu đề cột + 47 số liệu + 2 mục + 1 tổng + 4 phần ký, ghi chú dưới bảng", `a\u000ab.csv: 1 dòng = 1 trống`, "none.csv: 0 dòng")
}

func TestCheckVerdicts(t *testing.T) {
	c := load(t)
	e := found(kpi.Error, kpi.CountFraction, "a.csv", 2)
	w := found(kpi.Warning, kpi.CountMissing, "a.csv", 3)
	n := found(kpi.Note, kpi.RowTotal, "a.csv", 4)
	one, two := make([]kpi.File, 1), make([]kpi.File, 2)
	for _, tt := range []struct {
		files    []kpi.File
		findings []kpi.Finding
		en, vi   string
	}{
		{two, []kpi.Finding{e, e, w, w, w, n}, "2 errors, 3 warnings, 1 note in 2 files: figures cannot be trusted", "2 lỗi, 3 cảnh báo, 1 lưu ý trong 2 tệp: số liệu chưa tin cậy được"},
		{one, []kpi.Finding{e}, "1 error in 1 file: figures cannot be trusted", "1 lỗi trong 1 tệp: số liệu chưa tin cậy được"},
		{one, []kpi.Finding{w, n, n}, "1 warning, 2 notes in 1 file: figures are usable, but look at the warnings", "1 cảnh báo, 2 lưu ý trong 1 tệp: số liệu dùng được, nhưng cần xem lại các cảnh báo"},
		{two, []kpi.Finding{n}, "1 note in 2 files: nothing wrong found", "1 lưu ý trong 2 tệp: không phát hiện sai sót"},
		{two, nil, "2 files: nothing wrong found", "2 tệp: không phát hiện sai sót"},
	} {
		if got := report.BuildCheck(tt.files, tt.findings, nil, c.Messages, kpi.English, 0).Summary.Verdict; got != tt.en {
			t.Errorf("got %q, want %q", got, tt.en)
		}
		if got := report.BuildCheck(tt.files, tt.findings, nil, c.Messages, kpi.Vietnamese, 0).Summary.Verdict; got != tt.vi {
			t.Errorf("got %q, want %q", got, tt.vi)
		}
	}
}

// Codes are counted from the most severe down, with what reading did not keep.
func TestSummary(t *testing.T) {
	s := report.BuildCheck(nil, []kpi.Finding{
		found(kpi.Note, kpi.RowTotal, "a.csv", 2),
		found(kpi.Warning, kpi.PeriodGap, "a.csv", 2),
		found(kpi.Error, kpi.CountFraction, "a.csv", 3),
		found(kpi.Warning, kpi.CountMissing, "a.csv", 4),
		found(kpi.Note, kpi.FindingsMore, "a.csv", 0, "code", kpi.CountFraction, "more", "70"),
		found(kpi.Error, kpi.CountFraction, "b.csv", 3),
	}, nil, load(t).Messages, kpi.English, 0).Summary
	if s.Errors != 72 || s.Warnings != 2 || s.Notes != 2 {
		t.Errorf("%d errors, %d warnings, %d notes; want 72, 2, 2", s.Errors, s.Warnings, s.Notes)
	}
	want := []report.CodeCount{{kpi.Error, kpi.CountFraction, 72}, {kpi.Warning, kpi.CountMissing, 1}, {kpi.Warning, kpi.PeriodGap, 1},
		{kpi.Note, kpi.FindingsMore, 1}, {kpi.Note, kpi.RowTotal, 1}}
	if !slices.Equal(s.Codes, want) {
		t.Errorf("got %v, want %v", s.Codes, want)
	}
}

// People are shown so many of a code and file; the result has all.
func TestListing(t *testing.T) {
	var findings []kpi.Finding
	for line := 2; line <= 5; line++ {
		findings = append(findings, found(kpi.Error, kpi.CountFraction, "a.csv", line), found(kpi.Note, kpi.RowTotal, "a.csv", line))
	}
	findings = append(findings, found(kpi.Error, kpi.CountFraction, "b.csv", 2))
	for most, want := range map[int][]string{
		0: nil, 4: nil,
		3: {"{a.csv count-fraction and 1 more}", "{a.csv row-total and 1 more}"},
		1: {"{a.csv count-fraction and 3 more}", "{a.csv row-total and 3 more}"},
	} {
		c := report.BuildCheck(nil, findings, nil, load(t).Messages, kpi.English, most)
		var more []string
		for _, m := range c.Listing.More {
			more = append(more, fmt.Sprint(m))
		}
		wantTexts(t, more, want...)
		shown := len(findings)
		if most > 0 {
			shown = 2*most + 1
		}
		if all := len(slices.Collect(c.Findings)); len(c.Listing.Shown) != shown || all != len(findings) {
			t.Errorf("at most %d: %d shown of %d, want %d of %d", most, len(c.Listing.Shown), all, shown, len(findings))
		}
	}
}
