package units

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/table"
)

var update = flag.Bool("update", false, "write the book of the units of Viet Nam anew")

// The book that is built in is what the tables beside it give.
func TestVietnam(t *testing.T) {
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := readEntries(c.Words, "units.csv", readFile(t, "vietnam/units.csv"))
	if err != nil {
		t.Fatal(err)
	}
	spellOtherwise(t, c, entries)
	list := newList(c.Words, bind(entries, nil))
	r, err := readChanges("successors.csv", readFile(t, "vietnam/successors.csv"), list)
	if err != nil {
		t.Fatal(err)
	}
	text := []byte(bind(entries, slices.Concat(r.changes(), joined(t, list, r.changes()), remained(list))))
	if *update {
		if err := os.WriteFile("vietnam/units.bin", text, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(text, []byte(vietnam)) {
		t.Error("vietnam/units.bin is not what the tables give: run go generate")
	}
	if len(entries) != 15908 || len(r.merges) != 10570 || len(text) > 600_000 {
		t.Errorf("%d units, %d rows of successors, %d bytes", len(entries), len(r.merges), len(text))
	}
}

// spellOtherwise gives units the spellings of their names in other lists.
func spellOtherwise(t *testing.T, c *catalog.Catalog, entries []entry) {
	t.Helper()
	type spelling struct {
		Code string `csv:"code"`
		Name string `csv:"name"`
		Text string `csv:"spelling"`
	}
	spellings, err := table.Read[spelling]("spellings.csv", readFile(t, "vietnam/spellings.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range spellings.Rows {
		n, found := c.Words.Name(s.Name, kpi.Levels()...), false
		for i, e := range entries {
			if e.code == s.Code && e.text == n.Text && e.word == n.Type {
				entries[i].spelling = c.Words.Name(s.Text, kpi.Levels()...).Text
				found = true
			}
		}
		if !found {
			t.Errorf("%s %s is not in the list", s.Code, s.Name)
		}
	}
}

// joined returns the provinces that became part of others: all their communes did.
func joined(t *testing.T, list *List, all []change) []change {
	t.Helper()
	var provinces []change
	for _, m := range all {
		p := change{old: list.book.top(m.old), now: list.book.top(m.now)}
		if p.old != p.now && !slices.Contains(provinces, p) {
			provinces = append(provinces, p)
		}
	}
	for i, p := range provinces {
		if slices.ContainsFunc(provinces[i+1:], func(o change) bool { return o.old == p.old }) {
			t.Errorf("%s went to two provinces", list.label(p.old))
		}
		if list.book.level(p.old) != kpi.Province || list.book.level(p.now) != kpi.Province {
			t.Errorf("%s, %s are no provinces", list.label(p.old), list.label(p.now))
		}
	}
	if len(provinces) != 29+7 {
		t.Errorf("%d provinces joined others", len(provinces))
	}
	return provinces
}

// remained returns the communes that only changed the district above before 1 July 2025:
// they have the same code, type and name there. Others may have taken in a neighbour.
func remained(list *List) []change {
	var same []change
	b := &list.book
	for u := range unit(b.units.len() - 1) {
		next := u + 1
		_, until := b.days(u)
		if b.level(u) == kpi.Commune && b.code(u) == b.code(next) && b.name(u) == b.name(next) && b.typeWord(u) == b.typeWord(next) && until != 0 && until < 20250630 {
			same = append(same, change{old: u, now: next})
		}
	}
	return same
}

// readFile reads a file of the package.
func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
