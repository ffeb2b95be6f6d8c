package kpi_test

import (
	"testing"

	"cchc/kpi"
)

// Of a code of which no more findings are kept each is counted, and needs no words.
func TestSkip(t *testing.T) {
	const most = 10_000
	f := kpi.NewFileFindings("a.csv")
	for n := range most {
		if f.Skip(kpi.CountMissing) {
			t.Fatalf("finding %d is skipped", n+1)
		}
		f.Add(kpi.CountMissing, kpi.Place{Line: n + 2})
	}
	if !f.Skip(kpi.CountMissing) || f.Skip(kpi.CountNegative) {
		t.Error("a finding beyond the limit is not skipped, or one of another code is")
	}
	f.Add(kpi.CountMissing, kpi.Place{Line: most + 3})
	all := f.All()
	if last := all[0]; len(all) != most+1 || last.Code != kpi.FindingsMore || last.Args.Value("more") != "2" {
		t.Errorf("%d findings, the first %+v, want 10001 and that there are 2 more", len(all), last)
	}
}
