package header

import "cchc/kpi/catalog"

// Head is where the header of a table is, and what is over its columns. It is found
// before anything is read, from the clean cells of the first rows.
type Head struct {
	Titles int        // rows above the header, blank ones among them
	Rows   int        // rows of the header
	Number int        // 1 where a row with the numbers of the columns follows
	Above  []string   // the row on top of the header where it may be a part of it
	texts  [][]string // by column: the texts over it, from the top
	known  int        // columns that mean something; 0 where no header was found
	turn   turn       // of a table with a column for each month or unit, or a row for each count; nil: as it is
	kind   tableKind
	titles []string // the texts above it; of a turned table they are not known
	first  firstRows
}

// tableKind is what the rows of a table are.
type tableKind uint8

const (
	countTable tableKind = iota
	longCounts           // each has one count
	listTable            // each is a dossier
)

// firstRows is the first rows below a header, up to those of another table, and what they
// hold by column; nil where it is not known.
type firstRows struct {
	rows  [][]string // clean
	below []below
}

// IsFound reports whether there is a header.
func (h Head) IsFound() bool { return h.known > 0 }

// IsNamed reports whether a column is known to name what the rows are of.
func (h Head) IsNamed(cat *catalog.Catalog) bool {
	isName := namesOf(cat, h.texts)
	for c := range h.texts {
		if m, _ := meaningOf(cat, h.texts[c]...); isName(c) && m.Key != catalog.KeyIgnored {
			return true
		}
	}
	return h.IsTurned()
}

// TitleTexts returns the texts above the header.
func (h Head) TitleTexts() []string { return h.titles }

// Under returns the only text of the row below the header, or "" where there are others.
func (h Head) Under() (text string) {
	if len(h.first.rows) == 0 {
		return ""
	}
	for _, cell := range h.first.rows[0] {
		if cell != "" && text != "" {
			return ""
		}
		text += cell
	}
	return text
}

// Size returns the number of rows above the data.
func (h Head) Size() int { return h.Titles + h.Rows + h.Number }

// Texts returns the texts of a column in the first rows, as far as they are known.
func (h Head) Texts(column int) []string {
	if column < 0 || column >= len(h.first.below) {
		return nil
	}
	return h.first.below[column].texts
}
