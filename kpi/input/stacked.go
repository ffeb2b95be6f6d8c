package input

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"cchc/kpi/input/batch"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// A file with tables below each other:
//
//	Tháng 5 năm 2024     │ the first part: titles, header, rows
//	Đơn vị,Tiếp nhận     │
//	Xã Tân Lập,12        │
//	Tổng cộng,12         │
//	Tháng 6 năm 2024     │ the second
//	Đơn vị,Tiếp nhận     │
//	Xã Tân Lập,15        │
//
// It is cut where all of its rows are looked at before they are taken: a longer file is no
// form that people fill in.

// part is one table of a file, with the rows below it as far as they were read.
type part struct {
	head  header.Head
	list  []rows.Row  // that were read ahead, and not given yet
	end   error       // behind them; nil: there are more
	more  header.Next // gives them
	above *table      // the table above; nil of the first
	isRow bool        // the part has no header of its own, but that of the table above, and its title in one row
	nth   int         // in its file
	tries int         // rows so far that might have begun a table
	sheet *sheet      // nil where its name is of no account

	isLast bool // it has no table below
}

// next gives the next row.
func (p *part) next() (row rows.Row, err error) {
	switch {
	case len(p.list) > 0:
		row, p.list = p.list[0], p.list[1:]
		return row, nil
	case p.end != nil:
		return row, p.end
	}
	return p.more()
}

// gather reads rows ahead, up to the limit.
func (p *part) gather() {
	for size := 0; p.end == nil && len(p.list) < batch.RowsSeen && size < batch.BytesSeen; {
		row, err := p.more()
		if err != nil {
			p.end = err
			return
		}
		if !row.IsKept {
			row = row.Clone()
		}
		if len(p.list) == cap(p.list) {
			p.list = slices.Grow(p.list, len(p.list)+rows.HeadRows) // to twice its size: most are long
		}
		p.list = append(p.list, row)
		for _, cell := range row.Cells {
			size += len(cell)
		}
	}
}

// each changes every row that will be given; nil changes none.
func (p *part) each(change func(rows.Row) rows.Row) {
	if change == nil {
		return
	}
	for i, row := range p.list {
		p.list[i] = change(row)
	}
	more := p.more
	p.more = func() (rows.Row, error) {
		row, err := more()
		if err == nil {
			row = change(row)
		}
		return row, err
	}
}

// cut takes off the rows from one on: they are of the table below.
func (p *part) cut(at int) (below *part) {
	below = &part{list: p.list[at:], end: p.end, more: p.more, nth: p.nth + 1, tries: p.tries, sheet: p.sheet}
	p.list, p.end = p.list[:at:at], io.EOF
	return below
}

// wholeOf returns all rows of a text that was parsed into batches, where a row that was not
// parsed may begin another table; else nil. The first batch begins on a line.
func wholeOf(c *cutter, f *rows.File, list []*batch.Batch, line int) *part {
	may := false
	for _, b := range list {
		for _, run := range b.Runs {
			if run.Key >= 0 {
				c.pass()
				continue
			}
			f.Text.Look(rows.Block{Data: b.Data[run.From:run.To]}, func(row rows.Row) { may = c.mayBegin(row) || may })
		}
	}
	if !may {
		return nil
	}
	p := &part{}
	for _, b := range list {
		block := rows.Block{Data: b.Data, Line: line}
		if p.end = rows.ErrStop; f.Text.CheckText(block) {
			p.end = f.Text.Scan(block, func(row rows.Row) error {
				p.list = append(p.list, row.Clone())
				return nil
			})
		}
		if p.end != nil {
			return p
		}
		line += bytes.Count(b.Data, []byte{'\n'})
		p.end = f.End(f.Text.End(b.Fault, line))
	}
	return p
}

// readTables reads the table of a text or a sheet, and those below it, each to a result of
// its own.
func readTables(r *run, f *rows.File, e *exportResult, head header.Head, s *sheet) (all []*exportResult) {
	first, slots := 0, 0
	var tops []rows.Top
	for p := (&part{head: head, more: f.Next, sheet: s}); ; {
		below, top, err := e.readTable(r, f, p)
		if all = append(all, e); len(all) == 1 {
			first = e.file.Header
		}
		tops, slots = append(tops, top), slots+len(e.account.slots)
		if below == nil {
			if errors.Is(err, io.EOF) && top.Below > 0 {
				f.ReportView(tops)
				checkName(all, r.opts.Calendar)
			}
			break
		}
		lower := newExportResult("")
		lower.file, lower.findings, lower.account.before = e.file, e.findings, slots
		e, p = lower, below
	}
	e.file.Header = first
	return all
}
