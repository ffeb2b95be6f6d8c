package page

import (
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"cchc/kpi/report"
)

// unfoldedRows is how many rows of a table with more than leanRows are elements of the page.
// The others are data, from which the script makes elements: a tenth of the bytes.
const unfoldedRows = 500

// folder writes the rows of a table that are data as an element, behind what the page lacks
// without its script. JSON as Go writes it has no < and no &, so that nothing in it can end the
// element. A nil one folds nothing.
type folder struct {
	b    strings.Builder
	rows int
}

// newFolder returns the folder of a table with all its rows in a page, or nil where none of
// these are data. note names the text of what the page lacks, kind what the rows are of.
func newFolder(r *report.Document, all int, note, kind string) *folder {
	if all <= leanRows {
		return nil
	}
	f := &folder{}
	text := report.Fill(r.Texts.Say(note), "n", strconv.Itoa(unfoldedRows), "of", report.Integer(all, r.Texts.Lang))
	f.b.WriteString(`<p class="legend">` + template.HTMLEscapeString(text) + `</p><script type="application/json" data-rows` + kind + `>`)
	return f
}

// takes reports whether a row is data, by its number.
func (f *folder) takes(n int) bool { return f != nil && n >= unfoldedRows }

// add adds the values of a row.
func (f *folder) add(values []any) {
	text, err := json.Marshal(values)
	if err != nil {
		panic(err) // strings
	}
	opening := ","
	if f.rows++; f.rows == 1 {
		opening = "["
	}
	f.b.WriteString(opening)
	f.b.Write(text)
}

// element returns the rows as an element.
func (f *folder) element() template.HTML {
	if f == nil {
		return ""
	}
	f.b.WriteString("]</script>")
	return template.HTML(f.b.String())
}

// folded returns a row as data: its keys, its rank where rows have ranks, and its cells.
func (row tableRow) folded(ranked bool) (values []any) {
	for _, k := range row.Keys {
		if k.Order != "" {
			values = append(values, []string{k.Label, k.Order})
		} else {
			values = append(values, k.Label)
		}
	}
	if ranked {
		values = append(values, row.Rank)
	}
	for _, c := range row.Cells {
		values = append(values, c.folded())
	}
	return values
}

// folded returns a cell as data: its text where it has no figure; else its value and its
// fraction, the numbers it is sorted by where these do not show them, the class, the mark and
// the word of its verdict, and its target, up to the last that it has.
func (c cell) folded() any {
	if !c.Defined {
		return c.Value
	}
	num, den, isFraction := strings.Cut(c.Fraction, "/")
	if !isFraction {
		num, den = c.Value, "1"
	}
	digits := func(number string) string {
		return strings.ReplaceAll(strings.ReplaceAll(number, ".", ""), ",", "")
	}
	all := []string{c.Value, c.Fraction, c.Num, c.Den, c.Class, c.Mark, c.Judgment, c.Target}
	if digits(num) == c.Num && digits(den) == c.Den {
		all[2], all[3] = "", ""
	}
	return cut(all)
}

// cut returns values up to the last that is not blank.
func cut(values []string) []string {
	for len(values) > 0 && values[len(values)-1] == "" {
		values = values[:len(values)-1]
	}
	return values
}

// folded returns a cell of a study as data: its value alone, or with its fraction, its
// verdict, its change and which way that goes, up to the last that it has.
func (c studyCell) folded() any {
	all := []string{c.Value, c.Fraction, c.Verdict, "", ""}
	if c.Change != nil {
		all[3], all[4] = c.Change.Text, strings.TrimSpace(strings.TrimPrefix(c.Change.Class, "change"))
	}
	if all = cut(all); len(all) < 2 {
		return c.Value
	}
	return all
}

// isFolded reports whether some rows of a table are data.
func (t table) isFolded() bool { return t.Folded != "" }

// smallRows returns some rows of a table for that of a district, each by its smallest unit.
// Those of a table of which some are data stay in it.
func (t table) smallRows(numbers []int) (rows []tableRow) {
	if t.isFolded() {
		return nil
	}
	for _, i := range numbers {
		row := t.Rows[i]
		row.Keys, row.Cells = smallestKey(row.Keys), withoutBars(row.Cells)
		rows = append(rows, row)
	}
	return rows
}
