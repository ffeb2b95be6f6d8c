package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// jsonReport is the form of the JSON report that scripts rely on.
type jsonReport struct {
	Schema string   `json:"schema"`
	By     []string `json:"by"`
	Period struct{ From, To string }
	Rows   []struct {
		District   string
		Level      string
		Measures   map[string]*json.Number
		Indicators map[string]*jsonIndicator
	}
	Total struct {
		Measures   map[string]*json.Number
		Indicators map[string]*jsonIndicator
	}
	Definitions []struct{ ID, Numerator, Denominator, Source string }
	Inputs      []struct {
		File                                                      string
		Lines, Title, Header, Data, Section, Total, Blank, Footer int
		SHA256                                                    string
	}
	Findings []struct {
		Severity, Code, File  string
		Line, Column          int
		Header, Text, Message string
	}
}

type jsonIndicator struct {
	Numerator, Denominator, Percent, Target *json.Number
	Shown                                   string
	Verdict                                 *string
}

func decodeReport(t *testing.T, args ...string) jsonReport {
	t.Helper()
	code, out, errs := runKPI(t, append(args, "--format", "json")...)
	if code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	var r jsonReport
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	d.UseNumber()
	if err := d.Decode(&r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestJSONReport(t *testing.T) {
	t.Chdir("../..")
	r := decodeReport(t, "report", "testdata/exports", "--by", "district", "--by", "level", "-k", "on_time_received,late,officials_qualified", "--targets", "testdata/targets.csv")
	if r.Schema != "kpi.report/1" || strings.Join(r.By, ",") != "district,level" || r.Period.From != "2024-01" || r.Period.To != "2024-06" {
		t.Errorf("schema %q, by %q, period %v", r.Schema, r.By, r.Period)
	}
	if len(r.Rows) != 6 || r.Rows[2].District != "Tràng Định" || r.Rows[2].Level != "district" {
		t.Fatalf("rows %+v", r.Rows)
	}
	agency := r.Rows[2]
	if got := agency.Measures["received"].String(); got != "1057" {
		t.Errorf("received %s, want 1057", got)
	}
	if m, ok := r.Rows[0].Measures["officials"]; !ok || m != nil {
		t.Errorf("officials of Bắc Sơn %v %v, want null", m, ok)
	}
	rate := agency.Indicators["on_time_received"]
	if rate.Numerator.String() != "1040" || rate.Denominator.String() != "1057" || rate.Percent.String() != "98.391675" || rate.Shown != "98.4" {
		t.Errorf("on_time_received %+v", rate)
	}
	late := r.Rows[4].Indicators["late"]
	if late.Numerator.String() != "93" || late.Denominator != nil || late.Percent != nil || late.Shown != "93" {
		t.Errorf("late of Văn Lãng at district level %+v, want the plain count 93", late)
	}
	if d, ok := r.Rows[0].Indicators["officials_qualified"]; !ok || d != nil {
		t.Errorf("officials_qualified of Bắc Sơn %v %v, want null", d, ok)
	}
	if d := r.Definitions[0]; d.ID != "on_time_received" || d.Numerator != "resolved_in_time" || d.Denominator != "received" || d.Source == "" {
		t.Errorf("definition %+v", d)
	}
}

func TestJSONInputs(t *testing.T) {
	t.Chdir("../..")
	r := decodeReport(t, "report", "testdata/exports")
	if len(r.Inputs) != 7 {
		t.Fatalf("%d inputs, want 7", len(r.Inputs))
	}
	for _, in := range r.Inputs {
		data, err := os.ReadFile(in.File)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		if got := hex.EncodeToString(sum[:]); in.SHA256 != got {
			t.Errorf("%s: hash %s, want %s", in.File, in.SHA256, got)
		}
		if lines := strings.Count(string(data), "\n"); in.Lines != lines {
			t.Errorf("%s: %d lines, want %d", in.File, in.Lines, lines)
		}
		if sum := in.Title + in.Header + in.Data + in.Section + in.Total + in.Blank + in.Footer; sum != in.Lines {
			t.Errorf("%s: %d lines, but %d accounted for", in.File, in.Lines, sum)
		}
	}
	for _, f := range r.Findings {
		if f.Severity == "" || f.Code == "" || f.Message == "" {
			t.Errorf("finding %+v", f)
		}
	}
}

// TestSameBytes: neither the order of arguments nor the environment shows.
func TestSameBytes(t *testing.T) {
	t.Chdir("../..")
	files := []string{"testdata/exports/bac-son.csv", "testdata/exports/tasks.csv", "testdata/exports/van-lang.csv", "testdata/exports/trang-dinh.csv"}
	turned := []string{files[3], files[1], files[0], files[2]}
	for _, format := range []string{"table", "csv", "json"} {
		_, want, wantErrs := runKPI(t, append([]string{"report", "--lang", "en", "-f", format}, files...)...)
		t.Setenv("LC_ALL", "vi_VN.UTF-8")
		t.Setenv("TZ", "Asia/Ho_Chi_Minh")
		_, got, gotErrs := runKPI(t, append([]string{"report", "--lang", "en", "-f", format}, turned...)...)
		if got != want || gotErrs != wantErrs {
			t.Errorf("%s: the order of files shows", format)
		}
	}
}

// decode reads JSON.
func decode(t *testing.T, text string, into any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		t.Fatal(err)
	}
}
