package main

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// The command line of reconcile: both sides, in their order.
func TestReconcileUsage(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", "counts.csv", june+"1\n")
	write(t, ".", "other.csv", june+"2\n")
	for args, want := range map[string]string{
		"reconcile":                                 "kpi: kpi reconcile needs COUNTS and LIST: the counts, then the list of single dossiers\n",
		"reconcile counts.csv":                      "kpi: kpi reconcile needs COUNTS and LIST: the counts, then the list of single dossiers\n",
		"reconcile counts.csv -":                    "kpi: - can be read only once, and reconcile reads the list again: save it to a file\n",
		"reconcile counts.csv other.csv":            "kpi: other.csv holds counts, not single dossiers: write the list last, kpi reconcile COUNTS LIST\n",
		"reconcile counts.csv other.csv --lang vi":  "kpi: other.csv là số liệu tổng hợp, không phải danh sách hồ sơ: ghi danh sách sau, kpi reconcile SỐ_LIỆU DANH_SÁCH\n",
		"reconcile counts.csv other.csv -f html":    "kpi: invalid argument \"html\"",
		"reconcile counts.csv other.csv --as-dated": "kpi: unknown flag: --as-dated\n",
	} {
		code, out, errs := runKPI(t, strings.Fields(args)...)
		if code != exitTrouble || out != "" || !strings.HasPrefix(errs, want) {
			t.Errorf("%s: %d, %q, %q", args, code, out, errs)
		}
	}
	code, _, errs := runKPI(t, "reconcile", "counts.csv", "none.csv")
	if code != exitTrouble || !strings.Contains(errs, "none.csv: error file-not-found") {
		t.Errorf("no list: %d, %q", code, errs)
	}
}

// A list in the place of the counts is named.
func TestReconcileInOrder(t *testing.T) {
	counts, list := kpi.File{Name: "counts.csv", Columns: make([]kpi.Column, 1)}, kpi.File{Name: "list.csv", List: &kpi.List{}}
	for _, tt := range []struct {
		counts, list kpi.File
		want         string
	}{
		{counts, list, ""},
		{counts, kpi.File{Name: "unreadable.csv"}, ""},
		{list, counts, "list.csv is a list of single dossiers: write the counts first, kpi reconcile COUNTS LIST"},
		{list, list, "list.csv is a list of single dossiers: write the counts first, kpi reconcile COUNTS LIST"},
		{counts, counts, "counts.csv holds counts, not single dossiers: write the list last, kpi reconcile COUNTS LIST"},
	} {
		got := ""
		if err := inOrder([]kpi.File{tt.counts}, []kpi.File{tt.list}); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.counts.Name, tt.list.Name, got, tt.want)
		}
	}
}

// Rows keep no code unless it is wanted, and what keeps a list from being read is noted once.
func TestReconcileRows(t *testing.T) {
	for _, codes := range []bool{false, true} {
		o := &reconcileOptions{codes: codes}
		give := o.rows(func(give func(*dossiers.Row)) []kpi.Finding {
			give(&dossiers.Row{File: "list.csv", Line: 3, Code: "H1"})
			return []kpi.Finding{kpi.NewFinding(kpi.FileChanged, kpi.Place{File: "list.csv"})}
		})
		var got []dossiers.Row
		for range 2 {
			give(func(r *dossiers.Row) { got = append(got, *r) })
		}
		want := dossiers.Row{File: "list.csv", Line: 3}
		if codes {
			want.Code = "H1"
		}
		if len(got) != 2 || got[0] != want || got[1] != want || len(o.session.findings) != 1 {
			t.Errorf("codes %t: %v, %v", codes, got, o.session.findings)
		}
	}
}
