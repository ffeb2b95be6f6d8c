package names

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// words returns the words of the catalogue.
func words(t *testing.T) *catalog.Words {
	t.Helper()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return cat.Words
}

// spelling reads a unit: "Tỉnh Lạng Sơn/Huyện Bắc Sơn/Xã Tân Lập". Its places are on a
// line, the names in columns 1 to 3.
func spelling(w *catalog.Words, text string, line int) *Spelling {
	parts := strings.Split(text, "/")
	s := &Spelling{Unit: Unit{w.Name(parts[0], kpi.Province), w.Name(parts[1], kpi.District), w.Name(parts[2], kpi.Commune), 0}}
	for tier := range s.Places {
		s.Places[tier] = kpi.Place{Line: line, Column: tier + 1}
	}
	return s
}

// registry numbers units in their order.
func registry(w *catalog.Words, units ...string) *Registry {
	r := NewRegistry(1)
	for i, text := range units {
		r.ID(spelling(w, text, i+1))
	}
	return r
}

// resolved writes the units of a registry by their numbers, and the findings.
func resolved(r *Registry) (units, findings string) {
	list, found := r.Resolve(nil)
	var texts, codes []string
	for _, u := range list {
		texts = append(texts, u.Province+"/"+u.District+"/"+u.Commune)
	}
	kpi.SortFindings(found)
	for _, f := range found {
		text := f.Code + " " + strings.TrimPrefix(f.Place.String(), ":")
		for _, name := range []string{"units", "unit", "other"} {
			if value, ok := f.Args.Lookup(name); ok {
				text += " " + value
			}
		}
		codes = append(codes, text)
	}
	return strings.Join(texts, "; "), strings.Join(codes, "; ")
}

// Units with the same names and type words have one number, however they are written.
func TestRegistryNumbers(t *testing.T) {
	w := words(t)
	r := NewRegistry(1)
	for i, tt := range []struct {
		text string
		id   int
	}{
		{"/Huyện Bắc Sơn/Xã Tân Lập", 0}, {"/Huyện Bắc Sơn/", 1}, {"/HUYỆN BẮC SƠN/xã tân lập", 0}, {"/UBND huyện Bắc Sơn/", 1}, {"/Bắc Sơn/Xã Tân Lập", 2},
		{"/Huyện Bắc Sơn/Thị trấn Tân Lập", 3}, {"Tỉnh Lạng Sơn/Huyện Bắc Sơn/", 4}, {"Lạng Sơn/Huyện Bắc Sơn/", 4}, {"/Huyện Lộc Bình/Xã Tân Lập", 5}, {"//", 6},
	} {
		s := spelling(w, tt.text, i+1)
		if id, known := r.Find(&s.Unit); known != (tt.id < len(r.spellings)) || known && id != tt.id {
			t.Errorf("%s before: %d, %v", tt.text, id, known)
		}
		if id := r.ID(s); id != tt.id {
			t.Errorf("%s: %d, want %d", tt.text, id, tt.id)
		}
		if id, known := r.Find(&s.Unit); !known || id != tt.id {
			t.Errorf("%s behind: %d, %v", tt.text, id, known)
		}
	}
	if p := r.First(1).Place(); p.Line != 2 || p.Column != 2 {
		t.Errorf("the first place of a district is %v", p)
	}
	if p := r.First(4).Place(); p.Line != 7 || p.Column != 2 {
		t.Errorf("the first place of a district with a province is %v", p)
	}
	level := spelling(w, "/Huyện Bắc Sơn/", 9)
	if level.Unit.Level = kpi.Commune; r.ID(level) != 7 {
		t.Error("all communes of a district have the number of the district")
	}
}

// The most particular name is that of the level.
func TestNamed(t *testing.T) {
	w := words(t)
	for text, want := range map[string]kpi.Level{"//": 0, "Lạng Sơn//": kpi.Province, "Lạng Sơn/Bắc Sơn/": kpi.District, "/Bắc Sơn/Tân Lập": kpi.Commune, "Lạng Sơn//Tân Lập": kpi.Commune} {
		s := spelling(w, text, 1)
		if got := s.Unit.Named(); got != want || s.Unit.In(Commune) != s.Unit.Commune || s.Unit.In(District) != s.Unit.District || s.Unit.In(Province) != s.Unit.Province {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// A registry is full when there are more units than the whole country has.
func TestIsFull(t *testing.T) {
	w := words(t)
	r := NewRegistry(1)
	for i := range Limit {
		r.ID(spelling(w, fmt.Sprintf("/Huyện %d/", i), 1))
	}
	if r.IsFull() {
		t.Errorf("full with %d units", Limit)
	}
	if r.ID(spelling(w, "/Huyện Bắc Sơn/", 1)); !r.IsFull() || (&Registry{spellings: r.spellings, sets: 2}).IsFull() {
		t.Errorf("not full with %d units, or full with two sets of exports", Limit+1)
	}
}

// Districts have their type word only where two share a name, communes always. A name in
// capital letters is written as others write it, or with capital letters first.
func TestResolve(t *testing.T) {
	w := words(t)
	for _, tt := range []struct {
		name           string
		units          []string
		want, findings string
	}{
		{"none", nil, "", ""},
		{"type words", []string{"Tỉnh Lạng Sơn/Huyện Bắc Sơn/Xã Tân Lập", "Tỉnh Lạng Sơn/Huyện Bắc Sơn/"}, "Lạng Sơn/Bắc Sơn/Xã Tân Lập; Lạng Sơn/Bắc Sơn/", ""},
		{"a type word that others give", []string{"/Bắc Sơn/Tân Lập", "/Huyện Bắc Sơn/Xã Tân Lập"}, "/Bắc Sơn/Xã Tân Lập; /Bắc Sơn/Xã Tân Lập", ""},
		{"two districts of one name", []string{"/Huyện Cai Lậy/", "/Thị xã Cai Lậy/"}, "/Huyện Cai Lậy/; /Thị xã Cai Lậy/", ""},
		{"a third without a type word", []string{"/Huyện Cai Lậy/", "/Thị xã Cai Lậy/", "/Cai Lậy/"}, "/Huyện Cai Lậy/; /Thị xã Cai Lậy/; /Cai Lậy/", "unit-ambiguous 3:2 Huyện Cai Lậy, Thị xã Cai Lậy"},
		{"two communes of one name", []string{"/A/Xã Tân Lập", "/A/Thị trấn Tân Lập", "/A/Tân Lập", "/B/Xã Tân Lập"}, "/A/Xã Tân Lập; /A/Thị trấn Tân Lập; /A/Tân Lập; /B/Xã Tân Lập",
			"unit-ambiguous 3:3 Thị trấn Tân Lập, Xã Tân Lập"},
		{"communes of two districts", []string{"/Huyện Cai Lậy/Xã A", "/Thị xã Cai Lậy/Phường A", "/Thị xã Cai Lậy/A"}, "/Huyện Cai Lậy/Xã A; /Thị xã Cai Lậy/Phường A; /Thị xã Cai Lậy/Phường A", ""},
		{"capital letters", []string{"/HUYỆN BẮC SƠN/XÃ TÂN LẬP"}, "/Bắc Sơn/Xã Tân Lập", ""},
		{"capital letters of another spelling", []string{"/BẮC SƠN/XÃ TÂN LẬP", "/Bắc sơn/xã Tân lập"}, "/Bắc sơn/Xã Tân lập", ""},
		{"capital letters without tones", []string{"/BắC SƠN/"}, "/Bắc Sơn/", ""},
		{"signs before letters", []string{"/A/XÃ “TÂN LẬP” (CŨ)", "/A/PHƯỜNG 3"}, "/A/Xã “Tân Lập” (Cũ); /A/Phường 3", ""},
		{"tones in two places", []string{"/A/Xã Hòa Bình", "/A/Xã Hoà Bình"}, "/A/Xã Hoà Bình", ""},
		{"the only province", []string{"Lạng Sơn/Bắc Sơn/", "/Lộc Bình/", "//"}, "Lạng Sơn/Bắc Sơn/; Lạng Sơn/Lộc Bình/; Lạng Sơn//", ""},
		{"two provinces", []string{"Lạng Sơn/Bắc Sơn/", "/Lộc Bình/", "Cao Bằng//"}, "Lạng Sơn/Bắc Sơn/; /Lộc Bình/; Cao Bằng//", ""},
		{"names without marks", []string{"/Tràng Định/", "/Trang Dinh/", "/Trang Dinh/Xã A"}, "/Tràng Định/; /Trang Dinh/; /Trang Dinh/Xã A", "unit-spellings 2:2 Trang Dinh Tràng Định"},
		{"i and y", []string{"/A/Xã Mỹ Lý", "/A/Xã Mĩ Lí", "/B/Xã Mĩ Lí"}, "/A/Xã Mỹ Lý; /A/Xã Mĩ Lí; /B/Xã Mĩ Lí", "unit-spellings 1:3 Xã Mỹ Lý Xã Mĩ Lí"},
		{"signs between letters", []string{"/A/Xã Đăk-Tô", "/A/Xã Đăk Tô"}, "/A/Xã Đăk-Tô; /A/Xã Đăk Tô", "unit-spellings 1:3 Xã Đăk-Tô Xã Đăk Tô"},
	} {
		units, findings := resolved(registry(w, tt.units...))
		if units != tt.want || findings != tt.findings {
			t.Errorf("%s: %s, want %s\nfindings %s, want %s", tt.name, units, tt.want, findings, tt.findings)
		}
	}
}

// A unit without a level has that of its names.
func TestResolveLevels(t *testing.T) {
	w := words(t)
	r := registry(w, "Lạng Sơn//", "/Bắc Sơn/", "/Bắc Sơn/Tân Lập")
	all := spelling(w, "/Bắc Sơn/", 4)
	all.Unit.Level = kpi.Commune
	r.ID(all)
	units, _ := r.Resolve(nil)
	for id, want := range []kpi.Level{kpi.Province, kpi.District, kpi.Commune, kpi.Commune} {
		if units[id].Level != want {
			t.Errorf("unit %d is of level %v, want %v", id, units[id].Level, want)
		}
	}
}

// However units come, and over however many files, each is written in one way.
func TestAnyOrderOfSpellings(t *testing.T) {
	w := words(t)
	texts := []string{"/Huyện Bắc Sơn/Xã Tân Lập", "/BẮC SƠN/XÃ TÂN LẬP", "/huyện bắc sơn/tân lập", "Lạng Sơn/Bắc Sơn/Xã Tân lập", "Tỉnh Lạng Sơn/Bắc Sơn/", "TỈNH LẠNG SƠN/Lộc Bình/Xã Hòa Bình",
		"/Lộc Bình/Xã Hoà Bình", "/Loc Binh/", "/Cai Lậy/", "/Thị xã Cai Lậy/", "/Huyện CAI LẬY/"}
	// unitsOf writes the unit of each text, and the codes of the findings.
	unitsOf := func(order []int, cuts []int) string {
		all := NewRegistry(1)
		ids := map[string]int{}
		for n, from := range cuts {
			to := len(order)
			if n+1 < len(cuts) {
				to = cuts[n+1]
			}
			own := NewRegistry(1)
			local := map[string]int{}
			for _, i := range order[from:to] {
				local[texts[i]] = own.ID(spelling(w, texts[i], 1))
			}
			numbers := all.Adopt(own)
			for text, id := range local {
				ids[text] = numbers[id]
			}
		}
		units, findings := all.Resolve(nil)
		var lines []string
		for _, text := range texts {
			u := units[ids[text]]
			lines = append(lines, u.Province+"/"+u.District+"/"+u.Commune)
		}
		for _, f := range findings {
			if f.Code == kpi.UnitAmbiguous {
				lines = append(lines, f.Code)
			}
		}
		return strings.Join(lines, "\n")
	}
	random := rand.New(rand.NewSource(1))
	want := unitsOf(random.Perm(len(texts)), []int{0})
	if !strings.HasPrefix(want, "Lạng Sơn/Bắc Sơn/Xã Tân Lập\n") || !strings.Contains(want, kpi.UnitAmbiguous) {
		t.Errorf("units are\n%s", want)
	}
	for range 200 {
		cuts := []int{0, random.Intn(len(texts)), random.Intn(len(texts))}
		slices.Sort(cuts)
		if got := unitsOf(random.Perm(len(texts)), cuts); got != want {
			t.Fatalf("in another order units are\n%s\nwant\n%s", got, want)
		}
	}
}
