package input

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/rows"
)

// listHead is the header of the lists of these tests.
const listHead = "STT,Mã hồ sơ,Đơn vị tiếp nhận,Đơn vị giải quyết,Chủ hồ sơ,Hình thức tiếp nhận,Ngày tiếp nhận,Ngày hẹn trả,Ngày yêu cầu bổ sung,Ngày bổ sung,Ngày có kết quả,Trạng thái,Số hóa\n"

// ofSeptember are options of lists of all dossiers of August and September 2025.
func ofSeptember(t *testing.T) Options {
	t.Helper()
	asOf := kpi.Day{Month: kpi.NewMonth(2025, 9), Date: 30}
	return Options{Period: period(t, "2025-08..2025-09"), Lists: ListOptions{AsOf: asOf, Scope: dossiers.Caseload}}
}

// randomDossiers are rows of a list without anything wrong; each has another code.
func randomDossiers(r *rand.Rand, n int) (list []string) {
	units := []string{"Xã Quốc Khánh", "Xã Thất Khê", "Xã Tân Tiến", "Phường Kỳ Lừa"}
	for i := range n {
		received := 1 + r.IntN(61) // of 1 August
		day := func(n int) string {
			if n > 61 {
				return fmt.Sprintf("%02d/10/2025", n-61)
			}
			if n > 31 {
				return fmt.Sprintf("%02d/09/2025", n-31)
			}
			return fmt.Sprintf("%02d/08/2025", n)
		}
		due, result, asked, supplied, state := day(received+r.IntN(20)), "", "", "", "Đang xử lý"
		if end := received + r.IntN(25); end <= 61 {
			result, state = day(end), "Đã xử lý xong"
		} else if end > 75 && received < 60 {
			asked, state = day(received+1), "Yêu cầu bổ sung"
			if end > 80 {
				supplied, state = day(received+2), "Đang xử lý"
			}
		}
		if r.IntN(4) == 0 {
			due = ""
		}
		channel := []string{"Trực tuyến", "Trực tiếp", "Bưu chính", ""}[r.IntN(4)]
		list = append(list, fmt.Sprintf("%d,H37.%05d,%s,%s,Người %d,%s,%s,%s,%s,%s,%s,%s,%s\n", i+1, i, units[r.IntN(4)], units[r.IntN(4)], r.IntN(50), channel, day(received), due, asked, supplied, result, state,
			[]string{"Có", "Không", ""}[r.IntN(3)]))
	}
	return list
}

// withFaults puts rows among others of which something is wrong, or that are none.
func withFaults(r *rand.Rand, list []string) []string {
	list = slices.Clone(list)
	for range len(list) / 10 {
		i := r.IntN(len(list))
		switch row := list[i]; r.IntN(8) {
		case 0:
			list[i] = strings.Replace(row, "/2025", "/25", 1)
		case 1:
			list[i] = strings.Replace(row, "Đang xử lý", "99", 1)
		case 2:
			list[i] = strings.Replace(row, "Xã ", "Bà ", 2)
		case 3:
			list[i] = ",,Xem kỹ,,,,,,,,,,\n"
		case 4:
			list[i] = listHead
		case 5:
			list[i] = strings.TrimSuffix(row, "\n") + ",thừa\n"
		case 6:
			list[i] = strings.Replace(row, ",Người ", ",\"Người\n\",", 1)
		case 7:
			list[i] = "\n"
		}
	}
	return list
}

// codesOf counts findings by code, and by the number that they name.
func codesOf(findings []kpi.Finding) string {
	var list []string
	for _, f := range findings {
		list = append(list, f.Code+" "+f.Args.Value("count"))
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// However a list is read, it gives the same ledger and the same findings: by blocks of any
// size, by one or more workers, row by row, with few hashes in memory, the files in any order.
func TestWaysOfReadingListsDoNotMatter(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 30))
			list := randomDossiers(r, 600)
			for range 30 { // again: alike, or as something else
				again := list[r.IntN(len(list))]
				switch {
				case r.IntN(2) == 0:
					again = strings.Replace(again, "Người", "Chị", 1) // of what is not read
				case seed%2 == 0:
					again = strings.Replace(again, "Trực tuyến", "Bưu chính", 1)
				default:
					again = strings.ReplaceAll(again, "Xã Quốc Khánh", "Xã Thất Khê")
				}
				list = slices.Insert(list, r.IntN(len(list)), again)
			}
			if seed > 1 {
				list = withFaults(r, list)
			}
			opts := ofSeptember(t)
			got := read(t, files{"a.csv": listHead + strings.Join(list[:400], ""), "b.csv": listHead + strings.Join(list[400:], "")}, opts)
			codes, as := codesOf(got.Findings), []string{kpi.DossierDuplicate, kpi.DossierUnits}[seed%2]
			if !strings.Contains(codes, kpi.DossierTwice) || !strings.Contains(codes, as) || strings.Contains(codes, kpi.DateUnreadable) != (seed > 1) {
				t.Error(codes)
			}
			for _, size := range []int{1 << 10, 1 << 14, 1 << 20} {
				for _, workers := range []int{1, 4} {
					opts.Rows.BlockSize, opts.Workers, opts.codesLimit = size, workers, 100*workers
					wantSame(t, opts.String(), Read(definitions(t), []string{"a.csv", "b.csv"}, nil, opts), got)
				}
			}
		})
	}
}

// The order of rows, and the files that they are in, change no sum and no number of findings.
func TestOrderOfDossiersDoesNotMatter(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 31))
		list, opts := randomDossiers(r, 400), ofSeptember(t)
		for range 20 {
			list = append(list, list[r.IntN(len(list))])
		}
		write(t, files{"a.csv": listHead + strings.Join(list, "")})
		want := Read(definitions(t), []string{"a.csv"}, nil, opts)
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		write(t, files{"a.csv": listHead + strings.Join(list, "")})
		got := Read(definitions(t), []string{"a.csv"}, nil, opts)
		if dump(got.Ledger) != dump(want.Ledger) || codesOf(got.Findings) != codesOf(want.Findings) || len(got.Ledger.Entries) != 8 {
			t.Errorf("seed %d: rows in another order give\n%s\n%s\nwant\n%s\n%s", seed, dump(got.Ledger), codesOf(got.Findings), dump(want.Ledger), codesOf(want.Findings))
		}
		in := files{}
		for i, part := range slices.Collect(slices.Chunk(list, 150)) {
			in[fmt.Sprintf("%c.csv", 'a'+i)] = listHead + strings.Join(part, "")
		}
		got = Read(definitions(t), write(t, in), nil, opts)
		if g, w := listSums(got.Ledger), listSums(want.Ledger); g != w {
			t.Errorf("seed %d: three files give\n%s\nwant\n%s", seed, g, w)
		}
	}
}

// listSums adds up the entries of each unit and period, and writes them.
func listSums(l *kpi.Ledger) string {
	sums := map[string]kpi.Tally{}
	for _, e := range l.Entries {
		key := e.Unit.Commune + " " + e.Period.String()
		if sum, ok := sums[key]; ok {
			for i := range l.Measures.Len() {
				if v, complete := e.Tally.Value(i); e.Tally.Given(i) {
					if !complete {
						sum.Lack(i)
					}
					_ = sum.Give(i, v)
				}
			}
			sums[key] = sum
			continue
		}
		sums[key] = e.Tally
	}
	var list []string
	for key, sum := range sums {
		list = append(list, key+": "+counts(l.Measures, sum))
	}
	slices.Sort(list)
	return strings.Join(list, "\n")
}

// A workbook gives what its rows as text do.
func TestListInAWorkbook(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 32))
	list, opts := withFaults(r, randomDossiers(r, 200)), ofSeptember(t)
	list = slices.DeleteFunc(list, func(row string) bool { return strings.Contains(row, "\"") || strings.Contains(row, "thừa") })
	text := listHead + strings.Join(append(list, list[3], list[50]), "")
	write(t, files{"a.csv": text})
	book := excelize.NewFile()
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		cells := strings.Split(line, ",")
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs("a.xlsx"); err != nil {
		t.Fatal(err)
	}
	want, got := Read(definitions(t), []string{"a.csv"}, nil, opts), Read(definitions(t), []string{"a.xlsx"}, nil, opts)
	if g, w := dump(got.Ledger), dump(want.Ledger); g != w {
		t.Errorf("%s\nwant\n%s", g, w)
	}
	if g, w := codesOf(got.Findings), codesOf(want.Findings); g != w || len(want.Findings) < 10 {
		t.Errorf("%s\nwant\n%s", g, w)
	}
}

// The rows that are given again are those that are counted, each with both of its units.
func TestDossiersAreThoseCounted(t *testing.T) {
	for _, receiving := range []bool{false, true} {
		r := rand.New(rand.NewPCG(5, 33))
		list, opts := randomDossiers(r, 300), ofSeptember(t)
		var err error
		if receiving {
			if opts.Lists.Rules, err = dossiers.ParseRules([]string{"unit=receiving"}); err != nil {
				t.Fatal(err)
			}
		}
		text := listHead + strings.Join(list, "") + "400,H37.90001,Xã Thất Khê,Xã Quốc Khánh,Z,Trực tuyến,,,,,,Mới đăng ký,\n" + list[7] + list[9]
		write(t, files{"a.csv": text})
		got := Read(definitions(t), []string{"a.csv"}, nil, opts)
		ms := dossiers.NewMeasures(got.Ledger.Measures)
		tallies := map[string]kpi.Tally{}
		sums := map[string]*dossiers.Tally{}
		seen := map[string]bool{}
		var holds dossiers.Holds
		findings := got.Dossiers(func(row *dossiers.Row) {
			cells := strings.Split(strings.Split(text, "\n")[row.Line-1], ",")
			unit, other := cells[3], cells[2]
			if receiving {
				unit, other = other, unit
			}
			if seen[row.Code] || row.Code != cells[1] || row.Unit.Commune != unit || row.Other.Commune != other || row.File != "a.csv" {
				t.Errorf("line %d: %s of %s and %s, want %s of %s and %s", row.Line, row.Code, row.Unit.Commune, row.Other.Commune, cells[1], unit, other)
			}
			seen[row.Code], holds = true, row.Holds
			row.Counter.Count(&row.Dossier, func(m kpi.Month, p dossiers.Part) {
				key := unit + " " + m.String()
				if sums[key] == nil {
					sums[key] = &dossiers.Tally{}
				}
				sums[key][p]++
			})
		})
		if len(seen) != 300 || len(findings) > 0 {
			t.Errorf("%d rows, %v", len(seen), findings)
		}
		for key, sum := range sums {
			tally := kpi.NewTally(0)
			ms.Give(holds.Gives(strings.HasSuffix(key, "2025-09")), sum, &tally)
			tallies[key] = tally
		}
		for _, e := range got.Ledger.Entries {
			key := e.Unit.Commune + " " + e.Period.String()
			if g, w := counts(got.Ledger.Measures, tallies[key]), counts(got.Ledger.Measures, e.Tally); g != w || w == "" {
				t.Errorf("%s: the rows are %s, counted %s", key, g, w)
			}
			delete(tallies, key)
		}
		if len(tallies) > 0 {
			t.Errorf("left: %v", tallies)
		}
	}
}

// Rows that are there again are counted in no month of theirs.
func TestRowsOfMonths(t *testing.T) {
	opts := ofSeptember(t)
	opts.Period = period(t, "2025-07..2025-09")
	const row = "1,A,Xã Quốc Khánh,Xã Quốc Khánh,X,Trực tuyến,02/07/2025,05/09/2025,,,10/09/2025,Đã xử lý xong,\n"
	got := read(t, files{"a.csv": listHead + row + row + "2,B,Xã Quốc Khánh,Xã Quốc Khánh,X,Trực tuyến,02/08/2025,05/09/2025,,,,Đang xử lý,\n"}, opts)
	var lines []string
	for _, e := range got.Ledger.Entries {
		lines = append(lines, fmt.Sprintf("%s %d", e.Period, e.Origins[0].Rows))
	}
	if g := strings.Join(lines, ", "); g != "2025-07 1, 2025-08 2, 2025-09 2" {
		t.Error(g)
	}
}

// A list of what is open gives the states on its day, and nothing else.
func TestListOfOpen(t *testing.T) {
	opts := ofSeptember(t)
	opts.Lists.Scope = dossiers.OpenOnly
	got := read(t, files{"a.csv": listHead + "1,A,Xã Quốc Khánh,Xã Quốc Khánh,X,Trực tuyến,01/08/2025,05/09/2025,,,,Đang xử lý,\n2,B,Xã Quốc Khánh,Xã Quốc Khánh,X,Trực tuyến,01/09/2025,30/09/2025,,,,Đang xử lý,\n"}, opts)
	want := "Xã Quốc Khánh 2025-08: ; Xã Quốc Khánh 2025-09: pending_in_time 1, pending_overdue 1, paused 0"
	if g := dump(got.Ledger); g != want {
		t.Errorf("%s\nwant %s", g, want)
	}
}

// A list that is written to between its readings is a finding.
func TestListThatChanges(t *testing.T) {
	opts := ofSeptember(t)
	const row = "1,A,Xã Quốc Khánh,Xã Quốc Khánh,X,Trực tuyến,01/08/2025,05/09/2025,,,,Đang xử lý,\n"
	write(t, files{"a.csv": listHead + row})
	got := Read(definitions(t), []string{"a.csv"}, nil, opts)
	if err := os.WriteFile("a.csv", []byte(listHead+row+strings.Replace(row, "A", "B", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if g := found(got.Dossiers(func(*dossiers.Row) {})); g != kpi.FileChanged {
		t.Error(g)
	}
	if got = Read(definitions(t), []string{rows.Stdin}, strings.NewReader(listHead+row+row), opts); !strings.Contains(codesOf(got.Findings), kpi.ListStream) {
		t.Error(codesOf(got.Findings))
	}
}
