package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// wordFile makes the least of a Word file with some paragraphs.
func wordFile(t *testing.T, folder, name string, paragraphs ...string) string {
	t.Helper()
	var body, b bytes.Buffer
	for _, p := range paragraphs {
		body.WriteString("<w:p><w:r><w:t>")
		if err := xml.EscapeText(&body, []byte(p)); err != nil {
			t.Fatal(err)
		}
		body.WriteString("</w:t></w:r></w:p>")
	}
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = io.WriteString(w, part[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return filepath.ToSlash(path)
}

// wordTexts are the texts of a Word file: of its paragraphs outside tables, and of the cells
// of its tables by row.
type wordTexts struct {
	paragraphs []string
	tables     [][][]string
}

// readWord reads the texts of the body of a Word file.
func readWord(t *testing.T, path string) (found wordTexts) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var text strings.Builder
	inCell, isText := 0, false
	for d := xml.NewDecoder(f); ; {
		token, err := d.Token()
		if err == io.EOF {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		last := len(found.tables) - 1
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tbl":
				found.tables = append(found.tables, nil)
			case "tr":
				found.tables[last] = append(found.tables[last], nil)
			case "tc":
				inCell++
				text.Reset()
			case "p":
				if inCell == 0 {
					text.Reset()
				}
			case "br":
				text.WriteString("\n")
			case "t":
				isText = true
			}
		case xml.CharData:
			if isText {
				text.Write(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "t":
				isText = false
			case "tc":
				inCell--
				row := &found.tables[last][len(found.tables[last])-1]
				*row = append(*row, text.String())
			case "p":
				if inCell == 0 {
					found.paragraphs = append(found.paragraphs, text.String())
				}
			}
		}
	}
}

// letterFigures is a report in JSON with the figures of other periods.
type letterFigures struct {
	Rows  []letterRow
	Total letterRow
}

// letterRow is a row of it.
type letterRow struct {
	District   string
	Measures   map[string]*json.Number
	Indicators map[string]*jsonIndicator
	Beside     map[string]map[string]besideValue
}

// besideAll are the flags of a report with all other periods.
var besideAll = []string{"report", "../../testdata/exports", "--period", "2024-06", "--beside", "previous,last-year,to-date", "--targets", "../../testdata/targets.csv", "-q"}

// shownFigure writes a figure of JSON as a document does.
func shownFigure(f *jsonIndicator, lang kpi.Lang) string {
	switch {
	case f == nil:
		return map[kpi.Lang]string{kpi.English: "n/a", kpi.Vietnamese: "chưa có số liệu"}[lang]
	case f.Denominator == nil:
		return report.Localise(f.Shown, lang)
	}
	return report.Localise(f.Shown, lang) + "%"
}

// shownFraction writes the two sums of a figure.
func shownFraction(f *jsonIndicator, lang kpi.Lang) string {
	return report.Localise(f.Numerator.String(), lang) + "/" + report.Localise(f.Denominator.String(), lang)
}

// Every figure in the table of a document is the one that JSON has, with its sums, verdict and
// change; what is not known is said.
func TestLetterTableEqualsJSON(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.docx")
	if code, _, errs := runKPI(t, append(besideAll, "-k", "all", "-o", path)...); code != exitDone {
		t.Fatal(errs)
	}
	var r letterFigures
	_, out, _ := runKPI(t, append(besideAll, "-k", "all", "-f", "json")...)
	decode(t, out, &r)
	tables := readWord(t, path).tables
	i := slices.IndexFunc(tables, func(table [][]string) bool { return len(table) > 0 && table[0][0] == "Indicator" })
	if i < 0 {
		t.Fatalf("no table of indicators in %d tables", len(tables))
	}
	rows := tables[i][1:]
	if len(rows) != len(r.Total.Indicators) {
		t.Fatalf("%d rows, %d indicators", len(rows), len(r.Total.Indicators))
	}
	ids := computable(t)
	for n, row := range rows {
		id := ids[n]
		want := []string{cellOf(r.Total.Indicators[id])}
		for _, side := range []string{"previous", "last_year", "to_date"} {
			b := r.Total.Beside[id][side]
			change := ""
			if b.Change != nil {
				change = b.Change.String()
			}
			if want = append(want, cellOf(b.Figure), change); b.Figure == nil {
				want[len(want)-2] = b.Reason
			}
		}
		for c, text := range want {
			got := strings.NewReplacer("*", "", "°", "", "†", "").Replace(row[c+1])
			isChange := c > 0 && c%2 == 0
			if isChange && text != "" {
				if !sameChange(got, text) {
					t.Errorf("%s, column %d: %q, JSON has %s", id, c+1, got, text)
				}
			} else if got != text {
				t.Errorf("%s, column %d: %q, want %q", id, c+1, got, text)
			}
		}
	}
}

// computable returns the ids of the indicators of the report of all, in its order.
func computable(t *testing.T) []string {
	t.Helper()
	_, out, _ := runKPI(t, append(besideAll, "-k", "all", "-f", "json")...)
	var r struct{ Definitions []struct{ ID string } }
	decode(t, out, &r)
	var ids []string
	for _, d := range r.Definitions {
		ids = append(ids, d.ID)
	}
	return ids
}

// cellOf writes a figure of JSON as a cell of a table of a document in English.
func cellOf(f *jsonIndicator) string {
	text := shownFigure(f, kpi.English)
	if f == nil || f.Denominator == nil {
		return text
	}
	text += "\n" + shownFraction(f, kpi.English)
	if f.Verdict != nil {
		text += "\n" + *f.Verdict
	}
	return text
}

// sameChange reports whether a change with one decimal is that of JSON with six, or a count.
func sameChange(shown, exact string) bool {
	var a, b float64
	if _, err := fmt.Sscan(strings.ReplaceAll(strings.TrimPrefix(shown, "+"), ",", ""), &a); err != nil {
		return false
	}
	_, err := fmt.Sscan(exact, &b)
	return err == nil && a-b < 0.0500001 && b-a < 0.0500001
}

// Every field of a document has the figure of JSON: of all units and of each, in all parts, of
// the report and of the periods beside it.
func TestTemplateEqualsJSON(t *testing.T) {
	dir := t.TempDir()
	_, out, _ := runKPI(t, append(besideAll, "-k", "on_time,online,late,deadline_cut", "-f", "json")...)
	var r letterFigures
	decode(t, out, &r)
	var fields, want []string
	add := func(field, value string) {
		fields, want = append(fields, "x {{"+field+"}} y"), append(want, "x "+value+" y")
	}
	for _, row := range append(r.Rows, r.Total) {
		unit := ""
		if row.District != "" {
			unit = " | " + row.District
		}
		for id, f := range row.Indicators {
			add(id+unit, shownFigure(f, kpi.Vietnamese))
			if f.Denominator != nil {
				add(id+".fraction"+unit, shownFraction(f, kpi.Vietnamese))
				add(id+".denominator"+unit, report.Localise(f.Denominator.String(), kpi.Vietnamese))
			}
			add(id+".numerator"+unit, report.Localise(f.Numerator.String(), kpi.Vietnamese))
			for _, side := range []string{"previous", "last_year", "to_date"} {
				if b := row.Beside[id][side]; b.Status == "comparable" {
					add(id+"."+side+unit, shownFigure(b.Figure, kpi.Vietnamese))
				} else {
					add(id+"."+side+unit, "chưa có số liệu")
				}
			}
		}
		for id, count := range row.Measures {
			if id != "digitised" && id != "reused" && id != "procedures_cut" && id != "results_electronic" && id != "on_system" && id != "tasks_on_time" && id != "officials_qualified" {
				if count == nil {
					add(id+unit, "chưa có số liệu")
				} else {
					add(id+unit, report.Localise(count.String(), kpi.Vietnamese))
				}
			} else if count != nil {
				add(id+".count"+unit, report.Localise(count.String(), kpi.Vietnamese))
			}
		}
	}
	path, made := wordFile(t, dir, "mau.docx", fields...), filepath.Join(dir, "r.docx")
	code, _, errs := runKPI(t, append(besideAll, "-k", "on_time", "--template", path, "--lang", "vi", "-o", made)...)
	if code != exitDone {
		t.Fatal(errs)
	}
	got := readWord(t, made).paragraphs
	if len(want) < 200 || len(got) != len(want) {
		t.Fatalf("%d paragraphs of %d fields", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s: %q, want %q", fields[i], got[i], want[i])
		}
	}
}

// What cannot be filled is named in one run, each with its paragraph, and nothing is written;
// --allow field-unknown leaves it as it is.
func TestTemplateFaults(t *testing.T) {
	dir := t.TempDir()
	path := wordFile(t, dir, "mau.docx", "Kỳ {{period}}", "{{on_tim}} {{online | Nơi Nào}}", "{{online.count}}", "{{on_time.change}}", "{{on_time}}")
	made := filepath.Join(dir, "r.docx")
	args := append(slices.Clone(besideAll), "--template", path, "-o", made)
	code, _, errs := runKPI(t, args...)
	for _, want := range []string{
		`paragraph 2: "{{on_tim}} {{online | Nơi Nào}}": "{{on_tim}}" cannot be filled: there is no indicator and no measure "on_tim"`,
		`"{{online | Nơi Nào}}" cannot be filled: no district or commune of that name`,
		`paragraph 3: "{{online.count}}": "{{online.count}}" cannot be filled: online is a rate`,
		`paragraph 4: "{{on_time.change}}": "{{on_time.change}}" cannot be filled: a change is from another period`,
	} {
		if code != exitUntrusted || strings.Count(errs, want) != 1 {
			t.Errorf("code %d: %d times %s in\n%s", code, strings.Count(errs, want), want, errs)
		}
	}
	if _, err := os.Stat(made); err == nil {
		t.Error("a file was written")
	}
	if code, _, errs = runKPI(t, append(args, "--allow", "field-unknown")...); code != exitDone {
		t.Fatal(errs)
	}
	if got, want := readWord(t, made).paragraphs, []string{"Kỳ 2024-06", "{{on_tim}} {{online | Nơi Nào}}", "{{online.count}}", "{{on_time.change}}", "99.3%"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// The document of a project file is for what is written as it is, and for nothing else.
func TestTemplateOfProject(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	wordFile(t, dir, "mau.docx", "{{on_time}} {{period.previous}}")
	write(t, dir, "a.csv", "period,district,resolved_in_time,resolved_late\n2024-05,Bắc Sơn,1,1\n2024-06,Bắc Sơn,9,1\n")
	write(t, dir, "kpi.toml", "exports = ['a.csv']\ntemplate = 'mau.docx'\noutputs = ['r.docx']\nperiod = '2024-06'\nlang = 'en'\n")
	if code, out, errs := runKPI(t, "report"); code != exitDone || !strings.Contains(out, "90.0%") {
		t.Errorf("code %d, %s%s", code, out, errs)
	}
	if got, want := readWord(t, "r.docx").paragraphs, []string{"90.0% 2024-05"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if code, out, errs := runKPI(t, "report", "-k", "on_time", "-o", "r.csv"); code != exitDone || out != "" {
		t.Errorf("code %d, %s%s", code, out, errs)
	}
}

// A document that cannot be used, or is for nothing that is written, is an error of the
// command line.
func TestTemplateThatIsNone(t *testing.T) {
	dir := t.TempDir()
	good, made := wordFile(t, dir, "mau.docx", "{{on_time}}"), filepath.Join(dir, "r.docx")
	text := write(t, dir, "text.docx", "no ZIP")
	open := wordFile(t, dir, "open.docx", "{{on_time")
	cases := map[string][]string{
		"nothing is written as .docx: give -o FILE.docx": {"--template", good, "-o", filepath.Join(dir, "r.xlsx")},
		"what it becomes is a .docx, too":                {"--template", good, "-o", filepath.Join(dir, "r.docm")},
		"text.docx":                                      {"--template", text, "-o", made},
		`{{on_time`:                                      {"--template", open, "-o", made},
		"reading " + dir + "/none.docx":                  {"--template", dir + "/none.docx", "-o", made},
	}
	for want, args := range cases {
		code, _, errs := runKPI(t, append(slices.Clone(besideAll), args...)...)
		if code != exitTrouble || !strings.Contains(errs, want) {
			t.Errorf("%q: code %d, no %q in\n%s", args, code, want, errs)
		}
		if _, err := os.Stat(made); err == nil {
			t.Errorf("%q: a file was written", args)
		}
	}
}

// kpi template writes a document that it lists and a report fills, and names the fields that
// are not understood.
func TestTemplateCommand(t *testing.T) {
	dir := t.TempDir()
	for _, extension := range []string{".docx", ".xlsx"} {
		path, made := filepath.Join(dir, "mau"+extension), filepath.Join(dir, "made"+extension)
		if code, _, errs := runKPI(t, "template", "--example", "-o", path); code != exitDone {
			t.Fatal(errs)
		}
		if code, out, errs := runKPI(t, "template", path, "-f", "csv"); code != exitDone || !strings.Contains(out, "\n{{title}},") {
			t.Errorf("%s: code %d, %s%s", extension, code, out, errs)
		}
		if code, _, errs := runKPI(t, append(slices.Clone(besideAll), "--template", path, "-o", made)...); code != exitDone {
			t.Errorf("%s: code %d, %s", extension, code, errs)
		}
	}
	path := wordFile(t, dir, "wrong.docx", "{{on_time.share}} {{on_tim}} {{late}}")
	code, out, _ := runKPI(t, "template", path, "-f", "csv")
	for _, want := range []string{
		`{{on_time.share}},"paragraph 1: ""{{on_time.share}} {{on_tim}} {{late}}""",,"""share"" is no part of a figure`,
		`{{on_tim}},"paragraph 1: ""{{on_time.share}} {{on_tim}} {{late}}""",,"there is no indicator and no measure ""on_tim"""`,
		`{{late}},"paragraph 1: ""{{on_time.share}} {{on_tim}} {{late}}""",Resolved late,`,
	} {
		if code != exitFellShort || !strings.Contains(out, want) {
			t.Errorf("code %d: no %s in\n%s", code, want, out)
		}
	}
	for want, args := range map[string][]string{
		"needs one DOCUMENT, or --example":       {"template"},
		"needs -o FILE.docx":                     {"template", "--example"},
		"a template is a .docx or an .xlsx":      {"template", "--example", "-o", "x.csv"},
		"needs one DOCUMENT, or --example and -": {"template", "--example", "x.docx"},
	} {
		if code, _, errs := runKPI(t, args...); code != exitTrouble || !strings.Contains(errs, want) {
			t.Errorf("%q: code %d, no %q in %s", args, code, want, errs)
		}
	}
}

// Every number in the text of a document is one of JSON, as it is or rounded as people read
// it, but for periods, the number of units, and the least denominator that is not small.
func TestLetterSentencesAreInJSON(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.docx")
	if code, _, errs := runKPI(t, append(besideAll, "-k", "all", "-o", path)...); code != exitDone {
		t.Fatal(errs)
	}
	_, out, _ := runKPI(t, append(besideAll, "-k", "all", "-f", "json")...)
	known := map[string]bool{"1": true, "2": true, "3": true, "30": true}
	number := regexp.MustCompile(`-?[0-9]+(?:\.[0-9]+)?`)
	for _, text := range number.FindAllString(out, -1) {
		known[strings.TrimPrefix(text, "-")] = true
		exact, _ := new(big.Rat).SetString(text)
		known[strings.TrimPrefix(exact.FloatString(1), "-")] = true
	}
	periods := regexp.MustCompile(`[0-9]{4}-[0-9]{2}|Decision [0-9]+`)
	n, inText := 0, false
	for _, p := range readWord(t, path).paragraphs {
		if inText = inText || p == "Receipt and handling of dossiers"; strings.HasPrefix(p, "The figures and") {
			break
		}
		text := strings.ReplaceAll(periods.ReplaceAllString(p, ""), ",", "")
		for _, digits := range number.FindAllString(text, -1) {
			if n++; inText && !known[strings.TrimPrefix(digits, "-")] {
				t.Errorf("%s is no number of JSON: %s", digits, p)
			}
		}
	}
	if n < 200 {
		t.Errorf("only %d numbers were compared", n)
	}
}

// A report of more units than a picture shows is written without one, with a note; a picture
// that a document asks for is an error then.
func TestLetterOfManyUnits(t *testing.T) {
	dir := t.TempDir()
	var b strings.Builder
	b.WriteString("period,district,resolved_in_time,resolved_late\n")
	for n := range 101 {
		fmt.Fprintf(&b, "2024-06,Đơn vị %d,%d,1\n", n, n+1)
	}
	args := []string{"report", write(t, dir, "a.csv", b.String()), "--units", "none", "-k", "on_time", "-q"}
	made := filepath.Join(dir, "r.docx")
	if code, _, errs := runKPI(t, append(slices.Clone(args), "-o", made)...); code != exitDone {
		t.Fatal(errs)
	}
	if want := "The report has more units than a picture shows clearly, so that there is none."; !slices.Contains(readWord(t, made).paragraphs, want) {
		t.Errorf("no %q", want)
	}
	path, other := wordFile(t, dir, "mau.docx", "{{chart on_time}}"), filepath.Join(dir, "other.docx")
	code, _, errs := runKPI(t, append(slices.Clone(args), "--template", path, "-o", other)...)
	if want := "a picture holds at most 100 bars, not 101"; code != exitUntrusted || !strings.Contains(errs, want) {
		t.Errorf("code %d, %s", code, errs)
	}
	if _, err := os.Stat(other); err == nil {
		t.Error("a file was written")
	}
}
