package input

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
)

// dumpFields writes the counts by field of every entry of a ledger.
func dumpFields(l *kpi.Ledger) string {
	var all []string
	for _, e := range l.Entries {
		for _, sums := range e.Fields {
			for _, s := range sums {
				name := s.Field.Name
				if s.Field.None {
					name = "-"
				}
				all = append(all, strconv.Quote(name)+" "+e.Unit.Name()+" "+e.Period.String()+": "+counts(l.Measures, s.Tally))
			}
		}
	}
	return strings.Join(all, "; ")
}

// Fields are kept as rows name them, without numbers and words that only some write; a row
// without one is by itself, and so is a file without a column for them.
func TestFields(t *testing.T) {
	const head = "period,district,procedure,field,received,resolved\n"
	for _, tt := range []struct {
		name string
		in   files
		want string
	}{
		{"by procedure", files{"a.csv": head + "2024-06,Văn Lãng,1,Đất đai,5,4\n2024-06,Văn Lãng,2,1. Đất  đai,6,\n2024-06,Văn Lãng,3,Hộ tịch,7,…\n2024-06,Văn Lãng,4,chưa xác định,8,8\n"},
			`"" Văn Lãng 2024-06: received 8, resolved 8; "Hộ tịch" Văn Lãng 2024-06: received 7, resolved ?; "Đất đai" Văn Lãng 2024-06: received 11, resolved 4 ?`},
		{"a file without fields", files{"a.csv": "period,district,field,received\n2024-06,Văn Lãng,Đất đai,5\n", "b.csv": "period,district,resolved\n2024-06,Văn Lãng,4\n"},
			`"Đất đai" Văn Lãng 2024-06: received 5; "-" Văn Lãng 2024-06: resolved 4`},
		{"days", files{"a.csv": "Kỳ,Huyện,Lĩnh vực,Tiếp nhận,Tồn kỳ trước\n01/06/2024,Văn Lãng,Đất đai,5,2\n02/06/2024,Văn Lãng,Đất đai,6,1\n01/06/2024,Văn Lãng,Hộ tịch,1,1\n"},
			`"Hộ tịch" Văn Lãng 2024-06: received 1, carried_over ?; "Đất đai" Văn Lãng 2024-06: received 11, carried_over ?`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			write(t, tt.in)
			if got := dumpFields(Read(definitions(t), []string{"."}, nil, Options{Fields: true}).Ledger); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if got := dumpFields(Read(definitions(t), []string{"."}, nil, Options{}).Ledger); got != "" {
				t.Errorf("fields are kept though nobody asked: %s", got)
			}
		})
	}
}

// The counts of the fields of a unit add up to those of the unit, and keeping them changes
// nothing else.
func TestFieldsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	spellings := []string{"Đất đai", "đất đai", "Hộ tịch", "Lĩnh vực: Hộ tịch", "Chứng thực", "3. Chứng thực"}
	for range 40 {
		table := modelTable(random)
		text := "period,district,commune,procedure,field," + strings.Join(table.measures, ",") + "\n"
		for _, l := range table.lines {
			text += fmt.Sprintf("%s,%s,%s,%q,%s", l.period, l.district, l.commune, strings.ReplaceAll(l.procedure, `"`, ""), spellings[random.IntN(len(spellings))])
			for _, f := range l.figures {
				cell := strconv.FormatInt(f.count, 10)
				if f.blank {
					cell = ""
				}
				text += "," + cell
			}
			text += "\n"
		}
		write(t, files{"a.csv": text})
		plain, kept := Read(definitions(t), []string{"a.csv"}, nil, Options{}), Read(definitions(t), []string{"a.csv"}, nil, Options{Fields: true})
		wantSame(t, "with fields", kept, plain)
		for _, e := range kept.Ledger.Entries {
			var sum kpi.Tally
			for _, s := range slices.Concat(e.Fields...) {
				if err := sum.Join(s.Tally); err != nil {
					t.Fatal(err)
				}
			}
			if got, want := counts(kept.Ledger.Measures, sum), counts(kept.Ledger.Measures, e.Tally); got != want || len(e.Fields) != 1 {
				t.Fatalf("%s, %s: the fields make %s, the unit has %s", e.Unit.Name(), e.Period, got, want)
			}
		}
	}
}
