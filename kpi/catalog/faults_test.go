package catalog_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"cchc/kpi/catalog"
	"cchc/kpi/table"
)

// fault is tables of a user that must be refused, and the text of the error.
type fault struct {
	name  string
	user  []catalog.Table
	error string
}

func one(name string, table catalog.Table, text string) fault {
	return fault{name, []catalog.Table{table}, text}
}

// wantFaults loads each and compares the error, its text and its place.
func wantFaults(t *testing.T, faults []fault) {
	t.Helper()
	for _, f := range faults {
		c, err := catalog.Load(f.user...)
		if err == nil {
			t.Errorf("%s: no error, want %s", f.name, f.error)
			continue
		}
		if err.Error() != f.error {
			t.Errorf("%s:\n got %s\nwant %s", f.name, err, f.error)
			continue
		}
		var refused *table.Error
		if !errors.As(err, &refused) || c != nil {
			t.Errorf("%s: the error is a %T, the catalogue %v", f.name, err, c)
			continue
		}
		place := refused.Table
		if refused.Line > 0 {
			place += fmt.Sprintf(":%d", refused.Line)
		}
		if refused.Column > 0 {
			place += fmt.Sprintf(":%d", refused.Column)
		}
		if !strings.HasPrefix(f.error, place) || !strings.HasSuffix(f.error, ": "+refused.Fault.Error()) {
			t.Errorf("%s: the place is %q, the text %q, the error %s", f.name, place, refused.Fault, f.error)
		}
	}
}

func TestFaultsOfIndicators(t *testing.T) {
	const good = "good,resolved,,higher,no,,A,B,C\n"
	wantFaults(t, []fault{
		one("unknown measure", indicators(good+"x,nothing,resolved,higher,no,,A,B,C\n"), `own.csv:3:2 (numerator): no measure "nothing"`),
		one("unknown measure below", indicators("x,resolved,received - nothing,higher,no,,A,B,C\n"), `own.csv:2:3 (denominator): no measure "nothing"`),
		one("label for an id", indicators("x,Đã giải quyết,,higher,no,,A,B,C\n"), `own.csv:2:2 (numerator): no measure "Đã giải quyết"`),
		one("blank numerator", indicators("x,,resolved,higher,no,,A,B,C\n"),
			`own.csv:2:2 (numerator): "" is not a formula: want measure ids with + or - between them`),
		one("sum without an end", indicators("x,resolved +,,higher,no,,A,B,C\n"),
			`own.csv:2:2 (numerator): "resolved +" is not a formula: want measure ids with + or - between them`),
		one("a product", indicators("x,resolved * 2,,higher,no,,A,B,C\n"), `own.csv:2:2 (numerator): no measure "resolved * 2"`),
		one("measure twice", indicators("x,resolved + resolved,,higher,no,,A,B,C\n"), `own.csv:2:2 (numerator): measure "resolved" is there twice`),
		one("days with dossiers", indicators("x,resolved + statutory_days,,higher,no,,A,B,C\n"),
			`own.csv:2:2 (numerator): "statutory_days" counts days, the terms before it dossiers`),
		one("days below with dossiers", indicators("x,resolved,assigned_days - received,higher,no,,A,B,C\n"),
			`own.csv:2:3 (denominator): "received" counts dossiers, the terms before it days`),
		one("days over dossiers", indicators("x,statutory_days,resolved,higher,no,,A,B,C\n"),
			`own.csv:2:3 (denominator): counts dossiers, the numerator days: not a percentage`),
		one("unknown better", indicators("x,resolved,,up,no,,A,B,C\n"), `own.csv:2:4 (better): "up" is not a direction: want higher or lower`),
		one("blank better", indicators("x,resolved,,,no,,A,B,C\n"), `own.csv:2:4 (better): "" is not a direction: want higher or lower`),
		one("unknown headline", indicators("x,resolved,,higher,có,,A,B,C\n"), `own.csv:2:5 (headline): "có" is neither yes, no nor instead`),
		one("blank headline", indicators("x,resolved,,higher,,,A,B,C\n"), `own.csv:2:5 (headline): "" is neither yes, no nor instead`),
		one("blank label_vi", indicators("x,resolved,,higher,no,, ,B,C\n"), `own.csv:2:7 (label_vi): the cell is blank`),
		one("blank label_en", indicators("x,resolved,,higher,no,,A,,C\n"), `own.csv:2:8 (label_en): the cell is blank`),
		one("blank source", indicators("x,resolved,,higher,no,,A,B,\n"), `own.csv:2:9 (source): the cell is blank`),
		one("duplicate id", indicators(good+"\ngood,pending,,higher,no,,A,B,C\n"), `own.csv:4:1 (id): is on line 2 too`),
		one("blank id", indicators(good+",pending,,higher,no,,A,B,C\n"), `own.csv:3:1 (id): the cell is blank`),
		one("capitals", indicators("On_time,resolved,,higher,no,,A,B,C\n"), `own.csv:2:1 (id): "On_time" is not an id: want letters a-z, digits and _`),
		one("spaces", indicators("on time,resolved,,higher,no,,A,B,C\n"), `own.csv:2:1 (id): "on time" is not an id: want letters a-z, digits and _`),
		one("minus", indicators("on-time,resolved,,higher,no,,A,B,C\n"), `own.csv:2:1 (id): "on-time" is not an id: want letters a-z, digits and _`),
		one("digit first", indicators("766,resolved,,higher,no,,A,B,C\n"), `own.csv:2:1 (id): "766" is not an id: want letters a-z, digits and _`),
		one("key column", indicators("district,resolved,,higher,no,,A,B,C\n"), `own.csv:2:1 (id): "district" is the name of a key column`),
		one("other order", own(catalog.IndicatorTable, "source,id,label_en,label_vi,headline,better,denominator,numerator\nC,x,B,A,no,lower,resolved,nothing\n"),
			`own.csv:2:8 (numerator): no measure "nothing"`),
	})
}

func TestFaultsOfMeasures(t *testing.T) {
	wantFaults(t, []fault{
		one("unknown kind", measures("x,stock,dossiers,,,A,B\n"), `own.csv:2:2 (kind): "stock" is not a kind: want flow, opening, closing, distinct or mixed`),
		one("unknown unit", measures("x,flow,hồ sơ,,,A,B\n"),
			`own.csv:2:3 (unit): "hồ sơ" is not something to count: want dossiers, days, procedures, services, fee-procedures, tasks, people`),
		one("unknown part", measures("x,flow,dossiers,resolved + nothing,,A,B\n"), `own.csv:2:4 (parts): no measure "nothing"`),
		one("difference of parts", measures("x,flow,dossiers,received - resolved,,A,B\n"), `own.csv:2:4 (parts): no measure "received - resolved"`),
		one("part twice", measures("x,flow,dossiers,resolved + resolved,,A,B\n"), `own.csv:2:4 (parts): measure "resolved" is there twice`),
		one("part of another thing", measures("x,flow,dossiers,resolved + tasks_late,,A,B\n"), `own.csv:2:4 (parts): "tasks_late" counts tasks, not dossiers`),
		one("part of another kind", measures("x,flow,dossiers,resolved + pending,,A,B\n"), `own.csv:2:2 (kind): part "pending" is closing: make the whole mixed`),
		one("mixed without parts", measures("x,mixed,dossiers,,,A,B\n"), `own.csv:2:2 (kind): only a whole with parts can be mixed`),
		one("part of itself", measures("x,flow,dossiers,x,,A,B\n"), `own.csv:2:4 (parts): the measure is a part of itself`),
		one("cycle", measures("x,flow,dossiers,y,,A,B\ny,flow,dossiers,resolved + z,,A,B\nz,flow,dossiers,x,,A,B\n"),
			`own.csv:2:4 (parts): the measure is a part of itself`),
		one("cycle through a built-in whole", measures("received_online,flow,dossiers,received,,A,B\n"),
			`own.csv:2:4 (parts): the measure is a part of itself`),
		one("unknown bound", measures("x,flow,dossiers,,nothing,A,B\n"), `own.csv:2:5 (within): no measure "nothing"`),
		one("bound of another thing", measures("x,flow,dossiers,,tasks_assigned,A,B\n"), `own.csv:2:5 (within): "tasks_assigned" cannot bound it`),
		one("bound by itself", measures("x,flow,dossiers,,x,A,B\n"), `own.csv:2:5 (within): "x" cannot bound it`),
		one("blank label_vi", measures("x,flow,dossiers,,,,B\n"), `own.csv:2:6 (label_vi): the label is blank`),
		one("blank label_en", measures("x,flow,dossiers,,,A,\n"), `own.csv:2:7 (label_en): the label is blank`),
		one("duplicate id", measures("x,flow,dossiers,,,A,B\ny,flow,dossiers,,,A,B\nx,flow,dossiers,,,A,B\n"), `own.csv:4:1 (id): is on line 2 too`),
		one("blank id", measures(",flow,dossiers,,,A,B\n"), `own.csv:2:1 (id): the cell is blank`),
		one("not an id", measures("Hồ sơ,flow,dossiers,,,A,B\n"), `own.csv:2:1 (id): "Hồ sơ" is not an id: want letters a-z, digits and _`),
		one("key column", measures("level,flow,dossiers,,,A,B\n"), `own.csv:2:1 (id): "level" is the name of a key column`),
		{"a part of a built-in whole counts days now", []catalog.Table{measures("resolved_late,flow,days,,,A,B\n")},
			`measures.csv:13:4 (parts): "resolved_late" counts days, not dossiers`},
	})
}

func TestFaultsOfHeaders(t *testing.T) {
	wantFaults(t, []fault{
		one("unknown column", headers("Nộp tiền,paid\n"), `own.csv:2:2 (column): "paid" is neither a measure nor a key column `+
			`(period, month, quarter, year, province, district, commune, unit, unit_code, level, procedure, field, day_kind, things, count, percent, ordinal, ignored, dossier_code, received_on, due_on, result_on, handed_on, returned_on, asked_on, supplied_on, dossier_state, channel, fee_flag, paid_flag, digitised_flag, reused_flag, electronic_flag, resolving_unit, receiving_unit, person)`),
		one("blank column", headers("Nộp tiền,\n"), `own.csv:2:2 (column): "" is neither a measure nor a key column `+
			`(period, month, quarter, year, province, district, commune, unit, unit_code, level, procedure, field, day_kind, things, count, percent, ordinal, ignored, dossier_code, received_on, due_on, result_on, handed_on, returned_on, asked_on, supplied_on, dossier_state, channel, fee_flag, paid_flag, digitised_flag, reused_flag, electronic_flag, resolving_unit, receiving_unit, person)`),
		one("a key that adds", headers("Đơn vị khác,+unit\n"), `own.csv:2:2 (column): "+unit" is neither a measure nor a key column `+
			`(period, month, quarter, year, province, district, commune, unit, unit_code, level, procedure, field, day_kind, things, count, percent, ordinal, ignored, dossier_code, received_on, due_on, result_on, handed_on, returned_on, asked_on, supplied_on, dossier_state, channel, fee_flag, paid_flag, digitised_flag, reused_flag, electronic_flag, resolving_unit, receiving_unit, person)`),
		one("a part of nothing", headers("Đơn vị khác,caseload?\n"), `own.csv:2:2 (column): "caseload?" is neither a measure nor a key column `+
			`(period, month, quarter, year, province, district, commune, unit, unit_code, level, procedure, field, day_kind, things, count, percent, ordinal, ignored, dossier_code, received_on, due_on, result_on, handed_on, returned_on, asked_on, supplied_on, dossier_state, channel, fee_flag, paid_flag, digitised_flag, reused_flag, electronic_flag, resolving_unit, receiving_unit, person)`),
		one("duplicate", headers("Nộp tiền,paid_online\nTồn,pending\nNỘP  TIỀN:,received\n"), `own.csv:4:1 (header): is on line 2 too`),
		one("blank", headers("Tồn,pending\n,paid_online\n"), `own.csv:3:1 (header): the cell is blank`),
		one("id of a measure", headers("received,resolved\n"), `own.csv:2:1 (header): is the id received`),
		one("id of a measure in another form", headers("Resolved late,resolved\n"), `own.csv:2:1 (header): is the id resolved_late`),
		one("key", headers("District,unit\n"), `own.csv:2:1 (header): is the id district`),
		one("blank in another order", own(catalog.HeaderTable, "column,header\npending,Tồn\npaid_online,\n"), `own.csv:3:2 (header): the cell is blank`),
		one("duplicate in another order", own(catalog.HeaderTable, "column,header\npending,Tồn\npending,Còn\nreceived,tồn\n"),
			`own.csv:4:2 (header): is on line 2 too`),
	})
	if c := load(t, headers("Received,received\nDISTRICT,district\n")); meaning(c, "received") != "received" {
		t.Error("an id is no header of itself")
	}
}

func TestFaultsOfTables(t *testing.T) {
	const header = "id,numerator,denominator,better,headline,family,label_vi,label_en,source"
	const columns = header + ",source_vi"
	const row = "x,resolved,,higher,no,,A,B,C"
	table := func(text string) catalog.Table { return own(catalog.IndicatorTable, text) }
	wantFaults(t, []fault{
		one("missing column", table("id,numerator,better,headline,family,label_vi,label_en,source\n"), `own.csv:1 (denominator): the column is missing: want `+columns),
		one("missing column of measures", own(catalog.MeasureTable, "id,kind,unit,within,label_vi,label_en\n"),
			`own.csv:1 (parts): the column is missing: want id,kind,unit,parts,within,label_vi,label_en`),
		one("missing column of headers", own(catalog.HeaderTable, "header\nTồn\n"), `own.csv:1 (column): the column is missing: want header,column,source`),
		one("the wrong table", table("header,column\nTồn,pending\n"), `own.csv:1:1 (header): not a column of this table: want `+columns),
		one("comma without quotes", table(header+"\nx,resolved,,higher,no,,Trễ, quá hạn,B,C\n"), `own.csv:2: the row has 10 cells, the header 9`),
		one("line after a cell of two lines", table(header+"\nx,resolved,,higher,no,,\"A\nA\",B,C\n\ny,nothing,,higher,no,,A,B,C\n"),
			`own.csv:5:2 (numerator): no measure "nothing"`),
		one("spreadsheet", table("\ufeffid;numerator;denominator;better;headline;family;label_vi;label_en;source\r\n\r\nx;nothing;;higher;no;;A;B;C\r\n"),
			`own.csv:3:2 (numerator): no measure "nothing"`),
		{"the second table", []catalog.Table{indicators(row + "\n"), {Kind: catalog.MeasureTable, Name: "b.csv", Data: []byte("id\n")}},
			`b.csv:1 (kind): the column is missing: want id,kind,unit,parts,within,label_vi,label_en`},
	})
}

// Of several faults in one row the same one is reported on every run.
func TestFaultsInOrder(t *testing.T) {
	user := indicators("x,resolved,,higher,no,,,,\n")
	for range 50 {
		if _, err := catalog.Load(user); err == nil || err.Error() != "own.csv:2:7 (label_vi): the cell is blank" {
			t.Fatalf("got %v, want the first blank cell", err)
		}
	}
}
