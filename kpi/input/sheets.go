package input

import (
	"path"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

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

// isTidy reports whether a header is that of tidy data, with nothing but names of key columns
// and ids of measures.
func isTidy(cat *catalog.Catalog, line string) bool {
	isOther := func(cell string) bool {
		_, isMeasure := cat.Measures.Index(cell)
		return !isMeasure && !slices.Contains(catalog.Keys(), cell) && cell != "source_file" && cell != "source_line"
	}
	return !slices.ContainsFunc(strings.Split(line, ","), isOther)
}

// isOwn reports whether a header is that of a table or a result of kpi: it has the columns
// of such a table, or the id of an indicator. That of tidy data, which is an export, has
// the ids of measures.
func isOwn(cat *catalog.Catalog, line string) bool {
	cells := strings.FieldsFunc(line, func(c rune) bool { return c == ',' || c == ';' || c == '\t' })
	has := func(id string) bool { return slices.Contains(cells, id) }
	for _, own := range [][]string{{"indicator", "target"}, {"header", "column"}, {"id", "numerator"}, {"id", "parts"}, {"code", "parent"}, {"old_code"}, {"text", "kind"}} {
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
