package header

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

// layoutOf reads the header of a table with rows.
func layoutOf(t testing.TB, cat *catalog.Catalog, table string) (*Layout, []kpi.Finding) {
	t.Helper()
	sources, _ := rows.Expand([]string{rows.Stdin}, strings.NewReader(table))
	reported := kpi.NewFileFindings("")
	var head Head
	f := rows.Open(sources[0], rows.Options{Choose: func(delimiters []byte, first func(byte) [][]string) (chosen byte) {
		head, chosen = Choose(cat, delimiters, first)
		return chosen
	}}, reported)
	defer f.Close()
	first, err := f.Next()
	if err != nil || !head.IsFound() {
		t.Fatalf("no header in %q: %v", table, err)
	}
	layout, _ := head.Read(cat, first, reported)
	return layout, reported.All()
}

// readLayout reads the header of a table with rows: the ids of its measures by column, and
// the findings.
func readLayout(t testing.TB, cat *catalog.Catalog, table string) (columns []string, findings []kpi.Finding) {
	t.Helper()
	layout, findings := layoutOf(t, cat, table)
	columns = make([]string, len(layout.Headers))
	for _, c := range layout.Measures {
		columns[c.Cell] = cat.Measures.At(c.Measure).ID
	}
	return columns, findings
}

// ids has no labels: keys are written as ids, and texts as their names.
type ids struct{}

func (ids) Text(name string, _ kpi.Lang) string {
	if name == "evidence.rows" {
		return "({n})"
	}
	return name
}
func (ids) MeasureLabel(string, kpi.Lang) string   { return "" }
func (ids) IndicatorLabel(string, kpi.Lang) string { return "" }
func (ids) Short(code string, _ kpi.Lang) string   { return code }

// measuresIn is [readLayout] with the findings in words, with their evidence.
func measuresIn(t testing.TB, cat *catalog.Catalog, table string) (columns, findings []string) {
	t.Helper()
	columns, reported := readLayout(t, cat, table)
	for _, found := range reported {
		text := fmt.Sprintf("%s %d %s %s", found.Code, found.Place.Column, found.Args.Value("measure"), found.Args.Value("evidence"))
		findings = append(findings, strings.TrimSpace(kpi.Resolve(text, kpi.English, ids{})))
	}
	return columns, findings
}

// The counts decide what a header with two meanings is, where one meaning alone makes the
// sums of the table hold.
func TestMeaningsProvedByCounts(t *testing.T) {
	cat := definitions(t)
	for _, c := range []struct{ name, table, columns, findings string }{
		{"on time and late are all that was resolved", "Huyện,Tiếp nhận,Đã giải quyết,Đúng hạn,Quá hạn\nA,120,93,91,2\nB,90,81,81,0\nC,99,77,70,7\n",
			",received,resolved,resolved_in_time,resolved_late", "header-proved 4 resolved_in_time resolved = resolved_in_time + resolved_late (3/3)"},
		{"the whole behind its parts, of which one may be pending", "Huyện,Tiếp nhận,Đúng hạn,Ghi chú,Quá hạn,Đã giải quyết\nA,120,91,,2,93\nB,90,81,,0,81\nC,99,70,,7,77\n",
			",received,resolved_in_time,,resolved_late,resolved", "header-proved 3 resolved_in_time resolved = resolved_in_time + resolved_late (3/3); " +
				"header-proved 5 resolved_late resolved = resolved_in_time + resolved_late (3/3)"},
		{"a row that contradicts", "Huyện,Đã giải quyết,Đúng hạn,Quá hạn\nA,93,91,2\nB,81,81,0\nC,78,70,7\n",
			",resolved,resolved_on_time,resolved_late", "header-doubtful 3 resolved_on_time resolved_in_time: resolved = resolved_in_time + resolved_late (2/3)"},
		{"two rows are not enough", "Huyện,Đã giải quyết,Đúng hạn,Quá hạn\nA,93,91,2\nB,81,81,0\n",
			",resolved,,resolved_late", "header-doubtful 3 doubt.unused resolved_in_time: resolved = resolved_in_time + resolved_late (2/2)"},
		{"a total is no row", "Huyện,Đã giải quyết,Đúng hạn,Quá hạn\nA,93,91,2\nB,81,81,0\nTổng cộng,174,172,2\n",
			",resolved,,resolved_late", "header-doubtful 3 doubt.unused resolved_in_time: resolved = resolved_in_time + resolved_late (2/2)"},
		{"small counts agree by chance", "Huyện,Đã giải quyết,Đúng hạn,Quá hạn\nA,1,1,0\nB,1,0,1\nC,1,1,0\nD,0,0,0\n",
			",resolved,,resolved_late", "header-doubtful 3 doubt.unused resolved_in_time: resolved = resolved_in_time + resolved_late (3/3)"},
		{"early has a column of its own", "Huyện,Đã giải quyết,Trước hạn,Đúng hạn,Quá hạn\nA,93,20,71,2\nB,81,0,81,0\nC,77,10,60,7\n",
			",resolved,resolved_early,resolved_on_time,resolved_late", ""},
		{"a printed rate", "Huyện,Đã giải quyết,Đúng hạn,Tỷ lệ đúng hạn\nA,93,91,\"97,85\"\nB,81,80,\"98,77\"\nC,77,70,\"90,91\"\n",
			",resolved,resolved_in_time,", "header-proved 3 resolved_in_time % = on_time (3/3)"},
		{"a printed rate of something else", "Huyện,Đã giải quyết,Đúng hạn,Tỷ lệ đúng hạn\nA,93,91,\"95,1\"\nB,81,80,\"91,2\"\nC,77,70,\"88,8\"\n",
			",resolved,resolved_on_time,", "header-doubtful 3 resolved_on_time resolved_in_time: % = on_time (0/3), resolved = resolved_in_time (0/3)"},
		{"all that was to be resolved", "Huyện,Tiếp nhận,Kỳ trước,Đúng hạn,Quá hạn,Đang giải quyết\nA,120,3,91,2,30\nB,90,1,81,0,10\nC,99,0,70,7,22\n",
			",received,carried_over,resolved_in_time,resolved_late,pending", "header-proved 4 resolved_in_time caseload = resolved + pending (3/3)"},
		{"online and the rest, of which the fees are as many", "Huyện,Tiếp nhận,Hồ sơ thu phí,Trực tuyến,Trực tiếp\nA,120,120,100,20\nB,90,90,60,30\nC,99,99,90,9\n",
			",received,fee_bearing,paid_online,paid_in_person", "header-proved 4 paid_online fee_bearing = paid_online + paid_in_person (3/3); " +
				"header-proved 5 paid_in_person fee_bearing = paid_online + paid_in_person (3/3)"},
		{"as many resolved as received", "Huyện,Tiếp nhận,Đã giải quyết,Trực tuyến,Trực tiếp\nA,120,120,100,20\nB,90,90,60,30\nC,99,99,90,9\n",
			",received,resolved,,", "column-unplaced 4 received_online evidence.none; column-unplaced 5 received_direct evidence.none"},
		{"a title of what is pending", "Tình hình hồ sơ đang giải quyết tháng 6/2024,,,\nHuyện,Đúng hạn,Quá hạn,Tổng số\nA,85,5,90\nB,60,30,90\nC,90,9,99\n",
			",,,", "column-unplaced 2 resolved_on_time resolved_in_time: resolved = resolved_in_time + resolved_late (3/3); pending_in_time: pending = pending_in_time (0/3); " +
				"header-ambiguous 3 resolved_late resolved_late: resolved = resolved_on_time + resolved_late (3/3); pending_overdue: pending = pending_overdue (0/3); " +
				"column-unplaced 4 caseload resolved: resolved = resolved_on_time + resolved_late (3/3); pending: pending = pending_overdue (0/3)"},
		{"online and the rest", "Huyện,Tiếp nhận,Đã giải quyết,Trực tuyến,Trực tiếp\nA,120,93,100,20\nB,90,81,60,30\nC,99,77,90,9\n",
			",received,resolved,received_online,received_direct", "header-proved 4 received_online received = received_online + received_direct (3/3); " +
				"header-proved 5 received_direct received = received_online + received_direct (3/3)"},
		{"pending in time or overdue", "Huyện,Đang giải quyết,Ghi chú,Trong hạn,Quá hạn\nA,93,,91,2\nB,81,,81,0\nC,77,,70,7\n",
			",pending,,pending_in_time,pending_overdue", ""},
	} {
		columns, findings := measuresIn(t, cat, c.table)
		if got := strings.Join(columns, ","); got != c.columns {
			t.Errorf("%s: columns %s, want %s", c.name, got, c.columns)
		}
		if got := strings.Join(findings, "; "); got != c.findings {
			t.Errorf("%s: findings\n got %s\nwant %s", c.name, got, c.findings)
		}
	}
}

// office is the truth about the dossiers of one unit.
type office map[string]int

// drawOffice draws the counts of a unit, of which many have nothing late or early.
func drawOffice(r *rand.Rand) office {
	size := 1 + r.IntN([]int{3, 30, 3000}[r.IntN(3)])
	some := func(most int) int {
		if r.IntN(3) == 0 {
			return 0
		}
		return r.IntN(most + 1)
	}
	o := office{"resolved_early": some(size), "resolved_on_time": some(size), "resolved_late": some(size / 20), "pending_in_time": some(size / 3), "pending_overdue": some(size / 30)}
	o["resolved_in_time"] = o["resolved_early"] + o["resolved_on_time"]
	o["resolved"] = o["resolved_in_time"] + o["resolved_late"]
	o["pending"] = o["pending_in_time"] + o["pending_overdue"]
	o["received_online"], o["received_direct"], o["received_postal"] = some(size), some(size), some(size/10)
	o["received"] = o["received_online"] + o["received_direct"] + o["received_postal"]
	return o
}

// In random tables whose headers may mean several things, no meaning is taken that the
// truth contradicts in any row.
func TestProvedMeaningsAreTrue(t *testing.T) {
	means := map[string][]string{ // what offices write, and mean by it
		"Đúng hạn": {"resolved_on_time", "resolved_in_time"}, "Quá hạn": {"resolved_late", "pending_overdue"}, "Trong hạn": {"pending_in_time", "resolved_in_time"},
		"Đã giải quyết": {"resolved"}, "Đang giải quyết": {"pending"}, "Tiếp nhận": {"received"}, "Trực tuyến": {"received_online"}, "Trước hạn": {"resolved_early"},
	}
	var texts []string
	for text := range means {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	cat, proved, tables := definitions(t), 0, 10_000
	if testing.Short() {
		tables = 1000
	}
	for seed := range uint64(tables) {
		r := rand.New(rand.NewPCG(seed, 17))
		r.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		header, truth := []string{"Huyện"}, []string{""}
		for _, text := range texts[:2+r.IntN(len(texts)-2)] {
			header, truth = append(header, text), append(truth, means[text][r.IntN(len(means[text]))])
		}
		offices := make([]office, 1+r.IntN(12))
		table := strings.Join(header, ",") + "\n"
		for i := range offices {
			offices[i] = drawOffice(r)
			table += string(rune('A' + i))
			for _, id := range truth[1:] {
				table += fmt.Sprintf(",%d", offices[i][id])
			}
			table += "\n"
		}
		columns, findings := measuresIn(t, cat, table)
		for _, f := range findings {
			var column int
			if n, _ := fmt.Sscanf(f, "header-proved %d", &column); n == 0 {
				continue
			}
			proved++
			for _, o := range offices {
				if o[columns[column-1]] != o[truth[column-1]] {
					t.Fatalf("seed %d: column %d is %s and was taken for %s: %s\n%s", seed, column, truth[column-1], columns[column-1], f, table)
				}
			}
		}
	}
	if proved < tables/20 {
		t.Errorf("only %d meanings were proved in %d tables", proved, tables)
	}
	t.Logf("%d meanings were proved in %d tables", proved, tables)
}
