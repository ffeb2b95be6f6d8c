package input

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// layout says what each column of an export holds.
type layout struct {
	width     int      // columns up to the last with a header
	headers   []string // cleaned
	measures  []measureColumn
	keys      []int // cells of the key columns that name unit, level and period; in the order of keyColumns
	procedure []int // cells that name a procedure
	field     []int // cells that name a field
	unknown   []int // cells that nothing is known of
	ordinal   []int // cells that number the rows
	nameless  []int // cells without a header
	percents  []percentColumn
	things    int  // cell of what the row counts, or -1
	dayKind   int  // cell of what days are counted in, or -1
	list      bool // no counts of dossiers: the rows may belong to the whole run
	deadline  bool // one row per procedure with its days
}

// measureColumn is a column that holds a measure.
type measureColumn struct {
	cell    int
	measure int
	days    bool
	kind    string // of day, where the header says so
}

// keyColumns are the keys that a row is found by.
func keyColumns() []string {
	return []string{catalog.KeyProvince, catalog.KeyDistrict, catalog.KeyCommune, catalog.KeyUnit, catalog.KeyLevel, catalog.KeyPeriod}
}

// The places of the key columns in layout.keys.
const (
	keyProvince = iota
	keyDistrict
	keyCommune
	keyUnit
	keyLevel
	keyPeriod
)

// named returns the cell of a record in a key column, or "" without one.
func (l *layout) named(rec record, key int) string {
	if i := l.keys[key]; i >= 0 && i < len(rec.cells) {
		return string(rec.cells[i])
	}
	return ""
}

// layoutReader reads the header of one file.
type layoutReader struct {
	*sheet
	cat     *catalog.Catalog
	paths   [][]string // by column: the texts over it
	line    int
	layout  layout
	taken   map[catalog.Meaning]int // the first column of each meaning
	group   string                  // the header of the whole that the columns to the left are of
	inGroup []int                   // the measures of that whole
	last    int                     // the measure of the column to the left, or -1
}

// readLayout reads the header of a table. What makes the file unusable is an
// error among the findings of the sheet, and ok is false.
func readLayout(t *export) (l layout, ok bool) {
	r := &layoutReader{sheet: t.sheet, cat: t.run.cat, paths: t.head.texts, line: t.at[0], taken: map[catalog.Meaning]int{}, last: -1}
	r.layout.dayKind, r.layout.things = -1, -1
	r.layout.keys = slices.Repeat([]int{-1}, len(keyColumns()))
	ok = true
	for i, path := range r.paths {
		if len(path) > 0 {
			r.layout.width = i + 1
		}
		r.layout.headers = append(r.layout.headers, strings.Join(path, " / "))
		ok = r.column(i) && ok
	}
	r.kind()
	r.checkAlone()
	return r.layout, ok
}

// brackets cuts a text before the brackets at its end: "Trực tuyến (4)".
func brackets(text string) (before, inside string, ok bool) {
	body, closed := strings.CutSuffix(text, ")")
	i := strings.LastIndexByte(body, '(')
	if !closed || i < 0 {
		return text, "", false
	}
	return strings.TrimSpace(body[:i]), body[i+1:], true
}

// withoutNumber takes the number of a column in brackets off its header.
func withoutNumber(text string) string {
	before, inside, ok := brackets(text)
	if _, number := digits([]byte(inside)); ok && number {
		return before
	}
	return text
}

// column finds out what one column holds.
func (r *layoutReader) column(i int) bool {
	text := headerText(r.paths[i])
	place := r.place(i)
	if text == "" {
		r.layout.nameless = append(r.layout.nameless, i)
		return true
	}
	if len(r.paths[i]) > 1 {
		r.group, r.inGroup, r.last = "", nil, -1 // merged cells name their group
	}
	m, kind, ok := r.meaning(r.paths[i])
	if ok && r.doubtful(text, m) {
		ok = false
	}
	if !ok && len(r.paths[i]) == 1 {
		if columns, examples := r.cat.Readings(text); len(columns) > 1 {
			r.add(kpi.HeaderAmbiguous, place, "columns", strings.Join(columns, ", "), "example", kpi.Excerpt(examples[0]))
			return false
		}
	}
	if !ok {
		r.add(kpi.ColumnUnknown, place)
		r.layout.unknown = append(r.layout.unknown, i)
		r.last = -1
		return true
	}
	if m.Key != "" {
		r.last = -1
		return r.key(i, m, place)
	}
	if first, ok := r.first(m); ok {
		r.add(kpi.ColumnDuplicate, place, "measure", r.id(m), "other", strconv.Itoa(first+1))
		return false
	}
	switch ms := r.cat.Measures; {
	case len(r.paths[i]) > 1:
	case len(ms.Parts(m.Measure)) > 0 && !slices.Contains(r.inGroup, m.Measure):
		r.group, r.inGroup = text, ms.Family(m.Measure)
	case !slices.Contains(r.inGroup, m.Measure):
		r.group, r.inGroup = "", nil
	}
	r.last = m.Measure
	if _, ok := r.taken[m]; !ok {
		r.taken[m] = i
	}
	days := r.cat.Measures.At(m.Measure).Of == kpi.Days
	r.layout.measures = append(r.layout.measures, measureColumn{i, m.Measure, days, kind})
	return true
}

// first returns the column that has the meaning already. Columns that add up to
// one measure may stand together, but not beside that measure itself.
func (r *layoutReader) first(m catalog.Meaning) (int, bool) {
	whole, adds := m, m
	whole.Adds, adds.Adds = false, true
	if first, ok := r.taken[whole]; ok {
		return first, true
	}
	first, ok := r.taken[adds]
	return first, ok && !m.Adds
}

func (r *layoutReader) id(m catalog.Meaning) string {
	if m.Key != "" {
		return m.Key
	}
	return r.cat.Measures.At(m.Measure).ID
}

// key notes a key column.
func (r *layoutReader) key(i int, m catalog.Meaning, place kpi.Place) bool {
	switch m.Key {
	case catalog.KeyIgnored:
		return true
	case catalog.KeyOrdinal:
		r.layout.ordinal = append(r.layout.ordinal, i)
		return true
	case catalog.KeyPercent:
		r.percent(i, m, place)
		return true
	case catalog.KeyProcedure:
		r.layout.procedure = append(r.layout.procedure, i)
		return true
	case catalog.KeyField:
		r.layout.field = append(r.layout.field, i)
		return true
	}
	if first, ok := r.taken[m]; ok {
		r.add(kpi.ColumnDuplicate, place, "measure", m.Key, "other", strconv.Itoa(first+1))
		return false
	}
	r.taken[m] = i
	switch m.Key {
	case catalog.KeyDayKind:
		r.layout.dayKind = i
		return true
	case catalog.KeyThings:
		r.layout.things = i
		return true
	}
	r.layout.keys[slices.Index(keyColumns(), m.Key)] = i
	return true
}

// meaning looks the texts over a column up: within the group to its left, which
// comes first because a group is carried to the right; by themselves; without
// the kind of day in brackets; and last as a part of the whole that the column to
// its left is a part of. A key below merged cells may have nothing to do with
// them.
func (r *layoutReader) meaning(path []string) (m catalog.Meaning, kind string, ok bool) {
	text := headerText(path)
	if r.group != "" {
		if m, ok = r.cat.Header(r.group + " / " + text); ok {
			return m, "", true
		}
	}
	if m, ok = r.cat.Header(text); ok {
		return m, "", true
	}
	if short, kind := cutDays(r.cat, path); kind != "" {
		m, ok = r.cat.Header(short)
		return m, kind, ok && m.Key == "" && r.cat.Measures.At(m.Measure).Of == kpi.Days
	}
	if n := len(path); n > 1 {
		m, ok = r.cat.Header(withoutNumber(path[n-1]))
		return m, "", ok && m.Key != ""
	}
	m, ok = r.sibling(text)
	return m, "", ok
}

// cutDays takes the kind of day in brackets off the texts over a column.
func cutDays(cat *catalog.Catalog, path []string) (text, kind string) {
	path = slices.Clone(path)
	for i := range path {
		if before, inside, ok := brackets(path[i]); ok {
			if k, known := cat.KindOfDay(inside); known {
				path[i], kind = before, k
			}
		}
	}
	return headerText(path), kind
}

// doubtful reports whether a header text that means one thing by itself may mean
// another here: the column to the left belongs with that other reading and not
// with this one. "Trực tuyến" behind fee-bearing dossiers may be those paid online.
func (r *layoutReader) doubtful(text string, m catalog.Meaning) bool {
	if r.last < 0 || m.Key != "" || r.group != "" || r.related(m.Measure) {
		return false
	}
	columns, _ := r.cat.Readings(text)
	return slices.ContainsFunc(columns, func(id string) bool {
		other, ok := r.cat.Measures.Index(id)
		_, taken := r.first(catalog.Meaning{Measure: other})
		return ok && other != m.Measure && !taken && r.related(other)
	})
}

// related reports whether a measure belongs with that of the column to the left:
// both are parts of one whole, or one lies within the
// other.
func (r *layoutReader) related(measure int) bool {
	ms := r.cat.Measures
	if ms.Within(measure) == r.last || ms.Within(r.last) == measure {
		return true
	}
	for whole := range ms.Len() {
		family := ms.Family(whole)
		if slices.Contains(family, measure) && slices.Contains(family, r.last) {
			return true
		}
	}
	return false
}

// sibling looks for a text as a part of the wholes of the column to the left.
func (r *layoutReader) sibling(text string) (catalog.Meaning, bool) {
	if r.last < 0 {
		return catalog.Meaning{}, false
	}
	ms := r.cat.Measures
	for whole := range ms.Len() {
		if !slices.Contains(ms.Family(whole), r.last) || whole == r.last {
			continue
		}
		for _, group := range r.cat.HeaderTexts(whole) {
			if m, ok := r.cat.Header(group + " / " + text); ok {
				return m, true
			}
		}
	}
	return catalog.Meaning{}, false
}

// kind tells lists from counts of dossiers. Rows that say what they count are not
// taken for procedures.
func (r *layoutReader) kind() {
	ms := r.cat.Measures
	r.layout.list = true
	limits := map[string]bool{}
	for _, c := range r.layout.measures {
		m := ms.At(c.measure)
		r.layout.list = r.layout.list && m.Of != kpi.Dossiers
		limits[m.ID] = true
	}
	r.layout.deadline = r.layout.things < 0 && limits[statutoryDays] && limits[assignedDays] && !limits[procedures] && !limits[proceduresCut]
}

// checkAlone warns of a column that is one of several that make a measure, but
// stands by itself.
func (r *layoutReader) checkAlone() {
	columns := map[int]int{}
	for _, c := range r.layout.measures {
		columns[c.measure]++
	}
	for _, c := range r.layout.measures {
		m := catalog.Meaning{Measure: c.measure, Adds: true}
		if i, ok := r.taken[m]; ok && i == c.cell && columns[c.measure] == 1 {
			r.add(kpi.ColumnAlone, r.place(i), "measure", r.id(m))
		}
	}
}

// place returns the place of a header cell.
func (r *layoutReader) place(i int) kpi.Place {
	return kpi.Place{Line: r.line, Column: i + 1, Header: r.layout.headers[i], Text: r.layout.headers[i]}
}

// excerpts joins the first few cells of a record for a message.
func excerpts(cells []string) string {
	var shown []string
	for _, c := range cells[:min(len(cells), 5)] {
		shown = append(shown, kpi.Excerpt(c))
	}
	return strings.Join(shown, ", ")
}

// The measures that a deadline list gives: one procedure a row.
const (
	statutoryDays = "statutory_days"
	assignedDays  = "assigned_days"
	procedures    = "procedures"
	proceduresCut = "procedures_cut"
)
