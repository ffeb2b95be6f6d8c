package render

import "cchc/kpi/report"

// form writes a form as its regulation has it: titles, a header of several lines, rows and the
// total. A count has no group marks, so that a spreadsheet reads a number.
func (t csvTable) form(f *report.Form) {
	count := func(c report.Count) string {
		if !c.Known {
			return report.Unknown
		}
		return t.number(c.String())
	}
	for _, line := range f.Cells(count) {
		t.row(line...)
	}
}
