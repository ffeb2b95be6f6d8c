package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/report"
)

// chart is a report of one indicator that is being drawn. Its methods are all that
// the drawings know of a report.
type chart struct {
	r      *report.Document
	t      *report.Table // of all units
	rate   bool          // the indicator is one, not a count
	canvas *canvas
}

// point is a figure as it is drawn: the name of its row, its value in words, and its place
// on an axis, such as 97.5 for 97.5 percent.
type point struct {
	name, text, fraction, judgment string
	known                          bool
	odd                            bool // a rate outside 0 to 100 percent
	at                             float64
	target                         string // in words, without "target"; "" where there is none
	threshold                      float64
	verdict                        kpi.Verdict
}

// point returns the figure of a cell with its marks of doubt.
func (c *chart) point(name string, of report.Cell) point {
	f := *of.Figure
	p := point{name: name, text: lettered(f.NA), known: f.Defined, verdict: f.Verdict, judgment: lettered(f.Judgment)}
	if f.Verdict != kpi.Unjudged && f.Judgment == "" {
		p.judgment = c.say(f.Verdict.String())
	}
	if f.Defined {
		p.at, p.text, p.fraction = c.scaled(f.Number()), c.number(f.Shown)+of.Mark, f.Fraction(c.r.Texts.Lang)
		p.odd = c.rate && (p.at < 0 || p.at > 100)
	}
	if v, ok := f.Threshold(); ok {
		p.target, p.threshold = c.number(f.Target), c.scaled(v)
	}
	return p
}

// overTime reports whether the rows are of periods.
func (c *chart) overTime() bool { return len(c.t.By) > 0 && c.t.By[len(c.t.By)-1] == kpi.ByPeriod }

// rows returns the figures of the rows, and what all their names have in common.
func (c *chart) rows() (points []point, common string) {
	var keys [][]report.Key
	for _, row := range c.t.Rows {
		keys = append(keys, row.Keys)
	}
	names, common := c.names(keys)
	for i, row := range c.t.Rows {
		points = append(points, c.point(names[i], row.Cells[0]))
	}
	return points, common
}

// total returns the figure of the total.
func (c *chart) total() point { return c.point(lettered(c.t.TotalLabel), c.t.Total.Cells[0]) }

// totalInLine returns the total in words.
func (c *chart) totalInLine() string {
	total := c.total()
	return total.name + ": " + total.text
}

// names returns the names of rows by their keys. What all rows have in common is no part of
// the names, nor is the level where names differ without it. The title has a single period.
func (c *chart) names(keys [][]report.Key) (names []string, common string) {
	names = make([]string, len(keys))
	if len(keys) == 0 {
		return names, ""
	}
	var shared []string
	var parts []int // of keys that are in the names
	for k := range keys[0] {
		switch same := !slices.ContainsFunc(keys, func(row []report.Key) bool { return row[k] != keys[0][k] }); {
		case same && k > 0 && k < len(c.t.By) && c.t.By[k] == kpi.ByPeriod:
		case same && len(keys) > 1:
			shared = append(shared, lettered(keys[0][k].Label))
		default:
			parts = append(parts, k)
		}
	}
	join := func(parts []int) (differ bool) {
		seen := map[string]bool{}
		for i, row := range keys {
			var labels []string
			for _, k := range parts {
				labels = append(labels, lettered(row[k].Label))
			}
			names[i] = strings.Join(labels, " / ")
			seen[names[i]] = true
		}
		return len(seen) == len(keys)
	}
	level := slices.Index(c.t.By, kpi.ByLevel)
	without := slices.DeleteFunc(slices.Clone(parts), func(k int) bool { return k == level })
	if len(without) == len(parts) || len(without) == 0 || !join(without) {
		join(parts)
	}
	return names, strings.Join(shared, " · ")
}

// totals returns the rates of the total by month, where the report has them. The counts of
// the total would make all others small.
func (c *chart) totals(times []kpi.Period) []point {
	if len(c.t.Total.Series) == 0 || !c.rate {
		return nil
	}
	at := map[string]report.Figure{}
	for i, month := range c.t.Months {
		at[month.Value] = c.t.Total.Series[0][i]
	}
	var points []point
	for _, p := range times {
		f := at[p.String()]
		points = append(points, c.point(lettered(c.t.TotalLabel), report.Cell{Figure: &f}))
	}
	return points
}

// marks explains the marks of doubt that figures have.
func (c *chart) marks() (lines []string) {
	for _, line := range c.r.Texts.Marks(c.t) {
		lines = append(lines, lettered(line))
	}
	return lines
}

// say returns a fixed text.
func (c *chart) say(name string) string { return lettered(c.r.Texts.Say(name)) }

// cutAt returns the note that an axis begins at a number.
func (c *chart) cutAt(s scale) string {
	return strings.ReplaceAll(c.say("axis-cut"), "{n}", c.number(written(s.lo)))
}

// number writes a number as people read it, with the unit of the indicator.
func (c *chart) number(number string) string {
	if c.rate {
		return report.Localise(number, c.r.Texts.Lang) + "%"
	}
	return report.Localise(number, c.r.Texts.Lang)
}

// digits writes a number of an axis without the unit.
func (c *chart) digits(v float64) string { return report.Localise(written(v), c.r.Texts.Lang) }

// target returns the target of a figure in words.
func (c *chart) target(p point) string { return c.say("in-line.target") + " " + p.target }

// scaled returns the position of a number on an axis.
func (c *chart) scaled(number float64) float64 {
	if c.rate {
		return 100 * number
	}
	return number
}

// lettered returns a harmless text whose letters are single characters, as fonts have
// them: letters with marks beside them are drawn badly.
func lettered(text string) string { return kpi.Printable(norm.NFC.String(text)) }

// description returns what the picture shows in words.
func (c *chart) description() string {
	var parts []string
	rows, common := c.rows()
	for _, p := range append(rows, c.total()) {
		part := p.name + ": " + p.text
		if p.judgment != "" {
			part += " (" + p.judgment + ")"
		}
		parts = append(parts, part)
	}
	text := lettered(c.r.Title) + ". "
	if common != "" {
		text += common + ". "
	}
	text += strings.Join(parts, "; ")
	if target, ok := sharedTarget(rows); ok {
		text += ". " + report.Capital(c.target(target))
	}
	for _, mark := range c.marks() {
		text = strings.TrimSuffix(text, ".") + ". " + mark
	}
	return text
}

// forDocuments returns the picture of the library with its size on paper, with fonts that
// programs have (Liberation Sans is as wide as Arial), with the widths of texts, which are
// kept in other fonts, too, and with a description in words.
func (c *chart) forDocuments(svg string) string {
	var words bytes.Buffer
	words.WriteString(`" role="img" aria-labelledby="title desc" xml:lang="` + string(c.r.Texts.Lang) + "\">\n<title id=\"title\">")
	// A buffer takes everything.
	_ = xml.EscapeText(&words, []byte(lettered(c.t.Columns[0].Label)))
	words.WriteString("</title>\n<desc id=\"desc\">")
	_ = xml.EscapeText(&words, []byte(c.description()))
	words.WriteString("</desc>\n")
	size := fmt.Sprintf(`<svg width="%.1fmm" height="%.1fmm" `, float64(pageWidth)/PerInch*25.4, float64(c.canvas.height)/PerInch*25.4)
	svg = strings.Replace(svg, "<svg ", size, 1)
	svg = strings.Replace(svg, `">`, words.String(), 1)
	parts := strings.Split(svg, "<text ") // no text has a <
	for i, width := range c.canvas.widths {
		parts[i+1] = fmt.Sprintf(`textLength="%d" lengthAdjust="spacingAndGlyphs" `, width) + parts[i+1]
	}
	svg = strings.Join(parts, "<text ")
	return strings.NewReplacer("'Liberation Sans',sans-serif", "Arial,'Liberation Sans',Helvetica,sans-serif",
		"/><", "/>\n<", "</text><", "</text>\n<").Replace(svg) + "\n"
}

// heading returns the lines above the picture: the indicator, the office, the title and the
// period, what all rows have
// in common and other lines; a line about each mark of doubt that figures have.
func (c *chart) heading(below ...string) heading {
	const room = pageWidth - 2*margin
	h := heading{title: c.canvas.wrapped(lettered(c.t.Columns[0].Label), titleSize, room, 3)}
	below = append(below, c.marks()...)
	above := []string{lettered(c.r.Heading.Office), lettered(c.r.Heading.Title), lettered(c.r.Title)}
	for _, line := range append(above, below...) {
		if line != "" {
			h.below = append(h.below, c.canvas.wrapped(line, smallSize, room, 2)...)
		}
	}
	return h
}

// inLine returns some texts in a line.
func inLine(texts ...string) string { return report.Capital(strings.Join(texts, " · ")) }

// sharedTarget returns a point with the target that all points have, if they have one.
func sharedTarget(points []point) (p point, ok bool) {
	if len(points) == 0 || points[0].target == "" || slices.ContainsFunc(points, func(p point) bool { return p.target != points[0].target }) {
		return point{}, false
	}
	return points[0], true
}
