package catalog_test

import (
	"strings"
	"testing"

	"cchc/kpi"
)

func TestMessage(t *testing.T) {
	f := kpi.Finding{Code: kpi.KeyConflict, Place: kpi.Place{File: "b.csv", Line: 3},
		Args: kpi.Args{"measure", "received", "unit", "Tràng Định / Chi Lăng", "period", "2024-06", "where", "a.csv:7"}}
	bare := kpi.Finding{Code: kpi.FileEmpty}
	cell := kpi.Finding{Code: kpi.CountFraction, Place: kpi.Place{Text: "4,5"}}
	for _, tt := range []struct {
		finding         kpi.Finding
		lang            kpi.Lang
		message, remedy string
	}{
		{f, kpi.English, "received of Tràng Định / Chi Lăng is counted here and in a.csv:7", "remove one of the two, or the column that is given twice"},
		{f, kpi.Vietnamese, "received của Tràng Định / Chi Lăng được tính ở đây và ở a.csv:7", "bỏ một trong hai, hoặc cột bị trùng"},
		{bare, kpi.English, "the file is empty", "export it again"},
		{bare, kpi.Vietnamese, "tệp rỗng", "xuất lại tệp"},
		{cell, kpi.English, `"4,5" has a fraction`, "write a whole number; a column of days may have half days"},
		{cell, kpi.Vietnamese, `"4,5" có phần thập phân`, "ghi số nguyên; cột thời hạn có thể ghi nửa ngày"},
		{kpi.Finding{Code: kpi.FileRepeated}, kpi.English, "given more than once; read once", "name every file once"},
		{kpi.Finding{Code: "no-such-code"}, kpi.English, "", ""},
	} {
		message, remedy := load(t).Messages.Message(tt.finding, tt.lang)
		if message != tt.message || remedy != tt.remedy {
			t.Errorf("%s in %s:\n got %q, %q\nwant %q, %q", tt.finding.Code, tt.lang, message, remedy, tt.message, tt.remedy)
		}
	}
}

// What an export holds is quoted, and neither moves the cursor nor fills a
// placeholder.
func TestMessageOfHostileCell(t *testing.T) {
	c := load(t)
	cell := func(text string) kpi.Finding {
		return kpi.Finding{Code: kpi.CountNotANumber, Place: kpi.Place{Text: text, Header: "Đúng hạn"}, Args: kpi.Args{"want", "X"}}
	}
	for _, tt := range []struct{ text, want string }{
		{"\x1b[2J\x1b]0;x\x07", `"\u001b[2J\u001b]0;x\u0007" is not a count`},
		{"{header}{cell}{want}", `"{header}{cell}{want}" is not a count`},
		{"1\r\n2\t3", `"1\u000d\u000a2\u00093" is not a count`},
		{"\u202e816\u202c", `"\u202e816\u202c" is not a count`},
		{"a\u200bb", `"a\u200bb" is not a count`},
		{"", `"" is not a count`},
		{strings.Repeat("ệ", 60), `"` + strings.Repeat("ệ", 60) + `" is not a count`},
		{strings.Repeat("ệ", 61), `"` + strings.Repeat("ệ", 60) + `…" is not a count`},
	} {
		if got, _ := c.Messages.Message(cell(tt.text), kpi.English); got != tt.want {
			t.Errorf("%+q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
	unit := kpi.Finding{Code: kpi.UnitSpellings, Args: kpi.Args{"unit", "{other}\x1b[31m", "other", "{unit}\n{code}"}}
	if got, _ := c.Messages.Message(unit, kpi.English); got != `{other}\u001b[31m and {unit}\u000a{code} look like one unit in two spellings` {
		t.Errorf("got %s", got)
	}
	header := kpi.Finding{Code: kpi.HeaderAmbiguous, Place: kpi.Place{Header: "{columns}\nQuá hạn"},
		Args: kpi.Args{"columns", "a, b", "evidence", "{lines}", "lines", "{columns},a"}}
	if got, remedy := c.Messages.Message(header, kpi.English); got != `"{columns}\u000aQuá hạn" may mean a, b, and the figures do not suffice to decide: {lines}` ||
		remedy != `put the row that is right into a table for --headers (its columns: header,column): {columns},a` {
		t.Errorf("got %s; %s", got, remedy)
	}
}

func TestJudge(t *testing.T) {
	c := load(t)
	codes := []string{kpi.CountDash, kpi.Balance, kpi.UnitSpellings}
	for _, tt := range []struct {
		allow  []string
		strict bool
		want   [3]kpi.Severity
	}{
		{nil, false, [3]kpi.Severity{kpi.Note, kpi.Warning, kpi.Error}},
		{[]string{kpi.UnitSpellings}, false, [3]kpi.Severity{kpi.Note, kpi.Warning, kpi.Warning}},
		{[]string{kpi.CountDash, kpi.Balance}, false, [3]kpi.Severity{kpi.Note, kpi.Warning, kpi.Error}},
		{nil, true, [3]kpi.Severity{kpi.Note, kpi.Error, kpi.Error}},
		{[]string{kpi.UnitSpellings}, true, [3]kpi.Severity{kpi.Note, kpi.Error, kpi.Warning}},
		{[]string{kpi.Balance}, true, [3]kpi.Severity{kpi.Note, kpi.Warning, kpi.Error}},
	} {
		findings := make([]kpi.Finding, len(codes))
		for i, code := range codes {
			// What a finding was before must not matter: a run judges twice.
			findings[i] = kpi.Finding{Code: code, Severity: kpi.Error}
		}
		c.Messages.Judge(findings, tt.allow, tt.strict)
		for i, f := range findings {
			if f.Severity != tt.want[i] {
				t.Errorf("allow %q, strict %t: %s is %s, want %s", tt.allow, tt.strict, f.Code, f.Severity, tt.want[i])
			}
		}
	}
}

// Every argument has a word in both languages for the list of codes.
func TestExplain(t *testing.T) {
	c := load(t)
	for lang, want := range map[kpi.Lang]string{
		kpi.English:    "<measure> of <unit> is counted here and in <file and line>",
		kpi.Vietnamese: "<số liệu> của <đơn vị> được tính ở đây và ở <tệp và dòng>",
	} {
		if severity, meaning, _ := c.Messages.Explain(kpi.KeyConflict, lang); severity != kpi.Error || meaning != want {
			t.Errorf("%s: %s %q, want %q", lang, severity, meaning, want)
		}
		for _, code := range c.Messages.Codes() {
			if _, meaning, remedy := c.Messages.Explain(code, lang); strings.Contains(meaning+remedy, "<>") || strings.ContainsAny(meaning+remedy, "{}") {
				t.Errorf("%s: %s: %q, %q", lang, code, meaning, remedy)
			}
		}
	}
}
