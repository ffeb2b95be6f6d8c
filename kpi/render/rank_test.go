package render_test

import (
	"strings"
	"testing"

	"cchc/kpi"
)

// ranked is the fixed report with ranks: two rows share one, and one has none.
func ranked(lang kpi.Lang) *sample {
	r := fixed(lang)
	r.RankLabel = r.Say("rank")
	for i, rank := range []int{1, 2, 2, 0} {
		r.Rows[i].Rank = rank
	}
	return r
}

// Ranks are behind the keys in every format, and the total has none.
func TestRanks(t *testing.T) {
	const name = "Tràng Định"
	for format, want := range map[string][]string{
		"table":    {"│ Rank │", "│ (district agency)   │    1 │", "│ Total             │                     │      │"},
		"markdown": {"| District | Commune | Rank | On time", "| Tràng Định | (district agency) | 1 | ✓ 99.4", "| Total |  |  | ✗ 1.9"},
		"csv":      {"district,commune,period,rank,received,", name + ",,2024-H1,1,6118,", ",2,17599,", ",2024-H1,,0,1234567,"},
		"csv-vi":   {"Huyện;Xã;Kỳ báo cáo;Hạng;received;", ";1;6118;"},
		"json":     {`"rank": 1,`, `"rank": 2,`, `"rank": null,`},
		"html":     {`data-kind="figure">Rank</th>`, `<td data-n="2" data-d="1">2</td>`, "</th><td></td><td"},
	} {
		lang := kpi.English
		if format == "csv-vi" {
			lang = kpi.Vietnamese
		}
		text := rendered(t, format, ranked(lang))
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%s: no %q in\n%s", format, part, text)
			}
		}
		if plain := rendered(t, format, fixed(lang)); strings.Contains(plain, "Rank") || strings.Contains(plain, `"rank"`) {
			t.Errorf("%s: ranks where there is no order", format)
		}
	}
	if n := strings.Count(rendered(t, "json", ranked(kpi.English)), `"rank"`); n != 4 {
		t.Errorf("%d ranks in JSON, want those of 4 rows", n)
	}
}

// In a workbook a rank is a number beside the keys, and the figures are behind it.
func TestRanksOfBook(t *testing.T) {
	f := bookOf(t, ranked(kpi.English))
	for at, want := range map[string]string{"C5": "Rank", "C6": "1", "C7": "2", "C8": "2", "C9": "", "C10": "", "A10": "Total", "D4": "On time of received"} {
		if got := heldAt(t, f, "Summary", at); got.raw != want || want == "2" && got.number(t) != 2 {
			t.Errorf("%s holds %q, want %q", at, got.raw, want)
		}
	}
	wantFigure(t, heldAt(t, f, "Summary", "D6"), fixed(kpi.English).Rows[0].Figures[0], kpi.English)
}
