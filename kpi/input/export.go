package input

import (
	"errors"
	"io"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/batch"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/sums"
	"cchc/kpi/vietnamese"
)

// exportResult is everything read from one table: its findings, and the sums of its rows by
// unit and period. Tables below each other share their file, with its line account, and its
// findings.
type exportResult struct {
	file     *kpi.File
	findings *kpi.FileFindings
	list     []kpi.Finding // the findings, when the file is read
	account  *account
	tiers    tiers
	itemBy   string         // the headers of what distinguishes rows of one unit and period
	dates    []kpi.Day      // of rows of days
	running  sums.Running   // of the counts of days
	days     dayKind        // what its days are counted in
	layout   *header.Layout // nil where it has no table
	dossiers *listResult    // nil of counts
}

// tiers are the kinds of units that the rows of a file name, in a column of their own or
// in one of all units.
type tiers struct{ districts, communes bool }

func newExportResult(name string) *exportResult {
	own := &account{units: names.NewRegistry(1), items: newItemList(), byUnit: map[int][]*slot{}}
	return &exportResult{file: &kpi.File{Name: name}, findings: kpi.NewFileFindings(name), account: own}
}

// readTable reads the titles, the header and the rows of a table. It returns the table
// below it, if there is one, and where its own titles and header are; the error is io.EOF
// where it was read to its end.
func (e *exportResult) readTable(r *run, f *rows.File, p *part) (below *part, top rows.Top, err error) {
	before := e.file.Lines
	isTurned, isDivided := p.head.IsTurned(), p.head.DividesLines()
	next, head := p.head.Turn(p.next, e.findings)
	titles, err := e.readHead(r, next, head, p)
	switch {
	case err != nil:
	case e.layout.List != nil:
		top = rows.Top{First: before.Total + 1, Below: titles.below}
		err = e.countList(r, f, next, titles)
	default:
		t := newTable(e, r, f, titles, p.above)
		top = rows.Top{First: before.Total + 1, Below: titles.below, Taken: t.ctx.blanks.taken}
		switch {
		case isDivided, f.IsLarger(batch.BytesSeen) && !batch.CanParse(e.layout): // of a turned one a line has several rows
			turned := &part{more: next}
			turned.each(padder(t, f))
			err = t.takeRows(turned.next)
		case isTurned: // as a whole: it has no table below
			_, err = takeAhead(t, f, &part{more: next, isLast: true})
		case f.Text == nil || r.opts.rowByRow || p.above != nil || !batch.CanParse(e.layout):
			below, err = takeAhead(t, f, p)
		default:
			below, err = takeBatches(t, f)
		}
		if errors.Is(err, io.EOF) {
			t.figures.checkShown(f.IsStale())
			e.checkMonthFirst(t.keys.datings.known)
			t.end()
		}
		if n := t.ctx.numbers; n.seen && n.missing > 0 {
			e.findings.Add(kpi.RowUnnumbered, kpi.Place{Line: n.missing})
		}
	}
	if errors.Is(err, io.EOF) && len(e.account.slots) == 0 && e.file.Lines.Data == before.Data {
		e.findings.Add(kpi.NoData, kpi.Place{Line: max(e.file.Header, 1)})
	}
	if !errors.Is(err, io.EOF) {
		below = nil
	}
	return below, top, err
}

// readHead reads the rows of a table up to its header, and what they mean. It returns
// io.EOF where the table ends there, and [rows.ErrStop] where nothing can be read below.
func (e *exportResult) readHead(r *run, next header.Next, head header.Head, p *part) (*titles, error) {
	if p.isRow {
		return e.readTitle(r, p)
	}
	if !head.IsFound() {
		return nil, e.headless(r.cat, next)
	}
	lines := &e.file.Lines
	var cells []titleCell
	var first rows.Row
	below := 0
	for n := range head.Size() {
		row, err := next()
		if err != nil {
			return nil, err
		}
		lines.Total += row.Lines
		switch {
		case n >= head.Titles:
			lines.Header += row.Lines
			below = row.Line + row.Lines
			if n == head.Titles {
				first = row.Clone()
			}
		case row.IsBlank():
			lines.Blank += row.Lines
		default:
			lines.Title += row.Lines
			cells = append(cells, e.titleRow(row)...)
		}
	}
	e.file.Header = first.Line
	if head.Above != nil {
		e.findings.Add(kpi.HeaderAbove, kpi.Place{Line: cells[len(cells)-1].place.Line}, "text",
			kpi.Excerpts(slices.DeleteFunc(head.Above, func(text string) bool { return text == "" })))
		return nil, rows.ErrStop
	}
	layout, ok := head.Read(r.cat, first, e.findings)
	if layout.Line = first.Line; p.above == nil {
		e.file.Uses = layout.Uses
	}
	if layout.List != nil {
		cells = e.aboveList(layout.List, cells)
	}
	reader := newTitleReader(r, e, layout, cells)
	if reader.sheet = p.sheet; p.above != nil {
		reader.above = p.above.ctx.titles
	}
	e.layout = layout
	if !ok || !reader.checkCounts() {
		return nil, rows.ErrStop
	}
	if _, ok := periodOf(r, head.Under()); ok && !layout.Keys.HasPeriod() && !reader.namesTime() {
		row, err := next()
		if err != nil {
			return nil, err
		}
		lines.Total, lines.Title, below = lines.Total+row.Lines, lines.Title+row.Lines, row.Line+row.Lines
		reader.lines = newTitleReader(r, e, layout, append(cells, e.titleRow(row)...)).lines
	}
	titles, err := reader.read()
	titles.below, titles.names = below, head.Texts(layout.Keys[header.Unit])
	return titles, err
}

// readTitle reads a row that is the title of the rows below it, whose header is that of the
// table above.
func (e *exportResult) readTitle(r *run, p *part) (*titles, error) {
	row, err := p.next()
	if err != nil {
		return nil, err
	}
	lines, above := &e.file.Lines, p.above
	lines.Total, lines.Title = lines.Total+row.Lines, lines.Title+row.Lines
	e.layout = above.layout
	reader := newTitleReader(r, e, e.layout, e.titleRow(row))
	reader.above = above.ctx.titles
	titles, err := reader.read()
	titles.below, titles.names = row.Line+row.Lines, above.ctx.titles.names
	return titles, err
}

// titleRow returns the cells of a row above the header. Two of them may be figures, those
// of a date: a row with more holds counts that no header names.
func (e *exportResult) titleRow(row rows.Row) (cells []titleCell) {
	figures := 0
	for i, cell := range row.Cells {
		if text := vietnamese.Clean(string(cell)); text != "" {
			cells = append(cells, titleCell{text: text, place: kpi.Place{Line: row.Line, Column: i + 1, Text: text}})
		}
		if header.IsFigure(cell) {
			figures++
		}
	}
	if figures > 2 {
		e.findings.Add(kpi.RowOutside, kpi.Place{Line: row.Line}, "figures", strconv.Itoa(figures))
	}
	return cells
}

// headless reads an export in which no header was found, up to the first rows: its
// letters may be garbled. The row that may be its header is reported, or the first.
func (e *exportResult) headless(cat *catalog.Catalog, next header.Next) error {
	lines := &e.file.Lines
	var list [][]string
	var at []int // the lines of the list
	for len(list) < rows.HeadRows {
		row, err := next()
		if errors.Is(err, io.EOF) && len(list) > 0 {
			break
		}
		if err != nil {
			return err
		}
		lines.Total += row.Lines
		if row.IsBlank() {
			lines.Blank += row.Lines
			continue
		}
		lines.Title += row.Lines
		cells := row.Clean()
		for i, text := range cells {
			if was := vietnamese.Garbled(text); was != "" {
				if header.HoldsFigures(cells) { // no header: it may be the name of a person
					text = ""
				}
				e.findings.Add(kpi.TextGarbled, kpi.Place{Line: row.Line, Column: i + 1, Text: text}, garbledArgs(was)...)
				return rows.ErrStop
			}
		}
		list, at = append(list, cells), append(at, row.Line)
	}
	likely, uses := header.Likely(cat, list)
	e.file.Header, e.file.Uses = at[likely], uses
	place, shown := kpi.Place{Line: at[likely]}, header.Shown(cat, list[likely])
	if isList, isReceived := header.IsOfList(cat, list[likely]); isList && !isReceived {
		e.findings.Add(kpi.ListReceipt, place, "text", shown)
		return rows.ErrStop
	}
	e.findings.Add(kpi.HeaderNotFound, place, "rows", strconv.Itoa(rows.HeadRows), "text", shown)
	return rows.ErrStop
}

// garbledArgs names what letters were before they were mistaken for others, and the
// remedy.
func garbledArgs(was string) []string {
	return []string{"was", kpi.TextKey("garbled." + was), "remedy", kpi.TextKey("remedy.garbled." + was)}
}
