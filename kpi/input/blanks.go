package input

import (
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/sums"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// blanks are cells below a name that are blank because it is written once for all of them:
// "Huyện Bắc Sơn" above its communes. Each takes the name where something proves that.
type blanks struct {
	district string                 // the last one that a row names
	isOther  bool                   // a commune below it is not of that district
	first    kpi.Place              // the first cell that took it whose commune might be of another district
	shown    map[int]shown          // by cell: the last text of a column of names in a workbook
	taken    map[rows.Under]bool    // the merged cells of a workbook whose text was taken
	groups   map[int]rows.Row       // by line: the row above that names what the rows of a sum are of
	filled   map[string]filledCells // by what proves them
}

// shown is a text and the line that it is on.
type shown struct {
	text []byte
	line int
}

// filledCells are how many cells took a name, and the first of them.
type filledCells struct {
	count int
	at    kpi.Place
	name  string
}

func newBlanks() *blanks {
	return &blanks{shown: map[int]shown{}, taken: map[rows.Under]bool{}, filled: map[string]filledCells{}}
}

// note notes a cell that took a name, by what proves it.
func (b *blanks) note(proof string, at kpi.Place, name []byte) {
	f := b.filled[proof]
	if f.count++; f.count == 1 {
		f.at, f.name = at, string(name)
	}
	b.filled[proof] = f
}

// report reports how many cells took names, and from where.
func (b *blanks) report(findings *kpi.FileFindings) {
	for _, proof := range []string{"filled.merged", "filled.listed", "filled.sum"} {
		if f := b.filled[proof]; f.count > 0 {
			findings.Add(kpi.NamesFilled, f.at, "count", strconv.Itoa(f.count), "name", kpi.Excerpt(f.name), "proof", kpi.TextKey(proof))
		}
	}
}

// merged gives the cells of a row that are merged with one above the text that they show,
// where they name what the row is of. Counts are not of several rows.
func (b *blanks) merged(l *header.Layout, row rows.Row) rows.Row {
	named := slices.Concat(l.Keys.Cells(), l.Cells.Items(), l.Cells.Ordinal)
	isCopied := false
	for _, u := range row.Below {
		above := b.shown[u.Cell]
		if !slices.Contains(named, u.Cell) || above.line != u.Line || len(rows.Trim(row.Cells[u.Cell])) > 0 || row.IsBlank() {
			continue
		}
		if !isCopied {
			row.Cells, isCopied = slices.Clone(row.Cells), true
		}
		row.Cells[u.Cell] = above.text
		b.taken[u] = true
		if !slices.Contains(l.Cells.Ordinal, u.Cell) {
			b.note("filled.merged", l.Place(row, u.Cell), above.text)
		}
	}
	for _, i := range named {
		isUnder := slices.ContainsFunc(row.Below, func(u rows.Under) bool { return u.Cell == i })
		if len(rows.Trim(row.Cells[i])) > 0 && !isUnder {
			b.shown[i] = shown{slices.Clone(row.Cells[i]), row.Line}
		}
	}
	return row
}

// fill gives a row the name above it, where it has none and that is proved: it is one of a
// sum, or its commune is one of the district above by the list of units.
func (b *blanks) fill(t *table, row rows.Row) rows.Row {
	if above, ok := b.groups[row.Line]; ok {
		row.Cells = slices.Clone(row.Cells)
		for _, key := range header.OfNames() {
			if i := t.layout.Keys[key]; i >= 0 && len(rows.Trim(above.Cells[i])) > 0 {
				row.Cells[i] = above.Cells[i]
				b.note("filled.sum", t.layout.Place(row, i), above.Cells[i])
			}
		}
	}
	keys := &t.layout.Keys
	district, commune := vietnamese.Clean(keys.Text(row, header.District)), vietnamese.Clean(keys.Text(row, header.Commune))
	list, words := t.run.opts.Units, t.run.cat.Words
	switch {
	case keys[header.District] < 0 || keys[header.Commune] < 0 || list == nil:
		return row
	case district != "":
		b.begin(keys.Text(row, header.District))
		return row
	}
	p := t.keys.datings.of(row, t.ctx.titles).period
	if commune == "" || b.district == "" || words.IsTotal(commune) || withoutDistricts(p) {
		return row
	}
	q := units.Query{Name: words.Name(commune, kpi.Commune), Level: kpi.Commune, Period: p}
	among := len(list.Find(q))
	q.District = words.Name(b.district, kpi.District)
	if isOf := len(list.Find(q)) > 0; !isOf || b.isOther {
		if !isOf && among > 0 {
			b.leave(t.export.findings)
		}
		return row
	}
	cell := keys[header.District]
	row.Cells = slices.Clone(row.Cells)
	row.Cells[cell] = []byte(b.district)
	at := t.layout.Place(row, cell)
	if b.first.Line == 0 && among > 1 {
		b.first = at
	}
	b.note("filled.listed", at, row.Cells[cell])
	return row
}

// mayTake reports whether rows of a key may take the district above them.
func (k *rowKey) mayTake(l *header.Layout) bool {
	return l.Keys[header.District] >= 0 && l.Keys[header.Commune] >= 0 && !k.blank && !withoutDistricts(k.period) && vietnamese.Clean(k.district) == ""
}

// begin notes the district that a row names, as it is written: those below it may be of it.
func (b *blanks) begin(district string) {
	b.district, b.isOther, b.first = district, false, kpi.Place{}
}

// leave notes that a commune below a district is not of it: nothing proves any more that
// others are.
func (b *blanks) leave(findings *kpi.FileFindings) {
	if b.isOther = true; b.first.Line > 0 {
		findings.Add(kpi.UnitMissing, b.first, "level", kpi.TextKey("tier.district"))
	}
}

// namedRow is what a row of fields or procedures shows of the group that it is in.
type namedRow struct {
	line    int
	names   int    // the number of its cells that name a unit
	item    uint32 // of its procedure and field
	isNamed bool   // it names a unit
	isTotal bool   // it is marked as a total
}

// namedRows are the rows of a table in which one unit has several rows, and the cells that
// name units, each as a row that has no others.
type namedRows struct {
	list    []namedRow
	cells   []int // that name units
	named   []rows.Row
	numbers map[string]int // of these, by their raw bytes
	scratch []byte
}

// number returns the number of the cells of a row that name units.
func (r *namedRows) number(row rows.Row) int {
	r.scratch = appendCells(r.scratch[:0], row, r.cells)
	n, ok := r.numbers[string(r.scratch)]
	if !ok {
		n = len(r.named)
		own := rows.Row{Cells: make([][]byte, len(row.Cells))}
		for _, i := range r.cells {
			own.Cells[i] = slices.Clone(row.Cells[i])
		}
		r.numbers[string(r.scratch)], r.named = n, append(r.named, own)
	}
	return n
}

// nameRow notes a row of a table in which one unit has several rows.
func (a *ahead) nameRow(row rows.Row, isTotal bool) {
	items, r := a.cells.items, &a.named
	if len(items) == 0 {
		return
	}
	n := namedRow{line: row.Line, names: r.number(row), isTotal: isTotal}
	n.isNamed = slices.ContainsFunc(r.cells, func(i int) bool { return len(rows.Trim(row.Cells[i])) > 0 })
	r.scratch = r.scratch[:0]
	for _, i := range items {
		r.scratch = append(append(r.scratch, rows.Trim(row.Cells[i])...), rows.CellEnd)
	}
	n.item = a.texts.number(r.scratch)
	r.list = append(r.list, n)
}

// groups returns the rows without a name that are of the unit above them, by their lines: it
// is written once, and a total behind its rows, or its own row above them, is the sum of all
// of them and of no others. No procedure or field is there twice.
func (a *ahead) groups(found *sums.Found) map[int]rows.Row {
	list, groups, items := a.named.list, map[int]rows.Row{}, map[uint32]bool{}
	for first := 0; first < len(list); first++ {
		head := &list[first]
		if !head.isNamed || head.isTotal {
			continue
		}
		end, isTwice := first+1, false
		clear(items)
		items[head.item] = true
		for ; end < len(list) && !list[end].isNamed && !list[end].isTotal; end++ {
			isTwice = isTwice || items[list[end].item]
			items[list[end].item] = true
		}
		if isTwice || end == first+1 {
			continue
		}
		own := found.On(head.line)
		isProved := own.Proof == sums.Sure && own.From == first+1 && own.To == end
		if end < len(list) && list[end].isTotal && !list[end].isNamed {
			total := found.On(list[end].line)
			isAll := first == 0 && end+1 == len(list) // then it proves nothing of the names
			isProved = isProved || !isAll && total.Proof != sums.None && total.From == first && total.To == end
		}
		row := a.named.named[head.names]
		row.Line = head.line
		for i := first + 1; i < end && isProved; i++ {
			groups[list[i].line] = row
		}
	}
	return groups
}
