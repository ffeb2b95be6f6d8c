package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

var (
	generated = flag.Int("generated", 2000, "how many tables TestGeneratedTables makes")
	seed      = flag.Uint64("seed", 0, "the one table that TestGeneratedTables makes, and prints")
)

// class is what a reading makes of a table.
type class int

const (
	exact   class = iota // all figures are right, and what must be reported is
	refused              // an error
	warned               // figures are wrong or missing, and a warning is at a hazard
	silent
)

// trial is one table that was read.
type trial struct {
	seed    uint64
	hazards []string
	class   class
	why     string
	text    string // of the table and the findings
}

// TestGeneratedTables reads random truth in random layouts with hazards. Nothing is wrong
// in silence, and what a careful reader surely reads is not refused. A failure names its
// seed: go test ./cmd/kpi -run GeneratedTables -seed N prints the table.
func TestGeneratedTables(t *testing.T) {
	all, err := places()
	if err != nil || len(all) < 100 {
		t.Fatalf("%d places, %v", len(all), err)
	}
	s := readingSession(t)
	n, first := *generated, uint64(1)
	if testing.Short() {
		n = min(n, 300)
	}
	if *seed > 0 {
		n, first = 1, *seed
	}
	trials := make([]trial, n)
	var group sync.WaitGroup
	for worker := range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := worker; i < n; i += runtime.GOMAXPROCS(0) {
				trials[i] = try(t, s, all, first+uint64(i))
			}
		})
	}
	group.Wait()
	if *seed > 0 {
		t.Logf("%v: %s", trials[0].hazards, trials[0].text)
	}
	wantNoneSilent(t, trials)
	if n >= 2000 {
		wantRead(t, trials)
	}
}

// readingSession is a session with the flags of a report.
func readingSession(t *testing.T) session {
	t.Helper()
	s := newSession(newProgram())
	s.bindFigures(&cobra.Command{}, reportFormats())
	s.errw = io.Discard
	if err := s.prepare(); err != nil {
		t.Fatal(err)
	}
	return s
}

// hazards are all that tables may have.
func hazards() []hazard {
	plain := hazard{"none", 95, func(*draft) bool { return true }}
	return slices.Concat([]hazard{plain}, titleHazards(), headHazards(), sumHazards(), otherRows(), nameHazards(), officeHazards(), cellHazards(), periodHazards(), tableHazards())
}

// try makes the table of a seed and reads it.
func try(t *testing.T, s session, all []place, seed uint64) trial {
	r := rand.New(rand.NewPCG(seed, 2025))
	list := hazards()
	var d *draft
	made := trial{seed: seed}
	for h := list[int(seed)%len(list)]; len(made.hazards) == 0; {
		if d = newDraft(r, all); h.apply(d) {
			made.hazards = []string{h.name}
		}
	}
	if r.IntN(4) == 0 {
		if h := list[r.IntN(len(list))]; h.apply(d) {
			made.hazards = append(made.hazards, h.name)
		}
	}
	p := d.page()
	data := p.text(t)
	if d.book != nil {
		d.book.change(d, &p)
		data = d.book.bytes(t, p)
	}
	s.findings, s.in = nil, bytes.NewReader(data)
	ledger, err := s.ledger([]string{rows.Stdin}, s.cat.Indicators, false)
	made.class, made.why = classify(d, p, ledger, s.findings, err)
	made.text = describe(s, p, ledger, made.why)
	return made
}

// classify compares what was read with the truth.
func classify(d *draft, p page, ledger *kpi.Ledger, findings []kpi.Finding, err error) (class, string) {
	if err != nil {
		return refused, ""
	}
	said := func(line int) bool {
		return slices.ContainsFunc(findings, func(f kpi.Finding) bool {
			return f.Severity == kpi.Warning && f.Code != kpi.ColumnMissing && f.Code != kpi.PeriodGap && (line == 0 || f.Place.Line == line)
		})
	}
	why := d.difference(ledger)
	if why == "" {
		for _, line := range p.must {
			if !said(line) {
				return silent, fmt.Sprintf("nothing is said of line %d", line)
			}
		}
		return exact, ""
	}
	if slices.ContainsFunc(p.hazards, said) || len(p.hazards) == 0 && said(0) {
		return warned, why
	}
	return silent, why
}

// difference returns a figure that is not the truth, or "".
func (d *draft) difference(ledger *kpi.Ledger) string {
	want := map[figureKey]map[string]int64{}
	parts := map[figureKey]map[string]int{}
	for _, f := range d.facts {
		if d.void || f.counts == nil {
			continue
		}
		key := keyOf(kpi.Unit{District: f.District, Commune: f.Commune}, f.period)
		if want[key] == nil {
			want[key], parts[key] = map[string]int64{}, map[string]int{}
		}
		parts[key][""]++
		for id, v := range f.counts {
			want[key][id] += v
			parts[key][id]++
		}
	}
	seen := map[figureKey]bool{}
	for _, e := range ledger.Entries {
		key := keyOf(e.Unit, e.Period)
		if bare(e.Unit.Commune) == e.Unit.Commune { // as in the table, where one unit can be meant
			key = withType(want, key)
		}
		counts, ok := want[key]
		if !ok {
			return fmt.Sprintf("%v is no unit of the truth", key)
		}
		if seen[key] {
			return fmt.Sprintf("%v is read as two units", key)
		}
		seen[key] = true
		for i := range ledger.Measures.Len() {
			id := ledger.Measures.At(i).ID
			got, complete := e.Tally.Value(i)
			known := parts[key][id] == parts[key][""]
			if e.Tally.Touched(i) && (complete != known || complete && got != counts[id]) {
				return fmt.Sprintf("%s of %v is %d (complete: %t), want %d (known: %t)", id, key, got, complete, counts[id], known)
			}
			listed := slices.ContainsFunc(d.columns, func(c column) bool { return c.id == id })
			if listed && known && !complete {
				return fmt.Sprintf("%s of %v is not read", id, key)
			}
		}
	}
	for key := range want {
		if !seen[key] {
			return fmt.Sprintf("%v is not read", key)
		}
	}
	return ""
}

// figureKey names a unit and a period in one spelling.
type figureKey struct{ district, commune, period string }

// keyOf names a unit of a ledger or of the truth.
func keyOf(u kpi.Unit, p kpi.Period) figureKey {
	return figureKey{plainName(bare(u.District)), plainName(u.Commune), p.String()}
}

// withType gives a commune without a type word that of the only one of its name.
func withType(want map[figureKey]map[string]int64, key figureKey) figureKey {
	found := key
	for k := range want {
		if k.district == key.district && k.period == key.period && strings.HasSuffix(k.commune, " "+key.commune) && bareWords(k.commune) == key.commune {
			if found != key {
				return key
			}
			found = k
		}
	}
	return found
}

// bareWords is a name in one spelling without its type word.
func bareWords(name string) string {
	for _, word := range []string{"thị trấn ", "đặc khu ", "phường ", "xã "} {
		if rest, ok := strings.CutPrefix(name, plainName(word)); ok {
			return rest
		}
	}
	return name
}

// plainName is a name with each of several spellings written in one way: i at the end of a
// syllable without another vowel is y, but "Ia Ly" is not "Ya Ly".
func plainName(name string) string {
	name = strings.TrimLeft(name, "0")
	name = strings.NewReplacer("oà", "òa", "oá", "óa", "uỷ", "ủy", "uỵ", "ụy", "uý", "úy", "oả", "ỏa", "oạ", "ọa", " 0", " ").Replace(strings.ToLower(name))
	words := strings.Split(name, " ")
	for n, word := range words {
		word = strings.Replace(word, "quí", "quý", 1)
		stem := strings.TrimRight(word, "iíìĩỉị")
		if stem == "" || strings.ContainsAny(stem, "aăâeêioôơuưyạảãàáậẩẫầấặẳẵằắẹẻẽèéệểễềếọỏõòóộổỗồốợởỡờớụủũùúựửữừứ") {
			words[n] = word
			continue
		}
		words[n] = strings.NewReplacer("i", "y", "í", "ý", "ì", "ỳ", "ĩ", "ỹ", "ỉ", "ỷ", "ị", "ỵ").Replace(word)
	}
	return strings.Join(words, " ")
}

// describe writes a table and what was found.
func describe(s session, p page, ledger *kpi.Ledger, why string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n", why)
	for i, row := range p.rows {
		mark := " "
		if slices.Contains(p.hazards, i+1) {
			mark = "*"
		}
		fmt.Fprintf(&text, "%3d%s %s\n", i+1, mark, strings.Join(row, " | "))
	}
	for _, f := range s.findings {
		message, _ := s.cat.Messages.Message(f, kpi.English)
		fmt.Fprintf(&text, "    %s %s %s: %s\n", f.Place, f.Severity, f.Code, message)
	}
	return text.String()
}

// wantNoneSilent wants no table wrong in silence, and logs what became of each hazard.
func wantNoneSilent(t *testing.T, trials []trial) {
	t.Helper()
	shown := map[string]int{}
	var counts [4]int
	for _, made := range trials {
		counts[made.class]++
		name := strings.Join(made.hazards, " + ")
		if made.class == silent && shown[made.hazards[0]] < 1 {
			shown[made.hazards[0]]++
			t.Errorf("seed %d: %s: %s", made.seed, name, made.text)
		}
	}
	t.Logf("%d tables: %d exact, %d refused, %d warned, %d silent", len(trials), counts[exact], counts[refused], counts[warned], counts[silent])
	for _, h := range hazards() {
		counts := alone(trials, h.name)
		t.Logf("%-52s %4d exact %4d refused %4d warned %4d silent", h.name, counts[exact], counts[refused], counts[warned], counts[silent])
	}
}

// wantRead wants what is surely read to be read.
func wantRead(t *testing.T, trials []trial) {
	t.Helper()
	for _, h := range hazards() {
		counts := alone(trials, h.name)
		if all := counts[exact] + counts[refused] + counts[warned] + counts[silent]; 100*counts[exact] < h.exact*all {
			i := slices.IndexFunc(trials, func(made trial) bool {
				return made.class != exact && len(made.hazards) == 1 && made.hazards[0] == h.name
			})
			t.Errorf("%s: %d of %d are read exactly, want %d of a hundred; seed %d is not: %s", h.name, counts[exact], all, h.exact, trials[i].seed, trials[i].text)
		}
	}
}

// alone counts the tables that have one hazard alone, by class.
func alone(trials []trial, name string) (counts [4]int) {
	for _, made := range trials {
		if len(made.hazards) == 1 && made.hazards[0] == name {
			counts[made.class]++
		}
	}
	return counts
}
