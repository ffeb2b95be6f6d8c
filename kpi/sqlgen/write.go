package sqlgen

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// writer writes one statement. Its steps are named queries, each over the one
// before. Columns of a step are always written with its name: ClickHouse takes a
// bare name for a new column of the same step.
type writer struct {
	q              *Query
	measures       []int    // over time, parts before wholes
	rows           []int    // of rows: these, and what they follow from
	things         []string // what these count
	edges          []string // things of which the first or the last period counts
	bounded        []string // those of which a measure counts in that alone
	hasDifferences bool     // whether a count follows from the difference of others, if that is not below 0
	longest        int      // bytes of the longest name of a column
}

func newWriter(q *Query) *writer {
	w := &writer{q: q}
	w.measures, w.rows = q.needed()
	add := func(list *[]string, thing string) {
		if !slices.Contains(*list, thing) {
			*list = append(*list, thing)
		}
	}
	for _, i := range w.measures {
		m := q.Measures.At(i)
		add(&w.things, m.Of)
		if m.Kind != kpi.Flow {
			add(&w.edges, m.Of)
		}
		if isEdge(m) {
			add(&w.bounded, m.Of)
		}
	}
	return w
}

// byPeriod reports whether periods are groups of their own.
func (w *writer) byPeriod() bool { return slices.Contains(w.q.By, kpi.ByPeriod) }

// step is one named query.
type step struct {
	name    string
	why     []string // comment lines
	columns []column
	from    string
	where   string
	keys    int    // how many columns, from the first, the rows are grouped by
	groups  string // what they are grouped by, else
	once    bool   // each row is computed once, although its columns are used more often
}

// column is an expression and its name. One without a name, or with the name of the
// column that it is, is written without AS.
type column struct{ expr, name string }

// name quotes the name of a column.
func (w *writer) name(name string) string {
	w.longest = max(w.longest, len(name))
	return w.q.Dialect.ident(name)
}

// of returns a column of the step before.
func (w *writer) of(step, name string) string { return step + "." + w.name(name) }

// same returns columns of the step before under their own names.
func (w *writer) same(step string, names ...string) []column {
	var columns []column
	for _, name := range names {
		columns = append(columns, column{w.of(step, name), name})
	}
	return columns
}

// query writes a SELECT with an indent.
func (w *writer) query(s step, indent string) string {
	var columns []string
	for _, c := range s.columns {
		text := indent + "  " + c.expr
		if c.name != "" && !strings.HasSuffix(c.expr, "."+w.name(c.name)) {
			text += " AS " + w.name(c.name)
		}
		columns = append(columns, text)
	}
	text := indent + "SELECT\n" + strings.Join(columns, ",\n")
	if s.from != "" {
		text += "\n" + indent + "FROM " + s.from
	}
	if s.where != "" {
		text += "\n" + indent + "WHERE " + s.where
	}
	if s.keys > 0 {
		text += "\n" + indent + "GROUP BY 1"
		for i := 2; i <= s.keys; i++ {
			text += ", " + strconv.Itoa(i)
		}
	}
	if s.groups != "" {
		text += "\n" + indent + "GROUP BY " + s.groups
	}
	if s.once && w.q.Dialect.name == "postgres" { // which would write the columns into each other, else
		text += "\n" + indent + "OFFSET 0"
	}
	return text
}

// statement writes all steps and the SELECT over the last.
func (w *writer) statement(table string) string {
	var steps []step
	if w.q.List != nil {
		steps = w.list(table)
		table = listTidy
	}
	if len(w.bounded) > 0 && !w.byPeriod() {
		steps = append(steps, w.ends(table))
	}
	rows := append([]step{w.source(table)}, w.counts()...)
	for i := range rows {
		rows[i].once = w.hasDifferences
	}
	steps = append(steps, rows...)
	steps = append(steps, w.parts(), w.dated(), w.placed(), w.spans(), w.clashes(), w.units(), w.wholes(), w.groups(), w.ratios())
	return "WITH\n" + w.named(steps) + "\n" + w.query(w.figures(), "") + "\nORDER BY " + w.order() + ";\n"
}

// named writes steps with their names.
func (w *writer) named(steps []step) string {
	var texts []string
	for _, s := range steps {
		texts = append(texts, comment(s.why)+s.name+" AS (\n"+w.query(s, "  ")+"\n)")
	}
	return strings.Join(texts, ",\n")
}

// comment writes lines of comments.
func comment(lines []string) string {
	var b strings.Builder
	for _, text := range lines {
		b.WriteString("-- " + kpi.Printable(text) + "\n")
	}
	return b.String()
}

// head writes the comments above the statement: what each indicator is.
func (w *writer) head() string {
	about, joint := "Indicators", " by "
	for _, d := range w.q.By {
		about, joint = about+joint+d.String(), ", "
	}
	if !w.q.Period.IsZero() {
		about += " of " + w.q.Period.String()
	}
	lines := []string{"NULL is what is not known; is_total marks the row of all groups."}
	for _, d := range w.q.Indicators {
		lines = append(lines, d.ID+" = "+d.Text(w.q.Measures)+"; "+d.Source.EN)
	}
	return w.comments(about, lines)
}

// comments writes what a statement is about, with more lines and those of a list.
func (w *writer) comments(about string, lines []string) string {
	if w.q.List != nil {
		lines = slices.Concat(lines, w.q.List.head(w.q.Period))
	}
	return comment(slices.Concat([]string{about + ", written by kpi sql --dialect " + w.q.Dialect.name}, lines))
}
