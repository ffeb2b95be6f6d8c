package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/vietnamese"
)

// states is a table of a user with words of lists.
func states(rows string) catalog.Table { return own(catalog.StateTable, "kind,text,value\n"+rows) }

// system is the choice of a system.
func system(name string) catalog.Table { return catalog.Table{Kind: catalog.StateTable, Name: name} }

// Every row of the table of headers is the column that it names, and no text is in it twice.
func TestHeadersOfLists(t *testing.T) {
	lists, all := load(t).Lists, rows(t, "lists.csv")
	seen := map[string]string{}
	for _, r := range all {
		if _, ok := catalog.ListColumnOf(r["column"]); !ok {
			t.Errorf("%s: no column %s", r["header"], r["column"])
		}
		if c, ok := lists.Column(strings.ToUpper(r["header"]) + " :"); !ok || c.String() != r["column"] {
			t.Errorf("%s is %v, %t, want %s", r["header"], c, ok, r["column"])
		}
		text := strings.ReplaceAll(" "+vietnamese.FoldHeader(r["header"])+" ", " hs ", " hồ sơ ")
		if was, ok := seen[text]; ok {
			t.Errorf("%q is in the table as %q too", r["header"], was)
		}
		seen[text] = r["header"]
	}
	if len(all) != 409 {
		t.Errorf("%d header texts", len(all))
	}
}

// The names of columns are header texts of their own, and those of no measure or key.
func TestNamesOfListColumns(t *testing.T) {
	c := load(t)
	for column := range catalog.ListColumns {
		if column == catalog.ListIgnored {
			continue
		}
		name := column.String()
		if got, ok := c.Lists.Column(name); !ok || got != column {
			t.Errorf("%s is %v, %t", name, got, ok)
		}
		if got, ok := catalog.ListColumnOf(name); !ok || got != column {
			t.Errorf("%s is column %v, %t", name, got, ok)
		}
		if _, ok := c.Measures.Index(name); ok || slices.Contains(catalog.Keys(), name) {
			t.Errorf("%s is the name of another column", name)
		}
	}
	for _, name := range []string{"", "unit", "received", "ignored "} {
		if got, ok := catalog.ListColumnOf(name); ok {
			t.Errorf("%q is column %v", name, got)
		}
	}
}

// Header texts of real systems.
func TestRealHeadersOfLists(t *testing.T) {
	lists := load(t).Lists
	for text, want := range map[string]catalog.ListColumn{
		"Mã HS": catalog.ListCode, "SỐ BIÊN NHẬN": catalog.ListCode, "MaHoSo": catalog.ListCode,
		"Ngày, tháng, năm / Nhận hồ sơ": catalog.ListReceived, "NgayTiepNhan": catalog.ListReceived, "Ngày  nhận:": catalog.ListReceived,
		"Hạn xử lý": catalog.ListDue, "Ngày, tháng, năm / Hẹn trả kết quả": catalog.ListDue,
		"Trả kết quả / Ngày nhận kết quả": catalog.ListResult, "Ngày kết thúc xử lý": catalog.ListResult,
		"NgayTra": catalog.ListHanded, "Ngày trả thực tế": catalog.ListHanded, "Ngày từ chối": catalog.ListReturned,
		"Ngày thông báo bổ sung": catalog.ListAsked, "Ngày bổ sung": catalog.ListSupplied,
		"Ngày nộp hồ sơ": catalog.ListIgnored, "Số lượng (bộ)": catalog.ListIgnored, "Địa bàn phát sinh hồ sơ": catalog.ListIgnored, "Trả sớm hạn": catalog.ListIgnored,
		"Đơn vị giải quyết": catalog.ListResolving, "Đơn vị tiếp nhận": catalog.ListReceiving,
		"Đơn vị/ cá nhân giải quyết": catalog.ListPerson, "Người nhận hồ sơ": catalog.ListPerson, "Trả kết quả / Bên giao": catalog.ListPerson,
	} {
		if got, ok := lists.Column(text); !ok || got != want {
			t.Errorf("%s is %v, %t, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "Tiếp nhận", "Ngày", "Xã Tân Tiến", "Đúng hạn"} {
		if got, ok := lists.Column(text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}

// lookup returns the value of a text of a kind, "?" where it has none.
func lookup(l *catalog.Lists, kind, text string) string {
	flags := map[string]catalog.ListColumn{"fee": catalog.ListFee, "paid": catalog.ListPaid, "digitised": catalog.ListDigitised, "reused": catalog.ListReused, "electronic": catalog.ListElectronic}
	value, ok := "", false
	switch kind {
	case "state":
		var s dossiers.State
		s, ok = l.State(text)
		value = dossiers.States()[s]
	case "channel":
		var c dossiers.Channel
		c, ok = l.Channel(text)
		value = dossiers.Channels()[c]
	default:
		var f dossiers.Flag
		f, ok = l.Flag(flags[kind], text)
		value = []string{"not asked", "", "no", "yes"}[f]
	}
	if !ok {
		return "?"
	}
	return value
}

// Every row of the table of words has its value with its system, and no text of one system
// or of all is in it twice.
func TestWordsOfLists(t *testing.T) {
	all := rows(t, "listwords.csv")
	lists := map[string]*catalog.Lists{"": load(t).Lists}
	for _, name := range catalog.Systems() {
		lists[name] = load(t, system(name)).Lists
	}
	seen, systems := map[string]bool{}, map[string]bool{"": true}
	for _, r := range all {
		key := fmt.Sprint(r["kind"], "/", r["system"], "/", vietnamese.FoldHeader(r["text"]))
		if seen[key] {
			t.Errorf("%s is in the table twice", key)
		}
		seen[key], systems[r["system"]] = true, true
		if l := lists[r["system"]]; l == nil {
			t.Errorf("there is no system %s", r["system"])
		} else if got := lookup(l, r["kind"], " "+strings.ToUpper(r["text"])+" "); got != r["value"] {
			t.Errorf("%s is %s, want %s", key, got, r["value"])
		}
		isFlag := r["kind"] != "state" && r["kind"] != "channel"
		if isNumber := strings.Trim(r["text"], "0123456789") == ""; isNumber && !(isFlag && (r["text"] == "0" || r["text"] == "1")) && r["system"] == "" {
			t.Errorf("%s is a number of all systems", key)
		}
	}
	if len(systems) != len(lists) || len(all) != 225 {
		t.Errorf("%d words of the systems %v", len(all), systems)
	}
}

// Numbers have the meaning of their system, and none without one.
func TestNumbersOfLists(t *testing.T) {
	for _, tt := range []struct {
		user             []catalog.Table
		eight, nine, two string // states, and a channel
	}{
		{nil, "?", "?", "?"},
		{[]catalog.Table{system("portal")}, "stopped", "done", "online"},
		{[]catalog.Table{system("tandan")}, "stopped", "done", "online"},
		{[]catalog.Table{system("ocps")}, "?", "?", "?"},
		{[]catalog.Table{states("state,8,done\nstate,9,handed\n")}, "done", "handed", "?"},
		{[]catalog.Table{system("portal"), states("state,8,done\n")}, "done", "done", "online"},
	} {
		l := load(t, tt.user...).Lists
		if eight, nine, two := lookup(l, "state", "8"), lookup(l, "state", "9"), lookup(l, "channel", "2"); eight != tt.eight || nine != tt.nine || two != tt.two {
			t.Errorf("%v: got %s %s %s", tt, eight, nine, two)
		}
	}
}

func TestCellsOfLists(t *testing.T) {
	l := load(t, states("state,Chờ ký số,open\nstate,Đã xử lý xong,handed\nstate,Chờ,?\nfee,Thu đủ,yes\n")).Lists
	for _, tt := range []struct{ kind, text, want string }{
		{"state", "", ""}, {"state", " ", ""}, {"channel", "", ""}, {"fee", "", ""},
		{"state", "ĐÃ TRẢ  KẾT QUẢ.", "handed"}, {"state", "Chờ ký số", "open"}, {"state", "Đã xử lý xong", "handed"}, {"state", "Chờ", "?"},
		{"state", "Trực tuyến", "?"}, {"channel", "trực tuyến", "online"}, {"channel", "Đã trả kết quả", "?"},
		{"fee", "Thu đủ", "yes"}, {"paid", "Thu đủ", "?"}, {"fee", "50.000", "?"}, {"fee", "0", "no"},
		{"digitised", "✓", "yes"}, {"digitised", "x", "yes"}, {"digitised", "Không", "no"}, {"digitised", "-", "?"}, {"electronic", "Bản giấy", "no"},
	} {
		if got := lookup(l, tt.kind, tt.text); got != tt.want {
			t.Errorf("%s %q is %q, want %q", tt.kind, tt.text, got, tt.want)
		}
	}
	if f, ok := l.Flag(catalog.ListState, "x"); ok {
		t.Errorf("a state is the flag %v", f)
	}
}

func TestFaultsOfWordsOfLists(t *testing.T) {
	wantFaults(t, []fault{
		one("kind", states("state,A,open\nstatus,B,open\n"), `own.csv:3:1 (kind): "status" is not a kind of word`),
		one("value", states("state,A,opened\n"), `own.csv:2:3 (value): want new, open, waiting, withdrawn, stopped, done, handed`),
		one("blank value", states("channel,A,\n"), `own.csv:2:3 (value): want online, direct, postal`),
		one("value of another kind", states("fee,A,open\n"), `own.csv:2:3 (value): want yes, no`),
		one("blank text", states("fee,,yes\n"), `own.csv:2:2 (text): the cell is blank`),
		one("twice", states("state,A,open\nchannel,A,online\n\nstate,a.,done\n"), `own.csv:5:2 (text): is on line 2 too`),
		one("columns", own(catalog.StateTable, "kind,text\nstate,A\n"), `own.csv:1 (value): the column is missing: want kind,text,value`),
		one("another column", own(catalog.StateTable, "kind,system,text,value\nstate,,A,open\n"), `own.csv:1:2 (system): not a column of this table: want kind,text,value`),
	})
	if _, err := catalog.Load(system("igate")); fmt.Sprint(err) != "no file igate, and no ready table of that name (ocps, portal, tandan)" {
		t.Errorf("got %v", err)
	}
}

// A table of headers may name the columns of lists.
func TestOwnHeadersOfLists(t *testing.T) {
	c := load(t, headers("Số phiếu,dossier_code\nVào sổ,received_on\nChủ hộ,person\n"))
	var got []string
	for _, h := range c.Headers.Own() {
		got = append(got, h.Meaning.Key)
	}
	if !slices.Equal(got, []string{"dossier_code", "received_on", "person"}) {
		t.Errorf("got %q", got)
	}
	wantFaults(t, []fault{one("a measure", measures("received_on,flow,dossiers,,,A,B\n"), `own.csv:2:1 (id): "received_on" is the name of a key column`)})
}
