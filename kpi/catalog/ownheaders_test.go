package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi/catalog"
)

// notBuiltIn returns the rows of the headers table that are not built in, with their sources.
func notBuiltIn(c *catalog.Catalog) (all []string) {
	for _, r := range c.Rows(catalog.HeaderTable).([]catalog.HeaderRow) {
		if r.Source != catalog.SourceBuiltIn {
			all = append(all, r.Header+"="+r.Column+" "+r.Source)
		}
	}
	return all
}

// A row is of the user's table, whatever source it names, unless it was printed from a
// table that is built in and is as it was there.
func TestSourcesOfHeaders(t *testing.T) {
	own := func(rows string) catalog.Table {
		return catalog.Table{Kind: catalog.HeaderTable, Name: "tables/own.csv", Data: []byte("header,column,source\n" + rows)}
	}
	for rows, want := range map[string]string{
		"Tiếp nhận,received,builtin\n":      "",
		"Tiếp nhận,received,\n":             "Tiếp nhận=received own.csv: Tiếp nhận",
		"Tiếp nhận,resolved,builtin\n":      "Tiếp nhận=resolved own.csv: Tiếp nhận",
		"Nhận ở xã,received,builtin\n":      "Nhận ở xã=received own.csv: Nhận ở xã",
		"Đã nhận,received,igate\n":          "Đã nhận=received igate: Đã nhận ready",
		"Đã nhận,caseload,igate\n":          "Đã nhận=caseload own.csv: Đã nhận",
		"Đã nhận,received,nothing\n":        "Đã nhận=received own.csv: Đã nhận",
		"Quá hạn#2,resolved_late,\n":        "Quá hạn#2=resolved_late own.csv: Quá hạn#2",
		"Mục #0,received,\nMục x#,ignored,": "Mục #0=received own.csv Mục x#=ignored own.csv: Mục #0, Mục x#",
	} {
		c := load(t, own(rows))
		var owns []string
		for _, h := range c.Headers.Own() {
			text := h.Header
			if h.Ready {
				text += " ready"
			}
			owns = append(owns, text)
		}
		got := strings.Join(notBuiltIn(c), " ")
		if owns != nil {
			got += ": " + strings.Join(owns, ", ")
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", rows, got, want)
		}
	}
	if h := load(t, own("\nA,ignored,\n\nB,ignored,\n")).Headers.Own()[1]; h.Table != "tables/own.csv" || h.Line != 5 {
		t.Errorf("at %s:%d", h.Table, h.Line)
	}
}

// A user's table is over the ready ones, in any order, but its printed rows are not.
func TestReadyTables(t *testing.T) {
	names := catalog.ReadyNames()
	if !slices.Equal(names, []string{"766", "igate", "opencps"}) {
		t.Errorf("ready tables %q", names)
	}
	for _, name := range names {
		table, err := catalog.Ready(name)
		if err != nil {
			t.Fatal(err)
		}
		c := load(t, table)
		lines := strings.Count(string(table.Data), "\n")
		if got := notBuiltIn(c); len(got) != lines-1 || len(c.Headers.Own()) != lines-1 {
			t.Errorf("%s: %d rows of %d lines", name, len(got), lines)
		}
		for _, h := range c.Headers.Own() {
			if !h.Ready || h.Table != name {
				t.Errorf("%s: %+v", name, h)
			}
		}
	}
	igate, err := catalog.Ready("igate")
	if err != nil {
		t.Fatal(err)
	}
	mine := catalog.Table{Kind: catalog.HeaderTable, Name: "own.csv", Data: []byte("header,column,source\nQuá hạn,pending_overdue,\nĐã tiếp nhận,received,builtin\n")}
	for _, user := range [][]catalog.Table{{igate, mine}, {mine, igate}} {
		c := load(t, user...)
		if got, want := meaning(c, "Quá hạn")+" "+meaning(c, "Đã tiếp nhận"), "pending_overdue ignored"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if _, err := catalog.Ready("igates"); err == nil {
		t.Error("there is a table igates")
	}
	if _, err := catalog.Load(catalog.Table{Kind: catalog.HeaderTable, Name: "own.csv", Data: []byte("header,column,source\nA#2,ignored,\nTiếp nhận,received,builtin\na #2,received,\n")}); fmt.Sprint(err) != "own.csv:4:1 (header): is on line 2 too" {
		t.Errorf("got %v", err)
	}
}
