package input

import (
	"testing"

	"cchc/kpi/catalog"
)

// Each set of files is a ledger of its own, with its own findings; units are written alike in
// all.
func TestSets(t *testing.T) {
	write(t, files{
		"a.csv": "period,district,received\n2024-06,huyện tràng định,5\n2024-06,Văn Lãng,1\n",
		"b.csv": "period,district,received\n2024-06,Huyện Tràng Định,7\n2024-06,Tràng Định,8\n",
		"c.csv": "period,district,received\n2024-06,Tràng Định,\n",
		"d.csv": "period,district,received\n2024-06,Bình Gia,2\n",
	})
	got := ReadSets(definitions(t), [][]string{{"a.csv", "d.csv"}, {"b.csv"}, {"c.csv"}, nil}, nil, Options{})
	want := []struct{ findings, ledger string }{
		{"", "Bình Gia 2024-06: received 2; Tràng Định 2024-06: received 5; Văn Lãng 2024-06: received 1"},
		{"row-duplicate b.csv:3:3 line=2", "-"},
		{"count-missing c.csv:2:3", "Tràng Định 2024-06: received ?"},
		{"", ""},
	}
	for i, r := range got {
		if text := found(r.Findings); text != want[i].findings {
			t.Errorf("set %d: findings %s, want %s", i, text, want[i].findings)
		}
		if text := dump(r.Ledger); want[i].ledger != "-" && text != want[i].ledger {
			t.Errorf("set %d: ledger %s, want %s", i, text, want[i].ledger)
		}
	}
}

// A header of the user's that names no column of any file is reported once for all sets,
// unless no file was read.
func TestUnusedHeaders(t *testing.T) {
	cat, err := catalog.Load(catalog.Table{Kind: catalog.HeaderTable, Name: "h.csv", Data: []byte("header,column\nĐến,received\nTồn,pending\n")})
	if err != nil {
		t.Fatal(err)
	}
	write(t, files{"a.csv": "period,district,Đến\n2024-06,A,5\n", "b.csv": "period,district,Tồn\n2024-06,A,5\n", "c.csv": "period,district,Đếm,returned\n2024-06,A,5,1\n", "d.csv": "x\n"})
	for _, c := range []struct {
		sets [][]string
		want string
	}{
		{[][]string{{"a.csv"}}, "header-unused h.csv:3"},
		{[][]string{{"b.csv"}}, "header-unused h.csv:2"},
		{[][]string{{"a.csv", "b.csv"}}, ""},
		{[][]string{{"a.csv"}, {"b.csv"}}, ""},
		{[][]string{{"c.csv"}}, "column-unused c.csv:1:3; header-unused h.csv:2; header-unused h.csv:3"},
		{[][]string{{"d.csv"}}, "header-not-found d.csv:1"},
	} {
		if text := found(ReadSets(cat, c.sets, nil, Options{})[0].Findings); text != c.want {
			t.Errorf("%v: %s, want %s", c.sets, text, c.want)
		}
	}
}
