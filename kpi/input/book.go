package input

import (
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// workbook reads the sheets of a workbook that have tables, each to a result of its own, such as
// book.xlsx#Tháng 6. Opening a sheet sets the head.
type workbook struct {
	run   *run
	file  *rows.File
	head  *header.Head
	whole *exportResult // of the workbook
	list  []*sheet      // those with a table, in order
	left  []string      // hidden, or without a table
}

// sheet is a sheet with a table, and what its name names.
type sheet struct {
	name     string
	head     header.Head
	period   kpi.Period // of the name, with the year that titles give: "Tháng 6"
	isSeries bool       // the names of several sheets are periods of one length
	isSpan   bool       // it is tried whether it sums the others: its name is of no account
	tables   []*exportResult
}

// readSheets reads the sheets of a workbook that have the header of the first with a table,
// and those with other measures whose rows name their units and whose period is known, and
// reports the others. Of anything else, or where a sheet is asked for, it reads the table
// that there is.
func (r *run) readSheets(f *rows.File, e *exportResult, head *header.Head) []*exportResult {
	shown, left := f.Sheets()
	if len(shown)+len(left) < 2 {
		var asked *sheet
		if f.IsSheet() && r.opts.Rows.Sheet != "" {
			asked = &sheet{name: r.opts.Rows.Sheet, head: *head}
			(&workbook{run: r, list: []*sheet{asked}}).date()
		}
		return readTables(r, f, e, *head, asked)
	}
	b := &workbook{run: r, file: f, head: head, whole: e, left: left}
	b.find(shown)
	if len(b.list) == 0 {
		b.left = slices.DeleteFunc(b.left, func(name string) bool { return name == shown[0] })
		b.list = []*sheet{{name: shown[0]}}
	}
	b.date()
	lead := b.list[0].head
	var like, others []string
	for _, s := range b.list {
		if s == b.list[0] || header.Alike(s.head, lead) {
			like = append(like, s.name)
		} else if b.read(s, r); !s.isOwn() {
			s.tables, others = nil, append(others, s.name)
		}
	}
	b.list = slices.DeleteFunc(b.list, func(s *sheet) bool { return slices.Contains(others, s.name) })
	if len(others) > 0 {
		e.findings.Add(kpi.SheetOthers, kpi.Place{}, "sheet", kpi.FewOf("sheets", like), "sheets", kpi.FewOf("sheets", others))
	}
	if len(b.left) > 0 {
		e.findings.Add(kpi.SheetsLeft, kpi.Place{}, "sheets", kpi.FewOf("sheets", b.left))
	}
	var all []*exportResult
	for _, s := range b.list {
		if s.tables == nil {
			b.read(s, r)
		}
	}
	b.compare()
	for _, s := range b.list {
		all = append(all, s.tables...)
	}
	return all
}

// find finds the sheets with a table among those that are shown.
func (b *workbook) find(shown []string) {
	for _, name := range shown {
		*b.head = header.Head{}
		opened := b.file.Sheet(name, kpi.NewFileFindings(b.whole.file.Name))
		switch {
		case opened.IsBlank():
		case !b.head.IsFound():
			b.left = append(b.left, name)
		default:
			b.list = append(b.list, &sheet{name: name, head: *b.head})
		}
	}
}

// read reads a sheet, to the result of the workbook where it is the only one.
func (b *workbook) read(s *sheet, r *run) {
	e := b.whole
	if len(b.list) > 1 {
		e = newExportResult(b.whole.file.Name + "#" + s.name)
	}
	opened := b.file.Sheet(s.name, e.findings)
	s.tables = readTables(r, opened, e, *b.head, s)
}

// isOwn reports whether a sheet with another header is read: its rows name their units, and
// its period is known.
func (s *sheet) isOwn() bool {
	return !slices.ContainsFunc(s.tables, func(e *exportResult) bool {
		isUnproved := slices.ContainsFunc([]string{kpi.UnitMissing, kpi.UnitUnknown, kpi.UnitAmbiguous}, func(code string) bool { return e.findings.Number(code) > 0 })
		hasNames := e.layout != nil && slices.ContainsFunc(header.OfNames(), func(key header.Key) bool { return e.layout.Keys[key] >= 0 })
		return len(e.account.slots) == 0 || isUnproved || !hasNames
	})
}

// date finds the periods that the names of sheets name. The year of "Tháng 6" is that of
// the titles of the sheet, or else the only one of all titles, or that of the period asked
// for.
func (b *workbook) date() {
	own, all := make([][]int, len(b.list)), []int(nil)
	for i, s := range b.list {
		for _, title := range s.head.TitleTexts() {
			found, _ := dates.Find(title, b.run.opts.Calendar)
			for _, p := range found {
				own[i] = append(own[i], p.From.Year(), p.To.Year())
			}
		}
		all = append(all, own[i]...)
	}
	var asked []int
	if p := b.run.opts.Period; !p.IsZero() {
		asked = []int{p.From.Year(), p.To.Year()}
	}
	for i, s := range b.list {
		var ok bool
		if s.period, ok = periodOf(b.run, s.name); ok {
			continue
		}
		for _, years := range [][]int{own[i], all, asked} {
			if len(years) > 0 {
				if slices.Min(years) == slices.Max(years) {
					s.period, _ = periodOf(b.run, s.name+" năm "+strconv.Itoa(years[0]))
				}
				break
			}
		}
	}
	for _, s := range b.list {
		s.isSeries = !s.period.IsZero() && slices.ContainsFunc(b.list, func(o *sheet) bool {
			return !o.period.IsZero() && o.period != s.period && o.period.Months() == s.period.Months()
		})
	}
}
