package catalog

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// OwnHeader is a row of a table of headers that the user gave or chose: "Tổng tiếp nhận
// (3)" is caseload, "Quá hạn#2" is pending_overdue in the second column of that text.
type OwnHeader struct {
	Header  string // as written
	Meaning Meaning
	Table   string
	Line    int
	Ready   bool // of a ready table: files need not have its texts
	text    string
	order   int // of the column among those of the text, from the left; 0: of any
}

// AnyOrder is the order of a column that is not known: it may be that of any row, of a
// measure if there is one.
const AnyOrder = -1

// ownRows are the rows of the user.
type ownRows struct {
	list     []OwnHeader
	byKey    map[string]int   // by the folded text with the order or the mark of a prefix
	byText   map[string][]int // by the folded text
	prefixes []int            // the longest first
	printed  printedTables
}

func newOwnRows(printed printedTables) ownRows {
	return ownRows{byKey: map[string]int{}, byText: map[string][]int{}, printed: printed}
}

// add adds a row of the headers table if it is the user's, and returns where its text is
// known from. A row that was printed from a table that is built in, and is as it was, is
// a row of that.
func (o *ownRows) add(l *layer[HeaderRow], i int, m Meaning) (source string, err error) {
	r, at := l.rows[i], l.at[i]
	if at.isBuiltIn {
		return SourceBuiltIn, nil
	}
	isPrinted, err := o.printed.has(r)
	if err != nil {
		return "", err
	}
	source = filepath.Base(at.table.Name)
	if isPrinted {
		source = r.Source
	}
	text, order := cutOrder(l.keys[i])
	n := len(o.list)
	o.list = append(o.list, OwnHeader{r.Header, m, at.table.Name, at.table.Lines[at.row], at.isReady || isPrinted, strings.TrimSuffix(text, "*"), order})
	o.byKey[l.keys[i]] = n
	if !strings.HasSuffix(text, "*") {
		o.byText[text] = append(o.byText[text], n)
		return source, nil
	}
	o.prefixes = append(o.prefixes, n)
	slices.SortFunc(o.prefixes, func(a, b int) int { return len(o.list[b].text) - len(o.list[a].text) })
	return source, nil
}

// cutOrder cuts the order of a column off a header text: "Quá hạn#2".
func cutOrder(header string) (text string, order int) {
	i := strings.LastIndexByte(header, '#')
	if i < 0 {
		return header, 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(header[i+1:]))
	if err != nil || n <= 0 || header[i+1] == '+' {
		return header, 0
	}
	return header[:i], n
}

// Own returns the rows of the user's tables and of the ready tables that he chose.
func (h *Headers) Own() []OwnHeader { return h.own.list }

// Spelling is a header text as rows of the user may have it.
type Spelling struct {
	Text  string // folded
	short unitless
}

// Spellings returns a header text folded, and without what its column counts.
func (h *Headers) Spellings(text string) []Spelling {
	all := []Spelling{{Text: foldHeader(text)}}
	if short := h.words.withoutUnits(text); len(short.units) > 0 {
		all = append(all, Spelling{foldHeader(short.text), short})
	}
	return slices.DeleteFunc(all, func(s Spelling) bool { return s.Text == "" })
}

// OwnRow returns the row of the user, by its number among [Headers.Own], that names the
// column of a text: that of its order, that of the text, or the longest beginning of it.
func (h *Headers) OwnRow(s Spelling, order int, isReady bool) (row int, ok bool) {
	isOf := func(row int) bool {
		return h.own.list[row].Ready == isReady && s.short.isOf(h.own.list[row].Meaning, h.measures)
	}
	row = -1
	for _, n := range h.own.byText[s.Text] {
		own := h.own.list[n].order
		if isOf(n) && (own == order || own == 0 && row < 0 || order == AnyOrder && (row < 0 || h.own.list[row].Meaning.Key != "")) {
			row = n
		}
	}
	if row >= 0 {
		return row, true
	}
	for _, n := range h.own.prefixes {
		text := h.own.list[n].text
		if isOf(n) && (s.Text == text || strings.HasPrefix(s.Text, text+" ")) {
			return n, true
		}
	}
	return -1, false
}

// OwnOf returns the row of the user that gives a header text the meaning that it has, also
// by another name of its group.
func (h *Headers) OwnOf(text string) (row int, ok bool) {
	_, key, ok := h.find(text)
	if !ok {
		return -1, false
	}
	if row, ok = h.own.byKey[key]; !ok {
		return -1, false
	}
	return row, true
}

// IsPrefix reports whether a row names all columns whose texts begin with its own.
func (o OwnHeader) IsPrefix() bool { return strings.HasSuffix(o.Header, "*") }

// IsOrdered reports whether a row names one of several columns with its text.
func (o OwnHeader) IsOrdered() bool { return o.order > 0 }
