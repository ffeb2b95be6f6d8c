package input

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// objectsOf writes objects of JSON, each on a line of its own.
func objectsOf(list ...string) string { return "[\n" + strings.Join(list, ",\n") + "\n]\n" }

const (
	tanLap = `{"period": "2024-06", "district": "Bắc Sơn", "commune": "Xã Tân Lập", "received": 12}`
	vuLe   = `{"period": "2024-06", "district": "Bắc Sơn", "commune": "Xã Vũ Lễ", "received": 5}`
	both   = "Bắc Sơn/Xã Tân Lập 2024-06: received 12; Bắc Sơn/Xã Vũ Lễ 2024-06: received 5"
	first  = "Bắc Sơn/Xã Tân Lập 2024-06: received 12"
)

// An array of objects is a table, wherever it is.
func TestJSON(t *testing.T) {
	member := func(rest string) string { return strings.TrimSuffix(tanLap, "}") + rest + "}" }
	try(t, []readCase{
		one("an array", objectsOf(tanLap, vuLe), "", both),
		one("on one line", "["+tanLap+","+vuLe+"]", "", both),
		one("a byte-order mark", "\ufeff"+objectsOf(tanLap, vuLe), "", both),
		one("carriage returns", strings.ReplaceAll(objectsOf(tanLap, vuLe), "\n", "\r"), "", both),
		one("within an object", `{"data": `+objectsOf(tanLap, vuLe)+"}", "", both),
		one("within objects", `{"result": {"page": {"items": `+objectsOf(tanLap, vuLe)+"}}}", "", both),
		one("values beside it", `{"status": 200, "data": `+objectsOf(tanLap, vuLe)+`, "page": {"sizes": [10, 20]}}`, "json-beside", both),
		one("objects in lines", tanLap+"\n"+vuLe+"\n", "", both),
		one("objects without lines", tanLap+vuLe, "", both),
		one("objects over lines", "[{\n\"period\": \"2024-06\",\n\"district\": \"Bắc Sơn\", \"commune\": \"Xã Tân Lập\",\n\"received\": 12\n}, "+vuLe+"\n]", "", both),
		one("keys in another order", objectsOf(tanLap, `{"received": 5, "commune": "Xã Vũ Lễ", "district": "Bắc Sơn", "period": "2024-06"}`), "", both),
		one("objects in an object", objectsOf(`{"Kỳ": "2024-06", "Đơn vị": {"Huyện": "Bắc Sơn", "Xã": "Xã Tân Lập"}, "Tiếp nhận": {"Trực tuyến": 7, "Trực tiếp": 5}}`),
			"unit-missing 2; column-unknown 2:2", "-"),
		one("a key that others lack", objectsOf(tanLap, strings.TrimSuffix(vuLe, "}")+`, "resolved": 4}`), "count-missing 2:5", first+", resolved ?; Bắc Sơn/Xã Vũ Lễ 2024-06: received 5, resolved 4"),
		one("null", objectsOf(tanLap, strings.Replace(vuLe, ": 5", ": null", 1)), "count-missing 3:4", strings.Replace(both, "received 5", "received ?", 1)),
		one("texts of counts", objectsOf(strings.Replace(tanLap, "12", `"1.012"`, 1)), "", strings.Replace(first, "12", "1012", 1)),
		one("escapes", objectsOf(strings.Replace(tanLap, "Tân Lập", `T\u00e2n L\u1eadp`, 1)), "", first),
		one("a total", objectsOf(tanLap, vuLe, `{"commune": "Tổng cộng", "received": 17}`), "row-total 4 rows=1", both),
		one("a total on one line", "["+tanLap+","+vuLe+`,{"commune": "Tổng cộng", "received": 18}]`, "row-total 3 rows=1; total-disagrees 3:4 rows=2", both),
		one("a sum without a word", "["+strings.Join([]string{tanLap, vuLe, `{"period": "2024-06", "district": "Bắc Sơn", "received": 17}`}, ",")+"]", "row-or-total 3", "-"),
		one("a fraction", objectsOf(tanLap, strings.Replace(vuLe, ": 5", ": 5.5", 1)), "count-fraction 3:4", "-"),
		one("an exponent", objectsOf(strings.Replace(tanLap, "12", "1e3", 1)), "count-not-a-number 2:4", "-"),
		one("true", objectsOf(strings.Replace(tanLap, "12", "true", 1)), "count-not-a-number 2:4", "-"),
		one("the same row twice", objectsOf(tanLap, tanLap), "row-duplicate 3 line=2", "-"),
		one("one object", tanLap, "file-not-text", "-"),
		one("an array of numbers", `{"a": [1, 2]}`, "file-not-text", "-"),
		one("a result", `{"schema": "kpi.report/1", "rows": [`+tanLap+"]}", "file-not-text", "-"),
		one("an array in a row", objectsOf(tanLap, member(`, "files": []`)), "json-fault 3:5", "-"),
		one("a key twice", objectsOf(tanLap, member(`, "received": 12`)), "json-fault 3:4", "-"),
		one("a key twice, joined", objectsOf(member(`, "a": {"b": 1}, "a.b": 2`)), "json-fault 2:6", "-"),
		one("two arrays", `{"a": `+objectsOf(tanLap)+`, "b": `+objectsOf(vuLe)+"}", "json-fault 5", "-"),
		one("a number among rows", objectsOf(tanLap, "5"), "json-fault 3", "-"),
		one("a row among texts", objectsOf(`"5"`, tanLap), "json-fault 3", "-"),
		one("a comma too many", "[\n"+tanLap+",\n]\n", "json-fault 3", "-"),
		one("a colon missing", objectsOf(tanLap, strings.Replace(vuLe, `"received":`, `"received"`, 1)), "json-fault 3", "-"),
		one("it ends early", "[\n"+tanLap+",\n"+vuLe[:20], "json-fault 3", "-"),
		one("it ends between rows", "[\n"+tanLap, "json-fault 2", "-"),
		one("more behind the end", objectsOf(tanLap)+"5", "json-fault 4", "-"),
		one("an invalid byte", "[{\n\"period\": \"2024-06\",\n\"district\": \"B\xff\"\n}]", "encoding-invalid-byte 3", "-"),
		one("unknown keys", `[{"a": 1, "b": "x"}]`, "header-not-found 1", "-"),
	})
}

// A key behind the first bytes is an error; keys are not known before.
func TestLateKeyOfJSON(t *testing.T) {
	if testing.Short() {
		t.Skip("34 MiB")
	}
	var b strings.Builder
	b.WriteString("[")
	pad := strings.Repeat("x", 1<<20)
	for n := range 34 {
		fmt.Fprintf(&b, `{"period": "2024-06", "district": "Bắc Sơn", "procedure": "P%d", "received": 1, "ghi chú": "%s"},`, n, pad)
		b.WriteString("\n")
	}
	whole := b.String() + `{"period": "2024-06", "district": "Bắc Sơn", "procedure": "Q", "received": 1}]`
	write(t, files{"a.json": whole})
	got := Read(definitions(t), []string{"a.json"}, nil, Options{})
	if text := dump(got.Ledger); text != "Bắc Sơn 2024-06: received 35" {
		t.Errorf("ledger %s, findings %s", text, found(got.Findings))
	}
	late := strings.Replace(whole, `"Q", `, `"Q", "resolved": 1, `, 1)
	got = Read(definitions(t), []string{rows.Stdin}, strings.NewReader(late), Options{})
	if text := found(got.Findings); text != "json-fault -:35:6" {
		t.Errorf("findings %s", text)
	}
}

// A count of JSON is found at its place: the line of the value, or the number of its object.
func TestCellsOfJSON(t *testing.T) {
	for text, want := range map[string]string{
		objectsOf(tanLap, vuLe):         "a.json:3:4",
		"[" + tanLap + "," + vuLe + "]": "a.json:2:4",
		"[" + tanLap + ",\n{\"period\": \"2024-06\",\n\"district\": \"Bắc Sơn\", \"commune\": \"Xã Vũ Lễ\",\n\n\"received\": 5}]": "a.json:5:4",
	} {
		write(t, files{"a.json": text})
		cat := definitions(t)
		got := Read(cat, []string{"a.json"}, nil, Options{})
		received, _ := cat.Measures.Index("received")
		w := kpi.Want{Entry: got.Ledger.Entries[1], Measure: received}
		cells, findings := Cells(cat, got.Ledger, map[kpi.Want]int{w: 5}, Options{})
		p := cells[w].Given[0].Place
		if at := fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column); at != want || p.Header != "received" || p.Text != "5" || len(findings) > 0 {
			t.Errorf("%s: %s, %+v, findings %v", text, at, p, findings)
		}
	}
}

// A folder has the files of JSON that hold rows. Results of kpi are passed over, others are
// left.
func TestFolderOfJSON(t *testing.T) {
	write(t, files{"in/a.json": objectsOf(tanLap), "in/b.JSONL": vuLe + "\n" + tanLap, "in/c.json": "{}", "in/d.json": `{"schema": "kpi.clean/1", "rows": []}`, "in/e.json": "x"})
	sources, findings := rows.Expand([]string{"in"}, nil)
	var names []string
	for _, src := range sources {
		names = append(names, src.Name)
	}
	if text := strings.Join(names, " "); text != "in/a.json in/b.JSONL" {
		t.Errorf("files %s", text)
	}
	if text := fmt.Sprint(findings); !strings.Contains(text, "c.json, e.json") || !strings.Contains(text, "[names d.json]") {
		t.Errorf("findings %s", text)
	}
}

// grid returns the header and the cells of a table, with a column or a row for each count.
func (t truth) grid(r *rand.Rand, isLong bool) (header []string, cells [][]string) {
	header = []string{"period", "district", "commune", "procedure"}
	if isLong {
		header = append(header, "chỉ tiêu", "value")
	} else {
		header = append(header, t.measures...)
	}
	for _, l := range t.lines {
		keys := []string{l.period, l.district, l.commune, l.procedure}
		row := keys
		for i, f := range l.figures {
			count := fmt.Sprint(f.count)
			if f.blank {
				count = ""
			}
			if isLong {
				cells = append(cells, append(keys[:len(keys):len(keys)], t.measures[i], count))
			} else {
				row = append(row, count)
			}
		}
		if !isLong {
			cells = append(cells, row)
		}
	}
	r.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	return header, cells
}

// inJSON writes a table as JSON in some way.
func inJSON(r *rand.Rand, header []string, cells [][]string) string {
	gaps := []string{"", " ", "\n", "\n\n  ", "\r\n"}
	gap := func() string { return gaps[r.IntN(len(gaps))] }
	if r.IntN(3) == 0 {
		gap = func() string { return "" }
	}
	var b strings.Builder
	for i, row := range cells {
		var members []string
		for _, c := range r.Perm(len(row)) {
			key, _ := json.Marshal(header[c])
			value, _ := json.Marshal(row[c])
			_, isCount := rows.Number([]byte(row[c]))
			switch {
			case row[c] == "" && i > 0 && r.IntN(2) == 0:
				continue
			case row[c] == "":
				value = []byte("null")
			case isCount && r.IntN(2) == 0:
				value = []byte(row[c])
			}
			members = append(members, gap()+string(key)+gap()+":"+gap()+string(value)+gap())
		}
		if i > 0 {
			b.WriteString("," + gap())
		}
		b.WriteString("{" + strings.Join(members, ",") + "}")
	}
	return []string{"[" + b.String() + gap() + "]", `{"a": {"rows": [` + b.String() + "]}}" + gap()}[r.IntN(2)]
}

// A table is the same in JSON, with a row for each count, and as both.
func TestOtherFormsOfATableDoNotMatter(t *testing.T) {
	eachTable(t, func(t *testing.T, r *rand.Rand, table truth, want string) {
		for range 4 {
			for _, isLong := range []bool{false, true} {
				header, cells := table.grid(r, isLong)
				wantLedger(t, files{"a.csv": inJSON(r, header, cells)}, want)
				var b strings.Builder
				for _, row := range append([][]string{header}, cells...) {
					for c, cell := range row {
						b.WriteString([]string{"", ","}[min(c, 1)] + `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
					}
					b.WriteString("\n")
				}
				wantLedger(t, files{"a.csv": b.String()}, want)
			}
		}
	})
}
