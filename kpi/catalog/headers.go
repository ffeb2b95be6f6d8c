package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// HeaderRow is a row of the headers table. Its source is where the text is known from:
// builtin, the name of a ready table, or that of the user's file.
type HeaderRow struct {
	Header string `csv:"header" json:"header"`
	Column string `csv:"column" json:"column"`
	Source string `csv:"source" json:"source"`
}

// OpenMark begins a cell of a user's table that is still to be filled: the row is as if it
// were not there.
const OpenMark = "?"

// The key columns of an export, which give the unit, the period and the item of a row.
const (
	KeyPeriod    = "period"
	KeyMonth     = "month" // a period of which a plain number is a month; its year may be in another column
	KeyQuarter   = "quarter"
	KeyYear      = "year"
	KeyProvince  = "province"
	KeyDistrict  = "district"
	KeyCommune   = "commune"
	KeyUnit      = "unit"      // a district or a commune, which the type word shows
	KeyCode      = "unit_code" // of the most particular unit of the row
	KeyLevel     = "level"
	KeyProcedure = "procedure"
	KeyField     = "field"
	KeyDayKind   = "day_kind" // what the days of the row are counted in
	KeyThings    = "things"   // that the row counts, such as dossiers or tasks
	KeyCount     = "count"    // of the measure that another cell of the row names
	KeyPercent   = "percent"  // computed by the exporting system: never data
	KeyOrdinal   = "ordinal"  // row numbers; a total may be named there
	KeyIgnored   = "ignored"  // remarks, codes of units
)

// Keys returns the names of the key columns.
func Keys() []string {
	return []string{KeyPeriod, KeyMonth, KeyQuarter, KeyYear, KeyProvince, KeyDistrict, KeyCommune, KeyUnit, KeyCode, KeyLevel,
		KeyProcedure, KeyField, KeyDayKind, KeyThings, KeyCount, KeyPercent, KeyOrdinal, KeyIgnored}
}

// columnWords returns what a table of headers calls columns that are no measures: the keys,
// and the columns of lists of single dossiers.
func columnWords() []string {
	words := Keys()
	for _, name := range listColumns() {
		if name != KeyIgnored {
			words = append(words, name)
		}
	}
	return words
}

// isKey reports whether an id is the name of a key column, or of a column of lists.
func isKey(id string) bool {
	_, isOfLists := ListColumnOf(id)
	return isOfLists || slices.Contains(Keys(), id)
}

// Meaning is a key or a measure that a header text gives to its column.
type Meaning struct {
	Key     string // "" for a measure
	Measure int
	Adds    bool   // one of several columns whose sum is the measure
	Alone   bool   // means the whole of the measure if no other part has a column
	Wide    bool   // may mean the whole of the measure, if no other part has a column and the figures prove it
	Percent string // of a percent column: its indicator, "" if not known
}

// Headers is the table of header texts with their meanings: "Qua mạng" is the measure
// received_online.
type Headers struct {
	words    *Words
	measures *kpi.Measures
	rows     []HeaderRow
	own      ownRows
	meanings map[string]Meaning // by folded text
	prefixes []prefixMeaning    // the longest first
	grouped  []groupedHeader    // in the order of the table
	found    kpi.Memo[foundHeader]
	among    kpi.Memo[readings]
}

// prefixMeaning is the meaning of all texts that begin with a folded text: "thời gian *".
type prefixMeaning struct {
	text    string
	meaning Meaning
}

// groupedHeader is a header text of a column within a group: "Tiếp nhận / Qua mạng".
type groupedHeader struct {
	text    string // folded
	column  string
	example string // as written
}

func loadHeaders(user []Table, c *Catalog) (*Headers, error) {
	printed := printedTables{}
	isBuiltIn := func(r HeaderRow) (bool, error) {
		if strings.HasPrefix(r.Column, OpenMark) {
			return true, nil
		}
		if r.Source != SourceBuiltIn {
			return false, nil
		}
		return printed.has(r)
	}
	l, err := layering[HeaderRow]{HeaderTable, "header", headerKey, []string{"source"}, isBuiltIn}.read(readyFirst(user))
	if err != nil {
		return nil, err
	}
	h := &Headers{words: c.Words, measures: c.Measures, rows: l.rows, own: newOwnRows(printed), meanings: make(map[string]Meaning, len(l.rows)+c.Measures.Len())}
	for _, key := range Keys() {
		h.meanings[vietnamese.FoldHeader(key)] = Meaning{Key: key}
	}
	for i := range c.Measures.Len() {
		h.meanings[vietnamese.FoldHeader(c.Measures.At(i).ID)] = Meaning{Measure: i}
	}
	for i, r := range l.rows {
		if strings.HasPrefix(r.Column, OpenMark) {
			continue
		}
		m, err := readMeaning(r.Column, c)
		if err != nil {
			return nil, l.fault(i, "column", err)
		}
		text := l.keys[i]
		isOwn := !l.at[i].isBuiltIn
		if isOwn && r.Column == KeyPeriod {
			m.Key = periodKey(text)
		}
		if own, ok := h.meanings[text]; ok && own != m && !(isOwn && slices.Contains(periodParts(), own.Key)) {
			return nil, l.fault(i, "header", kpi.NewFault("is the id {id}", "id", cmp.Or(own.Key, c.Measures.At(own.Measure).ID)))
		}
		if h.rows[i].Source, err = h.own.add(l, i, m); err != nil {
			return nil, err
		}
		if prefix, ok := strings.CutSuffix(text, "*"); ok {
			h.prefixes = append(h.prefixes, prefixMeaning{prefix, m})
			continue
		}
		h.meanings[text] = m // one of several columns, "quá hạn#2", is no folded text: nothing finds it
		if _, order := cutOrder(r.Header); order == 0 && strings.Contains(r.Header, " / ") {
			for _, column := range strings.Split(r.Column, "|") {
				h.grouped = append(h.grouped, groupedHeader{text, columnID(column), r.Header})
			}
		}
	}
	h.own.printed = nil
	slices.SortFunc(h.prefixes, func(a, b prefixMeaning) int { return len(b.text) - len(a.text) })
	return h, nil
}

// headerKey returns what is the same of rows of the headers table for one text: the text,
// folded, with the mark of a prefix or the order of its column.
func headerKey(r HeaderRow) string {
	if text, order := cutOrder(r.Header); order > 0 && foldHeader(text) != "" {
		return foldHeader(text) + "#" + strconv.Itoa(order)
	}
	prefix := strings.TrimSuffix(r.Header, "*")
	return foldHeader(prefix) + r.Header[len(prefix):]
}

// columnID returns the id in a column cell of the headers table: that of "+returned" is
// returned, and that of "resolved_on_time|resolved_in_time" resolved_on_time.
func columnID(column string) string {
	column, _, _ = strings.Cut(column, "|")
	return strings.Trim(column, "+?")
}

// periodParts returns the keys of columns that hold a part of a period. They are words that
// exports have over other columns too: a user's table may give them another meaning.
func periodParts() []string { return []string{KeyMonth, KeyQuarter, KeyYear} }

// periodKey returns the key of a folded text that a user's table calls a period: the
// built-in table may know that it is a month, a quarter or a year.
func periodKey(text string) string {
	t, err := builtIn[HeaderRow](string(HeaderTable), "source")
	if err == nil {
		if i := slices.IndexFunc(t.Rows, func(r HeaderRow) bool { return headerKey(r) == text }); i >= 0 {
			text = t.Rows[i].Column
		}
	}
	if slices.Contains(periodParts(), text) {
		return text
	}
	return KeyPeriod
}

// CheckColumn returns the fault of a text that is no column of the headers table.
func (c *Catalog) CheckColumn(text string) error {
	_, err := readMeaning(text, c)
	return err
}

// readMeaning reads the column cell of the headers table.
func readMeaning(text string, c *Catalog) (Meaning, error) {
	id, adds := strings.CutPrefix(text, "+")
	if isKey(id) && !adds {
		return Meaning{Key: id}, nil
	}
	if shown, ok := strings.CutPrefix(text, "%"); ok {
		if _, known := c.Indicator(shown); !known {
			return Meaning{}, noIndicator(shown)
		}
		return Meaning{Key: KeyPercent, Percent: shown}, nil
	}
	id, whole, wide := strings.Cut(id, "|")
	id, alone := strings.CutSuffix(id, "?")
	i, ok := c.Measures.Index(id)
	of := -1
	if ok {
		of = c.Measures.Whole(i)
	}
	if !ok || alone && of < 0 || wide && (of < 0 || c.Measures.At(of).ID != whole) {
		return Meaning{}, kpi.NewFault("{text} is neither a measure nor a key column ({words})", "text", strconv.Quote(text), "words", strings.Join(columnWords(), ", "))
	}
	return Meaning{Measure: i, Adds: adds, Alone: alone, Wide: wide}, nil
}

// Meaning returns the meaning of a header text. Any punctuation may join a group and its
// part, the group may have any of its names, fillers ("Trong đó") may be between, and what
// the column counts may be in the text: "Số HS tiếp nhận", "Tiếp nhận (hồ sơ)". A text of
// counts of any measure has none.
func (h *Headers) Meaning(text string) (Meaning, bool) {
	m, _, ok := h.find(text)
	if m.Key == KeyCount {
		return Meaning{}, false
	}
	return m, ok
}

// Within returns the meaning of a header text as a part of the group to its left. Only rows
// of groups and their parts have it: "Hồ sơ nhận" beside "Giải quyết" is no "Hồ sơ nhận
// giải quyết".
func (h *Headers) Within(group, text string) (Meaning, bool) {
	m, key, ok := h.find(group + " / " + text)
	isPart := func(g groupedHeader) bool { return g.text == key }
	if !ok || !slices.ContainsFunc(h.grouped, isPart) {
		return Meaning{}, false
	}
	return m, true
}

// IsCount reports whether a header text is that of counts whose measures another column
// names: "Số lượng".
func (h *Headers) IsCount(text string) bool {
	m, _, _ := h.find(text)
	return m.Key == KeyCount
}

// foundHeader is what [Headers.find] returns.
type foundHeader struct {
	meaning Meaning
	key     string
	ok      bool
}

// find returns the meaning of a header text, and the folded text of the row that has it.
func (h *Headers) find(text string) (m Meaning, key string, ok bool) {
	f := h.found.Of(text, func(text string) (f foundHeader) {
		f.meaning, f.key, f.ok = h.look(text)
		return f
	})
	return f.meaning, f.key, f.ok
}

// look is [Headers.find] for a text that was not looked up before.
func (h *Headers) look(text string) (m Meaning, key string, ok bool) {
	folded := foldHeader(text)
	for _, text := range []string{folded, h.withoutFillers(folded)} {
		if m, key, ok = h.findFolded(text); ok {
			return m, key, true
		}
	}
	short := h.words.withoutUnits(text)
	if len(short.units) == 0 {
		return Meaning{}, "", false
	}
	folded = foldHeader(short.text)
	texts := []string{folded, h.withoutFillers(folded)}
	for _, d := range h.words.byKind["countlead"] {
		if slices.Contains(short.units, d.means) {
			texts = append(texts, d.text+" "+folded)
		}
	}
	for _, text := range texts {
		if m, key, ok = h.findFolded(text); ok && short.isOf(m, h.measures) {
			return m, key, true
		}
	}
	return Meaning{}, "", false
}

// withoutFillers takes words that only announce parts out of a folded text.
func (h *Headers) withoutFillers(folded string) string {
	for _, filler := range h.words.byKind["filler"] {
		folded = strings.Replace(folded, " "+filler.text+" ", " ", 1)
	}
	return folded
}

// foldHeader makes header texts that differ only in form equal; HS is short for hồ sơ.
func foldHeader(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(" "+vietnamese.FoldHeader(text)+" ", " hs ", " hồ sơ "))
}

// findFolded returns the meaning of a folded text, as it is or with the first name of its
// group, and the text of the row that has it.
func (h *Headers) findFolded(folded string) (m Meaning, key string, ok bool) {
	if m, ok := h.meanings[folded]; ok {
		return m, folded, true
	}
	texts := []string{folded}
	for _, g := range h.words.byKind["group"] {
		if part, ok := strings.CutPrefix(folded, g.text+" "); ok {
			text := g.means + " " + part
			if m, ok := h.meanings[text]; ok {
				return m, text, true
			}
			texts = append(texts, text)
		}
	}
	for _, p := range h.prefixes {
		if slices.ContainsFunc(texts, func(text string) bool { return strings.HasPrefix(text, p.text+" ") }) {
			return p.meaning, p.text + "*", true
		}
	}
	return Meaning{}, "", false
}
