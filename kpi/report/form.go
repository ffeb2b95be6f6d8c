package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Form is the result of `kpi report --form`: a table that a regulation prescribes, with its
// titles, a row for each unit or field, and a total.
type Form struct {
	Of      kpi.Form
	Rows    kpi.FormRows
	Above   []string // its number, its regulation, its title and its period; before them the office
	Columns []FormColumn
	Lines   []FormLine
	Total   FormLine
	Below   []string // what signs mean, and what the form does not have
	Period  kpi.Period
	Texts   Texts
	Source  Evidence
}

// FormColumn is a column of a form. Its header is the texts from its group down to its own.
type FormColumn struct {
	Number int
	Header []string
	Holds  kpi.FormHolds
	ID     string // of the measure
}

// FormLine is a row of a form: its number, its name, the keys of programs and its counts.
type FormLine struct {
	Number int // 0 of the total
	Name   string
	Keys   Object
	Counts []Count // by the columns of counts
}

// FormRow is what a row of a form is made of.
type FormRow struct {
	Name  string
	Keys  Object // of programs
	Tally kpi.Tally
}

// FormOptions are what a form has beside its rows.
type FormOptions struct {
	Lang     kpi.Lang
	Heading  Heading
	Place    string // that all rows are of, or ""
	Rows     kpi.FormRows
	Period   kpi.Period
	Calendar kpi.Calendar
	Below    []string
	Source   Evidence
}

// Unknown is the sign of official statistics for a count that is not known.
const Unknown = "…"

// formSchema is the schema of the data of forms.
const formSchema = "kpi.form/1"

// NewForm makes a form of rows and their total, the sum of them.
func NewForm(of kpi.Form, measures *kpi.Measures, rows []FormRow, total kpi.Tally, words Words, o FormOptions) *Form {
	w := wording{words: words, lang: o.Lang}
	f := &Form{Of: of, Rows: o.Rows, Period: o.Period, Texts: Texts{words, o.Lang}, Source: o.Source, Below: o.Below}
	for _, c := range of.Columns {
		column := FormColumn{Number: c.Number, Holds: c.Holds}
		for _, text := range c.Header {
			column.Header = append(column.Header, text.In(o.Lang))
		}
		switch c.Holds {
		case kpi.FormName:
			column.Header = []string{of.Names[o.Rows].In(o.Lang)}
		case kpi.FormCount:
			column.ID = measures.At(c.Measure).ID
		}
		f.Columns = append(f.Columns, column)
	}
	counts := func(t kpi.Tally) (all []Count) {
		for _, i := range of.Counts() {
			v, known := t.Value(i)
			all = append(all, Count{known, v, measures.At(i).Scale()})
		}
		return all
	}
	for n, row := range rows {
		f.Lines = append(f.Lines, FormLine{n + 1, kpi.Printable(row.Name), row.Keys, counts(row.Tally)})
	}
	f.Total = FormLine{Name: w.text("total"), Counts: counts(total)}
	title := of.Title.In(o.Lang)
	switch {
	case o.Heading.Title != "":
		title = o.Heading.Title
	case o.Place != "":
		title = Fill(of.Place.In(o.Lang), "place", o.Place)
	}
	f.Above = slices.DeleteFunc([]string{o.Heading.Office, of.Code.In(o.Lang), of.Basis.In(o.Lang), title}, isBlank)
	if o.Heading.Title != "" && o.Place != "" {
		f.Above = append(f.Above, w.fill("form.of", "place", o.Place))
	}
	f.Above = append(f.Above, w.formPeriod(o.Period, o.Calendar))
	if f.lacks() {
		f.Below = append([]string{w.text("form.unknown")}, f.Below...)
	}
	return f
}

// lacks reports whether a form has a count that is not known.
func (f *Form) lacks() bool {
	isUnknown := func(c Count) bool { return !c.Known }
	return slices.ContainsFunc(f.All(), func(l FormLine) bool { return slices.ContainsFunc(l.Counts, isUnknown) })
}

// All returns the rows of a form and, last, the total.
func (f *Form) All() []FormLine { return append(slices.Clone(f.Lines), f.Total) }

// Title returns the title of a form.
func (f *Form) Title() string { return f.Above[len(f.Above)-2] }

// Counted returns the unit of count of a form.
func (f *Form) Counted() string { return f.Of.Counted.In(f.Texts.Lang) }

// formPeriod writes the period of a form, with its days: "Kỳ báo cáo: tháng 6 năm 2024 (từ
// ngày 01/06/2024 đến ngày 30/06/2024)".
func (w wording) formPeriod(p kpi.Period, c kpi.Calendar) string {
	day := func(d kpi.Day) string { return w.resolved(kpi.DayKey(d)) }
	if first, last := p.Days(); p.IsDated() {
		return w.fill("form.period.days", "first", day(first), "last", day(last))
	}
	return w.fill("form.period", "period", w.periodName(p), "first", day(c.First(p.From)), "last", day(c.Last(p.To)))
}

// periodName writes a period as offices name it: "tháng 6 năm 2024", "quý II năm 2024", "6 tháng
// đầu năm 2024".
func (w wording) periodName(p kpi.Period) string {
	if p.IsDated() {
		return w.period(p)
	}
	month := func(m kpi.Month) string {
		return w.fill("form.month", "month", strconv.Itoa(int(m%12)+1), "year", strconv.Itoa(m.Year()))
	}
	year, first := strconv.Itoa(p.From.Year()), int(p.From%12)
	switch n := p.Months(); {
	case n == 1:
		return month(p.From)
	case n == 12 && first == 0:
		return w.fill("form.year", "year", year)
	case n == 3 && first%3 == 0:
		return w.fill("form.quarter", "quarter", [...]string{"I", "II", "III", "IV"}[first/3], "year", year)
	case first == 0 && (n == 6 || n == 9):
		return w.fill("form.first-months", "n", strconv.Itoa(n), "year", year)
	case first == 6 && n == 6:
		return w.fill("form.last-months", "n", strconv.Itoa(n), "year", year)
	}
	return w.fill("form.months", "from", month(p.From), "to", month(p.To))
}

// FormCell is a cell of the header of a form, which may take several lines and columns.
type FormCell struct {
	Text                        string
	Line, Column, Lines, Across int
}

// Depth returns how many lines the header of a form has, without that of the numbers.
func (f *Form) Depth() (depth int) {
	for _, c := range f.Columns {
		depth = max(depth, len(c.Header))
	}
	return depth
}

// Header returns the cells of the header of a form, from the top: a group is above its
// columns, and the last text of a column goes down to its end.
func (f *Form) Header() (cells []FormCell) {
	depth := f.Depth()
	for line := range depth {
		for column := 0; column < len(f.Columns); {
			path := f.Columns[column].Header
			across := 1
			if line < len(path)-1 { // a group
				for column+across < len(f.Columns) && isBelow(f.Columns[column+across].Header, path[:line+1]) {
					across++
				}
			}
			if line < len(path) {
				cell := FormCell{Text: path[line], Line: line, Column: column, Lines: 1, Across: across}
				if line == len(path)-1 {
					cell.Lines = depth - line
				}
				cells = append(cells, cell)
			}
			column += across
		}
	}
	return cells
}

// isBelow reports whether the header of a column is below a group.
func isBelow(header, group []string) bool {
	return len(header) > len(group) && slices.Equal(header[:len(group)], group)
}

// NumberOf returns the number of a column as a form has it: (1).
func NumberOf(column int) string { return "(" + strconv.Itoa(column) + ")" }

// Language returns the language of a form.
func (f *Form) Language() kpi.Lang { return f.Texts.Lang }

// Text returns a count as a form has it.
func (f *Form) Text(c Count) string {
	if !c.Known {
		return Unknown
	}
	return c.In(f.Texts.Lang)
}

// Blocks returns the titles, the table and what is below it. The header of a column is its
// whole path, with its number.
func (f *Form) Blocks(Medium) []Block {
	t := &Table{TotalLabel: f.Total.Name}
	for _, c := range f.Columns {
		label := strings.Join(c.Header, " / ") + " " + NumberOf(c.Number)
		if c.Holds == kpi.FormCount {
			t.Columns = append(t.Columns, Column{ID: c.ID, Label: label, Plain: true})
		} else {
			t.Keys = append(t.Keys, label)
		}
	}
	cells := func(l FormLine) (cells []Cell) {
		for _, c := range l.Counts {
			cells = append(cells, textCell(f.Text(c)))
		}
		return cells
	}
	for _, l := range f.Lines {
		row := Row{Cells: cells(l)}
		for _, text := range f.Names(l) {
			row.Keys = append(row.Keys, Key{text, text})
		}
		t.Rows = append(t.Rows, row)
	}
	t.Total = Row{Cells: cells(f.Total)}
	return []Block{Lines{Title: strings.Join(append(slices.Clone(f.Above), f.Counted()), "\n")}, t, Lines{Lines: PlainLines(0, f.Below...), Close: true}}
}

// Names returns the texts of the columns of a row that are no counts: its number and its name.
func (f *Form) Names(l FormLine) (texts []string) {
	for _, c := range f.Columns {
		switch {
		case c.Holds == kpi.FormName:
			texts = append(texts, l.Name)
		case c.Holds == kpi.FormOrdinal && l.Number > 0:
			texts = append(texts, strconv.Itoa(l.Number))
		case c.Holds == kpi.FormOrdinal:
			texts = append(texts, "")
		}
	}
	return texts
}

// Records returns the rows with their keys and the ids of their measures; totals are by
// themselves.
func (f *Form) Records() Records {
	w := wording{words: f.Texts.Words, lang: f.Texts.Lang}
	r := Records{Fields: []Field{simple(string(f.Rows), w.label(f.Of.Names[f.Rows]), TextField)}}
	r.Fields[0].IsKey = true
	for _, c := range f.Columns {
		if c.Holds == kpi.FormCount {
			r.Fields = append(r.Fields, simple(c.ID, strings.Join(c.Header, " / "), CountField))
		}
	}
	record := func(l FormLine, cells ...Cell) []Cell {
		for _, c := range l.Counts {
			cells = append(cells, count(c))
		}
		return cells
	}
	r.Rows = func(yield func([]Cell) bool) {
		for _, l := range f.Lines {
			if !yield(record(l, textCell(l.Name))) {
				return
			}
		}
	}
	r.Totals = [][]Cell{record(f.Total)}
	return r
}

// Cells returns a form as the lines of a sheet: its titles, its header, the numbers of its
// columns, its rows, its total, and what is below them. Counts are written by write.
func (f *Form) Cells(write func(Count) string) (all [][]string) {
	line := func(texts ...string) []string {
		return append(texts, make([]string, max(len(f.Columns)-len(texts), 0))...)
	}
	header := make([][]string, f.Depth())
	for i := range header {
		header[i] = line()
	}
	for _, c := range f.Header() {
		header[c.Line][c.Column] = Neutral(c.Text)
	}
	numbers := line()
	for i, c := range f.Columns {
		numbers[i] = NumberOf(c.Number)
	}
	for _, text := range append(slices.Clone(f.Above), f.Counted()) {
		all = append(all, line(Neutral(text)))
	}
	all = append(append(all, header...), numbers)
	for _, l := range f.All() {
		cells, counts := make([]string, 0, len(f.Columns)), l.Counts
		names := f.Names(l)
		for _, c := range f.Columns {
			if c.Holds == kpi.FormCount {
				cells, counts = append(cells, write(counts[0])), counts[1:]
			} else {
				cells, names = append(cells, Neutral(names[0])), names[1:]
			}
		}
		all = append(all, cells)
	}
	for _, text := range f.Below {
		all = append(all, line(Neutral(text)))
	}
	return all
}
