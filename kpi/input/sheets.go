package input

import (
	"path"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// readSheets reads the sheets of a workbook that have the header of the first with a table,
// each to a result of its own, such as book.xlsx#Tháng 6, and reports the others. Of
// anything else it reads the table that there is. Opening a sheet sets the head.
func (r *run) readSheets(f *rows.File, e *exportResult, head *header.Head) []*exportResult {
	shown, left := f.Sheets()
	if len(shown)+len(left) < 2 {
		return r.readTables(f, e, *head)
	}
	var lead header.Head
	var like, others []string
	for _, name := range shown {
		*head = header.Head{}
		sheet := f.Sheet(name, kpi.NewFileFindings(e.file.Name))
		switch {
		case sheet.IsBlank():
		case !head.IsFound():
			left = append(left, name)
		case !lead.IsFound():
			lead, like = *head, []string{name}
		case header.Alike(*head, lead):
			like = append(like, name)
		default:
			others = append(others, name)
		}
	}
	if like == nil {
		like, left = shown[:1], slices.DeleteFunc(left, func(name string) bool { return name == shown[0] })
	}
	if len(others) > 0 {
		e.findings.Add(kpi.SheetOthers, kpi.Place{}, "sheet", kpi.Few(like), "sheets", kpi.Few(others))
	}
	if len(left) > 0 {
		e.findings.Add(kpi.SheetsLeft, kpi.Place{}, "sheets", kpi.Few(left))
	}
	var all []*exportResult
	for _, name := range like {
		o := e
		if len(like) > 1 {
			o = newExportResult(e.file.Name + "#" + name)
		}
		sheet := f.Sheet(name, o.findings)
		all = append(all, r.readTables(sheet, o, *head)...)
	}
	return all
}

// leaveOwn takes out of the files of folders those that kpi reads as tables or writes as
// results, by their headers, and reports them.
func leaveOwn(cat *catalog.Catalog, sources []rows.Source) (exports []rows.Source, findings []kpi.Finding) {
	for _, src := range sources {
		if src.InFolder && isOwn(cat, rows.FirstLine(src.Name)) {
			findings = append(findings, kpi.NewFinding(kpi.FolderPassed, kpi.Place{File: src.Name}, "names", kpi.Excerpt(rows.FirstLine(src.Name))))
			continue
		}
		exports = append(exports, src)
	}
	if len(exports) == 0 && len(sources) > 0 {
		findings = append(findings, kpi.NewFinding(kpi.FolderEmpty, kpi.Place{File: path.Dir(sources[0].Name)}))
	}
	return exports, findings
}

// isOwn reports whether a header is that of a table or a result of kpi: it has the columns
// of such a table, or the id of an indicator. That of tidy data, which is an export, has
// the ids of measures.
func isOwn(cat *catalog.Catalog, line string) bool {
	cells := strings.FieldsFunc(line, func(c rune) bool { return c == ',' || c == ';' || c == '\t' })
	has := func(id string) bool { return slices.Contains(cells, id) }
	for _, own := range [][]string{{"indicator"}, {"header", "column"}, {"id", "numerator"}, {"id", "parts"}, {"code", "parent"}, {"old_code"}, {"text", "kind"}} {
		if !slices.ContainsFunc(own, func(id string) bool { return !has(id) }) {
			return true
		}
	}
	for _, d := range cat.Indicators {
		if _, isMeasure := cat.Measures.Index(d.ID); !isMeasure && has(d.ID) {
			return true
		}
	}
	return false
}
