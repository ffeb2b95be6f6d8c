package render_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// document is the JSON of a report, by all its fields. Numbers keep their text.
type document struct {
	Schema      string                                                `json:"schema"`
	By          []string                                              `json:"by"`
	Period      *struct{ From, To string }                            `json:"period"`
	Rows        []row                                                 `json:"rows"`
	Total       row                                                   `json:"total"`
	Definitions []struct{ ID, Numerator, Denominator, Source string } `json:"definitions"`
	Inputs      []struct {
		File, SHA256                                              string
		Lines, Data, Header, Title, Section, Total, Blank, Footer int
	} `json:"inputs"`
	Findings []struct {
		Severity, Code, File, Header, Text, Message string
		Line, Column                                int
	} `json:"findings"`
}

type row struct {
	Province   string                  `json:"province"`
	District   string                  `json:"district"`
	Commune    string                  `json:"commune"`
	Level      string                  `json:"level"`
	Period     string                  `json:"period"`
	Measures   map[string]*json.Number `json:"measures"`
	Indicators map[string]*struct {
		Numerator, Denominator, Percent, Target *json.Number
		Shown                                   string
		Verdict                                 *string
	} `json:"indicators"`
}

// decoded reads the JSON of a report, without room for fields that are not known.
func decoded(t *testing.T, r *sample) (document, string) {
	t.Helper()
	text := rendered(t, "json", r)
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	d.UseNumber()
	var doc document
	if err := d.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	if d.More() {
		t.Error("more than one document")
	}
	return doc, text
}

// number writes a number as it is in the text, or null.
func number(n *json.Number) string {
	if n == nil {
		return "null"
	}
	return n.String()
}

func TestJSON(t *testing.T) {
	doc, _ := decoded(t, fixed(kpi.English))
	if doc.Schema != "kpi.report/1" || !slices.Equal(doc.By, []string{"district", "commune"}) || doc.Period == nil || *doc.Period != (struct{ From, To string }{"2024-01", "2024-06"}) {
		t.Errorf("schema %q, by %q, period %v", doc.Schema, doc.By, doc.Period)
	}
	if len(doc.Rows) != 4 || doc.Rows[1].District != "Tra\u0300ng Đi\u0323nh" || doc.Rows[1].Commune != "Kho\u0309e, xa\u0303" ||
		doc.Rows[2].Commune != "=cmd|' /C calc'!A0" || doc.Rows[3].District != "Bắc\x1b[31m Sơn" || doc.Rows[3].Commune != "\u202eứV \"Lễ\"\u202c" {
		t.Errorf("rows %+v", doc.Rows)
	}
	if doc.Total.District != "" || number(doc.Total.Measures["statutory_days"]) != "19.5" || number(doc.Total.Indicators["on_time_received"].Percent) != "1.881928" {
		t.Errorf("total %+v", doc.Total)
	}
	if len(doc.Definitions) != 2 || doc.Definitions[0] != (struct{ ID, Numerator, Denominator, Source string }{
		"on_time_received", "resolved_in_time", "received", "6.081 / 6.118 = 99,4 % <\"A & B\">"}) || doc.Definitions[1].Denominator != "" {
		t.Errorf("definitions %+v", doc.Definitions)
	}
	if len(doc.Inputs) != 2 || doc.Inputs[0].File != "x.csv" || doc.Inputs[0].Lines != 9 || doc.Inputs[0].Total != 1 || doc.Inputs[0].Footer != 2 || !strings.HasPrefix(doc.Inputs[0].SHA256, "e3b0c442") {
		t.Errorf("inputs %+v", doc.Inputs)
	}
	for _, in := range doc.Inputs {
		if in.Lines != in.Title+in.Header+in.Data+in.Section+in.Total+in.Blank+in.Footer {
			t.Errorf("%s: the lines do not add up: %+v", in.File, in)
		}
	}
	if len(doc.Findings) != 2 || doc.Findings[0].Severity != "warning" || doc.Findings[0].Code != "count-missing" || doc.Findings[0].File != "x.csv" ||
		doc.Findings[0].Line != 8 || doc.Findings[0].Column != 4 || doc.Findings[0].Header != "Trực tuyến" || doc.Findings[0].Text != "\x1b[2J" ||
		doc.Findings[0].Message != "a blank where a count of received_online should be" {
		t.Errorf("findings %+v", doc.Findings)
	}
}

// Figures are numbers with all their decimals; what is not known is null, also a
// figure that has a target.
func TestJSONFigures(t *testing.T) {
	doc, text := decoded(t, fixed(kpi.English))
	for _, want := range []struct {
		row                                                     int
		indicator                                               string
		numerator, denominator, percent, shown, target, verdict string
	}{
		{0, "on_time_received", "6081", "6118", "99.395227", "99.4", "98", "met"},
		{0, "late", "93", "null", "null", "93", "null", ""},
		{0, "deadline_cut", "4.5", "9.5", "47.368421", "47.4", "null", ""},
		{0, "digitised", "6000", "6118", "98.071265", "98.1", "98.5", "missed"},
		{1, "on_time_received", "17598", "17599", "99.994318", ">99.9", "100", "missed"},
		{2, "deadline_cut", "-0.5", "10", "-5.000000", "-5.0", "null", ""},
		{2, "digitised", "1", "1", "100.000000", "100.0", "null", ""},
		{3, "digitised", "0", "7", "0.000000", "0.0", "null", ""},
	} {
		f := doc.Rows[want.row].Indicators[want.indicator]
		if f == nil {
			t.Errorf("row %d has no %s", want.row, want.indicator)
			continue
		}
		verdict := ""
		if f.Verdict != nil {
			verdict = *f.Verdict
		}
		got := []string{number(f.Numerator), number(f.Denominator), number(f.Percent), f.Shown, number(f.Target), verdict}
		if w := []string{want.numerator, want.denominator, want.percent, want.shown, want.target, want.verdict}; !slices.Equal(got, w) {
			t.Errorf("row %d, %s: %q, want %q", want.row, want.indicator, got, w)
		}
	}
	for _, none := range []struct {
		row       int
		indicator string
	}{{1, "deadline_cut"}, {1, "digitised"}, {2, "late"}, {3, "on_time_received"}} {
		if f, ok := doc.Rows[none.row].Indicators[none.indicator]; !ok || f != nil {
			t.Errorf("row %d, %s is %v, not null", none.row, none.indicator, f)
		}
	}
	if m := doc.Rows[1].Measures; number(m["digitised"]) != "null" || number(m["resolved_late"]) != "0" || number(m["statutory_days"]) != "null" || len(m) != 4 {
		t.Errorf("measures %v", m)
	}
	for _, number := range []string{`"percent": 100.000000`, `"percent": -5.000000`, `"percent": 0.000081`, `"statutory_days": 9.5`} {
		if !strings.Contains(text, number) {
			t.Errorf("the text has no %s", number)
		}
	}
}

// Lists that are empty are lists, and a period that is not known is null.
func TestJSONOfNothing(t *testing.T) {
	doc, text := decoded(t, &sample{Lang: kpi.English, Findings: slices.Values([]report.Message(nil))})
	if doc.Period != nil || doc.By == nil || doc.Rows == nil || doc.Definitions == nil || doc.Inputs == nil || doc.Findings == nil ||
		!reflect.DeepEqual(doc.Total.Measures, map[string]*json.Number{}) || doc.Total.Indicators == nil {
		t.Error(text)
	}
}

// A target is a number.
func TestJSONTargets(t *testing.T) {
	for text, want := range map[string]float64{"98": 98, "97.5": 97.5, "0": 0, "100.00": 100} {
		r := fixed(kpi.English)
		r.Rows[0].Figures[0].Target = text
		doc, _ := decoded(t, r)
		target := doc.Rows[0].Indicators["on_time_received"].Target
		if target == nil {
			t.Errorf("%s: null", text)
			continue
		}
		if got, err := target.Float64(); err != nil || got != want {
			t.Errorf("%s is written %s", text, *target)
		}
	}
}

// The rows keep the order of the report, and a name that is no word of JSON does
// not break them.
func TestJSONKeys(t *testing.T) {
	r := fixed(kpi.English)
	r.By = []kpi.Dimension{kpi.ByLevel, kpi.ByPeriod}
	for i := range r.Rows {
		r.Rows[i].Keys = []report.Key{{Value: "district", Label: "District level"}, {Value: "2024-0" + string(rune('1'+i)), Label: "x"}}
	}
	doc, text := decoded(t, r)
	for i, row := range doc.Rows {
		if row.Level != "district" || row.Period != "2024-0"+string(rune('1'+i)) || row.District != "" {
			t.Errorf("row %d: %+v", i, row)
		}
	}
	if at, behind := strings.Index(text, `"resolved_late": 93`), strings.Index(text, `"digitised": 6000`); at < 0 || behind < at {
		t.Error("the measures are in another order")
	}
}
