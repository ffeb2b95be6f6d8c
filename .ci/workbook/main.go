// Command workbook compares what a spreadsheet displays of the workbook of a report
// with the same report in JSON, and the numbers that it finds in a flat table with
// those of the other. .ci/sheets makes all of them and runs it.
package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	command, args := run, os.Args[1:]
	if len(args) > 0 && args[0] == "flat" {
		command, args = runFlat, args[1:]
	}
	if err := command(args); err != nil {
		fmt.Fprintln(os.Stderr, "workbook:", err)
		os.Exit(1)
	}
}

// figure is an indicator of a row in JSON; none where it is not known.
type figure struct {
	Numerator   json.Number  `json:"numerator"`
	Denominator *json.Number `json:"denominator"`
	Shown       string       `json:"shown"`
	Target      *json.Number `json:"target"`
	Verdict     *string      `json:"verdict"`
}

// mark is what makes a rate doubtful: it is outside 0 to 100, or its denominator is below 30.
func (f *figure) mark() (mark string) {
	numerator, _ := f.Numerator.Float64() // JSON has numbers only
	denominator, _ := f.Denominator.Float64()
	if numerator < 0 || numerator > denominator {
		mark = "!"
	}
	if denominator < 30 {
		mark += "°"
	}
	return mark
}

type row struct {
	District   string             `json:"district"`
	Indicators map[string]*figure `json:"indicators"`
}

type document struct {
	Rows        []row `json:"rows"`
	Total       row   `json:"total"`
	Definitions []struct {
		ID string `json:"id"`
	} `json:"definitions"`
}

// words are the texts of the sheet in a language, and its marks in numbers.
type words struct {
	rate, count, numerator, denominator, target, verdict string
	na, met, missed, total, group, point                 string
}

func wordsOf(lang string) words {
	if lang == "vi" {
		return words{"Tỷ lệ", "Số lượng", "Tử số", "Mẫu số", "Chỉ tiêu", "Đánh giá", "chưa có số liệu", "đạt", "chưa đạt", "Tổng cộng", ".", ","}
	}
	return words{"Rate", "Count", "Numerator", "Denominator", "Target", "Verdict", "n/a", "met", "missed", "Total", ",", "."}
}

// The lines of the sheet: the indicators, what each has, the first row.
const (
	upperLine = 3
	lowerLine = 4
	firstLine = 5
)

// run is "JSON LANG CSV...": the sheets of the table, of which each has some indicators.
func run(args []string) error {
	if len(args) < 3 {
		return fmt.Errorf("want JSON LANG CSV..., not %q", args)
	}
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var doc document
	if err := json.Unmarshal(data, &doc); err != nil {
		return fmt.Errorf("reading %s: %w", args[0], err)
	}
	compared, id := 0, 0
	for _, path := range args[2:] {
		sheet, err := readSheet(path)
		if err != nil {
			return fmt.Errorf("reading %s: %w", path, err)
		}
		cells, indicators, err := compare(doc, sheet, id, wordsOf(args[1]))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		compared, id = compared+cells, id+indicators
	}
	if id != len(doc.Definitions) {
		return fmt.Errorf("%s: %d indicators, want %d", args[2], id, len(doc.Definitions))
	}
	fmt.Printf("%s: %d cells of %d sheets as in JSON\n", args[2], compared, len(args)-2)
	return nil
}

// readSheet reads what is displayed of a sheet.
func readSheet(path string) (sheet [][]string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	sheet, err = csv.NewReader(f).ReadAll()
	return sheet, errors.Join(err, f.Close())
}

// compare returns how many cells and indicators of a sheet are what they should be, or what
// is not. The first of its indicators has a number.
func compare(doc document, sheet [][]string, first int, w words) (compared, indicators int, err error) {
	// Rows without any figure are for programs only.
	doc.Rows = slices.DeleteFunc(slices.Clone(doc.Rows), func(r row) bool {
		return !slices.ContainsFunc(slices.Collect(maps.Values(r.Indicators)), func(f *figure) bool { return f != nil })
	})
	rows := append(doc.Rows, doc.Total)
	if len(sheet) < firstLine+len(rows) {
		return 0, 0, fmt.Errorf("%d lines, want more than %d", len(sheet), firstLine+len(rows))
	}
	for n, row := range rows {
		cells := sheet[firstLine+n]
		name := row.District
		if n == len(doc.Rows) {
			name = w.total
		}
		if cells[0] != name {
			return 0, 0, fmt.Errorf("line %d is of %q, want %q", firstLine+n+1, cells[0], name)
		}
		id := first - 1
		for column, what := range sheet[lowerLine] {
			if sheet[upperLine][column] != "" {
				id++
			}
			if id < first || what == "" {
				continue // a key, or beside the table
			}
			if id >= len(doc.Definitions) {
				return 0, 0, fmt.Errorf("more indicators than %d", len(doc.Definitions))
			}
			f := row.Indicators[doc.Definitions[id].ID]
			want, known := w.cell(what, f)
			if known && cells[column] != want {
				return 0, 0, fmt.Errorf("line %d: %s of %s is %q, want %q", firstLine+n+1, what, doc.Definitions[id].ID, cells[column], want)
			}
			compared++
		}
		indicators = id + 1 - first
	}
	return compared, indicators, nil
}

// cell is what a cell of a figure should display, where JSON has it.
func (w words) cell(what string, f *figure) (text string, known bool) {
	switch {
	case f == nil && (what == w.rate || what == w.count):
		return w.na, true
	case f == nil:
		return "", what != w.target
	case what == w.rate:
		return w.number(f.Shown) + "%" + f.mark(), true
	case what == w.count, what == w.numerator:
		return w.number(f.Numerator.String()), true
	case what == w.denominator:
		return w.number(f.Denominator.String()), true
	case what == w.target && f.Target != nil:
		return w.number(f.Target.String()) + "%", true
	case what == w.verdict && f.Verdict != nil:
		return map[string]string{"met": w.met, "missed": w.missed}[*f.Verdict], true
	}
	return "", true
}

// number writes a number of JSON, or what is shown of one, as the language does.
func (w words) number(text string) string {
	start := strings.IndexAny(text, "0123456789")
	whole, fraction, divided := strings.Cut(text[start:], ".")
	var b strings.Builder
	b.WriteString(text[:start])
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(w.group)
		}
		b.WriteRune(digit)
	}
	if divided {
		b.WriteString(w.point + fraction)
	}
	return b.String()
}
