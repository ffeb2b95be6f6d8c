package batch

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// optionsOf opens a text, the first line of which is its header, and returns options to
// parse the rows below: names that begin with "Tổng" are of no plain row.
func optionsOf(t testing.TB, in io.Reader, blockSize int) Options {
	t.Helper()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	sources, _ := rows.Expand([]string{rows.Stdin}, in)
	findings := kpi.NewFileFindings(rows.Stdin)
	var head header.Head
	f := rows.Open(sources[0], rows.Options{BlockSize: blockSize, Choose: func(delimiters []byte, first func(byte) [][]string) (delimiter byte) {
		head, delimiter = header.Choose(cat, delimiters, first)
		return delimiter
	}}, findings)
	first, err := f.Next()
	if err != nil {
		t.Fatal(err)
	}
	layout, ok := head.Read(cat, first.Clone(), findings)
	if !ok {
		t.Fatal(findings.All())
	}
	plain := func(cell []byte) bool { return !bytes.HasPrefix(cell, []byte("Tổng")) }
	return Options{Text: f.Text, Layout: layout, IsName: plain, IsOther: plain, Seed: maphash.MakeSeed(), Full: &atomic.Bool{}, Workers: 1, Wait: true}
}

// parsed parses the rows below a header, and writes the batch.
func parsed(t *testing.T, text string) string {
	t.Helper()
	head, data, _ := strings.Cut(text, "\n")
	o := optionsOf(t, strings.NewReader(head+"\n"), 0)
	b := &Batch{Data: []byte(data)}
	newParser(&o).parse(b)
	return written(b, len(o.Layout.Given()))
}

// written writes the runs of a batch: "A/2024-06 2 rows 3 4" is the key, the number of its
// rows and their sums. A run that was not parsed is its text.
func written(b *Batch, measures int) string {
	var texts []string
	sums := b.Sums
	for _, run := range b.Runs {
		if run.Key < 0 {
			texts = append(texts, strconv.Quote(string(b.Data[run.From:run.To])))
			continue
		}
		text := fmt.Sprintf("%s %d rows", cells(b.Keys[run.Key]), run.Count)
		for _, v := range sums[:measures] {
			text += " " + strconv.FormatInt(v, 10)
		}
		sums = sums[measures:]
		if items := b.Rows[run.First : run.First+run.Count]; slices.ContainsFunc(b.Items, func(s string) bool { return s != "" }) {
			text += " of"
			for _, row := range items {
				text += " " + cells(b.Items[row.Item])
			}
		}
		if run.Mark != 0 {
			text += fmt.Sprintf(" marked %q in row %d", run.Mark, run.Marked)
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "; ")
}

// cells writes the texts of several cells.
func cells(text string) string {
	return strings.ReplaceAll(strings.TrimSuffix(text, string(rune(rows.CellEnd))), string(rune(rows.CellEnd)), "/")
}

// Rows of one key that follow each other are one run. Whatever is not plain is left, and
// nothing of it is added.
func TestParse(t *testing.T) {
	const head = "Kỳ,Huyện,Tiếp nhận,Đã giải quyết\n"
	const fields = "Huyện,Lĩnh vực,Tiếp nhận,Đã giải quyết\n"
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", head, ""},
		{"a row", head + "2024-06,A,1,2\n", "A/2024-06 1 rows 1 2"},
		{"keys that come again", head + "2024-06,A,1,2\n2024-06,A,3,4\n2024-06,B,5,6\n2024-06,A,7,8\n", "A/2024-06 2 rows 4 6; B/2024-06 1 rows 5 6; A/2024-06 1 rows 7 8"},
		{"zeros before digits", head + "2024-06,A,007,00000000012\n", "A/2024-06 1 rows 7 12"},
		{"CRLF", strings.ReplaceAll(head+"2024-06,A,1,2\n2024-06,A,3,4\n", "\n", "\r\n"), "A/2024-06 2 rows 4 6"},
		{"lines that end in another way", head + "2024-06,A,1,2\n2024-06,A,3,4\r\n2024-06,A,5,6\n", `A/2024-06 1 rows 1 2; "2024-06,A,3,4\r\n"; A/2024-06 1 rows 5 6`},
		{"no break at the end", head + "2024-06,A,1,2\n2024-06,A,3,4", `A/2024-06 1 rows 1 2; "2024-06,A,3,4"`},

		{"quotes", head + "2024-06,\"A, \"\"B\"\"\",\"1\",2\n2024-06,\"A, \"\"B\"\"\",3,4\n", `A, "B"/2024-06 2 rows 4 6`},
		{"a name in quotes and without", head + "2024-06,A,1,2\n2024-06,\"A\",3,4\n", "A/2024-06 2 rows 4 6"},
		{"a name of two lines", head + "2024-06,\"A\nB\",1,2\n", `"2024-06,\"A\nB\",1,2\n"`},
		{"a quote within", head + "2024-06,A\"B,1,2\n2024-06,\"A\"B,1,2\n", `"2024-06,A\"B,1,2\n2024-06,\"A\"B,1,2\n"`},
		{"blanks around counts", head + "2024-06,A, 1 ,2\n", "A/2024-06 1 rows 1 2"},
		{"groups of digits", head + "2024-06,A,1,2\n2024-06,A,1.234,1.000.000\n2024-06,A,5,6.000\n", `A/2024-06 3 rows 1240 1006002 marked '.' in row 1`},
		{"two marks", head + "2024-06,A,1.234,2\n2024-06,A,\"1,234\",2\n2024-06,B,\"1,234\",2.000\n2024-06,B,\"1,234\",2\n",
			`A/2024-06 1 rows 1234 2 marked '.' in row 0; "2024-06,A,\"1,234\",2\n2024-06,B,\"1,234\",2.000\n"; B/2024-06 1 rows 1234 2 marked ',' in row 0`},

		{"blanks, dashes and faults", head + "2024-06,A,,2\n2024-06,A,-,2\n2024-06,A,…,2\n2024-06,A,x,2\n2024-06,A,-1,2\n2024-06,A,1.5,2\n2024-06,A,5%,2\n2024-06,A,1,2\n",
			`"2024-06,A,,2\n2024-06,A,-,2\n2024-06,A,…,2\n2024-06,A,x,2\n2024-06,A,-1,2\n2024-06,A,1.5,2\n2024-06,A,5%,2\n"; A/2024-06 1 rows 1 2`},
		{"too many digits", head + "2024-06,A,99999999999,2\n2024-06,A,100000000000,2\n", `A/2024-06 1 rows 99999999999 2; "2024-06,A,100000000000,2\n"`},
		{"too few cells and too many", head + "2024-06,A,1\n2024-06,A,1,2,3\n2024-06,A,1,2,\n\n", `"2024-06,A,1\n2024-06,A,1,2,3\n2024-06,A,1,2,\n\n"`},
		{"a total", head + "2024-06,A,1,2\n2024-06,Tổng,1,2\n2024-06,A,1,2\n", `A/2024-06 1 rows 1 2; "2024-06,Tổng,1,2\n"; A/2024-06 1 rows 1 2`},
		{"a name that is no text", head + "2024-06,A\xff,1,2\n2024-06,A\x00,1,2\n2024-06,A\x1fB,1,2\n", `"2024-06,A\xff,1,2\n2024-06,A\x00,1,2\n2024-06,A\x1fB,1,2\n"`},

		{"items", fields + "A,Đất đai,1,2\nA,Hộ tịch,3,4\nB,Đất đai,5,6\nB,Hộ tịch,7,8\nB,Khác,9,9\n", "A 2 rows 4 6 of Đất đai Hộ tịch; B 3 rows 21 23 of Đất đai Hộ tịch Khác"},
		{"items in another order", fields + "A,Đất đai,1,2\nA,Hộ tịch,3,4\nB,Hộ tịch,7,8\nB,Đất đai,5,6\nC,Đất đai,1,1\nC,Hộ tịch,1,1\n",
			"A 2 rows 4 6 of Đất đai Hộ tịch; B 2 rows 12 14 of Hộ tịch Đất đai; C 2 rows 2 2 of Đất đai Hộ tịch"},
		{"an item that is a total", fields + "A,Đất đai,1,2\nA,Tổng,1,2\nA,Đất đai,3,4\n", `A 1 rows 1 2 of Đất đai; "A,Tổng,1,2\n"; A 1 rows 3 4 of Đất đai`},
		{"keys on both sides", "Huyện,Tiếp nhận,Kỳ\nA,1,2024-06\nA,2,2024-06\nA,3,2024-07\n", "A/2024-06 2 rows 3; A/2024-07 1 rows 3"},
		{"two columns of a measure", "Huyện,Trực tuyến toàn trình,Trực tuyến một phần\nA,1,2\nA,3,4\n", "A 2 rows 10"},
		{"numbers of rows", "STT,Huyện,Tiếp nhận\n1,A,1\n2,A,2\nI,A,3\n,A,4\n3.,A,5\n", `A 2 rows 3; "I,A,3\n,A,4\n3.,A,5\n"`},
		{"remarks", "Huyện,Tiếp nhận,Ghi chú\nA,1,x\nA,2,\nA,3,\xff\n", `A 2 rows 3; "A,3,\xff\n"`},
		{"a column without a header", "Huyện,,Tiếp nhận\nA,,1\nA,x,2\nA,,3\n", `A 1 rows 1; "A,x,2\n"; A 1 rows 3`},
		{"an unknown column", "Huyện,Không rõ,Tiếp nhận\nA,x,1\nA,Tổng,2\nA,12,3\nA,,4\n", `A 1 rows 1; "A,Tổng,2\n"; A 2 rows 7`},
	} {
		if got := parsed(t, tt.text); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// Rows whose figures contradict each other are left.
func TestParseRules(t *testing.T) {
	o := optionsOf(t, strings.NewReader("Huyện,Tiếp nhận,Trực tuyến,Trực tiếp\nA,3,1,2\nA,3,1,1\nA,3,2,2\nA,3,4,0\n"), 0)
	index := func(cell int) int {
		return o.Layout.Measures[slices.IndexFunc(o.Layout.Measures, func(c header.Measure) bool { return c.Cell == cell })].Measure
	}
	for _, tt := range []struct {
		name string
		rule kpi.Rule
		want string
	}{
		{"a part is no more than its whole", kpi.Rule{Left: []int{index(2)}, Right: []int{index(1)}}, `A 3 rows 9 4 5; "A,3,4,0\n"`},
		{"parts are their whole", kpi.Rule{Left: []int{index(2), index(3)}, Right: []int{index(1)}, Exact: true}, `A 1 rows 3 1 2; "A,3,1,1\nA,3,2,2\nA,3,4,0\n"`},
	} {
		o.Rules = []kpi.Rule{tt.rule}
		b := &Batch{Data: []byte("A,3,1,2\nA,3,1,1\nA,3,2,2\nA,3,4,0\n")}
		newParser(&o).parse(b)
		if got := written(b, 3); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// Rows are distinguished by the hashes of their unknown cells, as long as these are
// wanted.
func TestParseHashes(t *testing.T) {
	o := optionsOf(t, strings.NewReader("Huyện,Không rõ,Tiếp nhận\n"), 0)
	p := newParser(&o)
	b := &Batch{Data: []byte("A,x,1\nA,y,1\nA, x ,1\nB,x,1\nB,,1\n")}
	p.parse(b)
	x := Hash(o.Seed, []int{1}, [][]byte{nil, []byte("x")})
	if r := b.Rows; len(r) != 5 || r[0].Unknown != x || r[2].Unknown != x || r[3].Unknown != x || r[1].Unknown == x || r[4].Unknown == x {
		t.Errorf("hashes of rows: %v, want %d for x", r, x)
	}
	o.Full.Store(true)
	b.Data = []byte("A,z,1\n")
	if p.parse(b); len(b.Rows) != 1 || b.Rows[0].Unknown == Hash(o.Seed, []int{1}, [][]byte{nil, []byte("z")}) {
		t.Errorf("a hash was found out that is not wanted: %v", b.Rows)
	}
}

// What a parser remembers of texts is forgotten when there are many. The texts of a batch
// that it gave before stay as they are.
func TestTextsBeginAgain(t *testing.T) {
	o := optionsOf(t, strings.NewReader("Huyện,Lĩnh vực,Tiếp nhận\n"), 0)
	p := newParser(&o)
	var many strings.Builder
	for i := range itemsLimit + 1 {
		fmt.Fprintf(&many, "A,Lĩnh vực %d,1\n", i)
	}
	first, second, third := &Batch{Data: []byte(many.String())}, &Batch{Data: []byte("A,Lĩnh vực 7,2\nB,Khác,3\n")}, &Batch{Data: []byte("A,Khác,2\n")}
	p.parse(first)
	p.parse(second)
	p.parse(third)
	if len(first.Items) != itemsLimit+1 || first.Texts == second.Texts || first.Runs[0].Count != itemsLimit+1 {
		t.Errorf("%d items, %v", len(first.Items), first.Runs)
	}
	if got, want := written(second, 1), "A 1 rows 2 of Lĩnh vực 7; B 1 rows 3 of Khác"; got != want || second.Texts != third.Texts || len(second.Items) != 2 {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Days, percentages and what rows name as their subject depend on other rows.
func TestCanParse(t *testing.T) {
	for head, want := range map[string]bool{
		"Kỳ,Huyện,Tiếp nhận":                                true,
		"Kỳ,Huyện,Tiếp nhận,Ghi chú,Không rõ":               true,
		"Kỳ,Huyện,Đã giải quyết,Tỷ lệ đúng hạn":             false,
		"Huyện,things,Tiếp nhận":                            false,
		"Huyện,Mã TTHC,Thời hạn quy định,Thời hạn cắt giảm": false,
	} {
		if o := optionsOf(t, strings.NewReader(head+"\n"), 0); CanParse(o.Layout) != want {
			t.Errorf("%s: %v, want %v", head, !want, want)
		}
	}
}

// Whatever the order of keys and items, each row is of the key and the item that it names,
// and the sums are those of all rows.
func TestParseAnyOrder(t *testing.T) {
	o := optionsOf(t, strings.NewReader("Kỳ,Huyện,Lĩnh vực,Tiếp nhận,Ghi chú,Đã giải quyết\n"), 0)
	p := newParser(&o)
	random := rand.New(rand.NewSource(1))
	for range 200 {
		var text strings.Builder
		var want, got []string
		var sum, sums [2]int64
		for range random.Intn(40) {
			key, item, note := "ABC"[random.Intn(3):][:1], []string{"x", "y", `"z, z"`, "w"}[random.Intn(4)], []string{"", "n", `"m"`}[random.Intn(3)]
			a, b := random.Int63n(1000), random.Int63n(10)
			fmt.Fprintf(&text, "2024,%s,%s,%d,%s,%d\n", key, item, a, note, b)
			want = append(want, fmt.Sprintf("%s/2024 %s", key, strings.Trim(item, `"`)))
			sum[0], sum[1] = sum[0]+a, sum[1]+b
		}
		b := &Batch{Data: []byte(text.String())}
		p.parse(b)
		for _, run := range b.Runs {
			for _, row := range b.Rows[run.First : run.First+run.Count] {
				got = append(got, cells(b.Keys[run.Key])+" "+cells(b.Items[row.Item]))
			}
		}
		for i, v := range b.Sums {
			sums[i%2] += v
		}
		if !slices.Equal(got, want) || sums != sum {
			t.Fatalf("%s\n got %v, sums %v\nwant %v, sums %v", text.String(), got, sums, want, sum)
		}
	}
}

// Batches come in the order of their blocks, whoever parses them, and with the last the
// end of the text.
func TestRead(t *testing.T) {
	const head = "Kỳ,Huyện,Tiếp nhận\n"
	var text strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&text, "2024-06,Huyện %d,%d\n", i/7, i)
	}
	for _, workers := range []int{1, 2, 8} {
		for _, size := range []int{1, 100, 5000, 1 << 20} {
			o := optionsOf(t, strings.NewReader(head+text.String()), size)
			o.Workers = workers
			var all bytes.Buffer
			var total int64
			err := Read(o, func(b *Batch) error {
				all.Write(b.Data)
				for _, v := range b.Sums {
					total += v
				}
				return b.Fault
			})
			if !errors.Is(err, io.EOF) || all.String() != text.String() || total != 3000*2999/2 {
				t.Errorf("%d workers, blocks of %d bytes: %v, %d bytes of %d, sum %d", workers, size, err, all.Len(), text.Len(), total)
			}
		}
	}
}

// Nothing is added behind an error, and no batch waits for one.
func TestReadStops(t *testing.T) {
	stop := errors.New("stop")
	for _, workers := range []int{1, 4} {
		for _, last := range []int{1, 2, 3, 4, 20} {
			o := optionsOf(t, strings.NewReader("Huyện,Tiếp nhận\n"+strings.Repeat("A,1\n", 1000)), 40)
			o.Workers = workers
			n := 0
			err := Read(o, func(*Batch) error {
				if n++; n == last {
					return stop
				}
				return nil
			})
			if !errors.Is(err, stop) || n != last {
				t.Errorf("%d workers: %v after %d batches, want %v after %d", workers, err, n, stop, last)
			}
		}
	}
}

// A stream that gives nothing more and does not end is given up.
func TestReadGivesUp(t *testing.T) {
	in, out := io.Pipe()
	defer out.Close()
	go fmt.Fprint(out, "Huyện,Tiếp nhận\n"+strings.Repeat("A,1\n", 1<<18))
	o := optionsOf(t, in, 1<<15)
	o.Workers, o.Wait = 4, false
	done, n := make(chan error), 0
	go func() {
		done <- Read(o, func(*Batch) error {
			if n++; n == 30 {
				return rows.ErrStop
			}
			return nil
		})
	}()
	select {
	case err := <-done:
		if !errors.Is(err, rows.ErrStop) {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Error("reading does not end")
	}
}
