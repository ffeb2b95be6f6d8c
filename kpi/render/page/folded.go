package page

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"cchc/kpi/report"
)

// unfoldedRows is how many rows of a table with more than leanRows are elements of the page.
// The others are data, from which the script makes elements: a tenth of the bytes.
const unfoldedRows = 500

// folder collects the rows of a table that are data: each its keys, its rank where rows have
// ranks, and its cells.
type folder struct{ rows [][]any }

// add adds a row.
func (f *folder) add(row tableRow, ranked bool) {
	var values []any
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
	f.rows = append(f.rows, values)
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
	for all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return all
}

// element returns the rows as an element of data, and says what the page lacks without its
// script. JSON as Go writes it has no < and no &, so that nothing in it can end the element.
func (f *folder) element(r *report.Document) template.HTML {
	if len(f.rows) == 0 {
		return ""
	}
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(f.rows); err != nil {
		panic(err) // strings
	}
	note := report.Fill(r.Texts.Say("page.folded"), "n", strconv.Itoa(unfoldedRows), "of", report.Integer(unfoldedRows+len(f.rows), r.Texts.Lang))
	return template.HTML(`<p class="legend">` + template.HTMLEscapeString(note) + `</p>` +
		`<script type="application/json" data-rows>` + strings.TrimSuffix(b.String(), "\n") + `</script>`)
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
