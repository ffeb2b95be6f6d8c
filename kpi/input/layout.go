package input

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/vietnamese"
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
	ignored   []int // cells of remarks
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
	alone   bool   // its header may mean the whole of the measure
}

// keyColumns are the keys that a row is found by.
func keyColumns() []string {
	return []string{catalog.KeyProvince, catalog.KeyDistrict, catalog.KeyCommune, catalog.KeyUnit, catalog.KeyLevel, catalog.KeyPeriod, catalog.KeyCode}
}

// The places of the key columns in layout.keys.
const (
	keyProvince = iota
	keyDistrict
	keyCommune
	keyUnit
	keyLevel
	keyPeriod
	keyCode
)

// named returns the cell of a record in a key column, or "" without one.
func (l *layout) named(rec record, key int) string {
	if i := l.keys[key]; i >= 0 && i < len(rec.cells) {
		return string(rec.cells[i])
	}
	return ""
}

// keyCells returns the cells of the key columns that there are.
func (l *layout) keyCells() []int {
	return slices.DeleteFunc(slices.Clone(l.keys), func(i int) bool { return i < 0 })
}

// grainCells returns the cells that tell rows of one unit and period apart.
func (l *layout) grainCells() []int { return slices.Concat(l.procedure, l.field) }

// room is how many of all measures a tally holds up to the last that has a column.
func (l *layout) room() int {
	n := 0
	for _, c := range l.measures {
		n = max(n, c.measure+1)
	}
	return n
}

// figures returns the measures, each once.
func (l *layout) figures() []int {
	var figures []int
	for _, c := range l.measures {
		if !slices.Contains(figures, c.measure) {
			figures = append(figures, c.measure)
		}
	}
	return figures
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
func readLayout(t *export) (l *layout, ok bool) {
	r := &layoutReader{sheet: t.sheet, cat: t.run.cat, paths: slices.Clone(t.head.texts), line: t.at[0], taken: map[catalog.Meaning]int{}, last: -1}
	r.layout.dayKind, r.layout.things = -1, -1
	r.layout.keys = slices.Repeat([]int{-1}, len(keyColumns()))
	ok = true
	for i, path := range r.paths {
		if len(path) > 0 {
			r.layout.width = i + 1
		}
		r.layout.headers = append(r.layout.headers, strings.Join(path, " / "))
		if len(path) > 1 && r.cat.Headers.IsFiller(path[0]) {
			r.paths[i] = path[1:] // the group is that of the column to the left
		}
		ok = r.column(i) && ok
	}
	r.wholes()
	r.kind()
	r.checkAlone()
	return &r.layout, ok && !r.beside()
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
		if columns, examples := r.cat.Headers.Readings(text); len(columns) > 1 {
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
	alone := m.Alone
	m.Alone = false
	first, ok := r.first(m)
	if again, same := r.again(i); m.Adds && !ok && same {
		first, ok = again, true
	}
	if ok {
		r.add(kpi.ColumnDuplicate, place, "measure", r.cat.Measures.At(m.Measure).ID, "other", strconv.Itoa(first+1))
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
	r.layout.measures = append(r.layout.measures, measureColumn{i, m.Measure, days, kind, alone})
	return true
}

// again returns the first column that has the header of another.
func (r *layoutReader) again(i int) (first int, ok bool) {
	text := vietnamese.Fold(headerText(r.paths[i]))
	first = slices.IndexFunc(r.paths[:i], func(path []string) bool { return vietnamese.Fold(headerText(path)) == text })
	return first, first >= 0
}

// beside notes a second table at the right of the first: names behind an empty
// column, with measures before and after. Only names stand before them in either.
func (r *layoutReader) beside() bool {
	names := slices.DeleteFunc(slices.Concat(r.layout.keys[:keyLevel], r.layout.field, r.layout.procedure), func(i int) bool { return i < 0 })
	measure := func(i int) bool {
		return slices.ContainsFunc(r.layout.measures, func(c measureColumn) bool { return c.cell == i })
	}
	for _, gap := range r.layout.nameless {
		begins := gap + 1
		ends := slices.ContainsFunc(r.layout.measures, func(c measureColumn) bool { return c.cell > begins })
		if slices.Contains(names, begins) && slices.Contains(names, 0) && measure(gap-1) && ends && !measure(begins) {
			r.add(kpi.TablesBeside, r.place(begins))
			return true
		}
	}
	return false
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

// key notes a key column.
func (r *layoutReader) key(i int, m catalog.Meaning, place kpi.Place) bool {
	switch m.Key {
	case catalog.KeyIgnored:
		r.layout.ignored = append(r.layout.ignored, i)
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

// wholes takes a part for its whole where its header may mean either: the whole
// where what stands beside that has a column, and nothing else of the whole has.
// "Sớm" beside "Trễ" is early or on time; beside "Đúng hạn" it is early.
func (r *layoutReader) wholes() {
	ms := r.cat.Measures
	for i, c := range r.layout.measures {
		if !c.alone {
			continue
		}
		whole := ms.Whole(c.measure)
		if r.anyOf(ms.Beside(whole)) && !r.anyOf(ms.Beside(c.measure)) && !r.anyOf([]int{whole}) {
			r.layout.measures[i].measure = whole
		}
	}
}

// anyOf reports whether one of some measures has a column.
func (r *layoutReader) anyOf(measures []int) bool {
	return slices.ContainsFunc(measures, func(measure int) bool {
		_, ok := r.first(catalog.Meaning{Measure: measure})
		return ok
	})
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
			r.add(kpi.ColumnAlone, r.place(i), "measure", r.cat.Measures.At(c.measure).ID)
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
