package input

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/kpi"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
)

// Too many units of several files are as those of one; the others are read for what else
// is wrong with them.
func TestUnitsOfManyFiles(t *testing.T) {
	if os.Getenv("KPI_EXHAUSTIVE") == "" {
		t.Skip("KPI_EXHAUSTIVE is not set: fifty thousand units")
	}
	in := files{"z.csv": "period,district,received\n2024-06,H1,x\n"}
	for f := range 6 {
		var b strings.Builder
		b.WriteString("period,district,received\n")
		for i := range names.Limit / 5 {
			fmt.Fprintf(&b, "2024-06,H%d,1\n", f*names.Limit+i)
		}
		in[fmt.Sprintf("%d.csv", f)] = b.String()
	}
	got := Read(definitions(t), write(t, in), nil, Options{})
	if text := found(got.Findings); text != "units-too-many 5.csv where=limit.files; count-not-a-number z.csv:2:3" {
		t.Errorf("findings %s", text)
	}
	delete(in, "5.csv")
	in["z.csv"] = "period,district,received\n2024-06,H1,1\n2024-05,H0,1\n"
	got = Read(definitions(t), write(t, in), nil, Options{})
	if text := found(got.Findings); text != "key-conflict z.csv:2:3 where=0.csv:3" || len(got.Ledger.Entries) != names.Limit+1 {
		t.Errorf("findings %s, %d entries", text, len(got.Ledger.Entries))
	}
}

// The row with one unit or procedure more than there can be ends a file, and is the same
// row however many workers there are and however the rows before it were read.
func TestRowThatIsTooMany(t *testing.T) {
	if os.Getenv("KPI_EXHAUSTIVE") == "" {
		t.Skip("KPI_EXHAUSTIVE is not set: a hundred thousand rows, in many ways")
	}
	var b strings.Builder
	b.WriteString("period,district,procedure,received\n")
	for i := range 28_000 { // so many that rows are read one by one sooner or later
		fmt.Fprintf(&b, "2024-06,A,P%d,1\n", i)
	}
	for i := range names.Limit + 5000 {
		fmt.Fprintf(&b, "2024-06,H%d,P1,1\n", i)
	}
	for _, opts := range []Options{{}, {rowByRow: true}, {Workers: 1}, {Workers: 3}, blocksOf(1<<12, 8), blocksOf(1<<20, 2)} {
		got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(b.String()), opts)
		lines := kpi.Lines{Total: 1 + 28_000 + names.Limit, Header: 1, Data: 28_000 + names.Limit}
		if text := found(got.Findings); text != fmt.Sprintf("units-too-many -:%d where=limit.line", lines.Total) || got.Ledger.Files[0].Lines != lines {
			t.Errorf("%+v: findings %s, %+v", opts, text, got.Ledger.Files[0].Lines)
		}
	}
}

// Procedures of many days are as many procedures as there are of one.
func TestProceduresOfDays(t *testing.T) {
	if os.Getenv("KPI_EXHAUSTIVE") == "" {
		t.Skip("KPI_EXHAUSTIVE is not set: two hundred thousand rows")
	}
	const procedures, days = itemsLimit/360 + 1, 366
	var b strings.Builder
	b.WriteString("date,district,procedure,received\n")
	day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for range days {
		for p := range procedures {
			fmt.Fprintf(&b, "%s,A,P%d,1\n", day.Format("02/01/2006"), p)
		}
		day = day.AddDate(0, 0, 1)
	}
	got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(strings.Replace(b.String(), "date", "period", 1)), Options{})
	total := int64(0)
	received, _ := got.Ledger.Measures.Index("received")
	for _, e := range got.Ledger.Entries {
		v, _ := e.Tally.Value(received)
		total += v
	}
	if text := found(got.Findings); text != "days-added -:1" || total != procedures*days || len(got.Ledger.Entries) != 12 {
		t.Errorf("findings %s, %d received in %d entries", text, total, len(got.Ledger.Entries))
	}
}

// However many ways there are to write a unit, the best is kept, whatever their order, in
// time that grows with them and no faster. Without KPI_EXHAUSTIVE every 31st is written.
func TestManySpellings(t *testing.T) {
	step := 31 // which divides the number of the best
	if os.Getenv("KPI_EXHAUSTIVE") != "" {
		step = 1
	}
	var numbers []int
	for n := 0; n < 1<<16; n += step {
		numbers = append(numbers, n)
	}
	spelling := func(n int) string {
		letters := []byte("abcdefghijklmnop")
		for i := range letters {
			if n>>i&1 == 1 {
				letters[i] -= 'a' - 'A'
			}
		}
		return string(letters)
	}
	for range 2 {
		var b strings.Builder
		b.WriteString("period,district,procedure,received\n")
		for i, n := range numbers {
			fmt.Fprintf(&b, "2024-06,Huyện %s,P%d,1\n", spelling(n), i)
		}
		got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(b.String()), Options{})
		if text := dump(got.Ledger); text != fmt.Sprintf("ABCDEFGHIJKLMNOp 2024-06: received %d", len(numbers)) || len(got.Findings) > 0 {
			t.Errorf("%s, findings %s", text, found(got.Findings))
		}
		slices.Reverse(numbers)
	}
}

// More texts of keys than are remembered at a time give the same counts, row by row
// and at once.
func TestMoreKeysThanAreRemembered(t *testing.T) {
	var b strings.Builder
	b.WriteString("period,district,commune,procedure,received\n")
	const units, months = textsLimit/24 + 100, 24
	for _, procedure := range []string{"Khai sinh", "Khai tử"} {
		for m := range months {
			for u := range units {
				fmt.Fprintf(&b, "%d-%02d,Bắc Sơn,X%d,%s,%d\n", 2022+m/12, m%12+1, u, procedure, u)
			}
		}
	}
	for _, rowByRow := range []bool{true, false} {
		got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(b.String()), Options{rowByRow: rowByRow})
		if len(got.Findings) > 0 || len(got.Ledger.Entries) != units*months {
			t.Fatalf("findings %s, %d entries", found(got.Findings), len(got.Ledger.Entries))
		}
		total := int64(0)
		received, _ := got.Ledger.Measures.Index("received")
		for _, e := range got.Ledger.Entries {
			v, _ := e.Tally.Value(received)
			total += v
		}
		if want := int64(2 * months * units * (units - 1) / 2); total != want {
			t.Errorf("row by row %t: %d received, want %d", rowByRow, total, want)
		}
	}
}

// Of a cell that nobody has written to be read a finding keeps the beginning.
func TestTextsOfFindingsAreShort(t *testing.T) {
	for _, text := range []string{
		"period,district,received\n2024-06,Bắc Sơn," + strings.Repeat("ạ", 1<<18) + "\n",
		"period,district,received\n" + strings.Repeat("ạ", 1<<18) + ",Bắc Sơn,1\n",
		"period,district,level,received\n2024-06,Bắc Sơn," + strings.Repeat("ạ", 1<<18) + ",1\n",
		strings.Repeat("ạ", 10_000) + "\nperiod,district,received\n2024-06,Bắc Sơn,1\n",
	} {
		for _, f := range Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{}).Findings {
			for _, kept := range append([]string{f.Place.Header, f.Place.Text}, f.Args...) {
				if len(kept) > 5000 || strings.Contains(kept, "\ufffd") {
					t.Errorf("%s keeps %d bytes", f.Code, len(kept))
				}
			}
			if f.Code == kpi.CountNotANumber && !strings.HasSuffix(f.Place.Text, "ạ…") {
				t.Errorf("%.20q … %q", f.Place.Text, f.Place.Text[len(f.Place.Text)-10:])
			}
		}
	}
}

// Of a file without hope some findings are kept, and the others counted.
func TestManyFindings(t *testing.T) {
	const kept, more = 10_000, 3
	text := exportHead + strings.Repeat("2024-06,Tràng Định,Xã Chi Lăng\n", kept+more)
	got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{})
	counts := map[string]int{}
	for _, f := range got.Findings {
		counts[f.Code]++
		if f.Code == kpi.FindingsMore && f.Args.Value("more") != "3" {
			t.Errorf("%s more, want %d", f.Args.Value("more"), more)
		}
	}
	if len(counts) != 2 || counts[kpi.RowTooShort] != kept || counts[kpi.FindingsMore] != 1 {
		t.Errorf("findings by code: %v", counts)
	}
	got = Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text[:len(text)-more*len("2024-06,Tràng Định,Xã Chi Lăng\n")]), Options{})
	if n := len(got.Findings); n != kept {
		t.Errorf("%d findings of as many as are kept, want %d", n, kept)
	}
}

// Blank lines without end are no export.
func TestBlankLinesWithoutEnd(t *testing.T) {
	got := Read(definitions(t), []string{rows.Stdin}, blankLines{}, Options{})
	if text := found(got.Findings); text != "header-not-found -:1" {
		t.Errorf("findings %s", text)
	}
}

// blankLines is a stream of them.
type blankLines struct{}

func (blankLines) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '\n'
	}
	return len(p), nil
}
