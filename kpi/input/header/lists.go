package header

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/vietnamese"
)

// A list of single dossiers has a row for each dossier:
//
//	Mã hồ sơ            | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày có kết quả
//	H37.20-250901-0004  | ...       |     01/09/2025 |   03/09/2025 |      03/09/2025
//
// It is known by a day of receipt beside a code or an appointment. Its other columns may
// have the texts of measures, and hold days or names of people.

// List is where the columns of a list of single dossiers are.
type List struct {
	Cells [catalog.ListColumns]int // by column; -1 without one, the last of remarks and people

	columns []catalog.ListColumn // by cell; ListColumns of one that is none of them
}

// listRole is what a column of a list holds.
type listRole struct {
	column  catalog.ListColumn // ListColumns where it is none of these
	key     string             // of a key column; "" of none
	isWhole bool               // all texts over the column are known together
}

func (r listRole) isKnown() bool { return r.column < catalog.ListColumns || r.key != "" }

// dossierList finds the header of a list of single dossiers.
func dossierList(f finder) (h Head, ok bool) {
	for i := range f.rows {
		if !f.isListHeader(i) || !f.mayReceive(i) {
			continue
		}
		all, below := 0, i+f.listDepth(i) // columns whose texts are known together: a title may look like a group above them
		for first := i; first < below; first++ {
			one := Head{Titles: first, Rows: f.listDepth(first), kind: listTable}
			roles, isList := f.list(&one)
			whole := 0
			for _, r := range roles {
				if r.isWhole {
					whole++
				}
			}
			if isList && (!ok || whole > all) {
				h, ok, all = one, true, whole
			}
		}
		if ok {
			h.titles = slices.DeleteFunc(slices.Concat(f.rows[:h.Titles]...), func(text string) bool { return text == "" })
			return h, true
		}
	}
	return Head{}, false
}

// isListHeader reports whether a row may be of the header of a list: none of its cells is
// like a code, a day or a telephone number.
func (f finder) isListHeader(row int) bool {
	return f.isText(row) && !slices.ContainsFunc(f.rows[row], isNumbered)
}

// listDepth is [finder.depth] of a header of a list: the rows below it may be all words and
// days, as in 01/09/2025, which are no figures.
func (f finder) listDepth(first int) int {
	n := f.depth(first)
	for row := 1; row < n; row++ {
		if !f.isListHeader(first + row) {
			return row
		}
	}
	return n
}

// isOfDossier reports whether a text is the header of a column that only lists of single
// dossiers have.
func isOfDossier(cat *catalog.Catalog, text string) bool {
	c, ok := cat.Lists.Column(text)
	return ok && c != catalog.ListIgnored && c != catalog.ListResolving && c != catalog.ListReceiving
}

// IsOfList reports whether a row may be the header of a list of single dossiers, with a code
// or a person beside a day, and whether that of receipt is among its days.
func IsOfList(cat *catalog.Catalog, cells []string) (ok, isReceived bool) {
	has := [catalog.ListColumns]bool{}
	for _, text := range cells {
		switch c, ok := cat.Lists.Column(text); {
		case isNumbered(text):
			return false, false
		case ok:
			has[c] = true
		}
	}
	isReceived = has[catalog.ListReceived]
	isDated := slices.Contains(has[catalog.ListReceived:catalog.ListState], true)
	return isDated && (has[catalog.ListCode] || has[catalog.ListPerson] || isReceived && has[catalog.ListDue]), isReceived
}

// isNumbered reports whether a text has more digits than those of headers, which may name a
// year or other columns.
func isNumbered(text string) bool {
	const most = 4
	digits := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			digits++
		}
	}
	return digits > most
}

// mayReceive reports whether a row, or one of those that may be below it in a header, has
// what may be the text of a day of receipt. Most tables have none, and their columns need
// not be looked up.
func (f finder) mayReceive(first int) bool {
	const longest = 100 // bytes of a header text
	isReceived := func(h catalog.OwnHeader) bool { return h.Meaning.Key == catalog.ListReceived.String() }
	if slices.ContainsFunc(f.cat.Headers.Own(), isReceived) {
		return true
	}
	for row := first; row < first+headRows && row < len(f.rows) && f.isListHeader(row); row++ {
		for _, text := range f.rows[row] {
			if len(text) > longest {
				continue
			}
			folded := vietnamese.FoldName(text)
			if folded == catalog.ListReceived.String() || slices.ContainsFunc([]string{"ngày", "ngay", "thời "}, func(word string) bool { return strings.Contains(folded, word) }) {
				return true
			}
		}
	}
	return false
}

// list looks for the columns of a list below the first row of a header, and completes it.
func (f finder) list(h *Head) (roles []listRole, ok bool) {
	width := 0
	for _, row := range f.rows[h.Titles : h.Titles+h.Rows] {
		width = max(width, len(row))
	}
	for c := range width {
		h.texts = append(h.texts, f.path(*h, c))
	}
	roles = listRoles(f.cat, h.texts)
	for _, r := range roles {
		if r.isKnown() {
			h.known++
		}
	}
	has := func(column catalog.ListColumn) int {
		return slices.IndexFunc(roles, func(r listRole) bool { return r.column == column })
	}
	if below := h.Titles + h.Rows; below < len(f.rows) && numbered(f.rows[below], func(c int) bool { return c < len(roles) && roles[c].isKnown() && roles[c].key != catalog.KeyOrdinal }) {
		h.Number = 1
	}
	code := has(catalog.ListCode)
	return roles, has(catalog.ListReceived) >= 0 && (has(catalog.ListDue) >= 0 || code >= 0 && !f.countsBelow(*h, code))
}

// countsBelow reports whether a column whose header may be that of codes or of counts holds
// counts: "Số hồ sơ" of a day.
func (f finder) countsBelow(h Head, column int) bool {
	counts := 0
	for row := h.Size(); row < len(f.rows); row++ {
		switch text := f.cell(row, column); {
		case text == "":
		case !isCount([]byte(text)):
			return false
		default:
			counts++
		}
	}
	return counts > 0 && f.cat.Headers.IsCount(headerText(h.texts[column]))
}

// listRoles returns what the columns of a list hold, by the texts over them. What is known by
// its last texts alone holds nothing where all texts over another column say that: "Bổ sung /
// Ngày nhận" is no receipt.
func listRoles(cat *catalog.Catalog, texts [][]string) []listRole {
	own := owned(cat, texts)
	roles := make([]listRole, len(texts))
	for i, path := range texts {
		roles[i].column = catalog.ListColumns
		if own[i] >= 0 {
			roles[i] = roleOfKey(cat.Headers.Own()[own[i]].Meaning.Key)
			roles[i].isWhole = true
			continue
		}
		for from := 0; from < len(path) && !roles[i].isKnown(); from++ {
			text := headerText(path[from:])
			if c, ok := cat.Lists.Column(text); ok {
				roles[i] = listRole{column: c}
			} else if m, ok := cat.Headers.Meaning(text); ok && m.Key != "" {
				roles[i] = roleOfKey(m.Key)
			}
			roles[i].isWhole = from == 0 && roles[i].isKnown()
		}
	}
	for i, r := range roles {
		isSame := func(o listRole) bool { return o.isWhole && o.column == r.column && o.key == r.key }
		if r.isKnown() && !r.isWhole && r.column != catalog.ListIgnored && r.column != catalog.ListPerson && slices.ContainsFunc(roles, isSame) {
			roles[i] = listRole{column: catalog.ListColumns}
		}
	}
	return roles
}

// roleOfKey returns what a column of a list holds whose header means a key. Periods are
// those of the days.
func roleOfKey(key string) listRole {
	if c, ok := catalog.ListColumnOf(key); ok {
		return listRole{column: c}
	}
	if slices.Contains([]string{catalog.KeyProvince, catalog.KeyDistrict, catalog.KeyCommune, catalog.KeyUnit, catalog.KeyCode, catalog.KeyProcedure, catalog.KeyField, catalog.KeyOrdinal}, key) {
		return listRole{column: catalog.ListColumns, key: key}
	}
	return listRole{column: catalog.ListIgnored}
}

// list reads the header of a list. Cells of people and of columns that are not known are
// in no part of the layout: nothing reads them.
func (r *columnReader) list() bool {
	l, cells := &List{}, &r.layout.Cells
	for c := range l.Cells {
		l.Cells[c] = -1
	}
	r.layout.List = l
	ok, unit := true, -1
	for i, role := range listRoles(r.cat, r.layout.Paths) {
		r.layout.Headers = append(r.layout.Headers, joined(r.paths[i]))
		l.columns = append(l.columns, role.column)
		switch column := role.column; {
		case len(r.paths[i]) == 0:
			cells.Nameless = append(cells.Nameless, i)
			continue
		case column == catalog.ListIgnored:
			cells.Ignored = append(cells.Ignored, i)
			l.Cells[column] = i
			continue
		case column == catalog.ListPerson:
			l.Cells[column] = i
			continue
		case column < catalog.ListColumns && l.Cells[column] >= 0:
			first, id := l.Cells[column], column.String()
			r.findings.Add(kpi.ColumnDuplicate, r.place(i), "measure", kpi.MeasureKey(id), "other", strconv.Itoa(first+1), "lines", r.rowsFor(first, i, id))
			ok = false
			continue
		case column < catalog.ListColumns:
			l.Cells[column] = i
		case role.key != "":
			ok = r.key(i, catalog.Meaning{Key: role.key}, r.place(i)) && ok
		default:
			r.findings.Add(kpi.ColumnUnknown, r.place(i))
			continue
		}
		cells.Needed = i + 1
	}
	for _, column := range []catalog.ListColumn{catalog.ListReceiving, catalog.ListResolving} {
		if c := l.Cells[column]; c >= 0 {
			unit = c
		}
	}
	if other := r.layout.Keys[Unit]; unit >= 0 {
		if other >= 0 {
			cells.Ignored = append(cells.Ignored, other)
		}
		r.layout.Keys[Unit] = unit
	}
	r.layout.Uses = r.uses(nil)
	return ok
}
