package input

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/kpi"
)

// eachTable calls a test with seeded random tables.
func eachTable(t *testing.T, try func(t *testing.T, r *rand.Rand, table truth, want string)) {
	t.Helper()
	for seed := range uint64(12) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 2024))
			table := modelTable(r)
			try(t, r, table, table.sums(definitions(t).Measures))
		})
	}
}

// split deals the rows of a table out to files.
func split(r *rand.Rand, table truth, n int, how func() manner) files {
	parts := make([][]line, n)
	for _, l := range table.lines {
		i := r.IntN(n)
		parts[i] = append(parts[i], l)
	}
	in := files{}
	for i, lines := range parts {
		if len(lines) > 0 {
			in[fmt.Sprintf("%c.csv", 'a'+i)] = how().write(r, table.measures, lines)
		}
	}
	return in
}

// One way of writing at a time leaves the ledger as the sums of the table.
func TestFormsOfATableDoNotMatter(t *testing.T) {
	forms := map[string]func(*manner){
		"plain":               func(*manner) {},
		"rows and columns":    func(m *manner) { m.shuffle = true },
		"CRLF":                func(m *manner) { m.newline = "\r\n" },
		"CR":                  func(m *manner) { m.newline = "\r" },
		"mixed line ends":     func(m *manner) { m.newline = "mixed" },
		"titles":              func(m *manner) { m.titles = true },
		"numbers of columns":  func(m *manner) { m.numbers = true },
		"footers":             func(m *manner) { m.footers = true },
		"no line break":       func(m *manner) { m.final = false },
		"byte-order mark":     func(m *manner) { m.mark = true },
		"semicolons":          func(m *manner) { m.delimiter = ";" },
		"tabs":                func(m *manner) { m.delimiter = "\t" },
		"some quotes":         func(m *manner) { m.quotes = 3 },
		"all quotes":          func(m *manner) { m.quotes = 1 },
		"dots":                func(m *manner) { m.group = "." },
		"commas":              func(m *manner) { m.group = "," },
		"spaces":              func(m *manner) { m.group = " " },
		"no-break spaces":     func(m *manner) { m.group = "\u00a0" },
		"narrow spaces":       func(m *manner) { m.group = "\u202f" },
		"decomposed":          func(m *manner) { m.nfd = true },
		"capital letters":     func(m *manner) { m.upper = true },
		"dashes":              func(m *manner) { m.dash = true },
		"12.0":                func(m *manner) { m.zero = true },
		"blank lines":         func(m *manner) { m.blanks = true },
		"total rows":          func(m *manner) { m.totals = true },
		"Vietnamese headers":  func(m *manner) { m.header = vietnameseHeader() },
		"headers, decomposed": func(m *manner) { m.header, m.nfd = vietnameseHeader(), true },
	}
	eachTable(t, func(t *testing.T, r *rand.Rand, table truth, want string) {
		for _, name := range slices.Sorted(maps.Keys(forms)) {
			m := plainManner()
			forms[name](&m)
			wantLedger(t, files{"a.csv": m.write(r, table.measures, table.lines)}, want)
			if t.Failed() {
				t.Fatalf("form: %s", name)
			}
		}
	})
}

// Nor do all ways of writing at once, in one file or in several.
func TestAllFormsOfATableDoNotMatter(t *testing.T) {
	eachTable(t, func(t *testing.T, r *rand.Rand, table truth, want string) {
		for range 6 {
			wantLedger(t, files{"a.csv": randomManner(r).write(r, table.measures, table.lines)}, want)
		}
		for n := 2; n < 6; n++ {
			header := randomManner(r).header
			wantLedger(t, split(r, table, n, func() manner {
				m := randomManner(r)
				m.header = header
				return m
			}), want)
		}
	})
}

// The measures of a table may be in files of their own.
func TestMeasuresInFilesDoNotMatter(t *testing.T) {
	eachTable(t, func(t *testing.T, r *rand.Rand, table truth, want string) {
		half := 1 + r.IntN(len(table.measures)-1)
		header := randomManner(r).header
		in := files{}
		for i, cut := range [][2]int{{0, half}, {half, len(table.measures)}} {
			var lines []line
			for _, l := range table.lines {
				l.figures = l.figures[cut[0]:cut[1]]
				lines = append(lines, l)
			}
			m := randomManner(r)
			m.header = header
			in[fmt.Sprintf("%c.csv", 'a'+i)] = m.write(r, table.measures[cut[0]:cut[1]], lines)
		}
		wantLedger(t, in, want)
	})
}

// Where one count grows, one sum grows by as much, and nothing else changes.
func TestOneCountMoves(t *testing.T) {
	eachTable(t, func(t *testing.T, r *rand.Rand, table truth, want string) {
		for range 8 {
			row, column, d := r.IntN(len(table.lines)), r.IntN(len(table.measures)), 1+r.Int64N(1_000_000)
			if table.lines[row].figures[column].blank {
				continue
			}
			m := randomManner(r)
			before := sumsOf(t, m.write(r, table.measures, table.lines))
			table.lines[row].figures[column].count += d
			after := sumsOf(t, m.write(r, table.measures, table.lines))
			table.lines[row].figures[column].count -= d
			l := table.lines[row]
			moved := fmt.Sprintf("%s/%s %s %s", l.district, l.commune, l.period, table.measures[column])
			if _, ok := before[moved]; !ok || len(before) != len(after) {
				t.Fatalf("%d sums, then %d; %s among them: %t", len(before), len(after), moved, ok)
			}
			for name, sum := range before {
				grown := after[name] - sum
				if name == moved && grown != d || name != moved && grown != 0 {
					t.Errorf("%s grew by %d where %s grew by %d", name, grown, moved, d)
				}
			}
		}
	})
}

// sumsOf reads an export and returns its sums by unit, period and measure.
func sumsOf(t *testing.T, text string) map[string]int64 {
	t.Helper()
	write(t, files{"a.csv": text})
	got := Read(definitions(t), []string{"a.csv"}, nil, Options{})
	ms, sums := got.Ledger.Measures, map[string]int64{}
	for _, e := range got.Ledger.Entries {
		for i := range ms.Len() {
			if v, _ := e.Tally.Value(i); e.Tally.Given(i) {
				sums[fmt.Sprintf("%s/%s %s %s", e.Unit.District, e.Unit.Commune, e.Period, ms.At(i).ID)] = v
			}
		}
	}
	return sums
}

// FuzzRead reads any bytes as an export: nothing panics, every line is
// accounted for, every finding is in the file, and the size of the blocks
// does not matter.
func FuzzRead(f *testing.F) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		table := modelTable(r)
		f.Add([]byte(randomManner(r).write(r, table.measures, table.lines[:3])), seed%2 == 0)
	}
	for _, text := range []string{oneRow, "", "\x1a", "\ufeff", ";;\n", "Quá hạn\n", "Huyện;day_kind;statutory_days;assigned_days (giờ)\nA;ngày;4,5;1.000 giờ\n",
		"period,received\n2024-06,5\n", "Đơn vị,tasks_assigned\nUBND huyện A,5\nTổng,5\n", "period,level,unit,received,received\n",
		"Kỳ,Huyện,Tiếp nhận\n2024-06,Tràng \xc4", objectsOf(tanLap, vuLe), `{"a": [` + tanLap + `, ` + vuLe + `], "b": {"c": null}}`, tanLap + vuLe} {
		f.Add([]byte(text), true)
		f.Add([]byte(text), false)
	}
	f.Fuzz(func(t *testing.T, text []byte, dated bool) {
		opts := Options{BlankZero: dated}
		if dated {
			opts.Period = kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 12)}
		}
		wantAccounted(t, text, opts)
	})
}
