package catalog_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"cchc/kpi"
)

// sources returns what Go files and templates of the program hold, tests left out.
func sources(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, path := range programFiles(t, "..", "../../cmd") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}

// A text that is asked for and is not in the table would be blank, and one
// that nobody asks for is left over.
func TestTextsAreThoseAskedFor(t *testing.T) {
	all := sources(t)
	known := map[string]bool{}
	for _, r := range rows(t, "texts.csv") {
		known[r["text"]] = true
	}
	asked := 0
	for _, m := range regexp.MustCompile(`\b(?:[sS]ay|[tT]ext|TextKey)(?:\(| )"([a-z.0-9-]+)"(\s*\+)?`).FindAllStringSubmatch(all, -1) {
		if name := m[1]; m[2] == "" && !known[name] {
			t.Errorf("%q is asked for and is no text", name)
		}
		asked++
	}
	if asked < 50 {
		t.Errorf("only %d texts are asked for", asked)
	}
	for name := range known {
		prefix, _, grouped := strings.Cut(name, ".")
		if !strings.Contains(all, `"`+name+`"`) && !(grouped && (strings.Contains(all, `"`+prefix+`."`) || strings.Contains(all, prefix+`."+`))) {
			t.Errorf("nobody asks for %q", name)
		}
	}
}

// What a provincial office says for these is settled: other words were taken for something
// else, or were no Vietnamese of an office.
func TestSettledWords(t *testing.T) {
	c := load(t)
	for name, want := range map[string]string{
		"na": "chưa có số liệu", "every.half": "6 tháng", "pace.half": "Theo 6 tháng", "communes": "(cấp xã, không ghi tên xã)",
		"explain.shown": "làm tròn: {figure}", "explain.undefined": "mẫu số bằng 0", "change-overall": "Thay đổi cuối kỳ so với đầu kỳ",
		"comparable": "So sánh được", "lines.footer": "phần ký, ghi chú dưới bảng", "severity.error": "lỗi", "severity.warning": "cảnh báo",
		"severity.note": "lưu ý", "warnings": `{count} ({what}); xem "kpi check"`, "compare.title": "{new} so với {old} · số tệp: {n}",
	} {
		if got := c.Messages.Text(name, kpi.Vietnamese); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for id, want := range map[string]string{
		"on_time": "Tỷ lệ giải quyết đúng hạn, trước hạn (trên số đã giải quyết)", "online": "Tỷ lệ hồ sơ nộp trực tuyến", "digitised": "Tỷ lệ hồ sơ được số hóa",
		"deadline_cut": "Tỷ lệ cắt giảm thời hạn giải quyết", "reused": "Khai thác, sử dụng lại dữ liệu số hóa",
	} {
		if got := c.Messages.IndicatorLabel(id, kpi.Vietnamese); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	for _, tt := range []struct {
		code string
		args kpi.Args
		want string
	}{
		{kpi.IndicatorAbsent, kpi.Args{"indicator", kpi.IndicatorKey("digitised"), "id", "digitised",
			"lacking", kpi.TextKey("lacks.columns") + " " + kpi.Keys(kpi.MeasureKey, []string{"digitised", "digitised_eligible"})},
			`Chưa tính được "Tỷ lệ hồ sơ được số hóa": các tệp không có cột "Hồ sơ đã số hóa", "Hồ sơ phải số hóa"`},
		{kpi.FigureUnknown, kpi.Args{"indicator", kpi.IndicatorKey("late"), "lacking", "Bắc Sơn, " + kpi.TextKey("no-total")},
			`"Hồ sơ giải quyết quá hạn" chưa có số liệu của Bắc Sơn, nên chưa có tổng cộng`},
		{kpi.PeriodOutside, kpi.Args{"rows", "95", "period", kpi.PeriodKey(kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 6)})},
			"không tính 95 dòng ngoài kỳ 06/2024"},
	} {
		if got, _ := c.Messages.Message(kpi.Finding{Code: tt.code, Args: tt.args}, kpi.Vietnamese); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.code, got, tt.want)
		}
	}
}

// No sign of programs is a word of a text.
func TestVietnameseHasNoSigns(t *testing.T) {
	for _, table := range []struct {
		file    string
		columns []string
	}{
		{"texts.csv", []string{"vi"}}, {"faults.csv", []string{"vi"}}, {"findings.csv", []string{"message_vi", "remedy_vi", "short_vi"}},
	} {
		for _, r := range rows(t, table.file) {
			for _, column := range table.columns {
				for _, sign := range []string{"Σ", "(–)", "nữa", "n/a"} {
					if strings.Contains(r[column], sign) {
						t.Errorf("%s has %q: %s", table.file, sign, r[column])
					}
				}
			}
		}
	}
}

// Every code has a short name in both languages, for a line that counts findings.
func TestShortNames(t *testing.T) {
	c := load(t)
	for _, code := range c.Messages.Codes() {
		for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
			if short := c.Messages.Short(code, lang); short == "" || len([]rune(short)) > 30 || strings.ContainsAny(short, "{}:") {
				t.Errorf("%s: %s is called %q", lang, code, short)
			}
		}
	}
}
