package render

import (
	"io"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// StudyHTML writes a trend or a comparison as one page that needs nothing else, without
// a script. The same study has the same bytes.
func StudyHTML(w io.Writer, s *report.Study) error {
	return writePage(w, "study.html", newStudyPage(s))
}

// studyPage is what the template shows: the lists of a report, and the tables.
type studyPage struct {
	*webPage
	Studied     []studied
	StudyLegend []string
}

// studied is a table of a page.
type studied struct {
	ID, Title string
	Header    []studyHeader
	Rows      [][]studyCell
	Total     []studyCell
}

// studyHeader is the header of a column.
type studyHeader struct{ Label, Class string }

// studyCell is a cell: a key, or a figure with its fraction and its change.
type studyCell struct {
	IsKey  bool
	Class  string
	Value  string
	Below  []string
	Change *studyChange
}

// studyChange is a change, and the class of which way it goes.
type studyChange struct{ Text, Class string }

func newStudyPage(s *report.Study) *studyPage {
	p := &studyPage{webPage: newWebPage(s.Lists())}
	for i, t := range s.Tables {
		table := studied{ID: "t" + strconv.Itoa(i+1), Title: named(t.Title)}
		if t.Title == "" {
			table.Title = named(s.Title)
		}
		for n, label := range t.Header {
			table.Header = append(table.Header, studyHeader{named(label), columnClass(n, t)})
		}
		for _, row := range t.Rows {
			table.Rows = append(table.Rows, studyCells(row, t, s.Lang))
		}
		if t.Total != nil {
			table.Total = studyCells(t.Total, t, s.Lang)
		}
		p.Studied = append(p.Studied, table)
	}
	for _, line := range s.Reading() {
		p.StudyLegend = append(p.StudyLegend, whole(line))
	}
	return p
}

// columnClass is the class of a column: keys and notes stand at the left, the first stays
// in sight.
func columnClass(n int, t report.Table) string {
	switch {
	case n == 0 && t.Keys > 0:
		return "k1"
	case n < t.Keys:
		return "key"
	case n >= len(t.Header)-t.Notes:
		return "note"
	}
	return "n"
}

// studyCells are the cells of a row.
func studyCells(row []report.Cell, t report.Table, lang kpi.Lang) []studyCell {
	cells := make([]studyCell, len(row))
	for i, c := range row {
		cell := studyCell{IsKey: i < t.Keys, Class: columnClass(i, t)}
		change := c.Change
		c.Change = nil
		if lines := (Screen{}).lines(c, lang); len(lines) > 0 {
			cell.Value, cell.Below = named(lines[0]), lines[1:]
		}
		if f := c.Figure; f != nil && f.Defined && !f.Ratio.Plain {
			cell.Value = report.Localise(f.Shown, lang) + "%" + c.Mark
		}
		if change != nil {
			cell.Change = &studyChange{report.Localise(change.Shown, lang) + c.ChangeMark, changeClass(change.Better)}
		}
		cells[i] = cell
	}
	return cells
}

// changeClass is the class of a change for the better or the worse.
func changeClass(better int) string {
	switch {
	case better > 0:
		return "change met"
	case better < 0:
		return "change missed"
	}
	return "change"
}
