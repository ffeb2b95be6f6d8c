package page

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"cchc/kpi/report"
)

// openedFindings is the most findings that are shown of a row; the others are counted.
const openedFindings = 8

// opened is what the figures of a page open on, for its script.
type opened struct {
	Words    map[string]string    `json:"words"`
	Columns  []openedColumn       `json:"columns"`
	Months   []string             `json:"months,omitempty"`
	Files    []string             `json:"files,omitempty"`
	Findings []openedFinding      `json:"findings,omitempty"`
	Rows     map[string]openedRow `json:"rows"`
}

// openedColumn is an indicator in words.
type openedColumn struct {
	Label       string `json:"label"`
	Numerator   string `json:"num,omitempty"`
	Denominator string `json:"den,omitempty"`
	Formula     string `json:"formula,omitempty"`
	Source      string `json:"source,omitempty"`
}

// openedFinding is a finding.
type openedFinding struct {
	Severity string `json:"s"`
	Word     string `json:"w"`
	Place    string `json:"p,omitempty"`
	Text     string `json:"t"`
	Remedy   string `json:"r,omitempty"`
}

// openedRow is a row: its figures over the months by column, the findings about it, and its
// sums, which the sides of the figures name by their number.
type openedRow struct {
	Name     string            `json:"n"`
	Series   []*openedSeries   `json:"m,omitempty"`
	Findings []int             `json:"f,omitempty"`
	More     int               `json:"fm,omitempty"`
	Sides    [][]openedSide    `json:"c,omitempty"`
	Sums     []json.RawMessage `json:"s,omitempty"`
}

// openedSeries is a figure over the months: the values, the fractions, and the line.
type openedSeries struct {
	Values    []string `json:"v"`
	Fractions []string `json:"q,omitempty"`
	Path      string   `json:"p,omitempty"`
	Dots      string   `json:"d,omitempty"`
	Last      string   `json:"l"`
	From      string   `json:"a"`
	To        string   `json:"b"`
}

// openedSide is a numerator or a denominator: its sum, and its terms.
type openedSide struct {
	Sum   string `json:"n"`
	Terms []int  `json:"t"` // a term that is taken away is -1 minus its number
}

// openedSum is a measure with its cells and its parts.
type openedSum struct {
	Label string            `json:"l"`
	How   string            `json:"h,omitempty"`
	Sum   string            `json:"n"`
	Sign  string            `json:"g,omitempty"`
	Cells [][]any           `json:"c,omitempty"` // file, place, text, value where it is not the text, period, unit where it is not that of the row
	More  string            `json:"o,omitempty"`
	Parts []json.RawMessage `json:"p,omitempty"`
}

// opener makes what figures open on.
type opener struct {
	r     *report.Document
	out   opened
	files map[string]int // of cells, by name
	found map[int]int    // the findings of rows, by their number in the report
	used  []int
}

// openedOf returns what the figures of a report open on, as an element of data. JSON as Go
// writes it has no < and no &, so that nothing in it can end the element.
func openedOf(r *report.Document) template.HTML {
	o := &opener{r: r, files: map[string]int{}, found: map[int]int{}, out: opened{Words: map[string]string{}, Rows: map[string]openedRow{}}}
	for _, name := range []string{"numerator", "denominator", "formula", "source", "page.months", "page.about", "page.about-none", "page.cells", "page.cells-none",
		"page.close", "page.found", "more", "period", "page.fraction", "page.value", "page.spot"} {
		o.out.Words[strings.TrimPrefix(name, "page.")] = r.Texts.Say(name)
	}
	t := r.Tables[0]
	for _, c := range t.Columns {
		o.out.Columns = append(o.out.Columns, o.column(c))
	}
	for _, m := range t.Months {
		o.out.Months = append(o.out.Months, named(m.Label))
	}
	for _, t := range r.Tables {
		if t.IsPoints() || len(t.Rows) > leanRows {
			continue
		}
		for i, row := range t.All() {
			name := named(row.Name())
			if i == len(t.Rows) {
				name = named(t.TotalLabel)
			}
			if t.Part > 0 {
				name = strings.TrimSuffix(named(t.Name)+" – "+name, " – ")
			}
			o.out.Rows[rowID(t, i)] = o.row(row, name)
		}
	}
	for i, d := range r.Evidence.Districts {
		o.out.Rows["d-"+strconv.Itoa(i)] = o.row(d.Row, named(d.Row.Name()))
	}
	o.findings()
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(o.out); err != nil {
		panic(err) // strings, numbers and JSON made here
	}
	return template.HTML(`<script type="application/json" id="opened">` + strings.TrimSuffix(b.String(), "\n") + `</script>`)
}

// column returns an indicator in words.
func (o *opener) column(c report.Column) openedColumn {
	out := openedColumn{Label: named(c.Label)}
	for _, d := range o.r.Evidence.Definitions {
		if d.ID == c.ID {
			out.Numerator, out.Denominator = sentence(d.NumeratorWords), sentence(d.DenominatorWords)
			out.Formula, out.Source = named(d.ID)+" = "+sentence(d.Formula), sentence(d.Source)
		}
	}
	return out
}

// row returns what the figures of a row open on.
func (o *opener) row(row report.Row, name string) openedRow {
	out := openedRow{Name: name}
	if len(o.out.Months) > 0 {
		for column, series := range row.Series {
			out.Series = append(out.Series, o.series(series, o.r.Tables[0].Columns[column].Plain))
		}
	}
	for n, i := range row.About {
		if n == openedFindings {
			out.More = len(row.About) - n
			break
		}
		if _, known := o.found[i]; !known {
			o.found[i] = len(o.used)
			o.used = append(o.used, i)
		}
		out.Findings = append(out.Findings, o.found[i])
	}
	numbers := map[string]int{} // of the sums of the row: figures have some in common
	for _, sides := range row.Sides {
		list := []openedSide{}
		for _, side := range sides {
			of := openedSide{Sum: o.count(side.Count)}
			for _, term := range side.Terms {
				text := o.sum(term.Sum, "", name)
				n, known := numbers[string(text)]
				if !known {
					n = len(out.Sums)
					numbers[string(text)] = n
					out.Sums = append(out.Sums, text)
				}
				if term.Minus {
					n = -1 - n
				}
				of.Terms = append(of.Terms, n)
			}
			list = append(list, of)
		}
		out.Sides = append(out.Sides, list)
	}
	return out
}

// series returns a figure over the months, or nil where fewer than two are known.
func (o *opener) series(series []report.Figure, plain bool) *openedSeries {
	known := 0
	out := &openedSeries{}
	for _, f := range series {
		c := newCell(o.r, f)
		if f.Defined {
			known++
		}
		out.Values = append(out.Values, c.Value)
		if !plain {
			out.Fractions = append(out.Fractions, c.Fraction)
		}
	}
	if known < 2 || len(series) != len(o.out.Months) {
		return nil
	}
	axis := lineAxis(series, plain)
	out.From, out.To = axis.ends(o.r.Texts.Lang)
	line := newLine(series, axis)
	out.Path, out.Dots, out.Last = line.Path, line.Dots, line.Last
	return out
}

// count writes a count, or why there is none.
func (o *opener) count(c report.Count) string {
	if !c.Known {
		return o.r.Texts.Say("na")
	}
	return c.In(o.r.Texts.Lang)
}

// sum returns a measure with its cells. who is the name of the row.
func (o *opener) sum(s *report.Sum, sign, who string) json.RawMessage {
	out := openedSum{Label: named(s.Label), How: s.How, Sum: o.count(s.Count), Sign: sign}
	for _, c := range s.Cells {
		out.Cells = append(out.Cells, o.cell(c, who))
	}
	if s.Others.Cells > 0 {
		out.More = report.Fill(o.r.Texts.Say("explain.more"), "n", report.Integer(s.Others.Cells, o.r.Texts.Lang), "sum", o.count(s.Others.Count))
	}
	for _, p := range s.Parts {
		sign := "+"
		if p.Minus {
			sign = "−"
		}
		out.Parts = append(out.Parts, o.sum(p.Sum, sign, who))
	}
	text, err := json.Marshal(out)
	if err != nil {
		panic(err) // strings and numbers
	}
	return text
}

// cell returns a cell: its file by number, its place, its text, and of its value, its period
// and its unit what the row does not imply.
func (o *opener) cell(c report.SourceCell, who string) []any {
	n, known := o.files[c.Place.File]
	if !known {
		n = len(o.out.Files)
		o.files[c.Place.File] = n
		o.out.Files = append(o.out.Files, shortened(c.Place.File, 2*longestName))
	}
	value, unit := o.count(c.Count), named(c.Who)
	if c.Count.String() == c.Place.Text {
		value = ""
	}
	if unit == who {
		unit = ""
	}
	text := named(c.Place.Text)
	if c.Place.Column == 0 {
		text = o.r.Texts.Say("explain.row")
	}
	all := []any{n, report.Spot(c.Place), text, value, named(c.When.Label), unit}
	for len(all) > 3 && all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return all
}

// findings adds the findings of all rows, in the order in which rows name them.
func (o *opener) findings() {
	if o.r.Evidence.Findings == nil || len(o.used) == 0 {
		return
	}
	o.out.Findings = make([]openedFinding, len(o.used))
	i := 0
	for m := range o.r.Evidence.Findings {
		if n, wanted := o.found[i]; wanted {
			severity := m.Severity.String()
			o.out.Findings[n] = openedFinding{severity, o.r.Texts.Say("severity." + severity),
				shortened(m.Place.String()+report.InColumn(m.Place), 2*longestName), sentence(m.Text), sentence(m.Remedy)}
		}
		i++
	}
}
